"""The style sheets: only components that a template uses, and no property that nobody declares."""

from __future__ import annotations

import json
import re

import pytest
from django.contrib.staticfiles import finders

from portal.settings.env import BASE_DIR

#: Declared by Wagtail, in whose screens this style sheet is used.
OF_WAGTAIL = frozenset({"--w-color-border-field-default"})


def components() -> dict[str, str]:
    """Return the packages of NL Design System with a component, and the class of each."""
    packages = json.loads((BASE_DIR / "frontend" / "package.json").read_text())["dependencies"]
    prefix = {"@utrecht": "utrecht", "@nl-design-system-candidate": "nl"}
    named = (package.split("/") for package in packages if package.endswith("-css"))
    return {f"{scope}/{name}": f"{prefix[scope]}-{name.removesuffix('-css')}" for scope, name in named}


@pytest.mark.parametrize(("package", "name"), components().items())
def test_a_component_in_the_style_sheet_is_used(package: str, name: str) -> None:
    sources = [*(BASE_DIR / "templates").rglob("*.html"), *(BASE_DIR / "portal" / "templatetags").glob("*.py")]
    assert any(re.search(rf"\b{name}\b", source.read_text()) for source in sources), f"no template uses {package}"


def test_every_property_that_is_read_is_declared() -> None:
    own = "".join(path.read_text() for path in sorted((BASE_DIR / "portal" / "static" / "portal").glob("*.css")))
    nlds = finders.find("nlds/nlds.css")
    assert isinstance(nlds, str)
    with open(nlds, encoding="utf-8") as file:  # noqa: PTH123 (finders give a text)
        declared = set(re.findall(r"(--[\w-]+)\s*:", own + file.read()))
    assert set(re.findall(r"var\(\s*(--[\w-]+)", own)) - declared == OF_WAGTAIL
