"""Commands for the person who runs Enishi: flask --app server.app <command>. No logic of its own."""

from collections import Counter

import click
from flask import Flask
from flask.cli import AppGroup, with_appcontext
from flask_migrate import upgrade

from server.auth import recovery, tokens
from server.config import clock, new_id, settings
from server.errors import AppError
from server.reminders import run
from server.reminders.keys import push_key
from server.store import accounts, rate_limits
from server.store.database import writing
from server.sync.purge import purge as purge_account
from server.sync.purge import purge_deleted
from server.web.context import translator

account = AppGroup("account", help="Accounts.")
token = AppGroup("token", help="Access tokens, for programs.")


def init_app(app: Flask) -> None:
    for command in (setup, remind, restored, purge, account, token):
        app.cli.add_command(command)


@click.command()
@with_appcontext
def setup() -> None:
    """Make the database, or bring it up to date."""
    upgrade()
    push_key(settings())


@click.command("remind")
@with_appcontext
def remind() -> None:
    """Send the reminders whose time has come; run it every few minutes, in any number of processes."""
    for way, count in sorted(run.remind(translator).items()):
        click.echo(f"{way} {count}")


@click.command()
@with_appcontext
def restored() -> None:
    """Say that the database came back from a backup: devices then offer what it has missed."""
    with writing():
        found = accounts.account_ids()
        for account_id in found:
            accounts.renew_epoch(account_id)
    click.echo(f"{len(found)} accounts ask their devices again")


@click.command()
@with_appcontext
def purge() -> None:
    """Take away what is kept for too long already: meant for once an hour, by any number of processes."""
    gone: Counter[str] = Counter()
    now = clock()
    with writing():
        # Their keys name accounts and addresses.
        gone["limits"] = rate_limits.sweep_hits(now)
    for account_id in accounts.account_ids():
        gone.update(purge_account(account_id, now))
    for account_id in accounts.deleted_account_ids():
        gone.update(purge_deleted(account_id, now))
    click.echo(", ".join(f"{count} {sort}" for sort, count in gone.items()) or "nothing to purge")


@account.command("create")
@click.argument("name")
def create_account(name: str) -> None:
    """Make an account and print its id."""
    account_id = new_id()
    with writing():
        accounts.add_account(account_id, name.strip(), clock())
    click.echo(account_id)


@account.command("recovery-link")
@click.argument("account_id")
def create_recovery_link(account_id: str) -> None:
    """Print a link that lets somebody without a device register a passkey: once, within an hour."""
    try:
        click.echo(recovery.make_link(account_id))
    except AppError as error:
        raise click.ClickException(f"no account {account_id}") from error


@token.command("create")
@click.argument("account_id")
@click.option("--name", required=True, help="What the token is for.")
def create_token(account_id: str, name: str) -> None:
    """Make an access token and print it; it is shown only this once."""
    if accounts.find_account(account_id) is None:
        raise click.ClickException(f"no account {account_id}")
    try:
        click.echo(tokens.make_token(account_id, name).secret)
    except AppError as error:
        raise click.ClickException("a name of 1 to 60 characters is needed") from error
