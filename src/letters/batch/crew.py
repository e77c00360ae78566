"""Who draws the letters: this process, several of this machine, or an executor of the caller's."""

import os
from collections.abc import Callable
from concurrent.futures import BrokenExecutor, Executor, Future
from typing import Any

from letters.batch.drawing import Drawn, Sheet, draw

# A process costs about half a second before its first letter.
FEWEST_FOR_PROCESSES = 24
# Letters that wait for one process, so that it need not wait for the register's disk.
_QUEUED = 16


class Crew:
    """An executor, how many letters it gets at once, and how to get another when it broke."""

    def __init__(self, hire: Callable[[], Executor], at_once: int, *, ours: bool = False) -> None:
        self.at_once = at_once
        self._hire = hire
        self._ours = ours
        self._executor = hire()

    def draw(self, sheet: Sheet) -> Future[Drawn]:
        """The letter to be; BrokenExecutor in it if whoever draws it dies."""
        try:
            return self._executor.submit(draw, sheet)
        except BrokenExecutor as error:
            future: Future[Drawn] = Future()
            future.set_exception(error)
            return future

    def replace(self) -> None:
        """Another executor for the broken one, as far as it is ours to replace."""
        self.dismiss(at_once=True)
        self._executor = self._hire()

    def dismiss(self, *, at_once: bool) -> None:
        """Let go of our own processes; `at_once` stops what they are drawing."""
        if self._ours:
            self._executor.shutdown(cancel_futures=at_once)


def crew_for(letters: int, workers: int | None) -> Crew:
    """So many processes; without a number as many as cores, once there are enough letters."""
    count = workers or (_cores() if letters >= FEWEST_FOR_PROCESSES else 1)
    if min(count, letters) < 2:
        return Crew(Here, _QUEUED)
    from letters.batch.processes import Processes

    return Crew(lambda: Processes(count), count * _QUEUED, ours=True)


def _cores() -> int:
    if hasattr(os, "sched_getaffinity"):  # what a container leaves us
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class Here(Executor):
    """Draws in this process, one letter after the other."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Do it now."""
        future: Future[Any] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:  # noqa: BLE001 - it is the caller's
            future.set_exception(error)
        return future
