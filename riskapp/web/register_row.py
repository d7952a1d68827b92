"""Rows of the register's pages, kept once they are drawn: most are asked for again unchanged."""

from datetime import date
from functools import lru_cache

from flask import Flask, g, get_template_attribute
from markupsafe import Markup

from riskapp.readmodels.register import RegisterRow

KEPT = 5_000
"""Rows, some kilobytes each."""


def register_row(row: RegisterRow, as_at: date | None) -> Markup:
    """Return the HTML of one risk of the register of this page's organisation."""
    return _draw(g.organisation_code, row, as_at)


def set_up_rows(app: Flask) -> None:
    """Give every template the drawing of rows."""
    app.jinja_env.globals.update(register_row=register_row)


@lru_cache(maxsize=KEPT)
def _draw(_code: str, row: RegisterRow, as_at: date | None) -> Markup:
    """Draw a row: it holds its values and links below the organisation's code, nothing else."""
    return Markup(get_template_attribute("register/row.html", "register_row")(row, as_at))  # noqa: S704 - the template escaped it
