"""What people type in these journeys, sent the way the pages send it: htmx posts from inside a page of ours."""

import json
from typing import Any

from tests.browser.device import Device
from tests.parity.fixture import numbered

POST = """async ([url, fields]) => {
  const body = new URLSearchParams(fields);
  const headers = {'HX-Request': 'true', 'HX-Request-Type': 'partial'};
  const response = await fetch(url, {method: 'POST', headers, body});
  return {status: response.status, goes: response.headers.get('HX-Redirect') ?? '', body: await response.text()};
}"""
CARDS, TALKS, THANKS, EDITS = 51, 52, 53, 54


def post(device: Device, url: str, fields: dict[str, Any]) -> dict[str, Any]:
    pairs = [[name, value] for name, value in fields.items()]
    answer: dict[str, Any] = device.page.evaluate(POST, [url, pairs])
    return answer


def capture(device: Device, n: int, at: str, family_name: str, event_id: str = "") -> str:
    """One card by typing; the id of the person."""
    contact = numbered(CARDS, n)
    fields = {
        "id": contact, "encounter_id": numbered(TALKS, n), "follow_up_id": numbered(THANKS, n), "revision": "0",
        "rendered": "{}", "change_id": numbered(EDITS, n), "at": at, "family_name": family_name, "by": "typing",
        "event": event_id, "event_id": event_id,
    }  # fmt: skip
    answer = post(device, "/contacts", fields)
    assert answer["status"] == 200, answer
    return contact


def edit(
    device: Device, contact: str, n: int, at: str, before: dict[str, Any], **after: Any
) -> None:
    """Change some fields of a person on their edit page."""
    row = next(row for row in device.store("contact") if row["id"] == contact)
    fields = {
        "id": contact, "revision": str(row["revision"]), "change_id": numbered(EDITS, n), "at": at,
        "rendered": json.dumps(before, ensure_ascii=False, sort_keys=True, separators=(",", ":")), **after,
    }  # fmt: skip
    answer = post(device, f"/contacts/{contact}", fields)
    assert answer["status"] == 200, answer
