"""Choosing entries of a list: one from a menu, or several by ticking, with a box to type in when the list is long."""

from __future__ import annotations

from typing import Any

from django import forms

#: Above this many entries one may type to narrow the list.
LONG = 12


class _Offered:
    """Leaves out what is no longer offered, unless it was chosen before: that stays on the item, and on the screen."""

    def optgroups(self, name: str, value: list[str], attrs: dict[str, Any] | None = None) -> Any:
        groups = super().optgroups(name, value, attrs)  # type: ignore[misc]
        kept = [
            (label, [each for each in options if not _is_left_out(each)], place) for label, options, place in groups
        ]
        return [group for group in kept if group[1]]


def _is_left_out(option: dict[str, Any]) -> bool:
    entry = getattr(option["value"], "instance", None)
    return bool(getattr(entry, "is_retired", False) and not option["selected"])


class EntrySelect(_Offered, forms.Select):
    """A menu of the entries that are offered."""


class Ticks(_Offered, forms.CheckboxSelectMultiple):
    """Boxes to tick in columns; with JavaScript a long list can be narrowed by typing, without it one scrolls."""

    def __init__(self, attrs: dict[str, Any] | None = None, choices: Any = ()) -> None:
        super().__init__({"class": "ticks", **(attrs or {})}, choices)

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        size = sum(len(options) for _, options, _ in context["widget"]["optgroups"])
        if size > LONG:
            context["widget"]["attrs"]["data-narrow"] = "Typ om te zoeken in deze lijst"
        return context

    class Media:
        js = ("portal/editing.js",)
        css = {"all": ("portal/editing.css",)}
