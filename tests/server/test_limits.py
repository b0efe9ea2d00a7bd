"""C54: limits hold over threads, processes and restarts, on both databases."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from flask import Flask

from server.auth import limits
from tests.ceremonies import Visitor
from tests.conftest import Clock
from tests.figures import figure

THREADS, HITS, LIMIT = 8, 200, 10


def test_eight_threads_with_two_hundred_hits_each_get_ten_through(
    make_app: Callable[..., Flask], database: str
) -> None:
    app = make_app(database)

    def hit(_: int) -> int:
        with app.app_context():
            return sum(limits.hit("key", LIMIT, 60)[0] for _ in range(HITS))

    with ThreadPoolExecutor(THREADS) as pool:
        allowed = sum(pool.map(hit, range(THREADS)))
    again = make_app(database)
    with again.app_context():
        after_restart, wait = limits.hit("key", LIMIT, 60)
    engine = database.partition(":")[0]
    figure(
        "C54",
        f"{engine}: {allowed} of {THREADS * HITS} allowed; after a restart {after_restart}, come back in {wait} s",
    )
    assert (allowed, after_restart, wait) == (LIMIT, False, 60)


def test_a_window_that_has_passed_starts_anew(any_app: Flask, clock: Clock) -> None:
    with any_app.app_context():
        assert [limits.hit("key", 2, 60)[0] for _ in range(3)] == [True, True, False]
        clock.move(seconds=59)
        assert limits.hit("key", 2, 60) == (False, 1)
        clock.move(seconds=1)
        assert [limits.hit("key", 2, 60)[0] for _ in range(3)] == [True, True, False]
        assert limits.hit("other", 2, 60)[0]


def test_sign_ins_of_one_address_are_counted(
    make_app: Callable[..., Flask], one_database: str
) -> None:
    visitor = Visitor(make_app(one_database, SIGN_INS_PER_MINUTE=3))
    visitor.sign_up()
    statuses = [visitor.sign_in().status_code for _ in range(3)]
    assert statuses == [200, 200, 429]
