"""The tables of what follows a meeting: promises to write, the log of messages, what came of it. No queries here."""

from sqlalchemy import BigInteger
from sqlalchemy.orm import Mapped, mapped_column

from server.store.base import Base, Synced, listing, text


class FollowUp(Synced, Base):
    __tablename__ = "follow_up"
    found_by = (("due_at", "id"), ("contact_id",), ("encounter_id",))

    contact_id: Mapped[str] = text()
    encounter_id: Mapped[str] = text()
    due_at: Mapped[str] = text()
    kind: Mapped[str] = text()
    channel: Mapped[str] = text()
    subject: Mapped[str] = text()
    body: Mapped[str] = text()
    sent_at: Mapped[str] = text()
    skipped_reason: Mapped[str] = text()
    snoozed_until: Mapped[str] = text()
    proposal: Mapped[str] = text()
    topic: Mapped[str] = text()
    form: Mapped[str] = text()
    length_minutes: Mapped[int | None] = mapped_column(BigInteger, default=None)
    slots: Mapped[str] = listing()
    place: Mapped[str] = text()
    reply: Mapped[str] = text()
    replied_at: Mapped[str] = text()
    decided_slot: Mapped[str] = text()
    remind_on: Mapped[str] = text()


class Message(Synced, Base):
    __tablename__ = "message"
    found_by = (("contact_id", "sent_at"), ("sent_at", "id"))

    contact_id: Mapped[str] = text()
    follow_up_id: Mapped[str] = text()
    event_id: Mapped[str] = text()
    channel: Mapped[str] = text()
    subject: Mapped[str] = text()
    body: Mapped[str] = text()
    sent_at: Mapped[str] = text()


class Outcome(Synced, Base):
    __tablename__ = "outcome"
    found_by = (("contact_id",), ("event_id",))

    contact_id: Mapped[str] = text()
    event_id: Mapped[str] = text()
    kind: Mapped[str] = text()
    value_yen: Mapped[int | None] = mapped_column(BigInteger, default=None)
    note: Mapped[str] = text()
    happened_on: Mapped[str] = text()
