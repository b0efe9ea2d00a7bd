"""What is played against both servers where a message is written, kept, sent, put off and taken back."""

from tests.parity.fixture import FOLLOW_UP, HOSTILE, numbered
from tests.parity.fixture_thanks import CALLED, COPIED, PUT_OFF, SKIPPED, TYPED, UNTOUCHED
from tests.parity.step import Step, form_to


def _url(n: int) -> str:
    return f"/follow-ups/{numbered(FOLLOW_UP, n)}"


SATO, LINH, NAKAMURA, NOBODY = (_url(n) for n in (TYPED, UNTOUCHED, CALLED, SKIPPED))
UNNOTED, SENT = _url(3), _url(4)
PAGES = [_url(n) for n in (PUT_OFF, COPIED, TYPED, UNTOUCHED, CALLED, SKIPPED)]
PIECES: list[str] = []
PLAYED: list[str] = []
MESSAGE_ID = "01900000-0000-7000-8abc-000000000001"
BODY = "佐藤様\r\n\r\n昨日は画像判定のお話をありがとうございました。\r\n\r\n山田 太郎"

STORIES: dict[str, list[Step]] = {
    "a draft is written on": [
        Step(SATO, form_to(SATO), {"body": BODY, "subject": "お礼"}, again=True),
        Step(SATO, form_to(SATO), {"proposal": "none"}),
        Step(SATO, form_to(SATO), {"channel": "line"}),
        Step(SATO, form_to(SATO), {"body": "長" * 10_001}, status=422),
    ],
    "an untouched draft follows what is chosen": [
        Step(NAKAMURA, form_to(NAKAMURA), {"proposal": "next_step"}),
        Step(LINH, form_to(LINH), {"channel": "sms"}),
        Step(LINH, form_to(LINH), {"proposal": "next_step"}),
        Step(_url(PUT_OFF), "#draft-form", {"proposal": "none"}),
        Step(_url(COPIED), form_to(_url(COPIED)), {"proposal": "next_step"}),
    ],
    "a message goes out": [
        Step(SATO, form_to(SATO), {"sent": "true", "message_id": MESSAGE_ID}, again=True),
        Step(UNNOTED, form_to(UNNOTED), {"sent": "true"}, status=422),
        Step(_url(COPIED), form_to(_url(COPIED)), {"sent": "true", "body": HOSTILE[1], "channel": "sns"}),
        Step(NAKAMURA, form_to(NAKAMURA), {"sent": "true", "body": ""}, status=422),
        Step(NAKAMURA, form_to(NAKAMURA), {"sent": "true", "body": "", "channel": "phone"}),
        Step(SENT, form_to(SENT)),
    ],
    "somebody waits until tomorrow": [
        Step(NOBODY, "#snooze-form", again=True),
        Step(_url(PUT_OFF), "#today-form"),
        Step(NOBODY, "#skip-form", {"skipped_reason": ""}, status=422),
        Step(NOBODY, "#skip-form", {"skipped_reason": "名刺だけの方"}),
    ],
}  # fmt: skip
