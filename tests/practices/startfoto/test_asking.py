"""The owner begins a startfoto, asks partners, and takes invitations back."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from practices.actions.startfoto import remind_of_startfotos
from practices.models import AuditEntry, PracticePage, StartfotoAnswer, StartfotoInvitation, StartfotoRound
from practices.queries.startfoto import hash_of, secret_of
from practices.rules.visibility import Role
from search.models import OutgoingMail
from tests.factories import make_practice, make_user
from tests.practices.conftest import signed_in
from tests.practices.letters import link_in as link_to_do
from tests.practices.letters import send_letters
from tests.practices.startfoto.conftest import SCORES, ask, begin, link_in


def test_a_round_has_the_six_statements_and_at_most_four_own(page: PracticePage, browser: Client) -> None:
    shown = browser.get(f"/delen/{page.key}/startfoto/nieuw/").content.decode()
    assert "Wij delen op tijd de informatie die nodig is" in shown
    assert "Eigen stelling 4" in shown
    assert "Eigen stelling 5" not in shown
    found = begin(browser, page, own_1="Wij kennen  elkaar", own_3="Wij leren ervan")
    assert len(found.statements) == 8
    assert found.own_statements == ["Wij kennen elkaar", "Wij leren ervan"]


def test_a_second_click_begins_no_second_round(page: PracticePage, browser: Client) -> None:
    assert begin(browser, page) == begin(browser, page)


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"on": "morgen"}, "Dit is geen datum"),
        ({"on": "2999-01-01"}, "Kies vandaag, of een dag die voorbij is"),
        ({"closes_on": "2020-01-01"}, "Kies een dag van vandaag of later"),
        ({"again_on": "2020-01-01"}, "Kies een dag na vandaag"),
        ({"own_1": "x" * 121}, "hoogstens 120 tekens"),
        ({"own_1": "Zelfde", "own_2": "zelfde"}, "Twee eigen stellingen zijn hetzelfde"),
        ({"own_1": "Wij kennen BSN 111222333"}, ": dit lijkt een"),
    ],
)
def test_what_is_wrong_is_told_and_nothing_typed_is_lost(
    page: PracticePage, browser: Client, fields: dict[str, str], told: str
) -> None:
    today = timezone.localdate()
    typed = {"on": today.isoformat(), "closes_on": today.isoformat(), "own_4": "Dit blijft staan", **fields}
    answer = browser.post(f"/delen/{page.key}/startfoto/nieuw/", typed)
    assert answer.status_code == 200
    assert told in answer.content.decode()
    assert "Dit blijft staan" in answer.content.decode()
    assert not StartfotoRound.objects.exists()


def test_a_link_to_hand_over_stands_there_once_and_only_its_hash_is_kept(
    page: PracticePage, browser: Client, startfoto: StartfotoRound
) -> None:
    link = ask(browser, startfoto, "Politie")
    secret = link.split("/")[2]
    kept = StartfotoInvitation.objects.get()
    assert kept.secret_hash == hash_of(secret)
    assert secret not in str(StartfotoInvitation.objects.values())
    assert secret not in browser.get(f"/delen/{page.key}/startfoto/").content.decode()
    assert Client().get(link).status_code == 200


def test_a_link_by_mail_is_not_shown_to_the_owner(browser: Client, startfoto: StartfotoRound) -> None:
    ask(browser, startfoto, "Veilig Thuis", mailbox="team@veiligthuis.example")
    shown = browser.get(f"/delen/{startfoto.practice.key}/startfoto/").content.decode()
    assert "per mail: team@veiligthuis.example" in shown
    assert not re.search(r"[0-9a-f]{64}", shown)
    queued = OutgoingMail.objects.get(kind="startfoto-invited")
    assert queued.user_id is None
    assert queued.content == {"invitation": StartfotoInvitation.objects.get().pk}


def test_a_partner_is_asked_once_in_a_round(browser: Client, startfoto: StartfotoRound) -> None:
    ask(browser, startfoto, "Politie")
    url = f"/delen/{startfoto.practice.key}/startfoto/{startfoto.pk}/uitnodigen/"
    answer = browser.post(url, {"partner": "politie"})
    assert "politie is al uitgenodigd" in answer.content.decode()
    assert StartfotoInvitation.objects.count() == 1


def test_withdrawing_ends_the_link_and_forgets_answer_and_address(browser: Client, startfoto: StartfotoRound) -> None:
    ask(browser, startfoto, "Veilig Thuis", mailbox="team@veiligthuis.example")
    asked = StartfotoInvitation.objects.get()
    link = f"/startfoto/{secret_of(asked.nonce)}/"
    Client().post(link, SCORES)
    base = f"/delen/{startfoto.practice.key}/startfoto/uitnodiging/{asked.pk}"
    assert "wordt gewist" in browser.get(f"{base}/intrekken/").content.decode()
    browser.post(f"{base}/intrekken/")
    asked.refresh_from_db()
    assert (asked.mailbox, asked.secret_hash) == ("", None)
    assert not StartfotoAnswer.objects.exists()
    assert Client().get(link).status_code == 410
    assert "is ingetrokken" in browser.post(f"{base}/opnieuw/", follow=True).content.decode()
    ask(browser, startfoto, "Veilig Thuis")  # it may be asked again


def test_a_new_link_ends_the_old_one_and_begins_anew(browser: Client, startfoto: StartfotoRound) -> None:
    old = ask(browser, startfoto, "Politie")
    own = Client().post(old, SCORES)["Location"]
    number = StartfotoInvitation.objects.get().pk
    answer = browser.post(f"/delen/{startfoto.practice.key}/startfoto/uitnodiging/{number}/nieuwe-link/")
    new = link_in(answer.content.decode())
    assert Client().get(old).status_code == Client().get(own).status_code == 410
    fresh = Client().get(new).content.decode()
    assert SCORES["remark"] not in fresh
    assert not re.search(r'value="[1-5]"[^>]* checked', fresh)


def test_sending_again_gives_time_again_and_keeps_the_link(browser: Client, startfoto: StartfotoRound) -> None:
    ask(browser, startfoto, "Veilig Thuis", mailbox="team@veiligthuis.example")
    asked = StartfotoInvitation.objects.get()
    link = f"/startfoto/{secret_of(asked.nonce)}/"
    day = timezone.localdate() - timedelta(days=10)
    StartfotoRound.objects.update(date=day, closes_on=day)
    assert Client().get(link).status_code == 410
    assert "Verlopen" in browser.get(f"/delen/{startfoto.practice.key}/startfoto/").content.decode()
    browser.post(f"/delen/{startfoto.practice.key}/startfoto/uitnodiging/{asked.pk}/opnieuw/")
    assert Client().get(link).status_code == 200
    assert OutgoingMail.objects.filter(kind="startfoto-reminder").count() == 1


def test_a_partner_gets_one_mail_again_a_day(browser: Client, startfoto: StartfotoRound) -> None:
    ask(browser, startfoto, "Veilig Thuis", mailbox="team@veiligthuis.example")
    asked = StartfotoInvitation.objects.get()
    again = f"/delen/{startfoto.practice.key}/startfoto/uitnodiging/{asked.pk}/opnieuw/"
    browser.post(again)
    assert "kreeg minder dan een dag geleden al een mail" in browser.post(again, follow=True).content.decode()
    assert OutgoingMail.objects.filter(kind="startfoto-reminder").count() == 1
    StartfotoInvitation.objects.update(reminded_at=timezone.now() - timedelta(days=1, seconds=1))
    browser.post(again)
    assert OutgoingMail.objects.filter(kind="startfoto-reminder").count() == 2


def test_a_round_can_change_after_its_owner_was_reminded(browser: Client, startfoto: StartfotoRound) -> None:
    past = timezone.localdate() - timedelta(days=3)
    StartfotoRound.objects.update(again_on=past, again_told_at=timezone.now())
    url = f"/delen/{startfoto.practice.key}/startfoto/{startfoto.pk}/wijzigen/"
    typed = {"closes_on": startfoto.closes_on.isoformat(), "own_1": "Iets anders"}
    assert browser.post(url, {**typed, "again_on": past.isoformat()}).status_code == 302
    earlier = browser.post(url, {**typed, "again_on": (past - timedelta(days=1)).isoformat()})
    assert "Kies een dag na vandaag" in earlier.content.decode()


def test_own_statements_stay_once_somebody_filled_them_in(browser: Client, startfoto: StartfotoRound) -> None:
    url = f"/delen/{startfoto.practice.key}/startfoto/{startfoto.pk}/wijzigen/"
    typed = {"closes_on": startfoto.closes_on.isoformat(), "own_1": "Iets anders"}
    assert browser.post(url, typed).status_code == 302
    Client().post(ask(browser, startfoto, "Politie"), SCORES)
    answer = browser.post(url, {**typed, "own_1": "Weer anders"})
    assert "kunnen niet meer veranderen" in answer.content.decode()
    later = (startfoto.closes_on + timedelta(days=30)).isoformat()
    assert browser.post(url, {**typed, "closes_on": later}).status_code == 302
    startfoto.refresh_from_db()
    assert startfoto.closes_on.isoformat() == later


def test_partners_are_reminded_once_before_the_end_and_owners_of_the_next_round(
    browser: Client, startfoto: StartfotoRound, page: PracticePage
) -> None:
    for partner in ("Veilig Thuis", "Politie", "OM"):
        ask(browser, startfoto, partner, mailbox=f"{partner[:2].lower()}@partner.example")
    ask(browser, startfoto, "Reclassering")
    released = StartfotoInvitation.objects.get(partner="OM")
    Client().post(f"/startfoto/{secret_of(released.nonce)}/", {**SCORES, "actie": "vrijgeven"})
    StartfotoRound.objects.update(again_on=startfoto.closes_on)
    at = timezone.now()
    assert remind_of_startfotos(at=at) == 0
    near = at + timedelta(days=22)
    assert remind_of_startfotos(at=near) == 2
    assert remind_of_startfotos(at=near + timedelta(days=1)) == 0
    assert remind_of_startfotos(at=at + timedelta(days=29)) == 1
    again = OutgoingMail.objects.get(kind="startfoto-again")
    assert (again.user_id, again.content) == (page.owner_id, {"round": startfoto.pk})
    assert remind_of_startfotos(at=at + timedelta(days=30)) == 0


def test_what_was_never_released_is_forgotten_half_a_year_after_the_end(
    browser: Client, startfoto: StartfotoRound
) -> None:
    ask(browser, startfoto, "Veilig Thuis", mailbox="team@veiligthuis.example")
    Client().post(f"/startfoto/{secret_of(StartfotoInvitation.objects.get().nonce)}/", SCORES)
    remind_of_startfotos(at=timezone.now() + timedelta(days=28 + 180))
    assert StartfotoAnswer.objects.exists()
    remind_of_startfotos(at=timezone.now() + timedelta(days=28 + 182))
    assert not StartfotoAnswer.objects.exists()
    assert StartfotoInvitation.objects.get().mailbox == ""


OWNER = (
    "",
    "nieuw/",
    "{round}/wijzigen/",
    "{round}/uitnodigen/",
    "{round}/eigen-score/",
    "uitnodiging/{asked}/intrekken/",
)
#: Who may do what: written out, so that a slip in a rule shows.
MAY = {role: (True, True) if role in {Role.EDITOR, Role.ADMINISTRATOR} else (True, False) for role in Role}


@pytest.mark.parametrize("whose", ["own", "foreign"])
@pytest.mark.parametrize("role", [None, *Role])
def test_only_who_may_edit_asks_and_only_colleagues_give_the_own_score(
    role: Role | None, whose: str, browser: Client, startfoto: StartfotoRound, organisation: Callable[[str], Any]
) -> None:
    ask(browser, startfoto, "Politie")
    numbers = {"round": startfoto.pk, "asked": StartfotoInvitation.objects.get().pk}
    client = signed_in(make_user(role, organisation("zaanstad" if whose == "own" else "breda"))) if role else Client()
    lines = AuditEntry.objects.count()
    for last in OWNER:
        url = f"/delen/{startfoto.practice.key}/startfoto/{last.format(**numbers)}"
        allowed = role is not None and MAY[role][whose == "foreign"]
        if last.endswith("eigen-score/") and whose == "foreign":
            allowed = False
        expected = 200 if allowed else 302 if role is None else 403
        assert client.get(url).status_code == expected, last
        if not allowed:
            assert client.post(url, SCORES).status_code == expected, last
    assert AuditEntry.objects.count() == lines


def test_an_invitation_of_another_practice_is_not_there(
    browser: Client, startfoto: StartfotoRound, page: PracticePage, organisation: Callable[[str], Any]
) -> None:
    ask(browser, startfoto, "Politie")
    other = make_practice(organisation("zaanstad"))
    number = StartfotoInvitation.objects.get().pk
    for last in (f"uitnodiging/{number}/intrekken/", f"{startfoto.pk}/uitnodigen/", f"{startfoto.pk}/wijzigen/"):
        assert browser.get(f"/delen/{other.key}/startfoto/{last}").status_code == 404
    assert browser.get(f"/delen/{page.key}/startfoto/uitnodiging/{number}/onzin/").status_code == 404


def test_letters_bring_the_link_to_the_partner_and_the_news_to_the_owner(
    browser: Client, startfoto: StartfotoRound, owner: Any, settings: Any
) -> None:
    ask(browser, startfoto, "Veilig Thuis", mailbox="team@veiligthuis.example")
    letter = send_letters(settings)["team@veiligthuis.example"]
    assert "Uw organisatie is gevraagd voor een startfoto" in letter.subject
    assert "Samen rond het gezin" in letter.body
    link = link_to_do(letter)
    assert Client().post(link, SCORES)["Location"] == link
    number = StartfotoInvitation.objects.get().pk
    browser.post(f"/delen/{startfoto.practice.key}/startfoto/uitnodiging/{number}/opnieuw/")
    again = send_letters(settings)["team@veiligthuis.example"]
    assert again.subject.startswith("Herinnering")
    assert link_to_do(again) == link
    Client().post(link, {**SCORES, "actie": "vrijgeven"})
    told = send_letters(settings)[owner.email]
    assert told.subject == "Veilig Thuis gaf de startfoto vrij"
    StartfotoRound.objects.update(again_on=timezone.localdate())
    remind_of_startfotos(at=timezone.now())
    assert link_to_do(send_letters(settings)[owner.email]) == f"/delen/{startfoto.practice.key}/startfoto/"


def test_who_left_the_organisation_hears_nothing_of_its_startfotos(
    browser: Client, startfoto: StartfotoRound, owner: Any, page: PracticePage, settings: Any
) -> None:
    link = ask(browser, startfoto, "Politie")
    StartfotoRound.objects.update(again_on=timezone.localdate())
    remind_of_startfotos(at=timezone.now())
    owner.memberships.all().delete()
    assert send_letters(settings) == {}
    Client().post(link, {**SCORES, "actie": "vrijgeven"})
    assert list(send_letters(settings)) == [page.contact_mailbox]


def test_no_letter_goes_to_who_was_withdrawn_meanwhile(
    browser: Client, startfoto: StartfotoRound, settings: Any
) -> None:
    ask(browser, startfoto, "Veilig Thuis", mailbox="team@veiligthuis.example")
    number = StartfotoInvitation.objects.get().pk
    browser.post(f"/delen/{startfoto.practice.key}/startfoto/uitnodiging/{number}/intrekken/")
    assert send_letters(settings) == {}
