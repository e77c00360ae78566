"""Issuing a letter: its number, its row and its files come into being together, or not at all.

The number is printed in the letter, so it must be known before the letter is rendered; rendering
takes up to 150 ms, so the register's write lock is not held meanwhile. Hence four steps:

1. *Take*, one transaction: settle what dead makers left (settling.py), refuse a letter that was
   issued before or is being made, take the lowest number given back or else the next one, and
   insert the row as `reserved`, under the name of a staging folder whose lease the maker holds.
2. *Make*, no lock: the caller renders; each finished file is written and synced into the folder.
3. *Record*, one transaction: the row becomes `issued` and gets its files with their SHA-256. This
   commit is the point of no return: all that is left is moving files that are already on the disk.
4. *Settle*, under the write lock: move the staged files to their places, remove the folder.

Settling looks only at the register: `reserved` is rolled back (the number is free, the next letter
takes it), `issued` is rolled forward. A normal end, an exception, Ctrl-C and the next run after
`kill -9` all go through it, so there is one road to test. Every row has its files in place or in
its dead maker's folder, every file in place has its row, and numbers run 1..n but for those that
are free and handed out next.
"""

import datetime as dt
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from letters.errors import N_, OutputError, RegisterError
from letters.register.issued import IssuedFile, Letter, same_letters, stored_path
from letters.register.numbering import Series
from letters.register.settling import cannot_write, recover_in, settled
from letters.register.staging import Staging
from letters.register.store import writing

_FREE = """
DELETE FROM free WHERE series = :series
   AND seq = (SELECT MIN(seq) FROM free WHERE series = :series) RETURNING seq
"""
_NEXT = """
INSERT INTO series (name, last) VALUES (:series, 1)
ON CONFLICT (name) DO UPDATE SET last = last + 1 RETURNING last
"""
_RESERVE = """
INSERT INTO letter (series, seq, number, status, staging, kind, debtor, contracts, language, date,
                    as_of, amount, currency, data_sha256, template_sha256, created, supersedes)
VALUES (:series, :seq, :number, 'reserved', :staging, :kind, :debtor, :contracts, :language, :date,
        :as_of, :amount, :currency, :data_sha256, :template_sha256, :created, :supersedes)
"""
_ADD_FILE = """
INSERT INTO file (letter, path, sha256) VALUES (?, ?, ?)
ON CONFLICT (path) DO UPDATE SET sha256 = excluded.sha256
"""


class AlreadyIssued(RegisterError):
    """The same letter was issued under the number `params["number"]`, maybe a moment ago."""


class InTheMaking(RegisterError):
    """Another process is making the same letter at this moment."""


@dataclass(slots=True)
class Draft:
    """A letter in the making: print `number`, then `write` every finished file."""

    number: str
    register: Path
    staging: Staging
    files: list[IssuedFile] = field(default_factory=list)

    def write(self, path: Path, data: bytes) -> None:
        """Hand over a finished file; it appears at `path` when the letter is issued.

        A relative `path` starts at the register's folder. A file that is already there is never
        overwritten: OutputError.
        """
        stored = stored_path(self.register, path)
        try:
            if (self.register.parent / stored).exists():
                raise OutputError(
                    N_("there is already a file {path}, and it is not overwritten"),
                    N_("move it away, or choose another folder with --out"),
                    path=str(path),
                )
            sha256 = self.staging.put(stored, data)
        except OSError as error:
            raise cannot_write(path, error) from error
        self.files.append(IssuedFile(stored, sha256))


@contextmanager
def issue(
    register: Path, letter: Letter, series: Series, *, created: dt.datetime, supersedes: str = ""
) -> Iterator[Draft]:
    """Issue `letter` under the next number of its series, if the body ends without an exception.

    `supersedes` is the number of the same letter whose place the new one takes (`--reissue`).
    Raises AlreadyIssued for a letter that the register has, InTheMaking if another run is at it,
    OutputError if a file cannot be put in its place: then the number is free again.
    """
    register = register.absolute()
    staging = Staging.beside(register)
    with settled(register, staging, first=True):
        number = _take(register, letter, series, staging, created, supersedes)
        draft = Draft(number, register, staging)
        yield draft
        _record(draft)


@contextmanager
def issue_again(register: Path, number: str) -> Iterator[Draft]:
    """Make missing files of an issued letter (deleted, or in another format) under its number.

    The caller renders with the number and date of the register's row. If anything fails, the row
    stays as it was: the letter may have been sent, and its number is never free again.
    """
    register = register.absolute()
    staging = Staging.beside(register)
    with settled(register, staging, first=False):
        _take_again(register, number, staging)
        draft = Draft(number, register, staging)
        yield draft
        _record(draft)


def _take(
    register: Path,
    letter: Letter,
    series: Series,
    staging: Staging,
    created: dt.datetime,
    supersedes: str,
) -> str:
    with writing(register) as db:
        recover_in(db, register)
        _refuse_twice(db, letter, supersedes)
        key = {"series": series.name}
        (seq,) = (db.execute(_FREE, key).fetchall() or db.execute(_NEXT, key).fetchall())[0]
        number = series.number(seq)
        if db.execute("SELECT 1 FROM letter WHERE number = ?", (number,)).fetchone():
            raise RegisterError(
                N_("the number {number} was given to a letter under another pattern"),
                N_("make the patterns of [numbering] in letters.toml differ in their fixed text"),
                number=number,
            )
        _open(staging)
        values = letter.columns() | {
            "series": series.name,
            "seq": seq,
            "number": number,
            "staging": staging.token,
            "created": created.isoformat(),
            "supersedes": supersedes or None,
        }
        db.execute(_RESERVE, values)
    return number


def _open(staging: Staging) -> None:
    try:
        staging.open()
    except OSError as error:
        raise cannot_write(staging.folder, error) from error


def _refuse_twice(db: sqlite3.Connection, letter: Letter, supersedes: str) -> None:
    for row in same_letters(db, letter):
        if row["status"] == "reserved":
            raise InTheMaking(
                N_("the same letter is being made by another run at this moment"),
                N_("wait for the other run, then repeat"),
            )
        if row["number"] != supersedes:
            raise AlreadyIssued(
                N_("the same letter was issued under the number {number}"),
                N_("give --reissue to issue it again under a new number"),
                number=row["number"],
            )
    known = "SELECT 1 FROM letter WHERE number = ? AND status = 'issued'"
    if supersedes and not db.execute(known, (supersedes,)).fetchone():
        raise _not_in_force(supersedes)


def _take_again(register: Path, number: str, staging: Staging) -> None:
    with writing(register) as db:
        recover_in(db, register)
        row = db.execute(
            "SELECT id, staging FROM letter WHERE number = ? AND status = 'issued'", (number,)
        ).fetchone()
        if row is None:
            raise _not_in_force(number)
        if (register.parent / row["staging"]).exists():
            raise InTheMaking(
                N_("the letter {number} is being made by another run at this moment"),
                N_("wait for the other run, then repeat"),
                number=number,
            )
        _open(staging)
        db.execute("UPDATE letter SET staging = ? WHERE id = ?", (staging.token, row["id"]))


def _record(draft: Draft) -> None:
    if not draft.files:
        raise ValueError("a letter without a file is not issued")
    with writing(draft.register) as db:
        row = db.execute(
            "SELECT * FROM letter WHERE staging = ?", (draft.staging.token,)
        ).fetchone()
        if row is None:
            raise RegisterError(
                N_("{file} was replaced while the letter {number} was being made"),
                N_("repeat the command"),
                file=draft.register.name,
                number=draft.number,
            )
        _forget_replaced(db, draft, row["id"])
        for file in draft.files:
            _refuse_taken_path(db, file.path, row["id"])
            db.execute(_ADD_FILE, (row["id"], file.path, file.sha256))
        db.execute("UPDATE letter SET status = 'issued' WHERE id = ?", (row["id"],))
        db.execute("UPDATE letter SET status = 'superseded' WHERE number = ?", (row["supersedes"],))


def _forget_replaced(db: sqlite3.Connection, draft: Draft, letter: int) -> None:
    """A lost file is made again maybe in another folder: the new one takes the lost one's place."""
    made = {Path(file.path).suffix for file in draft.files}
    known = db.execute("SELECT path FROM file WHERE letter = ?", (letter,)).fetchall()
    for (path,) in known:
        if Path(path).suffix in made and not (draft.register.parent / path).exists():
            db.execute("DELETE FROM file WHERE path = ?", (path,))


def _refuse_taken_path(db: sqlite3.Connection, path: str, letter: int) -> None:
    owner = db.execute(
        "SELECT number FROM letter JOIN file ON file.letter = letter.id"
        " WHERE file.path = ? AND letter.id <> ?",
        (path, letter),
    ).fetchone()
    if owner is not None:
        raise RegisterError(
            N_("the file {path} belongs to the letter {number}"),
            N_("choose another folder with --out"),
            path=path,
            number=owner["number"],
        )


def _not_in_force(number: str) -> RegisterError:
    return RegisterError(
        N_("no letter in force was issued under the number {number}"),
        N_("see the numbers with: letters register list"),
        number=number,
    )
