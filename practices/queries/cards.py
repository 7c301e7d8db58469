"""Cards: what a list shows of pages of any kind, checked for the viewer at this moment."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.cache import cache

from practices.choices import Kind, Phase, Verdict, Visibility
from practices.models import OrganisationPage, SharedPage, ThemeChoice
from practices.models.base import EXAMPLE_TAG, SharedPageTag
from practices.queries.adoptions import adopted_numbers
from practices.queries.lists import lists_version
from practices.queries.pages import split_key
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
    adopted: int  # municipalities that do this too
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
    """Make the cards of these pages, by number. Only what a card shows is read, as rows: a page is large to make."""
    rows = list(pages.values_list("pk", *_SHOWN, named=True))
    numbers = [row.pk for row in rows]
    themes = ThemeChoice.objects.filter(page__in=numbers).order_by("page", "sort_order")
    municipalities = SharedPage.municipalities.through.objects.filter(sharedpage__in=numbers)
    examples = SharedPageTag.objects.filter(content_object__in=numbers, tag__slug=EXAMPLE_TAG)
    homes = OrganisationPage.objects.filter(path__in={_home(row.path) for row in rows})
    lists = _Lists(
        municipalities=_by_page(municipalities, "sharedpage", "municipality"),
        themes=_by_page(themes, "page", "theme"),
        organisations=dict(homes.values_list("path", "title")),
        examples=frozenset(examples.values_list("content_object", flat=True)),
        adopted=adopted_numbers(row.pk for row in rows if row.kind == Kind.PRACTICE),
    )
    return {row.pk: _card(row, lists) for row in rows}


def _home(path: str) -> str:
    """Return where in the tree the organisation of a page stands."""
    return path[: -SharedPage.steplen]


#: The columns of a page that a card is made of, those of its own kind last.
_SHOWN = (
    *("kind", "address", "title", "summary", "purpose", "path", "source_id", "visibility"),
    *("first_published_at", "confirmed_on", "changed_at", "vng_label"),
    *("practicepage__phase", "legalcasepage__answer", "legalcasepage__question"),
)

#: Name and slug of each entry of a list, by the number of its page.
_Entries = Mapping[int, list[tuple[str, str]]]


@dataclass(frozen=True, slots=True)
class _Lists:
    """What belongs to a number of pages, by the number of the page; organisations by their path in the tree."""

    municipalities: _Entries
    themes: _Entries
    organisations: Mapping[str, str]
    examples: frozenset[int]
    adopted: Mapping[int, int]


def _by_page(rows: Any, page: str, entry: str) -> _Entries:
    entries: dict[int, list[tuple[str, str]]] = defaultdict(list)
    for number, name, slug in rows.values_list(page, f"{entry}__name", f"{entry}__slug"):
        entries[number].append((name, slug))
    return entries


def _card(row: Any, lists: _Lists) -> Card:
    kind = Kind(row.kind)
    municipalities = sorted(lists.municipalities.get(row.pk, ()))
    themes = lists.themes.get(row.pk, ())
    phase, answer = row.practicepage__phase or "", row.legalcasepage__answer or ""
    return Card(
        key=f"{kind.value}-{row.pk}",
        kind=kind,
        kind_label=str(kind.label),
        title=row.title,
        summary=row.summary,
        text=row.summary or row.legalcasepage__question or row.purpose,
        url=kind.url(row.address),
        organisation=lists.organisations.get(_home(row.path), ""),
        municipalities=tuple(name for name, _ in municipalities),
        municipality_slugs=tuple(slug for _, slug in municipalities),
        themes=tuple(name for name, _ in themes),
        theme_slugs=tuple(slug for _, slug in themes),
        phase=phase,
        phase_label=str(Phase(phase).label) if phase else "",
        answer_label=str(Verdict(answer).label) if answer else "",
        source_id=row.source_id,
        published_at=row.first_published_at,
        changed_at=row.changed_at,
        confirmed=row.confirmed_on,
        example=row.pk in lists.examples,
        vng_label=row.vng_label,
        visibility_label="" if row.visibility == Visibility.PUBLIC else str(Visibility(row.visibility).label),
        adopted=lists.adopted.get(row.pk, 0),
        stamp=row.changed_at.isoformat(),
    )
