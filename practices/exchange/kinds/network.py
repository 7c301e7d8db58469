"""The fields of a contact network."""

from __future__ import annotations

from practices.choices import Kind, NetworkAccess, NetworkKind
from practices.exchange.fields import Field, Group, Rows, Slugs
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
from practices.exchange.links import References
from practices.exchange.numbers import Clock, Day
from practices.exchange.values import Choice, Line, Mailbox, Texts, WebAddress
from practices.models import LegalCasePage, PracticePage

#: In the order in which they are written.
FIELDS = (
    SUMMARY,
    PURPOSE,
    BODY,
    Field("netwerksoort", "network_kind", Choice(NetworkKind), "kind of network"),
    MUNICIPALITIES,
    OWNER,
    THEMES,
    DOMAINS,
    TARGET_GROUPS,
    PARTNERS,
    LAWS,
    KEYWORDS,
    Field("toegang", "access", Choice(NetworkAccess), "how to join"),
    Field("ritme", "rhythm", Line(), "how often one meets"),
    YEAR,
    Group(
        "beheerder",
        (
            Field("naam", "manager_name", Line(), "name; only for who may see names of persons"),
            Field("rol", "manager_role", Line(), "role"),
            Field("mailbox", "manager_mailbox", Mailbox(), "mail address of the network"),
        ),
        "who keeps the network",
    ),
    Rows(
        "leden",
        "members",
        (
            Field("naam", "name", Line(), "name; only for who may see names of persons"),
            Field("rol", "role", Line(), "role"),
            Field("organisatie", "organisation", Line(), "organisation"),
            Field("domeinen", "domains", Slugs("domeinen"), "domains"),
            Field("belMijOver", "call_me_about", TEXT, "what to call about"),
        ),
        "members",
    ),
    Rows(
        "bijeenkomsten",
        "meetings",
        (
            Field("datum", "date", Day(), "when", needed=True),
            Field("tijd", "time", Clock(), "at what time"),
            Field("titel", "title", Line(), "what about"),
            Field("plaats", "place", Line(), "where"),
            Field("online", "online", WebAddress(), "where one joins from a distance"),
        ),
        "meetings",
    ),
    Field("openVragen", "open_questions", Texts(), "what its members would like to know"),
    References("praktijken", "practices", Kind.PRACTICE, PracticePage, "practices that belong to it"),
    References("casussen", "legal_cases", Kind.LEGAL_CASE, LegalCasePage, "legal questions that belong to it"),
    DOCUMENTS,
    CONFIRMED,
    VISIBILITY,
)
