"""letters pdf: the PDF of a letter that somebody finished in Word, by the same engine."""

from pathlib import Path
from typing import Annotated

import typer

from letters.cli import options
from letters.cli.speech import N_, be_quiet, explain, say
from letters.errors import LettersError, OutputError


def pdf(
    files: Annotated[list[Path], typer.Argument(metavar="FILE.docx...", help=N_("Word files."))],
    out: Annotated[
        Path | None, typer.Option("--out", help=N_("Folder for the PDF. Default: beside the file."))
    ] = None,
    quiet: options.Quiet = False,
    debug: options.Debug = False,
) -> None:
    be_quiet(quiet)
    failed = 0
    for path in files:
        try:
            typer.echo(str(_convert(path, out)))
        except LettersError as error:
            if debug:
                raise
            failed += 1
            text = explain(error)
            typer.echo(text if path.name in text else f"{path}: {text}", err=True)
    if not quiet and len(files) > 1:
        summary = N_("made {made}, refused {refused}")
        typer.echo(say(summary, made=len(files) - failed, refused=failed), err=True)
    raise typer.Exit(int(failed > 0))


def _convert(path: Path, out: Path | None) -> Path:
    from letters.rendering.files import write_atomically
    from letters.rendering.pdf import make_pdf

    try:
        docx = path.read_bytes()
    except OSError as error:
        raise OutputError(
            N_("{file} cannot be read: {reason}"),
            N_("check the name and the permissions"),
            file=path.name,
            reason=error.strerror,
        ) from None
    target = (out or path.parent) / f"{path.stem}.pdf"
    write_atomically(target, make_pdf(docx, source=path.name, title=path.stem))
    return target
