"""Fills in a form of /cms/ as a browser would: what stands in it, with what somebody changes."""

from __future__ import annotations

from typing import Any

from bs4 import BeautifulSoup, Tag
from django.test import Client


def filled(client: Client, address: str, **changes: Any) -> dict[str, Any]:
    """Return everything that the form of a page at an address would send, with these fields changed.

    Blocks are drawn in the browser; here a form begins without any.
    """
    response = client.get(address)
    assert response.status_code == 200, (address, response.status_code)
    form = BeautifulSoup(response.content, "html.parser").find("form", id="w-editor-form") or BeautifulSoup(
        response.content, "html.parser"
    ).find("form", id="page-edit-form")
    assert isinstance(form, Tag)
    return {"content-count": "0", **values_of(form), **changes}


def values_of(form: Tag) -> dict[str, Any]:
    """Return what a form would send: names with a value, or with a list of values."""
    found: dict[str, list[str]] = {}
    for field in form.find_all(["input", "textarea", "select"]):
        name = field.get("name")
        if not name or field.has_attr("disabled") or field.get("type") in {"submit", "button", "file"}:
            continue
        if field.name == "select":
            chosen = [option for option in field.find_all("option") if option.has_attr("selected")]
            if not chosen and not field.has_attr("multiple"):
                chosen = field.find_all("option")[:1]
            found.setdefault(name, []).extend(option.get("value", "") for option in chosen)
        elif field.get("type") in {"checkbox", "radio"}:
            if field.has_attr("checked"):
                found.setdefault(name, []).append(field.get("value", "on"))
        else:
            text = field.text.removeprefix("\n") if field.name == "textarea" else field.get("value", "")
            found.setdefault(name, []).append(text)
    return {name: values if len(values) > 1 else values[0] for name, values in found.items() if values}
