"""The colours of the portal: tokens of NL Design System made from a few brand colours, with the contrast promised.

`python -m portal.theme > portal/static/portal/theme.css` writes the style sheet; a test holds the two together.
Colours are written as `#rrggbb`; hue, lightness and saturation run from 0 to 1; contrast is that of WCAG 2 (1 to 21).
"""

import colorsys
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

BRAND = "#00566b"
ACCENT = "#b14a1b"
PAPER = {"light": "#ffffff", "dark": "#161918"}

BACKGROUNDS = ("bg-document", "bg-subtle", "bg-default", "bg-hover", "bg-active")
BORDERS = ("border-subtle", "border-default", "border-hover", "border-active")
COLOURS = ("color-subtle", "color-default", "color-hover", "color-active", "color-document")
STEPS = BACKGROUNDS + BORDERS + COLOURS
INVERSE_BACKGROUNDS = ("inverse-bg-default", "inverse-bg-hover", "inverse-bg-active")


@dataclass(frozen=True, slots=True)
class Hue:
    """A colour that a family of tokens is made from.

    strength: below 1 makes the family greyer
    paper: how much colour its light backgrounds hold, as a factor on that
    """

    colour: str
    strength: float = 1.0
    paper: float = 0.8

    def at(self, lightness: float, factor: float = 1.0) -> str:
        """This hue at another lightness; `factor` below 1 greys it further."""
        hue, _, saturation = colorsys.rgb_to_hls(*_channels(self.colour))
        return _hex(colorsys.hls_to_rgb(hue, lightness, min(1.0, saturation * self.strength * factor)))

    def darker(self, factor: float = 1.0, *, on: str, at_least: float) -> str:
        """The lightest shade of this hue that has this contrast with a light background."""
        low, high = 0.0, 1.0
        for _ in range(24):
            middle = (low + high) / 2
            enough = contrast(self.at(middle, factor), on) >= at_least
            low, high = (middle, high) if enough else (low, middle)
        return self.at(low, factor)

    def lighter(self, factor: float = 1.0, *, on: str, at_least: float) -> str:
        """The darkest shade of this hue that has this contrast with a dark background."""
        low, high = 0.0, 1.0
        for _ in range(24):
            middle = (low + high) / 2
            enough = contrast(self.at(middle, factor), on) >= at_least
            low, high = (low, middle) if enough else (middle, high)
        return self.at(high, factor)


@dataclass(frozen=True, slots=True)
class Promise:
    """This step of a family has at least this contrast with each of these steps of the same family."""

    step: str
    on: tuple[str, ...]
    contrast: float


FAMILIES: Mapping[str, Hue] = {
    "default": Hue("#6a5f52", 0.5, paper=5.5),
    "accent-1": Hue(BRAND),
    "accent-2": Hue(ACCENT),
    "accent-3": Hue("#6b4a86"),
    "action-1": Hue(BRAND),
    "action-2": Hue(BRAND),
    "info": Hue("#1d5fa8"),
    "positive": Hue("#1f7a3d"),
    "negative": Hue("#b3261e"),
    "warning": Hue("#a35a00"),
    "highlight": Hue("#8a6a00"),
    "selected": Hue(BRAND),
    "disabled": Hue("#6b6b68", 0.3),
}

PROMISES = (
    Promise("color-document", BACKGROUNDS, 7.0),
    Promise("color-active", BACKGROUNDS, 4.5),
    Promise("color-hover", BACKGROUNDS, 4.5),
    Promise("color-default", BACKGROUNDS, 4.5),
    Promise("color-subtle", BACKGROUNDS, 4.5),
    Promise("border-default", BACKGROUNDS[:3], 3.0),
    Promise("border-hover", BACKGROUNDS[:3], 4.5),
    Promise("border-active", BACKGROUNDS[:3], 4.5),
    Promise("inverse-color-default", INVERSE_BACKGROUNDS, 5.0),
    Promise("inverse-color-subtle", INVERSE_BACKGROUNDS, 4.5),
)

# Tokens that are no colours of a family. Two values: for light and for dark.
FIXED: Mapping[str, tuple[str, str]] = {
    "--basis-text-font-family-default": ('"Source Sans 3 Variable",system-ui,sans-serif',) * 2,
    "--basis-heading-font-family": ('"Source Sans 3 Variable",system-ui,sans-serif',) * 2,
    "--basis-text-font-size-sm": ("1rem",) * 2,
    "--basis-text-font-size-md": ("1.125rem",) * 2,
    "--basis-form-control-border-radius": ("6px",) * 2,
    "--basis-focus-outline-style": ("solid",) * 2,
    "--basis-focus-outline-color": ("#14201f", "#ffd84d"),
    "--basis-focus-background-color": ("#ffd84d", "#14201f"),
    "--basis-focus-color": ("#14201f", "#ffffff"),
    "--basis-page-max-inline-size": ("76rem",) * 2,
}


def css() -> str:
    """Return the style sheet: light values for every browser, and dark ones where `light-dark()` is understood."""
    light, dark = tokens(scheme="light"), tokens(scheme="dark")
    plain = "\n".join(f"    {name}: {value};" for name, value in light.items())
    both = "\n".join(
        f"      {name}: light-dark({value}, {dark[name]});" for name, value in light.items() if dark[name] != value
    )
    return f"""/* Made by portal/theme.py: change that, not this. */
@layer portal-theme {{
  :root {{
    color-scheme: light;
{plain}
  }}
  @supports (color: light-dark(#000, #fff)) {{
    :root {{
      color-scheme: light dark;
{both}
    }}
  }}
  @media print {{
    :root {{ color-scheme: light; }}
  }}
}}
"""


def tokens(*, scheme: str) -> dict[str, str]:
    """Return every token by name for the scheme "light" or "dark"."""
    result = {name: values[scheme == "dark"] for name, values in FIXED.items()}
    for name, hue in FAMILIES.items():
        for step, colour in family(hue, scheme=scheme).items():
            result[f"--basis-color-{name}-{step}"] = colour
    return result


def family(hue: Hue, *, scheme: str) -> dict[str, str]:
    """Return the colours of one family by step: backgrounds, borders, text, and the same on a full colour."""
    make = _dark_steps if scheme == "dark" else _light_steps
    return dict(zip(STEPS, make(hue), strict=True)) | dict(_inverse_steps(hue))


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours by WCAG 2: 1 (equal) to 21 (black on white)."""
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def _light_steps(hue: Hue) -> tuple[str, ...]:
    """The fourteen steps on white paper. Text is measured on the darkest background it may stand on."""
    backgrounds = (PAPER["light"], *(hue.at(lightness, hue.paper) for lightness in (0.972, 0.945, 0.91, 0.87)))
    middle, darkest = backgrounds[2], backgrounds[4]
    borders = (
        hue.at(0.82, min(1.0, hue.paper * 0.6)),
        hue.darker(0.45, on=middle, at_least=3.1),
        hue.darker(on=middle, at_least=4.6),
        hue.darker(on=middle, at_least=5.0),
    )
    return backgrounds + borders + tuple(hue.darker(on=darkest, at_least=level) for level in (4.7, 6.0, 7.2, 8.0, 10.0))


def _dark_steps(hue: Hue) -> tuple[str, ...]:
    """The fourteen steps on dark paper. Text is measured on the lightest background it may stand on."""
    middle, lightest = hue.at(0.155, 0.4), hue.at(0.235, 0.45)
    backgrounds = (PAPER["dark"], hue.at(0.12, 0.35), middle, hue.at(0.195, 0.4), lightest)
    borders = (hue.at(0.29, 0.4), *(hue.lighter(0.6, on=middle, at_least=level) for level in (3.1, 4.6, 5.0)))
    levels = (4.7, 6.2, 7.2, 8.0, 10.0)
    return backgrounds + borders + tuple(hue.lighter(0.7, on=lightest, at_least=level) for level in levels)


def _inverse_steps(hue: Hue) -> Iterator[tuple[str, str]]:
    """The steps on a full colour (buttons, the band of the home page): white on the colour or a darker one."""
    pure = Hue(hue.colour)
    full = pure.colour if contrast(pure.colour, "#ffffff") >= 6 else pure.darker(on="#ffffff", at_least=6)
    shades = (
        _hex(tuple(channel * factor for channel in _channels(full))) for factor in (0.82, 0.6, 1.0, 0.8, 0.66, 0.6)
    )
    whites = ("#ffffff",) * 4
    values = (*shades, pure.at(0.8), "#ffffff", "#ffffff", pure.at(0.93, 0.5), *whites)
    return zip((f"inverse-{step}" for step in STEPS), values, strict=True)


def _channels(colour: str) -> tuple[float, float, float]:
    """Red, green and blue from 0 to 1."""
    red, green, blue = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    return red, green, blue


def _hex(channels: tuple[float, ...]) -> str:
    """The colour as `#rrggbb`."""
    return "#" + "".join(f"{round(max(0.0, min(1.0, channel)) * 255):02x}" for channel in channels)


def _luminance(colour: str) -> float:
    """The relative luminance of WCAG 2, 0 to 1."""
    linear = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in _channels(colour))
    return sum(weight * value for weight, value in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


if __name__ == "__main__":
    sys.stdout.write(css())
