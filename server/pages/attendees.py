"""Records -> the contexts of an attendee list: its rows, the table before it is taken, one line by hand."""

from collections.abc import Mapping, Sequence
from typing import Any

from server.domain import attendee_list as rules
from server.domain.attendee import news, purged_at
from server.domain.moment import date_text, local_date
from server.domain.name import is_latin
from server.domain.text import canonical_json, one_line, query_string
from server.pages.here import Here

Record = Mapping[str, Any]
Context = dict[str, Any]

FIRST_ROWS, MORE_ROWS = 12, 30
SAMPLE = 12
FIELDS = ("name", "organization", "title", "reason")


def rows_context(
    event: Record, attendees: Sequence[Record], asked: Mapping[str, Any], here: Here
) -> Context:
    """Promise the context of preparations/_attendee_rows.html: people to meet first, then the list.

    asked: query, page (counted from 1): more pages come one under the other.
    """
    query, page = asked["query"], max(1, asked["page"])
    found = rules.found(attendees, query)
    ordered = [each for each in found if each["is_target"]]
    ordered += [each for each in found if not each["is_target"]]
    shown = ordered[: FIRST_ROWS + (page - 1) * MORE_ROWS]
    targets = sum(each["is_target"] for each in attendees)
    more = query_string({"q": query, "page": str(page + 1)})
    count_text = here.t("preparations.list_count", n=len(attendees), targets=targets)
    found_text = here.t("preparations.list_found", n=len(found), of=len(attendees))
    return {
        "prepare_url": f"/events/{event['id']}/prepare",
        "query": query,
        "attendees": [row(each, {}, here) for each in shown],
        "has_attendees": bool(shown),
        "has_list": bool(attendees),
        "ask_text": ask_text(event, here),
        "list_count_text": found_text if query else count_text,
        "nobody_text": here.t("preparations.nobody_found" if query else "preparations.no_list"),
        "more_url": f"/events/{event['id']}/prepare{more}" if len(shown) < len(ordered) else "",
        "kept_text": kept_text(event, attendees, here),
    }


def kept_text(event: Record, attendees: Sequence[Record], here: Here) -> str:
    """Promise until when other people's names stay here, or "" where nobody is left to forget (REQUIREMENTS 6)."""
    moments = sorted(at for at in (purged_at(each, event) for each in attendees) if at)
    if not moments:
        return ""
    day, today = (local_date(at, here.time_zone) for at in (moments[0], here.now))
    return here.t("preparations.list_kept", date=date_text(day, today, here.locale, here.t))


def ask_text(event: Record, here: Here) -> str:
    """Promise what to do without a list: ask the organiser, with the purpose in the words (R47)."""
    who = one_line(event["who_to_meet"])
    plain = here.t("preparations.ask_organizer_plain")
    return here.t("preparations.ask_organizer", who=who) if who else plain


def row(attendee: Record, sent: Mapping[str, Any], here: Here) -> Context:
    """Promise one line of the list as preparations/_attendee.html shows it.

    sent: {} or values, errors, revision and rendered of a form that could not be kept, or said.
    """
    values = {field: attendee[field] for field in FIELDS} | sent.get("values", {})
    errors = sent.get("errors", {})
    return {
        "id": attendee["id"],
        "url": f"/attendees/{attendee['id']}",
        "revision": sent.get("revision", attendee["revision"]),
        "rendered": sent.get("rendered", canonical_json({f: attendee[f] for f in FIELDS})),
        **values,
        "shown_name": shown_name(attendee, here),
        "is_latin": is_latin(attendee["name"]),
        "organization_line": _line(attendee),
        "line": attendee["line"],
        "is_target": attendee["is_target"],
        "is_met": attendee["contact_id"] != "",
        "contact_url": f"/contacts/{attendee['contact_id']}" if attendee["contact_id"] else "",
        "is_open": bool(errors),
        "error_text": here.t(next(iter(errors.values()))) if errors else "",
        "said_text": here.t(sent["said"]) if sent.get("said") else "",
    }


def shown_name(attendee: Record, here: Here) -> str:
    """Promise the name of a person, or 北斗精機の方 for somebody of a company."""
    if attendee["name"]:
        return str(attendee["name"])
    return here.t("preparations.somebody_of", organization=attendee["organization"])


def add_context(event: Record, attendee_id: str, sent: Mapping[str, Any], here: Here) -> Context:
    """Promise the context of preparations/_attendee_form.html; sent: {} or values, errors, said."""
    values = {**dict.fromkeys(FIELDS, ""), "is_target": True, **sent.get("values", {})}
    errors = sent.get("errors", {})
    return {
        "attendee_id": attendee_id,
        "attendee_url": f"/events/{event['id']}/attendees",
        "attendee": values,
        "attendee_error_text": here.t(next(iter(errors.values()))) if errors else "",
        "attendee_said": here.t(sent["said"]) if sent.get("said") else "",
    }


def list_context(
    event: Record, attendees: Sequence[Record], read: Mapping[str, Any], here: Here
) -> Context:
    """Promise the context of preparations/_list_preview.html: the table before anything is kept.

    read: {} before a list was sent, else what domain/attendee_list read_list said, with the text
    and list_id; columns as guessed, or as the person chose them.
    """
    rows, columns = read.get("rows", []), read.get("columns", [])
    lines = rules.attendees(rows, columns)
    fresh = news(attendees, lines)
    error = read.get("error", "")
    return {
        "list_url": f"/events/{event['id']}/attendee-list",
        "list_id": read.get("list_id", ""),
        "text": read.get("text", ""),
        "has_table": bool(rows),
        "columns": [_column(place, kind, here) for place, kind in enumerate(columns)],
        "rows": [{"cells": cells} for cells in rows[:SAMPLE]],
        "read_text": _read_text(read, len(lines), len(fresh), here) if rows else "",
        "list_error": here.t(error, n=read["row"]) if error else "",
        "list_said": "",
    }


def taken_text(added: int, known: int, here: Here) -> str:
    """Promise what an import did: 60人を取り込みました。2人はすでに名簿にあります。"""
    key = "taken_nobody" if not added else "taken_some" if known else "taken"
    return here.t(f"preparations.{key}", n=added, known=known)


def deleted_context(attendee: Record, here: Here) -> Context:
    """Promise the context of preparations/_attendee_deleted.html: what happened, and the way back."""
    return {
        "id": attendee["id"],
        "revision": attendee["revision"],
        "deleted_text": here.t("preparations.attendee_deleted", name=shown_name(attendee, here)),
    }


def _line(attendee: Record) -> str:
    organization = attendee["organization"] if attendee["name"] else ""
    return "・".join(part for part in (organization, attendee["title"]) if part)


def _column(place: int, kind: str, here: Here) -> Context:
    return {
        "field_id": f"column-{place}",
        "kind": kind,
        "label": here.t("preparations.column", n=place + 1),
    }


def _read_text(read: Mapping[str, Any], count: int, fresh: int, here: Here) -> str:
    texts = [here.t("preparations.list_read", n=count, fresh=fresh)]
    if read["skipped"]:
        texts.append(here.t("preparations.list_skipped", n=read["skipped"]))
    if len(read["rows"]) > SAMPLE:
        texts.append(here.t("preparations.list_sample", n=SAMPLE))
    return ("" if here.locale == "ja" else " ").join(texts)
