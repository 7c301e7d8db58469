"""The fields that records of several kinds share."""

from __future__ import annotations

from practices.choices import Kind
from practices.exchange.fields import Field, Rows, Set, Themes
from practices.exchange.files import DocumentPlace, Place
from practices.exchange.numbers import Day, Flag, Moment, Year
from practices.exchange.parties import NamedPartners, PartnerKinds
from practices.exchange.special import Address, Keywords, Owner, VisibleTo
from practices.exchange.values import Choice, Line, Value

TEXT = Value()

KIND = Field("soort", "kind", Choice(Kind), "kind of item", needed=True)
KEY = Field("id", "source_id", Line(200, numbers=True), "the source's own key, unique per kind", needed=True)
TITLE = Field("titel", "title", Line(255), "title", needed=True)
SUMMARY = Field("samenvatting", "summary", Value(500), "in short")
PURPOSE = Field("doel", "purpose", TEXT, "purpose")
BODY = Field("inhoud", "body", TEXT, "more text, plain or Markdown")
MUNICIPALITIES = Set(
    "gemeenten", "municipalities", "gemeenten", "municipalities; the first owns the item without `trekker`"
)
DOMAINS = Set("domeinen", "domains", "domeinen", "domains")
TARGET_GROUPS = Set("doelgroepen", "target_groups", "doelgroepen", "target groups")
LAWS = Set("wetten", "laws", "wetten", "laws")
YEAR = Field("jaar", "year", Year(), "year; without it the facet takes that of `gestartOp`, else of publication")
CONFIRMED = Field("bevestigdOp", "confirmed_on", Day(), "when somebody last said that it is still right")
VISIBILITY = VisibleTo("zichtbaarheid", "who may see it; `concept` is a draft", managed=False)
DOCUMENTS = Rows(
    "documenten",
    "document_links",
    (
        Field("titel", "title", Line(), "title", needed=True),
        Place("adres", "url", DocumentPlace(), "where it is", needed=True),
    ),
    "documents that belong to it",
)
OWNER, THEMES, KEYWORDS, PARTNERS = Owner(), Themes(), Keywords(), PartnerKinds()

#: What the portal keeps of every kind, after the fields of the kind itself.
PORTAL = (
    NamedPartners(),
    VisibleTo("zichtbaarNaDelen", "of a draft: who may see it once it is shared", managed=True),
    Field("adres", "address", Address(), "last part of its address", managed=True),
    Field("gepubliceerdOp", "first_published_at", Moment(), "when it was first shared", managed=True),
    Field("vngLabel", "vng_label", Flag(), "reviewed by the editors", managed=True),
)
