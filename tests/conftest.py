"""Fixtures for tests of the first server: real databases, a clock that stands, clients signed in by a session row."""

import hashlib
import os
import shutil
from collections.abc import Callable, Generator, Iterator
from contextlib import ExitStack, suppress
from itertools import count
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest
from flask import Flask
from flask_migrate import upgrade

from server.app import create_app
from server.store.accounts import add_account
from server.store.auth_models import Session
from server.store.database import db, writing
from tests.clients import ORIGIN, Browser, Clock, NewIds, sign_in
from tests.machine import in_ci, postgres_cluster, postgres_folder
from tests.people import CAST, LONG_AGO, Person

KEY = "k" * 32
# Unset: tests of the store run on both engines. Empty: on SQLite alone. A PostgreSQL: everything on it.
DATABASE_URL = os.environ.get("DATABASE_URL")
ONE = "postgresql" if (DATABASE_URL or "").startswith("postgres") else "sqlite"
ENGINES = ("sqlite", "postgresql") if DATABASE_URL is None else (ONE,)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, Any]:
    """What stood on the pages when a journey failed: nobody can look at them afterwards."""
    report = yield
    engines = getattr(item, "funcargs", {}).get("engines")
    if report.when == "call" and report.failed and engines is not None:
        report.sections.append(("on the pages", engines.what_is_seen()))
    return report


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def new_id() -> NewIds:
    return NewIds()


class Databases:
    """A fresh database with all tables, on either engine; made once and copied."""

    def __init__(self, home: Path, stack: ExitStack) -> None:
        self.home, self.stack = home, stack
        self.makers: dict[str, Callable[[], str]] = {}
        self.copies: set[str] = set()
        self.used: list[str] = []

    def __call__(self, engine: str) -> str:
        if engine not in self.makers:
            make = self._sqlite if engine == "sqlite" else self._postgresql
            self.makers[engine] = make()
        return self.makers[engine]()

    def give_back(self, url: str) -> None:
        """Copying a PostgreSQL database is dear: one that nobody is connected to any more is emptied and used again."""
        if url in self.copies:
            self.used.append(url)

    def _sqlite(self) -> Callable[[], str]:
        template, numbers = self.home / "template.sqlite3", count(1)
        _migrate(f"sqlite:///{template}", self.home)

        def fresh() -> str:
            path = self.home / f"{next(numbers)}.sqlite3"
            shutil.copy(template, path)
            return f"sqlite:///{path}"

        return fresh

    def _postgresql(self) -> Callable[[], str]:
        if not postgres_folder():
            (pytest.fail if in_ci() else pytest.skip)(
                "PostgreSQL is missing: apt-get install postgresql"
            )
        given = DATABASE_URL if ONE == "postgresql" else None
        home, numbers = given or self.stack.enter_context(postgres_cluster()), count(1)

        def create(name: str, template: str) -> str:
            with psycopg.connect(home, autocommit=True) as connection:
                connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
            return urlunsplit(urlsplit(home)._replace(path=f"/{name}"))

        template = f"enishi_{os.getpid()}_template"
        _migrate(create(template, "template1"), None)

        def fresh() -> str:
            while self.used:
                if _is_emptied(known := self.used.pop()):
                    return known
            self.copies.add(url := create(f"enishi_{os.getpid()}_{next(numbers)}", template))
            return url

        return fresh


@pytest.fixture(scope="session")
def databases(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Databases]:
    with ExitStack() as stack:
        yield Databases(tmp_path_factory.mktemp("databases"), stack)


def _is_emptied(url: str) -> bool:
    """Not when somebody still holds a row of it."""
    tables = [table.name for table in reversed(db.metadata.sorted_tables)]
    with suppress(psycopg.errors.LockNotAvailable), psycopg.connect(url) as connection:
        connection.execute("SET lock_timeout = '1s'")
        for table in tables:
            connection.execute(f'DELETE FROM "{table}"')
        return True
    return False


def _migrate(url: str, home: Path | None) -> None:
    app = create_app(DATABASE_URL=url, PUBLIC_URL=ORIGIN, SECRET_KEY=KEY)
    with app.app_context():
        upgrade()
        db.engine.dispose()


@pytest.fixture(params=ENGINES)
def database(request: pytest.FixtureRequest, databases: Databases) -> str:
    """The DATABASE_URL of an empty database: every test that asks for it runs on both engines."""
    return databases(request.param)


@pytest.fixture
def one_database(databases: Databases) -> str:
    """The DATABASE_URL of an empty database for tests that are not about the store."""
    return databases(ONE)


@pytest.fixture
def make_app(
    tmp_path: Path, clock: Clock, new_id: NewIds, databases: Databases
) -> Iterator[Callable[..., Flask]]:
    """An app on a database, with the cast in it, which a test may start more than once."""
    made: list[Flask] = []
    urls: set[str] = set()

    def make(url: str, **settings: Any) -> Flask:
        given = {
            "PUBLIC_URL": ORIGIN,
            "SECRET_KEY": KEY,
            "INSTANCE_FOLDER": str(tmp_path),
            **settings,
        }
        app = create_app(DATABASE_URL=url, clock=clock, new_id=new_id, **given)
        app.testing = True
        # A test sees the answer a person would get, not the exception behind it.
        app.config["PROPAGATE_EXCEPTIONS"] = False
        made.append(app)
        urls.add(url)
        return app

    yield make
    for app in made:
        with app.app_context():
            db.engine.dispose()
    for url in urls:
        databases.give_back(url)


@pytest.fixture
def app(make_app: Callable[..., Flask], one_database: str, clock: Clock) -> Flask:
    """The program on one engine; tests of the store take `any_app` instead."""
    made = make_app(one_database)
    settle_cast(made, clock.now)
    return made


@pytest.fixture
def any_app(make_app: Callable[..., Flask], database: str, clock: Clock) -> Flask:
    """The program on SQLite, then the same test on PostgreSQL."""
    made = make_app(database)
    settle_cast(made, clock.now)
    return made


def settle_cast(app: Flask, now: str) -> None:
    """Give everybody an account and one session."""
    with app.app_context(), writing():
        for person in CAST:
            add_account(person.id, person.display_name, LONG_AGO, user_handle=person.name)
            db.session.add(session_row(person, now))


def session_row(person: Person, now: str, **values: Any) -> Session:
    row = {
        "account_id": person.id,
        "id": person.device_id,
        "token_hash": hashlib.sha256(person.session_secret.encode()).hexdigest(),
        "device_id": person.device_id,
        "device_label": f"{person.name}のスマホ",
        "keeps_data": True,
        "created_at": now,
        "last_seen_at": now,
        "verified_at": now,
    }
    return Session(**{**row, **values})


@pytest.fixture
def client(app: Flask) -> Callable[[Person | None], Browser]:
    """client(SATO) is signed in; client(None) is nobody."""
    return lambda person=None: sign_in(app, person)
