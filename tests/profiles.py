"""Profiles of Chromium that have the program already, lent to one test after the other.

Bringing the worker and its files to a new profile costs more than most journeys take, and all of it is proven by the
tests that ask for a new one (`browse`). What a person left in a profile is removed between two tests, and its worker is
stopped, so that it starts with an empty memory; a profile that cannot be made as new is thrown away.
"""

import json
from contextlib import suppress
from typing import Any

from playwright.sync_api import BrowserContext, Error, Page

from server.web.assets import bundle
from tests.browsers import Engines
from tests.stage import Stage

MOST_IDLE = 2
# What these do to a profile cannot be undone.
LASTING = (
    *("add_init_script", "route", "expose_function", "expose_binding", "grant_permissions"),
    *("set_extra_http_headers", "set_geolocation", "new_cdp_session"),
)
PERSONAL = "cookies,indexeddb,local_storage,file_systems"
# Whether the worker and its files are here and nothing else is, under a clock nobody stopped.
STATE = """async () => {
  const [known, ...more] = await navigator.serviceWorker.getRegistrations();
  const names = await caches.keys();
  const lists = await Promise.all(names.map((name) => caches.match('/worker/files.json', {cacheName: name})));
  return {
    is_ready: known?.active?.state === 'activated' && !known.waiting && !known.installing && !more.length,
    whole: names.filter((_, place) => lists[place]),
    databases: (await indexedDB.databases()).length,
    is_own_clock: String(Date).includes('[native code]'),
  };
}"""


class Profiles:
    """One stage's address is one origin, so a profile serves the stages of one port."""

    def __init__(self, engines: Engines) -> None:
        self.engines = engines
        self.idle: dict[str, list[BrowserContext]] = {}
        self.spoiled: set[BrowserContext] = set()

    def take(self, stage: Stage, options: dict[str, Any]) -> Page:
        """A page of a profile in which nobody is signed in."""
        idle = self.idle.get(_key(options), [])
        while idle:
            context = idle.pop()
            with suppress(Error):
                page = context.new_page()
                page.goto(stage.url + "/sign-in")
                if _is_as_new(page, stage):
                    return page
            self.engines.close_profile(context)
        context = self.engines("chromium").new_context(**options)
        self._watch(context)
        return context.new_page()

    def give_back(self, context: BrowserContext, stage: Stage, options: dict[str, Any]) -> None:
        idle = self.idle.setdefault(_key(options), [])
        is_kept = context not in self.spoiled and len(idle) < MOST_IDLE
        if is_kept and _is_cleared(context, stage.url):
            idle.append(context)
        else:
            self.throw_away(context)

    def throw_away(self, context: BrowserContext) -> None:
        self.spoiled.discard(context)
        self.engines.close_profile(context)

    def close(self) -> None:
        # Whoever took the engines from here as well may have closed them already.
        with suppress(Error):
            for context in [each for idle in self.idle.values() for each in idle]:
                context.close()
        self.idle.clear()

    def _watch(self, context: BrowserContext) -> None:
        for name in LASTING:
            setattr(context, name, self._noting(context, getattr(context, name)))

    def _noting(self, context: BrowserContext, method: Any) -> Any:
        def call(*given: Any, **named: Any) -> Any:
            self.spoiled.add(context)
            return method(*given, **named)

        return call


def _key(options: dict[str, Any]) -> str:
    return json.dumps(options, sort_keys=True)


def _is_as_new(page: Page, stage: Stage) -> bool:
    with stage.app.app_context():
        version = bundle().version
    state = page.evaluate(STATE)
    program, reader = f"enishi-program-{version}", f"enishi-reader-{version}"
    return (
        state["is_ready"]
        and state["is_own_clock"]
        and program in state["whole"]
        and {*state["whole"]} <= {program, reader}
        and state["databases"] <= 1
    )


def _is_cleared(context: BrowserContext, url: str) -> bool:
    """Nobody's any more: no page, cookie, record or memory of a worker is left."""
    with suppress(Error):
        context.set_offline(False)
        blank = context.new_page()
        for page in context.pages:
            if page is not blank:
                page.close()
        # Not the method that is watched.
        session = type(context).new_cdp_session(context, blank)
        session.send("ServiceWorker.enable")
        session.send("ServiceWorker.stopAllWorkers")
        session.send("Storage.clearDataForOrigin", {"origin": url, "storageTypes": PERSONAL})
        context.clear_cookies()
        blank.close()
        return True
    return False
