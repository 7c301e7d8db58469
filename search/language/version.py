"""Names the analysis: an index that another version filled holds other tokens and must be built anew."""

from __future__ import annotations

import hashlib
from pathlib import Path

import Stemmer

#: Raise this when a change of code in this package gives some text other stems, words or parts.
RULES = 4

_DATA = ("stems.txt", "compounds.txt", "parts.txt", "verbs.txt")


def _version() -> str:
    # The lists count by their content, so that nobody has to think of this when a compound is added.
    content = b"\0".join(Path(__file__).with_name(name).read_bytes() for name in _DATA)
    return hashlib.sha256(b"%d %s %s" % (RULES, Stemmer.version().encode(), content)).hexdigest()[:12]


VERSION = _version()
