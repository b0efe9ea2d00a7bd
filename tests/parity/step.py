"""One step of a story: a form that is filled in and sent to both servers. The stories are in the scenarios."""

from dataclasses import dataclass, field


@dataclass
class Step:
    """Fill in one form and send it. `form` is a CSS selector on the page at `page`; None changes a value to absent."""

    page: str
    form: str
    fill: dict[str, str | list[str] | None] = field(default_factory=dict)
    status: int = 200
    # Played again with the same ids: nothing may happen twice.
    again: bool = False


def form_to(url: str) -> str:
    return f'form[hx-post="{url}"]'
