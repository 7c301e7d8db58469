"""The fields of a term."""

from __future__ import annotations

from practices.exchange.fields import Entry, Field, Rows
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
    TEXT,
    THEMES,
    VISIBILITY,
    YEAR,
)
from practices.exchange.numbers import Number
from practices.exchange.values import Line, Texts

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
    Field("synoniemen", "synonyms", Texts(200), "other words for the same; they expand a search"),
    Field("verwant", "related", Texts(200), "related words; they do not"),
    Field("nietVerwarren", "not_to_confuse", Texts(200), "words not to be confused with it"),
    Field("afkortingen", "abbreviations", Texts(200), "abbreviations; they expand a search"),
    Rows(
        "betekenissen",
        "meanings",
        (
            Field("domein", "domain", Entry("domeinen"), "in which domain"),
            Field("partij", "party", Line(), "to which party"),
            Field("betekenis", "meaning", TEXT, "what it means"),
            Field("waarde", "value", Number(places=3, digits=12, positive=False), "value to compare"),
            Field("eenheid", "unit", Line(40), "unit of the value"),
        ),
        "meaning by domain or party",
    ),
    Field("letOp", "caution", TEXT, "caution"),
    YEAR,
    DOCUMENTS,
    CONFIRMED,
    VISIBILITY,
)
