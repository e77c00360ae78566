"""letters rates: the reference rates that calculations use, with their sources."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from letters.cli import options
from letters.cli.speech import N_, print_table, say, show_problems, tell

app = typer.Typer(name="rates", help=N_("Reference rates."), no_args_is_help=True)


@app.command(
    help=N_("Show the rates, from when they apply, and through which day they are known."),
    epilog=N_("Example: letters rates show ru_key_rate"),
)
def show(
    name: Annotated[
        str | None, typer.Argument(metavar="TABLE", help=N_("One table with all its rows."))
    ] = None,
    workspace: options.Workspace = Path(),
    debug: options.Debug = False,  # noqa: ARG001 - read by main()
) -> None:
    from letters.law.rates import TABLES, load_rates

    own = workspace / "rates"
    extra = own if own.is_dir() else None
    if name is None:
        tables = [load_rates(each, extra) for each in TABLES]
        heads = [N_("table"), N_("rows"), N_("last change"), N_("percent"), N_("known through")]
        rows = [
            [
                table.name,
                str(len(table.rows)),
                table.rows[-1].date_from.isoformat(),
                str(table.rows[-1].percent),
                table.known_through.isoformat(),
            ]
            for table in tables
        ]
        print_table([say(head) for head in heads], rows, right="1 3")
        return
    table = load_rates(name, extra)
    heads = [N_("from"), N_("percent"), N_("source")]
    rows = [[row.date_from.isoformat(), str(row.percent), row.source] for row in table.rows]
    print_table([say(head) for head in heads], rows, right="1")
    tell(N_("known through {day}"), day=table.known_through.isoformat())


@app.command(
    help=N_("Check the rate tables: those in rates/ of the workspace, and how far all reach."),
    epilog=N_("Example: letters rates check -C demo"),
)
def check(
    workspace: options.Workspace = Path(),
    debug: options.Debug = False,  # noqa: ARG001 - read by main()
) -> None:
    from letters.law.rates import rate_problems, stale_rates

    own = workspace / "rates"
    problems = rate_problems(own) if own.is_dir() else []
    wrong = any(problem.severity == "error" for problem in problems)
    if not wrong:
        today = datetime.now(UTC).astimezone().date()
        problems += stale_rates(today, own if own.is_dir() else None)
    show_problems(problems)
    if not problems:
        tell(N_("the rate tables are in order"))
    raise typer.Exit(int(wrong))
