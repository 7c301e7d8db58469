"""Explains a result in plain words: which words matched where, what was named, and what the page weighs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from search.asking import ask
from search.current import search
from search.editorial import edited
from search.engines.base import EngineUnavailable
from search.language import Meaning, Parsed, Piece, analyse
from search.querystring import SearchRequest
from search.schema import Boosts
from search.sources import Viewer, get_source
from search.values import AllOf, AnyOf, AtLeast, Boosted, Document, Node, Phrase, Preferring, Query, Term
from search.wording import loosened_in_words

#: The texts of a document in the order of their weight, as people call them.
TEXTS = {"title": "de titel", "summary": "de samenvatting", "labels": "de labels", "body": "de tekst"}


@dataclass(frozen=True, slots=True)
class Match:
    """A part of the query in a text: as typed, in another form or as a synonym, or as a part of a long word.

    factor: how much it counts there, before how rare the word is
    """

    piece: str
    text: str
    how: str
    factor: float


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a document stands among the results, or not.

    is_found: whether the search finds it for this viewer; points: all together, as the engine scores it
    parts: points per part of the query, before the wishes for the order
    matches: what of the query stands where; missing: what stands nowhere
    named: what the query names and the document has; phrases: words that stand together as typed
    weight: what its score is multiplied by
    sentences: all of that in Dutch, to be shown
    """

    key: str
    title: str
    is_found: bool
    points: float
    parts: tuple[tuple[str, float], ...]
    matches: tuple[Match, ...]
    missing: tuple[str, ...]
    named: tuple[str, ...]
    phrases: tuple[str, ...]
    weight: float
    sentences: tuple[str, ...]


def explain(request: SearchRequest, key: str, viewer: Viewer) -> Explanation | None:
    """Explain a document for this search; None when the viewer may not see it. Raises EngineUnavailable."""
    source = get_source()
    card = source.cards([key], viewer).get(key)
    document = source.documents([key]).get(key)
    if card is None or document is None:
        return None
    asked = ask(request, Query(tokens=viewer.tokens, filters=request.filters, limit=0))
    parsed, boosts = asked.parsed, source.schema.boosts
    pieces = [piece for piece in parsed.pieces if piece.node is not None]
    matches = tuple(match for piece in pieces for match in _matches(piece, document, boosts))
    named = tuple(_named(parsed.meanings, document))
    found = {match.piece for match in matches}
    has = {piece.text for piece in pieces if _has(piece.meanings, document)}
    missing = tuple(piece.text for piece in pieces if piece.text not in found | has)
    phrases = tuple(_phrases(parsed, document))
    whole = _points(edited(request.text, asked.node), key, viewer)
    told = [loosened_in_words(asked.relaxed)] if asked.relaxed else []
    told += [f"Gezocht met “{asked.corrected}”."] if asked.corrected else []
    return Explanation(
        key=key,
        title=card.title,
        is_found=whole is not None,
        points=whole or 0.0,
        parts=tuple((piece.text, _points(piece.node, key, viewer) or 0.0) for piece in pieces),
        matches=matches,
        missing=missing,
        named=named,
        phrases=phrases,
        weight=document.weight,
        sentences=(*told, *_sentences(matches, missing, named, phrases, document.weight)),
    )


def _points(node: Node | None, key: str, viewer: Viewer) -> float | None:
    """Return how the engine scores one document for a node; None when it does not find it."""
    hits = search(Query(tokens=viewer.tokens, node=node, keys=frozenset({key}), limit=1)).hits
    return hits[0].score if hits else None


def _matches(piece: Piece, document: Document, boosts: Boosts) -> Iterator[Match]:
    typed = {word.exact for word in piece.typed}
    stems, phrases = _asked_for(piece.node)
    for name, called in TEXTS.items():
        analysis = analyse(getattr(document, name))
        factor = getattr(boosts, name)
        if typed & set(analysis.exact):
            yield Match(piece.text, called, "precies zo", factor + boosts.exact)
        elif stems & set(analysis.stems) or any(_stands(phrase, analysis.exact) for phrase in phrases):
            yield Match(piece.text, called, "in een andere vorm of met een ander woord", factor)
        elif stems & set(analysis.parts):
            yield Match(piece.text, called, "als deel van een lang woord", boosts.parts)


def _asked_for(node: Node | None) -> tuple[set[str], set[tuple[str, ...]]]:
    """Return the stems and the phrases anywhere in a node."""
    match node:
        case Term(stem):
            return {stem}, set()
        case Phrase(words):
            return set(), {words}
        case AllOf(nodes) | AnyOf(nodes) | AtLeast(_, nodes):
            found = [_asked_for(each) for each in nodes]
            return set().union(*(stems for stems, _ in found)), set().union(*(phrases for _, phrases in found))
        case Boosted(inner, _) | Preferring(inner, _):
            return _asked_for(inner)
        case _:
            return set(), set()


def _stands(phrase: tuple[str, ...], exact: tuple[str, ...]) -> bool:
    return any(exact[at : at + len(phrase)] == phrase for at in range(len(exact) - len(phrase) + 1))


def _phrases(parsed: Parsed, document: Document) -> Iterator[str]:
    texts = [analyse(getattr(document, name)).exact for name in TEXTS]
    for phrase in parsed.phrases:
        if any(_stands(phrase, exact) for exact in texts):
            yield " ".join(phrase)


def _has(meanings: tuple[Meaning, ...], document: Document) -> bool:
    return any(set(meaning.values) & set(document.facets.get(meaning.facet, ())) for meaning in meanings)


def _named(meanings: tuple[Meaning, ...], document: Document) -> Iterator[str]:
    for meaning in meanings:
        held = document.facets.get(meaning.facet, ())
        yield from (label for value, label in zip(meaning.values, meaning.labels, strict=True) if value in held)


def _sentences(
    matches: tuple[Match, ...],
    missing: tuple[str, ...],
    named: tuple[str, ...],
    phrases: tuple[str, ...],
    weight: float,
) -> Iterator[str]:
    for match in matches:
        yield f"‘{match.piece}’ staat {match.how} in {match.text}: telt {_number(match.factor)} keer."
    for phrase in phrases:
        yield f"‘{phrase}’ staat er zo bij elkaar: telt extra."
    for label in named:
        yield f"U noemt {label}, en dat hoort bij deze pagina: telt extra."
    for text in missing:
        yield f"‘{text}’ staat er niet in."
    yield f"De punten zijn vermenigvuldigd met {_number(weight)}: bevestigd, volledig, en met of zonder open leervraag."


def _number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".").replace(".", ",")


__all__ = ["EngineUnavailable", "Explanation", "Match", "explain"]
