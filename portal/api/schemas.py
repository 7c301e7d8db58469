"""What the API gives, as typed values; names are Dutch and camelCase, as the records are."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from ninja import Field, Schema


class Link(Schema):
    """An address."""

    href: str


class FacetValue(Schema):
    """A value of a facet and how many results it would give."""

    waarde: str
    label: str
    aantal: int
    gekozen: bool


class SearchResult(Schema):
    """A result. `fragment` is safe HTML with `<mark>` around what was found; the rest is plain text."""

    id: str
    bronId: str  # noqa: N815
    soort: str
    titel: str
    samenvatting: str
    fragment: str
    url: str
    gemeenten: list[str]
    themas: list[str]
    fase: str | None
    gepubliceerdOp: datetime | None  # noqa: N815
    bevestigdOp: str | None  # noqa: N815


class Understood(Schema):
    """What a name in the query was taken for. `hoe`: "alleen", "liever" (those first) or "eerst" (only the order)."""

    facet: str
    waarden: list[str]
    labels: list[str]
    hoe: str


class Loosened(Schema):
    """How a query was loosened: without some words, or with at least so many of its words."""

    tekst: str
    zonder: list[str]
    minstens: int | None
    van: int | None


class SearchResults(Schema):
    """An answer to a search."""

    aantal: int
    pagina: int
    paginagrootte: int
    bedoeldeU: str | None  # noqa: N815
    #: the results answer `bedoeldeU`, because what was asked finds nothing
    gecorrigeerd: bool
    begrepen: list[Understood]
    versoepeld: Loosened | None
    bron: str
    volledig: bool
    resultaten: list[SearchResult]
    facetten: dict[str, list[FacetValue]]
    #: "self", and "next" and "prev" where there are any
    links: dict[str, Link] = Field(alias="_links", serialization_alias="_links")


class Records(Schema):
    """A page of whole records."""

    aantal: int
    pagina: int
    paginagrootte: int
    resultaten: list[dict[str, Any]]
    #: "self", and "next" and "prev" where there are any
    links: dict[str, Link] = Field(alias="_links", serialization_alias="_links")


class Problem(Schema):
    """What went wrong (RFC 9457)."""

    status: int
    title: str
    detail: str | None = None
    invalidParams: list[dict[str, str]] | None = None  # noqa: N815
