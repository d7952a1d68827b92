from hypothesis import given
from hypothesis import strategies as st

from riskapp.domain.chain import canonical, digest, entry_hash


@given(st.dictionaries(st.text(), st.text() | st.integers()))
def test_one_entry_has_one_text_whatever_the_order(entry: dict[str, object]) -> None:
    backwards = dict(reversed(entry.items()))
    assert canonical(entry) == canonical(backwards)


def test_the_hash_follows_every_character() -> None:
    assert entry_hash('{"a":1}') != entry_hash('{"a":2}')
    assert len(entry_hash("")) == 64


def test_the_same_words_under_another_salt_have_another_digest() -> None:
    assert digest("one", "words") != digest("two", "words")
    assert digest("one", "words") == digest("one", "words")
