"""Keeping a search: by its owner only, with a name and a rhythm, and with a way back."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from portal.accounts import viewer_of
from practices.rules.visibility import Role
from search.alerts import subscriptions
from search.alerts.subscriptions import CannotKeep, KeptAlready
from search.models import Rhythm, Subscription
from search.querystring import SearchRequest
from tests.factories import make_user

AT = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
SAVE = "/zoeken/bewaren/?q=wijkteam&gemeente=zaanstad&gemeente=breda&sorteer=nieuwste&pagina=2"


@pytest.fixture
def member(organisation: Callable[[str], Any]) -> Any:
    return make_user(Role.MEMBER, organisation("zaanstad"))


@pytest.fixture
def signed_in(client: Client, member: Any) -> Client:
    client.force_login(member, backend="portal.accounts.AccountBackend")
    return client


def text_of(response: Any) -> str:
    return " ".join(re.sub(r"<[^>]*>", " ", response.content.decode()).split())


def save(client: Client, address: str = SAVE, **typed: str) -> Any:
    return client.post(address, {"name": "Wijkteams", "rhythm": "dagelijks", **typed}, follow=True)


def test_a_visitor_signs_in_and_comes_back_to_the_same_search(client: Client, db: None) -> None:
    response = client.get(SAVE)
    assert response.status_code == 302
    assert "next=/zoeken/bewaren/%3Fq%3Dwijkteam%26gemeente%3Dzaanstad" in response["Location"]
    assert client.post(SAVE, {"name": "x", "rhythm": "dagelijks"}).status_code == 302
    assert not Subscription.objects.exists()


def test_the_form_proposes_the_search_in_words(signed_in: Client) -> None:
    page = signed_in.get(SAVE).content.decode()
    assert 'value="“wijkteam”, gemeente: Zaanstad of Breda"' in page
    assert re.search(r'value="wekelijks"[^>]*checked', page)


def test_a_saved_search_stands_in_the_own_list(signed_in: Client, search_index: Any) -> None:
    search_index.refresh()
    response = save(signed_in)
    assert response.redirect_chain == [("/zoeken/?q=wijkteam&gemeente=zaanstad&gemeente=breda", 302)]
    assert "hoogstens één mail per dag" in text_of(response)

    page = signed_in.get("/mijn/")
    assert "Wijkteams" in text_of(page)
    assert "Omdat u deze zoekvraag bewaarde" in text_of(page)
    assert 'href="/zoeken/?q=wijkteam&amp;gemeente=breda&amp;gemeente=zaanstad"' in page.content.decode()


def test_the_same_search_is_kept_once_however_its_address_is_written(signed_in: Client, search_index: Any) -> None:
    search_index.refresh()
    save(signed_in)
    again = save(signed_in, "/zoeken/bewaren/?gemeente=breda&gemeente=zaanstad&q=wijkteam&onbekend=1", name="Anders")
    assert "had u al bewaard, als “Wijkteams”" in text_of(again)
    assert Subscription.objects.count() == 1


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"name": " "}, "Geef de zoekvraag een naam."),
        ({"name": "a" * 121}, "Gebruik hoogstens 120 tekens."),
        ({"rhythm": "elk uur"}, "Kies uit de lijst."),
        ({"rhythm": ""}, "Kies hoe vaak u mail wilt."),
    ],
)
def test_bad_input_keeps_what_was_typed(signed_in: Client, typed: dict[str, str], said: str) -> None:
    page = signed_in.post(SAVE, {"name": "Wijkteams", "rhythm": "dagelijks", **typed})
    assert page.status_code == 200
    assert said in text_of(page)
    assert "Fout:" in page.content.decode().partition("</title>")[0]
    if "name" not in typed:
        assert 'value="Wijkteams"' in page.content.decode()


def test_who_keeps_too_much_hears_what_to_do(signed_in: Client, member: Any) -> None:
    for number in range(subscriptions.MOST):
        Subscription.objects.create(
            user=member, kind="zoekvraag", target=f"q={number}", rhythm="nooit", created_at=AT, looked_until=AT
        )
    page = save(signed_in)
    assert "U volgt al 50 zoekvragen, onderwerpen en pagina’s. Haal er eerst een weg." in text_of(page)
    assert Subscription.objects.count() == subscriptions.MOST


def test_a_search_that_is_too_long_is_not_kept(signed_in: Client) -> None:
    address = "/zoeken/bewaren/?" + "&".join(f"trefwoord=een-lang-trefwoord-{number}" for number in range(100))
    assert "te lang om te bewaren" in text_of(save(signed_in, address))


def test_too_many_values_are_not_kept_and_the_form_says_so(signed_in: Client) -> None:
    address = "/zoeken/bewaren/?q=zorg&" + "&".join(f"trefwoord={number}" for number in range(1001))
    assert "De filters worden niet bewaard" in text_of(signed_in.get(address))


def test_a_name_and_a_rhythm_can_be_changed(signed_in: Client, search_index: Any) -> None:
    search_index.refresh()
    save(signed_in)
    kept = Subscription.objects.get()
    address = f"/zoeken/meldingen/{kept.pk}/wijzigen/"
    assert 'value="Wijkteams"' in signed_in.get(address).content.decode()

    page = signed_in.post(address, {"name": "Teams", "rhythm": "nooit"}, follow=True)

    assert "U krijgt er geen mail over." in text_of(page)
    kept.refresh_from_db()
    assert (kept.name, kept.rhythm) == ("Teams", Rhythm.NEVER)


def test_what_was_removed_can_be_put_back(signed_in: Client, search_index: Any) -> None:
    search_index.refresh()
    save(signed_in)
    kept = Subscription.objects.get()

    page = signed_in.post(f"/zoeken/meldingen/{kept.pk}/verwijderen/", follow=True)
    assert "Verwijderd: Wijkteams" in text_of(page)
    assert "Omdat u" not in text_of(page)
    assert "Dit was al weg." in text_of(signed_in.post(f"/zoeken/meldingen/{kept.pk}/verwijderen/", follow=True))

    page = signed_in.post(f"/zoeken/meldingen/{kept.pk}/terugzetten/", follow=True)
    assert "Het staat er weer." in text_of(page)
    assert "Omdat u deze zoekvraag bewaarde" in text_of(page)


def test_what_others_keep_cannot_be_seen_or_touched(client: Client, member: Any, organisation: Any) -> None:
    kept = Subscription.objects.create(
        user=member, kind="zoekvraag", target="q=geheim", name="Mijn", rhythm="nooit", created_at=AT, looked_until=AT
    )
    client.force_login(make_user(Role.EDITOR, organisation("vng")), backend="portal.accounts.AccountBackend")
    assert client.get(f"/zoeken/meldingen/{kept.pk}/wijzigen/").status_code == 404
    assert client.post(f"/zoeken/meldingen/{kept.pk}/wijzigen/", {"name": "x", "rhythm": "nooit"}).status_code == 404
    client.post(f"/zoeken/meldingen/{kept.pk}/verwijderen/")
    kept.refresh_from_db()
    assert (kept.name, kept.removed_at) == ("Mijn", None)


@pytest.mark.parametrize("what", ["verwijderen", "terugzetten"])
def test_a_link_alone_changes_nothing(signed_in: Client, what: str) -> None:
    assert signed_in.get(f"/zoeken/meldingen/1/{what}/").status_code == 405


def test_what_was_removed_long_ago_is_forgotten(member: Any) -> None:
    me = viewer_of(member)
    kept = subscriptions.save_search(SearchRequest(text="zorg"), name="Zorg", rhythm="dagelijks", by=me, at=AT)
    subscriptions.remove(kept.pk, by=me, at=AT)
    late = AT + subscriptions.CAN_BE_PUT_BACK + timedelta(seconds=1)

    with pytest.raises(Subscription.DoesNotExist):
        subscriptions.put_back(kept.pk, by=me, at=late)
    assert subscriptions.forget_removed(AT) == 0
    assert subscriptions.forget_removed(late) == 1
    assert not Subscription.objects.exists()


def test_what_was_kept_anew_is_not_doubled_by_putting_back(member: Any) -> None:
    me = viewer_of(member)
    wanted = SearchRequest(text="zorg")
    first = subscriptions.save_search(wanted, name="Een", rhythm="dagelijks", by=me, at=AT)
    subscriptions.remove(first.pk, by=me, at=AT)
    second = subscriptions.save_search(wanted, name="Twee", rhythm="dagelijks", by=me, at=AT)

    assert subscriptions.put_back(first.pk, by=me, at=AT) == second
    assert list(subscriptions.kept_by(me)) == [second]
    with pytest.raises(KeptAlready):
        subscriptions.save_search(wanted, name="Drie", rhythm="dagelijks", by=me, at=AT)


def test_a_topic_that_nobody_knows_cannot_be_followed(member: Any) -> None:
    for facet, value in (("thema", "bestaat-niet"), ("kleur", "rood")):
        with pytest.raises(CannotKeep):
            subscriptions.follow_topic(facet, value, rhythm="dagelijks", by=viewer_of(member), at=AT)


def test_the_list_costs_the_same_number_of_queries_however_long_it_is(
    signed_in: Client, member: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("practices.queries.lists.VERSION_KEPT", 60)  # else it is asked again after half a second
    counts = []
    for numbers in (range(1), range(1, 10)):
        for number in numbers:
            Subscription.objects.create(
                user=member, kind="zoekvraag", target=f"q={number}", rhythm="nooit", created_at=AT, looked_until=AT
            )
        signed_in.get("/mijn/")
        with CaptureQueriesContext(connection) as queries:
            signed_in.get("/mijn/")
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 17  # questions, talks and letters of one person included
