"""A paper in which nobody is named: for each person stands the post they hold, or their role."""

import re
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass, replace
from enum import StrEnum
from typing import Any

from riskapp.readmodels.finals import Words
from riskapp.readmodels.paper import Paper

Change = Callable[[str], str]


def without_names(paper: Paper, names: Mapping[str, str]) -> Paper:
    """Return the paper with what stands for each name in its place, in typed words too."""
    if not names:
        return paper
    longest_first = sorted(names, key=len, reverse=True)
    found = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")

    def change(text: str) -> str:
        return found.sub(lambda one: names[one[0]], text)

    return replace(paper, sections=_changed(paper.sections, change))


def _changed(said: Any, change: Change) -> Any:
    """Return a part of a paper with all that it says changed."""
    if isinstance(said, StrEnum):
        return said
    if isinstance(said, str):
        return change(said)
    if isinstance(said, Words):
        return said if said.text is None else replace(said, text=change(said.text))
    if isinstance(said, tuple):
        return tuple([_changed(one, change) for one in said])
    if is_dataclass(said) and not isinstance(said, type):
        held = {one.name: _changed(getattr(said, one.name), change) for one in fields(said)}
        return replace(said, **held)
    return said
