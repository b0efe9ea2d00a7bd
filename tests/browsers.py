"""The engines on this machine, each started once and only when a test asks (SECURITY 5). No page is driven here."""

import os
import signal
import threading
import time
import warnings
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Error, Playwright, sync_playwright

from tests import machine

# Chromium draws two pages of its own for the address bar of each profile, which take most of a processor second.
# It heeds the last switch of this name alone, so what Playwright turns off is turned off here once more.
OFF = (
    *("WebUIOmniboxPopup", "WebUIOmniboxAimPopup", "AvoidUnnecessaryBeforeUnloadCheckSync"),
    *(
        "DestroyProfileOnBrowserClose",
        "DialMediaRouteProvider",
        "GlobalMediaControls",
        "HttpsUpgrades",
    ),
    *("LensOverlay", "MediaRouter", "PaintHolding", "ThirdPartyStoragePartitioning"),
    *(
        "BlockOriginHeaderModificationOnRedirect",
        "AvoidCorsURLLoaderRestartOnRedirect",
        "Translate",
    ),
    *("AutoDeElevate", "OptimizationHints", "NetworkTimeServiceQuerying", "AimEnabled"),
)
SWITCHES = [
    *("--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-quic"),
    f"--disable-features={','.join(OFF)}",
]
DRIVER_GONE = ("Connection closed while reading from the driver", "Playwright connection closed")
MOST_WORDS = 1500
PHONE = {"width": 390, "height": 844}
DESKTOP = {"width": 1280, "height": 800}


class Engines:
    """Chromium and Firefox behind one door; a missing one is skipped loudly, and fails in CI."""

    def __init__(self) -> None:
        self._playwright: Playwright | None = None
        self._open: dict[str, Browser] = {}
        self._more: list[Browser] = []
        self._kept: list[BrowserContext] = []

    @property
    def playwright(self) -> Playwright:
        if self._playwright is None:
            self._playwright = sync_playwright().start()
        return self._playwright

    def __call__(self, name: str) -> Browser:
        """The shared browser of that name."""
        if name not in self._open:
            self._open[name] = self._launch(name)
        return self._open[name]

    def _launch(self, name: str) -> Browser:
        path = machine.chromium() if name == "chromium" else machine.firefox()
        if not path:
            missing(name)
        if name == "chromium":
            return self.playwright.chromium.launch(executable_path=path, args=SWITCHES)
        return self.playwright.firefox.launch(channel="moz-firefox", executable_path=path)

    def launch_chromium(self, switches: list[str]) -> Browser:
        """One more, of which the caller takes care."""
        path = machine.chromium()
        if not path:
            missing("chromium")
        self._more = [browser for browser in self._more if browser.is_connected()]
        self._more.append(
            self.playwright.chromium.launch(executable_path=path, args=[*SWITCHES, *switches])
        )
        return self._more[-1]

    def launch_profile(self, folder: Path, path: str, **options: Any) -> BrowserContext:
        """Chromium with a profile on disk."""
        context = self.playwright.chromium.launch_persistent_context(
            str(folder), executable_path=path, args=SWITCHES, **options
        )
        self._kept = [context]
        return context

    def what_is_seen(self) -> str:
        """The address and the words of every open page, for whoever reads a failure in a log."""
        browsers = [*self._open.values(), *self._more]
        contexts = [context for browser in browsers for context in browser.contexts] + self._kept
        seen = []
        for page in [page for context in contexts for page in context.pages]:
            with suppress(Error):
                words = page.locator("body").inner_text(timeout=2000)
                seen.append(f"{page.url}\n{words[:MOST_WORDS]}")
        return "\n---\n".join(seen)

    def close_profile(self, context: BrowserContext) -> None:
        """Driving Firefox, the driver sometimes dies on a frame that is gone (frame._name of null): one loud line,
        and the next test gets a new one. A test that loses its driver midway still fails."""
        try:
            context.close()
        except Exception as error:
            if not any(words in str(error) for words in DRIVER_GONE):
                raise
            warnings.warn(
                f"the browser driver died after a test had ended and is started anew: {error}",
                stacklevel=2,
            )
            self._open.clear()
            self.close()

    def close_idle_firefox(self) -> None:
        """Unlike Chromium it keeps a processor busy while no profile is open in it."""
        firefox = self._open.get("firefox")
        if firefox is not None and not firefox.contexts:
            del self._open["firefox"]
            firefox.close()

    def close(self) -> None:
        """Safe to repeat: every room that takes the fixture closes it."""
        while self._open:
            self._open.popitem()[1].close()
        if self._playwright is not None:
            self._playwright.stop()
            self._playwright = None


def missing(name: str) -> None:
    """ARCHITECTURE 9.35."""
    if machine.in_ci():
        pytest.fail(f"{name} is missing on this machine, and this is CI")
    pytest.skip(f"{name} is missing on this machine")


def of_profile(profile: Path) -> list[int]:
    """Process ids whose command line names this profile folder."""
    found = []
    for entry in Path("/proc").iterdir():
        if not entry.name.isdigit():
            continue
        try:
            command = (entry / "cmdline").read_bytes()
        except OSError:
            continue
        if f"--user-data-dir={profile}".encode() in command:
            found.append(int(entry.name))
    return found


class Profile:
    """A Chromium with a profile on disk that survives being killed, as a phone's browser does."""

    def __init__(self, engines: Engines, folder: Path) -> None:
        self.engines, self.folder = engines, folder
        self.context: BrowserContext | None = None

    def open(self, **options: object) -> BrowserContext:
        path = machine.chromium()
        if not path:
            missing("chromium")
        options = {"viewport": PHONE, "locale": "ja-JP", "timezone_id": "Asia/Tokyo", **options}
        self.context = self.engines.launch_profile(self.folder, path, **options)
        return self.context

    def kill_after(self, seconds: float) -> None:
        """SIGKILL from a thread of its own, while the driver is in the middle of something."""
        processes = of_profile(self.folder)
        threading.Timer(seconds, _kill, [processes]).start()

    def kill(self) -> None:
        """SIGKILL to every process of this profile: nothing is flushed, no handler runs."""
        _kill(of_profile(self.folder))
        deadline = time.monotonic() + 10
        while of_profile(self.folder) and time.monotonic() < deadline:
            time.sleep(0.02)
        if self.context is not None:
            with suppress(Error):
                self.context.close()
        for name in ("SingletonLock", "SingletonSocket", "SingletonCookie"):
            (self.folder / name).unlink(missing_ok=True)
        self.context = None

    def close(self) -> None:
        if self.context is not None:
            self.context.close()
            self.context = None


def _kill(processes: list[int]) -> None:
    for process in processes:
        with suppress(ProcessLookupError):
            os.kill(process, signal.SIGKILL)
