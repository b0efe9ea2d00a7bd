"""Tables as CSV (RFC 4180) that Excel opens right and that runs nothing there. What a table says is not known here."""

import csv
import io
import re
from collections.abc import Iterable, Sequence

# Without it Excel in Japan takes the file for Shift_JIS (REQUIREMENTS 4).
BOM = "\ufeff"
# What a spreadsheet takes for a formula; apostrophes before it count, so that ours can be taken off again.
_FORMULA = re.compile("'*[=+\\-@\t\r\n\x00＝＋－＠]")


def csv_file(rows: Iterable[Sequence[str]]) -> str:
    """Promise the rows as a file, to be written in UTF-8: a byte order mark, every line ended by CRLF."""
    out = io.StringIO(newline="")
    csv.writer(out).writerows([neutral(cell) for cell in row] for row in rows)
    return BOM + out.getvalue()


def neutral(cell: str) -> str:
    """Promise text that no spreadsheet runs: one apostrophe in front where it begins like a formula (SECURITY 4.9).

    Whoever reads it back takes one apostrophe off what then still begins so, and has what was written.
    """
    return f"'{cell}" if _FORMULA.match(cell) else cell
