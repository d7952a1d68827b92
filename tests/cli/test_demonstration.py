"""What `serve --demonstration` makes ready, and what it leaves as it is."""

import json
import shutil
from pathlib import Path

import pytest
from sqlmodel import Session, col, select

from riskapp.cli import demonstration
from riskapp.models import RiskVersion
from tests.factories import TODAY
from tests.folders import HCT, load


def test_an_earlier_versions_demonstration_stays_as_it_is(
    sqlite_session: Session, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    load(sqlite_session, HCT)
    newer = tmp_path / "hct"
    shutil.copytree(HCT, newer)
    risks = json.loads((newer / "risks.json").read_text())
    risks[0]["title"] = "Another title"
    (newer / "risks.json").write_text(json.dumps(risks))
    demonstration._load(sqlite_session, newer, TODAY)  # noqa: SLF001 - one step of several
    said = capsys.readouterr().out
    assert said.startswith("hct: an earlier version's is loaded, and stays as it is")
    assert "instance/" in said
    titles = sqlite_session.exec(select(col(RiskVersion.title))).all()
    assert len(titles) == len(risks)
    assert "Another title" not in titles
