"""What editors read in the log: what is searched and not found, and how often searching helps."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Count, Max, Q, TextField
from django.db.models.functions import Cast
from django.utils import timezone

from search.log.keeping import KEPT_DAYS, counted_as
from search.models import LoggedSearch, MissNote, MissState, PopularQuery
from search.querystring import SearchRequest
from search.service import find
from search.sources import Person, get_people

#: Queries that one looks through; there are more important ones on top.
MOST_MISSED = 200
WEEKS = 13


@dataclass(frozen=True, slots=True)
class Missed:
    """A query that found nothing, or nothing with all its words.

    times: how often; relaxed: how often of these something was shown with fewer words; last_day: the last time
    came_back: it was missed again after it was said to be solved
    """

    words: str
    text: str
    times: int
    relaxed: int
    last_day: date
    state: MissState
    note: str
    changed_by: str
    came_back: bool


@dataclass(frozen=True, slots=True)
class Week:
    """Searches of one week, from Monday. helped: with a result that was opened, or "yes, this was useful"."""

    monday: date
    searches: int
    helped: int
    nothing: int
    yes: int
    no: int

    @property
    def helped_share(self) -> float:
        """Which part of the searches helped, from 0 to 1."""
        return self.helped / self.searches if self.searches else 0.0

    @property
    def nothing_share(self) -> float:
        """Which part of the searches found nothing, from 0 to 1."""
        return self.nothing / self.searches if self.searches else 0.0


def missed_queries() -> list[Missed]:
    """Return what is searched and not found, the most often first, in a constant number of queries.

    Without what the database answered while the engine was away: that it finds nothing says little.
    """
    searches = LoggedSearch.objects.filter(Q(total=0) | Q(relaxed=True), is_simple=False).exclude(words="")
    rows = searches.values("words").annotate(
        times=Count("pk"), relaxed_times=Count("pk", filter=Q(relaxed=True)), last=Max("day"), shown=Max("text")
    )
    found = list(rows.order_by("-times", "words")[:MOST_MISSED])
    notes = MissNote.objects.select_related("changed_by").in_bulk([row["words"] for row in found])
    return [
        _missed(row["words"], row["shown"], row["times"], row["relaxed_times"], row["last"], notes.get(row["words"]))
        for row in found
    ]


def _missed(words: str, text: str, times: int, relaxed: int, last_day: date, note: MissNote | None) -> Missed:
    state = MissState(note.state) if note else MissState.OPEN
    came_back = bool(note and state == MissState.SOLVED and last_day > timezone.localdate(note.changed_at))
    return Missed(
        words=words,
        text=text,
        times=times,
        relaxed=relaxed,
        last_day=last_day,
        state=MissState.OPEN if came_back else state,
        note=note.note if note else "",
        changed_by=str(note.changed_by) if note and note.changed_by else "",
        came_back=came_back,
    )


@transaction.atomic
def note_missed(words: str, *, state: MissState, note: str, by: Person, at: datetime) -> None:
    """Keep what an editor says of a query that finds nothing."""
    MissNote.objects.update_or_create(
        words=words, defaults={"state": state, "note": note, "changed_at": at, "changed_by_id": by.user_id}
    )


def weeks(now: datetime, *, count: int = WEEKS) -> list[Week]:
    """Return how often searching helped in the last weeks, the oldest first; also weeks without a search."""
    today = timezone.localdate(now)
    first = today - timedelta(days=today.weekday() + 7 * (count - 1))
    opened, useful = Q(first_place__isnull=False), Q(useful=True)
    rows = (
        LoggedSearch.objects.filter(day__gte=first, is_simple=False)
        .values("day")
        .annotate(
            searches=Count("pk"),
            helped=Count("pk", filter=opened | useful),
            nothing=Count("pk", filter=Q(total=0)),
            yes=Count("pk", filter=useful),
            no=Count("pk", filter=Q(useful=False)),
        )
        .order_by("day")
    )
    sums = {first + timedelta(weeks=number): [0] * 5 for number in range(count)}
    for day, *numbers in rows.values_list("day", "searches", "helped", "nothing", "yes", "no"):
        monday = day - timedelta(days=day.weekday())
        sums[monday] = [so_far + number for so_far, number in zip(sums[monday], numbers, strict=True)]
    return [Week(monday, *numbers) for monday, numbers in sums.items()]


def popular_queries(beginning: str, *, limit: int) -> Sequence[str]:
    """Return queries that enough people asked, that begin like this and find something public, the last asked first."""
    found = PopularQuery.objects.filter(words__startswith=counted_as(beginning), has_public_hits=True)
    return list(found.order_by("-last_day", "words").values_list("text", flat=True)[:limit])


def searches_that_led_to(key: str) -> list[tuple[str, int]]:
    """Return queries after which somebody opened this item, with how often, the most often first.

    Only queries that enough different people made on one day: no words of one person, here neither.
    """
    popular = dict(PopularQuery.objects.order_by("words").values_list("words", "text"))
    rows = LoggedSearch.objects.annotate(opened_text=Cast("opened", TextField())).filter(
        first_place__isnull=False, opened_text__contains=f'"{key}"'
    )
    counted = Counter(words for words in rows.values_list("words", flat=True) if words in popular)
    return [(popular[words], times) for words, times in sorted(counted.items(), key=lambda row: (-row[1], row[0]))]


def check_popular() -> None:
    """Look which popular queries a visitor finds something with; while the engine is away nothing changes."""
    for popular in PopularQuery.objects.order_by("words"):
        found = find(SearchRequest(text=popular.text), get_people().visitor(), page_size=1)
        if found.answered_by == "database":
            return
        has_hits = found.total > 0 and (found.relaxed is None or found.relaxed.complete > 0)
        if has_hits != popular.has_public_hits:
            popular.has_public_hits = has_hits
            popular.save(update_fields=["has_public_hits"])


__all__ = [
    "KEPT_DAYS",
    "MissState",
    "Missed",
    "Week",
    "check_popular",
    "missed_queries",
    "note_missed",
    "popular_queries",
    "searches_that_led_to",
    "weeks",
]
