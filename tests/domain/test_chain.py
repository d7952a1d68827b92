import pytest
from hypothesis import given
from hypothesis import strategies as st

from riskapp.domain.chain import canonical, canonical_entry, code_of, digest, entry_hash, read_code


@given(st.dictionaries(st.text(), st.text() | st.integers()))
def test_one_entry_has_one_text_whatever_the_order(entry: dict[str, object]) -> None:
    backwards = dict(reversed(entry.items()))
    assert canonical(entry) == canonical(backwards)


KEYS = st.uuids().map(lambda key: key.hex)
TEXTS = st.dictionaries(st.text(), st.text())


@given(facts=TEXTS, words=TEXTS, risk=st.none() | KEYS, subject=st.none() | KEYS, by=KEYS)
def test_an_entry_has_the_text_that_any_encoder_gives_it(
    facts: dict[str, str], words: dict[str, str], risk: str | None, subject: str | None, by: str
) -> None:
    said = {
        "at": "2018-06-30T09:00:00.000001+00:00",
        "by": by,
        "entered_on": "2018-06-30",
        "kind": "risk-raised",
        "number": 141,
        "previous": "ab" * 32,
        "risk": risk,
        "subject": subject,
    }
    told = canonical({**said, "facts": facts, "words": words})
    assert canonical_entry(**said, facts=facts, words=words) == told  # type: ignore[arg-type]


def test_the_hash_follows_every_character() -> None:
    assert entry_hash('{"a":1}') != entry_hash('{"a":2}')
    assert len(entry_hash("")) == 64


def test_the_same_words_under_another_salt_have_another_digest() -> None:
    assert digest("one", "words") != digest("two", "words")
    assert digest("one", "words") == digest("one", "words")


HASH = "3fa9c1d2e4b5a6f7" + "0" * 48


@pytest.mark.parametrize(
    "written",
    [
        code_of(1141, HASH),
        f"1141:{HASH}",
        "1141:3fa9c1d2e4b5",
        " 1,141 : 3FA9C1D2 E4B5A6F7 ",
    ],
)
def test_what_was_noted_of_an_entry_is_read_however_it_was_copied(written: str) -> None:
    noted = read_code(written)
    assert noted is not None
    assert noted.number == 1141
    assert noted.fits(HASH)
    assert not noted.fits("4" + HASH[1:])


@pytest.mark.parametrize(
    "written", ["", "1141", "1141:", "1141:3fa9c1d2e4b", f"1141:{HASH}0", "x:3fa9c1d2e4b5a6f7"]
)
def test_what_is_too_short_to_tell_an_entry_from_others_is_no_note(written: str) -> None:
    assert read_code(written) is None


def test_a_note_is_the_number_and_the_first_of_the_hash() -> None:
    assert code_of(1141, HASH) == "1141:3fa9c1d2e4b5a6f7"
