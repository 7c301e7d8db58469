"""The fields of a dossier."""

from __future__ import annotations

from practices.exchange.fields import Field
from practices.exchange.kinds.every_kind import (
    BODY,
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
    THEMES,
    VISIBILITY,
    YEAR,
)
from practices.exchange.links import Items
from practices.exchange.values import Line

#: In the order in which they are written.
FIELDS = (
    SUMMARY,
    PURPOSE,
    BODY,
    MUNICIPALITIES,
    OWNER,
    THEMES,
    DOMAINS,
    TARGET_GROUPS,
    PARTNERS,
    LAWS,
    KEYWORDS,
    Items(),
    Field("zoekvraag", "search_query", Line(500), "query string of a search that belongs to it"),
    YEAR,
    DOCUMENTS,
    CONFIRMED,
    VISIBILITY,
)
