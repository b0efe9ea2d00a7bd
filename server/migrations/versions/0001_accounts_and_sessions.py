"""Accounts, sessions, passkeys and limits."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

# PostgreSQL sorts by code point too, as SQLite does.
WORDS = sa.String().with_variant(sa.String(collation="C"), "postgresql")


def upgrade() -> None:
    op.create_table(
        "account",
        sa.Column("id", WORDS, nullable=False),
        sa.Column("display_name", WORDS, nullable=False),
        sa.Column("user_handle", WORDS, nullable=False),
        sa.Column("revision", sa.BigInteger(), nullable=False),
        sa.Column("epoch", WORDS, nullable=False),
        sa.Column("created_at", WORDS, nullable=False),
        sa.Column("deleted_at", WORDS, server_default="", nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("user_handle"),
    )
    op.create_table(
        "session",
        sa.Column("account_id", WORDS, nullable=False),
        sa.Column("id", WORDS, nullable=False),
        sa.Column("token_hash", WORDS, nullable=False),
        sa.Column("device_id", WORDS, nullable=False),
        sa.Column("device_label", WORDS, server_default="", nullable=False),
        sa.Column("keeps_data", sa.Boolean(), nullable=False),
        sa.Column("created_at", WORDS, nullable=False),
        sa.Column("last_seen_at", WORDS, nullable=False),
        sa.Column("verified_at", WORDS, server_default="", nullable=False),
        sa.Column("ended_at", WORDS, server_default="", nullable=False),
        sa.Column("revoked_at", WORDS, server_default="", nullable=False),
        sa.PrimaryKeyConstraint("account_id", "id"),
    )
    op.create_index("ix_session_token", "session", ["token_hash"], unique=True)
    op.create_table(
        "credential",
        sa.Column("account_id", WORDS, nullable=False),
        sa.Column("id", WORDS, nullable=False),
        sa.Column("credential_id", WORDS, nullable=False),
        sa.Column("public_key", sa.LargeBinary(), nullable=False),
        sa.Column("sign_count", sa.BigInteger(), nullable=False),
        sa.Column("is_backup_eligible", sa.Boolean(), nullable=False),
        sa.Column("is_backed_up", sa.Boolean(), nullable=False),
        sa.Column("transports", WORDS, server_default="[]", nullable=False),
        sa.Column("aaguid", WORDS, server_default="", nullable=False),
        sa.Column("label", WORDS, server_default="", nullable=False),
        sa.Column("created_at", WORDS, nullable=False),
        sa.Column("last_used_at", WORDS, server_default="", nullable=False),
        sa.PrimaryKeyConstraint("account_id", "id"),
    )
    op.create_index("ix_credential_credential_id", "credential", ["credential_id"], unique=True)
    op.create_table(
        "ceremony",
        sa.Column("id", WORDS, nullable=False),
        sa.Column("kind", WORDS, nullable=False),
        sa.Column("challenge", sa.LargeBinary(), nullable=False),
        sa.Column("account_id", WORDS, server_default="", nullable=False),
        sa.Column("session_id", WORDS, server_default="", nullable=False),
        sa.Column("details", WORDS, server_default="{}", nullable=False),
        sa.Column("created_at", WORDS, nullable=False),
        sa.Column("expires_at", WORDS, nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_ceremony_expires_at", "ceremony", ["expires_at"])
    op.create_table(
        "access_token",
        sa.Column("account_id", WORDS, nullable=False),
        sa.Column("id", WORDS, nullable=False),
        sa.Column("name", WORDS, nullable=False),
        sa.Column("token_hash", WORDS, nullable=False),
        sa.Column("created_at", WORDS, nullable=False),
        sa.Column("last_used_at", WORDS, server_default="", nullable=False),
        sa.Column("revoked_at", WORDS, server_default="", nullable=False),
        sa.PrimaryKeyConstraint("account_id", "id"),
    )
    op.create_index("ix_access_token_token", "access_token", ["token_hash"], unique=True)
    op.create_table(
        "recovery_link",
        sa.Column("account_id", WORDS, nullable=False),
        sa.Column("id", WORDS, nullable=False),
        sa.Column("token_hash", WORDS, nullable=False),
        sa.Column("created_at", WORDS, nullable=False),
        sa.Column("expires_at", WORDS, nullable=False),
        sa.Column("used_at", WORDS, server_default="", nullable=False),
        sa.PrimaryKeyConstraint("account_id", "id"),
    )
    op.create_index("ix_recovery_link_token", "recovery_link", ["token_hash"], unique=True)
    op.create_table(
        "recovery_code",
        sa.Column("account_id", WORDS, nullable=False),
        sa.Column("id", WORDS, nullable=False),
        sa.Column("code_hash", WORDS, nullable=False),
        sa.Column("created_at", WORDS, nullable=False),
        sa.Column("used_at", WORDS, server_default="", nullable=False),
        sa.PrimaryKeyConstraint("account_id", "id"),
    )
    op.create_index("ix_recovery_code_code", "recovery_code", ["code_hash"], unique=True)
    op.create_table(
        "rate_limit",
        sa.Column("key", WORDS, nullable=False),
        sa.Column("window_started_at", WORDS, nullable=False),
        sa.Column("hits", sa.Integer(), nullable=False),
        sa.Column("expires_at", WORDS, nullable=False),
        sa.PrimaryKeyConstraint("key"),
    )
    op.create_index("ix_rate_limit_expires_at", "rate_limit", ["expires_at"])


def downgrade() -> None:
    op.drop_table("rate_limit")
    op.drop_table("recovery_code")
    op.drop_table("recovery_link")
    op.drop_table("access_token")
    op.drop_table("ceremony")
    op.drop_table("credential")
    op.drop_table("session")
    op.drop_table("account")
