"""Setting up an organisation: its counter, its root unit and the first version of its matrix."""

from dataclasses import asdict, dataclass
from datetime import date

from sqlmodel import Session

from riskapp.domain.errors import FieldError
from riskapp.domain.intervals import FIRST_DAY
from riskapp.domain.matrix import Matrix
from riskapp.domain.people import RESERVED_CODES
from riskapp.models import Counter, Organisation, Unit
from riskapp.models.organisation import OrganisationKind, UnitKind
from riskapp.services.matrices import write_version


@dataclass(frozen=True, slots=True)
class NewOrganisation:
    """What an organisation begins with."""

    code: str
    name: str
    kind: OrganisationKind = OrganisationKind.NHS_TRUST
    fictional: bool = False
    vision: str = ""
    plan: str = ""
    plan_dated: date | None = None
    plan_dated_basis: str = ""


def create_organisation(
    session: Session, new: NewOrganisation, matrix: Matrix | None = None
) -> tuple[Organisation, Unit]:
    """Set up an organisation with the NPSA matrix (or another); return it and its root unit.

    FieldError for a code that addresses of the register's own use.
    """
    if new.code in RESERVED_CODES:
        raise FieldError("code", f"The code {new.code} is taken by the register's own addresses.")
    organisation = Organisation(**asdict(new))
    session.add(organisation)
    session.flush()
    root = Unit(organisation_id=organisation.id, name=new.name, kind=UnitKind.ROOT)
    session.add_all([Counter(organisation_id=organisation.id), root])
    first = write_version(session, organisation.id, matrix or Matrix(), FIRST_DAY)
    first.applied_on = FIRST_DAY
    session.flush()
    return organisation, root
