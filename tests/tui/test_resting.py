"""Whoever looks at the app waits until it has come to rest, however busy the machine is."""

import asyncio
import threading

import pytest
from textual.app import App

from tests.tui.resting import Threads, answered, at_rest
from tests.tui.stage import played

A_WHILE = 0.2
"""Longer than any pause of a pilot on an idle machine."""


class Late(App[None]):
    """Does one thing behind another: at once, in a thread, and when a timer has run."""

    def __init__(self) -> None:
        super().__init__()
        self.done: list[str] = []

    def begin(self) -> None:
        self.call_later(self.done.append, "message")
        self.run_worker(self.read())

    async def read(self) -> None:
        may_end = threading.Event()
        asyncio.get_running_loop().call_later(A_WHILE, may_end.set)
        await asyncio.to_thread(may_end.wait)
        self.done.append("thread")
        self.set_timer(A_WHILE, lambda: self.done.append("timer"))


@played
async def test_an_app_has_answered_when_its_loop_has_nothing_left_to_do(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    app = Late()
    async with app.run_test():
        threads = Threads(monkeypatch)
        app.begin()
        await answered(app)
        assert app.done == ["message"]
        await at_rest(app, threads)


@played
async def test_an_app_is_at_rest_when_no_thread_and_no_timer_will_do_more(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    app = Late()
    async with app.run_test():
        threads = Threads(monkeypatch)
        app.begin()
        await at_rest(app, threads)
        assert app.done == ["message", "thread", "timer"]
        assert not threads.are_busy
