"""Damaged files: whatever was done to one, it is read or refused, and nothing else happens."""

import os
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from riskapp.intake.book import Book
from riskapp.intake.limits import Limits
from riskapp.intake.opening import open_book
from riskapp.intake.refusals import DAMAGED, FileRefusedError
from tests.intake.files import (
    OPEN_CONTENT,
    SHEET,
    STRINGS,
    a_workbook,
    an_open_document,
    packed,
    parts_of,
)
from tests.intake.old_files import an_old_workbook
from tests.intake.test_opening_kinds import PAGE, XML

WHOLE = {
    "xlsx": a_workbook(),
    "ods": an_open_document(),
    "xls": an_old_workbook(),
    "html": PAGE.encode(),
    "xml": XML.encode(),
    "csv": 'Ref;"Title\né"\r\n1;"a ""b"""\r\n'.encode(),
}
PARTS = {
    "xlsx": (SHEET, STRINGS, "xl/workbook.xml", "xl/styles.xml", "xl/_rels/workbook.xml.rels"),
    "ods": (OPEN_CONTENT,),
}
LIMITS = Limits(rows=2_000, columns=200, cells=100_000)
NUMBERS = [b"\xff" * 4, b"\0" * 4, b"\xff\xff\xff\x7f", b"\xfe\xff\xff\xff", b"99999999", b"-1"]


@st.composite
def damage(draw: st.DrawFn, content: bytes) -> bytes:
    """The bytes of a file with some of them changed, taken out or put in, or with its end cut."""
    changed = bytearray(content)
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, max(len(changed) - 1, 0)))
        bad = draw(st.binary(max_size=4) | st.sampled_from(NUMBERS))
        taken = draw(st.sampled_from([len(bad), 0, 1, 40]))
        changed[at : at + taken] = bad
    if draw(st.integers(0, 9)) == 0:
        del changed[draw(st.integers(0, len(changed))) :]
    return bytes(changed)


def open_if_it_can_be(content: bytes) -> None:
    """Open a file or have it refused; any other error ends the test, and so does other content."""
    with suppress(FileRefusedError):
        assert isinstance(open_book(content, LIMITS), Book)


@pytest.fixture(autouse=True)
def no_traces(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep Rust from printing where it panicked."""
    monkeypatch.setitem(os.environ, "RUST_BACKTRACE", "0")


@pytest.mark.parametrize("kind", sorted(WHOLE))
@settings(max_examples=60)
@given(data=st.data())
def test_a_damaged_file_is_read_or_refused(kind: str, data: st.DataObject) -> None:
    open_if_it_can_be(data.draw(damage(WHOLE[kind])))


@pytest.mark.parametrize(("kind", "part"), [(k, part) for k in PARTS for part in PARTS[k]])
@settings(max_examples=60)
@given(data=st.data())
def test_a_damaged_part_of_a_file_is_read_or_refused(
    kind: str, part: str, data: st.DataObject
) -> None:
    parts = parts_of(WHOLE[kind])
    open_if_it_can_be(packed({**parts, part: data.draw(damage(parts[part]))}))


@pytest.mark.parametrize("kind", ["xlsx", "ods", "xls"])
def test_a_file_that_was_cut_short_is_refused_in_one_sentence(kind: str) -> None:
    whole = WHOLE[kind]
    for share in (4, 2, 1):
        with pytest.raises(FileRefusedError, match=DAMAGED.partition(":")[0]):
            open_book(whole[: len(whole) // share - (600 if share == 1 else 0)])
