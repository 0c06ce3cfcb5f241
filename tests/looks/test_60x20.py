"""Each screen on 60 columns and 20 lines: the smallest that the pages are made for."""

from tests.looks.journeys import one_test_each

SIZE = (60, 20)
globals().update(one_test_each())
