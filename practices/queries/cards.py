"""Cards: what a list shows of pages of any kind, checked for the viewer at this moment."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.cache import cache

from practices.choices import Kind, Phase, Verdict, Visibility
from practices.models import LegalCasePage, PracticePage, SharedPage, ThemeChoice
from practices.models.base import EXAMPLE_TAG, SharedPageTag
from practices.queries.lists import lists_version
from practices.queries.pages import organisation_values, split_key
from practices.rules.visibility import Viewer


@dataclass(frozen=True, slots=True)
class Card:
    """What a list shows of a page. `stamp` tells which save it comes from.

    text: what stands below the title: the summary, else the question of a case or the purpose of a network
    """

    key: str
    kind: Kind
    kind_label: str
    title: str
    summary: str
    text: str
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
    changed_at: datetime
    confirmed: date | None
    example: bool
    vng_label: bool
    visibility_label: str  # empty for what everybody sees
    stamp: str


def cards(keys: Iterable[str], viewer: Viewer) -> dict[str, Card]:
    """Return the cards of those keys that the viewer may see now, in a constant number of queries."""
    pks = [parts[1] for key in keys if (parts := split_key(key))]
    return {card.key: card for card in cards_of(SharedPage.objects.visible_to(viewer).filter(pk__in=pks))}


#: Seconds after which a renamed organisation is seen on cards. A saved page or a changed list gives a new card at once.
CARDS_KEPT = 30


def cards_of(pages: Any) -> list[Card]:
    """Return the cards of the pages in this queryset, in its order; the queryset must be limited to the viewer.

    Every list of the site is made here, so a card is kept for a while: for the save of the page that it was made of.
    """
    version = lists_version()
    wanted = {_name(pk, stamp.isoformat(), version): pk for pk, stamp in pages.values_list("pk", "changed_at")}
    kept: dict[str, Card] = cache.get_many(wanted)
    missing = [pk for name, pk in wanted.items() if name not in kept]
    if missing:
        made = _made(SharedPage.objects.filter(pk__in=missing))
        cache.set_many({_name(pk, card.stamp, version): card for pk, card in made.items()}, CARDS_KEPT)
        # A page that was saved again meanwhile stands under a later name, and is shown as it is now.
        kept |= {name: made[pk] for name, pk in wanted.items() if pk in made}
    return [kept[name] for name in wanted if name in kept]


def _name(number: int, stamp: str, version: int) -> str:
    return f"practices.card.{number}.{stamp}.{version}"


def _made(pages: Any) -> dict[int, Card]:
    """Make the cards of these pages, by number. Only what a card shows is read, and as plain values."""
    found = list(pages.only(*_SHOWN))
    numbers = [page.pk for page in found]
    themes = ThemeChoice.objects.filter(page__in=numbers).order_by("page", "sort_order")
    municipalities = SharedPage.municipalities.through.objects.filter(sharedpage__in=numbers)
    cases = LegalCasePage.objects.filter(pk__in=numbers)
    lists = _Lists(
        municipalities=_by_page(municipalities, "sharedpage", "municipality"),
        themes=_by_page(themes, "page", "theme"),
        phases=dict(PracticePage.objects.filter(pk__in=numbers).values_list("pk", "phase")),
        cases={pk: row for pk, *row in cases.values_list("pk", "answer", "question")},
        organisations=organisation_values(found, "title"),
        examples=frozenset(
            SharedPageTag.objects.filter(content_object__in=numbers, tag__slug=EXAMPLE_TAG).values_list(
                "content_object", flat=True
            )
        ),
    )
    return {page.pk: _card(page, lists) for page in found}


#: The columns of a page that a card is made of.
_SHOWN = (
    *("kind", "address", "title", "summary", "purpose", "path", "source_id", "visibility"),
    *("first_published_at", "confirmed_on", "changed_at", "vng_label"),
)

#: Name and slug of each entry of a list, by the number of its page.
_Entries = Mapping[int, list[tuple[str, str]]]


@dataclass(frozen=True, slots=True)
class _Lists:
    """What belongs to a number of pages, by the number of the page; organisations by their path in the tree."""

    municipalities: _Entries
    themes: _Entries
    phases: Mapping[int, str]
    cases: Mapping[int, list[str]]  # short answer and question
    organisations: Mapping[str, str]
    examples: frozenset[int]


def _by_page(rows: Any, page: str, entry: str) -> _Entries:
    entries: dict[int, list[tuple[str, str]]] = defaultdict(list)
    for number, name, slug in rows.values_list(page, f"{entry}__name", f"{entry}__slug"):
        entries[number].append((name, slug))
    return entries


def _card(page: SharedPage, lists: _Lists) -> Card:
    kind = Kind(page.kind)
    municipalities = sorted(lists.municipalities.get(page.pk, ()))
    themes = lists.themes.get(page.pk, ())
    phase, (answer, question) = lists.phases.get(page.pk, ""), lists.cases.get(page.pk, ("", ""))
    return Card(
        key=page.key,
        kind=kind,
        kind_label=str(kind.label),
        title=page.title,
        summary=page.summary,
        text=page.summary or question or page.purpose,
        url=page.get_absolute_url(),
        organisation=lists.organisations.get(page.path[: -page.steplen], ""),
        municipalities=tuple(name for name, _ in municipalities),
        municipality_slugs=tuple(slug for _, slug in municipalities),
        themes=tuple(name for name, _ in themes),
        theme_slugs=tuple(slug for _, slug in themes),
        phase=phase,
        phase_label=str(Phase(phase).label) if phase else "",
        answer_label=str(Verdict(answer).label) if answer else "",
        source_id=page.source_id,
        published_at=page.first_published_at,
        changed_at=page.changed_at,
        confirmed=page.confirmed_on,
        example=page.pk in lists.examples,
        vng_label=page.vng_label,
        visibility_label="" if page.visibility == Visibility.PUBLIC else str(Visibility(page.visibility).label),
        stamp=page.changed_at.isoformat(),
    )
