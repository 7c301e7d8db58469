"""What holds for the page of every kind: valid with much and with little on it, and always as many queries."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import Element

import html5lib
import pytest
from django.core.cache import caches
from django.db import connection
from django.test.utils import CaptureQueriesContext

from portal.settings.env import BASE_DIR
from practices.choices import Kind
from practices.models import SharedPage
from tests.markup import faults
from tests.practices.exchange.whole_records import WHOLE
from tests.practices.pages.conftest import Look, Record, put, words

RICH = {
    Kind.PRACTICE: ("praktijken", "voorbeeld-een-brief-eerder"),
    Kind.LEGAL_CASE: ("casussen", "casus-zorg-en-veiligheidshuis-wgs"),
    Kind.NETWORK: ("netwerken", "netwerk-procesregisseurs"),
    Kind.DOSSIER: ("dossiers", "dossier-veilig-thuis-zijn"),
}


def example(kind: Kind) -> Record:
    """Return an example with much in it; of a term the one that the whole field knows."""
    if kind == Kind.TERM:
        lines = (BASE_DIR / "practices" / "reference" / "begrippen.jsonl").read_text().splitlines()
        return next(record for line in lines if (record := json.loads(line))["id"] == "spoed")
    file, name = RICH[kind]
    lines = (BASE_DIR / "portal" / "examples" / f"{file}.jsonl").read_text().splitlines()
    return next(record for line in lines if (record := json.loads(line))["id"] == name)


def poorest(kind: Kind) -> Record:
    return {"soort": kind.value, "id": "arm", "titel": "Alleen een titel", "zichtbaarheid": "openbaar"}


def whole(kind: Kind) -> Record:
    """Return a record with every field filled."""
    return {**WHOLE[kind], "zichtbaarheid": "openbaar", "zichtbaarNaDelen": None, "partnerorganisaties": []}


def empty_headings(page: str) -> list[str]:
    """Return the headings in the main part that nothing stands below, before the next of the same level or higher."""
    tree = html5lib.HTMLParser(namespaceHTMLElements=False).parse(page)
    main = tree.find(".//main")
    assert main is not None
    found, open_ones = [], []
    for level, text in _pieces(main):
        while level and open_ones and open_ones[-1][0] >= level:
            heading = open_ones.pop()
            found += [] if heading[2] else [heading[1]]
        if level:
            for heading in open_ones:
                heading[2] = True
            open_ones.append([level, text, False])
        elif open_ones:
            open_ones[-1][2] = True
    return found + [heading[1] for heading in open_ones if not heading[2]]


def _pieces(element: Element) -> Iterator[tuple[int, str]]:
    """Yield (level, text) of headings and (0, text) of other words, in their order."""
    if re.fullmatch(r"h[1-6]", str(element.tag)):
        yield int(element.tag[1]), "".join(element.itertext()).strip()
    else:
        if (element.text or "").strip() or element.tag in {"svg", "a"}:
            yield 0, (element.text or "").strip()
        for child in element:
            yield from _pieces(child)
    if (element.tail or "").strip():
        yield 0, (element.tail or "").strip()


def path_of_the(kind: Kind) -> str:
    page = SharedPage.objects.filter(kind=kind).get()
    return page.get_absolute_url()


@pytest.mark.parametrize("kind", list(Kind))
@pytest.mark.parametrize("made", [poorest, example, whole], ids=["poorest", "rich", "whole"])
def test_no_heading_is_empty_and_the_markup_is_valid(look: Look, search_index: Any, made: Any, kind: Kind) -> None:
    put(made(kind))
    page = look(path_of_the(kind))
    assert faults(page) == []
    assert empty_headings(page) == []
    assert 'lang="nl"' in page
    assert "None" not in words(page)


@pytest.mark.parametrize("kind", list(Kind))
def test_the_poorest_page_still_leads_on(look: Look, search_index: Any, kind: Kind) -> None:
    put(poorest(kind))
    page = look(path_of_the(kind))
    assert "/organisaties/vng/" in page
    assert "Alleen een titel" in words(page)


@pytest.mark.parametrize("kind", list(Kind))
def test_a_long_page_has_a_list_of_contents_that_leads_to_each_section(
    look: Look, search_index: Any, kind: Kind
) -> None:
    put(whole(kind))
    page = look(path_of_the(kind))
    contents = re.findall(
        r'<li><a href="#([\w-]+)">', page.partition('class="item-contents"')[2].partition("</nav>")[0]
    )
    sections = re.findall(r'<section class="item-section item-section--[\w-]+" id="([\w-]+)"', page)
    assert contents == (sections if len(sections) >= 5 else [])


MANY: dict[Kind, dict[str, Any]] = {
    Kind.PRACTICE: {
        "leervragen": [{"vraag": f"Vraag {n}?"} for n in range(12)],
        "logboek": [{"datum": "2026-01-01", "tekst": f"Bericht {n}"} for n in range(12)],
        "partners": [{"naam": f"Partner {n}", "soort": "politie"} for n in range(12)],
        "overgenomenDoor": [{"gemeente": name} for name in ("breda", "tilburg", "assen", "gouda")],
        "gemeenten": ["zaanstad", "breda", "tilburg", "assen", "gouda"],
        "begrippen": ["b1", "b2"],
    },
    Kind.LEGAL_CASE: {
        "rijen": [{"verstrekker": "politie", "ontvanger": "wijkteam"}] * 12,
        "standpunten": [{"rol": "jurist", "standpunt": "mag"}] * 5,
        "citaten": [{"wet": law, "artikel": "1"} for law in ("avg", "uavg", "wmo-2015", "jw")],
    },
    Kind.NETWORK: {
        "leden": [{"rol": f"Lid {n}", "domeinen": ["zorg", "bestuur"]} for n in range(12)],
        "gemeenten": ["zaanstad", "breda", "tilburg", "assen", "gouda"],
        "bijeenkomsten": [{"datum": f"2026-12-{n:02}"} for n in range(1, 13)],
    },
    Kind.TERM: {
        "betekenissen": [{"partij": f"Partij {n}", "domein": "zorg", "betekenis": "x"} for n in range(12)],
        "verwant": [f"woord {n}" for n in range(12)],
    },
    Kind.DOSSIER: {"items": [{"soort": "begrip", "id": f"b{n}"} for n in range(1, 5)]},
}


@pytest.mark.parametrize("kind", list(Kind))
@pytest.mark.parametrize("again", [False, True], ids=["first time", "kept"])
def test_the_number_of_queries_does_not_grow_with_the_page(
    look: Look, search_index: Any, kind: Kind, again: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("practices.queries.lists.VERSION_KEPT", 60)  # else it is asked again after half a second
    terms = [
        {"soort": "begrip", "id": f"b{n}", "titel": f"woord-{n}", "zichtbaarheid": "openbaar"} for n in range(1, 5)
    ]
    put(*terms)
    few = {name: value[:1] for name, value in MANY[kind].items()}
    counts = []
    for fields in (few, MANY[kind]):
        put({**poorest(kind), "themas": ["schulden"], **fields})
        path = SharedPage.objects.get(kind=kind, source_id="arm").get_absolute_url()
        look(path)
        if not again:
            caches["pages"].clear()
        with CaptureQueriesContext(connection) as captured:
            look(path)
        counts.append(len(captured))
    assert counts[0] == counts[1]
    assert counts[1] <= (10 if again and kind != Kind.DOSSIER else 30)
