"""What was sent to whom, somebody put off to tomorrow, and two messages that are nearly the same. Joined in fixture."""

from typing import Any

from tests.parity.fixture import CONTACT, ENCOUNTER, EVENT, FOLLOW_UP, HOSTILE, numbered

MESSAGE = 16
# Follow-ups from 21 on; the talks stand beside them under the same numbers.
PUT_OFF, COPIED, TYPED, UNTOUCHED, CALLED, SKIPPED = range(21, 27)

Written = list[tuple[str, str, dict[str, Any]]]


def written() -> Written:
    """Kind, id and fields of each record."""

    def message(n: int, contact: int, **fields: Any) -> tuple[str, str, dict[str, Any]]:
        known = {"contact_id": numbered(CONTACT, contact), "channel": "mail"}
        return "message", numbered(MESSAGE, n), {**known, **fields}

    def thanks(n: int, contact: int, **fields: Any) -> Written:
        person = {"contact_id": numbered(CONTACT, contact)}
        met = {**person, "event_id": numbered(EVENT, 1), "met_at": "2026-11-20T12:10:00.000Z"}
        talk = {"looking_for": "検査治具の設計を頼める会社", "wants_to_meet_again": True}
        promise = {
            "encounter_id": numbered(ENCOUNTER, n),
            "due_at": "2026-11-21T12:10:00.000Z",
            "kind": "thanks",
        }
        return [
            ("encounter", numbered(ENCOUNTER, n), {**met, **talk}),
            ("follow_up", numbered(FOLLOW_UP, n), {**person, **promise, **fields}),
        ]  # fmt: skip

    copied = "村様\n\n検査治具の設計をお探しとのこと、心当たりの会社がございますので近いうちにご連絡差し上げます。"
    return [
        message(1, 1, follow_up_id=numbered(FOLLOW_UP, 4), sent_at="2026-11-19T01:00:00.000Z",
                subject="先日のお礼", body="佐藤様\n\nありがとうございました。"),
        message(2, 1, channel="phone", sent_at="2026-11-19T02:00:00.000Z", event_id=numbered(EVENT, 1)),
        message(3, 102, channel="line", sent_at="2026-11-19T03:00:00.000Z", subject=HOSTILE[1], body=HOSTILE[0]),
        *thanks(PUT_OFF, 201, snoozed_until="2026-11-21T23:00:00.000Z", channel="line", body=f"あ{copied}"),
        *thanks(TYPED, 1),
        *thanks(UNTOUCHED, 3),
        *thanks(CALLED, 2, proposal="none"),
        *thanks(SKIPPED, 7),
        *thanks(COPIED, 202, subject="お礼", body=f"い{copied}", proposal="none"),
    ]  # fmt: skip
