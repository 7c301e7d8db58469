"""How a query is read on the page and in the API: names, typing errors, fewer words, and the ways back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client

from portal.bootstrap import SYSTEM
from practices.actions.sharing import share
from practices.models import Adjustment, Law, LegalCasePage, PracticePage, Theme, ThemeChoice

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


@pytest.fixture
def practice(organisation: Callable[[str], Any]) -> Callable[..., PracticePage]:
    """Share a practice of a municipality."""

    def make(title: str, *, owner: str = "zaanstad", visibility: str = "openbaar", **fields: Any) -> PracticePage:
        laws = fields.pop("laws", [])
        adjustments = fields.pop("adjustments", [])
        home = organisation(owner)
        page = PracticePage(title=title, visibility=visibility, **fields)
        page.municipalities = [home.municipality]
        page.theme_choices = [ThemeChoice(theme=Theme.objects.get(slug="wonen"))]
        page.laws = list(Law.objects.filter(slug__in=laws))
        page.adjustments = [Adjustment(adjustment_kind=kind) for kind in adjustments]
        return share(page, organisation=home, by=SYSTEM, at=NOW)

    return make


def ask(client: Client, **parameters: Any) -> dict[str, Any]:
    response = client.get("/api/v1/zoekresultaten", parameters)
    assert response.status_code == 200, response.content
    answer: dict[str, Any] = response.json()
    return answer


def titles(answer: dict[str, Any]) -> list[str]:
    return [result["titel"] for result in answer["resultaten"]]


def page(client: Client, **parameters: Any) -> str:
    response = client.get("/zoeken/", parameters)
    assert response.status_code == 200
    return response.content.decode()


# --- names -----------------------------------------------------------------------------------------------------------


def test_a_municipality_in_the_query_comes_first_and_can_be_read_as_a_word(
    client: Client, practice: Any, search_index: Any
) -> None:
    practice("Zorg net als in Breda, zoals Breda het doet", owner="zaanstad")
    practice("Samen zorg geven", owner="breda")
    search_index.refresh()
    answer = ask(client, q="zorg in Breda")
    assert answer["begrepen"][0] == {"facet": "gemeente", "waarden": ["breda"], "labels": ["Breda"], "hoe": "liever"}
    assert titles(answer)[0] == "Samen zorg geven"
    assert answer["aantal"] == 2
    literal = ask(client, q="zorg in Breda", letterlijk="gemeente")
    assert literal["begrepen"] == []
    shown = page(client, q="zorg in Breda")
    assert "Zo lezen wij uw vraag" in shown
    assert "letterlijk=gemeente" in shown
    assert "letterlijk=1" in shown


@pytest.mark.parametrize(
    ("query", "owner"),
    [
        ("Beemster", "purmerend"),
        ("gemeente beemster", "purmerend"),
        ("den bosch", "s-hertogenbosch"),
        ("'s-Hertogenbosch", "s-hertogenbosch"),
        ("sudwest fryslan", "sudwest-fryslan"),
        ("Noord-Brabant", "breda"),
        ("provincie utrecht", "utrecht"),
        ("Zaanstreek-Waterland", "zaanstad"),
    ],
)
def test_places_of_today_and_before_are_found(
    client: Client, practice: Any, search_index: Any, query: str, owner: str
) -> None:
    practice("Een proef", owner=owner)
    practice("Een andere proef", owner="groningen")
    search_index.refresh()
    assert titles(ask(client, q=query)) == ["Een proef"]


def test_casing_decides_where_two_laws_share_an_abbreviation(client: Client, practice: Any, search_index: Any) -> None:
    practice("Schulden", laws=["wgs-schuldhulpverlening"])
    practice("Samenwerken", laws=["wgs-samenwerkingsverbanden"])
    search_index.refresh()
    assert titles(ask(client, q="Wgs"))[0] == "Schulden"
    assert titles(ask(client, q="WGS"))[0] == "Samenwerken"
    assert set(titles(ask(client, q="wgs"))) == {"Schulden", "Samenwerken"}


def test_a_phase_and_a_kind_narrow_the_search(client: Client, practice: Any, search_index: Any) -> None:
    practice("Loopt nog", phase="uitvoering")
    practice("Is gestopt", phase="gestopt")
    practice("Deels gestopt", phase="uitvoering", adjustments=["deel-gestopt"])
    search_index.refresh()
    assert set(titles(ask(client, q="lopende pilots"))) == {"Loopt nog", "Deels gestopt"}
    assert titles(ask(client, q="gestopte projecten")) == ["Is gestopt", "Deels gestopt"]


def test_legal_questions_can_be_asked_for(client: Client, practice: Any, organisation: Any, search_index: Any) -> None:
    practice("Schulden bespreken")
    case = LegalCasePage(title="Schulden melden", visibility="openbaar", status="gepubliceerd")
    share(case, organisation=organisation("zaanstad"), by=SYSTEM, at=NOW)
    search_index.refresh()
    assert titles(ask(client, q="juridische vragen over schulden")) == ["Schulden melden"]


# --- typing errors ---------------------------------------------------------------------------------------------------


def test_a_typing_error_shows_what_was_meant_and_says_so(client: Client, practice: Any, search_index: Any) -> None:
    practice("Buurtbemiddeling bij ruzie")
    search_index.refresh()
    answer = ask(client, q="buurtbemidelling")
    assert (answer["aantal"], answer["bedoeldeU"], answer["gecorrigeerd"]) == (1, "Buurtbemiddeling", True)
    shown = page(client, q="buurtbemidelling")
    assert "Niets gevonden voor “buurtbemidelling”" in shown
    assert "Zoek toch letterlijk" in shown
    literal = ask(client, q="buurtbemidelling", letterlijk="1")
    assert (literal["aantal"], literal["bedoeldeU"]) == (0, None)


def test_no_word_is_suggested_that_only_hidden_documents_hold(client: Client, practice: Any, search_index: Any) -> None:
    practice("Klokkenluidersregeling", visibility="organisatie")
    practice("Iets anders")
    search_index.refresh()
    answer = ask(client, q="klokkenluidersregelink")
    assert (answer["aantal"], answer["bedoeldeU"]) == (0, None)
    assert "lokkenluidersregeling" not in page(client, q="klokkenluidersregelink").replace("klokkenluidersregelink", "")


def test_a_word_that_was_public_once_is_not_suggested_any_more(
    client: Client, practice: Any, search_index: Any
) -> None:
    from practices.actions.sharing import change_visibility
    from search.service import get_engine
    from search.sources import get_source
    from search.values import Change

    hidden = practice("Klokkenluidersregeling")
    search_index.refresh()
    change_visibility(hidden, visibility="organisatie", by=SYSTEM, at=NOW)
    document = get_source().documents([hidden.key])[hidden.key]
    get_engine().apply([Change(hidden.key, document)])  # the relay did its work; the words wait for a rebuild
    assert ask(client, q="klokkenluidersregelink")["bedoeldeU"] is None


def test_excluded_and_quoted_words_are_not_corrected(client: Client, practice: Any, search_index: Any) -> None:
    practice("Buurtbemiddeling")
    search_index.refresh()
    assert ask(client, q='"buurtbemidelling"')["aantal"] == 0
    assert ask(client, q='"buurtbemidelling"')["bedoeldeU"] is None


# --- fewer words -----------------------------------------------------------------------------------------------------


def test_with_all_words_nothing_is_left_out(client: Client, practice: Any, search_index: Any) -> None:
    practice("Convenant snel gesloten")
    practice("Convenant")
    search_index.refresh()
    answer = ask(client, q="snel convenant")
    assert (titles(answer), answer["versoepeld"]) == (["Convenant snel gesloten"], None)


def test_without_a_result_the_word_that_says_least_is_left_out_and_named(
    client: Client, practice: Any, search_index: Any
) -> None:
    for number in range(4):
        practice(f"Snel gedaan {number}")
    practice("Convenant getekend")
    search_index.refresh()
    answer = ask(client, q="snel convenant")
    assert (titles(answer), answer["aantal"]) == (["Convenant getekend"], 1)
    assert answer["versoepeld"]["zonder"] == ["snel"]
    assert "zonder ‘snel’" in page(client, q="snel convenant")
    assert ask(client, q="snel convenant", letterlijk="1")["aantal"] == 0


def test_quotes_and_minus_are_never_left_out(client: Client, practice: Any, search_index: Any) -> None:
    practice("Convenant getekend")
    practice("Snel gedaan")
    search_index.refresh()
    assert ask(client, q='"snel convenant"')["aantal"] == 0
    assert ask(client, q="convenant -getekend")["aantal"] == 0
    assert ask(client, q='"snel" convenant getekend')["aantal"] == 0


def test_nothing_relevant_is_nothing(client: Client, practice: Any, search_index: Any) -> None:
    practice("Convenant getekend", body="Een paspoort aanvragen.")
    practice("Snel gedaan")
    search_index.refresh()
    answer = ask(client, q="paspoort kwijtraken")
    assert (answer["aantal"], answer["versoepeld"]) == (0, None)
    assert "Niets gevonden" in page(client, q="paspoort kwijtraken")


def test_a_question_in_a_full_sentence_is_answered(client: Client, practice: Any, search_index: Any) -> None:
    practice("Informatie van het wijkteam voor de wijkagent")
    practice("De wijkagent en het wijkteam aan tafel")
    practice("Iets over afval")
    search_index.refresh()
    found = titles(ask(client, q="mag de wijkagent eigenlijk zomaar informatie krijgen van ons wijkteam?"))
    assert found[0] == "Informatie van het wijkteam voor de wijkagent"
    assert "Iets over afval" not in found


def test_a_filter_never_changes_which_words_are_asked_for(client: Client, practice: Any, search_index: Any) -> None:
    for number, owner in enumerate(("zaanstad", "breda", "breda", "tilburg", "oss", "ede")):
        practice(f"Wijkteam schulden jongeren {number}", owner=owner)
    practice("Wijkteam en schulden", owner="tilburg")
    practice("Snel gedaan", owner="breda")
    search_index.refresh()
    for query in ("wijkteam schulden jongeren", "wijkteam schulden jongeren kwantum", "snel wijkteam"):
        counts = {each["waarde"]: each["aantal"] for each in ask(client, q=query)["facetten"]["gemeente"]}
        assert counts
        for value, count in counts.items():
            assert ask(client, q=query, gemeente=value)["aantal"] == count, (query, value)


def test_every_page_of_a_loosened_search_shows_the_rest_of_it(client: Client, practice: Any, search_index: Any) -> None:
    for number in range(6):
        practice(f"Convenant {number}")
    for number in range(9):
        practice(f"Snel {number}")
    search_index.refresh()
    seen = [title for n in (1, 2, 3) for title in titles(ask(client, q="snel convenant", pagina=n, paginagrootte=2))]
    assert sorted(seen) == [f"Convenant {number}" for number in range(6)]


@pytest.mark.parametrize("text", ["?", '"', "-", "mag", "in", "wat is", "a " * 250, "x" * 500, "wijkteam " * 55])
def test_any_text_is_answered(client: Client, practice: Any, search_index: Any, text: str) -> None:
    practice("Wijkteam")
    search_index.refresh()
    ask(client, q=text.strip())
    page(client, q=text, letterlijk=["gemeente", "onzin", "1"])
