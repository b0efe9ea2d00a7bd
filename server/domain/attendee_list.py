"""A list of attendees as people get it: a table, a CSV file, lines of a page. Words are attendee_words."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from server.domain.attendee import without_honorific
from server.domain.attendee_words import guessed_columns, header_columns, sorted_cells
from server.domain.search import fold, query_words
from server.domain.text import normalise, one_line

Record = Mapping[str, Any]
Rows = list[list[str]]

# One sync takes 500 changes; a list in one go is one change a line.
MAX_ROWS = 500
MAX_LETTERS = 100_000
MAX_LINES = 2_000
MAX_COLUMNS = 12
PREAMBLE = 10
# What a column may hold. "" is not taken.
KINDS = ("name", "family_name", "given_name", "organization", "department", "title", "line", "")
LINE_COLUMNS = ("name", "organization", "title", "line")
LIMITS = {"name": 200, "organization": 200, "title": 200, "line": 500}

_NOT_TEXT = re.compile("[\u0000\ud800-\udfff\ufeff\u200b]")


def read_list(text: str) -> dict[str, Any]:
    """Promise what a pasted list says, as a table to be looked at before anything is kept.

    Result: error (a locale key, or ""), row (the line an error is in, else 0), columns (a guess for
    each: one of KINDS), rows (cells of text, all as long as columns), skipped (lines without a person
    or a company in them).
    """
    if len(text) > MAX_LETTERS:
        return _refused("preparations.errors.list_too_long")
    written = (
        _NOT_TEXT.sub("", text).replace("\r\n", "\n").replace("\r", "\n").replace("\u00a0", " ")
    )
    written = written.strip("\n")
    if written.count("\n") >= MAX_LINES:
        return _refused("preparations.errors.list_too_long")
    if not normalise(written):
        return _refused("preparations.errors.list_empty")
    delimiter = _delimiter(written)
    if not delimiter:
        return _lines(written)
    rows, broken = _cells(written, delimiter)
    if broken and delimiter == "\t":
        rows, broken = [line.split("\t") for line in written.split("\n")], 0
    return _refused("preparations.errors.quotes", broken) if broken else _table(rows)


def attendees(rows: Rows, columns: Sequence[str]) -> list[dict[str, str]]:
    """Promise name, organization, title and line of every row that names a person or a company."""
    found = []
    for row in rows:
        held = {
            kind: [normalise(cell) for cell, of in zip(row, columns, strict=False) if of == kind]
            for kind in KINDS
        }
        values = {
            "name": held["name"] + held["family_name"] + held["given_name"],
            "organization": held["organization"],
            "title": held["department"] + held["title"],
            "line": held["line"],
        }
        texts = {field: " ".join(filter(None, each)) for field, each in values.items()}
        texts["name"] = without_honorific(texts["name"])
        texts = {field: normalise(text[: LIMITS[field]]) for field, text in texts.items()}
        if texts["name"] or texts["organization"]:
            found.append(texts)
    return found


def column_errors(rows: Rows, columns: Sequence[str]) -> str:
    """Promise why this table cannot be taken with these columns, as a locale key, or ""."""
    if not attendees(rows, columns):
        return "preparations.errors.no_names"
    return "preparations.errors.too_many_rows" if len(rows) > MAX_ROWS else ""


def found(attendees: Sequence[Record], query: str) -> list[Record]:
    """Promise the lines of a list in which every word of a search is found, in their order."""
    words = query_words(query)
    texts = ("name", "organization", "title", "line", "reason")
    return [
        each for each in attendees if _holds(" ".join(fold(each[field]) for field in texts), words)
    ]


def _holds(text: str, words: list[list[str]]) -> bool:
    dense = text.replace(" ", "")
    return all(any(form in text or form in dense for form in forms) for forms in words)


def _refused(key: str, row: int = 0) -> dict[str, Any]:
    return {"error": key, "row": row, "columns": [], "rows": [], "skipped": 0}


def _delimiter(text: str) -> str:
    """Tabs, commas or semicolons when most lines have them, alike in number; "" for plain lines."""
    lines = [line for line in text.split("\n") if one_line(line)]
    for delimiter in "\t,;":
        having = [count for line in lines if (count := line.count(delimiter))]
        is_most = len(having) > 0 and len(having) * 2 >= len(lines)
        is_even = len(lines) > 1 and max(Counter(having).values(), default=0) * 5 >= len(lines) * 3
        if (is_most and delimiter == "\t") or (is_most and '"' in text):
            return delimiter
        if is_even and delimiter != "\t":
            return delimiter
    return ""


def _cells(text: str, delimiter: str) -> tuple[Rows, int]:
    """Cells by RFC 4180, and the line on which a quote opens that never closes, or 0."""
    rows: Rows = [[]]
    cell, opened, line = "", 0, 1
    place = 0
    while place < len(text):
        letter = text[place]
        line += letter == "\n"
        if opened:
            if letter != '"':
                cell += letter
            elif text[place + 1 : place + 2] == '"':
                cell += letter
                place += 1
            else:
                opened = 0
        elif letter == '"' and not cell.strip(" "):
            cell, opened = "", line
        elif letter in (delimiter, "\n"):
            rows[-1].append(cell)
            cell = ""
            if letter == "\n":
                rows.append([])
        else:
            cell += letter
        place += 1
    rows[-1].append(cell)
    return rows, opened


def _table(rows: Rows) -> dict[str, Any]:
    tidy = [[one_line(cell) for cell in row[:MAX_COLUMNS]] for row in rows]
    tidy = [row for row in tidy if any(row)]
    if not tidy:
        return _refused("preparations.errors.no_names")
    width = max(max(n for n, cell in enumerate(row) if cell) + 1 for row in tidy)
    whole = [(row + [""] * width)[:width] for row in tidy]
    for place, row in enumerate(whole[:PREAMBLE]):
        columns = header_columns(row)
        if columns:
            return _answer(columns, whole[place + 1 :], 0)
    return _answer(guessed_columns(whole), whole, 0)


def _lines(text: str) -> dict[str, Any]:
    """Lines of a page: one person a line, or several lines for each with an empty one between."""
    blocks: Rows = [[]]
    for line in map(one_line, _marked(text).split("\n")):
        if line:
            blocks[-1].append(line)
        elif blocks[-1]:
            blocks.append([])
    blocks = [block for block in blocks if block]
    tall = [block for block in blocks if len(block) > 1]
    if len(blocks) > 1 and len(tall) * 5 >= len(blocks) * 3 and all(len(b) <= 6 for b in blocks):
        rows = [sorted_cells(block) for block in blocks]
    else:
        rows = [sorted_cells([line]) for block in blocks for line in block]
    named = [row for row in rows if row[0] or row[1]]
    return _answer(list(LINE_COLUMNS), named, len(rows) - len(named))


def _marked(text: str) -> str:
    """Two spaces or a tab part cells, which one_line would hide."""
    return re.sub("(?<=[^ \u3000\t\n]) {2,}(?=[^ \u3000\t\n])|\t", "｜", text)


def _answer(columns: list[str], rows: Rows, skipped: int) -> dict[str, Any]:
    error = column_errors(rows, columns)
    return {"error": error, "row": 0, "columns": columns, "rows": rows, "skipped": skipped}
