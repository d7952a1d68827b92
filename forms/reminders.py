"""Choosing how often to be told of what is due, and when the line is."""

from forms.base import DraftForm
from forms.fields import ChoiceField, EnumField, NumberField, Option
from forms.plan import VersionField
from riskapp.domain.reminders import DAYS, MOST_DAYS, ChooseReminders, HowOften, SetLine

HOW_WORDS = {
    HowOften.DAILY: "Every day",
    HowOften.WEEKLY: "Once a week",
    HowOften.OFF: "Never: I look at this page",
}


class RemindersForm(DraftForm):
    """How often somebody is told, and on which day of the week."""

    how = EnumField(
        "How often do you want a mail of what is due?",
        HowOften,
        HOW_WORDS.__getitem__,
        missing="Choose how often.",
    )
    weekday = ChoiceField(
        "On which day, if once a week?",
        [Option(str(number), name) for number, name in enumerate(DAYS)],
        missing="Choose a day of the week.",
        listed=True,
    )
    seen_version = VersionField()

    def draft(self) -> ChooseReminders:
        """Return the choice."""
        how = self.how.member or HowOften.WEEKLY
        return ChooseReminders(how, int(str(self.weekday.data)), self.seen_version.number)


class LineForm(DraftForm):
    """After how many days overdue the line is told."""

    days = NumberField(
        "Tell the line after how many days overdue?",
        lowest=0,
        highest=MOST_DAYS,
        missing="Enter a number of days; 0 for never.",
        hint="The executive of a risk then finds it in their own reminders. 0 is never.",
    )
    seen_version = VersionField()

    def draft(self) -> SetLine:
        """Return the setting."""
        return SetLine(self.days.number or 0, self.seen_version.number)
