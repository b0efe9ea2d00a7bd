"""`python -m tests.bench`: the speed tables of this machine, ARCHITECTURE 7 (goal) and DESIGN-BRIEF 8 (floor).

Each figure stands beside a reference measured in the same run; nothing here is a test. `--people N` and `--rounds N`
make it shorter. The bench against other sync servers is adapter.py.
"""

import argparse
import os
import platform
from pathlib import Path

from tests.bench import bytes_sent, phone
from tests.bench.table import Table


def machine_line() -> str:
    told = Path("/proc/cpuinfo")
    lines = told.read_text(encoding="utf-8").splitlines() if told.exists() else []
    models = [line.split(":")[1].strip() for line in lines if line.startswith("model name")]
    model = models[0] if models else platform.processor()
    busy = os.getloadavg()[0]
    return f"{model}, {os.cpu_count()} cores, {platform.system()} {platform.release()}, load {busy:.1f} at the start"


def main() -> None:
    parser = argparse.ArgumentParser(description="How fast the phone is.")
    parser.add_argument("--people", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=40)
    parser.add_argument("--floor-people", type=int, default=1_000)
    chosen = parser.parse_args()
    print(machine_line(), flush=True)
    goal = Table(f"Goal (ARCHITECTURE 7): {chosen.people:,} people on the phone, page not slowed")
    phone.measure(goal, people=chosen.people, rounds=chosen.rounds, slowdown=1)
    bytes_sent.measure(goal)
    print(goal, flush=True)
    floor = Table(f"Floor (DESIGN-BRIEF 8): {chosen.floor_people:,} people, page slowed 4 times")
    phone.measure(floor, people=chosen.floor_people, rounds=chosen.rounds, slowdown=4)
    print(floor, flush=True)


if __name__ == "__main__":
    main()
