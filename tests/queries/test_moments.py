"""Every past moment can be seen again as it was seen then, whatever was entered since."""

from collections.abc import Sequence
from itertools import count
from typing import Any

from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st
from sqlmodel import Session

from riskapp.domain.assurance import AssuranceResult, Line
from riskapp.domain.decisions import DecisionKind
from riskapp.domain.milestones import MilestoneStatus
from riskapp.domain.scoring import ScoreKind
from tests import moments
from tests.factories import a_trust
from tests.moments import DUES, REFERENCES, Story

EXAMPLES = 9
TRUSTS = count()
RISKS = st.sampled_from(REFERENCES)
BACK = st.sampled_from((0, 0, 0, 1, 4, 12, 25))
PAIRS = st.sampled_from(((4, 4), (4, 4), (3, 4), (2, 3), (5, 5), (1, 2)))
KINDS = st.sampled_from((*[ScoreKind.CURRENT] * 4, ScoreKind.TARGET, ScoreKind.INHERENT))
DAYS = st.sampled_from((0, 0, 0, 2, 9))
SCORES = st.tuples(st.just(moments.score), RISKS, KINDS, PAIRS, BACK)
DEEDS = st.one_of(
    SCORES,
    SCORES,
    SCORES,
    st.tuples(st.just(moments.decide), RISKS, st.just(DecisionKind.VALIDATE)),
    st.tuples(st.just(moments.decide), RISKS, st.just(DecisionKind.REMOVE)),
    st.tuples(st.just(moments.edit), RISKS, st.sampled_from(("One", "Two", "Three"))),
    st.tuples(st.just(moments.move), st.sampled_from(DUES)),
    st.tuples(st.just(moments.stand), st.sampled_from(MilestoneStatus)),
    st.tuples(st.just(moments.place), RISKS),
    st.tuples(st.just(moments.expose)),
    st.tuples(st.just(moments.close), RISKS),
    st.tuples(st.just(moments.review), RISKS),
    st.tuples(st.just(moments.happen), RISKS, BACK),
    st.tuples(
        st.just(moments.assure),
        RISKS,
        st.sampled_from(Line),
        st.sampled_from(AssuranceResult),
        BACK,
    ),
    st.tuples(st.just(moments.withdraw), RISKS),
)
STORIES = st.lists(st.tuples(DAYS, DEEDS), min_size=6, max_size=12)


FOUND_LATE = [
    (2, (moments.place, "R-0001")),
    (0, (moments.expose,)),
    (9, (moments.review, "R-0001")),
    (9, (moments.score, "R-0002", ScoreKind.CURRENT, (5, 5), 12)),
    (0, (moments.score, "R-0001", ScoreKind.CURRENT, (4, 4), 12)),
]
"""Two scores entered nine days after a day that they change: of a risk and of one under it."""
ON_AND_OFF = [
    (0, (moments.score, "R-0001", ScoreKind.CURRENT, (4, 4), 0)),
    (0, (moments.place, "R-0001")),
    (0, (moments.score, "R-0001", ScoreKind.CURRENT, (2, 3), 0)),
    (0, (moments.decide, "R-0001", DecisionKind.REMOVE)),
    (2, (moments.score, "R-0001", ScoreKind.CURRENT, (5, 5), 1)),
    (0, (moments.decide, "R-0001", DecisionKind.VALIDATE)),
    (0, (moments.close, "R-0001")),
]
"""On the HLRR and off it within a day, then on it again from the day before, and closed."""
PLACED_UNSCORED = [
    (0, (moments.place, "R-0002")),
    (2, (moments.score, "R-0002", ScoreKind.CURRENT, (4, 4), 0)),
    (9, (moments.decide, "R-0002", DecisionKind.VALIDATE)),
    (2, (moments.score, "R-0002", ScoreKind.CURRENT, (2, 3), 0)),
    (2, (moments.score, "R-0002", ScoreKind.CURRENT, (4, 4), 0)),
]
"""On the BAF before it had a score; on the HLRR by one that rose, was confirmed, fell and rose."""


def test_each_past_moment_shows_what_was_seen_then(session: Session) -> None:
    examples = EXAMPLES if session.get_bind().dialect.name == "sqlite" else EXAMPLES // 3

    @settings(
        max_examples=examples,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        phases=(Phase.explicit, Phase.generate),
    )
    @given(STORIES)
    @example(FOUND_LATE)
    @example(ON_AND_OFF)
    @example(PLACED_UNSCORED)
    def told(steps: Sequence[tuple[int, tuple[Any, ...]]]) -> None:
        story = Story(session, a_trust(session, f"trust-{next(TRUSTS)}"))
        story.begin()
        for days, (deed, *of_what) in steps:
            story.sleep(days)
            story.do(deed, *of_what)
        story.sleep(5)
        for day in story.seen:
            assert story.see_again(day) == story.seen[day], day

    told()
