"""Documents in a record: by their address, here or elsewhere; the files themselves do not travel with it."""

from __future__ import annotations

import re
from typing import Any

from wagtail.documents import get_document_model

from practices.exchange.fields import Field
from practices.exchange.reading import Reading, Wrong
from practices.exchange.values import Line

_HERE = re.compile(r"/documenten/(\d{1,15})/([^/]+)")
_BEGINNINGS = ("https://", "http://", "/documenten/")


def document_at(address: str) -> Any:
    """Return the document of this portal that has the address, or None."""
    found = _HERE.fullmatch(address)
    document = get_document_model().objects.filter(pk=int(found[1])).first() if found else None
    return document if document and found and document.filename == found[2] else None


class DocumentPlace(Line):
    """The address of a document: of the web, or of this portal."""

    description = "address: `https://...`, or `/documenten/...` of this portal"

    def __init__(self) -> None:
        super().__init__(500)

    def read(self, raw: Any, path: str, reading: Reading) -> Any:
        address = super().read(raw, path, reading)
        if address and (not address.startswith(_BEGINNINGS) or " " in address):
            raise Wrong(f"“{address[:60]}” is geen adres; begin met https://")
        return address


class Place(Field):
    """Where a document can be opened."""

    def show(self, item: Any) -> Any:
        return item.address or None

    def attributes(self, canonical: Any, reading: Reading) -> dict[str, Any]:
        document = document_at(canonical)
        if document:
            return {"document_id": document.pk, "url": ""}
        return {"document_id": None, "url": canonical}
