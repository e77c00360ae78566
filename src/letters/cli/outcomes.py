"""The end of a run: a line or a table for people, JSON lines for programs, an exit status."""

import sys
import time
from collections import Counter
from collections.abc import Generator, Iterable, Sequence
from contextlib import closing
from pathlib import Path

import typer

from letters.batch.report import Computed, Made, Outcome, Refusal, Skipped
from letters.cli.speech import (
    line_of,
    message_of,
    print_facts,
    print_json,
    print_table,
    problem_json,
    say,
    show_problems,
    tell,
)
from letters.errors import N_

# A longer list of made letters, or of warnings, is for the report and not for the screen.
_LONG = 40


def gather(outcomes: Generator[Outcome], total: int, *, quiet: bool) -> tuple[list[Outcome], bool]:
    """All outcomes, behind a bar; and whether Ctrl-C came before the end."""
    kept: list[Outcome] = []
    try:
        with closing(_with_progress(outcomes, total, quiet=quiet)) as seen:
            for outcome in seen:
                kept.append(outcome)  # noqa: PERF402 - what came is kept when more does not
    except KeyboardInterrupt:
        return kept, True
    return kept, False


def show_outcomes(outcomes: Sequence[Outcome], report: Path | None = None) -> int:
    """Tell what became of each letter and return the exit status: 1 if something was refused.

    Where there is a `report`, long lists of what went well are left to it.
    """
    made = [outcome for outcome in outcomes if isinstance(outcome, Made | Computed)]
    warnings = [problem for outcome in made for problem in outcome.warnings]
    if report and len(warnings) > _LONG:
        tell(N_("{count} warnings: see {report}"), count=len(warnings), report=str(report))
    else:
        show_problems(warnings)
    is_long = report is not None and len(made) > _LONG
    rows = [_row(each) for each in outcomes if not (is_long and isinstance(each, Made))]
    heads = [N_("counterparty"), N_("contract"), N_("result"), N_("amount"), N_("details")]
    if len(rows) == 1:  # no table is needed, and no time for its library
        print_facts(map(say, heads), rows[0])
    elif rows:
        print_table(list(map(say, heads)), rows, right="3")
    if is_long:
        typer.echo(_summary(outcomes))
    else:
        tell(_summary(outcomes))
    if report:
        tell(N_("report: {report}"), report=str(report))
    return int(any(isinstance(outcome, Refusal) for outcome in outcomes))


def print_json_lines(outcomes: Iterable[Outcome]) -> int:
    """The figures of each letter, and each refusal, as `--json` promises them; the exit status."""
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
        contracts, details = ", ".join(outcome.contracts), message_of(outcome.reason)
        return [outcome.debtor, contracts, say(N_("skipped")), "", details]
    contracts, details = ", ".join(outcome.contracts), "\n".join(map(line_of, outcome.problems))
    return [outcome.debtor, contracts, say(N_("refused")), "", details]


def _summary(outcomes: Iterable[Outcome]) -> str:
    counted = Counter(
        "unchanged" if isinstance(outcome, Made) and outcome.already else type(outcome).__name__
        for outcome in outcomes
    )
    text = say(
        N_("made {made}, refused {refused}, skipped {skipped}"),
        made=counted["Made"] + counted["Computed"],
        refused=counted["Refusal"],
        skipped=counted["Skipped"],
    )
    if unchanged := counted["unchanged"]:
        return say(N_("{summary}, unchanged {unchanged}"), summary=text, unchanged=unchanged)
    return text


def _with_progress(outcomes: Generator[Outcome], total: int, *, quiet: bool) -> Generator[Outcome]:
    """A bar on the terminal for what takes more than a second; nothing elsewhere."""
    if quiet or total < 2 or not sys.stderr.isatty():
        yield from outcomes
        return
    from rich.console import Console
    from rich.progress import Progress

    started = time.monotonic()
    with Progress(console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(say(N_("letters")), total=total, visible=False)
        for outcome in outcomes:
            progress.update(task, advance=1, visible=time.monotonic() - started > 1)
            yield outcome
