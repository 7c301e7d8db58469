"""The gate to publication: nothing that holds personal data goes online, whichever way it comes.

`SharedPage.save` asks it whenever a page is live. So do the importer, which writes parts of a page by itself, and
actions that put texts online that are no part of a page.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.crypto import salted_hmac
from wagtail.models import Page, Revision

from practices.models.moderation import AuditEntry
from practices.models.texts import strings_in, texts_of
from practices.rules.privacy.asking import remedy
from practices.rules.privacy.guard import Found, Text, finds_in, is_reason, new_finds, without_finds
from practices.rules.visibility import Viewer

#: What the audit trail calls it that somebody said why a find may be shared.
ALLOWED = "persoonsgegeven toegestaan"
#: Where a record of an import says that its operator vouches.
BY_IMPORT = "import"


@dataclass(frozen=True, slots=True)
class Vouch:
    """Why what looks like personal data may be shared, who says so, and where ("formulier", "cms", "import")."""

    reason: str
    by: Viewer
    where: str = ""


_vouch: ContextVar[Callable[[], Vouch | None]] = ContextVar("vouch", default=lambda: None)


@contextmanager
def vouching(reason: str, *, by: Viewer, where: str = "") -> Iterator[None]:
    """Let what is saved inside go online with soft finds: this person says why, and the audit trail keeps it."""
    with vouching_if_asked(lambda: Vouch(reason, by, where)):
        yield


@contextmanager
def vouching_if_asked(vouch: Callable[[], Vouch | None]) -> Iterator[None]:
    """As `vouching`, but who vouches and why is only looked up when there is something to vouch for."""
    token = _vouch.set(vouch)
    try:
        yield
    finally:
        _vouch.reset(token)


class PersonalDataFound(ValidationError):
    """Texts hold personal data, so they do not go online. `found`: what, and where; messages are Dutch and masked."""

    def __init__(self, found: tuple[Found, ...], title: str = "") -> None:
        self.found = found
        self.title = title
        super().__init__([f"{each.told} {remedy(each)}" for each in found])

    @property
    def is_hard(self) -> bool:
        """At least one find may never be shared, whatever the reason."""
        return any(each.is_hard for each in self.found)


@dataclass(frozen=True, slots=True)
class Passage:
    """Leave to go online. `keep` writes down what was allowed, once the page has its key."""

    allowed: tuple[Found, ...]
    vouch: Vouch | None

    def keep(self, key: str, *, at: datetime) -> None:
        """Write a line in the audit trail for each find that was allowed; nothing in it is personal."""
        if self.vouch is None:
            return
        AuditEntry.objects.bulk_create(
            AuditEntry(
                at=at,
                by_id=self.vouch.by.user_id,
                by_name=self.vouch.by.name,
                deed=ALLOWED,
                key=key,
                details={
                    "kind": found.kind,
                    "masked": found.masked,
                    "place": found.place,
                    "reason": without_finds(self.vouch.reason.strip()),
                    "where": self.vouch.where,
                    "mark": mark_of(found, key),
                },
            )
            for found in {(each.kind, each.plain): each for each in self.allowed}.values()
        )


def open_gate(
    texts: Iterable[Text], *, key: str = "", before: Callable[[], Iterable[str]] = tuple, title: str = ""
) -> Passage:
    """Let texts through to publication, or raise PersonalDataFound.

    key: of the item they belong to; "" when it has none yet
    before: gives the texts that are online now
    """
    found = new_finds(texts, frozenset(before()), known_marks(key))
    vouch = _vouch.get()() if found and not any(each.is_hard for each in found) else None
    if found and (vouch is None or not is_reason(vouch.reason)):
        raise PersonalDataFound(found, title)
    return Passage(found, vouch)


def open_gate_for(page: Any, data: Mapping[str, Any], online: Online | None) -> Passage:
    """Let a page through with this data, or raise PersonalDataFound. `online`: what of it is online now."""
    there: Callable[[], Iterable[str]] = (lambda: strings_in(online.data)) if online else tuple
    return open_gate(texts_of(page, data), key=page.key if page.pk else "", before=there, title=page.title)


@dataclass(frozen=True, slots=True)
class Online:
    """A page as it is online: its data, and the number of its revision, if that is known."""

    data: dict[str, Any]
    revision: int | None


def online_now(page: Page) -> Online | None:
    """Return what is online of a page in the database, or None when it is not."""
    if page.pk is None:
        return None
    # Its subclass is several tables; the revision that is live has all of it in one row.
    row = Page.objects.filter(pk=page.pk, live=True).order_by().values_list("live_revision_id").first()
    if row is None:
        return None
    content = Revision.objects.filter(pk=row[0]).values_list("content", flat=True).first() if row[0] else None
    if content is None:
        content = type(page)._default_manager.get(pk=page.pk).serializable_data()
    return Online(dict(content), row[0])


def mark_of(found: Found, key: str) -> str:
    """Return a keyed hash of what was found on one page: the same again is known, and nobody reads it back."""
    return salted_hmac("practices.guard", f"{key}\n{found.kind}\n{found.plain}", algorithm="sha256").hexdigest()


def known_marks(key: str) -> Callable[[Found], bool]:
    """Return a function that tells whether a find was allowed in this item; asks the database once at most."""
    return _Marks(key).has


class Known:
    """What forms need not ask about again: what stands on the page already, and what was allowed there."""

    def __init__(self, page: Any = None) -> None:
        self._page = page
        self._marks = _Marks(page.key if page is not None and page.pk else "")

    def new_in(self, texts: Iterable[Text]) -> tuple[Found, ...]:
        """Return the finds in texts about which a form must say something."""
        return tuple(each for each in finds_in(texts) if each.is_hard or not self._has(each))

    def _has(self, found: Found) -> bool:
        return self._marks.has(found) or (found.kind, found.plain) in self._online

    @cached_property
    def _online(self) -> frozenset[tuple[str, str]]:
        online = online_now(self._page) if self._page is not None else None
        texts = texts_of(self._page, online.data) if online else ()
        return frozenset((each.kind, each.plain) for each in finds_in(texts))


class _Marks:
    def __init__(self, key: str) -> None:
        self._key = key

    def has(self, found: Found) -> bool:
        """Tell whether this was allowed before."""
        return bool(self._key) and mark_of(found, self._key) in self._kept

    @cached_property
    def _kept(self) -> frozenset[str]:
        lines = AuditEntry.objects.filter(deed=ALLOWED, key=self._key)
        return frozenset(details.get("mark", "") for details in lines.values_list("details", flat=True))
