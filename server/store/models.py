"""The tables of every kind that travels, the change log and the photo files. No queries here.

Field names, types and lengths are the schemas' (server/schemas); a test holds the two together.
Absent is "" for text, "[]" for a list, false, or null for a number. Times are RFC 3339 text.
"""

from sqlalchemy import BigInteger, Index
from sqlalchemy.orm import Mapped, mapped_column

from server.store.base import Base, Synced, listing, text
from server.store.follow_up_models import FollowUp, Message, Outcome
from server.store.sharing_models import Introduction, LeftCard, MyCard, Provision


class Organizer(Synced, Base):
    __tablename__ = "organizer"
    found_by = (("name", "id"),)

    name: Mapped[str] = text()
    url: Mapped[str] = text()
    aims: Mapped[str] = text()
    has_solicited: Mapped[bool] = mapped_column(default=False)
    solicitation_note: Mapped[str] = text()


class Event(Synced, Base):
    __tablename__ = "event"
    found_by = (("held_on", "id"), ("organizer_id", "held_on"))

    title: Mapped[str] = text()
    organizer_id: Mapped[str] = text()
    held_on: Mapped[str] = text()
    starts_at: Mapped[str] = text()
    ends_at: Mapped[str] = text()
    time_zone: Mapped[str] = text()
    venue: Mapped[str] = text()
    mode: Mapped[str] = text()
    url: Mapped[str] = text()
    formats: Mapped[str] = listing()
    fee_yen: Mapped[int | None] = mapped_column(BigInteger, default=None)
    other_cost_yen: Mapped[int | None] = mapped_column(BigInteger, default=None)
    travel_minutes: Mapped[int | None] = mapped_column(BigInteger, default=None)
    who_to_meet: Mapped[str] = text()
    what_to_gain: Mapped[str] = text()
    target_classes: Mapped[str] = listing()
    check_organizer: Mapped[str] = text()
    check_organizer_note: Mapped[str] = text()
    organizer_answers: Mapped[str] = listing()
    check_attendees: Mapped[str] = text()
    check_attendees_note: Mapped[str] = text()
    attendee_industries: Mapped[str] = text()
    attendee_titles: Mapped[str] = text()
    attendee_stages: Mapped[str] = text()
    attendee_limits: Mapped[str] = text()
    attendee_classes: Mapped[str] = listing()
    check_format: Mapped[str] = text()
    check_format_note: Mapped[str] = text()
    check_fee: Mapped[str] = text()
    check_fee_note: Mapped[str] = text()
    solicitation_risk: Mapped[str] = text()
    was_solicited: Mapped[str] = text()
    expected_value: Mapped[str] = text()
    expected_value_yen: Mapped[int | None] = mapped_column(BigInteger, default=None)
    decision: Mapped[str] = text()
    passed_reason: Mapped[str] = text()
    thanks_subject: Mapped[str] = text()
    thanks_opening: Mapped[str] = text()
    thanks_closing: Mapped[str] = text()
    verdict: Mapped[str] = text()
    actual_value: Mapped[str] = text()
    actual_value_yen: Mapped[int | None] = mapped_column(BigInteger, default=None)
    follow_up_minutes: Mapped[int | None] = mapped_column(BigInteger, default=None)
    review_note: Mapped[str] = text()
    closed_at: Mapped[str] = text()
    # Derived by apply from the fields above (domain/search).
    search_text: Mapped[str] = text()


class Goal(Synced, Base):
    __tablename__ = "goal"
    found_by = (("event_id", "id"),)

    event_id: Mapped[str] = text()
    verb: Mapped[str] = text()
    target_class: Mapped[str] = text()
    unit: Mapped[str] = text()
    target_number: Mapped[int | None] = mapped_column(BigInteger, default=None)
    text: Mapped[str] = text()


class IntroductionScript(Synced, Base):
    __tablename__ = "introduction_script"
    found_by = (("event_id",),)

    event_id: Mapped[str] = text()
    who_i_am: Mapped[str] = text()
    what_i_offer: Mapped[str] = text()
    whom_to_meet: Mapped[str] = text()


class Rehearsal(Synced, Base):
    __tablename__ = "rehearsal"
    found_by = (("event_id", "rehearsed_at"),)

    event_id: Mapped[str] = text()
    rehearsed_at: Mapped[str] = text()
    seconds: Mapped[int | None] = mapped_column(BigInteger, default=None)


class Attendee(Synced, Base):
    __tablename__ = "attendee"
    found_by = (("event_id", "place"), ("contact_id",))

    event_id: Mapped[str] = text()
    contact_id: Mapped[str] = text()
    name: Mapped[str] = text()
    organization: Mapped[str] = text()
    title: Mapped[str] = text()
    line: Mapped[str] = text()
    is_target: Mapped[bool] = mapped_column(default=False)
    reason: Mapped[str] = text()
    place: Mapped[int | None] = mapped_column(BigInteger, default=None)


class Contact(Synced, Base):
    __tablename__ = "contact"
    found_by = (("sort_key", "id"),)

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
    offers: Mapped[str] = listing()
    needs: Mapped[str] = listing()
    note: Mapped[str] = text()
    source: Mapped[str] = text()
    do_not_contact: Mapped[bool] = mapped_column(default=False)
    not_same_as: Mapped[str] = listing()
    # Derived by apply (domain/search).
    sort_key: Mapped[str] = text()
    row_key: Mapped[str] = text()
    search_text: Mapped[str] = text()


class Encounter(Synced, Base):
    __tablename__ = "encounter"
    found_by = (("contact_id", "met_at"), ("event_id", "met_at"))

    contact_id: Mapped[str] = text()
    event_id: Mapped[str] = text()
    met_at: Mapped[str] = text()
    business: Mapped[str] = text()
    challenge: Mapped[str] = text()
    looking_for: Mapped[str] = text()
    focus: Mapped[str] = text()
    note: Mapped[str] = text()
    memory_hook: Mapped[str] = text()
    is_real_conversation: Mapped[bool] = mapped_column(default=False)
    wants_to_meet_again: Mapped[bool] = mapped_column(default=False)
    room: Mapped[str] = text()
    target_class: Mapped[str] = text()
    # Derived by apply (domain/search).
    search_text: Mapped[str] = text()


class Photo(Synced, Base):
    __tablename__ = "photo"
    found_by = (("contact_id",), ("sha256",))

    contact_id: Mapped[str] = text()
    sha256: Mapped[str] = text()
    side: Mapped[str] = text()
    taken_at: Mapped[str] = text()


class Conflict(Synced, Base):
    __tablename__ = "conflict"
    found_by = (("resolved_at", "id"),)

    record_kind: Mapped[str] = text()
    record_id: Mapped[str] = text()
    field: Mapped[str] = text()
    kept_value: Mapped[str] = text()
    lost_value: Mapped[str] = text()
    kept_at: Mapped[str] = text()
    lost_at: Mapped[str] = text()
    kept_device: Mapped[str] = text()
    lost_device: Mapped[str] = text()
    resolved_at: Mapped[str] = text()


class Preference(Synced, Base):
    """One per account; its id is the account's."""

    __tablename__ = "preference"

    locale: Mapped[str] = text()
    theme: Mapped[str] = text()
    time_zone: Mapped[str] = text()
    shortcuts: Mapped[str] = text()
    quiet_mode: Mapped[str] = text()
    hourly_yen: Mapped[int | None] = mapped_column(BigInteger, default=None)
    low_fee_yen: Mapped[int | None] = mapped_column(BigInteger, default=None)
    signature: Mapped[str] = text()
    reminders: Mapped[str] = text()
    reminder_email: Mapped[str] = text()


class Change(Base):
    """Every edit ever applied: idempotency, history, audit and undo in one. Rows are only added."""

    __tablename__ = "change"
    __table_args__ = (Index("ix_change_record", "account_id", "record_id", "revision"),)

    account_id: Mapped[str] = mapped_column(primary_key=True)
    change_id: Mapped[str] = mapped_column(primary_key=True)
    revision: Mapped[int] = mapped_column(BigInteger)
    device_id: Mapped[str]
    device_label: Mapped[str] = text()
    kind: Mapped[str]
    record_id: Mapped[str]
    # The edit time on the server's clock; merge compares these.
    at: Mapped[str]
    # JSON of the fields as stored; the attribute avoids Python's own word.
    values: Mapped[str] = mapped_column("set", default="{}")
    deleted: Mapped[bool | None]
    # JSON list of the fields whose value did not win.
    lost: Mapped[str] = listing()


class PhotoFile(Base):
    """The bytes a photo record speaks of: wanted while received_at is empty, then kept as a file."""

    __tablename__ = "photo_file"
    __table_args__ = (Index("ix_photo_file_received", "account_id", "received_at"),)

    account_id: Mapped[str] = mapped_column(primary_key=True)
    sha256: Mapped[str] = mapped_column(primary_key=True)
    wanted_at: Mapped[str] = text()
    received_at: Mapped[str] = text()
    byte_count: Mapped[int] = mapped_column(default=0)


KINDS: dict[str, type[Synced]] = {
    model.__tablename__: model
    for model in (
        *(Organizer, Event, Goal, IntroductionScript, Rehearsal, Attendee),
        *(Contact, Encounter, FollowUp, Message, Outcome),
        *(Introduction, Provision, MyCard, LeftCard, Photo, Conflict, Preference),
    )
}
