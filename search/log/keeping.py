"""Writes what pages told the log: cleaned of personal data, and without who it was."""

from __future__ import annotations

import hmac
import re
import secrets
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from search.language import fold
from search.log.events import Judged, LogEvent, Opened, Searched
from search.models import AskerMark, DailySalt, LoggedSearch, MissNote, PopularQuery
from search.models.query_log import LONGEST_TEXT
from search.sources import get_source

#: Days that a search is kept.
KEPT_DAYS = 90
#: So many different people on one day make a query one that may be shown to others.
ENOUGH_ASKERS = 5
#: Letters of a hash: too few to tell who it was, enough to tell some people apart.
_MARK = 4
_MOST_OPENED = 20
#: Longer texts say more about who asks than about what others ask.
_LONGEST_SHOWN = 80
_MASK = "•••"
#: Rows of digits that no detector knows: numbers of files, clients, houses with their postal code. Years may stay.
_DIGITS = re.compile(r"\d(?:[ ./-]?\d){4,}", re.ASCII)


def cleaned(text: str) -> str:
    """Return the words of a query without personal data: what detectors find, and long rows of digits."""
    hidden = get_source().without_personal_data(text, mask=_MASK)
    return " ".join(_DIGITS.sub(_MASK, hidden).split())[:LONGEST_TEXT]


def counted_as(text: str) -> str:
    """Return what queries have in common that count as the same one: words without case and accents."""
    return " ".join(word for word in (fold(word) for word in text.split()) if word)[:LONGEST_TEXT]


def write(events: Sequence[LogEvent]) -> list[LogEvent]:
    """Write the events in one transaction; return those of a search that is not written yet."""
    with transaction.atomic():
        searched = [event for event in events if isinstance(event, Searched)]
        rows = [_row(event) for event in searched]
        LoggedSearch.objects.bulk_create(rows, ignore_conflicts=True)
        _count_askers(zip(searched, rows, strict=True))
        return _add_to_searches([event for event in events if not isinstance(event, Searched)])


def _row(event: Searched) -> LoggedSearch:
    text = cleaned(event.text)
    return LoggedSearch(
        number=event.number,
        day=timezone.localdate(event.at),
        text=text,
        words=counted_as(text),
        filters=event.filters,
        total=event.total,
        relaxed=event.relaxed,
        is_simple=event.is_simple,
    )


def _add_to_searches(events: Sequence[Opened | Judged]) -> list[LogEvent]:
    """Add what happened after a search to its row; return what has no row (yet)."""
    numbers: set[UUID] = {event.number for event in events}
    found = LoggedSearch.objects.select_for_update().filter(number__in=numbers).order_by("number") if numbers else []
    rows = {row.number: row for row in found}
    left: list[LogEvent] = []
    for event in events:
        row = rows.get(event.number)
        if row is None:
            left.append(event)
        elif isinstance(event, Judged):
            row.useful = event.useful
        elif len(row.opened) < _MOST_OPENED and event.key not in {each["key"] for each in row.opened}:
            row.opened.append({"key": event.key, "place": event.place})
            row.first_place = row.first_place or event.place
    if rows:
        LoggedSearch.objects.bulk_update(rows.values(), ["opened", "first_place", "useful"])
    return left


def _count_askers(pairs: Iterable[tuple[Searched, LoggedSearch]]) -> None:
    """Count who asked what today, for queries that find something and hold nothing personal."""
    texts: dict[tuple[date, str], str] = {}
    askers: dict[tuple[date, str], set[str]] = defaultdict(set)
    for event, row in pairs:
        if row.words and row.total and not row.relaxed and _MASK not in row.text and len(row.text) <= _LONGEST_SHOWN:
            texts[row.day, row.words] = row.text
            askers[row.day, row.words].add(event.asker)
    if not askers:
        return
    days = {day for day, _ in askers}
    _forget_askers(before=max(days))
    salts = {day: _salt(day) for day in days}
    AskerMark.objects.bulk_create(
        [
            AskerMark(day=day, words=words, mark=_mark(salts[day], words, asker))
            for (day, words), group in askers.items()
            for asker in sorted(group)
        ],
        ignore_conflicts=True,
    )
    for (day, words), text in texts.items():
        if AskerMark.objects.filter(day=day, words=words).count() >= ENOUGH_ASKERS:
            popular, is_new = PopularQuery.objects.get_or_create(words=words, defaults={"text": text, "last_day": day})
            if not is_new and popular.last_day < day:
                popular.last_day = day
                popular.save(update_fields=["last_day"])


def _salt(day: date) -> str:
    salt, _ = DailySalt.objects.get_or_create(day=day, defaults={"salt": secrets.token_hex(32)})
    return salt.salt


def _mark(salt: str, words: str, asker: str) -> str:
    """Return a few letters for a person and a query, so that marks of different queries cannot be joined either."""
    return hmac.new(salt.encode(), f"{words}\n{asker}".encode(), "sha256").hexdigest()[:_MARK]


def _forget_askers(*, before: date) -> None:
    AskerMark.objects.filter(day__lt=before).delete()
    DailySalt.objects.filter(day__lt=before).delete()


def forget_words(values: Iterable[str], *, mask: str) -> None:
    """Hide texts that turned out to be personal from what was searched, and show none of them to others."""
    for value in values:
        words = counted_as(value)
        for row in LoggedSearch.objects.filter(Q(text__icontains=value) | Q(words__icontains=words)) if words else ():
            text = _hidden(row.text, value, mask)
            LoggedSearch.objects.filter(pk=row.pk).update(text=text, words=counted_as(text))
        for model in (PopularQuery, MissNote, AskerMark) if words else ():
            model.objects.filter(words__icontains=words).delete()


def _hidden(text: str, value: str, mask: str) -> str:
    """Return a text without a value, however it is capitalised; all of it is hidden when it is written otherwise."""
    hidden = re.sub(re.escape(value), mask, text, flags=re.IGNORECASE)
    return mask if hidden == text else hidden


def forget(now: datetime) -> int:
    """Remove what was kept long enough, and return how many searches that were."""
    today = timezone.localdate(now)
    oldest = today - timedelta(days=KEPT_DAYS)
    _forget_askers(before=today)
    PopularQuery.objects.filter(last_day__lt=oldest).delete()
    gone, _ = LoggedSearch.objects.filter(day__lt=oldest).delete()
    still_asked = LoggedSearch.objects.values("words")
    MissNote.objects.filter(changed_at__lt=now - timedelta(days=KEPT_DAYS)).exclude(words__in=still_asked).delete()
    return gone
