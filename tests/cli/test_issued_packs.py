"""Issued packs on the command line: issued, listed, verified, drawn again, withdrawn."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
import sqlalchemy as sa
from pypdf import PdfReader, PdfWriter

from riskapp.cli.commands import main
from riskapp.models.database import open_session
from tests.factories import TODAY, a_risk, a_trust

Run = Callable[..., tuple[int, str]]
NUMBER = "HCT-BAF-2018-06"


@pytest.fixture
def run(
    sqlite_engine: sa.Engine, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Run:
    """Run commands on a register with one risk, as at the tests' day."""
    settings = {
        "DATABASE_URL": str(sqlite_engine.url),
        "DEMONSTRATION": "1",
        "TODAY": TODAY.isoformat(),
    }
    for name, value in settings.items():
        monkeypatch.setenv(f"RISKAPP_{name}", value)
    with open_session(sqlite_engine) as session:
        a_risk(session, a_trust(session, "hct"), consequence=4, likelihood=4)

    def ran(*words: str) -> tuple[int, str]:
        status = main(["pack", *words, "--organisation", "hct"])
        told = capsys.readouterr()
        return status, told.out + told.err

    return ran


def test_from_issuing_a_pack_to_telling_it_again(run: Run, tmp_path: Path) -> None:
    file, again = tmp_path / "issued.pdf", tmp_path / "again.pdf"
    status, said = run("issue", "board")
    assert (status, "read the warnings" in said) == (1, True)
    status, said = run("issue", "board", "--with-warnings", "--output", str(file))
    assert (status, said.startswith(f"Issued {NUMBER}, code ")) == (0, True)
    assert NUMBER in run("list")[1]

    status, said = run("redraw", NUMBER, "--output", str(again))
    assert (status, "byte for byte as it was issued" in said) == (0, True)
    assert again.read_bytes() == file.read_bytes()
    assert run("verify", str(file)) == (
        0, f"This is pack {NUMBER}, issued on 30 June 2018, unaltered.\n",
    )  # fmt: skip

    status, said = run("verify", str(altered(file, tmp_path)))
    assert (status, said.startswith("Altered or merged")) == (4, True)
    assert run("withdraw", NUMBER, "--reason", "Too early.")[0] == 0
    status, said = run("verify", str(file))
    assert (status, "Too early." in said) == (3, True)
    assert "withdrawn" in run("list")[1]
    status, said = run("reissue", NUMBER)
    assert (status, "Nothing of this pack was redacted" in said) == (1, True)


def test_what_is_none_of_ours_is_told(run: Run, tmp_path: Path) -> None:
    draft = tmp_path / "draft.pdf"
    assert run("board", "--output", str(draft))[0] == 0
    assert run("verify", str(draft))[0] == 5
    (tmp_path / "words").write_text("words")
    status, said = run("verify", str(tmp_path / "words"))
    assert (status, said) == (
        1,
        "riskapp: This is no PDF, Word file, workbook or web page that can be read.\n",
    )
    assert run("verify", str(tmp_path / "nowhere"))[0] == 1


def altered(file: Path, folder: Path) -> Path:
    """Take a page out of a PDF."""
    writer = PdfWriter()
    for page in PdfReader(BytesIO(file.read_bytes())).pages[1:]:
        writer.add_page(page)
    writer.write(folder / "altered.pdf")
    return folder / "altered.pdf"
