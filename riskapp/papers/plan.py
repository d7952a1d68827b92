"""The Milestones pack: what is late, what slipped, what comes next, and what it all mitigates."""

from collections.abc import Iterable, Iterator
from typing import Final

from riskapp.domain.movement import MoveKind
from riskapp.domain.pack_gate import Count
from riskapp.domain.packs import PACK_NAMES, CoverWords, PackKind
from riskapp.domain.wording import counted, date_words
from riskapp.papers.changes import changes
from riskapp.papers.cover import cover
from riskapp.papers.framing import framed
from riskapp.papers.making import said, small
from riskapp.papers.milestones import milestones, own_milestones
from riskapp.papers.plan_tables import mitigation_table, plan_table
from riskapp.papers.sections import Named
from riskapp.readmodels.paper import Block, Paper, Section, Start
from riskapp.readmodels.plan_pack import PlanPack

NAME: Final = PACK_NAMES[PackKind.MILESTONES]
TITLE: Final = "Programmes, milestones and what they mitigate"
LATE: Final = Named("late", "Milestones that are late", "Late")
NEXT: Final = Named("next", "Due in the next three months", "Due next")
MITIGATES: Final = Named("mitigates", "Which risks and gaps they mitigate", "What they mitigate")
ACTIONS: Final = Named("actions", "Actions of risks, of no programme", "Actions")


def plan_paper(pack: PlanPack, words: CoverWords | None = None) -> Paper:
    """Return the milestones as a paper; the same pack always gives the same one."""
    return framed(
        pack.frame,
        PackKind.MILESTONES,
        TITLE,
        _sections(pack, words),
        left_out=pack.left_out,
        counts=_counts(pack),
    )


def _sections(pack: PlanPack, words: CoverWords | None) -> Iterator[Section]:
    yield cover(pack.frame, NAME, TITLE, words=words, held=_held(pack), left_out=pack.left_out)
    yield changes(pack.changes)
    yield LATE.of(_late(pack), Start.FOLLOWS)
    yield NEXT.of(_next(pack), Start.FOLLOWS)
    yield MITIGATES.of(_mitigates(pack), Start.FOLLOWS)
    yield milestones(pack.programmes, pack.counts)
    yield ACTIONS.of(_actions(pack), Start.FOLLOWS)


def _counts(pack: PlanPack) -> Iterator[Count]:
    yield Count("milestones", "the cover", pack.counts.total)
    yield Count("milestones", "the programmes and actions", len(tuple(pack.each())))
    yield Count("late milestones", "the cover", pack.counts.late)
    yield Count("late milestones", "their list", len(pack.late))


def _held(pack: PlanPack) -> Iterable[tuple[str, str]]:
    counts = pack.counts
    return [
        ("Programmes", str(len(pack.programmes))),
        ("Milestones", f"{counts.total}: {counts.done} done, {counts.at_risk} at risk"),
        ("Milestones that are late", str(counts.late)),
        ("Due in the next three months", str(len(pack.next))),
        ("Done since the last pack", str(pack.changes.movement.counts.get(MoveKind.DONE, 0))),
        ("Open milestones that mitigate a risk or a gap", str(len(pack.mitigating))),
        ("Actions of risks that belong to no programme", str(len(pack.actions))),
    ]


def _late(pack: PlanPack) -> Iterator[Block]:
    if not pack.late:
        yield said("No milestone is late.")
        return
    yield said(f"{counted(len(pack.late), 'milestone').capitalize()} late, the latest first.")
    yield plan_table("Late", pack.late)


def _next(pack: PlanPack) -> Iterator[Block]:
    until = date_words(pack.next_until)
    if not pack.next:
        yield said(f"No open milestone is due by {until}.")
        return
    yield said(
        f"{counted(len(pack.next), 'milestone').capitalize()} due by {until}, in their order."
    )
    yield plan_table("Due next", pack.next)


def _mitigates(pack: PlanPack) -> Iterator[Block]:
    if not pack.mitigating:
        yield said("No open milestone is said to mitigate a risk or to close a gap.")
        return
    yield mitigation_table(pack.mitigating, pack.gaps)
    others = len(pack.still_open) - len(pack.mitigating)
    if others:
        milestones_left = counted(others, "other open milestone")
        yield small(f"Of {milestones_left} it is not said what they mitigate.")


def _actions(pack: PlanPack) -> Iterator[Block]:
    if not pack.actions:
        yield said("Every milestone belongs to a programme.")
        return
    yield own_milestones(pack.actions)
