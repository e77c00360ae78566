"""Settling: what becomes of a letter in the making, by what the register says of it.

A row still `reserved` is rolled back: its number is free and the next letter of the series takes
it. A row that is `issued` is rolled forward: its files, already on the disk, are moved to their
places. All of it happens under the register's write lock, for the maker's own letter at its end
and for those of dead makers whenever the next letter is taken.
"""

import sqlite3
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from letters.errors import N_, OutputError
from letters.register.places import located, reaching
from letters.register.staging import Staging, abandoned
from letters.register.store import writing


def recover(register: Path) -> None:
    """Settle what dead makers left. Every `issue` does it too; a run does it before it looks."""
    if register.exists():
        register = register.absolute()
        with writing(register) as db:
            recover_in(db, register)


def settle(stagings: Sequence[Staging], register: Path) -> list[OutputError | None]:
    """Settle the folders of letters in the making; why not, where files cannot be placed.

    The letter of a first issue is withdrawn then. A folder that is gone was settled before.
    RegisterError leaves all of them to the next run.
    """
    failures: list[OSError | None] = [None] * len(stagings)
    try:
        if any(staging.folder.exists() for staging in stagings):
            with writing(register) as db:
                failures = [_settle_or_undo(db, register, staging) for staging in stagings]
            for staging, failure in zip(stagings, failures, strict=True):
                if failure is not None:
                    staging.discard()
    finally:
        for staging in stagings:
            staging.close()
    return [None if failure is None else _not_placed(failure) for failure in failures]


def _settle_or_undo(db: sqlite3.Connection, register: Path, staging: Staging) -> OSError | None:
    if staging.folder.exists():
        try:
            _settle(db, staging)
        except OSError as error:
            if staging.first:
                _withdraw(db, register, staging)
            return error
    return None


def _not_placed(error: OSError) -> OutputError:
    return cannot_write(str(error.filename2 or error.filename or ""), error)


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
                place = located(register, path)
                with reaching(place):
                    place.unlink()
    db.execute("UPDATE letter SET status = 'issued' WHERE number = ?", (row["supersedes"],))
    _give_back(db, row)


def _give_back(db: sqlite3.Connection, row: sqlite3.Row) -> None:
    db.execute("DELETE FROM letter WHERE id = ?", (row["id"],))
    db.execute("INSERT INTO free (series, seq) VALUES (?, ?)", (row["series"], row["seq"]))


def _files(db: sqlite3.Connection, row: sqlite3.Row) -> list[tuple[str, str]]:
    found = db.execute("SELECT path, sha256 FROM file WHERE letter = ?", (row["id"],))
    return [(path, sha256) for path, sha256 in found]


def cannot_write(path: Path | str, error: OSError) -> OutputError:
    """What the user is told of a file that cannot be put where it belongs."""
    return OutputError(
        N_("{path} cannot be written: {reason}"),
        N_("check the folder, the permissions and the free space, then repeat"),
        path=str(path),
        reason=error.strerror or str(error),
    )
