"""Where to remind somebody, what was sent, and the private calendar address."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

# PostgreSQL sorts by code point too, as SQLite does.
WORDS = sa.String().with_variant(sa.String(collation="C"), "postgresql")


def upgrade() -> None:
    op.create_table(
        "push_subscription",
        sa.Column("account_id", WORDS, nullable=False),
        sa.Column("id", WORDS, nullable=False),
        sa.Column("session_id", WORDS, nullable=False),
        sa.Column("endpoint", WORDS, nullable=False),
        sa.Column("p256dh", WORDS, nullable=False),
        sa.Column("auth", WORDS, nullable=False),
        sa.Column("created_at", WORDS, nullable=False),
        sa.PrimaryKeyConstraint("account_id", "id"),
    )
    op.create_index(
        "ix_push_subscription_session", "push_subscription", ["account_id", "session_id"]
    )
    op.create_table(
        "calendar_feed",
        sa.Column("account_id", WORDS, nullable=False),
        sa.Column("token_hash", WORDS, nullable=False),
        sa.Column("created_at", WORDS, nullable=False),
        sa.PrimaryKeyConstraint("account_id"),
    )
    op.create_index("ix_calendar_feed_token", "calendar_feed", ["token_hash"], unique=True)
    op.create_table(
        "reminder",
        sa.Column("account_id", WORDS, nullable=False),
        sa.Column("key", WORDS, nullable=False),
        sa.Column("lease_ends_at", WORDS, nullable=False),
        sa.Column("done_at", WORDS, server_default="", nullable=False),
        sa.PrimaryKeyConstraint("account_id", "key"),
    )
    op.create_index("ix_reminder_lease_ends_at", "reminder", ["lease_ends_at"])


def downgrade() -> None:
    op.drop_table("reminder")
    op.drop_table("calendar_feed")
    op.drop_table("push_subscription")
