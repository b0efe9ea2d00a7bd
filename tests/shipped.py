"""What the worker's script says of the version it belongs to."""

import json
import re


def shipped(script: str) -> tuple[str, dict[str, str]]:
    """Promise the version, and the SHA-256 (hex) of every file that a phone may fetch, by path."""
    version = re.search(r'\bversion ?= ?"([0-9a-f]{12})"', script)
    files = re.search(r"\bfiles ?= ?(\{[^}]*\})", script)
    assert version
    assert files
    return version[1], json.loads(files[1])
