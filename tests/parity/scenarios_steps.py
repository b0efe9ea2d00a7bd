"""What is played against both servers on next steps: thought out, answered, taken into a calendar."""

from tests.parity.fixture import FOLLOW_UP, HOSTILE, numbered
from tests.parity.fixture_steps import BACK, DECIDED, HOSTILE_ONE, PUT_OFF, THOUGHT_OF
from tests.parity.step import Step

OPEN, WRITTEN_BY_HAND = 1, 2


def _url(n: int) -> str:
    return f"/follow-ups/{numbered(FOLLOW_UP, n)}"


PAGES = [
    *(_url(n) for n in (THOUGHT_OF, BACK, DECIDED, PUT_OFF, HOSTILE_ONE)),
    *(f"{_url(n)}/calendar.ics" for n in (PUT_OFF, 999)),
]
# Files are asked for as a script does: a browser that opens one shows nothing.
PIECES = [
    "/follow-ups/calendar.ics",
    *(f"{_url(n)}/calendar.ics" for n in (THOUGHT_OF, DECIDED, HOSTILE_ONE)),
]
PLAYED = [f"{_url(OPEN)}/next-step"]

TIMES = {"slot_day": ["2026-11-25", "2026-11-24"], "slot_time": ["15:00", "10:00"]}
SHOWN = '{"form":"","length_minutes":null,"place":"","slots":[],"topic":""}'
ANSWER = f"{_url(OPEN)}/next-step"
FORM = "#next-step-form"

STORIES: dict[str, list[Step]] = {
    "a next step is thought out": [
        Step(_url(OPEN), FORM, {"topic": "検査工程の画像判定", "step_form": "exchange", "length_minutes": "30",
             **TIMES}, again=True),
        Step(_url(OPEN), FORM, {"topic": HOSTILE[0], "step_form": "lunch", "place": HOSTILE[1], "put": "true"}),
        Step(_url(WRITTEN_BY_HAND), FORM, {"topic": "紙の受発注", "step_form": "visit", "put": "true", **TIMES}),
        Step(_url(WRITTEN_BY_HAND), FORM, {"topic": "小さく始める受発注", "step_form": "online", "put": "true"}),
        Step("", ANSWER, {"rendered": SHOWN, "slot_day": ["2026-11-24", "x"], "slot_time": ["", "10:00"],
             "length_minutes": "半"}, status=422),
        Step("", ANSWER, {"rendered": SHOWN, "slot_day": ["2026-11-20"], "slot_time": ["10:00"], "topic": "昨日"},
             status=422),
        Step(_url(OPEN), FORM, {"topic": "長" * 501}, status=422),
    ],
    "a next step is answered": [
        Step(_url(THOUGHT_OF), "#waiting-form", again=True),
        Step(_url(THOUGHT_OF), "#decided-form", {"decided_day": "2026-11-27"}, status=422),
        Step(_url(THOUGHT_OF), "#decided-form", {"decided_slot": "2026-11-25T06:00:00.000Z"}),
        Step(_url(DECIDED), "#answer-undo-form"),
        Step(_url(DECIDED), "#later-form", {"month": "2026-10"}, status=422),
        Step(_url(DECIDED), "#later-form", {"month": "2027-01"}),
        Step(_url(PUT_OFF), "#answer-undo-form"),
        Step(_url(PUT_OFF), "#declined-form"),
        Step("/", f"#step-{numbered(FOLLOW_UP, BACK)} form"),
    ],
}  # fmt: skip
