"""The numbers of packs, and the short code that their pages bear."""

from datetime import date
from hashlib import sha256

import pytest

from riskapp.domain.packs import PACK_NAMES, PackKind, code_of, number_of, short_of, stem_of

JUNE = date(2018, 6, 30)


@pytest.mark.parametrize(
    ("kind", "subject", "public", "number"),
    [
        (PackKind.BOARD, "", False, "HCT-BAF-2018-06"),
        (PackKind.BOARD, "", True, "HCT-BAF-2018-06-PUBLIC"),
        (PackKind.EXECUTIVE, "", False, "HCT-HLRR-2018-06"),
        (PackKind.COMMITTEE, "Audit & Risk", False, "HCT-COM-AUDIT-RISK-2018-06"),
        (PackKind.OBJECTIVE, "1.2", False, "HCT-OBJ-1.2-2018-06"),
        (PackKind.RISK, "R-0007", True, "HCT-RISK-R-0007-2018-06-PUBLIC"),
        (PackKind.OBJECTIVE, "../é", False, "HCT-OBJ-2018-06"),
    ],
)  # fmt: skip
def test_a_number_names_organisation_kind_subject_and_month(
    kind: PackKind, subject: str, public: bool, number: str
) -> None:
    assert stem_of("hct", kind, JUNE, subject=subject, public=public) == number


def test_every_kind_has_a_name_and_a_number_of_its_own() -> None:
    assert PACK_NAMES.keys() == set(PackKind)
    assert len({stem_of("hct", kind, JUNE) for kind in PackKind}) == len(PackKind)


def test_an_edition_after_the_first_says_so() -> None:
    assert [number_of("HCT-BAF-2018-06", n) for n in (1, 2, 10)] == [
        "HCT-BAF-2018-06",
        "HCT-BAF-2018-06-R2",
        "HCT-BAF-2018-06-R10",
    ]


def test_a_code_is_short_and_tells_contents_apart() -> None:
    codes = {code_of(sha256(bytes([n])).hexdigest()) for n in range(200)}

    assert len(codes) == 200
    assert all(len(code) == 9 and code[4] == "-" for code in codes)


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Strategy & Resources Committee (SRC)", "SRC"),
        ("Audit Committee", "AC"),
        ("Infection Prevention and Control", "IPC"),
        ("Board", "Board"),
    ],
)
def test_a_number_names_a_committee_briefly(name: str, short: str) -> None:
    assert short_of(name) == short
