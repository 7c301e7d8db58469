"""A dossier (on screen: themapagina): a themed page that editors put together from blocks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from practices.blocks.content import DOCUMENT, FIGURE, IMAGE, ITEMS, QUOTE, SEARCH, TEXT
from practices.choices import Kind
from practices.models.base import SharedPage
from practices.models.fields import ContentField
from practices.panels.dossier import DOSSIER

#: The parts of each kind of block that are read as text.
_READ = {
    ITEMS: ("kop",),
    SEARCH: ("kop",),
    FIGURE: ("getal", "uitleg", "bron"),
    QUOTE: ("tekst", "wie"),
    IMAGE: ("alt", "onderschrift"),
    DOCUMENT: ("titel",),
}


class DossierPage(SharedPage):
    KIND = Kind.DOSSIER

    content = ContentField(blank=True, verbose_name="inhoud")

    is_creatable = True
    template = "practices/dossier_page.html"
    edit_handler = DOSSIER

    class Meta:
        verbose_name = "themapagina"
        verbose_name_plural = "themapagina’s"

    def numbers_of_items(self) -> list[int]:
        """Return the numbers of the chosen pages in the order of the blocks, whether or not they are still there."""
        return [
            number
            for block in self._raw(ITEMS)
            for item in block.get("onderdelen", ())
            if isinstance(number := item["value"] if isinstance(item, dict) else item, int)
        ]

    def numbers_in(self, kind: str, part: str) -> list[int]:
        """Return the numbers that a part of the blocks of a kind refers to, such as images."""
        return [number for block in self._raw(kind) if isinstance(number := block.get(part), int)]

    def first_text(self) -> str:
        """Return the text that the page begins with, or "" when it begins with something else."""
        first = next(iter(self.content.raw_data), None)
        return str(first["value"]).strip() if first and first["type"] == TEXT else ""

    def search_queries(self) -> list[str]:
        """Return the query strings of the live searches."""
        return [str(block.get("vraag", "")) for block in self._raw(SEARCH)]

    def texts_of_blocks(self) -> list[str]:
        """Return what can be read in the blocks themselves, without what they refer to."""
        found: list[str] = []
        for block in self.content.raw_data:
            value = block["value"]
            found += (
                [value] if block["type"] == TEXT else [value.get(part, "") for part in _READ.get(block["type"], ())]
            )
        return [text for text in found if text]

    def _raw(self, kind: str) -> Iterator[dict[str, Any]]:
        """Yield the blocks of a kind as they are kept, without fetching what they refer to."""
        return (block["value"] for block in self.content.raw_data if block["type"] == kind)
