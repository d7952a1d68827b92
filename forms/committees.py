"""What a committee oversees."""

from forms.fields import ChoiceField, ChoicesField, Option
from forms.meetings import SeenForm
from forms.posts import why_field
from riskapp.domain.domains import Domain, label
from riskapp.domain.meeting_drafts import SetOversight

YES, NO = "yes", "no"
TAKES = (
    Option(YES, "Yes, until it hands them on"),
    Option(NO, "No"),
)


class OversightForm(SeenForm):
    """The domains that a committee oversees, and whether it takes programme risks first."""

    domains = ChoicesField(
        "Which domains does it oversee?",
        [Option(domain.value, label(domain)) for domain in Domain],
        hint="From today. What it oversaw before is kept.",
    )
    takes = ChoiceField(
        "Does it take the risks of programmes first?",
        TAKES,
        missing="Choose whether it takes them first.",
        hint="A programme risk without a lead committee then comes to it.",
    )
    reason = why_field("For example: agreed by the Board in May. Do not name patients or staff.")

    def draft(self) -> SetOversight:
        """Return what is asked for; the form must be valid."""
        return SetOversight(
            frozenset(map(Domain, self.domains.data)),
            self.takes.data == YES,
            str(self.reason.data),
            self.seen,
        )
