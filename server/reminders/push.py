"""Web Push (RFC 8030, 8291, 8292): one encrypted message to one browser. Whom to push to is decided elsewhere."""

import base64
import binascii
import http.client
import json
import logging
import os
import ssl
from collections.abc import Mapping
from datetime import datetime
from urllib.parse import urlsplit

import http_ece
from cryptography.hazmat.primitives.asymmetric import ec

from server.config import Settings
from server.reminders.keys import signed_header

SENT, GONE, FAILED = "sent", "gone", "failed"
# The services browsers use; a name stands for its subdomains as well when it begins with a dot (SECURITY T19).
SERVICES = (
    "fcm.googleapis.com",
    "updates.push.services.mozilla.com",
    ".push.services.mozilla.com",
    ".push.apple.com",
    ".notify.windows.com",
)
PATIENCE_SECONDS = 10
# A reminder is of no use tomorrow.
KEPT_SECONDS = 3 * 3600
LONGEST_ENDPOINT = 1000
_POINT_OCTETS, _SECRET_OCTETS = 65, 16

_log = logging.getLogger("enishi.push")


def is_service(endpoint: str, settings: Settings) -> bool:
    """Answer whether a browser's endpoint is one we call: https, a known push service, its usual port.

    The setting push_hosts adds services of one's own, as host or host:port.
    """
    if len(endpoint) > LONGEST_ENDPOINT or not endpoint.isascii() or not endpoint.isprintable():
        return False
    try:
        parts = urlsplit(endpoint)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return False
    if parts.username is not None or parts.password is not None or "\\" in endpoint:
        return False
    if _address(host, port) in settings.own_push_hosts:
        return parts.scheme == "https" or (parts.scheme == "http" and host == "localhost")
    is_known = any(host == each or (each[0] == "." and host.endswith(each)) for each in SERVICES)
    return parts.scheme == "https" and port in (None, 443) and is_known


def is_key(p256dh: str, auth: str) -> bool:
    """Answer whether a browser's key is a point of the curve, and its secret 16 octets."""
    try:
        ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), octets(p256dh))
        return len(octets(p256dh)) == _POINT_OCTETS and len(octets(auth)) == _SECRET_OCTETS
    except (ValueError, binascii.Error):
        return False


def octets(text: str) -> bytes:
    """Promise the octets of base64url without padding. Raises ValueError for anything else."""
    return base64.b64decode(text.encode("ascii") + b"=" * (-len(text) % 4), b"-_", validate=True)


def push(
    endpoint: str,
    keys: tuple[str, str],
    message: Mapping[str, object],
    settings: Settings,
    now: str,
) -> str:
    """Promise SENT, GONE when the browser takes no more, or FAILED for now. Follows no redirect, reads no answer.

    keys: p256dh and auth; message carries a tag, which replaces an older one that still waits at the service.
    """
    if not is_service(endpoint, settings):
        return GONE
    parts = urlsplit(endpoint)
    headers = {
        "Authorization": signed_header(
            settings,
            f"{parts.scheme}://{parts.netloc}",
            int(datetime.fromisoformat(now).timestamp()),
        ),
        "Content-Encoding": "aes128gcm",
        "Content-Type": "application/notification+json",
        "TTL": str(KEPT_SECONDS),
        "Urgency": "normal",
        "Topic": str(message["tag"]),
    }
    body = _encrypted(json.dumps(message["payload"], ensure_ascii=False).encode(), keys)
    target = f"{parts.path or '/'}{f'?{parts.query}' if parts.query else ''}"
    try:
        status = _post(
            parts.scheme, _address(parts.hostname or "", parts.port), target, body, headers
        )
    except (OSError, http.client.HTTPException):
        _log.warning("a push service did not answer")
        return FAILED
    if status in (404, 410):
        return GONE
    return SENT if 200 <= status < 300 else FAILED


def _post(scheme: str, address: str, target: str, body: bytes, headers: dict[str, str]) -> int:
    connection: http.client.HTTPConnection
    if scheme == "https":
        context = ssl.create_default_context()
        connection = http.client.HTTPSConnection(address, timeout=PATIENCE_SECONDS, context=context)
    else:
        connection = http.client.HTTPConnection(address, timeout=PATIENCE_SECONDS)
    try:
        connection.request("POST", target, body, headers)
        return connection.getresponse().status
    finally:
        connection.close()


def _encrypted(text: bytes, keys: tuple[str, str]) -> bytes:
    p256dh, auth = keys
    sealed: bytes = http_ece.encrypt(
        text,
        salt=os.urandom(16),
        private_key=ec.generate_private_key(ec.SECP256R1()),
        dh=octets(p256dh),
        auth_secret=octets(auth),
        version="aes128gcm",
    )
    return sealed


def _address(host: str, port: int | None) -> str:
    return f"{host}:{port}" if port else host
