"""A window that is dragged: whatever signals overtake each other, the app has the size it has."""

import pytest
from textual.events import Resize
from textual.geometry import Size

from loyaltytui.tui.taking_over import as_it_is_now


def test_an_older_size_that_comes_last_is_not_believed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "120")
    monkeypatch.setenv("LINES", "40")
    older, newest = Size(102, 40), Size(120, 40)
    assert as_it_is_now(Resize(older, older)).size == newest
    same = Resize(newest, newest)
    assert as_it_is_now(same) is same
