"""C17: a whole journey with a listener for CSP and Trusted Types violations hears nothing."""

import pytest

from tests.browser.device import Device, until
from tests.browser.doors import open_doors
from tests.browser.evening import photograph_card, type_card, write_note
from tests.browser.gallery import hang
from tests.figures import figure
from tests.parity.fixture import EVENT, numbered
from tests.screens import OFFICE, PUBLIC, RECORDS

# Firefox says so of a fetch that was under way when the page was left; the worker's answer came too late for anybody.
LEFT_EARLY = "A ServiceWorker intercepted the request and encountered an unexpected error"
LISTEN = """
globalThis.seen_violations = [];
document.addEventListener('securitypolicyviolation', (event) => {
  const {violatedDirective, blockedURI, sourceFile, lineNumber, sample} = event;
  console.error(`VIOLATION ${violatedDirective} ${blockedURI} ${sourceFile}:${lineNumber} ${sample}`);
});
"""


@pytest.mark.timeout(240)
@pytest.mark.parametrize("engine", ["chromium", "firefox"])
def test_a_whole_journey_breaks_no_policy(engine: str, stage, visit) -> None:
    hang(stage)
    open_doors(stage)
    device = visit(engine)
    heard: list[str] = []
    broken: list[str] = []
    device.context.add_init_script(LISTEN)
    device.page.on("console", lambda said: "VIOLATION" in said.text and heard.append(said.text))
    device.page.on("pageerror", lambda error: LEFT_EARLY in str(error) or broken.append(str(error)))
    for path in (*RECORDS.values(), *OFFICE.values(), *PUBLIC.values()):
        device.open(path)
        device.page.wait_for_timeout(60)
    _evening(device)
    figure(
        "C17",
        f"{engine}: {len(RECORDS) + len(OFFICE) + len(PUBLIC)} pages and an evening, {len(heard)} violations",
    )
    assert heard == []
    assert broken == []


def _evening(device: Device) -> None:
    venue = f"{device.url}/events/{numbered(EVENT, 7)}/venue"
    type_card(device.page, venue, "<script>alert(1)</script>", "<img src=x onerror=alert(1)>")
    write_note(device.page, note="</textarea><script>alert(1)</script>")
    photograph_card(device.page, venue, "card")
    device.open("/sync")
    device.settle()
    assert until(lambda: device.waiting() == 0)
