"""Takes personal data that was mended out of everything that remembers: revisions, drafts, audit trail, search."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

from django.utils.text import slugify
from wagtail.models import PageLogEntry, Revision

from practices.models.guard import Online
from practices.models.moderation import AuditEntry
from practices.models.texts import parsed_blocks, strings_in, texts_of
from practices.rules.privacy.guard import Found, Text, finds_in
from search.log.keeping import forget_words
from search.outbox.words import unlearn

#: What the audit trail calls it, and who does it when nobody asked.
CLEANED = "geschiedenis opgeschoond"
_BY = "privacybewaking"
MASK = "•••"
#: Data that is no text: an address is made anew, and the mailbox of a team is there to be seen.
_ADDRESSES = frozenset({"slug", "url_path", "address"})
_LEFT = frozenset({"contact_mailbox", "manager_mailbox", "mailbox", "window"})


def forget_what_was_fixed(page: Any, now: Mapping[str, Any], online: Online | None, *, at: datetime) -> frozenset[str]:
    """Hide what stood in earlier versions, was found there, and stands in `now` no more; return those values.

    online: what was online until now. Versions from before it were cleaned when it went online.
    """
    revisions = Revision.objects.for_instance(page)
    if online and online.revision:
        revisions = revisions.filter(pk__gt=online.revision)
    past = [online.data] if online else []
    past += revisions.values_list("content", flat=True)
    texts = [*(text for data in past for text in texts_of(page, data)), *_texts_of_drafts(page)]
    found = gone(texts, now)
    if found:
        hide(page, found, at=at)
    return frozenset(each.value for each in found)


def gone(texts: Iterable[Text], now: Mapping[str, Any]) -> tuple[Found, ...]:
    """Return what is found in texts of the past and stands nowhere in the data of now."""
    there = frozenset(strings_in(now))
    past = {text.text: text for text in texts if text.text not in there}
    return tuple(each for each in finds_in(past.values()) if not any(_pattern([each.value]).search(t) for t in there))


def hide(page: Any, found: Iterable[Found], *, at: datetime, by: tuple[int | None, str] = (None, _BY)) -> int:
    """Mask what was found wherever it is kept of this page; return the number of revisions that changed."""
    found = tuple(found)
    values = frozenset(each.value for each in found)
    pattern, slugs = _pattern(values), _slugs(values)
    count = 0
    for revision in Revision.objects.for_instance(page).order_by("pk"):
        content, title = _masked(revision.content, pattern, slugs), pattern.sub(MASK, revision.object_str)
        if (content, title) != (revision.content, revision.object_str):
            Revision.objects.filter(pk=revision.pk).update(content=content, object_str=title)
            count += 1
    for draft in _drafts(page):
        draft.__class__.objects.filter(pk=draft.pk).update(data=_masked(draft.data, pattern, slugs))
    for line in AuditEntry.objects.filter(key=page.key):
        details = _masked(line.details, pattern, slugs)
        if details != line.details:
            AuditEntry.objects.filter(pk=line.pk).update(details=details)
    for entry in PageLogEntry.objects.filter(page_id=page.pk):
        label, data = pattern.sub(MASK, entry.label), _masked(entry.data, pattern, slugs)
        if (label, data) != (entry.label, entry.data):
            PageLogEntry.objects.filter(pk=entry.pk).update(label=label, data=data)
    forget_words(values, mask=MASK)
    unlearn(word for value in values for word in value.split())
    AuditEntry.objects.create(
        at=at,
        by_id=by[0],
        by_name=by[1],
        deed=CLEANED,
        key=page.key,
        details={"kinds": sorted({each.kind for each in found}), "revisions": count},
    )
    return count


def stands_in_address(values: Collection[str], *addresses: str) -> bool:
    """Tell whether an address was made of one of these values."""
    return any(slug in address for slug in _slugs(values) for address in addresses)


def texts_of_past(page: Any) -> Iterator[Text]:
    """Yield every text that revisions and drafts of a page keep."""
    for content in Revision.objects.for_instance(page).values_list("content", flat=True):
        yield from texts_of(page, content)
    yield from _texts_of_drafts(page)


def _drafts(page: Any) -> Iterable[Any]:
    return page.drafts.all() if hasattr(page, "drafts") else ()


def _texts_of_drafts(page: Any) -> Iterator[Text]:
    for draft in _drafts(page):
        for data in (draft.data, draft.data.get("base", {})):
            for name, value in data.items():
                if name not in _LEFT and name != "base":
                    yield from (Text(name, "Concept", text) for text in strings_in(value))


def _pattern(values: Iterable[str]) -> re.Pattern[str]:
    """Return a pattern of these values as whole words, the longest first."""
    longest = sorted(values, key=lambda value: (-len(value), value))
    return re.compile(rf"(?<!\w)(?:{'|'.join(re.escape(value) for value in longest)})(?!\w)", re.IGNORECASE)


def _slugs(values: Iterable[str]) -> frozenset[str]:
    return frozenset(slug for value in values if len(slug := slugify(value)) > 2)


def _masked(value: Any, pattern: re.Pattern[str], slugs: Collection[str], name: str = "") -> Any:
    """Return plain values with what was found masked in every text."""
    if isinstance(value, str):
        return _masked_text(value, pattern, slugs, name)
    if isinstance(value, dict):
        return {key: part if key in _LEFT else _masked(part, pattern, slugs, key) for key, part in value.items()}
    if isinstance(value, list):
        return [_masked(part, pattern, slugs, name) for part in value]
    return value


def _masked_text(text: str, pattern: re.Pattern[str], slugs: Collection[str], name: str) -> str:
    if name in _ADDRESSES:
        for slug in sorted(slugs, key=len, reverse=True):
            text = text.replace(slug, "weg")
        return text
    blocks = parsed_blocks(text)
    return pattern.sub(MASK, text) if blocks is None else json.dumps(_masked(blocks, pattern, slugs))
