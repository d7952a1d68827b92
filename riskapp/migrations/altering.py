"""Altering tables that there are, on either engine, with what is in them."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa
from alembic import op


def one_of(column: str, values: tuple[str, ...]) -> str:
    """Return the condition that a column holds one of these values, as SQLAlchemy writes it."""
    return f"{column} IN ({', '.join(repr(value) for value in values)})"


@dataclass(frozen=True)
class Change:
    """What becomes of a table that there was: new columns, new constraints, longer lists.

    `fills` are the values of the new columns for the rows there are; `lists` name, by constraint,
    what a column may hold from now on, and what it could hold before (None: it is left so).
    `rules` name other constraints that say something else from now on, and what they said.
    `gone` are the columns that go; undone, they come back with what `fills` says.
    """

    table: str
    columns: tuple[sa.Column[Any], ...] = ()
    fills: dict[str, str] = field(default_factory=dict)
    checks: dict[str, str] = field(default_factory=dict)
    keys: dict[str, tuple[str, str]] = field(default_factory=dict)
    lists: dict[str, tuple[str, str | None]] = field(default_factory=dict)
    rules: dict[str, tuple[str, str]] = field(default_factory=dict)
    gone: tuple[sa.Column[Any], ...] = ()

    def make(self) -> None:
        """Make the change."""
        if op.get_bind().dialect.name == "sqlite":
            self._rebuild(self._longer)
            return
        self._relist({name: says for name, (says, _) in (self.lists | self.rules).items()})
        self._drop(self.gone)
        self._add(self.columns)
        for name, says in self.checks.items():
            op.create_check_constraint(op.f(name), self.table, says)
        for name, (here, there) in self.keys.items():
            op.execute(f"ALTER TABLE {self.table} ADD {self._key(name, here, there)}")

    def undo(self) -> None:
        """Undo the change."""
        if op.get_bind().dialect.name == "sqlite":
            self._rebuild(self._shorter)
            return
        for name in (*self.keys, *self.checks):
            op.execute(f"ALTER TABLE {self.table} DROP CONSTRAINT {name}")
        self._drop(self.columns)
        self._add(self.gone)
        said = {name: before for name, (_, before) in (self.lists | self.rules).items()}
        self._relist({name: before for name, before in said.items() if before is not None})

    def _add(self, columns: tuple[sa.Column[Any], ...]) -> None:
        for column in columns:
            fill = self.fills.get(column.name)
            default = f" DEFAULT {fill}" if fill else ""
            op.execute(f"ALTER TABLE {self.table} ADD COLUMN {self._declared(column)}{default}")
            op.execute(f"ALTER TABLE {self.table} ALTER COLUMN {column.name} DROP DEFAULT")

    def _drop(self, columns: tuple[sa.Column[Any], ...]) -> None:
        for column in columns:
            op.drop_column(self.table, column.name)

    def _relist(self, lists: Mapping[str, str]) -> None:
        for name, says in lists.items():
            op.execute(f"ALTER TABLE {self.table} DROP CONSTRAINT {name}")
            op.create_check_constraint(op.f(name), self.table, says)

    def _rebuild(self, rewrite: Callable[[str], str]) -> None:
        """Build the table anew, with its rows and indexes: SQLite alters no constraint.

        The steps are those that SQLite's documentation gives for it. Foreign keys are off while a
        migration runs, and the triggers are made anew after it.
        """
        old, new = self.table, f"new_{self.table}"
        made, indexes = _statements(old)
        _run(rewrite(made).replace(old, new, 1))
        there = _columns(new)
        values = {name: name for name in _columns(old) if name in there}
        values |= {name: fill for name, fill in self.fills.items() if name in there - values.keys()}
        into, taken = ", ".join(values), ", ".join(values.values())
        _run(f"INSERT INTO {new} ({into}) SELECT {taken} FROM {old}")  # noqa: S608 - names of ours
        _run(f"DROP TABLE {old}")
        _run(f"ALTER TABLE {new} RENAME TO {old}")
        for index in indexes:
            _run(index)

    def _longer(self, made: str) -> str:
        for name, (says, _) in self.lists.items():
            made = _relisted(made, name, says)
        for name, (says, said) in self.rules.items():
            made = _ruled(made, name, said, says)
        made = self._with(self._without(made, self.gone), self.columns)
        constraints = "".join(f", \n\t{one}" for one in self._constraints())
        return f"{made.rstrip().removesuffix(')').rstrip()}{constraints}\n)"

    def _shorter(self, made: str) -> str:
        for name, (_, said) in self.lists.items():
            if said is not None:
                made = _relisted(made, name, said)
        for name, (says, said) in self.rules.items():
            made = _ruled(made, name, says, said)
        made = self._with(self._without(made, self.columns), self.gone)
        for one in self._constraints():
            made = made.replace(f", \n\t{one}", "", 1)
        return made

    def _with(self, made: str, columns: tuple[sa.Column[Any], ...]) -> str:
        head, mark, tail = made.partition("\n\tCONSTRAINT ")
        return head + "".join(f"\n\t{self._declared(one)}, " for one in columns) + mark + tail

    def _without(self, made: str, columns: tuple[sa.Column[Any], ...]) -> str:
        for column in columns:
            made = made.replace(f"\n\t{self._declared(column)}, ", "", 1)
        return made

    def _declared(self, column: sa.Column[Any]) -> str:
        kind = column.type.compile(dialect=op.get_bind().dialect)
        return f"{column.name} {kind}{'' if column.nullable else ' NOT NULL'}"

    def _constraints(self) -> list[str]:
        checks = [f"CONSTRAINT {name} CHECK ({says})" for name, says in self.checks.items()]
        return checks + [self._key(name, here, to) for name, (here, to) in self.keys.items()]

    def _key(self, name: str, here: str, there: str) -> str:
        deferred = " DEFERRABLE INITIALLY DEFERRED" if "," in here else ""
        return f"CONSTRAINT {name} FOREIGN KEY({here}) REFERENCES {there}{deferred}"


def _statements(table: str) -> tuple[str, list[str]]:
    """Return how SQLite was told to make a table, and its indexes."""
    query = "SELECT type, sql FROM sqlite_master WHERE tbl_name = ? AND sql IS NOT NULL"
    found = op.get_bind().exec_driver_sql(query, (table,)).all()
    made = next(sql for kind, sql in found if kind == "table")
    return made, [sql for kind, sql in found if kind == "index"]


def _columns(table: str) -> set[str]:
    return {row[1] for row in op.get_bind().exec_driver_sql(f"PRAGMA table_info({table})")}


def _run(statement: str) -> None:
    op.get_bind().exec_driver_sql(statement)


def _relisted(made: str, name: str, says: str) -> str:
    listed = re.compile(rf"CONSTRAINT {name} CHECK \(\w+ IN \([^)]*\)\)")
    return listed.sub(lambda _: f"CONSTRAINT {name} CHECK ({says})", made, count=1)


def _ruled(made: str, name: str, before: str, after: str) -> str:
    return made.replace(f"CONSTRAINT {name} CHECK ({before})", f"CONSTRAINT {name} CHECK ({after})")
