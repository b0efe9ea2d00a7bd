"""Every screen there is, by name: what axe, the pictures, the listener for violations and the audits walk through.

The addresses speak of the records in tests/parity/fixture.py.
"""

from tests.parity.fixture import CONTACT, ENCOUNTER, EVENT, FOLLOW_UP, ORGANIZER, numbered

SATO, NAKAMURA, MORI, UNREAD = (numbered(CONTACT, n) for n in (1, 2, 4, 8))

# Drawn by both servers (ARCHITECTURE 2).
RECORDS = {
    "today": "/",
    "events": "/events",
    "event-new": "/events/new",
    "event": f"/events/{numbered(EVENT, 2)}",
    "event-passed": f"/events/{numbered(EVENT, 3)}",
    "event-over": f"/events/{numbered(EVENT, 1)}",
    "event-comparison": "/events/comparison",
    "organizer": f"/organizers/{numbered(ORGANIZER, 1)}",
    "prepare": f"/events/{numbered(EVENT, 1)}/prepare",
    "prepare-empty": f"/events/{numbered(EVENT, 6)}/prepare",
    "venue": f"/events/{numbered(EVENT, 1)}/venue",
    "venue-call": f"/events/{numbered(EVENT, 4)}/venue",
    "venue-empty": f"/events/{numbered(EVENT, 7)}/venue",
    "people": "/contacts",
    "people-found": "/contacts?q=%E7%94%BB%E5%83%8F",
    "people-not-found": "/contacts?q=zzzz",
    "people-row": "/contacts?row=%E3%81%95",
    "capture-typing": f"/contacts/new?by=typing&event={numbered(EVENT, 1)}",
    "capture-photo": f"/contacts/new?by=photo&event={numbered(EVENT, 1)}",
    "capture-qr": f"/contacts/new?by=qr&event={numbered(EVENT, 1)}",
    "person": f"/contacts/{SATO}",
    "person-unread": f"/contacts/{UNREAD}",
    "person-edit": f"/contacts/{SATO}/edit",
    "note": f"/contacts/{SATO}/note?encounter={numbered(ENCOUNTER, 1)}",
    "follow-ups": "/follow-ups",
    "follow-up": f"/follow-ups/{numbered(FOLLOW_UP, 1)}",
    "sync": "/sync",
}
# Drawn by Flask for somebody who is signed in.
OFFICE = {"settings": "/settings", "devices": "/settings/devices", "not-found": "/contacts/none"}
# Drawn by Flask for a stranger.
PUBLIC = {
    "landing": "/",
    "sign-in": "/sign-in",
    "sign-up": "/sign-up",
    "recover": "/recover/unknown-token",
}
