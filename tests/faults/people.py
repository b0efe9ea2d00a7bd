"""What the fault runs do to a device: random captures, notes and edits, remembered so that each can be asked for later.

Ids and texts come from one seeded source; a text that a person typed is unique: it can be found wherever it went.
"""

import random
from dataclasses import dataclass, field
from typing import Any

Change = dict[str, Any]
FREE = ("business", "challenge", "looking_for", "focus", "note")
SINGLE = ("title", "organization", "department")
# A small photo that Pillow accepts is made once by the runner; the runs only vary its comment.


def uuid_from(rng: random.Random) -> str:
    """A UUIDv7 in shape, from the seed."""
    digits = f"{rng.getrandbits(128):032x}"
    text = f"019a{digits[4:12]}7{digits[13:16]}8{digits[17:]}"
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"


@dataclass
class Memory:
    """All that was ever typed in one run, and which records must therefore exist."""

    rng: random.Random
    records: dict[tuple[str, str], set[str]] = field(default_factory=dict)
    texts: set[str] = field(default_factory=set)
    change_ids: set[str] = field(default_factory=set)
    count: int = 0

    def text(self, what: str) -> str:
        self.count += 1
        words = f"{what} {self.count} 髙𠮷 {self.rng.getrandbits(40):010x}"
        self.texts.add(words)
        return words

    def change(
        self, kind: str, id_: str, base: int, at: str, fields: dict[str, Any], **more: Any
    ) -> Change:
        self.records.setdefault((kind, id_), set())
        change_id = uuid_from(self.rng)
        self.change_ids.add(change_id)
        return {
            "change_id": change_id,
            "kind": kind,
            "id": id_,
            "base": base,
            "at": at,
            "set": fields,
            **more,
        }

    def capture(self, at: str, due_at: str, photo: str = "") -> list[Change]:
        """One card at the venue: person, conversation, thanks, and perhaps a photo, born together."""
        contact, encounter, thanks = (uuid_from(self.rng) for _ in range(3))
        made = [
            self.change("contact", contact, 0, at, {
                "family_name": self.text("姓"), "organization": self.text("社"), "source": "typing"}),
            self.change("encounter", encounter, 0, at, {
                "contact_id": contact, "met_at": at, self.rng.choice(FREE): self.text("話")}),
            self.change("follow_up", thanks, 0, at, {
                "contact_id": contact, "encounter_id": encounter, "due_at": due_at, "kind": "thanks"}),
        ]  # fmt: skip
        if photo:
            made.append(self.change("photo", uuid_from(self.rng), 0, at, {
                "contact_id": contact, "sha256": photo, "side": "front", "taken_at": at}))  # fmt: skip
        return made

    def edit(self, row: dict[str, Any], kind: str, at: str) -> Change:
        """Somebody types into a person or a conversation they see before them."""
        if kind == "encounter":
            name = self.rng.choice(FREE)
        else:
            name = self.rng.choice((*SINGLE, "note"))
        return self.change(kind, row["id"], row["revision"], at, {name: self.text(name)})
