"""The kinds of history entry, and the sentence for each.

A template names the facts of its entry; what an entry lacks reads as "nothing". Typed words are not
part of a sentence: pages show them beneath it, or say that they were redacted.
"""

from collections import defaultdict
from collections.abc import Mapping
from enum import StrEnum


class Happening(StrEnum):
    """What happened, in the past tense."""

    ORGANISATION_LOADED = "organisation-loaded"
    ORGANISATION_CREATED = "organisation-created"
    PERSON_ADDED = "person-added"
    SIGNED_IN = "signed-in"
    SIGN_IN_REFUSED = "sign-in-refused"
    SIGNED_OUT = "signed-out"
    RISK_RAISED = "risk-raised"
    RISK_EDITED = "risk-edited"
    RISK_OPENED = "risk-opened"
    RISK_CLOSED = "risk-closed"
    RISK_REVIEWED = "risk-reviewed"
    SCORED = "scored"
    SCORE_PRINTED = "score-printed"
    PLACED = "placed"
    TAKEN_OFF = "taken-off"
    KEPT_ON = "kept-on"
    VALIDATION_ASKED = "validation-asked"
    VALIDATED = "validated"
    MODERATED = "moderated"
    OBJECTIVE_ASKED = "objective-asked"
    OBJECTIVE_ANSWERED = "objective-answered"
    REMOVAL_PROPOSED = "removal-proposed"
    CLOSING_PROPOSED = "closing-proposed"
    CLOSING_DECLINED = "closing-declined"
    DECISION_SUPERSEDED = "decision-superseded"
    OBJECTIVE_LINKED = "objective-linked"
    OBJECTIVE_UNLINKED = "objective-unlinked"
    RISK_LINKED = "risk-linked"
    MILESTONE_ADDED = "milestone-added"
    MILESTONE_LINKED = "milestone-linked"
    MILESTONE_MOVED = "milestone-moved"
    MILESTONE_SET = "milestone-set"


SENTENCES: Mapping[Happening, str] = {
    Happening.ORGANISATION_LOADED: "{who} loaded {records} records from {folder}.",
    Happening.ORGANISATION_CREATED: "{who} set up {name}.",
    Happening.PERSON_ADDED: "{who} added {person} as {role}.",
    Happening.SIGNED_IN: "{who} signed in.",
    Happening.SIGN_IN_REFUSED: "A sign-in was refused.",
    Happening.SIGNED_OUT: "{who} signed out.",
    Happening.RISK_RAISED: "{who} raised {risk} as {status}.",
    Happening.RISK_EDITED: "{who} changed {fields} of {risk}.",
    Happening.RISK_OPENED: "{who} opened {risk}.",
    Happening.RISK_CLOSED: "{who} closed {risk}.",
    Happening.RISK_REVIEWED: "{who} reviewed {risk}: {outcome}. Next review by {next}.",
    Happening.SCORED: (
        "{who} scored {risk}: {kind} score {score}, consequence {consequence} and likelihood"
        " {likelihood} (before: {before})."
    ),
    Happening.SCORE_PRINTED: "{who} entered the score in the old register for {risk}: {score}.",
    Happening.PLACED: "{risk} went on the {register}: {how}.",
    Happening.TAKEN_OFF: "{who} took {risk} off the {register}.",
    Happening.KEPT_ON: "{who} kept {risk} on the {register}.",
    Happening.VALIDATION_ASKED: "The score {score} of {risk} awaits validation by a second person.",
    Happening.VALIDATED: "{who} confirmed the score {score} of {risk}.",
    Happening.MODERATED: "{who} moderated the score {score} of {risk}.",
    Happening.OBJECTIVE_ASKED: "It was asked whether {risk} affects a strategic objective.",
    Happening.OBJECTIVE_ANSWERED: (
        "{who} answered whether {risk} affects a strategic objective: {answer}."
    ),
    Happening.REMOVAL_PROPOSED: (
        "The score of {risk} fell to {score}, so taking it off the {register} was proposed."
    ),
    Happening.CLOSING_PROPOSED: "{who} proposed to close {risk}.",
    Happening.CLOSING_DECLINED: "{who} declined to close {risk}.",
    Happening.DECISION_SUPERSEDED: "A later score of {risk} overtook what was awaited: {kind}.",
    Happening.OBJECTIVE_LINKED: "{who} linked {risk} to objective {objective}.",
    Happening.OBJECTIVE_UNLINKED: "{who} ended the link of {risk} to objective {objective}.",
    Happening.RISK_LINKED: "{who} placed {risk} under {strategic} as its operational exposure.",
    Happening.MILESTONE_ADDED: "{who} added milestone {milestone}, due {due}.",
    Happening.MILESTONE_LINKED: "{who} linked milestone {milestone} to {risk}.",
    Happening.MILESTONE_MOVED: "{who} moved milestone {milestone} from {before} to {due}.",
    Happening.MILESTONE_SET: "{who} marked milestone {milestone} as {status} (before: {before}).",
}


def sentence(kind: Happening, facts: Mapping[str, str], who: str) -> str:
    """Return the plain sentence of one entry, made from its facts and the name of who did it."""
    known: defaultdict[str, str] = defaultdict(lambda: "nothing", facts)
    known["who"] = who
    return SENTENCES[kind].format_map(known)
