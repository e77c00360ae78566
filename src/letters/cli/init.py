"""letters init: a workspace in which every command works at once."""

from pathlib import Path
from typing import Annotated

import typer

from letters.cli import options
from letters.cli.speech import N_, say


def init(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help=N_("A new or empty folder."))],
    debug: options.Debug = False,  # noqa: ARG001 - read by main()
) -> None:
    from letters.reading.sample import make_workspace

    for path in make_workspace(folder):
        typer.echo(str(path))
    next_step = N_(
        "now try: letters guarantee --all --overdue --as-of 2026-09-15 "
        "--pay-by 2026-10-15 -C {folder}"
    )
    typer.echo(say(next_step, folder=str(folder)), err=True)
