"""What the blocks of a dossier show: plain values, fetched for all blocks together and for this viewer."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs

from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.images.models import SourceImageIOError

from practices.blocks.content import DOCUMENT, FIGURE, IMAGE, ITEMS, QUOTE, SEARCH, TEXT
from practices.models import DossierPage, SharedPage
from practices.queries import Card, cards_of
from practices.rules.visibility import Viewer
from practices.views.presenting.shared import rich
from search.querystring import PageNotANumber, SearchRequest, encode, read
from search.service import find
from search.sources import get_source

#: Results of a live search that does not say how many.
USUAL_SIZE = 6
#: Widths in pixels in which a picture is drawn, and how wide it shows.
WIDTHS, SIZES = (480, 800, 1200), "(min-width: 60rem) 44rem, 92vw"


@dataclass(frozen=True, slots=True)
class Shown:
    """A block as its template in `templates/blocks/` shows it. `id`: for headings, unique on the page."""

    kind: str
    id: str
    values: dict[str, Any]

    @property
    def title(self) -> str:
        """The heading above it, or "" where it has none."""
        return str(self.values.get("heading", ""))

    @property
    def template(self) -> str:
        return f"blocks/{self.kind}.html"


@dataclass(frozen=True, slots=True)
class _Fetched:
    """What the blocks refer to, by number; of pages only what the viewer may see."""

    cards: dict[int, Card]
    images: dict[int, Any]
    documents: dict[int, Any]
    viewer: Viewer


def show_blocks(page: DossierPage, viewer: Viewer) -> list[Shown]:
    """Return the blocks that have something to show, in their order; a text at the beginning stands above them all."""
    raw = list(page.content.raw_data)[1 if page.first_text() else 0 :]
    visible = SharedPage.objects.visible_to(viewer).filter(pk__in=page.numbers_of_items())
    fetched = _Fetched(
        cards={int(card.key.rpartition("-")[2]): card for card in cards_of(visible)},
        images=_by_number(get_image_model(), raw, IMAGE, "afbeelding"),
        documents=_by_number(get_document_model(), raw, DOCUMENT, "document"),
        viewer=viewer,
    )
    shown = []
    for number, block in enumerate(raw, start=1):
        values = _PRESENTERS[block["type"]](block["value"], fetched)
        if values is not None:
            shown.append(Shown(block["type"], f"deel-{number}", values))
    return shown


def _by_number(model: Any, raw: Iterable[dict[str, Any]], kind: str, field: str) -> dict[int, Any]:
    numbers = {block["value"].get(field) for block in raw if block["type"] == kind} - {None}
    found: dict[int, Any] = model.objects.in_bulk(numbers) if numbers else {}
    return found


def _text(value: Any, fetched: _Fetched) -> dict[str, Any] | None:
    return {"html": rich(value, top=2)} if value.strip() else None


def _items(value: Any, fetched: _Fetched) -> dict[str, Any] | None:
    numbers = [item["value"] if isinstance(item, dict) else item for item in value.get("onderdelen", ())]
    cards = [fetched.cards[number] for number in dict.fromkeys(numbers) if number in fetched.cards]
    return {"heading": value.get("kop") or "Gekozen voor u", "cards": cards} if cards else None


def _search(value: Any, fetched: _Fetched) -> dict[str, Any] | None:
    request = search_of(value.get("vraag", ""))
    if request is None:
        return None
    wanted = value.get("aantal") or USUAL_SIZE
    there = {card.key for card in fetched.cards.values()}
    found = find(request, fetched.viewer, page_size=wanted + len(there))
    others = [result.card for result in found.results if result.card.key not in there]
    if not others:
        return None
    return {
        "heading": value.get("kop") or "Ook over dit onderwerp",
        "cards": others[:wanted],
        "total": found.total,
        "more_url": f"/zoeken/?{encode(request, get_source().schema)}",
    }


def search_of(query: str) -> SearchRequest | None:
    """Return the search of a dossier, from its first page; None when it has none that can be read."""
    if not query.strip():
        return None
    try:
        parameters = parse_qs(query.strip().lstrip("?"), max_num_fields=200)
        parameters.pop("pagina", None)
        return read(parameters)
    except (PageNotANumber, ValueError):
        return None


def _figure(value: Any, fetched: _Fetched) -> dict[str, Any] | None:
    return {"number": value["getal"], "meaning": value["uitleg"], "source": value.get("bron", "")}


def _quote(value: Any, fetched: _Fetched) -> dict[str, Any] | None:
    return {"text": rich(value["tekst"]), "who": value["wie"]}


def _image(value: Any, fetched: _Fetched) -> dict[str, Any] | None:
    image = fetched.images.get(value.get("afbeelding"))
    if image is None:
        return None
    try:
        drawn = list(image.get_renditions(*(f"width-{width}|format-webp" for width in WIDTHS)).values())
    except (SourceImageIOError, OSError):  # the file is gone, or no picture after all
        return None
    return {
        "src": drawn[-1].url,
        "srcset": ", ".join(f"{rendition.url} {rendition.width}w" for rendition in drawn),
        "sizes": SIZES,
        "width": drawn[-1].width,
        "height": drawn[-1].height,
        "alt": "" if value.get("versiering") else value.get("alt", ""),
        "caption": value.get("onderschrift", ""),
    }


def _document(value: Any, fetched: _Fetched) -> dict[str, Any] | None:
    document = fetched.documents.get(value.get("document"))
    url = document.url if document else value.get("adres", "")
    return {"title": value["titel"], "url": url, "is_file": document is not None} if url else None


_PRESENTERS: dict[str, Callable[[Any, _Fetched], dict[str, Any] | None]] = {
    TEXT: _text,
    ITEMS: _items,
    SEARCH: _search,
    FIGURE: _figure,
    QUOTE: _quote,
    IMAGE: _image,
    DOCUMENT: _document,
}
