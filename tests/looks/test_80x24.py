"""Each screen on 80 columns and 24 lines: what a terminal has unless it is told otherwise."""

from tests.looks.journeys import one_test_each

SIZE = (80, 24)
globals().update(one_test_each())
