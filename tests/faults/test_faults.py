"""Faults in `make test` (ARCHITECTURE 8.3, 9.36): 160 runs on modules, 40 with a killed browser. More: tests.faults."""

import os
import random

import pytest

from tests.faults import campaign
from tests.figures import figure
from tests.fixtures import engines  # noqa: F401

SEED = int(os.environ.get("FAULT_SEED", random.SystemRandom().getrandbits(31)))


@pytest.mark.timeout(900)
def test_nothing_is_lost_or_doubled_when_the_server_dies_and_the_network_lies() -> None:
    figures = campaign.modules(160, SEED)
    figure("faults, modules", f"seed {SEED}, {figures}")
    assert figures.is_good, str(figures)


@pytest.mark.browser
@pytest.mark.timeout(900)
def test_nothing_is_lost_or_doubled_when_the_browser_dies_between_tap_and_paint(
    engines,  # noqa: F811
) -> None:
    figures = campaign.browser(40, SEED, engines)
    figure("faults, browser", f"seed {SEED}, {figures}")
    assert figures.is_good, str(figures)
