"""Every route to publication, with each kind of text: nothing personal goes online, whichever way it comes."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.models import Page

from portal.accounts import viewer_of
from practices.actions.practice import save_draft, start_draft
from practices.actions.schedule import do_what_is_due
from practices.actions.sharing import share, withdraw
from practices.exchange.importer import OPERATOR, Importer, Result
from practices.exchange.lines import read_lines
from practices.models import AuditEntry, LogEntry, PracticePage
from practices.models.guard import ALLOWED, PersonalDataFound, vouching
from practices.rules.visibility import Role
from tests.factories import NOW, SYSTEM, make_practice, make_user
from tests.practices.cms.conftest import Make
from tests.practices.cms.forms import filled

pytestmark = pytest.mark.django_db

CLEAN = "Het wijkteam en de politie maken samen één plan."
HARD = "Mevrouw heeft BSN 111222333."
SOFT = "Het loopt goed. Bel 06 12345678 voor vragen."
WHY = "Dit is het nummer van de balie."
TEXTS = {
    "clean": (CLEAN, ""),
    "hard": (HARD, ""),
    "hard with reason": (HARD, WHY),
    "soft": (SOFT, ""),
    "vouched": (SOFT, WHY),
}
#: What goes online on a route where somebody can say why.
PASSES = {"clean", "vouched"}

Organisation = Callable[[str], Any]


def online(text: str) -> bool:
    """Tell whether a page that is live holds this text."""
    return any(
        text in (page.summary, page.lessons, *(entry.text for entry in page.log_entries.all()))
        for page in PracticePage.objects.filter(live=True)
    )


def reasons() -> list[dict[str, Any]]:
    return list(AuditEntry.objects.filter(deed=ALLOWED).order_by("pk").values_list("details", flat=True))


def shown_in(html: str) -> str:
    found = re.search(r'name="privacy_shown" value="([^"]+)"', html)
    return found.group(1) if found else ""


@pytest.fixture
def member(organisation: Organisation) -> Any:
    return make_user(Role.MEMBER, organisation("zaanstad"))


@pytest.fixture
def browser(member: Any) -> Client:
    client = Client()
    client.force_login(member, backend="portal.accounts.AccountBackend")
    return client


def through_the_form(browser: Client, address: str, typed: dict[str, str], reason: str) -> None:
    """Send a form, and once more with a reason when it asks for one."""
    answer = browser.post(address, typed)
    if reason:
        browser.post(address, {**typed, "privacy_reason": reason, "privacy_shown": shown_in(answer.content.decode())})


@pytest.mark.parametrize("kind", TEXTS)
def test_sharing_form(kind: str, browser: Client, member: Any, organisation: Organisation) -> None:
    text, reason = TEXTS[kind]
    viewer = viewer_of(member)
    draft = start_draft(by=viewer, at=NOW)
    typed = {
        "title": "Samen rond het gezin",
        "summary": text,
        "themes": ["huiselijk-geweld"],
        "background": "Hulp komt te laat.",
        "questions": [{"id": "", "question": "Helpt het?", "type": "weg"}],
        "contact_role": "projectleider",
        "contact_mailbox": "team@zaanstad.example",
    }
    save_draft(draft.pk, values=typed, by=viewer)
    through_the_form(browser, f"/delen/{draft.pk}/controleren/", {}, reason)
    assert online(text) is (kind in PASSES)


@pytest.mark.parametrize("kind", TEXTS)
def test_update_form(kind: str, browser: Client, member: Any, organisation: Organisation) -> None:
    text, reason = TEXTS[kind]
    page = make_practice(organisation("zaanstad"), user=member)
    typed = {"text": text, "log_kind": "voortgang", "on": "2026-03-02"}
    through_the_form(browser, f"/delen/{page.key}/werk-bij/", typed, reason)
    assert online(text) is (kind in PASSES)


@pytest.mark.parametrize("kind", TEXTS)
def test_form_of_a_part(kind: str, browser: Client, member: Any, organisation: Organisation) -> None:
    text, reason = TEXTS[kind]
    page = make_practice(organisation("zaanstad"), user=member)
    through_the_form(browser, f"/delen/{page.key}/vul-aan/geleerd/", {"lessons": text}, reason)
    assert online(text) is (kind in PASSES)


@pytest.mark.parametrize("kind", TEXTS)
def test_sharing_again(kind: str, browser: Client, member: Any, organisation: Organisation) -> None:
    text, reason = TEXTS[kind]
    page = make_practice(organisation("zaanstad"), user=member)
    withdraw(page, by=viewer_of(member), at=NOW)
    PracticePage.objects.filter(pk=page.pk).update(summary=text)
    through_the_form(browser, f"/delen/{page.key}/opnieuw/", {}, reason)
    assert online(text) is (kind in PASSES)


@pytest.mark.parametrize("kind", TEXTS)
def test_publishing_in_cms(kind: str, editor: Client, make: Make) -> None:
    text, reason = TEXTS[kind]
    page = make(PracticePage, live=False)
    address = f"/cms/pages/{page.pk}/edit/"
    sent = filled(editor, address, summary=text, privacy_reason=reason)
    answer = editor.post(address, {**sent, "action-publish": "1"})
    assert answer.status_code == (302 if kind in PASSES else 200)
    assert online(text) is (kind in PASSES)
    if kind == "soft":
        assert "In het kort, zin 2: dit lijkt een telefoonnummer: 06 ••••••78." in answer.content.decode()


@pytest.mark.parametrize("kind", TEXTS)
def test_adding_in_cms(kind: str, editor: Client, organisation: Organisation) -> None:
    text, reason = TEXTS[kind]
    address = f"/cms/pages/add/practices/practicepage/{organisation('zaanstad').pk}/"
    sent = filled(editor, address, title="Nieuw", summary=text, privacy_reason=reason)
    editor.post(address, {**sent, "action-publish": "1"})
    assert online(text) is (kind in PASSES)


@pytest.mark.parametrize("kind", ["clean", "hard", "soft"])
def test_several_at_once_in_cms(kind: str, editor: Client, make: Make) -> None:
    """Nobody says why for many pages at once: what needs a reason is held, and the rest goes online."""
    text = TEXTS[kind][0]
    page = make(PracticePage, live=False, summary=text, title="Apart")
    other = make(PracticePage, live=False, summary="Een ander plan.")
    address = f"/cms/bulk/wagtailcore/page/publish/?id={page.pk}&id={other.pk}&next=/cms/"
    answer = editor.post(address, {"include_descendants": ""}, follow=True).content.decode()
    assert online(text) is (kind == "clean")
    assert online("Een ander plan.")
    assert ("Niet gepubliceerd: “Apart”" in answer) is (kind != "clean")
    noted = set(AuditEntry.objects.filter(deed="gedeeld").values_list("key", flat=True))
    assert noted == ({page.key, other.key} if kind == "clean" else {other.key})


@pytest.mark.parametrize("kind", TEXTS)
def test_planning_in_cms(kind: str, editor: Client, make: Make) -> None:
    text, reason = TEXTS[kind]
    page = make(PracticePage, live=False)
    tomorrow = timezone.now().replace(second=0, microsecond=0) + timedelta(days=1)
    address = f"/cms/pages/{page.pk}/edit/"
    moment = timezone.localtime(tomorrow).strftime("%Y-%m-%d %H:%M")
    sent = filled(editor, address, summary=text, privacy_reason=reason, go_live_at=moment)
    editor.post(address, {**sent, "action-publish": "1"})
    do_what_is_due(at=tomorrow + timedelta(seconds=1))
    assert online(text) is (kind in PASSES)


@pytest.mark.parametrize("kind", ["clean", "hard", "soft"])
def test_a_planned_version_that_came_past_the_form(kind: str, make: Make) -> None:
    text = TEXTS[kind][0]
    page = make(PracticePage, live=False)
    page.summary = text
    tomorrow = timezone.now() + timedelta(days=1)
    page.save_revision(approved_go_live_at=tomorrow)
    (told,) = do_what_is_due(at=tomorrow + timedelta(seconds=1))
    assert online(text) is (kind == "clean")
    held = AuditEntry.objects.filter(key=page.key, deed="publiceren tegengehouden")
    assert held.count() == (0 if kind == "clean" else 1)
    if kind != "clean":
        assert "In het kort" in told
        assert "12345678" not in told
        assert "111222333" not in told


@pytest.mark.parametrize("kind", ["clean", "hard", "soft"])
def test_import(kind: str, db: None) -> None:
    """The operator vouches for what is likely; a line with what is certain is refused, and the others stay."""
    text = TEXTS[kind][0]
    records = [
        {"soort": "praktijk", "id": "een", "titel": "Een", "gemeenten": ["zaanstad"], "samenvatting": text},
        {"soort": "praktijk", "id": "twee", "titel": "Twee", "gemeenten": ["zaanstad"], "samenvatting": "Ander plan."},
    ]
    lines = "\n".join(json.dumps(each) for each in records).encode()
    results = [each.result for each in Importer(by=OPERATOR, at=NOW).lines(read_lines(BytesIO(lines)))]
    assert online(text) is (kind != "hard")
    assert results == [Result.REFUSED if kind == "hard" else Result.ADDED, Result.ADDED]
    assert [each["where"] for each in reasons()] == (["import"] if kind == "soft" else [])


@pytest.mark.parametrize("kind", ["clean", "hard", "soft"])
def test_import_past_its_own_check(kind: str, organisation: Organisation) -> None:
    from practices.actions.records import Content, add_item

    text = TEXTS[kind][0]
    content = Content(attributes={"title": "Een"}, rows={"log_entries": [{"text": text}]})
    attempt = lambda: add_item(PracticePage, content, organisation=organisation("vng"), live=True, by=SYSTEM, at=NOW)  # noqa: E731
    if kind == "clean":
        attempt()
    else:
        with pytest.raises(PersonalDataFound):
            attempt()
    assert online(text) is (kind == "clean")


def save(page: Any) -> None:
    page.live = True
    page.save()


def save_only_these_fields(page: Any) -> None:
    page.live = True
    page.save(update_fields=["live", "summary"])


def save_without_cleaning(page: Any) -> None:
    page.live = True
    page.save(clean=False)


def publish(page: Any) -> None:
    page.save_revision(clean=False).publish()


def save_as_plain_page(page: Any) -> None:
    page.save()
    plain = Page.objects.get(pk=page.pk)
    plain.live = True
    plain.save()


def add_a_live_page(page: Any) -> None:
    page.get_parent().add_child(instance=PracticePage(title="Nog een", summary=page.summary, live=True))


def act(page: Any) -> None:
    share(PracticePage(title="Nog een", summary=page.summary), organisation=page.organisation, by=SYSTEM, at=NOW)


SHELL = (save, save_only_these_fields, save_without_cleaning, publish, save_as_plain_page, add_a_live_page, act)


@pytest.mark.parametrize("route", SHELL)
@pytest.mark.parametrize("kind", TEXTS)
def test_in_a_shell(kind: str, route: Callable[[Any], None], make: Make) -> None:
    text, reason = TEXTS[kind]
    page = make(PracticePage, live=False)
    page.summary = text

    def do() -> None:
        if reason:
            with vouching(reason, by=SYSTEM):
                route(page)
        else:
            route(page)

    if kind in PASSES:
        do()
    else:
        with pytest.raises(PersonalDataFound, match="In het kort"):
            do()
    assert online(text) is (kind in PASSES)


@pytest.mark.parametrize("kind", ["clean", "hard", "soft"])
def test_a_part_of_a_page_in_a_shell(kind: str, make: Make) -> None:
    text = TEXTS[kind][0]
    page = make(PracticePage)
    page.log_entries.add(LogEntry(text=text))
    if kind == "clean":
        page.save()
    else:
        with pytest.raises(PersonalDataFound, match="Logboek"):
            page.save()
    assert online(text) is (kind == "clean")


def test_the_api_writes_nothing_and_that_of_wagtail_publishes_nothing(editor: Client, make: Make) -> None:
    page = make(PracticePage, live=False, summary=HARD)
    for address in (f"/api/v1/praktijken/{page.pk}", "/api/v1/praktijken"):
        for send in (editor.post, editor.put, editor.patch, editor.delete):
            assert send(address).status_code == 405
    assert editor.post(f"/cms/api/main/pages/{page.pk}/action/publish/").status_code == 404
    assert not online(HARD)
