"""Questions of readers on the page of a practice, and the way to ask one."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from practices.models import PracticePage
from practices.queries import questions_at
from practices.rules.permissions import Deed, may
from practices.rules.visibility import Viewer
from practices.views.presenting.shared import Action, Section


def section(page: PracticePage, viewer: Viewer, *, keeps: bool) -> Section | None:
    """Return the questions at a practice, or None when there are none that this reader sees."""
    if not page.pk:  # a preview of something that was never saved
        return None
    found = questions_at(page, viewer)
    if not found:
        return None
    data: dict[str, Any] = {
        "questions": found,
        "keeps": keeps,
        "key": page.key,
        "ask_url": "" if keeps or not may(viewer, Deed.ASK, page.path) else _ask_url(page),
    }
    return Section("vragen", "Vragen van collega’s", "reader_questions", data)


def ask_action(page: PracticePage, viewer: Viewer) -> Action | None:
    """Return the way to ask a question, for who may, and for who may once signed in."""
    if not page.pk or not page.live or (viewer.is_signed_in and not may(viewer, Deed.ASK, page.path)):
        return None
    return Action("Stel een vraag", _ask_url(page), "message-circle-question-mark")


def _ask_url(page: PracticePage) -> str:
    return reverse("practices:question-ask", args=[page.key])
