"""A table of figures: what, goal, median, p95, reference; as Markdown, so that the README can show it as it is."""

from dataclasses import dataclass, field
from statistics import median


def p95(values: list[float]) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, round(0.95 * (len(ordered) - 1)))]


@dataclass
class Table:
    title: str
    rows: list[tuple[str, str, str, str, str]] = field(default_factory=list)

    def times(self, what: str, goal: str, milliseconds: list[float], reference: str = "") -> None:
        """One row of measured times."""
        middle, high = f"{median(milliseconds):.1f} ms", f"{p95(milliseconds):.1f} ms"
        self.rows.append((what, goal, middle, high, reference))

    def value(self, what: str, goal: str, value: str, reference: str = "") -> None:
        self.rows.append((what, goal, value, "", reference))

    def __str__(self) -> str:
        head = "| what | goal | median | p95 | reference in this run |\n| --- | --- | --- | --- | --- |"
        lines = [f"| {' | '.join(row)} |" for row in self.rows]
        return "\n".join([f"\n{self.title}\n", head, *lines])
