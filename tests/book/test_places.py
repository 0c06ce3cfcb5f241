"""Whoever stands at a place in an order is found by how many are in each group of figures."""

import sqlite3
from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from loyaltytui.book.places import group_at, group_of


@given(st.lists(st.integers(0, 5_000) | st.integers(0, 1 << 60)), st.integers(0, 30), st.booleans())
def test_a_place_is_found_as_if_all_were_put_in_order(
    figures: list[int], place: int, falling: bool
) -> None:
    db = sqlite3.connect(":memory:")
    groups = Counter(
        db.execute(f"select {group_of('?1')}", (one,)).fetchone()[0] for one in figures
    )
    ordered = sorted(figures, reverse=falling)
    group = group_at(place, groups.items(), falling=falling)
    if place >= len(ordered):
        assert group is None
        return
    assert group is not None
    among = [one for one in figures if group.low <= one < group.high]
    assert sorted(among, reverse=group.order == "desc")[group.before] == ordered[place]
    assert group.before <= len(among) // 2, "it is walked to from the nearer end"
