"""Workbooks of Excel, read by calamine once they are cleared for it."""

import io
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import ParamSpec, TypeVar

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    SheetMetadata,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from riskapp.intake.book import Merge, Sheet
from riskapp.intake.cells import cell_text
from riskapp.intake.limits import Limits
from riskapp.intake.refusals import DAMAGED, FileRefusedError
from riskapp.intake.sheets import sheet_of

_Given = ParamSpec("_Given")
_Answer = TypeVar("_Answer")


def workbook_sheets(content: bytes, limits: Limits, *, from_1904: bool = False) -> Iterator[Sheet]:
    """Yield the sheets of a cleared workbook that hold cells, in its order."""
    workbook = _guarded(CalamineWorkbook.from_filelike)(io.BytesIO(content))
    with workbook:
        for place, facts in enumerate(workbook.sheets_metadata):
            if facts.typ is SheetTypeEnum.WorkSheet:
                sheet = _sheet(_guarded(workbook.get_sheet_by_index)(place), facts, limits)
                yield replace(sheet, from_1904=from_1904)


def _sheet(sheet: CalamineSheet, facts: SheetMetadata, limits: Limits) -> Sheet:
    cells = _guarded(sheet.to_python)(skip_empty_area=False)
    return sheet_of(
        facts.name,
        ([cell_text(cell) for cell in row] for row in cells),
        limits,
        merges=[Merge(*first, *last) for first, last in sheet.merged_cell_ranges or ()],
        hidden=facts.visible is not SheetVisibleEnum.Visible,
    )


def _guarded(ask: Callable[_Given, _Answer]) -> Callable[_Given, _Answer]:
    """The same question, with what calamine cannot read told in one sentence.

    Where Rust panics, Python gets an exception of its own that is no `Exception`.
    """

    def asked(*given: _Given.args, **named: _Given.kwargs) -> _Answer:
        try:
            return ask(*given, **named)
        except (CalamineError, ValueError, OverflowError) as why:
            raise FileRefusedError(DAMAGED) from why
        except BaseException as why:
            if type(why).__name__ != "PanicException":
                raise
            raise FileRefusedError(DAMAGED) from why

    return asked
