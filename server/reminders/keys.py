"""The key by which push services know this server (VAPID, RFC 8292): made once, kept beside the database."""

import os
import tempfile
from contextlib import suppress
from pathlib import Path

from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from py_vapid import Vapid02
from py_vapid.utils import b64urlencode

from server.config import Settings

FILE = "push_key.pem"
VALID_SECONDS = 12 * 3600


def push_key(settings: Settings) -> Vapid02:
    """Promise the one key of this installation; whoever links the file first decides for all processes."""
    path = Path(settings.push_key_file or Path(settings.instance_folder) / FILE)
    if not path.exists():
        _make(path)
    found: Vapid02 = Vapid02.from_file(str(path))
    # Push services want to know whom to write to; an address of ours serves, and not all have a mail address.
    found.conf["no-strict"] = True
    return found


def public_key(settings: Settings) -> str:
    """Promise the public half as browsers take it: base64url of the uncompressed point."""
    point = push_key(settings).public_key.public_bytes(
        Encoding.X962, PublicFormat.UncompressedPoint
    )
    return str(b64urlencode(point))


def signed_header(settings: Settings, audience: str, now_seconds: int) -> str:
    """Promise the Authorization header for one push service, valid for half a day."""
    claims = {"sub": settings.public_url, "aud": audience, "exp": now_seconds + VALID_SECONDS}
    return str(push_key(settings).sign(claims)["Authorization"])


def _make(path: Path) -> None:
    fresh = Vapid02()
    fresh.generate_keys()
    path.parent.mkdir(parents=True, exist_ok=True)
    # Only its owner may read what mkstemp makes.
    handle, draft = tempfile.mkstemp(dir=path.parent)
    with os.fdopen(handle, "wb") as file:
        file.write(fresh.private_pem())
        file.flush()
        os.fsync(handle)
    with suppress(FileExistsError):
        os.link(draft, path)
    os.unlink(draft)
