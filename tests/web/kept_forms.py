"""Forms that are kept half filled in, and where."""

from sqlmodel import Session, select

from riskapp.models import KeptForm

RISK = "/trust/risks/R-0001"
EDIT, SCORE, NOTES, NEW = f"{RISK}/edit", f"{RISK}/score", f"{RISK}/notes", "/trust/risks/new"
TYPED = "Half a sentence <b>x</b>"
OFFERED = "You began this on"

FORMS = [
    (EDIT, {"title": TYPED, "seen_version": "1"}, "risks/R-0001/edit"),
    (SCORE, {"kind": "current", "reason": TYPED}, "risks/R-0001/score?kind=current"),
    (f"{SCORE}?kind=target", {"kind": "target", "reason": TYPED}, "risks/R-0001/score?kind=target"),
    (NOTES, {"words": TYPED}, "risks/R-0001/notes"),
    (NEW, {"title": "", "cause": TYPED}, "risks/new"),
]


def places(session: Session) -> list[str]:
    session.rollback()
    return sorted(session.exec(select(KeptForm.place)))
