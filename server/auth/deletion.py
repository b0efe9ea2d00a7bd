"""The end of an account, by its owner's hand: at once for everybody who asks in its name. Its rows go in sync/purge."""

from server.auth.identity import Identity
from server.auth.log import note
from server.config import clock
from server.store import access_tokens, accounts, reminders, sessions
from server.store.database import writing


def delete_account(who: Identity) -> bool:
    """Promise that nothing opens this account any more: no session, passkey, access token, link, calendar address.

    Devices hear that their session was ended by hand, and wipe what they keep (ARCHITECTURE 9.2); links of a deleted
    account answer like any that has ended. Answers whether the account still lived: asked again, nothing changes.
    """
    owner, now = who.account_id, clock()
    with writing():
        is_deleted = accounts.delete_account(owner, now)
        sessions.end_sessions(owner, now, is_revoked=True)
        access_tokens.revoke_tokens(owner, now)
        reminders.drop_subscriptions(owner)
        reminders.end_feed(owner)
    if is_deleted:
        note("account_deleted", account=owner, session=who.session_id)
    return is_deleted
