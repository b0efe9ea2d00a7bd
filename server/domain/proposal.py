"""The proposal of a next step as a message says it, in the language of the message. The draft around it is in draft."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from server.domain.moment import DEFAULT_ZONE, later, local_date, local_time
from server.domain.next_step import agreed_slots
from server.domain.text import one_line

Record = Mapping[str, Any]

LONGEST_LINE = 30
_WEEKDAYS = {
    "ja": "月火水木金土日",
    "en": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
}
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_OPENING = {
    "document": "よろしければ、",
    "introduction": "よろしければ一度、",
}
_WISH = {
    "exchange": "情報交換させていただけないでしょうか。",
    "meeting": "打ち合わせをさせていただけないでしょうか。",
    "visit": "お伺いしてお話しできないでしょうか。",
    "online": "オンラインでお話しできないでしょうか。",
    "document": "資料をお送りしてもよろしいでしょうか。",
    "introduction": "お力になれそうな方を\nご紹介してもよろしいでしょうか。",
    "": "お話しさせていただけないでしょうか。",
}
_ENGLISH_WISH = {
    "exchange": "to exchange notes",
    "meeting": "for a meeting",
    "visit": "for a visit to your office",
    "online": "for an online call",
    "": "to talk",
}


def proposal_text(follow_up: Record, language: str, time_zone: str, now: str) -> str:
    """Promise the paragraph that proposes the next step, "ja" or "en"; lines of Japanese up to 30 characters.

    Topic, form, length, place and the times that still stand are taken from the record; what is missing is left out.
    """
    write = _japanese if language == "ja" else _english
    return "\n".join(write(follow_up, time_zone, now))


def slot_text(at: str, minutes: int, language: str, time_zone: str, now: str) -> str:
    """Promise one time in full: 11月25日(火) 10:00〜10:30, or Tue 25 Nov, 10:00–10:30."""
    day = local_date(at, time_zone)
    weekday = _WEEKDAYS[language][date.fromisoformat(day).weekday()]
    year = "" if day[:4] == local_date(now, time_zone)[:4] else day[:4]
    month, number = int(day[5:7]), int(day[8:])
    time = local_time(at, time_zone)
    until = local_time(later(at, minutes), time_zone) if minutes else ""
    if language == "ja":
        shown = f"{f'{year}年' if year else ''}{month}月{number}日({weekday}) {time}"
        return f"{shown}〜{until}" if until else shown
    shown = f"{weekday} {number} {_MONTHS[month - 1]}{f' {year}' if year else ''}, {time}"
    return f"{shown}–{until}" if until else shown


def _japanese(step: Record, time_zone: str, now: str) -> list[str]:
    kind, minutes = step["form"], step["length_minutes"] or 0
    length = f"{_length(minutes)}ほど" if minutes else ""
    opening = _OPENING.get(kind, f"ぜひ一度、改めて{length}お時間をいただき、")
    found = [opening, *_about(one_line(step["topic"]), kind), *_WISH[kind].split("\n")]
    slots = agreed_slots(step)
    if kind == "document" or (kind == "introduction" and not slots):
        return found
    if slots:
        found += ["", "日程は、次のいずれかではいかがでしょうか。"]
        found += [f"・{slot_text(each, minutes, 'ja', time_zone, now)}" for each in slots]
    else:
        found += ["", "ご都合のよい日時を", "いくつかお知らせいただけますと幸いです。"]
    place = one_line(step["place"])
    return found + (_wrapped(f"場所：{place}") if place else [])


def _about(topic: str, kind: str) -> list[str]:
    if not topic:
        return []
    tail = "についての" if kind == "document" else "について"
    return _wrapped(topic + tail)


def _length(minutes: int) -> str:
    hours, rest = divmod(minutes, 60)
    if not hours:
        return f"{minutes}分"
    return f"{hours}時間{f'{rest}分' if rest else ''}"


def _wrapped(text: str) -> list[str]:
    """Lines of at most 30 characters."""
    return [text[n : n + LONGEST_LINE] for n in range(0, len(text), LONGEST_LINE)]


def _english(step: Record, time_zone: str, now: str) -> list[str]:
    kind, minutes = step["form"], step["length_minutes"] or 0
    about = f" about {one_line(step['topic'])}" if step["topic"] else ""
    if kind == "document":
        return [f"May I send you some material{about}?"]
    if kind == "introduction":
        return [f"May I introduce you to somebody who could help{about}?"]
    length = f"{minutes} minutes" if minutes else "some time"
    found = [f"Would you have {length} {_ENGLISH_WISH[kind]}{about}?"]
    slots = agreed_slots(step)
    zone = "Tokyo time" if time_zone == DEFAULT_ZONE else time_zone
    if slots:
        found += ["", f"Would one of these suit you ({zone})?"]
        found += [f"- {slot_text(each, minutes, 'en', time_zone, now)}" for each in slots]
    else:
        found += ["", "Please let me know what times would suit you."]
    place = one_line(step["place"])
    return [*found, f"Place: {place}"] if place else found
