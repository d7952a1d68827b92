"""The style sheet of a pack as a page: our own, whole, for a screen, a phone and A4 paper."""

from collections.abc import Iterable, Iterator
from string import Template
from typing import Final

from reports.brand_colours import brand_colours, on_white, text_on
from reports.legible import legible_line
from reports.shapes import GROUNDS, INKS, LINES
from reports.styles import FILLS, GREY, PALE, hex_of, on_fill
from riskapp.readmodels.paper import Brand

_SHEET: Final = Template("""
*{box-sizing:border-box}
html{font:100%/1.5 Arial,"Liberation Sans",sans-serif;color:#212b32;background:#fff}
body{margin:0;overflow-wrap:anywhere}
.skip{position:absolute;left:-999em;padding:8px 16px;background:#ffeb3b;color:#212b32}
.skip:focus{left:8px;top:8px;z-index:1}
:focus-visible{outline:3px solid #212b32;outline-offset:2px;box-shadow:0 0 0 5px #ffeb3b}
header,footer{background:$colour;color:$on_colour;padding:12px 16px}
header p,footer p{margin:0 auto;max-width:60rem}
header .draft,header .void{max-width:none;margin:-12px -16px 12px}
header .what{font-weight:bold}
.draft,.void{background:#212b32;color:#fff;padding:8px 16px;text-align:center;font-weight:bold}
main{max-width:62rem;margin:0 auto;padding:8px 16px 32px}
.logo{display:block;max-height:72px;max-width:240px;margin:16px 0 8px}
h1,h2,h3,h4,h5,h6{line-height:1.25;margin:1.5em 0 .5em;color:$dark}
h1{font-size:2rem}h2{font-size:1.6rem}h3{font-size:1.3rem}
h4,h5,h6{font-size:1.1rem;color:#212b32}
h2{border-top:4px solid $colour;padding-top:.75rem;margin-top:2.5rem}
p,ul,ol,dl{margin:0 0 1rem;max-width:44rem}
.lead{font-size:1.2rem}.small{font-size:.95rem}
nav ol{padding-left:1.5rem}
a{color:#005eb8}a:hover{text-decoration-thickness:3px}
details{margin:0 0 1rem;max-width:44rem}summary{color:#005eb8;cursor:pointer}
nav li details{margin:4px 0}nav li ul{margin:4px 0;padding-left:1.25rem}
.facts{display:grid;grid-template-columns:repeat(auto-fit,minmax(13rem,1fr));gap:8px 24px;
max-width:none;padding:12px 16px;background:#f0f4f5;border-left:4px solid $colour}
dt{font-weight:bold;font-size:.95rem}dd{margin:0}
.scroll{overflow-x:auto;max-width:100%;margin:0 0 1.5rem}
table{border-collapse:collapse;width:100%;font-size:.95rem;margin:0 0 1.5rem}
.scroll table{min-width:44rem;margin:0}
caption{text-align:left;font-weight:bold;padding:0 0 6px}
.unseen{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);
white-space:nowrap}
th,td{text-align:left;vertical-align:top;padding:6px 8px;border-bottom:1px solid #aeb7bd;
min-width:6.6rem}
.scroll th,.scroll td{min-width:0}
thead th{overflow-wrap:break-word}
thead th,thead td{background:$pale;border-bottom:2px solid $dark;vertical-align:bottom}
.tile{border-right:5px solid #fff}.tile strong:first-child{display:block;font-size:1.75rem;
line-height:1.2}
.little{font-size:.93em}
figure{margin:0 0 1.5rem}
.app-chart{display:block;width:100%;height:auto;font-family:inherit}
.app-chart__line{fill:none}
.app-chart__words{stroke:#fff;stroke-width:2px;paint-order:stroke}
.app-chart__words--score,.app-chart__words--old-score{font-weight:bold}
.app-chart__mark{fill:none;stroke-width:1}
$more
@media (max-width:40em){h1{font-size:1.6rem}h2{font-size:1.35rem}.picture{min-width:40rem}}
@page{size:A4;margin:16mm 16mm 20mm}
@page{@top-right{content:"$draft";font:bold 9pt Arial,sans-serif;color:#b3261e}
@bottom-left{content:"$foot";font:8pt Arial,sans-serif;color:#4c6272;width:80%}
@bottom-right{content:"Page " counter(page) " of " counter(pages);font:8pt Arial,sans-serif;
color:#4c6272}}
@media print{
*{print-color-adjust:exact;-webkit-print-color-adjust:exact}
html{font-size:10.5pt;line-height:1.35}
p,ul,ol,dl,table,.scroll,figure{margin-bottom:6pt}
h3,h4,h5,h6{margin:10pt 0 4pt}
.facts{grid-template-columns:repeat(4,1fr);gap:3pt 12pt;padding:6pt 9pt;font-size:9pt}
dt,.facts dd{font-size:9pt}
th,td{padding:2.5pt 5pt;min-width:0}
main{max-width:none;padding:0}.skip,.draft,footer{display:none}
h1,h2,h3,h4,h5,h6,caption,dt,h2+p,h3+p,h4+p,
p:has(+table),p:has(+.scroll){break-after:avoid}
h2{margin-top:1.5rem}
thead{display:table-header-group}
thead tr{break-after:avoid}tbody tr:first-child{break-before:avoid}
tr,figure,.facts div,li{break-inside:avoid}
p{orphans:3;widows:3}
.new-page{break-before:page;border:0;margin-top:0}
.scroll{overflow:visible}.scroll table{min-width:0}.picture{min-width:0}
table{font-size:8.5pt}
details:not([open]){display:none}
a{color:inherit;text-decoration:none}
}
""")


def style_sheet(brand: Brand, draft: str, foot: str, shares: Iterable[int]) -> str:
    """Return the style sheet; `foot` is what stands at the foot of every printed page."""
    colour, dark = brand_colours(brand)
    return _SHEET.substitute(
        colour=colour,
        on_colour=text_on(colour),
        dark=on_white(dark),
        pale=hex_of(PALE),
        draft=quoted(draft),
        foot=quoted(foot),
        more="\n".join([*_grounds(), *_inks(), *map(_share, shares)]),
    )


def quoted(words: str) -> str:
    """Return words as they may stand in quotes in a style sheet, whatever they hold."""
    return "".join(
        char if char.isalnum() or char == " " else f"\\{ord(char):06x} "
        for char in legible_line(words)
    )


def _share(percent: int) -> str:
    return f".w{percent}{{width:{percent}%}}"


def _grounds() -> Iterator[str]:
    """Yield how cells and charts look on the ground of each band."""
    for name, fill in FILLS.items():
        text = hex_of(on_fill(fill).textColor)
        yield f".on-{name.value}{{background:{hex_of(fill)};color:{text}}}"
    for name, fill in GROUNDS.items():
        yield f".app-chart__ground--{name.value}{{fill:{hex_of(fill)}}}"


def _inks() -> Iterator[str]:
    """Yield how lines, marks and words look in each ink of a chart."""
    grey = hex_of(GREY)
    yield f".app-chart__words{{fill:{grey}}}.app-chart__line,.app-chart__mark{{stroke:{grey}}}"
    yield ".app-chart__line{stroke-width:.5}"
    for ink, colour in INKS.items():
        hexed = hex_of(colour)
        yield f".app-chart__words--{ink.value}{{fill:{hexed}}}"
        yield f".app-chart__line--{ink.value},.app-chart__mark--{ink.value}{{stroke:{hexed}}}"
        yield f".app-chart__mark--{ink.value}{{fill:{hexed}}}"
    for ink, (width, dashes) in LINES.items():
        dashed = " ".join(map(str, dashes)) or "none"
        name = f".app-chart__line--{ink.value}"
        yield f"{name}{{stroke-width:{width};stroke-dasharray:{dashed}}}"
    yield ".app-chart__mark--old-score{fill:#fff}"
    yield ".app-chart__mark--done,.app-chart__mark--late{fill:none;stroke-width:1.6}"
