"""The cast: Sato owns the account, Suzuki is met, Tanaka is introduced, Ito is a stranger and may see nothing."""

from dataclasses import dataclass, field

LONG_AGO = "2025-01-01T00:00:00.000Z"


@dataclass(frozen=True)
class Person:
    """Somebody with an account; `session_secret` is what the browser's cookie holds."""

    name: str
    family_name: str
    given_name: str
    number: int
    session_secret: str = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "session_secret", f"session-of-{self.name}".ljust(43, "x"))

    @property
    def id(self) -> str:
        return f"0193a000-0000-7000-8000-{self.number:012d}"

    @property
    def device_id(self) -> str:
        return f"0193b000-0000-7000-8000-{self.number:012d}"

    @property
    def display_name(self) -> str:
        return f"{self.family_name} {self.given_name}"


SATO = Person("sato", "佐藤", "花子", 1)
SUZUKI = Person("suzuki", "鈴木", "一郎", 2)
TANAKA = Person("tanaka", "田中", "美咲", 3)
ITO = Person("ito", "伊藤", "健", 4)
CAST = (SATO, SUZUKI, TANAKA, ITO)
