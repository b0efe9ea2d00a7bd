"""Fixtures of the server's own tests, besides those of tests/conftest.py."""

from collections.abc import Iterator

import pytest

from tests.push_receiver import Receiver, receiving


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    """A push service on loopback."""
    with receiving() as found:
        yield found
