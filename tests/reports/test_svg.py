"""Charts as SVG: nothing inline, everything escaped, the finding in words."""

from xml.etree import ElementTree

from reports.svg import draw_svg
from riskapp.domain.matrix import BandColour
from riskapp.readmodels.charts.drawing import Drawing, Form, Ground, Ink, Label, Line, Mark

HOSTILE = '"><script>alert(1)</script>&'
EVERYTHING = Drawing(
    100,
    50,
    12,
    (
        *(Ground(0, 0, 10, 10, colour) for colour in BandColour),
        *(Line(((0, 0), (1.5, 2)), ink) for ink in Ink),
        *(Mark(5, 5, form, Ink.SCORE) for form in Form),
        Label(1, 1, HOSTILE, Ink.SCALE),
    ),
    f"Path {HOSTILE}",
    f"It fell {HOSTILE}",
)


def test_a_chart_is_an_image_that_says_its_finding() -> None:
    drawn = draw_svg(EVERYTHING, "wide")
    assert "<script" not in drawn
    image = ElementTree.fromstring(drawn)  # noqa: S314 - our own
    assert image.get("role") == "img"
    named = [image.find(f"*[@id='{id_}']") for id_ in image.get("aria-labelledby", "").split()]
    assert [one.text for one in named if one is not None] == [
        f"Path {HOSTILE}",
        f"It fell {HOSTILE}",
    ]
    assert image.findall("text")[0].text == HOSTILE


def test_every_shape_is_drawn_by_class_alone() -> None:
    image = ElementTree.fromstring(draw_svg(EVERYTHING, "wide"))  # noqa: S314 - our own
    drawn = [part for part in image if part.tag not in {"title", "desc"}]
    assert len(drawn) == len(EVERYTHING.shapes)
    assert all(part.get("class") for part in drawn)
    names = {name for part in image.iter() for name in part.attrib}
    assert not any(name == "style" or name.startswith("on") for name in names)
    forms = {part.get("d") for part in drawn if part.tag == "path"}
    assert len(forms) == len(Form) - 1, "a dot and a ring differ by their ground alone"
