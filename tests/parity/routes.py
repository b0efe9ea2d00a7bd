"""The route tables of both servers, and every address a template writes. Read, not tested, here."""

import re
from collections.abc import Iterator

from tests.parity.house import HOUSE, page_and_worker_scripts, templates

DUAL_ROOMS = {"today", "events", "organizers", "contacts", "follow_ups", "sync", "photos"}
DUAL_ROOMS |= {"introductions", "me", "card_files", "next_steps"}
DUAL_ROOMS |= {"reviews", "outcomes", "untouched"}
DUAL_ROOMS |= {"preparations", "goals", "attendees", "preferences", "held"}
_ROW = re.compile(r"\[\s*'(GET|POST)',\s*'([^']+)'")
_ADDRESS = re.compile(r"""\b(?:href|src|action|hx-get|hx-post|hx-push-url)=["']([^"']*)["']""")
_PRINTED = re.compile(r"\{\{.*?\}\}")
_TAG = re.compile(r"\{%.*?%\}", re.DOTALL)

Route = tuple[str, str]


def worker_routes() -> set[Route]:
    """(method, pattern), with every placeholder as <>."""
    table = (HOUSE / "static" / "worker" / "routes.js").read_text(encoding="utf-8")
    return {(method, re.sub(r":\w+", "<>", path)) for method, path in _ROW.findall(table)}


def office_routes(app) -> set[Route]:
    """The same for the rooms of Flask that have a twin."""
    return set(_office(app, DUAL_ROOMS))


def all_office_routes(app) -> set[Route]:
    return set(_office(app, None))


def _office(app, rooms: set[str] | None) -> Iterator[Route]:
    for rule in app.url_map.iter_rules():
        if rooms is None or rule.endpoint.split(".")[0] in rooms:
            for method in rule.methods & {"GET", "POST"}:
                yield method, re.sub(r"<[^>]+>", "<>", rule.rule)


def matches(path: str, routes: set[Route], method: str) -> bool:
    """Whether an address with <> for what a template prints is a route of that method."""
    for known, pattern in routes:
        shape = re.escape(pattern).replace("<>", r"[^/]+")
        if known == method and re.fullmatch(shape, path.replace("<>", "x")):
            return True
    return False


def template_addresses() -> dict[str, set[Route]]:
    """Template -> (method, path) of each literal address, without query and fragment."""
    found: dict[str, set[Route]] = {}
    for name, source in templates().items():
        for match in re.finditer(r"<[a-z][^>]*>", _TAG.sub("", source), re.DOTALL):
            for address in _ADDRESS.finditer(match[0]):
                path = _PRINTED.sub("<>", address[1]).split("?")[0].split("#")[0]
                if path.startswith("/"):
                    method = "POST" if address[0].startswith("hx-post") else "GET"
                    found.setdefault(name, set()).add((method, path))
    return found


def code_addresses() -> dict[str, set[Route]]:
    """The same for what handlers and pages of the worker write: `/contacts/${id}`."""
    rooms = "me|introductions|contacts|events|goals|attendees|preferences|organizers|follow-ups|sync|photos"
    pattern = re.compile(rf"[`'](/(?:{rooms})(?:/[^`'?#\s]*)?)")
    return {
        path: {
            ("GET", re.sub(r"\$\{[^}]+\}", "<>", address)) for address in pattern.findall(source)
        }
        for path, source in page_and_worker_scripts().items()
        if "/worker/pages/" in path or "/worker/web/" in path
    }
