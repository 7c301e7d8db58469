"""Draws cards: a page has dozens, which as nested components took most of its time. Equal cards are drawn once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from html import escape
from typing import Any

from django import template
from django.utils.dateformat import format as in_words
from django.utils.safestring import SafeString, mark_safe

from portal.templatetags.icons import lucide

register = template.Library()

#: Cards that differ in anything they show; a look shows some twenty.
_KEPT = 2_000
#: The icon of each kind.
ICONS = {"praktijk": "sprout", "casus": "scale", "netwerk": "users", "begrip": "book-open", "dossier": "layers"}
#: What a card reads, in the order of `_drawn`; everything behind `url` may be missing.
_READ = (
    *("key", "kind", "kind_label", "title", "url", "text", "municipalities", "themes"),
    *("phase", "phase_label", "answer_label", "confirmed", "example", "visibility_label", "adopted"),
)


@register.simple_tag
def card(item: Any, heading: int | str) -> SafeString:
    """Return a card as `components/card.html` describes it; `title` and `text` may hold `<mark>` when they are safe."""
    return _drawn(int(heading), *(_plain(_read(item, name)) for name in _READ))


def _read(item: Any, name: str) -> Any:
    return item.get(name) if isinstance(item, dict) else getattr(item, name, None)


def _plain(value: Any) -> Any:
    """Return a value by which cards are compared: lists as tuples, and text that is not safe yet escaped."""
    if isinstance(value, str):
        return str(value) if hasattr(value, "__html__") else escape(value)
    return tuple(map(escape, value)) if isinstance(value, list | tuple) else value


@lru_cache(maxsize=_KEPT)
def _drawn(
    heading: int,
    key: str,
    kind: str,
    kind_label: str,
    title: str,
    url: str,
    text: str | None,
    municipalities: Sequence[str] | None,
    themes: Sequence[str] | None,
    phase: str | None,
    phase_label: str | None,
    answer_label: str | None,
    confirmed: date | None,
    example: bool | None,
    visibility_label: str | None,
    adopted: int | None,
) -> SafeString:
    """Draw a card of texts that are safe."""
    top = _kind(kind, kind_label)
    top += _badge(phase, "Fase", phase_label) + _badge("info", "Kort antwoord", answer_label)
    top += _badge("outline", "", visibility_label and _icon("lock", 16) + visibility_label)
    top += _badge("outline", "", example and "(voorbeeld)" not in title and "Voorbeeld")
    facts = _fact("map-pin", "Gemeente", municipalities) + _fact("tag", "Thema", themes)
    if confirmed:
        day = f'<time datetime="{confirmed.isoformat()}">{in_words(confirmed, "j F Y")}</time>'
        facts += f"<li>{_icon('calendar-check', 18)}<span>Bevestigd op {day}</span></li>"
    if adopted:
        facts += f"<li>{_icon('users', 18)}<span>{_also(adopted)}</span></li>"
    below = f'<p class="card__text">{text}</p>' if text else ""
    below += f'<ul class="meta card__meta">{facts}</ul>' if facts else ""
    return mark_safe(  # noqa: S308 (each text was escaped, or was safe)
        f'<article class="card" aria-labelledby="titel-{key}"><p class="card__top">{top}</p>'
        f'<h{heading} class="card__title" id="titel-{key}"><a class="card__link" href="{url}">{title}</a></h{heading}>'
        f"{below}</article>"
    )


def _also(number: int) -> str:
    return "1 gemeente doet dit ook" if number == 1 else f"{number} gemeenten doen dit ook"


@register.simple_tag
def kind_line(kind: str, label: str) -> SafeString:
    """Return what sort of thing it is, with its icon, as `components/kind.html` describes it."""
    return mark_safe(_kind(escape(kind), escape(label)))  # noqa: S308 (both were escaped)


def _kind(kind: str, label: str) -> str:
    return f'<span class="kind kind--{kind}">{_icon(ICONS.get(kind, ""), 20)}{label}</span>'


def _badge(tone: str | None, what: str, text: str | bool | None) -> str:
    if not (tone and text):
        return ""
    heard = f'<span class="visually-hidden">{what}: </span>' if what else ""
    return f' <span class="badge badge--{tone}">{heard}{text}</span>'


def _fact(icon: str, what: str, names: Sequence[str] | None) -> str:
    if not names:
        return ""
    heard = f'<span class="visually-hidden">{what}: </span>'
    return f"<li>{_icon(icon, 18)}<span>{heard}{', '.join(names)}</span></li>"


def _icon(name: str, size: int) -> str:
    return lucide(name, size=size, aria_hidden="true") if name else ""
