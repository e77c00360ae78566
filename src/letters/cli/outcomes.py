"""The end of a run: a line or a table for people, JSON lines for programs, an exit status."""

import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator

import typer

from letters.batch.report import Computed, Made, Outcome, Refusal, Skipped
from letters.cli.speech import (
    line_of,
    message_of,
    print_json,
    print_table,
    problem_json,
    say,
    show_problems,
)
from letters.errors import N_


def show_outcomes(
    outcomes: Iterable[Outcome], *, total: int, as_json: bool, quiet: bool = False
) -> int:
    """Tell what became of each letter and return the exit status: 1 if something was refused."""
    if as_json:
        return _print_json_lines(outcomes)
    kept = list(_with_progress(outcomes, total, quiet=quiet))
    for outcome in kept:
        if isinstance(outcome, Made | Computed):
            show_problems(outcome.warnings)
    rows = [_row(outcome) for outcome in kept]
    if rows:
        heads = [N_("counterparty"), N_("contract"), N_("result"), N_("amount"), N_("details")]
        print_table([say(head) for head in heads], rows, right="3")
    if not quiet:
        typer.echo(_summary(kept), err=True)
    return int(any(isinstance(outcome, Refusal) for outcome in kept))


def _print_json_lines(outcomes: Iterable[Outcome]) -> int:
    status = 0
    for outcome in outcomes:
        if isinstance(outcome, Computed):
            print_json(outcome.figures)
            show_problems(outcome.warnings)
        elif isinstance(outcome, Refusal):
            status = 1
            problems = [problem_json(problem) for problem in outcome.problems]
            print_json({"refused": {"debtor": outcome.debtor, "problems": problems}})
    return status


def _row(outcome: Outcome) -> list[str]:
    if isinstance(outcome, Made):
        result = say(N_("unchanged")) if outcome.already else say(N_("made"))
        amount = f"{outcome.amount} {outcome.currency}"
        details = "\n".join(outcome.files)
        return [outcome.debtor, ", ".join(outcome.contracts), result, amount, details]
    if isinstance(outcome, Computed):
        amount = f"{outcome.amount} {outcome.currency}"
        return [outcome.debtor, ", ".join(outcome.contracts), say(N_("would be made")), amount, ""]
    if isinstance(outcome, Skipped):
        return [outcome.debtor, "", say(N_("skipped")), "", message_of(outcome.reason)]
    lines = [line_of(problem) for problem in outcome.problems]
    return [outcome.debtor, "", say(N_("refused")), "", "\n".join(lines)]


def _summary(outcomes: list[Outcome]) -> str:
    counted = Counter(type(outcome).__name__ for outcome in outcomes)
    return say(
        N_("made {made}, refused {refused}, skipped {skipped}"),
        made=counted["Made"] + counted["Computed"],
        refused=counted["Refusal"],
        skipped=counted["Skipped"],
    )


def _with_progress(outcomes: Iterable[Outcome], total: int, *, quiet: bool) -> Iterator[Outcome]:
    """A bar on the terminal for what takes more than a second; nothing elsewhere."""
    if quiet or not sys.stderr.isatty():
        yield from outcomes
        return
    from rich.console import Console
    from rich.progress import Progress

    started = time.monotonic()
    with Progress(console=Console(stderr=True), transient=True, disable=total < 2) as progress:
        task = progress.add_task(say(N_("letters")), total=total, visible=False)
        for outcome in outcomes:
            progress.update(task, advance=1, visible=time.monotonic() - started > 1)
            yield outcome
