"""axe-core in a page, with the tags of DESIGN-BRIEF 8. It is handed over as text by the driver, past our own CSP."""

from functools import lru_cache
from typing import Any

from playwright.sync_api import Page

from tests.machine import JS

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RUN = """async (tags) => {
  const found = await axe.run(document, {runOnly: {type: 'tag', values: tags}, resultTypes: ['violations']});
  return found.violations.map(({id, help, nodes}) => ({id, help, nodes: nodes.map(
    ({target, failureSummary, html}) => `${target.join(' ')} ${html.slice(0, 160)} ${failureSummary}`)}));
}"""


@lru_cache(maxsize=1)
def _source() -> str:
    return (JS / "node_modules" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")


def violations(page: Page) -> list[dict[str, Any]]:
    """What axe says about the page as it stands."""
    page.evaluate(_source())
    found: list[dict[str, Any]] = page.evaluate(RUN, TAGS)
    return found


def told(where: str, found: list[dict[str, Any]]) -> list[str]:
    """One line for each node, so that a failure can be read."""
    return [f"{where}: {each['id']}: {node}" for each in found for node in each["nodes"]]
