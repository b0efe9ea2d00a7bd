"""Sessions: begun with a passkey, found by a secret, run out or ended (SECURITY 4.3). No cookies, no requests."""

from dataclasses import dataclass

from server.auth.log import note
from server.auth.moments import DAY, HOUR, MINUTE, later
from server.auth.secret import hash_secret, new_secret
from server.config import clock, new_id
from server.store import sessions as store
from server.store.database import writing
from server.store.rate_limits import sweep_hits
from server.store.sessions import SessionRow

IDLE_SECONDS = 30 * DAY
LONGEST_SECONDS = 90 * DAY
SHARED_SECONDS = 12 * HOUR
FRESH_SECONDS = 5 * MINUTE
MOST_SESSIONS = 20
LONGEST_LABEL = 60

# Why a secret opens nothing: revoked is only what a person ended by hand (ARCHITECTURE 9.2).
EXPIRED = "expired"
REVOKED = "revoked"


@dataclass(frozen=True)
class Begun:
    """A session just begun or given a new secret; the secret is known only here and in the cookie."""

    session_id: str
    secret: str
    keeps_data: bool


def find(secret: str, now: str) -> SessionRow | str:
    """Promise the living session of a secret, or why there is none: EXPIRED or REVOKED. Notes its use once an hour."""
    found = store.find_session_by_token(hash_secret(secret))
    if found is None:
        return EXPIRED
    if found.revoked_at or found.is_deleted:
        return REVOKED
    if found.ended_at or has_run_out(found, now):
        return EXPIRED
    if found.last_seen_at < later(now, -HOUR):
        with writing():
            store.change_session(found.account_id, found.id, last_seen_at=now)
    return found


def has_run_out(session: SessionRow, now: str) -> bool:
    """Promise whether its time is over: idle, in all, or on a shared computer."""
    longest = LONGEST_SECONDS if session.keeps_data else SHARED_SECONDS
    return (
        later(session.last_seen_at, IDLE_SECONDS) <= now
        or later(session.created_at, longest) <= now
    )


def begin(owner: str, *, device_label: str, keeps_data: bool, replaces: str = "") -> Begun:
    """Promise a new session after a verified passkey; the oldest beyond 20 end. Runs inside `writing()`.

    `replaces` is the secret this browser held before, "" for none.
    """
    now, secret, session_id = clock(), new_secret(), new_id()
    # Signing in is rare enough to sweep what limits have left behind.
    sweep_hits(now)
    if replaces:
        store.end_session_by_token(hash_secret(replaces), now)
    for old in store.living_sessions(owner)[MOST_SESSIONS - 1 :]:
        store.change_session(owner, old.id, ended_at=now)
    store.add_session(
        owner,
        session_id,
        token_hash=hash_secret(secret),
        device_id=session_id,
        device_label=device_label[:LONGEST_LABEL],
        keeps_data=keeps_data,
        created_at=now,
        last_seen_at=now,
        verified_at=now,
    )
    return Begun(session_id, secret, keeps_data)


def renew(owner: str, session_id: str, keeps_data: bool, *, is_verified: bool) -> Begun:
    """Promise a new secret for a living session: after step-up and after a passkey changed. Inside `writing()`."""
    secret, now = new_secret(), clock()
    verified = {"verified_at": now} if is_verified else {}
    store.change_session(
        owner, session_id, token_hash=hash_secret(secret), last_seen_at=now, **verified
    )
    return Begun(session_id, secret, keeps_data)


def is_fresh(verified_at: str, now: str) -> bool:
    """Promise whether the person was verified within the last 5 minutes (step-up)."""
    return bool(verified_at) and later(verified_at, FRESH_SECONDS) > now


def sign_out(secret: str) -> None:
    """Promise that this secret opens nothing any more. The device wipes itself: this is no revocation."""
    with writing():
        ended = store.end_session_by_token(hash_secret(secret), clock())
    if ended:
        note("signed_out")


def devices(owner: str, now: str) -> list[SessionRow]:
    """Promise the sessions that still open something, last seen first."""
    return [row for row in store.living_sessions(owner) if not has_run_out(row, now)]


def rename(owner: str, session_id: str, label: str) -> bool:
    with writing():
        return store.change_session(owner, session_id, device_label=label[:LONGEST_LABEL])


def end(owner: str, session_id: str) -> bool:
    """Promise that a person ended this device by hand: it wipes what it keeps (ARCHITECTURE 9.2)."""
    now = clock()
    with writing():
        is_ended = store.change_session(owner, session_id, ended_at=now, revoked_at=now)
    note("device_ended", account=owner, session=session_id)
    return is_ended


def end_others(owner: str, session_id: str) -> int:
    """Promise how many devices were ended by hand: all but this one."""
    with writing():
        count = store.end_sessions(owner, clock(), but=session_id, is_revoked=True)
    note("other_devices_ended", account=owner, session=session_id)
    return count
