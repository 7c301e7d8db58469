"""Editors review, merge keywords and make a theme page; an administrator imports a file: in real Chromium."""

from __future__ import annotations

import json
import re
import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.browsing import Window
from tests.journeys.conftest import DESK, PHONE, Open
from tests.journeys.server import DEADLINE

pytestmark = pytest.mark.browser

EDITOR, LAWYER, ADMINISTRATOR = "redacteur@voorbeeld.nl", "jurist@voorbeeld.nl", "beheerder@voorbeeld.nl"


def picture() -> bytes:
    """Return a small blue picture (PNG)."""

    def part(kind: bytes, content: bytes) -> bytes:
        checked = kind + content
        return struct.pack(">I", len(content)) + checked + struct.pack(">I", zlib.crc32(checked))

    rows = b"".join(b"\0" + bytes((20, 90, 140)) * 320 for _ in range(200))
    head = struct.pack(">IIBBBBB", 320, 200, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + part(b"IHDR", head) + part(b"IDAT", zlib.compress(rows)) + part(b"IEND", b"")


def publish(window: Window) -> None:
    """Publish the page that stands in the form."""
    footer = window.page.locator("footer")
    footer.get_by_role("button", name="Acties").last.click()
    footer.locator("button[name=action-publish]").click()
    expect(window.page.locator(".messages")).to_contain_text("gepubliceerd", timeout=DEADLINE * 1_000)


@contextmanager
def unfinished(window: Window) -> Iterator[None]:
    """Let a form be unfinished for a while: a draft that cannot keep itself yet is answered with 400."""
    yield
    window.troubles[:] = [each for each in window.troubles if not re.match(r"400 for .*/cms/pages/", each)]


# --- reviewing --------------------------------------------------------------------------------------------------------


def test_an_editor_reviews_what_a_lawyer_drafted(open_window: Open) -> None:
    lawyer, editor, visitor = open_window(email=LAWYER), open_window(email=EDITOR), open_window()
    sentence = "Een buurvrouw belt omdat zij zich zorgen maakt om een gezin in haar portiek."
    lawyer.go("/cms/casussen/")
    link = lawyer.page.locator("table.listing td.title a").first
    title = link.inner_text().strip()
    link.click()
    lawyer.page.locator("[name=situation]").fill(sentence)
    lawyer.page.locator("footer").get_by_role("button", name="Bewaar concept").click()
    expect(lawyer.page.locator(".messages")).to_contain_text(title)
    assert lawyer.page.locator("button[name=action-publish]").count() == 0

    editor.go("/cms/")
    waiting = editor.page.get_by_role("region", name="Nog niet online")
    waiting.get_by_role("link", name=title).click()
    live = editor.page.get_by_role("link", name=re.compile("Live", re.IGNORECASE)).first.get_attribute("href")
    assert live is not None
    address = live.removeprefix(editor.url)
    visitor.go(address)
    assert sentence not in visitor.page.locator("main").inner_text()

    editor.page.get_by_role("button", name="Toon/verberg voorvertoning").click()
    preview = editor.page.frame_locator("iframe[id^=w-preview-iframe]")
    expect(preview.locator("main")).to_contain_text(sentence, timeout=DEADLINE * 1_000)
    publish(editor)
    visitor.go(address)
    expect(visitor.page.locator("main")).to_contain_text(sentence)


# --- keywords ---------------------------------------------------------------------------------------------------------

#: Keywords of the examples that stand on a few items each, a pair per visit.
PAIRS = {
    "desk": ("huisbezoek", "vrijwilligers"),
    "phone": ("jongeren", "terugkeer"),
    "plain": ("stoppen", "inschrijving"),
}


@pytest.mark.parametrize(
    ("pair", "how"), [("desk", {"size": DESK}), ("phone", {"size": PHONE}), ("plain", {"javascript": False})]
)
def test_an_editor_merges_keywords_and_the_old_one_leads_on(pair: str, how: dict[str, Any], open_window: Open) -> None:
    old, new = PAIRS[pair]
    editor, visitor = open_window(email=EDITOR, **how), open_window(**how)
    counts = {}
    for name in (old, new):
        visitor.go(f"/zoeken/?trefwoord={name}")
        counts[name] = visitor.total
        assert counts[name] > 0, name

    editor.go("/cms/trefwoorden/")
    editor.page.get_by_label("Zoek een trefwoord").fill(old)
    editor.press("Zoek")
    editor.page.get_by_role("link", name=re.compile(rf"Samenvoegen met.*: {old}$")).click()
    editor.page.get_by_label(re.compile("Met welk trefwoord")).fill(new)
    editor.press("Verder")
    expect(editor.page.locator("main")).to_contain_text(f"in plaats van “{old}”")
    editor.press("Voeg samen")
    expect(editor.page.locator(".messages")).to_contain_text(f"“{new}” in plaats van “{old}”")

    def follows() -> bool:  # item by item: what the one finds may have grown before the other is asked
        found = []
        for name in (new, old):
            visitor.go(f"/zoeken/?trefwoord={name}")
            found.append(visitor.total)
        return found[0] == found[1] >= max(counts.values())

    visitor.wait_for(follows, "the index follows the merge")
    assert new in visitor.page.locator(".chip").all_inner_texts()[0].lower()


# --- a theme page -----------------------------------------------------------------------------------------------------


def add_block(page: Page, kind: str) -> None:
    """Add a block of a kind below the others."""
    before = page.locator("[name=content-count]").input_value()
    page.locator(".c-sf-add-button").last.click()
    page.get_by_role("option", name=kind, exact=True).click()
    expect(page.locator(f"[name=content-{before}-type]")).to_be_attached()


def choose(page: Page, button: str, file: dict[str, Any]) -> None:
    """Send a file in the window in which one chooses, and choose it."""
    page.get_by_role("button", name=re.compile(button)).last.click()
    window = page.locator(".modal-body")
    window.get_by_role("tab", name="Uploaden").click()
    window.locator("input[type=file]").set_input_files(files=[file])
    expect(window.locator("[name$=-upload-title]")).to_have_value(re.compile(file["name"].partition(".")[0]))
    window.locator("section:visible button[type=submit]").last.click()
    expect(window).to_be_hidden(timeout=DEADLINE * 1_000)


def test_an_editor_makes_a_theme_page_of_every_block(open_window: Open) -> None:
    editor, visitor, phone = open_window(email=EDITOR), open_window(), open_window(size=PHONE, javascript=False)
    title = "Ontdekreis langs de keukentafel"
    page = editor.page
    with unfinished(editor):
        editor.go("/cms/dossiers/")
        page.get_by_role("link", name="Themapagina toevoegen").first.click()
        page.locator("[name=title]").fill(title)
        page.locator("[name=summary]").fill("Wat er aan de keukentafel gebeurt.")
        add_block(page, "Tekst")
        page.locator("[name=content-0-value]").fill("Begin met luisteren, dan pas met plannen.")
        add_block(page, "Cijfer")
        page.locator("[name=content-1-value-getal]").fill("4 van de 10")
        page.locator("[name=content-1-value-uitleg]").fill("gezinnen met één regisseur")
        add_block(page, "Citaat")
        page.locator("[name=content-2-value-tekst]").fill("Wij kenden elkaar niet.")
        page.locator("[name=content-2-value-wie]").fill("wijkagent")
        add_block(page, "Zoekvraag")
        page.locator("[name=content-3-value-kop]").fill("Wat er nu speelt")
        page.locator("[name=content-3-value-vraag]").fill("q=gezin")
        add_block(page, "Gekozen onderdelen")
        page.get_by_role("button", name=re.compile("Kies een pagina")).last.click()
        window = page.locator(".modal-body")
        window.locator("input[name=q]").fill("Allen voor Eén")
        window.get_by_role("link", name=re.compile("^Allen voor Eén")).click()
        expect(window).to_be_hidden(timeout=DEADLINE * 1_000)
        add_block(page, "Afbeelding")
        choose(page, "Kies een afbeelding", {"name": "tafel.png", "mimeType": "image/png", "buffer": picture()})
        page.locator("[name=content-5-value-alt]").fill("Een blauwe tafel")
        add_block(page, "Document")
        page.locator("[name=content-6-value-titel]").fill("Het verslag van de proef")
        choose(page, "Kies een document", {"name": "verslag.txt", "mimeType": "text/plain", "buffer": b"Verslag"})
        page.get_by_role("tab", name="Delen").click()
        page.locator("[name=visibility]").select_option("openbaar")

        page.get_by_role("button", name="Toon/verberg voorvertoning").click()
        preview = page.frame_locator("iframe[id^=w-preview-iframe]")
        expect(preview.locator("main")).to_contain_text("Wij kenden elkaar niet.", timeout=DEADLINE * 1_000)
        publish(editor)

    visitor.wait_for(lambda: visitor.finds(title, "q=ontdekreis+keukentafel"), "the theme page is found")
    address = visitor.page.locator("#resultaten .card__title a").first.get_attribute("href")
    assert address is not None
    for reader in (visitor, phone):
        reader.go(address)
        main = reader.page.locator("main")
        for text in (
            title,
            "Begin met luisteren, dan pas met plannen.",
            "4 van de 10",
            "Wij kenden elkaar niet.",
            "Wat er nu speelt",
            "Allen voor Eén",
            "Het verslag van de proef",
        ):
            expect(main).to_contain_text(text)
        expect(main.get_by_role("img", name="Een blauwe tafel")).to_be_visible()
        assert reader.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth") or reader is visitor
    document = visitor.page.get_by_role("link", name=re.compile("Het verslag van de proef")).get_attribute("href")
    assert document is not None
    assert visitor.answers(document.removeprefix(visitor.url)) == 200


# --- importing --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("word", "how"), [("Lampion", {"size": DESK}), ("Zaklamp", {"size": PHONE}), ("Kaars", {"javascript": False})]
)
def test_an_administrator_tries_a_file_and_then_imports_it(
    word: str, how: dict[str, Any], open_window: Open, tmp_path: Path
) -> None:
    title = f"{word} bij de voordeur"
    common = {"soort": "praktijk", "zichtbaarheid": "openbaar"}
    lines = [
        json.dumps({**common, "id": f"{word}-1", "titel": title, "gemeenten": ["zaanstad"]}),
        json.dumps({**common, "id": f"{word}-2", "titel": "Nergens", "gemeenten": ["atlantis"]}),
        "dit is geen record",
    ]
    file = tmp_path / "items.jsonl"
    file.write_text("\n".join(lines), encoding="utf-8")
    administrator, visitor = open_window(email=ADMINISTRATOR, **how), open_window(**how)

    administrator.go("/cms/importeren/")
    administrator.page.get_by_label("Bestand (JSON Lines)").set_input_files(file)
    administrator.press("Verder: eerst proberen")
    main = administrator.page.locator("main")
    expect(main).to_contain_text(f"Regel 2, praktijk “{word}-2”: geweigerd")
    expect(main).to_contain_text("Regel 3: geweigerd")
    expect(main).to_contain_text("Proef, niets bewaard: 1 toegevoegd")
    assert not visitor.finds(title, f"q={word}")

    administrator.press("Importeer 1 item")
    expect(main).to_contain_text("Klaar. 1 toegevoegd, 0 gewijzigd, 0 ongewijzigd, 2 geweigerd")
    visitor.wait_for(lambda: visitor.finds(title, f"q={word}"), "the imported item is found")


def test_an_editor_cannot_import(open_window: Open) -> None:
    editor = open_window(email=EDITOR)
    assert editor.answers("/cms/importeren/") in {302, 403}
    editor.go("/cms/")
    assert "Importeren" not in editor.page.locator("body").inner_text()
