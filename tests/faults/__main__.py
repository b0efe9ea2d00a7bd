"""`python -m tests.faults --runs N --seed S`: N random runs, a fifth of them with a killed browser. Ends with 1 when
anything was lost or doubled; `--one SEED` plays a single module run again."""

import argparse
import random
import sys
import time
from collections.abc import Callable

from tests.faults import campaign
from tests.faults.runs import Figures
from tests.figures import figure


def say(name: str, seed: int, play: Callable[[], Figures]) -> bool:
    start = time.monotonic()
    figures = play()
    figure(f"faults, {name}", f"seed {seed}, {figures}, {time.monotonic() - start:.0f} s")
    return figures.is_good


def main() -> int:
    parser = argparse.ArgumentParser(description="Random faults: nothing may be lost or doubled.")
    parser.add_argument("--runs", type=int, default=200)
    parser.add_argument("--seed", type=int, default=random.SystemRandom().getrandbits(31))
    parser.add_argument("--only", choices=["modules", "browser"], default="")
    parser.add_argument("--one", type=int, metavar="SEED", default=0)
    chosen = parser.parse_args()
    if chosen.one:
        return 0 if say("one run", chosen.one, lambda: campaign.one(chosen.one)) else 1
    in_browser = 0 if chosen.only == "modules" else chosen.runs if chosen.only else chosen.runs // 5
    by_modules = 0 if chosen.only == "browser" else chosen.runs - in_browser
    good = True
    if by_modules:
        good &= say("modules", chosen.seed, lambda: campaign.modules(by_modules, chosen.seed))
    if in_browser:
        good &= say("browser", chosen.seed, lambda: campaign.browser(in_browser, chosen.seed))
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
