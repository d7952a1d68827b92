"""Folders of files for tests to load: the two of the project, and small ones of a test's own."""

import json
from pathlib import Path
from typing import Any

from sqlmodel import Session

from riskapp.services.loading.loader import Loaded, load_folder
from riskapp.services.transactions import transaction
from tests.factories import TODAY

FIXTURES = Path(__file__).parent.parent / "fixtures"
HCT = FIXTURES / "hct"
DEMONSTRATION = FIXTURES / "demonstration"

ORGANISATION = {
    "code": "vale",
    "name": "The Vale Trust",
    "kind": "nhs-trust",
    "fictional": False,
    "document": "A plan",
    "document_date": "2018-04-01",
}
INVENTED = ORGANISATION | {"fictional": True}
OBJECTIVE = {
    "key": "one",
    "number": "1",
    "level": "objective",
    "title": "Better care",
    "starts": "2018-04-01",
    "ends": "2020-03-31",
}
RISK = {"key": "staff", "title": "Too few staff", "kind": "operational", "opened": "2018-04-01"}


def load(session: Session, folder: Path) -> Loaded:
    """Load a folder on the tests' own day."""
    with transaction(session):
        return load_folder(session, folder, today=TODAY)


def write(folder: Path, name: str, content: Any) -> None:
    """Write one file, a line for each record."""
    folder.mkdir(exist_ok=True)
    if isinstance(content, list):
        text = "[\n" + ",\n".join(json.dumps(record) for record in content) + "\n]\n"
    else:
        text = json.dumps(content, indent=1)
    (folder / f"{name}.json").write_text(text, encoding="utf-8")


def a_folder(folder: Path, **files: Any) -> Path:
    """Write a small organisation's folder, with other files beside it."""
    write(folder, "organisation", files.pop("organisation", ORGANISATION))
    for name, content in files.items():
        write(folder, name, content)
    return folder
