"""What a pack says of its own quality gate: in private every warning, in public how many."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from riskapp.domain.pack_gate import Gate, Warned
from riskapp.domain.wording import counted, date_words
from riskapp.readmodels.finals import Words
from riskapp.readmodels.paper import Bullets, Paper, Paragraph, Section, Text, text_of

KEY = "gate"
TITLE = "Quality of this pack"
NOTHING = "Nothing was found that a reader should be warned of."


def with_gate(paper: Paper, gate: Gate) -> Paper:
    """Return a paper that says at its end what the gate found when it was made."""
    said = _counted(gate) if paper.public else _listed(gate)
    blocks = tuple(said) or (Paragraph(text_of(NOTHING)),)
    return replace(paper, sections=(*paper.sections, Section(KEY, TITLE, TITLE, blocks)))


def _counted(gate: Gate) -> Iterator[Paragraph]:
    if gate.warnings:
        waived = f"; {len(gate.waived)} of them waived" if gate.waived else ""
        found = counted(len(gate.warnings), "quality warning")
        yield Paragraph(text_of(f"It was issued with {found}{waived}."))


def _listed(gate: Gate) -> Iterator[Paragraph | Bullets]:
    if gate.standing:
        yield Paragraph(text_of("It was issued with these warnings:"))
        yield Bullets(tuple(_each(gate.standing)))
    if gate.waived:
        yield Paragraph(text_of("These warnings were waived:"))
        yield Bullets(tuple(_each(gate.waived)))


def _each(warnings: Iterable[Warned]) -> Iterator[Text]:
    for one in warnings:
        which = f" ({', '.join(one.references)})" if one.references else ""
        said = f"{one.sentence.removesuffix('.')}{which}."
        if one.waiver is None:
            yield text_of(said)
        else:
            until = f" Waived until {date_words(one.waiver.until_on)} by {one.waiver.by}: "
            yield text_of(said, until, Words(one.waiver.why))
