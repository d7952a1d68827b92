"""The pack of the monthly review is its month as it became final, or says that none is closed."""

from dataclasses import replace
from datetime import date

from sqlmodel import Session

from riskapp.domain.lifecycle import Visibility
from riskapp.domain.packs import PackKind
from riskapp.papers.executive import executive_paper
from riskapp.queries.executive_pack import get_executive_pack
from riskapp.queries.finals import get_final
from tests.composing.reading import rows_of, section, words_of
from tests.factories import Trust, a_milestone, a_programme, a_risk, a_score, a_trust
from tests.months import a_closed_month, an_open_month
from tests.papers import asked_for

ASKED = asked_for(PackKind.EXECUTIVE)


def two_risks(session: Session, trust: Trust) -> tuple[str, str]:
    """Put a risk that everybody may know of on the HLRR, and one that is restricted."""
    shown = a_risk(session, trust, consequence=4, likelihood=4)
    hidden = a_risk(
        session, trust, title="An inquiry into a death", consequence=5, likelihood=4,
        visibility=Visibility.RESTRICTED, by=trust.actor(),
    )  # fmt: skip
    return shown, hidden


def test_a_closed_month_is_told_from_its_final_content_with_its_digest(session: Session) -> None:
    trust = a_trust(session)
    shown, hidden = two_risks(session, trust)
    estates, early = a_programme(session, trust, "Estates"), date(2018, 5, 1)
    a_milestone(session, trust, "May 2018", programme=estates, today=early)
    an_open_month(session, trust)
    review = a_closed_month(session, trust)
    assert review.content_id is not None
    a_score(session, trust.actor(), shown, 5, 5)
    pack = get_executive_pack(session, trust.actor(), ASKED)
    paper = executive_paper(pack)
    digest = get_final(session, trust.organisation.id, review.content_id).digest
    assert digest in words_of(section(paper, "month"))
    rows = rows_of(section(paper, "month-risks"), "Risks of the month")
    assert {row[0][:6]: row[1].partition(" ")[0] for row in rows} == {shown: "16", hidden: "20"}
    [late] = rows_of(section(paper, "month-risks"), "Late or put off, of no risk")
    assert late[0] == "M-0001 Recruit six nurses"
    assert late[2] == "May 2018, late by 30 days"
    figures = {row[0]: row[1] for row in rows_of(section(paper, "month"), "Figures")}
    assert figures["On the HLRR"] == "2"
    assert {one.number for one in paper.counts} == {2}
    assert "not closed" not in words_of(section(paper, "cover"))


def test_a_public_one_leaves_restricted_risks_out_of_its_figures_too(session: Session) -> None:
    trust = a_trust(session)
    shown, _ = two_risks(session, trust)
    an_open_month(session, trust)
    a_closed_month(session, trust)
    pack = get_executive_pack(session, trust.actor(), replace(ASKED, public=True))
    assert pack.left_out == 1
    paper = executive_paper(pack)
    assert [row[0][:6] for row in rows_of(section(paper, "month-risks"), "Risks of the month")] == [
        shown
    ]
    figures = {row[0]: row[1] for row in rows_of(section(paper, "month"), "Figures")}
    assert figures["On the HLRR"] == "1"
    assert "An inquiry" not in words_of(paper)


def test_where_no_month_is_closed_the_register_is_told_as_it_stands(session: Session) -> None:
    trust = a_trust(session)
    shown, hidden = two_risks(session, trust)
    an_open_month(session, trust)
    pack = get_executive_pack(session, trust.actor(), ASKED)
    paper = executive_paper(pack)
    assert [row.reference for row in pack.rows] == [hidden, shown]
    for key in ("cover", "month"):
        assert "The review of June 2018 is not closed." in words_of(section(paper, key))
    assert len({one.number for one in paper.counts}) == 1
    public = get_executive_pack(session, trust.actor(), replace(ASKED, public=True))
    assert ([row.reference for row in public.rows], public.left_out) == ([shown], 1)
