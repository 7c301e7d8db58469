"""Draws each icon once: Lucide's own tag copies and writes its XML anew for every place that shows it."""

from __future__ import annotations

from functools import lru_cache

import lucide as drawn
from django import template
from django.utils.safestring import SafeString, mark_safe

register = template.Library()

#: Pictures that differ in name, size or attributes; the site has some dozens.
_KEPT = 512


@register.simple_tag
def lucide(name: str, *, size: int | None = 24, **attributes: str) -> SafeString:
    """Return the icon as SVG; the templates know this library as `lucide` (TEMPLATES in the settings)."""
    return _drawn(str(name), size, tuple(attributes.items()))


@lru_cache(maxsize=_KEPT)
def _drawn(name: str, size: int | None, attributes: tuple[tuple[str, str], ...]) -> SafeString:
    # A text of a template is a SafeString, which the XML writer does not take for a plain one; adding makes it plain.
    plain = {attribute: str(value) + "" for attribute, value in attributes}
    return mark_safe(drawn._render_icon(name, size, **plain))  # noqa: S308 (the XML writer escapes)
