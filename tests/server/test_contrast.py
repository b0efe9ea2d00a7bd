"""Contrast of every text colour on every surface it meets, computed from tokens.css."""

import re
from pathlib import Path

import pytest

CSS = Path(__file__).resolve().parents[2] / "static" / "css"
TOKEN = re.compile(r"--([\w-]+): light-dark\(#([0-9a-f]{6}), #([0-9a-f]{6})\)")

SURFACES = ("paper", "card", "sunk")
COLOURS = ("ai", "akane", "matsu", "yama")
TEXT, SHAPE = 4.5, 3.0
PAIRS = [
    *((text, surface, TEXT) for text in ("ink", "ink2", *COLOURS) for surface in SURFACES),
    *((colour, f"{colour}-tint", TEXT) for colour in COLOURS),
    *((text, f"{colour}-tint", TEXT) for text in ("ink", "ink2") for colour in COLOURS),
    # A chosen row is tinted, whatever its state is.
    *((colour, "ai-tint", TEXT) for colour in COLOURS),
    ("on-ai", "ai", TEXT),
    ("on-akane", "akane", TEXT),
    # The notice is set in paper on ink.
    ("paper", "ink", TEXT),
    *(("edge", surface, SHAPE) for surface in SURFACES),
]


def _tokens() -> dict[str, tuple[str, str]]:
    text = (CSS / "tokens.css").read_text(encoding="utf-8")
    return {name: (light, dark) for name, light, dark in TOKEN.findall(text)}


def _luminance(colour: str) -> float:
    """WCAG 2.2, relative luminance."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: str, other: str) -> float:
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
def test_every_colour_can_be_read_on_every_surface_it_meets(scheme: int) -> None:
    tokens = _tokens()
    low = {
        f"{text} on {surface}": round(ratio, 2)
        for text, surface, needed in PAIRS
        if (ratio := _contrast(tokens[text][scheme], tokens[surface][scheme])) < needed
    }
    assert low == {}


def test_no_colour_is_written_outside_the_tokens() -> None:
    literal = re.compile(r"#[0-9a-f]{3,8}\b|\b(?:rgb|hsl|oklch)\(")
    hits = {
        f"{path.name}: {found}"
        for path in CSS.glob("*.css")
        # public.css stands alone; test_public_introductions holds its tokens to be these.
        if path.name not in ("tokens.css", "public.css")
        for found in literal.findall(path.read_text(encoding="utf-8"))
    }
    assert hits == set()
