"""Issued packs drawn for real: the same bytes for ever, and told again, or told apart."""

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from zipfile import ZipFile

import pytest
from pypdf import PdfReader, PdfWriter
from sqlmodel import Session, select

from reports.issuing import draw_issue, drawn_by
from reports.pack_files import draw_as
from riskapp.domain.errors import UnfitError
from riskapp.domain.pack_drafts import WithdrawPack
from riskapp.domain.packs import FORM_NAMES, TWINS, FileForm, MakePack, PackKind
from riskapp.domain.permissions import Role
from riskapp.models import FinalContent, Pack
from riskapp.models.database import open_database, open_session
from riskapp.models.migrating import migrate
from riskapp.queries.cases import get_case
from riskapp.queries.issued_packs import get_issued_paper, get_pack_file, get_pack_page
from riskapp.queries.late_changes import get_late_changes, get_late_paper
from riskapp.queries.pack_verifying import Verifier, verify_file
from riskapp.queries.packs import MADE
from riskapp.readmodels.pack_verdict import Finding, Verdict
from riskapp.readmodels.paper import Table, plain
from riskapp.services.packs import withdraw_pack
from riskapp.services.transactions import transaction
from riskapp.worker.verifying import read_file
from tests.assurances import a_control, a_gap, an_assurance
from tests.factories import Trust, a_milestone, a_programme, a_risk, a_score, a_trust, an_objective
from tests.papers import a_pack, asked_for, subject_of

TYPED = "Zebrafinch"
MILESTONE = "Recruit six nurses"
NUMBER = "HCT-BAF-2018-06"


@dataclass(frozen=True)
class Issued:
    """A register with one issued pack of each kind, and the register changed since."""

    session: Session
    trust: Trust
    numbers: dict[PackKind, str]

    def file(self, kind: PackKind = PackKind.BOARD) -> bytes:
        return get_pack_file(self.session, self.trust.actor(), self.numbers[kind])

    def told(self, content: bytes) -> Verdict:
        by = Verifier(read_file, draw_as)
        return verify_file(self.session, self.trust.actor(), content, by)

    def twin(self, form: FileForm) -> bytes:
        """What the register gives of the Board pack in another form."""
        page = get_pack_page(self.session, self.trust.actor(), NUMBER)
        paper = get_issued_paper(self.session, self.trust.actor(), NUMBER)
        return draw_as(form, paper, page.stamp, page.row.void)


@pytest.fixture(scope="module")
def issued(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Issued]:
    path = tmp_path_factory.mktemp("issued") / "register.sqlite3"
    engine = open_database(f"sqlite:///{path}")
    migrate(engine)
    with open_session(engine) as session:
        trust = a_trust(session, "hct")
        fill(session, trust)
        numbers = {kind: issue(session, trust, kind).number for kind in MADE}
        a_score(session, trust.actor(), "R-0001", 5, 5)
        a_risk(session, trust, title="Another")
        yield Issued(session, trust, numbers)
    engine.dispose()


def fill(session: Session, trust: Trust) -> None:
    objective = an_objective(session, trust)
    a_risk(session, trust, title=f"{TYPED} roofs", consequence=4, likelihood=4, objective=objective)
    programme, actor = a_programme(session, trust, "Estates"), trust.actor()
    risk_id = get_case(session, actor, "R-0001").risk.id
    a_milestone(session, trust, "Mar 2018", programme=programme, risk_ids=(risk_id,))
    a_control(session, actor, "R-0001", f"{TYPED} rota")
    a_gap(session, actor, "R-0001", f"{TYPED} gap")
    an_assurance(session, actor, "R-0001", source=f"{TYPED} audit")


def issue(session: Session, trust: Trust, kind: PackKind) -> Pack:
    subject = subject_of(session, trust, kind)
    asked = MakePack(kind, asked_for().as_at, public=False, subject_id=subject)
    return a_pack(session, trust, asked, draw=draw_issue)


@pytest.mark.parametrize("kind", MADE)
def test_a_pack_is_drawn_again_byte_for_byte_whatever_became_of_the_register(
    issued: Issued, kind: PackKind
) -> None:
    actor, number = issued.trust.actor(), issued.numbers[kind]
    page = get_pack_page(issued.session, actor, number)
    paper = get_issued_paper(issued.session, actor, number)

    assert page.drawn_by == drawn_by()
    assert draw_issue(paper, page.stamp).content == issued.file(kind)


@pytest.mark.parametrize("kind", MADE)
def test_every_page_bears_the_number_and_the_code(issued: Issued, kind: PackKind) -> None:
    page = get_pack_page(issued.session, issued.trust.actor(), issued.numbers[kind])
    pages = PdfReader(BytesIO(issued.file(kind))).pages

    assert len(pages) == page.row.pages
    for one in pages:
        said = " ".join(one.extract_text().split())
        assert f"{page.row.number}, code {page.row.code}" in said


def test_what_is_final_holds_no_typed_word_of_a_risk(issued: Issued) -> None:
    texts = issued.session.exec(select(FinalContent.content)).all()

    assert len(texts) == len(MADE)
    assert [text for text in texts if TYPED in text] == []
    assert [text for text in texts if MILESTONE in text] == []


def test_a_file_as_it_was_issued_is_told(issued: Issued) -> None:
    verdict = issued.told(issued.file())

    assert verdict.finding is Finding.ISSUED
    assert list(verdict.sentences()) == [
        f"This is pack {NUMBER}, issued on 30 June 2018, unaltered."
    ]


def test_a_file_with_a_page_taken_out_is_altered(issued: Issued) -> None:
    writer = PdfWriter()
    for page in PdfReader(BytesIO(issued.file())).pages[1:]:
        writer.add_page(page)
    verdict = issued.told(written(writer))

    assert verdict.finding is Finding.ALTERED
    [sentence] = verdict.sentences()
    assert sentence.startswith(f"Altered or merged: its pages bear number {NUMBER} and code ")


def test_packs_that_were_merged_are_each_told(issued: Issued) -> None:
    writer = PdfWriter()
    for kind in (PackKind.BOARD, PackKind.RISK):
        writer.append(BytesIO(issued.file(kind)))

    told = issued.told(written(writer))
    assert {row.number for row in told.borne} == {
        issued.numbers[kind] for kind in (PackKind.BOARD, PackKind.RISK)
    }


def test_a_draft_is_none_of_the_issued(issued: Issued) -> None:
    paper = get_issued_paper(issued.session, issued.trust.actor(), NUMBER)

    assert issued.told(draw_issue(paper, None).content).finding is Finding.NOT_OURS


def test_what_is_no_pdf_is_refused() -> None:
    damaged = b"PK\x03\x04 and no more"
    for content in (b"", b"%PDF-1.7", b"words", b"%PDF-1.4\n1 0 obj\n<<", damaged, zipped({})):
        with pytest.raises(UnfitError):
            read_file(content)


@pytest.mark.parametrize("form", TWINS)
def test_a_twin_as_the_register_gives_it_is_told(issued: Issued, form: FileForm) -> None:
    verdict = issued.told(issued.twin(form))
    assert (verdict.finding, verdict.form) == (Finding.ISSUED, form)
    said = f"as a {FORM_NAMES[form]}, issued on 30 June 2018, unaltered".lower()
    assert said in " ".join(verdict.sentences()).lower()


@pytest.mark.parametrize("form", TWINS)
def test_a_twin_of_which_a_word_was_changed_is_altered(issued: Issued, form: FileForm) -> None:
    verdict = issued.told(changed(issued.twin(form)))
    assert verdict.finding is Finding.ALTERED
    [sentence] = verdict.sentences()
    assert sentence.startswith(f"Altered or saved anew: its pages bear number {NUMBER} and code ")


def changed(file: bytes) -> bytes:
    """Change a word of a file, in whatever part of it that is."""
    if not file.startswith(b"PK"):
        return file.replace(b"nurses", b"doctors")
    with ZipFile(BytesIO(file)) as parts:
        named = {name: parts.read(name) for name in parts.namelist()}
    return zipped({name: part.replace(b"nurses", b"doctors") for name, part in named.items()})


def zipped(parts: dict[str, bytes]) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w") as folder:
        for name, part in parts.items():
            folder.writestr(name, part)
    return out.getvalue()


def test_the_late_changes_tell_what_moved_of_its_risks_alone(
    session: Session,
) -> None:
    trust = a_trust(session, "hct")
    fill(session, trust)
    issue(session, trust, PackKind.BOARD)
    later = trust.actor(today=asked_for().as_at.replace(month=7, day=5))
    a_score(session, later, "R-0001", 5, 5)
    a_risk(session, trust, title="Another", by=later)

    late = get_late_changes(session, later, NUMBER)
    assert {risk.reference for move in late.movement.moves for risk in move.risks} == {"R-0001"}
    paper = get_late_paper(session, later, late)
    words = " ".join(
        page.extract_text()
        for page in PdfReader(BytesIO(draw_issue(paper, late.stamp).content)).pages
    )
    assert "Score up from 16 to 25" in " ".join(words.split())
    assert f"{NUMBER} late changes" in " ".join(words.split())


def test_the_late_changes_tell_what_was_entered_later_whatever_day_it_holds_from(
    session: Session,
) -> None:
    trust = a_trust(session, "hct")
    fill(session, trust)
    day = asked_for().as_at
    a_score(session, trust.actor(), "R-0001", 3, 3, effective_on=day.replace(day=1))
    issue(session, trust, PackKind.BOARD)
    later = trust.actor(today=day.replace(month=7, day=5))
    a_score(session, later, "R-0001", 5, 5, effective_on=day.replace(day=15))

    late = get_late_changes(session, later, NUMBER)
    (move,) = [one for one in late.movement.moves if one.steps]
    assert move.words == "Score up from 9 to 25"
    (sheet,) = get_late_paper(session, later, late).sections
    rows = [row for block in sheet.each() if isinstance(block, Table) for row in block.rows]
    assert any("15 June 2018, entered 5 July 2018" in plain(row[2].text) for row in rows)


def test_what_was_withdrawn_says_so_of_its_file(session: Session) -> None:
    trust = a_trust(session, "hct")
    issue(session, trust, PackKind.BOARD)
    content = get_pack_file(session, trust.actor(), NUMBER)
    there = Issued(session, trust, {})
    before = {form: there.twin(form) for form in TWINS}
    with transaction(session):
        withdraw_pack(session, trust.actor(Role.SECRETARY), NUMBER, WithdrawPack("Too early."))

    verdict = there.told(content)
    assert verdict.finding is Finding.STANDS_NO_MORE
    assert "withdrawn on 30 June 2018: Too early." in " ".join(verdict.sentences())
    for form in TWINS:
        for twin in (before[form], there.twin(form)):
            assert there.told(twin).finding is Finding.STANDS_NO_MORE
    assert before != {form: there.twin(form) for form in TWINS}


def written(writer: PdfWriter) -> bytes:
    out = BytesIO()
    writer.write(out)
    return out.getvalue()
