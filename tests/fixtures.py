"""Fixtures for every test that opens a browser; the conftest files of such rooms take them from here."""

from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext

from tests.browser.device import Device
from tests.browsers import PHONE, Engines
from tests.parity.fixture import ACCOUNT
from tests.stage import Stage

Visit = Callable[..., Device]


@lru_cache(maxsize=1)
def _shared_engines() -> Engines:
    return Engines()


@pytest.fixture(scope="session")
def engines() -> Iterator[Engines]:
    shared = _shared_engines()
    yield shared
    shared.close()
    _shared_engines.cache_clear()


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    """The program on a port of its own, with an empty database."""
    program = Stage(tmp_path / "stage")
    program.start()
    yield program
    program.stop()


@pytest.fixture
def browse(engines: Engines) -> Iterator[Callable[..., BrowserContext]]:
    """A fresh profile in an engine: browse("firefox", viewport=...)."""
    opened = []

    def open_profile(engine: str = "chromium", **options: Any) -> BrowserContext:
        chosen = {"viewport": PHONE, "locale": "ja-JP", "timezone_id": "Asia/Tokyo", **options}
        opened.append(engines(engine).new_context(**chosen))
        return opened[-1]

    yield open_profile
    for context in opened:
        engines.close_profile(context)


@pytest.fixture
def visit(stage: Stage, browse: Callable[..., BrowserContext]) -> Visit:
    """A profile that is signed in on `stage`: visit("firefox", account_id=..., keeps_data=False)."""

    def open_device(engine: str = "chromium", account_id: str = ACCOUNT, **more: Any) -> Device:
        options = {
            name: more.pop(name) for name in list(more) if name not in {"keeps_data", "name"}
        }
        device = Device(stage, browse(engine, **options), account_id)
        device.sign_in(**more)
        return device

    return open_device


@pytest.fixture
def pick(stage: Stage) -> Callable[[str], list[dict[str, Any]]]:
    """Rows of one table of the account everybody uses here."""
    return lambda table: stage.rows.of(ACCOUNT, table)
