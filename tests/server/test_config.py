"""Enishi starts only with settings that browsers and people can trust (SECURITY 4.10, C70-C73)."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from flask import Flask, request

from server.app import create_app
from server.config import HOUSE, SettingError, load_settings
from tests.clients import Browser

KEY = "k" * 32


def load(tmp_path: Path, **environment: str) -> Any:
    given = {
        "PUBLIC_URL": "https://enishi.example",
        "INSTANCE_FOLDER": str(tmp_path),
        **environment,
    }
    return load_settings({}, given)


@pytest.mark.parametrize(
    ("url", "word"),
    [
        ("", "PUBLIC_URL is missing"),
        ("http://enishi.example", "https"),
        ("http://127.0.0.1:8000", "IP address"),
        ("https://[::1]", "IP address"),
        ("https://192.168.0.2", "IP address"),
        ("ftp://enishi.example", "scheme"),
        ("enishi.example", "scheme"),
        ("https://enishi.example/app", "nothing more"),
        ("https://enishi.example?x=1", "nothing more"),
    ],
)
def test_it_does_not_start_where_no_passkey_would_work(url: str, word: str, tmp_path: Path) -> None:
    with pytest.raises(SettingError, match=word):
        load(tmp_path, PUBLIC_URL=url)


@pytest.mark.parametrize(
    "environment", [{"SECRET_KEY": "short"}, {"TRUSTED_PROXIES": "-1"}, {"TRUSTED_PROXIES": "yes"}]
)
def test_it_does_not_start_with_a_setting_it_cannot_use(
    environment: dict[str, str], tmp_path: Path
) -> None:
    with pytest.raises(SettingError, match=next(iter(environment))):
        load(tmp_path, **environment)


@pytest.mark.parametrize(
    ("url", "origin"),
    [
        ("http://localhost:8000/", "http://localhost:8000"),
        ("https://Enishi.Example", "https://enishi.example"),
        ("https://enishi.example:8443", "https://enishi.example:8443"),
    ],
)
def test_it_starts_with_an_origin(url: str, origin: str, tmp_path: Path) -> None:
    assert load(tmp_path, PUBLIC_URL=url).public_url == origin


def test_a_key_is_made_once_and_is_for_nobody_else(tmp_path: Path) -> None:
    first, second = load(tmp_path), load(tmp_path)
    assert first.secret_key == second.secret_key
    assert len(first.secret_key) >= 32
    assert (tmp_path / "secret_key").stat().st_mode & 0o077 == 0


STARTING = """
import secrets, sys, time
from pathlib import Path
from server.config import load_settings

made = secrets.token_urlsafe
def slow(length):
    time.sleep(0.3)
    return made(length)
secrets.token_urlsafe = slow
folder, ready = Path(sys.argv[1]), Path(sys.argv[2])
ready.touch()
while len(list(ready.parent.iterdir())) < int(sys.argv[3]):
    time.sleep(0.001)
given = {"PUBLIC_URL": "https://enishi.example", "INSTANCE_FOLDER": str(folder)}
print(load_settings({}, given).secret_key)
"""


def test_processes_that_start_at_once_share_one_key(tmp_path: Path) -> None:
    """Making the key takes long here, so that all of them find no file, or one that is not written yet."""
    count, starting_line = 4, tmp_path / "starting line"
    starting_line.mkdir()
    started = [
        subprocess.Popen(
            [
                sys.executable,
                "-c",
                STARTING,
                tmp_path / "instance",
                starting_line / str(n),
                str(count),
            ],
            cwd=HOUSE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for n in range(count)
    ]
    keys = [process.communicate(timeout=30)[0].strip() for process in started]
    assert len(set(keys)) == 1
    assert len(keys[0]) >= 32
    assert [path.name for path in (tmp_path / "instance").iterdir()] == ["secret_key"]


def test_an_empty_variable_is_no_setting(tmp_path: Path) -> None:
    assert (
        load(tmp_path, DATABASE_URL="").database_url == f"sqlite:///{tmp_path / 'enishi.sqlite3'}"
    )


def test_a_keyword_comes_before_the_environment(tmp_path: Path) -> None:
    given = {"PUBLIC_URL": "https://a.example", "INSTANCE_FOLDER": str(tmp_path)}
    assert (
        load_settings({"PUBLIC_URL": "https://b.example"}, given).public_url == "https://b.example"
    )


@pytest.mark.parametrize(
    "host", ["evil.example", "localhost.evil.example", "127.0.0.1", "localhost@evil.example"]
)
def test_another_host_name_is_refused(host: str, app: Flask) -> None:
    """C71."""
    assert Browser(app).get("/healthz", headers={"Host": host}).status_code == 400
    assert Browser(app).get("/", headers={"Host": host}).status_code == 400


FORGED = {
    "X-Forwarded-Host": "evil.example",
    "X-Forwarded-Proto": "https",
    "X-Forwarded-For": "203.0.113.9",
}


@pytest.fixture
def seen(
    make_app: Callable[..., Flask], one_database: str
) -> Callable[..., tuple[str, str | None]]:
    """What a handler would take the address of the page and of the asker to be."""

    def ask(**settings: Any) -> tuple[str, str | None]:
        app = make_app(one_database, **settings)
        found = []
        app.before_request(lambda: found.append((request.host_url, request.remote_addr)))
        Browser(app).get("/healthz", headers=FORGED | settings.pop("headers", {}))
        return found[0]

    return ask


def test_a_forwarding_header_counts_for_nothing_without_a_proxy(
    seen: Callable[..., tuple[str, str | None]],
) -> None:
    assert seen() == ("http://localhost/", "127.0.0.1")


def test_behind_one_proxy_the_asker_is_who_the_proxy_says(
    seen: Callable[..., tuple[str, str | None]],
) -> None:
    """C72."""
    host, asker = seen(TRUSTED_PROXIES=1, PUBLIC_URL="https://evil.example")
    assert (host, asker) == ("https://evil.example/", "203.0.113.9")


def test_the_program_says_why_it_does_not_start() -> None:
    with pytest.raises(SettingError, match="PUBLIC_URL must be https"):
        create_app(PUBLIC_URL="http://enishi.example", SECRET_KEY=KEY)
