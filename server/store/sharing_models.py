"""The tables of introductions, of the owner's own card and of cards left by strangers. No queries here."""

from sqlalchemy import BigInteger
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
    second_answer: Mapped[str] = text()
    second_answered_at: Mapped[str] = text()
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
