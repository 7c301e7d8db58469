"""What the owner of a practice does with startfoto's at /delen/<key>/startfoto/: rounds, partners, the own score."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from practices import queries
from practices.actions import startfoto as actions
from practices.actions.startfoto_answers import AlreadyReleased, Filled, fill_in_own, require_own
from practices.choices import BaselineStatement, Kind, Visibility
from practices.forms.startfoto import PartnerForm, RoundForm, ScoreForm, as_typed
from practices.models import (
    PracticePage,
    SharedPage,
    StartfotoAnswer,
    StartfotoInvitation,
    StartfotoRound,
)
from practices.queries.startfoto import name_of, rounds_of
from practices.rules.permissions import Deed
from practices.rules.startfoto import USUAL_DAYS
from practices.views.access import viewer_of
from practices.views.held import held
from practices.views.managing import managed, practice_of, url_of
from practices.views.presenting.startfoto import as_csv

#: What one can do with an invitation, by the last part of its address: heading, explanation, button.
DEEDS = {
    "opnieuw": (
        "Uitnodiging opnieuw sturen?",
        "De partner krijgt dezelfde persoonlijke link nog een keer, op hetzelfde adres.",
        "Stuur opnieuw",
    ),
    "nieuwe-link": (
        "Nieuwe link maken?",
        "De oude link werkt dan niet meer. Wat de partner al invulde, wist u daarmee: u kunt het niet zien, en de "
        "partner begint opnieuw.",
        "Maak een nieuwe link",
    ),
    "intrekken": (
        "Uitnodiging intrekken?",
        "De link werkt dan niet meer. Wat de partner al invulde, wordt gewist.",
        "Trek de uitnodiging in",
    ),
}


@managed(Deed.EDIT)
def overview(request: HttpRequest, page: SharedPage) -> HttpResponse:
    """Show the rounds with who was asked and how far each is: never what was filled in."""
    practice = practice_of(page)
    found = rounds_of(practice, today=timezone.localdate())
    may_score = viewer_of(request).owns(page.path)
    return _show(request, "overview", practice, rounds=found, may_score=may_score)


@managed(Deed.EDIT)
def start(request: HttpRequest, page: SharedPage) -> HttpResponse:
    """Ask for a new round; its own statements begin as those of the round before."""
    practice, today = practice_of(page), timezone.localdate()
    before = practice.startfoto_rounds.last()
    known = {
        "on": today,
        "closes_on": today + timedelta(days=USUAL_DAYS),
        "asks_family": before.asks_family if before else False,
        **_own_statements(before),
    }
    form = RoundForm(request.POST or held(request), initial=known, today=today)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        actions.start_round(practice, on=given["on"], by=viewer_of(request), at=timezone.now(), **_chosen(given))
        messages.success(request, "De ronde is begonnen. Nodig nu de partners uit.")
        return redirect("practices:startfoto", practice.key)
    return _show(request, "round", practice, form=form, statements=BaselineStatement.labels, is_again=bool(before))


@managed(Deed.EDIT)
def change(request: HttpRequest, page: SharedPage, number: int) -> HttpResponse:
    """Ask what changes in a round."""
    practice, today = practice_of(page), timezone.localdate()
    found = _round(practice, number)
    known = {
        "closes_on": max(found.closes_on, today),
        "asks_family": found.asks_family,
        "again_on": found.again_on,
        **_own_statements(found),
    }
    form = RoundForm(request.POST or held(request), initial=known, today=today, has_date=False)
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_round(found, by=viewer_of(request), at=timezone.now(), **_chosen(form.cleaned_data))
        except actions.CannotAsk as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "De ronde is gewijzigd.")
            return redirect("practices:startfoto", practice.key)
    return _show(request, "round", practice, form=form, statements=BaselineStatement.labels, round=found)


@managed(Deed.EDIT)
def invite(request: HttpRequest, page: SharedPage, number: int) -> HttpResponse:
    """Ask for a partner; its link goes by mail, or stands on the answer to be handed over, once."""
    practice = practice_of(page)
    found = _round(practice, number)
    form = PartnerForm(request.POST or held(request), today=timezone.localdate())
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        partner = actions.Partner(given["partner"], given["partner_kind"], given["mailbox"])
        try:
            _, secret = actions.invite(found, partner=partner, by=viewer_of(request), at=timezone.now())
        except actions.CannotAsk as refusal:
            form.add_error(None, str(refusal))
        else:
            if secret:
                return _hand_over(request, practice, partner.name, secret)
            messages.success(request, f"De uitnodiging voor {partner.name} gaat nu per mail weg.")
            return redirect("practices:startfoto", practice.key)
    return _show(request, "invite", practice, form=form, round=found)


@managed(Deed.EDIT)
def invitation(request: HttpRequest, page: SharedPage, number: int, deed: str) -> HttpResponse:
    """Ask whether to send an invitation again, make a new link, or take it back; a POST does it."""
    practice = practice_of(page)
    asked = StartfotoInvitation.objects.filter(round__practice=practice, pk=number).select_related("round").first()
    if asked is None or deed not in DEEDS:
        raise Http404("Deze uitnodiging is er niet (meer).")
    heading, explanation, button = DEEDS[deed]
    if request.method == "POST":
        by, at = viewer_of(request), timezone.now()
        try:
            if deed == "nieuwe-link":
                return _hand_over(request, practice, asked.partner, actions.renew_link(asked, by=by, at=at))
            if deed == "opnieuw":
                actions.send_again(asked, by=by, at=at)
                messages.success(request, f"De uitnodiging voor {asked.partner} gaat opnieuw per mail weg.")
            else:
                actions.withdraw_invitation(asked, by=by, at=at)
                messages.success(request, f"De uitnodiging voor {asked.partner} is ingetrokken.")
        except actions.CannotAsk as refusal:
            messages.error(request, str(refusal))
        return redirect("practices:startfoto", practice.key)
    told = {"heading": heading, "explanation": explanation, "button": button, "partner": asked.partner}
    return _show(request, "invitation", practice, **told)


@managed(Deed.EDIT)
def own_score(request: HttpRequest, page: SharedPage, number: int) -> HttpResponse:
    """Ask the owner's own score, which only colleagues see until it is released."""
    practice, by = practice_of(page), viewer_of(request)
    found = _round(practice, number)
    require_own(practice, by)
    answer = StartfotoAnswer.objects.filter(invitation__round=found, invitation__is_own=True).first()
    if answer and answer.released_at:
        messages.info(request, "Uw eigen score is al vrijgegeven.")
        return redirect("practices:startfoto", practice.key)
    form = score_form(request, found, answer)
    if request.method == "POST" and form.is_valid():
        release = request.POST.get("actie") == "vrijgeven"
        try:
            fill_in_own(found, filled=filled_in(form), release=release, by=by, at=timezone.now())
            messages.success(request, "Uw score staat op de pagina." if release else "Uw score is bewaard.")
        except AlreadyReleased:
            messages.info(request, "Uw eigen score is al vrijgegeven.")
        return redirect("practices:startfoto", practice.key)
    told = {"form": form, "readers": Visibility(practice.visibility).label, "round": found, "is_own": True}
    return _show(request, "scores", practice, name=name_of(found), **told)


@require_safe
def download(request: HttpRequest, address: str) -> HttpResponse:
    """Give what was released as CSV, to whoever may see the practice."""
    page = queries.page_at(Kind.PRACTICE, address, viewer_of(request))
    if page is None:
        raise Http404("Dit is er niet (meer), of u mag het niet zien.")
    answer = HttpResponse(as_csv(practice_of(page)), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="startfoto-{page.address[:80]}.csv"'
    return answer


def score_form(request: HttpRequest, round_: StartfotoRound, answer: StartfotoAnswer | None) -> ScoreForm:
    """Return the form of a round with what was typed, else with what was kept."""
    statements = round_.statements
    known: dict[str, Any] = {}
    if answer is not None:
        known = {"remark": answer.remark, "family_effect": answer.family_effect}
        known |= as_typed(statements, answer.scores)
    return ScoreForm(
        request.POST or None,
        initial=known,
        statements=statements,
        asks_family=round_.asks_family,
        today=timezone.localdate(),
    )


def filled_in(form: ScoreForm) -> Filled:
    """Return what a form says that was found right."""
    return Filled(form.scores, form.cleaned_data["remark"], form.cleaned_data.get("family_effect", ""))


def _chosen(given: dict[str, Any]) -> dict[str, Any]:
    return {name: given[name] for name in ("closes_on", "own_statements", "asks_family", "again_on")}


def _own_statements(round_: StartfotoRound | None) -> dict[str, str]:
    return {f"own_{number}": text for number, text in enumerate(round_.own_statements, start=1)} if round_ else {}


def _round(practice: PracticePage, number: int) -> StartfotoRound:
    found = StartfotoRound.objects.filter(practice=practice, pk=number).first()
    if found is None:
        raise Http404("Deze ronde is er niet.")
    found.practice = practice
    return found


def _hand_over(request: HttpRequest, practice: PracticePage, partner: str, secret: str) -> HttpResponse:
    link = request.build_absolute_uri(reverse("practices:startfoto-answer", args=[secret]))
    return _show(request, "hand_over", practice, partner=partner, link=link)


def _show(request: HttpRequest, template: str, page: PracticePage, **context: Any) -> HttpResponse:
    given = {"page": page, "url": reverse("practices:startfoto", args=[page.key]), "page_url": url_of(page)}
    return render(request, f"practices/startfoto/{template}.html", {**given, **context})
