"""Everything that needs a right, and its words."""

from collections.abc import Mapping
from enum import StrEnum


class Action(StrEnum):
    """Everything that needs a right, as scope and deed."""

    VIEW_REGISTER = "register:view"
    VIEW_HISTORY = "history:view"
    RAISE_RISK = "risk:raise"
    EDIT_RISK = "risk:edit"
    SCORE_RISK = "risk:score"
    REVIEW_RISK = "risk:review"
    LINK_OBJECTIVE = "risk:link-objective"
    LINK_MILESTONE = "risk:link-milestone"
    ANSWER_OBJECTIVE = "risk:answer-objective"
    VALIDATE_SCORE = "risk:validate-score"
    PLACE_ON_BAF = "register:place-on-baf"
    DECIDE_REMOVAL = "register:decide-removal"
    PROPOSE_CLOSING = "risk:propose-closing"
    AGREE_CLOSING = "risk:agree-closing"
    CHANGE_MILESTONE = "milestone:change"
    MAKE_PACK = "pack:make"
    ADD_PERSON = "person:add"
    LOAD = "organisation:load"
    CHANGE_CONTROL = "risk:change-control"
    RECORD_ASSURANCE = "risk:record-assurance"
    SETTLE_ASSURANCE = "risk:settle-assurance"
    RATE_ASSURANCE = "risk:rate-assurance"
    LINK_EXPOSURE = "risk:link-exposure"
    ASK_APPROVAL = "risk:ask-approval"
    APPROVE_RISK = "risk:approve"
    PROPOSE_ACCEPTANCE = "risk:propose-acceptance"
    AGREE_ACCEPTANCE = "risk:agree-acceptance"
    PROPOSE_REOPENING = "risk:propose-reopening"
    AGREE_REOPENING = "risk:agree-reopening"
    PROPOSE_MERGE = "risk:propose-merge"
    AGREE_MERGE = "risk:agree-merge"
    PROPOSE_TRANSFER = "risk:propose-transfer"
    AGREE_TRANSFER = "risk:agree-transfer"
    RECORD_OCCURRENCE = "risk:record-occurrence"
    ADD_NOTE = "risk:add-note"
    CHANGE_IN_BULK = "risk:change-in-bulk"
    PROPOSE_REDACTION = "risk:propose-redaction"
    AGREE_REDACTION = "risk:agree-redaction"
    SET_APPETITE = "appetite:set"
    CHANGE_MATRIX = "matrix:change"
    SET_QUALITY = "quality:set"
    CHANGE_POST = "post:change"
    KEEP_VIEW = "view:keep"
    SHARE_VIEW = "view:share"
    SET_REMINDERS = "reminders:set"
    OPEN_MONTH = "review:open-month"
    CLOSE_MONTH = "review:close-month"
    RECORD_FOR_MEETING = "meeting:record"
    CHANGE_MEETING = "meeting:change"
    CHANGE_COMMITTEE = "committee:change"
    HAND_ON = "risk:hand-on"
    OPEN_PERIOD = "baf:open-period"
    ISSUE_PACK = "pack:issue"
    WAIVE_WARNING = "pack:waive-warning"
    SET_LOOK = "organisation:set-look"
    IMPORT_RISKS = "import:risks"
    EXPORT_EVERYTHING = "export:everything"
    MAKE_TOKEN = "token:make"
    REVOKE_TOKEN = "token:revoke"


DEEDS: Mapping[Action, str] = {
    Action.VIEW_REGISTER: "see the register",
    Action.VIEW_HISTORY: "read the history",
    Action.RAISE_RISK: "raise a risk",
    Action.EDIT_RISK: "change a risk",
    Action.SCORE_RISK: "score a risk",
    Action.REVIEW_RISK: "review a risk",
    Action.LINK_OBJECTIVE: "link a risk to an objective",
    Action.LINK_MILESTONE: "link a risk to a milestone",
    Action.ANSWER_OBJECTIVE: "answer whether a risk affects an objective",
    Action.VALIDATE_SCORE: "validate a score",
    Action.PLACE_ON_BAF: "put a risk on the BAF",
    Action.DECIDE_REMOVAL: "decide on taking a risk off a register",
    Action.PROPOSE_CLOSING: "propose closing a risk",
    Action.AGREE_CLOSING: "agree to close a risk",
    Action.CHANGE_MILESTONE: "change a milestone",
    Action.MAKE_PACK: "make a pack",
    Action.ADD_PERSON: "add a person",
    Action.LOAD: "load an organisation",
    Action.CHANGE_CONTROL: "change the controls and gaps of a risk",
    Action.RECORD_ASSURANCE: "record an assurance",
    Action.SETTLE_ASSURANCE: "verify that what an assurance recommended is done",
    Action.RATE_ASSURANCE: "record a committee's rating of assurance",
    Action.LINK_EXPOSURE: "link operational risks under a risk of the BAF",
    Action.ASK_APPROVAL: "send a draft for approval",
    Action.APPROVE_RISK: "approve or reject a risk",
    Action.PROPOSE_ACCEPTANCE: "propose to accept a risk",
    Action.AGREE_ACCEPTANCE: "accept a risk",
    Action.PROPOSE_REOPENING: "propose to open a closed risk again",
    Action.AGREE_REOPENING: "open a closed risk again",
    Action.PROPOSE_MERGE: "propose to merge two risks",
    Action.AGREE_MERGE: "merge two risks",
    Action.PROPOSE_TRANSFER: "propose to hand a risk to another unit",
    Action.AGREE_TRANSFER: "agree to a risk going to another unit",
    Action.RECORD_OCCURRENCE: "record that a risk has happened",
    Action.ADD_NOTE: "write a note on a risk",
    Action.CHANGE_IN_BULK: "change many risks at once",
    Action.PROPOSE_REDACTION: "propose that words be redacted",
    Action.AGREE_REDACTION: "redact words",
    Action.SET_APPETITE: "set the risk appetite",
    Action.CHANGE_MATRIX: "change the scoring matrix",
    Action.SET_QUALITY: "set the quality checks",
    Action.CHANGE_POST: "change who holds a post",
    Action.KEEP_VIEW: "keep a view of the register",
    Action.SHARE_VIEW: "share a view of the register",
    Action.SET_REMINDERS: "set when the line is told of what is overdue",
    Action.OPEN_MONTH: "open a monthly review",
    Action.CLOSE_MONTH: "close a monthly review",
    Action.RECORD_FOR_MEETING: "record what a meeting decided",
    Action.CHANGE_MEETING: "plan a meeting and record who was there",
    Action.CHANGE_COMMITTEE: "change what a committee oversees",
    Action.HAND_ON: "hand a risk on to another committee",
    Action.OPEN_PERIOD: "open a new period of the BAF",
    Action.ISSUE_PACK: "issue or withdraw a pack",
    Action.WAIVE_WARNING: "waive a quality warning of packs",
    Action.SET_LOOK: "set how packs look",
    Action.IMPORT_RISKS: "bring in an old register or take an import back",
    Action.EXPORT_EVERYTHING: "take everything out",
    Action.MAKE_TOKEN: "make a token for another system",
    Action.REVOKE_TOKEN: "revoke the token of somebody else",
}
"""Each deed in the words of a refusal."""
