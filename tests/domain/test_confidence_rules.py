"""Whatever assurances there are: what must hold of what is said."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from riskapp.domain.assurance import LINE_RANK, AssuranceResult, Line, SourceKind
from riskapp.domain.assurance_map import map_lines
from riskapp.domain.confidence import ConfidenceKind, Place, Report, confidence, place_by_line

TODAY = date(2018, 6, 30)

days = st.integers(-900, 300).map(lambda number: TODAY + timedelta(days=number))
some_reports = st.builds(
    Report,
    st.sampled_from(Line),
    st.sampled_from(SourceKind),
    st.sampled_from(AssuranceResult),
    days,
    *[st.none() | days] * 3,
)
many = st.lists(some_reports, max_size=8)


@given(many, days)
def test_something_is_always_said(reports: list[Report], on: date) -> None:
    said = confidence(reports, on)
    counted = [one for one in reports if one.withdrawn_on is None and one.received_on <= on]
    assert said.words
    assert (said.kind is ConfidenceKind.NONE) is not bool(counted)
    assert all(cell.words for cell in map_lines([reports], on).values())


def standing_negatives(reports: list[Report], on: date) -> set[Line]:
    return {
        one.report.line
        for one in place_by_line(reports, on)
        if one.place is Place.STANDS and one.report.is_negative
    }


@given(many, some_reports, days)
def test_a_lower_line_never_lifts_a_negative(
    reports: list[Report], another: Report, on: date
) -> None:
    below = {
        line
        for line in standing_negatives(reports, on)
        if LINE_RANK[line] > LINE_RANK[another.line]
    }
    assert below <= standing_negatives([*reports, another], on)
    if below:
        assert confidence([*reports, another], on).kind is ConfidenceKind.NEGATIVE


@given(many, some_reports, days)
def test_a_newer_report_of_the_same_line_always_counts(
    reports: list[Report], another: Report, on: date
) -> None:
    same = [one for one in reports if one.line is another.line]
    newer = all(one.received_on <= another.received_on for one in same)
    after = place_by_line([*reports, another], on)
    spoke = {one.report.line: one.report for one in after}
    if newer and another.withdrawn_on is None and another.received_on <= on:
        assert spoke[another.line] is another
        if not another.is_negative:
            assert another.line not in standing_negatives([*reports, another], on)


@given(many, days, days)
def test_a_negative_does_not_lapse_with_time(
    reports: list[Report], one_day: date, other: date
) -> None:
    early, late = sorted((one_day, other))
    unsettled = [one for one in reports if one.settled_on is None and one.received_on <= early]
    assert standing_negatives(unsettled, early) == standing_negatives(unsettled, late)


@given(many, days)
def test_withdrawn_reports_change_nothing(reports: list[Report], on: date) -> None:
    kept = [one for one in reports if one.withdrawn_on is None]
    assert confidence(reports, on) == confidence(kept, on)
    assert map_lines([reports], on) == map_lines([kept], on)
