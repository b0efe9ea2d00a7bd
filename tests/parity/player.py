"""Plays one request against either server and gives back the same thing: status, where to go, and the DOM.

Office speaks plain HTTP to Flask, with no worker in between. Pocket asks from inside a real page, so that the real
worker answers. Both have the doors of ARCHITECTURE 9.34 set to one frozen clock and to counted ids.
"""

from collections.abc import Callable
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import urlencode

from playwright.sync_api import Page

DOM = (Path(__file__).parent / "dom.js").read_text(encoding="utf-8").rstrip().rstrip(";")
FORM = (Path(__file__).parent / "form.js").read_text(encoding="utf-8").rstrip().rstrip(";")
GOES = (
    "hx-redirect",
    "hx-location",
    "hx-retarget",
    "hx-reswap",
    "hx-trigger",
    "hx-push-url",
    "location",
)
Fields = list[tuple[str, str]]


@dataclass
class Answer:
    """What came back. `goes` holds the headers that steer the page."""

    status: int
    headers: dict[str, str]
    body: str

    @property
    def goes(self) -> dict[str, str]:
        return {name: self.headers[name] for name in GOES if name in self.headers}


class Player(Protocol):
    """One of the two servers."""

    name: str

    def ask(self, method: str, url: str, htmx: str, fields: Fields | None) -> Answer: ...


def headers_of(htmx: str) -> dict[str, str]:
    """htmx 4 names the target as tag#id; nothing at all makes it a plain page."""
    if not htmx:
        return {"Accept": "text/html"}
    kind = "full" if htmx == "full" else "partial"
    return {"Accept": "text/html", "HX-Request": "true", "HX-Request-Type": kind}


class Office:
    """Flask, asked directly."""

    name = "office"

    def __init__(self, url: str, cookie: str) -> None:
        self.url, self.cookie = url, cookie

    def ask(self, method: str, url: str, htmx: str = "", fields: Fields | None = None) -> Answer:
        connection = HTTPConnection("localhost", int(self.url.rsplit(":", 1)[1]), timeout=30)
        headers = {"Cookie": self.cookie, "Sec-Fetch-Site": "same-origin", **headers_of(htmx)}
        body = None
        if fields is not None:
            headers["Origin"] = self.url
            headers["Content-Type"] = "application/x-www-form-urlencoded"
            body = urlencode(fields).encode()
        connection.request(method, url, body, headers)
        response = connection.getresponse()
        text = response.read().decode("utf-8", "replace")
        connection.close()
        return Answer(response.status, {k.lower(): v for k, v in response.getheaders()}, text)


ASK = """async ([method, url, headers, fields]) => {
  const body = fields ? new URLSearchParams(fields) : undefined;
  const response = await fetch(url, {method, headers, body, redirect: 'manual'});
  return {status: response.status, headers: Object.fromEntries(response.headers), body: await response.text()};
}"""


class Pocket:
    """The worker, asked from a page it controls. Its doors are set again each time: it may have been put to sleep.

    No script of ours runs meanwhile, for what it asks the worker would draw ids too: whole pages open where scripts
    are off, and the page that asks for pieces is a plain file.
    """

    name = "pocket"

    def __init__(self, page: Page, doors: Callable[[], list[Any]]) -> None:
        self.page, self.doors = page, doors
        self.origin: str = page.evaluate("() => location.origin")
        page.goto(f"{self.origin}/manifest.webmanifest")
        self.reader = page.context.new_page()
        session = page.context.new_cdp_session(self.reader)
        session.send("Emulation.setScriptExecutionDisabled", {"value": True})

    def set_doors(self) -> None:
        for worker in self.page.context.service_workers:
            worker.evaluate(FROZEN_DOORS, self.doors())

    def open(self, url: str) -> Answer:
        """A navigation, as it came from the worker and before any page script touched it."""
        self.set_doors()
        response = self.reader.goto(self.origin + url, wait_until="commit")
        assert response is not None
        return Answer(response.status, response.all_headers(), response.text())

    def ask(self, method: str, url: str, htmx: str = "", fields: Fields | None = None) -> Answer:
        self.set_doors()
        pairs = [list(pair) for pair in fields] if fields is not None else None
        got: dict[str, Any] = self.page.evaluate(ASK, [method, url, headers_of(htmx), pairs])
        return Answer(got["status"], got["headers"], got["body"])


# For the worker: the clock stands still, and ids are counted from a number that both servers get for each request.
FROZEN_DOORS = """([now, first]) => {
  let count = first;
  globalThis.enishi_doors = {
    now: () => now,
    new_id: () => `01900000-0000-7000-8fff-${String(count++).padStart(12, "0")}`,
  };
}"""


class Mirror:
    """An empty page of a real browser in which markup becomes a DOM."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def lines(self, html: str) -> list[str]:
        found: list[str] = self.page.evaluate(f"(html) => ({DOM})(html)", html)
        return found

    def form(self, html: str, selector: str) -> tuple[str, Fields]:
        """Where a form posts to, and what it would send as it stands."""
        found = self.page.evaluate(f"(args) => ({FORM})(...args)", [html, selector])
        assert found is not None, f"no form {selector} in\n{html[:3000]}"
        return found["url"], [(name, value) for name, value in found["fields"]]


def difference(ours: list[str], theirs: list[str], around: int = 4) -> str:
    """The first place where two DOMs part, with a few lines around it; empty when they are equal."""
    for n, (first, second) in enumerate(zip(ours, theirs, strict=False)):
        if first != second:
            before = "\n".join(f"    {line}" for line in ours[max(0, n - around) : n])
            after = "\n".join(f"    {line}" for line in ours[n + 1 : n + 1 + around])
            return f"{before}\noffice: {first}\npocket: {second}\n{after}"
    if len(ours) != len(theirs):
        rest = (ours if len(ours) > len(theirs) else theirs)[min(len(ours), len(theirs)) :][:around]
        longer = "office" if len(ours) > len(theirs) else "pocket"
        return f"{longer} goes on:\n" + "\n".join(rest)
    return ""
