"""What should be done before leaving for an event. What only the device knows is named here."""

from collections.abc import Mapping, Sequence
from typing import Any

from server.domain.goal import is_goal
from server.domain.introduction import missing

Record = Mapping[str, Any]

# Known by the device alone, in the order in which they are made good (DESIGN-BRIEF 6.3, 7).
FACTS = ("installed", "signed_in", "list", "storage", "camera", "notifications")


def done(
    goals: Sequence[Record],
    script: Record | None,
    rehearsals: Sequence[Record],
    attendees: Sequence[Record],
) -> dict[str, bool]:
    """Promise what is prepared: a goal, a whole introduction, one try aloud, somebody to look for (R28)."""
    return {
        "goal": any(is_goal(each) for each in goals),
        "introduction": script is not None and not missing(script),
        "rehearsal": len(rehearsals) > 0,
        "target": any(each["is_target"] for each in attendees),
    }
