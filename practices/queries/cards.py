"""Cards: what a list shows of pages of any kind, checked for the viewer at this moment."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from practices.choices import Kind, Phase, Verdict, Visibility
from practices.models import LegalCasePage, PracticePage, SharedPage
from practices.queries.pages import organisation_values, split_key
from practices.rules.visibility import Viewer


@dataclass(frozen=True, slots=True)
class Card:
    """What a list shows of a page. `stamp` tells which save it comes from."""

    key: str
    kind: Kind
    kind_label: str
    title: str
    summary: str
    url: str
    organisation: str
    municipalities: tuple[str, ...]  # names
    municipality_slugs: tuple[str, ...]
    themes: tuple[str, ...]  # names, the main one first
    theme_slugs: tuple[str, ...]
    phase: str
    phase_label: str
    answer_label: str
    source_id: str
    published_at: datetime | None
    confirmed: date | None
    example: bool
    vng_label: bool
    visibility_label: str  # empty for what everybody sees
    stamp: str

    @property
    def text(self) -> str:
        """What stands below the title in a list."""
        return self.summary


def cards(keys: Iterable[str], viewer: Viewer) -> dict[str, Card]:
    """Return the cards of those keys that the viewer may see now, in a constant number of queries."""
    pks = [parts[1] for key in keys if (parts := split_key(key))]
    return {card.key: card for card in cards_of(SharedPage.objects.visible_to(viewer).filter(pk__in=pks))}


def cards_of(pages: Any) -> list[Card]:
    """Return the cards of the pages in this queryset, in its order; the queryset must be limited to the viewer."""
    found = list(pages.with_terms())
    numbers = [page.pk for page in found]
    phases = dict(PracticePage.objects.filter(pk__in=numbers).values_list("pk", "phase"))
    answers = dict(LegalCasePage.objects.filter(pk__in=numbers).values_list("pk", "answer"))
    organisations = organisation_values(found, "title")
    return [
        _card(
            page,
            phase=phases.get(page.pk, ""),
            answer=answers.get(page.pk, ""),
            organisation=organisations.get(page.path[: -page.steplen], ""),
        )
        for page in found
    ]


def _card(page: SharedPage, *, phase: str, answer: str, organisation: str) -> Card:
    kind = Kind(page.kind)
    municipalities = sorted(page.municipalities.all(), key=lambda item: item.name)
    themes = [choice.theme for choice in page.theme_choices.all()]
    return Card(
        key=page.key,
        kind=kind,
        kind_label=str(kind.label),
        title=page.title,
        summary=page.summary,
        url=page.get_absolute_url(),
        organisation=organisation,
        municipalities=tuple(item.name for item in municipalities),
        municipality_slugs=tuple(item.slug for item in municipalities),
        themes=tuple(theme.name for theme in themes),
        theme_slugs=tuple(theme.slug for theme in themes),
        phase=phase,
        phase_label=str(Phase(phase).label) if phase else "",
        answer_label=str(Verdict(answer).label) if answer else "",
        source_id=page.source_id,
        published_at=page.first_published_at,
        confirmed=page.confirmed_on,
        example=page.is_example,
        vng_label=page.vng_label,
        visibility_label="" if page.visibility == Visibility.PUBLIC else str(Visibility(page.visibility).label),
        stamp=page.changed_at.isoformat(),
    )
