"""The kinds of value in a record that are numbers, dates, times, moments and scores; see `values`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any

from practices.exchange.reading import Reading, Wrong, type_name
from practices.exchange.values import LooseText, Value, is_number

_YEARS = range(1900, 2101)
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_CLOCK = re.compile(r"([01]\d|2[0-3]):[0-5]\d", re.ASCII)


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


class Clock(Value):
    """A time of the day such as 14:30."""

    description = "time (HH:MM)"

    def read(self, raw: Any, path: str, reading: Reading) -> Any:
        if not isinstance(raw, str):
            raise Wrong(f"moet een tijd zijn, zoals 14:30, niet {type_name(raw)}")
        text = raw.strip()
        if not text:
            return None
        if not _CLOCK.fullmatch(text):
            raise Wrong(f"“{text[:40]}” is geen tijd; schrijf uren en minuten, zoals 14:30")
        return text

    def show(self, stored: Any) -> Any:
        return stored.strftime("%H:%M") if stored else None

    def store(self, canonical: Any, reading: Reading) -> Any:
        return time.fromisoformat(canonical) if canonical else None


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
