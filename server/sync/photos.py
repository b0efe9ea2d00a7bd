"""Bytes of photos on their way in: checked, and made anew without what a camera hides in them. No HTTP."""

import hashlib
import io
from collections.abc import Iterable
from threading import BoundedSemaphore

from PIL import Image, ImageOps

from server.config import clock
from server.errors import AppError
from server.store import photo_files

MAX_BYTES = 8 * 1024 * 1024
MAX_PIXELS = 16_000_000
LONGEST_SIDE = 1600
QUALITY = 85
# Decoding takes memory; a crowd waits in line.
_decoding = BoundedSemaphore(2)


def keep_photos(owner: str, photos: Iterable[bytes]) -> list[str]:
    """Promise these photos kept, and their hashes (SHA-256 of the bytes given), in order. See `remade`."""
    return [keep_photo(owner, content) for content in photos]


def keep_photo(owner: str, content: bytes) -> str:
    """Promise one photo kept under the hash of the bytes that were sent, and that hash. Safe to repeat."""
    if len(content) > MAX_BYTES:
        raise AppError("too_large")
    sha256 = hashlib.sha256(content).hexdigest()
    if not photo_files.is_received(owner, sha256):
        photo_files.keep_photo(owner, sha256, remade(content), clock())
    return sha256


def remade(content: bytes) -> bytes:
    """Promise a JPEG of at most 1600 pixels a side, upright, with nothing in it but the picture.

    Raises AppError: too_large above 16 megapixels, invalid for anything that is no JPEG.
    """
    with _decoding:
        try:
            with Image.open(io.BytesIO(content), formats=["JPEG"]) as image:
                if image.width * image.height > MAX_PIXELS:
                    raise AppError("too_large")
                return _encoded(image)
        except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
            raise AppError("invalid", "errors.not_a_photo") from error


def _encoded(image: Image.Image) -> bytes:
    # The decoder itself can halve a large picture, for a fraction of the time and memory.
    image.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
    upright = ImageOps.exif_transpose(image).convert("RGB")
    upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    plain = Image.frombytes("RGB", upright.size, upright.tobytes())
    packed = io.BytesIO()
    plain.save(packed, "JPEG", quality=QUALITY, optimize=True)
    return packed.getvalue()
