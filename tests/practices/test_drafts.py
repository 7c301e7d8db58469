"""Two windows in one draft: whatever they type, no text goes in silence."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from practices.rules.drafts import fingerprint, merge
from practices.rules.names import NameList, normal

texts = st.sampled_from(["", "een", "twee", "drie"])
fields = st.dictionaries(st.sampled_from(["title", "summary", "background"]), texts)


@given(before=fields, now=fields, typed=fields)
def test_what_either_window_changed_is_kept_or_handed_back(
    before: dict[str, str], now: dict[str, str], typed: dict[str, str]
) -> None:
    seen = {field: fingerprint(before.get(field)) for field in typed}

    merged = merge(now, typed, seen)

    assert set(merged.values) == set(typed)
    for field, text in typed.items():
        changed_here, changed_there = text != before.get(field), now.get(field) != before.get(field)
        if changed_here:
            assert merged.values[field] == text
        elif changed_there:
            assert merged.values[field] == now.get(field)
        if changed_here and changed_there and now.get(field) not in (None, "", text):
            assert merged.overwritten[field] == now[field]
        else:
            assert field not in merged.overwritten


def test_names_are_compared_without_case_accents_and_signs() -> None:
    assert normal("  's-Hertogenbosch ") == normal("S HERTOGENBOSCH")
    assert normal("Gemeente Súdwest-Fryslân") == "sudwest fryslan"


def test_an_official_name_wins_over_a_name_of_the_past() -> None:
    names = NameList(
        [[("laren", "Laren")], [("lochem", "Laren"), ("lochem", "Gorssel")], [("a", "Beek"), ("b", "Beek")]]
    )

    assert names.find("LAREN") == ("laren",)
    assert names.find("gorssel") == ("lochem",)
    assert names.find("Beek") == ("a", "b")
    assert names.find("Nergens") == names.find("!!!") == names.find("") == ()
