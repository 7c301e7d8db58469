"""The audit names what the index holds wrongly, repairs it, and explains one key."""

from __future__ import annotations

from dataclasses import replace

from search.values import Change
from tests.own_site import OwnSite
from tests.search.outbox import doings
from tests.search.outbox.conftest import assert_index_is_right, drained


def damaged(site: OwnSite) -> tuple[str, str, str]:
    """Change the index behind the outbox's back; return the keys that are missing, stale and surplus in it."""
    missing, stale = (site.do(doings.share_practice, title) for title in ("Buurtteam", "Wijkteam"))
    drained(site)
    document = site.do(doings.document, stale)
    surplus = "praktijk-999999"
    site.search_engine().apply(
        [
            Change(missing, None),
            Change(stale, replace(document, title="Oude titel")),
            Change(surplus, replace(document, key=surplus, ordinal=999_999)),
        ]
    )
    return missing, stale, surplus


def test_drift_is_named_key_by_key_and_repaired(site: OwnSite) -> None:
    missing, stale, surplus = damaged(site)

    code, said = site.command("search_audit")
    assert code == 1
    assert f"{missing}: ontbreekt in de index" in said
    assert f"{stale}: verouderd in de index" in said
    assert f"{surplus}: te veel in de index" in said

    code, said = site.command("search_audit", "--repair")
    assert code == 0, said
    assert_index_is_right(site)


def test_what_waits_in_the_outbox_is_under_way_and_no_drift(site: OwnSite) -> None:
    key = site.do(doings.share_practice, "Buurtteam")

    code, said = site.command("search_audit")

    assert code == 0
    assert f"{key}: onderweg" in said
    assert "1 in de wachtrij" in said


def test_an_explanation_says_why_a_page_is_found_or_not(site: OwnSite) -> None:
    key = site.do(doings.share_practice, "Buurtteam")
    assert "Staat in de wachtrij sinds" in explained(site, key)
    drained(site)
    assert explained(site, key).endswith(
        "Hoort vindbaar te zijn voor wie een van deze kenmerken heeft: public.\n"
        "Staat in de index, zoals het nu is.\nStaat niet in de wachtrij.\n"
    )

    site.do(doings.take_back, key)
    drained(site)

    assert explained(site, key).endswith(
        "Hoort niet vindbaar te zijn: De pagina is niet gepubliceerd: een concept, of ingetrokken.\n"
        "Staat niet in de index.\nStaat niet in de wachtrij.\n"
    )
    assert "bestaat niet of is verwijderd" in explained(site, "praktijk-999999")
    assert "is geen sleutel" in explained(site, "onzin")


def explained(site: OwnSite, key: str) -> str:
    code, said = site.command("search_audit", "--explain", key)
    assert code == 0
    return said


def test_without_an_index_the_audit_says_so(own_site: OwnSite) -> None:
    code, said = own_site.command("search_audit")

    assert code == 1
    assert "De zoekmachine antwoordt niet" in said
