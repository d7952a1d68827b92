"""How serious a quality check is to be, with the reason."""

from forms.base import DraftForm
from forms.fields import EnumField, LongTextField
from forms.judging import LONGEST_WORDS, NO_NAMES
from forms.plan import VersionField
from riskapp.domain.severity import SEVERITY_NAMES, SetQuality, Severity


class SetQualityForm(DraftForm):
    """How serious a check is from today, or that it is switched off."""

    severity = EnumField(
        "How serious is it?",
        Severity,
        SEVERITY_NAMES.__getitem__,
        missing="Choose how serious it is.",
    )
    reason = LongTextField(
        "Why?",
        missing="Say why: the reason is shown beside the check.",
        longest=LONGEST_WORDS,
        hint=NO_NAMES,
        rows=3,
    )
    seen_version = VersionField()

    def draft(self, check: str) -> SetQuality:
        """Return the setting of a check that is asked for."""
        severity = Severity(str(self.severity.data))
        return SetQuality(check, severity, str(self.reason.data), self.seen_version.number)
