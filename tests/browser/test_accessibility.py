"""axe on every screen: light and dark, 390 and 1280, both languages on the phone (DESIGN-BRIEF 8)."""

import pytest

from tests.browser.axe import told, violations
from tests.browser.gallery import hang
from tests.browsers import DESKTOP, PHONE
from tests.figures import figure
from tests.screens import OFFICE, PUBLIC, RECORDS

SIZES = {"390": PHONE, "1280": DESKTOP}


@pytest.mark.timeout(400)
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", SIZES)
def test_axe_finds_nothing_on_any_screen(width: str, scheme: str, stage, visit) -> None:
    hang(stage)
    device = visit(viewport=SIZES[width], color_scheme=scheme)
    found = []
    for name, path in {**RECORDS, **OFFICE}.items():
        device.open(path)
        found += told(name, violations(device.page))
    count = len(RECORDS) + len(OFFICE)
    figure("axe", f"{width} {scheme}: {count} screens, {len(found)} violations")
    assert not found, "\n".join(found)


@pytest.mark.timeout(400)
@pytest.mark.parametrize(("width", "scheme"), [("390", "light"), ("1280", "dark")])
def test_axe_finds_nothing_on_what_the_worker_draws_without_a_signal(
    width: str, scheme: str, stage, visit
) -> None:
    hang(stage)
    device = visit(viewport=SIZES[width], color_scheme=scheme)
    stage.stop()
    screens = {**RECORDS, "not-found": f"{RECORDS['person'][:-1]}f", "offline": "/settings"}
    found = []
    for name, path in screens.items():
        page = device.open(path)
        assert page.evaluate("() => Boolean(navigator.serviceWorker.controller)")
        found += told(name, violations(page))
    figure("axe", f"no signal, {width} {scheme}: {len(screens)} screens, {len(found)} violations")
    assert not found, "\n".join(found)


@pytest.mark.timeout(200)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_the_pages_for_strangers(scheme: str, stage, browse) -> None:
    found = []
    for width, size in SIZES.items():
        page = browse(viewport=size, color_scheme=scheme).new_page()
        for name, path in PUBLIC.items():
            page.goto(stage.url + path)
            found += told(f"{name} {width}", violations(page))
    figure("axe", f"strangers, {scheme}: {2 * len(PUBLIC)} screens, {len(found)} violations")
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
