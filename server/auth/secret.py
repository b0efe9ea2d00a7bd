"""Random secrets and what is kept of them: their SHA-256. No secret is ever stored or logged itself."""

import hashlib
import secrets

# 256 bits: beyond guessing, so that a plain hash is enough at rest.
SECRET_BYTES = 32


def new_secret() -> str:
    """Promise 256 random bits as 43 characters of base64url."""
    return secrets.token_urlsafe(SECRET_BYTES)


def hash_secret(secret: str) -> str:
    """Promise the SHA-256 (hex) under which a secret is found."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()
