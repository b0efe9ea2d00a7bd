"""A passkey in software: real key pairs, real signatures, and every field of an answer can be forged (C60-C63).

It answers options as navigator.credentials.create() and .get() would, in the JSON a page of ours sends.
"""

import hashlib
import json
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass, field
from typing import Any

import cbor2
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec

UP, UV, BE, BS, AT = 0x01, 0x04, 0x08, 0x10, 0x40
NOBODY = bytes(16)


def base64url(content: bytes) -> str:
    return urlsafe_b64encode(content).decode().rstrip("=")


def from_base64url(text: str) -> bytes:
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))


@dataclass
class Passkey:
    """One credential: an ES256 key for one account at one place."""

    rp_id: str
    user_handle: str
    key: ec.EllipticCurvePrivateKey = field(
        default_factory=lambda: ec.generate_private_key(ec.SECP256R1())
    )
    credential_id: bytes = field(default_factory=lambda: secrets.token_bytes(32))
    sign_count: int = 0

    def cose_key(self) -> bytes:
        numbers = self.key.public_key().public_numbers()
        x, y = (number.to_bytes(32, "big") for number in (numbers.x, numbers.y))
        return cbor2.dumps({1: 2, 3: -7, -1: 1, -2: x, -3: y})


@dataclass
class Forgery:
    """What to say instead of the truth; the defaults are an honest answer."""

    flags_off: int = 0
    flags_on: int = 0
    origin: str = ""
    rp_id: str = ""
    type: str = ""
    challenge: str = ""
    sign_count: int | None = None
    user_handle: str | None = None
    client_data: dict[str, Any] = field(default_factory=dict)
    credential_id: bytes = b""
    signed_by: Passkey | None = None


HONEST = Forgery()


class Authenticator:
    """A phone's or computer's own authenticator, on a page of `origin`."""

    def __init__(self, origin: str, *, is_synced: bool = False) -> None:
        self.origin = origin
        # A synced passkey is backup eligible and never counts.
        self.is_synced = is_synced
        self.passkeys: list[Passkey] = []

    def create(self, options: dict[str, Any], forged: Forgery = HONEST) -> dict[str, Any]:
        """Answer creation options with a new passkey."""
        passkey = Passkey(options["rp"]["id"], options["user"]["id"])
        self.passkeys.append(passkey)
        named = forged.credential_id or passkey.credential_id
        attested = NOBODY + len(named).to_bytes(2, "big") + named + passkey.cose_key()
        data = self._data(passkey, AT, forged) + attested
        told = self._client_data("webauthn.create", options["challenge"], forged)
        attestation = cbor2.dumps({"fmt": "none", "attStmt": {}, "authData": data})
        response = {
            "clientDataJSON": base64url(told),
            "attestationObject": base64url(attestation),
            "transports": ["internal", "hybrid"],
        }
        return _credential(named, response)

    def get(self, options: dict[str, Any], forged: Forgery = HONEST) -> dict[str, Any]:
        """Answer request options with the newest passkey that is allowed."""
        allowed = {known["id"] for known in options.get("allowCredentials") or []}
        passkey = next(
            key
            for key in reversed(self.passkeys)
            if not allowed or base64url(key.credential_id) in allowed
        )
        if not self.is_synced and forged.sign_count is None:
            passkey.sign_count += 1
        data = self._data(passkey, 0, forged)
        told = self._client_data("webauthn.get", options["challenge"], forged)
        signer = (forged.signed_by or passkey).key
        signature = signer.sign(data + hashlib.sha256(told).digest(), ec.ECDSA(hashes.SHA256()))
        handle = passkey.user_handle if forged.user_handle is None else forged.user_handle
        response = {
            "clientDataJSON": base64url(told),
            "authenticatorData": base64url(data),
            "signature": base64url(signature),
            **({"userHandle": handle} if handle else {}),
        }
        return _credential(forged.credential_id or passkey.credential_id, response)

    def _data(self, passkey: Passkey, more: int, forged: Forgery) -> bytes:
        flags = UP | UV | more | (BE | BS if self.is_synced else 0)
        flags = (flags & ~forged.flags_off) | forged.flags_on
        count = passkey.sign_count if forged.sign_count is None else forged.sign_count
        place = hashlib.sha256((forged.rp_id or passkey.rp_id).encode()).digest()
        return place + bytes([flags]) + count.to_bytes(4, "big")

    def _client_data(self, kind: str, challenge: str, forged: Forgery) -> bytes:
        told = {
            "type": forged.type or kind,
            "challenge": forged.challenge or challenge,
            "origin": forged.origin or self.origin,
            "crossOrigin": False,
            **forged.client_data,
        }
        return json.dumps(told).encode()


def _credential(credential_id: bytes, response: dict[str, Any]) -> dict[str, Any]:
    name = base64url(credential_id)
    return {
        "id": name,
        "rawId": name,
        "type": "public-key",
        "authenticatorAttachment": "platform",
        "response": response,
    }
