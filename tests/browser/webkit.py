"""WebKitGTK, the engine nearest to Safari that runs here: selenium in front of MiniBrowser under Xvfb (SECURITY 6)."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from glob import glob
from pathlib import Path
from typing import Any

from selenium import webdriver
from selenium.common.exceptions import WebDriverException
from selenium.webdriver.webkitgtk.options import Options
from selenium.webdriver.webkitgtk.service import Service

from tests import machine
from tests.browser.device import until
from tests.browsers import missing

BROWSERS = "/usr/lib/*/webkit2gtk-4.*/MiniBrowser"
KEEP = """const [account, done] = arguments;
const folder = document.querySelector('script[type="module"]').src.replace(/[^/]+$/, '');
Promise.all([import(`${folder}marker.js`), import(`${folder}worker.js`)])
  .then(([marker, worker]) => marker.keepFor(account).then(() => worker.registerWorker()))
  .then(() => navigator.serviceWorker.ready).then(() => done(''), (error) => done(String(error)));"""


@contextmanager
def webkit() -> Iterator[webdriver.WebKitGTK]:
    """A fresh browser on a screen of its own, with motion turned down.

    WebKitGTK 2.50 ends its session at the first link of a page with `@view-transition { navigation: auto }`.
    """
    driver, browsers = machine.webkit(), sorted(glob(BROWSERS))
    if not driver or not browsers:
        missing("WebKitGTK")
    with tempfile.TemporaryDirectory() as home, _screen() as screen:
        settings = Path(home) / "gtk-3.0" / "settings.ini"
        settings.parent.mkdir()
        settings.write_text("[Settings]\ngtk-enable-animations=0\n", encoding="utf-8")
        env = {
            **os.environ,
            "DISPLAY": screen,
            "WEBKIT_DISABLE_COMPOSITING_MODE": "1",
            "XDG_CONFIG_HOME": home,
        }
        yield from _browser(str(driver), browsers[-1], env)


@contextmanager
def _screen() -> Iterator[str]:
    """The X server takes the first number that is free, and tells it."""
    command = [str(shutil.which("Xvfb")), "-displayfd", "1", "-screen", "0", "1024x900x24"]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    try:
        assert server.stdout is not None
        yield f":{server.stdout.readline().decode().strip()}"
    finally:
        server.terminate()
        server.wait(10)


def _browser(driver: str, binary: str, env: dict[str, str]) -> Iterator[webdriver.WebKitGTK]:
    options = Options()
    options.binary_location = binary
    options.add_argument("--automation")
    browser = webdriver.WebKitGTK(options=options, service=Service(driver, env=env))
    browser.set_script_timeout(30)
    try:
        yield browser
    finally:
        browser.quit()


def keep(
    browser: webdriver.WebKitGTK, url: str, cookie: str, token: str, account: dict[str, Any]
) -> None:
    """Sign in by a session row, and do what the sign-in page does."""
    browser.get(f"{url}/sign-in")
    browser.add_cookie(
        {"name": cookie, "value": token, "path": "/", "httpOnly": True, "sameSite": "Lax"}
    )
    said = browser.execute_async_script(KEEP, account)
    assert not said, said
    visit(browser, f"{url}/contacts")


def visit(browser: webdriver.WebKitGTK, url: str) -> None:
    """Open a page and wait until it stands: on a busy machine the driver may return while the one before it does."""
    browser.get(url)
    assert until(lambda: _standing(browser) == [url, "complete"], 30, 0.02), _standing(browser)


def _standing(browser: webdriver.WebKitGTK) -> list[str]:
    try:
        found: list[str] = browser.execute_script("return [location.href, document.readyState]")
    except WebDriverException as error:
        return [str(error)]
    return found
