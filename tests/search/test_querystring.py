"""The address of a search: read leniently, written shortly, and the same both ways."""

from __future__ import annotations

import string
from urllib.parse import parse_qs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.querystring import (
    MAX_LENGTH,
    MAX_VALUES,
    PageNotANumber,
    SearchRequest,
    encode,
    parse,
    parse_page,
)
from search.schema import Facet, Schema
from search.values import Sort

SCHEMA = Schema(facets=(Facet("thema", "Thema"), Facet("domein", "Domein")))
slugs = st.text(string.ascii_lowercase + string.digits + "-+", min_size=1, max_size=20)


@given(
    text=st.text(string.ascii_letters + ' "-é', max_size=60),
    chosen=st.dictionaries(st.sampled_from(SCHEMA.names), st.lists(slugs, min_size=1, max_size=4, unique=True)),
    sort=st.sampled_from(list(Sort)),
    page=st.integers(1, 500),
    on_map=st.booleans(),
)
def test_an_address_leads_back_to_the_same_search(
    text: str, chosen: dict[str, list[str]], sort: Sort, page: int, on_map: bool
) -> None:
    filters = {name: tuple(values) for name, values in chosen.items()}
    asked = SearchRequest(text=text.strip(), chosen=filters, sort=sort, page=page, on_map=on_map)
    again = parse(parse_qs(encode(asked, SCHEMA), keep_blank_values=True), SCHEMA)
    assert again.filters == asked.filters
    assert (again.sort, again.page, again.on_map) == (asked.sort, asked.page, asked.on_map)


@given(st.dictionaries(st.sampled_from(["q", "thema", "sorteer", "x", "domein"]), st.lists(st.text(max_size=30))))
def test_whatever_stands_in_the_address_is_read(parameters: dict[str, list[str]]) -> None:
    asked = parse(parameters, SCHEMA)
    assert set(asked.chosen) <= set(SCHEMA.names)


def test_unknown_parameters_are_left_out() -> None:
    assert encode(parse({"utm_source": ["mail"], "thema": ["jeugd"]}, SCHEMA), SCHEMA) == "thema=jeugd"


def test_a_value_counts_once_and_empty_ones_do_not_count() -> None:
    assert parse({"thema": ["jeugd", "", "jeugd", "wonen"]}, SCHEMA).chosen == {"thema": ("jeugd", "wonen")}


def test_a_plus_that_arrived_as_a_space_is_a_plus() -> None:
    assert parse({"domein": ["justitie zorg"]}, SCHEMA).chosen == {"domein": ("justitie+zorg",)}


def test_a_pair_of_domains_is_written_with_its_plus_escaped() -> None:
    assert encode(SearchRequest(chosen={"domein": ("justitie+zorg",)}), SCHEMA) == "domein=justitie%2Bzorg"


def test_a_question_that_is_too_long_is_cut_and_says_so() -> None:
    asked = parse({"q": ["a" * (MAX_LENGTH + 1)]}, SCHEMA)
    assert (len(asked.text), asked.text_was_cut) == (MAX_LENGTH, True)


def test_more_values_than_we_answer_are_left_out_and_it_says_so() -> None:
    asked = parse({"thema": [f"t{number}" for number in range(MAX_VALUES + 1)]}, SCHEMA)
    assert (asked.chosen, asked.too_many_values) == ({}, True)


def test_an_unknown_order_is_relevance() -> None:
    assert parse({"sorteer": ["willekeurig"]}, SCHEMA).sort == Sort.RELEVANCE


def test_any_other_way_to_show_results_is_the_list() -> None:
    assert not parse({"weergave": ["globe"]}, SCHEMA).on_map


def test_one_place_of_the_map_is_a_list_with_all_other_filters() -> None:
    asked = SearchRequest(chosen={"thema": ("jeugd",), "domein": ("zorg",)}, page=2, on_map=True)
    assert asked.only_with("domein", "justitie") == SearchRequest(chosen={"thema": ("jeugd",), "domein": ("justitie",)})


@pytest.mark.parametrize("value", ["0", "-1", "een", "1.5", "١", "", "1e3", " ", "9" * 30])
def test_a_page_is_a_number_from_one(value: str) -> None:
    with pytest.raises(PageNotANumber):
        parse_page(value)


def test_another_filter_starts_at_the_first_page() -> None:
    asked = SearchRequest(chosen={"thema": ("jeugd",)}, page=7)
    assert asked.with_value("thema", "wonen").page == 1
    assert asked.without_value("thema", "jeugd") == SearchRequest()
