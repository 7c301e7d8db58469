"""Asks every detector, and keeps of finds that overlap the worst.

Every pattern is bounded, so that the work grows with the length of a text and no faster, whatever the text.
"""

from __future__ import annotations

from collections.abc import Iterable

from practices.rules.privacy.addresses import addresses
from practices.rules.privacy.births import births
from practices.rules.privacy.findings import Finding
from practices.rules.privacy.mail import mail_addresses
from practices.rules.privacy.names import names
from practices.rules.privacy.numbers import bank_accounts, citizen_numbers, phone_numbers
from practices.rules.privacy.plates import plates

#: Characters that look like others, each as the one that patterns read. One for one: places stay what they are.
_ALIKE = str.maketrans(
    {
        **dict.fromkeys("\u00a0\u2007\u2009\u202f\u200b\u200c\u200d\ufeff\u00ad\t", " "),
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-"),
        **dict.fromkeys("\u2018\u2019\u201b\u02bc\u0060\u00b4", "'"),
        **{chr(0xFF10 + digit): str(digit) for digit in range(10)},
        "\uff20": "@",
    }
)
#: Kinds that may be inside a longer find of another kind give way to it; of equals this order decides.
_ORDER = ("bsn", "iban", "email", "telefoon", "geboortedatum", "adres", "kenteken", "naam")


def find(text: str) -> tuple[Finding, ...]:
    """Return the personal data in a text, in order and without overlap; "block" stops publication, "warn" asks."""
    plain = text if text.isascii() else text.translate(_ALIKE)
    found: list[Finding] = []
    if any(character.isdigit() for character in plain):
        found += [*bank_accounts(plain), *citizen_numbers(plain), *phone_numbers(plain)]
        found += [*addresses(plain), *plates(plain)]
    found += mail_addresses(plain)
    people = list(names(plain))
    found += [*people, *births(plain, [person.end for person in people])]
    return _without_overlap(found, len(text))


def _without_overlap(found: Iterable[Finding], length: int) -> tuple[Finding, ...]:
    """Keep the worst of finds that overlap, then the surest kind, then the longest, in the order of the text."""
    kept: list[Finding] = []
    taken = bytearray(length)
    ranked = sorted(
        found, key=lambda each: (each.severity != "block", _ORDER.index(each.kind), each.start - each.end, each.start)
    )
    for each in ranked:
        if not any(taken[each.start : each.end]):
            taken[each.start : each.end] = b"\1" * (each.end - each.start)
            kept.append(each)
    return tuple(sorted(kept, key=lambda each: each.start))
