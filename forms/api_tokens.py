"""Making a token for another system."""

from forms.base import DraftForm
from forms.fields import EnumField, NumberField, TextField
from riskapp.domain.api_tokens import LONGEST_LIFE, LONGEST_NAME, MakeToken, TokenScope

USUAL_DAYS = 90
SCOPES = {
    TokenScope.READ: "Read the register",
    TokenScope.WRITE: "Read the register and change it",
}


class MakeTokenForm(DraftForm):
    """A name for a token, what it is for, and how long it holds."""

    name = TextField(
        "What will use it?",
        missing="Give the token a name by which you will know what uses it.",
        longest=LONGEST_NAME,
        hint="For example, monthly report in Power BI. Do not name patients or staff.",
    )
    scope = EnumField(
        "What may it do?", TokenScope, SCOPES.__getitem__, missing="Choose what it may do."
    )
    days = NumberField(
        "For how many days?",
        lowest=1,
        highest=LONGEST_LIFE.days,
        missing="Enter for how many days it holds.",
        hint=f"Up to {LONGEST_LIFE.days}. After that a new one is made.",
    )

    def draft(self) -> MakeToken:
        """Return the token that is asked for; the form must be valid."""
        scope, days = self.scope.member or TokenScope.READ, self.days.number or USUAL_DAYS
        return MakeToken(str(self.name.data), scope, days)
