"""Records -> the context of all evenings side by side: plots, and the same numbers as a table (R6, R49, R51)."""

from collections.abc import Mapping, Sequence
from typing import Any

from server.domain import review_groups as rules
from server.domain.event_check import FORMATS, FULL
from server.domain.moment import date_text, local_date, next_day
from server.domain.text import query_string
from server.pages.event_verdict import yen_text
from server.pages.events import title_of
from server.pages.here import Here
from server.pages.review_plots import beads, length, point_x, point_y, points

Record = Mapping[str, Any]
Context = dict[str, Any]

PERIODS = {"3": 92, "12": 366, "all": 0}
USUAL = {"period": "12", "by": "format", "sort": "held_on", "order": "down"}
ENOUGH_POINTS = 3


def asked_of(given: Mapping[str, str]) -> dict[str, str]:
    """Promise what a reader asked for: the period, the groups, the order of the table; else the usual."""
    known = {
        "period": tuple(PERIODS),
        "by": rules.GROUPED_BY,
        "sort": rules.COLUMNS,
        "order": ("down", "up"),
    }
    return {name: given[name] if given.get(name) in known[name] else USUAL[name] for name in USUAL}


def index_context(evenings: Sequence[Record], around: Record, asked: Record, here: Here) -> Context:
    """Promise the context of reviews/index.html.

    evenings: figures of domain/review; around: events and organizers by id; asked: of asked_of.
    """
    kept = _of_period(evenings, asked["period"], here)
    rows = rules.ordered(kept, asked["sort"], asked["order"] == "down")
    oldest_first = rules.ordered(kept, "held_on", False)
    plot = beads(oldest_first)
    by_id = {each["id"]: each for each in kept}
    for column in plot["columns"]:
        column |= _labels(by_id[column["id"]], here)
    dots = points(kept)
    noticed = rules.notices(kept)
    return {
        "page_title": here.t("reviews.all"),
        "tab": "events",
        "has_rows": bool(kept),
        "has_any": bool(evenings),
        "rows": [_row(each, around["events"][each["id"]], here) for each in rows],
        "headers": [_header(column, asked, here) for column in rules.COLUMNS],
        "periods": [_choice("period", each, asked, here) for each in PERIODS],
        "by": [_choice("by", each, asked, here) for each in rules.GROUPED_BY],
        "by_text": here.t(f"reviews.by.{asked['by']}"),
        "groups": _groups(kept, asked["by"], around, here),
        "totals": _totals(kept, here),
        "plot": plot,
        "dots": dots,
        "has_dots": sum(each["score"] is not None for each in kept) >= ENOUGH_POINTS,
        "ticks": [{"x": point_x(n), "text": str(n)} for n in (0, 2, 4, 6, 8)],
        "rungs": [{"y": point_y(n), "text_y": point_y(n) + 4, "text": str(n)} for n in (0, 3, 5, 8)],
        "notices": [_notice(each, here) for each in noticed],
        "has_notices": bool(noticed),
    }  # fmt: skip


def _of_period(evenings: Sequence[Record], period: str, here: Here) -> list[Record]:
    days = PERIODS[period]
    since = next_day(local_date(here.now, here.time_zone), -days) if days else ""
    return [each for each in evenings if each["held_on"] >= since]


def _labels(each: Record, here: Here) -> Context:
    """The words of one column: how many, what it cost, and which day, as short as 11/20."""
    month, day = each["held_on"][5:7].lstrip("0"), each["held_on"][8:10].lstrip("0")
    return {
        "count_text": str(each["real"]),
        "yen_text": yen_text(each["yen"], here),
        "date_text": f"{month}/{day}" if month else here.t("choosing.nothing"),
    }


def _row(each: Record, event: Record, here: Here) -> Context:
    today = local_date(here.now, here.time_zone)
    nothing = here.t("choosing.nothing")
    share = each["percent_in_time"]
    score = each["score"]
    texts = {
        "held_on": date_text(each["held_on"], today, here.locale, here.t) or nothing,
        "real": str(each["real"]),
        "per_real": yen_text(each["per_real"], here),
        "percent_in_time": nothing if share is None else f"{share}%",
        "next_steps": str(each["next_steps"]),
        "outcomes": str(each["outcomes"]),
        "score": nothing if score is None else here.t("choosing.score", n=score, of=FULL),
        "verdict": here.t(f"reviews.verdict.{each['verdict']}") if each["verdict"] else nothing,
    }
    return {
        "id": each["id"],
        "url": f"/events/{each['id']}/review",
        "title": title_of(event, here),
        "record": f"event:{each['id']}",
        "cells": [
            {"label": here.t(f"reviews.columns.{column}"), "text": texts[column], "is_text": column == "verdict"}
            for column in rules.COLUMNS
        ],
    }  # fmt: skip


def _header(column: str, asked: Record, here: Here) -> Context:
    """A header sorts by its column; pressed again, the other way round."""
    is_current = column == asked["sort"]
    is_down = asked["order"] == "down"
    order = "up" if is_current and is_down else "down"
    if is_current:
        state = "descending" if is_down else "ascending"
    else:
        state = "none"
    return {
        "label": here.t(f"reviews.columns.{column}"),
        "url": _url({**asked, "sort": column, "order": order}, "#evenings"),
        "sorted": state,
    }


def _choice(name: str, value: str, asked: Record, here: Here) -> Context:
    anchor = "#groups" if name == "by" else ""
    return {
        "label": here.t(f"reviews.{name}.{value}"),
        "url": _url({**asked, name: value}, anchor),
        "is_current": asked[name] == value,
    }


def _url(asked: Record, anchor: str) -> str:
    return (
        f"/reviews{query_string({n: '' if v == USUAL[n] else v for n, v in asked.items()})}{anchor}"
    )


def _groups(kept: Sequence[Record], by: str, around: Record, here: Here) -> list[Context]:
    found = rules.groups(kept, by)
    most = max((each["per_real"] or 0 for each in found), default=0)
    return [
        {
            "label": _group_name(each["key"], by, around, here),
            "length": length(each["per_real"] or 0, most),
            "has_length": bool(each["per_real"]),
            "per_real": yen_text(each["per_real"], here),
            "per_outcome": yen_text(each["per_outcome"], here),
            "events": str(each["events"]),
            "real": str(each["real"]),
            "outcomes": str(each["outcomes"]),
        }
        for each in found
    ]


def _group_name(key: str, by: str, around: Record, here: Here) -> str:
    if by == "organizer":
        organizer = around["organizers"].get(key)
        return (
            organizer["name"]
            if organizer and organizer["name"]
            else here.t("reviews.group.no_organizer")
        )
    if by == "fee":
        return here.t(f"reviews.fee.{key or 'unknown'}")
    is_known = key in (FORMATS if by == "format" else ("in_person", "online", "hybrid"))
    return here.t(f"events.{by}.{key}") if is_known else here.t("reviews.group.unknown")


def _totals(kept: Sequence[Record], here: Here) -> list[Context]:
    whole = rules.together(kept)
    share = whole["percent_in_time"]
    texts = {
        "events": str(whole["events"]),
        "real": str(whole["real"]),
        "per_real": yen_text(whole["per_real"], here),
        "in_time": here.t("choosing.nothing") if share is None else f"{share}%",
        "next_steps": str(whole["next_steps"]),
        "introductions": str(whole["introductions"]),
        "outcomes": str(whole["outcomes"]),
        "per_outcome": yen_text(whole["per_outcome"], here),
    }
    return [
        {"label": here.t(f"reviews.totals.{name}"), "text": text} for name, text in texts.items()
    ]


def _notice(each: Record, here: Here) -> str:
    told = {name: yen_text(each[name], here) for name in ("yen", "other_yen") if name in each}
    return here.t(f"reviews.notice.{each['code']}", **told)
