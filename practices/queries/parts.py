"""What the parts of a page are called on the screen: a field, or a list of rows."""

from __future__ import annotations

from typing import Any

#: Lists of rows, of which the models have names for developers.
_ROWS = {
    "log_entries": "berichten in het logboek",
    "questions": "leervragen",
    "adjustments": "bijstellingen",
    "milestones": "mijlpalen",
    "measurements": "startfoto’s",
    "participations": "partners",
    "adoptions": "overnames",
    "theme_choices": "thema’s",
    "tagged_items": "trefwoorden",
    "document_links": "documenten",
    "matrix_rows": "rijen van de matrix",
    "positions": "standpunten",
    "citations": "verwijzingen naar wetten",
    "members": "leden",
    "meetings": "bijeenkomsten",
    "meanings": "betekenissen",
}


def part_called(model: Any, name: str) -> str:
    """Return what a field of a page, or a list on it, is called; its own name when nobody named it."""
    if name in _ROWS:
        return _ROWS[name]
    try:
        found = model._meta.get_field(name)
    except LookupError:
        return name
    if getattr(found, "one_to_many", False):
        return str(found.related_model._meta.verbose_name_plural)
    return str(getattr(found, "verbose_name", name))
