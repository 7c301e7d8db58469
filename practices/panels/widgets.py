"""Choosing several entries of a list by ticking them, with a box to type in when the list is long."""

from __future__ import annotations

from typing import Any

from django import forms

#: Above this many entries one may type to narrow the list.
LONG = 12


class Ticks(forms.CheckboxSelectMultiple):
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
