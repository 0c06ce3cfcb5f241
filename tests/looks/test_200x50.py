"""Each screen on 200 columns and 50 lines: with a third column."""

from tests.looks.journeys import one_test_each

SIZE = (200, 50)
globals().update(one_test_each())
