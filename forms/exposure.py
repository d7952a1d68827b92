"""Operational risks under a strategic one: which, and why."""

from wtforms.validators import StopValidation

from forms.base import DraftForm
from forms.fields import ChoiceField, LongTextField, TextField
from forms.plan import NO_NAMES
from riskapp.domain.exposure import EndExposure, LinkExposure
from riskapp.domain.references import risk_number


class LinkExposureForm(DraftForm):
    """The operational risk to place under a risk on the BAF, with the reason."""

    operational = TextField(
        "Reference of the operational risk",
        missing="Enter the reference of the operational risk, for example R-0042.",
        longest=40,
        width="10",
    )
    reason = LongTextField("Why does it belong there?", missing="Say why.", hint=NO_NAMES)

    def validate_operational(self, field: TextField) -> None:
        """Refuse what is no reference."""
        if risk_number(str(field.data)) is None:
            raise StopValidation("Enter a reference such as R-0042.")

    def draft(self) -> LinkExposure:
        """Return the link that is asked for."""
        return LinkExposure(str(self.operational.data), str(self.reason.data))


class EndExposureForm(DraftForm):
    """The operational risk to take out from under a strategic one, with the reason."""

    operational = ChoiceField("Which risk is no longer exposure?", missing="Choose the risk.")
    reason = LongTextField("Why?", missing="Say why it is no longer exposure.", hint=NO_NAMES)

    def draft(self) -> EndExposure:
        """Return the end of the link that is asked for."""
        return EndExposure(str(self.operational.data), str(self.reason.data))
