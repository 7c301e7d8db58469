"""Finds names of people: after a form of address, by first name, by initials, or by first name and surname.

A name that an organisation, law, project or street bears is none of a person, and neither is that of somebody with a
public office. A name that is an ordinary word as well counts only beside something that says it is a person.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from practices.rules.privacy.findings import Finding, finding
from practices.rules.privacy.lists import Lists, fold, lists
from practices.rules.privacy.people import (
    CLUES,
    GROUPS,
    HEADS,
    INTRODUCTIONS,
    LINKS,
    NO_INITIALS,
    OFFICES,
    PLACING,
    RELATIONS,
    SHORT_TITLES,
    TITLES,
    ends_like_a_thing,
)

_WORD = re.compile(r"[^\W\d_](?:[\w\u0300-\u036f]|['-](?=\w)){0,60}")
#: What may stand between the parts of a name, and what ends a sentence.
_JOINED = frozenset({" ", "  ", ". ", "."})
_ENDS_SENTENCE = re.compile(r"[.!?:;\n•*|>\"“”(\[]|(?:^|\s)[-–] ?$")
_FILE = re.compile(r"(?:dossier|zaak|casus|gezin|familie|cli[eë]nt)-(?=[^\W\d_])", re.IGNORECASE)
_MOST_PARTS = 7
#: Long texts are read in pieces, to bound what is in memory.
_PIECE = 20_000


@dataclass(frozen=True, slots=True)
class _Word:
    """A word of the text: as written, folded, its place, and the characters between it and the word before."""

    text: str
    plain: str
    start: int
    end: int
    gap: str

    @property
    def is_capital(self) -> bool:
        return self.text[0].isupper()

    @property
    def is_shouted(self) -> bool:
        return len(self.text) > 1 and self.text.isupper()

    @property
    def is_initial(self) -> bool:
        return self.is_capital and len(self.text) <= 2 and not self.text[1:].isupper()

    @property
    def begins_sentence(self) -> bool:
        return not self.gap or _ENDS_SENTENCE.search(self.gap) is not None


def names(text: str) -> Iterator[Finding]:
    """Yield the names of people."""
    for start, end in _pieces(text):
        for begin, stop in _Reader(text, start, end).spans():
            yield finding("naam", "warn", text, begin, stop)


def _pieces(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    while start < len(text):
        end = min(start + _PIECE, len(text))
        if end < len(text):
            end = max(text.rfind(" ", start, end), text.rfind("\n", start, end), start) + 1
            end = end if end > start + 1 else start + _PIECE
        yield start, end
        start = end


class _Reader:
    """Reads one piece of a text from left to right."""

    def __init__(self, text: str, start: int, end: int) -> None:
        self.words: list[_Word] = []
        self.known: Lists = lists()
        last = start
        for match in _WORD.finditer(text, start, end):
            self.words.append(
                _Word(
                    match.group(),
                    fold(match.group()).removesuffix("'s"),
                    match.start(),
                    match.end(),
                    text[last : match.start()],
                )
            )
            last = match.end()
        #: Words without a capital, but for parts of addresses of mail and pages.
        self.small = {
            word.text
            for word in self.words
            if not word.is_capital and word.gap[-1:] in ("", " ", "\n") and text[word.end : word.end + 1] not in "@._/"
        }

    def spans(self) -> Iterator[tuple[int, int]]:
        """Yield where names begin and end."""
        self._next = 0
        while self._next < len(self.words):
            index = self._next
            self._next += 1
            found = self._at(index)
            if found:
                first, last = found
                yield self.words[first].start, self.words[last].end
                self._next = last + 1

    def _at(self, index: int) -> tuple[int, int] | None:
        """Return the first and last word of the name that begins at this word or is announced by it."""
        word = self.words[index]
        if word.plain in CLUES:
            return self._announced(index)
        if not word.is_capital:
            return self._filed(index)
        if word.is_initial and self._gap_after(index).startswith("."):
            return self._with_initials(index)
        last = self._last_of_chain(index)
        if self._is_thing(index, last):
            self._next = last + 1
            return None
        return self._by_first_name(index, last) or self._by_surname(index, last)

    def _gap_after(self, index: int) -> str:
        return self.words[index + 1].gap if index + 1 < len(self.words) else ""

    # --- announced ----------------------------------------------------------------------------------------------------

    def _announced(self, index: int) -> tuple[int, int] | None:
        """A form of address or a relation, and then a name: "mevrouw Jansen", "het gezin De Vries", "oma Truus"."""
        clue, first = self.words[index].plain, index + 1
        joined = _JOINED if clue in SHORT_TITLES else {" "}
        if first >= len(self.words) or self.words[first].gap not in joined or self.words[first].plain in PLACING:
            return None
        last = self._last_of_chain(first)
        heads = [word for word in self.words[first : last + 1] if word.is_capital]
        if not heads:
            return self._in_small_letters(clue, first)
        if heads[0].is_shouted or self._is_thing(first, last):
            return None
        sure = clue in TITLES and clue not in GROUPS
        usual = all(word.plain in self.known.words and not self._is_name(word) for word in heads)
        if usual and not sure:
            return None
        if clue in RELATIONS and not any(self._is_name(word) for word in heads) and heads[0].plain in self.known.words:
            return None
        if self.words[first].plain in HEADS:
            return None
        return first, last

    def _in_small_letters(self, clue: str, first: int) -> tuple[int, int] | None:
        word = self.words[first]
        if clue in TITLES and word.plain in self.known.surnames and word.plain not in self.known.words:
            return first, first
        return None

    def _filed(self, index: int) -> tuple[int, int] | None:
        """A file that bears a name: "dossier-Haddad"."""
        match = _FILE.match(self.words[index].text)
        if match and self.words[index].text[match.end()].isupper():
            return index, index
        return None

    # --- by what it is made of ----------------------------------------------------------------------------------------

    def _with_initials(self, index: int) -> tuple[int, int] | None:
        """Initials and a surname: "M. el Amrani", "J.P. de Boer"."""
        first = index
        while first < len(self.words) and first - index < 6 and self.words[first].is_initial:
            if not self._gap_after(first).startswith(".") or len(self._gap_after(first)) > 2:
                return None
            first += 1
        if first >= len(self.words) or self._is_thing(index, index):
            return None
        initials = "".join(word.plain for word in self.words[index:first])
        if initials in NO_INITIALS or self.words[first].gap not in _JOINED:
            return None
        last = self._last_of_chain(first)
        heads = [word for word in self.words[first : last + 1] if word.is_capital and len(word.text) > 1]
        if not heads or heads[-1].is_shouted or self._is_thing(first, last):
            return None
        known = heads[-1].plain in self.known.surnames or self._parts_known(heads[-1])
        linked = not self.words[first].is_capital
        alone = first - index == 1 and self.words[index].begins_sentence
        if known or linked or (not alone and heads[-1].plain not in self.known.words and not self._is_small(heads[-1])):
            return index, last
        return None

    def _by_first_name(self, index: int, last: int) -> tuple[int, int] | None:
        """A first name, with or without what follows: "Fatima", "Jan-Willem van den Berg", "Ali B."."""
        word = self.words[index]
        if word.is_shouted or not self._is_first_name(word):
            return None
        unusual = word.plain not in self.known.words and not self._is_small(word)
        heads = [each for each in self.words[index + 1 : last + 1] if each.is_capital]
        linked = any(not each.is_capital for each in self.words[index + 1 : last + 1])
        if heads:
            end = heads[-1]
            surname = end.plain in self.known.surnames or self._parts_known(end)
            if surname and (unusual or (end.plain not in self.known.words and not self._is_small(end))):
                return index, last
            if unusual and (linked or end.plain not in self.known.words or end.is_initial):
                return index, last
            return (index, index) if unusual and not self._has_article(index) else None
        if not unusual and not word.begins_sentence and word.plain not in self.known.capitals:
            unusual = not self._is_small(word)
        if unusual and not self._has_article(index):
            return index, index
        return None

    def _by_surname(self, index: int, last: int) -> tuple[int, int] | None:
        """A surname alone, where its capital means something: "volgens Van den Heuvel", "het huis van Pieterse"."""
        heads = [each for each in self.words[index : last + 1] if each.is_capital and each.plain not in LINKS]
        if len(heads) != 1 or self._has_article(index):
            return None
        word, linked = heads[0], last - index
        if word.is_shouted or word.plain in self.known.words or word.plain in self.known.places or self._is_small(word):
            return None
        if not (word.plain in self.known.surnames or self._parts_known(word)):
            return None
        if self.words[index].begins_sentence and linked == 1:
            return None
        return index, last

    # --- what words are -----------------------------------------------------------------------------------------------

    def _last_of_chain(self, index: int) -> int:
        """Return the last word that may belong to the same name: words with a capital, and small ones between."""
        last, position = index, index
        while position + 1 < len(self.words) and position - index < _MOST_PARTS:
            after = self.words[position + 1]
            is_short = self.words[position].is_initial
            if after.gap != " " and not (is_short and after.gap in _JOINED):
                break
            if after.is_capital and after.plain not in CLUES:
                last = position + 1
            elif after.plain not in LINKS:
                break
            position += 1
        return last

    def _is_name(self, word: _Word) -> bool:
        return self._is_first_name(word) or word.plain in self.known.surnames or self._parts_known(word)

    def _is_first_name(self, word: _Word) -> bool:
        if word.plain in self.known.first_names:
            return True
        parts = word.text.split("-")
        return len(parts) > 1 and all(part[0].isupper() and fold(part) in self.known.first_names for part in parts)

    def _parts_known(self, word: _Word) -> bool:
        """Tell whether it is a double surname, as "Ramcharan-Autar" or "Bakker-van Dam"."""
        parts = word.text.split("-")
        return (
            len(parts) > 1
            and parts[0][0].isupper()
            and fold(parts[0]) in self.known.surnames
            and (fold(parts[-1]) in self.known.surnames or fold(parts[-1]) in LINKS)
        )

    def _is_small(self, word: _Word) -> bool:
        """Tell whether this text has the same word without a capital."""
        return word.text.lower() in self.small

    def _has_article(self, index: int) -> bool:
        """Tell whether an article stands before: then it is a thing that bears the name."""
        return index > 0 and self.words[index].gap == " " and self.words[index - 1].plain in INTRODUCTIONS

    def _is_thing(self, first: int, last: int) -> bool:
        """Tell whether the words are an organisation, law, project, place, or somebody with a public office."""
        before = self.words[first - 1] if first and self.words[first].gap in _JOINED else None
        if before and (before.plain in OFFICES or before.plain in HEADS):
            return True
        if before and "-" in before.text and before.plain.split("-")[0] in HEADS:
            return True
        chain = self.words[first : last + 1]
        after = self.words[last + 1] if last + 1 < len(self.words) and self.words[last + 1].gap == " " else None
        if after and after.plain in HEADS and after.plain not in LINKS:
            return True
        if any(word.plain in HEADS or ends_like_a_thing(word.text) for word in chain):
            return True
        plain = tuple(word.plain for word in chain)
        return any(plain[:length] in self.known.organisations for length in range(1, len(plain) + 1))
