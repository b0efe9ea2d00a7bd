"""The connection: engine settings, transactions, and the tripwire that guards synced rows. No queries."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from flask import Flask
from flask_migrate import Migrate
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import Connection, Engine, ExceptionContext, event
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import ORMExecuteState, Session, UOWTransaction

from server.errors import AppError
from server.store import auth_models, reminder_models  # noqa: F401  (their tables belong to Base)
from server.store.base import Base, Synced
from server.store.models import KINDS

MIGRATIONS = "migrations"
BUSY_MS = 10_000
RETRY_SECONDS = 5
POOL_SIZE = 20
RECYCLE_SECONDS = 1800

_log = logging.getLogger("enishi.database")

db = SQLAlchemy(model_class=Base)
migrate = Migrate()

_SYNCED_TABLES = {model.__table__ for model in KINDS.values()}


class SyncedRowError(RuntimeError):
    """A row that travels was written outside apply: it would get no revision and reach no device."""


def init_app(app: Flask, database_url: str) -> None:
    """Promise an app with a database; nothing is created here (the setup command migrates)."""
    app.config["SQLALCHEMY_DATABASE_URI"] = _with_driver(database_url)
    app.config.setdefault("SQLALCHEMY_ENGINE_OPTIONS", _options(database_url))
    db.init_app(app)
    migrate.init_app(app, db, directory=f"{app.root_path}/{MIGRATIONS}", render_as_batch=True)
    with app.app_context():
        for engine in db.engines.values():
            event.listen(engine, "handle_error", _answer_lost_connection)
            if engine.dialect.name == "sqlite":
                _tune_sqlite(engine)


def _with_driver(url: str) -> str:
    head, _, rest = url.partition("://")
    return f"postgresql+psycopg://{rest}" if head in ("postgresql", "postgres") else url


def _options(url: str) -> dict[str, Any]:
    """Enough connections for every thread of a process, kept open: to open one costs more than a request."""
    pool = {"pool_size": POOL_SIZE, "max_overflow": 0}
    if url.startswith("sqlite"):
        return {**pool, "connect_args": {"timeout": BUSY_MS / 1000}}
    return {
        **pool,
        "pool_recycle": RECYCLE_SECONDS,
        # The connection used last knows the statements best.
        "pool_use_lifo": True,
        # READ COMMITTED gives each query the last commit anyway: a read needs no BEGIN and no ROLLBACK,
        # each a round trip.
        "isolation_level": "AUTOCOMMIT",
        # Every query is found by its account's index: one plan serves all, and planning costs more than reading.
        "connect_args": {
            "prepare_threshold": 1,
            "options": "-c plan_cache_mode=force_generic_plan",
        },
    }


def _answer_lost_connection(context: ExceptionContext) -> None:
    """The database was restarted: this request comes back later, and the pool begins anew."""
    if context.is_disconnect:
        _log.warning("the connection to the database was lost")
        raise AppError("unavailable", retry_after_seconds=RETRY_SECONDS)


def _tune_sqlite(engine: Engine) -> None:
    """Python's driver begins transactions late and by its own lights; we say BEGIN ourselves."""

    @event.listens_for(engine, "connect")
    def on_connect(connection: Any, _record: object) -> None:
        connection.isolation_level = None
        cursor = connection.cursor()
        cursor.execute("PRAGMA journal_mode=WAL")
        # NORMAL may forget acknowledged commits when the power goes.
        cursor.execute("PRAGMA synchronous=FULL")
        cursor.execute(f"PRAGMA busy_timeout={BUSY_MS}")
        cursor.close()

    @event.listens_for(engine, "begin")
    def on_begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get("enishi_writes")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


@contextmanager
def writing() -> Iterator[Session]:
    """Promise a transaction that may write, begun as such and committed at the end, or rolled back.

    What was open before is committed first: SQLite cannot turn a reader into a writer without risk.
    Raises AppError unavailable when no transaction can be had.
    """
    session = db.session()
    session.commit()
    options: dict[str, Any] = {"enishi_writes": True}
    if db.engine.dialect.name != "sqlite":
        options["isolation_level"] = "READ COMMITTED"
    try:
        session.connection(execution_options=options)
    except OperationalError as error:
        # Somebody else wrote for ten seconds, or the database is away: nothing was begun, come back.
        session.rollback()
        raise AppError("unavailable", retry_after_seconds=RETRY_SECONDS) from error
    try:
        yield session
        session.commit()
    except BaseException:
        session.rollback()
        raise


@event.listens_for(Session, "before_flush")
def _refuse_flush(session: Session, _context: UOWTransaction, _instances: object) -> None:
    touched = [*session.new, *session.dirty, *session.deleted]
    if any(isinstance(row, Synced) for row in touched):
        raise SyncedRowError("rows that travel are written by sync.apply alone")


@event.listens_for(Session, "do_orm_execute")
def _refuse_statement(state: ORMExecuteState) -> None:
    if not (state.is_insert or state.is_update or state.is_delete):
        return
    table = getattr(state.statement, "table", None)
    if table in _SYNCED_TABLES and not state.execution_options.get("enishi_apply"):
        raise SyncedRowError("rows that travel are written by sync.apply alone")
