"""Breaking what `riskapp database check` proves of controls, and seeing it named."""

from datetime import timedelta

import pytest
from sqlmodel import Session

from riskapp.domain.controls import ChangeControl, ControlDetails
from riskapp.services.controls import change_control
from riskapp.services.transactions import transaction
from tests.assurances import a_control
from tests.factories import TODAY, a_risk, a_trust
from tests.queries.test_checks import break_with, findings


@pytest.mark.parametrize(
    ("statement", "finding"),
    [
        (
            "UPDATE control_version SET until_on = '9999-12-31'",
            "trust R-0001: a control has more than one version that holds.",
        ),
        (
            "UPDATE control_version SET until_on = '2018-12-31' WHERE until_on < '9999-12-31'",
            "trust R-0001: a control says two things at once on 30 June 2018.",
        ),
        (
            "UPDATE control SET risk_id = (SELECT id FROM risk WHERE number = 2)",
            "trust R-0001: a control says that it is of this risk, and it is of another.",
        ),
    ],
)
def test_a_control_never_says_two_things_at_once(
    session: Session, statement: str, finding: str
) -> None:
    trust = a_trust(session)
    earlier = trust.actor(today=TODAY - timedelta(days=9))
    reference = a_risk(session, trust, by=earlier)
    a_risk(session, trust)
    control = a_control(session, earlier, reference)
    with transaction(session):
        change = ChangeControl(ControlDetails("Daily rota review"), "It runs daily.", 1)
        change_control(session, trust.actor(), reference, control, change)
    assert findings(session) == []
    break_with(session, statement)
    assert finding in findings(session)
