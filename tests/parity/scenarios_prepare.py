"""What is played against both servers on the page that prepares for an event."""

from tests.parity.fixture import EVENT, HOSTILE, numbered
from tests.parity.step import Step, form_to

GOAL, ATTENDEE = 21, 22
EVENT_1, EVENT_2, EVENT_4, GONE = (f"/events/{numbered(EVENT, n)}" for n in (1, 2, 4, 999))
PREPARE, OTHER = f"{EVENT_1}/prepare", f"{EVENT_2}/prepare"
GOAL_1, GOAL_2 = (f"/goals/{numbered(GOAL, n)}" for n in (1, 2))
TANAKA = f"/attendees/{numbered(ATTENDEE, 1)}"
LIST = "氏名\t会社名\t役職\t備考\n" + "\n".join(
    [f"参 太郎{n}\t会社{n}\t部長\t探す: 試作{n}" for n in range(40)]
    + [f"{text}\t{text}\t{text}\t{text}" for text in HOSTILE]
)

PAGES = [
    *(f"/events/{numbered(EVENT, n)}/prepare" for n in (1, 2, 4, 5, 6, 7, 8)),
    f"{PREPARE}?q=%E5%85%89%E5%AD%A6",
    f"{GONE}/prepare",
]
PIECES = [f"{PREPARE}?q=zzzz", f"{PREPARE}?q=%E4%BC%9A%E7%A4%BE&page=2"]

STORIES: dict[str, list[Step]] = {
    "goals are set, and a wish stays a memo": [
        Step(PREPARE, form_to(f"{EVENT_1}/goals"), {}, again=True),
        Step(PREPARE, "#goal-form form", {"text": "人脈を広げる", "id": numbered(GOAL, 1)}),
        Step(PREPARE, "#goal-form form", {"text": HOSTILE[1], "target_class": "peer", "target_number": "３名",
             "id": numbered(GOAL, 2)}),
        Step(PREPARE, "#goal-form form", {"text": "", "target_number": ""}, status=422),
        Step(PREPARE, "#goal-form form", {"text": "x", "target_class": "peer", "target_number": "たくさん"},
             status=422),
        Step(PREPARE, form_to(GOAL_1), {"target_class": "partner", "target_number": "1", "unit": "companies",
             "verb": "find"}),
        Step(PREPARE, form_to(GOAL_2), {"target_number": "なし"}, status=422),
        Step("", f"{GOAL_2}/deletion", {"deleted": "true"}),
        Step("", f"{GOAL_2}/deletion", {"deleted": "false"}),
        Step("", f"{GOAL_1}/deletion", {"deleted": "true"}),
    ],
    "an introduction is written and rehearsed": [
        Step(PREPARE, "#introduction-form", {"who_i_am": "みどりソフトの山田です。", "what_i_offer": HOSTILE[2]},
             again=True),
        Step(PREPARE, "#introduction-form", {"whom_to_meet": ""}),
        Step(PREPARE, "#introduction-form", {"who_i_am": "長" * 1001}, status=422),
        Step(PREPARE, "#rehearsal-form", {"seconds": "48"}, again=True),
        Step(PREPARE, "#rehearsal-form", {"seconds": "61"}),
        Step(PREPARE, "#rehearsal-form", {"seconds": "x"}),
        Step(OTHER, "#introduction-form", {}),
    ],
    "a list is pasted, looked at and taken in": [
        Step(PREPARE, "#list-form", {"text": LIST}),
        Step(PREPARE, "#list-form", {"text": "・田中 恵（光学ラボ 代表）\n・森 誠様（㈱北斗精機）\n以上です。"}),
        Step(PREPARE, "#list-form", {"text": "氏名,会社\n\"田中 恵,光学ラボ\n"}, status=422),
        Step(PREPARE, "#list-form", {"text": "1\n2\n3"}, status=422),
        Step(PREPARE, "#list-form", {"text": ""}, status=422),
        Step(PREPARE, "#list-form", {"text": "x" * 100_001}, status=422),
        Step("", f"{EVENT_1}/attendee-list", {"text": LIST, "take": "true", "id": numbered(ATTENDEE, 500),
             "columns": ["name", "organization", "title", "line"]}, again=True),
        Step("", f"{EVENT_1}/attendee-list", {"text": LIST, "take": "true", "columns": ["", "", "title", "line"]},
             status=422),
        Step(PREPARE, form_to(f"{EVENT_1}/attendees"), {"name": "田中 恵", "organization": "光学ラボ", "reason": "相談",
             "id": numbered(ATTENDEE, 1)}, again=True),
        Step(PREPARE, form_to(f"{EVENT_1}/attendees"), {"name": "", "organization": "北斗精機"}),
        Step(PREPARE, form_to(f"{EVENT_1}/attendees"), {"name": "", "title": "部長"}, status=422),
    ],
    "somebody on the list is marked, changed and deleted": [
        Step(PREPARE, 'form[hx-post^="/attendees/"]', {}),
        Step(PREPARE, form_to(TANAKA), {"is_target": "true"}),
        Step(PREPARE, f'.reason{form_to(TANAKA).removeprefix("form")}', {"reason": "画像判定を相談\r\nしたい"}),
        Step("", TANAKA, {"name": "田中 恵", "organization": "光学ラボ", "title": "代表", "rendered": "{}"}),
        Step("", TANAKA, {"name": "", "organization": "", "rendered": "{}"}, status=422),
        Step("", TANAKA, {"reason": "長" * 501, "rendered": "{}"}, status=422),
        Step("", f"{TANAKA}/deletion", {"deleted": "true"}),
        Step("", f"{TANAKA}/deletion", {"deleted": "false"}),
    ],
    "thanks are written beforehand": [
        Step(PREPARE, "#thanks-form", {"thanks_subject": "お礼 <b>"}, again=True),
        Step(PREPARE, "#thanks-form", {"thanks_closing": ""}),
        Step(PREPARE, "#thanks-form", {"thanks_subject": "長" * 201}, status=422),
    ],
    "the quiet mode is switched on and off": [
        Step(PREPARE, "#quiet-form", {"quiet_mode": "on"}),
        Step("", "/preferences", {"hourly_yen": "３，０００円", "low_fee_yen": ""}),
        Step("", "/preferences", {"hourly_yen": "たくさん", "low_fee_yen": "1000"}, status=422),
        Step(OTHER, "#quiet-form", {"quiet_mode": "off"}),
    ],
}  # fmt: skip
PLAYED = [
    *(f"{EVENT_1}/{noun}" for noun in ("goals", "introduction-script", "rehearsals", "thanks")),
    *(f"{EVENT_1}/{noun}" for noun in ("attendees", "attendee-list")),
    *(GOAL_1, TANAKA, "/preferences"),
]
