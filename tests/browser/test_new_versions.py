"""A new version waits until a person takes it, and nothing is lost on the way; a broken worker can be called back."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from flask import request
from playwright.sync_api import Page, expect

from server.app import create_app
from server.errors import AppError
from server.web import assets
from tests.browser.device import Device, until
from tests.browser.talk import capture
from tests.figures import figure
from tests.parity.fixture import ACCOUNT
from tests.rows import stamp
from tests.stage import GENEROUS, Stage

ENGINES = ["chromium", "firefox"]
STYLES = "() => [...document.styleSheets].map(({href}) => href.split('/')[4])"
RELEASE = "() => getComputedStyle(document.documentElement).getPropertyValue('--release').trim()"
WORKERS = "async () => (await navigator.serviceWorker.getRegistrations()).length"
IS_CONTROLLED = "() => navigator.serviceWorker.controller !== null"


@pytest.fixture
def release(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[], str]]:
    """Deploys the same program with one style sheet changed; the name of that version."""

    def deploy() -> str:
        folder = tmp_path / "static"
        shutil.copytree(assets.STATIC, folder)
        with (folder / "css" / "base.css").open("a", encoding="utf-8") as sheet:
            sheet.write("\n:root { --release: second; }\n")
        monkeypatch.setattr(assets, "STATIC", folder)
        assets._bundle.cache_clear()
        return "second"

    yield deploy
    monkeypatch.undo()
    assets._bundle.cache_clear()


@contextmanager
def _speaking_to_newer_ones_only(stage: Stage) -> Iterator[None]:
    """A sync of the old version is told to fetch the new one first (C27), so what waits goes on waiting."""
    is_old = [True]

    def refuse() -> None:
        if is_old[0] and request.path == "/api/sync":
            raise AppError("too_old")

    stage.app.before_request_funcs.setdefault(None, []).insert(0, refuse)
    yield
    is_old[0] = False


def _versions(page: Page) -> set[str]:
    return set(page.evaluate(STYLES))


def _type_an_event(device: Device) -> Page:
    """In a tab of its own, and nothing saves it by itself."""
    tab = device.context.new_page()
    tab.goto(f"{device.url}/events/new")
    tab.locator('[name="title"]').fill("書きかけの交流会")
    return tab


@pytest.mark.timeout(240)
@pytest.mark.parametrize("engine", ENGINES)
def test_a_new_version_waits_for_a_tap_and_loses_nothing(
    engine: str, stage: Stage, visit, release: Callable[[], str]
) -> None:
    device = visit(engine)
    page, tab = device.page, _type_an_event(device)
    (old,) = _versions(page)
    stage.stop()
    capture(device, 1, stamp(), "佐藤")
    waiting = device.waiting()
    name = release()
    with _speaking_to_newer_ones_only(stage):
        stage.start()
        device.sync_now()
        device.open("/")
        expect(page.locator('[data-device="version"]')).to_be_visible(timeout=20_000)
        assert (_versions(page), page.evaluate(RELEASE)) == ({old}, "")
        # From here on there is only what the device itself has fetched.
        stage.stop()
    with page.expect_navigation():
        page.locator("[data-switch]").click()
    (new,) = _versions(page)
    assert new != old
    assert page.evaluate(RELEASE) == name
    expect(page.locator('[data-device="version"]')).to_be_hidden()
    assert device.waiting() == waiting
    assert until(lambda: all(name.endswith(new) for name in device.caches())), device.caches()

    expect(tab.locator('[name="title"]')).to_have_value("書きかけの交流会")
    tab.locator('form[hx-post="/events"]').evaluate("(form) => form.requestSubmit()")
    tab.wait_for_url(lambda url: "/events/new" not in url)
    assert _versions(tab) == {new}
    stage.start()
    device.settle()
    contacts, events = stage.rows.of(ACCOUNT, "contact"), stage.rows.of(ACCOUNT, "event")
    figure(
        "C27",
        f"{engine}: new version taken by a tap, its files served with the server stopped; {waiting} waiting changes "
        f"and the text of a form still there, {len(contacts)} person and {len(events)} event arrived once",
    )
    assert [row["family_name"] for row in contacts] == ["佐藤"]
    assert [row["title"] for row in events] == ["書きかけの交流会"]


@pytest.mark.timeout(240)
@pytest.mark.parametrize("engine", ENGINES)
def test_the_kill_switch_takes_the_worker_away_and_leaves_the_work(
    engine: str, stage: Stage, visit
) -> None:
    device = visit(engine)
    page, healthy = device.open("/"), stage.app
    stage.stop()
    capture(device, 1, stamp(), "佐藤")
    waiting = device.waiting()
    settings = {"INSTANCE_FOLDER": str(stage.folder), "PUBLIC_URL": stage.url, **GENEROUS}
    stage.app = create_app(**settings, KILL_SWITCH=1)
    with _speaking_to_newer_ones_only(stage):
        stage.start()
        device.sync_now()
        assert until(lambda: page.evaluate(WORKERS) == 0, 20)
        page.reload()
        is_controlled, kept = page.evaluate(IS_CONTROLLED), device.waiting()
        figure(
            "C28",
            f"{engine}: {int(is_controlled)} controlled pages after 1 reload, {kept} of {waiting} changes still wait",
        )
        assert not is_controlled
        assert kept == waiting > 0
        expect(page.locator("main h1").first).to_be_visible()

    stage.app = healthy
    page.reload()
    device.control()
    device.settle()
    assert [row["family_name"] for row in stage.rows.of(ACCOUNT, "contact")] == ["佐藤"]
