"""The page of a term: what each party means by it, on one scale."""

from __future__ import annotations

import re

from tests.practices.pages.conftest import Look, put, words

SPOED = {
    "soort": "begrip",
    "id": "spoed-proef",
    "titel": "spoed (proef)",
    "zichtbaarheid": "openbaar",
    "synoniemen": ["haast (proef)"],
    "verwant": ["Acuut (proef)", "nergens"],
    "nietVerwarren": ["verborgen (proef)"],
    "letOp": "Noem de termijn.",
    "betekenissen": [
        {"partij": "sociaal werk", "betekenis": "Binnen drie dagen.", "waarde": 3, "eenheid": "dagen"},
        {"partij": "politie", "domein": "veiligheid", "betekenis": "Meteen.", "waarde": 3, "eenheid": "minuten"},
        {"partij": "GGZ", "betekenis": "Binnen een dag.", "waarde": 1, "eenheid": "dag"},
        {"domein": "bestuur", "betekenis": "Voordat het onderzoek klaar is."},
    ],
}
PATH = "/begrippen/spoed-proef/"


def test_meanings_stand_on_one_scale_and_in_a_table(look: Look) -> None:
    put(SPOED)
    page = look(PATH)
    places = [float(place) for place in re.findall(r'<circle[^>]* cx="([\d.]+)%"', page)]
    who = re.findall(r'scale-chart__who">([^<]+)<', page)
    assert who == ["politie", "GGZ", "sociaal werk"]
    assert places == sorted(places)
    assert places[0] < 20 < 70 < places[1] < places[2] <= 100
    assert "politie Veiligheid Meteen. 3 minuten" in words(page)
    assert "Bestuur Voordat het onderzoek klaar is. –" in words(page)


def test_a_term_whose_values_cannot_be_compared_has_no_chart(look: Look) -> None:
    put(
        {
            **SPOED,
            "betekenissen": [
                {"partij": "a", "waarde": 3, "eenheid": "dagen"},
                {"partij": "b", "waarde": 2, "eenheid": "keer"},
            ],
        }
    )
    page = look(PATH)
    assert "scale-chart" not in page.partition("<main")[2]
    assert "a – 3 dagen b – 2 keer" in words(page)


def test_related_words_lead_to_their_page_when_one_may_see_it(look: Look) -> None:
    put(
        SPOED,
        {"soort": "begrip", "id": "acuut", "titel": "acuut (proef)", "zichtbaarheid": "openbaar"},
        {"soort": "begrip", "id": "verborgen", "titel": "verborgen (proef)", "zichtbaarheid": "gemeenten"},
    )
    page = look(PATH)
    assert '<a href="/begrippen/acuut-proef/">Acuut (proef)</a>, nergens' in page
    assert "Niet verwarren met verborgen (proef)" in words(page)
    assert "/begrippen/verborgen-proef/" not in page
    assert "Ook wel haast (proef)" in words(page)


def test_practices_that_use_the_word_stand_there(look: Look) -> None:
    put(
        SPOED,
        {"soort": "praktijk", "id": "p1", "titel": "Open", "begrippen": ["spoed-proef"], "zichtbaarheid": "openbaar"},
        {"soort": "praktijk", "id": "p2", "titel": "Dicht", "begrippen": ["spoed-proef"], "zichtbaarheid": "gemeenten"},
    )
    text = words(look(PATH))
    assert "Praktijken die dit begrip gebruiken Open Idee" in text
    assert "Dicht" not in text
