"""The ways a message leaves: what opens with the text in it, and where the text must go by the clipboard."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from server.domain.contact import mail_href, tel_href, web_href

Record = Mapping[str, Any]

# Some mail programs cut an address near 2,000 characters (REQUIREMENTS 4, mailto).
LONGEST_MAILTO = 1800


def mail_url(address: str, subject: str, body: str) -> str:
    """Promise a mailto: link with subject and body, or with the subject alone when both together are too long.

    address is a link as domain/contact makes it, "" for none: then nothing is made.
    """
    if not address:
        return ""
    with_subject = f"{address}?subject={_percent(subject)}"
    lines = body.replace("\r\n", "\n").replace("\n", "\r\n")
    whole = f"{with_subject}&body={_percent(lines)}"
    return whole if len(whole) <= LONGEST_MAILTO else with_subject


def line_url(body: str) -> str:
    """Promise the address that opens LINE on a telephone with the text."""
    return f"https://line.me/R/share?text={_percent(body)}"


def sms_url(tel: str, body: str) -> str:
    """Promise an sms: link with the text, or "" without a telephone link."""
    return f"sms:{tel.removeprefix('tel:')}?&body={_percent(body)}" if tel else ""


def addresses(contact: Record) -> dict[str, str]:
    """Promise where each channel leads, "" where it leads nowhere: mail, tel, sms, sns."""
    tels = [tel for tel in contact["tels"] if tel["kind"] != "fax"]
    mobiles = [tel for tel in tels if tel["kind"] == "mobile"] or tels
    links = [*map(web_href, contact.get("social", ()))]
    return {
        "mail": _first(map(mail_href, contact["emails"])),
        "tel": _first(tel_href(tel["number"]) for tel in tels),
        "sms": _first(tel_href(tel["number"]) for tel in mobiles),
        "sns": _first(links),
    }


def _first(links: Any) -> str:
    return next((link for link in links if link), "")


def _percent(text: str) -> str:
    return quote(text, safe="")
