"""How packs are to look: the colours of an organisation, and its logo."""

from forms.base import DraftForm
from forms.fields import ChoicesField, Option, TextField
from forms.files import FileField
from forms.plan import VersionField
from riskapp.domain.looks import MOST_BYTES, TOO_LARGE, SetLook

HOLDS_MARK, ENTITLED, NO_LOGO = "holds-mark", "entitled", "no-logo"


class LookForm(DraftForm):
    """Two colours and a logo."""

    colour = TextField(
        "Colour at the head of each page",
        missing="Enter a colour.",
        longest=20,
        hint="As # and six digits or letters A to F. White words stand on it.",
        width="10",
    )
    dark = TextField(
        "Dark colour of headings and heads of tables",
        missing="Enter a colour.",
        longest=20,
        hint="Written the same way. White words stand on it too.",
        width="10",
    )
    logo = FileField(
        "Logo",
        most_bytes=MOST_BYTES,
        too_large=TOO_LARGE,
        hint="A PNG picture of at most 100 kB. Leave it empty to keep the logo as it is.",
        accept="image/png",
    )
    logo_words = TextField(
        "What the logo shows",
        hint="For whoever listens to a pack, such as: Logo of Example Trust.",
        name="logo_words",
    )
    no_logo = ChoicesField("Without a logo", (Option("yes", "Take the logo away"),))
    holds_mark = ChoicesField(
        "The NHS mark", (Option("yes", "The logo holds the NHS mark (the blue lozenge)"),)
    )
    entitled = ChoicesField(
        "The right to it",
        (Option("yes", "This organisation is entitled to show the NHS mark"),),
        hint="Only NHS organisations and those that NHS England allows it may show the mark.",
    )
    seen_version = VersionField()

    def draft(self) -> SetLook:
        """Return how packs are to look."""
        return SetLook(
            str(self.colour.data),
            str(self.dark.data),
            self.logo.content,
            no_logo=bool(self.no_logo.data),
            logo_words=str(self.logo_words.data or ""),
            holds_mark=bool(self.holds_mark.data),
            entitled=bool(self.entitled.data),
            seen_version=self.seen_version.number,
        )
