"""Records that travel, their change log, photo files."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

# PostgreSQL sorts by code point too, as SQLite does.
WORDS = sa.String().with_variant(sa.String(collation="C"), "postgresql")


def upgrade() -> None:
    op.create_table(
        "event",
        sa.Column("title", WORDS, server_default="", nullable=False),
        sa.Column("held_on", WORDS, server_default="", nullable=False),
        sa.Column("starts_at", WORDS, server_default="", nullable=False),
        sa.Column("ends_at", WORDS, server_default="", nullable=False),
        sa.Column("time_zone", WORDS, server_default="", nullable=False),
        sa.Column("venue", WORDS, server_default="", nullable=False),
        sa.Column("mode", WORDS, server_default="", nullable=False),
        sa.Column("url", WORDS, server_default="", nullable=False),
        sa.Column("fee_yen", sa.BigInteger(), nullable=True),
        sa.Column("who_to_meet", WORDS, server_default="", nullable=False),
        sa.Column("what_to_gain", WORDS, server_default="", nullable=False),
        sa.Column("decision", WORDS, server_default="", nullable=False),
        sa.Column("search_text", WORDS, server_default="", nullable=False),
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
    op.create_index("ix_event_held_on_id", "event", ["account_id", "held_on", "id"])
    op.create_index("ix_event_revision", "event", ["account_id", "revision"])
    op.create_table(
        "contact",
        sa.Column("family_name", WORDS, server_default="", nullable=False),
        sa.Column("given_name", WORDS, server_default="", nullable=False),
        sa.Column("phonetic_family_name", WORDS, server_default="", nullable=False),
        sa.Column("phonetic_given_name", WORDS, server_default="", nullable=False),
        sa.Column("organization", WORDS, server_default="", nullable=False),
        sa.Column("phonetic_organization", WORDS, server_default="", nullable=False),
        sa.Column("department", WORDS, server_default="", nullable=False),
        sa.Column("title", WORDS, server_default="", nullable=False),
        sa.Column("emails", WORDS, server_default="[]", nullable=False),
        sa.Column("tels", WORDS, server_default="[]", nullable=False),
        sa.Column("postal_code", WORDS, server_default="", nullable=False),
        sa.Column("address", WORDS, server_default="", nullable=False),
        sa.Column("urls", WORDS, server_default="[]", nullable=False),
        sa.Column("social", WORDS, server_default="[]", nullable=False),
        sa.Column("offers", WORDS, server_default="[]", nullable=False),
        sa.Column("needs", WORDS, server_default="[]", nullable=False),
        sa.Column("note", WORDS, server_default="", nullable=False),
        sa.Column("source", WORDS, server_default="", nullable=False),
        sa.Column("do_not_contact", sa.Boolean(), nullable=False),
        sa.Column("sort_key", WORDS, server_default="", nullable=False),
        sa.Column("row_key", WORDS, server_default="", nullable=False),
        sa.Column("search_text", WORDS, server_default="", nullable=False),
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
    op.create_index("ix_contact_revision", "contact", ["account_id", "revision"])
    op.create_index("ix_contact_sort_key_id", "contact", ["account_id", "sort_key", "id"])
    op.create_table(
        "encounter",
        sa.Column("contact_id", WORDS, server_default="", nullable=False),
        sa.Column("event_id", WORDS, server_default="", nullable=False),
        sa.Column("met_at", WORDS, server_default="", nullable=False),
        sa.Column("business", WORDS, server_default="", nullable=False),
        sa.Column("challenge", WORDS, server_default="", nullable=False),
        sa.Column("looking_for", WORDS, server_default="", nullable=False),
        sa.Column("focus", WORDS, server_default="", nullable=False),
        sa.Column("note", WORDS, server_default="", nullable=False),
        sa.Column("memory_hook", WORDS, server_default="", nullable=False),
        sa.Column("is_real_conversation", sa.Boolean(), nullable=False),
        sa.Column("wants_to_meet_again", sa.Boolean(), nullable=False),
        sa.Column("room", WORDS, server_default="", nullable=False),
        sa.Column("target_class", WORDS, server_default="", nullable=False),
        sa.Column("search_text", WORDS, server_default="", nullable=False),
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
        "ix_encounter_contact_id_met_at", "encounter", ["account_id", "contact_id", "met_at"]
    )
    op.create_index(
        "ix_encounter_event_id_met_at", "encounter", ["account_id", "event_id", "met_at"]
    )
    op.create_index("ix_encounter_revision", "encounter", ["account_id", "revision"])
    op.create_table(
        "follow_up",
        sa.Column("contact_id", WORDS, server_default="", nullable=False),
        sa.Column("encounter_id", WORDS, server_default="", nullable=False),
        sa.Column("due_at", WORDS, server_default="", nullable=False),
        sa.Column("kind", WORDS, server_default="", nullable=False),
        sa.Column("channel", WORDS, server_default="", nullable=False),
        sa.Column("subject", WORDS, server_default="", nullable=False),
        sa.Column("body", WORDS, server_default="", nullable=False),
        sa.Column("sent_at", WORDS, server_default="", nullable=False),
        sa.Column("skipped_reason", WORDS, server_default="", nullable=False),
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
    op.create_index("ix_follow_up_contact_id", "follow_up", ["account_id", "contact_id"])
    op.create_index("ix_follow_up_due_at_id", "follow_up", ["account_id", "due_at", "id"])
    op.create_index("ix_follow_up_encounter_id", "follow_up", ["account_id", "encounter_id"])
    op.create_index("ix_follow_up_revision", "follow_up", ["account_id", "revision"])
    op.create_table(
        "photo",
        sa.Column("contact_id", WORDS, server_default="", nullable=False),
        sa.Column("sha256", WORDS, server_default="", nullable=False),
        sa.Column("side", WORDS, server_default="", nullable=False),
        sa.Column("taken_at", WORDS, server_default="", nullable=False),
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
    op.create_index("ix_photo_contact_id", "photo", ["account_id", "contact_id"])
    op.create_index("ix_photo_revision", "photo", ["account_id", "revision"])
    op.create_index("ix_photo_sha256", "photo", ["account_id", "sha256"])
    op.create_table(
        "conflict",
        sa.Column("record_kind", WORDS, server_default="", nullable=False),
        sa.Column("record_id", WORDS, server_default="", nullable=False),
        sa.Column("field", WORDS, server_default="", nullable=False),
        sa.Column("kept_value", WORDS, server_default="", nullable=False),
        sa.Column("lost_value", WORDS, server_default="", nullable=False),
        sa.Column("kept_at", WORDS, server_default="", nullable=False),
        sa.Column("lost_at", WORDS, server_default="", nullable=False),
        sa.Column("kept_device", WORDS, server_default="", nullable=False),
        sa.Column("lost_device", WORDS, server_default="", nullable=False),
        sa.Column("resolved_at", WORDS, server_default="", nullable=False),
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
    op.create_index("ix_conflict_resolved_at_id", "conflict", ["account_id", "resolved_at", "id"])
    op.create_index("ix_conflict_revision", "conflict", ["account_id", "revision"])
    op.create_table(
        "preference",
        sa.Column("locale", WORDS, server_default="", nullable=False),
        sa.Column("theme", WORDS, server_default="", nullable=False),
        sa.Column("time_zone", WORDS, server_default="", nullable=False),
        sa.Column("shortcuts", WORDS, server_default="", nullable=False),
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
    op.create_index("ix_preference_revision", "preference", ["account_id", "revision"])
    op.create_table(
        "change",
        sa.Column("account_id", WORDS, nullable=False),
        sa.Column("change_id", WORDS, nullable=False),
        sa.Column("revision", sa.BigInteger(), nullable=False),
        sa.Column("device_id", WORDS, nullable=False),
        sa.Column("device_label", WORDS, server_default="", nullable=False),
        sa.Column("kind", WORDS, nullable=False),
        sa.Column("record_id", WORDS, nullable=False),
        sa.Column("at", WORDS, nullable=False),
        sa.Column("set", WORDS, nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=True),
        sa.Column("lost", WORDS, server_default="[]", nullable=False),
        sa.PrimaryKeyConstraint("account_id", "change_id"),
    )
    op.create_index("ix_change_record", "change", ["account_id", "record_id", "revision"])
    op.create_table(
        "photo_file",
        sa.Column("account_id", WORDS, nullable=False),
        sa.Column("sha256", WORDS, nullable=False),
        sa.Column("wanted_at", WORDS, server_default="", nullable=False),
        sa.Column("received_at", WORDS, server_default="", nullable=False),
        sa.Column("byte_count", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("account_id", "sha256"),
    )
    op.create_index("ix_photo_file_received", "photo_file", ["account_id", "received_at"])


def downgrade() -> None:
    op.drop_table("photo_file")
    op.drop_table("change")
    op.drop_table("preference")
    op.drop_table("conflict")
    op.drop_table("photo")
    op.drop_table("follow_up")
    op.drop_table("encounter")
    op.drop_table("contact")
    op.drop_table("event")
