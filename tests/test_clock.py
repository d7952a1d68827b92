"""Keys: in the order they were made, and never the same in two processes."""

import multiprocessing

from riskapp.clock import uuid7


def test_keys_sort_in_the_order_in_which_they_were_made() -> None:
    keys = [uuid7() for _ in range(2000)]
    assert keys == sorted(set(keys))
    assert {(key.version, key.variant) for key in keys} == {(7, "specified in RFC 4122")}


def test_a_child_process_draws_its_own() -> None:
    uuid7()
    with multiprocessing.get_context("fork").Pool(1) as pool:
        theirs = pool.apply(_tails)
    assert not theirs & _tails()


def _tails() -> set[int]:
    return {uuid7().int & (1 << 62) - 1 for _ in range(600)}
