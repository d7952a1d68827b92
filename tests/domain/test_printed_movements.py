import pytest

from riskapp.domain.printed_scores import ReadScore, ScoreFlag, read_level, read_score
from riskapp.domain.score_signs import Axis

NOT_READ = ScoreFlag.NOT_READ


@pytest.mark.parametrize(
    ("printed", "before", "now"),
    [
        ("12→9", "12", 9),
        ("12 -> 9", "12", 9),
        ("12 (High) ➔ 9 (Medium)", "12 (High)", 9),
        ("16 (was 20)", "20", 16),
        ("16, previously 20", "20", 16),
        ("16 (was 20 in May)", "20 in May", 16),
        ("20 ↓ 16", "20", 16),
        ("16 ↓ (20)", "20", 16),
        ("16 (↓ from 20)", "20", 16),
        ("16↑20", "16", 20),
        ("12 to 9", "12", 9),
        ("increased from 9 to 12", "9", 12),
        ("was 20 now 16", "20", 16),
        ("4 x 5 = 20 → 4 x 4 = 16", "4 x 5 = 20", 16),
    ],
)
def test_of_a_movement_what_is_so_now_is_read_and_what_was_is_named(
    printed: str, before: str, now: int
) -> None:
    read = read_score(printed)
    assert (read.value, read.before, read.more) == (now, before, True)


@pytest.mark.parametrize(
    "printed",
    [
        *("9 to 12", "16 (20)", "20 ↑ 16", "16 ↓ 20", "9 ← 12", "12 - 9", "12 > 9", "16 (↓4)"),
        *("reduced from 9 to 12", "12 → TBC", "from 12 → 9 → 6"),
    ],
)
def test_a_movement_that_may_be_meant_otherwise_is_not_read(printed: str) -> None:
    assert read_score(printed) == ReadScore(printed, flags=frozenset({NOT_READ}))


def test_a_movement_of_levels_is_read_in_their_own_column() -> None:
    read = read_level("4 → 3", Axis.LIKELIHOOD)
    assert (read.likelihood, read.before, read.more) == (3, "4", True)
