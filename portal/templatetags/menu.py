"""The main menu: what is in it, and which entry a page belongs to."""

from dataclasses import dataclass

from django import template
from django.template.context import Context
from django.utils.translation import gettext_lazy as _

register = template.Library()

ENTRIES = (
    ("/zoeken/", _("Zoeken")),
    ("/praktijken/", _("Praktijken")),
    ("/casussen/", _("Juridische vragen")),
    ("/netwerken/", _("Netwerken")),
    ("/begrippen/", _("Begrippen")),
    ("/dossiers/", _("Themapagina’s")),
    ("/gemeenten/", _("Gemeenten")),
    ("/inzicht/", _("Inzicht")),
)


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of the menu. `current` is the value of aria-current: "page", "true" (a page below it) or empty."""

    url: str
    label: str
    current: str


@register.simple_tag(takes_context=True)
def main_menu(context: Context) -> tuple[Entry, ...]:
    """Return the entries in their order. Without a request, as on an error page, none of them is current."""
    request = context.get("request")
    path = request.path if request is not None else ""
    return tuple(Entry(url, str(label), _current(url, path)) for url, label in ENTRIES)


def _current(url: str, path: str) -> str:
    if path == url:
        return "page"
    return "true" if path.startswith(url) else ""
