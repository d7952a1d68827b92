"""What the benchmark says and counts; how fast anything is stays untested on purpose."""

from collections.abc import Iterator
from typing import Any
from zlib import compress

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlmodel import func, select

from riskapp.benchmark.counting_pages import count_pages
from riskapp.benchmark.deepening import SCORES, deepen
from riskapp.benchmark.floors import QUESTIONS, bare_commit, bare_question
from riskapp.benchmark.full_risks import list_full
from riskapp.benchmark.measuring import Measured, counting, measure, percentile_95
from riskapp.benchmark.pages import Sized, page_results
from riskapp.benchmark.results import Result, table_lines
from riskapp.benchmark.serving import FIXED_BYTES, fixed_page
from riskapp.benchmark.site import Site
from riskapp.domain.filters import RegisterFilters
from riskapp.domain.permissions import Role
from riskapp.domain.references import risk_reference
from riskapp.models import Risk
from riskapp.models.database import open_session
from riskapp.queries.heat_map import heat_map
from riskapp.queries.register import list_register
from riskapp.queries.risk_page import get_risk_page
from riskapp.settings import Settings
from riskapp.synthesis.synthesis import Wanted, synthesise
from riskapp.synthesis.trust import SyntheticTrust
from tests.factories import TODAY


@pytest.fixture
def trust(engine: sa.Engine) -> Iterator[SyntheticTrust]:
    with open_session(engine) as session:
        yield synthesise(session, Wanted(30, 1, "synthetic", TODAY))


@pytest.fixture(scope="module")
def lasting_trust(lasting_engine: sa.Engine) -> Iterator[SyntheticTrust]:
    with open_session(lasting_engine) as session:
        yield synthesise(session, Wanted(30, 1, "synthetic", TODAY))


@pytest.mark.parametrize("page", [*QUESTIONS, "search"])
def test_every_page_has_a_bare_question(
    lasting_engine: sa.Engine, lasting_trust: SyntheticTrust, page: str
) -> None:
    with bare_question(lasting_engine, lasting_trust.organisation_id, page, "could lead") as ask:
        assert ask() or page in {"BAF", "assurance map"}


def test_the_bare_commit_leaves_nothing_behind(engine: sa.Engine) -> None:
    before = sa.inspect(engine).get_table_names()
    with bare_commit(engine) as save:
        save()
    assert sa.inspect(engine).get_table_names() == before


def test_statements_and_commits_are_counted(engine: sa.Engine) -> None:
    def two_and_commit() -> None:
        with engine.begin() as connection:
            connection.execute(sa.text("SELECT 1"))
            connection.execute(sa.text("SELECT 2"))

    measured = measure(engine, two_and_commit, 3)
    assert (measured.statements, measured.commits) == (2, 1)
    assert len(measured.wall) == 3
    with counting(engine) as counted:
        two_and_commit()
    two_and_commit()
    assert counted.statements == 2


def test_the_percentile_is_that_of_the_slow_ones() -> None:
    assert percentile_95([7.0]) == 7.0
    assert percentile_95([float(n) for n in range(1, 101)]) == pytest.approx(95.95)


@pytest.mark.parametrize(
    ("page", "small", "large", "met"),
    [
        ("risk", Measured([10.0] * 3, 10), Measured([14.0] * 3, 14), True),
        ("risk", Measured([10.0] * 3, 10), Measured([16.0] * 3, 16), False),
        ("register", Measured([10.0] * 3, 10), Measured([55.0] * 3, 55), True),
        ("register", Measured([10.0] * 3, 10), Measured([80.0] * 3, 70), False),
        ("search", Measured([10.0] * 3, 10), Measured([55.0] * 3, 55), True),
    ],
)
def test_a_larger_register_is_judged_by_ratio_or_by_what_counting_costs(
    page: str, small: Measured, large: Measured, met: bool
) -> None:
    sizes: dict[str, dict[str, Sized]] = {"small": {}, "large": {}}
    for name in [*QUESTIONS, "search"]:
        sizes["small"][name] = Sized(small, small)
        sizes["large"][name] = Sized(large, large)
    results = page_results((1_000, sizes["small"]), (100_000, sizes["large"]))
    verdicts = {result.name: result.met for result in results}
    assert verdicts[f"  {page}: large over small"] is met


def test_a_full_risk_has_something_of_everything_and_can_be_scored(engine: sa.Engine) -> None:
    site = Site(Settings.for_commands(), engine, Flask("none"))
    with open_session(engine) as session:
        trust = synthesise(session, Wanted(200, 1, "synthetic", TODAY))
    full = list_full(site, trust, 200)
    assert 2 < len(full) < 40
    with open_session(engine) as session:
        actor = trust.acting(Role.RISK_MANAGER, TODAY)
        pages = [get_risk_page(session, actor, risk_reference(number)) for number, _ in full]
    assert all(len(page.assurance.controls) >= 3 and page.milestones for page in pages)


def test_the_table_says_what_is_not_met() -> None:
    lines = table_lines([Result("a page", "1.0 ms", goal="at most 2", met=False), Result("a pack")])
    assert lines[1].endswith("at most 2  NOT MET")
    assert lines[2] == "a pack"


def test_the_fixed_page_has_its_size() -> None:
    started: list[Any] = []
    body = b"".join(fixed_page({}, lambda status, headers: started.append((status, headers))))
    assert len(body) == FIXED_BYTES
    assert started[0][0] == "200 OK"


def test_a_long_past_leaves_every_risk_as_it_is_and_no_day_without_a_score(
    engine: sa.Engine, trust: SyntheticTrust
) -> None:
    with open_session(engine) as session:
        now = heat_map(session, trust.people[Role.RISK_MANAGER])
    assert deepen(engine, trust.organisation_id, TODAY) == 30 * SCORES
    with open_session(engine) as session:
        actor = trust.people[Role.RISK_MANAGER]
        opened = session.exec(select(func.max(Risk.opened_on))).one()
        assert heat_map(session, actor, None, TODAY).rows == now.rows
        whole = list_register(session, actor, RegisterFilters(), on=opened)
        heat = heat_map(session, actor, None, opened)
    assert heat.plotted + heat.unplottable == whole.total > 20


def test_pages_are_counted_where_a_pack_packs_its_objects() -> None:
    packed = compress(b"<< /Type /Pages >> << /Type /Page >> << /Type /Page >>")
    pdf = b"<< /N 3 /Type/ObjStm >>\nstream\n" + packed + b"\nendstream << /Type /Page >>"
    assert count_pages(pdf) == 3
