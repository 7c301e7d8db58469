"""A partner fills in by its link; nobody else sees a score before the partner releases it, wherever one looks."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core import serializers
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Revision

from portal.accounts import viewer_of
from practices.actions.updates import write_log
from practices.choices import LogKind
from practices.exchange.exporter import records
from practices.models import AuditEntry, PracticePage, StartfotoAnswer, StartfotoInvitation, StartfotoRound
from practices.queries.startfoto import secret_of
from practices.rules.visibility import Role
from search.models import OutgoingMail
from search.sources import get_source
from tests.factories import make_user
from tests.practices.conftest import signed_in
from tests.practices.startfoto.conftest import SCORES, SECRET_WORDS, ask, begin

RELEASE = {**SCORES, "actie": "vrijgeven"}


def everywhere(page: PracticePage, owner: Any, organisation: Callable[[str], Any]) -> str:
    """Return all that somebody else than the partner can get hold of, as one text."""
    people = [owner, make_user(Role.EDITOR, organisation("vng")), make_user(Role.MEMBER, organisation("breda"))]
    people.append(make_user(Role.ADMINISTRATOR, None))
    seen = [str(Client().get(page.get_absolute_url()).content.decode())]
    for person in people:
        client = signed_in(person)
        paths = (
            page.get_absolute_url(),
            f"{page.get_absolute_url()}startfoto.csv",
            f"/delen/{page.key}/startfoto/",
            f"/api/v1/praktijken/{page.key}",
            "/zoeken/?q=gezin",
        )
        seen += [client.get(path).content.decode() for path in paths]
        seen += [json.dumps(record, ensure_ascii=False) for record in records(viewer_of(person))]
    seen += [json.dumps(revision.content, ensure_ascii=False) for revision in Revision.objects.all()]
    seen += [str(document) for document in get_source().documents([page.key]).values()]
    seen.append(serializers.serialize("json", AuditEntry.objects.all()))
    seen.append(str(list(OutgoingMail.objects.values())))
    return "\n".join(seen)


def test_what_is_filled_in_is_nowhere_until_it_is_released(
    browser: Client, startfoto: StartfotoRound, owner: Any, organisation: Callable[[str], Any]
) -> None:
    link = ask(browser, startfoto, "Politie")
    own = Client().post(link, SCORES)["Location"]
    assert StartfotoAnswer.objects.get().remark == SECRET_WORDS
    page = PracticePage.objects.get()
    by = viewer_of(owner)
    write_log(page, kind=LogKind.PROGRESS, text="Iets.", on=startfoto.date, is_minor=False, by=by, at=timezone.now())
    found = everywhere(page, owner, organisation)
    assert SECRET_WORDS not in found
    assert "Ingevuld, nog niet vrijgegeven" in found

    Client().post(own, RELEASE)
    assert SECRET_WORDS in everywhere(page, owner, organisation)


def test_who_handed_the_link_over_cannot_open_what_was_filled_in(browser: Client, startfoto: StartfotoRound) -> None:
    link = ask(browser, startfoto, "Politie")
    partner = Client()
    answer = partner.post(link, SCORES, follow=True)
    own = answer.redirect_chain[-1][0]
    text = answer.content.decode()
    assert "Bewaard. Alleen u ziet dit" in text
    assert "Bewaar dit adres" in text
    assert SECRET_WORDS in text
    assert own != link
    assert browser.get(link).status_code == 410
    assert SECRET_WORDS not in browser.get(link).content.decode()
    assert partner.post(own, {**SCORES, "score_0": "3"})["Location"] == own  # it stays the partner's
    assert StartfotoAnswer.objects.get().scores["verbinding"] == 3


def test_a_link_from_a_mail_stays_as_it_is(browser: Client, startfoto: StartfotoRound) -> None:
    ask(browser, startfoto, "Veilig Thuis", mailbox="team@veiligthuis.example")
    link = f"/startfoto/{secret_of(StartfotoInvitation.objects.get().nonce)}/"
    assert Client().post(link, SCORES)["Location"] == link
    assert SECRET_WORDS in Client().get(link).content.decode()


def test_releasing_shows_it_on_the_page_with_who_and_when(
    browser: Client, startfoto: StartfotoRound, owner: Any
) -> None:
    page = PracticePage.objects.get()
    confirmed = page.confirmed_on
    answer = Client().post(ask(browser, startfoto, "Politie"), {**RELEASE, "family_effect": "Minder loketten."})
    assert "Dank u wel" in Client().get(answer["Location"]).content.decode()
    shown = Client().get(page.get_absolute_url()).content.decode()
    assert "Startfoto: hoe werken wij samen?" in shown
    assert "Wij kennen elkaars werk" in shown
    assert "Minder loketten." in shown
    page.refresh_from_db()
    measurement = page.measurements.get()
    assert (measurement.partner, measurement.date, measurement.released) == ("Politie", startfoto.date, True)
    assert measurement.scores == {
        "verbinding": 2,
        "informatie-delen": 4,
        "snelheid": 1,
        "Wij kennen elkaars werk": 5,
    }
    assert page.confirmed_on == confirmed  # a partner confirms nothing of the owner's
    kept = StartfotoAnswer.objects.get()
    assert (kept.scores, kept.remark, kept.family_effect) == ({}, "", "")
    line = AuditEntry.objects.get(deed="startfoto vrijgegeven")
    assert (line.by_id, line.by_name, line.details) == (None, "Politie (persoonlijke link)", {"partner": "Politie"})
    told = OutgoingMail.objects.get(kind="startfoto-released")
    assert (told.user_id, told.content) == (owner.pk, {"practice": page.key, "partner": "Politie"})


def test_what_was_released_does_not_change_any_more(browser: Client, startfoto: StartfotoRound) -> None:
    link = Client().post(ask(browser, startfoto, "Politie"), RELEASE)["Location"]
    assert Client().post(link, {**SCORES, "score_0": "5"}).status_code == 200
    assert PracticePage.objects.get().measurements.get().scores["verbinding"] == 2
    number = StartfotoInvitation.objects.get().pk
    base = f"/delen/{startfoto.practice.key}/startfoto/uitnodiging/{number}"
    assert "gaf de scores al vrij" in browser.post(f"{base}/intrekken/", follow=True).content.decode()


def test_the_day_after_the_end_nothing_can_be_filled_in(browser: Client, startfoto: StartfotoRound) -> None:
    link = ask(browser, startfoto, "Politie")
    day = timezone.localdate() - timedelta(days=1)
    StartfotoRound.objects.update(date=day, closes_on=day)
    assert Client().get(link).status_code == 410
    assert Client().post(link, SCORES).status_code == 410
    assert not StartfotoAnswer.objects.exists()


@pytest.mark.parametrize("secret", ["onzin", "é", "x" * 500, "0" * 64])
def test_a_link_that_nobody_made_opens_nothing(client: Client, db: None, secret: str) -> None:
    assert client.get(f"/startfoto/{secret}/").status_code == 410


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"remark": "Alleen woorden"}, "Geef ten minste één stelling een cijfer."),
        ({"score_0": "6", "remark": "Alleen woorden"}, "Kies een cijfer van 1 tot en met 5."),
        ({"score_0": "2", "remark": "Alleen woorden, BSN 111222333"}, ": dit lijkt een"),
        ({"score_0": "2", "remark": "Alleen woorden " * 5000}, "Deze tekst is te lang"),
    ],
)
def test_bad_input_is_told_and_kept_on_the_screen(
    browser: Client, startfoto: StartfotoRound, typed: dict[str, str], told: str
) -> None:
    link = ask(browser, startfoto, "Politie")
    answer = Client().post(link, typed)
    assert answer.status_code == 200
    assert told in answer.content.decode()
    assert "Alleen woorden" in answer.content.decode()
    assert not StartfotoAnswer.objects.exists()


def test_looking_changes_nothing(browser: Client, startfoto: StartfotoRound) -> None:
    link = ask(browser, startfoto, "Politie")
    before = AuditEntry.objects.count(), StartfotoInvitation.objects.values().get()
    Client().get(link)
    Client().head(link)
    assert (AuditEntry.objects.count(), StartfotoInvitation.objects.values().get()) == before


def test_the_own_score_is_for_colleagues_until_it_is_released(
    browser: Client, startfoto: StartfotoRound, organisation: Callable[[str], Any]
) -> None:
    url = f"/delen/{startfoto.practice.key}/startfoto/{startfoto.pk}/eigen-score/"
    assert browser.post(url, SCORES).status_code == 302
    colleague = signed_in(make_user(Role.MEMBER, organisation("zaanstad")))
    assert SECRET_WORDS in colleague.get(url).content.decode()
    assert not PracticePage.objects.get().measurements.exists()
    assert colleague.post(url, RELEASE).status_code == 302
    assert PracticePage.objects.get().measurements.get().partner == organisation("zaanstad").title
    assert "al vrijgegeven" in browser.post(url, SCORES, follow=True).content.decode()
    assert not OutgoingMail.objects.filter(kind="startfoto-released").exists()


def test_a_later_round_is_a_vervolgfoto_beside_the_first_also_as_csv(
    browser: Client, startfoto: StartfotoRound
) -> None:
    page = PracticePage.objects.get()
    Client().post(ask(browser, startfoto, "Politie"), {**RELEASE, "remark": "=1+1"})
    earlier = timezone.localdate() - timedelta(days=400)
    page.measurements.update(date=earlier)
    StartfotoRound.objects.update(date=earlier)
    again = begin(browser, page)
    assert again.own_statements == []
    link = ask(browser, again, "Politie")
    assert "vraagt <strong>Politie</strong> om deze vervolgfoto" in Client().get(link).content.decode()
    Client().post(link, {"score_0": "4", "actie": "vrijgeven"})
    shown = Client().get(page.get_absolute_url()).content.decode()
    assert "Eerste keer" in shown
    assert 'd="M2 .33H4"' in shown
    sheet = Client().get(f"{page.get_absolute_url()}startfoto.csv")
    assert sheet["Content-Type"] == "text/csv; charset=utf-8"
    rows = list(csv.reader(io.StringIO(sheet.content.decode())))
    assert rows[0] == ["datum", "partner", "stelling", "score", "toelichting", "watMerktHetGezin"]
    assert rows[1] == [earlier.isoformat(), "Politie", "verbinding", "2", "'=1+1", ""]
    assert rows[-1] == [again.date.isoformat(), "Politie", "verbinding", "4", "", ""]


def test_the_csv_is_only_for_who_may_see_the_practice(
    browser: Client, startfoto: StartfotoRound, organisation: Callable[[str], Any]
) -> None:
    page = PracticePage.objects.get()
    PracticePage.objects.update(visibility="organisatie")
    path = f"{page.get_absolute_url()}startfoto.csv"
    assert Client().get(path).status_code == 404
    assert signed_in(make_user(Role.MEMBER, organisation("breda"))).get(path).status_code == 404
    assert browser.get(path).status_code == 200


def test_an_older_revision_brings_no_release_to_nothing(browser: Client, startfoto: StartfotoRound, owner: Any) -> None:
    page = PracticePage.objects.get()
    draft = page.save_revision(changed=True)
    Client().post(ask(browser, startfoto, "Politie"), RELEASE)
    page.refresh_from_db()
    assert page.latest_revision_id == draft.pk  # the draft of an editor stays the newest
    draft.publish()
    assert PracticePage.objects.get().measurements.get().partner == "Politie"


def test_the_overview_takes_as_many_queries_for_many_partners(
    browser: Client, startfoto: StartfotoRound, django_assert_max_num_queries: Any
) -> None:
    for number in range(3):
        Client().post(ask(browser, startfoto, f"Partner {number}"), SCORES)
    url = f"/delen/{startfoto.practice.key}/startfoto/"
    browser.get(url)
    with CaptureQueriesContext(connection) as few:
        browser.get(url)
    taken = len(few)
    for number in range(3, 12):
        Client().post(ask(browser, startfoto, f"Partner {number}"), SCORES)
    with django_assert_max_num_queries(taken):
        assert browser.get(url).content.decode().count("Ingevuld, nog niet vrijgegeven") == 12
