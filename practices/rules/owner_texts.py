"""Composes what an owner sends on from card and log: to the college, to who gave the money, and to a bestuurder.

Each is Markdown. It says what is known in the owner's words, says of what is not known that it is not there, and adds
nothing of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from practices.rules.dutch import counted, day, euro, listed
from practices.rules.markup import excerpt, to_plain

#: What stands where a text should be.
NOT_THERE = "Nog niet ingevuld."
#: So many entries of the log tell a college how it goes; the account of a subsidy has them all.
LATEST = 5
#: Letters of a text that a bestuurder reads; six of those fit on a screen.
SHORT = 280


@dataclass(frozen=True, slots=True)
class Happened:
    """An entry of the log, a change of course or a milestone. label: what kind; more: who decided, what was learnt."""

    on: date | None
    label: str
    text: str = ""
    is_setback: bool = False
    more: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """A learning question; answer is empty while nobody knows."""

    text: str
    status: str
    is_open: bool
    answer: str = ""


@dataclass(frozen=True, slots=True)
class Money:
    """Who pays: amount in whole euros, or as it was written, or None."""

    source: str
    amount: int | str | None = None


@dataclass(frozen=True, slots=True)
class Story:
    """A practice in plain values, as far as its owner wrote it down; texts are Markdown and may be empty.

    evidence: how sure the results are, in a sentence; adopted: municipalities that do it too
    address: where it stands on the site; confirmed_on: when its owner last said that it holds
    """

    title: str
    organisation: str
    phase: str
    address: str
    municipalities: tuple[str, ...] = ()
    phase_since: date | None = None
    started_on: date | None = None
    confirmed_on: date | None = None
    summary: str = ""
    background: str = ""
    purpose: str = ""
    approach: tuple[str, ...] = ()
    partners: tuple[str, ...] = ()
    questions: tuple[Question, ...] = ()
    log: tuple[Happened, ...] = ()
    adjustments: tuple[Happened, ...] = ()
    milestones: tuple[Happened, ...] = ()
    results: str = ""
    measured_how: str = ""
    evidence: str = ""
    side_effects: str = ""
    lessons: str = ""
    embedding: str = ""
    help_wanted: str = ""
    costs: str = ""
    hours: str = ""
    funding: tuple[Money, ...] = ()
    adopted: tuple[str, ...] = ()
    contact: str = ""


def college_message(story: Story, *, today: date) -> str:
    """Return a message for the college of burgemeester en wethouders."""
    return _document(
        f"Bericht aan het college: {story.title}",
        f"{day(today)}. {story.organisation}.",
        _part("Kern", _or_missing(story.summary)),
        _part("Aanleiding", _or_missing(story.background)),
        _part("Stand van zaken", _state(story), *_entries(_newest(story.log)[:LATEST])),
        _part("Bijgestuurd", *_entries(_newest(story.adjustments))) if story.adjustments else "",
        _part("Resultaten tot nu toe", *_results(story)),
        _part("Geld en uren", *_money(story)),
        _part("Wat wij nog niet weten", _questions_in_short(story)),
        _part("Hoe verder", *_next(story)),
        _missing(story),
        _source(story),
    )


def subsidy_account(story: Story, *, today: date) -> str:
    """Return a text for the account of a subsidy: what was promised, done, changed, and what it cost."""
    return _document(
        f"Inhoudelijk verslag: {story.title}",
        f"{day(today)}. {story.organisation}.{_period(story)}",
        _part("Doel", _or_missing(story.purpose or story.summary)),
        _part("Wat wij zouden doen", *_numbered(story.approach)),
        _part("Met wie", _line(listed(story.partners))),
        _part("Wat wij deden", *(_entries(_oldest([*story.log, *story.milestones])) or [NOT_THERE])),
        _part("Wat anders ging dan gedacht", *_differently(story)),
        _part("Resultaten", *_results(story)),
        _part("Wat wij wilden leren", *(_question(question) for question in story.questions)),
        _part("Kosten, uren en financiering", *_money(story)),
        _part("Wat blijft", _or_missing(story.embedding)),
        _missing(story),
        _source(story),
    )


def executive_version(story: Story, *, today: date) -> str:
    """Return a version of one screen for a bestuurder."""
    setbacks = [*story.adjustments, *(entry for entry in story.log if entry.is_setback)]
    against = excerpt(_newest(setbacks)[0].text, longest=SHORT) if setbacks else ""
    latest = _newest(story.log)
    return _document(
        story.title,
        _short(story.summary),
        _bold("Waar staan wij", _state(story)),
        _bold("Nieuw", _dated(latest[0], longest=SHORT)) if latest else "",
        _bold("Wat levert het op", " ".join(part for part in (_short(story.results), story.evidence) if part)),
        _bold("Wat zit tegen", against or _short(story.side_effects) or "Daarover is nog niets opgeschreven."),
        _bold("Wat kost het", _short(" ".join(_money(story)[:2]))),
        _bold("Wat weten wij nog niet", _questions_in_short(story)),
        _bold("Wat vragen wij", _short(story.help_wanted)) if story.help_wanted else "",
        f"{day(today)}. {_source(story)}",
    )


def missing_in(story: Story) -> list[str]:
    """Return what the texts need and the card does not have, as words in a list."""
    needed = (
        ("de samenvatting", story.summary),
        ("de aanleiding", story.background),
        ("het doel", story.purpose),
        ("de aanpak", story.approach),
        ("de resultaten", story.results),
        ("hoe de resultaten zijn gemeten", story.measured_how),
        ("de kosten", story.costs),
        ("de uren", story.hours),
        ("wie het betaalt", story.funding),
        ("berichten in het logboek", story.log),
    )
    return [name for name, value in needed if not value]


def _document(title: str, *parts: str) -> str:
    return "\n\n".join([f"# {_line(title)}", *(part for part in parts if part)]) + "\n"


def _part(title: str, *texts: str) -> str:
    body = [text for text in texts if text] or [NOT_THERE]
    return "\n\n".join([f"## {title}", *body])


def _bold(title: str, text: str) -> str:
    return f"**{title}.** {text or NOT_THERE}"


def _or_missing(text: str) -> str:
    return _words(text) or NOT_THERE


def _words(text: str) -> str:
    """Return the words of a text in its own paragraphs: its headings and lists would break up the text around it."""
    return "\n\n".join(" ".join(part.split()) for part in to_plain(text).split("\n\n") if part.strip())


def _line(text: str) -> str:
    return " ".join(to_plain(text).split())


def _short(text: str) -> str:
    return excerpt(text, longest=SHORT)


def _state(story: Story) -> str:
    since = f" sinds {day(story.phase_since)}" if story.phase_since else ""
    reached = [entry for entry in _newest(story.milestones) if entry.on]
    last = f" Laatste mijlpaal: {reached[0].label.lower()} ({_on(reached[0].on)})." if reached else ""
    return f"Fase: {story.phase.lower()}{since}.{last}"


def _period(story: Story) -> str:
    return f" Gestart op {day(story.started_on)}." if story.started_on else " De startdatum is niet ingevuld."


def _on(on: date | None) -> str:
    return day(on) if on else "zonder datum"


def _newest(entries: Iterable[Happened]) -> list[Happened]:
    return sorted(entries, key=lambda entry: entry.on or date.min, reverse=True)


def _oldest(entries: Iterable[Happened]) -> list[Happened]:
    return sorted(entries, key=lambda entry: entry.on or date.min)


def _dated(entry: Happened, *, longest: int = 0) -> str:
    text = excerpt(entry.text, longest=longest) if longest else _line(entry.text)
    more = " ".join(f"{name}: {_line(value)}" for name, value in entry.more)
    return " ".join(
        part for part in (f"{_on(entry.on)}, {entry.label.lower()}: {text}".removesuffix(": "), more) if part
    )


def _entries(entries: Sequence[Happened]) -> list[str]:
    return ["\n".join(f"- {_dated(entry)}" for entry in entries)] if entries else []


def _numbered(steps: Sequence[str]) -> list[str]:
    return ["\n".join(f"{number}. {_line(step)}" for number, step in enumerate(steps, start=1))] if steps else []


def _differently(story: Story) -> list[str]:
    setbacks = [entry for entry in story.log if entry.is_setback]
    told = _entries(_oldest([*story.adjustments, *setbacks]))
    return [*told, _words(story.side_effects)] if told or story.side_effects else ["Daarover is niets opgeschreven."]


def _results(story: Story) -> list[str]:
    if not story.results:
        return [NOT_THERE]
    how = (
        f"Hoe wij dat weten: {_line(story.measured_how)}"
        if story.measured_how
        else "Hoe dat is gemeten, is niet ingevuld."
    )
    return [_words(story.results), story.evidence, how]


def _question(question: Question) -> str:
    answer = _line(question.answer) or "Nog geen antwoord."
    return f"**{_line(question.text)}** ({question.status.lower()}) {answer}"


def _questions_in_short(story: Story) -> str:
    if not story.questions:
        return "Er zijn geen leervragen opgeschreven."
    waiting = [question for question in story.questions if question.is_open]
    if not waiting:
        return f"Van {counted(len(story.questions), 'leervraag', 'leervragen')} staat er geen meer open."
    asked = f"{counted(len(waiting), 'leervraag staat', 'leervragen staan')} open."
    return f"{asked} {_line(waiting[0].text)}"


def _money(story: Story) -> list[str]:
    sums = [row.amount for row in story.funding if isinstance(row.amount, int)]
    rows = "\n".join(f"- {_funder(row)}" for row in story.funding)
    total = f"Samen, voor zover een bedrag bekend is: {euro(sum(sums))}." if len(sums) > 1 else ""
    costs = f"Kosten: {_line(story.costs)}" if story.costs else "De kosten zijn niet ingevuld."
    hours = f"Uren: {_line(story.hours)}" if story.hours else "De uren zijn niet ingevuld."
    paid = f"Wie betaalt:\n\n{rows}" if rows else "Wie betaalt, is niet ingevuld."
    return [costs, hours, paid, total]


def _funder(row: Money) -> str:
    amount = euro(row.amount) if isinstance(row.amount, int) else _line(row.amount or "bedrag onbekend")
    return f"{_line(row.source) or 'bron onbekend'}: {amount}"


def _next(story: Story) -> list[str]:
    adopted = (
        f"Ook {listed(story.adopted)} {'doet' if len(story.adopted) == 1 else 'doen'} dit." if story.adopted else ""
    )
    wanted = f"Wij zoeken hulp bij: {_line(story.help_wanted)}" if story.help_wanted else ""
    return [_words(story.embedding), wanted, adopted]


def _missing(story: Story) -> str:
    names = missing_in(story)
    return _part("Wat hier nog ontbreekt", f"Nog niet ingevuld: {listed(names)}.") if names else ""


def _source(story: Story) -> str:
    held = f", voor het laatst bevestigd op {day(story.confirmed_on)}" if story.confirmed_on else ", nog niet bevestigd"
    contact = f" Contact: {story.contact}." if story.contact else ""
    return f"Bron: {story.address}{held}.{contact}"
