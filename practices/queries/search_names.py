"""The names that people use in a search for a place, a law, a phase or a kind, with the facet each stands for."""

from __future__ import annotations

import re
from collections.abc import Iterator

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
    return [*_municipalities(), *_provinces(), *_regions(), *_laws(), *_lists(), *_closed_lists()]


def ambiguous_abbreviations() -> list[tuple[str, str]]:
    """Return abbreviations that expand only as they are written, with the one thing they stand for.

    What has two meanings (MO, BW) is not expanded at all; laws are names of a facet.
    """
    rows = Abbreviation.objects.filter(is_ambiguous=True).order_by("pk").values_list("name", "synonyms")
    pairs = [(abbreviation, name) for name, synonyms in rows for abbreviation in synonyms]
    several = {one for one, _ in pairs if sum(other == one for other, _ in pairs) > 1}
    laws = {text.casefold() for text in Law.objects.values_list("abbreviation", flat=True)}
    return [pair for pair in pairs if pair[0] not in several and pair[0].casefold() not in laws]


def _municipalities() -> Iterator[Name]:
    today = list(Municipality.objects.order_by("pk").values_list("slug", "name", "synonyms"))
    known = {name.casefold() for _, name, _ in today}
    for slug, name, synonyms in today:
        plain = _IN_BRACKETS.sub("", name)
        for text in dict.fromkeys((name, plain, *synonyms)):
            yield from _place("gemeente", slug, text, name, "gemeente")
    before = Merger.objects.order_by("pk").values_list("old_name", "successors__slug", "successors__name")
    for old, slug, name in before:
        if slug and old.casefold() not in known:
            yield from _place("gemeente", slug, old, f"{name} (vroeger {old})", "gemeente")


def _provinces() -> Iterator[Name]:
    for slug, name in Province.objects.order_by("pk").values_list("slug", "name"):
        for text in (name, *filter(None, [_PROVINCES.get(slug)])):
            yield from _place("provincie", slug, text, name, "provincie")


def _regions() -> Iterator[Name]:
    for slug, name in SafetyRegion.objects.order_by("pk").values_list("slug", "name"):
        yield from _place("regio", slug, name, name, "regio")
        yield Name(f"veiligheidsregio {name}", "regio", slug, name, either=True)


def _place(facet: str, slug: str, text: str, label: str, word: str) -> Iterator[Name]:
    yield Name(text, facet, slug, label, capital=text.casefold() in _ORDINARY, either=True)
    yield Name(f"{word} {text}", facet, slug, label, either=True)


def _laws() -> Iterator[Name]:
    rows = Law.objects.order_by("pk").values_list("slug", "name", "abbreviation", "synonyms")
    for slug, name, abbreviation, synonyms in rows:
        label = f"{name} ({abbreviation})" if abbreviation and abbreviation != name else name
        for text in dict.fromkeys(filter(None, (name, abbreviation, *synonyms))):
            short = len(text) <= _SHORT or text.casefold() in _WORDS_TOO
            yield Name(text, "wet", slug, label, as_written=short)


def _lists() -> Iterator[Name]:
    lists: tuple[tuple[str, type[ListEntry]], ...] = (
        ("thema", Theme),
        ("doelgroep", TargetGroup),
        ("partner", PartnerKind),
    )
    for facet, model in lists:
        for slug, name, synonyms in model._default_manager.order_by("pk").values_list("slug", "name", "synonyms"):
            for text in dict.fromkeys((name, _IN_BRACKETS.sub("", name), *synonyms)):
                short = len(text) <= _SHORT
                yield Name(text, facet, slug, name, as_written=short, inflected=not short)


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
    for text in ("open leervragen", "open leervraag"):
        yield Name(text, "leervraag", QuestionStatus.OPEN.value, "Open leervraag", Mode.ONLY)
