"""The fields of a dossier."""

from __future__ import annotations

from practices.exchange.content import Blocks, ItemsOfBlocks, SearchOfBlocks, TextOfBlocks
from practices.exchange.kinds.every_kind import (
    CONFIRMED,
    DOCUMENTS,
    DOMAINS,
    KEYWORDS,
    LAWS,
    MUNICIPALITIES,
    OWNER,
    PARTNERS,
    PURPOSE,
    SUMMARY,
    TARGET_GROUPS,
    TEXT,
    THEMES,
    VISIBILITY,
    YEAR,
)
from practices.exchange.values import Line

#: In the order in which they are written.
FIELDS = (
    SUMMARY,
    PURPOSE,
    TextOfBlocks("inhoud", "content", TEXT, "more text, plain or Markdown"),
    MUNICIPALITIES,
    OWNER,
    THEMES,
    DOMAINS,
    TARGET_GROUPS,
    PARTNERS,
    LAWS,
    KEYWORDS,
    ItemsOfBlocks(),
    SearchOfBlocks("zoekvraag", "content", Line(500), "query string of a search that belongs to it"),
    Blocks(),
    YEAR,
    DOCUMENTS,
    CONFIRMED,
    VISIBILITY,
)
