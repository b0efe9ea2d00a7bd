"""Choosing an event and preparing for it: organizers, checks, goals, introductions, attendee lists."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

# PostgreSQL sorts by code point too, as SQLite does.
WORDS = sa.String().with_variant(sa.String(collation="C"), "postgresql")


def upgrade() -> None:
    op.create_table(
        "organizer",
        sa.Column("name", WORDS, server_default="", nullable=False),
        sa.Column("url", WORDS, server_default="", nullable=False),
        sa.Column("aims", WORDS, server_default="", nullable=False),
        sa.Column("has_solicited", sa.Boolean(), nullable=False),
        sa.Column("solicitation_note", WORDS, server_default="", nullable=False),
        sa.Column("account_id", WORDS, nullable=False),
        sa.Column("id", WORDS, nullable=False),
        sa.Column("revision", sa.BigInteger(), nullable=False),
        sa.Column("created_at", WORDS, server_default="", nullable=False),
        sa.Column("updated_at", WORDS, server_default="", nullable=False),
        sa.Column("deleted_at", WORDS, server_default="", nullable=False),
        sa.Column("extra", WORDS, server_default="{}", nullable=False),
        sa.Column("wire", WORDS, server_default="{}", nullable=False),
        sa.PrimaryKeyConstraint("account_id", "id"),
    )
    op.create_index("ix_organizer_name_id", "organizer", ["account_id", "name", "id"])
    op.create_index("ix_organizer_revision", "organizer", ["account_id", "revision"])
    op.create_table(
        "goal",
        sa.Column("event_id", WORDS, server_default="", nullable=False),
        sa.Column("verb", WORDS, server_default="", nullable=False),
        sa.Column("target_class", WORDS, server_default="", nullable=False),
        sa.Column("unit", WORDS, server_default="", nullable=False),
        sa.Column("target_number", sa.BigInteger(), nullable=True),
        sa.Column("text", WORDS, server_default="", nullable=False),
        sa.Column("account_id", WORDS, nullable=False),
        sa.Column("id", WORDS, nullable=False),
        sa.Column("revision", sa.BigInteger(), nullable=False),
        sa.Column("created_at", WORDS, server_default="", nullable=False),
        sa.Column("updated_at", WORDS, server_default="", nullable=False),
        sa.Column("deleted_at", WORDS, server_default="", nullable=False),
        sa.Column("extra", WORDS, server_default="{}", nullable=False),
        sa.Column("wire", WORDS, server_default="{}", nullable=False),
        sa.PrimaryKeyConstraint("account_id", "id"),
    )
    op.create_index("ix_goal_event_id_id", "goal", ["account_id", "event_id", "id"])
    op.create_index("ix_goal_revision", "goal", ["account_id", "revision"])
    op.create_table(
        "introduction_script",
        sa.Column("event_id", WORDS, server_default="", nullable=False),
        sa.Column("who_i_am", WORDS, server_default="", nullable=False),
        sa.Column("what_i_offer", WORDS, server_default="", nullable=False),
        sa.Column("whom_to_meet", WORDS, server_default="", nullable=False),
        sa.Column("account_id", WORDS, nullable=False),
        sa.Column("id", WORDS, nullable=False),
        sa.Column("revision", sa.BigInteger(), nullable=False),
        sa.Column("created_at", WORDS, server_default="", nullable=False),
        sa.Column("updated_at", WORDS, server_default="", nullable=False),
        sa.Column("deleted_at", WORDS, server_default="", nullable=False),
        sa.Column("extra", WORDS, server_default="{}", nullable=False),
        sa.Column("wire", WORDS, server_default="{}", nullable=False),
        sa.PrimaryKeyConstraint("account_id", "id"),
    )
    op.create_index(
        "ix_introduction_script_event_id", "introduction_script", ["account_id", "event_id"]
    )
    op.create_index(
        "ix_introduction_script_revision", "introduction_script", ["account_id", "revision"]
    )
    op.create_table(
        "rehearsal",
        sa.Column("event_id", WORDS, server_default="", nullable=False),
        sa.Column("rehearsed_at", WORDS, server_default="", nullable=False),
        sa.Column("seconds", sa.BigInteger(), nullable=True),
        sa.Column("account_id", WORDS, nullable=False),
        sa.Column("id", WORDS, nullable=False),
        sa.Column("revision", sa.BigInteger(), nullable=False),
        sa.Column("created_at", WORDS, server_default="", nullable=False),
        sa.Column("updated_at", WORDS, server_default="", nullable=False),
        sa.Column("deleted_at", WORDS, server_default="", nullable=False),
        sa.Column("extra", WORDS, server_default="{}", nullable=False),
        sa.Column("wire", WORDS, server_default="{}", nullable=False),
        sa.PrimaryKeyConstraint("account_id", "id"),
    )
    op.create_index(
        "ix_rehearsal_event_id_rehearsed_at",
        "rehearsal",
        ["account_id", "event_id", "rehearsed_at"],
    )
    op.create_index("ix_rehearsal_revision", "rehearsal", ["account_id", "revision"])
    op.create_table(
        "attendee",
        sa.Column("event_id", WORDS, server_default="", nullable=False),
        sa.Column("contact_id", WORDS, server_default="", nullable=False),
        sa.Column("name", WORDS, server_default="", nullable=False),
        sa.Column("organization", WORDS, server_default="", nullable=False),
        sa.Column("title", WORDS, server_default="", nullable=False),
        sa.Column("line", WORDS, server_default="", nullable=False),
        sa.Column("is_target", sa.Boolean(), nullable=False),
        sa.Column("reason", WORDS, server_default="", nullable=False),
        sa.Column("place", sa.BigInteger(), nullable=True),
        sa.Column("account_id", WORDS, nullable=False),
        sa.Column("id", WORDS, nullable=False),
        sa.Column("revision", sa.BigInteger(), nullable=False),
        sa.Column("created_at", WORDS, server_default="", nullable=False),
        sa.Column("updated_at", WORDS, server_default="", nullable=False),
        sa.Column("deleted_at", WORDS, server_default="", nullable=False),
        sa.Column("extra", WORDS, server_default="{}", nullable=False),
        sa.Column("wire", WORDS, server_default="{}", nullable=False),
        sa.PrimaryKeyConstraint("account_id", "id"),
    )
    op.create_index("ix_attendee_contact_id", "attendee", ["account_id", "contact_id"])
    op.create_index("ix_attendee_event_id_place", "attendee", ["account_id", "event_id", "place"])
    op.create_index("ix_attendee_revision", "attendee", ["account_id", "revision"])
    with op.batch_alter_table("event") as event:
        event.add_column(sa.Column("organizer_id", WORDS, server_default="", nullable=False))
        event.add_column(sa.Column("formats", WORDS, server_default="[]", nullable=False))
        event.add_column(sa.Column("other_cost_yen", sa.BigInteger(), nullable=True))
        event.add_column(sa.Column("travel_minutes", sa.BigInteger(), nullable=True))
        event.add_column(sa.Column("target_classes", WORDS, server_default="[]", nullable=False))
        event.add_column(sa.Column("check_organizer", WORDS, server_default="", nullable=False))
        event.add_column(
            sa.Column("check_organizer_note", WORDS, server_default="", nullable=False)
        )
        event.add_column(sa.Column("organizer_answers", WORDS, server_default="[]", nullable=False))
        event.add_column(sa.Column("check_attendees", WORDS, server_default="", nullable=False))
        event.add_column(
            sa.Column("check_attendees_note", WORDS, server_default="", nullable=False)
        )
        event.add_column(sa.Column("attendee_industries", WORDS, server_default="", nullable=False))
        event.add_column(sa.Column("attendee_titles", WORDS, server_default="", nullable=False))
        event.add_column(sa.Column("attendee_stages", WORDS, server_default="", nullable=False))
        event.add_column(sa.Column("attendee_limits", WORDS, server_default="", nullable=False))
        event.add_column(sa.Column("attendee_classes", WORDS, server_default="[]", nullable=False))
        event.add_column(sa.Column("check_format", WORDS, server_default="", nullable=False))
        event.add_column(sa.Column("check_format_note", WORDS, server_default="", nullable=False))
        event.add_column(sa.Column("check_fee", WORDS, server_default="", nullable=False))
        event.add_column(sa.Column("check_fee_note", WORDS, server_default="", nullable=False))
        event.add_column(sa.Column("solicitation_risk", WORDS, server_default="", nullable=False))
        event.add_column(sa.Column("was_solicited", WORDS, server_default="", nullable=False))
        event.add_column(sa.Column("expected_value", WORDS, server_default="", nullable=False))
        event.add_column(sa.Column("expected_value_yen", sa.BigInteger(), nullable=True))
        event.add_column(sa.Column("passed_reason", WORDS, server_default="", nullable=False))
        event.add_column(sa.Column("thanks_subject", WORDS, server_default="", nullable=False))
        event.add_column(sa.Column("thanks_opening", WORDS, server_default="", nullable=False))
        event.add_column(sa.Column("thanks_closing", WORDS, server_default="", nullable=False))
        event.create_index(
            "ix_event_organizer_id_held_on", ["account_id", "organizer_id", "held_on"]
        )
    with op.batch_alter_table("contact") as contact:
        contact.add_column(sa.Column("not_same_as", WORDS, server_default="[]", nullable=False))
    with op.batch_alter_table("preference") as preference:
        preference.add_column(sa.Column("quiet_mode", WORDS, server_default="", nullable=False))
        preference.add_column(sa.Column("hourly_yen", sa.BigInteger(), nullable=True))
        preference.add_column(sa.Column("low_fee_yen", sa.BigInteger(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("preference") as preference:
        preference.drop_column("low_fee_yen")
        preference.drop_column("hourly_yen")
        preference.drop_column("quiet_mode")
    with op.batch_alter_table("contact") as contact:
        contact.drop_column("not_same_as")
    with op.batch_alter_table("event") as event:
        event.drop_index("ix_event_organizer_id_held_on")
        event.drop_column("thanks_closing")
        event.drop_column("thanks_opening")
        event.drop_column("thanks_subject")
        event.drop_column("passed_reason")
        event.drop_column("expected_value_yen")
        event.drop_column("expected_value")
        event.drop_column("was_solicited")
        event.drop_column("solicitation_risk")
        event.drop_column("check_fee_note")
        event.drop_column("check_fee")
        event.drop_column("check_format_note")
        event.drop_column("check_format")
        event.drop_column("attendee_classes")
        event.drop_column("attendee_limits")
        event.drop_column("attendee_stages")
        event.drop_column("attendee_titles")
        event.drop_column("attendee_industries")
        event.drop_column("check_attendees_note")
        event.drop_column("check_attendees")
        event.drop_column("organizer_answers")
        event.drop_column("check_organizer_note")
        event.drop_column("check_organizer")
        event.drop_column("target_classes")
        event.drop_column("travel_minutes")
        event.drop_column("other_cost_yen")
        event.drop_column("formats")
        event.drop_column("organizer_id")
    op.drop_table("attendee")
    op.drop_table("rehearsal")
    op.drop_table("introduction_script")
    op.drop_table("goal")
    op.drop_table("organizer")
