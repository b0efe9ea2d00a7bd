"""What a person prefers, as a form sends it: the quiet mode, sums of money, the signature. Looks are plain choices."""

import re
import unicodedata
from collections.abc import Mapping
from typing import Any

from server.domain import form
from server.domain.text import normalise

Record = Mapping[str, Any]

SUMS = ("hourly_yen", "low_fee_yen")
_SWITCH = ("on", "off")
_MARKS = re.compile("[, 円¥\\\\]")


def is_quiet(preference: Record) -> bool:
    """Answer whether the person finds it hard to speak to strangers and said so (R45)."""
    return bool(preference.get("quiet_mode", "") == "on")


def yen(written: str) -> int | None:
    """Promise the yen in what was typed, full width and commas understood; None for anything else."""
    text = _MARKS.sub("", unicodedata.normalize("NFKC", written))
    return int(text) if re.fullmatch("[0-9]{1,9}", text) else None


def form_values(fields: form.Fields) -> dict[str, Any]:
    """Promise the preferences that a form holds, in stored form; an empty sum is None, others stay out."""
    values: dict[str, Any] = {}
    if "quiet_mode" in fields:
        chosen = form.last(fields, "quiet_mode")
        values["quiet_mode"] = chosen if chosen in _SWITCH else ""
    if "signature" in fields:
        values["signature"] = normalise(form.last(fields, "signature"))
    return values | {f: yen(form.last(fields, f)) for f in SUMS if f in fields}


def form_errors(fields: form.Fields) -> dict[str, str]:
    """Promise the sums that are written and cannot be read, each with its locale key."""
    written = {f: normalise(form.last(fields, f)) for f in SUMS if f in fields}
    return {f: "preparations.errors.yen" for f, sum in written.items() if sum and yen(sum) is None}


def printed_yen(amount: int | None) -> str:
    """Promise a sum as a form prints it: 3,000, or "" for none."""
    return "" if amount is None else f"{amount:,}"
