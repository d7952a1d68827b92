"""The register, the HLRR, the BAF and the heat map as lists to take out."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final

from riskapp.domain.columns import Column
from riskapp.domain.escalation import Register
from riskapp.domain.take_out import Value
from riskapp.domain.wording import (
    NO_OBJECTIVE,
    OLD_SCORE,
    band_words,
    consequence_words,
    entered_words,
    likelihood_words,
    register_name,
    register_short,
)
from riskapp.readmodels.heat_map import HeatMap
from riskapp.readmodels.register import (
    Framework,
    HighLevelRegister,
    Listed,
    ObjectiveGroup,
    OnRegister,
    RegisterRow,
)
from riskapp.readmodels.take_out import About, Asked, TakeOut, asked, of_part, take_out
from riskapp.takeouts.risks import DAY, NOT_SCORED, NUMBER, REFERENCE, columns_of

ON_A_REGISTER: Final = (
    Column.REFERENCE,
    Column.TITLE,
    Column.STATUS,
    Column.SCORE,
    Column.TARGET,
    Column.APPETITE,
    Column.UNIT,
    Column.OWNER,
    Column.EXECUTIVE,
    Column.COMMITTEE,
)
Grouped = tuple[ObjectiveGroup, RegisterRow]


def register_list(about: About, columns: Sequence[Column], found: Iterable[Listed]) -> TakeOut:
    """Return the risks of the register in the columns chosen."""
    return take_out("Register", "register", about, columns_of(columns), found)


def high_level_list(about: About, found: HighLevelRegister) -> TakeOut:
    """Return the High Level Risk Register."""
    columns = [
        *of_part(columns_of(ON_A_REGISTER), Listed),
        *_standing(Register.HLRR),
        *of_part(columns_of([Column.WAITING]), Listed),
    ]
    title = register_name(Register.HLRR)
    return take_out(title, "high-level-risks", about, columns, found.rows)


def framework_list(about: About, found: Framework) -> TakeOut:
    """Return the Board Assurance Framework; a risk to two objectives has a row under each."""
    columns: list[Asked[Grouped]] = [
        asked("objective", "Objective", lambda one: _number(one[0]), REFERENCE),
        asked("objective_title", "Objective's title", lambda one: _title(one[0]), wide=True),
        asked("objective_executive", "Objective's executive", lambda one: one[0].executive),
        asked("objective_committee", "Objective's committee", lambda one: one[0].committee),
        *of_part(columns_of(ON_A_REGISTER), lambda one: Listed(one[1])),
        *of_part(_standing(Register.BAF), lambda one: one[1]),
        *of_part(columns_of([Column.WAITING]), lambda one: Listed(one[1])),
        asked("outstripped", "Look at this", lambda one: "; ".join(found.outstripped(one[1]))),
    ]
    rows = ((group, row) for group in found.groups for row in group.rows)
    return take_out(register_name(Register.BAF), "baf", about, columns, rows)


def heat_map_list(about: About, found: HeatMap) -> TakeOut:
    """Return how many risks stand in each cell of the matrix, and how many beside it."""
    columns: list[Asked[tuple[Value, ...]]] = [
        asked("consequence", "Consequence", lambda one: one[0], NUMBER),
        asked("consequence_words", "Consequence in words", lambda one: one[1]),
        asked("likelihood", "Likelihood", lambda one: one[2], NUMBER),
        asked("likelihood_words", "Likelihood in words", lambda one: one[3]),
        asked("score", "Score", lambda one: one[4], NUMBER),
        asked("band", "Band", lambda one: one[5]),
        asked("risks", "Risks", lambda one: one[6], NUMBER),
    ]
    return take_out("Heat map", "heat-map", about, columns, _cells(found))


def _cells(found: HeatMap) -> Iterator[tuple[Value, ...]]:
    words = found.words
    for row in found.rows:
        for cell in row:
            yield (
                cell.consequence,
                consequence_words(cell.consequence, words),
                cell.likelihood,
                likelihood_words(cell.likelihood, words),
                cell.value,
                band_words(cell.band),
                cell.count,
            )
    yield (*(None,) * 5, f"{OLD_SCORE} only", found.printed)
    yield (*(None,) * 5, NOT_SCORED, found.unscored)


def _standing(register: Register) -> list[Asked[RegisterRow]]:
    """Return how each risk stands on one register."""
    name, key = register_short(register), register.value

    def held(said: Callable[[OnRegister], Value]) -> Callable[[RegisterRow], Value]:
        return lambda row: said(it) if (it := row.standing_on(register)) else None

    return [
        asked(f"{key}_since", f"On the {name} since", held(lambda it: it.since), DAY),
        asked(
            f"{key}_entered",
            f"How it came on the {name}",
            held(lambda it: entered_words(it.entered, it.basis)),
        ),
        asked(f"{key}_opening_score", "Score then", held(lambda it: it.opening_score), NUMBER),
        asked(
            f"{key}_reference", f"Reference on the {name}", held(lambda it: it.reference), REFERENCE
        ),
    ]


def _number(group: ObjectiveGroup) -> str | None:
    return group.objective.number if group.objective else None


def _title(group: ObjectiveGroup) -> str:
    return group.objective.title if group.objective else NO_OBJECTIVE
