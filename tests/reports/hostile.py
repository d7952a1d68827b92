"""Board packs in which everything that can be typed is meant to do harm."""

from uuid import UUID

from riskapp.readmodels.board_pack import BoardPack, SwitchedOff, Warned
from riskapp.readmodels.plan import DueShown, MilestoneRow, ProgrammeRow
from riskapp.readmodels.register import ObjectiveName
from riskapp.readmodels.risk_page import RiskPage
from tests.reports.packs import AS_AT, a_milestone, a_risk, a_row, an_assessment, pack_of, scored

HOSTILE = (
    '<img src="/etc/passwd">',
    '<img src="reports/fonts/Arimo-Bold.ttf"/>',
    '<a href="javascript:alert(1)">press</a>',
    '<a href="#nope">nowhere</a>',
    '<onDraw name="x" label="y"/>',
    "<index item='x'/>",
    "<b>never closed",
    "</para>",
    "a <b then",
    "<b><i></b></i>",
    "&#x110000; &amp; R&D",
    '<font size="1000000000">',
    "<para leading=-500>",
    "=cmd|' /C calc'!A0",
    "NUL \x00 bell \x07 escape \x1b[31m",
    "bidi \u202egnp.exe\u202c and \u2066isolated\u2069",
    "zero\u200bwidth\ufeff",
    "lone \ud800 surrogate",
    "not a character \uffff \ufdd0",
    "emoji \U0001f600 and \u26a0\ufe0f and \u2713",
    "Welsh: ŵ ŷ Ŵ Ŷ, Greek: Ελληνικά, Cyrillic: Привет",
    "Hebrew: \u05e9\u05dc\u05d5\u05dd \u05e2\u05d5\u05dc\u05dd end",
    "Chinese: \u4e2d\u6587",
    "zalgo e" + "\u0301\u0302" * 40,
    "lines\r\nof\u2028text\x0bhere",
)


def hostile(texts: tuple[str, ...] = HOSTILE) -> BoardPack:
    """Return a pack in which everything that can be typed is one of these texts."""
    risks = tuple(_hostile_risk(number, text) for number, text in enumerate(texts, start=1))
    joined = " ".join(texts)
    programme = ProgrammeRow(
        UUID(int=6000), joined, joined, joined, (joined,), (joined,), (_hostile_milestone(joined),)
    )
    return pack_of(
        risks,
        organisation=joined,
        programmes=(programme,),
        warnings=(Warned(joined, joined, (joined,)),),
        off=(SwitchedOff(joined, AS_AT, joined),),
    )


def _hostile_milestone(text: str) -> MilestoneRow:
    return a_milestone(3, words=text, workstream=text, owner=text, due=DueShown(text, None, AS_AT))


def _hostile_risk(number: int, text: str) -> RiskPage:
    row = a_row(
        number,
        scored(4, 4),
        title=text,
        unit=text,
        owner=text,
        executive=text,
        committee=text,
        printed_reference=text,
        objectives=(ObjectiveName(UUID(int=1), text, text),),
    )
    return a_risk(
        row,
        cause=text,
        event=text,
        effect=text,
        source=text,
        printed_in=text,
        programme=text,
        assessments=(an_assessment(1, scored(4, 4), reason=text, by=text),),
        milestones=(_hostile_milestone(text),),
    )
