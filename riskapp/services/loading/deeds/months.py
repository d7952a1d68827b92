"""Monthly reviews in an event: opened, gone through at a meeting, and closed."""

from collections.abc import Iterator
from datetime import date

from riskapp.clock import uuid7
from riskapp.domain.month_drafts import NoChange, RecordOutcome
from riskapp.domain.months import CloseMonth, parse_month
from riskapp.queries.months import get_month
from riskapp.readmodels.months import MonthItem
from riskapp.services.loading.deeds.reading import EventFields
from riskapp.services.loading.deeds.scene import Act, Scene, to
from riskapp.services.loading.kinds import Kind
from riskapp.services.month_closing import close_month
from riskapp.services.months import open_month
from riskapp.services.outcomes import record_outcome


def take_month(fields: EventFields) -> date:
    """Take the month of a review."""
    written = fields.text("month", 7)
    month = parse_month(written)
    if month is None:
        raise fields.refuse("month", f"expected a month like 2018-06, found {written}")
    return month


def _open(fields: EventFields) -> Act:
    month = take_month(fields)

    def act(scene: Scene) -> None:
        open_month(scene.session, scene.actor, month)

    return act


def _go_through(fields: EventFields) -> Act:
    month, reason = take_month(fields), fields.maybe_text("reason")
    meeting, left = fields.key("meeting", Kind.MEETING), fields.keys_of("leaving", Kind.RISK)

    def act(scene: Scene) -> None:
        meeting_id = scene.get(Kind.MEETING, meeting)
        for item in _undecided(scene, month, left):
            asked = RecordOutcome(uuid7(), month, meeting_id, item.version, NoChange(reason))
            record_outcome(scene.session, scene.actor, item.reference, asked)

    return act


def _undecided(scene: Scene, month: date, left: tuple[str, ...]) -> Iterator[MonthItem]:
    """Yield the risks of a month on which nothing is decided, but for those to be left so."""
    keep = {scene.get(Kind.RISK, key) for key in left}
    found = get_month(scene.session, scene.actor, month)
    return (item for item in found.undecided if item.row.id not in keep)


def _close(fields: EventFields) -> Act:
    draft = CloseMonth(take_month(fields), fields.maybe_text("reason"))

    def act(scene: Scene) -> None:
        close_month(scene.session, scene.actor, draft)

    return act


def _not_held(fields: EventFields) -> Act:
    draft = CloseMonth(take_month(fields), fields.reason(), held=False)

    def act(scene: Scene) -> None:
        close_month(scene.session, scene.actor, draft)

    return act


DEEDS = to(
    None,
    {
        "open-month": _open,
        "go-through-month": _go_through,
        "close-month": _close,
        "month-not-held": _not_held,
    },
)
