"""Thanking and introducing: next steps, messages, outcomes, reviews; introductions, provisions, cards of one's own."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

# PostgreSQL sorts by code point too, as SQLite does.
WORDS = sa.String().with_variant(sa.String(collation="C"), "postgresql")


def upgrade() -> None:
    op.create_table(
        "introduction",
        sa.Column("direction", WORDS, server_default="", nullable=False),
        sa.Column("event_id", WORDS, server_default="", nullable=False),
        sa.Column("introducer_id", WORDS, server_default="", nullable=False),
        sa.Column("first_contact_id", WORDS, server_default="", nullable=False),
        sa.Column("second_contact_id", WORDS, server_default="", nullable=False),
        sa.Column("sentence", WORDS, server_default="", nullable=False),
        sa.Column("first_fields", WORDS, server_default="[]", nullable=False),
        sa.Column("second_fields", WORDS, server_default="[]", nullable=False),
        sa.Column("first_consent", WORDS, server_default="", nullable=False),
        sa.Column("first_consent_at", WORDS, server_default="", nullable=False),
        sa.Column("first_consent_note", WORDS, server_default="", nullable=False),
        sa.Column("first_consent_fields", WORDS, server_default="[]", nullable=False),
        sa.Column("second_consent", WORDS, server_default="", nullable=False),
        sa.Column("second_consent_at", WORDS, server_default="", nullable=False),
        sa.Column("second_consent_note", WORDS, server_default="", nullable=False),
        sa.Column("second_consent_fields", WORDS, server_default="[]", nullable=False),
        sa.Column("first_link_hash", WORDS, server_default="", nullable=False),
        sa.Column("second_link_hash", WORDS, server_default="", nullable=False),
        sa.Column("lifetime_days", sa.BigInteger(), nullable=True),
        sa.Column("expires_at", WORDS, server_default="", nullable=False),
        sa.Column("first_answer", WORDS, server_default="", nullable=False),
        sa.Column("first_answered_at", WORDS, server_default="", nullable=False),
        sa.Column("first_answer_fields", WORDS, server_default="[]", nullable=False),
        sa.Column("second_answer", WORDS, server_default="", nullable=False),
        sa.Column("second_answered_at", WORDS, server_default="", nullable=False),
        sa.Column("second_answer_fields", WORDS, server_default="[]", nullable=False),
        sa.Column("ended_at", WORDS, server_default="", nullable=False),
        sa.Column("ended_by", WORDS, server_default="", nullable=False),
        sa.Column("result", WORDS, server_default="", nullable=False),
        sa.Column("result_at", WORDS, server_default="", nullable=False),
        sa.Column("dismissed_at", WORDS, server_default="", nullable=False),
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
    op.create_index("ix_introduction_event_id", "introduction", ["account_id", "event_id"])
    op.create_index(
        "ix_introduction_first_contact_id", "introduction", ["account_id", "first_contact_id"]
    )
    op.create_index("ix_introduction_revision", "introduction", ["account_id", "revision"])
    op.create_index(
        "ix_introduction_second_contact_id", "introduction", ["account_id", "second_contact_id"]
    )

    op.create_table(
        "left_card",
        sa.Column("name", WORDS, server_default="", nullable=False),
        sa.Column("organization", WORDS, server_default="", nullable=False),
        sa.Column("email", WORDS, server_default="", nullable=False),
        sa.Column("note", WORDS, server_default="", nullable=False),
        sa.Column("left_at", WORDS, server_default="", nullable=False),
        sa.Column("contact_id", WORDS, server_default="", nullable=False),
        sa.Column("accepted_at", WORDS, server_default="", nullable=False),
        sa.Column("declined_at", WORDS, server_default="", nullable=False),
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
    op.create_index("ix_left_card_left_at_id", "left_card", ["account_id", "left_at", "id"])
    op.create_index("ix_left_card_revision", "left_card", ["account_id", "revision"])

    op.create_table(
        "message",
        sa.Column("contact_id", WORDS, server_default="", nullable=False),
        sa.Column("follow_up_id", WORDS, server_default="", nullable=False),
        sa.Column("event_id", WORDS, server_default="", nullable=False),
        sa.Column("channel", WORDS, server_default="", nullable=False),
        sa.Column("subject", WORDS, server_default="", nullable=False),
        sa.Column("body", WORDS, server_default="", nullable=False),
        sa.Column("sent_at", WORDS, server_default="", nullable=False),
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
        "ix_message_contact_id_sent_at", "message", ["account_id", "contact_id", "sent_at"]
    )
    op.create_index("ix_message_revision", "message", ["account_id", "revision"])
    op.create_index("ix_message_sent_at_id", "message", ["account_id", "sent_at", "id"])

    op.create_table(
        "my_card",
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
        sa.Column("introduction", WORDS, server_default="", nullable=False),
        sa.Column("offers", WORDS, server_default="[]", nullable=False),
        sa.Column("needs", WORDS, server_default="[]", nullable=False),
        sa.Column("shown", WORDS, server_default="[]", nullable=False),
        sa.Column("link_hash", WORDS, server_default="", nullable=False),
        sa.Column("stopped_at", WORDS, server_default="", nullable=False),
        sa.Column("accepts_cards", WORDS, server_default="", nullable=False),
        sa.Column("accepts_until", WORDS, server_default="", nullable=False),
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
    op.create_index("ix_my_card_revision", "my_card", ["account_id", "revision"])

    op.create_table(
        "outcome",
        sa.Column("contact_id", WORDS, server_default="", nullable=False),
        sa.Column("event_id", WORDS, server_default="", nullable=False),
        sa.Column("kind", WORDS, server_default="", nullable=False),
        sa.Column("value_yen", sa.BigInteger(), nullable=True),
        sa.Column("note", WORDS, server_default="", nullable=False),
        sa.Column("happened_on", WORDS, server_default="", nullable=False),
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
    op.create_index("ix_outcome_contact_id", "outcome", ["account_id", "contact_id"])
    op.create_index("ix_outcome_event_id", "outcome", ["account_id", "event_id"])
    op.create_index("ix_outcome_revision", "outcome", ["account_id", "revision"])

    op.create_table(
        "provision",
        sa.Column("introduction_id", WORDS, server_default="", nullable=False),
        sa.Column("contact_id", WORDS, server_default="", nullable=False),
        sa.Column("person_name", WORDS, server_default="", nullable=False),
        sa.Column("recipient_contact_id", WORDS, server_default="", nullable=False),
        sa.Column("recipient_name", WORDS, server_default="", nullable=False),
        sa.Column("recipient_organization", WORDS, server_default="", nullable=False),
        sa.Column("fields_passed", WORDS, server_default="[]", nullable=False),
        sa.Column("consent", WORDS, server_default="", nullable=False),
        sa.Column("consent_at", WORDS, server_default="", nullable=False),
        sa.Column("consent_by", WORDS, server_default="", nullable=False),
        sa.Column("provided_at", WORDS, server_default="", nullable=False),
        sa.Column("channel", WORDS, server_default="", nullable=False),
        sa.Column("purpose", WORDS, server_default="", nullable=False),
        sa.Column("actor", WORDS, server_default="", nullable=False),
        sa.Column("withdrawn_at", WORDS, server_default="", nullable=False),
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
    op.create_index("ix_provision_contact_id", "provision", ["account_id", "contact_id"])
    op.create_index("ix_provision_introduction_id", "provision", ["account_id", "introduction_id"])
    op.create_index(
        "ix_provision_recipient_contact_id", "provision", ["account_id", "recipient_contact_id"]
    )
    op.create_index("ix_provision_revision", "provision", ["account_id", "revision"])

    with op.batch_alter_table("event") as batch:
        batch.add_column(sa.Column("verdict", WORDS, server_default="", nullable=False))
        batch.add_column(sa.Column("actual_value", WORDS, server_default="", nullable=False))
        batch.add_column(sa.Column("actual_value_yen", sa.BigInteger(), nullable=True))
        batch.add_column(sa.Column("follow_up_minutes", sa.BigInteger(), nullable=True))
        batch.add_column(sa.Column("review_note", WORDS, server_default="", nullable=False))
        batch.add_column(sa.Column("closed_at", WORDS, server_default="", nullable=False))

    with op.batch_alter_table("follow_up") as batch:
        batch.add_column(sa.Column("snoozed_until", WORDS, server_default="", nullable=False))
        batch.add_column(sa.Column("proposal", WORDS, server_default="", nullable=False))
        batch.add_column(sa.Column("topic", WORDS, server_default="", nullable=False))
        batch.add_column(sa.Column("form", WORDS, server_default="", nullable=False))
        batch.add_column(sa.Column("length_minutes", sa.BigInteger(), nullable=True))
        batch.add_column(sa.Column("slots", WORDS, server_default="[]", nullable=False))
        batch.add_column(sa.Column("place", WORDS, server_default="", nullable=False))
        batch.add_column(sa.Column("reply", WORDS, server_default="", nullable=False))
        batch.add_column(sa.Column("replied_at", WORDS, server_default="", nullable=False))
        batch.add_column(sa.Column("decided_slot", WORDS, server_default="", nullable=False))
        batch.add_column(sa.Column("remind_on", WORDS, server_default="", nullable=False))

    with op.batch_alter_table("preference") as batch:
        batch.add_column(sa.Column("signature", WORDS, server_default="", nullable=False))
        batch.add_column(sa.Column("reminders", WORDS, server_default="", nullable=False))
        batch.add_column(sa.Column("reminder_email", WORDS, server_default="", nullable=False))


def downgrade() -> None:
    with op.batch_alter_table("preference") as batch:
        batch.drop_column("reminder_email")
        batch.drop_column("reminders")
        batch.drop_column("signature")
    with op.batch_alter_table("follow_up") as batch:
        batch.drop_column("remind_on")
        batch.drop_column("decided_slot")
        batch.drop_column("replied_at")
        batch.drop_column("reply")
        batch.drop_column("place")
        batch.drop_column("slots")
        batch.drop_column("length_minutes")
        batch.drop_column("form")
        batch.drop_column("topic")
        batch.drop_column("proposal")
        batch.drop_column("snoozed_until")
    with op.batch_alter_table("event") as batch:
        batch.drop_column("closed_at")
        batch.drop_column("review_note")
        batch.drop_column("follow_up_minutes")
        batch.drop_column("actual_value_yen")
        batch.drop_column("actual_value")
        batch.drop_column("verdict")
    op.drop_table("provision")
    op.drop_table("outcome")
    op.drop_table("my_card")
    op.drop_table("message")
    op.drop_table("left_card")
    op.drop_table("introduction")
