"""Dutch as this site searches it: one understanding of texts and queries, used for every engine."""

from search.language.analysis import Analysis, analyse
from search.language.covering import covering
from search.language.folding import clean, fold
from search.language.highlight import fragment, highlight
from search.language.names import NO_NAMES, Meaning, Mode, Name, Names
from search.language.nodes import can_score, described, matching_part
from search.language.pieces import Piece
from search.language.query import Parsed, parse, prefix_words
from search.language.spelling import NO_VOCABULARY, SpelledWord, Vocabulary
from search.language.stems import stem
from search.language.stopwords import is_stopword
from search.language.synonyms import LEADS, NO_SYNONYMS, Lead, Synonyms, read_line
from search.language.tokens import Word, runs, words
from search.language.version import VERSION

__all__ = [
    "LEADS",
    "NO_NAMES",
    "NO_SYNONYMS",
    "NO_VOCABULARY",
    "VERSION",
    "Analysis",
    "Lead",
    "Meaning",
    "Mode",
    "Name",
    "Names",
    "Parsed",
    "Piece",
    "SpelledWord",
    "Synonyms",
    "Vocabulary",
    "Word",
    "analyse",
    "can_score",
    "clean",
    "covering",
    "described",
    "fold",
    "fragment",
    "highlight",
    "is_stopword",
    "matching_part",
    "parse",
    "prefix_words",
    "read_line",
    "runs",
    "stem",
    "words",
]
