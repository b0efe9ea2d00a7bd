"""The tables of identity: account, sessions, passkeys, tokens, limits. None of them travels.

Secrets are stored as SHA-256 (hex) only. Times are RFC 3339 text, "" when the thing never happened.
"""

from sqlalchemy import BigInteger, Index, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from server.store.base import Base, text


class Account(Base):
    __tablename__ = "account"

    id: Mapped[str] = mapped_column(primary_key=True)
    display_name: Mapped[str]
    # 32 random bytes, base64url: WebAuthn's user.id, one per account.
    user_handle: Mapped[str] = mapped_column(unique=True)
    # The account's own counter: the number of its newest write. Its row lock orders all writes.
    revision: Mapped[int] = mapped_column(BigInteger, default=0)
    # Changes when the database comes back from a backup, so that devices offer their rows again.
    epoch: Mapped[str]
    created_at: Mapped[str]
    deleted_at: Mapped[str] = text()


class Session(Base):
    __tablename__ = "session"
    __table_args__ = (Index("ix_session_token", "token_hash", unique=True),)

    account_id: Mapped[str] = mapped_column(primary_key=True)
    id: Mapped[str] = mapped_column(primary_key=True)
    token_hash: Mapped[str]
    device_id: Mapped[str]
    device_label: Mapped[str] = text()
    # False on a shared computer: nothing is kept there, and the session is short.
    keeps_data: Mapped[bool] = mapped_column(default=True)
    created_at: Mapped[str]
    last_seen_at: Mapped[str]
    # The last fresh user verification (step-up).
    verified_at: Mapped[str] = text()
    ended_at: Mapped[str] = text()
    # Ended by hand on the devices page: only then may the device wipe (expired is not revoked).
    revoked_at: Mapped[str] = text()


class Credential(Base):
    __tablename__ = "credential"
    __table_args__ = (Index("ix_credential_credential_id", "credential_id", unique=True),)

    account_id: Mapped[str] = mapped_column(primary_key=True)
    id: Mapped[str] = mapped_column(primary_key=True)
    # base64url, as the browser names it.
    credential_id: Mapped[str]
    public_key: Mapped[bytes] = mapped_column(LargeBinary)
    sign_count: Mapped[int] = mapped_column(BigInteger, default=0)
    is_backup_eligible: Mapped[bool] = mapped_column(default=False)
    is_backed_up: Mapped[bool] = mapped_column(default=False)
    # JSON list, as the browser reported it.
    transports: Mapped[str] = mapped_column(default="[]", server_default="[]")
    aaguid: Mapped[str] = text()
    label: Mapped[str] = text()
    created_at: Mapped[str]
    last_used_at: Mapped[str] = text()


class Ceremony(Base):
    """A WebAuthn ceremony under way: removed by DELETE ... RETURNING before it is verified."""

    __tablename__ = "ceremony"

    # SHA-256 of the random id in the short-lived cookie.
    id: Mapped[str] = mapped_column(primary_key=True)
    kind: Mapped[str]
    challenge: Mapped[bytes] = mapped_column(LargeBinary)
    # "" while nobody is signed in.
    account_id: Mapped[str] = text()
    session_id: Mapped[str] = text()
    # What a sign-up will become: display name, user handle and the like, as JSON.
    details: Mapped[str] = mapped_column(default="{}", server_default="{}")
    created_at: Mapped[str]
    expires_at: Mapped[str] = mapped_column(index=True)


class AccessToken(Base):
    __tablename__ = "access_token"
    __table_args__ = (Index("ix_access_token_token", "token_hash", unique=True),)

    account_id: Mapped[str] = mapped_column(primary_key=True)
    id: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    token_hash: Mapped[str]
    created_at: Mapped[str]
    last_used_at: Mapped[str] = text()
    revoked_at: Mapped[str] = text()


class RecoveryLink(Base):
    """A way back in, made by the operator: it grants the right to register one passkey."""

    __tablename__ = "recovery_link"
    __table_args__ = (Index("ix_recovery_link_token", "token_hash", unique=True),)

    account_id: Mapped[str] = mapped_column(primary_key=True)
    id: Mapped[str] = mapped_column(primary_key=True)
    token_hash: Mapped[str]
    created_at: Mapped[str]
    expires_at: Mapped[str]
    used_at: Mapped[str] = text()


class RecoveryCode(Base):
    __tablename__ = "recovery_code"
    __table_args__ = (Index("ix_recovery_code_code", "code_hash", unique=True),)

    account_id: Mapped[str] = mapped_column(primary_key=True)
    id: Mapped[str] = mapped_column(primary_key=True)
    code_hash: Mapped[str]
    created_at: Mapped[str]
    used_at: Mapped[str] = text()


class RateLimit(Base):
    """Hits of one key in one window; counted by one UPSERT ... RETURNING."""

    __tablename__ = "rate_limit"

    key: Mapped[str] = mapped_column(primary_key=True)
    window_started_at: Mapped[str]
    hits: Mapped[int] = mapped_column(default=0)
    # Rows past it are swept by the purge command.
    expires_at: Mapped[str] = mapped_column(index=True)
