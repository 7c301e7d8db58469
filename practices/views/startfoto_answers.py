"""What a partner sees at /startfoto/<secret>/: statements to score, without an account, while the round lasts."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from practices.actions.startfoto_answers import AlreadyReleased, LinkEnded, fill_in
from practices.choices import Visibility
from practices.models import StartfotoInvitation
from practices.queries.startfoto import hash_of, invitation_at, name_of
from practices.views.startfoto import filled_in, score_form


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, secret: str) -> HttpResponse:
    """Show what is asked with what was kept; a POST keeps it, and releases it when the button says so."""
    invitation = invitation_at(secret)
    if invitation is None:
        return _ended(request)
    given = getattr(invitation, "answer", None)
    if given is not None and given.released_at:
        return _show(request, "released", invitation)
    if timezone.localdate() > invitation.round.closes_on:
        return _ended(request)
    form = score_form(request, invitation.round, given)
    if request.method == "POST" and form.is_valid():
        release = request.POST.get("actie") == "vrijgeven"
        try:
            now = fill_in(invitation, filled=filled_in(form), release=release, at=timezone.now())
        except AlreadyReleased:
            return redirect(request.path)
        except LinkEnded:
            return _ended(request)
        if not release:
            messages.success(request, "Bewaard. Alleen u ziet dit, tot u het vrijgeeft.")
        if hash_of(now) != hash_of(secret):
            messages.info(
                request,
                "Het adres van deze pagina is nu alleen van u: de link die u kreeg, werkt niet meer. Bewaar dit adres "
                "als u later iets wilt wijzigen of vrijgeven.",
            )
        return redirect("practices:startfoto-answer", now)
    return _show(request, "scores", invitation, form=form)


def _show(request: HttpRequest, template: str, invitation: StartfotoInvitation, **context: object) -> HttpResponse:
    practice = invitation.round.practice
    told = {
        "page": practice,
        "organisation": practice.organisation,
        "partner": invitation.partner,
        "round": invitation.round,
        "name": name_of(invitation.round),
        "readers": Visibility(practice.visibility).label,
        "is_public": practice.live and practice.visibility == Visibility.PUBLIC,
    }
    return render(request, f"practices/startfoto/{template}.html", {**told, **context})


def _ended(request: HttpRequest) -> HttpResponse:
    return render(request, "practices/startfoto/ended.html", status=410)
