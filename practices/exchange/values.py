"""The kinds of value in a record: how each is read from JSON, shown again, and kept in the database.

`read` gives the one canonical form of a value, or None for an empty one, and raises `Wrong`; `show` gives the same form
of what the database keeps; `store` gives what the database keeps of the canonical form.
"""

from __future__ import annotations

import math
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email
from django.db.models import TextChoices

from practices.exchange.reading import Reading, Wrong, type_name
from search.language import clean

#: No text is longer than this many characters, no list has more items.
LONGEST_TEXT = 100_000
LONGEST_LIST = 1_000


class Value:
    """A kind of value; this one takes a text of several lines. `limit`: in characters."""

    description: ClassVar[str] = "text"
    #: What the name of the attribute ends in when the database keeps a reference.
    suffix: ClassVar[str] = ""
    #: Whether it names another record, which may come later.
    refers: ClassVar[bool] = False

    def __init__(self, limit: int = LONGEST_TEXT) -> None:
        self.limit = limit

    def read(self, raw: Any, path: str, reading: Reading) -> Any:
        if not isinstance(raw, str):
            raise Wrong(f"moet tekst zijn, niet {type_name(raw)}")
        text = self.show(raw)
        if text is not None and len(text) > self.limit:
            raise Wrong(f"is te lang: {len(text)} tekens, hooguit {self.limit}")
        return text

    def show(self, stored: Any) -> Any:
        return clean(stored).strip() or None

    def store(self, canonical: Any, reading: Reading) -> Any:
        return canonical or ""


class Line(Value):
    """A text of one line. Numbers are taken as text where `numbers` says so: an article of a law is often a number."""

    def __init__(self, limit: int = 200, *, numbers: bool = False) -> None:
        super().__init__(limit)
        self.numbers = numbers

    def read(self, raw: Any, path: str, reading: Reading) -> Any:
        if self.numbers and is_number(raw):
            raw = str(raw)
        return super().read(raw, path, reading)

    def show(self, stored: Any) -> Any:
        return " ".join(clean(stored).split()) or None


class LooseText(Value):
    """A text of several lines that may be given as a number, such as hours."""

    description = "text or number"

    def read(self, raw: Any, path: str, reading: Reading) -> Any:
        return super().read(str(raw) if is_number(raw) else raw, path, reading)


class Mailbox(Line):
    """A mail address."""

    description = "mail address"

    def __init__(self) -> None:
        super().__init__(254)

    def read(self, raw: Any, path: str, reading: Reading) -> Any:
        text = super().read(raw, path, reading)
        try:
            if text:
                validate_email(text)
        except ValidationError as error:
            raise Wrong(f"“{text}” is geen mailadres") from error
        return text


class WebAddress(Line):
    """The address of a page or file on the web."""

    description = "web address (http or https)"

    def __init__(self) -> None:
        super().__init__(500)
        self._check = URLValidator(schemes=["http", "https"])

    def read(self, raw: Any, path: str, reading: Reading) -> Any:
        text = super().read(raw, path, reading)
        try:
            if text:
                self._check(text)
        except ValidationError as error:
            raise Wrong(f"“{text[:60]}” is geen webadres; begin met https://") from error
        return text


class Choice(Value):
    """One of a closed list of values."""

    def __init__(self, choices: type[TextChoices]) -> None:
        super().__init__(100)
        self.choices = choices

    @property
    def description(self) -> str:  # type: ignore[override]
        return "one of " + ", ".join(f"`{value}`" for value in self.choices.values)

    def read(self, raw: Any, path: str, reading: Reading) -> Any:
        text = super().read(raw, path, reading)
        if text is not None and text not in self.choices.values:
            raise Wrong(f"“{text}” kan niet; toegestaan: {', '.join(self.choices.values)}")
        return text


class Texts(Value):
    """A list of texts, in order. `spread`: one text may be given too, a line for each."""

    description = "list of texts"

    def __init__(self, limit: int = 10_000, *, spread: bool = False) -> None:
        super().__init__(limit)
        self.spread = spread

    def read(self, raw: Any, path: str, reading: Reading) -> Any:
        if self.spread and isinstance(raw, str):
            raw = raw.split("\n")
        texts = []
        for number, item in enumerate(as_list(raw), start=1):
            try:
                texts.append(super().read(item, path, reading))
            except Wrong as error:
                raise Wrong(f"nummer {number} {error}") from error
        return [text for text in texts if text] or None

    def show(self, stored: Any) -> Any:
        if isinstance(stored, str):
            return super().show(stored)
        return [text for item in stored if (text := super(Texts, self).show(str(item)))] or None

    def store(self, canonical: Any, reading: Reading) -> Any:
        return list(canonical or [])


def as_list(raw: Any) -> list[Any]:
    """Return a JSON list; raises Wrong for anything else, and for one that is too long."""
    if not isinstance(raw, list):
        raise Wrong(f"moet een lijst zijn, niet {type_name(raw)}")
    if len(raw) > LONGEST_LIST:
        raise Wrong(f"heeft te veel onderdelen: {len(raw)}, hooguit {LONGEST_LIST}")
    return raw


def is_number(raw: Any) -> bool:
    """Tell whether a JSON value is a finite number."""
    if isinstance(raw, float):
        return math.isfinite(raw)
    return isinstance(raw, int) and not isinstance(raw, bool)
