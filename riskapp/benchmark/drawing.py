"""A pack drawn from what is final in a process that does nothing else: tagged, plain, or as a page.

Run with a way and a file that `growing` wrote; prints pages, seconds of CPU and peak of memory as
JSON, or the pack as one page for a browser.
"""

import json
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from time import process_time
from typing import Final

from reports.pdf import draw_pdf
from riskapp.benchmark.counting_pages import count_pages
from riskapp.benchmark.measuring import peak_memory
from riskapp.benchmark.untagged import Untagged
from riskapp.readmodels.finals import thaw
from riskapp.readmodels.paper import Paper

WAYS: Final[Mapping[str, Callable[[Paper], bytes]]] = {
    "tagged": draw_pdf,
    "plain": lambda paper: draw_pdf(paper, canvas=Untagged),
}
WEB: Final = "web"


def main() -> None:
    """Draw one pack in a way."""
    way, file = sys.argv[1:]
    paper = _read(Path(file))
    if way == WEB:
        from reports.web_page import draw_web_page  # noqa: PLC0415 - in the memory of no other way

        sys.stdout.write(draw_web_page(paper, None).decode())
        return
    began = process_time()
    drawn = WAYS[way](paper)
    seconds = process_time() - began
    took = {"seconds": seconds, "peak": peak_memory(), "pages": count_pages(drawn)}
    sys.stdout.write(json.dumps(took))


def _read(file: Path) -> Paper:
    held = json.loads(file.read_text())
    words = {int(number): said for number, said in held["words"].items()}
    return thaw(Paper, held["text"], words)


if __name__ == "__main__":
    main()
