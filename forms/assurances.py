"""Assurances: the evidence received, what became of it, and a committee's rating."""

from datetime import date
from typing import Any
from uuid import UUID

from typing_extensions import override

from forms.base import DraftForm
from forms.controls import why_field
from forms.fields import (
    ChoiceField,
    ChoicesField,
    DayField,
    EnumField,
    LongTextField,
    Option,
    TextField,
)
from forms.judging import LONGEST_WORDS, NO_NAMES
from forms.plan import VersionField
from forms.risks import id_of
from riskapp.domain.assurance import (
    LINE_NAMES,
    SOURCE_NAMES,
    AssuranceLevel,
    AssuranceResult,
    Line,
    RateAssurance,
    RecordAssurance,
    SettleAssurance,
    SourceKind,
    WithdrawAssurance,
)
from riskapp.domain.evidence import REFUSAL, is_evidence
from riskapp.domain.wording import label_of

INDEPENDENT = "independent"


class AssuranceForm(DraftForm):
    """Evidence that was received, about a control or about the whole risk."""

    control = ChoiceField(
        "Which control is it about?", hint="Leave it empty for the whole risk.", listed=True
    )
    source_kind = EnumField(
        "What sort of source is it?",
        SourceKind,
        SOURCE_NAMES.__getitem__,
        missing="Choose a sort of source.",
        listed=True,
    )
    source = TextField(
        "What is it called?",
        missing="Say where it comes from.",
        longest=300,
        hint=f"For example, the title of the report. {NO_NAMES}",
    )
    line = EnumField(
        "Which line does it come from?", Line, LINE_NAMES.__getitem__, missing="Choose a line."
    )
    independent = ChoicesField(
        "Who gave it?",
        [Option(INDEPENDENT, "Somebody independent of those who run the service")],
    )
    result = EnumField(
        "What did it find?", AssuranceResult, label_of, missing="Choose what it found."
    )
    level = EnumField(
        "Level in its own opinion (optional)",
        AssuranceLevel,
        label_of,
        listed=True,
        hint="Only where the report gives one.",
    )
    received_on = DayField("When was it received?", missing="Enter the day it was received.")
    period_from = DayField("It covers the period from (optional)")
    period_to = DayField("It covers the period to (optional)")
    expires_on = DayField(
        "Until when can it be relied on? (optional)", hint="The last day, for example 31 March 2019"
    )
    committee = ChoiceField("Which committee received it? (optional)", listed=True)
    evidence = TextField(
        "Where is the evidence? (optional)",
        longest=500,
        hint="An address that begins with https://, or the name of a document.",
    )
    words = LongTextField(
        "What did it say? (optional)", longest=LONGEST_WORDS, hint=NO_NAMES, rows=3
    )

    @override
    def validate(self, extra_validators: Any = None) -> bool:
        """Judge each field, then where the evidence is."""
        super().validate(extra_validators)
        if not is_evidence(self.evidence.data or ""):
            self.refuse("evidence", REFUSAL)
        return not self.failures

    def draft(self) -> RecordAssurance:
        """Return the assurance that is recorded; the form must be valid."""
        return RecordAssurance(
            str(self.source.data),
            SourceKind(str(self.source_kind.data)),
            Line(str(self.line.data)),
            AssuranceResult(str(self.result.data)),
            self.received_on.day or date.max,
            control_id=id_of(self.control),
            independent=INDEPENDENT in self.independent.data,
            level=self.level.member,
            period_from=self.period_from.day,
            period_to=self.period_to.day,
            expires_on=self.expires_on.day,
            committee_id=id_of(self.committee),
            evidence=str(self.evidence.data or ""),
            words=str(self.words.data or ""),
        )


class SettleForm(DraftForm):
    """That what an assurance recommended is verified as done."""

    reason = why_field("How is it known that all of it is done?")
    seen_version = VersionField()

    def draft(self) -> SettleAssurance:
        """Return what is verified."""
        return SettleAssurance(str(self.reason.data), self.seen_version.number)


class WithdrawForm(DraftForm):
    """Withdrawing an assurance that was entered by mistake."""

    reason = why_field("What was the mistake?")
    seen_version = VersionField()

    def draft(self) -> WithdrawAssurance:
        """Return the withdrawal."""
        return WithdrawAssurance(str(self.reason.data), self.seen_version.number)


class RatingForm(DraftForm):
    """How a committee rates the assurance of a risk."""

    committee = ChoiceField("Which committee?", missing="Choose a committee.", listed=True)
    rating = TextField(
        "Its rating",
        missing="Enter the committee's own word.",
        longest=60,
        width="20",
        hint="In its own word, for example Partial.",
    )
    rated_on = DayField("On which day?", missing="Enter the day on which it did.")
    words = LongTextField(
        "What did it say? (optional)", longest=LONGEST_WORDS, hint=NO_NAMES, rows=2
    )

    def draft(self) -> RateAssurance:
        """Return the rating; the form must be valid."""
        return RateAssurance(
            id_of(self.committee) or UUID(int=0),
            str(self.rating.data),
            self.rated_on.day or date.max,
            str(self.words.data or ""),
        )
