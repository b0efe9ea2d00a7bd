"""C10, C15: sixty hostile strings in every text field and twenty-five hostile addresses run nothing, link nowhere."""

import re
from typing import Any

import pytest

from tests.browser.device import Device
from tests.browser.xss import ADDRESSES, STRINGS
from tests.figures import figure
from tests.parity.fixture import ACCOUNT, FOLLOW_UP, numbered
from tests.parity.player import Mirror, Office
from tests.rows import COOKIE, stamp

EVENT, CONTACT, ENCOUNTER = 71, 72, 73
LISTEN = """
globalThis.xss = () => console.error('RAN');
document.addEventListener('securitypolicyviolation', (event) =>
  console.error(`VIOLATION ${event.violatedDirective} ${event.blockedURI} ${event.sample}`));
"""
SAFE = re.compile(
    r"/[^/\\]|/$|#|\?|https?://[^@\s]+$|mailto:[^?&\s]+@[^?&\s]+$|mailto:[^?]*\?(subject|body)=|tel:\+?[\d*#.()-]+$|blob:"
)


def _texts(kind: str, text: str) -> dict[str, Any]:
    from server.schemas.shapes import export_shapes

    shapes = export_shapes()[kind]
    written: dict[str, Any] = {
        n: text for n, s in shapes.items() if s["type"] in {"text", "free"} and n != "time_zone"
    }
    return written | {
        name: [text] for name, shape in shapes.items() if shape["type"] == "text_list"
    }


def _changes(texts: list[str]) -> list[dict[str, Any]]:
    at, made = stamp(), []
    for n, text in enumerate(texts):
        ties = {"contact_id": numbered(CONTACT, n), "event_id": numbered(EVENT, n)}
        for kind, number, more in (
            ("event", EVENT, {"held_on": at[:10], "decision": "going", "url": ""}),
            ("contact", CONTACT, {"emails": [], "tels": [{"kind": "work", "number": text[:40]}]}),
            ("encounter", ENCOUNTER, {**ties, "met_at": at}),
            ("follow_up", FOLLOW_UP, {"contact_id": ties["contact_id"], "encounter_id": numbered(ENCOUNTER, n),
                                      "due_at": at, "kind": "thanks"}),
        ):  # fmt: skip
            made.append({"change_id": numbered(80 + number, n), "kind": kind, "id": numbered(number, n), "base": 0,
                         "at": at, "set": {**_texts(kind, text), **more}})  # fmt: skip
    return made


def _pages(n: int) -> list[str]:
    contact, event, talk = numbered(CONTACT, n), numbered(EVENT, n), numbered(ENCOUNTER, n)
    return [f"/contacts/{contact}", f"/contacts/{contact}/edit", f"/contacts/{contact}/note?encounter={talk}",
            f"/events/{event}", f"/events/{event}/venue", f"/follow-ups/{numbered(FOLLOW_UP, n)}"]  # fmt: skip


LISTS = ["/", "/events", "/contacts", "/contacts?page=2", "/follow-ups", "/sync"]


@pytest.mark.timeout(300)
def test_no_hostile_string_becomes_markup_and_no_hostile_address_a_link(stage, browse) -> None:
    stage.add_account(ACCOUNT, STRINGS[0])
    stage.fill(ACCOUNT, _changes(STRINGS))
    stage.fill(ACCOUNT, _hostile_addresses())
    office = Office(stage.url, f"{COOKIE}={stage.rows.add_session(ACCOUNT, numbered(99, 1))}")
    mirror = Mirror(browse().new_page())
    urls = [*LISTS, *(page for n in range(len(STRINGS)) for page in _pages(n))]
    urls += [f"/contacts/{numbered(CONTACT, 100 + n)}" for n in range(len(ADDRESSES))]
    found = []
    for url in urls:
        for line in mirror.lines(office.ask("GET", url).body):
            found += [f"{url} {line.strip()}" for _ in [0] if _is_live(line.strip())]
    figure(
        "C10",
        f"{len(STRINGS)} strings, {len(urls)} pages, {len(found)} live elements; equal in the worker by parity",
    )
    figure("C15", f"{len(ADDRESSES)} hostile addresses")
    assert found == []


def _hostile_addresses() -> list[dict[str, Any]]:
    at = stamp()
    return [
        {"change_id": numbered(98, n), "kind": "contact", "id": numbered(CONTACT, 100 + n), "base": 0, "at": at,
         "set": {"family_name": f"宛先{n}", "urls": [text], "social": [text], "emails": [text],
                 "tels": [{"kind": "work", "number": text}]}}
        for n, text in enumerate(ADDRESSES)
    ]  # fmt: skip


def _is_live(line: str) -> bool:
    if not line.startswith("<"):
        return False
    names = re.findall(r" ([\w:-]+)=", re.sub(r'"(?:[^"\\]|\\.)*"', '""', line))
    if any(name.startswith(("on", "hx-on")) for name in names) or "style" in names:
        return True
    if re.match(r"<(iframe|object|embed|base|style|marquee|video|audio|math)\b", line):
        return True
    if line.startswith("<script") and "/static/VERSION/" not in line:
        return True
    return any(
        not SAFE.match(value)
        for value in re.findall(r' (?:href|src|action|formaction)="([^"]*)"', line)
    )


@pytest.mark.timeout(300)
@pytest.mark.parametrize("keeps_data", [False, True], ids=["office", "pocket"])
def test_hostile_strings_run_nothing_in_a_real_page(keeps_data: bool, stage, visit) -> None:
    texts = ["\n".join(STRINGS[n::6])[:190] for n in range(6)]
    stage.add_account(ACCOUNT, "山田")
    stage.fill(ACCOUNT, _changes(texts + STRINGS[:6]))
    device: Device = visit(keeps_data=keeps_data)
    said: list[str] = []
    device.context.add_init_script(LISTEN)
    device.page.on(
        "console", lambda m: m.text.startswith(("RAN", "VIOLATION")) and said.append(m.text)
    )
    pages = [*LISTS, *(page for n in range(12) for page in _pages(n))]
    for path in pages:
        device.open(path)
    where = "pocket" if keeps_data else "office"
    figure("C10", f"{where}: {len(pages)} real pages, {len(said)} scripts run or violations")
    assert said == []
