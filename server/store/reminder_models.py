"""The tables of reminders: where to push to, the private calendar address, what was sent. None of them travels."""

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from server.store.base import Base, text


class PushSubscription(Base):
    """Where one browser takes pushes. It counts only while its session lives."""

    __tablename__ = "push_subscription"
    __table_args__ = (Index("ix_push_subscription_session", "account_id", "session_id"),)

    account_id: Mapped[str] = mapped_column(primary_key=True)
    # SHA-256 of the endpoint: a browser that subscribes again keeps its row.
    id: Mapped[str] = mapped_column(primary_key=True)
    session_id: Mapped[str]
    endpoint: Mapped[str]
    # base64url, as the browser gave them: its public key, and a secret for this subscription.
    p256dh: Mapped[str]
    auth: Mapped[str]
    created_at: Mapped[str]


class CalendarFeed(Base):
    """The address under which a calendar program reads what is ahead; a new one ends the old one."""

    __tablename__ = "calendar_feed"
    __table_args__ = (Index("ix_calendar_feed_token", "token_hash", unique=True),)

    account_id: Mapped[str] = mapped_column(primary_key=True)
    token_hash: Mapped[str]
    created_at: Mapped[str]


class Reminder(Base):
    """One reminder of one account, claimed by one process at a time until it is done."""

    __tablename__ = "reminder"

    account_id: Mapped[str] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(primary_key=True)
    # Past it, a process that died is given up, and another one may send.
    lease_ends_at: Mapped[str] = mapped_column(index=True)
    done_at: Mapped[str] = text()
