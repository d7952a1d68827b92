"""References: short ones that the register gives, and printed ones in either order."""

import re

from riskapp.domain.unseen import without_unseen

RISK = re.compile(r"R-?(\d{1,9})", re.IGNORECASE)
MILESTONE = re.compile(r"M-?(\d{1,9})", re.IGNORECASE)
SEQUENCE_FIRST = re.compile(r"(?:Ref\s*)?(\d{1,3})\s+(\d{4})", re.IGNORECASE)
MONTH_FIRST = re.compile(r"(?:Ref\s*)?(\d{4})\s+(\d{1,3})", re.IGNORECASE)
KEYED = re.compile(r"(\d{4})-(\d{2,3})")
BETWEEN = re.compile(r"\s*[,;&+]\s*|\s+and\s+|\s+", re.IGNORECASE)
A_REFERENCE = re.compile(r"(?=[^0-9]*[0-9])[A-Za-z0-9./_-]{1,20}")


def risk_reference(number: int) -> str:
    """Return the reference of a risk: R-0042."""
    return f"R-{number:04}"


def milestone_reference(number: int) -> str:
    """Return the reference of a milestone: M-0042."""
    return f"M-{number:04}"


def risk_number(reference: str) -> int | None:
    """Return the number in a risk's reference, or None when it is not one."""
    found = RISK.fullmatch(reference.strip())
    return int(found.group(1)) if found else None


def milestone_number(reference: str) -> int | None:
    """Return the number in a milestone's reference, or None when it is not one."""
    found = MILESTONE.fullmatch(reference.strip())
    return int(found.group(1)) if found else None


def printed_key(printed: str) -> str:
    """Return one key for a printed reference, whichever order its month and sequence stand in.

    "2 0316" and "0316 2" both give "0316-02"; what has another shape is kept, its spaces folded.
    """
    words = " ".join(without_unseen(printed).split())
    if found := SEQUENCE_FIRST.fullmatch(words):
        return f"{found.group(2)}-{int(found.group(1)):02}"
    if found := MONTH_FIRST.fullmatch(words):
        return f"{found.group(1)}-{int(found.group(2)):02}"
    return words


def references_in(key: str) -> tuple[str, ...]:
    """Return the references that stand in one printed key, () where it is a single one.

    "901, 902" gives two; "CORP 12" is one, for a reference has a digit.
    """
    parts = BETWEEN.split(key) if BETWEEN.search(key) else ()
    several = bool(parts) and all(map(A_REFERENCE.fullmatch, parts))
    return tuple(dict.fromkeys(parts)) if several else ()


def printed_orders(key: str) -> str:
    """Return the numbers of a printed key as people may type them: "0316 2 02" of "0316-02"."""
    found = KEYED.fullmatch(key)
    return f"{found[1]} {int(found[2])} {found[2]}" if found else key
