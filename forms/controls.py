"""Controls and gaps: what is in place, what is missing, and what is to close it."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from forms.base import DraftForm
from forms.fields import (
    CarriedField,
    ChoiceField,
    ChoicesField,
    DayField,
    EnumField,
    LongTextField,
    Option,
)
from forms.judging import LONGEST_WORDS, NO_NAMES
from forms.plan import VersionField
from forms.risks import id_of
from riskapp.domain.controls import (
    CONTROL_TYPES,
    GAP_MEANINGS,
    ChangeControl,
    CloseGap,
    ControlDetails,
    ControlType,
    Effectiveness,
    Frequency,
    GapKind,
    NameMilestones,
    RaiseGap,
    RetireControl,
)
from riskapp.domain.wording import label_of


def why_field(label: str = "Why?") -> Any:
    """Return the field for why something is changed."""
    missing = "Say why: the reason is kept with the change."
    return LongTextField(label, missing=missing, longest=LONGEST_WORDS, hint=NO_NAMES, rows=2)


class ControlFields(DraftForm):
    """All that a control says of itself."""

    words = LongTextField(
        "What is the control?",
        missing="Say what the control is.",
        longest=LONGEST_WORDS,
        rows=3,
        hint=f"What is done, and by what it would be noticed if it were not. {NO_NAMES}",
    )
    control_type = EnumField("How does it work? (optional)", ControlType, CONTROL_TYPES.__getitem__)
    owner = ChoiceField("Who owns it? (optional)", listed=True)
    effectiveness = EnumField(
        "How well does it work?",
        Effectiveness,
        label_of,
        missing="Choose how well it works.",
        hint="As its owner sees it. Assurances say whether that is borne out.",
    )
    last_tested_on = DayField("When was it last tested? (optional)")
    frequency = EnumField("How often does it run? (optional)", Frequency, label_of, listed=True)

    @property
    def details(self) -> ControlDetails:
        """What was typed and chosen; the form must be valid."""
        return ControlDetails(
            str(self.words.data),
            self.control_type.member,
            id_of(self.owner),
            self.effectiveness.member or Effectiveness.NOT_KNOWN,
            self.last_tested_on.day,
            self.frequency.member,
        )


class AddControlForm(ControlFields):
    """A new control."""

    def draft(self) -> ControlDetails:
        """Return the control that is asked for."""
        return self.details


class ChangeControlForm(ControlFields):
    """What a control is to say from now on; `seen_version` is the version it was read at."""

    reason = why_field("Why do you change it?")
    seen_version = VersionField()

    def draft(self) -> ChangeControl:
        """Return the change that is asked for."""
        return ChangeControl(self.details, str(self.reason.data), self.seen_version.number)


class RetireControlForm(DraftForm):
    """Retiring a control that is no longer in place."""

    reason = why_field("Why is it no longer in place?")
    seen_version = VersionField()

    def draft(self) -> RetireControl:
        """Return the retirement that is asked for."""
        return RetireControl(str(self.reason.data), self.seen_version.number)


class GapForm(DraftForm):
    """Something missing, of a control or of the whole risk."""

    kind = EnumField(
        "What is missing?", GapKind, GAP_MEANINGS.__getitem__, missing="Choose what is missing."
    )
    control = ChoiceField("Which control is it about? (optional)", listed=True)
    words = LongTextField(
        "Describe the gap",
        missing="Say what is missing.",
        longest=LONGEST_WORDS,
        rows=3,
        hint=NO_NAMES,
    )
    milestones = ChoicesField(
        "Which milestones are to close it? (optional)",
        hint="Those that mitigate the risk already. A new action can be added afterwards.",
    )

    def offer(self, *, milestones: Iterable[Option]) -> None:
        """Offer the risk's milestones; without any there is nothing to ask."""
        self.milestones.options = tuple(milestones)
        if not self.milestones.options:
            del self.milestones

    def draft(self) -> RaiseGap:
        """Return the gap that is raised."""
        return RaiseGap(
            self.kind.member or GapKind.CONTROL,
            str(self.words.data),
            id_of(self.control),
            tuple(map(UUID, self.milestones.data)) if "milestones" in self else (),
        )


class SeenField(CarriedField):
    """The things that were chosen when the page was opened."""

    @property
    def ids(self) -> tuple[UUID, ...]:
        """Their ids; whatever is none was tampered with and is left out."""
        return tuple(id_ for word in str(self.data or "").split() if (id_ := _uuid(word)))


class GapMilestonesForm(DraftForm):
    """The milestones that are to close a gap."""

    milestones = ChoicesField("Which milestones are to close it?")
    seen = SeenField()

    def draft(self) -> NameMilestones:
        """Return what is named, and what was named when the page was opened."""
        return NameMilestones(tuple(map(UUID, self.milestones.data)), self.seen.ids)


class CloseGapForm(DraftForm):
    """Closing a gap: by a milestone that is done, or with a reason."""

    milestone = ChoiceField("Which milestone closed it?", hint="Those that are done.")
    reason = LongTextField(
        "Why is it closed?",
        longest=LONGEST_WORDS,
        hint=f"Needed where no milestone closed it. {NO_NAMES}",
        rows=2,
    )

    def offer(self, *, milestone: Iterable[Option]) -> None:
        """Offer the gap's milestones that are done; without any there is nothing to ask."""
        self.milestone.options = tuple(milestone)
        if not self.milestone.options:
            del self.milestone

    def draft(self) -> CloseGap:
        """Return the closing that is asked for."""
        chosen = id_of(self.milestone) if "milestone" in self else None
        return CloseGap(str(self.reason.data or ""), chosen)


def _uuid(written: str) -> UUID | None:
    try:
        return UUID(written)
    except ValueError:
        return None
