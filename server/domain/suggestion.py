"""Who could help whom: pairs among people met whose wish meets the other's work (R34). Words: suggestion_words."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from server.domain.attendee import firm_key
from server.domain.suggestion_words import (
    SAME,
    SAYS_LITTLE,
    SAYS_NOTHING,
    SAYS_NOTHING_LATIN,
    plain,
)

Record = Mapping[str, Any]
Pair = dict[str, Any]

NEEDS = ("looking_for", "challenge")
OFFERS = ("business", "focus")
# So many pairs are worth a look in one evening, and so many for one wish.
MOST, MOST_OF_ONE = 120, 3
SHOWN_WORDS = 3
# Among few people no word is rare.
_CROWD = 64

_RUN = re.compile("[㐀-䶿一-鿿々]+|[ァ-ヴー]+|[a-z0-9][a-z0-9&+]*")
_LATIN = re.compile("[a-z0-9&+]+\\Z")
_KANA = re.compile("[ァ-ヴー]")
_SHORTEST_PART = 4


def person_of(contact: Record, talks: Iterable[Record]) -> dict[str, Any]:
    """Promise what a person wishes for and works at: chips of the card, and what was said in talks."""
    needs = [{"field": "needs", "text": text} for text in contact["needs"]]
    offers = [{"field": "offers", "text": text} for text in contact["offers"]]
    for talk in talks:
        needs += [{"field": field, "text": talk[field]} for field in NEEDS if talk[field]]
        offers += [{"field": field, "text": talk[field]} for field in OFFERS if talk[field]]
    firm = firm_key(contact["organization"])
    return {"id": contact["id"], "firm": firm, "needs": needs, "offers": offers}


def suggestions(people: Sequence[Record], known: Iterable[Sequence[str]]) -> list[Pair]:
    """Promise pairs worth introducing, the best first: first_id looks for what second_id does.

    people: as person_of; known: pairs of ids that were introduced or put aside, in any order. Colleagues are
    no pair. Each has score, the wish (need) and the work (offer) that met, as field and text, and the words
    that met, as {need, offer}: equal when both said the same word.
    """
    told = _told(people)
    holders = _holders(told)
    weights = {term: _weight(term, len(ids), len(people)) for term, ids in holders.items()}
    firms = {each["id"]: each["firm"] for each in people}
    apart = {frozenset(pair) for pair in known}
    found: dict[frozenset[str], Pair] = {}
    for seeker in firms:
        for pair in _helpers(seeker, told[seeker]["needs"], holders, weights):
            helper, both = pair["second_id"], frozenset((seeker, pair["second_id"]))
            is_colleague = bool(firms[seeker]) and firms[seeker] == firms[helper]
            if both not in apart and not is_colleague:
                found[both] = _joined(pair, found.get(both))
    ranked = sorted(found.values(), key=lambda p: (-p["score"], p["first_id"], p["second_id"]))
    return [_explained(pair, told, weights) for pair in _spread(ranked)]


def _helpers(
    seeker: str, needs: Sequence[Record], holders: Mapping[str, set[str]], weights: Record
) -> list[Pair]:
    """Whoever meets a wish of this person, each once, by the wish met best."""
    best: dict[str, Pair] = {}
    for place, need in enumerate(needs):
        scores: Counter[str] = Counter()
        strong: set[str] = set()
        for term in need["terms"] & holders.keys():
            for helper in holders[term]:
                scores[helper] += weights[term]
                if term not in SAYS_LITTLE:
                    strong.add(helper)
        for helper in strong - {seeker}:
            # What somebody asks for counts for more than what troubles them.
            is_asked = need["field"] != "challenge"
            score = scores[helper] if is_asked else scores[helper] * 3 // 4
            pair = {"first_id": seeker, "second_id": helper, "score": score, "place": place}
            if helper not in best or score > best[helper]["score"]:
                best[helper] = pair
    return list(best.values())


def _joined(pair: Pair, other: Pair | None) -> Pair:
    """Two who could help each other: the better half leads, the other adds half of its weight."""
    if other is None:
        return pair
    # Of two equals the one whose seeker has the smaller id: the order of people does not matter.
    is_better = (pair["score"], other["first_id"]) > (other["score"], pair["first_id"])
    better, lesser = (pair, other) if is_better else (other, pair)
    return {**better, "score": better["score"] + lesser["score"] // 2}


def _spread(ranked: Sequence[Pair]) -> list[Pair]:
    """No wish takes the whole list: each is met a few times at most."""
    met: Counter[tuple[str, int]] = Counter()
    kept = []
    for pair in ranked:
        wish = (pair["first_id"], pair["place"])
        met[wish] += 1
        if met[wish] <= MOST_OF_ONE:
            kept.append(pair)
    return kept[:MOST]


def _told(people: Sequence[Record]) -> dict[str, dict[str, list[Pair]]]:
    """By id: each wish and each piece of work as field, text, runs, same and terms."""
    read = {
        each["id"]: {side: [_read(item) for item in each[side]] for side in ("needs", "offers")}
        for each in people
    }
    items = [item for sides in read.values() for side in sides.values() for item in side]
    # Every word in katakana: a longer one may be made of them.
    parts = {run for item in items for run in item["runs"] if _KANA.match(run)}
    for item in items:
        terms = {term for run in item["runs"] for term in _terms(run, parts)}
        item |= {"terms": terms | item["same"].keys(), "parts": parts}
    return read


def _read(item: Record) -> Pair:
    told = plain(item["text"])
    runs = _RUN.findall(SAYS_NOTHING.sub(" ", told))
    return {
        **item,
        "runs": [run for run in runs if run not in SAYS_NOTHING_LATIN],
        "same": _same(told),
    }


def _same(told: str) -> dict[str, str]:
    """Things that a text names -> the word it used: "#3" -> 検品."""
    latin = {form for run in _RUN.findall(told) for form in (run, _singular(run))}
    found = {}
    for number, words in enumerate(SAME):
        used = [word for word in words if (word in latin if _LATIN.match(word) else word in told)]
        if used:
            found[f"#{number}"] = used[0]
    return found


def _terms(run: str, parts: set[str]) -> list[str]:
    """What a word is compared by: itself, the words it is made of, or its pairs of kanji."""
    if _LATIN.match(run):
        return [] if len(run) == 1 or run.isdigit() else [_singular(run)]
    if not _KANA.match(run):
        return [run[n : n + 2] for n in range(len(run) - 1)]
    ends = range(_SHORTEST_PART, len(run) + 1)
    within = [run[start:end] for end in ends for start in range(end - _SHORTEST_PART + 1)]
    known = [part for part in within if part in parts]
    return known or ([run] if len(run) > 1 else [])


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


def _holders(told: Mapping[str, Mapping[str, Sequence[Record]]]) -> dict[str, set[str]]:
    """Term -> ids of the people whose work it names."""
    held: defaultdict[str, set[str]] = defaultdict(set)
    for id, sides in told.items():
        for item in sides["offers"]:
            for term in item["terms"]:
                held[term].add(id)
    return dict(held)


def _weight(term: str, holders: int, people: int) -> int:
    """A word that few people's work is called by says much."""
    rarity = (2 * max(people, _CROWD) // holders).bit_length()
    return rarity // 2 if term in SAYS_LITTLE else 2 * rarity


def _explained(pair: Pair, told: Mapping[str, Any], weights: Mapping[str, int]) -> Pair:
    """The wish, the piece of work that meets it best, and the words that met."""
    need = told[pair["first_id"]]["needs"][pair["place"]]
    offers = told[pair["second_id"]]["offers"]
    totals = [sum(weights[term] for term in each["terms"] & need["terms"]) for each in offers]
    offer = offers[totals.index(max(totals))]
    return {
        **{name: pair[name] for name in ("first_id", "second_id", "score")},
        "need": {"field": need["field"], "text": need["text"]},
        "offer": {"field": offer["field"], "text": offer["text"]},
        "words": _words(need, offer),
    }


def _words(need: Record, offer: Record) -> list[dict[str, str]]:
    """The words that met, as they were said: neighbouring pairs of letters are one word again."""
    shared = need["terms"] & offer["terms"]
    found: list[str] = []
    for run in need["runs"]:
        if _LATIN.match(run) or _KANA.match(run):
            found += [term for term in _terms(run, need["parts"]) if term in shared]
        else:
            found += _covered(run, shared)
    words = [{"need": word, "offer": word} for word in dict.fromkeys(found)]
    for thing, word in need["same"].items():
        is_told = any(word in each["need"] or each["need"] in word for each in words)
        if thing in offer["same"] and not is_told:
            words.append({"need": word, "offer": offer["same"][thing]})
    return words[:SHOWN_WORDS]


def _covered(run: str, shared: set[str]) -> list[str]:
    """The parts of a run of kanji that consist of shared pairs: 外観検査 of 外観, 観検, 検査."""
    found, word = [], ""
    for n in range(len(run) - 1):
        if run[n : n + 2] in shared:
            word = word + run[n + 1] if word else run[n : n + 2]
        elif word:
            found.append(word)
            word = ""
    return [*found, word] if word else found
