"""The venue on a full evening: a list of 300, 60 people met. What it takes to draw it, and to keep a card there."""

from typing import Any

from tests.bench.table import Table
from tests.parity.fixture import numbered
from tests.rows import stamp

EVENT = numbered(6, 1)
LISTED, MET = 300, 60
ANSWERED_IN = """async (url) => {
  const start = performance.now();
  await (await fetch(url, {headers: {'HX-Request': 'true'}})).text();
  return performance.now() - start;
}"""


def changes() -> list[dict[str, Any]]:
    """One event of today, its list, and talks with the first people there are."""
    at = stamp()
    made: list[tuple[str, str, dict[str, Any]]] = [
        ("event", EVENT, {"title": "大きな会", "held_on": at[:10]})
    ]
    for n in range(LISTED):
        line = {
            "event_id": EVENT,
            "name": f"参加 者{n}",
            "organization": f"会社{n}",
            "place": n,
            "is_target": n % 9 == 0,
        }
        made.append(("attendee", numbered(7, n), line))
    for n in range(MET):
        talk = {"event_id": EVENT, "contact_id": numbered(1, n), "met_at": at, "business": "精密部品",
                "is_real_conversation": n < 4}  # fmt: skip
        made.append(("encounter", numbered(8, n), talk))
    return [
        {"change_id": numbered(9, n), "kind": kind, "id": id_, "base": 0, "at": at, "set": fields}
        for n, (kind, id_, fields) in enumerate(made)
    ]  # fmt: skip


def measure(table: Table, phone: Any, rounds: int, slowdown: int) -> None:
    """Promise the rows of the table; phone: the Phone of tests/bench/phone, with these records in it."""
    venue = f"/events/{EVENT}/venue"
    name = f"venue, {LISTED} on the list, {MET} met"
    phone.page.goto(phone.stage.url + venue)
    phone.page.evaluate(ANSWERED_IN, venue)
    warm = [phone.page.evaluate(ANSWERED_IN, venue) for _ in range(rounds)]
    table.times(f"{name}: answered, warm", "", warm)
    known = [
        phone.page.evaluate(ANSWERED_IN, f"/events/{EVENT}/acquaintances") for _ in range(rounds)
    ]
    table.times(f"{name}: who is known, warm", "", known)
    phone.tap(5000, is_asleep=False, event_id=EVENT)
    taps = [phone.tap(5001 + n, is_asleep=False, event_id=EVENT) for n in range(rounds)]
    goals = ("<= 16 ms", "") if slowdown == 1 else ("", "<= 80 / 200 ms")
    table.times(
        f"a card against a list of {LISTED}: tap to saved", goals[0], [saved for saved, _ in taps]
    )
    table.times(
        f"a card against a list of {LISTED}: tap to painted",
        goals[1],
        [painted for _, painted in taps],
    )
