"""Records -> the context of one introduction: its form, its page, one received. The list is in introductions."""

from collections.abc import Mapping
from typing import Any

from server.domain import introducing as rules
from server.domain.moment import moment_text
from server.domain.name import display_name, is_latin, organization_line
from server.domain.suggestion import person_of
from server.domain.text import canonical_json, one_line
from server.pages.here import Here

Record = Mapping[str, Any]
Context = dict[str, Any]

EDITED = (
    "sentence",
    "lifetime_days",
    *(
        f"{side}_{part}"
        for side in rules.SIDES
        for part in ("fields", "consent", "consent_note", "consent_fields")
    ),
)
RECEIVED = ("introducer_id", "first_contact_id", "event_id", "sentence", "result")
_OTHER = {"first": "second", "second": "first"}


def form_context(introduction: Record, around: Record, sent: Record, here: Here) -> Context:
    """Promise the context of introductions/_form.html.

    introduction: the record, or a new one (revision 0) with what is proposed. around: people (contacts to
    choose from), contacts and talks (a list for each) by id. sent: {} or values, rendered, revision, errors.
    """
    values = {**introduction, **sent.get("values", {})}
    errors = sent.get("errors", {})
    is_new = introduction["created_at"] == ""
    days = values["lifetime_days"] or rules.USUAL_LIFETIME
    return {
        "id": introduction["id"],
        "is_new": is_new,
        "form_url": "/introductions" if is_new else f"/introductions/{introduction['id']}",
        "revision": sent.get("revision", introduction["revision"]),
        "rendered": sent.get("rendered", "{}" if is_new else rendered(introduction)),
        "event_id": values["event_id"],
        "sentence": values["sentence"],
        "sentence_error": errors.get("sentence", ""),
        **{f"lifetime_is_{each}": days == each for each in rules.LIFETIMES},
        "sides": [_side_form(side, values, around, errors, here) for side in rules.SIDES],
        "first_people": _choices(around["people"], values["first_contact_id"], here),
        "second_people": _choices(around["people"], values["second_contact_id"], here),
        **_summary(errors, here),
    }  # fmt: skip


def rendered(introduction: Record) -> str:
    """Promise what a form of this introduction was printed with."""
    return canonical_json({field: introduction[field] for field in EDITED})


def show_context(introduction: Record, around: Record, here: Here) -> Context:
    """Promise the context of introductions/show.html; around as for the form, with event (record or None)."""
    contacts = around["contacts"]
    state = rules.state(introduction, here.now)
    names = [called(contacts.get(introduction[f"{side}_contact_id"]), here) for side in rules.SIDES]
    if state == "received":
        names = names[:1]
    return {
        "page_title": pair_text(names, here),
        "tab": "contacts",
        "state": state,
        "is_tied": state == "tied",
        "is_open": state in ("draft", "waiting", "expired"),
        "has_links": state == "waiting",
        "can_make_links": state in ("draft", "expired", "waiting"),
        "is_given": state not in ("draft", "dismissed", "received"),
        "is_received": state == "received",
        "can_end": state in ("waiting", "tied"),
        "state_text": here.t(f"introductions.state.{state}"),
        "state_help": here.t(f"introductions.state_help.{state}"),
        "expires_text": here.t("introductions.until", when=_when(introduction["expires_at"], here))
        if state == "waiting" and introduction["expires_at"]
        else "",
        "event_title": around["event"]["title"] if around["event"] else "",
        "event_url": f"/events/{introduction['event_id']}" if around["event"] else "",
        "introducer": called(contacts.get(introduction["introducer_id"]), here),
        "introducer_url": _url(introduction["introducer_id"], contacts),
        "links": [_side_shown(side, introduction, contacts, here) for side in rules.SIDES],
        **result_context(introduction, {}, here),
        **form_context(introduction, around, {}, here),
    }


def result_context(introduction: Record, sent: Record, here: Here) -> Context:
    """Promise the context of introductions/_result.html: what came of it. sent: as for the form."""
    errors = sent.get("errors", {})
    return {
        "id": introduction["id"],
        "revision": sent.get("revision", introduction["revision"]),
        "result": {**introduction, **sent.get("values", {})}["result"],
        "result_rendered": sent.get("rendered", canonical_json({"result": introduction["result"]})),
        "result_text": _when(introduction["result_at"], here),
        "result_error": errors.get("result", ""),
        **_summary(errors, here),
    }


def received_context(introduction: Record, around: Record, sent: Record, here: Here) -> Context:
    """Promise the context of introductions/_received_form.html: who introduced whom to the owner (R47)."""
    values = {**introduction, **sent.get("values", {})}
    errors = sent.get("errors", {})
    return {
        "id": introduction["id"],
        "event_id": values["event_id"],
        "sentence": values["sentence"],
        "result": values["result"],
        "introducers": _choices(around["people"], values["introducer_id"], here),
        "first_people": _choices(around["people"], values["first_contact_id"], here),
        "errors": {field: errors.get(field, "") for field in RECEIVED},
        **_summary(errors, here),
    }


def called(contact: Record | None, here: Here) -> str:
    """Promise how a person is called in the app: 佐藤 健一さん; somebody taken out is named so."""
    if contact is None:
        return here.t("introductions.gone")
    return here.t("contacts.san", name=display_name(contact, here.t, ""))


def pair_text(names: list[str], here: Here) -> str:
    """Promise 佐藤さんと田中さんを紹介, or for one received 田中さんを紹介してもらった."""
    if len(names) == 1:
        return here.t("introductions.received_one", name=names[0])
    return here.t("introductions.pair", first=names[0], second=names[1])


def line_of(items: list[dict[str, str]], here: Here) -> str:
    """Promise the first wish or piece of work in one line: 探している：画像判定を小さく試せる会社."""
    if not items:
        return ""
    label = here.t(f"introductions.said.{items[0]['field']}")
    return here.t("contacts.talk_line", label=label, text=one_line(items[0]["text"]))


def _side_form(
    side: str, values: Record, around: Record, errors: Mapping[str, str], here: Here
) -> Context:
    contact = around["contacts"].get(values[f"{side}_contact_id"])
    other = around["contacts"].get(values[f"{_OTHER[side]}_contact_id"])
    told = person_of(contact, around["talks"].get(contact["id"], [])) if contact else None
    name = called(contact, here) if contact else here.t(f"introductions.{side}_person")
    whom = called(other, here) if other else here.t(f"introductions.{_OTHER[side]}_person")
    consent, ways = values[f"{side}_consent"], values[f"{side}_consent_fields"]
    shown = values[f"{side}_fields"]
    return {
        "side": side,
        "label": here.t(f"introductions.fields.{side}_contact_id"),
        "name": name,
        "need_line": line_of(told["needs"], here) if told else "",
        "offer_line": line_of(told["offers"], here) if told else "",
        "agreed": bool(consent),
        "agreed_label": here.t("introductions.agreed", name=name, other=whom),
        "shown_label": here.t("introductions.shown_of", name=name, other=whom),
        **{f"how_{how}": (consent or "in_person") == how for how in rules.CONSENTS},
        "note": values[f"{side}_consent_note"],
        "note_error": errors.get(f"{side}_consent_note", ""),
        **{f"shows_{field}": field in shown for field in rules.FIELDS},
        **{f"said_{way}": way in ways for way in rules.WAYS},
        "error": errors.get(f"{side}_contact_id", ""),
    }


def _side_shown(
    side: str, introduction: Record, contacts: Mapping[str, Record], here: Here
) -> Context:
    contact = contacts.get(introduction[f"{side}_contact_id"])
    name = called(contact, here)
    answer = introduction[f"{side}_answer"]
    consent = introduction[f"{side}_consent"]
    when = _when(introduction[f"{side}_answered_at"], here)
    agreed_at = _when(introduction[f"{side}_consent_at"], here)
    return {
        "side": side,
        "name": name,
        "is_latin": is_latin(name),
        "url": _url(introduction[f"{side}_contact_id"], contacts),
        "organization_line": organization_line(contact) if contact else "",
        "answer_text": here.t(f"introductions.answer.{answer or 'none'}", when=when),
        "is_shared": answer == "shared",
        "consent_text": here.t(f"introductions.consent_was.{consent or 'none'}", when=agreed_at),
        "consent_note": introduction[f"{side}_consent_note"],
        "link_hash": introduction[f"{side}_link_hash"],
        "has_link": bool(introduction[f"{side}_link_hash"]) and not answer,
        "code_label": here.t("introductions.code_label", name=name),
        "title": here.t("introductions.link_for", name=name),
        "renew_form": f"renew-{side}",
    }


def _choices(people: list[Record], chosen: str, here: Here) -> list[Context]:
    return [
        {
            "id": each["id"],
            "text": "・".join(
                part for part in (display_name(each, here.t, ""), each["organization"]) if part
            ),
            "is_chosen": each["id"] == chosen,
        }
        for each in people
    ]


def _summary(errors: Mapping[str, str], here: Here) -> Context:
    """The list of what is wrong; a field without a label of its own lends the side's."""
    labels = {field: here.t(f"introductions.fields.{field}") for field in errors}
    rows = [{"field": f, "label": labels[f], "key": key} for f, key in errors.items()]
    return {"has_errors": bool(rows), "error_list": rows}


def _url(contact_id: str, contacts: Mapping[str, Record]) -> str:
    return f"/contacts/{contact_id}" if contact_id in contacts else ""


def _when(at: str, here: Here) -> str:
    return moment_text(at, here.now, here.time_zone, here.locale, here.t)
