"""What of a text may not go online as it is: finds that are new, each with its place and never shown whole.

What may never be shared (a hard find) counts in every text that changed. What may be personal data (a soft find)
counts until it stands online already or somebody said why it may be shared.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from functools import lru_cache

from practices.rules.privacy.detectors import find
from practices.rules.privacy.findings import KINDS, Finding
from practices.rules.sentences import sentence_at

#: A reason is read by somebody who was not there: these characters at least, in more than one word.
SHORTEST_REASON = 10
LONGEST_REASON = 500
_MASK = "•••"


@dataclass(frozen=True, slots=True)
class Text:
    """A text and where it stands.

    field: its name in code; place: in Dutch, such as "In het kort"
    asks_name: the field asks for the name of a colleague, so a name in it is no find
    """

    field: str
    place: str
    text: str
    asks_name: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """A find with its place. `value` is what was found: it is compared, and never shown or kept."""

    field: str
    place: str
    kind: str
    is_hard: bool
    masked: str
    value: str

    @property
    def told(self) -> str:
        """The find in a Dutch sentence for the screen."""
        return f"{self.place}: dit lijkt een {KINDS[self.kind]}: {self.masked}."

    @property
    def plain(self) -> str:
        """What was found without signs and capitals: the same for the same number, however it is written."""
        return plain(self.value)


@lru_cache(maxsize=256)
def _find(text: str) -> tuple[Finding, ...]:
    """Find once in a text that several look at one after the other: the form, the gate, the history."""
    return find(text)


def finds_in(texts: Iterable[Text]) -> tuple[Found, ...]:
    """Return the finds in these texts, in order."""
    return tuple(
        Found(
            field=each.field,
            place=_place(each, finding.start),
            kind=finding.kind,
            is_hard=finding.severity == "block",
            masked=finding.masked,
            value=each.text[finding.start : finding.end],
        )
        for each in texts
        if each.text.strip()
        for finding in _find(each.text)
        if not (each.asks_name and finding.kind == "naam")
    )


def new_finds(
    now: Iterable[Text], before: Collection[str], is_allowed: Callable[[Found], bool] = lambda found: False
) -> tuple[Found, ...]:
    """Return the finds that keep texts from going online.

    before: the texts that are online now; is_allowed: whether somebody said before why it may be shared
    """
    there = frozenset(before)
    found = finds_in(text for text in now if text.text not in there)
    return tuple(each for each in found if each.is_hard or not (_stood(each, there) or is_allowed(each)))


def is_reason(text: str) -> bool:
    """Tell whether a text says why something may be shared."""
    return len(text.strip()) >= SHORTEST_REASON and len(text.split()) > 1


def without_finds(text: str, mask: str = _MASK) -> str:
    """Return a text without what is found in it, hard or soft."""
    for finding in reversed(_find(text)):
        text = text[: finding.start] + mask + text[finding.end :]
    return text


def plain(text: str) -> str:
    """Return the letters and digits of a text, in small letters."""
    return re.sub(r"[\W_]+", "", text).casefold()


def _stood(found: Found, before: Collection[str]) -> bool:
    """Tell whether the same was found in a text that is online."""
    return any(
        found.plain == plain(text[other.start : other.end])
        for text in before
        if found.plain in plain(text)
        for other in _find(text)
        if other.kind == found.kind
    )


def _place(text: Text, start: int) -> str:
    number, count = sentence_at(text.text, start)
    return f"{text.place}, zin {number}" if count > 1 else text.place
