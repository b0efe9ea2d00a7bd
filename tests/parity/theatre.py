"""Two copies of the program with the same records: Flask alone on one stage, the worker before the other."""

import re
from itertools import count
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser

from tests.browser.device import Device
from tests.browsers import PHONE
from tests.parity import fixture
from tests.parity.player import Answer, Fields, Mirror, Office, Pocket, difference
from tests.parity.scenarios import Step
from tests.rows import COOKIE, SYNCED
from tests.stage import Stage

# What each server writes by its own count or clock.
IDS_OF_A_REQUEST = 1000
NAME = "山田 <太郎>"
REVISION = re.compile(r'(?<=name="revision" type="hidden") value="\d+"')
OWN = {"revision", "account_id"}


class Theatre:
    """Asks both, compares, and keeps one answer of each at hand."""

    def __init__(self, folder: Path, browser: Browser) -> None:
        self._now, self._first, self._ids = fixture.NOW, 1, count(1)
        self.stages = [self._stage(folder / name) for name in ("office", "pocket")]
        self.numbers = count(1)
        self.rows_compared, self.in_story = 0, False
        office, pocket = self.stages
        token = office.rows.add_session(fixture.ACCOUNT, fixture.PHONE)
        self.office = Office(office.url, f"{COOKIE}={token}")
        options: dict[str, Any] = {
            "viewport": PHONE,
            "locale": "ja-JP",
            "timezone_id": "Asia/Tokyo",
        }
        self.device = Device(pocket, browser.new_context(**options), fixture.ACCOUNT)
        self.device.sign_in(name=NAME)
        self.pocket = Pocket(self.device.page, lambda: [self._now, self._first])
        self.mirror = Mirror(browser.new_context().new_page())

    def _stage(self, folder: Path) -> Stage:
        stage = Stage(folder)
        doors = stage.app.extensions["enishi"]
        doors.clock = lambda: self._now
        doors.new_id = lambda: f"01900000-0000-7000-8fff-{next(self._ids):012d}"
        stage.start()
        stage.add_account(fixture.ACCOUNT, NAME)
        stage.fill(fixture.ACCOUNT, fixture.changes(), fixture.PHONE, fixture.NOW)
        base = stage.rows.ask(
            "SELECT revision FROM contact WHERE id = ?", fixture.numbered(fixture.CONTACT, 4)
        )
        for device_id, batch in zip(
            (fixture.PHONE, fixture.DESK), fixture.quarrel(base[0]["revision"]), strict=True
        ):
            stage.fill(fixture.ACCOUNT, batch, device_id, fixture.NOW)
        return stage

    def close(self) -> None:
        self.device.context.close()
        self.mirror.page.context.close()
        for stage in self.stages:
            stage.stop()

    def speak(self, language: str) -> None:
        """Both read the account's preference."""
        for stage in self.stages:
            change = {"change_id": f"01900000-0000-7000-8aaa-{next(self.numbers):012d}", "kind": "preference",
                      "id": fixture.ACCOUNT, "base": 10**9, "at": self._now, "set": {"locale": language}}  # fmt: skip
            stage.fill(fixture.ACCOUNT, [change], fixture.PHONE, self._now)
        self.device.sync_now()

    def _draw_lots(self) -> None:
        """Both servers count their next ids from the same number."""
        self._first += IDS_OF_A_REQUEST
        self._ids = count(self._first)

    def compare_page(self, url: str) -> str:
        """A whole page, as a navigation gets it."""
        self._draw_lots()
        return self._parted(self.office.ask("GET", url), self.pocket.open(url))

    def compare(self, method: str, url: str, htmx: str) -> str:
        self._draw_lots()
        return self._parted(self.office.ask(method, url, htmx), self.pocket.ask(method, url, htmx))

    def _parted(self, ours: Answer, theirs: Answer) -> str:
        """Where two answers part; empty when they are the same."""
        self.last = (ours, theirs)
        if ours.status != theirs.status:
            return f"status: office {ours.status}, pocket {theirs.status}\n{ours.body[:500]}\n---\n{theirs.body[:500]}"
        if ours.goes != theirs.goes:
            return f"office goes {ours.goes}, pocket goes {theirs.goes}"
        kind = ours.headers.get("content-type", "text/html")
        if kind.startswith(("text/", "application/json")) and not kind.startswith("text/html"):
            named = [each.headers.get("content-disposition") for each in self.last]
            same = ours.body == theirs.body and named[0] == named[1]
            return "" if same else f"{named}\n{ours.body}\n---\n{theirs.body}"
        if not kind.startswith("text/html"):
            return ""
        return difference(*(self._lines(answer.body) for answer in self.last))

    def _lines(self, html: str) -> list[str]:
        """In a story the office numbers a write at once, the pocket when it has synced: that number stays out."""
        lines = self.mirror.lines(html)
        return [REVISION.sub("", line) for line in lines] if self.in_story else lines

    def play(self, step: Step) -> str:
        """One form, filled in alike and sent as each server printed it."""
        self.in_story = True
        url, forms = step.form, [[("deleted", "")], [("deleted", "")]]
        if step.page:
            if found := self.compare_page(step.page):
                return f"before it was sent, {step.page}\n{found}"
            printed = [self.mirror.form(answer.body, step.form) for answer in self.last]
            url, forms = printed[0][0], [fields for _, fields in printed]
        change_id = f"01900000-0000-7000-8bbb-{next(self.numbers):012d}"
        sent = [self._filled(fields, step, change_id) for fields in forms]
        found = self._send(url, sent)
        if not found and self.last[0].status != step.status:
            found = f"both answered {self.last[0].status}, not {step.status}\n{self.last[0].body[:1500]}"
        if not found and step.again:
            found = self._send(url, sent)
        return found or (self.compare_page(step.page) if step.page else "")

    def _send(self, url: str, sent: list[Fields]) -> str:
        self._draw_lots()
        ours = self.office.ask("POST", url, "partial", sent[0])
        return self._parted(ours, self.pocket.ask("POST", url, "partial", sent[1]))

    def _filled(self, fields: Fields, step: Step, change_id: str) -> Fields:
        """The form as it stands, then what the person changes, then what page script adds."""
        kept = [(name, value) for name, value in fields if name not in step.fill]
        for name, value in step.fill.items():
            values = value if isinstance(value, list) else [] if value is None else [value]
            kept += [(name, each) for each in values]
        return [*kept, ("change_id", change_id), ("at", self._now)]

    def settle(self) -> None:
        self.device.settle()

    def compare_rows(self) -> list[str]:
        """Records of both databases, field by field."""
        office, pocket = self.stages
        parted = []
        for kind in SYNCED:
            ours, theirs = (
                {row["id"]: row for row in stage.rows.of(fixture.ACCOUNT, kind)}
                for stage in (office, pocket)
            )
            parted += [
                f"{kind} {id_}: only one has {(ours | theirs)[id_]}"
                for id_ in sorted(ours.keys() ^ theirs.keys())
            ]
            for id_ in ours.keys() & theirs.keys():
                self.rows_compared += 1
                names = [n for n in ours[id_] if n not in OWN and ours[id_][n] != theirs[id_][n]]
                parted += [
                    f"{kind} {id_} {n}: office {ours[id_][n]!r}, pocket {theirs[id_][n]!r}"
                    for n in names
                ]
        return parted
