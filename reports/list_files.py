"""A list in any of its forms, as a file is sent or written."""

from collections.abc import Iterable, Mapping
from typing import Final

from reports.list_csv import list_csv
from reports.list_json import list_json
from riskapp.domain.take_out import ListForm
from riskapp.readmodels.take_out import TakeOut

LIST_TYPES: Final[Mapping[ListForm, str]] = {
    ListForm.CSV: "text/csv; charset=utf-8",
    ListForm.WORKBOOK: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ListForm.JSON: "application/json",
}


def list_as(form: ListForm, take_out: TakeOut) -> Iterable[bytes]:
    """Return a list as the bytes of a file, in pieces."""
    if form is ListForm.CSV:
        return list_csv(take_out)
    if form is ListForm.JSON:
        return list_json(take_out)
    # Imported late: who wants no workbook need not wait for what writes them.
    from reports.list_workbook import draw_lists  # noqa: PLC0415 - as above

    return [draw_lists(take_out.title, take_out.about, [take_out])]
