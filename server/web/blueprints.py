"""The list of everything that answers a URL, and of what stands before and behind every answer."""

from flask import Flask

from server.auth import csrf
from server.web import (
    api,
    attendees,
    auth_api,
    card_files,
    contacts,
    deletion,
    events,
    exports,
    follow_ups,
    goals,
    headers,
    health,
    held,
    introductions,
    me,
    next_steps,
    organizers,
    outcomes,
    packing,
    photo_api,
    photos,
    preferences,
    preparations,
    public_cards,
    public_introductions,
    reminders,
    reviews,
    sessions,
    settings,
    sync,
    today,
    untouched,
)

PREPARATIONS = (preparations, goals, attendees, preferences)
PAGES = (
    today,
    events,
    organizers,
    contacts,
    held,
    follow_ups,
    introductions,
    next_steps,
    reviews,
    outcomes,
    untouched,
    me,
    card_files,
    sync,
    photos,
    sessions,
    settings,
    deletion,
    reminders,
)
# What strangers see.
PUBLIC = (public_introductions, public_cards)
PROGRAMS = (api, auth_api, photo_api, exports, health)


def init_app(app: Flask) -> None:
    csrf.init_app(app)
    headers.init_app(app)
    packing.init_app(app)
    for module in PAGES + PREPARATIONS + PUBLIC + PROGRAMS:
        app.register_blueprint(module.blueprint)
