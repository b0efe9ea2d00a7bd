"""Next steps at every stage: thought of, waited for, decided, put off. Joined in fixture."""

from typing import Any

from tests.parity.fixture import CONTACT, FOLLOW_UP, HOSTILE, numbered

# The first of them is follow-up 11.
THOUGHT_OF, BACK, DECIDED, PUT_OFF, HOSTILE_ONE = range(11, 16)

Written = list[tuple[str, str, dict[str, Any]]]


def written() -> Written:
    """Kind, id and fields of each record."""

    def step(n: int, contact: int, **fields: Any) -> tuple[str, str, dict[str, Any]]:
        due = {"contact_id": numbered(CONTACT, contact), "due_at": "2026-11-19T09:00:00.000Z"}
        return "follow_up", numbered(FOLLOW_UP, n), {**due, "kind": "next_step", **fields}

    sent = {"sent_at": "2026-11-16T01:00:00.000Z", "channel": "mail"}
    return [
        step(THOUGHT_OF, 3, topic="Optics for inspection", form="online", length_minutes=45,
             slots=["2026-11-23T01:00:00.000Z", "2026-11-25T06:00:00.000Z"], place="https://meet.example/linh?a=1&b=2",
             **sent),
        step(BACK, 2, topic="紙の受発注", form="exchange", reply="waiting", remind_on="2026-11-19", **sent),
        step(DECIDED, 4, form="meeting", topic="試作の外注先", slots=["2026-11-25T01:00:00.000Z"], reply="decided",
             replied_at="2026-11-17T01:00:00.000Z", decided_slot="2026-11-25T01:00:00.000Z", place="港区, 芝浦",
             length_minutes=60, **sent),
        step(PUT_OFF, 6, topic="商工会の見学", form="visit", reply="later", remind_on="2027-01-04", **sent),
        step(HOSTILE_ONE, 100, topic=HOSTILE[1], place=HOSTILE[2], form="document", reply="decided",
             slots=["2026-11-30T01:00:00.000Z"], decided_slot="2026-11-30T01:00:00.000Z", **sent),
    ]  # fmt: skip
