"""Fixtures of the browser journeys: the engines, the stage, a device that is signed in."""

from tests.fixtures import browse, engines, pick, profiles, stage, visit  # noqa: F401
