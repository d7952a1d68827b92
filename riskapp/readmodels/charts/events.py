"""The same as a chart shows, as a list: each thing with its day."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from riskapp.domain.scoring import ScoreKind
from riskapp.domain.wording import date_words, label_of
from riskapp.readmodels.charts.plot import day_of
from riskapp.readmodels.risk_page import AssessmentLine, RiskPage


@dataclass(frozen=True, slots=True)
class Event:
    """Something on a chart: its day, None for what has none, what it is, and what is said of it.

    `brief` is the same without what somebody typed, where anything is: what becomes final with a
    chart holds no words that a redaction would not find.
    """

    day: date | None
    what: str
    said: str
    brief: str = ""


def events_of(page: RiskPage) -> tuple[Event, ...]:
    """Return what the chart of a risk's path shows, in the order of the days; the dayless last."""
    scores = (_scored(line) for line in reversed(page.assessments))
    found = [*scores, *_targets(page), *_milestones(page)]
    if page.row.appetite is not None:
        found.append(Event(None, "Appetite", f"up to {page.row.appetite}"))
    return tuple(sorted(found, key=lambda event: event.day or date.max))


def said_of(events: Iterable[Event]) -> str:
    """Return a list in one text without typed words, for whoever has the chart read out."""
    said = (
        f"{event.what}: {event.brief or event.said}"
        f"{f' ({date_words(event.day)})' if event.day else ''}"
        for event in events
    )
    return f"{'; '.join(said)}."


def _scored(line: AssessmentLine) -> Event:
    score = line.score
    if score.is_printed:
        return Event(day_of(line), "Score in the old register", str(score.value))
    pair = f"consequence {score.consequence}, likelihood {score.likelihood}"
    return Event(day_of(line), f"{label_of(line.kind)} score", f"{score.value} ({pair})")


def _targets(page: RiskPage) -> Iterator[Event]:
    for line in page.assessments:
        if line.kind is ScoreKind.TARGET and line.score.target_on:
            yield Event(line.score.target_on, "Target date", f"{line.score.value} to be reached")
            return


def _milestones(page: RiskPage) -> Iterator[Event]:
    for row in page.milestones:
        standing = row.standing.words
        said = f"{row.words} ({standing})"
        yield Event(row.due.due_on, f"{row.reference} due", said, standing)
