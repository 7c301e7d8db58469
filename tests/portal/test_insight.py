"""The insight page: figures that agree with the search behind them, of what the reader may see, and their downloads."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from practices.choices import QuestionStatus, Visibility
from practices.models import Municipality
from practices.models.practice import Adoption
from practices.rules.visibility import Role
from practices.views.presenting.figures import Bar, bars
from practices.views.presenting.progress import way_lines
from search.service import get_engine
from tests.factories import make_user, share_practice
from tests.markup import faults
from tests.practices.pages.conftest import put, words
from tests.practices.pages.test_lead_times import road

SLUGS = (
    *("doorlooptijd", "stap-voor-stap", "wachten", "fasen", "voor-het-einde"),
    *("leervragen", "domeinen", "overname", "gemeenten"),
)
#: A link to a search, with what it says: "12", "12 praktijken", "Idee: 12 praktijken", "Zaanstad: 3 keer gedeeld".
_SEARCH_LINK = re.compile(r'<a[^>]*href="(/zoeken/\?[^"]*)"([^>]*)>(.*?)</a>', re.DOTALL)


@pytest.fixture
def country(organisation: Callable[[str], Any], search_index: Any) -> None:
    """Share practices on different points of their road, in different phases; a third is of colleagues only."""
    put(
        *(road(f"Ver {n}", "breda", {"projectleider": 30 * n, "budget": 40 * n}) for n in range(1, 6)),
        road("Wacht", "aalten", {"projectleider": 40}, fase="voorbereiding"),
        road("Gestopt", "zwolle", {"plan-klaar": 40}, fase="gestopt"),
        *(
            road(f"Verborgen {n}", "venlo", {"projectleider": 300}, fase="idee", zichtbaarheid="gemeenten")
            for n in range(3)
        ),
    )
    questions = [("Helpt het?", QuestionStatus.OPEN), ("Kan het?", QuestionStatus.OPEN), ("Mag het?", "beantwoord")]
    taken = share_practice(
        organisation("zaanstad"), "Overgenomen", domains=["zorg", "justitie", "bestuur"], questions=questions
    )
    hidden = share_practice(
        organisation("venlo"),
        "Onder ons",
        domains=["zorg", "onderwijs"],
        questions=questions[:1],
        visibility=Visibility.MUNICIPALITIES,
    )
    for practice, slug, step in (
        (taken, "breda", "verkennen"),
        (taken, "assen", "verkennen"),
        (hidden, "ede", "gestopt"),
    ):
        Adoption.objects.create(practice=practice, municipality=Municipality.objects.get(slug=slug), step=step)
    search_index.refresh()


def page(client: Client, path: str = "/inzicht/") -> str:
    response = client.get(path)
    assert response.status_code == 200, response
    html: str = response.content.decode()
    return html


def figure(html: str, slug: str) -> str:
    return html.partition(f'<section class="insight__figure" id="{slug}"')[2].partition("</section>")[0]


def said(figure_html: str) -> str:
    return words(f"<main>{figure_html}</main>")


def rows(client: Client, slug: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(page(client, f"/inzicht/{slug}.csv"))))


def colleague(client: Client, organisation: Callable[[str], Any]) -> None:
    client.force_login(make_user(Role.MEMBER, organisation("heerlen")), "portal.accounts.AccountBackend")


def promised(html: str) -> dict[str, int]:
    """Return the searches that the page leads to, with the number that stands at each."""
    found = {}
    for url, attributes, text in _SEARCH_LINK.findall(html.partition("<main")[2].partition("</main>")[0]):
        label = re.search(r'aria-label="([^"]*)"', attributes)
        shown = unescape(label.group(1) if label else re.sub(r"<[^>]+>", "", text))
        number = re.search(r"\d+", shown.rpartition(": ")[2])
        assert number, f"{url} says no number: {shown}"
        assert found.setdefault(unescape(url), int(number.group())) == int(number.group())
    return found


@pytest.mark.parametrize("signed_in", [False, True])
def test_every_number_is_what_the_search_behind_it_finds(
    client: Client, country: None, organisation: Callable[[str], Any], signed_in: bool
) -> None:
    if signed_in:
        colleague(client, organisation)
    links = promised(page(client))
    assert len(links) >= 25
    for facet in ("mijlpaal", "wacht", "fase", "gedeeld", "leervraag", "overname", "domein", "gemeente"):
        assert any(f"{facet}=" in url for url in links), facet
    wrong = {
        url: (number, found)
        for url, number in links.items()
        if (found := client.get(url.replace("/zoeken/", "/api/v1/zoekresultaten")).json()["aantal"]) != number
    }
    assert wrong == {}


def test_what_is_hidden_is_in_no_figure_and_no_download(
    client: Client, country: None, organisation: Callable[[str], Any]
) -> None:
    visitor = page(client)
    assert "Verborgen" not in visitor
    assert "Venlo: 0 keer gedeeld" in visitor
    assert "6 praktijken" in said(figure(visitor, "doorlooptijd"))
    assert "Idee: 1 praktijk " in said(figure(visitor, "fasen"))
    assert {row["gemeente"] for row in rows(client, "gemeenten")} == {"aalten", "breda", "zaanstad", "zwolle"}
    assert {row["stap"]: row["keer"] for row in rows(client, "overname")}["Gestopt"] == "0"
    colleague(client, organisation)
    member = page(client)
    assert "9 praktijken" in said(figure(member, "doorlooptijd"))
    assert "Idee: 5 praktijken" in said(figure(member, "fasen"))
    assert "venlo" in {row["gemeente"] for row in rows(client, "gemeenten")}
    assert {row["stap"]: row["keer"] for row in rows(client, "overname")}["Gestopt"] == "1"


def test_each_figure_says_in_a_sentence_what_one_sees(client: Client, country: None) -> None:
    html = page(client)
    assert "Reken na de handtekening op een projectleider na 2 maanden" in said(figure(html, "doorlooptijd"))
    assert "7 van de 8 (88 procent) praktijken zijn nog bezig. Eén stopte" in said(figure(html, "fasen"))
    assert "7 van de 8 (88 procent) praktijken stonden hier al voordat" in said(figure(html, "voor-het-einde"))
    assert "Bekijk deze 7 praktijken" in said(figure(html, "voor-het-einde"))
    assert "2 van de 3 (67 procent) leervragen staan nog open." in said(figure(html, "leervragen"))
    assert "2 keer keek een andere gemeente mee" in said(figure(html, "overname"))
    assert "Bij 4 van de 342 gemeenten is iets gedeeld." in said(figure(html, "gemeenten"))
    assert "wachten nu op eerste casus" in said(figure(html, "wachten"))


def test_questions_and_adoptions_are_counted_and_lead_to_their_practices(client: Client, country: None) -> None:
    html = page(client)
    assert "Open: 2 leervragen in 1 praktijk (Open)" in said(figure(html, "leervragen"))
    assert "Verkennen: 2 keer in 1 praktijk (Verkennen)" in said(figure(html, "overname"))


def test_below_five_practices_the_single_cases_are_dots_with_links(client: Client, country: None) -> None:
    steps = figure(page(client), "doorlooptijd")
    plan = steps.partition("Van handtekening tot plan")[2].partition("</li>\n    <li")[0]
    assert plan.count("<circle") == 1
    assert '6 weken: <a href="/praktijken/gestopt/">Gestopt</a>' in plan


def test_a_pair_of_domains_leads_to_its_page_and_in_the_table_to_its_search(client: Client, country: None) -> None:
    domains = figure(page(client), "domeinen")
    assert 'href="/domeinen/justitie-en-zorg/" aria-label="Justitie en zorg: 1 keer gedeeld"' in domains
    assert 'href="/zoeken/?domein=justitie%2Bzorg">1</a>' in domains
    leads = set(re.findall(r'href="(/domeinen/[^"]+)"', domains))
    assert len(leads) == 15
    assert {path for path in leads if client.get(path).status_code != 200} == set()


@pytest.mark.parametrize("slug", SLUGS)
def test_each_figure_has_a_table_and_a_download_with_its_numbers(client: Client, country: None, slug: str) -> None:
    shown = figure(page(client), slug)
    assert shown.count("<table") >= 1
    assert "<svg" in shown
    response = client.get(f"/inzicht/{slug}.csv")
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert response["Content-Disposition"] == f'attachment; filename="praktijkplein-{slug}.csv"'
    assert "private" in response["Cache-Control"]
    lines = list(csv.reader(io.StringIO(response.content.decode())))
    assert len(lines) > 1
    assert {len(line) for line in lines} == {len(lines[0])}


def test_a_download_holds_lead_times_in_days(client: Client, country: None) -> None:
    found = {(row["van"], row["tot"]): row for row in rows(client, "doorlooptijd")}
    leader = found["getekend", "projectleider"]
    assert (leader["praktijken"], float(leader["mediaan_dagen"])) == ("6", 75.0)
    assert found["getekend", "plan-klaar"]["mediaan_dagen"] == ""


def test_an_unknown_download_is_not_there(client: Client, db: None) -> None:
    assert client.get("/inzicht/niets.csv").status_code == 404
    assert client.post("/inzicht/").status_code == 405


def test_an_empty_portal_says_so_and_asks_to_share(client: Client, search_index: Any) -> None:
    search_index.refresh()
    html = page(client)
    assert html.count('class="insight__figure"') == len(SLUGS)
    assert html.count('<a href="/delen/">Deel wat u probeert</a>') == len(SLUGS)
    assert "Download als CSV" not in html
    assert faults(html) == []
    assert len(page(client, "/inzicht/fasen.csv").splitlines()) == 1


def test_without_engine_only_the_database_answers(client: Client, country: None) -> None:
    get_engine().destroy()
    html = page(client)
    assert "De zoekmachine is even weg" in html
    assert "Van handtekening tot projectleider" in said(figure(html, "doorlooptijd"))
    assert figure(html, "fasen") == ""
    assert client.get("/inzicht/fasen.csv").status_code == 503
    assert client.get("/inzicht/doorlooptijd.csv").status_code == 200


@pytest.mark.parametrize("path", ["/inzicht/", "/inzicht/leervragen.csv"])
def test_the_number_of_queries_does_not_grow_with_what_is_shared(
    client: Client, country: None, organisation: Callable[[str], Any], search_index: Any, path: str
) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            client.get(path)
        return len(captured)

    client.get(path)
    kept = queries()
    put(*(road(f"Nog een {n}", "assen", {"projectleider": n, "plan-klaar": n}) for n in range(3)))
    search_index.refresh()
    first = queries()
    put(*(road(f"En nog {n}", "ede", {"projectleider": n, "budget": n}) for n in range(6)))
    search_index.refresh()
    assert queries() <= first
    assert queries() <= kept <= first


def test_the_markup_is_right_and_asks_no_style_or_script(client: Client, country: None) -> None:
    html = page(client)
    assert faults(html) == []
    assert "style=" not in html.partition("<main")[2]


def test_the_page_is_in_menu_foot_site_map_and_on_home(client: Client, db: None) -> None:
    assert '<a href="/inzicht/" aria-current="page">' in page(client)
    assert page(client, "/").count('href="/inzicht/"') == 3
    assert 'href="/inzicht/"' in page(client, "/sitemap/").partition("<main")[2].partition("</main>")[0]
    assert "/inzicht/</loc>" in page(client, "/sitemap-paginas.xml")


def test_the_longest_bar_leaves_room_for_its_number() -> None:
    drawn = bars([Bar("A", 4), Bar("B", 0), Bar("C", 1)], one="keer", many="keer")
    assert [bar["width"] for bar in drawn] == ["86.00%", "0.00%", "21.50%"]
    assert bars([Bar("A", 0, url="/zoeken/")], one="keer", many="keer")[0]["url"] == ""


def test_a_way_stays_within_its_drawing() -> None:
    lines = way_lines([1, 0, -1, -2, -1])
    places = [float(line[name].removesuffix("%")) for line in lines for name in ("x1", "y1", "x2", "y2")]
    assert 0 < min(places) <= max(places) < 100
    assert [line["forward"] for line in lines] == [True, False, False, False, True]
