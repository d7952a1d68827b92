"""What the names mean that an old register prints and this register does not have."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from forms.base import DraftForm
from forms.fields import ChoiceField, Option
from forms.plan import VersionField
from riskapp.domain.import_drafts import SayNames
from riskapp.domain.import_names import ADDABLE, THING_OF, THING_WORDS, Became, FoundName
from riskapp.domain.imports import HOLDS_WORDS, Holds, UnknownNames

KEEP: Final = Option(UnknownNames.KEEP.value, "Keep it as printed")


@dataclass(frozen=True, slots=True)
class NameFields:
    """A name with the field that says what it means."""

    found: FoundName
    means: Any

    @property
    def label(self) -> str:
        """The name, and what column it stands in."""
        return f"{self.found.name} ({HOLDS_WORDS[self.found.holds].lower()})"


class NamesForm(DraftForm):
    """Some names of a file."""

    seen_version = VersionField()
    shown: tuple[FoundName, ...] = ()

    @property
    def names(self) -> list[NameFields]:
        """The fields of each name that is shown."""
        return [NameFields(one, self[f"name_{at}"]) for at, one in enumerate(self.shown)]

    def draft(self) -> SayNames:
        """Return what each name means."""
        said: dict[Holds, dict[str, str]] = {}
        for one in self.names:
            said.setdefault(one.found.holds, {})[one.found.name] = str(one.means.data)
        return SayNames(said, self.seen_version.number)


def names_form(
    found: Iterable[FoundName],
    known: Mapping[Any, Mapping[Any, str]],
    sent: Any = None,
    **filled: Any,
) -> NamesForm:
    """Return the form for some names; `known` is what there is of each thing, by id."""
    shown = tuple(found)
    fields = {f"name_{at}": _field(one, known) for at, one in enumerate(shown)}
    means = {f"name_{at}": _at_first(one) for at, one in enumerate(shown)}
    form: NamesForm = type("NamesForm", (NamesForm,), fields)(sent, data=filled | means)
    form.shown = shown
    return form


def _field(found: FoundName, known: Mapping[Any, Mapping[Any, str]]) -> Any:
    thing = THING_OF[found.holds]
    adds = [Option(UnknownNames.ADD.value, f"Add {THING_WORDS[thing]}")] if thing in ADDABLE else []
    there = sorted(known.get(thing, {}).items(), key=lambda one: one[1].casefold())
    named = [Option(str(key), f"It is {words}") for key, words in there if words]
    return ChoiceField(
        found.name, (KEEP, *adds, *named), missing="Say what this name means.", listed=True
    )


def _at_first(found: FoundName) -> str:
    """Return what becomes of a name as things stand; nothing where a person has to say it."""
    if found.id is not None:
        return str(found.id)
    if found.became is Became.ADDED:
        return UnknownNames.ADD.value
    return UnknownNames.KEEP.value if found.became is Became.KEPT else ""
