"""letters check: everything that is wrong, listed at once; nothing is written."""

from datetime import date
from pathlib import Path

import typer

from letters.cli import options
from letters.cli.speech import N_, show_problems, tell
from letters.cli.template import template_problems
from letters.errors import Problem, UsageError
from letters.model.settings import Settings


def check(
    workspace: options.Workspace = Path(),
    case: options.CaseFile = None,
    debug: options.Debug = False,  # noqa: ARG001 - read by main()
) -> None:
    from letters.law.rates import rate_problems
    from letters.reading.workspace import read_case, read_workspace
    from letters.rendering.fonts import font_problems

    reading = read_case(case) if case else read_workspace(workspace)
    problems = list(reading.problems)
    root = case.parent if case else workspace
    if (root / "rates").is_dir():
        problems += rate_problems(root / "rates")
    for file in sorted((root / "templates").glob("*/*.docx")):
        problems += template_problems(file)
    problems += font_problems()
    problems += _numbering_problems(reading.settings)
    show_problems(problems)
    errors = sum(problem.severity == "error" for problem in problems)
    tell(N_("{errors} errors, {warnings} warnings"), errors=errors, warnings=len(problems) - errors)
    raise typer.Exit(int(errors > 0))


def _numbering_problems(settings: Settings) -> list[Problem]:
    """Number patterns that no letter could follow."""
    from letters.register.numbering import series_of

    problems = []
    for kind, pattern in settings.numbering.items():
        try:
            series_of(pattern, date(2026, 1, 1), kind=kind, source=settings.origin.source)
        except UsageError as error:
            problems.append(
                Problem("", "", "settings.numbering", error.message, error.hint, error.params)
            )
    return problems
