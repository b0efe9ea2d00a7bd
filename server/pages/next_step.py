"""Records -> the next step with a person: its form, its answer, its line on Today, its place in a calendar."""

from collections.abc import Mapping, Sequence
from typing import Any

from server.domain import name
from server.domain import next_step as rules
from server.domain.holidays import is_holiday, is_working_day
from server.domain.moment import (
    date_text,
    later,
    local_date,
    local_time,
    moment_text,
    next_day,
)
from server.domain.proposal import slot_text
from server.domain.text import canonical_json, one_line
from server.pages.here import Here

Record = Mapping[str, Any]
Context = dict[str, Any]

USUAL_MINUTES = 30
# Minutes before the start of what was decided: a day, and an hour.
ALARMS = (1440, 60)
_FEWEST_ROWS = 2
_MONTHS = 6
_LABELS = {
    "slots": ("slot-day-1", "next_step.slots"),
    "length_minutes": ("length_minutes", "next_step.length"),
    "decided_slot": ("decided_day", "next_step.other_time"),
    "month": ("month", "next_step.month"),
}


def next_step_context(
    follow_up: Record, contact: Record | None, sent: Record, here: Here
) -> Context:
    """Promise the context of follow_ups/_next_step.html: everything under the one name `step`.

    contact may be None; sent: {} at first; after a form was sent values, slots and length (as typed), errors,
    month, rendered, revision.
    """
    errors = sent.get("errors", {})
    shown = {**follow_up, **sent.get("values", {})}
    return {
        "step": {
            "url": f"/follow-ups/{follow_up['id']}/next-step",
            "title": here.t("next_step.with", name=_who(contact, here)),
            "revision": sent.get("revision", follow_up["revision"]),
            "rendered": sent.get("rendered", _rendered(follow_up)),
            "state": follow_up["reply"],
            "state_text": _state_text(follow_up, here),
            "has_step": rules.has_step(follow_up),
            "topic": shown["topic"],
            "length_minutes": sent.get("length", _number(shown["length_minutes"])),
            "place": shown["place"],
            "forms": _forms(shown["form"], here),
            "rows": _rows(sent.get("slots", _typed(shown["slots"], here)), here),
            "choices": _choices(follow_up, here),
            "has_choices": bool(follow_up["slots"]),
            "months": _months(sent.get("month", ""), here),
            "can_put": not follow_up["sent_at"],
            "calendar_url": _calendar_url(follow_up),
            "weekdays": " ".join(here.t(f"moment.weekday.{n}") for n in (7, 1, 2, 3, 4, 5, 6)),
            "errors": {field: errors.get(field, "") for field in _LABELS},
            "has_errors": bool(errors),
            "error_list": [
                {"field": _LABELS[field][0], "label": here.t(_LABELS[field][1]), "key": key}
                for field, key in errors.items()
                if field in _LABELS
            ],
        }
    }


def step_rows(steps: Sequence[Record], contacts: Mapping[str, Record], here: Here) -> list[Context]:
    """Promise the lines of Today: who owes an answer or asked for this month, then what was decided and comes next."""
    today = local_date(here.now, here.time_zone)
    back = sorted((each for each in steps if rules.is_back(each, today)), key=rules.back_on)
    coming = [each for each in steps if each["decided_slot"] >= here.now]
    coming.sort(key=lambda each: str(each["decided_slot"]))
    return [
        {
            "id": each["id"],
            "url": f"/follow-ups/{each['id']}",
            "step_url": f"/follow-ups/{each['id']}/next-step",
            "revision": each["revision"],
            "name": _who(contacts.get(each["contact_id"]), here),
            "text": _state_text(each, here),
            "topic": _topic(each, here),
            "is_back": rules.is_back(each, today),
        }
        for each in (*back, *coming)
    ]


def today_context(steps: Sequence[Record], contacts: Mapping[str, Record], here: Here) -> Context:
    """Promise what today/_ahead.html needs. steps: those back, and those coming; one may be both."""
    rows = step_rows(list({each["id"]: each for each in steps}.values()), contacts, here)
    return {"ahead": rows, "has_ahead": bool(rows)}


def person_context(steps: Sequence[Record], here: Here) -> Context:
    """Promise what contacts/_next_steps.html needs: every next step with one person, in words."""
    return {
        "person_steps": [
            {
                "url": f"/follow-ups/{each['id']}",
                "text": _state_text(each, here),
                "topic": _topic(each, here),
            }
            for each in steps
            if rules.has_step(each)
        ]
    }


def times_context(follow_ups: Sequence[Record], here: Here) -> Context:
    """Promise what follow_ups/_queue.html needs besides: whether a next step has a time ahead, for one file of all."""
    return {"has_times": any(rules.last_slot(each) >= here.now for each in follow_ups)}


def calendar_events(
    steps: Sequence[Record], contacts: Mapping[str, Record], here: Here
) -> list[Context]:
    """Promise one event for each next step that has a time: the decided one, else the first one proposed.

    Its uid is the follow-up's, so that deciding moves what a calendar already holds.
    """
    with_time = [each for each in steps if rules.agreed_slots(each)]
    with_time.sort(key=lambda each: (rules.agreed_slots(each)[0], each["id"]))
    return [_calendar_event(each, contacts.get(each["contact_id"]), here) for each in with_time]


def _calendar_event(step: Record, contact: Record | None, here: Here) -> Context:
    slots, minutes = rules.agreed_slots(step), step["length_minutes"] or USUAL_MINUTES
    place = one_line(step["place"])
    is_link = place.startswith(("https://", "http://"))
    others = [
        here.t("next_step.or", time=slot_text(each, minutes, here.locale, here.time_zone, here.now))
        for each in slots[1:]
    ]
    is_certain = bool(step["decided_slot"])
    what = here.t(f"next_step.form.{step['form'] or 'exchange'}")
    key = "next_step.summary" if is_certain else "next_step.summary_tentative"
    company = contact["organization"] if contact else ""
    return {
        "uid": f"{step['id']}@enishi",
        "starts_at": slots[0],
        "ends_at": later(slots[0], minutes),
        "summary": here.t(key, what=what, name=_who(contact, here)),
        "location": "" if is_link else place,
        "url": place if is_link else "",
        "description": "\n".join(text for text in (company, step["topic"], *others) if text),
        "is_certain": is_certain,
        "alarms": list(ALARMS) if is_certain else [],
    }


def _who(contact: Record | None, here: Here) -> str:
    """佐藤 健一さん; a card without a name by its company."""
    full = name.full_name(contact) if contact else ""
    if full:
        return here.t("next_step.called", name=full)
    return (contact["organization"] if contact else "") or here.t("contacts.unnamed")


def _state_text(step: Record, here: Here) -> str:
    """返事待ち (11/21(土)から), 11/25(水) 10:00 に決まりました ..."""
    reply, today = step["reply"], local_date(here.now, here.time_zone)
    if step["decided_slot"]:
        when = moment_text(step["decided_slot"], here.now, here.time_zone, here.locale, here.t)
        return here.t("next_step.state.decided", time=when)
    if rules.is_back(step, today):
        return here.t(f"next_step.state.{reply}_back")
    if reply == "later" and step["remind_on"]:
        day = date_text(step["remind_on"], today, here.locale, here.t)
        return here.t("next_step.state.later", day=day)
    return here.t(f"next_step.state.{reply}") if reply else ""


def _topic(step: Record, here: Here) -> str:
    """What for: the topic, else the form."""
    return one_line(step["topic"]) or (
        here.t(f"next_step.form.{step['form']}") if step["form"] else ""
    )


def _forms(chosen: str, here: Here) -> list[Context]:
    return [
        {
            "value": each,
            "field_id": f"form-{each}",
            "label": here.t(f"next_step.form.{each}"),
            "is_chosen": each == chosen,
        }
        for each in rules.FORMS
    ]


def _typed(slots: Sequence[str], here: Here) -> list[tuple[str, str]]:
    zone = here.time_zone
    return [(local_date(each, zone), local_time(each, zone)) for each in slots]


def _rows(slots: Sequence[tuple[str, str]], here: Here) -> list[Context]:
    """The times typed, and room for one more; two rows at least, three at most, or all that were typed."""
    count = max(_FEWEST_ROWS, min(rules.MOST_SLOTS, len(slots) + 1), len(slots))
    rows = [*slots, *[("", "")] * (count - len(slots))]
    return [
        {
            "day": day,
            "time": time,
            "day_id": f"slot-day-{n}",
            "time_id": f"slot-time-{n}",
            "label": here.t("next_step.slot", n=n),
            "weekday": _weekday(day, here),
        }
        for n, (day, time) in enumerate(rows, start=1)
    ]


def _weekday(day: str, here: Here) -> str:
    """(火), (月・祝) or (土・休): offices that are closed are said."""
    shown = date_text(day, day, "ja", here.t)
    if not shown:
        return ""
    weekday = shown[shown.index("(") + 1 : -1]
    if is_holiday(day):
        return here.t("next_step.holiday", weekday=weekday)
    return here.t(
        "next_step.weekday" if is_working_day(day) else "next_step.closed", weekday=weekday
    )


def _choices(step: Record, here: Here) -> list[Context]:
    return [
        {
            "value": each,
            "field_id": f"decided-{n}",
            "label": moment_text(each, here.now, here.time_zone, here.locale, here.t),
            "is_chosen": n == 1,
        }
        for n, each in enumerate(step["slots"], start=1)
    ]


def _months(chosen: str, here: Here) -> list[Context]:
    """The months from the next one on; a month that was sent stays chosen."""
    found, day = [], f"{local_date(here.now, here.time_zone)[:7]}-01"
    for _ in range(_MONTHS):
        day = f"{next_day(day, 31)[:7]}-01"
        month = here.t(f"moment.month.{int(day[5:7])}")
        found.append(
            {
                "value": day[:7],
                "label": here.t("next_step.month_of", year=day[:4], month=month),
                "is_chosen": day[:7] == chosen,
            }
        )
    return found


def _calendar_url(step: Record) -> str:
    return f"/follow-ups/{step['id']}/calendar.ics" if rules.agreed_slots(step) else ""


def _number(value: int | None) -> str:
    return "" if value is None else str(value)


def _rendered(step: Record) -> str:
    fields = ("topic", "form", "length_minutes", "slots", "place")
    return canonical_json({field: step[field] for field in fields})
