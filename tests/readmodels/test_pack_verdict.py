"""What is said of a file: issued, stands no more, altered, false, or none of ours."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from riskapp.domain.packs import FileForm, PackKind
from riskapp.readmodels.issued_packs import PackRow
from riskapp.readmodels.pack_verdict import NONE_OF_OURS, Finding, Verdict

DAY = date(2018, 6, 30)
ROW = PackRow(
    UUID(int=1), "HCT-BAF-2018-06", PackKind.BOARD, "BAF", DAY, False, None, DAY, "ABCD-EFGH", 9,
    None, "", None,
)  # fmt: skip
GONE = replace(ROW, withdrawn_on=DAY, withdrawn_why="Too early.")
OLD = replace(ROW, replaced_by="HCT-BAF-2018-06-R2")


@pytest.mark.parametrize(
    ("verdict", "finding", "said"),
    [
        (Verdict(ROW), Finding.ISSUED, ["issued on 30 June 2018, unaltered"]),
        (
            Verdict(GONE),
            Finding.STANDS_NO_MORE,
            ["unaltered", "withdrawn on 30 June 2018: Too ear"],
        ),
        (Verdict(OLD), Finding.STANDS_NO_MORE, ["unaltered", "replaced by HCT-BAF-2018-06-R2"]),
        (Verdict(None, (ROW,)), Finding.ALTERED, ["number HCT-BAF-2018-06 and code ABCD-EFGH"]),
        (Verdict(None, (GONE,)), Finding.ALTERED, ["Altered or merged", "withdrawn"]),
        (Verdict(None, (), ("HCT-BAF-2018-06",)), Finding.ALTERED, ["False: its pages bear"]),
        (Verdict(ROW, form=FileForm.WORD), Finding.ISSUED, ["as a Word file, issued on 30 June"]),
        (
            Verdict(None, (ROW,), form=FileForm.WORKBOOK),
            Finding.ALTERED,
            ["gives it as a workbook"],
        ),
        (Verdict(), Finding.NOT_OURS, [NONE_OF_OURS]),
    ],
)
def test_a_file_is_told_in_sentences(verdict: Verdict, finding: Finding, said: list[str]) -> None:
    assert verdict.finding is finding
    sentences = list(verdict.sentences())
    assert len(sentences) == len(said)
    assert all(one in sentence for one, sentence in zip(said, sentences, strict=True))
