"""The whole register and everything of an organisation, as the pieces of a file of any form.

Pages and commands that wait for it ask for the same here as a process of its own does.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Final, TypeVar

from sqlmodel import Session

from reports.everything_json import everything_json
from reports.list_files import LIST_TYPES, list_as
from riskapp.clock import utc_now
from riskapp.domain.jobs import TELLS_EVERY, Tell, silently
from riskapp.domain.permissions import Actor
from riskapp.domain.take_out import ListForm, WholeForm
from riskapp.models.taken import taken_tables
from riskapp.queries.everything import read_everything
from riskapp.queries.everything_lists import (
    LISTS,
    about_everything,
    about_register,
    get_whole_register,
    list_everything,
)
from riskapp.queries.table_sheets import SHEETS
from riskapp.queries.whole_register import count_whole_risks
from riskapp.readmodels.take_out import TakeOut

Pieces = Iterable[bytes]
Row = TypeVar("Row")

EVERYTHING: Final = "Everything"
TYPES: Final = {
    WholeForm.JSON: LIST_TYPES[ListForm.JSON],
    WholeForm.WORKBOOK: LIST_TYPES[ListForm.WORKBOOK],
    WholeForm.CSV_FILES: "application/zip",
}


def register_name(actor: Actor, form: ListForm) -> str:
    """Return what the file of the whole register is called."""
    return f"{actor.organisation_code}-whole-register-{actor.today}.{form}"


def everything_name(actor: Actor, form: WholeForm) -> str:
    """Return what the file of everything is called."""
    return f"{actor.organisation_code}-everything-{actor.today}.{form}"


def register_pieces(
    session: Session, actor: Actor, form: ListForm, tell: Tell = silently
) -> Pieces:
    """Return the whole register as a file of a form, in pieces."""
    found = get_whole_register(session, actor, about_register(session, actor, utc_now()))
    total = 0 if tell is silently else count_whole_risks(session, actor)
    rows = _counting(found.rows, lambda row: tell(row, total, "Writing the register"))
    return list_as(form, replace(found, rows=rows))


def everything_pieces(
    session: Session, actor: Actor, form: WholeForm, tell: Tell = silently
) -> Pieces:
    """Return everything as a file of a form, in pieces; NotAllowedError unless all of it shows."""
    if form is WholeForm.JSON:
        found = read_everything(session, actor, utc_now())
        return everything_json(replace(found, tables=_tables(found.tables, tell)))
    about = about_everything(session, actor, utc_now())
    lists = _lists(list_everything(session, actor, about), tell)
    # Each imported late: who wants the one need not wait for what writes the other.
    if form is WholeForm.CSV_FILES:
        from reports.list_zip import zip_lists  # noqa: PLC0415 - as above

        return [zip_lists(EVERYTHING, about, lists)]
    from reports.list_workbook import draw_lists  # noqa: PLC0415 - as above

    return [draw_lists(EVERYTHING, about, lists)]


def _lists(lists: Iterable[TakeOut], tell: Tell) -> Iterator[TakeOut]:
    for done, one in enumerate(lists):
        yield replace(one, rows=_told(one.rows, tell, done, LISTS, one.title))


def _tables(
    tables: Iterable[tuple[str, Iterable[Row]]], tell: Tell
) -> Iterator[tuple[str, Iterable[Row]]]:
    total = len(taken_tables())
    for done, (name, rows) in enumerate(tables):
        title = SHEETS.get(name, name.replace("_", " ").capitalize())
        yield name, _told(rows, tell, done, total, title)


def _told(rows: Iterable[Row], tell: Tell, done: int, total: int, title: str) -> Iterator[Row]:
    return _counting(rows, lambda row: tell(done, total, f"{title}, row {row:,}"))


def _counting(rows: Iterable[Row], say: Callable[[int], object]) -> Iterator[Row]:
    """Yield rows, saying now and then how many there were."""
    for number, row in enumerate(rows):
        if number % TELLS_EVERY == 0:
            say(number)
        yield row
