"""The Objective pack: what threatens one strategic objective, and what is done about it."""

from collections.abc import Iterable, Iterator
from typing import Final

from riskapp.domain.appetite import NONE_STATED
from riskapp.domain.pack_gate import Count
from riskapp.domain.packs import PACK_NAMES, CoverWords, PackKind
from riskapp.domain.wording import NO_COMMITTEE, NO_POST, counted, date_words
from riskapp.papers.changes import changes
from riskapp.papers.cover import cover
from riskapp.papers.framing import framed
from riskapp.papers.heat_map import heat_maps
from riskapp.papers.making import CellText, cell, part, said, small, table
from riskapp.papers.method import method
from riskapp.papers.milestones import milestones
from riskapp.papers.objective_risks import assured, gaps
from riskapp.papers.risk_page import risk_page
from riskapp.papers.sections import RISKS, Named
from riskapp.papers.summary import summary
from riskapp.readmodels.objective_pack import ObjectivePack
from riskapp.readmodels.pack_maps import current_map, target_map
from riskapp.readmodels.paper import Block, OnePage, Paper, Section, Start, Strong
from riskapp.readmodels.plan import ObjectiveRow
from riskapp.readmodels.register import ObjectiveName

NAME: Final = PACK_NAMES[PackKind.OBJECTIVE]
ABOUT: Final = Named("objective", "The objective", "The objective")
LINKED: Final = "linked to this objective or to one under it"
NO_RISK: Final = f"No risk is {LINKED}."
_HEAD: Final = ("Objective", "Executive lead, committee", "Appetite", "Risks")
_SHARES: Final = (0.4, 0.26, 0.2, 0.14)


def objective_paper(pack: ObjectivePack, words: CoverWords | None = None) -> Paper:
    """Return everything on an objective as a paper; the same pack always gives the same one."""
    return framed(
        pack.frame,
        PackKind.OBJECTIVE,
        _title(pack.objective),
        _sections(pack, words),
        left_out=pack.left_out,
        counts=_counts(pack),
    )


def _title(objective: ObjectiveRow) -> str:
    return f"Objective {objective.number}: {objective.title}"


def _sections(pack: ObjectivePack, words: CoverWords | None) -> Iterator[Section]:
    yield cover(
        pack.frame,
        NAME,
        _title(pack.objective),
        words=words,
        held=_held(pack),
        objectives=tuple(ObjectiveName(one.id, one.number, one.title) for one in pack.below),
        left_out=pack.left_out,
    )
    yield changes(pack.changes)
    yield ABOUT.of(_about(pack), Start.FOLLOWS)
    yield summary(pack.risks, pack.changes.before, LINKED)
    yield from heat_maps(pack.rows, pack.matrix)
    yield RISKS.of(_risks(pack), Start.NEW_PAGE if pack.risks else Start.FOLLOWS)
    yield assured(pack, NO_RISK)
    yield gaps(pack)
    yield milestones(pack.programmes, pack.milestones, Start.FOLLOWS)
    yield method(pack.matrix)


def _counts(pack: ObjectivePack) -> Iterator[Count]:
    now, then = current_map(pack.rows, pack.matrix), target_map(pack.rows, pack.matrix)
    yield Count("risks", "the summary", len(pack.rows))
    yield Count("risks", "the heat map and beside it", now.plotted + now.unplottable)
    yield Count("risks", "the heat map of targets and beside it", then.plotted + then.unplottable)
    yield Count("risks", "the pages of the risks", len(pack.risks))


def _held(pack: ObjectivePack) -> Iterable[tuple[str, str]]:
    plan = pack.milestones
    return [
        ("Objectives under it", str(len(pack.below))),
        ("Risks to it", f"{len(pack.rows)}, of which {pack.on_baf} on the BAF"),
        ("Above an appetite that applies", str(sum(row.outside_appetite for row in pack.rows))),
        ("Programmes that serve it", str(len(pack.programmes))),
        ("Their milestones", f"{plan.total}: {plan.done} done, {plan.late} late"),
    ]


def _about(pack: ObjectivePack) -> Iterator[Block]:
    one = pack.objective
    days = f"from {date_words(one.starts_on)} to {date_words(one.ends_on)}"
    above = f" It is part of {one.parent}." if one.parent else ""
    yield said(f"{_level(one)} of the plan {days}.{above}")
    rows = [_objective(pack, each) for each in pack.objectives]
    yield table("The objective and those under it", _HEAD, rows, _SHARES)
    if not pack.below:
        yield small("No objective stands under it.")
    yield part("Programmes that serve it")
    if not pack.programmes:
        yield said("No programme is said to serve it.")
        return
    rows = [
        (one.name, cell(one.executive or NO_POST), cell(counted(len(one.milestones), "milestone")))
        for one in pack.programmes
    ]
    yield table("Programmes", ("Programme", "Executive lead", "Milestones"), rows, (0.5, 0.3, 0.2))


def _level(objective: ObjectiveRow) -> str:
    """Return what an objective is called in its plan: "Objective", "Aim"."""
    return objective.level.replace("-", " ").capitalize()


def _objective(pack: ObjectivePack, one: ObjectiveRow) -> tuple[CellText, ...]:
    line = pack.appetites.get(one.id)
    stated = line.stated if line else None
    appetite = stated.words.capitalize() if stated else NONE_STATED
    return (
        cell(Strong(f"{one.number} "), one.title),
        cell(f"{one.executive or NO_POST}; {one.committee or NO_COMMITTEE}"),
        cell(appetite),
        cell(counted(one.risks, "risk"), number=one.risks),
    )


def _risks(pack: ObjectivePack) -> Iterator[Block | OnePage]:
    if not pack.risks:
        yield said(NO_RISK)
        return
    yield said(f"{counted(len(pack.risks), 'risk').capitalize()}, highest score first.")
    yield from map(risk_page, pack.risks)
