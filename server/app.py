"""create_app: settings, database, guards, pages and commands put together. No logic of its own."""

from typing import Any

from flask import Flask
from jinja2 import StrictUndefined
from werkzeug.middleware.proxy_fix import ProxyFix

from server import cli
from server.config import HOUSE, Doors, Settings, environment, load_settings
from server.store import database
from server.web import assets, blueprints, failures


class Enishi(Flask):
    # A template sees its context, t and asset; nothing of Flask, and nothing undefined.
    jinja_options = {"autoescape": True, "undefined": StrictUndefined}  # noqa: RUF012


def create_app(**overrides: Any) -> Flask:
    """Promise a ready app. Keywords are settings in capitals, and clock and new_id, the doors.

    Raises SettingError when Enishi must not start with these settings.
    """
    doors = {name: overrides.pop(name) for name in ("clock", "new_id") if name in overrides}
    settings = load_settings(overrides, environment())
    app = Enishi("server", static_folder=None, template_folder=str(HOUSE / "templates"))
    app.extensions["enishi"] = Doors(settings, **doors)
    _configure(app, settings)
    database.init_app(app, settings.database_url)
    assets.init_app(app)
    blueprints.init_app(app)
    failures.init_app(app)
    cli.init_app(app)
    return app


def _configure(app: Flask, settings: Settings) -> None:
    app.config.update(
        SECRET_KEY=settings.secret_key,
        SECRET_KEY_FALLBACKS=settings.older_keys,
        TRUSTED_HOSTS=[settings.host],
        # Routes with a body say their own, smaller limit.
        MAX_CONTENT_LENGTH=settings.largest_body_bytes,
        MAX_FORM_MEMORY_SIZE=settings.largest_body_bytes,
    )
    # Nothing of Flask's reaches a template, where MiniJinja could not follow.
    app.jinja_env.globals.clear()
    app.template_context_processors[None].clear()
    if settings.trusted_proxies:
        hops = settings.trusted_proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops)  # type: ignore[method-assign]
