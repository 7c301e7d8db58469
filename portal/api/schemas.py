"""What the API gives, as typed values; names are Dutch and camelCase, as the records are."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from ninja import Field, Schema


class Link(Schema):
    """An address."""

    href: str


class Links(Schema):
    """This page, and the one after and before it where there is one."""

    self_: Link = Field(alias="self", serialization_alias="self")
    next: Link | None = None
    prev: Link | None = None


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


class SearchResults(Schema):
    """An answer to a search."""

    aantal: int
    pagina: int
    paginagrootte: int
    bedoeldeU: str | None  # noqa: N815
    begrepen: list[Any]
    versoepeld: str | None
    bron: str
    resultaten: list[SearchResult]
    facetten: dict[str, list[FacetValue]]
    links: Links = Field(alias="_links", serialization_alias="_links")


class Records(Schema):
    """A page of whole records."""

    aantal: int
    pagina: int
    paginagrootte: int
    resultaten: list[dict[str, Any]]
    links: Links = Field(alias="_links", serialization_alias="_links")


class Problem(Schema):
    """What went wrong (RFC 9457)."""

    status: int
    title: str
    detail: str | None = None
    invalidParams: list[dict[str, str]] | None = None  # noqa: N815
