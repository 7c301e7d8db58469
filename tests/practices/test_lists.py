"""The maintained lists: loaded from files, safe to repeat, and what they say of words."""

from __future__ import annotations

import pytest

from practices.actions.lists import load_lists
from practices.models import Abbreviation, Merger, Municipality, Theme
from practices.queries import synonym_groups
from search.models import OutboxRow

pytestmark = pytest.mark.django_db


def test_the_lists_are_whole() -> None:
    counts = load_lists()
    assert counts["gemeenten"] == Municipality.objects.count() == 342
    assert counts["themas"] == Theme.objects.count() == 66
    assert Municipality.objects.filter(province=None).count() == 0


def test_loading_again_changes_nothing() -> None:
    OutboxRow.objects.all().delete()
    before = list(Theme.objects.order_by("pk").values())
    load_lists()
    assert list(Theme.objects.order_by("pk").values()) == before
    assert not OutboxRow.objects.exists()


def test_an_old_municipality_leads_to_the_one_of_today() -> None:
    assert [item.name for item in Merger.objects.get(old_name="Beemster").successors.all()] == ["Purmerend"]


def test_a_municipality_that_merged_twice_leads_to_the_last() -> None:
    assert [item.name for item in Merger.objects.get(old_name="Ootmarsum").successors.all()] == ["Dinkelland"]


def test_a_split_municipality_leads_to_several() -> None:
    successors = Merger.objects.get(old_name="Haaren").successors.order_by("name")
    assert [item.name for item in successors] == ["Boxtel", "Oisterwijk", "Tilburg", "Vught"]


def test_a_merger_that_is_not_in_force_is_left_out() -> None:
    assert not Merger.objects.filter(old_name="Wijdemeren").exists()


def test_an_abbreviation_stands_for_its_words_unless_it_is_ambiguous() -> None:
    groups = synonym_groups()
    assert ("multidisciplinair overleg", "MDO") in groups
    ambiguous = Abbreviation.objects.filter(is_ambiguous=True).first()
    assert ambiguous is not None
    assert (ambiguous.name, *ambiguous.synonyms) not in groups


def test_words_that_lead_to_a_theme_do_not_expand_a_search() -> None:
    theme = Theme.objects.get(slug="gegevensdeling")
    assert "privacy" in theme.synonyms
    assert not any(theme.name in group for group in synonym_groups())
