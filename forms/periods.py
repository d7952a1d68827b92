"""Preparing a period of the BAF, what becomes of each risk in it, and the Board's approval."""

from datetime import date
from uuid import UUID

from forms.base import DraftForm
from forms.fields import (
    ChoiceField,
    ChoicesField,
    DayField,
    EnumField,
    LongTextField,
    TextField,
)
from forms.judging import LONGEST_WORDS
from forms.meetings import SeenForm
from forms.plan import NO_NAMES
from forms.posts import why_field
from forms.risks import id_of
from riskapp.domain.periods import (
    FATE_WORDS,
    FOR_ENTRIES,
    AddObjective,
    Fate,
    NewWords,
    OpenPeriod,
    PreparePeriod,
    SetEntry,
)

LONGEST_TITLE = 300
LONGEST_REFERENCE = 40
LONGEST_PERIOD = 60
LONGEST_NUMBER = 20


class PreparePeriodForm(DraftForm):
    """A new period: its name and its days."""

    name = TextField(
        "Name of the period",
        missing="Give the period a name.",
        longest=LONGEST_PERIOD,
        hint="For example, 2019-20.",
        width="10",
    )
    starts_on = DayField(
        "First day", missing="Enter its first day.", hint="For example, 1 April 2019."
    )
    ends_on = DayField(
        "Last day", missing="Enter its last day.", hint="For example, 31 March 2020."
    )

    def draft(self) -> PreparePeriod:
        """Return the period that is asked for; the form must be valid."""
        first, last = self.starts_on.day or date.max, self.ends_on.day or date.max
        return PreparePeriod(str(self.name.data), first, last)


class NewObjectiveForm(DraftForm):
    """An objective of the new period."""

    number = TextField("Number", missing="Give it a number.", longest=LONGEST_NUMBER, width="5")
    title = TextField("Objective", missing="Say what the objective is.", longest=LONGEST_TITLE)
    executive_post = ChoiceField("Executive lead", listed=True)
    committee = ChoiceField("Lead committee", listed=True)

    def draft(self) -> AddObjective:
        """Return the objective that is asked for; the form must be valid."""
        post, committee = id_of(self.executive_post), id_of(self.committee)
        return AddObjective(str(self.number.data), str(self.title.data), post, committee)


class _EntryFields(SeenForm):
    """What is said of every risk that is on the BAF in the new period."""

    reference = TextField(
        "Reference on the BAF in the new period",
        longest=LONGEST_REFERENCE,
        hint="As papers will print it, for example: BAF 3. Empty if it has none.",
        width="10",
    )
    objectives = ChoicesField("Which objectives of the new period does it threaten?")
    gap = TextField(
        "If none: why not?",
        longest=LONGEST_TITLE,
        hint="A gap with a name is better than a link that is made up.",
    )
    reason = why_field("The Board will read it. Do not name patients or staff.")

    def _set(self, fate: Fate, words: NewWords, into: str) -> SetEntry:
        return SetEntry(
            fate=fate,
            reason=str(self.reason.data),
            reference=str(self.reference.data or ""),
            words=words,
            into=into,
            objective_ids=tuple(map(UUID, self.objectives.data)),
            gap=str(self.gap.data or ""),
            seen_version=self.seen,
        )


class EntryForm(_EntryFields):
    """What becomes in the new period of a risk that is on the BAF."""

    fate = EnumField(
        "What becomes of it?",
        FOR_ENTRIES,
        FATE_WORDS.__getitem__,
        missing="Choose what becomes of it.",
    )
    title = TextField("New title", longest=LONGEST_TITLE)
    cause = LongTextField("Because…", longest=LONGEST_WORDS, rows=2)
    event = LongTextField("There is a risk that…", longest=LONGEST_WORDS, rows=2)
    effect = LongTextField("Leading to…", longest=LONGEST_WORDS, rows=2, hint=NO_NAMES)
    into = TextField(
        "Into which risk is it merged?",
        longest=LONGEST_REFERENCE,
        hint="Its reference, such as R-0042. Only if it is merged.",
        width="10",
    )

    def draft(self) -> SetEntry:
        """Return what becomes of it; the form must be valid."""
        said = (self.title, self.cause, self.event, self.effect)
        words = NewWords(*(str(field.data or "") for field in said))
        return self._set(self.fate.member or Fate.CARRIED, words, str(self.into.data or ""))


class NewEntryForm(_EntryFields):
    """A risk that is to be new on the BAF: it can be nothing else."""

    def draft(self) -> SetEntry:
        """Return the risk as new on the BAF; the form must be valid."""
        return self._set(Fate.NEW, NewWords(), "")


class OpenPeriodForm(SeenForm):
    """The Board's approval."""

    meeting = ChoiceField(
        "At which meeting did the Board approve it?",
        listed=True,
        missing="Choose the meeting.",
        hint="Meetings of the Board that were held. Plan or enter one under Committees.",
    )
    reason = why_field(
        "What the Board approved, as its minutes say. Do not name patients or staff."
    )

    def draft(self) -> OpenPeriod:
        """Return the approval; the form must be valid."""
        return OpenPeriod(id_of(self.meeting) or UUID(int=0), str(self.reason.data), self.seen)
