"""The sample workspace: an invented trading group with a ledger that every command works on.

A Russian, a Chinese and a Spanish company sell to counterparties of their own; all names and
people are invented, all identifiers have valid check digits. On 2026-09-15 each has overdue debts.
"""

from collections.abc import Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path, PurePosixPath

from letters.errors import N_, OutputError, UsageError


def make_workspace(folder: Path) -> list[Path]:
    """Copy the sample into `folder`, which is made if need be; the files written, in order.

    Raises UsageError when the folder holds anything, OutputError when it cannot be written (what
    was written until then is taken away again).
    """
    if folder.is_file() or (folder.is_dir() and any(folder.iterdir())):
        raise UsageError(
            N_("{folder} is not an empty folder"),
            N_("name a new folder"),
            folder=str(folder),
        )
    written: list[Path] = []
    try:
        for name, text in _sample():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            written.append(path)
            path.write_bytes(text)
    except OSError as error:
        for path in written:
            path.unlink(missing_ok=True)
        raise OutputError(
            N_("the workspace cannot be written: {reason}"),
            N_("choose a folder on a disk with room, where you may write"),
            reason=f"{folder}: {error.strerror}",
        ) from error
    return written


def _sample() -> Iterator[tuple[PurePosixPath, bytes]]:
    """The files of the sample, by their names in the workspace; settings first."""
    root = files("letters.reading") / "sample"
    return _files(root, PurePosixPath())


def _files(folder: Traversable, name: PurePosixPath) -> Iterator[tuple[PurePosixPath, bytes]]:
    for item in sorted(folder.iterdir(), key=lambda item: (item.is_dir(), item.name)):
        if item.is_dir():
            yield from _files(item, name / item.name)
        else:
            yield name / item.name, item.read_bytes()
