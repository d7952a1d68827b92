"""What is said of a control from its assurances: bad news stands until it is answered."""

from datetime import date

import pytest

from riskapp.domain.confidence import (
    Confidence,
    ConfidenceKind,
    Report,
    confidence,
)
from tests.assurances import EXTERNAL, FIRST, MIXED, NEGATIVE, POSITIVE, SECOND, THIRD, report

TODAY = date(2018, 6, 30)
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
