"""Text typed into a note and left by a tap on a link in that moment is kept (ARCHITECTURE 9.9). NOTE_ROUNDS=100."""

import os

import pytest

from tests.browser.device import until
from tests.browser.talk import capture
from tests.figures import figure
from tests.rows import stamp

ROUNDS = int(os.environ.get("NOTE_ROUNDS", "10"))
# Typing and leaving within one task: nothing gets a chance to run in between.
AT_ONCE = """([name, text]) => {
  const field = document.querySelector(`[name="${name}"]`);
  field.focus();
  field.value = text;
  field.dispatchEvent(new InputEvent('input', {bubbles: true}));
  document.querySelector('a.back').click();
}"""


@pytest.mark.timeout(400)
@pytest.mark.parametrize("engine", ["chromium", "firefox"])
def test_text_left_by_a_tap_on_a_link_is_kept(engine: str, visit) -> None:
    device = visit(engine)
    person = capture(device, 1, stamp(), "佐藤")
    talk = device.alive("encounter")[0]["id"]
    kept = 0
    for n in range(ROUNDS):
        page = device.open(f"/contacts/{person}/note?encounter={talk}")
        page.locator('[name="focus"]').wait_for()
        page.wait_for_function("() => document.querySelector('form[data-autosave]')")
        text = f"左から右へ {n} 髙𠮷"
        if n % 2:
            page.evaluate(AT_ONCE, ["focus", text])
        else:
            page.locator('[name="focus"]').fill(text)
            page.locator("a.back").first.click(no_wait_after=True)
        page.wait_for_url(lambda url: "/note" not in url)
        kept += bool(until(lambda text=text: _focus(device, talk) == text))
    figure("note and link", f"{engine}: {kept} of {ROUNDS} kept")
    assert kept == ROUNDS


def _focus(device, talk: str) -> str:
    return str(next(row for row in device.store("encounter") if row["id"] == talk)["focus"])
