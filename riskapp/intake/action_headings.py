"""What headings say beside columns of actions, controls and gaps: whose owner, which of several."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from riskapp.domain.imports import LISTED, Holds
from riskapp.intake.action_sets import BESIDE, number_in
from riskapp.intake.heading_words import GROUPED
from riskapp.intake.headings import Heard, folded

Headings = Sequence[Heard | None]
GAP: Final = frozenset({"gap", "gaps"})
"""What may be of a control as well as of an assurance."""


def one_of_several(heading: str, one: Heard, heard: Headings) -> Heard | None:
    """Return what "Owner 2" says if there is an action 2, and "Gap 2" where only controls are."""
    if one.holds in LISTED:
        bare = folded(number_in(heading)[1])
        held = {each.holds for each in heard if each}
        return one if bare not in GAP or _only_controls(held) else None
    beside = any(
        each and each.holds is Holds.ACTIONS and each.number == one.number for each in heard
    )
    return _of_action(one) if beside and not _of_risk(heading) else None


def beside_actions(headings: Sequence[str], heard: Headings) -> list[Heard | None]:
    """Return what headings say that stand beside each action, or between one and its day."""
    acts = _of_each_action(headings, heard) | set(_in_trios(headings, heard))
    return [_of_action(one) if one and at in acts else one for at, one in enumerate(heard)]


def _of_each_action(headings: Sequence[str], heard: Headings) -> set[int]:
    """Return the columns whose headings stand again beside each of several actions."""
    begins = [at for at, one in enumerate(heard) if one and one.holds is Holds.ACTIONS]
    named = [folded(each) for each in headings]
    spans = [range(one, end) for one, end in pairwise([*begins, len(heard)])]
    each_has = set(named).intersection(*({named[at] for at in span} for span in spans))
    again = {words for words in each_has if named.count(words) == len(spans) > 1}
    return {at for at, words in enumerate(named) if words in again}


def _in_trios(headings: Sequence[str], heard: Headings) -> Iterator[int]:
    """Yield the second "Owner" of a file that stands between an action and the day it is due."""
    for begin, one in enumerate(heard):
        if one is None or one.holds is not Holds.ACTIONS:
            continue
        run = _beside(headings, heard, begin)
        held = {each.holds for at in run if (each := heard[at])}
        elsewhere = {each.holds for at, each in enumerate(heard) if each and at not in run}
        for at in run if held & _DATED else ():
            if (each := heard[at]) and _ALIKE.get(each.holds, frozenset()) & elsewhere:
                yield at


def _beside(headings: Sequence[str], heard: Headings, begin: int) -> list[int]:
    """Return the columns right of an action that may be its own, up to the first that is not."""
    run: list[int] = []
    for at in range(begin + 1, len(heard)):
        one = heard[at]
        if one is None or one.holds not in BESIDE | _ALIKE.keys() or _of_risk(headings[at]):
            break
        run.append(at)
    return run


def _of_action(one: Heard) -> Heard:
    return replace(one, holds=GROUPED.get(one.holds, one.holds))


def _of_risk(heading: str) -> bool:
    return "risk" in folded(heading).split()


def _only_controls(held: Collection[Holds]) -> bool:
    return Holds.CONTROLS in held and not {Holds.ASSURANCES, Holds.ASSURANCE_GAPS} & set(held)


_DATED: Final = frozenset({Holds.ACTION_DUE, Holds.ACTION_DONE})
_ALIKE: Final = {
    Holds.OWNER: frozenset({Holds.OWNER, Holds.EXECUTIVE, Holds.HANDLER}),
    Holds.STATUS: frozenset({Holds.STATUS}),
}
"""What is of an action beside one, where another column says the same of the risk."""
