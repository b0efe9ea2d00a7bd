"""/api/export: everything an account holds as files, for somebody who was just verified. What they say is in store."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from flask import Blueprint, Response

from server.auth import limits
from server.auth.log import note
from server.auth.moments import HOUR
from server.config import settings
from server.domain.contact_table import contact_table
from server.domain.csv_file import csv_file
from server.domain.moment import local_date, local_time
from server.domain.vcard import vcard
from server.domain.zip_file import zip_file
from server.store import exports, photo_files
from server.store.feed import wanted_photos
from server.web.auth_api import fresh_identity
from server.web.form import here

MOST_COUNTED = 10_000
FORMAT = "enishi-export"
VERSION = 1
JSON, CSV, VCARD, ZIP = (
    "application/json",
    "text/csv; charset=utf-8",
    "text/vcard; charset=utf-8",
    "application/zip",
)

blueprint = Blueprint("exports", __name__, url_prefix="/api/export")


@blueprint.get("/enishi.json")
def show_document() -> Response:
    return _file(_document(_owner()), "enishi", "json", JSON)


@blueprint.get("/contacts.csv")
def show_table() -> Response:
    return _file(_table(_owner()), "enishi-contacts", "csv", CSV)


@blueprint.get("/contacts.vcf")
def show_cards() -> Response:
    return _file(_cards(_owner()), "enishi-contacts", "vcf", VCARD)


@blueprint.get("/enishi.zip")
def show_archive() -> Response:
    """Rows are read before the first byte leaves; only the photos are still fetched while it is sent."""
    owner, reader = _owner(), here()
    day, time = (when(reader.now, reader.time_zone) for when in (local_date, local_time))
    files = {
        "enishi.json": _document(owner),
        "enishi-contacts.csv": _table(owner),
        "enishi-contacts.vcf": _cards(owner),
    }
    return _file(zip_file(_entries(owner, files), day, time), "enishi", "zip", ZIP)


def context_for(owner: str) -> dict[str, Any]:
    """Promise what settings/_export.html needs: what is said of photos whose bytes never came, "" for none."""
    missing = wanted_photos(owner, MOST_COUNTED)
    return {"missing_photos": here().t("exports.missing", n=len(missing)) if missing else ""}


def _owner() -> str:
    """Promise the account of somebody verified within 5 minutes. Raises AppError forbidden, too_many or 401."""
    who = fresh_identity()
    limits.guard(f"export:{who.account_id}", settings().exports_per_hour, HOUR)
    note("exported", account=who.account_id, session=who.session_id)
    return who.account_id


def _file(body: str | Iterable[bytes], name: str, ending: str, kind: str) -> Response:
    reader = here()
    file_name = f"{name}-{local_date(reader.now, reader.time_zone)}.{ending}"
    headers = {"Content-Disposition": f'attachment; filename="{file_name}"'}
    return Response(body, 200, headers, content_type=kind)


def _document(owner: str) -> str:
    held = exports.everything(owner)
    photos = {each["sha256"] for each in held.records["photo"]}
    document = {
        "format": FORMAT,
        "version": VERSION,
        "exported_at": here().now,
        **held.beside,
        "records": held.records,
        "trash": held.trash,
        "photo_files": [_photo(each, photos) for each in exports.photo_files_of(owner)],
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _photo(file: dict[str, Any], named: set[str]) -> dict[str, Any]:
    """Where its bytes are: within the ZIP, and on this server for whoever is signed in."""
    sha256 = file["sha256"]
    url = f"{settings().public_url}/photos/{sha256}" if sha256 in named else ""
    return {**file, "file": _photo_name(sha256), "url": url}


def _photo_name(sha256: str) -> str:
    return f"photos/{sha256}.jpg"


def _table(owner: str) -> str:
    reader = here()
    contacts, meetings = exports.contacts_in_order(owner), exports.first_meetings(owner)
    return csv_file(contact_table(contacts, meetings, reader.time_zone, reader.t))


def _cards(owner: str) -> str:
    """The notes come along: what an owner takes home is no card that is handed on."""
    contacts = exports.contacts_in_order(owner)
    return "".join(vcard({**each, "introduction": each["note"]}) for each in contacts)


def _entries(owner: str, files: dict[str, str]) -> Iterator[tuple[str, bytes]]:
    shelf, photos = photo_files.shelf(), exports.photo_files_of(owner)

    def entries() -> Iterator[tuple[str, bytes]]:
        for name, text in files.items():
            yield name, text.encode()
        for photo in photos:
            # Gone since the rows were read: somebody forgot that person in between.
            content = shelf.get(owner, photo["sha256"])
            if content is not None:
                yield _photo_name(photo["sha256"]), content

    return entries()
