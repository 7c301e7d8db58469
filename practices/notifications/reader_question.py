"""Letters about questions of readers: to who keeps the practice, and to who asked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

from django.urls import reverse

from practices.models import PracticePage, ReaderQuestion
from practices.queries import who_asked
from practices.queries.keepers import mailbox_for
from practices.queries.update_links import make_token
from practices.rules.markup import excerpt
from practices.rules.permissions import Deed, may
from practices.rules.visibility import Viewer
from search.alerts.letters import Letter
from search.sources import Recipient

#: Letters of a question or answer that stand in a mail; the page has it all.
LONGEST = 600


def question_asked(content: Mapping[str, Any], reader: Recipient | None) -> Letter | None:
    """Write to who keeps a practice that somebody asked something, while that waits for an answer."""
    question = _question(content)
    if question is None or question.answered_at is not None or not question.practice.live:
        return None
    page = question.practice
    subject = f"Een vraag bij {page.title}"
    paragraphs = (f"{who_asked(question)} vraagt bij “{page.title}”:", excerpt(question.text, longest=LONGEST))
    if reader is None:
        path = f"{page.get_absolute_url()}#vraag-{question.pk}"
        told = "Beantwoorden kan na inloggen, door een collega met een account."
        return Letter(subject, paragraphs, "Bekijk de vraag", path, closing=(told,), address=mailbox_for(page))
    person = cast(Viewer, reader.person)
    if person.user_id is None or not may(person, Deed.EDIT, page.path):
        return None
    link = reverse("practices:update-link", args=[make_token(person.user_id, page.key)])
    told = "Uw antwoord staat op de pagina, en met één klik in het logboek. Inloggen hoeft niet: deze link is van u."
    return Letter(subject, paragraphs, "Beantwoord de vraag", f"{link}?vraag={question.pk}", closing=(told,))


def question_answered(content: Mapping[str, Any], reader: Recipient | None) -> Letter | None:
    """Write to who asked that there is an answer, while that person may see it."""
    question = _question(content)
    if question is None or reader is None or not question.answer:
        return None
    page = question.practice
    if not PracticePage.objects.visible_to(cast(Viewer, reader.person)).filter(pk=page.pk).exists():
        return None
    return Letter(
        f"Antwoord op uw vraag bij {page.title}",
        (f"U vroeg: {excerpt(question.text)}", excerpt(question.answer, longest=LONGEST)),
        "Lees het antwoord",
        f"{page.get_absolute_url()}#vraag-{question.pk}",
    )


def _question(content: Mapping[str, Any]) -> ReaderQuestion | None:
    rows = ReaderQuestion.objects.select_related("practice", "organisation")
    return rows.filter(pk=content["question"], hidden_at=None).first()
