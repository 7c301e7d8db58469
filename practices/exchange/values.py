"""The kinds of value in a record: how each is read from JSON, shown again, and kept in the database.

`read` gives the one canonical form of a value, or None for an empty one, and raises `Wrong`; `show` gives the same form
of what the database keeps; `store` gives what the database keeps of the canonical form.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db.models import TextChoices

from practices.exchange.reading import Reading, Wrong, type_name
from search.language import clean

#: No text is longer than this many characters, no list has more items.
LONGEST_TEXT = 100_000
LONGEST_LIST = 1_000
_YEARS = range(1900, 2101)
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


class Value:
    """A kind of value; this one takes a text of several lines. `limit`: in characters."""

    description: ClassVar[str] = "text"
    #: What the name of the attribute ends in when the database keeps a reference.
    suffix: ClassVar[str] = ""

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


class Year(Value):
    """A year of four digits."""

    description = "year"

    def read(self, raw: Any, path: str, reading: Reading) -> Any:
        if isinstance(raw, str) and re.fullmatch(r"\s*\d{4}\s*", raw, re.ASCII):
            raw = int(raw)
        if not isinstance(raw, int) or isinstance(raw, bool):
            raise Wrong(f"moet een jaar zijn, zoals 2026, niet {type_name(raw)}")
        if raw not in _YEARS:
            raise Wrong("moet een jaar tussen 1900 en 2100 zijn")
        return raw

    def show(self, stored: Any) -> Any:
        return stored

    def store(self, canonical: Any, reading: Reading) -> Any:
        return canonical


class Day(Value):
    """A date such as 2026-11-23."""

    description = "date (YYYY-MM-DD)"

    def read(self, raw: Any, path: str, reading: Reading) -> Any:
        if not isinstance(raw, str):
            raise Wrong(f"moet een datum zijn, zoals 2026-11-23, niet {type_name(raw)}")
        text = raw.strip()
        if not text:
            return None
        try:
            day = date.fromisoformat(text) if _DAY.fullmatch(text) else None
        except ValueError:
            day = None
        if day is None:
            raise Wrong(f"“{text[:40]}” is geen datum die bestaat; schrijf jaar-maand-dag, zoals 2026-11-23")
        if day.year not in _YEARS:
            raise Wrong("moet een datum tussen 1900 en 2100 zijn")
        return day.isoformat()

    def show(self, stored: Any) -> Any:
        return stored.isoformat() if stored else None

    def store(self, canonical: Any, reading: Reading) -> Any:
        return date.fromisoformat(canonical) if canonical else None


class Moment(Value):
    """A moment with its time zone, such as 2026-11-01T09:00:00Z."""

    description = "date and time (ISO 8601)"

    def read(self, raw: Any, path: str, reading: Reading) -> Any:
        if not isinstance(raw, str):
            raise Wrong(f"moet een tijdstip zijn, niet {type_name(raw)}")
        if not raw.strip():
            return None
        try:
            moment = datetime.fromisoformat(raw.strip()) if len(raw) < 60 else None
            utc = moment.astimezone(UTC) if moment and moment.tzinfo else None
        except (ValueError, OverflowError):
            utc = None
        if utc is None or utc.year not in _YEARS:
            raise Wrong("is geen tijdstip; schrijf het met tijdzone, zoals 2026-11-01T09:00:00Z")
        return self.show(utc)

    def show(self, stored: Any) -> Any:
        return stored.astimezone(UTC).isoformat().replace("+00:00", "Z") if stored else None

    def store(self, canonical: Any, reading: Reading) -> Any:
        return datetime.fromisoformat(canonical) if canonical else None


class Flag(Value):
    """True or false."""

    description = "true or false"

    def read(self, raw: Any, path: str, reading: Reading) -> Any:
        if not isinstance(raw, bool):
            raise Wrong(f"moet true of false zijn, niet {type_name(raw)}")
        return raw

    def show(self, stored: Any) -> Any:
        return bool(stored)

    def store(self, canonical: Any, reading: Reading) -> Any:
        return bool(canonical)


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


@dataclass(frozen=True, slots=True)
class _Bounds:
    places: int
    highest: Decimal
    lowest: Decimal


class Number(Value):
    """A number with a fixed number of decimals."""

    description = "number"

    def __init__(self, *, places: int, digits: int, positive: bool) -> None:
        super().__init__(40)
        highest = Decimal(10) ** (digits - places) - Decimal(1)
        self.bounds = _Bounds(places, highest, Decimal(0) if positive else -highest)

    def read(self, raw: Any, path: str, reading: Reading) -> Any:
        if not is_number(raw):
            raise Wrong(f"moet een getal zijn, niet {type_name(raw)}")
        number = Decimal(str(raw))
        if not self.bounds.lowest <= number <= self.bounds.highest:
            raise Wrong(f"moet tussen {self.bounds.lowest} en {self.bounds.highest} liggen")
        if number != round(number, self.bounds.places):
            raise Wrong(f"heeft te veel decimalen; hooguit {self.bounds.places}")
        return self.show(number)

    def show(self, stored: Any) -> Any:
        if stored is None:
            return None
        return int(stored) if stored == int(stored) else float(stored)

    def store(self, canonical: Any, reading: Reading) -> Any:
        return None if canonical is None else Decimal(str(canonical))


class TextOrNumber(LooseText):
    """A text or a number that stays a number, such as an amount of money."""

    def read(self, raw: Any, path: str, reading: Reading) -> Any:
        if is_number(raw):
            if abs(raw) >= 10**15:
                raise Wrong("is een te groot getal")
            return self.show(raw)
        return super().read(raw, path, reading)

    def show(self, stored: Any) -> Any:
        if is_number(stored):
            return int(stored) if stored == int(stored) else stored
        return super().show(str(stored))


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


class Scores(Value):
    """Scores of 1 to 5 by statement, sorted by statement."""

    description = "object: a whole number of 1 to 5 by statement"

    def __init__(self) -> None:
        super().__init__(300)

    def read(self, raw: Any, path: str, reading: Reading) -> Any:
        if not isinstance(raw, dict):
            raise Wrong(f"moet een object zijn met een score per stelling, niet {type_name(raw)}")
        scores = {}
        for statement, score in raw.items():
            name = super().read(statement, path, reading)
            if not isinstance(score, int) or isinstance(score, bool) or not 1 <= score <= 5:
                raise Wrong(f"bij “{statement[:60]}” moet een heel getal van 1 tot en met 5 staan")
            if name:
                scores[name] = score
        return self.show(scores)

    def show(self, stored: Any) -> Any:
        if isinstance(stored, str):
            return super().show(stored)
        return dict(sorted(stored.items())) or None

    def store(self, canonical: Any, reading: Reading) -> Any:
        return dict(canonical or {})


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
