"""What a detector found in a text: what it is, how bad, and where."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Severity = Literal["block", "warn"]

#: The kinds, with their Dutch names for the screen.
KINDS = {
    "bsn": "burgerservicenummer (bsn)",
    "iban": "rekeningnummer (iban)",
    "geboortedatum": "geboortedatum",
    "telefoon": "telefoonnummer",
    "email": "e-mailadres",
    "adres": "adres",
    "kenteken": "kenteken",
    "naam": "naam van een persoon",
}
#: Long numbers and addresses of mail: their ends say which one it is, and not what it is.
_ENDS_SHOWN = frozenset({"bsn", "iban", "telefoon", "email"})
_HIDDEN = "•"


@dataclass(frozen=True, slots=True)
class Finding:
    """Personal data at `text[start:end]`; `masked` is what may be shown of it, and never shows it whole."""

    kind: str
    severity: Severity
    start: int
    end: int
    masked: str

    @property
    def label(self) -> str:
        """The kind in Dutch."""
        return KINDS[self.kind]


def finding(kind: str, severity: Severity, text: str, start: int, end: int) -> Finding:
    """Return the find at this place of a text."""
    return Finding(kind, severity, start, end, mask(text[start:end], kind))


def mask(found: str, kind: str = "bsn") -> str:
    """Return the text with most letters and digits hidden, so that only who wrote it knows which one it is.

    Of numbers and addresses of mail the first two and last two stay, of words the first letter; short ones are hidden.
    """
    places = [index for index, character in enumerate(found) if character.isalnum()]
    if kind in _ENDS_SHOWN:
        shown = {*places[:2], *places[-2:]} if len(places) > 6 else set()
    else:
        shown = {
            index
            for index in places
            if found[index].isalpha() and not _is_letter(found, index - 1) and _is_letter(found, index + 1)
        }
    return "".join(
        character if index in shown or not character.isalnum() else _HIDDEN for index, character in enumerate(found)
    )


def _is_letter(text: str, index: int) -> bool:
    return 0 <= index < len(text) and text[index].isalnum()
