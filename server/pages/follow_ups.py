"""Records -> the context of the thank-you queue and of one person's thanks. No drafts, no rules."""

from collections.abc import Mapping
from typing import Any

from server.domain import contact as ways
from server.domain import follow_up as thanks
from server.domain import name
from server.domain.moment import (
    later,
    local_date,
    local_time,
    moment_text,
    remaining,
    remaining_text,
)
from server.domain.text import canonical_json
from server.pages.here import Here

Record = Mapping[str, Any]
Context = dict[str, Any]

# A person whose card has not arrived on this server yet.
UNKNOWN: Record = {
    **dict.fromkeys(
        ("family_name", "given_name", "phonetic_family_name", "phonetic_given_name"), ""
    ),
    **dict.fromkeys(("organization", "department", "title"), ""),
    **dict.fromkeys(("emails", "tels", "social"), ()),
    "do_not_contact": False,
}
ANSWERS = ("looking_for", "challenge", "business", "focus", "note", "memory_hook")


def index_context(queue: Record, here: Here) -> Context:
    """Promise the context of follow_ups/index.html.

    queue: open and done (follow-ups in their order), contacts by id.
    """
    return {
        "page_title": here.t("follow_ups.title"),
        "tab": "follow_ups",
        **queue_context(queue, "", here),
    }


def queue_context(queue: Record, current: str, here: Here) -> Context:
    """Promise the list of follow_ups/_queue.html: those in time, late, put off, done."""
    put_off = [each for each in queue["open"] if thanks.is_snoozed(each, here.now)]
    later_rows = [_row(each, queue["contacts"], current, here) for each in put_off]
    ready = [each for each in queue["open"] if not thanks.is_snoozed(each, here.now)]
    rows = [_row(each, queue["contacts"], current, here) for each in ready]
    in_time = [row for row in rows if not row["is_late"]]
    late = [row for row in rows if row["is_late"]]
    done = [_done_row(each, queue["contacts"], current, here) for each in queue["done"]]
    return {
        "rows": in_time,
        "has_rows": bool(in_time),
        "count_text": here.t("follow_ups.count", n=len(in_time)),
        "left_text": here.t("follow_ups.left", n=len(queue["open"])),
        "has_left": bool(queue["open"]),
        "put_off_rows": later_rows,
        "has_put_off": bool(later_rows),
        "late_rows": late,
        "has_late": bool(late),
        "done_rows": done,
        "has_done": bool(done),
        "is_all_done": bool(done) and not queue["open"],
        "is_empty": not queue["open"] and not done,
    }


def show_context(follow_up: Record, around: Record, sent: Record, here: Here) -> Context:
    """Promise the context of follow_ups/show.html.

    around: contact and encounter and event (each may be None), and the queue (see index_context);
    sent: {} at first; after an error the values and errors of the form that was sent.
    """
    card = around["contact"] or UNKNOWN
    values, errors = sent.get("values", {}), sent.get("errors", {})
    who = thanked_name(card, follow_up, here)
    return {
        "page_title": who,
        "tab": "follow_ups",
        "id": follow_up["id"],
        "revision": sent.get("revision", follow_up["revision"]),
        "rendered": sent.get("rendered", _rendered(follow_up)),
        "url": f"/follow-ups/{follow_up['id']}",
        **_card(card, who),
        "has_contact": around["contact"] is not None,
        "contact_url": f"/contacts/{follow_up['contact_id']}",
        "do_not_contact": card["do_not_contact"],
        **_talk(around["encounter"], around["event"], follow_up, here),
        **_deadline(follow_up, here),
        **_ending(follow_up, here),
        "reason": values.get("skipped_reason", ""),
        "errors": {"skipped_reason": errors.get("skipped_reason", "")},
        "has_errors": bool(errors),
        "error_list": [
            {"field": field, "label": here.t(f"follow_ups.fields.{field}"), "key": key}
            for field, key in errors.items()
        ],
        **_next(follow_up, around["queue"], here),
        **queue_context(around["queue"], follow_up["id"], here),
    }


def called(contact: Record, shown: str, here: Here) -> str:
    """Promise how a person is spoken of: 佐藤さん, Linhさん; a card without a name by what stands on it."""
    first, second = contact["family_name"], contact["given_name"]
    if name.is_latin(first + second):
        first, second = second, first
    return here.t("follow_ups.called", name=first or second) if first or second else shown


def thanked_name(contact: Record, follow_up: Record, here: Here) -> str:
    """Promise the name of somebody to thank; the moment of meeting stands in for a missing one."""
    due_at = follow_up["due_at"]
    met_at = later(due_at, -thanks.ALLOWED_MINUTES) if due_at else ""
    return name.display_name(contact, here.t, local_time(met_at, here.time_zone))


def _row(follow_up: Record, contacts: Mapping[str, Record], current: str, here: Here) -> Context:
    card = contacts.get(follow_up["contact_id"], UNKNOWN)
    return {
        "id": follow_up["id"],
        "url": f"/follow-ups/{follow_up['id']}",
        "name": thanked_name(card, follow_up, here),
        "organization_line": name.organization_line(card),
        "is_current": follow_up["id"] == current,
        **_deadline(follow_up, here),
    }


def _done_row(
    follow_up: Record, contacts: Mapping[str, Record], current: str, here: Here
) -> Context:
    card = contacts.get(follow_up["contact_id"], UNKNOWN)
    return {
        "id": follow_up["id"],
        "url": f"/follow-ups/{follow_up['id']}",
        "name": thanked_name(card, follow_up, here),
        "sent_text": _sent_text(follow_up, here),
        "is_current": follow_up["id"] == current,
    }


def _deadline(follow_up: Record, here: Here) -> Context:
    due_at = follow_up["due_at"]
    return {
        "due_at": due_at,
        "remaining_text": remaining_text(remaining(due_at, here.now), here.t),
        "percent": thanks.percent_left(due_at, here.now),
        "is_late": thanks.is_late(due_at, here.now),
        "is_warm": thanks.is_warm(due_at, here.now),
    }


def _card(card: Record, shown: str) -> Context:
    tels = [tel for tel in card["tels"] if tel["kind"] != "fax"]
    lines = [{"text": mail, "url": ways.mail_href(mail)} for mail in card["emails"][:2]]
    lines += [{"text": tel["number"], "url": ways.tel_href(tel["number"])} for tel in tels[:2]]
    urls = [line["url"] for line in lines]
    return {
        "name": shown,
        "reading": name.reading_text(card),
        "is_latin": name.is_latin(name.full_name(card)),
        "organization": card["organization"],
        "role": name.post(card),
        "card_lines": lines,
        "mail_url": next((url for url in urls if url.startswith("mailto:")), ""),
        "tel_url": next((url for url in urls if url.startswith("tel:")), ""),
    }


def _talk(talk: Record | None, event: Record | None, follow_up: Record, here: Here) -> Context:
    answers = [
        {
            "label": here.t(f"follow_ups.talk.{field}"),
            "text": talk[field],
            "is_wish": field == "looking_for",
        }
        for field in ANSWERS
        if talk and talk[field]
    ]
    met_at = talk["met_at"] if talk else ""
    note_url = f"/contacts/{follow_up['contact_id']}/note"
    return {
        "met_text": moment_text(met_at, here.now, here.time_zone, here.locale, here.t),
        "event_title": event["title"] if event else "",
        "event_url": f"/events/{event['id']}" if event else "",
        "is_event_gone": event is None and bool(talk and talk["event_id"]),
        "talks": answers,
        "has_talks": bool(answers),
        "note_url": note_url + (f"?encounter={talk['id']}" if talk else ""),
    }


def _ending(follow_up: Record, here: Here) -> Context:
    return {
        "state": thanks.state(follow_up),
        "due_text": due_text(follow_up, here),
        "sent_text": _sent_text(follow_up, here),
        "skipped_reason": follow_up["skipped_reason"],
        "is_put_off": thanks.is_snoozed(follow_up, here.now),
        "sent_subject": follow_up["subject"] if follow_up["sent_at"] else "",
        "sent_body": follow_up["body"] if follow_up["sent_at"] else "",
    }


def due_text(follow_up: Record, here: Here) -> str:
    """Promise the deadline in words: 20:30 まで when it is today, else with its date."""
    due_at = follow_up["due_at"]
    if not due_at:
        return ""
    is_today = local_date(due_at, here.time_zone) == local_date(here.now, here.time_zone)
    whole = moment_text(due_at, here.now, here.time_zone, here.locale, here.t)
    time = local_time(due_at, here.time_zone) if is_today else whole
    return here.t("follow_ups.until", time=time)


def _sent_text(follow_up: Record, here: Here) -> str:
    """11/20(木) 21:05 メール・2時間後: when, how, and how long after the meeting."""
    sent_at = follow_up["sent_at"]
    if not sent_at:
        return ""
    when = moment_text(sent_at, here.now, here.time_zone, here.locale, here.t)
    how = here.t(f"follow_ups.channel.{follow_up['channel'] or 'other'}")
    if not follow_up["due_at"]:
        return here.t("follow_ups.sent", when=when, how=how)
    after = thanks.ALLOWED_MINUTES - remaining(follow_up["due_at"], sent_at)
    return here.t("follow_ups.sent_after", when=when, how=how, after=_after(max(0, after), here))


def _after(minutes: int, here: Here) -> str:
    if minutes >= 2880:
        return here.t("follow_ups.days_after", n=minutes // 1440)
    if minutes >= 60:
        return here.t("follow_ups.hours_after", n=minutes // 60)
    return here.t("follow_ups.minutes_after", n=minutes)


def _rendered(follow_up: Record) -> str:
    fields = ("sent_at", "skipped_reason", "snoozed_until", "channel")
    return canonical_json({field: follow_up[field] for field in fields})


def _next(follow_up: Record, queue: Record, here: Here) -> Context:
    found = thanks.following(follow_up["id"], queue["open"], here.now)
    if found is None:
        return {"next_url": "", "next_text": ""}
    card = queue["contacts"].get(found["contact_id"], UNKNOWN)
    who = called(card, thanked_name(card, found, here), here)
    return {
        "next_url": f"/follow-ups/{found['id']}",
        "next_text": here.t("follow_ups.next", name=who),
    }
