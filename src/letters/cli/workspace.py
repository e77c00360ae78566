"""Reading what the user works on, and telling him what is wrong with it."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from letters.cli.speech import show_problems, tell
from letters.errors import N_, Problem

if TYPE_CHECKING:
    from letters.reading.merging import Reading


def load(workspace: Path, case: Path | None) -> "tuple[Reading, Path]":
    """The book and settings, and the folder that register and letters belong to.

    With errors in the data every finding is shown and the command ends with status 1: a letter
    made from half a ledger is worse than none.
    """
    from letters.reading.workspace import read_case, read_workspace

    reading = read_case(case) if case else read_workspace(workspace)
    root = case.parent if case else workspace
    if has_errors(reading.problems):
        show_problems(reading.problems)
        tell(N_("nothing was made: correct the errors above; letters check shows them again"))
        raise typer.Exit(1)
    return reading, root


def has_errors(problems: Sequence[Problem]) -> bool:
    """Whether anything is worse than a warning."""
    return any(problem.severity == "error" for problem in problems)
