"""Reminders as a person sets them: this browser's pushes, the mail address, the private calendar address."""

import hashlib
import secrets
from typing import Any

from flask import Blueprint, Response, request

from server.auth.secret import hash_secret
from server.config import settings
from server.domain.calendar_file import calendar_file
from server.domain.contact import is_mail
from server.domain.form import last
from server.domain.moment import DEFAULT_ZONE
from server.domain.text import normalise
from server.errors import AppError, not_found
from server.pages.here import Here
from server.pages.reminders import feed_events, reminders_context
from server.reminders.keys import public_key
from server.reminders.mail import can_mail
from server.reminders.push import is_key, is_service
from server.store import preferences, reminders
from server.store.contacts import find_contacts
from server.store.database import writing
from server.store.events import events_upcoming_and_past
from server.store.follow_ups import follow_ups_open
from server.store.next_steps import steps_coming
from server.web.auth_api import fresh_identity, session_identity
from server.web.context import clock, fragment, translator
from server.web.form import change_of, fields, write

CHOICES = ("on", "off")

blueprint = Blueprint("reminders", __name__)


def context_for(owner: str, shown: dict[str, Any]) -> dict[str, Any]:
    """Promise what settings/_reminders.html needs. shown: errors, typed values, a calendar address just made."""
    return reminders_context(
        preferences.preference(owner),
        {
            "has_feed": reminders.has_feed(owner),
            "can_mail": can_mail(settings()),
            "push_key": public_key(settings()),
        },
        shown,
    )


@blueprint.post("/settings/reminders")
def update() -> Response:
    owner = session_identity().account_id
    chosen, to = last(fields(), "reminders"), normalise(last(fields(), "reminder_email"))
    if to and not is_mail(to):
        return _part(owner, {"error": "contacts.errors.mail", "email": to}, 422)
    values = {"reminders": chosen if chosen in CHOICES else "on"}
    if "reminder_email" in fields():
        values["reminder_email"] = to
    if write([change_of("preference", owner, values)]):
        raise AppError("invalid")
    return _part(owner, {"is_saved": True})


@blueprint.get("/settings/reminders/key")
def key() -> Response:
    """What a browser subscribes with, for pages that the worker made."""
    session_identity()
    return Response(public_key(settings()), content_type="text/plain; charset=utf-8")


@blueprint.post("/settings/reminders/subscription")
def subscribe() -> Response:
    """A browser tells where it takes pushes; only push services are ever called (SECURITY C55)."""
    who = session_identity()
    endpoint, p256dh, auth = (request.form.get(name, "") for name in ("endpoint", "p256dh", "auth"))
    if not is_service(endpoint, settings()) or not is_key(p256dh, auth):
        raise AppError("invalid", "reminders.errors.service")
    values = {"session_id": who.session_id, "endpoint": endpoint, "p256dh": p256dh, "auth": auth}
    with writing():
        reminders.add_subscription(who.account_id, _id_of(endpoint), now=clock(), **values)
    return Response("", 204)


@blueprint.post("/settings/reminders/subscription/ending")
def unsubscribe() -> Response:
    owner = session_identity().account_id
    with writing():
        reminders.drop_subscription(owner, _id_of(request.form.get("endpoint", "")))
    return Response("", 204)


@blueprint.post("/settings/calendar-feed")
def make_feed() -> Response:
    """The address is shown only this once: what is kept is its hash. It is an export, and asks for the person."""
    owner, token = fresh_identity().account_id, secrets.token_urlsafe(32)
    with writing():
        reminders.make_feed(owner, hash_secret(token), clock())
    return _part(owner, {"feed_url": f"{settings().public_url}/calendar/{token}.ics"})


@blueprint.post("/settings/calendar-feed/ending")
def end_feed() -> Response:
    owner = session_identity().account_id
    with writing():
        reminders.end_feed(owner)
    return _part(owner, {})


@blueprint.get("/calendar/<token>.ics")
def feed(token: str) -> Response:
    """Whoever has the address reads it: calendar programs know no sign-in. Its 256 bits are beyond guessing."""
    owner = reminders.owner_of_feed(hash_secret(token))
    if not owner:
        raise not_found()
    reader = _reader(owner)
    waiting, steps = follow_ups_open(owner), steps_coming(owner, clock())
    people = find_contacts(owner, {each["contact_id"] for each in (*waiting, *steps)})
    events = feed_events(events_upcoming_and_past(owner), waiting, steps, people, reader)
    text = calendar_file(reader.t("reminders.feed_name"), events, reader.now, reader.time_zone)
    headers = {"X-Robots-Tag": "noindex"}
    return Response(text, 200, headers, content_type="text/calendar; charset=utf-8")


def _reader(owner: str) -> Here:
    kept = preferences.preference(owner)
    locale = kept.get("locale") or "ja"
    return Here(translator(locale), locale, kept.get("time_zone") or DEFAULT_ZONE, clock())


def _part(owner: str, shown: dict[str, Any], status: int = 200) -> Response:
    return fragment("settings/_reminders.html", context_for(owner, shown), status)


def _id_of(endpoint: str) -> str:
    return hashlib.sha256(endpoint.encode("utf-8", "surrogatepass")).hexdigest()
