"""When the app has answered, and when nothing more will come by itself.

What is on the glass by then lives in `stage`. On a busy machine a twentieth of a second is nothing:
nobody here waits for time to pass, but for what the loop, the threads and the timers are at.
"""

from __future__ import annotations

import asyncio
from concurrent.futures import Future
from typing import Any

import pytest
from textual.app import App

_MOST_SECONDS = 60.0
"""Longer than that is a fault, also beside much else."""
_A_MOMENT = 0.005
_ONE_SHOT = "set_timer#"
"""So Textual calls the task of what is to happen once, in a while."""


class Threads:
    """What threads are at while the loop waits for it."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """From now on, whatever is handed to a thread is known of."""
        self._at_work: set[asyncio.Future[Any]] = set()
        wrapped = asyncio.wrap_future

        def wrap_future(
            future: Future[Any], *, loop: asyncio.AbstractEventLoop | None = None
        ) -> asyncio.Future[Any]:
            waited = wrapped(future, loop=loop)
            self._at_work.add(waited)
            waited.add_done_callback(self._at_work.discard)
            return waited

        # The loop's own `run_in_executor` finds it in the second place.
        for place in (asyncio, asyncio.futures):
            monkeypatch.setattr(place, "wrap_future", wrap_future)

    @property
    def are_busy(self) -> bool:
        """Will one of them have something to tell?"""
        return bool(self._at_work)


async def answered(app: App[Any]) -> None:
    """Returns when all that was asked of the app is done, but for threads and timers, and painted.

    Keys typed ahead have had their turn too.
    """
    latest = _latest()
    while True:
        await _nobody_ready()
        if _is_gone(app):
            return
        # What is to be painted within a sixtieth of a second is painted now.
        app.screen._on_timer_update()
        if _ready():
            continue
        if not _has_keys(app):
            return
        assert asyncio.get_running_loop().time() < latest, "the keys are never answered"
        await asyncio.sleep(_A_MOMENT)


async def at_rest(app: App[Any], threads: Threads) -> None:
    """Returns when nothing more will come by itself, but for what blinks or keeps watch."""
    latest = _latest()
    while True:
        await answered(app)
        if not threads.are_busy and not _to_happen():
            return
        assert asyncio.get_running_loop().time() < latest, f"it never comes to rest: {_to_happen()}"
        await asyncio.sleep(_A_MOMENT)


def _latest() -> float:
    return asyncio.get_running_loop().time() + _MOST_SECONDS


def _ready() -> int:
    """How many callbacks of the loop could run now."""
    return len(asyncio.get_running_loop()._ready)  # type: ignore[attr-defined]  # told to nobody


async def _nobody_ready() -> None:
    """Returns when all tasks wait for a thread, a timer or a person."""
    latest = _latest()
    await asyncio.sleep(0)
    while _ready():
        assert asyncio.get_running_loop().time() < latest, "the loop never comes to rest"
        await asyncio.sleep(0)


def _to_happen() -> list[str]:
    """What is to happen once, in a while."""
    return [repr(task) for task in asyncio.all_tasks() if task.get_name().startswith(_ONE_SHOT)]


def _has_keys(app: App[Any]) -> bool:
    """Does the queue of keys still hold some, or the work of one?"""
    return getattr(getattr(app, "keys", None), "is_busy", False)


def _is_gone(app: App[Any]) -> bool:
    return app._exit or not app.screen_stack
