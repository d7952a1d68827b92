"""A pack that is asked for goes through a job's plain values and comes back the same."""

import json
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from riskapp.domain.pack_arguments import arguments_of, issue_arguments, issue_asked, pack_asked
from riskapp.domain.pack_drafts import IssuePack
from riskapp.domain.packs import CoverWords, MakePack, PackKind

ids = st.none() | st.uuids()
asked = st.builds(
    MakePack,
    st.sampled_from(PackKind), st.dates(), st.booleans(), ids, ids, ids,
    st.builds(CoverWords, meeting_on=st.none() | st.dates()),
)  # fmt: skip


def through_a_job(arguments: dict[str, object]) -> dict[str, object]:
    read: dict[str, object] = json.loads(json.dumps(arguments, default=str))
    return read


@given(asked)
def test_a_pack_comes_back_as_it_was_asked_for(wanted: MakePack) -> None:
    assert pack_asked(through_a_job(arguments_of(wanted))) == wanted


@given(st.builds(IssuePack, asked, st.uuids()))
def test_so_does_one_that_is_to_be_issued(wanted: IssuePack) -> None:
    assert issue_asked(through_a_job(issue_arguments(wanted))) == wanted


def test_what_an_earlier_version_asked_for_is_a_board_pack() -> None:
    wanted = pack_asked({"as_at": "2018-06-30", "public": True})
    assert wanted == MakePack(PackKind.BOARD, date(2018, 6, 30), public=True)
