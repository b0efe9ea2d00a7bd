"""People as a table: a line for each, a column for each thing that a card says. Files are made in csv_file."""

from collections.abc import Callable, Mapping, Sequence
from itertools import chain
from typing import Any, NamedTuple

from server.domain.moment import Translate, local_date

Record = Mapping[str, Any]

NAMES = ("family_name", "given_name", "phonetic_family_name", "phonetic_given_name")
WORK = ("organization", "phonetic_organization", "department", "title")
TEL_KINDS = ("mobile", "direct", "work", "fax", "other")


class _Part(NamedTuple):
    """One thing that a card says, once or several times."""

    label: str
    texts: Callable[[Record], Sequence[str]]


def contact_table(
    contacts: Sequence[Record], meetings: Mapping[str, Record], zone: str, t: Translate
) -> list[list[str]]:
    """Promise a first line of labels, then one line for each contact, in their order and all of one length.

    meetings: contact id -> {"met_at", "title"} of the first time they were met. What somebody has several of stands
    in as many columns as the fullest card needs, so that each cell holds one address or number.
    """
    parts = _parts(meetings, zone, t)
    widths = [max([1, *(len(part.texts(contact)) for contact in contacts)]) for part in parts]
    labels = [_labels(part.label, width) for part, width in zip(parts, widths, strict=True)]
    lines = [
        [_filled(part.texts(contact), width) for part, width in zip(parts, widths, strict=True)]
        for contact in contacts
    ]
    return [list(chain.from_iterable(line)) for line in (labels, *lines)]


def _parts(meetings: Mapping[str, Record], zone: str, t: Translate) -> list[_Part]:
    def single(field: str) -> _Part:
        return _Part(t(f"held.field.{field}"), lambda contact: [contact[field]])

    def several(field: str) -> _Part:
        return _Part(t(f"held.field.{field}"), lambda contact: contact[field])

    def numbers(kind: str) -> _Part:
        label = t("exports.tel", kind=t(f"contacts.tel.{kind}"))
        return _Part(label, lambda contact: _numbers(contact, kind))

    def met_on(contact: Record) -> Sequence[str]:
        return [local_date(meetings.get(contact["id"], {}).get("met_at", ""), zone)]

    def met_where(contact: Record) -> Sequence[str]:
        return [meetings.get(contact["id"], {}).get("title", "")]

    return [
        *map(single, (*NAMES, *WORK)),
        several("emails"),
        *map(numbers, TEL_KINDS),
        *map(single, ("postal_code", "address")),
        *map(several, ("urls", "social", "offers", "needs")),
        single("note"),
        _Part(t("exports.met_on"), met_on),
        _Part(t("held.field.event_id"), met_where),
        _Part(
            t("held.field.do_not_contact"), lambda c: [t("held.yes") if c["do_not_contact"] else ""]
        ),
    ]


def _numbers(contact: Record, kind: str) -> list[str]:
    """A number of a kind that only a newer device knows is one of the others."""
    return [
        tel["number"]
        for tel in contact["tels"]
        if (tel["kind"] if tel["kind"] in TEL_KINDS else "other") == kind
    ]


def _labels(label: str, width: int) -> list[str]:
    return [label, *(f"{label} {number}" for number in range(2, width + 1))]


def _filled(texts: Sequence[str], width: int) -> list[str]:
    return [*texts, *[""] * (width - len(texts))]
