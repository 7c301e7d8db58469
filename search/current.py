"""The engine in use behind its breaker, and what queries are read with: synonyms, names and known words."""

from __future__ import annotations

import time
from collections.abc import Sequence
from functools import lru_cache
from uuid import uuid4

from django.conf import settings
from django.core.cache import cache
from django.utils.module_loading import import_string

from search.editorial import synonym_groups
from search.engines.base import Engine
from search.engines.breaker import CircuitBreaker
from search.language import Names, SpelledWord, Synonyms, Vocabulary
from search.models import KnownWord
from search.sources import get_source
from search.values import Query, Results, Suggestion

#: Seconds after which a change is heard by every process: of a term, of a list, of the words of the texts.
SYNONYMS_KEPT, NAMES_KEPT, WORDS_KEPT = 5, 30, 15


@lru_cache(maxsize=1)
def get_engine() -> Engine:
    """Return the engine of the setting SEARCH_ENGINE; one per process."""
    engine_class = import_string(settings.SEARCH_ENGINE["class"])
    engine: Engine = engine_class(schema=get_source().schema, **settings.SEARCH_ENGINE["options"])
    return engine


@lru_cache(maxsize=1)
def breaker() -> CircuitBreaker:
    """Return what stands before the engine; one per process."""
    return CircuitBreaker(time.monotonic)


def search(query: Query) -> Results:
    """Let the engine answer; raises EngineUnavailable, also while it is left alone."""
    return breaker().call(lambda: get_engine().search(query))


def complete(words: Sequence[str], *, tokens: frozenset[str], limit: int) -> tuple[Suggestion, ...]:
    """Let the engine complete titles; raises EngineUnavailable, also while it is left alone."""
    return breaker().call(lambda: get_engine().suggest(words, tokens=tokens, limit=limit))


# The cache holds only a name for each of these: taken out of a cache, they would be built anew for every search.


def synonyms() -> Synonyms:
    """Return what means the same, as the terms say now or a few seconds ago."""
    return _synonyms_named(_name_of("synonyms", SYNONYMS_KEPT))


def names() -> Names:
    """Return the names of values of facets."""
    return _names_named(_name_of("names", NAMES_KEPT))


def vocabulary() -> Vocabulary:
    """Return the words that a typing error may be corrected to; read only when a word is not known."""
    return _vocabulary_named(_name_of("words", WORDS_KEPT))


def _name_of(kind: str, seconds: int) -> str:
    return str(cache.get_or_set(f"search.{kind}", lambda: uuid4().hex, seconds))


@lru_cache(maxsize=1)
def _synonyms_named(name: str) -> Synonyms:
    source = get_source()
    groups, leads = synonym_groups()
    return Synonyms.of([*source.synonyms(), *groups], source.as_written(), [*source.leads(), *leads])


@lru_cache(maxsize=1)
def _names_named(name: str) -> Names:
    return Names.of(get_source().names())


@lru_cache(maxsize=1)
def _vocabulary_named(name: str) -> Vocabulary:
    rows = KnownWord.objects.values_list("exact", "surface", "documents")
    return Vocabulary.of(SpelledWord(*row) for row in rows.iterator(chunk_size=5_000))
