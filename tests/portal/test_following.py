"""The button with which one follows a page: without JavaScript, for who is signed in, and back to the same page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from practices.actions.sharing import share
from practices.choices import Visibility
from practices.models import LegalCasePage, NetworkPage, TermPage
from practices.rules.visibility import Role
from search.models import Subscription
from tests.factories import NOW, SYSTEM, make_practice, make_user


@pytest.fixture
def practice(organisation: Callable[[str], Any]) -> Any:
    return make_practice(organisation("zaanstad"), title="Proef", visibility=Visibility.PUBLIC)


@pytest.fixture
def signed_in(client: Client, organisation: Callable[[str], Any]) -> Client:
    user = make_user(Role.MEMBER, organisation("breda"))
    client.force_login(user, backend="portal.accounts.AccountBackend")
    return client


def html(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_a_visitor_signs_in_and_comes_back_to_the_page(client: Client, practice: Any) -> None:
    address = practice.get_absolute_url()
    assert f'href="/account/login/?next={address}"' in html(client, address)
    response = client.post("/zoeken/volgen/", {"sleutel": practice.key, "terug": address})
    assert response["Location"] == f"/account/login/?next={address}"
    assert not Subscription.objects.exists()


def test_a_practice_is_followed_and_let_go_with_one_button(signed_in: Client, practice: Any) -> None:
    address = practice.get_absolute_url()
    assert "Volg deze praktijk" in html(signed_in, address)
    sent = {"sleutel": practice.key, "terug": address}

    page = signed_in.post("/zoeken/volgen/", sent, follow=True)
    assert page.redirect_chain == [(address, 302)]
    assert "Volg deze praktijk niet meer" in page.content.decode()
    signed_in.post("/zoeken/volgen/", sent)
    assert Subscription.objects.count() == 1
    assert "Omdat u deze pagina volgt" in html(signed_in, "/mijn/")

    page = signed_in.post("/zoeken/volgen/", {**sent, "doen": "stop"}, follow=True)
    assert "Volg deze praktijk niet meer" not in page.content.decode()
    assert not Subscription.objects.filter(removed_at=None).exists()
    signed_in.post("/zoeken/volgen/", {**sent, "doen": "stop"})


@pytest.mark.parametrize(
    ("model", "said"), [(LegalCasePage, "Volg deze vraag"), (NetworkPage, "Volg dit netwerk"), (TermPage, "")]
)
def test_what_happens_can_be_followed_of_some_kinds(
    signed_in: Client, organisation: Callable[[str], Any], model: Any, said: str
) -> None:
    page = share(model(title="Iets", visibility="openbaar"), organisation=organisation("breda"), by=SYSTEM, at=NOW)
    shown = html(signed_in, page.get_absolute_url())
    assert (said in shown) if said else ("/zoeken/volgen/" not in shown)


@pytest.mark.parametrize(
    ("address", "sent", "target"),
    [
        ("/themas/huiselijk-geweld/", {"facet": "thema", "waarde": "huiselijk-geweld"}, "thema=huiselijk-geweld"),
        ("/gemeenten/zaanstad/", {"facet": "gemeente", "waarde": "zaanstad"}, "gemeente=zaanstad"),
        ("/domeinen/justitie-en-zorg/", {"facet": "domein", "waarde": "justitie+zorg"}, "domein=justitie%2Bzorg"),
    ],
)
def test_a_topic_is_followed_from_its_page(signed_in: Client, address: str, sent: dict[str, str], target: str) -> None:
    page = html(signed_in, address)
    assert f'name="waarde" value="{sent["waarde"]}"' in page
    signed_in.post("/zoeken/volgen/", {**sent, "terug": address})
    assert Subscription.objects.get().target == target
    assert "niet meer</button>" in html(signed_in, address)


@pytest.mark.parametrize(
    "sent", [{}, {"sleutel": "praktijk-999999"}, {"sleutel": "onzin\x00"}, {"facet": "thema", "waarde": "x"}]
)
def test_what_is_not_there_cannot_be_followed(signed_in: Client, sent: dict[str, str]) -> None:
    page = signed_in.post("/zoeken/volgen/", {**sent, "terug": "/zoeken/"}, follow=True)
    assert "niet (meer)" in page.content.decode()
    assert not Subscription.objects.exists()
    assert signed_in.post("/zoeken/volgen/", {**sent, "doen": "stop", "terug": "/"}).status_code == 302


def test_what_one_may_not_see_cannot_be_followed(signed_in: Client, organisation: Callable[[str], Any]) -> None:
    hidden = make_practice(organisation("zaanstad"), visibility=Visibility.ORGANISATION)
    signed_in.post("/zoeken/volgen/", {"sleutel": hidden.key, "terug": "/"})
    assert not Subscription.objects.exists()


@pytest.mark.parametrize(
    "back", ["https://elders.example/", "//elders.example/", "javascript:alert(1)", "", "/\\elders.example"]
)
def test_the_way_back_leads_to_this_site(signed_in: Client, practice: Any, back: str) -> None:
    response = signed_in.post("/zoeken/volgen/", {"sleutel": practice.key, "terug": back})
    assert response["Location"] == "/mijn/#meldingen"
