"""The forms for making a pack, issuing it, and withdrawing it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from typing_extensions import override

from forms.asked import AskedForm
from forms.base import DraftForm
from forms.fields import (
    CarriedField,
    ChoiceField,
    ChoicesField,
    DayField,
    EnumField,
    LongTextField,
    Option,
    TextField,
)
from forms.judging import LONGEST_WORDS, NO_NAMES
from forms.risks import id_of
from riskapp.domain.pack_drafts import IssuePack, WithdrawPack
from riskapp.domain.packs import PACK_NAMES, CoverWords, MakePack, PackKind

PRIVATE, PUBLIC = "private", "public"
READ = "yes"
LONGEST_LINE: Final = 200
WHOLE: Final = "Restricted risks too, so it takes somebody who sees them all to issue it."
NOT_COME: Final = "Enter a day that has come: nobody knows the register of later."
MISSING: Final = {
    PackKind.COMMITTEE: ("committee", "Choose the committee that the pack is of."),
    PackKind.OBJECTIVE: ("objective", "Choose the objective that the pack is of."),
    PackKind.RISK: ("risk", "Enter the reference of the risk that the pack is of."),
}


@dataclass(frozen=True, slots=True)
class Sat:
    """A meeting that was chosen: whose it is, its words and its day."""

    id: UUID
    committee_id: UUID
    words: str
    held_on: date


class PackForm(DraftForm):
    """Which pack, as at which day, for whom, and what its cover says."""

    kind = EnumField(
        "Which pack?", PackKind, PACK_NAMES.__getitem__, listed=True, missing="Choose which pack."
    )
    committee = ChoiceField(
        "For which committee?",
        hint="A committee pack is of this committee; any other pack is for it.",
        listed=True,
    )
    objective = ChoiceField("Of which objective?", hint="For an objective pack.", listed=True)
    risk = TextField(
        "Of which risk?",
        hint="For a risk on a page: its reference, for example R-0042.",
        longest=20,
        width="10",
    )
    as_at = DayField("As at", name="as-at", missing="Enter the day the pack is for.")
    version = ChoiceField(
        "Who it is for",
        (
            Option(PRIVATE, "The Board or committee, in private", WHOLE),
            Option(PUBLIC, "The public", "Restricted risks are left out, and counted."),
        ),
        missing="Choose who the pack is for.",
    )
    meeting = ChoiceField("Which meeting will have it?", listed=True)
    meeting_name = TextField(
        "Or name the meeting", hint="If the register does not list it.", longest=LONGEST_LINE
    )
    meeting_on = DayField("On which day is that meeting?")
    agenda_number = TextField("Agenda number", longest=40, width="10")
    author = TextField("Author", hint="A post rather than a name.", longest=LONGEST_LINE)
    lead = TextField("Executive lead", hint="A post rather than a name.", longest=LONGEST_LINE)
    purpose = LongTextField("Purpose", longest=LONGEST_WORDS, hint=NO_NAMES, rows=3)
    recommendation = LongTextField("Recommendation", longest=LONGEST_WORDS, hint=NO_NAMES, rows=3)
    considered_by = TextField("Previously considered by", longest=LONGEST_LINE)
    assurance_level = TextField("Level of assurance", longest=LONGEST_LINE)

    def __init__(self, *given: Any, today: date, **more: Any) -> None:
        super().__init__(*given, **more)
        self.today = today

    def offer(
        self,
        kinds: Iterable[PackKind],
        committees: Iterable[Option],
        objectives: Iterable[Option],
        meetings: Iterable[Option],
    ) -> None:
        """Give each list what there is to choose from."""
        self.kind.options = [Option(one.value, PACK_NAMES[one]) for one in kinds]
        self.committee.options = tuple(committees)
        self.objective.options = tuple(objectives)
        self.meeting.options = tuple(meetings)

    @override
    def validate(self, extra_validators: Any = None) -> bool:
        """Refuse a day that has not come, and a pack of nothing in particular."""
        super().validate(extra_validators)
        if self.as_at.day and self.as_at.day > self.today:
            self.refuse("as_at", NOT_COME)
        field, message = MISSING.get(self.kind.member or PackKind.BOARD, ("", ""))
        if field and not self[field].data:
            self.refuse(field, message)
        return not self.failures

    @property
    def meeting_id(self) -> UUID | None:
        """The meeting that was chosen, if any."""
        return id_of(self.meeting)

    @property
    def reference(self) -> str:
        """The risk that the pack is of, empty where it is of none."""
        of_risk = self.kind.member is PackKind.RISK
        return str(self.risk.data or "").upper() if of_risk else ""

    def draft(self, risk_id: UUID | None = None, sat: Sat | None = None) -> MakePack:
        """Return the pack asked for; the form must be valid."""
        kind = self.kind.member or PackKind.BOARD
        subjects = {
            PackKind.COMMITTEE: id_of(self.committee),
            PackKind.OBJECTIVE: id_of(self.objective),
            PackKind.RISK: risk_id,
        }
        return MakePack(
            kind,
            self.as_at.day or self.today,
            self.version.data == PUBLIC,
            subjects.get(kind),
            id_of(self.committee) or (sat.committee_id if sat else None),
            sat.id if sat else None,
            self._cover(sat),
        )

    def _cover(self, sat: Sat | None) -> CoverWords:
        said = {
            name: str(self[name].data or "")
            for name in (
                *("agenda_number", "author", "lead", "purpose"),
                *("recommendation", "considered_by", "assurance_level"),
            )
        }
        if sat is None:
            return CoverWords(str(self.meeting_name.data or ""), self.meeting_on.day, **said)
        return CoverWords(sat.words, sat.held_on, **said)


class AskPackForm(AskedForm, PackForm):
    """The same, asked for as it was previewed."""

    def key(self) -> str:
        """Return what is the same where one form is sent twice."""
        return str(self.asked_id)


class IssuePackForm(AskPackForm):
    """A pack to be issued: what was seen of it, and that its warnings were read."""

    seen_number = CarriedField()
    seen_digest = CarriedField()
    has_read = ChoicesField(
        "Warnings", (Option(READ, "I have read the warnings, and issue it with them"),)
    )
    why = LongTextField(
        "Why is it issued anew?",
        hint=f"It stands in the history beside the pack. {NO_NAMES}",
        longest=LONGEST_WORDS,
        rows=3,
    )

    def issue(self, asked: MakePack) -> IssuePack:
        """Return the pack to be issued; the form must be valid."""
        return IssuePack(
            asked,
            self.asked.uuid or UUID(int=0),
            str(self.seen_number.data or ""),
            str(self.seen_digest.data or ""),
            READ in (self.has_read.data or ()),
            str(self.why.data or ""),
        )


class WithdrawPackForm(DraftForm):
    """Why a pack is withdrawn."""

    reason = LongTextField(
        "Why is it withdrawn?",
        missing="Say why it is withdrawn: the reason is shown wherever the pack is.",
        longest=LONGEST_WORDS,
        hint=f"It is shown wherever the pack is. {NO_NAMES}",
        rows=3,
    )

    def draft(self) -> WithdrawPack:
        """Return the withdrawal."""
        return WithdrawPack(str(self.reason.data))


class ReissueForm(AskedForm):
    """A pack that is issued anew."""
