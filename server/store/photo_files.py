"""The bytes of photos: files beside the database, one folder for each account. What they show is in photos."""

import os
import shutil
import uuid
from pathlib import Path
from typing import Protocol

from sqlalchemy import delete, select, update

from server.config import settings
from server.store.changes import want_photos
from server.store.database import db, writing
from server.store.models import PhotoFile


class Shelf(Protocol):
    """Where bytes lie. Another one, like S3, needs only these."""

    def put(self, owner: str, sha256: str, content: bytes) -> None: ...
    def get(self, owner: str, sha256: str) -> bytes | None: ...
    def remove(self, owner: str, sha256: str) -> None: ...
    def remove_all(self, owner: str) -> None: ...


class Folder:
    """Files named by owner and hash; both are checked before they come here, and again by `_path`."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def put(self, owner: str, sha256: str, content: bytes) -> None:
        """Promise the whole file on disk, or none: a reader never sees half of it."""
        path = self._path(owner, sha256)
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = path.with_suffix(f".{uuid.uuid4().hex}")
        with draft.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)

    def get(self, owner: str, sha256: str) -> bytes | None:
        try:
            return self._path(owner, sha256).read_bytes()
        except FileNotFoundError:
            return None

    def remove(self, owner: str, sha256: str) -> None:
        self._path(owner, sha256).unlink(missing_ok=True)

    def remove_all(self, owner: str) -> None:
        shutil.rmtree(self._path(owner, "00").parent.parent, ignore_errors=True)

    def _path(self, owner: str, sha256: str) -> Path:
        if not (owner + sha256).replace("-", "").isalnum():
            raise ValueError("a photo is named by an id and a hash")
        return self.root / owner / sha256[:2] / f"{sha256}.jpg"


def shelf() -> Shelf:
    return Folder(settings().photo_folder)


def is_received(owner: str, sha256: str) -> bool:
    query = select(PhotoFile.received_at).where(
        PhotoFile.account_id == owner, PhotoFile.sha256 == sha256
    )
    return bool(db.session.execute(query).scalar_one_or_none())


def keep_photo(owner: str, sha256: str, content: bytes, now: str) -> None:
    """Promise the bytes kept under the hash of what was sent: first the file, then the row that says so."""
    shelf().put(owner, sha256, content)
    with writing() as session:
        want_photos(owner, [sha256], now)
        session.execute(
            update(PhotoFile)
            .where(PhotoFile.account_id == owner, PhotoFile.sha256 == sha256)
            .values(received_at=now, byte_count=len(content))
        )


def drop_photo(owner: str, sha256: str) -> None:
    """Promise the bytes gone: first the row that says they are here, then the file."""
    with writing() as session:
        session.execute(
            delete(PhotoFile).where(PhotoFile.account_id == owner, PhotoFile.sha256 == sha256)
        )
    shelf().remove(owner, sha256)


def drop_all_photos(owner: str) -> None:
    """Promise the files of an account gone; its rows go with all others of it."""
    shelf().remove_all(owner)


def photo_bytes(owner: str, sha256: str) -> bytes | None:
    """Promise the JPEG of this owner, or None while it has not come."""
    return shelf().get(owner, sha256)
