"""A practice in plain values: what the texts of its owner are composed from."""

from __future__ import annotations

from practices.choices import (
    AdjustmentKind,
    AdoptionStep,
    Evidence,
    LogKind,
    MilestoneKind,
    Phase,
    QuestionStatus,
)
from practices.models import Adjustment, PracticePage
from practices.queries.pages import fetch_content, owner_of
from practices.rules.owner_texts import Happened, Money, Question, Story

#: How sure the results are, as a sentence in a text.
_EVIDENCE = {
    Evidence.IMPRESSION: "Dit is een indruk van de betrokkenen; er is nog niet geteld of gemeten.",
    Evidence.COUNTED: "Dit is geteld; er is niet vergeleken met hoe het anders was gegaan.",
    Evidence.MEASURED: "Dit is gemeten en vergeleken.",
    Evidence.RESEARCHED: "Dit is onderzocht door iemand van buiten.",
}


def story_of(page: PracticePage, *, site: str) -> Story:
    """Return a practice as its owner wrote it down, in a constant number of queries; `site`: address of the site."""
    fetch_content(page)
    return Story(
        title=page.title,
        organisation=owner_of(page).title,
        phase=str(Phase(page.phase).label),
        address=f"{site}{page.get_absolute_url()}",
        municipalities=tuple(sorted(entry.name for entry in page.municipalities.all())),
        phase_since=page.phase_since,
        started_on=page.started_on,
        confirmed_on=page.confirmed_on,
        summary=page.summary,
        background=page.background,
        purpose=page.purpose,
        approach=tuple(page.approach),
        partners=_partners(page),
        questions=_questions(page),
        log=_log(page),
        adjustments=tuple(_adjustment(item) for item in page.adjustments.all()),
        milestones=tuple(
            Happened(item.date, str(MilestoneKind(item.milestone_kind).label)) for item in page.milestones.all()
        ),
        results=page.results,
        measured_how=page.measured_how,
        evidence=_EVIDENCE.get(Evidence(page.evidence), "") if page.evidence else "",
        side_effects=page.side_effects,
        lessons=page.lessons,
        embedding=page.embedding,
        help_wanted=page.help_wanted,
        costs=page.costs,
        hours=page.hours,
        funding=tuple(Money(str(row.get("bron", "")), row.get("bedrag")) for row in page.funding),
        adopted=_adopted(page),
        contact=", ".join(part for part in (page.contact_role, page.contact_mailbox) if part),
    )


def _partners(page: PracticePage) -> tuple[str, ...]:
    names = (
        partner.name or (partner.partner_kind.name if partner.partner_kind else "")
        for partner in page.participations.all()
    )
    return tuple(dict.fromkeys(name for name in names if name))


def _questions(page: PracticePage) -> tuple[Question, ...]:
    return tuple(
        Question(
            text=question.question,
            status=str(QuestionStatus(question.status).label),
            is_open=question.status == QuestionStatus.OPEN,
            answer=question.answer,
        )
        for question in page.questions.all()
    )


def _log(page: PracticePage) -> tuple[Happened, ...]:
    return tuple(
        Happened(
            entry.date, str(LogKind(entry.log_kind).label), entry.text, is_setback=entry.log_kind == LogKind.SETBACK
        )
        for entry in page.log_entries.all()
    )


def _adjustment(item: Adjustment) -> Happened:
    more = (("Besloten door", item.decided_by), ("Geleerd", item.learnt))
    label = str(AdjustmentKind(item.adjustment_kind).label)
    return Happened(item.date, label, item.what, more=tuple(row for row in more if row[1]))


def _adopted(page: PracticePage) -> tuple[str, ...]:
    going_on = (adoption for adoption in page.adoptions.all() if adoption.step != AdoptionStep.STOPPED)
    return tuple(sorted(adoption.municipality.name for adoption in going_on))
