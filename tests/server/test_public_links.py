"""Public links: who may open one, how often, how long, and what anybody learns who may not (SECURITY C40-C49)."""

import base64
import logging
import secrets
import statistics
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from flask import Flask
from sqlalchemy import text as sql

from server.domain.public_link import expires_at
from server.store.database import db, writing
from server.sync.purge import purge
from tests.clients import Browser, Clock
from tests.figures import figure
from tests.people import SATO
from tests.server.routes import contents
from tests.server.strangers import HIDDEN, TOKEN_CARD, TOKEN_ONE, TOKEN_TWO, Hall, hash_of

BOTS = (
    "facebookexternalhit/1.1; line-poker/1.0",
    "Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)",
    "Mozilla/5.0 (compatible; Discordbot/2.0; +https://discordapp.com)",
    "Twitterbot/1.0",
    "WhatsApp/2.23.20.0",
)
PEOPLE = ("鈴木", "田中", "北辰", "光学ラボ", "検査の話", "hokushin", "kogaku")


@pytest.fixture
def hall(app: Flask, clock: Clock) -> Hall:
    made = Hall(app, clock)
    made.introduce()
    made.share_card()
    return made


def test_c40_a_token_has_128_bits_and_only_its_hash_is_kept(hall: Hall) -> None:
    tokens = {base64.urlsafe_b64encode(secrets.token_bytes(16))[:22] for _ in range(10_000)}
    for path in (f"/i/{TOKEN_ONE}", f"/c/{TOKEN_CARD}"):
        assert hall.open(path, {})[0] == 200
    dump = str(contents(hall.app))
    held = [token for token in (TOKEN_ONE, TOKEN_TWO, TOKEN_CARD) if token in dump]
    figure("C40", f"10,000 tokens, {10_000 - len(tokens)} equal; {len(held)} of 3 in the database")
    assert len(tokens) == 10_000
    assert hash_of(TOKEN_ONE) in dump
    assert held == []


def test_c41_whatever_leads_nowhere_gets_one_answer(hall: Hall, clock: Clock) -> None:
    dead = {
        "unknown": "u" * 22,
        "malformed": "..%2e<script>",
        "unsynced": base64.urlsafe_b64encode(secrets.token_bytes(16)).decode()[:22],
        "revoked": TOKEN_ONE,
        "over-viewed": TOKEN_CARD,
        "expired": TOKEN_TWO,
    }
    _set(hall, TOKEN_ONE, "ended_at", clock.now)
    _set(hall, TOKEN_TWO, "expires_at", clock.now)
    _set(hall, TOKEN_CARD, "max_views", 1)
    _set(hall, TOKEN_CARD, "views", 1)
    rooms = {token: "c" if name == "over-viewed" else "i" for name, token in dead.items()}
    answers = {hall.open(f"/{rooms[token]}/{token}") for token in dead.values()}
    medians = _medians(hall, {name: f"/{rooms[token]}/{token}" for name, token in dead.items()})
    spread = max(medians.values()) / min(medians.values())
    figure(
        "C41",
        f"{len(dead)} dead links, {len(answers)} answer; slowest median {spread:.2f} of the fastest",
    )
    assert len(answers) == 1
    status, text = answers.pop()
    assert status == 404
    assert "まだ届いていないか、終了した可能性があります" in text
    assert spread < 1.2


def _medians(hall: Hall, paths: dict[str, str]) -> dict[str, float]:
    """What the program itself spends, asked in turn: a busy machine says nothing about it."""
    browser = Browser(hall.app)
    times: dict[str, list[float]] = {name: [] for name in paths}
    for _ in range(120):
        for name, path in paths.items():
            begun = time.thread_time()
            assert browser.get(path).status_code == 404
            times[name].append(time.thread_time() - begun)
    return {name: statistics.median(each) for name, each in times.items()}


def test_c42_the_31st_unknown_token_in_a_minute_waits(hall: Hall, clock: Clock) -> None:
    statuses = [hall.open(f"/i/{number:022d}")[0] for number in range(31)]
    assert statuses == [404] * 30 + [429]
    # The same one again costs nothing, and what exists still opens.
    assert hall.open(f"/i/{0:022d}")[0] == 404
    assert hall.open(f"/i/{TOKEN_ONE}")[0] == 200
    clock.move(seconds=61)
    assert hall.open(f"/i/{99:022d}")[0] == 404
    figure("C42", "30 unknown tokens 404, the 31st 429")


def test_c43_previews_of_messengers_read_nobody_and_count_nothing(hall: Hall) -> None:
    seen = [
        hall.open(path, User_Agent=bot)
        for bot in BOTS
        for path in (f"/i/{TOKEN_ONE}", f"/c/{TOKEN_CARD}", f"/c/{TOKEN_CARD}/leave")
    ]
    told = [word for _, text in seen for word in (*PEOPLE, *HIDDEN, "みどりソフト") if word in text]
    views = sum(row["views"] for row in hall.rows("SELECT views FROM public_link"))
    figure(
        "C43",
        f"{len(seen)} reads by {len(BOTS)} preview bots: {len(told)} personal strings, views + {views}",
    )
    assert {status for status, _ in seen} == {200}
    assert told == []
    assert views == 0
    head = [text.split("</head>")[0] for _, text in seen]
    assert not [each for each in head if "佐藤" in each]


def test_c44_a_link_ends_within_31_days_of_the_servers_clock(app: Flask, clock: Clock) -> None:
    ends, real = [], clock.now
    for number, days in enumerate((-365, 365)):
        hall = Hall(app, clock)
        token = f"{number:022d}"
        clock.move(days=days)
        phone, skewed = hall.phone, clock.now
        clock.now = real
        body = {"lifetime_days": 400, "first_link_hash": hash_of(token), "direction": "given"}
        phone.clock = Clock(skewed)
        hall.clock = Clock(skewed)
        hall.sync("introduction", hall.introduction, **body)
        row = hall.rows(f"SELECT * FROM public_link WHERE token_hash = '{hash_of(token)}'")[0]
        ends.append(row["expires_at"])
        told = hall.rows(f"SELECT expires_at FROM introduction WHERE id = '{hall.introduction}'")
        assert told[0]["expires_at"] == row["expires_at"]
    figure("C44", f"400 days asked for by clocks a year off: ends {ends}, the server's day {real}")
    assert ends == [clock.after(days=31)] * 2
    assert expires_at("introduction_first", real, None) == clock.after(days=14)
    assert expires_at("introduction_first", real, 0) == clock.after(days=1)


def test_c45_of_20_reveals_at_once_only_one_gets_the_last_view(
    any_app: Flask, clock: Clock
) -> None:
    hall = Hall(any_app, clock)
    hall.introduce()
    _set(hall, TOKEN_ONE, "max_views", 1)
    with ThreadPoolExecutor(20) as pool:
        found = list(pool.map(lambda _: hall.open(f"/i/{TOKEN_ONE}", {})[0], range(20)))
    figure("C45", f"20 reveals at once of a link with one view: {found.count(200)} success")
    assert sorted(found) == [200] + [404] * 19
    assert len(hall.rows("SELECT id FROM provision")) == 1


def test_c46_public_pages_say_noindex_and_bring_no_script(hall: Hall) -> None:
    asked = [
        ("GET", f"/i/{TOKEN_ONE}"),
        ("POST", f"/i/{TOKEN_ONE}"),
        ("GET", f"/c/{TOKEN_CARD}"),
        ("POST", f"/c/{TOKEN_CARD}"),
        ("GET", f"/c/{TOKEN_CARD}/leave"),
        ("POST", f"/c/{TOKEN_CARD}/leave"),
        ("POST", f"/c/{TOKEN_CARD}/card.vcf"),
        ("GET", "/c/nothing"),
        ("GET", "/i/nothing"),
    ]
    wrong = []
    for method, path in asked:
        answer = Browser(hall.app).open(path, method=method)
        text = answer.get_data(as_text=True)
        is_good = (
            "noindex" in answer.headers["X-Robots-Tag"]
            and answer.headers["Cache-Control"] == "no-store"
            and answer.headers["Referrer-Policy"] == "strict-origin"
            and "script-src" not in answer.headers["Content-Security-Policy"]
            and "Set-Cookie" not in answer.headers
            and "<script" not in text
            and "hx-" not in text
            and "//" not in text.replace("https://midori", "").replace("http://localhost", "")
        )
        wrong += [] if is_good else [path]
    figure("C46", f"{len(asked)} answers, {len(wrong)} without the headers or with a script")
    assert wrong == []


def test_c47_no_log_holds_a_token(hall: Hall, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    access = logging.getLogger("gunicorn.access")
    server = logging.getLogger("werkzeug")
    for number in range(100):
        path = (f"/i/{TOKEN_ONE}", f"/c/{TOKEN_CARD}", "/recover/secret-code")[number % 3]
        hall.open(path, {} if number % 2 else None)
        access.info('%(a)s "%(r)s" %(s)s "%(f)s"', {"a": "::1", "r": f"GET {path} HTTP/1.1", "s": 200,
                                                     "f": f"http://localhost{path}?lang=en"})  # fmt: skip
        server.info('"%s" %s', f"POST {path}/answer HTTP/1.1", 200)
    found = [token for token in (TOKEN_ONE, TOKEN_CARD, "secret-code") if token in caplog.text]
    figure("C47", f"{len(caplog.records)} lines of log, {len(found)} tokens")
    assert "/i/-" in caplog.text
    assert found == []


def test_c49_what_was_taken_back_is_gone_at_once_and_forgotten_a_day_later(
    hall: Hall, clock: Clock
) -> None:
    assert hall.open(f"/i/{TOKEN_ONE}", {})[0] == 200
    hall.sync("introduction", hall.introduction, ended_at=clock.now, ended_by="introducer")
    hall.sync("my_card", SATO.id, link_hash="", stopped_at=clock.now)
    gone = [
        hall.open(f"/{path}") for path in (f"i/{TOKEN_ONE}", f"i/{TOKEN_TWO}", f"c/{TOKEN_CARD}")
    ]
    with hall.app.app_context():
        early = purge(SATO.id, clock.after(hours=23))["links"]
        late = purge(SATO.id, clock.after(hours=24))["links"]
    figure(
        "C49", f"{[status for status, _ in gone]} at once; {late} of 3 links forgotten after 24 h"
    )
    assert [status for status, _ in gone] == [404] * 3
    assert (early, late) == (0, 3)
    assert hall.rows("SELECT * FROM public_link") == []


def test_a_new_hash_ends_the_old_link_and_a_form_makes_links_as_a_sync_does(
    any_app: Flask, clock: Clock
) -> None:
    hall = Hall(any_app, clock)
    hall.introduce()
    page = hall.phone.browser
    renewed = "n" * 22
    data = {"first_link_hash": hash_of(renewed), "revision": "100"}
    url = f"/introductions/{hall.introduction}/links"
    answer = page.post(url, data=data, headers={"HX-Request": "true"})
    assert answer.status_code == 200
    assert hall.open(f"/i/{TOKEN_ONE}")[0] == 404
    assert hall.open(f"/i/{renewed}")[0] == 200
    assert hall.open(f"/i/{TOKEN_TWO}")[0] == 200


def test_a_deleted_introduction_closes_and_one_that_is_brought_back_opens(hall: Hall) -> None:
    for deleted, status in ((True, 404), (False, 200)):
        hall.delete("introduction", hall.introduction, deleted=deleted)
        assert hall.open(f"/i/{TOKEN_ONE}")[0] == status


def test_an_edit_begins_no_ended_link_anew_and_nobody_takes_over_the_hash_of_another(
    hall: Hall, clock: Clock, client: Callable[..., Browser]
) -> None:
    clock.move(days=15)
    with hall.app.app_context():
        purge(SATO.id, clock.now)
    hall.sync("introduction", hall.introduction, result="その後も続いている")
    assert hall.open(f"/i/{TOKEN_ONE}")[0] == 404
    thief = Hall(hall.app, clock)
    thief.phone.browser = hall.phone.browser
    thief.sync("introduction", thief.introduction, direction="given", sentence="のっとり",
               first_contact_id=thief.first, second_contact_id=thief.second,
               first_link_hash=hash_of(TOKEN_CARD))  # fmt: skip
    assert hall.open(f"/i/{TOKEN_CARD}")[0] == 404
    assert hall.open(f"/c/{TOKEN_CARD}")[0] == 200


def test_a_foreign_page_cannot_press_the_buttons(hall: Hall) -> None:
    for headers in (
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site"},
    ):
        answer = hall.stranger().post(
            f"/i/{TOKEN_ONE}/answer", data={"choice": "decline"}, headers=headers
        )
        assert answer.status_code == 403
    assert hall.rows("SELECT first_answer FROM introduction")[0]["first_answer"] == ""


def _set(hall: Hall, token: str, column: str, value: object) -> None:
    with hall.app.app_context(), writing():
        statement = f"UPDATE public_link SET {column} = :value WHERE token_hash = :hash"
        db.session.execute(sql(statement), {"value": value, "hash": hash_of(token)})
