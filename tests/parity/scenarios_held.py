"""What is played against both servers where everything about one person is shown, taken along and erased."""

from tests.parity.fixture import CONTACT, HOSTILE, numbered
from tests.parity.step import Step, form_to

SATO, LINH, UNNAMED, HOSTILE_ONE, LAST = (
    f"/contacts/{numbered(CONTACT, n)}" for n in (1, 3, 8, 102, 100 + len(HOSTILE) - 1)
)

PAGES = [
    *(f"{person}/held" for person in (SATO, LINH, UNNAMED, HOSTILE_ONE)),
    f"/contacts/{numbered(CONTACT, 999)}/held",
]
# Files are asked for as a script does: a browser that opens one shows nothing.
PIECES = [f"{person}/held.json" for person in (SATO, LINH, UNNAMED, HOSTILE_ONE)]

STORIES: dict[str, list[Step]] = {
    "a person asks to be forgotten": [
        Step(f"{LAST}/held", form_to(f"{LAST}/erasure"), again=True),
        Step("", f"{LAST}/deletion", {"deleted": "false"}),
        Step("", LAST, {"family_name": "知らずに", "rendered": "{}"}),
    ]
}
PLAYED = [f"{LAST}/erasure"]
