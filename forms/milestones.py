"""A milestone's owner, the notes on its progress, and the effect it should have on a risk."""

from typing import Any

from wtforms.validators import StopValidation

from forms.base import DraftForm
from forms.fields import CarriedField, ChoiceField, LongTextField, Option, TextField
from forms.plan import NO_NAMES, SeenField, VersionField, key_of
from riskapp.domain.evidence import REFUSAL, is_evidence
from riskapp.domain.level_words import LevelWords
from riskapp.domain.milestone_drafts import (
    ExpectEffect,
    GiveMilestone,
    NoteProgress,
    UnlinkMilestone,
)
from riskapp.domain.scoring import Score, score_of

_BETWEEN = "x"
"""Stands between consequence and likelihood in what the page carries along."""


class GiveMilestoneForm(DraftForm):
    """The post that is to own a milestone, with the reason."""

    owner = ChoiceField("Who owns it?", hint="Choose nothing where no post does.", listed=True)
    reason = LongTextField("Why?", missing="Say why it changes hands.", hint=NO_NAMES)
    seen_version = VersionField()

    def draft(self) -> GiveMilestone:
        """Return the change that is asked for."""
        return GiveMilestone(
            key_of(self.owner.data), str(self.reason.data), self.seen_version.number
        )


class NoteProgressForm(DraftForm):
    """A note on how a milestone is getting on."""

    words = LongTextField(
        "How is it getting on?", missing="Say how it is getting on.", hint=NO_NAMES
    )
    evidence = TextField(
        "Where is the evidence? (optional)",
        hint="An address that begins with https://, or the name of a document",
        longest=500,
    )

    def validate_evidence(self, field: TextField) -> None:
        """Refuse what a browser would take for an address of another sort."""
        if not is_evidence(field.data or ""):
            raise StopValidation(REFUSAL)

    def draft(self) -> NoteProgress:
        """Return the note that is asked for."""
        return NoteProgress(str(self.words.data), self.evidence.data or "")


class UnlinkMilestoneForm(DraftForm):
    """Why a milestone mitigates a risk no longer; `seen` are the gaps that it was to close."""

    reason = LongTextField(
        "Why?", missing="Say why it no longer mitigates this risk.", hint=NO_NAMES
    )
    seen_version = VersionField()
    seen = SeenField()

    def draft(self) -> UnlinkMilestone:
        """Return the change that is asked for."""
        return UnlinkMilestone(str(self.reason.data), self.seen_version.number, self.seen.ids)


class ExpectEffectForm(DraftForm):
    """To which consequence and likelihood a milestone should bring a risk; neither clears it."""

    consequence = ChoiceField("Consequence once it is done", listed=True)
    likelihood = ChoiceField(
        "Likelihood once it is done",
        hint="Choose neither where nobody expects a certain effect.",
        listed=True,
    )
    reason = LongTextField("Why?", missing="Say why you expect this.", hint=NO_NAMES)
    seen = CarriedField()

    def offer(self, words: LevelWords) -> None:
        """Offer the levels under the organisation's own names."""
        for field, names in (
            (self.consequence, words.consequences),
            (self.likelihood, words.likelihoods),
        ):
            field.options = [
                Option(str(level), f"{level}, {name}") for level, name in enumerate(names, 1)
            ]

    def validate_likelihood(self, field: ChoiceField) -> None:
        """Refuse half a score."""
        if bool(field.data) != bool(self.consequence.data):
            raise StopValidation("Choose both a consequence and a likelihood, or neither.")

    def draft(self) -> ExpectEffect:
        """Return the effect that is asked for; the form must be valid."""
        expected = _score(self.consequence.data, self.likelihood.data)
        consequence, _, likelihood = str(self.seen.data or "").partition(_BETWEEN)
        return ExpectEffect(expected, str(self.reason.data), seen=_score(consequence, likelihood))


def effect_form(expected: Score | None, words: LevelWords, sent: Any = None) -> ExpectEffectForm:
    """Return the form about an effect, filled in with what is expected unless it was sent."""
    form = ExpectEffectForm(
        sent,
        consequence=str(int(expected.consequence)) if expected else None,
        likelihood=str(int(expected.likelihood)) if expected else None,
        seen=seen_of(expected),
    )
    form.offer(words)
    return form


def seen_of(expected: Score | None) -> str:
    """Return what is expected as a page carries it along."""
    if expected is None:
        return ""
    return f"{int(expected.consequence)}{_BETWEEN}{int(expected.likelihood)}"


def _score(consequence: str | None, likelihood: str | None) -> Score | None:
    """Return the score of two levels; None where they are none, or were tampered with."""
    levels = [str(level) for level in range(1, 6)]
    if consequence not in levels or likelihood not in levels:
        return None
    return score_of(int(consequence), int(likelihood))
