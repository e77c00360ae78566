"""letters register: what was issued, and whether it is still what was issued."""

from datetime import date
from pathlib import Path
from typing import Annotated, Literal

import typer

from letters.cli import options
from letters.cli.speech import N_, echo, figure, print_json, print_table, say, show_problems, tell
from letters.errors import UsageError

app = typer.Typer(name="register", help=N_("What was issued."), no_args_is_help=True)


def _register(workspace: Path) -> Path:
    """The register of an existing workspace; it may have none yet."""
    if not workspace.is_dir():
        raise UsageError(
            N_("there is no workspace {folder}"),
            N_("name the folder with --workspace"),
            folder=str(workspace),
        )
    return workspace / "register.sqlite"


@app.command(
    "list",
    help=N_("List the letters in the order in which they were issued."),
    epilog=N_("Example: letters register list -C demo --debtor snegir"),
)
def list_(
    kind: Annotated[
        Literal["guarantee_letter", "reconciliation_act", "demand_letter", "difference_protocol"]
        | None,
        typer.Option(help=N_("Only this kind."), show_default=False),
    ] = None,
    debtor: Annotated[
        str, typer.Option(metavar="ID", help=N_("Only this debtor."), show_default=False)
    ] = "",
    workspace: options.Workspace = Path(),
    as_json: options.Json = False,
    debug: options.Debug = False,  # noqa: ARG001 - read by main()
) -> None:
    from letters.register.issued import look_through

    letters, damaged = look_through(_register(workspace), kind=kind or "", debtor=debtor)
    show_problems(damaged)
    status = int(bool(damaged))
    if as_json:
        for letter in letters:
            print_json(letter.public())
        raise typer.Exit(status)
    if not letters:
        tell(N_("no such letter was issued"))
        raise typer.Exit(status)
    heads = [
        say(head)
        for head in (
            N_("number"), N_("kind"), N_("date"), N_("counterparty"), N_("amount"), N_("status"),
        )
    ]  # fmt: skip
    rows = [
        [
            letter.number,
            say(KIND_NAMES.get(letter.letter.kind, letter.letter.kind)),
            letter.letter.date.isoformat(),
            letter.letter.debtor,
            f"{figure(letter.letter.amount)} {letter.letter.currency}",
            say(STATUS_NAMES[letter.status]),
        ]
        for letter in letters
    ]
    print_table(heads, rows, right="4")
    raise typer.Exit(status)


@app.command(
    help=N_("Show everything that the register knows of a letter."),
    epilog=N_("Example: letters register show GL-2026-0001 -C demo"),
)
def show(
    number: Annotated[str, typer.Argument(metavar="NUMBER", help=N_("The number of the letter."))],
    workspace: options.Workspace = Path(),
    as_json: options.Json = False,
    debug: options.Debug = False,  # noqa: ARG001 - read by main()
) -> None:
    from letters.register.issued import get

    facts = get(_register(workspace), number).public()
    if as_json:
        print_json(facts)
        return
    for name, value in facts.items():
        if name == "files" and isinstance(value, list):
            for file in value:
                echo(f"file: {file['path']}  sha256 {file['sha256']}")
        elif value not in (None, "", []):
            text = ", ".join(map(str, value)) if isinstance(value, list) else value
            echo(f"{name}: {text}")


@app.command(
    help=N_("Compare the files with what was issued: missing, changed, unknown files, gaps."),
    epilog=N_("Example: letters register check -C demo"),
)
def check(
    workspace: options.Workspace = Path(),
    debug: options.Debug = False,  # noqa: ARG001 - read by main()
) -> None:
    from letters.register.checking import check as check_register

    problems = check_register(_register(workspace), workspace / "out")
    show_problems(problems)
    if not problems:
        tell(N_("the register and the files agree"))
    raise typer.Exit(int(any(problem.severity == "error" for problem in problems)))


@app.command(
    help=N_("Record that the other side signed a letter, or signed that it was received."),
    epilog=N_("Example: letters register signed GL-2026-0001 -C demo --date 2026-09-20"),
)
def signed(
    number: Annotated[str, typer.Argument(metavar="NUMBER", help=N_("The number of the letter."))],
    day: Annotated[
        date,
        typer.Option(
            "--date",
            parser=options.parse_day,
            metavar="DATE",
            help=N_("The day of the signature."),
            show_default=False,
        ),
    ],
    workspace: options.Workspace = Path(),
    debug: options.Debug = False,  # noqa: ARG001 - read by main()
) -> None:
    from letters.register.issued import mark_signed

    mark_signed(_register(workspace), number, day)
    tell(N_("{number}: signed on {day}"), number=number, day=day.isoformat())


KIND_NAMES = {
    "guarantee_letter": N_("guarantee letter"),
    "reconciliation_act": N_("reconciliation act"),
    "demand_letter": N_("demand letter"),
    "difference_protocol": N_("protocol of differences"),
}
STATUS_NAMES = {"issued": N_("issued"), "superseded": N_("superseded")}
