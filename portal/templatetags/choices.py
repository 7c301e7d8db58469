"""Draws the choices of a facet: a page has hundreds, which as template tags took more than half of its time."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import Protocol

from django import template
from django.utils.safestring import SafeString, mark_safe

register = template.Library()


class Choice(Protocol):
    """A value that one may choose, as `search.service` counts it."""

    @property
    def value(self) -> str: ...
    @property
    def label(self) -> str: ...
    @property
    def count(self) -> int: ...
    @property
    def chosen(self) -> bool: ...


@register.simple_tag
def choice_items(name: str, choices: Iterable[Choice]) -> SafeString:
    """Return a list item with a checkbox per choice; `name` is the parameter in the address.

    Ids are made of name and value, so they stay the same when htmx swaps the list.
    """
    parameter = escape(name)
    return mark_safe("".join(_item(parameter, choice) for choice in choices))  # noqa: S308 (each value is escaped)


@register.simple_tag
def kept_choices(name: str, values: Iterable[str]) -> SafeString:
    """Return hidden fields that keep chosen values which are not drawn."""
    parameter = escape(name)
    fields = (f'<input type="hidden" name="{parameter}" value="{escape(value)}">' for value in values)
    return mark_safe("".join(fields))  # noqa: S308 (each value is escaped)


def _item(parameter: str, choice: Choice) -> str:
    value, label = escape(choice.value), escape(str(choice.label))
    name = f"{parameter}-{value}"
    empty = "" if choice.count or choice.chosen else " choice--empty"
    checked = " checked" if choice.chosen else ""
    results = "resultaat" if choice.count == 1 else "resultaten"
    return (
        f'<li class="choice{empty}">'
        f'<input class="choice__box" type="checkbox" id="{name}" name="{parameter}" value="{value}"{checked}>'
        f'<label class="choice__label" for="{name}"><span class="choice__text">{label}</span> '
        f'<span class="choice__count">{choice.count}<span class="visually-hidden"> {results}</span></span></label></li>'
    )
