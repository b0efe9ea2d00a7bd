"""How Alembic reaches our database: through the app that Flask-Migrate runs in. Steps are in versions/."""

from alembic import context
from flask import current_app

database = current_app.extensions["migrate"].db


def run() -> None:
    with database.engine.connect() as connection:
        # SQLite alters a table by making it anew: batch mode.
        context.configure(
            connection=connection, target_metadata=database.metadata, render_as_batch=True
        )
        with context.begin_transaction():
            context.run_migrations()


run()
