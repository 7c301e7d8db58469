"""Samen aan de slag at /delen/<key>/samen/: what resembles a practice, and asking who keeps it to talk."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from practices import queries
from practices.actions import talk as actions
from practices.choices import Kind, TalkAnswer
from practices.forms.talk import TalkAnswerForm, TalkForm
from practices.models import PracticePage, SharedPage
from practices.queries.keepers import reachable
from practices.queries.talk import Talk, contact_of_asker, people_in, talks_of
from practices.queries.talk_links import OpenedTalk, open_talk
from practices.rules.permissions import NEEDS_SECOND_FACTOR, Deed
from practices.rules.ready_words import first_message
from practices.rules.visibility import VISITOR, Viewer
from practices.views.access import page_or_404, viewer_of
from practices.views.alike import resembling
from practices.views.held import held, sign_in_first
from practices.views.managing import managed, practice_of, url_of
from practices.views.personal_links import viewer_with
from search.similar import Example

#: So many of each kind: more than while one types, fewer than a list.
SHOWN = 5


@managed(Deed.EDIT)
def together(request: HttpRequest, page: SharedPage) -> HttpResponse:
    """Show what resembles a practice, with the way to ask who keeps it to talk."""
    practice = practice_of(page)
    viewer = viewer_of(request)
    values = {"thema": frozenset(choice.theme.slug for choice in practice.theme_choices.all())}
    example = Example(practice.title, practice.summary, values)
    groups = resembling(example, viewer, without=practice.key, shown=SHOWN)
    context = _with_talks(_folded(groups), practice, viewer)
    return render(request, "practices/talks/together.html", {"page": page, "url": url_of(page), **context})


def _folded(groups: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the groups with each item once: what it wants to know, too, stands with what it is."""
    asked = {item["card"].key: item["text"] for group in groups if group["asks"] for item in group["items_shown"]}
    seen: set[str] = set()
    folded = []
    for group in groups:
        items = [item for item in group["items_shown"] if item["card"].key not in seen or "url" in item]
        seen |= {item["card"].key for item in items}
        if items:
            asks = {} if group["asks"] else asked
            folded.append({**group, "items_shown": [{**item, "asks": asks.get(item["card"].key)} for item in items]})
    return folded


def _with_talks(groups: list[dict[str, Any]], practice: PracticePage, viewer: Viewer) -> dict[str, Any]:
    """Return the groups with what is known of a talk about each item, and the people of the networks among them."""
    numbers = {_number(item["card"].key) for group in groups for item in group["items_shown"]}
    talks = talks_of(practice, viewer)
    pages = {page.pk: page for page in SharedPage.objects.filter(pk__in=numbers | set(talks))}
    there = reachable(list(pages.values()))
    cards = queries.cards_by_number(set(talks) - numbers, viewer)
    shown = [
        {**group, "items_shown": [_item(item, pages, there, talks, viewer) for item in group["items_shown"]]}
        for group in groups
    ]
    networks = [number for number in numbers if number in pages and pages[number].kind == Kind.NETWORK]
    earlier = [{"card": cards[number], "talk": talks[number]} for number in talks if number in cards]
    people = [{"person": person, "network": pages[person.network]} for person in people_in(networks, viewer)]
    return {"groups": shown, "people": people, "earlier": earlier}


def _item(
    item: Mapping[str, Any],
    pages: Mapping[int, SharedPage],
    there: set[int],
    talks: Mapping[int, Talk],
    viewer: Viewer,
) -> dict[str, Any]:
    number = _number(item["card"].key)
    page = pages.get(number)
    may_ask = page is not None and number in there and not viewer.owns(page.path)
    return {**item, "talk": talks.get(number), "may_ask": may_ask}


def _number(key: str) -> int:
    return int(key.rpartition("-")[2])


@managed(Deed.EDIT)
def ask(request: HttpRequest, page: SharedPage, other: str) -> HttpResponse:
    """Show the message that stands ready; a POST sends it, without showing an address to anybody."""
    practice = practice_of(page)
    viewer = viewer_of(request)
    about = page_or_404(other, viewer)
    if not about.live or about.pk == practice.pk:
        raise Http404("Hierover kunt u geen gesprek vragen.")
    today = timezone.localdate()
    initial = {"message": first_message(practice.title, about.title)}
    form = TalkForm(request.POST or held(request), initial=initial, today=today)
    if request.method == "POST" and form.is_valid():
        try:
            actions.ask_to_talk(practice, about, message=form.cleaned_data["message"], by=viewer, at=timezone.now())
        except (actions.TooManyTalks, actions.NobodyThere) as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Uw bericht is onderweg. Zegt de ander ja, dan krijgt u elkaars mailadres.")
            return redirect("practices:together", page.key)
    context = {"page": page, "about": about, "owner": queries.owner_of(about), "form": form}
    return render(request, "practices/talks/ask.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, token: str) -> HttpResponse:
    """Show a request to whoever opens a personal link; a POST says yes or no. Opening it changes nothing."""
    opened = open_talk(token)
    if opened is None:
        return render(request, "practices/talks/ended.html", status=410)
    by = viewer_with(opened.user_id) if opened.user_id is not None else VISITOR
    if by.roles & NEEDS_SECOND_FACTOR and viewer_of(request).user_id != opened.user_id:
        return sign_in_first(request)
    form = TalkAnswerForm(request.POST or held(request), today=timezone.localdate())
    if request.method == "POST" and not opened.talk.answer and form.is_valid():
        actions.answer_talk(
            opened.talk,
            answer=TalkAnswer(form.cleaned_data["answer"]),
            reply=form.cleaned_data["reply"],
            user_id=opened.user_id,
            by=by,
            at=timezone.now(),
        )
        return redirect(request.path)
    return render(request, "practices/talks/answer.html", {"form": form, **_asked(opened, by)})


def _asked(opened: OpenedTalk, by: Viewer) -> dict[str, Any]:
    """Return a request as whoever answers sees it; the practice itself only when that person may see it."""
    talk = opened.talk
    visible = PracticePage.objects.visible_to(by).filter(pk=talk.practice_id).exists()
    return {
        "talk": talk,
        "organisation": talk.organisation.title if talk.organisation else "",
        "practice_url": talk.practice.get_absolute_url() if visible else "",
        "contact": contact_of_asker(talk) if talk.answer == TalkAnswer.YES else None,
    }
