"""Every kind of pack drawn of both organisations, and with words meant to do harm: all checked, and
those of the demonstration read back in figures.
"""

import re
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass, replace
from io import BytesIO
from itertools import cycle
from pathlib import Path
from typing import Any, cast

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
from riskapp.readmodels.finals import Words
from riskapp.readmodels.paper import Paper, Table, plain
from riskapp.services.people import command_line_actor
from riskapp.services.transactions import transaction
from tests.factories import TODAY
from tests.folders import DEMONSTRATION, HCT, load
from tests.reports.checkers import failures_of_outloud, failures_of_verapdf
from tests.reports.hostile import HOSTILE

SUBJECTS = {
    "demo": {
        PackKind.COMMITTEE: "Quality Committee",
        PackKind.OBJECTIVE: "2",
        PackKind.RISK: "R-0007",
    },
    "hct": {
        PackKind.COMMITTEE: "Healthcare Governance Committee",
        PackKind.OBJECTIVE: "1",
        PackKind.RISK: "R-0001",
    },
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
def register(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    """Both organisations, loaded once for all of these tests."""
    path = tmp_path_factory.mktemp("kinds") / "register.sqlite3"
    with sqlite3.connect(sqlite_template) as template, sqlite3.connect(path) as copy:
        template.backup(copy)
    engine = open_database(f"sqlite:///{path}")
    with open_session(engine) as session:
        load(session, DEMONSTRATION)
        load(session, HCT)
        yield session
    engine.dispose()


@pytest.fixture(scope="module")
def demonstration(register: Session) -> tuple[Session, Actor]:
    return register, reader_of(register, "demo")


@pytest.fixture(scope="module")
def made(
    demonstration: tuple[Session, Actor], tmp_path_factory: pytest.TempPathFactory
) -> dict[PackKind, Made]:
    """Every kind of pack of the demonstration, drawn once."""
    return drawn(*demonstration, tmp_path_factory.mktemp("demo"))


@pytest.fixture(scope="module")
def of_hct(register: Session, tmp_path_factory: pytest.TempPathFactory) -> dict[PackKind, Made]:
    """Every kind of pack of Hertfordshire Community NHS Trust, drawn once."""
    return drawn(register, reader_of(register, "hct"), tmp_path_factory.mktemp("hct"))


@pytest.fixture(scope="module")
def harmful(
    made: dict[PackKind, Made], tmp_path_factory: pytest.TempPathFactory
) -> dict[PackKind, Made]:
    """The packs of the demonstration with every typed word meant to do harm."""
    folder = tmp_path_factory.mktemp("harmful")
    return {kind: kept(folder, kind, harmed(one.paper)) for kind, one in made.items()}


def drawn(session: Session, actor: Actor, folder: Path) -> dict[PackKind, Made]:
    papers = {kind: get_paper(session, actor, asked(session, actor, kind)) for kind in MADE}
    return {kind: kept(folder, kind, paper) for kind, paper in papers.items()}


def kept(folder: Path, kind: PackKind, paper: Paper) -> Made:
    file = folder / f"{kind}.pdf"
    file.write_bytes(draw_pdf(paper))
    return Made(paper, file)


def reader_of(session: Session, code: str) -> Actor:
    organisation = get_organisation(session, code)
    with transaction(session):
        return command_line_actor(session, organisation, TODAY)


def asked(session: Session, actor: Actor, kind: PackKind) -> MakePack:
    named = SUBJECTS[actor.organisation_code][kind] if kind in WITH_SUBJECT else ""
    subject_id = get_subject_id(session, actor, kind, named) if named else None
    return MakePack(kind, TODAY, public=False, subject_id=subject_id)


def harmed(paper: Paper) -> Paper:
    """Return a paper with each of its typed words exchanged for the next that means harm."""
    harms = cycle(HOSTILE)

    def exchanged(value: Any) -> Any:
        if isinstance(value, Words):
            return Words(next(harms), value.risk_id)
        if isinstance(value, tuple):
            return tuple(map(exchanged, value))
        if is_dataclass(value) and not isinstance(value, type):
            return replace(
                value, **{f.name: exchanged(getattr(value, f.name)) for f in fields(value)}
            )
        return value

    return cast("Paper", exchanged(paper))


def test_verapdf_finds_every_kind_to_be_pdf_ua(
    made: dict[PackKind, Made], of_hct: dict[PackKind, Made], harmful: dict[PackKind, Made]
) -> None:
    files = [one.file for packs in (made, of_hct, harmful) for one in packs.values()]
    assert len(files) == 3 * len(PackKind)
    assert failures_of_verapdf(files) == ""


def test_outloud_finds_nothing_that_reads_badly(
    made: dict[PackKind, Made], of_hct: dict[PackKind, Made], harmful: dict[PackKind, Made]
) -> None:
    files = [one.file for packs in (made, of_hct, harmful) for one in packs.values()]
    # Heads of pages, and the foot of a single one, look to it like prose that is told to nobody; a
    # table with but one row, whose first cell names it, has more heads than data.
    assert failures_of_outloud(files, allowed=("TAG-002", "TBL-010")) == ""


def test_harmful_words_are_on_the_pages_as_words(harmful: dict[PackKind, Made]) -> None:
    said = " ".join(one.said for one in harmful.values())
    for words in ('<img src="/etc/passwd">', "<b>never closed", "emoji [grinning face]"):
        assert words in said


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


@pytest.mark.parametrize(
    "kind",
    [kind for kind in MADE if kind not in {PackKind.RISK, PackKind.AUDIT, PackKind.ASSURANCE_MAP}],
)
def test_every_change_since_the_last_pack_is_printed(
    made: dict[PackKind, Made], kind: PackKind
) -> None:
    (section,) = [one for one in made[kind].paper.sections if one.key == "changes"]
    rows = [row for block in section.each() if isinstance(block, Table) for row in block.rows]
    printed = "".join(made[kind].said.split())
    assert rows, "the demonstration has a story"
    for row in rows:
        for cell in row:
            assert "".join(plain(cell.text).split()) in printed
