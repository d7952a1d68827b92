"""An issued pack as lists and its own address show it, and what is sent for a draft of one."""

from datetime import date, datetime
from uuid import UUID

from pydantic import Field

from riskapp.api.shapes import NO_NAMES, Day, Line, Listing, Sent, Shape, Stated, Words
from riskapp.domain.packs import PackKind
from riskapp.readmodels.issued_packs import PackPage, PackState


class PackRowOut(Shape):
    """An issued pack in a list."""

    id: UUID
    number: str
    kind: PackKind
    title: str
    as_at: date
    public: bool
    committee: Stated
    issued_on: date
    code: str = Field(description="The short code that every page of it bears.")
    pages: int
    state: PackState
    withdrawn_on: date | None
    withdrawn_why: str
    replaced_by: Stated


class PackOut(PackRowOut):
    """All that is known of one issued pack."""

    digest: str = Field(description="The SHA-256 of its content.")
    file_digest: str = Field(description="The SHA-256 of its PDF.")
    drawn_by: str
    issued_at: datetime
    issued_by: str
    why: str
    replaces: Stated
    subject: str
    meeting_on: date | None
    withdrawn_by: Stated
    has_file: bool = Field(description="False where words of it were redacted, so its PDF is gone.")

    @classmethod
    def of_page(cls, page: PackPage) -> "PackOut":
        """Return a pack as it is answered with."""
        said = {name: getattr(page, name) for name in cls.__annotations__}
        return cls(**dict(PackRowOut.of(page.row)), **said)


class Packs(Listing[PackRowOut]):
    """A piece of the packs that were issued, the newest first."""


class DraftIn(Sent):
    """A pack of which a draft is to be made."""

    kind: PackKind
    as_at: Day
    public: bool = Field(default=False, description="Leave restricted risks out, and count them.")
    committee_id: UUID | None = Field(
        None, description="Of a committee pack, its committee; of others, whom it is for."
    )
    objective_id: UUID | None = Field(None, description="Of an objective pack.")
    risk: Line | None = Field(
        None, max_length=20, description="Of a risk on a page.", examples=["R-0042"]
    )
    meeting_id: UUID | None = None
    agenda_number: Line = Field("", max_length=40)
    author: Line = Field("", max_length=200, description="A post rather than a name.")
    lead: Line = Field("", max_length=200, description="A post rather than a name.")
    purpose: Words = ""
    recommendation: Words = ""
    considered_by: Line = Field("", max_length=200)
    assurance_level: Line = Field("", max_length=200)


class IssueIn(DraftIn):
    """A pack that is to be issued; a private one by somebody who sees every risk in it."""

    has_read: bool = Field(
        default=False, description="Issue it with its warnings, which a refusal names."
    )
    why: Words = Field("", description=f"Why it is issued anew. {NO_NAMES}")
    replaces: Line | None = Field(
        None,
        description='The number of the pack that it would replace, "" for none: refused where that '
        "is another by now. Null where nobody looked.",
    )
