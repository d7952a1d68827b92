"""Files beside the database: whole or not at all, and never outside their folder."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from riskapp.files import Folder


def test_a_file_is_kept_replaced_and_removed(tmp_path: Path) -> None:
    files = Folder(tmp_path / "files")
    files.put("trust/job/pack.pdf", [b"one"])
    files.put("trust/job/pack.pdf", [b"t", b"wo"])
    file = files.open("trust/job/pack.pdf")
    assert file is not None
    with file:
        assert file.read() == b"two"
    assert [one.name for one in (tmp_path / "files/trust/job").iterdir()] == ["pack.pdf"]
    files.remove("trust/job/pack.pdf")
    files.remove("trust/job/pack.pdf")
    assert files.open("trust/job/pack.pdf") is None
    assert not (tmp_path / "files/trust/job").exists()


def test_a_file_that_breaks_off_leaves_nothing(tmp_path: Path) -> None:
    def pieces() -> Iterator[bytes]:
        yield b"half"
        raise ZeroDivisionError

    files = Folder(tmp_path)
    files.put("trust/pack.pdf", [b"whole"])
    with pytest.raises(ZeroDivisionError):
        files.put("trust/pack.pdf", pieces())
    assert [one.read_bytes() for one in (tmp_path / "trust").iterdir()] == [b"whole"]


@pytest.mark.parametrize(
    "key", ["../x", "a/../../x", "/etc/passwd", "a//b", "", "a\\..\\b", "a\0b"]
)
def test_no_key_leads_out_of_the_folder(tmp_path: Path, key: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        Folder(tmp_path).put(key, [b""])
    assert list(tmp_path.iterdir()) == []
