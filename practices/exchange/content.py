"""The fields of a dossier's content: its blocks, and the three simple fields that stand for the usual ones.

A record with `inhoud`, `items` and `zoekvraag` says all about a dossier of a text, chosen items and a search, in that
order and without headings. Any other dossier has `blokken` as well; the three then repeat what is in the blocks.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from wagtail.documents import get_document_model
from wagtail.images import get_image_model

from practices.actions.records import Content
from practices.blocks.content import DOCUMENT, FIGURE, IMAGE, ITEMS, MOST_RESULTS, QUOTE, SEARCH, TEXT
from practices.exchange.fields import Field, read_object, shown
from practices.exchange.files import DocumentPlace, document_at
from practices.exchange.links import Items
from practices.exchange.numbers import Flag
from practices.exchange.reading import Reading, Record, Wrong
from practices.exchange.values import Line, Value, as_list, is_number
from practices.models import DossierPage, SharedPage

_USUAL_SIZE = 6
#: Where a dossier keeps its content, and where the exporter puts what belongs to it.
_CONTENT = "content"
#: Fields of the record that are kept together.
TOGETHER = frozenset({"inhoud", "items", "zoekvraag", "blokken"})


@dataclass(slots=True)
class Referred:
    """What the blocks of dossiers refer to, by number; of pages only what the viewer may see."""

    pages: dict[int, SharedPage] = field(default_factory=dict)
    images: dict[int, Any] = field(default_factory=dict)
    documents: dict[int, Any] = field(default_factory=dict)


def add_referred(dossiers: Sequence[SharedPage], visible: Any) -> None:
    """Keep with each dossier what its blocks refer to; `visible`: the pages that the viewer may see, as a queryset."""
    found = [page for page in dossiers if isinstance(page, DossierPage)]
    numbers = {number for page in found for number in page.numbers_of_items()}
    images = {number for page in found for number in page.numbers_in(IMAGE, "afbeelding")}
    documents = {number for page in found for number in page.numbers_in(DOCUMENT, "document")}
    referred = Referred(
        visible.in_bulk(numbers) if numbers else {},
        get_image_model().objects.in_bulk(images) if images else {},
        get_document_model().objects.in_bulk(documents) if documents else {},
    )
    for page in found:
        setattr(page, shown(_CONTENT), referred)


class _Size(Value):
    """How many results a live search shows."""

    description = f"whole number of 1 to {MOST_RESULTS}"

    def read(self, raw: Any, path: str, reading: Reading) -> Any:
        if not is_number(raw) or raw != int(raw) or not 1 <= raw <= MOST_RESULTS:
            raise Wrong(f"moet een heel getal van 1 tot en met {MOST_RESULTS} zijn")
        return None if int(raw) == _USUAL_SIZE else int(raw)


class _Flag(Flag):
    """True, or left out."""

    def read(self, raw: Any, path: str, reading: Reading) -> Any:
        return super().read(raw, path, reading) or None


class _Kind(Value):
    """The kind of a block."""

    description = "one of " + ", ".join(f"`{kind}`" for kind in (TEXT, ITEMS, SEARCH, FIGURE, QUOTE, IMAGE, DOCUMENT))

    def read(self, raw: Any, path: str, reading: Reading) -> Any:
        if raw not in _FORMS:
            raise Wrong(f"“{str(raw)[:40]}” kan niet; toegestaan: {', '.join(_FORMS)}")
        return raw


_KIND = Field("soort", "", _Kind(), "kind of block", needed=True)
_HEADING = Field("kop", "kop", Line(), "heading above chosen items or a search")

#: The fields of each kind of block beside its kind, as the block calls them.
_FORMS: dict[str, tuple[Field, ...]] = {
    TEXT: (Field("tekst", "tekst", Value(20_000), "text, plain or Markdown", needed=True),),
    ITEMS: (_HEADING, Items()),
    SEARCH: (
        _HEADING,
        Field("zoekvraag", "vraag", Line(500), "query string of a search", needed=True),
        Field("aantal", "aantal", _Size(), f"results that it shows; usually {_USUAL_SIZE}"),
    ),
    FIGURE: (
        Field("getal", "getal", Line(40), "a number with its unit", needed=True),
        Field("uitleg", "uitleg", Line(300), "what it counts", needed=True),
        Field("bron", "bron", Line(), "its source"),
    ),
    QUOTE: (
        Field("tekst", "tekst", Value(1_000), "what was said", needed=True),
        Field("wie", "wie", Line(), "role and organisation", needed=True),
    ),
    IMAGE: (
        Field("adres", "adres", Line(500), "file in the media folder", needed=True),
        Field("alt", "alt", Line(300), "what one sees"),
        Field("versiering", "versiering", _Flag(), "true for a picture that says nothing"),
        Field("onderschrift", "onderschrift", Line(300), "caption"),
    ),
    DOCUMENT: (
        Field("titel", "titel", Line(), "title", needed=True),
        Field("adres", "adres", DocumentPlace(), "address here or elsewhere", needed=True),
    ),
}


class Blocks(Field):
    """The blocks in order, for a dossier that the simple fields cannot tell; see the module."""

    together = TOGETHER

    def __init__(self) -> None:
        super().__init__("blokken", _CONTENT, Value(), "its blocks, when the three fields above do not say it all")

    @property
    def description(self) -> str:
        return "list of objects"

    @property
    def columns(self) -> tuple[Field, ...]:
        """The fields of all kinds of block."""
        named = {part.name: part for parts in _FORMS.values() for part in parts}
        return (_KIND, *named.values())

    def read(self, raw: Any, path: str, reading: Reading) -> Any:
        blocks = []
        for number, item in enumerate(as_list(raw), start=1):
            item_path = f"{path}[{number}]"
            kind = item.get("soort") if isinstance(item, dict) else None
            fields = (_KIND, *_FORMS.get(kind, ())) if isinstance(kind, str) else (_KIND,)
            before = len(reading.problems)
            block = read_object(item, fields, item_path, reading)
            if block is None or len(reading.problems) > before:
                continue
            missing = [part.name for part in fields if part.needed and part.name not in block]
            if missing or (kind == ITEMS and "items" not in block):
                reading.warn(item_path, f"weggelaten: {' en '.join(missing) or 'items'} ontbreekt")
            else:
                blocks.append(block)
        return blocks or None

    def show(self, item: Any) -> Any:
        blocks = shown_blocks(item)
        return None if is_simple(blocks) else blocks

    def write(self, canonical: Any, content: Content, reading: Reading) -> None:
        if canonical:
            content.attributes[_CONTENT] = [_stored(block, reading) for block in canonical]


class _Simple(Field):
    """One of the three fields that stand for a usual block."""

    together = TOGETHER

    def show(self, item: Any) -> Any:
        return simple_fields(shown_blocks(item)).get(self.name)

    def write(self, canonical: Any, content: Content, reading: Reading) -> None:
        kept = content.attributes.setdefault(_CONTENT, [])
        if canonical:
            kept.append(_stored(self.as_block(canonical), reading))

    def as_block(self, canonical: Any) -> Record:
        raise NotImplementedError


class TextOfBlocks(_Simple):
    """The text: that of all blocks of text."""

    def as_block(self, canonical: Any) -> Record:
        return {"soort": TEXT, "tekst": canonical}


class ItemsOfBlocks(_Simple, Items):
    """The chosen items: those of all blocks."""

    def as_block(self, canonical: Any) -> Record:
        return {"soort": ITEMS, "items": canonical}


class SearchOfBlocks(_Simple):
    """The search: that of the first block with one."""

    def as_block(self, canonical: Any) -> Record:
        return {"soort": SEARCH, "zoekvraag": canonical}


def is_simple(blocks: Sequence[Record]) -> bool:
    """Tell whether the three simple fields say all about these blocks."""
    kinds = [block["soort"] for block in blocks]
    expected = [kind for kind in (TEXT, ITEMS, SEARCH) if kind in kinds]
    return kinds == expected and not any("kop" in block or "aantal" in block for block in blocks)


def simple_fields(blocks: Sequence[Record]) -> Record:
    """Return the three simple fields as they follow from the blocks."""
    texts = [block["tekst"] for block in blocks if block["soort"] == TEXT]
    items: list[Record] = []
    for block in blocks:
        if block["soort"] == ITEMS:
            items += [item for item in block["items"] if item not in items]
    searches = [block["zoekvraag"] for block in blocks if block["soort"] == SEARCH]
    found = {"inhoud": "\n\n".join(texts), "items": items, "zoekvraag": searches[0] if searches else ""}
    return {name: value for name, value in found.items() if value}


def shown_blocks(page: DossierPage) -> list[Record]:
    """Return the canonical blocks of a dossier that was fetched by the exporter."""
    referred: Referred = getattr(page, shown(_CONTENT))
    blocks = (_shown(block["type"], block["value"], referred) for block in page.content.raw_data)
    return [block for block in blocks if block]


def _shown(kind: str, value: Any, referred: Referred) -> Record:
    """Return one canonical block, or an empty one when the viewer sees nothing of it."""
    kept = {TEXT: {"tekst": value}}.get(kind) or dict(value)
    if kind == ITEMS:
        numbers = (item["value"] if isinstance(item, dict) else item for item in value.get("onderdelen", ()))
        pages = [referred.pages[number] for number in dict.fromkeys(numbers) if number in referred.pages]
        kept["items"] = [{"soort": page.kind, "id": page.source_id} for page in pages]
        if not pages:
            return {}
    elif kind == IMAGE and value.get("afbeelding") in referred.images:
        kept["adres"] = referred.images[value["afbeelding"]].file.name
    elif kind == DOCUMENT and value.get("document") in referred.documents:
        kept["adres"] = referred.documents[value["document"]].url
    block: Record = {"soort": kind}
    for part in _FORMS[kind]:
        raw = kept["items"] if isinstance(part, Items) else kept.get(part.attribute)
        canonical = raw if isinstance(part, Items) else _canonical(part, raw)
        if canonical is not None:
            block[part.name] = canonical
    return block


def _canonical(part: Field, raw: Any) -> Any:
    if isinstance(part.value, _Size):
        return None if raw in (None, _USUAL_SIZE) else raw
    if isinstance(part.value, _Flag):
        return True if raw else None
    return part.value.show(raw) if raw else None


def _stored(block: Record, reading: Reading) -> dict[str, Any]:
    """Return a block as a dossier keeps it."""
    kind = block["soort"]
    if kind == TEXT:
        return {"type": TEXT, "value": block["tekst"]}
    value = {part.attribute: block.get(part.name, "") for part in _FORMS[kind] if not isinstance(part, Items)}
    if kind == ITEMS:
        value["onderdelen"] = [reading.pages.number(item["soort"], item["id"]) for item in block["items"]]
    elif kind == SEARCH:
        value["aantal"] = block.get("aantal", _USUAL_SIZE)
    elif kind == IMAGE:
        value["versiering"] = bool(block.get("versiering"))
        image = get_image_model().objects.filter(file=block["adres"]).first()
        value |= {"afbeelding": image.pk, "adres": ""} if image else {"afbeelding": None}
    elif kind == DOCUMENT:
        document = document_at(block["adres"])
        value |= {"document": document.pk, "adres": ""} if document else {"document": None}
    return {"type": kind, "value": value}
