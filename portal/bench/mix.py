"""The questions that are measured: a fixed mix, drawn from the documents that are there, the same for every engine."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random
from urllib.parse import urlencode

from search.language import Synonyms, parse, words
from search.language.stopwords import is_stopword
from search.values import Document, Query

#: Shares of the mix: looking around without words, one to three words that must all be there, and exact phrases.
BROWSE, WORDS, PHRASE = 15, 75, 10
#: How many of a hundred questions have one to four facets chosen.
NARROWED = 60
#: Hits on a page.
HITS = 10

VISITOR = frozenset({"public"})


@dataclass(frozen=True, slots=True)
class Question:
    """One question, before an engine or a page reads it.

    text: as one types it, with quotes around a phrase
    filters: chosen values per facet; tokens: those of whoever asks
    """

    text: str
    filters: Mapping[str, frozenset[str]]
    tokens: frozenset[str]

    @property
    def words(self) -> tuple[str, ...]:
        """The words without quotes."""
        return tuple(self.text.replace('"', " ").split())

    @property
    def is_phrase(self) -> bool:
        return self.text.startswith('"')

    @property
    def address(self) -> str:
        """The question as the parameters of the search page."""
        pairs = [("q", self.text)] if self.text else []
        pairs += [(name, value) for name in sorted(self.filters) for value in sorted(self.filters[name])]
        return urlencode(pairs)


def questions(documents: Sequence[Document], count: int, *, series: int = 0) -> list[Question]:
    """Return that many questions in a mixed order; the same documents and series always give the same ones."""
    chance = Random(series)  # noqa: S311 (not for secrets)
    return [_question(chance, documents) for _ in range(count)]


def query_of(question: Question, synonyms: Synonyms, facets: tuple[str, ...]) -> Query:
    """Return what an engine is asked: the total, one page of hits, and the counts of all facets."""
    return Query(
        tokens=question.tokens,
        node=parse(question.text, synonyms=synonyms).node,
        filters=dict(question.filters),
        facets=facets,
        limit=HITS,
    )


def beginnings(documents: Sequence[Document], count: int) -> list[tuple[str, ...]]:
    """Return what people typed so far of a title: whole words and a beginning of two to five letters."""
    chance = Random(count)  # noqa: S311 (not for secrets)
    typed = []
    for _ in range(count):
        title = [word.exact for word in words(chance.choice(documents).title)]
        whole = chance.randint(0, min(2, len(title) - 1))
        typed.append((*title[:whole], title[whole][: chance.randint(2, 5)]))
    return typed


def _question(chance: Random, documents: Sequence[Document]) -> Question:
    document = chance.choice(documents)
    return Question(
        text=_text(chance, document),
        filters=_filters(chance, documents) if chance.randrange(100) < NARROWED else {},
        tokens=_tokens(chance, document),
    )


def _text(chance: Random, document: Document) -> str:
    draw = chance.randrange(BROWSE + WORDS + PHRASE)
    if draw < BROWSE:
        return ""
    spoken = [word.exact for word in words(document.body)]
    if draw < BROWSE + WORDS:
        telling = sorted({word for word in spoken if not is_stopword(word)})
        return " ".join(chance.sample(telling, min(len(telling), chance.randint(1, 3))))
    start = chance.randrange(len(spoken) - 2)
    return f'"{" ".join(spoken[start : start + 3])}"'


def _filters(chance: Random, documents: Sequence[Document]) -> dict[str, frozenset[str]]:
    """Choose one or two values of one to four facets, often used values more often than others."""
    chosen: dict[str, frozenset[str]] = {}
    for _ in range(chance.randint(1, 4)):
        facets = chance.choice(documents).facets
        name = chance.choice(sorted(facets))
        values = [chance.choice(facets[name])]
        values += [chance.choice(other) for other in [chance.choice(documents).facets.get(name)] if other]
        chosen[name] = frozenset(values)
    return chosen


def _tokens(chance: Random, document: Document) -> frozenset[str]:
    """Return the tokens of a visitor, or as often of a colleague somewhere in the country."""
    own = sorted(token for token in document.tokens if token.startswith("org:"))
    return VISITOR | {"member", *own[:1]} if chance.randrange(2) else VISITOR
