"""All letters of a run at once: one PDF for the printer, one archive to send on."""

import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO

from letters.errors import N_, OutputError
from letters.register.places import is_remote, move, reaching
from letters.rendering.files import writing_atomically


def combine(files: Sequence[Path], target: Path) -> None:
    """One PDF of the pages of all `files`. OutputError if it cannot be written."""
    from pikepdf import Pdf, PdfError

    with Pdf.new() as whole, _bundle(target) as out:
        for file in files:
            try:
                with _opened(file) as source, Pdf.open(source) as letter:
                    whole.pages.extend(letter.pages)
            except PdfError as error:
                raise _failed(file, str(error)) from error
        whole.save(out)


def pack(files: Sequence[Path], target: Path) -> None:
    """A ZIP archive of `files`, by their names. OutputError if it cannot be written."""
    with _bundle(target) as out, zipfile.ZipFile(out, "w") as archive:
        for file in files:
            with _opened(file) as source:  # stored: these formats are compressed in themselves
                archive.writestr(file.name, source.read())


@contextmanager
def _opened(file: Path) -> Iterator[BinaryIO]:
    try:
        with reaching(file), file.open("rb") as source:
            yield source
    except OSError as error:
        raise _failed(file, error.strerror or str(error)) from error


@contextmanager
def _bundle(target: Path) -> Iterator[BinaryIO]:
    """The file to be, there whole or not at all; what goes to a store is made here first."""
    if not is_remote(target):
        with writing_atomically(target) as out:
            yield out
        return
    with TemporaryDirectory() as folder:
        local = Path(folder) / target.name
        with writing_atomically(local) as out:
            yield out
        try:
            move(local, target)
        except OSError as error:
            raise _failed(target, error.strerror or str(error)) from error


def _failed(file: Path, reason: str) -> OutputError:
    return OutputError(
        N_("{path} cannot be bundled: {reason}"),
        N_("repeat the command: letters that are made already stay as they are"),
        path=str(file),
        reason=reason,
    )
