"""Every screen there is, by name: what axe, the pictures, the listener for violations and the audits walk through.

The addresses speak of the records in tests/parity/fixture.py.
"""

from tests.browser.doors import CARD, FIRST
from tests.parity.fixture import CONTACT, ENCOUNTER, EVENT, FOLLOW_UP, ORGANIZER, numbered
from tests.parity.fixture_introductions import INTRODUCTION
from tests.parity.fixture_steps import DECIDED, THOUGHT_OF

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
    "review": f"/events/{numbered(EVENT, 31)}/review",
    "review-nobody": f"/events/{numbered(EVENT, 6)}/review",
    "reviews": "/reviews",
    "people": "/contacts",
    "people-untouched": "/contacts/untouched",
    "people-found": "/contacts?q=%E7%94%BB%E5%83%8F",
    "people-not-found": "/contacts?q=zzzz",
    "people-row": "/contacts?row=%E3%81%95",
    "capture-typing": f"/contacts/new?by=typing&event={numbered(EVENT, 1)}",
    "capture-photo": f"/contacts/new?by=photo&event={numbered(EVENT, 1)}",
    "capture-qr": f"/contacts/new?by=qr&event={numbered(EVENT, 1)}",
    "person": f"/contacts/{SATO}",
    "person-unread": f"/contacts/{UNREAD}",
    "person-edit": f"/contacts/{SATO}/edit",
    "person-held": f"/contacts/{SATO}/held",
    "note": f"/contacts/{SATO}/note?encounter={numbered(ENCOUNTER, 1)}",
    "follow-ups": "/follow-ups",
    "follow-up": f"/follow-ups/{numbered(FOLLOW_UP, 1)}",
    "follow-up-open-place": f"/follow-ups/{numbered(FOLLOW_UP, 3)}",
    "follow-up-sent": f"/follow-ups/{numbered(FOLLOW_UP, 4)}",
    "follow-up-put-off": f"/follow-ups/{numbered(FOLLOW_UP, 21)}",
    "my-card": "/me/card",
    "my-card-print": "/me/card/print",
    "next-step": f"/follow-ups/{numbered(FOLLOW_UP, THOUGHT_OF)}",
    "next-step-decided": f"/follow-ups/{numbered(FOLLOW_UP, DECIDED)}",
    "introductions": "/introductions",
    "introduction-new": f"/introductions/new?first={SATO}&second={MORI}",
    "introduction-choose": f"/introductions/new?first={SATO}",
    "introduction": f"/introductions/{numbered(INTRODUCTION, 1)}",
    "introduction-draft": f"/introductions/{numbered(INTRODUCTION, 2)}",
    "introduction-received": f"/introductions/{numbered(INTRODUCTION, 6)}",
    "introduction-log": f"/introductions/new?direction=received&first={MORI}",
    "sync": "/sync",
}
# Drawn by Flask for somebody who is signed in.
OFFICE = {
    "settings": "/settings",
    "devices": "/settings/devices",
    "deletion": "/settings/deletion",
    "not-found": "/contacts/none",
}
# Drawn by Flask for a stranger.
PUBLIC = {
    "landing": "/",
    "sign-in": "/sign-in",
    "sign-up": "/sign-up",
    "recover": "/recover/unknown-token",
    "goodbye": "/goodbye",
    # Open where tests/browser/doors.py opened them.
    "introduced": f"/i/{FIRST}",
    "card": f"/c/{CARD}",
    "card-leave": f"/c/{CARD}/leave",
    "link-closed": "/c/nowhere",
}
