"""What is said of a control from its assurances: bad news stands until it is answered."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riskapp.domain.assurance import LINE_RANK, AssuranceResult, Line, SourceKind
from riskapp.domain.assurance_map import NOTHING, CellKind, map_lines
from riskapp.domain.confidence import (
    Confidence,
    ConfidenceKind,
    Place,
    Report,
    confidence,
    place_by_line,
)

TODAY = date(2018, 6, 30)
POSITIVE, MIXED, NEGATIVE = AssuranceResult
FIRST, SECOND, THIRD, EXTERNAL = Line
SOURCES = {
    FIRST: SourceKind.MANAGEMENT_CHECK,
    SECOND: SourceKind.COMMITTEE_REPORT,
    THIRD: SourceKind.INTERNAL_AUDIT,
    EXTERNAL: SourceKind.INSPECTION,
}


def report(
    line: Line,
    result: AssuranceResult,
    received: str,
    *,
    until: str = "",
    settled: str = "",
    withdrawn: str = "",
) -> Report:
    days = [date.fromisoformat(day) if day else None for day in (until, settled, withdrawn)]
    return Report(line, SOURCES[line], result, date.fromisoformat(received), *days)


OLD_AUDIT = report(THIRD, NEGATIVE, "2018-01-10")

CASES: list[tuple[str, list[Report], ConfidenceKind, str, tuple[str, ...]]] = [
    ("nothing at all", [], ConfidenceKind.NONE, "none yet", ()),
    (
        "a report of a day to come",
        [report(SECOND, POSITIVE, "2018-07-01")],
        ConfidenceKind.NONE,
        "none yet",
        (),
    ),
    (
        "a report recorded by mistake",
        [report(SECOND, POSITIVE, "2018-05-01", withdrawn="2018-06-29")],
        ConfidenceKind.NONE,
        "none yet",
        (),
    ),
    (
        "one that holds until a day",
        [report(SECOND, POSITIVE, "2018-03-31", until="2019-03-31")],
        ConfidenceKind.POSITIVE,
        "second line, positive, until 31 March 2019",
        (),
    ),
    (
        "one without a last day",
        [report(EXTERNAL, MIXED, "2018-03-31")],
        ConfidenceKind.MIXED,
        "external, mixed, since 31 March 2018",
        (),
    ),
    (
        "those who run the service alone",
        [report(FIRST, POSITIVE, "2018-03-31", until="2018-06-30")],
        ConfidenceKind.FIRST_LINE_ONLY,
        "first line only, positive, until 30 June 2018",
        (),
    ),
    (
        "the day after its last day",
        [report(SECOND, POSITIVE, "2017-03-31", until="2018-06-29")],
        ConfidenceKind.EXPIRED,
        "second line, expired 1 day ago",
        (),
    ),
    (
        "expired for months, and named beside what still counts",
        [
            report(THIRD, POSITIVE, "2017-02-28", until="2018-02-28"),
            report(FIRST, POSITIVE, "2018-06-01", until="2018-12-31"),
        ],
        ConfidenceKind.FIRST_LINE_ONLY,
        "first line only, positive, until 31 December 2018",
        ("third line, expired 4 months ago",),
    ),
    (
        "a negative that a later lower line does not lift",
        [OLD_AUDIT, report(FIRST, POSITIVE, "2018-05-01", until="2019-05-01")],
        ConfidenceKind.NEGATIVE,
        "negative from internal audit stands; a later first-line report does not lift it",
        ("first line, positive, until 1 May 2019",),
    ),
    (
        "a negative that has expired, for bad news does not lapse",
        [report(THIRD, NEGATIVE, "2017-01-10", until="2018-02-28")],
        ConfidenceKind.NEGATIVE,
        "negative from internal audit stands, though it expired 4 months ago",
        (),
    ),
    (
        "a negative that the same line has reported after",
        [OLD_AUDIT, report(THIRD, POSITIVE, "2018-05-01", until="2019-05-01")],
        ConfidenceKind.POSITIVE,
        "third line, positive, until 1 May 2019",
        (),
    ),
    (
        "a negative that a higher line has reported after",
        [OLD_AUDIT, report(EXTERNAL, MIXED, "2018-05-01")],
        ConfidenceKind.MIXED,
        "external, mixed, since 1 May 2018",
        (),
    ),
    (
        "a negative that a higher line had reported before",
        [report(EXTERNAL, POSITIVE, "2017-12-01", until="2018-12-01"), OLD_AUDIT],
        ConfidenceKind.NEGATIVE,
        "negative from internal audit stands",
        ("external, positive, until 1 December 2018",),
    ),
    (
        "a negative answered by a report that has expired since",
        [OLD_AUDIT, report(EXTERNAL, POSITIVE, "2018-02-01", until="2018-03-30")],
        ConfidenceKind.EXPIRED,
        "external, expired 3 months ago",
        (),
    ),
    (
        "a negative whose recommendations are done",
        [
            report(THIRD, NEGATIVE, "2018-01-10", settled="2018-05-03"),
            report(SECOND, POSITIVE, "2018-05-20"),
        ],
        ConfidenceKind.POSITIVE,
        "second line, positive, since 20 May 2018",
        ("third line, negative, what it recommended verified as done on 3 May 2018",),
    ),
    (
        "a settled negative and nothing else",
        [report(THIRD, NEGATIVE, "2018-01-10", settled="2018-05-03")],
        ConfidenceKind.SETTLED,
        "third line, negative, what it recommended verified as done on 3 May 2018",
        (),
    ),
    (
        "two that were received on one day: the later recorded is the newer",
        [report(SECOND, POSITIVE, "2018-05-01"), report(SECOND, NEGATIVE, "2018-05-01")],
        ConfidenceKind.NEGATIVE,
        "negative from a report to a committee stands",
        (),
    ),
    (
        "a lower line that found worse since",
        [
            report(THIRD, POSITIVE, "2018-01-10", until="2019-01-10"),
            report(SECOND, MIXED, "2018-05-01"),
        ],
        ConfidenceKind.MIXED,
        "second line, mixed, since 1 May 2018",
        ("third line, positive, until 10 January 2019",),
    ),
]


@pytest.mark.parametrize(
    ("reports", "kind", "words", "also"),
    [case[1:] for case in CASES],
    ids=[case[0] for case in CASES],
)
def test_what_is_said(
    reports: list[Report], kind: ConfidenceKind, words: str, also: tuple[str, ...]
) -> None:
    assert confidence(reports, TODAY) == Confidence(kind, words, also)


def test_a_past_day_knows_nothing_of_what_came_later() -> None:
    settled = report(THIRD, NEGATIVE, "2018-01-10", settled="2018-05-03")
    later = report(THIRD, POSITIVE, "2018-06-01")
    said = [confidence([settled, later], date(2018, month, 9)).kind for month in (1, 2, 5, 6)]
    assert said == [
        ConfidenceKind.NONE,
        ConfidenceKind.NEGATIVE,
        ConfidenceKind.SETTLED,
        ConfidenceKind.POSITIVE,
    ]


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


def test_a_line_that_said_nothing_is_a_hole() -> None:
    cells = map_lines([[report(SECOND, POSITIVE, "2018-05-01")]], TODAY)
    assert [cells[line] == NOTHING for line in Line] == [True, False, True, True]


@pytest.mark.parametrize(
    ("subjects", "kind", "words", "more"),
    [
        (
            [[report(SECOND, POSITIVE, "2018-05-01", until="2019-05-01")]],
            CellKind.POSITIVE, "positive, 1 May 2018, until 1 May 2019", 0,
        ),
        (
            [[report(SECOND, POSITIVE, "2017-05-01", until="2018-02-28")]],
            CellKind.EXPIRED, "positive, 1 May 2017, expired 4 months ago", 0,
        ),
        (
            [[report(SECOND, NEGATIVE, "2018-01-01")], [report(SECOND, POSITIVE, "2018-05-01")]],
            CellKind.NEGATIVE, "negative, 1 January 2018, stands", 1,
        ),
        (
            [[report(SECOND, NEGATIVE, "2018-01-01"), report(THIRD, POSITIVE, "2018-05-01")]],
            CellKind.ANSWERED, "negative, 1 January 2018, answered since by a higher line", 0,
        ),
        (
            [[report(SECOND, NEGATIVE, "2018-01-01", settled="2018-05-03")]],
            CellKind.ANSWERED,
            "negative, 1 January 2018, what it recommended verified as done on 3 May 2018", 0,
        ),
        (
            [[report(SECOND, POSITIVE, "2018-05-01", until="2018-05-31")],
             [report(SECOND, MIXED, "2018-04-01")]],
            CellKind.MIXED, "mixed, 1 April 2018", 1,
        ),
    ],
)  # fmt: skip
def test_a_cell_says_the_worst_that_stands_then_the_newest(
    subjects: list[list[Report]], kind: CellKind, words: str, more: int
) -> None:
    cell = map_lines(subjects, TODAY)[SECOND]
    assert (cell.kind, cell.words, cell.more) == (kind, words, more)
