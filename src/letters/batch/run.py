"""Carrying out a plan: figures, numbers and files here, the drawing wherever the crew is.

Letters get their numbers in the order of the plan, some of them at once (one transaction of the
register for all), are drawn in any order, and are issued as they come back. So whoever draws may
die: he had only a copy, and another draws the letter under the same number. Which letter killed
him shows when each of those that he may have had is drawn alone.
"""

import signal
import threading
import time
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from typing import TypeVar

from letters.batch.crew import Crew, crew_for
from letters.batch.drawing import Defect, Drawn
from letters.batch.job import Job, Ready, prepare
from letters.batch.plan import Plan
from letters.batch.report import Made, Outcome, Refusal, Skipped
from letters.errors import N_, LettersError, Problem, RenderingError
from letters.register.issuing import AlreadyIssued, Draft, InTheMaking, finish, give_back, take
from letters.register.settling import recover

# How long a letter waits for another run that is making it: about half a minute.
_PATIENCE, _PAUSE = 300, 0.1

Result = TypeVar("Result")


class Died(RenderingError):
    """Whoever draws this letter does not survive it."""


def run(
    jobs: Sequence[Job],
    executor: Executor | None = None,
    *,
    workers: int | None = None,
    at_once: int = 64,
    debug: bool = False,
) -> Generator[Outcome]:
    """The outcome of each job of one workspace, in the order of the jobs.

    `workers` is the number of processes (None: as many as cores, once there are enough letters).
    An `executor` of the caller's gets `at_once` letters at a time instead, and stays open. With
    `debug` a defect of the program is raised instead of reported. What a run that died left behind
    is settled first. Ctrl-C stops the drawing and gives the open numbers back; what is finished
    still comes out before KeyboardInterrupt goes on.
    """
    if any(job.formats for job in jobs):
        recover(jobs[0].register)
    crew = Crew(lambda: executor, at_once) if executor else crew_for(len(jobs), workers)
    yield from _Batch(jobs, crew, debug=debug).outcomes()


@dataclass(slots=True, eq=False)
class _Letter:
    """A letter under its number; `index` is its place in the plan."""

    index: int
    ready: Ready
    draft: Draft
    alone: bool = False


class _Batch:
    """The letters of a run: to do, in the making (`_open`), drawn, done.

    `_suspects` were drawn when somebody died; `_elsewhere` are being made by another run.
    """

    def __init__(self, jobs: Sequence[Job], crew: Crew, *, debug: bool) -> None:
        self._crew = crew
        self._debug = debug
        self._todo = deque(enumerate(jobs))
        self._elsewhere: list[tuple[int, Job]] = []
        self._patience = _PATIENCE
        self._open: set[_Letter] = set()
        self._drawing: dict[Future[Drawn], _Letter] = {}
        self._died = False
        self._suspects: deque[_Letter] = deque()
        self._done: dict[int, Outcome] = {}

    def outcomes(self) -> Generator[Outcome]:
        """All outcomes in the order of the jobs."""
        following = 0
        try:
            while self._todo or self._elsewhere or self._open:
                self._hand_out()
                self._take_back()
                while following in self._done:
                    yield self._done.pop(following)
                    following += 1
        except KeyboardInterrupt:
            self._stop()
            yield from (self._done[index] for index in sorted(self._done))
            raise
        finally:
            self._stop()

    def _stop(self) -> None:
        for future in self._drawing:
            future.cancel()
        self._crew.dismiss(at_once=bool(self._drawing))
        self._give_back(*self._open)

    def _hand_out(self) -> None:
        """Let the crew have what it can take; what needs no drawing is done at once."""
        if self._died and not self._drawing:
            self._crew.replace()
            self._died = False
        if self._suspects:
            if not self._drawing:
                self._draw(self._suspects.popleft())
            return
        if not self._todo and not self._open:
            self._wait_for_others()
        ready: list[tuple[int, Ready]] = []
        for _ in range(min(len(self._todo), self._crew.at_once - len(self._drawing))):
            index, job = self._todo.popleft()
            found = self._tried(index, job, partial(prepare, job))
            if isinstance(found, Ready):
                ready.append((index, found))
            elif found is not None:
                self._done[index] = found
        if ready:
            self._number(ready)

    def _wait_for_others(self) -> None:
        time.sleep(_PAUSE)
        self._patience -= 1
        self._todo.extend(self._elsewhere)
        self._elsewhere.clear()

    def _number(self, ready: Sequence[tuple[int, Ready]]) -> None:
        """Take the numbers, and let the letters be drawn."""
        taken: Sequence[Draft | LettersError]
        with _ctrl_c_waits():
            try:
                taken = take(ready[0][1].job.register, [letter.wish for _, letter in ready])
            except LettersError as error:
                taken = [error] * len(ready)
            letters = [
                _Letter(index, letter, draft)
                for (index, letter), draft in zip(ready, taken, strict=True)
                if isinstance(draft, Draft)
            ]
            self._open.update(letters)
        for (index, letter), draft in zip(ready, taken, strict=True):
            if isinstance(draft, InTheMaking) and self._patience:
                self._elsewhere.append((index, letter.job))
            elif isinstance(draft, AlreadyIssued):  # another run was faster by a moment
                self._todo.appendleft((index, replace(letter.job, reissue=False)))
            elif isinstance(draft, LettersError):
                self._refuse(index, letter.job, draft)
        for each in letters:
            self._draw(each)

    def _draw(self, letter: _Letter) -> None:
        work = partial(letter.ready.sheet, letter.draft.number)
        sheet = self._tried(letter.index, letter.ready.job, work)
        if sheet is None:
            self._give_back(letter)
        else:
            self._drawing[self._crew.draw(sheet)] = letter

    def _take_back(self) -> None:
        """Issue what is drawn by now; the numbers of failures are free again."""
        if self._drawing:
            wait(self._drawing, return_when=FIRST_COMPLETED)
        drawn: list[tuple[_Letter, Made]] = []
        for future in [future for future in self._drawing if future.done()]:
            letter = self._drawing.pop(future)
            if _has_died(future):
                self._died = True
                if not letter.alone:
                    letter.alone = True
                    self._suspects.append(letter)
                    continue
            made = self._tried(letter.index, letter.ready.job, partial(_written, letter, future))
            if made is None:
                self._give_back(letter)
            else:
                drawn.append((letter, made))
        if drawn:
            self._issue(drawn)

    def _issue(self, drawn: Sequence[tuple[_Letter, Made]]) -> None:
        failures: Sequence[LettersError | None]
        with _ctrl_c_waits():
            try:
                failures = finish([letter.draft for letter, _ in drawn])
            except LettersError as error:
                failures = [error] * len(drawn)
            for (letter, made), failure in zip(drawn, failures, strict=True):
                self._open.discard(letter)
                if failure is None:
                    self._done[letter.index] = made
                else:
                    self._refuse(letter.index, letter.ready.job, failure)

    def _give_back(self, *letters: _Letter) -> None:
        give_back([letter.draft for letter in letters])
        self._open.difference_update(letters)

    def _tried(self, index: int, job: Job, work: Callable[[], Result]) -> Result | None:
        """What `work` gives; None when it fails, which is the outcome of this letter only."""
        try:
            return work()
        except LettersError as error:
            if self._debug and isinstance(error, Defect):
                raise
            self._refuse(index, job, error)
        except Exception as error:
            if self._debug:
                raise
            self._refuse(index, job, Defect(type(error).__name__))
        return None

    def _refuse(self, index: int, job: Job, error: LettersError) -> None:
        debtor = job.case.debtor.id
        problems = getattr(error, "problems", ()) or (_as_problem(debtor, error),)
        self._done[index] = Refusal(debtor, problems, job.contracts)


@contextmanager
def _ctrl_c_waits() -> Iterator[None]:
    """What the register and this run say of a letter changes at once, even if Ctrl-C comes then."""
    if threading.current_thread() is not threading.main_thread():
        yield  # only the main thread is interrupted
        return
    pressed: list[int] = []
    usual = signal.signal(signal.SIGINT, lambda number, _: pressed.append(number))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, usual)
    if pressed and callable(usual):
        usual(signal.SIGINT, None)


def _has_died(future: Future[Drawn]) -> bool:
    """Whether it was never drawn: drawing itself fails with LettersError only."""
    return future.cancelled() or not isinstance(future.exception(), LettersError | None)


def _written(letter: _Letter, future: Future[Drawn]) -> Made:
    """The letter with its files handed over; LettersError or OutputError if that fails."""
    if _has_died(future):
        raise Died(
            N_("the process that makes this letter dies of it"),
            N_("make sure that it has enough memory, and repeat"),
        )
    drawn = future.result()
    letter.ready.write(drawn, letter.draft)
    return letter.ready.issued(drawn, letter.draft)


def _as_problem(debtor: str, error: LettersError) -> Problem:
    """An error of the engine as a finding about this counterparty."""
    code = "internal" if isinstance(error, Defect) else type(error).__name__
    return Problem(debtor, "", code, error.message, error.hint, error.params)


def settle(plan: Plan, outcomes: Iterable[Outcome], *, everyone: bool) -> Generator[Outcome]:
    """The plan's own refusals and the outcomes; a debtor named by the user is never skipped.

    Under --all nothing to do is a skip. A named debtor is refused when none of his contracts
    gave a letter.
    """
    yield from plan.refusals
    yield from plan.skips
    if everyone:
        yield from outcomes
        return
    waiting: dict[str, list[Skipped]] = {}
    served: set[str] = set()
    for outcome in outcomes:
        if isinstance(outcome, Skipped):
            waiting.setdefault(outcome.debtor, []).append(outcome)
        else:
            served.add(outcome.debtor)
            yield outcome
    for debtor, skips in waiting.items():
        if debtor in served:
            yield from skips
        else:
            contracts = tuple(name for skip in skips for name in skip.contracts)
            yield Refusal(debtor, tuple(skip.reason for skip in skips), contracts)
