"""What stands against risks: controls in place, assurances received, gaps, and looks at risks."""

from sqlmodel import col

from riskapp.models import (
    Assurance,
    Committee,
    ControlVersion,
    Gap,
    Milestone,
    Person,
    Post,
    Review,
)
from riskapp.queries.feed.scores import UNTIL
from riskapp.queries.feed.table import (
    FeedTable,
    ahead,
    asked_once,
    by,
    day,
    milestone,
    of_risks,
    risk,
    text,
    yes_no,
)
from riskapp.queries.joins import points_at
from riskapp.queries.scope import holds

CONTROLS = asked_once(
    "controls",
    "One row for each control that was in place on the day.",
    (
        risk(),
        text("control_id", ControlVersion.control_id, "By which tables are joined."),
        text("words", ControlVersion.words, "What the control is."),
        text(
            "control_type",
            ControlVersion.control_type,
            "preventive, detective, directive or corrective.",
        ),
        text("owner", Post.title, "The post that owns it."),
        text(
            "effectiveness",
            ControlVersion.effectiveness,
            "As its owner sees it: effective, partly-effective, ineffective or not-known.",
        ),
        day("last_tested_on", ControlVersion.last_tested_on, "When it was last tested."),
        text("frequency", ControlVersion.frequency, "How often it runs."),
        day("said_since", ControlVersion.from_on, "Since when it says this."),
    ),
    of_risks(
        ControlVersion,
        lambda on, _day: holds(ControlVersion, on),
        ControlVersion.control_id,
        named={Post: points_at(ControlVersion.owner_post_id, Post)},
    ),
)
ASSURANCES = asked_once(
    "assurances",
    "One row for each assurance that had been received by the day.",
    (
        risk(),
        text("assurance_id", Assurance.id, "Its id."),
        text("control_id", Assurance.control_id, "The control; empty for the whole risk."),
        text("source", Assurance.source, "What it is called."),
        text("source_kind", Assurance.source_kind, "What sort of source it is."),
        text("line", Assurance.line, "first, second, third or external."),
        yes_no("independent", Assurance.independent, "Of those who run the service."),
        text("result", Assurance.result, "positive, mixed or negative."),
        text("level", Assurance.level, "The level of its own opinion, if it gives one."),
        day("received_on", Assurance.received_on, "When it was received."),
        ahead("expires_on", Assurance.expires_on, "The last day on which it can be relied on."),
        text("committee", Committee.name, "The committee that received it."),
        text("words", Assurance.words, "What it said."),
        day("settled_on", Assurance.settled_on, "When what it recommended was verified as done."),
        day(
            "withdrawn_on",
            Assurance.withdrawn_on,
            "When it was withdrawn: recorded by mistake, it never counted.",
        ),
    ),
    of_risks(
        Assurance,
        by(Assurance.received_on),
        Assurance.id,
        named={Committee: points_at(Assurance.committee_id, Committee)},
    ),
)
GAPS = asked_once(
    "gaps",
    "One row for each gap in control or in assurance, open or closed by the day.",
    (
        risk(),
        text("gap_id", Gap.id, "Its id."),
        text("control_id", Gap.control_id, "The control; empty for the whole risk."),
        text("kind", Gap.kind, "control or assurance."),
        text("words", Gap.words, "What is missing."),
        day("from_on", Gap.from_on, "Since when it is known."),
        day("until_on", Gap.until_on, UNTIL),
        milestone(Milestone.number, "closed_by", "The milestone that closed it, if one did."),
    ),
    of_risks(
        Gap,
        by(Gap.from_on),
        Gap.id,
        named={Milestone: points_at(Gap.closed_milestone_id, Milestone)},
    ),
)
REVIEWS = asked_once(
    "reviews",
    "One row for each look at a risk by the day.",
    (
        risk(),
        day("reviewed_on", Review.reviewed_on, "When it was looked at."),
        ahead("next_on", Review.next_on, "When the next look was then due."),
        text("outcome", Review.outcome, "What came of it."),
        text("note", Review.note, "What was found; empty once it is redacted."),
        text("by", Person.name, "Who recorded it."),
        yes_no(
            "at_meeting", col(Review.meeting_id).is_not(None), "Whether a meeting looked at it."
        ),
        day(
            "withdrawn_on",
            Review.withdrawn_on,
            "When it was withdrawn: recorded by mistake, it never counted.",
        ),
    ),
    of_risks(
        Review,
        by(Review.reviewed_on),
        *(Review.reviewed_on, Review.id),
        named={Person: col(Person.id) == col(Review.by_id)},
    ),
)
TABLES: tuple[FeedTable, ...] = (CONTROLS, ASSURANCES, GAPS, REVIEWS)
