"""Adding a post, handing it over, and leaving it vacant."""

import re
from datetime import date
from typing import Any

from typing_extensions import override

from forms.base import DraftForm
from forms.fields import CarriedField, ChoiceField, DayField, LongTextField, TextField
from forms.judging import DAMAGED, LONGEST_WORDS
from forms.risks import id_of
from riskapp.domain.posts import AddPost, HandOver, Vacate

LONGEST_NAME = 200
VERSION = re.compile("[0-9]{1,9}")


def why_field(hint: str = "For example: appointed by the Board. Do not name patients.") -> Any:
    """Return the field for why something of the organisation's own changes."""
    return LongTextField(
        "Why?",
        missing="Say why: the reason is kept with the change.",
        longest=LONGEST_WORDS,
        hint=hint,
        rows=2,
    )


class AddPostForm(DraftForm):
    """A new post, which nobody holds yet."""

    title = TextField(
        "Title of the post",
        missing="Give the post a title.",
        longest=LONGEST_NAME,
        hint="As it stands in papers, for example: Director of Operations.",
    )

    def draft(self) -> AddPost:
        """Return the post that is asked for; the form must be valid."""
        return AddPost(str(self.title.data))


class _ChangeForm(DraftForm):
    """What changing who holds a post has in common: a day, a reason, and what was seen."""

    seen_version = CarriedField()

    @override
    def validate(self, extra_validators: Any = None) -> bool:
        """Judge each field, then what the page carried."""
        super().validate(extra_validators)
        if not VERSION.fullmatch(str(self.seen_version.data or "")):
            self.refuse("", DAMAGED)
        return not self.failures

    @property
    def _day(self) -> date:
        return self["from_on"].day or date.max  # type: ignore[attr-defined]

    @property
    def _seen(self) -> int:
        return int(self.seen_version.data or 0)


class HandOverForm(_ChangeForm):
    """Who holds a post, and from which day."""

    person = ChoiceField(
        "Who holds it?",
        hint="Somebody who signs in here. What waits for the post is then in their work.",
        listed=True,
    )
    name = TextField(
        "Or by name", longest=LONGEST_NAME, hint="Somebody who does not sign in to this register."
    )
    from_on = DayField(
        "From which day?",
        missing="Say from which day.",
        hint="Past, today or to come. For example, 30 June 2018.",
    )
    reason = why_field()

    def draft(self) -> HandOver:
        """Return the handover; the form must be valid."""
        name = str(self.name.data or "")
        return HandOver(self._day, str(self.reason.data), self._seen, id_of(self.person), name)


class VacateForm(_ChangeForm):
    """From which day nobody holds a post."""

    from_on = DayField("Vacant from which day?", missing="Say from which day.")
    reason = why_field()

    def draft(self) -> Vacate:
        """Return the change; the form must be valid."""
        return Vacate(self._day, str(self.reason.data), self._seen)
