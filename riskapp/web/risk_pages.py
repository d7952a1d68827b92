"""The page of a risk, and the whole of its history."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from forms.notes import NoteForm
from reports.svg import draw_svg
from riskapp.domain.actions import Action
from riskapp.domain.domains import label
from riskapp.domain.known import Look
from riskapp.domain.lifecycle import OVER, why_over
from riskapp.domain.matrix import Band
from riskapp.domain.permissions import may
from riskapp.domain.scoring import ScoreKind
from riskapp.domain.told_words import typed_label
from riskapp.domain.why import About
from riskapp.queries.history import get_history_page
from riskapp.queries.known import get_known_page
from riskapp.queries.names import get_risk_name
from riskapp.queries.notes import list_newest_notes
from riskapp.queries.risk_page import get_risk_page
from riskapp.readmodels.charts.events import events_of
from riskapp.readmodels.charts.path_chart import path_chart
from riskapp.readmodels.charts.plot import NARROW, WIDE
from riskapp.readmodels.heat_map import SIDE
from riskapp.readmodels.notes import Notes
from riskapp.readmodels.risk_page import RiskPage
from riskapp.readmodels.scores import ShownScore
from riskapp.web.asked import address_with, asked_day, asked_look, asked_page, asked_word
from riskapp.web.guard import needs
from riskapp.web.kept import kept_since, know_kept
from riskapp.web.next_steps import steps
from riskapp.web.remedies import way_to
from riskapp.web.session import current_actor, get_session
from riskapp.web.way_back import way_back
from riskapp.web.why import show_why

pages = Blueprint("risk_pages", __name__)
pages.add_app_template_filter(label, "domain")
pages.add_app_template_global(typed_label)


@dataclass(frozen=True, slots=True)
class Square:
    """One square of a risk's own matrix, with the kinds of score that stand on it."""

    value: int
    band: Band | None
    kinds: tuple[ScoreKind, ...]


@pages.get("/<org>/risks/<reference>")
@needs(Action.VIEW_REGISTER)
def show(reference: str) -> ResponseReturnValue:
    """Show everything about a risk, as at a day and as it was known by another if asked."""
    look, actor = asked_look(), current_actor()
    on = look.on if look else asked_day()
    page = _find(reference, on, look)
    scores = scores_of(page)
    return render_template(
        "risks/page.html",
        way_back=way_back(page.row.reference),
        page=page,
        on=on,
        known_on=look.known_on if look else None,
        day=on or actor.today,
        why_over=why_over(page.row.status) if page.row.status in OVER else "",
        scores=scores,
        squares=squares(page, scores),
        charts=tuple(path_charts(page)),
        events=events_of(page),
        steps=() if on else steps(page, actor),
        risk_notes=_notes(page, on),
        note_form=NoteForm() if may(actor, Action.ADD_NOTE) and not on else None,
        way_to=way_to,
    )


def _find(reference: str, on: date | None, look: Look | None) -> RiskPage:
    session, actor = get_session(), current_actor()
    if look is None:
        return get_risk_page(session, actor, reference, on=on)
    return get_known_page(session, actor, reference, look)


def _notes(page: RiskPage, on: date | None) -> Notes:
    """Return the newest notes; the one that the reader began is offered above the form."""
    session, actor = get_session(), current_actor()
    notes, begun = list_newest_notes(session, actor, page.row.id, on, since=kept_since())
    know_kept(f"risks/{page.row.reference}/notes", begun)
    return notes


@pages.get("/<org>/risks/<reference>/history")
@needs(Action.VIEW_HISTORY)
def history(reference: str) -> ResponseReturnValue:
    """Show all that happened to a risk, newest first; or why a figure of it is what it is."""
    session, actor = get_session(), current_actor()
    risk = get_risk_name(session, actor, reference)
    about = asked_word("about", About)
    if about is not None:
        return show_why(risk, about)
    found = get_history_page(session, actor, risk.id, asked_page())
    return render_template(
        "risks/history.html", risk=risk, found=found, address=lambda page: address_with(page=page)
    )


def path_charts(page: RiskPage) -> Iterator[Markup]:
    """Yield the chart of the path to target, laid out for a wide screen and for a phone."""
    for name, frame in (("wide", WIDE), ("narrow", NARROW)):
        drawing = path_chart(page, frame)
        if drawing is not None:
            yield draw_svg(drawing, name)


def scores_of(page: RiskPage) -> dict[ScoreKind, ShownScore | None]:
    """Return the risk's three scores by kind, None where it has none."""
    return {
        ScoreKind.INHERENT: page.inherent,
        ScoreKind.CURRENT: page.row.current,
        ScoreKind.TARGET: page.row.target,
    }


def squares(
    page: RiskPage, scores: dict[ScoreKind, ShownScore | None]
) -> list[tuple[int, list[Square]]]:
    """Return the matrix from consequence 5 down to 1, each row from likelihood 1 to 5."""
    return [
        (consequence, [_square(page, scores, consequence, likelihood) for likelihood in SIDE])
        for consequence in reversed(SIDE)
    ]


def _square(
    page: RiskPage, scores: dict[ScoreKind, ShownScore | None], consequence: int, likelihood: int
) -> Square:
    here = (consequence, likelihood)
    kinds = [k for k, one in scores.items() if one and (one.consequence, one.likelihood) == here]
    value = consequence * likelihood
    return Square(value, page.matrix.band(value), tuple(kinds))
