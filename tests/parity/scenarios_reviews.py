"""What is played against both servers when looking back: figures, answers, outcomes, closing an event."""

from tests.parity.fixture import CONTACT, EVENT, HOSTILE, numbered
from tests.parity.fixture_reviews import BEST, CLOSED, EMPTY, HOSTILE_ONE, ONLINE, OUTCOME, SMALL
from tests.parity.step import Step, form_to


def _review(n: int) -> str:
    return f"/events/{numbered(EVENT, n)}/review"


PAGES = [
    "/reviews",
    *(f"/reviews?by={by}" for by in ("organizer", "fee", "mode", "colour")),
    *(f"/reviews?sort={column}&order=up" for column in ("real", "per_real", "score", "verdict")),
    "/reviews?period=all&sort=percent_in_time&by=organizer",
    "/reviews?period=3&sort=outcomes",
    *(_review(n) for n in (1, 6, 8, 999, BEST, SMALL, EMPTY, ONLINE, HOSTILE_ONE, CLOSED)),
    "/contacts/untouched",
    *(f"/contacts/{numbered(CONTACT, n)}" for n in (201, 203, 212)),
]

PIECES: list[str] = []
PLAYED = [f"/events/{numbered(EVENT, BEST)}/closure"]

ANSWERS = "#answers-form"
ADD = form_to("/outcomes")
PERSON = f"/contacts/{numbered(CONTACT, 201)}"

STORIES: dict[str, list[Step]] = {
    "an evening is looked back on": [
        Step(_review(ONLINE), ANSWERS, {"verdict": "again", "actual_value": "見積の話\n二社",
             "actual_value_yen": "５，０００",
             "follow_up_minutes": "1時間10分", "review_note": HOSTILE[0]}, again=True),
        Step(_review(HOSTILE_ONE), ANSWERS, {"was_solicited": "yes", "verdict": "never"}),
        Step(_review(SMALL), ANSWERS, {"actual_value_yen": "たくさん", "follow_up_minutes": "少し",
             "actual_value": HOSTILE[1]}, status=422),
        Step(_review(SMALL), ANSWERS, {"review_note": "長" * 2001}, status=422),
    ],
    "an event is closed when nobody waits": [
        Step("", f"/events/{numbered(EVENT, 1)}/closure", {"closed": "true"}, status=422),
        Step("", f"/events/{numbered(EVENT, 2)}/closure", {"closed": "true"}, status=422),
        Step(_review(BEST), form_to(f"/events/{numbered(EVENT, BEST)}/closure"), {}, again=True),
        Step(_review(CLOSED), form_to(f"/events/{numbered(EVENT, CLOSED)}/closure"), {}),
    ],
    "something came of it months later": [
        Step(_review(SMALL), ADD, {"kind": "deal", "contact_id": numbered(CONTACT, 205), "value_yen": "１２０万"},
             status=422),
        Step(_review(SMALL), ADD, {"contact_id": "", "happened_on": "2027-01-01"}, status=422),
        Step(_review(SMALL), ADD, {"kind": "deal", "contact_id": numbered(CONTACT, 205), "value_yen": "120,000",
             "note": HOSTILE[1]}, again=True),
        Step(PERSON, ADD, {"kind": "collaboration", "happened_on": "2026-11-20"}),
        Step(PERSON, ADD, {"kind": "", "note": "まだ"}, status=422),
        Step("", "/outcomes", {"kind": "deal", "contact_id": numbered(CONTACT, 999), "from": "contact"}, status=422),
        Step(f"/contacts/{numbered(CONTACT, 203)}", form_to(f"/outcomes/{numbered(OUTCOME, 2)}/deletion"), {},
             again=True),
        Step("", f"/outcomes/{numbered(OUTCOME, 2)}/deletion", {"deleted": "false", "from": "event"}),
        Step(f"/contacts/{numbered(CONTACT, 1)}", form_to(f"/outcomes/{numbered(OUTCOME, 4)}/deletion"), {}),
    ],
}  # fmt: skip
