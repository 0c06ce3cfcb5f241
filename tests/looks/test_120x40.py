"""Each screen on 120 columns and 40 lines: with the brief beside the lists."""

from tests.looks.journeys import one_test_each

SIZE = (120, 40)
globals().update(one_test_each())
