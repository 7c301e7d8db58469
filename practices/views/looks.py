"""Notes that a practice was looked at, without who looked; a thread writes the numbers later, so no page waits."""

from __future__ import annotations

import re

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone

from practices.actions.look import Look, count_looks
from practices.models import PracticePage, SharedPage
from search.log.buffer import Buffer

#: What programs call themselves; a program that calls itself a browser is counted.
_PROGRAMS = re.compile(
    r"bot\b|bot/|crawl|spider|slurp|scrap|fetch|preview|monitor|http|python|curl|wget|java/|go-|headless|lighthouse|archiv",
    re.IGNORECASE | re.ASCII,
)
_LONGEST_NAME = 500

_buffer: Buffer[Look] = Buffer(count_looks, seconds=settings.SEARCH_LOG_SECONDS)


def note_look(request: HttpRequest, page: SharedPage, *, is_own: bool) -> None:
    """Note that somebody looks at a practice. Not counted: who keeps it, programs, and pages fetched ahead."""
    if isinstance(page, PracticePage) and not is_own and is_person(request):
        _buffer.add(Look(page.pk, timezone.localdate()))


def is_person(request: HttpRequest) -> bool:
    """Tell whether a browser asks for the page to show it now."""
    name = request.headers.get("User-Agent", "")[:_LONGEST_NAME]
    ahead = "prefetch" in request.headers.get("Sec-Purpose", "") or request.headers.get("Purpose") == "prefetch"
    return request.method == "GET" and bool(name) and not ahead and not _PROGRAMS.search(name)


def flush() -> None:
    """Write what waits in this process now."""
    _buffer.flush()
