"""The colours: the style sheet is the one that the module makes, and every promised contrast holds."""

from pathlib import Path

import pytest

from portal import theme

SCHEMES = ("light", "dark")
TOKENS = {scheme: theme.tokens(scheme=scheme) for scheme in SCHEMES}
STYLE_SHEET = Path(theme.__file__).parent / "static" / "portal" / "theme.css"


def colour(scheme: str, family: str, step: str) -> str:
    return TOKENS[scheme][f"--basis-color-{family}-{step}"]


def test_the_committed_style_sheet_is_the_one_the_module_makes() -> None:
    assert STYLE_SHEET.read_text("utf-8") == theme.css(), "run: python -m portal.theme > portal/static/portal/theme.css"


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("family", sorted(theme.FAMILIES))
def test_every_family_keeps_its_promises(scheme: str, family: str) -> None:
    broken = [
        (promise.step, background, round(measured, 2), promise.contrast)
        for promise in theme.PROMISES
        for background in promise.on
        if (measured := theme.contrast(colour(scheme, family, promise.step), colour(scheme, family, background)))
        < promise.contrast
    ]
    assert broken == []


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("family", sorted(theme.FAMILIES))
def test_plain_text_and_links_are_readable_on_the_backgrounds_of_every_family(scheme: str, family: str) -> None:
    texts = [("default", "color-document", 7.0), ("default", "color-subtle", 4.5), ("action-2", "color-default", 4.5)]
    broken = [
        (of, step, background)
        for of, step, minimum in texts
        for background in theme.BACKGROUNDS[:3]
        if theme.contrast(colour(scheme, of, step), colour(scheme, family, background)) < minimum
    ]
    assert broken == []


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("family", sorted(theme.FAMILIES))
def test_the_ring_around_the_focus_stands_out_on_light_dark_and_full_colours(scheme: str, family: str) -> None:
    rings = [TOKENS[scheme]["--basis-focus-outline-color"], TOKENS[scheme]["--basis-focus-background-color"]]
    for background in (*theme.BACKGROUNDS, *theme.INVERSE_BACKGROUNDS):
        assert max(theme.contrast(ring, colour(scheme, family, background)) for ring in rings) >= 3


def test_contrast_is_that_of_wcag() -> None:
    assert theme.contrast("#000000", "#ffffff") == pytest.approx(21)
    assert theme.contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
    assert theme.contrast("#00566b", "#00566b") == pytest.approx(1)
