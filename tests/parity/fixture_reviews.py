"""Evenings to look back on, what came of them, and people one has not been in touch with. Joined in fixture."""

from typing import Any

from tests.parity.fixture import CONTACT, ENCOUNTER, EVENT, FOLLOW_UP, HOSTILE, ORGANIZER, numbered

OUTCOME, GOAL = 21, 22
# The first of them is event 31; each is another way an evening may have gone.
BEST, SMALL, EMPTY, ONLINE, HOSTILE_ONE, CLOSED = range(31, 37)

Written = list[tuple[str, str, dict[str, Any]]]


def _event(n: int, day: str, **fields: Any) -> tuple[str, str, dict[str, Any]]:
    hours = {"starts_at": f"{day}T09:30:00.000Z", "ends_at": f"{day}T12:00:00.000Z"}
    purpose = {"who_to_meet": "工場の改善担当", "what_to_gain": "次の約束"}
    return "event", numbered(EVENT, n), {
        "time_zone": "Asia/Tokyo", "held_on": day, **hours, **purpose, "decision": "going", **fields,
    }  # fmt: skip


def _met(n: int, contact: int, event: int, day: str, **fields: Any) -> Written:
    """A meeting and its thanks, sent in time unless the fields of `thanks` say otherwise."""
    thanks = {"sent_at": f"{day}T20:00:00.000Z", "channel": "mail", **fields.pop("thanks", {})}
    due = f"{day[:-2]}{int(day[-2:]) + 1:02}T10:00:00.000Z"
    about = {"contact_id": numbered(CONTACT, contact)}
    return [
        ("encounter", numbered(ENCOUNTER, n), {
            **about, "event_id": numbered(EVENT, event), "met_at": f"{day}T10:00:00.000Z", **fields,
        }),
        ("follow_up", numbered(FOLLOW_UP, n), {
            **about, "encounter_id": numbered(ENCOUNTER, n), "due_at": due, "kind": "thanks", **thanks,
        }),
    ]  # fmt: skip


def _outcome(
    n: int, contact: int, event: int, kind: str, **fields: Any
) -> tuple[str, str, dict[str, Any]]:
    about = {
        "contact_id": numbered(CONTACT, contact),
        "event_id": numbered(EVENT, event) if event else "",
    }
    return "outcome", numbered(OUTCOME, n), {**about, "kind": kind, **fields}


def written() -> Written:
    """Kind, id and fields of each record."""
    scored = {f"check_{check}": "2" for check in ("organizer", "attendees", "format", "fee")}
    real = {"is_real_conversation": True}
    late = {"thanks": {"sent_at": "2026-09-14T01:00:00.000Z"}}
    return [
        _event(BEST, "2026-09-03", title="生産技術の夜話", fee_yen=4000, other_cost_yen=800, mode="in_person",
               travel_minutes=60, formats=["discussion"], attendee_limits="製造業の技術者", verdict="again",
               expected_value_yen=100_000, actual_value_yen=300_000, actual_value="試作の相談", follow_up_minutes=50,
               target_classes=["prospect", "partner"], organizer_id=numbered(ORGANIZER, 1), was_solicited="no",
               expected_value="相談一件", **scored),
        _event(SMALL, "2026-09-10", title="駅前ビジネス立食会", fee_yen=3000, mode="in_person", formats=["standing"],
               verdict="unsure", check_organizer="1", check_attendees="0", check_format="0", check_fee="1"),
        _event(EMPTY, "2026-10-07", title="朝の名刺交換会", fee_yen=0, mode="in_person", formats=["standing"],
               check_organizer="0", check_attendees="1", check_format="0", check_fee="0", verdict="never"),
        _event(ONLINE, "2026-10-15", title="オンライン同業会", fee_yen=1000, mode="online",
               formats=["discussion", "free_talk"], expected_value_yen=20_000),
        _event(HOSTILE_ONE, "2026-11-17", title=HOSTILE[0], fee_yen=12_000, mode="hybrid", formats=["holograms"],
               review_note=HOSTILE[1], actual_value=HOSTILE[2], organizer_id=numbered(ORGANIZER, 2)),
        _event(CLOSED, "2026-08-20", title="夏の試作展示会", fee_yen=6000, mode="in_person", formats=["workshop"],
               verdict="again", closed_at="2026-08-25T01:00:00.000Z", **scored),
        ("goal", numbered(GOAL, 1), {"event_id": numbered(EVENT, BEST), "verb": "talk", "target_class": "prospect",
                                     "unit": "people", "target_number": 3}),
        ("goal", numbered(GOAL, 2), {"event_id": numbered(EVENT, BEST), "verb": "find", "target_class": "partner",
                                     "unit": "companies", "target_number": 1}),
        *_met(301, 201, BEST, "2026-09-03", target_class="prospect", looking_for="画像検査の相談先", **real,
              thanks={"topic": "試作", "form": "visit"}),
        *_met(302, 202, BEST, "2026-09-03", target_class="prospect", challenge="人手が足りない", **real),
        *_met(303, 203, BEST, "2026-09-03", target_class="partner", wants_to_meet_again=True, **real),
        *_met(304, 204, BEST, "2026-09-03", target_class="peer", **real),
        *_met(305, 205, SMALL, "2026-09-10", business="保険", **real, **late),
        *_met(306, 206, SMALL, "2026-09-10", thanks={"sent_at": "", "skipped_reason": "連絡は不要とのこと"}),
        *_met(307, 207, EMPTY, "2026-10-07"),
        *_met(308, 208, ONLINE, "2026-10-15", focus="見積の自動化", **real),
        *_met(309, 209, ONLINE, "2026-10-15", looking_for=HOSTILE[1], **real),
        *_met(310, 210, HOSTILE_ONE, "2026-11-17", **real),
        *_met(311, 211, CLOSED, "2026-08-20", target_class="holograms", **real),
        *_met(312, 212, CLOSED, "2026-08-20", wants_to_meet_again=True, **real),
        *_met(313, 213, CLOSED, "2026-08-20", **real),
        _outcome(1, 201, BEST, "deal", value_yen=500_000, happened_on="2026-11-02", note="検査装置の試作"),
        _outcome(2, 203, BEST, "introduction", happened_on="2026-10-01"),
        _outcome(3, 212, CLOSED, "collaboration", value_yen=0),
        _outcome(4, 1, 0, "other", note=HOSTILE[1], happened_on="2026-11-01"),
    ]  # fmt: skip
