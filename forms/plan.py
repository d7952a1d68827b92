"""Milestones and the links of risks: what is to be done, by when, how it stands, and for what."""

import re
from typing import Any
from uuid import UUID

from typing_extensions import override
from wtforms.validators import StopValidation

from forms.base import DraftForm
from forms.fields import CarriedField, ChoiceField, EnumField, LongTextField, TextField
from riskapp.domain.drafts import AddMilestone, MoveMilestone, SetMilestone
from riskapp.domain.due_periods import LONGEST_FORM, DueNotUnderstood, DuePeriod, parse_due
from riskapp.domain.milestones import MilestoneStatus, label
from riskapp.domain.references import risk_number

NO_NAMES = "Do not name patients or staff."
PART = "."
"""Stands between a programme and its workstream in the value of a choice."""
_VERSION = re.compile("[0-9]{1,9}")
_BETWEEN = re.compile(r"[\s,;]+")


class DueField(TextField):
    """A due date in any form that a plan prints; `period` is what was understood."""

    def __init__(self, label: str, **options: Any) -> None:
        hint = "For example, Sept 2018, 30 June 2018, Q2-3 2018/19 or Apr 2018 onwards"
        missing = "Enter when it is due, or the word ongoing."
        super().__init__(
            label, longest=LONGEST_FORM, hint=hint, missing=missing, width="20", **options
        )

    @property
    def period(self) -> DuePeriod:
        """The period; DueNotUnderstood where it is none."""
        return parse_due(str(self.data))

    @override
    def pre_validate(self, form: Any) -> None:
        """Refuse what is in none of the forms that are understood, and list them."""
        super().pre_validate(form)
        try:
            parse_due(str(self.data))
        except DueNotUnderstood as error:
            raise StopValidation(str(error)) from None


class VersionField(CarriedField):
    """The version of a thing that was read."""

    @property
    def number(self) -> int:
        """The version; 0, which nothing has, where it was tampered with."""
        written = str(self.data)
        return int(written) if _VERSION.fullmatch(written) else 0


class SeenField(CarriedField):
    """The ids of the things that the page showed when it was opened."""

    @property
    def ids(self) -> frozenset[UUID]:
        """The ids; one that nothing has where the field was tampered with."""
        try:
            return frozenset(map(UUID, str(self.data or "").split()))
        except ValueError:
            return frozenset({UUID(int=0)})

    @override
    def process_data(self, value: Any) -> None:
        """Take ids as what the page shows at first."""
        self.data = " ".join(sorted(map(str, value or ())))


class MoveMilestoneForm(DraftForm):
    """A new due date, with the reason."""

    due = DueField("New due date")
    reason = LongTextField("Why is it moving?", missing="Say why it is moving.", hint=NO_NAMES)
    seen_version = VersionField()

    def draft(self) -> MoveMilestone:
        """Return the move that is asked for."""
        return MoveMilestone(self.due.period, str(self.reason.data), self.seen_version.number)


class SetMilestoneForm(DraftForm):
    """How a milestone stands, with the reason or a note on progress."""

    status = EnumField(
        "How does it stand?", MilestoneStatus, label, missing="Choose how it stands."
    )
    reason = LongTextField(
        "What has happened?", missing="Say what has happened, or why.", hint=NO_NAMES
    )
    seen_version = VersionField()

    def draft(self) -> SetMilestone:
        """Return the change that is asked for."""
        status = MilestoneStatus(str(self.status.data))
        return SetMilestone(status, str(self.reason.data), self.seen_version.number)


class AddActionForm(DraftForm):
    """An action of a risk's own."""

    words = LongTextField(
        "What is to be done?",
        missing="Say what is to be done.",
        longest=1000,
        rows=3,
        hint=NO_NAMES,
    )
    due = DueField("When is it due?")
    owner = ChoiceField("Who owns it? (optional)", listed=True)

    def draft(self, risk_ids: tuple[UUID, ...]) -> AddMilestone:
        """Return the action that is asked for, of these risks."""
        return AddMilestone(
            str(self.words.data),
            self.due.period,
            owner_post_id=key_of(self.owner.data),
            risk_ids=risk_ids,
        )


class AddMilestoneForm(AddActionForm):
    """A milestone of a programme, of risks, or of both."""

    programme = ChoiceField("Programme, or workstream of one (optional)", listed=True)
    risks = TextField(
        "Risks it mitigates (optional)",
        hint="Their references, for example R-0003 R-0012",
        longest=300,
    )

    @property
    def references(self) -> tuple[str, ...]:
        """The references of the risks, each once, as typed."""
        found = filter(None, _BETWEEN.split(self.risks.data or ""))
        return tuple(dict.fromkeys(found))

    def validate_risks(self, field: TextField) -> None:
        """Refuse what is no reference."""
        for reference in self.references:
            if risk_number(reference) is None:
                raise StopValidation(f"{reference} is not the reference of a risk, such as R-0042.")
        if not field.data and not self.programme.data:
            raise StopValidation("Choose a programme, or name the risks it mitigates.")

    @override
    def draft(self, risk_ids: tuple[UUID, ...]) -> AddMilestone:
        """Return the milestone that is asked for, of these risks."""
        programme, _, workstream = (self.programme.data or "").partition(PART)
        return AddMilestone(
            str(self.words.data),
            self.due.period,
            programme_id=key_of(programme),
            workstream_id=key_of(workstream),
            owner_post_id=key_of(self.owner.data),
            risk_ids=risk_ids,
        )


class ServeRiskForm(DraftForm):
    """The risk that a milestone mitigates, by its reference."""

    risk = TextField(
        "Reference of the risk",
        missing="Enter the reference of the risk, for example R-0042.",
        longest=40,
        width="10",
    )

    def validate_risk(self, field: TextField) -> None:
        """Refuse what is no reference."""
        if risk_number(str(field.data)) is None:
            raise StopValidation("Enter a reference such as R-0042.")

    @property
    def reference(self) -> str:
        """The reference as typed."""
        return str(self.risk.data)


class ObjectiveForm(DraftForm):
    """One of the objectives; `seen` are those that the risk was linked to when it was opened."""

    objective = ChoiceField("Which objective?", missing="Choose the objective.")
    seen = SeenField()

    @property
    def objective_id(self) -> UUID:
        """The objective chosen; the form must be valid."""
        return UUID(str(self.objective.data))

    @property
    def chosen(self) -> frozenset[UUID]:
        """The objective chosen, if one was, whether or not it can be."""
        try:
            return frozenset({UUID(str(self.objective.data))})
        except ValueError:
            return frozenset()


class LinkObjectiveForm(ObjectiveForm):
    """An objective that a risk affects; the reason is asked where it answers a question."""

    objective = ChoiceField("Which objective does it affect?", missing="Choose the objective.")
    reason = LongTextField("Why?", hint=NO_NAMES)


class UnlinkObjectiveForm(ObjectiveForm):
    """An objective that a risk no longer affects, with the reason."""

    objective = ChoiceField("Which objective does it no longer affect?", missing="Choose one.")
    reason = LongTextField("Why?", missing="Say why it no longer affects it.", hint=NO_NAMES)


def key_of(chosen: str | None) -> UUID | None:
    """Return the id that was chosen, None where nothing was."""
    return UUID(chosen) if chosen else None
