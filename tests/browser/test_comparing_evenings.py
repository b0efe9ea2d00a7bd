"""Evenings side by side at /reviews: put together by organizer, format, fee and mode; plots and tables say the same."""

import uuid
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple

import pytest
from playwright.sync_api import Page, expect

from tests.browser.device import Device
from tests.browsers import DESKTOP
from tests.figures import figure
from tests.parity.fixture import ACCOUNT, CONTACT, ENCOUNTER, EVENT, FOLLOW_UP, ORGANIZER, numbered
from tests.rows import stamp

OUTCOME = 21
# Whole length of a measure, in its own units (pages/review_plots).
CORD = 200


class Evening(NamedTuple):
    """What a test knows of an evening; everybody met there was talked with for real, and thanked in time."""

    title: str
    days_ago: int
    organizer: int
    format: str
    fee_yen: int
    mode: str
    # Of the four checks, 0 to 8; the same for each.
    score: int
    real: int
    outcomes: int


EVENINGS = [
    Evening("生産技術の夜話", 70, 1, "discussion", 4000, "in_person", 8, 4, 2),
    Evening("駅前ビジネス立食会", 50, 2, "standing", 2000, "in_person", 0, 1, 0),
    Evening("夏の試作展示会", 30, 1, "workshop", 6000, "in_person", 8, 3, 1),
    Evening("オンライン同業会", 10, 2, "discussion", 0, "online", 4, 2, 0),
]
NAMES = {1: "港商工会", 2: "駅前倶楽部"}
FORMATS = {"discussion": "グループ討論", "standing": "立食", "workshop": "ワークショップ"}
BANDS = {4000: "¥3,000–4,999", 2000: "〜¥2,999", 6000: "¥5,000–9,999", 0: "無料"}
MODES = {"in_person": "対面", "online": "オンライン"}
GROUPED: dict[str, Callable[[Evening], str]] = {
    "主催者別": lambda each: NAMES[each.organizer],
    "参加費別": lambda each: BANDS[each.fee_yen],
    "対面・オンライン別": lambda each: MODES[each.mode],
    "形式別": lambda each: each.format,
}


def _written() -> list[tuple[str, str, dict[str, Any]]]:
    made: list[tuple[str, str, dict[str, Any]]] = [
        ("organizer", numbered(ORGANIZER, n), {"name": name}) for n, name in NAMES.items()
    ]
    person = outcome = 0
    for n, each in enumerate(EVENINGS, start=1):
        began = datetime.now(UTC) - timedelta(days=each.days_ago)
        checks = dict.fromkeys(("organizer", "attendees", "format", "fee"), str(each.score // 4))
        made.append(("event", numbered(EVENT, n), {
            "title": each.title, "held_on": began.date().isoformat(), "starts_at": stamp(began),
            "ends_at": stamp(began + timedelta(hours=2)), "time_zone": "Asia/Tokyo", "decision": "going",
            "who_to_meet": "工場の方", "what_to_gain": "次の約束",
            "organizer_id": numbered(ORGANIZER, each.organizer), "formats": [each.format], "mode": each.mode,
            "fee_yen": each.fee_yen, **{f"check_{name}": score for name, score in checks.items()},
        }))  # fmt: skip
        for _ in range(each.real):
            person += 1
            about = {"contact_id": numbered(CONTACT, person)}
            sent = {
                "sent_at": stamp(began + timedelta(hours=9)),
                "channel": "mail",
                "kind": "thanks",
            }
            made += [
                ("contact", numbered(CONTACT, person), {"family_name": f"人{person}"}),
                ("encounter", numbered(ENCOUNTER, person),
                 {**about, "event_id": numbered(EVENT, n), "met_at": stamp(began), "is_real_conversation": True}),
                ("follow_up", numbered(FOLLOW_UP, person),
                 {**about, **sent, "encounter_id": numbered(ENCOUNTER, person),
                  "due_at": stamp(began + timedelta(hours=24))}),
            ]  # fmt: skip
        for _ in range(each.outcomes):
            outcome += 1
            about = {"contact_id": numbered(CONTACT, person), "event_id": numbered(EVENT, n)}
            made.append(("outcome", numbered(OUTCOME, outcome), {**about, "kind": "deal"}))
    return made


@pytest.fixture
def reviews(stage, visit) -> Page:
    """/reviews on a desktop, answered by its worker; the period is all."""
    stage.add_account(ACCOUNT, "山田 太郎")
    frame = {"base": 0, "at": stamp()}
    stage.fill(ACCOUNT, [
        {"change_id": str(uuid.uuid4()), "kind": kind, "id": id_, "set": fields, **frame}
        for kind, id_, fields in _written()
    ])  # fmt: skip
    device: Device = visit(viewport=DESKTOP)
    page = device.open("/reviews")
    page.get_by_role("link", name="すべて", exact=True).click()
    expect(page.locator(".evenings tbody tr")).to_have_count(len(EVENINGS))
    return page


def _yen(amount: float | None) -> str:
    return "—" if amount is None else f"¥{int(amount + 0.5):,}"


def _per(amount: int, count: int) -> float | None:
    return amount / count if count else None


def _groups(page: Page) -> dict[str, list[str]]:
    rows = page.locator(".grouped tbody tr")
    words = "(all) => all.map((row) => [...row.children].map((each) => each.textContent.trim()))"
    return {first: rest for first, *rest in rows.evaluate_all(words)}


def _lengths(page: Page) -> list[int]:
    ask = "(all) => all.map((row) => Number(row.querySelector('.measure-part')?.getAttribute('x2') ?? 0))"
    found: list[int] = page.locator(".grouped tbody tr").evaluate_all(ask)
    return found


@pytest.mark.parametrize("by", list(GROUPED))
def test_r49_r51_evenings_are_put_together_by_what_one_can_choose_next_time(
    by: str, reviews: Page
) -> None:
    reviews.get_by_role("link", name=by, exact=True).click()
    expect(reviews.locator(".grouped thead th").first).to_have_text(by)
    together: dict[str, list[Evening]] = {}
    for each in EVENINGS:
        key = GROUPED[by](each)
        together.setdefault(FORMATS.get(key, key), []).append(each)
    expected, costs = {}, {}
    for name, same in together.items():
        yen, real, came = (
            sum(getattr(e, f) for e in same) for f in ("fee_yen", "real", "outcomes")
        )
        costs[name] = _per(yen, real) or 0
        expected[name] = [
            _yen(costs[name]),
            str(real),
            str(came),
            _yen(_per(yen, came)),
            str(len(same)),
        ]
    shown = _groups(reviews)
    assert shown == expected
    # The cheapest conversation first, and each cord as long as its price.
    assert list(shown) == sorted(costs, key=lambda name: costs[name])
    lengths, most = _lengths(reviews), max(costs.values())
    exact = [CORD * costs[name] / most for name in shown]
    assert [round(each) for each in exact] == lengths
    figure("R49 R51", f"{by}: {len(shown)} groups, longest cord {max(lengths)} of {CORD}")


def test_r6_the_plots_show_what_the_table_under_them_says(reviews: Page) -> None:
    rows = reviews.locator(".evenings tbody tr").evaluate_all(
        "(all) => all.map((row) => [...row.children].map((each) => each.innerText.trim()))"
    )
    table = {row[0].split("\n")[0].strip(): row[1:] for row in rows}
    assert {title: cells[1] for title, cells in table.items()} == {
        e.title: str(e.real) for e in EVENINGS
    }
    for each in EVENINGS:
        assert table[each.title][2] == _yen(_per(each.fee_yen, each.real))
        assert table[each.title][3:6] == ["100%", "0", str(each.outcomes)]
    oldest_first = sorted(EVENINGS, key=lambda each: -each.days_ago)
    counts = reviews.locator(".beads-count").all_text_contents()
    assert counts == [table[each.title][1] for each in oldest_first]
    money = reviews.locator(".beads-yen").all_text_contents()
    assert money == [_yen(each.fee_yen) for each in oldest_first]
    assert reviews.locator(".beads-bead").count() == sum(each.real for each in EVENINGS)
    assert reviews.locator(".beads-ring").count() == sum(each.outcomes for each in EVENINGS)
    # The dearest evening hangs deepest; a free one hangs not at all.
    depths = reviews.locator(".beads-cost").evaluate_all(
        "(all) => all.map((bar) => Number(bar.getAttribute('height')))"
    )
    paid = [each.fee_yen for each in oldest_first if each.fee_yen]
    assert [round(72 * yen / max(paid)) for yen in paid] == depths
    places = {(each.score, each.real) for each in EVENINGS}
    assert reviews.locator(".points-dot").count() == len(places)
    figure(
        "Reviews, plots against the table", f"{len(counts)} evenings, {len(places)} points, 0 apart"
    )


def test_the_table_is_put_in_order_by_its_headers(reviews: Page) -> None:
    for header, key in (("会話", "real"), ("成果", "outcomes")):
        for order in ("descending", "ascending"):
            reviews.locator(".evenings thead").get_by_role("link", name=header, exact=True).click()
            head = reviews.locator(f'.evenings th[aria-sort="{order}"]')
            expect(head).to_have_text(header)
            column = reviews.locator(
                ".evenings tbody td:nth-child({})".format(3 if key == "real" else 7)
            )
            shown = [int(text) for text in column.all_inner_texts()]
            wanted = sorted(
                (getattr(each, key) for each in EVENINGS), reverse=order == "descending"
            )
            assert shown == wanted
