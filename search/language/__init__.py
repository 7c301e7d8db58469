"""Dutch as this site searches it: one understanding of texts and queries, used for every engine."""

from search.language.analysis import Analysis, analyse
from search.language.folding import clean, fold
from search.language.highlight import fragment, highlight
from search.language.nodes import can_score, described, matching_part
from search.language.query import Parsed, parse, prefix_words
from search.language.stems import stem
from search.language.stopwords import is_stopword
from search.language.synonyms import NO_SYNONYMS, Synonyms
from search.language.tokens import Word, words
from search.language.version import VERSION

__all__ = [
    "NO_SYNONYMS",
    "VERSION",
    "Analysis",
    "Parsed",
    "Synonyms",
    "Word",
    "analyse",
    "can_score",
    "clean",
    "described",
    "fold",
    "fragment",
    "highlight",
    "is_stopword",
    "matching_part",
    "parse",
    "prefix_words",
    "stem",
    "words",
]
