"""Every deed of the pages is an operation of the API, or says why it is for the pages alone."""

from riskapp.domain.actions import Action
from tests.api.test_access import ACCESS as OPERATIONS
from tests.web.test_crafted import DEEDS

PERSONAL = "It is about whoever is signed in, and how they look at the pages."
OF_TOKENS = "Who has a token is for a person to see to: no token makes another."
SETTING = "It is set once in years, by a person who looks at what it would do."
OF_PAGES = "It is a step between two pages: an operation takes it with the deed itself."

THE_SAME: dict[str, str] = {
    "validate": "decisions.answer",
    "answer-objective": "decisions.answer",
    "close": "decisions.answer",
    "place": "decisions.propose",
    "propose-acceptance": "decisions.propose",
    "end-acceptance": "decisions.end",
    "propose-reopening": "decisions.propose",
    "propose-merge": "decisions.propose",
    "propose-closing": "decisions.propose",
    "score": "assessments.score",
    "edit": "risks.change",
    "open": "risks.open_draft",
    "post": "posts.add",
    "holder": "posts.hand_over",
    "vacancy": "posts.vacate",
    "redaction": "redactions.propose",
    "redact": "redactions.answer",
    "raise": "risks.raise_new",
    "objective": "risk-objectives.link",
    "end": "risk-objectives.end",
    "action": "milestones.add",
    "link": "risk-milestones.link",
    "serve": "risk-milestones.link",
    "status": "milestones.set_status",
    "due": "milestones.move",
    "owner": "milestones.give",
    "progress": "milestones.note",
    "effect": "risk-milestones.expect",
    "unlink": "risk-milestones.end",
    "ask-approval": "risks.ask_for_approval",
    "happened": "occurrences.record",
    "expose": "exposure.link",
    "end-exposure": "exposure.end",
    "hand-in": "imports.hand",
    "columns": "imports.decide",
    "sheet": "imports.decide",
    "check": "imports.check",
    "put-right": "imports.put_rows_right",
    "leave-rest": "imports.put_rows_right",
    "load": "imports.load",
    "names": "imports.decide",
    "take-import-back": "imports.reverse",
    "discard": "imports.discard",
    "note": "notes.add",
    "open-month": "months.open_new",
    "close-month": "months.close",
    "not-held": "months.close",
    "scale": "appetite.rescale",
    "appetite": "appetite.state_of_objective",
    "end-appetite": "appetite.end_of_objective",
    "bulk": "many-risks.change",
    "export": "take-outs.everything",
    "export-register": "take-outs.register",
    "set-quality": "quality.set_severity",
    "control": "controls.add",
    "change": "controls.change",
    "retire": "controls.retire",
    "record": "assurances.record",
    "settle": "assurances.settle",
    "withdraw": "assurances.withdraw",
    "rate": "assurances.rate",
    "gap": "gaps.raise_new",
    "closing": "gaps.name",
    "closing-action": "gaps.name",
    "close-gap": "gaps.close",
    "hand-on": "handing-on.hand",
    "oversight": "committees.oversee",
    "meeting": "meetings.plan",
    "edit-meeting": "meetings.change",
    "attendance": "meetings.attend",
    "cancel-meeting": "meetings.cancel",
    "period": "periods.prepare",
    "period-objective": "periods.add",
    "period-end": "periods.end",
    "period-entry": "periods.decide",
    "period-leave": "periods.leave",
    "period-open": "periods.open_now",
    "again": "jobs.again",
    "review": "reviews.look",
    "draft-pack": "packs.draft",
    "issue-pack": "packs.issue",
    "withdraw-pack": "packs.withdraw",
    "reissue-pack": "packs.reissue",
    "verify-pack": "packs.verify",
    "waive": "pack-waivers.waive",
    "end-waiver": "pack-waivers.end",
    "outcome": "month-risks.ask_action",
    "take-back": "month-risks.take_back",
    "new": "milestones.add",
}
"""For each deed of the pages the operation that does it."""

FOR_PAGES_ALONE: dict[str, str] = {
    "throw-away": PERSONAL,
    "keep-view": PERSONAL,
    "forget-view": PERSONAL,
    "remind": PERSONAL,
    "token": OF_TOKENS,
    "revoke": OF_TOKENS,
    "matrix": SETTING,
    "apply-matrix": SETTING,
    "withdraw-matrix": SETTING,
    "look": SETTING,
    "line": SETTING,
    "choose-pack": OF_PAGES,
    "preview-pack": OF_PAGES,
    "recording": OF_PAGES,
}
"""For each deed that other systems cannot do, why not; docs/api.md says so too."""


ELSEWHERE: dict[str, tuple[Action, ...]] = {
    "action": (Action.CHANGE_MILESTONE,),
}
"""Rights of the API for deeds that the pages have in two places."""


def test_every_deed_of_the_pages_is_an_operation_or_says_why_not() -> None:
    assert set(DEEDS) == {*THE_SAME, *FOR_PAGES_ALONE}
    assert not THE_SAME.keys() & FOR_PAGES_ALONE.keys()
    assert set(THE_SAME.values()) <= set(OPERATIONS)


def test_it_takes_the_same_right() -> None:
    """Some operations serve several kinds of a deed: those ask for its right in the deed."""
    for deed, operation in THE_SAME.items():
        right = OPERATIONS[operation]
        assert right in {DEEDS[deed][2], Action.VIEW_REGISTER, *ELSEWHERE.get(deed, ())}, deed
