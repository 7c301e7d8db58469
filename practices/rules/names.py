"""Finds entries of a list by any name that people give them: none, one, or several to choose from."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

_NO_LETTERS = re.compile(r"[\W_]+")


def normal(name: str) -> str:
    """Return the name as it is compared: without case, accents, punctuation and the word "gemeente" before it."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return _NO_LETTERS.sub(" ", plain).strip().removeprefix("gemeente ")


class NameList:
    """The names of a list, in levels: an official name wins over a synonym, a synonym over a name of the past.

    Where several entries share a name, the exact spelling decides: WGS and Wgs are two laws.

    levels: pairs of a key and one of its names, per level
    """

    def __init__(self, levels: Iterable[Iterable[tuple[str, str]]]) -> None:
        self._levels: list[dict[str, list[tuple[str, str]]]] = []
        for level in levels:
            known: dict[str, list[tuple[str, str]]] = {}
            for key, name in level:
                known.setdefault(normal(name), []).append((key, name.strip()))
            known.pop("", None)
            self._levels.append(known)

    def find(self, name: str) -> tuple[str, ...]:
        """Return the keys that the name may stand for; empty when no list knows it."""
        wanted = normal(name)
        found = next((level[wanted] for level in self._levels if wanted in level), [])
        keys = tuple(dict.fromkeys(key for key, _ in found))
        if len(keys) > 1:
            exact = tuple(dict.fromkeys(key for key, spelled in found if spelled == name.strip()))
            return exact or keys
        return keys
