"""Everything an account holds, for its owner to take along. No writes; secrets and their hashes are left out."""

import json
from typing import Any, NamedTuple

from sqlalchemy import func, select

from server.store.access_tokens import living_tokens
from server.store.accounts import find_account
from server.store.credentials import credentials_of
from server.store.database import db
from server.store.models import KINDS, PhotoFile
from server.store.records import Record, read, record_columns, select_records, table_of, to_record
from server.store.sessions import living_sessions
from server.store.sharing_models import PublicLink

_contact, _encounter, _event = map(table_of, ("contact", "encounter", "event"))


class Everything(NamedTuple):
    """The records of each kind, those in the trash apart; and what does not travel, by what it is called."""

    records: dict[str, list[Record]]
    trash: dict[str, list[Record]]
    beside: dict[str, Any]


def everything(owner: str) -> Everything:
    """Promise all records of an account that say something: of an erased one nothing is left to take along."""
    found = {kind: _records(kind, owner) for kind in KINDS}
    return Everything(
        {kind: [each for each in rows if not each["deleted_at"]] for kind, rows in found.items()},
        {kind: [each for each in rows if each["deleted_at"]] for kind, rows in found.items()},
        _beside(owner),
    )


def _records(kind: str, owner: str) -> list[Record]:
    """With the fields of a newer client too: they belong to the person, whoever can read them."""
    table = table_of(kind)
    query = select(*record_columns(kind), table.c.extra).where(table.c.account_id == owner)
    records = []
    for *values, extra in db.session.execute(query.order_by(table.c.id)):
        record = {**to_record(kind, values), **json.loads(extra)}
        if not (record["deleted_at"] and record.get("erased") is True):
            records.append(record)
    return records


def _beside(owner: str) -> dict[str, Any]:
    account = find_account(owner)
    if account is None:
        return {}
    return {
        "account": _told(account, "id", "display_name", "created_at"),
        "devices": [
            _told(row, "device_label", "keeps_data", "created_at", "last_seen_at")
            for row in living_sessions(owner)
        ],
        "passkeys": [
            _told(row, "label", "is_backed_up", "created_at", "last_used_at")
            for row in credentials_of(owner)
        ],
        "access_tokens": [
            _told(row, "name", "created_at", "last_used_at") for row in living_tokens(owner)
        ],
        "public_links": _rows(
            owner, PublicLink, "kind", "record_id", "received_at", "expires_at", "views", "ended_at"
        ),
    }


def photo_files_of(owner: str) -> list[Record]:
    """Promise the photos whose bytes are here: sha256, byte_count and received_at of each."""
    rows = _rows(owner, PhotoFile, "sha256", "byte_count", "received_at")
    return [row for row in rows if row["received_at"]]


def contacts_in_order(owner: str) -> list[Record]:
    """Promise all living contacts in the order of their readings."""
    query = select_records("contact", owner).order_by(_contact.c.sort_key, _contact.c.id)
    return read("contact", query)


def first_meetings(owner: str) -> dict[str, Record]:
    """Promise when and at which event each contact was first met: contact id -> {"met_at", "title"}."""
    is_met_at = (
        (_event.c.account_id == owner)
        & (_event.c.id == _encounter.c.event_id)
        & (_event.c.deleted_at == "")
    )
    query = (
        select(_encounter.c.contact_id, _encounter.c.met_at, func.coalesce(_event.c.title, ""))
        .select_from(_encounter.outerjoin(_event, is_met_at))
        .where(
            _encounter.c.account_id == owner,
            _encounter.c.deleted_at == "",
            _encounter.c.met_at != "",
        )
        # The earliest comes last, and stays.
        .order_by(_encounter.c.met_at.desc(), _encounter.c.id.desc())
    )
    rows = db.session.execute(query)
    return {contact_id: {"met_at": met_at, "title": title} for contact_id, met_at, title in rows}


def count_living(owner: str, kind: str) -> int:
    """Promise how many living records of a kind there are."""
    query = select(func.count()).select_from(select_records(kind, owner).subquery())
    return db.session.scalar(query) or 0


def _rows(owner: str, model: Any, *names: str) -> list[Record]:
    columns = [getattr(model, name) for name in names]
    query = select(*columns).where(model.account_id == owner).order_by(*columns)
    return [dict(zip(names, row, strict=True)) for row in db.session.execute(query)]


def _told(row: object, *names: str) -> Record:
    return {name: getattr(row, name) for name in names}
