"""Evidence is a web address or a document's name, and never anything that a browser would run."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riskapp.domain.evidence import is_evidence, is_link


@pytest.mark.parametrize(
    ("evidence", "link", "kept"),
    [
        ("https://intranet.example/audit/17", True, True),
        ("HTTP://intranet.example", True, True),
        ("Internal audit 17, 2017/18.pdf", False, True),
        ("Audit: e-rostering", False, True),
        ("", False, True),
        ("https://", False, False),
        ("https://a b", False, False),
        ("http://[", False, False),
        ("javascript:alert(1)", False, False),
        ("  data:text/html,hello", False, False),
        ("file:///etc/passwd", False, False),
        ("ftp://intranet.example/a", False, False),
        ("C:\\audit.pdf", False, False),
    ],
)
def test_what_may_be_kept_and_what_leads_somewhere(
    evidence: str, *, link: bool, kept: bool
) -> None:
    assert (is_link(evidence), is_evidence(evidence)) == (link, kept)


@given(st.text() | st.text().map("https://".__add__))
def test_only_the_web_is_ever_a_link(evidence: str) -> None:
    if is_link(evidence):
        assert evidence.lower().startswith(("http://", "https://"))
        assert is_evidence(evidence)
