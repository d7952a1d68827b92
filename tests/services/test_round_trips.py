"""Whatever a register holds, it goes out and comes in again as it was."""

from dataclasses import dataclass
from itertools import count

import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import Session

from riskapp.domain.domains import Domain
from riskapp.domain.drafts import EditRisk, FirstScore, RaiseRisk, RiskDetails, Statement
from riskapp.domain.lifecycle import Visibility
from riskapp.domain.notes import AddNote
from riskapp.domain.permissions import Role
from riskapp.domain.scoring import Consequence, Likelihood
from riskapp.models.database import open_session
from riskapp.services.notes import add_note
from riskapp.services.risks import edit_risk, raise_risk
from riskapp.services.transactions import transaction
from tests.factories import Trust, a_trust
from tests.round_trip import goes_round

HOSTILE = (
    '=HYPERLINK("http://example.com")', "+1-1", "@SUM(A1)", "\u202eright to left\u202c",
    "\U0001f9ef \U0001f469\u200d\u2695\ufe0f", 'a "quote" and a \\ and a \'', "null", "NaN", "-",
    "two\nlines\r\nand a\ttab", "\u2028\u2029\ufeff", "</script><b>&amp;", "9" * 400, "e\u0301",
)  # fmt: skip
MADE = count(1)


@dataclass(frozen=True)
class Made:
    """A risk as a person might make it: its words, its score, and what was noted or changed."""

    words: tuple[str, str, str, str]
    score: tuple[int, int] | None
    draft: bool
    restricted: bool
    changed: str
    notes: list[str]


level = st.integers(1, 5)
typed = st.sampled_from(HOSTILE) | st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=60
)
title = typed.filter(str.strip).map(lambda words: words[:300])
risks = st.builds(
    Made,
    words=st.tuples(title, typed, typed, typed),
    score=st.none() | st.tuples(level, level),
    draft=st.booleans(),
    restricted=st.booleans(),
    changed=st.just("") | title,
    notes=st.lists(typed.filter(str.strip), max_size=2),
)


@settings(
    max_examples=4, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(risks, min_size=1, max_size=4))
def test_any_register_goes_out_and_comes_in_the_same(
    sqlite_engine: sa.Engine, made: list[Made]
) -> None:
    code = f"made-{next(MADE)}"
    with open_session(sqlite_engine) as session:
        trust = a_trust(session, code)
        for one in made:
            live(session, trust, one)
        goes_round(session, code, f"{code}-copy")


def live(session: Session, trust: Trust, one: Made) -> None:
    """Raise a risk, change it and note something on it, as the risk manager would."""
    manager = trust.actor(Role.RISK_MANAGER)
    draft = RaiseRisk(details(one, one.words[0]), as_draft=one.draft, score=first_score(one))
    with transaction(session):
        raised = raise_risk(session, manager, draft)
    reference = raised.case.reference
    for words in one.notes:
        with transaction(session):
            add_note(session, manager, reference, AddNote(words))
    if one.changed:
        changed = details(one, f"Now {one.changed}"[:300])
        with transaction(session):
            edit_risk(session, manager, reference, EditRisk(changed, "w", raised.case.risk.version))


def details(one: Made, title: str) -> RiskDetails:
    """What a risk says under a title."""
    visibility = Visibility.RESTRICTED if one.restricted else Visibility.INTERNAL
    why = one.words[1] if one.words[1].strip() else "It names somebody."
    said = Statement(title, *one.words[1:])
    return RiskDetails(said, visibility=visibility, visibility_reason=why if one.restricted else "")


def first_score(one: Made) -> FirstScore | None:
    """The score that it is raised with, if it is."""
    if one.score is None:
        return None
    consequence, likelihood = one.score
    return FirstScore({Domain.SAFETY: Consequence(consequence)}, Likelihood(likelihood))
