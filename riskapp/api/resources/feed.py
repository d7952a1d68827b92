"""The feed: flat tables of all that whoever asks may see, for spreadsheets and reporting tools."""

from collections.abc import Callable

from flask import Response, request, stream_with_context

from reports.csv_file import csv_lines
from riskapp.api.answers import is_known, marked, shown
from riskapp.api.resource import Resource
from riskapp.api.shapes import AsAt, Shape
from riskapp.domain.actions import Action
from riskapp.domain.take_out import CellKind, Value
from riskapp.queries.feed.table import FeedTable
from riskapp.queries.feed.whole import FEED, mark_of
from riskapp.web.session import current_actor, get_session

resource = Resource(
    "feed",
    "Feed",
    "Flat tables for Power BI, Excel and the like: all rows at once, as CSV. Names never change.",
)

WRITTEN_BY = "1"
"""Counted up whenever a table writes the same otherwise."""
CSV = "text/csv; charset=utf-8"


class FeedColumnOut(Shape):
    """A column of a table, and what it means."""

    name: str
    kind: CellKind
    about: str


class FeedTableOut(Shape):
    """A table: what a row of it is, its columns and where it is."""

    name: str
    about: str
    address: str
    columns: tuple[FeedColumnOut, ...]


class Dictionary(Shape):
    """All tables of the feed with their columns."""

    tables: tuple[FeedTableOut, ...]


@resource.shows("/feed", Action.VIEW_REGISTER, Dictionary)
def dictionary() -> Response:
    """Show which tables there are, and what each of their columns means."""
    here = request.script_root + request.path
    return shown(Dictionary(tables=tuple(_told(table, here) for table in FEED.values())))


def _told(table: FeedTable, here: str) -> FeedTableOut:
    columns = tuple(map(FeedColumnOut.of, table.columns))
    address = f"{here}/{table.name}.csv"
    return FeedTableOut(name=table.name, about=table.about, address=address, columns=columns)


def _giving(table: FeedTable) -> Callable[..., Response]:
    """Return the view that gives a table."""

    def give(query: AsAt) -> Response:
        session, actor, day = get_session(), current_actor(), query.day()
        mark = mark_of(session, actor, table, day, WRITTEN_BY)
        response = marked(Response(content_type=CSV), mark)
        if not is_known(response):
            names = [column.name for column in table.columns]
            rows = (tuple(map(_cell, row)) for row in table.rows(session, actor, day))
            response.response = stream_with_context(csv_lines(names, rows))
        file = f"{actor.organisation_code}-{table.name}.csv"
        response.headers["Content-Disposition"] = f'attachment; filename="{file}"'
        return response

    give.__name__ = table.name.replace("-", "_")
    give.__doc__ = f"Give {table.name}: {table.about[0].lower()}{table.about[1:]}"
    return give


def _cell(value: Value) -> object:
    """Return a cell as other systems read it: a day as 2018-06-30, true or false, else as it is."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else value


for _table in FEED.values():
    resource.gives(f"/feed/{_table.name}.csv", Action.VIEW_REGISTER, "text/csv")(_giving(_table))
