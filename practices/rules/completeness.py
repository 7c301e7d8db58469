"""How complete a record is: what its phase asks for and is not there. It is computed, never declared."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

_EARLY = frozenset({"idee", "voorbereiding"})
_LATE = frozenset({"afgerond", "geborgd"})

#: What a practice needs in every phase: the eight of the startbericht.
_ALWAYS = (
    "titel",
    "samenvatting",
    "gemeenten",
    "trekker",
    "themas",
    "aanleiding",
    "fase",
    "faseSinds",
    "leervragen",
    "contact",
)
#: What it needs from its execution on.
_FROM_EXECUTION = ("domeinen", "doelgroepen", "doel", "aanpak", "partners")
#: What it needs when it is finished or embedded.
_AT_THE_END = (
    "mijlpalen",
    "kosten",
    "uren",
    "financiering",
    "resultaten",
    "hoeGemeten",
    "neveneffecten",
    "voorwaarden",
    "lokaleOmstandigheden",
    "lessen",
    "borging",
    "zoBeginJe",
)
#: Required fields of a practice by phase; a stop asks only what happened, in its adjustment.
PRACTICE: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(_EARLY, _ALWAYS),
    "uitvoering": (*_ALWAYS, *_FROM_EXECUTION),
    **dict.fromkeys(_LATE, (*_ALWAYS, *_FROM_EXECUTION, *_AT_THE_END)),
    "gestopt": (*_ALWAYS, "bijstellingen"),
}
#: Required fields of the other kinds.
OTHERS: Mapping[str, tuple[str, ...]] = {
    "casus": ("titel", "vraag", "situatie", "doel", "themas", "domeinen", "rijen"),
    "netwerk": ("titel", "doel", "netwerksoort", "themas", "toegang", "beheerder"),
    "begrip": ("titel", "samenvatting", "themas", "domeinen", "betekenissen"),
    "dossier": ("titel", "samenvatting", "inhoud", "themas", "items"),
}
#: Statuses of a learning question that need no more answer.
_ANSWERED = frozenset({"beantwoord", "vervallen"})
#: What a case needs beside it once it is published.
_PUBLISHED_CASE = ("antwoord", "uitleg", "wetten")


def required(record: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the names of the fields that a record of this kind and phase needs."""
    kind = record.get("soort", "")
    if kind == "praktijk":
        return PRACTICE.get(record.get("fase", ""), _ALWAYS)
    if kind == "casus" and record.get("status") == "gepubliceerd":
        return (*OTHERS["casus"], *_PUBLISHED_CASE)
    return OTHERS.get(kind, ())


def missing(record: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the names of the required fields that are empty, or that their phase asks more of."""
    return tuple(name for name in required(record) if not _is_there(record, name))


def percentage(record: Mapping[str, Any]) -> int:
    """Return how much of what is required is there, as a whole percentage that is 100 only when nothing is missing."""
    names = required(record)
    return 100 * (len(names) - len(missing(record))) // len(names) if names else 100


def _is_there(record: Mapping[str, Any], name: str) -> bool:
    value = record.get(name)
    if not value:
        return False
    if name == "leervragen" and record.get("fase") in _LATE:
        return all(question.get("status") in _ANSWERED for question in value)
    if name == "contact":
        return bool(value.get("rol") and value.get("mailbox"))
    return True
