"""Carrying out a plan: one after the other, or on several processes; the order is the plan's."""

import os
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import nullcontext
from itertools import repeat

from letters.batch.job import Job, do, internal_error
from letters.batch.plan import Plan
from letters.batch.report import Outcome, Refusal, Skipped

# A process costs about half a second before its first letter.
FEWEST_FOR_PROCESSES = 24


def run(
    jobs: Sequence[Job], workers: int | None = None, *, debug: bool = False
) -> Iterator[Outcome]:
    """The outcome of each job, in the order of the jobs.

    `workers` is the number of processes (None: as many as cores, once there are enough letters).
    With `debug` a defect of the program is raised instead of reported. What a run that died left
    behind is settled first.
    """
    from letters.register.settling import recover

    for register in {job.root / "register.sqlite" for job in jobs if job.formats}:
        recover(register)
    count = workers or (os.cpu_count() or 1 if len(jobs) >= FEWEST_FOR_PROCESSES else 1)
    pool = ProcessPoolExecutor(count) if count > 1 and len(jobs) > 1 else nullcontext()
    with pool as executor:
        yield from _carry_out(jobs, executor, debug=debug)


def _carry_out(jobs: Sequence[Job], executor: Executor | None, *, debug: bool) -> Iterable[Outcome]:
    if executor is None:
        return (_safely(job, debug) for job in jobs)
    return executor.map(_safely, jobs, repeat(debug))


def _safely(job: Job, debug: bool) -> Outcome:  # noqa: FBT001 - executors pass by position
    try:
        return do(job)
    except Exception as error:  # one bad letter never stops the others
        if debug:
            raise
        return internal_error(job, error)


def settle(plan: Plan, outcomes: Iterable[Outcome], *, everyone: bool) -> Iterator[Outcome]:
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
            yield Refusal(debtor, tuple(skip.reason for skip in skips))
