"""Cuts a text into sentences: at the mark that ends one, and at a new line."""

from __future__ import annotations

import re
from dataclasses import dataclass

#: A mark that ends a sentence, with what closes behind it; not the point of a title, an initial or an abbreviation.
_END = re.compile(
    r"(?<![ .(][A-Z])(?<!^[A-Z])(?<!\bdr)(?<!\bmr)(?<!\bmw)(?<!\bdhr)(?<!\bmevr)(?<!\bbijv)(?<!\bnr)(?<!\bo\.a)"
    r"(?<!\bd\.w\.z)(?<!\bt\.a\.v)(?<!\bart)(?<!\btel)[.!?…][\"'”’)\]]{0,3}(?=\s)|\n"
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a text, and the place of its first character there."""

    start: int
    text: str


def sentences(text: str) -> tuple[Sentence, ...]:
    """Return the sentences of a text in order, without the space around them."""
    found, start = [], 0
    for end in [*(match.end() for match in _END.finditer(text)), len(text)]:
        part = text[start:end]
        if part.strip():
            found.append(Sentence(start + len(part) - len(part.lstrip()), part.strip()))
        start = end
    return tuple(found)


def sentence_at(text: str, place: int) -> tuple[int, int]:
    """Return the number of the sentence, from 1, in which this place of a text lies, and how many there are."""
    all_of_them = sentences(text)
    number = sum(1 for sentence in all_of_them if sentence.start <= place)
    return max(number, 1), len(all_of_them)
