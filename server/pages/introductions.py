"""Records -> the contexts of suggested pairs and of the list of introductions. One introduction is in introducing."""

from collections.abc import Mapping, Sequence
from typing import Any

from server.domain import introducing as rules
from server.domain.moment import date_text, local_date
from server.domain.name import display_name, is_latin
from server.domain.text import one_line, query_string
from server.pages.here import Here
from server.pages.introducing import called, pair_text

Record = Mapping[str, Any]
Context = dict[str, Any]

# So many pairs are read at once.
SHOWN = 5
_GROUPS = {
    "waiting": ("waiting",),
    "draft": ("draft",),
    "tied": ("tied",),
    "past": ("declined", "expired", "ended"),
    "received": ("received",),
}


def index_context(found: Record, here: Here) -> Context:
    """Promise the context of introductions/index.html.

    found: introductions (newest first), contacts by id; pairs and what else suggestions_context asks for.
    """
    rows = [_row(each, found["contacts"], here) for each in found["introductions"]]
    counts = rules.given_received(found["introductions"], here.now)
    return {
        "page_title": here.t("introductions.title"),
        "tab": "contacts",
        **{f"{name}_count": str(count) for name, count in counts.items()},
        **suggestions_context(found, here),
        "groups": [
            {
                "name": name,
                "title": here.t(f"introductions.group.{name}"),
                "has_rows": any(row["state"] in states for row in rows),
            }
            for name, states in _GROUPS.items()
        ],
        "rows": [
            {**row, "group": name}
            for name, states in _GROUPS.items()
            for row in rows
            if row["state"] in states
        ],
        "has_introductions": any(row["state"] != "dismissed" for row in rows),
    }


def suggestions_context(found: Record, here: Here) -> Context:
    """Promise the context of introductions/_suggestions.html: pairs that may suit each other, and why (R34).

    found: pairs (domain/suggestion), contacts by id, event_id, ids (for each pair, in case it is put aside),
    dismissed (id of the record just put aside, with its revision, or {}), most.
    """
    pairs = found["pairs"][: found["most"]]
    return {
        "suggested": [
            _suggested(pair, id, found, here) for pair, id in zip(pairs, found["ids"], strict=False)
        ],
        "has_suggested": bool(pairs),
        "more_url": "/introductions" + query_string({"event": found["event_id"], "many": "yes"}),
        "more_text": here.t("introductions.more", n=len(found["pairs"]) - len(pairs))
        if len(found["pairs"]) > len(pairs)
        else "",
        "dismissed_id": found["dismissed"].get("id", ""),
        "dismissed_revision": found["dismissed"].get("revision", 0),
        "event_id": found["event_id"],
    }


def counts_text(introductions: Sequence[Record], here: Here) -> str:
    """Promise 紹介した 3件・つながった 1件・紹介された 2件, or "" when there is none (R35)."""
    counts = rules.given_received(introductions, here.now)
    names = [name for name in ("given", "tied", "received") if counts[name]]
    return "・".join(here.t(f"introductions.count.{name}", n=counts[name]) for name in names)


def _row(introduction: Record, contacts: Mapping[str, Record], here: Here) -> Context:
    state = rules.state(introduction, here.now)
    sides = rules.SIDES[:1] if state == "received" else rules.SIDES
    names = [called(contacts.get(introduction[f"{side}_contact_id"]), here) for side in sides]
    made_on = local_date(introduction["created_at"], here.time_zone)
    today = local_date(here.now, here.time_zone)
    return {
        "id": introduction["id"],
        "url": f"/introductions/{introduction['id']}",
        "text": pair_text(names, here),
        "state": state,
        "is_tied": state == "tied",
        "state_text": here.t(f"introductions.state.{state}"),
        "sentence": one_line(introduction["sentence"]),
        "result": one_line(introduction["result"]),
        "when_text": date_text(made_on, today, here.locale, here.t),
    }


def _suggested(pair: Record, id: str, found: Record, here: Here) -> Context:
    contacts = found["contacts"]
    first, second = contacts[pair["first_id"]], contacts[pair["second_id"]]
    asked = {"first": first["id"], "second": second["id"], "event": found["event_id"]}
    return {
        "id": id,
        "first_id": first["id"],
        "second_id": second["id"],
        "first_name": display_name(first, here.t, ""),
        "first_is_latin": is_latin(display_name(first, here.t, "")),
        "second_name": display_name(second, here.t, ""),
        "second_is_latin": is_latin(display_name(second, here.t, "")),
        "pair_text": pair_text([called(first, here), called(second, here)], here),
        "need_label": here.t(f"introductions.said.{pair['need']['field']}"),
        "need_text": one_line(pair["need"]["text"]),
        "offer_label": here.t(f"introductions.said.{pair['offer']['field']}"),
        "offer_text": one_line(pair["offer"]["text"]),
        "words_text": "・".join(_word(each, here) for each in pair["words"]),
        "url": "/introductions/new" + query_string(asked),
    }


def _word(word: Record, here: Here) -> str:
    if word["need"] == word["offer"]:
        return str(word["need"])
    return here.t("introductions.alike", need=word["need"], offer=word["offer"])
