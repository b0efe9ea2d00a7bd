"""Many runs in a row, with one seed for all of them. What a run does is in runs.py and browser_runs.py."""

import random
import tempfile
from pathlib import Path

from tests.browsers import Engines
from tests.faults.browser_runs import play
from tests.faults.runs import Figures, Phone, Run
from tests.faults.world import World


def modules(runs: int, seed: int) -> Figures:
    """The worker's own modules against a server process."""
    figures, source = Figures(), random.Random(f"modules {seed}")
    with tempfile.TemporaryDirectory() as folder:
        world = World(Path(folder))
        phones = [Phone(), Phone()]
        try:
            for _ in range(runs):
                Run(world, phones, source.getrandbits(32), figures).play()
        finally:
            for phone in phones:
                phone.close()
            world.close()
    return figures


def one(seed: int) -> Figures:
    """The one run that a figure named, again."""
    figures = Figures()
    with tempfile.TemporaryDirectory() as folder:
        world = World(Path(folder))
        phones = [Phone(), Phone()]
        try:
            Run(world, phones, seed, figures).play()
        finally:
            for phone in phones:
                phone.close()
            world.close()
    return figures


def browser(runs: int, seed: int, engines: Engines | None = None) -> Figures:
    """A real browser, killed between tap and paint. One driver serves a process: pass it on where there is one."""
    if engines is not None:
        return play(runs, seed, engines)
    own = Engines()
    try:
        return play(runs, seed, own)
    finally:
        own.close()
