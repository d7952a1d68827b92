"""No column of text is forgotten by a redaction."""

import sqlalchemy as sa

from riskapp.domain.redaction import Place
from riskapp.models import Table
from riskapp.models.triggers import APPEND_ONLY
from riskapp.models.words import NOT_OF_A_RISK, TYPED, Erasure

WRITTEN_OVER = {Erasure.REPLACED, Erasure.WITHIN, Erasure.EMPTIED, Erasure.FORGOTTEN}


def columns_of_text() -> set[str]:
    """Every column that holds free text: enums have a list of what they may hold."""
    return {
        f"{table.name}.{column.name}"
        for table in Table.metadata.tables.values()
        for column in table.columns
        if is_text(column.type)
    }


def is_text(kind: sa.types.TypeEngine[object]) -> bool:
    stored = kind.impl if isinstance(kind, sa.TypeDecorator) else kind
    return isinstance(stored, sa.String) and not isinstance(stored, sa.Enum)


def named() -> set[str]:
    return {f"{one.table.name}.{column}" for one in TYPED for column in one.columns}


def test_every_column_of_text_says_how_words_are_taken_out_of_it() -> None:
    exempt = {
        column
        for column in columns_of_text()
        if column in NOT_OF_A_RISK or column.partition(".")[0] in NOT_OF_A_RISK
    }
    assert columns_of_text() - exempt == named()
    assert exempt & named() == set()


def test_nothing_is_exempt_that_there_is_not() -> None:
    there = columns_of_text()
    tables = {column.partition(".")[0] for column in there}
    assert [one for one in NOT_OF_A_RISK if one not in there | tables] == []


def test_each_way_of_erasing_is_one_that_the_database_allows() -> None:
    erasable = {rule.table.name: set(rule.erasable) for rule in APPEND_ONLY}
    for one in TYPED:
        for column, erasure in one.columns.items():
            if one.table.name not in erasable:
                assert erasure is not Erasure.WHOLE, (one.table.name, column)
            elif column in erasable[one.table.name]:
                assert erasure is Erasure.WHOLE, (one.table.name, column)
            else:
                assert erasure not in WRITTEN_OVER | {Erasure.WHOLE}, (one.table.name, column)


def test_every_place_is_somewhere_and_every_row_can_be_found() -> None:
    assert {one.place for one in TYPED} == set(Place)
    assert [one.table.name for one in TYPED if one.by not in one.table.columns] == []
