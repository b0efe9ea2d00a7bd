"""The tables of introductions, of the own card, of cards left by strangers, of public links. No queries here."""

from sqlalchemy import BigInteger, Index
from sqlalchemy.orm import Mapped, mapped_column

from server.store.base import Base, Synced, listing, text


class Introduction(Synced, Base):
    __tablename__ = "introduction"
    found_by = (("first_contact_id",), ("second_contact_id",), ("event_id",))

    direction: Mapped[str] = text()
    event_id: Mapped[str] = text()
    introducer_id: Mapped[str] = text()
    first_contact_id: Mapped[str] = text()
    second_contact_id: Mapped[str] = text()
    sentence: Mapped[str] = text()
    first_fields: Mapped[str] = listing()
    second_fields: Mapped[str] = listing()
    first_consent: Mapped[str] = text()
    first_consent_at: Mapped[str] = text()
    first_consent_note: Mapped[str] = text()
    first_consent_fields: Mapped[str] = listing()
    second_consent: Mapped[str] = text()
    second_consent_at: Mapped[str] = text()
    second_consent_note: Mapped[str] = text()
    second_consent_fields: Mapped[str] = listing()
    first_link_hash: Mapped[str] = text()
    second_link_hash: Mapped[str] = text()
    lifetime_days: Mapped[int | None] = mapped_column(BigInteger, default=None)
    expires_at: Mapped[str] = text()
    first_answer: Mapped[str] = text()
    first_answered_at: Mapped[str] = text()
    first_answer_fields: Mapped[str] = listing()
    second_answer: Mapped[str] = text()
    second_answered_at: Mapped[str] = text()
    second_answer_fields: Mapped[str] = listing()
    ended_at: Mapped[str] = text()
    ended_by: Mapped[str] = text()
    result: Mapped[str] = text()
    result_at: Mapped[str] = text()
    dismissed_at: Mapped[str] = text()


class Provision(Synced, Base):
    __tablename__ = "provision"
    found_by = (("contact_id",), ("recipient_contact_id",), ("introduction_id",))

    introduction_id: Mapped[str] = text()
    contact_id: Mapped[str] = text()
    person_name: Mapped[str] = text()
    recipient_contact_id: Mapped[str] = text()
    recipient_name: Mapped[str] = text()
    recipient_organization: Mapped[str] = text()
    fields_passed: Mapped[str] = listing()
    consent: Mapped[str] = text()
    consent_at: Mapped[str] = text()
    consent_by: Mapped[str] = text()
    provided_at: Mapped[str] = text()
    channel: Mapped[str] = text()
    purpose: Mapped[str] = text()
    actor: Mapped[str] = text()
    withdrawn_at: Mapped[str] = text()


class MyCard(Synced, Base):
    """One per account; its id is the account's."""

    __tablename__ = "my_card"

    family_name: Mapped[str] = text()
    given_name: Mapped[str] = text()
    phonetic_family_name: Mapped[str] = text()
    phonetic_given_name: Mapped[str] = text()
    organization: Mapped[str] = text()
    phonetic_organization: Mapped[str] = text()
    department: Mapped[str] = text()
    title: Mapped[str] = text()
    emails: Mapped[str] = listing()
    tels: Mapped[str] = listing()
    postal_code: Mapped[str] = text()
    address: Mapped[str] = text()
    urls: Mapped[str] = listing()
    social: Mapped[str] = listing()
    introduction: Mapped[str] = text()
    offers: Mapped[str] = listing()
    needs: Mapped[str] = listing()
    shown: Mapped[str] = listing()
    link_hash: Mapped[str] = text()
    stopped_at: Mapped[str] = text()
    accepts_cards: Mapped[str] = text()
    accepts_until: Mapped[str] = text()


class LeftCard(Synced, Base):
    __tablename__ = "left_card"
    found_by = (("left_at", "id"),)

    name: Mapped[str] = text()
    organization: Mapped[str] = text()
    email: Mapped[str] = text()
    note: Mapped[str] = text()
    left_at: Mapped[str] = text()
    contact_id: Mapped[str] = text()
    accepted_at: Mapped[str] = text()
    declined_at: Mapped[str] = text()


class PublicLink(Base):
    """A page that a stranger may open. Found by the hash of its token alone: the one table whose key is no account.

    Written by apply in the transaction that writes the record it belongs to; it does not travel.
    """

    __tablename__ = "public_link"
    __table_args__ = (Index("ix_public_link_record", "account_id", "record_id"),)

    token_hash: Mapped[str] = mapped_column(primary_key=True)
    account_id: Mapped[str]
    # introduction_first, introduction_second (whose page it is) or card.
    kind: Mapped[str]
    record_id: Mapped[str]
    received_at: Mapped[str]
    # Empty: until it is stopped.
    expires_at: Mapped[str] = text()
    views: Mapped[int] = mapped_column(default=0, server_default="0")
    # 0: no cap.
    max_views: Mapped[int] = mapped_column(default=0, server_default="0")
    ended_at: Mapped[str] = text()
