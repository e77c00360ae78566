"""letters pdf: the PDF of a letter that somebody finished in Word, by the same engine."""

from collections.abc import Generator, Sequence
from pathlib import Path
from typing import Annotated

import typer

from letters.cli import options
from letters.cli.outcomes import with_progress
from letters.cli.speech import N_, be_quiet, explain, say
from letters.errors import LettersError, OutputError


def pdf(
    files: Annotated[list[Path], typer.Argument(metavar="FILE.docx...", help=N_("Word files."))],
    out: Annotated[
        Path | None,
        typer.Option(
            "--out",
            help=N_("Folder for the PDF, made where it is missing. Default: beside the file."),
        ),
    ] = None,
    quiet: options.Quiet = False,
    debug: options.Debug = False,
) -> None:
    be_quiet(quiet)
    failed = 0
    for path, made in with_progress(_each(files, out, debug), len(files), quiet=quiet):
        if isinstance(made, Path):
            typer.echo(str(made))
            continue
        failed += 1
        text = explain(made)
        typer.echo(text if path.name in text else f"{path}: {text}", err=True)
    if not quiet and len(files) > 1:
        summary = N_("made {made}, refused {refused}")
        typer.echo(say(summary, made=len(files) - failed, refused=failed), err=True)
    raise typer.Exit(int(failed > 0))


def _each(
    files: Sequence[Path], out: Path | None, debug: bool
) -> Generator[tuple[Path, Path | LettersError]]:
    """Each file with its PDF, or with what stands in its way."""
    taken: dict[str, Path] = {}
    for path in files:
        target = (out or path.parent) / f"{path.stem}.pdf"
        try:
            # Some systems do not tell capitals from small letters.
            other = taken.setdefault(str(target.resolve()).casefold(), path)
            if other != path:
                raise OutputError(
                    N_("{file} would replace {target}, which is made of {other}"),
                    N_("rename one of them, or choose another folder with --out"),
                    file=str(path),
                    target=str(target),
                    other=str(other),
                )
            yield path, _convert(path, target)
        except LettersError as error:
            if debug:
                raise
            yield path, error


def _convert(path: Path, target: Path) -> Path:
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
    _require_own(target)
    made = make_pdf(docx, source=path.name, title=path.stem)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(
            N_("the folder {folder} cannot be made: {reason}"),
            N_("choose another folder with --out"),
            folder=str(target.parent),
            reason=error.strerror,
        ) from None
    write_atomically(target, made)
    return target


def _require_own(target: Path) -> None:
    """OutputError unless the place is free, or holds a PDF of this command's own.

    An issued letter is in the register with its fingerprint, and a scan with a signature exists
    once; a PDF made here can be made again.
    """
    from letters.rendering.archive import is_without_figures

    try:
        old = target.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return
    except OSError:
        old = b""
    if not is_without_figures(old):
        raise OutputError(
            N_("{file} is already there, and `letters pdf` did not make it"),
            N_("move it away, or choose another folder with --out"),
            file=str(target),
        )
