"""What editors decided about searching, as part of every query: heard by each process within seconds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from uuid import uuid4

from django.core.cache import cache

from search.language import Lead
from search.models import ExcludedResult, PinnedResult, SynonymGroup
from search.models.editorial import MOST_PINS, same_query
from search.values import AllOf, AnyOf, Boosted, Keyed, Node, Not

#: Seconds after which a decision is heard by every process.
DECISIONS_KEPT = 5
#: A pin scores more than any words do; each next one at most a fourth, which no weight of a document (up to 2) undoes.
_LOWEST_PIN, _STEP = 100_000.0, 4.0


@dataclass(frozen=True, slots=True)
class Decisions:
    """Keys per query (see `same_query`): those on top, in order, and those that it does not find."""

    pinned: Mapping[str, tuple[str, ...]]
    excluded: Mapping[str, frozenset[str]]


def edited(text: str, node: Node | None) -> Node | None:
    """Return the node of a query as the editors want it answered.

    Pins and exclusions are part of the query: total, counts, pages, feeds and alerts of both engines follow from it.
    """
    made = _decisions_named(str(cache.get_or_set("search.decisions", lambda: uuid4().hex, DECISIONS_KEPT)))
    words = same_query(text)
    pinned, excluded = made.pinned.get(words, ()), made.excluded.get(words, frozenset())
    if node is None or not (pinned or excluded):
        return node
    tops = tuple(
        Boosted(Keyed(frozenset({key})), _LOWEST_PIN * _STEP ** (MOST_PINS - place))
        for place, key in enumerate(pinned[:MOST_PINS], start=1)
    )
    wanted = AnyOf((*tops, node)) if tops else node
    return AllOf((wanted, Not(Keyed(excluded)))) if excluded else wanted


def decided(text: str, key: str) -> str:
    """Return, in Dutch, what editors decided about this item for this query; empty when nothing."""
    words = same_query(text)
    if ExcludedResult.objects.filter(words=words, key=key).exists():
        return "De redactie sloot dit item uit bij deze zoekvraag."
    if PinnedResult.objects.filter(words=words, key=key).exists():
        return "De redactie zette dit item bovenaan bij deze zoekvraag."
    return ""


def synonym_groups() -> tuple[list[tuple[str, ...]], list[Lead]]:
    """Return the groups of words that editors call the same, and the words that they let lead to others."""
    groups = list(SynonymGroup.objects.order_by("pk"))
    return (
        [group.members for group in groups if not group.leads],
        [(group.members, group.leads) for group in groups if group.leads],
    )


@lru_cache(maxsize=1)
def _decisions_named(name: str) -> Decisions:
    # The cache holds only a name for them: every search would read them out of it anew.
    pinned: defaultdict[str, list[str]] = defaultdict(list)
    excluded: defaultdict[str, set[str]] = defaultdict(set)
    for words, key in ExcludedResult.objects.values_list("words", "key"):
        excluded[words].add(key)
    for words, key in PinnedResult.objects.order_by("words", "position", "pk").values_list("words", "key"):
        if key not in excluded[words]:
            pinned[words].append(key)
    return Decisions(
        {words: tuple(keys) for words, keys in pinned.items()},
        {words: frozenset(keys) for words, keys in excluded.items()},
    )


__all__ = ["Decisions", "ExcludedResult", "PinnedResult", "SynonymGroup", "decided", "edited", "synonym_groups"]


def decisions_about(key: str) -> int:
    """Return for how many queries editors decided about this item."""
    return sum(model.objects.filter(key=key).count() for model in (PinnedResult, ExcludedResult))


def move_decisions(before: str, after: str) -> dict[str, list[int]]:
    """Let what was decided about one item hold for another; return which rows moved, to take it back."""
    moved = {}
    for name, model in _BY_NAME.items():
        there = set(model.objects.filter(key=after).values_list("words", flat=True))
        rows = model.objects.filter(key=before).exclude(words__in=there)
        moved[name] = list(rows.values_list("pk", flat=True))
        rows.update(key=after)
    return moved


def take_back_decisions(moved: Mapping[str, list[int]], *, before: str, after: str) -> None:
    """Undo `move_decisions`, as far as the rows are still there."""
    for name, model in _BY_NAME.items():
        model.objects.filter(pk__in=moved.get(name, []), key=after).update(key=before)


_BY_NAME: Mapping[str, type[PinnedResult] | type[ExcludedResult]] = {
    "pinned": PinnedResult,
    "excluded": ExcludedResult,
}
