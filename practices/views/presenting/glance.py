"""What one wants to know of a practice at a glance: a few facts, each leading to the section that tells more."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.formats import date_format

from practices.choices import AdoptionStep, Phase, QuestionStatus
from practices.models import PracticePage


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact of a few words; `url` is the section with the rest, or empty."""

    term: str
    value: str
    url: str = ""


def glance(page: PracticePage) -> list[Fact]:
    """Return what is known, in the order in which a colleague asks: since when, what for, how sure, who else."""
    found = (_began(page), _learning(page), _results(page), _steering(page), _log(page), _adopted(page))
    return [fact for fact in found if fact]


def _began(page: PracticePage) -> Fact | None:
    return Fact("Begonnen", date_format(page.started_on, "F Y")) if page.started_on else None


def _learning(page: PracticePage) -> Fact | None:
    states = [question.status for question in page.questions.all()]
    if not states:
        return None
    waiting = states.count(QuestionStatus.OPEN)
    value = f"{len(states)}, {f'waarvan {waiting} open' if waiting else 'geen meer open'}"
    if len(states) == 1:
        value = "1, nog open" if waiting else "1, niet meer open"
    return Fact("Leervragen", value, "#leervragen")


def _results(page: PracticePage) -> Fact | None:
    if not (page.results and page.evidence):
        return None
    return Fact("Resultaten", page.get_evidence_display(), "#resultaten")


def _steering(page: PracticePage) -> Fact | None:
    times = len(page.adjustments.all())
    if not times or page.phase == Phase.STOPPED:
        return None
    return Fact("Bijgestuurd", f"{times} keer", "#bijgestuurd")


def _log(page: PracticePage) -> Fact | None:
    entries = list(page.log_entries.all())
    if not entries:
        return None
    value = f"{len(entries)} bericht{'' if len(entries) == 1 else 'en'}"
    last = max((entry.date for entry in entries if entry.date), default=None)
    return Fact("Logboek", f"{value}, laatste {date_format(last, 'F Y')}" if last else value, "#logboek")


def _adopted(page: PracticePage) -> Fact | None:
    others = sum(1 for adoption in page.adoptions.all() if adoption.step != AdoptionStep.STOPPED)
    if not others:
        return None
    return Fact("Doen dit ook", f"{others} gemeente{'' if others == 1 else 'n'}", "#overgenomen")
