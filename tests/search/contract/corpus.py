"""Documents and questions to test engines with: Dutch words, quotes, accents, compounds, and every visibility."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from itertools import combinations

from hypothesis import strategies as st

from search.language import analyse
from search.schema import Facet, Schema
from search.values import (
    About,
    AllOf,
    AnyOf,
    AtLeast,
    Boosted,
    Document,
    Node,
    Not,
    Phrase,
    Preferring,
    Query,
    Sort,
    Tagged,
    Term,
)

SCHEMA = Schema((Facet("thema", "Thema"), Facet("gemeente", "Gemeente"), Facet("fase", "Fase"), Facet("body", "Jaar")))

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)

EVERYONE = frozenset({"public"})

TOKENS = ("public", "member", "org:GM0479", "org:GM0344")

#: Every set of tokens that a document or a viewer may have, the empty one included.
TOKEN_SETS = tuple(frozenset(chosen) for size in range(5) for chosen in combinations(TOKENS, size))

TEXT = """
jeugdzorg jeugd zorg huisverbod huis verbod gegevensdeling gegevens delen gedeeld wijkteam wijkteams wijk team
zorgmijder zorgmijders veiligheidshuis veiligheid schuldhulp schulden hulpverlening gezin gezinnen kind kinderen
coöperatie cooperatie één een geïnteresseerd Súdwest-Fryslân 's-Hertogenbosch 's-Gravenhage vader's LVB-problematiek
O.G.G.Z. o.g.g.z. B&W AVG Wmo wmo 2026 1.000 artikel 4:15 € straße ΣΊΣΥΦΟΣ ﬁetsen niet NIET de het en of van
gemeente gemeenten gemeentelijk overleg overleggen leerde geleerd café's cafés bescherming beschermen beschermd
"""

WORDS = tuple(TEXT.split())

QUOTED = ('"{}"', "'{}'", "‘{}’", "„{}”", "({})", "{},", "{}.", "{}?", "*{}*", "<b>{}</b>")

VALUES: Mapping[str, tuple[str, ...]] = {
    "thema": ("jeugd", "zorg-en-straf", "wonen", "één-loket"),
    "gemeente": tuple(f"gemeente-{number}" for number in range(25)),
    "fase": ("idee", "uitvoering", "geborgd"),
    "body": ("2024", "2025"),
}

UNKNOWN = "bestaat-niet"


def document(
    ordinal: int,
    *,
    title: str = "",
    summary: str = "",
    labels: str = "",
    body: str = "",
    tokens: frozenset[str] = EVERYONE,
    facets: Mapping[str, tuple[str, ...]] | None = None,
    newest: datetime = NOON,
    confirmed: datetime = NOON,
    stamp: str = "1",
    weight: float = 1.0,
) -> Document:
    """Return the document with the key `stuk-<ordinal>`; what is left out is empty, or the same for all."""
    return Document(
        key=f"stuk-{ordinal}",
        title=title,
        summary=summary,
        labels=labels,
        body=body,
        tokens=tokens,
        facets=facets or {},
        newest=newest,
        confirmed=confirmed,
        ordinal=ordinal,
        stamp=stamp,
        weight=weight,
    )


def corpus(size: int, *, seed: int) -> list[Document]:
    """Return the same documents for the same seed."""
    chance = random.Random(seed)
    return [_random(ordinal, chance) for ordinal in range(1, size + 1)]


def _random(ordinal: int, chance: random.Random) -> Document:
    return document(
        ordinal,
        title=_text(chance, 1, 6),
        summary=_text(chance, 0, 12),
        labels=_text(chance, 0, 4),
        body=_text(chance, 0, 60),
        tokens=chance.choice(TOKEN_SETS),
        facets={name: tuple(chance.choices(values, k=chance.randrange(4))) for name, values in VALUES.items()},
        # Few moments, so that many are equal and the ordinal decides; some before 1970 and between two seconds.
        newest=NOON - timedelta(days=chance.randrange(30) * 1000, milliseconds=chance.choice((0, 250, 999))),
        confirmed=NOON - timedelta(days=chance.randrange(5)),
        stamp=str(chance.randrange(100)),
        weight=chance.choice((1.0, 1.0, 1.1, 1.25, 2.0)),
    )


def _text(chance: random.Random, least: int, most: int) -> str:
    words = (_word(chance) for _ in range(chance.randint(least, most)))
    return " ".join(chance.choice(QUOTED).format(word) if chance.random() < 0.2 else word for word in words)


def _word(chance: random.Random) -> str:
    # The first words are frequent, the last ones rare.
    return WORDS[int(len(WORDS) * chance.random() ** 2)]


# --- questions ------------------------------------------------------------------------------------------------------

STEMS = tuple(sorted({stem for word in WORDS for text in [analyse(word)] for stem in (*text.stems, *text.parts)}))


def phrases(documents: Sequence[Document]) -> list[tuple[str, ...]]:
    """Return pieces of one to four words that stand in the texts, and some that only stand across two texts."""
    found: list[tuple[str, ...]] = []
    for each in documents:
        title, summary, body = (analyse(text).exact for text in (each.title, each.summary, each.body))
        found += [text[at : at + 1 + at % 4] for text in (title, body) for at in range(0, len(text), 7)]
        found.append((*title[-1:], *summary[:1]))
    return [words for words in found if words]


def nodes(pieces: Sequence[tuple[str, ...]]) -> st.SearchStrategy[Node]:
    """Return trees of words and phrases, with everything that a tree may hold."""
    words: st.SearchStrategy[Node] = st.sampled_from((*STEMS, UNKNOWN)).map(Term)
    subjects: st.SearchStrategy[Node] = st.sampled_from((*STEMS, UNKNOWN)).map(About)
    quotes: st.SearchStrategy[Node] = st.sampled_from(pieces).map(Phrase)
    tagged: st.SearchStrategy[Node] = st.sampled_from(SCHEMA.names).flatmap(
        lambda name: _choices(name).map(lambda values: Tagged(name, values))
    )
    return st.recursive(words | words | subjects | quotes | tagged, _around, max_leaves=6)


def _around(inner: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    some = st.lists(inner, max_size=3).map(tuple)
    return (
        some.map(AllOf)
        | some.map(AnyOf)
        | st.builds(AtLeast, st.integers(0, 4), some)
        | inner.map(Not)
        | st.builds(Boosted, inner, st.sampled_from((0.25, 1.0, 3.0)))
        | st.builds(Preferring, inner, some)
    )


def _choices(name: str) -> st.SearchStrategy[frozenset[str]]:
    return st.frozensets(st.sampled_from((*VALUES[name], UNKNOWN)), max_size=4)


def queries(documents: Sequence[Document]) -> st.SearchStrategy[Query]:
    """Return questions about these documents that ask for everything there is, on one page."""
    return st.builds(
        Query,
        tokens=st.sampled_from(TOKEN_SETS),
        node=st.none() | nodes(phrases(documents)),
        filters=st.fixed_dictionaries({}, optional={name: _choices(name) for name in VALUES}),
        facets=st.sampled_from((SCHEMA.names, SCHEMA.names, SCHEMA.names[1:3], ())),
        sort=st.sampled_from(Sort),
        offset=st.just(0),
        limit=st.just(len(documents)),
        keys=st.none() | st.frozensets(st.sampled_from([*(each.key for each in documents), UNKNOWN])),
    )
