"""Every setting once, and the two doors through which time and chance enter. No request is read here.

A setting is named alike in the environment and as a keyword of create_app (there in lower case too).
"""

import ipaddress
import os
import secrets
import tempfile
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, fields
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from flask import current_app

HOUSE = Path(__file__).resolve().parent.parent
INSTANCE = HOUSE / "instance"
SHORTEST_KEY = 32


class SettingError(SystemExit):
    """The program must not start: the text says which setting, and why."""


@dataclass(frozen=True, kw_only=True)
class Settings:
    """The environment variable is the name in capitals; limits carry the prefix ENISHI_."""

    # Where people reach Enishi, scheme and host; passkeys are bound to its host for ever.
    public_url: str = ""
    # SQLite beside the code by default, or postgresql://user@host/name.
    database_url: str = ""
    # Where photos and the key file lie; the database too, unless DATABASE_URL says otherwise.
    instance_folder: str = str(INSTANCE)
    # At least 32 bytes; made on first start and kept in a file when not given.
    secret_key: str = ""
    secret_key_file: str = ""
    # Older keys that still verify, comma separated.
    secret_key_fallbacks: str = ""
    # Proxies in front of us whose X-Forwarded-* headers are believed.
    trusted_proxies: int = 0
    # 1: the worker leaves every device at its next visit, and pages come from here alone (C28).
    kill_switch: int = 0
    # Push services of one's own besides the browsers', comma separated, as host or host:port.
    push_hosts: str = ""
    # Where the key lies by which push services know this server; made on first use, in the instance folder by default.
    push_key_file: str = ""
    # Reminders by mail, when a server is named; security is starttls, tls or none.
    smtp_host: str = ""
    smtp_port: int = 587
    smtp_user: str = ""
    smtp_password: str = ""
    smtp_from: str = ""
    smtp_security: str = "starttls"
    largest_body_bytes: int = 10 * 1024 * 1024
    # Limits, in hits for one key.
    sync_per_minute: int = field(default=120, metadata={"prefix": "ENISHI_"})
    token_sync_per_minute: int = field(default=6000, metadata={"prefix": "ENISHI_"})
    photos_per_minute: int = field(default=120, metadata={"prefix": "ENISHI_"})
    sign_ins_per_minute: int = field(default=20, metadata={"prefix": "ENISHI_"})
    exports_per_hour: int = field(default=20, metadata={"prefix": "ENISHI_"})
    recoveries_per_hour: int = field(default=5, metadata={"prefix": "ENISHI_"})
    recoveries_in_all_per_hour: int = field(default=100, metadata={"prefix": "ENISHI_"})
    # Of one address, behind which a whole venue may sit: pages for strangers, tokens that lead nowhere.
    public_hits_per_ten_minutes: int = field(default=1200, metadata={"prefix": "ENISHI_"})
    public_misses_per_minute: int = field(default=30, metadata={"prefix": "ENISHI_"})
    # Cards left by strangers: on one form a day, from one address in ten minutes.
    left_cards_per_day: int = field(default=300, metadata={"prefix": "ENISHI_"})

    @property
    def host(self) -> str:
        return urlsplit(self.public_url).hostname or ""

    @property
    def is_secure(self) -> bool:
        return self.public_url.startswith("https://")

    @property
    def older_keys(self) -> list[str]:
        return [key for key in self.secret_key_fallbacks.split(",") if key]

    @property
    def own_push_hosts(self) -> list[str]:
        return [host.strip().lower() for host in self.push_hosts.split(",") if host.strip()]

    @property
    def photo_folder(self) -> Path:
        return Path(self.instance_folder) / "photos"


def uuid7() -> str:
    """Promise a fresh UUIDv7 (RFC 9562, 5.7) in canonical lower case."""
    milliseconds = int(datetime.now(UTC).timestamp() * 1000)
    tail = secrets.randbits(74)
    number = milliseconds << 80 | 7 << 76 | (tail >> 62) << 64 | 2 << 62 | tail & (1 << 62) - 1
    text = f"{number:032x}"
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"


def utc_now() -> str:
    """Promise the present as YYYY-MM-DDTHH:MM:SS.sssZ."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").removesuffix("+00:00") + "Z"


@dataclass
class Doors:
    """Time, identifiers and settings of one app: app.extensions["enishi"]. Tests replace the first two."""

    settings: Settings
    clock: Callable[[], str] = utc_now
    new_id: Callable[[], str] = uuid7


def doors() -> Doors:
    found: Doors = current_app.extensions["enishi"]
    return found


def settings() -> Settings:
    return doors().settings


def clock() -> str:
    """Promise the present as YYYY-MM-DDTHH:MM:SS.sssZ, through the door tests may turn."""
    return doors().clock()


def new_id() -> str:
    """Promise a fresh UUIDv7, through the door tests may turn."""
    return doors().new_id()


def load_settings(overrides: Mapping[str, Any], environment: Mapping[str, str]) -> Settings:
    """Promise complete settings, keywords before the environment before defaults.

    Raises SettingError when Enishi must not start with them (SECURITY 4.10).
    """
    given: dict[str, Any] = {}
    for each in fields(Settings):
        name = each.metadata.get("prefix", "") + each.name.upper()
        value = overrides.get(each.name.upper(), overrides.get(name, environment.get(name)))
        if value is not None and value != "":
            given[each.name] = _number(name, value) if each.type is int else str(value)
    given["public_url"] = checked_url(given.get("public_url", ""))
    folder = Path(given.get("instance_folder", INSTANCE))
    folder.mkdir(parents=True, exist_ok=True)
    given.setdefault("database_url", f"sqlite:///{folder / 'enishi.sqlite3'}")
    given["secret_key"] = given.get("secret_key") or _kept_key(
        Path(given.get("secret_key_file", folder / "secret_key"))
    )
    if len(given["secret_key"].encode()) < SHORTEST_KEY:
        raise SettingError(f"SECRET_KEY must have at least {SHORTEST_KEY} bytes.")
    return Settings(**given)


def environment() -> Mapping[str, str]:
    return os.environ


def checked_url(url: str) -> str:
    """Promise the origin of PUBLIC_URL. Raises SettingError where browsers allow no passkey and no worker."""
    if not url:
        raise SettingError(
            "PUBLIC_URL is missing: the address people open, like https://enishi.example"
        )
    parts = urlsplit(url.rstrip("/"))
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.path or parts.query:
        raise SettingError(f"PUBLIC_URL must be a scheme and a host, nothing more: {url}")
    if _is_address(parts.hostname):
        raise SettingError(f"PUBLIC_URL must name a host; passkeys know no IP address: {url}")
    if parts.scheme == "http" and parts.hostname != "localhost":
        raise SettingError(f"PUBLIC_URL must be https, except on localhost: {url}")
    return f"{parts.scheme}://{parts.netloc.lower()}"


def _is_address(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def _number(name: str, value: object) -> int:
    try:
        number = int(str(value))
    except ValueError:
        number = -1
    if number < 0:
        raise SettingError(f"{name} must be a whole number, not {value!r}.")
    return number


def _kept_key(path: Path) -> str:
    """Several processes may start at once: whoever links a file first decides for all, and nobody reads half a key."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        # Only its owner may read what mkstemp makes.
        handle, draft = tempfile.mkstemp(dir=path.parent)
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(secrets.token_urlsafe(48))
            file.flush()
            os.fsync(handle)
        with suppress(FileExistsError):
            os.link(draft, path)
        os.unlink(draft)
    return path.read_text(encoding="ascii").strip()
