"""axe-core in a page, with the tags of DESIGN-BRIEF 8. It is handed over as text by the driver, past our own CSP."""

from functools import lru_cache
from typing import Any

from playwright.sync_api import Page

from tests.machine import JS

# What the colour scheme can change; everything else about a page is the same in light and dark.
OF_COLOUR = ["color-contrast", "link-in-text-block"]
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RUN = """async (runOnly) => {
  const found = await axe.run(document, {runOnly, resultTypes: ['violations']});
  return found.violations.map(({id, help, nodes}) => ({id, help, nodes: nodes.map(
    ({target, failureSummary, html}) => `${target.join(' ')} ${html.slice(0, 160)} ${failureSummary}`)}));
}"""


@lru_cache(maxsize=1)
def _source() -> str:
    return (JS / "node_modules" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")


def violations(page: Page) -> list[dict[str, Any]]:
    """What axe says about the page as it stands."""
    page.evaluate(_source())
    found: list[dict[str, Any]] = page.evaluate(RUN, {"type": "tag", "values": TAGS})
    return found


def violations_in_both_schemes(page: Page) -> list[dict[str, Any]]:
    """All rules in light, then those about colour in dark, on the same page."""
    page.emulate_media(color_scheme="light", reduced_motion="reduce")
    found = violations(page)
    page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    assert page.evaluate("() => matchMedia('(prefers-color-scheme: dark)').matches")
    dark: list[dict[str, Any]] = page.evaluate(RUN, {"type": "rule", "values": OF_COLOUR})
    return found + dark


def told(where: str, found: list[dict[str, Any]]) -> list[str]:
    """One line for each node, so that a failure can be read."""
    return [f"{where}: {each['id']}: {node}" for each in found for node in each["nodes"]]
