"""Lists as a ZIP file of CSV files, one for each, and a text that says what they are of."""

from collections.abc import Iterable, Iterator
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from reports.list_about import facts_of
from reports.list_csv import list_csv
from riskapp.readmodels.take_out import About, TakeOut

READ_ME = "read-me.txt"


def zip_lists(title: str, about: About, lists: Iterable[TakeOut]) -> bytes:
    """Return the bytes of a ZIP file in which each list is a CSV file under its own name."""
    file = BytesIO()
    with ZipFile(file, "w") as folder:
        for name, pieces in _files(title, about, lists):
            member = ZipInfo(name, about.made_at.timetuple()[:6])
            member.compress_type = ZIP_DEFLATED
            with folder.open(member, "w") as written:
                for piece in pieces:
                    written.write(piece)
    return file.getvalue()


def _files(
    title: str, about: About, lists: Iterable[TakeOut]
) -> Iterator[tuple[str, Iterable[bytes]]]:
    told = "\r\n".join([title, *(f"{name}: {said}" for name, said in facts_of(about))])
    yield READ_ME, [f"{told}\r\n".encode()]
    for one in lists:
        yield f"{one.name}.csv", list_csv(one)
