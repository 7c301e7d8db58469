"""What the search page tells the log: a search, a result that was opened, and whether it was useful."""

from __future__ import annotations

import re
import uuid
from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from search import querystring
from search.log.buffer import tell
from search.log.events import Judged, Opened, Searched
from search.service import Found
from search.sources import get_source
from search.values import Sort

_ROBOT = re.compile(r"bot\b|crawl|spider|slurp|preview|monitor", re.IGNORECASE)
_KEY = re.compile(r"[a-z]{1,20}-\d{1,15}")
_PLACE = re.compile(r"[1-9]\d{0,2}")


def tell_search(request: HttpRequest, found: Found, *, at: datetime) -> str:
    """Tell the log of a search, and return its number; nothing for what is no new question of a person.

    Other pages, orders and views of a search are the same question; a page without words and filters is none.
    """
    asked = found.request
    is_question = bool(asked.text or asked.chosen) and asked.page == 1 and asked.sort == Sort.RELEVANCE
    agent = request.headers.get("User-Agent", "")
    if not is_question or asked.on_map or request.method != "GET" or _ROBOT.search(agent):
        return ""
    if "prefetch" in request.headers.get("Sec-Purpose", ""):
        return ""
    number = uuid.uuid4()
    words, filters = asked.text, querystring.encode(asked.without_words(), get_source().schema)
    person = request.user.pk or f"{request.META.get('REMOTE_ADDR', '')} {agent}"
    tell(
        Searched(
            number=number,
            at=at,
            text=words,
            filters=filters,
            total=found.total,
            relaxed=found.relaxed is not None and not found.relaxed.complete,
            is_simple=found.answered_by == "database" or found.partial,
            asker=str(person),
        )
    )
    return number.hex


# These two take no session and no right into account, change nothing but a count, and a beacon sends no token of ours.
@csrf_exempt
@require_POST
def opened(request: HttpRequest) -> HttpResponse:
    """Take note that a result was opened."""
    number = _number(request.POST.get("zoek", ""))
    key, place = request.POST.get("sleutel", ""), request.POST.get("plaats", "")
    if number and _KEY.fullmatch(key) and _PLACE.fullmatch(place):
        tell(Opened(number, key, int(place)))
    return HttpResponse(status=204)


@csrf_exempt
@require_POST
def useful(request: HttpRequest) -> HttpResponse:
    """Take note whether a search was useful, and say thank you."""
    number = _number(request.POST.get("zoek", ""))
    answer = request.POST.get("nuttig", "")
    if number and answer in {"ja", "nee"}:
        tell(Judged(number, answer == "ja"))
    if getattr(request, "htmx", False):
        return render(request, "search/useful.html", {"is_answered": True})
    messages.success(request, "Dank u. Zo maken wij het zoeken beter.")
    back = request.POST.get("terug", "")
    is_search = back.startswith(reverse("search:results")) and url_has_allowed_host_and_scheme(back, allowed_hosts=None)
    return HttpResponseRedirect(back if is_search else reverse("search:results"))


def _number(value: str) -> uuid.UUID | None:
    return uuid.UUID(value) if re.fullmatch(r"[0-9a-f]{32}", value) else None
