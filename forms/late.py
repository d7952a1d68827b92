"""A late save: what somebody else saved first beside what was typed, field by field."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from forms.base import DraftForm
from forms.fields import CarriedField

WHY = ("reason",)
"""What belongs to one save and is not part of the thing that is saved."""


@dataclass(frozen=True, slots=True)
class Both:
    """One thing as it is saved now and as it was typed, both in the words of the page."""

    label: str
    theirs: str
    yours: str

    @property
    def differs(self) -> bool:
        """Tell whether the two are not the same."""
        return self.theirs != self.yours


def compared(
    typed: DraftForm, saved_now: DraftForm, *, but: Collection[str] = WHY
) -> tuple[Both, ...]:
    """Return the fields in the order of the form, as they are saved now and as they were typed."""
    return tuple(
        Both(
            field.label.text,
            words_of(field, saved_now[field.name].data),
            words_of(field, field.data),
        )
        for field in typed
        if not isinstance(field, CarriedField) and field.name not in but
    )


def is_based_on(typed: DraftForm, saved_now: DraftForm) -> bool:
    """Tell whether what was typed was based on what is saved now."""
    pairs = ((typed[name].data, saved_now[name].data) for name in _seen(saved_now))
    return all(str(yours or "") == str(theirs or "") for yours, theirs in pairs)


def take_up(typed: DraftForm, saved_now: DraftForm) -> None:
    """Base what was typed on what is saved now, so that it can be saved over it knowingly."""
    for name in _seen(saved_now):
        typed[name].data = saved_now[name].data


def _seen(form: DraftForm) -> list[str]:
    """Return the fields that carry what the page showed when it was opened."""
    return [
        field.name
        for field in form
        if isinstance(field, CarriedField) and field.name.startswith("seen")
    ]


def words_of(field: Any, data: Any) -> str:
    """Return what a field holds in the words in which it is chosen or was typed."""
    words = {option.value: option.words for option in getattr(field, "options", ())}
    if isinstance(data, list | tuple):
        return ", ".join(words.get(one, str(one)) for one in data)
    return words.get(data, str(data)) if data else ""
