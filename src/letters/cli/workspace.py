"""Reading what the user works on, and telling him what is wrong with it."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from letters.cli.speech import show_problems, tell
from letters.errors import N_, UsageError

if TYPE_CHECKING:
    from letters.errors import Problem
    from letters.model.case import Case
    from letters.reading.merging import Reading


def load(workspace: Path, case: Path | None) -> "tuple[Reading, Path]":
    """The book and settings, and the folder that register and letters belong to.

    In a case file data and settings have one source: there the code tells them apart. Wrong
    settings end the command with status 2. Wrong data are shown; what they touch is left
    out of the book and refused later, and with nothing left the command ends with status 1.
    """
    reading = read(workspace, case)
    root = case.parent if case else workspace
    errors = [problem for problem in reading.problems if problem.severity == "error"]
    settings = [
        item
        for item in errors
        if item.source == reading.settings.origin.source
        and (case is None or item.code.startswith("settings."))
    ]
    if settings:
        show_problems(settings)
        raise typer.Exit(2)
    if errors and not reading.book.contracts:
        show_problems(errors)
        tell(N_("nothing was made: correct the errors above; letters check shows them again"))
        raise typer.Exit(1)
    return reading, root


def read(workspace: Path, case: Path | None) -> "Reading":
    """The case file, or else the workspace; UsageError if there is no such file.

    Dates after today are among the problems: only here is it known what day it is.
    """
    from letters.reading.plausible import date_warnings
    from letters.reading.workspace import read_case, read_workspace

    if case and not case.is_file():
        raise UsageError(N_("there is no case file {file}"), N_("check its name"), file=str(case))
    reading = read_case(case) if case else read_workspace(workspace)
    today = datetime.now(UTC).astimezone().date()
    strange = date_warnings(reading.book.entries, today)
    return replace(reading, problems=(*reading.problems, *strange))


def warnings_about(cases: Iterable["Case"], problems: Iterable["Problem"]) -> "list[Problem]":
    """The warnings about whole files and about the rows that these cases are made of."""
    warnings = [problem for problem in problems if problem.severity == "warning"]
    concerned: set[tuple[object, object]] = set()
    if any(map(_place, warnings)):
        for case in cases:
            entries = (entry.origin for part in case.entries.values() for entry in part)
            contracts = (contract.origin for contract in case.contracts)
            origins = (case.creditor.origin, case.debtor.origin, *contracts, *entries)
            concerned.update((origin.source, origin.row) for origin in origins)
    return [item for item in warnings if _place(item) is None or _place(item) in concerned]


def _place(problem: "Problem") -> tuple[object, object] | None:
    """The row of a record that it is about; None for a file, a sheet or a heading."""
    column = problem.params.get("column")
    return (problem.source, problem.params.get("row")) if column else None
