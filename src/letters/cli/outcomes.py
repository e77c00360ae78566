"""The end of a run: a line or a table for people, JSON lines for programs, an exit status."""

import sys
import time
from collections import Counter
from collections.abc import Generator, Iterable, Sequence
from contextlib import closing
from decimal import Decimal
from pathlib import Path
from typing import TypeVar

from letters.batch.report import Computed, Made, Outcome, Refusal, Skipped
from letters.cli.speech import (
    echo,
    figure,
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

T = TypeVar("T")

# A longer list of made letters, or of warnings, is for the report and not for the screen.
_LONG = 40


def gather(outcomes: Generator[Outcome], total: int, *, quiet: bool) -> tuple[list[Outcome], bool]:
    """All outcomes, behind a bar; and whether Ctrl-C came before the end."""
    kept: list[Outcome] = []
    try:
        with closing(with_progress(outcomes, total, quiet=quiet)) as seen:
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
        echo(_summary(_counted(outcomes)))
    else:
        tell(_summary(_counted(outcomes)))
    if report:
        tell(N_("report: {report}"), report=str(report))
    return int(any(isinstance(outcome, Refusal) for outcome in outcomes))


def print_json_lines(outcomes: Iterable[Outcome]) -> int:
    """The figures of each letter, and each refusal, as `--json` promises them; the exit status.

    Who is skipped is told on stderr, since every line of stdout is a letter or a refusal.
    """
    counts = Counter[str]()
    for outcome in outcomes:
        counts.update(_counted([outcome]))
        if isinstance(outcome, Computed):
            print_json(outcome.figures)
            show_problems(outcome.warnings)
        elif isinstance(outcome, Refusal):
            problems = [problem_json(problem) for problem in outcome.problems]
            print_json({"refused": {"debtor": outcome.debtor, "problems": problems}})
        elif isinstance(outcome, Skipped):
            reason = message_of(outcome.reason)
            tell(N_("skipped: {debtor}: {reason}"), debtor=outcome.debtor, reason=reason)
    tell(_summary(counts))
    return int(counts[Refusal.__name__] > 0)


def _row(outcome: Outcome) -> list[str]:
    result, amount, details = _facts(outcome)
    return [outcome.debtor, ", ".join(outcome.contracts), result, amount, "\n".join(details)]


def _facts(outcome: Outcome) -> tuple[str, str, list[str]]:
    """The result, the amount and the details of a row."""
    if isinstance(outcome, Skipped):
        return say(N_("skipped")), "", [message_of(outcome.reason)]
    if isinstance(outcome, Refusal):
        return say(N_("refused")), "", list(map(line_of, outcome.problems))
    if isinstance(outcome, Computed):
        result, details = say(N_("would be made")), list(map(message_of, outcome.reasons))
    else:
        result = say(N_("unchanged")) if outcome.already else say(N_("made"))
        details = list(outcome.files)
    amount = Decimal(outcome.amount)
    if outcome.we_owe:
        amount, details = -amount, [say(N_("we owe this amount")), *details]
    return result, f"{figure(amount)} {outcome.currency}", details


def _counted(outcomes: Iterable[Outcome]) -> Counter[str]:
    return Counter(
        "unchanged" if isinstance(outcome, Made) and outcome.already else type(outcome).__name__
        for outcome in outcomes
    )


def _summary(counts: Counter[str]) -> str:
    values = {
        "made": counts["Made"],
        "computed": counts["Computed"],
        "refused": counts["Refusal"],
        "skipped": counts["Skipped"],
        "unchanged": counts["unchanged"],
    }
    if counts["Computed"]:
        text = N_("would be made {computed}, refused {refused}, skipped {skipped}")
    elif counts["unchanged"]:
        text = N_("made {made}, refused {refused}, skipped {skipped}, unchanged {unchanged}")
    else:
        text = N_("made {made}, refused {refused}, skipped {skipped}")
    return say(text, **values)


def with_progress(items: Generator[T], total: int, *, quiet: bool) -> Generator[T]:
    """A bar on the terminal for what takes more than a second; nothing elsewhere."""
    if quiet or total < 2 or not sys.stderr.isatty():
        yield from items
        return
    from rich.console import Console
    from rich.progress import Progress

    started = time.monotonic()
    with Progress(console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(say(N_("letters")), total=total, visible=False)
        for item in items:
            progress.update(task, advance=1, visible=time.monotonic() - started > 1)
            yield item
