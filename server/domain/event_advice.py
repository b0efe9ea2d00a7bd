"""What speaks for an evening and what to look at twice: reasons as codes, never a block. Words are in locales."""

from collections.abc import Mapping, Sequence
from typing import Any

from server.domain.event import MOST
from server.domain.event_cost import cost, money_yen
from server.domain.target_class import known_classes

Record = Mapping[str, Any]
# code names the words, tone is "good", "note" or "care", values are what the words name.
Advice = dict[str, Any]

# Below this an evening draws sellers (R14); one's own floor goes before it.
LOW_FEE_YEN = 1000
# 数千円 is usual; from here on it is worth asking what the money is for (R20, R53).
HIGH_FEE_YEN = 10_000
# Own figures speak only from so many events on, each way (R51).
ENOUGH = 3

_STRUCTURED = {"seminar", "discussion", "workshop"}
_ON_FEET = {"standing", "free_talk"}
_TRUST = {"partner", "referrer", "peer"}
_MODE_TONES = {
    "online_trust": "care",
    "online_facts": "good",
    "online_both": "note",
    "in_person_trust": "good",
    "in_person_facts": "note",
    "in_person_both": "good",
}
_FORMAT_TONES = {"structured": "good", "mixed": "good", "standing": "care", "loose": "note"}


def advice(event: Record, known: Record) -> list[Advice]:
    """Promise all there is to say before deciding, what needs care first.

    known: organizer (record or None), figures (of past events, from event_cost), is_quiet,
    low_fee_yen (or None).
    """
    found = [
        *organizer_advice(event, known["organizer"]),
        *match_advice(event),
        *format_advice(event["formats"], known["is_quiet"]),
        *fee_advice(event, known["low_fee_yen"], cost(known["figures"])["per_real"]),
        *mode_advice(event),
        *mode_figures(known["figures"]),
    ]
    return [each for tone in ("care", "good", "note") for each in found if each["tone"] == tone]


def organizer_advice(event: Record, organizer: Record | None) -> list[Advice]:
    """Promise the warning about an organizer who solicited before, and about this event's own risk (R53)."""
    found = []
    if organizer and organizer["has_solicited"]:
        told = {"name": organizer["name"], "note": organizer["solicitation_note"]}
        code = "organizer_flagged_note" if told["note"] else "organizer_flagged"
        found.append(_say(code, "care", **told))
    if event["solicitation_risk"] == "suspected":
        found.append(_say("risk_suspected", "care"))
    if event["solicitation_risk"] == "unknown":
        found.append(_say("risk_unknown", "note"))
    return found


def match_advice(event: Record) -> list[Advice]:
    """Promise how those who come fit those one wants to meet; a mismatch is named (R18)."""
    wanted, coming = (
        known_classes(event["target_classes"]),
        known_classes(event["attendee_classes"]),
    )
    if not wanted or not coming:
        return [_say("attendees_unknown", "note")] if wanted else []
    missing = [each for each in wanted if each not in coming]
    if not missing:
        return [_say("match", "good", classes=wanted)]
    if len(missing) < len(wanted):
        return [_say("part_match", "note", classes=missing)]
    return [_say("no_match", "care", classes=missing)]


def format_advice(formats: Sequence[str], is_quiet: bool) -> list[Advice]:
    """Promise the verdict of the table formats x quiet mode (R19, R45); nothing while none is named."""
    named = set(formats)
    if not named:
        return []
    if named & _STRUCTURED:
        kind = "mixed" if "standing" in named else "structured"
    else:
        kind = "standing" if "standing" in named and named <= _ON_FEET else "loose"
    code = f"format_{kind}_quiet" if is_quiet else f"format_{kind}"
    return [_say(code, _FORMAT_TONES[kind])]


def fee_advice(event: Record, low_fee_yen: int | None, own_per_real: int | None) -> list[Advice]:
    """Promise what the fee says, seen from the programme and from one's own past, never from its height.

    own_per_real: what a real conversation cost so far, or None (R14, R20).
    """
    fee, floor = event["fee_yen"], LOW_FEE_YEN if low_fee_yen is None else low_fee_yen
    if fee is None:
        return [_say("fee_unknown", "note")]
    if fee == 0:
        return [_say("fee_free", "care")]
    if fee < floor:
        return [_say("fee_low", "care", yen=floor)]
    if fee >= HIGH_FEE_YEN:
        said = _say("fee_high", "care")
    elif set(event["formats"]) & _STRUCTURED:
        said = _say("fee_fits", "good")
    elif event["formats"] and set(event["formats"]) <= _ON_FEET:
        said = _say("fee_thin", "care")
    else:
        said = _say("fee_ask", "note")
    return [said, *_own_advice(money_yen(event) or 0, own_per_real)]


def _own_advice(yen: int, own_per_real: int | None) -> list[Advice]:
    """How many real conversations would make this evening cost as little as one's own past ones."""
    if not own_per_real or not yen:
        return []
    needed = -(-yen // own_per_real)
    told = {"yen": own_per_real, "n": needed}
    return [
        _say("own_above", "care", **told) if needed > MOST else _say("own_within", "note", **told)
    ]


def mode_advice(event: Record) -> list[Advice]:
    """Promise the line for what one comes for x in person, online or both (R51)."""
    wanted = set(known_classes(event["target_classes"]))
    if not wanted or not event["mode"]:
        return []
    if event["mode"] == "hybrid":
        return [_say("mode_hybrid", "note")]
    aim = "trust" if wanted <= _TRUST else "both" if wanted & _TRUST else "facts"
    kind = f"{event['mode']}_{aim}"
    return [_say(f"mode_{kind}", _MODE_TONES[kind])]


def mode_figures(found: Sequence[Record]) -> list[Advice]:
    """Promise one's own cost for a real conversation in person and online, once both had enough events."""
    costs = {
        m: cost([each for each in found if each["mode"] == m]) for m in ("in_person", "online")
    }
    if any((each["events"] or 0) < ENOUGH for each in costs.values()):
        return []
    told = {mode: each["per_real"] for mode, each in costs.items()}
    return [_say("mode_figures", "note", **told)]


def _say(code: str, tone: str, **values: Any) -> Advice:
    return {"code": code, "tone": tone, "values": values}
