"""Fixtures for every test that opens a browser; the conftest files of such rooms take them from here."""

from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.browser.device import Device
from tests.browsers import PHONE, Engines
from tests.machine import free_port
from tests.parity.fixture import ACCOUNT
from tests.profiles import Profiles
from tests.stage import Stage

Visit = Callable[..., Device]
# Waiting costs nothing while all is well, and a machine may have other work.
expect.set_options(timeout=30_000)
USUAL = {"viewport": PHONE, "locale": "ja-JP", "timezone_id": "Asia/Tokyo"}


@lru_cache(maxsize=1)
def _shared_engines() -> Engines:
    return Engines()


@pytest.fixture(scope="session")
def engines() -> Iterator[Engines]:
    shared = _shared_engines()
    yield shared
    shared.close()
    _shared_engines.cache_clear()


@lru_cache(maxsize=1)
def _shared_port() -> int:
    return free_port()


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    """The program with an empty database. Always at one address in this process: profiles know it already."""
    program = Stage(tmp_path / "stage", port=_shared_port())
    program.start()
    yield program
    program.stop()


@pytest.fixture
def browse(engines: Engines) -> Iterator[Callable[..., BrowserContext]]:
    """A fresh profile in an engine: browse("firefox", viewport=...)."""
    opened = []

    def open_profile(engine: str = "chromium", **options: Any) -> BrowserContext:
        opened.append(engines(engine).new_context(**{**USUAL, **options}))
        return opened[-1]

    yield open_profile
    for context in opened:
        engines.close_profile(context)
    engines.close_idle_firefox()


@pytest.fixture(scope="session")
def profiles(engines: Engines) -> Iterator[Profiles]:
    lent = Profiles(engines)
    yield lent
    lent.close()


@pytest.fixture
def visit(
    request: pytest.FixtureRequest,
    stage: Stage,
    browse: Callable[..., BrowserContext],
    profiles: Profiles,
) -> Iterator[Visit]:
    """A profile that is signed in on `stage`: visit("firefox", account_id=..., keeps_data=False)."""
    lent: list[tuple[BrowserContext, dict[str, Any]]] = []
    failures = request.session.testsfailed

    def open_device(engine: str = "chromium", account_id: str = ACCOUNT, **more: Any) -> Device:
        options = {
            name: more.pop(name) for name in list(more) if name not in {"keeps_data", "name"}
        }
        if engine == "chromium" and more.get("keeps_data", True):
            page = profiles.take(stage, {**USUAL, **options})
            lent.append((page.context, {**USUAL, **options}))
            device = Device(stage, page.context, account_id, page)
        else:
            device = Device(stage, browse(engine, **options), account_id)
        device.sign_in(**more)
        return device

    yield open_device
    for context, options in lent:
        if request.session.testsfailed > failures:
            profiles.throw_away(context)
        else:
            profiles.give_back(context, stage, options)


@pytest.fixture
def pick(stage: Stage) -> Callable[[str], list[dict[str, Any]]]:
    """Rows of one table of the account everybody uses here."""
    return lambda table: stage.rows.of(ACCOUNT, table)
