"""Read questions about the domain; each that serves a person takes the viewer."""

from practices.queries.cards import Card, cards, cards_of
from practices.queries.fallback import DatabaseAnswer, search_database
from practices.queries.lists import LISTS, all_names, list_entries, names_of, synonym_groups, tag_names
from practices.queries.news import appeared, events
from practices.queries.overviews import open_questions, recently_started, totals_by_kind
from practices.queries.pages import (
    MODELS,
    current_address,
    keys_below,
    keys_of_organisation,
    keys_with_term,
    live_keys,
    organisation_at,
    organisation_values,
    page_at,
    pages_to_index,
    shared_by,
    split_key,
    visible_pages,
    why_not_findable,
    with_everything,
)
from practices.queries.places import tile_places

__all__ = [
    "LISTS",
    "MODELS",
    "Card",
    "DatabaseAnswer",
    "all_names",
    "appeared",
    "cards",
    "cards_of",
    "current_address",
    "events",
    "keys_below",
    "keys_of_organisation",
    "keys_with_term",
    "list_entries",
    "live_keys",
    "names_of",
    "open_questions",
    "organisation_at",
    "organisation_values",
    "page_at",
    "pages_to_index",
    "recently_started",
    "search_database",
    "shared_by",
    "split_key",
    "synonym_groups",
    "tag_names",
    "tile_places",
    "totals_by_kind",
    "visible_pages",
    "why_not_findable",
    "with_everything",
]
