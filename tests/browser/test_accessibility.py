"""axe on every screen: light and dark, 390 and 1280, both languages on the phone (DESIGN-BRIEF 8)."""

import pytest

from tests.browser.axe import told, violations, violations_in_both_schemes
from tests.browser.doors import open_doors
from tests.browser.gallery import hang
from tests.browsers import DESKTOP, PHONE
from tests.figures import figure
from tests.screens import OFFICE, PUBLIC, RECORDS

SIZES = {"390": PHONE, "1280": DESKTOP}


@pytest.mark.timeout(400)
@pytest.mark.parametrize("width", SIZES)
def test_axe_finds_nothing_on_any_screen(width: str, stage, visit) -> None:
    """What both servers draw is looked at as the worker draws it, with no signal; the rest comes from the office."""
    hang(stage)
    device = visit(viewport=SIZES[width])
    found = []
    for name, path in OFFICE.items():
        found += told(name, violations_in_both_schemes(device.open(path)))
    stage.stop()
    drawn = {**RECORDS, "not-found": f"{RECORDS['person'][:-1]}f", "offline": "/settings"}
    for name, path in drawn.items():
        page = device.open(path)
        assert page.evaluate("() => Boolean(navigator.serviceWorker.controller)")
        found += told(name, violations_in_both_schemes(page))
    count = len(OFFICE) + len(drawn)
    figure("axe", f"{width}, light and dark: {count} screens, {len(found)} violations")
    assert not found, "\n".join(found)


def test_axe_finds_nothing_on_the_pages_for_strangers(stage, browse) -> None:
    open_doors(stage)
    found = []
    for width, size in SIZES.items():
        page = browse(viewport=size).new_page()
        for name, path in PUBLIC.items():
            page.goto(stage.url + path)
            found += told(f"{name} {width}", violations_in_both_schemes(page))
    figure("axe", f"strangers: {2 * len(PUBLIC)} screens, {len(found)} violations")
    assert not found, "\n".join(found)


def test_axe_finds_nothing_on_empty_screens_and_in_english(stage, visit) -> None:
    device = visit()
    found = []
    for language in ("ja", "en"):
        device.speak(language)
        for path in ("/", "/events", "/contacts", "/follow-ups", "/sync", "/events/new"):
            device.open(path)
            found += told(f"empty {language} {path}", violations(device.page))
    figure("axe", f"empty, both languages: 12 screens, {len(found)} violations")
    assert not found, "\n".join(found)


def test_axe_finds_nothing_on_a_form_that_was_refused(stage, visit) -> None:
    device = visit()
    page = device.open("/events/new")
    page.fill('[name="title"]', "会" * 501)
    page.locator('form[hx-post="/events"]').first.evaluate("(form) => form.requestSubmit()")
    page.locator('[role="alert"]').wait_for()
    found = told("refused", violations(page))
    figure("axe", f"refused form: {len(found)} violations")
    assert not found, "\n".join(found)
