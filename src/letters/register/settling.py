"""Settling: what becomes of a letter in the making, by what the register says of it.

A row still `reserved` is rolled back: its number is free and the next letter of the series takes
it. A row that is `issued` is rolled forward: its files, already on the disk, are moved to their
places. All of it happens under the register's write lock, for the maker's own letter at its end
and for those of dead makers whenever the next letter is taken.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from letters.errors import N_, LettersError, OutputError
from letters.register.staging import Staging, abandoned
from letters.register.store import writing


def recover(register: Path) -> None:
    """Settle what dead makers left. Every `issue` does it too; a run does it before it looks."""
    if register.exists():
        register = register.absolute()
        with writing(register) as db:
            recover_in(db, register)


@contextmanager
def settled(register: Path, staging: Staging, *, first: bool) -> Iterator[None]:
    """Settle the folder when the body ends, however it ends.

    If the files of a `first` issue cannot be placed the letter is withdrawn; a letter that had its
    number before keeps it. Either way OutputError.
    """
    try:
        yield
    except BaseException:
        with suppress(LettersError):  # the first error is the one to tell; a later run settles
            _finish(register, staging, first=first)
        raise
    _finish(register, staging, first=first)


def _finish(register: Path, staging: Staging, *, first: bool) -> None:
    if not staging.folder.exists():
        return
    failure: OSError | None = None
    try:
        with writing(register) as db:
            try:
                _settle(db, staging)
            except OSError as error:
                failure = error
                if first:
                    _withdraw(db, register, staging)
        if failure is not None:
            staging.discard()
    finally:
        staging.close()
    if failure is not None:
        raise cannot_write(Path(failure.filename2 or failure.filename or ""), failure) from failure


def recover_in(db: sqlite3.Connection, register: Path) -> None:
    """`recover` inside a writing transaction."""
    for staging in abandoned(register):
        with suppress(OSError):  # its folder is away today: the files wait until it is back
            _settle(db, staging)
    for row in db.execute("SELECT * FROM letter WHERE status = 'reserved'").fetchall():
        if not (register.parent / row["staging"]).exists():
            _give_back(db, row)


def _settle(db: sqlite3.Connection, staging: Staging) -> None:
    """Back or forward, by what the register says; the folder goes when nothing in it is needed."""
    row = db.execute("SELECT * FROM letter WHERE staging = ?", (staging.token,)).fetchone()
    if row is not None and row["status"] == "reserved":
        _give_back(db, row)
    elif row is not None:
        for path, sha256 in _files(db, row):
            staging.place(path, sha256)
    staging.discard()


def _withdraw(db: sqlite3.Connection, register: Path, staging: Staging) -> None:
    """Undo a letter that was recorded but could not be put in its place by its own maker."""
    row = db.execute("SELECT * FROM letter WHERE staging = ?", (staging.token,)).fetchone()
    for path, sha256 in _files(db, row):
        if not staging.staged(path, sha256).exists():
            with suppress(OSError):  # then `register check` names it
                (register.parent / path).unlink()
    db.execute("UPDATE letter SET status = 'issued' WHERE number = ?", (row["supersedes"],))
    _give_back(db, row)


def _give_back(db: sqlite3.Connection, row: sqlite3.Row) -> None:
    db.execute("DELETE FROM letter WHERE id = ?", (row["id"],))
    db.execute("INSERT INTO free (series, seq) VALUES (?, ?)", (row["series"], row["seq"]))


def _files(db: sqlite3.Connection, row: sqlite3.Row) -> list[tuple[str, str]]:
    found = db.execute("SELECT path, sha256 FROM file WHERE letter = ?", (row["id"],))
    return [(path, sha256) for path, sha256 in found]


def cannot_write(path: Path, error: OSError) -> OutputError:
    """What the user is told of a file that cannot be put where it belongs."""
    return OutputError(
        N_("{path} cannot be written: {reason}"),
        N_("check the folder, the permissions and the free space, then repeat"),
        path=str(path),
        reason=error.strerror or str(error),
    )
