"""Tables, transactions and commands: what a person who runs Enishi relies on."""

from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from flask import Flask
from flask_migrate import downgrade, upgrade
from sqlalchemy import inspect, select, text

from server.errors import AppError
from server.store.auth_models import AccessToken, Account
from server.store.database import db, writing
from tests.clients import Browser, Clock
from tests.people import SATO
from tests.server.devices import SyncDevice, change, fresh_id


def test_the_migrations_make_the_tables_of_the_models(any_app: Flask) -> None:
    with any_app.app_context(), db.engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), db.metadata) == []


def test_the_migrations_can_be_undone(any_app: Flask) -> None:
    with any_app.app_context():
        downgrade(revision="base")
        assert inspect(db.engine).get_table_names() == ["alembic_version"]
        upgrade()
        assert "contact" in inspect(db.engine).get_table_names()


def test_text_sorts_by_code_point_on_every_engine(any_app: Flask, clock: Clock) -> None:
    """The index of people must be the same on the phone, on SQLite and on PostgreSQL."""
    phone = SyncDevice(any_app, clock)
    titles = ["b", "あ", "B", "a b", "ア", "ab", "亜", "_"]
    phone.sync(*[change("event", fresh_id(), {"title": title}, clock.now) for title in titles])
    with any_app.app_context():
        found = list(db.session.scalars(text("SELECT title FROM event ORDER BY title")))
    assert found == sorted(titles)


def test_every_table_is_kept_by_its_account(any_app: Flask) -> None:
    """Keys begin with the account, so that no query can forget the owner (ARCHITECTURE 3).

    A ceremony has no account yet, and a public link is found by the hash of its token (ARCHITECTURE 5).
    """
    ours = [table for table in db.metadata.sorted_tables if "account_id" in table.columns]
    first = {table.name: next(iter(table.primary_key.columns)).name for table in ours}
    assert {name for name, column in first.items() if column != "account_id"} <= {
        "ceremony",
        "public_link",
    }


def fail_while_writing() -> None:
    with writing() as session:
        session.add(Account(id="x", display_name="x", user_handle="x", epoch="x", created_at="x"))
        session.flush()
        raise ZeroDivisionError


def test_a_write_that_failed_leaves_nothing(any_app: Flask) -> None:
    with any_app.app_context():
        with pytest.raises(ZeroDivisionError):
            fail_while_writing()
        assert db.session.get(Account, "x") is None


def test_a_database_that_stays_busy_asks_to_come_back(
    make_app: Callable[..., Flask], databases: Callable[[str], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("server.store.database.BUSY_MS", 50)
    app = make_app(databases("sqlite"))
    with app.app_context():
        holder = db.engine.connect().execution_options(enishi_writes=True)
        holder.execute(text("SELECT 1"))
        with pytest.raises(AppError) as refused, writing():
            pass
        holder.close()
    assert (refused.value.kind, refused.value.status) == ("unavailable", 503)
    assert refused.value.retry_after_seconds > 0


def test_a_database_that_was_restarted_is_met_again_by_the_next_request(
    make_app: Callable[..., Flask], databases: Callable[[str], str]
) -> None:
    app = make_app(databases("postgresql"))
    browser = Browser(app)
    assert browser.get("/healthz").status_code == 200
    with app.app_context():
        url = db.engine.url.set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(url, autocommit=True) as other:
        other.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
    refused = browser.get("/healthz")
    assert (refused.status_code, refused.headers["Retry-After"]) == (503, "5")
    assert browser.get("/healthz").status_code == 200


def test_a_person_can_make_an_account_and_a_token(any_app: Flask) -> None:
    runner = any_app.test_cli_runner()
    account_id = runner.invoke(args=["account", "create", " 佐藤 花子 "]).output.strip()
    secret = runner.invoke(
        args=["token", "create", account_id, "--name", "夜間の写し"]
    ).output.strip()
    with any_app.app_context():
        account = db.session.get_one(Account, account_id)
        token = db.session.scalars(
            select(AccessToken).where(AccessToken.account_id == account_id)
        ).one()
    assert account.display_name == "佐藤 花子"
    assert token.name == "夜間の写し"
    assert secret not in (token.token_hash, token.id)


def test_a_token_needs_an_account(app: Flask) -> None:
    result = app.test_cli_runner().invoke(args=["token", "create", fresh_id(), "--name", "x"])
    assert result.exit_code != 0
    assert "no account" in result.output


def test_setup_may_run_again(any_app: Flask) -> None:
    runner = any_app.test_cli_runner()
    assert [runner.invoke(args=["setup"]).exit_code for _ in range(2)] == [0, 0]
    with any_app.app_context():
        assert db.session.get(Account, SATO.id) is not None


def test_everything_lies_in_the_instance_folder(
    make_app: Callable[..., Flask], tmp_path: Path
) -> None:
    folder = tmp_path / "new" / "place"
    app = make_app("", INSTANCE_FOLDER=str(folder), SECRET_KEY="")
    with app.app_context():
        upgrade()
        db.session.execute(text("SELECT 1"))
    assert {path.name for path in folder.iterdir()} >= {"enishi.sqlite3", "secret_key"}
