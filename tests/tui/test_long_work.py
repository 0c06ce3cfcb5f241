"""What is in force while long work goes on beside the screen, and what is again after it."""

from __future__ import annotations

import gc
import sys
import weakref

from loyaltytui.tui.long_work import beside_the_screen


class Ring:
    """Garbage that only a search finds: it holds itself."""

    def __init__(self) -> None:
        self.itself = self


def test_the_garbage_of_keys_goes_while_work_goes_on() -> None:
    with beside_the_screen():
        found = weakref.ref(Ring())
        kept: list[list[int]] = [[] for _ in range(20 * gc.get_threshold()[0])]
        assert kept
        assert found() is None


def test_what_work_has_made_is_not_looked_through_again_and_again() -> None:
    searched: list[int] = []

    def note(phase: str, info: dict[str, int]) -> None:
        if phase == "start":
            searched.append(info["generation"])

    gc.collect()
    gc.callbacks.append(note)
    try:
        with beside_the_screen():
            kept: list[list[int]] = [[] for _ in range(200 * gc.get_threshold()[0])]
    finally:
        gc.callbacks.remove(note)
    assert kept
    assert 1 in searched
    assert 2 not in searched


def test_all_is_as_before_when_the_last_work_has_ended() -> None:
    before = sys.getswitchinterval(), gc.get_threshold()
    with beside_the_screen():
        with beside_the_screen():
            pass
        assert gc.get_threshold() != before[1]
        assert sys.getswitchinterval() < before[0]
    assert (sys.getswitchinterval(), gc.get_threshold()) == before
