"""Files of old registers: how each source is read, what came in, and what became of each row."""

from datetime import date, datetime
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field

from riskapp.clock import utc_now
from riskapp.domain.imports import ImportState, RowOutcome
from riskapp.models.base import OrganisationTable, OwnedTable, by_value, owned


class ImportSource(OwnedTable, table=True):
    """Where files come from again and again, with how its last one was read, as JSON."""

    __tablename__ = "import_source"
    __table_args__ = (sa.UniqueConstraint("organisation_id", "name"),)

    name: str = Field(max_length=100)
    plan: str = "{}"
    by_id: UUID = Field(foreign_key="person.id")
    recorded_at: datetime = Field(default_factory=utc_now)
    version: int = 1


class ImportFile(OwnedTable, table=True):
    """A file that was handed in: how it is read, and once it was loaded what came of it.

    `content`, `corrections` (cells put right and rows left out, as JSON) and `findings` (of the dry
    run, as JSON) hold what the file says and are emptied once it is loaded or thrown away; its
    SHA-256 stays. `last_entry` is the number of the history's last entry when it was loaded.
    """

    __tablename__ = "import_file"
    __table_args__ = (
        owned("source_id", "import_source"),
        sa.Index(None, "organisation_id", "sha256"),
        sa.Index(None, "organisation_id", "recorded_at"),
    )

    source_id: UUID | None = None
    name: str = Field(max_length=200)
    kind: str = Field(max_length=20)
    size: int
    sha256: str = Field(max_length=64)
    content: bytes | None = None
    plan: str = "{}"
    corrections: str = "{}"
    findings: str = ""
    state: ImportState = Field(default=ImportState.OPEN, sa_type=by_value(ImportState))
    rows_in_file: int = 0
    rows_new: int = 0
    rows_updated: int = 0
    rows_unchanged: int = 0
    rows_left_out: int = 0
    by_id: UUID = Field(foreign_key="person.id")
    recorded_at: datetime = Field(default_factory=utc_now)
    entered_on: date
    loaded_on: date | None = None
    loaded_at: datetime | None = None
    loaded_by_id: UUID | None = Field(default=None, foreign_key="person.id")
    last_entry: int | None = None
    reversed_on: date | None = None
    reversed_by_id: UUID | None = Field(default=None, foreign_key="person.id")
    reversed_why: str = ""
    version: int = 1


class ImportRow(OrganisationTable, table=True):
    """What became of one row of a file that was loaded; the first row of a file is 1.

    `digests` holds, as JSON, a digest with `salt` of each thing that the row said: a newer file is
    compared with them, so that none of its words need be kept.
    """

    __tablename__ = "import_row"
    __table_args__ = (
        owned("file_id", "import_file"),
        owned("risk_id", "risk"),
        sa.Index(None, "organisation_id", "risk_id"),
    )

    file_id: UUID = Field(primary_key=True)
    row_number: int = Field(primary_key=True)
    outcome: RowOutcome = Field(sa_type=by_value(RowOutcome))
    risk_id: UUID | None = None
    salt: str = Field(default="", max_length=32)
    digests: str = "{}"
