"""The names that people use in a search for a place, a law, a phase or a kind, with the facet each stands for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from django.db.models import F, Value

from practices.choices import AdjustmentKind, Kind, Phase, QuestionStatus
from practices.models import (
    Abbreviation,
    Law,
    Merger,
    Municipality,
    PartnerKind,
    Province,
    SafetyRegion,
    TargetGroup,
    Theme,
)
from practices.models.taxonomy import ListEntry
from search.language import Mode, Name

_IN_BRACKETS = re.compile(r"\s*\(.*\)")

#: Municipalities of today and before whose name is an ordinary word: these count with a capital only.
_ORDINARY = frozenset(
    """
    assen beek bergen best borne buren dongen duiven echt grave haren heel hoorn houten huizen hulst kampen
    leek leiden losser made putten sluis stein waterland westland
    """.split()  # noqa: SIM905 (a list of words reads better in lines)
)
#: What people say beside the official name of a province.
_PROVINCES = {"fryslan": "Friesland", "noord-brabant": "Brabant"}
#: Abbreviations of laws that are ordinary words, or so short that they may be anything: only in exactly this casing.
_WORDS_TOO = frozenset({"big", "web", "woo", "wob"})
_SHORT = 2

_PHASES = (
    (Phase.IDEA, "", "ideefase|in de ideefase"),
    (Phase.PREPARATION, "", "in voorbereiding|in de voorbereiding|voorbereidingsfase"),
    (Phase.EXECUTION, "", "in uitvoering|uitvoeringsfase"),
    (Phase.EXECUTION, "soort", "lopende|lopend|die lopen|actieve"),
    (Phase.FINISHED, "", "afgeronde|voltooide"),
    (Phase.FINISHED, "soort", "afgerond|voltooid|afgesloten"),
    (Phase.EMBEDDED, "", "geborgde|afgeronde"),
    (Phase.EMBEDDED, "soort", "geborgd|afgerond"),
    (Phase.STOPPED, "", "gestopte|stopgezette|beëindigde"),
    (Phase.STOPPED, "soort", "gestopt|stopgezet|beëindigd|mislukte|mislukt"),
)
_ADJUSTMENTS = (
    (AdjustmentKind.STOPPED, "", "gestopte|stopgezette|beëindigde"),
    (AdjustmentKind.PART_STOPPED, "", "gestopte|stopgezette|deel gestopt|deels gestopt|gedeeltelijk gestopt"),
    (AdjustmentKind.PART_STOPPED, "soort", "gestopt|stopgezet"),
    (AdjustmentKind.PAUSED, "", "gepauzeerde|gepauzeerd"),
    (AdjustmentKind.CHANGED, "", "bijgestuurde|bijgestuurd|bijstelling|bijstellingen"),
)
_KINDS = (
    (
        Kind.PRACTICE,
        Mode.ONLY,
        "praktijken|praktijkvoorbeelden|praktijkvoorbeeld|projecten|project|pilots|pilot|proeftuinen|proeftuin|"
        "experimenten|initiatieven|goede voorbeelden",
    ),
    (
        Kind.LEGAL_CASE,
        Mode.ONLY,
        "juridische vragen|juridische vraag|juridische casussen|juridische casus",
    ),
    (Kind.LEGAL_CASE, Mode.FIRST, "mag|mogen|toegestaan|mag ik|mogen wij|mogen we|is het toegestaan"),
    (Kind.NETWORK, Mode.RATHER, "netwerk|netwerken|contactnetwerk|contactnetwerken"),
    (Kind.NETWORK, Mode.FIRST, "wie kan ik bellen|met wie|wie kan helpen"),
    (Kind.TERM, Mode.ONLY, "begrippen"),
    (Kind.TERM, Mode.FIRST, "wat is|wat is een|wat zijn|wat betekent|betekenis|betekenis van|definitie|definitie van"),
    (Kind.DOSSIER, Mode.ONLY, "themapagina|themapagina's"),
)


def search_names() -> list[Name]:
    """Return every name; names of the past lead to the municipalities that hold the land now."""
    entries = _entries()
    makers = {"provincie": _province, "regio": _region, "wet": _law, **dict.fromkeys(_SUBJECTS, _subject)}
    return [
        *_municipalities([entry for entry in entries if entry.facet == "gemeente"]),
        *(name for entry in entries if entry.facet in makers for name in makers[entry.facet](entry)),
        *_closed_lists(),
    ]


#: The lists whose entries have names, by their facet; all read at once.
_SUBJECTS: Mapping[str, type[ListEntry]] = {"thema": Theme, "doelgroep": TargetGroup, "partner": PartnerKind}
_LISTS: Mapping[str, type[ListEntry]] = {
    **{"gemeente": Municipality, "provincie": Province, "regio": SafetyRegion, "wet": Law},
    **_SUBJECTS,
}


class _Entry(NamedTuple):
    """An entry of a list; only laws have an abbreviation."""

    facet: str
    slug: str
    name: str
    synonyms: list[str]
    abbreviation: str


def _entries() -> list[_Entry]:
    rows: list[Any] = [
        model._default_manager.order_by()
        .annotate(facet=Value(facet), short=F("abbreviation") if model is Law else Value(""))
        .values_list("facet", "pk", "slug", "name", "synonyms", "short")
        for facet, model in _LISTS.items()
    ]
    found = rows[0].union(*rows[1:], all=True).order_by("facet", "pk")
    return [_Entry(facet, slug, name, synonyms, short) for facet, _, slug, name, synonyms, short in found]


def ambiguous_abbreviations() -> list[tuple[str, str]]:
    """Return abbreviations that expand only as they are written, with the one thing they stand for.

    What has two meanings (MO, BW) is not expanded at all, nor are laws (WGS), which are names of a facet.
    """
    rows = Abbreviation.objects.filter(is_ambiguous=True).order_by("pk").values_list("name", "synonyms")
    pairs = [(abbreviation, name) for name, synonyms in rows for abbreviation in synonyms]
    several = {one for one, _ in pairs if sum(other.casefold() == one.casefold() for other, _ in pairs) > 1}
    return [pair for pair in pairs if pair[0] not in several]


def _municipalities(today: Sequence[_Entry]) -> Iterator[Name]:
    known = {entry.name.casefold() for entry in today}
    for entry in today:
        for text in dict.fromkeys((entry.name, _IN_BRACKETS.sub("", entry.name), *entry.synonyms)):
            yield from _place("gemeente", entry.slug, text, entry.name, "gemeente")
    before = Merger.objects.order_by("pk").values_list("old_name", "successors__slug", "successors__name")
    for old, slug, name in before:
        if slug and old.casefold() not in known:
            yield from _place("gemeente", slug, old, f"{name} (vroeger {old})", "gemeente")


def _province(entry: _Entry) -> Iterator[Name]:
    for text in (entry.name, *filter(None, [_PROVINCES.get(entry.slug)])):
        yield from _place("provincie", entry.slug, text, entry.name, "provincie")


def _region(entry: _Entry) -> Iterator[Name]:
    yield from _place("regio", entry.slug, entry.name, entry.name, "regio")
    yield Name(f"veiligheidsregio {entry.name}", "regio", entry.slug, entry.name, either=True)


def _place(facet: str, slug: str, text: str, label: str, word: str) -> Iterator[Name]:
    yield Name(text, facet, slug, label, capital=text.casefold() in _ORDINARY, either=True)
    yield Name(f"{word} {text}", facet, slug, label, either=True)


def _law(entry: _Entry) -> Iterator[Name]:
    short = entry.abbreviation
    label = f"{entry.name} ({short})" if short and short != entry.name else entry.name
    for text in dict.fromkeys(filter(None, (entry.name, short, *entry.synonyms))):
        as_written = len(text) <= _SHORT or text.casefold() in _WORDS_TOO
        yield Name(text, "wet", entry.slug, label, as_written=as_written)


def _subject(entry: _Entry) -> Iterator[Name]:
    for text in dict.fromkeys((entry.name, _IN_BRACKETS.sub("", entry.name), *entry.synonyms)):
        is_short = len(text) <= _SHORT
        yield Name(text, entry.facet, entry.slug, entry.name, as_written=is_short, inflected=not is_short)


def _closed_lists() -> Iterator[Name]:
    for phase, beside, texts in _PHASES:
        for text in texts.split("|"):
            yield Name(text, "fase", phase.value, str(phase.label), Mode.ONLY, beside=beside)
    for adjustment, beside, texts in _ADJUSTMENTS:
        for text in texts.split("|"):
            yield Name(text, "bijstelling", adjustment.value, str(adjustment.label), Mode.ONLY, beside=beside)
    for kind, mode, texts in _KINDS:
        for text in texts.split("|"):
            yield Name(text, "soort", kind.value, str(kind.label), mode)
    for text in ("ideeën", "idee voor", "idee over"):
        yield Name(text, "fase", Phase.IDEA.value, str(Phase.IDEA.label))
    for text in ("open leervragen", "open leervraag"):
        yield Name(text, "leervraag", QuestionStatus.OPEN.value, "Open leervraag", Mode.ONLY)
