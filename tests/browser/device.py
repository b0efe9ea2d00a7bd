"""One browser profile with somebody signed in: what a test does to it, and what it reads out of it.

The database on the device is read from the page, next to the program's own connections, and never written.
"""

import json
import time
import uuid
from collections.abc import Callable
from typing import Any

from playwright.sync_api import BrowserContext, Error, Page

from tests.rows import COOKIE, stamp

READ_STORE = """async ([name, store]) => {
  const known = await indexedDB.databases();
  if (!known.some((entry) => entry.name === name)) return [];
  const db = await new Promise((resolve, reject) => {
    const opening = indexedDB.open(name);
    opening.onsuccess = () => resolve(opening.result);
    opening.onerror = () => reject(opening.error);
  });
  try {
    if (!db.objectStoreNames.contains(store)) return [];
    const rows = await new Promise((resolve, reject) => {
      const reading = db.transaction(store).objectStore(store).getAll();
      reading.onsuccess = () => resolve(reading.result);
      reading.onerror = () => reject(reading.error);
    });
    const plain = (value) => value instanceof ArrayBuffer ? `bytes:${value.byteLength}` : value;
    return JSON.parse(JSON.stringify(rows, (_, value) => plain(value)));
  } finally {
    db.close();
  }
}"""
READ_META = """async ([name, key]) => {
  const known = await indexedDB.databases();
  if (!known.some((entry) => entry.name === name)) return null;
  const db = await new Promise((resolve, reject) => {
    const opening = indexedDB.open(name);
    opening.onsuccess = () => resolve(opening.result);
    opening.onerror = () => reject(opening.error);
  });
  try {
    return await new Promise((resolve, reject) => {
      const reading = db.transaction('meta').objectStore('meta').get(key);
      reading.onsuccess = () => resolve(reading.result ?? null);
      reading.onerror = () => reject(reading.error);
    });
  } finally {
    db.close();
  }
}"""
CONTROLLED = """async () => {
  const timer = new Promise((_, reject) => setTimeout(() => reject(new Error('no worker in 60 s')), 60000));
  const ready = navigator.serviceWorker.ready.then(() => navigator.serviceWorker.controller ? null : new Promise(
    (resolve) => navigator.serviceWorker.addEventListener('controllerchange', resolve, {once: true})));
  await Promise.race([ready, timer]);
}"""
SYNC_NOW = """async () => {
  const body = new URLSearchParams({trigger: 'person'});
  const answer = await fetch('/sync', {method: 'POST', headers: {'HX-Request': 'true'}, body});
  return answer.status;
}"""
VIOLATIONS = """() => {
  globalThis.seen_violations = [];
  document.addEventListener('securitypolicyviolation', (event) => globalThis.seen_violations.push(
    `${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber} ${event.sample}`));
}"""


def until(what: Callable[[], Any], seconds: float = 30, every: float = 0.05) -> Any:
    """Ask again until the answer is true; the last answer when time is up."""
    deadline = time.monotonic() + seconds
    while not (answer := what()) and time.monotonic() < deadline:
        time.sleep(every)
    return answer


# What the sign-in page does once the passkey was accepted, by its own modules (ARCHITECTURE 9.3, 9.35).
KEEP = """async (account) => {
  const folder = document.querySelector('script[type="module"]').src.replace(/[^/]+$/, '');
  const [marker, worker] = await Promise.all([import(`${folder}marker.js`), import(`${folder}worker.js`)]);
  await marker.keepFor(account);
  await worker.registerWorker();
}"""


class Device:
    """A profile, its page in front, and the account it serves."""

    def __init__(
        self, stage: Any, context: BrowserContext, account_id: str, page: Page | None = None
    ) -> None:
        """`stage` is where the program runs: a Stage, or the World of the fault runs."""
        self.stage, self.context, self.account_id = stage, context, account_id
        self.url, self.device_id = stage.url, str(uuid.uuid4())
        self.page: Page = page or context.new_page()

    def sign_in(self, *, keeps_data: bool = True, name: str = "山田 太郎") -> None:
        """A session row and its cookie, then what the sign-in page does."""
        self.stage.add_account(self.account_id, name)
        self.new_session(keeps_data=keeps_data)
        if keeps_data:
            self.keep(name)
            self.open("/")
            self.control()
            self.settle()
            assert until(self.is_complete), "the first pull did not end"

    def new_session(self, *, keeps_data: bool = True) -> str:
        """The cookie of a fresh session; an older one is simply no longer used."""
        self.device_id = str(uuid.uuid4())
        token = self.stage.rows.add_session(self.account_id, self.device_id, keeps_data=keeps_data)
        self.context.add_cookies(
            [{"name": COOKIE, "value": token, "url": self.url, "httpOnly": True, "sameSite": "Lax"}]
        )
        return token

    def keep(self, name: str = "山田 太郎") -> None:
        """This device serves the account from now on."""
        account = {"account_id": self.account_id, "display_name": name, "mode": "keep", "locale": "ja", "theme": "auto",
                   "time_zone": "Asia/Tokyo"}  # fmt: skip
        self.open("/sign-in").evaluate(KEEP, account)

    def speak(self, language: str) -> None:
        """The account's preference, as another device of theirs would set it."""
        rows = self.stage.rows.of(self.account_id, "preference")
        self.stage.fill(self.account_id, [{
            "change_id": str(uuid.uuid4()), "kind": "preference", "id": self.account_id, "at": stamp(),
            "base": rows[0]["revision"] if rows else 0, "set": {"locale": language},
        }])  # fmt: skip
        self.sync_now()

    def meta(self, key: str) -> Any:
        """One value the device remembers about itself: session, failed, cursor ..."""
        return self.page.evaluate(READ_META, [f"enishi-{self.account_id}", key])

    def is_complete(self) -> bool:
        return bool(self.meta("complete"))

    def open(self, path: str) -> Page:
        self.page.goto(self.url + path)
        return self.page

    def control(self) -> None:
        """Wait until the worker answers for this page."""
        self.page.evaluate(CONTROLLED)

    def store(self, name: str) -> list[dict[str, Any]]:
        """All rows of one store of this account's database."""
        rows: list[dict[str, Any]] = self.page.evaluate(
            READ_STORE, [f"enishi-{self.account_id}", name]
        )
        return rows

    def alive(self, kind: str) -> list[dict[str, Any]]:
        return [row for row in self.store(kind) if not row["deleted_at"]]

    def waiting(self) -> int:
        return len(self.store("outbox"))

    def sync_now(self) -> int:
        """What the button does."""
        return int(self.page.evaluate(SYNC_NOW))

    def settle(self, seconds: float = 30) -> None:
        """Send all that waits."""

        def is_quiet() -> bool:
            self.sync_now()
            return self.waiting() == 0

        assert until(is_quiet, seconds, 0.2), json.dumps(self.store("outbox"))[:2000]

    def databases(self) -> list[str]:
        """Their names. A page whose person is gone leaves by itself: then the one it leaves for is asked."""
        ask = "async () => (await indexedDB.databases()).map((d) => d.name)"
        for _ in range(5):
            try:
                return sorted(self.page.evaluate(ask))
            except Error:
                self.page.wait_for_load_state()
        raise AssertionError("the page does not come to rest")

    def caches(self) -> list[str]:
        names: list[str] = self.page.evaluate("() => caches.keys()")
        return sorted(names)
