"""Everything that is shipped to browsers, under one version: static files, the worker's bundle, asset()."""

import gzip
import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import brotli
from flask import Blueprint, Flask, Response, abort, current_app, request

from server.config import HOUSE, settings
from server.schemas.shapes import export_shapes
from server.web.headers import page_headers, worker_headers, worker_policy
from server.web.linking import link

STATIC = HOUSE / "static"
TEMPLATES = HOUSE / "templates"
LOCALES = TEMPLATES / "locales"
WORKER = "service_worker.js"
KILL_SWITCH = "static/worker/kill_switch.js"
# Made for each version, and nowhere on disk.
VERSION_MODULE = "static/worker/version.js"
# The modules of the second server travel in its one script.
LINKED = "worker/"
# What is only for people who read the code is not shipped.
NOT_SHIPPED = (".d.ts", ".txt", ".md")
TYPES = {
    ".js": "text/javascript",
    ".json": "application/json",
    ".css": "text/css",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".wasm": "application/wasm",
    ".webmanifest": "application/manifest+json",
    ".woff2": "font/woff2",
}
PACKED = {".js", ".json", ".css", ".svg", ".wasm", ".webmanifest"}
# Run in a worker of their own, so the policy of their answer is theirs and not the page's.
WORKER_SCRIPTS = {"page/qr_worker.js"}
YEAR = "public, max-age=31536000, immutable"

blueprint = Blueprint("assets", __name__)


@dataclass(frozen=True)
class Bundle:
    """One version of everything a browser gets. `files`: path below static/ -> SHA-256 (hex); `worker`: its script."""

    version: str
    files: dict[str, str]
    templates: dict[str, str]
    locales: dict[str, dict[str, str]]
    worker: str

    def worker_json(self) -> str:
        """Promise what the second server renders with."""
        return _json(
            {"templates": self.templates, "locales": self.locales, "shapes": export_shapes()}
        )


def init_app(app: Flask) -> None:
    app.register_blueprint(blueprint)
    app.jinja_env.globals["asset"] = asset


def asset(path: str) -> str:
    """Promise the URL of a shipped file, with the version in it."""
    return f"/static/{bundle().version}/{path}"


def bundle() -> Bundle:
    """Promise the current version: made once, and in debug mode anew whenever a file changed."""
    stamp = max(path.stat().st_mtime_ns for path in _shipped()) if current_app.debug else 0
    return _bundle(stamp, settings().public_url, KILL_SWITCH if settings().kill_switch else WORKER)


@lru_cache(maxsize=2)
def _bundle(_stamp: int, public_url: str, front_door: str) -> Bundle:
    hashes = {
        path.relative_to(STATIC).as_posix(): _sha256(path.read_bytes())
        for path in _files(STATIC)
        if not path.name.endswith(NOT_SHIPPED)
    }
    templates = {
        path.relative_to(TEMPLATES).as_posix(): path.read_text(encoding="utf-8")
        for path in _files(TEMPLATES)
        if path.suffix == ".html"
    }
    locales = {folder.name: _words(folder) for folder in sorted(LOCALES.iterdir())}
    headers = page_headers(public_url)
    door = (HOUSE / front_door).read_text(encoding="utf-8")
    whole = _json([hashes, templates, locales, headers, door, export_shapes()])
    version = _sha256(whole.encode())[:12]
    files = {path: known for path, known in hashes.items() if not path.startswith(LINKED)}
    worker = _worker_script(
        front_door, {"version": version, "files": files, "page_headers": headers}
    )
    return Bundle(version, files, templates, locales, worker)


def _worker_script(front_door: str, constants: dict[str, object]) -> str:
    """Promise the worker with all its modules. Whatever changes changes it: browsers then begin an update."""

    def read(path: str) -> str:
        if path == VERSION_MODULE:
            return "".join(
                f"export const {name} = {_json(it)};\n" for name, it in constants.items()
            )
        return (HOUSE / path).read_text(encoding="utf-8")

    return link(front_door, read)


def _shipped() -> Iterator[Path]:
    yield from _files(STATIC)
    yield from _files(TEMPLATES)
    yield HOUSE / WORKER


def _files(folder: Path) -> list[Path]:
    return [path for path in sorted(folder.rglob("*")) if path.is_file()]


def _words(folder: Path) -> dict[str, str]:
    """Each room of words has a file of its own; together they are one dictionary."""
    words: dict[str, str] = {}
    for path in sorted(folder.glob("*.json")):
        words |= json.loads(path.read_text(encoding="utf-8"))
    return words


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


@blueprint.get("/worker/<version>.json")
def worker_bundle(version: str) -> Response:
    if version != bundle().version:
        abort(404)
    return _answer(bundle().worker_json().encode(), ".json", version)


@blueprint.get("/static/<path:path>")
def static(path: str) -> Response:
    version, _, rest = path.partition("/")
    if version == bundle().version or _looks_like_version(version):
        path = rest
    else:
        version = ""
    if path not in bundle().files:
        abort(404)
    response = _answer((STATIC / path).read_bytes(), Path(path).suffix, version)
    if path in WORKER_SCRIPTS:
        response.headers["Content-Security-Policy"] = worker_policy()
    return response


@blueprint.get("/service_worker.js")
def service_worker() -> Response:
    response = _answer(bundle().worker.encode(), ".js", "")
    response.headers.update(worker_headers(settings().public_url))
    return response


@blueprint.get("/manifest.webmanifest")
def manifest() -> Response:
    return _answer((STATIC / "manifest.webmanifest").read_bytes(), ".webmanifest", "")


def _looks_like_version(text: str) -> bool:
    return len(text) == 12 and all(letter in "0123456789abcdef" for letter in text)


def _answer(content: bytes, suffix: str, version: str) -> Response:
    """An exact version may be kept for a year; everything else is asked for again, by its hash."""
    encoding = _encoding() if suffix in PACKED else ""
    body = _packed(content, encoding) if encoding else content
    response = Response(body, content_type=_content_type(suffix))
    response.headers["Cache-Control"] = YEAR if version == bundle().version else "no-cache"
    response.vary.add("Accept-Encoding")
    if encoding:
        response.headers["Content-Encoding"] = encoding
    response.set_etag(_sha256(body)[:32])
    response.make_conditional(request)
    return response


def _content_type(suffix: str) -> str:
    kind = TYPES.get(suffix, "application/octet-stream")
    return f"{kind}; charset=utf-8" if kind.startswith("text/") or "json" in kind else kind


def _encoding() -> str:
    """Brotli makes the phone's copy a fifth smaller; browsers ask for it on https and localhost."""
    accepted = request.accept_encodings
    return next((name for name in ("br", "gzip") if accepted.quality(name) > 0), "")


@lru_cache(maxsize=1024)
def _packed(content: bytes, encoding: str) -> bytes:
    """Packed as small as can be: once in a process, for a file that many phones fetch."""
    return brotli.compress(content) if encoding == "br" else gzip.compress(content, 9, mtime=0)
