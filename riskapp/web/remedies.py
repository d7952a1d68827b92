"""Where a failed check is put right: the page for it, where the reader may use one."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final
from urllib.parse import quote

from riskapp.domain.quality_verdict import Remedy
from riskapp.web.navigation import is_open_to
from riskapp.web.session import current_actor

RISK: Final = "/<org>/risks/<reference>"
MILESTONE: Final = "/<org>/milestones/<reference>"


@dataclass(frozen=True, slots=True)
class Way:
    """A link to where something is put right."""

    words: str
    address: str


PLACES: Final[Mapping[Remedy, tuple[str, str, str]]] = MappingProxyType(
    {
        Remedy.SCORE: ("Score it", f"{RISK}/score", "?kind=current"),
        Remedy.SET_TARGET: ("Set its target", f"{RISK}/score", "?kind=target"),
        Remedy.EDIT: ("Change what it says", f"{RISK}/edit", ""),
        Remedy.LINK_OBJECTIVE: ("Link it to an objective", f"{RISK}/objectives", ""),
        Remedy.LINK_MILESTONE: ("Add or link an action", f"{RISK}/milestones", ""),
        Remedy.SEE_CONTROLS: ("See its controls", f"{RISK}/controls", ""),
        Remedy.DECIDE: ("See what there is to decide", f"{RISK}/decisions", ""),
        Remedy.FILL_POST: ("See the posts", "/<org>/posts", ""),
        Remedy.SEE_OBJECTIVE: ("See the objective", "/<org>/objectives/<number>", ""),
        Remedy.SEE_MILESTONE: ("See the milestone", MILESTONE, ""),
        Remedy.MOVE_MILESTONE: ("Give it a due date", f"{MILESTONE}/due", ""),
    }
)
"""For each its words, the page as routes name it, and what the page is asked for."""


def way_to(remedy: Remedy, name: str) -> Way | None:
    """Return the way to put right what fails of the thing of that name; None for who may not."""
    words, rule, asked = PLACES[remedy]
    actor = current_actor()
    if not is_open_to(actor, rule):
        return None
    address = rule.replace("<org>", actor.organisation_code)
    for part in ("<reference>", "<number>"):
        address = address.replace(part, quote(name, safe=""))
    return Way(words, address + asked)
