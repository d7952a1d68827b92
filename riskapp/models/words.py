"""Where what people type lives: every column of text, and how words are taken out of it.

A redaction goes by this table alone. A test holds it beside the models: a new column of text is
either of a risk, and has a line in `TYPED`, or has its reason in `NOT_OF_A_RISK`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import Any, Final

import sqlalchemy as sa

from riskapp.domain.decisions import DecisionState
from riskapp.domain.redaction import Place
from riskapp.models.assessment import Assessment
from riskapp.models.base import Table
from riskapp.models.control import Assurance, AssuranceRating, ControlVersion, Gap
from riskapp.models.final import FinalWords
from riskapp.models.history import History, HistoryText, Provenance
from riskapp.models.life import DecisionTerms, Occurrence, Redaction
from riskapp.models.month import MonthlyOutcome, MonthlyReview
from riskapp.models.notes import KeptForm, MilestoneNote, RiskNote
from riskapp.models.period import BafEntry
from riskapp.models.placement import Decision, Placement
from riskapp.models.plan import Milestone
from riskapp.models.risk import Review, Risk, RiskVersion


class Erasure(Enum):
    """How words are taken out of a column."""

    REPLACED = auto()
    """A mark stands in their place."""
    WITHIN = auto()
    """The same, in each text of what is kept as JSON."""
    EMPTIED = auto()
    """Nothing stands in their place: it is a key, and no two may be alike."""
    WHOLE = auto()
    """The whole text is gone, since the trigger lets nothing be written over it."""
    FORGOTTEN = auto()
    """A phrase still to be decided is dropped: there is nothing left for it to find."""
    FIXED = auto()
    """They cannot be: a digest or the trigger holds the text. None of these is typed on a page."""


class Owner(Enum):
    """What a row belongs to, by which it is found from the risk."""

    RISK = auto()
    DECISION = auto()
    MILESTONE = auto()
    MONTH = auto()
    ENTRY = auto()
    FINAL = auto()


@dataclass(frozen=True, slots=True)
class Typed:
    """The text columns of a table: whose its rows are, by which column, and how each is erased.

    `also` is what else a row holds once words of it are erased.
    """

    model: type[Table]
    place: Place
    by: str
    columns: Mapping[str, Erasure]
    owner: Owner = Owner.RISK
    also: Mapping[str, Any] = field(default_factory=dict)

    @property
    def table(self) -> sa.Table:
        """The table itself."""
        return self.model.metadata.tables[str(self.model.__tablename__)]


def _replaced(*columns: str) -> Mapping[str, Erasure]:
    return dict.fromkeys(columns, Erasure.REPLACED)


TYPED: Final = (
    Typed(
        RiskVersion,
        Place.STATEMENT,
        "risk_id",
        _replaced("title", "cause", "event", "effect", "visibility_reason", "public_words"),
    ),
    Typed(
        Risk,
        Place.STATEMENT,
        "id",
        {
            "printed_key": Erasure.EMPTIED,
            "printed_cells": Erasure.WITHIN,
            **_replaced("printed_reference", "printed_in", "printed_date", "opened_basis"),
        },
    ),
    Typed(
        Assessment,
        Place.SCORES,
        "risk_id",
        {"reason": Erasure.WHOLE, "effective_basis": Erasure.FIXED},
    ),
    Typed(Decision, Place.DECISIONS, "risk_id", _replaced("opened_why", "decided_why")),
    Typed(DecisionTerms, Place.DECISIONS, "decision_id", _replaced("condition"), Owner.DECISION),
    Typed(Review, Place.REVIEWS, "risk_id", _replaced("outcome", "note")),
    Typed(Placement, Place.REGISTERS, "risk_id", _replaced("reference", "entered_basis")),
    Typed(ControlVersion, Place.CONTROLS, "risk_id", _replaced("words")),
    Typed(
        Assurance,
        Place.ASSURANCES,
        "risk_id",
        _replaced("source", "evidence", "words", "settled_why", "withdrawn_why"),
    ),
    Typed(AssuranceRating, Place.ASSURANCES, "risk_id", _replaced("rating", "words")),
    Typed(Gap, Place.GAPS, "risk_id", _replaced("words", "closed_why")),
    Typed(Milestone, Place.MILESTONES, "id", _replaced("words", "evidence"), Owner.MILESTONE),
    Typed(
        MilestoneNote,
        Place.MILESTONE_NOTES,
        "milestone_id",
        _replaced("words", "evidence"),
        Owner.MILESTONE,
    ),
    Typed(MonthlyReview, Place.REVIEWS, "id", _replaced("why"), Owner.MONTH),
    Typed(MonthlyOutcome, Place.REVIEWS, "risk_id", _replaced("reason", "withdrawn_why")),
    Typed(
        FinalWords,
        Place.FINAL,
        "risk_id",
        {"words": Erasure.WHOLE},
        Owner.FINAL,
        also={"salt": None},
    ),
    Typed(
        BafEntry,
        Place.REGISTERS,
        "risk_id",
        _replaced("reason", "reference", "title", "cause", "event", "effect", "gap"),
    ),
    Typed(Occurrence, Place.OCCURRENCES, "risk_id", _replaced("words", "incident_reference")),
    Typed(RiskNote, Place.NOTES, "risk_id", {"words": Erasure.WHOLE}),
    Typed(Redaction, Place.REDACTIONS, "risk_id", _replaced("opened_why", "decided_why")),
    Typed(
        Redaction,
        Place.REDACTIONS,
        "risk_id",
        {"phrase": Erasure.FORGOTTEN},
        also={"state": DecisionState.SUPERSEDED},
    ),
    Typed(KeptForm, Place.KEPT_FORMS, "risk_id", {"content": Erasure.WITHIN}),
    Typed(
        HistoryText,
        Place.HISTORY,
        "number",
        {"words": Erasure.WHOLE},
        Owner.ENTRY,
        also={"salt": None},
    ),
    Typed(History, Place.HISTORY, "number", {"entry": Erasure.FIXED}, Owner.ENTRY),
    Typed(
        Provenance,
        Place.REGISTERS,
        "subject_id",
        {"document": Erasure.FIXED, "lines": Erasure.FIXED, "record_key": Erasure.FIXED},
    ),
)

NOT_OF_A_RISK: Final[Mapping[str, str]] = {
    "api_answer": "the key of a request and where its answer leads",
    "api_token": "who may speak for somebody, on purpose by name",
    "attendance": "who was at a meeting, on purpose by name",
    "final_content": "digests of what was typed, never the words",
    "final_words.salt": "what words are digested with, gone with them",
    "meeting": "said of a meeting as a whole",
    "monthly_item.listed": "names of reasons, from a list",
    "appetite_level": "a setting of the organisation",
    "appetite_scale": "a setting of the organisation",
    "appetite_statement": "said of an objective or a domain",
    "committee": "the organisation's own structure",
    "baf_period": "said of a period as a whole",
    "counter.head_hash": "a digest",
    "history.entry_hash": "a digest",
    "history_text.name": "which field of a form the words were typed in",
    "history_text.salt": "what words are digested with, gone with them",
    "import_file": "what a file says until it is loaded or thrown away: no risk yet",
    "import_row": "digests of what a row said, never the words",
    "import_source": "how files are read: their headings",
    "job": "sentences of the register's own; its arguments name things, or say what a cover says",
    "kept_form.place": "an address of this register",
    "matrix_band": "a setting of the organisation",
    "matrix_descriptor": "a setting of the organisation",
    "matrix_level": "a setting of the organisation",
    "matrix_version": "a setting of the organisation",
    "milestone_due.printed": "a day or a period, which is read as such or refused",
    "objective": "the organisation's own plan",
    "organisation": "the organisation itself",
    "organisation_look": "a setting of the organisation",
    "organisation_value": "the organisation's own plan",
    "pack": "said of a pack as a whole; what it says of risks is final content",
    "pack_waiver": "a setting of the organisation",
    "person": "who somebody is to the register",
    "post": "the organisation's own structure",
    "post_holder": "who holds a post, on purpose by name",
    "programme": "the organisation's own plan",
    "provenance.record_digest": "a digest",
    "provenance.subject_kind": "the name of a table",
    "quality_setting": "a setting of the organisation",
    "reminder_mail": "what became of a digest, which itself is not kept",
    "saved_view": "a view of the whole register",
    "sign_in_attempt": "a digest",
    "sign_in_session": "a digest",
    "unit": "the organisation's own structure",
    "workstream": "the organisation's own plan",
}
"""Tables and columns of text that hold nothing typed about a risk, each with what it holds."""
