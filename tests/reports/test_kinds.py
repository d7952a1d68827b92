"""Every kind of pack drawn of the demonstration organisation: checked, and read back in figures."""

import re
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader
from sqlmodel import Session

from reports.pdf import draw_pdf
from riskapp.cli.opening import get_organisation
from riskapp.domain.packs import WITH_SUBJECT, MakePack, PackKind
from riskapp.domain.permissions import Actor
from riskapp.models.database import open_database, open_session
from riskapp.queries.pack_named import get_subject_id
from riskapp.queries.packs import MADE, get_paper
from riskapp.readmodels.paper import Paper, Table, plain
from riskapp.services.people import command_line_actor
from riskapp.services.transactions import transaction
from tests.factories import TODAY
from tests.folders import DEMONSTRATION, load
from tests.reports.checkers import failures_of_outloud, failures_of_verapdf

SUBJECTS = {
    PackKind.COMMITTEE: "Quality Committee",
    PackKind.OBJECTIVE: "2",
    PackKind.RISK: "R-0007",
}


@dataclass(frozen=True)
class Made:
    """A pack as a paper, and its PDF."""

    paper: Paper
    file: Path

    @property
    def said(self) -> str:
        """All that its pages say, with single spaces."""
        pages = PdfReader(BytesIO(self.file.read_bytes())).pages
        return " ".join(" ".join(page.extract_text().split()) for page in pages)


@pytest.fixture(scope="module")
def demonstration(
    sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Session, Actor]]:
    """The demonstration organisation, loaded once for all of these tests."""
    path = tmp_path_factory.mktemp("kinds") / "register.sqlite3"
    with sqlite3.connect(sqlite_template) as template, sqlite3.connect(path) as copy:
        template.backup(copy)
    engine = open_database(f"sqlite:///{path}")
    with open_session(engine) as session:
        load(session, DEMONSTRATION)
        organisation = get_organisation(session, "demo")
        with transaction(session):
            actor = command_line_actor(session, organisation, TODAY)
        yield session, actor
    engine.dispose()


@pytest.fixture(scope="module")
def made(
    demonstration: tuple[Session, Actor], tmp_path_factory: pytest.TempPathFactory
) -> dict[PackKind, Made]:
    """Every kind of pack, drawn once."""
    session, actor = demonstration
    folder = tmp_path_factory.mktemp("drawn")
    found = {}
    for kind in MADE:
        file = folder / f"{kind}.pdf"
        paper = get_paper(session, actor, asked(session, actor, kind))
        file.write_bytes(draw_pdf(paper))
        found[kind] = Made(paper, file)
    return found


def asked(session: Session, actor: Actor, kind: PackKind) -> MakePack:
    named = SUBJECTS[kind] if kind in WITH_SUBJECT else ""
    subject_id = get_subject_id(session, actor, kind, named) if named else None
    return MakePack(kind, TODAY, public=False, subject_id=subject_id)


def test_verapdf_finds_every_kind_to_be_pdf_ua(made: dict[PackKind, Made]) -> None:
    assert failures_of_verapdf([one.file for one in made.values()]) == ""


def test_outloud_finds_nothing_that_reads_badly(made: dict[PackKind, Made]) -> None:
    others = [one.file for kind, one in made.items() if kind is not PackKind.RISK]
    assert failures_of_outloud(others) == ""
    # The head and foot of a single page, which no other repeats, look like its prose to it.
    assert failures_of_outloud([made[PackKind.RISK].file], allowed=("TAG-002",)) == ""


def test_the_same_pack_gives_the_same_bytes(
    made: dict[PackKind, Made], demonstration: tuple[Session, Actor]
) -> None:
    session, actor = demonstration
    for kind in (PackKind.RISK, PackKind.AUDIT):
        again = draw_pdf(get_paper(session, actor, asked(session, actor, kind)))
        assert again == made[kind].file.read_bytes()


@pytest.mark.parametrize("kind", MADE)
def test_every_number_of_its_tables_is_printed(made: dict[PackKind, Made], kind: PackKind) -> None:
    printed = made[kind].said
    for row in figures(made[kind].paper):
        assert re.search(r"\s".join(map(re.escape, row.split())), printed), row


def figures(paper: Paper) -> Iterator[str]:
    """Return what every cell with a number says, but for pages whose rows may give way."""
    whole = (block for part in paper.sections for block in part.blocks if isinstance(block, Table))
    cells = (cell for table in whole for row in table.rows for cell in row)
    return (plain(cell.text) for cell in cells if cell.number is not None)


def test_a_risk_is_on_one_page(made: dict[PackKind, Made]) -> None:
    assert len(PdfReader(made[PackKind.RISK].file).pages) == 1
