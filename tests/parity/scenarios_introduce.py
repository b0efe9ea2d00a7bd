"""What is played against both servers when two people are introduced: suggested, made, changed, ended, logged."""

from tests.parity.fixture import CONTACT, EVENT, HOSTILE, numbered
from tests.parity.fixture_introductions import INTRODUCTION
from tests.parity.step import Step, form_to

LIST, NEW = "/introductions", "/introductions/new"
EVENT_1 = numbered(EVENT, 1)
SATO, NAKAMURA, LINH, MORI = (numbered(CONTACT, n) for n in (1, 2, 3, 4))
ONE, DRAFT, ENDED, ASIDE, GONE, RECEIVED = (
    f"{LIST}/{numbered(INTRODUCTION, n)}" for n in range(1, 7)
)
FORM, RECEIVED_FORM, RESULT_FORM = "#introduction-form", "#received-form", "#result-form"
MADE = [numbered(INTRODUCTION, n) for n in range(101, 110)]
HASHES = {"first_link_hash": "d4" * 32, "second_link_hash": "e5" * 32}

PAGES = [
    LIST,
    f"{LIST}?event={EVENT_1}",
    f"{LIST}?event={numbered(EVENT, 4)}&many=yes",
    NEW,
    f"{NEW}?first={SATO}",
    f"{NEW}?first={SATO}&second={LINH}&event={EVENT_1}",
    f"{NEW}?first={numbered(CONTACT, 100)}&second={numbered(CONTACT, 999)}&sentence=%3Cb%3E",
    f"{NEW}?direction=received&first={MORI}",
    ONE, DRAFT, ENDED, ASIDE, GONE, RECEIVED,
    f"{LIST}/{numbered(INTRODUCTION, 999)}",
    # Somebody who introduced another person, and does so nowhere else.
    f"/contacts/{numbered(CONTACT, 6)}",
]  # fmt: skip
PIECES = [
    f"{LIST}?event={EVENT_1}",
    f"{LIST}?many=yes",
    f"{NEW}?first_contact_id={SATO}&second_contact_id={MORI}&event_id={EVENT_1}&sentence=x",
]
# Forms there are named by their ids.
PLAYED = [LIST, DRAFT, f"{DRAFT}/links"]

STORIES: dict[str, list[Step]] = {
    "two people are introduced": [
        Step(f"{NEW}?first={SATO}&second={LINH}&event={EVENT_1}", FORM,
             {"id": MADE[0], "sentence": "画像判定の件です。", **HASHES, "first_agreed": "true",
              "first_consent": "oral", "first_consent_fields": ["email"],
              "first_consent_note": "会場の出口で"}, again=True),
        Step(f"{NEW}?first={SATO}&second={MORI}", FORM, {"id": MADE[1], "links": "none", **HASHES}),
        Step(f"{NEW}?first={SATO}", FORM, {"id": MADE[2]}, status=422),
        Step(f"{NEW}?first={SATO}&second={SATO}", FORM, {"id": MADE[2]}, status=422),
        Step(f"{NEW}?first={SATO}&second={MORI}", FORM, {"id": MADE[2], "sentence": "長" * 1001}, status=422),
        Step(f"{NEW}?first={MORI}&second={numbered(CONTACT, 101)}", FORM,
             {"id": MADE[3], "sentence": HOSTILE[1], "first_link_hash": "not a hash", "lifetime_days": "9999",
              "second_agreed": "true", "second_consent": "telepathy", "second_consent_note": HOSTILE[0]}),
    ],
    "an introduction is changed, linked anew and ended": [
        Step(DRAFT, FORM, {"sentence": "受発注の話", "second_agreed": "true", "lifetime_days": "31"}, again=True),
        Step(DRAFT, FORM, {"first_consent_note": "長" * 501, "first_agreed": "true"}, status=422),
        Step(DRAFT, "#renew-first", {"first_link_hash": "f6" * 32}),
        Step(DRAFT, "#renew-second", {"second_link_hash": ""}),
        Step(ONE, RESULT_FORM, {"result": HOSTILE[0] + "長" * 1001}, status=422),
        Step(ONE, RESULT_FORM, {"result": "三社で会うことになった"}),
        Step(ONE, form_to(f"{ONE}/ending"), {}),
        Step("", f"{ONE}/ending", {}),
        Step(ENDED, form_to(f"{ENDED}/deletion"), {}),
    ],
    "a suggested pair is put aside and comes back": [
        Step("", f"{LIST}/dismissals", {"id": MADE[4], "first_contact_id": SATO, "second_contact_id": LINH,
             "event": EVENT_1}, again=True),
        Step("", f"{LIST}/{MADE[4]}/deletion", {"deleted": "true", "after": "suggestions", "event": EVENT_1}),
    ],
    "an introduction received is logged": [
        Step(f"{NEW}?direction=received&first={MORI}", RECEIVED_FORM,
             {"id": MADE[5], "introducer_id": NAKAMURA, "sentence": HOSTILE[2], "result": "次は訪問"}),
        Step(f"{NEW}?direction=received", RECEIVED_FORM, {"id": MADE[6], "sentence": "誰か"}, status=422),
        Step(f"{LIST}/{MADE[5]}", RESULT_FORM, {"result": "長" * 1001}, status=422),
        Step(f"{LIST}/{MADE[5]}", RESULT_FORM, {"result": "受注"}),
    ],
}  # fmt: skip
