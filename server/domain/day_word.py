"""本日, 昨日 or 先日: the word for the day of a meeting, by the moment a message is really sent (R40)."""

from collections.abc import Mapping, Sequence

from server.domain.moment import instant, local_date, next_day

_WORDS = {
    "ja": ("本日は", "昨日は", "先日は"),
    "en": tuple(
        f"It was a pleasure to talk with you {day}"
        for day in ("today", "yesterday", "the other day")
    ),
}


def day_words(met_at: str, time_zone: str, language: str) -> list[dict[str, str]]:
    """Promise the three beginnings of a sentence, each with the instant until which it is true, the last for ever.

    language is "ja" or "en". Days are those of the calendar in the zone; without a meeting only the last is true.
    """
    day = local_date(met_at, time_zone)
    ends = [instant(next_day(day, n), "00:00", time_zone) if day else "-" for n in (1, 2)]
    return [
        {"until": until, "words": words}
        for until, words in zip([*ends, ""], _WORDS[language], strict=True)
    ]


def word_at(words: Sequence[Mapping[str, str]], now: str) -> str:
    """Promise the beginning that is true now."""
    true = [each["words"] for each in words if not each["until"] or now < each["until"]]
    return true[0]


def in_time(text: str, words: Sequence[Mapping[str, str]], now: str) -> str:
    """Promise the text with every line that begins with one of them beginning with the one true now."""
    true = word_at(words, now)
    return "\n".join(_line_in_time(line, words, true) for line in text.split("\n"))


def _line_in_time(line: str, words: Sequence[Mapping[str, str]], true: str) -> str:
    for each in words:
        if line.startswith(each["words"]):
            return true + line[len(each["words"]) :]
    return line
