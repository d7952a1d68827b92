"""Workbooks of Excel, read by calamine once the guards have let them pass."""

import io
from collections.abc import Iterator

from python_calamine import (
    CalamineSheet,
    CalamineWorkbook,
    SheetMetadata,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from riskapp.intake.book import Merge, Sheet
from riskapp.intake.cells import cell_text
from riskapp.intake.limits import Limits
from riskapp.intake.sheets import sheet_of


def sheets_of(content: bytes, limits: Limits) -> Iterator[Sheet]:
    """Yield the sheets of a workbook that hold cells, in its order."""
    with CalamineWorkbook.from_filelike(io.BytesIO(content)) as workbook:
        for place, facts in enumerate(workbook.sheets_metadata):
            if facts.typ is SheetTypeEnum.WorkSheet:
                yield _sheet(workbook.get_sheet_by_index(place), facts, limits)


def _sheet(sheet: CalamineSheet, facts: SheetMetadata, limits: Limits) -> Sheet:
    rows = ([cell_text(cell) for cell in row] for row in sheet.to_python(skip_empty_area=False))
    return sheet_of(
        facts.name,
        rows,
        limits,
        merges=[Merge(*first, *last) for first, last in sheet.merged_cell_ranges or ()],
        hidden=facts.visible is not SheetVisibleEnum.Visible,
    )
