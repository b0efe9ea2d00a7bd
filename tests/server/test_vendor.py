"""Vendored code is what its table says it is."""

import hashlib
import re
from pathlib import Path

import pytest

VENDOR = Path(__file__).parents[2] / "static" / "vendor"
ROW = re.compile(r"^\| `([^`]+)` \| ([^|]+) \| ([^|]+) \| ([^|]+) \| `([0-9a-f]{64})` \|$", re.M)
ROWS = ROW.findall((VENDOR / "README.md").read_text(encoding="utf-8"))
OURS = {
    "README.md",
    "htmx-4.0.1.esm.min.d.ts",
    "ical-2.2.1.min.d.ts",
    "idb-8.0.4.d.ts",
    "zxing-wasm-3.1.4/reader/index.d.ts",
}


@pytest.mark.parametrize(("name", "checksum"), [(row[0], row[4]) for row in ROWS])
def test_a_vendored_file_is_unmodified(name: str, checksum: str) -> None:
    assert hashlib.sha256((VENDOR / name).read_bytes()).hexdigest() == checksum


@pytest.mark.parametrize(("name", "version"), [(row[0], row[1].strip()) for row in ROWS])
def test_a_vendored_file_has_its_version_in_its_path(name: str, version: str) -> None:
    assert version in name


def test_every_vendored_file_is_in_the_table() -> None:
    present = {str(p.relative_to(VENDOR)) for p in VENDOR.rglob("*") if p.is_file()}
    licences = {name for name in present if name.endswith("LICENSE.txt")}
    assert present - licences - OURS == {row[0] for row in ROWS}


def test_every_licence_named_in_the_table_is_there() -> None:
    page = (VENDOR / "README.md").read_text(encoding="utf-8")
    named = set(re.findall(r"[\w./-]*LICENSE\.txt", page))
    assert named
    assert all((VENDOR / name).is_file() for name in named)
