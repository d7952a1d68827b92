"""The file that was read last stays at hand, and nothing but that very reading of it."""

from collections.abc import Callable
from datetime import date

import pytest
from sqlmodel import Session

from riskapp.domain.import_rows import ReadRow
from riskapp.services.importing.files import throw_away
from riskapp.services.importing.reading import ReadFile
from riskapp.services.importing.remembering import LAST_READ, MOST_ROWS, LastRead, Reading
from riskapp.services.transactions import transaction
from tests.factories import Trust
from tests.importing.files import a_file

READING = Reading("a" * 64, "{}", "{}", date(2018, 6, 30))


def a_reader(rows: int = 1) -> tuple[Callable[[], ReadFile], list[ReadFile]]:
    """Return something that reads a file, and what it has read so far."""
    told: list[ReadFile] = []

    def read() -> ReadFile:
        told.append(ReadFile(tuple(ReadRow(number) for number in range(rows)), ()))
        return told[-1]

    return read, told


def test_what_was_read_is_not_read_again_until_it_is_let_go() -> None:
    last, (read, told) = LastRead(), a_reader()
    assert last.get(READING, read) is last.get(READING, read)
    assert len(told) == 1
    last.forget()
    last.get(READING, read)
    assert len(told) == 2


@pytest.mark.parametrize(
    "other",
    [
        READING._replace(sha256="b" * 64),
        READING._replace(plan='{"year":2018}'),
        READING._replace(corrections='{"left_out":[2]}'),
        READING._replace(today=date(2018, 7, 1)),
    ],
)
def test_whatever_a_reading_depends_on_makes_another(other: Reading) -> None:
    last, (read, told) = LastRead(), a_reader()
    last.get(READING, read)
    last.get(other, read)
    last.get(READING, read)
    assert len(told) == 3


def test_nothing_of_a_file_that_is_thrown_away_stays_at_hand(
    session: Session, trust: Trust
) -> None:
    file, (read, told) = a_file(session, trust.actor()), a_reader()
    LAST_READ.get(READING, read)
    with transaction(session):
        throw_away(session, trust.actor(), file.id)
    LAST_READ.get(READING, read)
    assert len(told) == 2
    LAST_READ.forget()


def test_a_very_long_file_does_not_stay() -> None:
    last, (read, told) = LastRead(), a_reader(MOST_ROWS + 1)
    last.get(READING, read)
    last.get(READING, read)
    assert len(told) == 2


def test_of_a_reading_that_fails_nothing_stays() -> None:
    last, (read, told) = LastRead(), a_reader()
    last.get(READING, read)

    def fails() -> ReadFile:
        raise ValueError

    with pytest.raises(ValueError):  # noqa: PT011 - of our own making
        last.get(READING._replace(plan="[]"), fails)
    last.get(READING, read)
    assert len(told) == 2
