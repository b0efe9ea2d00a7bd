"""The attendee list of the event of today: somebody known, somebody hostile, a company, the same name elsewhere."""

from typing import Any

from tests.parity.fixture import EVENT, HOSTILE, numbered

LINE = 0x71
LISTED = [
    {
        "name": "中村 彩 様",
        "organization": "みなと印刷",
        "is_target": True,
        "reason": "小ロットの相談",
    },
    {"name": "Linh Nguyen", "organization": "Saigon Optics Co., Ltd."},
    {"name": "髙橋　一郎", "title": "代表"},
    {"name": "森 真理子", "organization": "別の会社"},
    {"name": "", "organization": "北斗精機", "is_target": True},
    {"name": HOSTILE[0], "organization": HOSTILE[0], "title": HOSTILE[1], "line": HOSTILE[2]},
    {"name": "だれも 知らない", "organization": "遠くの会社"},
]


def written() -> list[tuple[str, str, dict[str, Any]]]:
    event_id = numbered(EVENT, 7)
    return [
        ("attendee", numbered(LINE, n), {"event_id": event_id, "place": n, **line})
        for n, line in enumerate(LISTED, start=1)
    ]
