"""What tables of risks say of each: its reference, its objectives, since when it is where."""

from riskapp.domain.escalation import Register
from riskapp.domain.wording import AWAITING, NO_OBJECTIVE, date_words, entered_words
from riskapp.papers.making import cell, typed
from riskapp.readmodels.paper import Cell, Strong
from riskapp.readmodels.register import OnRegister, RegisterRow


def reference_cell(row: RegisterRow, register: Register) -> Cell:
    """Return a risk's reference, with the one it has in the old register and on this register."""
    held = row.standing_on(register)
    old = {row.printed_reference, held.reference if held else ""} - {"", row.reference}
    pieces = [piece for name in sorted(old) for piece in ("\nold: ", typed(unbroken(name), row.id))]
    return cell(Strong(row.reference), *pieces)


def title_cell(row: RegisterRow, more: str = "") -> Cell:
    """Return a risk's title with the objectives that it affects, and what more is said of it."""
    return cell(typed(row.title, row.id), f" ({objective_words(row)}{more})")


def objective_words(row: RegisterRow) -> str:
    """Return the objectives that a risk affects, by number, or that none is stated."""
    if not row.objectives:
        return NO_OBJECTIVE
    word = "objective" if len(row.objectives) == 1 else "objectives"
    return f"{word} {', '.join(objective.number for objective in row.objectives)}"


def since_words(held: OnRegister) -> str:
    """Return since when and how a risk is on a register, and what is awaited."""
    waits = [AWAITING] if held.awaiting_validation else []
    waits += ["removal proposed"] if held.removal_proposed else []
    entered = entered_words(held.entered, held.basis)
    return "\n".join([f"{date_words(held.since)}, {entered}", *waits])


def unbroken(words: str) -> str:
    """Return words of which the first two, a day and its month, stay on one line."""
    return words.replace(" ", "\u00a0", 1)


def name_cell(row: RegisterRow) -> Cell:
    """Return a risk's reference and title, for tables of what is said about risks."""
    return cell(Strong(row.reference), " ", typed(row.title, row.id))
