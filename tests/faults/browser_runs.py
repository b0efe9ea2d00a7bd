"""A real browser killed between tap and paint: SIGKILL to all its processes, then the same profile is opened again.

A card counts as captured once the page heard that it was saved. Whatever the moment of the kill: what the page heard
of is there afterwards, nothing is there by halves, and the server ends with each card once.
"""

import random
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Any

from playwright.sync_api import Error, Page

from tests.browser.device import READ_STORE, SYNC_NOW, Device, until
from tests.browsers import Engines, Profile
from tests.faults.people import uuid_from
from tests.faults.runs import Figures
from tests.faults.world import World

TAP = """([fields, key]) => {
  const form = document.querySelector('form[hx-post="/contacts"]');
  for (const [name, value] of Object.entries(fields)) form.elements.namedItem(name).value = value;
  document.addEventListener('htmx:before:request', () => performance.mark('sent'));
  document.addEventListener('htmx:after:request', ({detail}) => {
    if (detail.ctx.response?.status === 200) heard(key);
  });
  form.requestSubmit();
}"""
KINDS = ("contact", "encounter", "follow_up")
SERVER_FAULTS = ("", "", "", "kill:committed", "kill:start", "drop", "slow:150")


class _Killed:
    """One profile on disk, used over all runs, and what its owner has seen saved."""

    def __init__(self, world: World, engines: Engines, folder: Path, rng: random.Random) -> None:
        self.world, self.rng = world, rng
        self.profile = Profile(engines, folder)
        self.account = world.account(uuid_from(rng))
        # Chromium writes cookies every 30 s; killed sooner, it would forget that somebody is signed in.
        self.cookies: list[Any] = []
        self.heard: set[str] = set()
        self.tapped: set[str] = set()
        self.page = self._open()
        Device(world, self.page.context, self.account.id, self.page).sign_in()
        self.cookies = self.page.context.cookies()

    def _open(self) -> Page:
        context = self.profile.open()
        context.expose_binding("heard", lambda _, key: self.heard.add(key))
        if self.cookies:
            context.add_cookies(self.cookies)
        return context.pages[0] if context.pages else context.new_page()

    def capture_and_kill(self, n: int) -> None:
        """Tap, and pull the plug in the same moment or a little later: mostly before anything is painted."""
        self.page.goto(f"{self.world.url}/contacts/new?by=typing")
        key = (
            self.page.locator('form[hx-post="/contacts"] [name="id"]').get_attribute("value") or ""
        )
        self.tapped.add(key)
        self.world.plan([fault] if (fault := self.rng.choice(SERVER_FAULTS)) else [])
        longest = self.rng.choice((25, 60, 60, 120, 2600))
        self.profile.kill_after(self.rng.uniform(0, longest) / 1000)
        with suppress(Error):
            self.page.evaluate(TAP, [{"family_name": f"鈴木{n}", "organization": f"社{n}"}, key])
            self.page.wait_for_timeout(longest + 50)
        self.profile.kill()
        self.page = self._open()

    def held(self, store: str) -> list[dict[str, Any]]:
        rows: list[dict[str, Any]] = self.page.evaluate(
            READ_STORE, [f"enishi-{self.account.id}", store]
        )
        return rows

    def look(self, figures: Figures, n: int) -> None:
        """What the device holds right after it was opened again, before anything is sent."""
        self.page.goto(f"{self.world.url}/contacts")
        ids = {
            kind: {row["id"] if kind == "contact" else row["contact_id"] for row in self.held(kind)}
            for kind in KINDS
        }
        figures.lost += [
            f"run {n}: heard of {key}, not on the device"
            for key in sorted(self.heard - ids["contact"])
        ]
        for kind in KINDS[1:]:
            odd = ids["contact"] ^ ids[kind]
            figures.apart += [f"run {n}: {key} has half a capture ({kind})" for key in sorted(odd)]
        figures.doubled += [
            f"run {n}: {key} was never tapped" for key in sorted(ids["contact"] - self.tapped)
        ]

    def settle(self, figures: Figures) -> None:
        self.world.plan([])
        self.world.wait()

        def is_quiet() -> bool:
            self.page.evaluate(SYNC_NOW)
            return not self.held("outbox")

        if not until(is_quiet, 20, 0.2):
            figures.stuck.append(f"{len(self.held('outbox'))} changes never left")
        rows = self.world.records(self.account)
        for kind in KINDS:
            ours = [row["id"] for row in rows[kind]]
            theirs = [row["id"] for row in self.held(kind)]
            figures.lost += [
                f"server lacks {kind} {id_}" for id_ in sorted(set(theirs) - set(ours))
            ]
            figures.doubled += [
                f"server has {kind} {id_} of nobody" for id_ in sorted(set(ours) - set(theirs))
            ]
        names = [row["family_name"] for row in rows["contact"]]
        figures.doubled += sorted({f"{name} twice" for name in names if names.count(name) > 1})


def play(runs: int, seed: int, engines: Engines) -> Figures:
    """So many kills in a row on one profile; every one is followed by a look, and every fifth by peace."""
    figures, rng = Figures(), random.Random(f"browser {seed}")
    with tempfile.TemporaryDirectory() as folder:
        world = World(Path(folder) / "office")
        killed = _Killed(world, engines, Path(folder) / "profile", rng)
        try:
            for n in range(runs):
                killed.capture_and_kill(n)
                killed.look(figures, n)
                figures.runs += 1
                if n % 5 == 4 or n == runs - 1:
                    killed.settle(figures)
        finally:
            figures.captures = len(killed.tapped)
            figures.changes = len(killed.heard)
            figures.faults = {
                "killed browser": figures.runs,
                "heard before the kill": len(killed.heard),
            }
            killed.profile.kill()
            world.close()
    return figures
