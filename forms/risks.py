"""Raising a risk, and changing what it says."""

import re
from typing import Any
from uuid import UUID

from typing_extensions import override

from forms.base import DraftForm
from forms.fields import CarriedField, ChoiceField, DayField, EnumField, LongTextField, TextField
from forms.judging import (
    CHOOSE_LIKELIHOOD,
    DAMAGED,
    LONGEST_WORDS,
    NO_NAMES,
    JudgedForm,
    consequence_field,
    domain_field,
    likelihood_field,
)
from riskapp.domain.drafts import EditRisk, FirstScore, RaiseRisk, RiskDetails, Statement
from riskapp.domain.lifecycle import Origin, Proximity, RiskKind, Treatment, Visibility
from riskapp.domain.wording import label_of, origin_words

LONGEST_TITLE = 300
REVIEW_BY = "Only for a restricted risk. For example, 30 June 2018."
INSTEAD = "Only for a restricted risk: a public pack leaves it out if this is empty."
VERSION = re.compile("[0-9]{1,9}")


def title_field() -> Any:
    """Return the field for a risk's title."""
    hint = f"A few words by which people will know it. {NO_NAMES}"
    return TextField("Title", missing="Give the risk a title.", longest=LONGEST_TITLE, hint=hint)


def words_field(label: str, hint: str = "") -> Any:
    """Return a field for free text, which may be empty."""
    told = f"{hint} {NO_NAMES}".strip()
    return LongTextField(label, longest=LONGEST_WORDS, hint=told, rows=3)


def id_of(field: ChoiceField) -> UUID | None:
    """Return the id that was chosen, or None; the choices were ids that the view gave."""
    return UUID(field.data) if field.data else None


class StatementFields(DraftForm):
    """A title, and: because of a cause there is a risk of an event, leading to an effect."""

    title = title_field()
    cause = words_field("Because", "What is already so, for example: posts stay vacant.")
    event = words_field(
        "There is a risk that", "What might happen, for example: visits are missed."
    )
    effect = words_field("Leading to", "What that would do, for example: patients come to harm.")

    def statement(self) -> Statement:
        """Return what was typed."""
        return Statement(*(str(self[name].data or "") for name in self._names))

    _names = ("title", "cause", "event", "effect")


class RaiseForm(JudgedForm, StatementFields):
    """A new risk, in five minutes: what it is, where, and, if the person can tell, how bad."""

    unit = ChoiceField("Where is the risk?", listed=True)
    domain = domain_field()
    consequence = consequence_field()
    likelihood = likelihood_field()
    as_draft = CarriedField()

    @override
    def validate(self, extra_validators: Any = None) -> bool:
        """Judge each field, then a score of which only a part was chosen."""
        super().validate(extra_validators)
        self.refuse_halves(self.rows)
        if self.consequence.data and not self.likelihood.data:
            self.refuse("likelihood", CHOOSE_LIKELIHOOD)
        if self.likelihood.data and self.rows[0].is_empty:
            self.refuse("domain", "Choose what the likelihood is of, or leave both empty.")
        return not self.failures

    def draft(self) -> RaiseRisk:
        """Return the risk that is raised; the form must be valid."""
        details = RiskDetails(self.statement(), unit_id=id_of(self.unit))
        return RaiseRisk(details, as_draft=bool(self.as_draft.data), score=self._first_score())

    def _first_score(self) -> FirstScore | None:
        likelihood = self.chosen_likelihood
        if likelihood is None or not self.consequences:
            return None
        return FirstScore(self.consequences, likelihood)


class EditForm(StatementFields):
    """What a risk is to say from now on; `seen_version` is the version it was read at."""

    kind = EnumField("Kind", RiskKind, label_of, missing="Choose a kind.", listed=True)
    unit = ChoiceField("Unit", missing="Choose a unit.", listed=True)
    owner = ChoiceField("Owner", listed=True)
    executive = ChoiceField("Executive", listed=True)
    handler = ChoiceField("Handler", hint="Who keeps it up from day to day.", listed=True)
    committee = ChoiceField("Lead committee", listed=True)
    programme = ChoiceField("Programme", listed=True)
    origin = EnumField("First noticed in", Origin, origin_words, listed=True)
    treatment = EnumField("Treatment", Treatment, label_of, listed=True)
    proximity = EnumField("When could it strike?", Proximity, label_of, listed=True)
    visibility = EnumField("Who may see it", Visibility, label_of, missing="Choose who may see it.")
    visibility_reason = words_field("Why is it restricted?", "Only for a restricted risk.")
    visibility_review_on = DayField("Review this restriction by", hint=REVIEW_BY)
    public_words = words_field("What public papers say instead", INSTEAD)
    reason = LongTextField(
        "Why do you change it?",
        missing="Say why: the reason is kept with the change.",
        longest=LONGEST_WORDS,
        hint=NO_NAMES,
        rows=3,
    )
    seen_version = CarriedField()

    @override
    def validate(self, extra_validators: Any = None) -> bool:
        """Judge each field, then a restriction without its reason."""
        super().validate(extra_validators)
        restricted = self.visibility.member is Visibility.RESTRICTED
        if restricted and not self.visibility_reason.data:
            self.refuse("visibility_reason", "Say why the risk is restricted.")
        if not VERSION.fullmatch(str(self.seen_version.data or "")):
            self.refuse("", DAMAGED)
        return not self.failures

    def draft(self) -> EditRisk:
        """Return the change that is asked for; the form must be valid."""
        return EditRisk(self._details(), str(self.reason.data), int(self.seen_version.data or 0))

    def _details(self) -> RiskDetails:
        return RiskDetails(
            self.statement(),
            kind=self.kind.member or RiskKind.OPERATIONAL,
            unit_id=id_of(self.unit),
            programme_id=id_of(self.programme),
            owner_post_id=id_of(self.owner),
            executive_post_id=id_of(self.executive),
            lead_committee_id=id_of(self.committee),
            origin=self.origin.member,
            treatment=self.treatment.member,
            visibility=self.visibility.member or Visibility.INTERNAL,
            visibility_reason=str(self.visibility_reason.data or ""),
            handler_post_id=id_of(self.handler),
            proximity=self.proximity.member,
            public_words=str(self.public_words.data or ""),
            visibility_review_on=self.visibility_review_on.day,
        )
