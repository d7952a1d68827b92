"""The sentence for each kind of history entry.

A template names the facts of its entry; what an entry lacks reads as "nothing". Typed words are not
part of a sentence: pages show them beneath it, or say that they were redacted.
"""

from collections import defaultdict
from collections.abc import Mapping

from riskapp.domain.happenings import Happening

SENTENCES: Mapping[Happening, str] = {
    Happening.ORGANISATION_LOADED: "{who} loaded {records} records from {folder}.",
    Happening.ORGANISATION_CREATED: "{who} set up {name}.",
    Happening.PERSON_ADDED: "{who} added {person} as {role}.",
    Happening.SIGNED_IN: "{who} signed in.",
    Happening.SIGN_IN_REFUSED: "A sign-in was refused.",
    Happening.SIGNED_OUT: "{who} signed out.",
    Happening.PASSWORD_SET: "{who} gave {person} a new password.",
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
        "The score {score} of {risk} is below the threshold, so taking it off the {register} was"
        " proposed."
    ),
    Happening.CLOSING_PROPOSED: "{who} proposed to close {risk}.",
    Happening.CLOSING_DECLINED: "{who} declined to close {risk}.",
    Happening.DECISION_SUPERSEDED: "What was awaited of {risk} was overtaken: {kind}.",
    Happening.OBJECTIVE_LINKED: "{who} linked {risk} to objective {objective}.",
    Happening.OBJECTIVE_UNLINKED: "{who} ended the link of {risk} to objective {objective}.",
    Happening.RISK_LINKED: "{who} placed {risk} under {strategic} as its operational exposure.",
    Happening.MILESTONE_ADDED: "{who} added milestone {milestone}, due {due}.",
    Happening.MILESTONE_LINKED: "{who} linked milestone {milestone} to {risk}.",
    Happening.MILESTONE_UNLINKED: "{who} unlinked milestone {milestone} from {risk}.",
    Happening.MILESTONE_MOVED: "{who} moved milestone {milestone} from {before} to {due}.",
    Happening.CONTROL_ADDED: "{who} added a control to {risk}.",
    Happening.CONTROL_CHANGED: "{who} changed {fields} of a control of {risk}.",
    Happening.CONTROL_RETIRED: "{who} retired a control of {risk}.",
    Happening.ASSURANCE_RECORDED: (
        "{who} recorded {result} assurance for {risk}, {line}, from {source}."
    ),
    Happening.ASSURANCE_SETTLED: (
        "{who} recorded that what {source} recommended for {risk} is done."
    ),
    Happening.ASSURANCE_WITHDRAWN: "{who} withdrew an assurance of {risk}, from {source}.",
    Happening.GAP_RAISED: "{who} raised a {gap} of {risk}.",
    Happening.GAP_LINKED: "{who} named milestone {milestone} as what closes a {gap} of {risk}.",
    Happening.GAP_UNLINKED: (
        "{who} said that milestone {milestone} no longer closes a {gap} of {risk}."
    ),
    Happening.GAP_CLOSED: "{who} closed a {gap} of {risk}.",
    Happening.ASSURANCE_RATED: "{who} recorded how {committee} rates the assurance of {risk}.",
    Happening.APPETITE_SCALE_SET: "{who} set the appetite scale {scale}.",
    Happening.APPETITE_SET: "{who} set the appetite for {subject} to {level}, up to {highest}.",
    Happening.APPETITE_ENDED: "{who} ended the appetite stated for {subject}.",
    Happening.MATRIX_CHANGED: (
        "{who} made version {version} of the scoring matrix, in force from {from}."
    ),
    Happening.MATRIX_APPLIED: (
        "Version {version} of the scoring matrix was applied to the scores that stood: {moved}."
    ),
    Happening.MATRIX_WITHDRAWN: (
        "{who} withdrew version {version} of the scoring matrix before it came into force."
    ),
    Happening.MILESTONE_NOTED: "{who} wrote a note on the progress of milestone {milestone}.",
    Happening.MILESTONE_EDITED: (
        "{who} changed the {fields} of milestone {milestone} from {before} to {after}."
    ),
    Happening.EFFECT_EXPECTED: (
        "{who} recorded what milestone {milestone} should bring {risk} to: {expected}."
    ),
    Happening.RISK_UNLINKED: "{who} took {risk} out from under {strategic}.",
    Happening.EXPOSURE_LINKED: "{who} placed {operational} under {risk}.",
    Happening.EXPOSURE_UNLINKED: "{who} took {operational} out from under {risk}.",
    Happening.APPROVAL_ASKED: "{who} sent {risk} for approval.",
    Happening.APPROVED: "{who} approved {risk}.",
    Happening.SENT_BACK: "{who} sent {risk} back to whoever raised it.",
    Happening.REJECTED: "{who} rejected {risk}.",
    Happening.ACCEPTANCE_PROPOSED: "{who} proposed to accept {risk} up to {score} until {until}.",
    Happening.ACCEPTED: "{who} accepted {risk} up to {score} until {until}.",
    Happening.ACCEPTANCE_DECLINED: "{who} declined to accept {risk}.",
    Happening.ACCEPTANCE_ENDED: "The acceptance of {risk} ended: {why}.",
    Happening.REOPENING_PROPOSED: "{who} proposed to open {risk} again.",
    Happening.REOPENED: "{who} opened {risk} again.",
    Happening.REOPENING_DECLINED: "{who} declined to open {risk} again.",
    Happening.MERGE_PROPOSED: "{who} proposed to merge {risk} into {into}.",
    Happening.MERGED: "{who} merged {risk} into {into}.",
    Happening.TOOK_IN: "{who} merged {other} into {risk}, which took over {links}.",
    Happening.MERGE_DECLINED: "{who} declined to merge {risk} into {into}.",
    Happening.TRANSFER_PROPOSED: "{who} proposed to hand {risk} to {unit}.",
    Happening.TRANSFERRED: "{who} handed {risk} to {unit}.",
    Happening.TRANSFER_DECLINED: "{who} declined to take {risk} over to {unit}.",
    Happening.PROPOSAL_WITHDRAWN: "{who} withdrew what they had proposed for {risk}: {kind}.",
    Happening.HAPPENED: "{who} recorded that {risk} has happened, on {on}.",
    Happening.RESCORE_ASKED: "It was asked how likely {risk} is now that it has happened.",
    Happening.NOTE_ADDED: "{who} wrote a note on {risk}.",
    Happening.REDACTION_PROPOSED: "{who} proposed to redact words of {risk}.",
    Happening.REDACTED: "{who} redacted words of {risk} in {places}.",
    Happening.REDACTION_DECLINED: "{who} declined to redact words of {risk}.",
    Happening.POST_ADDED: "{who} added the post {post}.",
    Happening.POST_FILLED: "{who} recorded who holds the post {post} from {from}.",
    Happening.POST_VACATED: "{who} recorded that the post {post} is vacant from {from}.",
    Happening.QUALITY_SET: "{who} set the quality check {check} to {severity}.",
    Happening.MONTH_OPENED: "{who} opened the monthly review of {month}.",
    Happening.MONTH_CLOSED: (
        "{who} closed the monthly review of {month}. Its content is final, SHA-256 {digest}."
    ),
    Happening.MONTH_NOT_HELD: "{who} recorded that the monthly review of {month} was not held.",
    Happening.DECIDED_AT_MEETING: (
        "{who} recorded what {meeting} decided about {risk}: {outcome}. Proposed by {proposer}."
    ),
    Happening.DEFERRED: "{who} recorded that {meeting} put {risk} off to {later}.",
    Happening.MEETING_PLANNED: "{who} planned {meeting}.",
    Happening.MEETING_CHANGED: "{who} changed {meeting}: {changes}.",
    Happening.MEETING_CANCELLED: "{who} cancelled {meeting}.",
    Happening.ATTENDANCE_RECORDED: "{who} recorded who was at {meeting}: {present} present.",
    Happening.OVERSIGHT_SET: "{who} changed what {committee} oversees: {changes}.",
    Happening.HANDED_ON: "{who} handed {risk} on from {from} to {to}.",
    Happening.PERIOD_PREPARED: "{who} began to prepare the BAF period {period}.",
    Happening.PERIOD_ENTRY_SET: (
        "{who} set what becomes of {risk} in the BAF period {period}: {fate}."
    ),
    Happening.PERIOD_OPENED: "{who} opened the BAF period {period}, approved by {meeting}.",
    Happening.OBJECTIVE_ADDED: "{who} added objective {objective}, from {from}.",
    Happening.OBJECTIVE_ENDED: "{who} ended objective {objective}: its last day is {last}.",
    Happening.REMINDERS_SET: "{who} chose reminders: {how}.",
    Happening.PACK_ISSUED: (
        "{who} issued pack {pack}, code {code}. The SHA-256 of its content is {digest}."
    ),
    Happening.PACK_REISSUED: (
        "{who} issued pack {pack}, code {code}, which replaces {replaced}. The SHA-256 of its"
        " content is {digest}."
    ),
    Happening.PACK_WITHDRAWN: "{who} withdrew pack {pack}.",
    Happening.WAIVER_SET: '{who} waived the warning "{check}" in packs until {until}.',
    Happening.WAIVER_ENDED: '{who} ended the waiver of the warning "{check}" in packs.',
    Happening.LOOK_SET: "{who} set how packs look.",
    Happening.OUTCOME_TAKEN_BACK: (
        "{who} took back what was recorded of {meeting} about {risk}: {outcome}."
    ),
    Happening.REVIEW_TAKEN_BACK: (
        "The review of {risk} on {on} was taken back with it. Next review: {next}."
    ),
    Happening.UNIT_ADDED: "{who} added the unit {unit}.",
    Happening.COMMITTEE_ADDED: "{who} added the committee {committee}.",
    Happening.IMPORT_LOADED: (
        "{who} brought in {file}: {new} new, {updated} updated and {unchanged} unchanged of {rows}"
        " rows, {left_out} left out. The SHA-256 of the file is {digest}."
    ),
    Happening.IMPORT_REVERSED: (
        "{who} took back the import of {file}: {risks} risks were withdrawn with it."
    ),
    Happening.RISK_WITHDRAWN: "{who} withdrew {risk} with the import of {file}.",
    Happening.CELLS_PRINTED: (
        "{who} brought in what the old register prints of {risk}, row {row} of {file}."
    ),
    Happening.EXPORTED: "{who} took everything out as {form}.",
    Happening.TOKEN_MADE: "{who} made a token to {scope}, which expires on {until}.",
    Happening.TOKEN_REVOKED: "{who} revoked a token of {person}.",
    Happening.MILESTONE_SET: "{who} marked milestone {milestone} as {status} (before: {before}).",
}


def sentence(kind: Happening, facts: Mapping[str, str], who: str) -> str:
    """Return the plain sentence of one entry, made from its facts and the name of who did it."""
    known: defaultdict[str, str] = defaultdict(lambda: "nothing", facts)
    known["who"] = who
    return SENTENCES[kind].format_map(known)
