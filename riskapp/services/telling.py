"""What the history's entries tell: the facts and the typed words of a kind, whoever notes it."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from riskapp.domain.assurance import LINE_SHORT, SOURCE_FROM, RecordAssurance
from riskapp.domain.controls import ControlDetails
from riskapp.domain.drafts import ScoreRisk
from riskapp.domain.escalation import REGISTER_NAMES, Entered, Register
from riskapp.domain.happenings import Happening
from riskapp.domain.printed_drafts import PrintedAs
from riskapp.domain.scoring import PrintedScore
from riskapp.domain.wording import entered_words

Facts = dict[str, object]
Words = dict[str, str]

TYPED: Final = ("title", "cause", "event", "effect", "visibility_reason", "public_words")
"""What people type about a risk: an entry holds digests of it, the words stand beside."""
_OF_ITS_KEY: Final = frozenset({"organisation_id", "risk_id", "from_on", "until_on"})


def tell_raised(opened_on: date, says: Mapping[str, object]) -> tuple[Facts, Words]:
    """Tell of a new risk all that its first version says, given as its columns."""
    facts: Facts = {"opened": opened_on.isoformat()}
    for name, value in says.items():
        if value is not None and name not in TYPED and name not in _OF_ITS_KEY:
            facts[name] = value
    return facts, {name: str(says[name]) for name in TYPED}


def tell_changed(
    says: Mapping[str, object], changed: Mapping[str, object], reason: str
) -> tuple[Facts, Words]:
    """Tell of each column that changed what it said, what it says now, and why."""
    facts: Facts = {"fields": ", ".join(changed)}
    words = {"reason": reason}
    for name, new in changed.items():
        if name in TYPED:
            words |= {f"{name} from": str(says[name]), f"{name} to": str(new)}
        else:
            facts |= {f"{name} from": says[name], f"{name} to": new}
    return facts, words


def tell_scored(draft: ScoreRisk, effective_on: date, before: int) -> tuple[Facts, Words]:
    """Tell of a score; `before` is the one of its kind that stood, 0 for none."""
    given = draft.score
    facts: Facts = {
        "kind": draft.kind.value,
        "score": given.value,
        "consequence": given.consequence.value,
        "likelihood": given.likelihood.value,
        "before": before or "not scored",
        "effective": effective_on.isoformat(),
        "domains": ", ".join(f"{d.value} {c.value}" for d, c in sorted(draft.consequences.items())),
    }
    if draft.target_on:
        facts["target_on"] = draft.target_on.isoformat()
    return facts, {"reason": draft.reason}


def tell_printed(printed: PrintedAs, before: int) -> tuple[Happening, Facts, Words]:
    """Tell of a score in the old register; `before` is the one of its kind that stood."""
    facts: Facts = {
        "kind": printed.kind.value,
        "score": printed.score.value,
        "effective": printed.effective_on.isoformat(),
    }
    if printed.target_on:
        facts["target_on"] = printed.target_on.isoformat()
    if isinstance(printed.score, PrintedScore):
        return Happening.SCORE_PRINTED, facts, {"reason": printed.reason}
    facts |= {
        "consequence": printed.score.consequence.value,
        "likelihood": printed.score.likelihood.value,
        "before": before or "not scored",
        "domains": "",
    }
    return Happening.SCORED, facts, {"reason": printed.reason}


def tell_placed(
    register: Register, entered: Entered, score: int, on: date, basis: str = ""
) -> Facts:
    """Tell how a risk came on a register, from which day and with which score."""
    return {
        "register": REGISTER_NAMES[register],
        "how": entered_words(entered, basis),
        "from": on.isoformat(),
        "score": score,
    }


def tell_control(details: ControlDetails) -> tuple[Facts, Words]:
    """Tell of a new control all that it says of itself."""
    told: Facts = {
        name: value
        for name in details.__slots__
        if name != "words" and (value := getattr(details, name)) is not None
    }
    return told, {"words": details.words}


def tell_assurance(draft: RecordAssurance) -> tuple[Facts, Words]:
    """Tell of an assurance what it found, from where, and until when it holds."""
    facts: Facts = {
        "result": draft.result.value,
        "line": LINE_SHORT[draft.line],
        "source": SOURCE_FROM[draft.source_kind],
        "effective": draft.received_on.isoformat(),
        "expires": draft.expires_on or "never",
    }
    return facts, {"source": draft.source, "evidence": draft.evidence, "words": draft.words}
