"""Searching on the site and in the API, over real pages and a real index."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.test import Client

from portal.bootstrap import SYSTEM
from practices.actions.sharing import change_visibility, share, withdraw
from practices.models import Domain, LearningQuestion, PracticePage, Theme, ThemeChoice
from search import service

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


@pytest.fixture
def practice(organisation: Callable[[str], Any]) -> Callable[..., PracticePage]:
    """Share a practice of a municipality."""

    def make(title: str, *, owner: str = "zaanstad", visibility: str = "openbaar", **fields: Any) -> PracticePage:
        themes = fields.pop("themes", ["jeugdhulp"])
        domains = fields.pop("domains", ["zorg"])
        questions = fields.pop("questions", [])
        home = organisation(owner)
        page = PracticePage(title=title, visibility=visibility, **fields)
        page.municipalities = [home.municipality]
        page.theme_choices = [ThemeChoice(theme=Theme.objects.get(slug=slug)) for slug in themes]
        page.domains = list(Domain.objects.filter(slug__in=domains))
        page.questions = [LearningQuestion(question=text, status=status) for text, status in questions]
        return share(page, organisation=home, by=SYSTEM, at=NOW)

    return make


def ask(client: Client, **parameters: Any) -> dict[str, Any]:
    """Ask the API and return its answer."""
    response = client.get("/api/v1/zoekresultaten", parameters)
    assert response.status_code == 200, response.content
    answer: dict[str, Any] = response.json()
    return answer


def counts(answer: dict[str, Any], facet: str) -> dict[str, int]:
    return {value["waarde"]: value["aantal"] for value in answer["facetten"][facet]}


def test_a_practice_is_found_by_another_form_of_its_words(client: Client, practice: Any, search_index: Any) -> None:
    page = practice("Gegevens delen in het wijkteam", summary="Wij proberen het samen.")
    search_index.refresh()
    answer = ask(client, q="gegevensdeling wijkteams")
    assert [result["id"] for result in answer["resultaten"]] == [page.key]
    assert answer["bron"] == "index"


def test_a_result_says_all_that_a_program_needs(client: Client, practice: Any, search_index: Any) -> None:
    page = practice("Samen op huisbezoek", summary="Politie en zorg gaan samen.", confirmed_on=date(2026, 11, 20))
    search_index.refresh()
    result = ask(client, q="huisbezoek")["resultaten"][0]
    assert result == {
        "id": page.key,
        "bronId": page.source_id,
        "soort": "praktijk",
        "titel": "Samen op huisbezoek",
        "samenvatting": "Politie en zorg gaan samen.",
        "fragment": "Politie en zorg gaan samen.",
        "url": f"http://testserver{page.get_absolute_url()}",
        "gemeenten": ["zaanstad"],
        "themas": ["jeugdhulp"],
        "fase": "idee",
        "gepubliceerdOp": "2026-11-23T09:00:00Z",
        "bevestigdOp": "2026-11-20",
    }


def test_counts_of_a_facet_ignore_its_own_choice(client: Client, practice: Any, search_index: Any) -> None:
    practice("Een", owner="zaanstad")
    practice("Twee", owner="breda")
    practice("Drie", owner="breda", themes=["wonen"])
    search_index.refresh()
    answer = ask(client, gemeente="breda", thema="jeugdhulp")
    assert answer["aantal"] == 1
    assert counts(answer, "gemeente") == {"breda": 1, "zaanstad": 1}
    assert counts(answer, "thema") == {"jeugdhulp": 1, "wonen": 1}
    assert [value["gekozen"] for value in answer["facetten"]["gemeente"]] == [True, False]


def test_a_pair_of_domains_is_a_value_beside_the_single_ones(client: Client, practice: Any, search_index: Any) -> None:
    practice("Samen", domains=["zorg", "justitie"])
    practice("Alleen", domains=["zorg"])
    search_index.refresh()
    answer = ask(client, domein="justitie+zorg")
    assert answer["aantal"] == 1
    assert counts(answer, "domein") == {"zorg": 2, "justitie": 1, "justitie+zorg": 1}


def test_open_questions_can_be_chosen(client: Client, practice: Any, search_index: Any) -> None:
    practice("Vraagt", questions=[("Werkt het?", "open"), ("En dit?", "beantwoord")])
    practice("Weet", questions=[("Werkt het?", "beantwoord")])
    search_index.refresh()
    assert [result["titel"] for result in ask(client, leervraag="open")["resultaten"]] == ["Vraagt"]


def test_an_unknown_value_finds_nothing_and_the_page_says_so(client: Client, practice: Any, search_index: Any) -> None:
    practice("Iets")
    search_index.refresh()
    answer = ask(client, thema="bestaat-niet")
    assert answer["aantal"] == 0
    assert counts(answer, "thema") == {"jeugdhulp": 1, "bestaat-niet": 0}
    page = client.get("/zoeken/", {"thema": "bestaat-niet"})
    assert page.status_code == 200
    assert "Deze keuze kennen wij niet" in page.content.decode()


def test_a_visitor_finds_and_counts_only_what_is_public(client: Client, practice: Any, search_index: Any) -> None:
    practice("Openbaar")
    practice("Onder gemeenten", visibility="gemeenten")
    practice("Binnen", visibility="organisatie")
    search_index.refresh()
    answer = ask(client)
    assert answer["aantal"] == 1
    assert counts(answer, "thema") == {"jeugdhulp": 1}


def test_what_was_withdrawn_is_not_shown_while_the_index_is_behind(
    client: Client, practice: Any, search_index: Any
) -> None:
    stays, goes = practice("Blijft"), practice("Gaat weg")
    search_index.refresh()
    withdraw(goes, by=SYSTEM, at=NOW)
    answer = ask(client)
    assert [result["id"] for result in answer["resultaten"]] == [stays.key]
    assert answer["aantal"] == 1


def test_what_was_narrowed_is_not_shown_while_the_index_is_behind(
    client: Client, practice: Any, search_index: Any
) -> None:
    page = practice("Wordt besloten")
    search_index.refresh()
    change_visibility(page, visibility="organisatie", by=SYSTEM, at=NOW)
    assert ask(client)["resultaten"] == []
    offered = client.get("/zoeken/suggesties/", {"q": "besl"}).json()["suggesties"]
    assert {item["groep"] for item in offered} == {"Alles over"}, "names of laws, no titles"


def test_text_that_was_removed_is_not_quoted_while_the_index_is_behind(
    client: Client, practice: Any, search_index: Any
) -> None:
    page = practice("Titel", summary="Kort.", body="Hier stond iets geheimzinnigs.")
    search_index.refresh()
    assert "geheimzinnigs" in ask(client, q="geheimzinnigs")["resultaten"][0]["fragment"]
    page.body = ""
    page.save()
    assert "geheimzinnigs" not in json.dumps(ask(client, q="geheimzinnigs")["resultaten"])


def test_what_a_page_says_is_escaped_in_its_fragment(client: Client, practice: Any, search_index: Any) -> None:
    practice("<b>Vet</b> plan", summary="Een <script>alert(1)</script> plan")
    search_index.refresh()
    fragment = ask(client, q="plan")["resultaten"][0]["fragment"]
    assert fragment == "Een &lt;script&gt;alert(1)&lt;/script&gt; <mark>plan</mark>"
    page = client.get("/zoeken/", {"q": "plan"}).content.decode()
    assert "<script>alert" not in page
    assert "<b>Vet" not in page


def test_the_database_answers_while_the_index_is_away(client: Client, practice: Any, search_index: Any) -> None:
    practice("Buurtbemiddeling", summary="In elke wijk.")
    practice("Iets anders")
    answer = ask(client, q="buurtbemiddeling", gemeente="zaanstad")  # no index was ever made
    assert answer["bron"] == "database"
    assert [result["titel"] for result in answer["resultaten"]] == ["Buurtbemiddeling"]
    page = client.get("/zoeken/", {"q": "buurtbemiddeling"}).content.decode()
    assert "De zoekmachine is even weg" in page
    assert client.get("/health/ready").json()["status"] == "degraded"


def test_every_facet_can_be_asked_of_the_database(client: Client, practice: Any, search_index: Any) -> None:
    practice("Iets", domains=["zorg", "justitie"], questions=[("Hoe?", "open")])
    wanted = {"domein": "justitie+zorg", "inwoners": "100000-plus", "jaar": "2026", "leervraag": "open", "fase": "idee"}
    for facet in service.get_source().schema.names:
        value = wanted.get(facet, "onbekend")
        assert ask(client, **{facet: value})["bron"] == "database"
    assert ask(client, **{name: value for name, value in wanted.items() if name != "jaar"})["aantal"] == 1


def test_suggestions_complete_what_is_typed(client: Client, practice: Any, search_index: Any) -> None:
    page = practice("Warme overdracht")
    search_index.refresh()
    assert client.get("/zoeken/suggesties/", {"q": "warme ove"}).json() == {
        "suggesties": [
            {"titel": "Warme overdracht", "soort": "Praktijk", "url": page.get_absolute_url(), "groep": "Titels"}
        ]
    }


def test_paging_leads_through_everything_once(client: Client, practice: Any, search_index: Any) -> None:
    titles = {practice(f"Proef {number}").title for number in range(7)}
    search_index.refresh()
    first = ask(client, paginagrootte=3)
    address, seen = first["_links"]["self"]["href"], []
    while address:
        answer = client.get(address).json()
        seen += [result["titel"] for result in answer["resultaten"]]
        address = answer["_links"].get("next", {}).get("href")
    assert (len(seen), set(seen)) == (7, titles)


@pytest.mark.parametrize(
    ("parameters", "name"),
    [
        ({"pagina": "0"}, "pagina"),
        ({"pagina": "twee"}, "pagina"),
        ({"paginagrootte": "101"}, "paginagrootte"),
        ({"paginagrootte": "0"}, "paginagrootte"),
        ({"q": "a" * 501}, "q"),
        ({"thema": [f"t{number}" for number in range(1001)]}, "filters"),
        ({"sorteer": "willekeurig"}, "sorteer"),
    ],
)
def test_the_api_refuses_what_it_cannot_answer(
    client: Client, search_index: Any, parameters: dict[str, Any], name: str
) -> None:
    response = client.get("/api/v1/zoekresultaten", parameters)
    assert response.status_code == 400
    assert response["Content-Type"] == "application/problem+json"
    assert response["API-Version"]
    assert response.json()["invalidParams"][0]["name"] == name


@pytest.mark.parametrize("page", ["2", "1000000000000000000"])
def test_a_page_beyond_the_last_is_not_there(client: Client, practice: Any, search_index: Any, page: str) -> None:
    practice("Iets")
    search_index.refresh()
    assert client.get("/api/v1/zoekresultaten", {"pagina": page}).status_code == 404
    assert client.get("/zoeken/", {"pagina": page}).status_code == 404


@pytest.mark.parametrize("address", ["/api", "/api/", "/api/v1", "/api/v1/bestaat-niet", "/api/v2/zoekresultaten"])
def test_an_unknown_address_of_the_api_is_a_problem(client: Client, db: None, address: str) -> None:
    response = client.get(address)
    assert response.status_code == 404
    assert response["Content-Type"] == "application/problem+json"


def test_the_api_can_only_be_read(client: Client, db: None) -> None:
    response = client.post("/api/v1/zoekresultaten")
    assert (response.status_code, response["Content-Type"]) == (405, "application/problem+json")


def test_the_number_of_queries_does_not_grow_with_the_results(
    client: Client, practice: Any, search_index: Any, django_assert_max_num_queries: Any
) -> None:
    for number in range(15):
        practice(f"Proef {number}", questions=[("Hoe?", "open")])
    search_index.refresh()
    with django_assert_max_num_queries(25):
        client.get("/zoeken/")
