"""The filters of what may be so of a risk, of whom it names and of its kind, and its order."""

from collections.abc import Iterator
from enum import StrEnum
from typing import Any, Final

from flask import request

from riskapp.domain.errors import FieldError
from riskapp.domain.filters import EXPIRES_SOON, Flag, RegisterFilters, Sort
from riskapp.domain.lifecycle import RiskKind
from riskapp.domain.quality import RISK_CHECKS
from riskapp.queries.choices import Choices
from riskapp.web.asked import asked_id, asked_word, listed


class Yes(StrEnum):
    """Asks for what a filter names."""

    YES = "yes"


FLAG_WORDS: Final = {
    Flag.GAP: "has a gap in control or assurance",
    Flag.NO_UPPER: "no second- or third-line assurance",
    Flag.HAPPENED: "has happened",
    Flag.REVIEW: "review overdue",
    Flag.TARGET: "target date passed, still above target",
    Flag.EXPIRED: "acceptance expired",
    Flag.EXPIRES: f"acceptance expires within {EXPIRES_SOON} days",
}
NAMED: Final = {
    "owner": ("Owner", "posts"),
    "executive": ("Executive", "posts"),
    "committee": ("Lead committee", "committees"),
    "programme": ("Programme", "programmes"),
}
"""The filters by something with a name: what each is called, and which of the choices it has."""
SORT_WORDS: Final = {
    Sort.SCORE: "Highest score first",
    Sort.REFERENCE: "By reference",
    Sort.TITLE: "By title",
    Sort.OPENED: "Newest first",
    Sort.UNIT: "By unit",
    Sort.OWNER: "By owner",
    Sort.TARGET: "Highest target first",
    Sort.REGISTERS: "Those on most registers first",
    Sort.OBJECTIVES: "By objective",
    Sort.STATUS: "By status",
    Sort.APPETITE: "Furthest above appetite first",
    Sort.EXECUTIVE: "By executive",
    Sort.COMMITTEE: "By lead committee",
    Sort.WAITING: "Waiting for most decisions first",
    Sort.REVIEWED: "Longest not reviewed first",
    Sort.REVIEW: "Next due for review first",
    Sort.HAPPENED: "Last to have happened first",
    Sort.MOVED: "Most risen in three months first",
    Sort.QUALITY: "Most quality checks failed first",
}
BACKWARDS: Final = "-"
CHECK_TITLES: Final = {check.key: check.title for check in RISK_CHECKS}


def asked_of_record(choices: Choices) -> dict[str, Any]:
    """Return the filters that the address gives by what is so of a risk and whom it names."""
    named = {
        name: listed(name, asked_id(name), getattr(choices, kind))
        for name, (_, kind) in NAMED.items()
    }
    flags = frozenset(flag for flag in Flag if asked_word(flag.value, Yes) is not None)
    kind = asked_word("kind", RiskKind)
    return {**named, "kind": kind, "flags": flags, "check": _asked_check()}


def _asked_check() -> str:
    """Return the key of a check that risks may fail, "" where none is asked for."""
    written = request.args.get("check", "")
    if written and written not in CHECK_TITLES:
        listed_keys = ", ".join(CHECK_TITLES)
        raise FieldError("check", f"The address asks for a check that is none of: {listed_keys}.")
    return written


def asked_order() -> dict[str, Any]:
    """Return the order asked for; a minus before it reads it from its end."""
    written = request.args.get("sort", "")
    if not written:
        return {}
    backwards = written.startswith(BACKWARDS)
    try:
        return {"sort": Sort(written.removeprefix(BACKWARDS)), "backwards": backwards}
    except ValueError:
        words = f"The address asks for a sort that is none of: {', '.join(Sort)}."
        raise FieldError("sort", words) from None


def sort_value(filters: RegisterFilters) -> str:
    """Return an order as the address writes it."""
    return f"{BACKWARDS if filters.backwards else ''}{filters.sort.value}"


def turned(filters: RegisterFilters, key: str) -> str:
    """Return the order that a column's heading asks for: its own, turned round if it is in use."""
    in_use = filters.sort.value == key and not filters.backwards
    return f"{BACKWARDS}{key}" if in_use else key


def offered_of_record(choices: Choices) -> dict[str, list[tuple[object, str]]]:
    """Return what these filters offer: their values in the address, with words for them."""
    return {
        **{name: [*getattr(choices, kind).items()] for name, (_, kind) in NAMED.items()},
        "kind": [(kind.value, kind.value.capitalize()) for kind in RiskKind],
        "check": [*CHECK_TITLES.items()],
        "flags": [(flag, words.capitalize()) for flag, words in FLAG_WORDS.items()],
        "sort": _orders(),
    }


def _orders() -> list[tuple[object, str]]:
    back = [(f"{BACKWARDS}{sort}", f"{words}, from the end") for sort, words in SORT_WORDS.items()]
    return [*SORT_WORDS.items(), *back]


def said_of_record(filters: RegisterFilters, choices: Choices) -> Iterator[tuple[str, str]]:
    """Yield each of these filters that is in use: its name in the address, and words for it."""
    for name, (words, kind) in NAMED.items():
        if asked := getattr(filters, name):
            yield name, f"{words.lower()}: {getattr(choices, kind)[asked]}"
    if filters.kind:
        yield "kind", f"kind: {filters.kind.value}"
    if filters.check:
        yield "check", f"fails the check “{CHECK_TITLES[filters.check]}”"
    yield from ((flag.value, FLAG_WORDS[flag]) for flag in Flag if flag in filters.flags)
