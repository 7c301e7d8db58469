"""What is searched of each page and how it can be narrowed: the one place to add a facet."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime, time
from itertools import combinations
from typing import Any

from django.db.models import Model

from practices import queries
from practices.actions.schedule import do_what_is_due
from practices.choices import (
    AdjustmentKind,
    AdoptionStep,
    CaseStatus,
    Kind,
    MilestoneKind,
    Phase,
    PopulationSize,
    QuestionStatus,
    Verdict,
)
from practices.models import (
    Domain,
    Law,
    LegalCasePage,
    Municipality,
    OrganisationPage,
    PartnerKind,
    PracticePage,
    Province,
    SafetyRegion,
    SharedPage,
    TargetGroup,
    Theme,
)
from practices.queries.keywords import slugs_now
from practices.rules import privacy
from practices.rules.visibility import PUBLIC, Viewer, page_tokens
from search.language import Name
from search.schema import Facet, FacetGroup, Schema
from search.values import Document, Event, Query

SCHEMA = Schema(
    facets=(
        Facet("soort", "Soort", open=True),
        Facet("thema", "Thema", open=True, alike=True),
        Facet("gemeente", "Gemeente", open=True, mapped=True),
        Facet("fase", "Fase", open=True),
        Facet("domein", "Domein", open=True),
        Facet("leervraag", "Leervraag", open=True),
        Facet("provincie", "Provincie"),
        Facet("regio", "Veiligheidsregio"),
        Facet("inwoners", "Gemeentegrootte"),
        Facet("doelgroep", "Doelgroep", alike=True),
        Facet("partner", "Partner"),
        Facet("bijstelling", "Bijgestuurd"),
        Facet("mijlpaal", "Mijlpaal bereikt"),
        Facet("wacht", "Wacht nu op"),
        Facet("gedeeld", "Fase bij het delen"),
        Facet("overname", "Door anderen overgenomen"),
        Facet("jaar", "Jaar"),
        Facet("trefwoord", "Trefwoord", alike=True),
        Facet("label", "VNG-label"),
        Facet("wet", "Wet", alike=True),
        Facet("verstrekker", "Wie geeft"),
        Facet("ontvanger", "Wie krijgt"),
        Facet("antwoord", "Kort antwoord"),
        Facet("status", "Status van de vraag"),
    ),
    groups=(
        FacetGroup("Waar", ("provincie", "regio", "gemeente")),
        FacetGroup(
            "Juridisch",
            ("wet", "verstrekker", "ontvanger", "antwoord", "status"),
            shown_with=("soort", Kind.LEGAL_CASE.value),
        ),
    ),
)

#: Facets whose values come from a list in the database: slug to name.
_LISTED: Mapping[str, type[Model]] = {
    "thema": Theme,
    "gemeente": Municipality,
    "provincie": Province,
    "regio": SafetyRegion,
    "doelgroep": TargetGroup,
    "partner": PartnerKind,
    "verstrekker": PartnerKind,
    "ontvanger": PartnerKind,
    "wet": Law,
}

#: Facets whose values are a closed list: value to label.
_CLOSED: Mapping[str, Mapping[str, str]] = {
    "soort": {kind.value: str(kind.label) for kind in Kind},
    "fase": {phase.value: str(phase.label) for phase in Phase},
    "leervraag": {status.value: str(status.label) for status in QuestionStatus},
    "bijstelling": {kind.value: str(kind.label) for kind in AdjustmentKind},
    "mijlpaal": queries.MILESTONES,
    "wacht": {kind.value: str(kind.label) for kind in MilestoneKind},
    "gedeeld": {phase.value: str(phase.label) for phase in Phase},
    "overname": {step.value: str(step.label) for step in AdoptionStep},
    "inwoners": {size.value: str(size.label) for size in PopulationSize},
    "antwoord": {verdict.value: str(verdict.label) for verdict in Verdict},
    "status": {status.value: str(status.label) for status in CaseStatus},
    "label": {"vng": "VNG-label"},
}

#: The label that stands on a page which the editors reviewed.
VNG_LABEL = "vng"


class PracticesSource:
    """The pages of this domain as the search sees them; see `search.sources.Source`."""

    schema = SCHEMA
    public = frozenset({PUBLIC})

    def documents(self, keys: Sequence[str]) -> dict[str, Document]:
        """Return the documents of those keys that are live now."""
        return {page.key: to_document(page, owner) for page, owner in queries.pages_to_index(keys)}

    def keys(self) -> Iterator[str]:
        """Walk over the keys of all live pages, by number."""
        return queries.live_keys()

    def cards(self, keys: Sequence[str], viewer: Viewer) -> dict[str, queries.Card]:
        """Return cards of what the viewer may see now."""
        return queries.cards(keys, viewer)

    def labels(self, facet: str, values: Iterable[str]) -> dict[str, str]:
        """Return the Dutch label per value; unknown values are left out."""
        wanted = set(values)
        if facet in _CLOSED:
            return {value: _CLOSED[facet][value] for value in wanted if value in _CLOSED[facet]}
        if facet == "domein":
            return _domain_labels(wanted)
        if facet == "trefwoord":
            return queries.tag_names(wanted)
        if facet == "jaar":
            return {value: value for value in wanted}
        return queries.names_of(_LISTED[facet], wanted)

    def inside(self, chosen: Mapping[str, Collection[str]]) -> dict[str, frozenset[str]]:
        """Return the safety regions and municipalities that lie in the chosen provinces and regions."""
        return queries.places_inside(provinces=chosen.get("provincie", ()), regions=chosen.get("regio", ()))

    def led_on(self, chosen: Mapping[str, Collection[str]]) -> dict[str, dict[str, str]]:
        """Return what keywords that editors renamed or merged are called now."""
        return {"trefwoord": slugs_now(chosen["trefwoord"])} if "trefwoord" in chosen else {}

    def completions(self, typed: str, *, limit: int) -> list[tuple[str, str, str]]:
        """Return municipalities, laws and themes whose name completes what is typed."""
        lists = {"gemeente": Municipality, "wet": Law, "thema": Theme}
        return queries.entries_that_complete(typed, lists, limit=limit)

    def names(self) -> list[Name]:
        """Return the names of places, laws, phases and kinds."""
        return queries.search_names()

    def as_written(self) -> list[tuple[str, str]]:
        """Return abbreviations that are ordinary words in another casing."""
        return queries.ambiguous_abbreviations()

    def synonyms(self) -> list[tuple[str, ...]]:
        """Return the groups of words that the terms and lists call the same."""
        return queries.synonym_groups()

    def leads(self) -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
        """Return the words of the lists that lead to others."""
        return queries.leads()

    def answer_from_database(self, text: str, query: Query, viewer: Viewer) -> queries.DatabaseAnswer:
        """Answer with a plain comparison of words."""
        return queries.search_database(
            text, query.filters, viewer, sort=query.sort, offset=query.offset, limit=query.limit
        )

    def appeared(self, since: datetime, viewer: Viewer) -> dict[str, datetime]:
        """Return what the viewer may see for the first time after `since`."""
        return queries.appeared(since, viewer)

    def events(self, keys: Sequence[str], viewer: Viewer, *, since: datetime | None) -> dict[str, tuple[Event, ...]]:
        """Return what happened with items that the viewer may see."""
        return queries.events(keys, viewer, since=since)

    def without_personal_data(self, text: str, *, mask: str) -> str:
        """Return a text without what the privacy guard finds in it, hard or soft."""
        for finding in reversed(privacy.find(text)):
            text = text[: finding.start] + mask + text[finding.end :]
        return text

    def why_not(self, key: str) -> str:
        """Return, in Dutch, why this key must not be found; empty when it must."""
        return queries.why_not_findable(key)

    def do_what_is_due(self, now: datetime) -> None:
        """Publish and take offline what was planned."""
        do_what_is_due(at=now)

    def watched(self) -> dict[type[Model], Callable[[Any], Iterable[str]]]:
        """Return the models whose change changes documents."""
        lists: dict[type[Model], Callable[[Any], Iterable[str]]] = dict.fromkeys(
            (Domain, Law, Municipality, PartnerKind, Province, SafetyRegion, TargetGroup, Theme), queries.keys_with_term
        )
        pages: dict[type[Model], Callable[[Any], Iterable[str]]] = {
            model: lambda page: [page.key] for model in SharedPage.__subclasses__()
        }
        return {**lists, **pages, OrganisationPage: queries.keys_of_organisation}


def to_document(page: SharedPage, owner: str) -> Document:
    """Return the search document of a live page; `owner` is the code of its organisation."""
    published = page.first_published_at or page.changed_at
    confirmed = datetime.combine(page.confirmed_on, time.min, tzinfo=UTC) if page.confirmed_on else published
    return Document(
        key=page.key,
        title=page.title,
        summary=page.summary or _essence(page),
        labels=_labels(page),
        body=queries.body_text(page),
        weight=queries.weight_of(page),
        tokens=page_tokens(
            live=page.live,
            visibility=page.visibility,
            owner=owner,
            named=[
                *(municipality.code for municipality in page.municipalities.all()),
                *(partner.code for partner in page.named_partners.all()),
            ],
        ),
        newest=published,
        confirmed=confirmed,
        ordinal=page.pk,
        stamp=page.changed_at.isoformat(),
        facets={name: tuple(sorted(set(values))) for name, values in facet_values(page).items() if values},
    )


def facet_values(page: SharedPage) -> dict[str, list[str]]:
    """Return the values of each facet that a page has; a value is a slug."""
    municipalities = list(page.municipalities.all())
    domains = sorted(domain.slug for domain in page.domains.all())
    common = {
        "soort": [page.kind],
        "thema": [choice.theme.slug for choice in page.theme_choices.all()],
        "gemeente": [municipality.slug for municipality in municipalities],
        "provincie": [municipality.province.slug for municipality in municipalities],
        "regio": [municipality.safety_region.slug for municipality in municipalities],
        "inwoners": [municipality.size.value for municipality in municipalities],
        "domein": [*domains, *("+".join(pair) for pair in combinations(domains, 2))],
        "doelgroep": [group.slug for group in page.target_groups.all()],
        "partner": [kind.slug for kind in page.partner_kinds.all()],
        "wet": [law.slug for law in page.laws.all()],
        "trefwoord": [tag.slug for tag in page.keywords],
        "jaar": [str(year)] if (year := _year(page)) else [],
        "label": [VNG_LABEL] if page.vng_label else [],
    }
    if isinstance(page, PracticePage):
        return common | {
            "fase": [page.phase],
            "leervraag": [question.status for question in page.questions.all()],
            "bijstelling": [adjustment.adjustment_kind for adjustment in page.adjustments.all()],
            "overname": [adoption.step for adoption in page.adoptions.all()],
            **queries.way_so_far(page),
        }
    if isinstance(page, LegalCasePage):
        rows = list(page.matrix_rows.all())
        return common | {
            "verstrekker": [row.giver_kind.slug for row in rows if row.giver_kind],
            "ontvanger": [row.receiver_kind.slug for row in rows if row.receiver_kind],
            "antwoord": [page.answer] if page.answer else [],
            "status": [page.status],
        }
    return common


def _essence(page: SharedPage) -> str:
    """Return what stands below the title of a page without a summary: its question or its purpose."""
    return (page.question if isinstance(page, LegalCasePage) else "") or page.purpose


def _labels(page: SharedPage) -> str:
    names = [municipality.name for municipality in page.municipalities.all()]
    names += [choice.theme.name for choice in page.theme_choices.all()]
    names += [domain.name for domain in page.domains.all()]
    names += [group.name for group in page.target_groups.all()]
    names += [kind.name for kind in page.partner_kinds.all()]
    names += [text for law in page.laws.all() for text in (law.name, law.abbreviation)]
    names += [tag.name for tag in page.keywords]
    return "\n".join(name for name in names if name)


def _year(page: SharedPage) -> int | None:
    if page.year:
        return page.year
    if isinstance(page, PracticePage) and page.started_on:
        return page.started_on.year
    return page.first_published_at.year if page.first_published_at else None


def _domain_labels(values: set[str]) -> dict[str, str]:
    names = queries.names_of(Domain, {part for value in values for part in value.split("+")})
    labels = {}
    for value in values:
        parts = value.split("+")
        if all(part in names for part in parts) and len(parts) <= 2:
            labels[value] = " en ".join(names[part] for part in parts)
    return labels
