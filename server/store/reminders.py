"""Queries for reminders: subscriptions, calendar addresses, and the claim by which each is sent once."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, select, text, union

from server.store.auth_models import Account, Session
from server.store.database import db
from server.store.records import table_of
from server.store.reminder_models import CalendarFeed, PushSubscription, Reminder
from server.store.writes import count_changed

_preference = table_of("preference")

# One statement decides, so that any number of processes may ask: the winner gets a row back.
_CLAIM = text(
    """
INSERT INTO reminder (account_id, key, lease_ends_at) VALUES (:owner, :key, :lease_ends_at)
ON CONFLICT (account_id, key) DO UPDATE SET lease_ends_at = :lease_ends_at
WHERE reminder.done_at = '' AND reminder.lease_ends_at <= :now
RETURNING key
"""
)
_SUBSCRIBE = text(
    """
INSERT INTO push_subscription (account_id, id, session_id, endpoint, p256dh, auth, created_at)
VALUES (:owner, :id, :session_id, :endpoint, :p256dh, :auth, :now)
ON CONFLICT (account_id, id) DO UPDATE SET session_id = :session_id, p256dh = :p256dh, auth = :auth
"""
)
_FEED = text(
    """
INSERT INTO calendar_feed (account_id, token_hash, created_at) VALUES (:owner, :token_hash, :now)
ON CONFLICT (account_id) DO UPDATE SET token_hash = :token_hash, created_at = :now
"""
)


@dataclass(frozen=True)
class SubscriptionRow:
    """Where to push to, and since when its session lives."""

    id: str
    endpoint: str
    p256dh: str
    auth: str
    session_created_at: str
    session_last_seen_at: str


def accounts_to_remind() -> list[str]:
    """Promise the living accounts that can be reached: by a push, or by mail."""
    reached = union(
        select(PushSubscription.account_id),
        select(_preference.c.account_id).where(_preference.c.reminder_email != ""),
    ).subquery()
    query = select(Account.id).join(reached, reached.c.account_id == Account.id)
    return list(db.session.scalars(query.where(Account.deleted_at == "").order_by(Account.id)))


def subscriptions_of(owner: str) -> list[SubscriptionRow]:
    """Promise the subscriptions of sessions that nobody has ended."""
    query = (
        select(
            PushSubscription.id,
            PushSubscription.endpoint,
            PushSubscription.p256dh,
            PushSubscription.auth,
            Session.created_at,
            Session.last_seen_at,
        )
        .join(
            Session,
            (Session.account_id == PushSubscription.account_id)
            & (Session.id == PushSubscription.session_id),
        )
        .where(PushSubscription.account_id == owner, Session.ended_at == "")
        .order_by(PushSubscription.id)
    )
    return [SubscriptionRow(*tuple(row)) for row in db.session.execute(query)]


def add_subscription(owner: str, subscription_id: str, **values: Any) -> None:
    """Promise one row for each endpoint: a browser belongs to whoever subscribed on it last. In `writing()`."""
    count_changed(
        delete(PushSubscription).where(
            PushSubscription.id == subscription_id, PushSubscription.account_id != owner
        )
    )
    db.session.execute(_SUBSCRIBE, {"owner": owner, "id": subscription_id, **values})


def drop_subscription(owner: str, subscription_id: str) -> None:
    which = (PushSubscription.account_id == owner, PushSubscription.id == subscription_id)
    count_changed(delete(PushSubscription).where(*which))


def drop_subscriptions(owner: str) -> None:
    count_changed(delete(PushSubscription).where(PushSubscription.account_id == owner))


def claim(owner: str, key: str, now: str, lease_ends_at: str) -> bool:
    """Promise true to exactly one process until the lease ends, and to nobody once it is done. In `writing()`."""
    values = {"owner": owner, "key": key, "now": now, "lease_ends_at": lease_ends_at}
    return db.session.execute(_CLAIM, values).first() is not None


def settle(owner: str, key: str, now: str) -> None:
    """Promise that this reminder is never sent again. Runs inside `writing()`."""
    row = db.session.get(Reminder, (owner, key))
    if row is not None:
        row.done_at = now


def sweep_reminders(before: str) -> int:
    """Promise how many were forgotten: what was sent long ago, and devices whose session is over. In `writing()`."""
    ended = select(Session.id).where(
        Session.account_id == PushSubscription.account_id,
        Session.id == PushSubscription.session_id,
        Session.ended_at == "",
    )
    count_changed(delete(PushSubscription).where(~ended.exists()))
    return count_changed(delete(Reminder).where(Reminder.lease_ends_at < before))


def make_feed(owner: str, token_hash: str, now: str) -> None:
    """Promise one address for the account; an older one is no more. Runs inside `writing()`."""
    db.session.execute(_FEED, {"owner": owner, "token_hash": token_hash, "now": now})


def end_feed(owner: str) -> None:
    count_changed(delete(CalendarFeed).where(CalendarFeed.account_id == owner))


def has_feed(owner: str) -> bool:
    return db.session.get(CalendarFeed, owner) is not None


def owner_of_feed(token_hash: str) -> str:
    """Promise the living account behind an address, or ""."""
    query = (
        select(CalendarFeed.account_id)
        .join(Account, Account.id == CalendarFeed.account_id)
        .where(CalendarFeed.token_hash == token_hash, Account.deleted_at == "")
    )
    return db.session.scalar(query) or ""
