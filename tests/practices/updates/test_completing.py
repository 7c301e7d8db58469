"""The form grows with the phase: what it asks, a part at a time, and what colleagues wrote meanwhile is not lost."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from portal.accounts import viewer_of
from practices.actions.description import TEXTS, described
from practices.actions.practice import change_phase
from practices.choices import Phase
from practices.forms.description import PARTS
from practices.models import Domain, PartnerKind, PracticePage, TargetGroup
from practices.rules.asking import Asked, asked
from practices.rules.completeness import PRACTICE
from tests.factories import NOW


def again(page: PracticePage) -> PracticePage:
    return PracticePage.objects.get(pk=page.pk)


def seen_in(html: str) -> str:
    """Return the marks that a page of the form sends along."""
    found = re.search(r'name="seen" value="([^"]*)"', html)
    assert found
    return found[1].replace("&quot;", '"')


@pytest.mark.parametrize(
    ("phase", "field", "level"),
    [
        ("idee", "doel", Asked.OPTIONAL),
        ("idee", "resultaten", Asked.LATER),
        ("idee", "kosten", Asked.OPTIONAL),
        ("voorbereiding", "lessen", Asked.LATER),
        ("uitvoering", "doel", Asked.REQUIRED),
        ("uitvoering", "resultaten", Asked.OPTIONAL),
        ("uitvoering", "hulpvraag", Asked.OPTIONAL),
        ("afgerond", "resultaten", Asked.REQUIRED),
        ("afgerond", "hulpvraag", Asked.LATER),
        ("geborgd", "borging", Asked.REQUIRED),
        ("gestopt", "resultaten", Asked.OPTIONAL),
    ],
)
def test_a_phase_asks_what_can_be_known_in_it(phase: str, field: str, level: Asked) -> None:
    assert asked(field, phase) == level


def test_every_field_that_a_phase_asks_has_a_form() -> None:
    in_parts = {field for part in PARTS for field in part.records}
    elsewhere = {*PRACTICE["idee"], "mijlpalen", "bijstellingen"}
    assert {field for fields in PRACTICE.values() for field in fields} - in_parts - elsewhere == set()


def test_the_page_of_its_owner_counts_what_is_missing_and_leads_there(
    browser: Client, page: PracticePage, colleague: Any
) -> None:
    assert "De beschrijving is volledig voor deze fase." in browser.get(page.get_absolute_url()).content.decode()
    change_phase(page, phase=Phase.EXECUTION, since=NOW.date(), by=viewer_of(colleague), at=NOW)
    shown = browser.get(page.get_absolute_url()).content.decode()
    assert "Nog 5 dingen voor een volledige beschrijving" in shown
    assert f'href="/delen/{page.key}/vul-aan/doel/"' in shown
    assert f'href="/delen/{page.key}/vul-aan/partners/"' in shown

    browser.post(f"/delen/{page.key}/vul-aan/aanpak/", {"approach": "Bellen\r\nPraten"})
    assert "Nog 4 dingen" in browser.get(page.get_absolute_url()).content.decode()


def test_the_overview_asks_results_only_when_there_can_be_some(
    browser: Client, page: PracticePage, colleague: Any
) -> None:
    address = f"/delen/{page.key}/vul-aan/"
    before, _, later = browser.get(address).content.decode().partition("pas in een andere fase")
    assert "Resultaten tot nu toe" not in before
    assert "Resultaten tot nu toe" in later
    change_phase(page, phase=Phase.FINISHED, since=NOW.date(), by=viewer_of(colleague), at=NOW)
    shown = browser.get(address).content.decode()
    assert "Resultaten tot nu toe" in shown.partition("Ook aan te vullen")[0]
    assert f'href="/delen/{page.key}/werk-bij/leervraag/"' in shown
    assert f'href="/delen/{page.key}/werk-bij/mijlpaal/"' in shown


def test_each_part_saves_what_it_shows_and_nothing_else(browser: Client, page: PracticePage) -> None:
    domain = Domain.objects.get(slug="zorg")
    typed = {"purpose": "Sneller hulp.\r\n\r\nEn beter.", "domains": [domain.pk], "target_groups": []}
    assert browser.post(f"/delen/{page.key}/vul-aan/doel/", typed)["Location"] == f"/delen/{page.key}/vul-aan/"
    browser.post(f"/delen/{page.key}/vul-aan/kosten/", {"costs": "weten we niet", "funding": "GGU-fonds | 25000"})
    changed = again(page)
    assert changed.purpose == "Sneller hulp.\n\nEn beter."
    assert list(changed.domains.all()) == [domain]
    assert (changed.costs, changed.funding) == ("weten we niet", [{"bron": "GGU-fonds", "bedrag": 25000}])
    assert (changed.title, changed.background, changed.questions.count()) == (page.title, page.background, 1)


def test_every_part_can_be_opened_and_saved_as_it_is(browser: Client, page: PracticePage) -> None:
    before = {name: described(page, name) for part in PARTS for name in part.form.base_fields}
    assert {*TEXTS} <= {*before}
    for part in PARTS:
        shown = browser.get(f"/delen/{page.key}/vul-aan/{part.slug}/")
        assert shown.status_code == 200, part.slug
        sent = {"seen": seen_in(shown.content.decode())}
        assert browser.post(f"/delen/{page.key}/vul-aan/{part.slug}/", sent).status_code == 302, part.slug
    assert {name: described(again(page), name) for name in before} == before


def partner(*rows: tuple[str, str, str, str, str]) -> dict[str, list[str]]:
    names = ("id", "name", "partner_kind", "role", "contribution")
    return {f"partner_{name}": [row[number] for row in rows] for number, name in enumerate(names)}


def test_partners_are_added_changed_and_taken_away(browser: Client, page: PracticePage) -> None:
    address, kind = f"/delen/{page.key}/vul-aan/partners/", PartnerKind.objects.order_by("name")[0]
    for _ in range(2):  # a double click
        rows = [("", "Veilig Thuis", str(kind.pk), "regie", "Een regisseur"), ("", "Reclassering", "", "", "")]
        assert browser.post(address, partner(*rows)).status_code == 302
    first, second = again(page).participations.all()
    assert (first.name, first.partner_kind, first.role, first.contribution) == (
        "Veilig Thuis",
        kind,
        "regie",
        "Een regisseur",
    )
    assert list(again(page).partner_kinds.all()) == [kind]

    assert "Veilig Thuis" in browser.get(address).content.decode()
    browser.post(address, partner((str(first.pk), "", "", "", ""), (str(second.pk), "Reclassering NL", "", "", "")))
    left = again(page).participations.get()
    assert (left.pk, left.name) == (second.pk, "Reclassering NL")


def test_another_row_for_a_partner_saves_nothing_and_loses_nothing(browser: Client, page: PracticePage) -> None:
    typed = {**partner(("", "Veilig Thuis", "", "", "")), "rij": "erbij"}
    shown = browser.post(f"/delen/{page.key}/vul-aan/partners/", typed).content.decode()
    assert 'value="Veilig Thuis"' in shown
    assert "Naam van partner 2" in shown
    assert not again(page).participations.exists()


@pytest.mark.parametrize(
    ("part", "typed", "said"),
    [
        ("partners", partner(("", "", "", "", "Alleen inbreng")), "vul een naam in, of kies een soort"),
        ("partners", partner(("", "x" * 201, "", "", "")), "de naam is te lang"),
        ("partners", partner(("", "Bel 111222333 (BSN)", "", "", "")), "burgerservicenummer"),
        ("aanpak", {"approach": "Stuur BSN 111222333 door"}, "burgerservicenummer"),
        ("doel", {"domains": ["99999"]}, "99999"),
        ("resultaten", {"evidence": "zeker", "results": "Alles"}, "Kies uit de lijst."),
        ("geleerd", {"lessons": "x" * 20_001}, "te lang"),
    ],
)
def test_a_mistake_in_a_part_is_named(
    browser: Client, page: PracticePage, part: str, typed: dict[str, Any], said: str
) -> None:
    answer = browser.post(f"/delen/{page.key}/vul-aan/{part}/", typed)
    assert answer.status_code == 200
    assert said in answer.content.decode()
    assert not again(page).participations.exists()


def test_what_a_colleague_wrote_meanwhile_is_shown_before_it_is_replaced(browser: Client, page: PracticePage) -> None:
    address = f"/delen/{page.key}/vul-aan/geleerd/"
    seen = seen_in(browser.get(address).content.decode())
    browser.post(address, {"lessons": "Van de collega.", "side_effects": "Ook van haar."})

    mine = {"lessons": "Van mij.", "seen": seen}
    shown = browser.post(address, mine).content.decode()
    assert "Een collega heeft dit intussen ook gewijzigd" in shown
    assert "Van de collega." in shown
    assert "Van mij." in shown
    assert again(page).lessons == "Van de collega."

    browser.post(address, {"lessons": "Van mij.", "side_effects": "Ook van haar.", "seen": seen_in(shown)})
    assert (again(page).lessons, again(page).side_effects) == ("Van mij.", "Ook van haar.")


def test_a_field_that_one_left_alone_keeps_what_a_colleague_wrote(browser: Client, page: PracticePage) -> None:
    address = f"/delen/{page.key}/vul-aan/geleerd/"
    seen = seen_in(browser.get(address).content.decode())
    browser.post(address, {"lessons": "Van de collega."})
    assert browser.post(address, {"lessons": "", "side_effects": "Van mij.", "seen": seen}).status_code == 302
    assert (again(page).lessons, again(page).side_effects) == ("Van de collega.", "Van mij.")


def test_somebody_of_another_municipality_fills_in_nothing(stranger: Client, page: PracticePage) -> None:
    assert stranger.get(f"/delen/{page.key}/vul-aan/").status_code == 403
    for part in PARTS:
        assert stranger.post(f"/delen/{page.key}/vul-aan/{part.slug}/", {"purpose": "x"}).status_code == 403


def test_a_part_that_does_not_exist_is_not_found(browser: Client, page: PracticePage) -> None:
    assert browser.get(f"/delen/{page.key}/vul-aan/onzin/").status_code == 404


def test_what_is_retired_is_no_longer_offered_but_stays_where_it_was_chosen(
    browser: Client, page: PracticePage
) -> None:
    kept, gone = TargetGroup.objects.all()[:2]
    page.target_groups.add(kept)
    page.save()
    TargetGroup.objects.filter(pk__in=[kept.pk, gone.pk]).update(is_retired=True)
    PartnerKind.objects.filter(slug="politie").update(is_retired=True)
    answer = browser.get(f"/delen/{page.key}/vul-aan/doel/").content.decode()
    assert f'name="target_groups" value="{kept.pk}"' in answer
    assert f'name="target_groups" value="{gone.pk}"' not in answer
    police = PartnerKind.objects.get(slug="politie")
    assert f'<option value="{police.pk}"' not in browser.get(f"/delen/{page.key}/vul-aan/partners/").content.decode()
