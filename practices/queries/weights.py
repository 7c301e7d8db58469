"""How much a page weighs in the order of results: mildly more when it is kept up, asks something, or is complete."""

from __future__ import annotations

from datetime import date
from typing import Any

from practices.choices import Kind, QuestionStatus
from practices.models import LegalCasePage, NetworkPage, PracticePage, SharedPage, TermPage
from practices.rules.completeness import percentage

#: What the newest confirmation, an open learning question and a complete page add. Nothing ever takes away.
A_YEAR, OPEN_QUESTION, COMPLETE = 0.01, 0.04, 0.06
#: Before this year a confirmation adds nothing, and so many years later nothing more.
FIRST_YEAR, MOST_YEARS = 2016, 30


def weight_of(page: SharedPage) -> float:
    """Return the factor of a live page, from 1. It depends on the page only, never on the day it is asked."""
    moment = page.first_published_at or page.changed_at
    return weight(page.confirmed_on or moment.date(), asks=_asks(page), complete=_complete(page))


def weight(last: date, *, asks: bool, complete: int) -> float:
    """Return the factor of what was last confirmed that day, asks something or not, and is so complete (percent)."""
    years = last.year + last.timetuple().tm_yday / 366 - FIRST_YEAR
    fresh = A_YEAR * min(MOST_YEARS, max(0.0, years))
    return round(1 + fresh + (OPEN_QUESTION if asks else 0.0) + COMPLETE * complete / 100, 4)


def _asks(page: SharedPage) -> bool:
    if not isinstance(page, PracticePage):
        return False
    return any(each.status == QuestionStatus.OPEN for each in page.questions.all())


def _complete(page: SharedPage) -> int:
    return percentage({"soort": page.kind, **_common(page), **_own(page)})


def _common(page: SharedPage) -> dict[str, Any]:
    """Return the fields of the record that completeness looks at, as far as every kind has them."""
    return {
        "titel": page.title,
        "samenvatting": page.summary,
        "doel": page.purpose,
        "inhoud": page.body,
        "gemeenten": list(page.municipalities.all()),
        "trekker": True,  # every page stands below the organisation that leads it
        "themas": list(page.theme_choices.all()),
        "domeinen": list(page.domains.all()),
        "doelgroepen": list(page.target_groups.all()),
        "wetten": list(page.laws.all()),
    }


def _own(page: SharedPage) -> dict[str, Any]:
    if isinstance(page, PracticePage):
        return _of_practice(page)
    if isinstance(page, LegalCasePage):
        return {
            **{"status": page.status, "vraag": page.question, "situatie": page.situation, "antwoord": page.answer},
            **{"uitleg": page.explanation, "rijen": list(page.matrix_rows.all())},
        }
    if isinstance(page, NetworkPage):
        return {"netwerksoort": page.network_kind, "toegang": page.access, "beheerder": page.manager_role}
    if isinstance(page, TermPage):
        return {"betekenissen": list(page.meanings.all())}
    return {"items": page.kind == Kind.DOSSIER}


def _of_practice(page: PracticePage) -> dict[str, Any]:
    return {
        "aanleiding": page.background,
        "fase": page.phase,
        "faseSinds": page.phase_since,
        "leervragen": [{"status": question.status} for question in page.questions.all()],
        "contact": {"rol": page.contact_role, "mailbox": page.contact_mailbox},
        "aanpak": page.approach,
        "partners": list(page.participations.all()) or list(page.partner_kinds.all()),
        "bijstellingen": list(page.adjustments.all()),
        "mijlpalen": list(page.milestones.all()),
        "kosten": page.costs,
        "uren": page.hours,
        "financiering": page.funding,
        "resultaten": page.results,
        "hoeGemeten": page.measured_how,
        "neveneffecten": page.side_effects,
        "voorwaarden": page.preconditions,
        "lokaleOmstandigheden": page.local_circumstances,
        "lessen": page.lessons,
        "borging": page.embedding,
        "zoBeginJe": page.first_steps,
    }
