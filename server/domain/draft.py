"""The first version of a message: one that could be meant for one person only. Its sentences are in draft_words.

Order: to whom, who I am, thanks, a point of the talk, a proposal if there is one, closing, signature (REQUIREMENTS 5).
"""

from collections.abc import Mapping
from typing import Any

from server.domain import follow_up as thanks
from server.domain import name
from server.domain.address_form import address_lines, printed_company
from server.domain.day_word import day_words, word_at
from server.domain.draft_words import EN, JA
from server.domain.letter import filled, phrases, wrapped
from server.domain.moment import later
from server.domain.proposal import proposal_text
from server.domain.text import one_line

Record = Mapping[str, Any]
Draft = dict[str, str]

SHORT_CHANNELS = ("line", "sms", "sns")
LONGEST_GIST = 40
# The point of a talk, the most useful first; and what thanks are given for besides.
_POINTS = ("looking_for", "challenge", "focus")
_PROPOSED = ("challenge", "focus", "business")
_TOPICS = ("business", "focus", "challenge", "looking_for", "note")
_RULE = "─" * 12


def language_of(contact: Record) -> str:
    """Promise the language to write to somebody in: "en" for a name in Latin letters, else "ja"."""
    return "en" if name.is_latin(name.full_name(contact)) else "ja"


def wants_proposal(follow_up: Record, encounter: Record | None) -> bool:
    """Answer whether the message proposes a next step: as chosen, else by the mark of the talk (R42)."""
    if follow_up["proposal"]:
        return bool(follow_up["proposal"] == "next_step")
    return encounter is not None and bool(encounter["wants_to_meet_again"])


def met_at(follow_up: Record, encounter: Record | None) -> str:
    """Promise the moment of the meeting a message thanks for, or ""."""
    if encounter:
        return str(encounter["met_at"])
    due_at = follow_up["due_at"]
    return later(due_at, -thanks.ALLOWED_MINUTES) if due_at else ""


def gist(text: str) -> str:
    """Promise the first thing a note says, on one line, short enough to be quoted."""
    first = next((line for line in map(one_line, text.split("\n")) if line), "")
    first = first.split("。")[0].rstrip("、。.,").replace("「", "『").replace("」", "』")
    if len(first) <= LONGEST_GIST:
        return first
    place = first.rfind("、", 10, LONGEST_GIST)
    return first[:place] if place > 0 else f"{first[: LONGEST_GIST - 1]}…"


def draft(facts: Record, time_zone: str, now: str) -> Draft:
    """Promise subject, body and the proposal within it ("" for none), in the language of the person.

    facts: follow_up, contact, encounter and event (each or None), card (the owner's own, {} for none),
    display_name, signature, channel, met_before. A talk without a note leaves 〇〇 to be filled in (R41).
    """
    write = _english if language_of(facts["contact"]) == "en" else _japanese
    return write(facts, time_zone, now)


def proposal_of(facts: Record, time_zone: str, now: str) -> str:
    """Promise the paragraph that proposes the next step to this person, whether or not it is wanted."""
    step, talk = facts["follow_up"], facts["encounter"]
    language = language_of(facts["contact"])
    told = next((field for field in _PROPOSED if talk and gist(talk[field])), "")
    quoted = (JA if language == "ja" else EN)[f"proposed.{told}"]
    topic = step["topic"] or "".join(filled(quoted, {"gist": _said(talk, told)}))
    form = step["form"] or "exchange"
    return proposal_text({**step, "topic": topic, "form": form}, language, time_zone, now)


def switched(body: str, proposal: str, wants: bool) -> str:
    """Promise a message written by hand with the proposal in it, or without; it stands before closing and signature."""
    if proposal in body:
        return body if wants else body.replace(f"{proposal}\n\n", "", 1)
    if not wants:
        return body
    parts = body.split("\n\n")
    place = len(parts) - 2 if len(parts) > 3 else len(parts)
    return "\n\n".join([*parts[:place], proposal, *parts[place:]])


def without_talk(facts: Record, time_zone: str, now: str) -> str:
    """Promise the body of a message to this person that says nothing of the talk: what any message would say."""
    talk = facts["encounter"]
    blank = {**talk, **dict.fromkeys(_TOPICS, "")} if talk else None
    return draft({**facts, "encounter": blank}, time_zone, now)["body"]


def _japanese(facts: Record, time_zone: str, now: str) -> Draft:
    event, talk = facts["event"], facts["encounter"]
    kept = _kept(facts)
    values = {**_values(facts), "day": _day(facts, "ja", time_zone, now)}

    def say(*keys: str) -> list[str]:
        return wrapped([part for key in keys for part in filled(JA[key], values)], kept)

    topic, point, after = _chosen(talk, JA)
    values |= {"topic": "".join(filled(JA[f"topic.{topic}"], {"gist": _said(talk, topic)}))}
    opening = event["thanks_opening"] if event else ""
    is_again = facts["met_before"] and bool(event and event["title"])
    proposal = (
        proposal_of(facts, time_zone, now) if wants_proposal(facts["follow_up"], talk) else ""
    )
    said = _topic_lines(topic, talk, values, kept, _thanks_key(opening, is_again=is_again))
    point_lines = (
        wrapped(filled(JA[point], {"gist": _said(talk, point[6:])}), kept) if point else []
    )
    paragraphs = [
        address_lines(facts["contact"], facts["channel"] in SHORT_CHANNELS),
        say(_naming_key(facts, opening), *_late(facts, now)),
        [
            *(_shell(opening, kept) if opening else say("again") if is_again else []),
            *said,
            *point_lines,
            *(say(after) if after and not proposal else []),
        ],
        proposal.split("\n") if proposal else [],
        _shell(event["thanks_closing"], kept)
        if event and event["thanks_closing"]
        else say("closing_step" if proposal else "closing"),
        _signature(facts, _RULE),
    ]
    return {
        "subject": _subject(facts, values, JA),
        "body": _joined(paragraphs),
        "proposal": proposal,
    }


def _english(facts: Record, time_zone: str, now: str) -> Draft:
    event, talk = facts["event"], facts["encounter"]
    values = {**_values(facts), "day": _day(facts, "en", time_zone, now)}

    def say(key: str, field: str = "") -> str:
        return "".join(filled(EN[key], {**values, "gist": _said(talk, field)}))

    topic, point, _ = _chosen(talk, EN)
    proposal = (
        proposal_of(facts, time_zone, now) if wants_proposal(facts["follow_up"], talk) else ""
    )
    late = say("late") if _late(facts, now) else ""
    told = [say(f"topic.{topic}", topic), *([say(point, point[6:])] if point else [])]
    paragraphs = [
        [say("dear" if values["name"] else "dear_nobody")],
        [say("met" if event and event["title"] else "met_nowhere") + late],
        [" ".join(told)],
        [proposal],
        [say("closing_step" if proposal else "closing")],
        [EN["regards"], *_signature(facts, "")],
    ]
    return {
        "subject": _subject(facts, values, EN),
        "body": _joined(paragraphs),
        "proposal": proposal,
    }


def _values(facts: Record) -> dict[str, str]:
    event = facts["event"]
    company, me = _sender(facts)
    return {
        "event": one_line(event["title"]) if event else "",
        "organization": f"{company}の" if company else "",
        "me": me,
        "sender": f"{company} {me}" if company else me,
        "name": name.full_name(facts["contact"]),
    }


def _sender(facts: Record) -> tuple[str, str]:
    card = facts["card"]
    if not card:
        return "", one_line(facts["display_name"])
    return printed_company(card["organization"]), name.full_name(card) or facts["display_name"]


def _kept(facts: Record) -> list[str]:
    contact, values = facts["contact"], _values(facts)
    company, me = _sender(facts)
    names = [contact["organization"], contact["department"], contact["title"], values["name"]]
    return [*map(one_line, names), company, me, values["event"]]


def _day(facts: Record, language: str, time_zone: str, now: str) -> str:
    met = met_at(facts["follow_up"], facts["encounter"])
    return word_at(day_words(met, time_zone, language), now)


def _chosen(talk: Record | None, words: Mapping[str, str]) -> tuple[str, str, str]:
    """What thanks are given for, the point besides (its key or ""), and what follows where there is none."""
    told = [field for field in _TOPICS if talk and gist(talk[field])]
    point = next((field for field in _POINTS if field in told), "") if len(told) > 1 else ""
    topic = next((field for field in told if field != point), "")
    if point and topic == "note":
        topic, point = point, ""
    after = f"after.{topic}"
    return topic, f"point.{point}" if point else "", after if not point and after in words else ""


def _said(talk: Record | None, field: str) -> str:
    return gist(talk[field]) if talk and field else ""


def _thanks_key(opening: str, *, is_again: bool) -> str:
    if "ありがとう" in opening or "お礼" in opening or "御礼" in opening:
        return "recalled"
    return "thanks_again" if is_again or opening else "thanks"


def _topic_lines(
    topic: str, talk: Record | None, values: Mapping[str, str], kept: list[str], key: str
) -> list[str]:
    parts: list[str] = []
    for phrase in JA[key].split("|"):
        filled_topic = filled(JA[f"topic.{topic}"], {"gist": _said(talk, topic)})
        if "{topic}" in phrase:
            head = phrase.replace("{topic}", "").replace("{day}", values["day"])
            parts += [head + filled_topic[0], *filled_topic[1:]]
        else:
            parts.append(phrase)
    return wrapped(parts, kept)


def _naming_key(facts: Record, opening: str) -> str:
    if facts["met_before"]:
        return "known"
    event = facts["event"]
    return "met" if event and event["title"] and not opening else "greeting"


def _late(facts: Record, now: str) -> list[str]:
    due_at = facts["follow_up"]["due_at"]
    return ["late"] if due_at and thanks.is_late(due_at, now) else []


def _shell(text: str, kept: list[str]) -> list[str]:
    """Words written before the event, in their own lines, the long ones laid out."""
    return [
        line for written in text.split("\n") for line in wrapped(phrases(one_line(written)), kept)
    ]


def _subject(facts: Record, values: Mapping[str, str], words: Mapping[str, str]) -> str:
    event = facts["event"]
    if (
        event
        and event["thanks_subject"]
        and (words is JA or name.is_latin(event["thanks_subject"]))
    ):
        return str(event["thanks_subject"])
    return "".join(filled(words["subject_event" if values["event"] else "subject"], values))


def _signature(facts: Record, rule: str) -> list[str]:
    """The owner's own words, else what the card tells; a short message ends without one."""
    if facts["channel"] in SHORT_CHANNELS:
        return [_sender(facts)[1]] if not rule else []
    if facts["signature"]:
        return str(facts["signature"]).split("\n")
    card, (company, me) = facts["card"], _sender(facts)
    if not card:
        return [rule, me] if rule else [me]
    tels = [tel["number"] for tel in card["tels"] if tel["kind"] != "fax"]
    ways = [*card["emails"][:1], *tels[:1], *card["urls"][:1]]
    post = name.post(card)
    shown = [company, f"{post} {me}" if post else me] if rule else [me, post, company]
    return [line for line in [rule, *shown, *ways] if line]


def _joined(paragraphs: list[list[str]]) -> str:
    written = ["\n".join(lines) for lines in paragraphs]
    return "\n\n".join(text for text in written if text.strip())
