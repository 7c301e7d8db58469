"""An owner asks two partners for a startfoto, one releases it, and another municipality does the practice too."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect

from tests.journeys.browsing import Window
from tests.journeys.conftest import DESK, PHONE, Open
from tests.journeys.test_every_page import barriers
from tests.journeys.test_sharing import BREDA, ZAANSTAD, share
from tests.markup import faults

pytestmark = pytest.mark.browser


def key_of(window: Window, address: str) -> str:
    """Return the key of an own practice, from the way to its startfoto."""
    window.go(address)
    link = window.page.locator("main").get_by_role("link", name="Startfoto", exact=True)
    return str(link.get_attribute("href")).split("/")[2]


def ask(window: Window, key: str, partner: str) -> str:
    """Ask a partner by a link to hand over, and return its address."""
    window.go(f"/delen/{key}/startfoto/")
    window.page.get_by_role("link", name="Nodig een partner uit").click()
    window.page.get_by_label("Welke partner?").fill(partner)
    window.press("Nodig uit")
    return (
        "/startfoto/" + window.page.get_by_label("Persoonlijke link").input_value().rstrip("/").rpartition("/")[2] + "/"
    )


def score(window: Window, link: str, figure: str, button: str) -> None:
    """Give every statement this figure."""
    window.go(link)
    for group in window.page.locator(".scores fieldset").all():
        group.get_by_label(figure, exact=True).check()
    window.page.get_by_label("Toelichting").fill("Wij bellen elkaar nog te laat.")
    window.press(button)


@pytest.mark.parametrize(
    ("word", "options"),
    [
        pytest.param("Kraaiennest", {"size": DESK}, id="at a desk"),
        pytest.param("Roeispaan", {"size": PHONE, "javascript": False}, id="on a phone without JavaScript"),
    ],
)
def test_partners_score_in_private_and_another_municipality_does_it_too(
    open_window: Open, word: str, options: dict[str, Any]
) -> None:
    owner, partner = open_window(email=ZAANSTAD, **options), open_window(**options)
    breda = open_window(email=BREDA, **options)
    address = share(owner, f"{word} in de wijk")
    key = key_of(owner, address)

    owner.go(f"/delen/{key}/startfoto/")
    owner.page.get_by_role("link", name="Begin de startfoto").click()
    owner.page.get_by_label("Eigen stelling 1").fill("Wij kennen elkaars werk")
    owner.press("Begin deze ronde")
    police, school = ask(owner, key, "Politie"), ask(owner, key, "School")

    score(partner, police, "2", "Bewaar")
    expect(partner.page.get_by_text("Bewaard. Alleen u ziet dit")).to_be_visible()
    owner.go(f"/delen/{key}/startfoto/")
    expect(owner.page.get_by_text("Ingevuld, nog niet vrijgegeven")).to_have_count(1)
    assert "te laat" not in owner.page.content()
    assert partner.page.context.request.get(owner.url + police).status == 410  # the link that the owner knows

    score(partner, school, "4", "Bewaar en geef vrij")
    expect(partner.page.get_by_role("heading", level=1)).to_have_text("Dank u wel")
    breda.go(address)
    chart = breda.page.locator("#startfoto")
    expect(chart.get_by_text("School", exact=True).first).to_be_visible()
    assert "Politie" not in chart.inner_text()

    breda.page.locator("main").get_by_role("link", name="Wij doen dit ook").first.click()
    breda.page.get_by_label("Verkennen: wij zoeken uit of het hier past").check()
    breda.page.get_by_label("Wat doet u anders?").fill("Zonder de politie.")
    breda.press("Zet dit online")
    expect(breda.page.locator("#overgenomen-lijst")).to_contain_text("Zonder de politie.")
    owner.go(address)
    expect(owner.page.locator("#overgenomen-lijst")).to_contain_text("Breda")
    expect(owner.page.locator("#overgenomen-lijst").get_by_text("Wijzig of neem terug")).to_have_count(0)


def test_the_pages_behind_a_link_are_for_everybody(open_window: Open) -> None:
    owner, partner, breda = open_window(email=ZAANSTAD), open_window(), open_window(email=BREDA)
    address = share(owner, "Hooiberg in de wijk")
    key = key_of(owner, address)
    owner.go(f"/delen/{key}/startfoto/nieuw/")
    owner.page.get_by_label("Vraag ook").check()
    owner.press("Begin deze ronde")
    police, school = ask(owner, key, "Politie"), ask(owner, key, "School")
    assert barriers(owner.page) == []  # the link to hand over
    found = faults(partner.go(police).text()) + barriers(partner.page)
    score(partner, police, "2", "Bewaar en geef vrij")
    found += barriers(partner.page)
    score(partner, school, "4", "Bewaar en geef vrij")
    owner.go(f"/delen/{key}/startfoto/")
    owner.page.get_by_role("link", name="Uw eigen score").click()
    found += barriers(owner.page)
    breda.go(f"/delen/{key}/wij-doen-dit-ook/")
    breda.page.get_by_label("Verkennen: wij zoeken uit of het hier past").check()
    breda.press("Zet dit online")
    found += faults(breda.go(address).text()) + barriers(breda.page)
    found += faults(owner.go(f"/delen/{key}/startfoto/").text()) + barriers(owner.page)
    assert found == []
