"""Which dates can't stand in the order they were given."""

from __future__ import annotations

from loyaltytui.loyalty.disorder import disorder_of_problem, disorder_of_purchase
from tests.builders import TODAY, TOMORROW, YESTERDAY


def test_dates_in_the_wrong_order_are_said_plainly() -> None:
    assert disorder_of_purchase(TODAY, TODAY, TOMORROW) is None
    assert disorder_of_purchase(TODAY, None, None) is None
    sentence = disorder_of_purchase(TODAY, None, YESTERDAY)
    assert sentence == "It can't be confirmed on 2026-11-22: it was bought on 2026-11-23."
    assert disorder_of_purchase(TODAY, YESTERDAY, None) is not None
    assert disorder_of_problem(TODAY, TODAY, TODAY, TOMORROW) is None
    assert "made good" in (disorder_of_problem(TODAY, None, None, YESTERDAY) or "")
