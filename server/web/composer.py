"""A message as it is written, kept and sent. Its routes are those of follow_ups."""

from collections.abc import Mapping
from typing import Any

from flask import Response

from server.domain import draft as drafts
from server.domain import follow_up as rules
from server.domain.capture import new_change
from server.domain.change_id import nth_change_id
from server.domain.draft_check import send_errors
from server.domain.form import changed, last, next_revision
from server.domain.next_step import sent_values
from server.pages.composer import FIELDS, composer_context, facts_of, shown_message
from server.store.encounters import encounters_of_contact
from server.store.follow_ups import find_any_follow_up, follow_ups_open
from server.store.messages import messages_of_contact
from server.store.my_card import my_card
from server.store.preferences import preference
from server.web.context import clock, current_account, fragment, go, new_id, time_zone
from server.web.form import change_of, fields, here, sent, sent_id, sent_revision, write

Record = dict[str, Any]


def with_sender(follow_up: Mapping[str, Any], around: Record) -> Record:
    """Promise what stands beside a follow-up, and whose message it is: own card, signature, name, earlier meetings."""
    account = current_account()
    met = encounters_of_contact(account.id, follow_up["contact_id"])
    talk = around["encounter"]
    return {
        **around,
        "card": my_card(account.id),
        "signature": preference(account.id).get("signature", ""),
        "display_name": account.display_name,
        "met_before": any(talk and each["met_at"] < talk["met_at"] for each in met),
        "message_id": sent_id("message_id") if "message_id" in fields() else new_id(),
    }


def keep(follow_up: Record, around: Record) -> Response:
    """The words as they are typed. Where only the way or the proposal was chosen, an untouched draft follows it."""
    values, rendered = rules.draft_values(fields()), last(fields(), "rendered")
    edits = changed(values, rendered)
    chosen: Record = {**follow_up, **{f: values[f] for f in ("channel", "proposal") if f in edits}}
    if "proposal" in edits and (follow_up["body"] or "body" in edits):
        words = drafts.proposal_of(facts_of(chosen, around), time_zone(), clock())
        body = drafts.switched(values["body"], words, edits["proposal"] == "next_step")
        edits |= {"body": body} if body != values["body"] else {}
    errors = write([change_of("follow_up", follow_up["id"], edits)]) if edits else {}
    kept = find_any_follow_up(current_account().id, follow_up["id"]) or follow_up
    revision = next_revision(sent_revision(), rendered, follow_up, kept["revision"])
    shown = {**values, **{f: edits[f] for f in edits}}
    is_redrawn = "body" in edits and edits["body"] != values["body"]
    if not errors and not kept["body"] and edits.keys() & {"channel", "proposal"}:
        shown, is_redrawn = shown_message(kept, around, here()), True
    state: Record = {
        "message": shown,
        "errors": errors,
        "is_saved": not errors,
        "is_redrawn": is_redrawn,
    }
    if errors:
        state["rendered"] = rendered
    context = composer_context(kept, around, {**state, "revision": revision}, here())
    return fragment("follow_ups/_draft_saved.html", context, 422 if errors else 200)


def send(follow_up: Record, around: Record) -> Response:
    """It went out: the promise is kept and the message stands in the log, both or neither (R39)."""
    at = sent().at
    if follow_up["sent_at"]:
        return go(next_url(follow_up["id"]))
    written = {f: v for f, v in rules.draft_values(fields()).items() if f in fields() and v}
    values = {**rules.form_values(fields(), at, time_zone()), **written}
    errors = send_errors(fields())
    after = {**follow_up, **values}
    edits = {**values, **sent_values(after, at, time_zone())}
    message = {
        "contact_id": follow_up["contact_id"],
        "follow_up_id": follow_up["id"],
        "event_id": around["event"]["id"] if around["event"] else "",
        **{field: after[field] for field in ("channel", "subject", "body", "sent_at")},
    }
    change = change_of("follow_up", follow_up["id"], edits)
    second = nth_change_id(change["change_id"], 1)
    log = new_change(second, "message", around["message_id"], at, message)
    errors = errors or write([change, log])
    if not errors:
        return go(next_url(follow_up["id"]))
    shown = {**shown_message(follow_up, around, here()), **rules.draft_values(fields())}
    state: Record = {"message": {f: shown[f] for f in FIELDS}, "errors": errors}
    state |= {"rendered": last(fields(), "rendered"), "revision": sent_revision()}
    context = composer_context(follow_up, around, state, here())
    return fragment("follow_ups/_draft_saved.html", context, 422)


def unsent(follow_up: Record) -> list[Record]:
    """Promise the changes that take the message of a promise out of the log again."""
    log = messages_of_contact(current_account().id, follow_up["contact_id"])
    own = [each for each in log if each["follow_up_id"] == follow_up["id"]]
    change_id, at = sent()
    return [
        {
            **new_change(nth_change_id(change_id, n), "message", each["id"], at, {}),
            "base": each["revision"],
            "deleted": True,
        }
        for n, each in enumerate(own, start=1)
        if each["sent_at"] == follow_up["sent_at"]
    ]


def next_url(follow_up_id: str) -> str:
    """The next person on the list, else the list itself: everybody was reached."""
    waiting = follow_ups_open(current_account().id)
    found = rules.following(follow_up_id, waiting, clock())
    return f"/follow-ups/{found['id']}" if found else "/follow-ups"
