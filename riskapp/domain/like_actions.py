"""Actions of one risk in the same words: each by itself, in the order in which they came to be."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from riskapp.domain.import_meanings import Meant
from riskapp.domain.import_rows import RowAction
from riskapp.domain.import_said import Saying, Told, Ways, done_ways, due_ways
from riskapp.domain.named_actions import each_named

_SAYS: Final = (Told.DUE, Told.DONE)


def in_their_order(meant: Meant, here: Saying) -> Meant:
    """Return a row whose actions of the same words stand in the order of those they are here.

    An action is the one here that is due and done as it is; those that are none take the places
    left.
    """
    actions = meant.row.actions
    words = [one.words.strip() for one in actions]
    if len(set(words)) == len(words):
        return meant
    places = defaultdict[str, list[int]](list)
    for at, said in enumerate(words):
        places[said].append(at)
    told = list(actions)
    for said, own in places.items():
        for at, action in zip(own, _ordered([actions[at] for at in own], said, here), strict=True):
            told[at] = action
    return replace(meant, row=replace(meant.row, actions=tuple(told)))


def _ordered(actions: Sequence[RowAction], words: str, here: Saying) -> list[RowAction]:
    left = list(actions)
    names = each_named([words] * len(actions))
    told: list[RowAction | None] = []
    for name in names:
        same = next((one for one in left if _is(one, name, here)), None)
        told.append(same)
        if same is not None:
            left.remove(same)
    return [one if one is not None else left.pop(0) for one in told]


def _is(action: RowAction, name: str, here: Saying) -> bool:
    """Tell whether an action is due and done as the one of that name is here."""
    said: dict[Told, Ways] = {
        Told.DUE: due_ways(name, action.due) if action.due else (),
        Told.DONE: done_ways(name, action.done_on) if action.done_on else (),
    }
    return all(_same(said[told], here.each.get(told, {}).get(name, ())) for told in _SAYS)


def _same(ways: Ways, here: Iterable[Ways]) -> bool:
    now = {way for said in here for way in said}
    return not now.isdisjoint(ways) if ways else not now
