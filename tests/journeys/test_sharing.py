"""A colleague of Zaanstad shares a practice and a colleague of Breda finds it, until it goes: in real Chromium."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.journeys.browsing import Window
from tests.journeys.conftest import DESK, PHONE, Open

pytestmark = pytest.mark.browser

ZAANSTAD, BREDA, COORDINATOR = "zaanstad@voorbeeld.nl", "breda@voorbeeld.nl", "coordinator.zaanstad@voorbeeld.nl"
SUMMARY = "Elke week een rondje langs gezinnen die niemand meer binnenlaten, met één vast gezicht."
BACKGROUND = "Hulp komt nu pas na drie meldingen."
QUESTION = "Doet een vast gezicht de deur eerder open?"


@dataclass(frozen=True)
class Words:
    """A word that stands in no other title, before and after an edit."""

    before: str
    after: str

    @property
    def title(self) -> str:
        return f"{self.before} in de wijk"

    @property
    def new_title(self) -> str:
        return f"{self.after} in de stad"


def begin(window: Window) -> None:
    """Start a startbericht from the home page."""
    window.go("/")
    window.page.locator("header").get_by_role("link", name="Deel uw praktijk").click()
    window.press(_first_button(window))
    expect(window.page.get_by_role("heading", level=1)).to_have_text("Wat en wie")


def _first_button(window: Window) -> str:
    again = window.page.get_by_role("button", name="Begin een nieuw startbericht")
    return "Begin een nieuw startbericht" if again.count() else "Begin"


def fill_all_steps(window: Window, title: str) -> None:
    """Fill the steps from the first to the last look, and leave them filled."""
    page = window.page
    page.get_by_label("Titel").fill(title)
    page.get_by_label("In het kort").fill(SUMMARY)
    window.press("Volgende")
    page.get_by_label("Hoofdthema").select_option("huiselijk-geweld")
    page.get_by_label("Aanleiding").fill(BACKGROUND)
    page.get_by_label("Idee").check()
    page.get_by_label("In deze fase sinds").fill("2026-01-15")
    window.press("Volgende")
    page.get_by_label("Leervraag 1", exact=True).fill(QUESTION)
    page.get_by_label("Waar gaat deze vraag over?").select_option("doelgroep")
    window.press("Volgende")
    page.get_by_label("Rol van de contactpersoon").fill("projectleider")
    page.get_by_label("E-mailadres van uw team").fill("wijkteam@zaanstad.example")
    page.locator("[name=visibility][value=gemeenten]").check()
    window.press("Volgende")
    expect(page.get_by_role("heading", level=1)).to_have_text("Klopt alles?")


def share(window: Window, title: str) -> str:
    """Share a practice and return its address."""
    begin(window)
    fill_all_steps(window, title)
    window.press("Deel nu")
    expect(window.page.get_by_role("heading", level=1)).to_have_text(title)
    return window.path


def edit_title(window: Window, address: str, title: str) -> None:
    """Give a practice another title, through all steps."""
    window.go(address)
    window.page.locator("main").get_by_role("link", name="Wijzig", exact=True).click()
    window.press("Begin met wijzigen")
    window.page.get_by_label("Titel").fill(title)
    for _ in range(4):
        window.press("Volgende")
    window.press("Zet de wijziging online")
    expect(window.page.get_by_role("heading", level=1)).to_have_text(title)


def seconds_until(window: Window, condition: Callable[[], object], what: str) -> float:
    """Return how long it took until the condition held."""
    started = time.monotonic()
    window.wait_for(condition, what)
    return time.monotonic() - started


@pytest.mark.parametrize(
    ("words", "options"),
    [
        pytest.param(Words("Ganzenbord", "Windvaan"), {"size": DESK}, id="at a desk"),
        pytest.param(Words("Knikkerbaan", "Kaatsbal"), {"size": DESK, "javascript": False}, id="without JavaScript"),
        pytest.param(Words("Molenwiek", "Ringsteek"), {"size": PHONE}, id="on a phone"),
    ],
)
def test_a_practice_is_shared_found_edited_narrowed_withdrawn_and_shared_again(
    open_window: Open, words: Words, options: dict[str, Any], record_property: Callable[[str, object], None]
) -> None:
    zaanstad = open_window(email=ZAANSTAD, **options)
    breda = open_window(email=BREDA, **options)
    visitor = open_window(**options)
    chosen = "thema=huiselijk-geweld&gemeente=zaanstad&fase=idee"

    address = share(zaanstad, words.title)
    took = seconds_until(breda, lambda: breda.finds(words.title, f"q={words.before}&{chosen}"), "Breda finds it")
    record_property("seconds from shared to found", round(took, 2))
    assert breda.total == 1
    assert breda.go(address).status == 200
    assert zaanstad.finds(words.title, f"q={words.before}")
    assert not visitor.finds(words.title, f"q={words.before}")
    assert visitor.total == 0
    assert visitor.go(address).status == 404

    edit_title(zaanstad, address, words.new_title)
    assert zaanstad.path == address
    breda.wait_for(lambda: breda.finds(words.new_title, f"q={words.after}&{chosen}"), "found under the new words")
    breda.wait_for(lambda: not breda.finds(words.new_title, f"q={words.before}"), "not found under the old words")

    zaanstad.page.get_by_role("link", name="Wie mag dit zien").click()
    zaanstad.page.locator("[name=visibility][value=organisatie]").check()
    zaanstad.press("Wijzig wie dit ziet")
    assert not breda.finds(words.new_title, f"q={words.after}")
    assert breda.go(address).status == 404
    coordinator = open_window(email=COORDINATOR, **options)
    coordinator.wait_for(
        lambda: coordinator.finds(words.new_title, f"q={words.after}"), "the own organisation finds it"
    )

    zaanstad.go(address)
    zaanstad.page.get_by_role("link", name="Trek in").click()
    zaanstad.press("Trek in")
    expect(zaanstad.page).to_have_url(zaanstad.url + "/mijn/")
    for window in (zaanstad, coordinator, breda, visitor):
        assert window.answers(address) == 404
        assert not window.finds(words.new_title, f"q={words.after}")

    zaanstad.go("/mijn/")
    row = zaanstad.page.get_by_role("listitem").filter(has_text=words.new_title).filter(has_text="Niet online")
    row.get_by_role("link", name="Deel opnieuw").click()
    zaanstad.press("Deel opnieuw")
    assert zaanstad.path == address
    zaanstad.wait_for(lambda: zaanstad.finds(words.new_title, f"q={words.after}"), "found again")
    assert not breda.finds(words.new_title, f"q={words.after}")


@pytest.mark.parametrize("javascript", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_a_mistake_is_named_and_loses_nothing(open_window: Open, javascript: bool) -> None:
    window = open_window(email=ZAANSTAD, javascript=javascript)
    page = window.page
    begin(window)
    page.get_by_label("Titel").fill("")
    page.get_by_label("In het kort").fill(SUMMARY)
    page.get_by_role("button", name="Nog een gemeente").click()
    page.get_by_label("Gemeente 2").fill("Nergenshuizen")
    window.press("Volgende")

    summary = page.locator(".error-summary")
    expect(summary).to_contain_text("Vul een titel in.")
    expect(summary).to_contain_text("“Nergenshuizen” kennen wij niet")
    expect(page).to_have_title(re.compile("^Fout: "))
    if javascript:
        expect(summary).to_be_focused()
    expect(page.get_by_label("In het kort")).to_have_value(SUMMARY)
    expect(page.get_by_label("Gemeente 2")).to_have_value("Nergenshuizen")
    summary.get_by_role("link", name="Vul een titel in.").click()
    expect(page.get_by_label("Titel")).to_be_focused()
    expect(page.get_by_label("Titel")).to_have_attribute("aria-invalid", "true")

    page.get_by_label("Titel").fill("Toch een titel")
    page.get_by_role("button", name=re.compile("^Haal weg.*gemeente 2$")).click()
    window.press("Volgende")
    expect(page.get_by_role("heading", level=1)).to_have_text("Waarom")
    page.go_back()
    page.reload()
    expect(page.get_by_label("Titel")).to_have_value("Toch een titel")
    expect(page.get_by_label("In het kort")).to_have_value(SUMMARY)


def test_a_double_click_shares_once(open_window: Open) -> None:
    window = open_window(email=ZAANSTAD)
    begin(window)
    fill_all_steps(window, "Dubbelklik in de buurt")
    window.page.get_by_role("button", name="Deel nu").dblclick()
    expect(window.page.get_by_role("heading", level=1)).to_have_text("Dubbelklik in de buurt")

    window.go("/mijn/")
    expect(window.page.get_by_role("heading", level=3, name="Dubbelklik in de buurt")).to_have_count(1)


def test_typing_counts_down_and_leaving_asks_first(open_window: Open) -> None:
    window = open_window(email=ZAANSTAD)
    begin(window)
    window.page.get_by_label("In het kort").fill("a" * 490)
    expect(window.page.locator(".field__counter")).to_have_text("Nog 10 tekens")
    window.page.get_by_label("In het kort").fill("a" * 501)
    expect(window.page.locator(".field__counter")).to_have_text("1 teken te veel")

    asked: list[str] = []
    window.page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    window.page.locator("header").get_by_role("link", name="Praktijkplein").click()
    window.page.wait_for_url(f"{window.url}/")
    assert asked == ["beforeunload"]


def test_signing_out_takes_a_button_and_ends_the_session(open_window: Open) -> None:
    window = open_window(email=ZAANSTAD, own_session=True)
    window.go("/account/logout/")
    window.go("/mijn/")
    expect(window.page.get_by_role("heading", level=1)).to_have_text("Mijn overzicht")

    window.page.locator("header").get_by_role("button", name="Uitloggen").click()
    window.page.wait_for_url(f"{window.url}/")
    window.go("/mijn/")
    assert window.path == "/account/login/?next=/mijn/"
