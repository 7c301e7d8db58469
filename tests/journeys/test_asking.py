"""Asking a colleague elsewhere: a question that becomes an entry of the log, and a talk; in real Chromium."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import Open
from tests.journeys.pages import PRACTICE, ZAANSTAD
from tests.own_site import OwnSite

pytestmark = pytest.mark.browser

BREDA = "breda@voorbeeld.nl"


@pytest.mark.parametrize("javascript", [True, False])
def test_a_question_is_answered_and_put_in_the_log(open_window: Open, javascript: bool) -> None:
    text = f"Hoe vaak komt u bij elkaar, met {'veel' if javascript else 'weinig'} partners?"
    asker = open_window(email=BREDA, javascript=javascript)
    asker.go(PRACTICE)
    asker.page.get_by_role("link", name="Stel een vraag", exact=True).click()
    asker.page.get_by_label("Uw vraag").fill(text)
    asker.page.get_by_label("Uw functie").fill("beleidsadviseur")
    asker.press("Stel de vraag")
    expect(asker.page.locator(".messages")).to_contain_text("Uw vraag staat op de pagina.")
    expect(asker.page.locator("#vragen")).to_contain_text(text)

    owner = open_window(email=ZAANSTAD, javascript=javascript)
    owner.go("/mijn/")
    waiting = owner.page.locator("section[aria-labelledby=vragen] li", has_text=text)
    waiting.get_by_role("link", name="Beantwoord").click()
    owner.page.get_by_label("Uw antwoord").fill("Elke twee weken, op dinsdag.")
    owner.press("Zet het online, en ook in het logboek")
    expect(owner.page.get_by_label("Wat gebeurde er?")).to_have_value(
        f"Vraag van Gemeente Breda, beleidsadviseur: {text}\n\nOns antwoord: Elke twee weken, op dinsdag."
    )
    owner.press("Zet in het logboek")
    expect(owner.page.locator("#logboek")).to_contain_text(text)

    asker.go("/mijn/")
    asker.page.locator("section[aria-labelledby=gevraagd] li", has_text=text).get_by_role("link").last.click()
    expect(asker.page.locator("#vragen")).to_contain_text("Elke twee weken, op dinsdag.")


def test_two_who_do_the_same_agree_to_talk(open_window: Open, portal_site: OwnSite) -> None:
    asker = open_window(email=ZAANSTAD)
    asker.go(PRACTICE)
    asker.page.get_by_role("link", name="Samen aan de slag: wie doet iets dat hierop lijkt?").click()
    asker.page.get_by_role("link", name="Vraag om een gesprek").first.click()
    expect(asker.page.get_by_label("Uw bericht")).not_to_have_value("")
    asker.press("Verstuur")
    expect(asker.page.locator(".messages")).to_contain_text("Uw bericht is onderweg.")
    expect(asker.page.locator("main")).to_contain_text("Gevraagd op")
    assert portal_site.number("SELECT count(*) FROM practices_talkrequest WHERE answer = ''") == 1
