"""Scoring a risk: one kind of score, why, and by when a target is to be reached."""

from typing import Any

from typing_extensions import override

from forms.fields import DayField, EnumField, LongTextField
from forms.judging import (
    CHOOSE_CONSEQUENCE,
    CHOOSE_DOMAIN,
    CHOOSE_LIKELIHOOD,
    GIVEN_TWICE,
    LONGEST_WORDS,
    MOST_DOMAINS,
    NO_NAMES,
    CarriedId,
    JudgedForm,
    Row,
    consequence_field,
    domain_field,
    further_name,
    likelihood_field,
)
from riskapp.domain.drafts import ScoreRisk
from riskapp.domain.scoring import ScoreKind
from riskapp.domain.wording import label_of


class ManyDomains(JudgedForm):
    """The main domain, which must be chosen, and the eight that may be scored beside it."""

    domain = domain_field(CHOOSE_DOMAIN)
    consequence = consequence_field(CHOOSE_CONSEQUENCE)


for _number in range(2, MOST_DOMAINS + 1):
    setattr(ManyDomains, further_name("domain", _number), domain_field())
    setattr(ManyDomains, further_name("consequence", _number), consequence_field())


class ScoreForm(ManyDomains):
    """A score of one kind; `seen` is the assessment that stood when the page was opened."""

    likelihood = likelihood_field(CHOOSE_LIKELIHOOD)
    target_on = DayField("Reach the target by")
    reason = LongTextField(
        "Why this score?",
        missing="Say why: the reason is kept with the score.",
        longest=LONGEST_WORDS,
        hint=NO_NAMES,
    )
    kind = EnumField("Score", ScoreKind, label_of, missing="Choose which score this is.")
    seen = CarriedId()

    @property
    def score_kind(self) -> ScoreKind:
        """The kind of score asked for; the current one where none that exists is."""
        return self.kind.member or ScoreKind.CURRENT

    @property
    def is_target(self) -> bool:
        """Tell whether a day must be given by which to reach the score."""
        return self.score_kind is ScoreKind.TARGET

    def shown_rows(self, *, another: bool = False) -> list[Row]:
        """Return the rows that are filled, and at least the first; one more if asked for."""
        filled = [number for number, row in enumerate(self.rows, 1) if not row.is_empty]
        return self.rows[: max([1, *filled]) + another]

    @override
    def validate(self, extra_validators: Any = None) -> bool:
        """Judge each field, then domains given by half or twice and a target without its day."""
        super().validate(extra_validators)
        self.refuse_halves(self.rows[1:])
        self._refuse_twice()
        if self.is_target and not self.target_on.data:
            self.refuse("target_on", "Give the day by which the target should be reached.")
        return not self.failures

    def draft(self) -> ScoreRisk:
        """Return the score that is asked for; the form must be valid."""
        likelihood = self.chosen_likelihood
        if likelihood is None:
            raise ValueError("The form was not validated.")
        return ScoreRisk(
            self.score_kind,
            self.consequences,
            likelihood,
            str(self.reason.data),
            seen=self.seen.uuid,
            target_on=self.target_on.day if self.is_target else None,
        )

    def _refuse_twice(self) -> None:
        given: set[str] = set()
        for row in self.rows:
            if row.domain.data and row.domain.data in given:
                self.refuse(row.domain.name, GIVEN_TWICE)
            given.add(row.domain.data)
