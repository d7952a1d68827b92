"""What is taken out with an organisation: every table of one, or a reason why not."""

from riskapp.models import Table
from riskapp.models.taken import LEFT_OUT, NOT_OF_ONE, ORGANISATION, people_named, taken_tables


def test_every_table_is_taken_out_or_has_its_reason() -> None:
    taken = {table.name for table in taken_tables()}
    assert taken | {*LEFT_OUT} | {*NOT_OF_ONE} == {*Table.metadata.tables}
    assert not taken & {*LEFT_OUT, *NOT_OF_ONE}
    assert all(ORGANISATION in Table.metadata.tables[name].columns for name in LEFT_OUT)


def test_nothing_that_is_left_out_is_pointed_at() -> None:
    for table in taken_tables():
        for key in table.foreign_key_constraints:
            assert key.referred_table.name not in LEFT_OUT


def test_secrets_are_in_no_table_that_is_taken_out() -> None:
    names = {column.name for table in taken_tables() for column in table.columns}
    assert not names & {"password_hash", "token_digest"}


def test_whoever_entered_something_is_named() -> None:
    named = {
        f"{table.name}.{column.name}" for table in taken_tables() for column in people_named(table)
    }
    assert {"history.by_id", "risk.raised_by_id", "membership.person_id"} <= named
