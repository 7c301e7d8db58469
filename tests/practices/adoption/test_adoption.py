""" "Wij doen dit ook": who may tell it, what readers see of it, and where it leads."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from portal.accounts import add_role, viewer_of
from practices.actions.adoption import Told, adopt, take_adoption_back
from practices.actions.sharing import change_visibility
from practices.choices import AdoptionStep
from practices.models import Adoption, AuditEntry, PracticeDraft, PracticePage
from practices.queries import cards
from practices.queries.insight import numbers
from practices.rules.permissions import NotAllowed
from practices.rules.visibility import VISITOR, Role
from search.models import OutgoingMail
from search.querystring import SearchRequest
from search.service import count
from tests.factories import NOW, SYSTEM, make_practice, make_user, share_practice
from tests.practices.conftest import signed_in
from tests.practices.letters import send_letters
from tests.practices.pages.conftest import words
from tests.practices.sharing.conftest import TYPED

TYPED_BY_BREDA = {
    "step": "verkennen",
    "since": "2026-02-01",
    "what_differs": "Zonder de politie.",
    "why": "Die heeft hier geen wijkteam.",
    "contact_role": "beleidsadviseur",
    "contact_mailbox": "team@breda.example",
    "hours_saved": "12,5",
}


@pytest.fixture
def page(organisation: Callable[[str], Any]) -> PracticePage:
    return make_practice(organisation("zaanstad"), visibility="openbaar", title="Samen rond het gezin")


@pytest.fixture
def breda(organisation: Callable[[str], Any]) -> Any:
    return make_user(Role.MEMBER, organisation("breda"))


def url_of(page: PracticePage, last: str = "") -> str:
    return f"/delen/{page.key}/wij-doen-dit-ook/{last}"


def test_a_municipality_tells_how_far_it_is_and_readers_see_it(page: PracticePage, breda: Any) -> None:
    client = signed_in(breda)
    assert f'href="{url_of(page)}"' in client.get(page.get_absolute_url()).content.decode()
    assert "Breda doet dit ook" in client.get(url_of(page)).content.decode()
    assert client.post(url_of(page), TYPED_BY_BREDA).status_code == 302
    row = Adoption.objects.get()
    assert (row.municipality.slug, row.step, row.hours_saved) == ("breda", "verkennen", Decimal("12.5"))
    assert row.told_at is not None
    shown = words(Client().get(page.get_absolute_url()).content.decode())
    assert "Breda Interesse, ja Verkennen, ja Aangepast overgenomen, nog niet Sinds februari 2026" in shown
    assert "Waarom: Die heeft hier geen wijkteam." in shown
    assert "12,5 uur werk" in shown
    assert "team@breda.example" not in shown  # that is for colleagues
    assert "Wijzig of neem terug" not in shown
    assert "team@breda.example" in client.get(page.get_absolute_url()).content.decode()


def test_the_map_shows_who_does_it_and_whose_it_is(page: PracticePage, breda: Any) -> None:
    signed_in(breda).post(url_of(page), TYPED_BY_BREDA)
    shown = Client().get(page.get_absolute_url()).content.decode()
    assert 'href="/gemeenten/breda/" aria-label="Breda: verkennen"' in shown
    assert 'href="/gemeenten/zaanstad/" aria-label="Zaanstad: van deze praktijk"' in shown
    assert "portal/places.css" in shown
    signed_in(breda).post(url_of(page), {"step": "gestopt"})
    assert "Breda: verkennen" not in Client().get(page.get_absolute_url()).content.decode()


def test_editing_keeps_what_was_typed_and_a_second_click_changes_nothing(page: PracticePage, breda: Any) -> None:
    client = signed_in(breda)
    client.post(url_of(page), TYPED_BY_BREDA)
    form = client.get(url_of(page)).content.decode()
    for text in ("Zonder de politie.", "12,5", "team@breda.example", "2026-02-01"):
        assert text in form
    first, lines = Adoption.objects.get(), AuditEntry.objects.count()
    client.post(url_of(page), TYPED_BY_BREDA)
    assert AuditEntry.objects.count() == lines
    client.post(url_of(page), {**TYPED_BY_BREDA, "step": "aangepast-overgenomen"})
    now = Adoption.objects.get()
    assert (now.pk, now.step, now.told_at) == (first.pk, "aangepast-overgenomen", first.told_at)


def test_what_was_imported_becomes_the_word_of_the_municipality(page: PracticePage, breda: Any) -> None:
    Adoption.objects.create(practice=page, municipality=Adoption.municipality.get_queryset().get(slug="breda"))
    signed_in(breda).post(url_of(page), TYPED_BY_BREDA)
    assert Adoption.objects.get().told_at is not None


def test_it_can_be_taken_back(page: PracticePage, breda: Any) -> None:
    client = signed_in(breda)
    client.post(url_of(page), TYPED_BY_BREDA)
    assert "Neemt u dit terug?" in client.get(url_of(page, "terugnemen/")).content.decode()
    assert Adoption.objects.exists()
    assert client.post(url_of(page, "terugnemen/")).status_code == 302
    assert not Adoption.objects.exists()
    assert "Breda" not in words(Client().get(page.get_absolute_url()).content.decode())
    assert client.post(url_of(page, "terugnemen/")).status_code == 302  # once more does no harm


@pytest.mark.parametrize("slug", ["breda", "zaanstad", "vng"])
@pytest.mark.parametrize("role", [None, *Role])
def test_only_staff_of_another_municipality_tells_it_and_only_for_itself(
    role: Role | None, slug: str, page: PracticePage, organisation: Callable[[str], Any]
) -> None:
    breda = organisation("breda").municipality
    client = signed_in(make_user(role, organisation(slug))) if role else Client()
    allowed = role is not None and slug == "breda"
    for last in ("", "terugnemen/", "?gemeente=breda"):
        expected = 200 if allowed else 302 if role is None else 403
        assert client.get(url_of(page, last)).status_code == expected, last
    client.post(url_of(page, "?gemeente=breda"), {"step": "interesse"})
    assert Adoption.objects.filter(municipality=breda).exists() == allowed
    by = viewer_of(make_user(role, organisation(slug))) if role else VISITOR
    if not allowed:
        with pytest.raises(NotAllowed):
            adopt(page, municipality=breda, told=Told(AdoptionStep.INTEREST), by=by, at=NOW)
        Adoption.objects.create(practice=page, municipality=breda, told_at=NOW)
        with pytest.raises(NotAllowed):
            take_adoption_back(page, municipality=breda, by=by, at=NOW)
        assert Adoption.objects.filter(municipality=breda).exists()


def test_nobody_tells_it_for_another_municipality(
    page: PracticePage, breda: Any, organisation: Callable[[str], Any]
) -> None:
    organisation("tilburg")
    answer = signed_in(breda).post(url_of(page, "?gemeente=tilburg"), TYPED_BY_BREDA)
    assert answer.status_code == 403
    assert not Adoption.objects.exists()


def test_who_works_for_two_municipalities_chooses(
    page: PracticePage, breda: Any, organisation: Callable[[str], Any]
) -> None:
    add_role(breda, role=Role.MEMBER, organisation=organisation("tilburg"))
    client = signed_in(breda)
    assert "?gemeente=tilburg" in client.get(url_of(page)).content.decode()
    client.post(url_of(page, "?gemeente=tilburg"), {"step": "interesse"})
    assert [row.municipality.slug for row in Adoption.objects.all()] == ["tilburg"]


def test_what_one_may_not_see_cannot_be_adopted(
    page: PracticePage, breda: Any, organisation: Callable[[str], Any]
) -> None:
    change_visibility(page, visibility="organisatie", by=SYSTEM, at=NOW)
    assert signed_in(breda).post(url_of(page), TYPED_BY_BREDA).status_code == 404
    municipality, told = organisation("breda").municipality, Told(AdoptionStep.INTEREST)
    with pytest.raises(NotAllowed):
        adopt(page, municipality=municipality, told=told, by=viewer_of(breda), at=NOW)


def test_neither_owner_nor_an_older_revision_changes_what_a_municipality_told(page: PracticePage, breda: Any) -> None:
    draft = page.save_revision(changed=True)
    signed_in(breda).post(url_of(page), TYPED_BY_BREDA)
    draft.publish()
    assert Adoption.objects.get().what_differs == "Zonder de politie."
    before = PracticePage.objects.get(pk=page.pk).save_revision(changed=True)
    signed_in(breda).post(url_of(page, "terugnemen/"))
    before.publish()
    assert not Adoption.objects.exists()


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"step": ""}, "Kies hoe ver u bent."),
        ({"step": "bestaat-niet"}, "Kies uit de lijst."),
        ({"since": "2999-01-01"}, "Kies een dag die voorbij is"),
        ({"hours_saved": "veel"}, "Vul een getal in"),
        ({"hours_saved": "-1"}, "Vul een getal van 0 of hoger in"),
        ({"hours_saved": "99999999999"}, "Dit getal is te groot"),
        ({"contact_mailbox": "geen adres"}, "Dit is geen e-mailadres"),
        ({"own_practice": "999999"}, "Kies een praktijk van uw eigen gemeente."),
        ({"why": "Vraag BSN 111222333"}, ": dit lijkt een"),
    ],
)
def test_what_is_wrong_is_told_and_nothing_typed_is_lost(
    page: PracticePage, breda: Any, fields: dict[str, str], told: str
) -> None:
    answer = signed_in(breda).post(url_of(page), {**TYPED_BY_BREDA, **fields})
    assert answer.status_code == 200
    assert told in answer.content.decode()
    assert "Zonder de politie." in answer.content.decode()
    assert not Adoption.objects.exists()


def test_the_owner_gets_a_letter_for_each_new_step(page: PracticePage, breda: Any, settings: Any) -> None:
    client = signed_in(breda)
    client.post(url_of(page), TYPED_BY_BREDA)
    (letter,) = send_letters(settings).values()
    assert letter.to == [page.owner.email]
    assert letter.subject == "Breda doet dit ook: Samen rond het gezin"
    for text in ("verkennen", "Zonder de politie.", "Die heeft hier geen wijkteam.", "team@breda.example"):
        assert text in letter.body
    client.post(url_of(page), {**TYPED_BY_BREDA, "why": "Iets anders."})
    assert not OutgoingMail.objects.exists()  # how far it is did not change
    client.post(url_of(page), {"step": "gestopt"})
    client.post(url_of(page, "terugnemen/"))
    assert send_letters(settings) == {}  # there is nothing left to say


def test_who_left_the_organisation_does_not_hear_who_does_it_and_whom_to_ask(
    page: PracticePage, breda: Any, settings: Any
) -> None:
    signed_in(breda).post(url_of(page), TYPED_BY_BREDA)
    page.owner.memberships.all().delete()
    assert send_letters(settings) == {}
    signed_in(breda).post(url_of(page), {**TYPED_BY_BREDA, "step": "aangepast-overgenomen"})
    assert list(send_letters(settings)) == [page.contact_mailbox]


def test_without_an_account_behind_a_practice_the_letter_goes_to_its_mailbox(
    page: PracticePage, breda: Any, settings: Any
) -> None:
    PracticePage.objects.filter(pk=page.pk).update(owner=None)
    signed_in(breda).post(url_of(page), TYPED_BY_BREDA)
    assert list(send_letters(settings)) == [page.contact_mailbox]


def own_practice(organisation: Callable[[str], Any], slug: str, title: str, **fields: Any) -> PracticePage:
    return share_practice(organisation(slug), title, **fields)


def test_lineage_stands_on_both_practices_as_far_as_one_may_see_it(
    page: PracticePage, breda: Any, organisation: Callable[[str], Any]
) -> None:
    own = own_practice(organisation, "breda", "Zo doet Breda het")
    signed_in(breda).post(url_of(page), {**TYPED_BY_BREDA, "own_practice": own.pk})
    tilburg = make_user(Role.MEMBER, organisation("tilburg"))
    further = own_practice(organisation, "tilburg", "En zo doet Tilburg het")
    signed_in(tilburg).post(url_of(own), {"step": "aangepast-overgenomen", "own_practice": further.pk})

    first = Client().get(page.get_absolute_url()).content.decode()
    assert "Hoe zij het doen: Zo doet Breda het" in words(first)
    assert "Wat ervan gemaakt is 1. Zo doet Breda het Breda: verkennen 2. En zo doet Tilburg het" in words(first)
    assert first.count('<circle class="lineage__practice') == 3
    assert first.count("lineage__practice--own") == 1
    last = words(Client().get(further.get_absolute_url()).content.decode())
    assert "Waar dit vandaan komt 1. Samen rond het gezin" in last
    assert "2. Zo doet Breda het Tilburg nam dit over: aangepast overgenomen" in last

    change_visibility(own, visibility="organisatie", by=SYSTEM, at=NOW)
    for hidden in (Client(), signed_in(tilburg)):
        for practice in (page, further):
            assert "Zo doet Breda het" not in hidden.get(practice.get_absolute_url()).content.decode()
    assert "En zo doet Tilburg het" not in words(Client().get(page.get_absolute_url()).content.decode())
    assert "Zo doet Breda het" in signed_in(breda).get(page.get_absolute_url()).content.decode()


def test_two_practices_that_came_from_each_other_end_the_line(
    page: PracticePage, breda: Any, organisation: Callable[[str], Any]
) -> None:
    own = own_practice(organisation, "breda", "Zo doet Breda het")
    signed_in(breda).post(url_of(page), {"step": "verkennen", "own_practice": own.pk})
    zaanstad = make_user(Role.MEMBER, organisation("zaanstad"))
    signed_in(zaanstad).post(url_of(own), {"step": "verkennen", "own_practice": page.pk})
    shown = Client().get(page.get_absolute_url()).content.decode()
    assert shown.count('<circle class="lineage__practice') == 2


def test_the_number_of_queries_does_not_grow_with_who_does_it(
    page: PracticePage, organisation: Callable[[str], Any], django_assert_max_num_queries: Any
) -> None:
    def one_more(slug: str) -> None:
        own = own_practice(organisation, slug, f"Zo doet {slug} het")
        user = make_user(Role.MEMBER, organisation(slug))
        signed_in(user).post(url_of(page), {"step": "verkennen", "own_practice": own.pk})

    one_more("breda")
    client = signed_in(make_user(Role.MEMBER, organisation("almere")))
    client.get(page.get_absolute_url())
    with CaptureQueriesContext(connection) as few:
        client.get(page.get_absolute_url())
    taken = len(few)
    for slug in ("tilburg", "emmen", "venlo", "oss"):
        one_more(slug)
    client.get(page.get_absolute_url())
    with django_assert_max_num_queries(taken):
        assert "Zo doet venlo het" in client.get(page.get_absolute_url()).content.decode()


def test_one_starts_an_own_practice_from_it_and_the_two_are_tied(page: PracticePage, breda: Any) -> None:
    client = signed_in(breda)
    answer = client.post(url_of(page), {"step": "aangepast-overgenomen", "actie": "eigen"})
    draft = PracticeDraft.objects.get(user=breda)
    assert answer["Location"] == f"/delen/{draft.pk}/wat/"
    assert draft.data["themes"] == ["huiselijk-geweld"]
    typed = {**TYPED, "wat": {**TYPED["wat"], "title": "Zo doet Breda het", "municipalities": ["Breda"]}}
    typed["wat"]["lead"] = "GM0758"
    typed["contact"] = {**TYPED["contact"], "visibility": "openbaar"}
    for step, values in typed.items():
        assert client.post(f"/delen/{draft.pk}/{step}/", values).status_code == 302, step
    assert client.post(f"/delen/{draft.pk}/controleren/", {"actie": "deel"}).status_code == 302
    own = PracticePage.objects.get(title="Zo doet Breda het")
    assert Adoption.objects.get().own_practice == own
    assert "Waar dit vandaan komt" in Client().get(own.get_absolute_url()).content.decode()


def test_a_card_tells_how_many_do_it_too_and_those_that_stopped_do_not_count(
    page: PracticePage, organisation: Callable[[str], Any]
) -> None:
    for slug, step in (("breda", "verkennen"), ("tilburg", "interesse"), ("emmen", "gestopt")):
        signed_in(make_user(Role.MEMBER, organisation(slug))).post(url_of(page), {"step": step})
    assert cards([page.key], VISITOR)[page.key].adopted == 2
    assert "2 gemeenten doen dit ook" in Client().get("/praktijken/").content.decode()


def test_figures_and_search_count_the_same(
    page: PracticePage, breda: Any, organisation: Callable[[str], Any], search_index: Any
) -> None:
    other = share_practice(organisation("zaanstad"), "Nog een praktijk")
    for practice in (page, other):
        signed_in(breda).post(url_of(practice), {"step": "verkennen"})
    signed_in(make_user(Role.MEMBER, organisation("tilburg"))).post(url_of(page), {"step": "interesse"})
    signed_in(breda).post(url_of(other, "terugnemen/"))
    search_index.refresh()
    counted = count(SearchRequest(), VISITOR, facets=["overname"])
    assert counted is not None
    assert counted.by_value("overname") == {"verkennen": 1, "interesse": 1} == dict(numbers(VISITOR).adoptions)


def test_a_copy_of_a_practice_is_not_adopted(page: PracticePage, breda: Any) -> None:
    signed_in(breda).post(url_of(page), TYPED_BY_BREDA)
    copied = PracticePage.objects.get(pk=page.pk).copy(update_attrs={"slug": "een-kopie", "title": "Een kopie"})
    assert not copied.adoptions.exists()
    assert Adoption.objects.get().practice == page
