"""The file `register.sqlite`: opening, schema, transactions, and what SQLite's errors mean.

Rollback journal, not WAL: the register is one file that can be copied and backed up, and it works
on a network folder as far as the folder keeps its promises about locks, where WAL cannot work at
all. A commit takes about a millisecond on a local disk, and is on the disk when it returns
(synchronous=FULL, SQLite's default): a number, once printed, is never handed out again.

A connection lives for one transaction, so nothing here is carried across a fork or a thread.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from letters.errors import N_, RegisterError

BUSY_SECONDS = 30.0

# One step a schema version (PRAGMA user_version); a released step is never edited, only followed.
_STEPS: tuple[tuple[str, ...], ...] = (
    (
        "CREATE TABLE series (name TEXT PRIMARY KEY, last INTEGER NOT NULL)",
        # Numbers taken back because their letter was not finished: the next ones to hand out.
        """CREATE TABLE free (
            series TEXT NOT NULL REFERENCES series(name),
            seq INTEGER NOT NULL,
            PRIMARY KEY (series, seq)
        )""",
        """CREATE TABLE letter (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            series TEXT NOT NULL REFERENCES series(name),
            seq INTEGER NOT NULL CHECK (seq > 0),
            number TEXT NOT NULL UNIQUE,
            status TEXT NOT NULL CHECK (status IN ('reserved', 'issued', 'superseded')),
            staging TEXT NOT NULL UNIQUE,
            kind TEXT NOT NULL,
            debtor TEXT NOT NULL,
            contracts TEXT NOT NULL,
            language TEXT NOT NULL,
            date TEXT NOT NULL,
            as_of TEXT NOT NULL,
            amount TEXT NOT NULL,
            currency TEXT NOT NULL,
            data_sha256 TEXT NOT NULL,
            template_sha256 TEXT NOT NULL,
            created TEXT NOT NULL,
            supersedes TEXT,
            signed TEXT,
            UNIQUE (series, seq)
        )""",
        "CREATE INDEX letter_data ON letter(data_sha256)",
        "CREATE INDEX letter_reserved ON letter(staging) WHERE status = 'reserved'",
        """CREATE TABLE file (
            path TEXT PRIMARY KEY,
            letter INTEGER NOT NULL REFERENCES letter(id) ON DELETE CASCADE,
            sha256 TEXT NOT NULL
        )""",
        "CREATE INDEX file_letter ON file(letter)",
    ),
)


@contextmanager
def writing(register: Path) -> Iterator[sqlite3.Connection]:
    """One writing transaction; the register is created if need be. One writer at a time.

    BEGIN IMMEDIATE takes the write lock before anything is read: a deferred transaction would
    let two processes read the same last number.
    """
    with _opened(register, "rwc") as db, _transaction(db, "BEGIN IMMEDIATE"):
        _upgrade(db, register)
        yield db


@contextmanager
def savepoint(db: sqlite3.Connection) -> Iterator[None]:
    """A part of a transaction that can fail without the rest."""
    db.execute("SAVEPOINT part")
    try:
        yield
    except BaseException:
        if db.in_transaction:  # SQLite itself ends it when the disk is full
            db.execute("ROLLBACK TO part")
        raise
    finally:
        if db.in_transaction:
            db.execute("RELEASE part")


@contextmanager
def reading(register: Path) -> Iterator[sqlite3.Connection]:
    """One consistent view; a register that does not exist yet reads as an empty one."""
    if register.exists():
        with _opened(register, "rw") as db, _transaction(db, "BEGIN"):
            if _version(db, register):
                yield db
                return
    with closing(_connect("file::memory:")) as db:
        _upgrade(db, register)
        yield db


@contextmanager
def _opened(register: Path, mode: str) -> Iterator[sqlite3.Connection]:
    try:
        with closing(_connect(f"{register.absolute().as_uri()}?mode={mode}")) as db:
            yield db
    except sqlite3.Error as error:
        raise _explained(error, register) from error


def _connect(uri: str) -> sqlite3.Connection:
    db = sqlite3.connect(uri, uri=True, timeout=BUSY_SECONDS, isolation_level=None)
    db.row_factory = sqlite3.Row
    db.execute("PRAGMA foreign_keys = ON")
    return db


@contextmanager
def _transaction(db: sqlite3.Connection, begin: str) -> Iterator[None]:
    db.execute(begin)
    try:
        yield
    except BaseException:
        if db.in_transaction:
            db.execute("ROLLBACK")
        raise
    db.execute("COMMIT")


def _version(db: sqlite3.Connection, register: Path) -> int:
    """The schema version, 0 for an empty file; RegisterError for what is not our register."""
    version = int(db.execute("PRAGMA user_version").fetchone()[0])
    tables = {row[0] for row in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if version > len(_STEPS):
        raise RegisterError(
            N_("{file} was written by a newer version of letters"),
            N_("update letters, then repeat"),
            file=register.name,
        )
    if (version == 0 and tables) or (version > 0 and "letter" not in tables):
        raise _not_ours(register)
    return version


def _upgrade(db: sqlite3.Connection, register: Path) -> None:
    for version in range(_version(db, register), len(_STEPS)):
        for statement in _STEPS[version]:
            db.execute(statement)
        db.execute(f"PRAGMA user_version = {version + 1}")


def _not_ours(register: Path) -> RegisterError:
    return RegisterError(
        N_("{file} is not a register of letters"),
        N_("move it away, or restore the register from a copy"),
        file=register.name,
    )


def _explained(error: sqlite3.Error, register: Path) -> RegisterError:
    """What the user can do about an error of SQLite; the primary code is its last byte."""
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
        return RegisterError(
            N_("{file} has been locked by another program for over {seconds} seconds"),
            N_("close the program that has it open, or wait for the other run, then repeat"),
            file=register.name,
            seconds=int(BUSY_SECONDS),
        )
    if code == sqlite3.SQLITE_NOTADB:
        return _not_ours(register)
    if code == sqlite3.SQLITE_CORRUPT:
        return RegisterError(
            N_("{file} is damaged"), N_("restore it from a copy"), file=register.name
        )
    if code == sqlite3.SQLITE_FULL:
        return RegisterError(
            N_("{file} cannot grow: the disk is full"),
            N_("free some space, then repeat"),
            file=register.name,
        )
    if code in {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM}:
        return RegisterError(
            N_("{file} cannot be opened or written in {folder}"),
            N_("check that the folder exists and that you may write to it and to the file"),
            file=register.name,
            folder=str(register.parent),
        )
    return RegisterError(
        N_("{file} cannot be used: {reason}"),
        N_("repeat with --debug and see the details"),
        file=register.name,
        reason=str(error),
    )
