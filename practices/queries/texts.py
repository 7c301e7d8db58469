"""All text of a page that anybody who sees the page may read, as the search reads it."""

from __future__ import annotations

from practices.models import DossierPage, LegalCasePage, NetworkPage, PracticePage, SharedPage, TermPage
from practices.rules.markup import to_plain


def body_text(page: SharedPage) -> str:
    """Return all text of a page below its summary, that anybody who sees the page may read."""
    texts = [page.purpose, page.body]
    if isinstance(page, PracticePage):
        texts += _practice_texts(page)
    elif isinstance(page, LegalCasePage):
        texts += _case_texts(page)
    elif isinstance(page, NetworkPage):
        texts += [page.rhythm, page.manager_role, *page.open_questions]
        texts += [member.call_me_about for member in page.members.all()]
        texts += [meeting.title for meeting in page.meetings.all()]
    elif isinstance(page, TermPage):
        texts += [*page.synonyms, *page.abbreviations, page.caution]
        texts += [text for meaning in page.meanings.all() for text in (meaning.party, meaning.meaning)]
    elif isinstance(page, DossierPage):
        texts += page.texts_of_blocks()
    return to_plain("\n\n".join(text for text in texts if text))


def _practice_texts(page: PracticePage) -> list[str]:
    texts = [page.background, page.help_wanted, page.family_effect, page.results, page.measured_how, page.side_effects]
    texts += [page.preconditions, page.local_circumstances, page.lessons, page.embedding, page.costs, page.hours]
    texts += [*page.approach, *page.first_steps]
    texts += [text for question in page.questions.all() for text in (question.question, question.answer)]
    texts += [entry.text for entry in page.log_entries.all()]
    texts += [text for adjustment in page.adjustments.all() for text in (adjustment.what, adjustment.learnt)]
    texts += [text for partner in page.participations.all() for text in (partner.name, partner.contribution)]
    return texts


def _case_texts(page: LegalCasePage) -> list[str]:
    texts = [
        page.question,
        page.situation,
        page.explanation,
        page.next_steps,
        page.cooperation,
        page.professional_secrecy,
    ]
    texts += [
        page.urgency,
        page.consequence_of_silence,
        page.proportionality,
        page.informing,
        page.dpia,
        *page.data_kinds,
    ]
    for row in page.matrix_rows.all():
        texts += [row.giver, row.receiver, row.data, row.purpose, row.giver_ground, row.receiver_ground]
        texts += [row.exception, row.secrecy]
    for position in page.positions.all():
        texts += [position.position_text, position.explanation, position.source]
    return texts
