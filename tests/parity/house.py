"""Where the house keeps its rooms, read from disk. No test lives here, and nothing is imported from the product."""

import json
import re
from pathlib import Path

HOUSE = Path(__file__).resolve().parents[2]
TWIN_ROOMS = ("domain", "pages", "web")
LANGUAGES = ("ja", "en")

_CAMEL = re.compile(r"(?<!^)(?=[A-Z])")
_EXPORT = re.compile(
    r"^export (?:async )?function\*? (\w+)|^export (?:const|let) (\w+)", re.MULTILINE
)
_EXPORT_LIST = re.compile(r"^export \{([^}]*)\}", re.MULTILINE)


def python_files(room: str) -> dict[str, Path]:
    """File name without suffix -> path, for one room of the first server."""
    folder = HOUSE / "server" / room
    return {p.stem: p for p in sorted(folder.glob("*.py")) if p.stem != "__init__"}


def script_files(room: str) -> dict[str, Path]:
    """File name without suffix -> path, for one room of the second server."""
    return {p.stem: p for p in sorted((HOUSE / "static" / "worker" / room).glob("*.js"))}


def one_sided() -> dict[str, str]:
    """Path below the top of the house -> the reason why it has no twin."""
    path = HOUSE / "tests" / "parity" / "one_sided.json"
    return dict(json.loads(path.read_text(encoding="utf-8")))


def exported_names(source: str) -> set[str]:
    """What a module of ours exports."""
    names = {first or second for first, second in _EXPORT.findall(source)}
    for group in _EXPORT_LIST.findall(source):
        for entry in group.split(","):
            words = entry.split()
            if words:
                names.add(words[-1])
    return names


def snake_case(name: str) -> str:
    """`followUpDueAt` -> `follow_up_due_at`."""
    return _CAMEL.sub("_", name).lower()


def templates() -> dict[str, str]:
    """Name below templates/ -> source."""
    root = HOUSE / "templates"
    return {
        p.relative_to(root).as_posix(): p.read_text(encoding="utf-8")
        for p in sorted(root.rglob("*.html"))
    }


def page_and_worker_scripts() -> dict[str, str]:
    """Path -> source of every script of ours, without what is vendored."""
    files = [HOUSE / "service_worker.js", *sorted((HOUSE / "static").rglob("*.js"))]
    return {
        p.relative_to(HOUSE).as_posix(): p.read_text(encoding="utf-8")
        for p in files
        if p.exists() and "vendor" not in p.parts
    }


def server_sources() -> dict[str, str]:
    """Path -> source of every Python file of the first server."""
    return {
        p.relative_to(HOUSE).as_posix(): p.read_text(encoding="utf-8")
        for p in sorted((HOUSE / "server").rglob("*.py"))
        if "migrations" not in p.parts
    }


def locale(language: str) -> dict[str, dict[str, str]]:
    """Room -> key -> words, for one language."""
    folder = HOUSE / "templates" / "locales" / language
    return {
        p.stem: json.loads(p.read_text(encoding="utf-8")) for p in sorted(folder.glob("*.json"))
    }
