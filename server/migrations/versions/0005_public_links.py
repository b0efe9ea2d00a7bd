"""Public links: what a stranger may open without an account, found by the hash of its token."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

# PostgreSQL sorts by code point too, as SQLite does.
WORDS = sa.String().with_variant(sa.String(collation="C"), "postgresql")


def upgrade() -> None:
    op.create_table(
        "public_link",
        sa.Column("token_hash", WORDS, nullable=False),
        sa.Column("account_id", WORDS, nullable=False),
        sa.Column("kind", WORDS, nullable=False),
        sa.Column("record_id", WORDS, nullable=False),
        sa.Column("received_at", WORDS, nullable=False),
        sa.Column("expires_at", WORDS, server_default="", nullable=False),
        sa.Column("views", sa.Integer(), server_default="0", nullable=False),
        sa.Column("max_views", sa.Integer(), server_default="0", nullable=False),
        sa.Column("ended_at", WORDS, server_default="", nullable=False),
        sa.PrimaryKeyConstraint("token_hash"),
    )
    op.create_index("ix_public_link_record", "public_link", ["account_id", "record_id"])


def downgrade() -> None:
    op.drop_table("public_link")
