"""Records -> people one has not been in touch with for long, each with a reason to write (R12)."""

from collections.abc import Mapping, Sequence
from typing import Any

from server.domain.name import display_name, organization_line
from server.domain.text import one_line
from server.domain.untouched import DAYS
from server.pages.events import title_of
from server.pages.here import Here

Record = Mapping[str, Any]
Context = dict[str, Any]


def untouched_rows(found: Sequence[Record], around: Record, here: Here) -> list[Context]:
    """Promise the rows of shared/_untouched.html; found: of domain/untouched; around: contacts, events by id."""
    rows = []
    for each in found:
        contact, event = (
            around["contacts"][each["contact_id"]],
            around["events"].get(each["event_id"]),
        )
        reason = here.t(f"untouched.reason.{each['code']}", text=one_line(each["text"]))
        rows.append(
            {
                "id": each["contact_id"],
                "url": f"/contacts/{each['contact_id']}",
                "name": display_name(contact, here.t),
                "organization_line": organization_line(contact),
                "days_text": here.t("untouched.days", n=each["days"]),
                "is_long": each["band"] == DAYS[1],
                "reason": reason,
                "where": title_of(event, here) if event else "",
            }
        )
    return rows


def index_context(found: Sequence[Record], around: Record, here: Here) -> Context:
    """Promise the context of contacts/untouched.html: those of 90 days and more, then those of 30."""
    long = [each for each in found if each["band"] == DAYS[1]]
    short = [each for each in found if each["band"] == DAYS[0]]
    return {
        "page_title": here.t("untouched.title"),
        "tab": "contacts",
        "long": untouched_rows(long, around, here),
        "has_long": bool(long),
        "short": untouched_rows(short, around, here),
        "has_short": bool(short),
        "is_empty": not found,
    }


def today_context(found: Sequence[Record], around: Record, here: Here) -> Context:
    """Promise what Today shows of them: two at most, never a heap."""
    rows = untouched_rows(found[:2], around, here)
    return {"untouched": rows, "has_untouched": bool(rows)}
