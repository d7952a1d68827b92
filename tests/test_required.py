"""Nothing is skipped by continuous integration: it requires whatever a test may be without."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MAY_BE_ABSENT = re.compile(r'\babsent\(\s*"([a-z]+)"')
REQUIRED = re.compile(r"^export RISKAPP_TEST_REQUIRE=(.+)$", re.MULTILINE)


def test_continuous_integration_requires_whatever_a_test_may_skip_for_want_of() -> None:
    texts = [file.read_text(encoding="utf-8") for file in (ROOT / "tests").rglob("*.py")]
    skipped_for = {thing for text in texts for thing in MAY_BE_ABSENT.findall(text)}
    [required] = REQUIRED.findall((ROOT / ".ci" / "run").read_text(encoding="utf-8"))
    assert {"openssl", "browser"} <= skipped_for
    assert set(required.split(",")) == skipped_for


def test_no_test_skips_but_by_saying_what_it_is_without() -> None:
    skips = re.compile(r"pytest\.(skip\(|importorskip|mark\.skip)")
    files = [file for file in (ROOT / "tests").rglob("*.py") if file.name != "required.py"]
    found = [file.name for file in files if skips.search(file.read_text(encoding="utf-8"))]
    assert found == []
