"""The list of everything that answers a URL, and of what stands before and behind every answer."""

from flask import Flask

from server.auth import csrf
from server.web import (
    api,
    attendees,
    auth_api,
    contacts,
    events,
    follow_ups,
    goals,
    headers,
    health,
    organizers,
    packing,
    photo_api,
    photos,
    preferences,
    preparations,
    sessions,
    settings,
    sync,
    today,
)

PREPARATIONS = (preparations, goals, attendees, preferences)
PAGES = (today, events, organizers, contacts, follow_ups, sync, photos, sessions, settings)
PROGRAMS = (api, auth_api, photo_api, health)


def init_app(app: Flask) -> None:
    csrf.init_app(app)
    headers.init_app(app)
    packing.init_app(app)
    for module in PAGES + PREPARATIONS + PROGRAMS:
        app.register_blueprint(module.blueprint)
