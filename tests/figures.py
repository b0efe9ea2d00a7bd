"""Figures that a test is proud of: printed, and kept in build/figures.txt for whoever reads a run afterwards."""

import sys
from datetime import UTC, datetime
from pathlib import Path

BUILD = Path(__file__).resolve().parents[1] / "build"


def figure(row: str, text: str) -> None:
    """Say one figure, under the name of its row (C16, journey, faults ...)."""
    line = f"{row}: {text}"
    sys.stdout.write(line + "\n")
    BUILD.mkdir(exist_ok=True)
    with (BUILD / "figures.txt").open("a", encoding="utf-8") as file:
        file.write(f"{datetime.now(UTC):%Y-%m-%d %H:%M:%S} {line}\n")
