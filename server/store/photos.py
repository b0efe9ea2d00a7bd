"""Queries for the photos of cards. Their bytes are in photo_files. No writes."""

from server.store.records import Record, read, select_records, table_of

_photo = table_of("photo")


def photos_of_contact(owner: str, contact_id: str) -> list[Record]:
    """Promise the photos of one card, oldest first."""
    query = select_records("photo", owner).where(_photo.c.contact_id == contact_id)
    return read("photo", query.order_by(_photo.c.taken_at, _photo.c.id))


def find_photo_by_sha(owner: str, sha256: str) -> Record | None:
    """Promise a photo of this owner that shows these bytes, or None."""
    query = select_records("photo", owner).where(_photo.c.sha256 == sha256)
    return next(iter(read("photo", query.order_by(_photo.c.id).limit(1))), None)
