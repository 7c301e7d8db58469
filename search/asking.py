"""Decides what to ask: all words first; where those find little, what was meant instead, or the words that say most."""

from __future__ import annotations

import math
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from search.current import names, search, synonyms, vocabulary
from search.editorial import edited
from search.language import NO_NAMES, Parsed, Piece, Vocabulary, covering, parse
from search.querystring import SearchRequest
from search.sources import get_source
from search.values import EMPTY, Node, Query, Results

#: From this many words on, most of them are enough, whichever they are.
SEVERAL = 3
#: Which part of the words that is.
MOST = 0.34
#: Of a long question still so many words fewer are enough when nothing has most of them.
FEWER = 1
#: With fewer results than this, those with a part of the words are shown below those with all.
A_PAGE = 10
#: Looking stops at so many results; of a question in a sentence (so many words) a whole page is wanted.
SOME, LONG = 5, 4
#: Words are enough when they carry at least this part of what all of them say; and so when a text knows every word.
ENOUGH, ENOUGH_KNOWN = 0.5, 0.4
#: Only so many words, those that say most, decide; the others have a say in the order.
DECIDING = 4
#: A word that no text holds says as much as one in so many texts, or in one of so many.
UNKNOWN, ONE_IN = 1.5, 200
#: Seconds that may go by before nothing more is tried, and how many words are corrected at most.
PATIENCE = 1.0
MOST_CORRECTIONS = 4
#: So few results of a word that no text is known to hold are worth asking what was meant.
FEW = 3


@dataclass(frozen=True, slots=True)
class Relaxed:
    """How a query was loosened: without these words, or with at least so many of its words.

    complete: how many results have all words
    """

    without: tuple[str, ...] = ()
    at_least: int = 0
    of: int = 0
    complete: int = 0


@dataclass(frozen=True, slots=True)
class Asked:
    """The answer of the engine, and to what.

    parsed: what the results answer
    node: what was asked of the engine
    corrected: the text that was asked instead of what was typed; meant: one that was not asked, but finds more
    relaxed: how it was loosened, when little or nothing has all words
    """

    parsed: Parsed
    results: Results
    node: Node | None
    corrected: str = ""
    meant: str = ""
    relaxed: Relaxed | None = None


@dataclass(frozen=True, slots=True)
class _Decision:
    parsed: Parsed
    node: Node | None
    corrected: str = ""
    meant: str = ""
    relaxed: Relaxed | None = None


def understood(request: SearchRequest) -> Parsed:
    """Read the words of a request, with what the names among them stand for unless it wants them literally."""
    if not request.text:
        return parse("")
    known = NO_NAMES if request.is_literal else names()
    return parse(request.text, synonyms=synonyms(), names=known, literal=frozenset(request.literal))


def ask(request: SearchRequest, shape: Query) -> Asked:
    """Answer a request; raises EngineUnavailable.

    shape: the query without its words. What is asked depends on the words and the viewer only, never on filters or
    page: so choosing a value of a facet shows as many as its count says, and feeds and figures answer the same words.
    """
    parsed = understood(request)
    node = parsed.asked(get_source().schema.boosts)
    wanted = edited(request.text, node)
    results = search(replace(shape, node=wanted))
    is_plain = wanted == node  # what editors put on top or left out has no part in the decision
    if request.is_literal or not parsed.required or (is_plain and results.total >= A_PAGE):
        return Asked(parsed, results, node)
    asking = _Asking(request, shape.tokens)
    is_all = is_plain and not any(shape.filters.values())
    decision = asking.decide(parsed, node, results.total if is_all else asking.count(node))
    if decision.node != node:
        results = search(replace(shape, node=edited(request.text, decision.node)))
    return Asked(decision.parsed, results, decision.node, decision.corrected, decision.meant, decision.relaxed)


class _Asking:
    """Finds out what to ask for one request, with a bounded number of counts."""

    def __init__(self, request: SearchRequest, tokens: frozenset[str]) -> None:
        self._request = request
        self._tokens = tokens
        self._until = time.monotonic() + PATIENCE
        self._boosts = get_source().schema.boosts

    def count(self, node: Node | None) -> int:
        """Return how much a node finds, whatever filters are chosen."""
        return search(Query(tokens=self._tokens, node=node, filters=EMPTY, limit=0)).total

    def decide(self, parsed: Parsed, node: Node | None, total: int) -> _Decision:
        """Decide what to ask, given how much all words find."""
        if total:
            meant = self._meant(parsed) if total <= FEW else ""
            return self._loosened(parsed, total) or _Decision(parsed, node, meant=meant)
        corrected, is_guess = _corrected(parsed, vocabulary())
        if corrected:
            reread = understood(self._request.with_text(corrected))
            # What was only guessed must at least be what a text is about.
            better = reread.asked(self._boosts, about=is_guess)
            found = self.count(better)
            loosened = None if is_guess or found >= A_PAGE else self._loosened(reread, found)
            if loosened:
                return replace(loosened, corrected=corrected)
            if found:
                return _Decision(reread, better, corrected=corrected)
        return self._loosened(parsed, 0) or _Decision(parsed, node)

    def _meant(self, parsed: Parsed) -> str:
        """Return a text with a word that is known instead of one that is not, when that finds more."""
        corrected, is_guess = _corrected(parsed, vocabulary())
        if not corrected or is_guess:
            return ""
        return corrected if self.count(understood(self._request.with_text(corrected)).node) > FEW else ""

    def _loosened(self, parsed: Parsed, complete: int) -> _Decision | None:
        """Return what to ask with fewer of the words, when that finds more than the results with all of them."""
        best, most = None, complete
        wanted = max(SOME if len(parsed.required) < LONG else A_PAGE, complete + 1)
        for loosen in (self._telling, self._most if complete else self._fewer):
            decision = loosen(parsed)
            found = self.count(decision.node) if decision else 0
            if decision and decision.relaxed and found > most:
                best, most = replace(decision, relaxed=replace(decision.relaxed, complete=complete)), found
            if most >= wanted or time.monotonic() > self._until:
                break
        return best

    def _telling(self, parsed: Parsed) -> _Decision | None:
        """Return what to ask for the words that say most, or None when none of them are enough together."""
        loose = [piece for piece in parsed.required if not piece.kept]
        if len(loose) < 2:
            return None
        every = self.count(None)
        found = {piece: self.count(piece.node) for piece in loose}
        says = {piece: _says(count or max(UNKNOWN, every / ONE_IN), every) for piece, count in found.items()}
        deciding = sorted(loose, key=lambda piece: -says[piece])[:DECIDING]
        part = ENOUGH_KNOWN if all(found.values()) else ENOUGH
        groups = [
            tuple(deciding[place] for place in group)
            for group in covering([says[piece] for piece in deciding], part)
            if all(found[deciding[place]] for place in group)
        ]
        if len(loose) > len(deciding) and all(found[piece] for piece in deciding):
            groups.append(tuple(deciding))
        if not groups:
            return None
        without = tuple(piece.text for piece in loose if piece not in groups[0]) if len(groups) == 1 else ()
        relaxed = Relaxed(without, 0 if without else min(map(len, groups)), 0 if without else len(loose))
        return _Decision(parsed, parsed.covering(self._boosts, groups), relaxed=relaxed)

    def _fewer(self, parsed: Parsed) -> _Decision | None:
        """Return what to ask without the words that say least, or with most of the words of a longer question."""
        loose = [piece for piece in parsed.required if not piece.fixed]
        if len(parsed.required) < 2 or not loose:
            return None
        without = self._without(parsed, loose) if len(loose) <= SEVERAL else None
        if without:
            return without
        for fewer in range(FEWER + 1 if len(loose) > SEVERAL else 1):
            most = self._most(parsed, fewer=fewer)
            if most and self.count(most.node):
                return most
        return None

    def _most(self, parsed: Parsed, *, fewer: int = 0) -> _Decision | None:
        """Return what to ask for most of the words, or None when there are too few to speak of most."""
        words = sum(not piece.fixed for piece in parsed.required)
        at_least = math.ceil(MOST * words) - fewer
        if words < SEVERAL or at_least < 1:
            return None
        node = parsed.asked(self._boosts, at_least=at_least)
        return _Decision(parsed, node, relaxed=Relaxed(at_least=at_least, of=words))

    def _without(self, parsed: Parsed, loose: Sequence[Piece]) -> _Decision | None:
        """Return what to ask without one or two words: those that say least, as far as the others say enough."""
        says = self._information(parsed)
        every = sum(says.values())
        for dropped in _smallest_losses(loose, says):
            kept = sum(says[piece] for piece in parsed.required if piece not in dropped)
            if kept < ENOUGH * every or time.monotonic() > self._until:
                return None
            node = parsed.asked(self._boosts, without=dropped)
            if self.count(node):
                return _Decision(parsed, node, relaxed=Relaxed(without=tuple(piece.text for piece in dropped)))
        return None

    def _information(self, parsed: Parsed) -> dict[Piece, float]:
        """Return how much each piece says: the rarer what it finds, the more."""
        every = self.count(None)
        return {piece: _says(self.count(piece.node), every) for piece in parsed.required}


def _says(count: float, every: int) -> float:
    """Return how much a word says that so many of all texts hold."""
    return math.log(1 + (every - count + 0.5) / (count + 0.5))


def _smallest_losses(loose: Sequence[Piece], says: dict[Piece, float]) -> Iterator[tuple[Piece, ...]]:
    """Yield the groups of pieces that may be left out, those that say least first; never all of them."""
    groups = [group for size in range(1, len(loose)) for group in combinations(loose, size)]
    yield from sorted(groups, key=lambda group: sum(says[piece] for piece in group))


def _corrected(parsed: Parsed, known: Vocabulary) -> tuple[str, bool]:
    """Return the text with unknown words replaced by what was probably meant, and whether that is more of a guess.

    The text is empty when there is nothing to replace.
    """
    text, is_guess, changed = parsed.text, False, False
    unknown = [
        word
        for piece in parsed.required
        if not piece.fixed and not piece.known and not piece.meanings
        for word in piece.typed
        if not known.knows(word.exact)
    ]
    for word in reversed(unknown[:MOST_CORRECTIONS]):
        meant = known.meant(word.exact)
        if meant:
            text = text[: word.start] + meant.text + text[word.end :]
            is_guess, changed = is_guess or not meant.is_typing_error, True
    return (text, is_guess) if changed else ("", False)
