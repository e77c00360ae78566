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

A transaction waits for the disk some three times, so steps 1, 3 and 4 serve many letters at once
(`take`, `finish`, `give_back`); one that cannot be served stops none of the others. `issue` and
`issue_again` are the same for a single letter.
"""

import datetime as dt
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from letters.errors import N_, LettersError, OutputError, RegisterError
from letters.register.issued import IssuedFile, Letter, same_letters
from letters.register.numbering import Series
from letters.register.places import exists, located, stored_path
from letters.register.settling import cannot_write, recover_in, settle
from letters.register.staging import Staging
from letters.register.store import savepoint, writing

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


@dataclass(frozen=True, slots=True, kw_only=True)
class New:
    """A letter to be issued under the next number of its series.

    `supersedes` is the number of the same letter whose place the new one takes (`--reissue`).
    """

    letter: Letter
    series: Series
    created: dt.datetime
    supersedes: str = ""


@dataclass(frozen=True, slots=True)
class Again:
    """An issued letter of which the files of some formats are missing (deleted, or never made)."""

    number: str
    formats: tuple[str, ...] = ()


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
            if exists(located(self.register, stored)):
                raise OutputError(
                    N_("there is already a file {path}, and it is not overwritten"),
                    N_("move it away, or choose another folder with --out"),
                    path=str(path),
                )
            sha256 = self.staging.put(stored, data)
        except OSError as error:
            raise cannot_write(path, error) from error
        self.files.append(IssuedFile(stored, sha256))


def take(register: Path, wanted: Sequence[New | Again]) -> list[Draft | LettersError]:
    """A draft for each letter that is wanted, or why there is none.

    AlreadyIssued for a letter that the register has, InTheMaking if another run is at it. Every
    draft must go to `finish` or `give_back`.
    """
    register = register.absolute()
    drafts: list[Draft] = []
    taken: list[Draft | LettersError] = []
    try:
        with writing(register) as db:
            recover_in(db, register)
            for wish in wanted:
                staging = Staging.beside(register, first=isinstance(wish, New))
                draft = Draft("", register, staging)
                drafts.append(draft)
                try:
                    with savepoint(db):
                        draft.number = _reserve(db, wish, draft)
                except LettersError as error:
                    draft.staging.discard()
                    taken.append(error)
                else:
                    taken.append(draft)
    except BaseException:
        give_back(drafts)
        raise
    return taken


def finish(drafts: Sequence[Draft]) -> list[LettersError | None]:
    """Issue the letters of one register whose files are all written; why not, where one failed.

    OutputError if a file cannot be put in its place: then the number of a new letter is free again.
    """
    try:
        failures = _record(drafts)
        settled = settle([draft.staging for draft in drafts], drafts[0].register)
    except BaseException:
        give_back(drafts)
        raise
    return [failed or lost for failed, lost in zip(failures, settled, strict=True)]


def give_back(drafts: Sequence[Draft]) -> None:
    """Give up the letters that are not issued: their numbers are the next ones to be taken."""
    if drafts:
        with suppress(LettersError):  # a later run settles
            settle([draft.staging for draft in drafts], drafts[0].register)


@contextmanager
def issue(
    register: Path, letter: Letter, series: Series, *, created: dt.datetime, supersedes: str = ""
) -> Iterator[Draft]:
    """Issue `letter` under the next number of its series, if the body ends without an exception.

    Raises what `take` and `finish` tell of.
    """
    wish = New(letter=letter, series=series, created=created, supersedes=supersedes)
    with _making(register, wish) as draft:
        yield draft


@contextmanager
def issue_again(register: Path, number: str) -> Iterator[Draft]:
    """Make missing files of an issued letter (deleted, or in another format) under its number.

    The caller renders with the number and date of the register's row. If anything fails, the row
    stays as it was: the letter may have been sent, and its number is never free again.
    """
    with _making(register, Again(number)) as draft:
        yield draft


@contextmanager
def _making(register: Path, wish: New | Again) -> Iterator[Draft]:
    (draft,) = take(register, [wish])
    if isinstance(draft, LettersError):
        raise draft
    try:
        yield draft
    except BaseException:
        give_back([draft])
        raise
    (failure,) = finish([draft])
    if failure is not None:
        raise failure


def _reserve(db: sqlite3.Connection, wish: New | Again, draft: Draft) -> str:
    """The number of the letter, now in the making under the draft's folder."""
    if isinstance(wish, Again):
        return _reserve_again(db, wish, draft)
    _refuse_twice(db, wish.letter, wish.supersedes)
    key = {"series": wish.series.name}
    (seq,) = (db.execute(_FREE, key).fetchall() or db.execute(_NEXT, key).fetchall())[0]
    if not isinstance(seq, int):  # SQLite counts on in floats where integers end
        raise RegisterError(
            N_("the register's counter of {series} is damaged"),
            N_("restore the register from a copy"),
            series=wish.series.name,
        )
    number = wish.series.number(seq)
    if db.execute("SELECT 1 FROM letter WHERE number = ?", (number,)).fetchone():
        raise RegisterError(
            N_("the number {number} was given to a letter under another pattern"),
            N_("make the patterns of [numbering] in letters.toml differ in their fixed text"),
            number=number,
        )
    _open(draft.staging)
    values = wish.letter.columns() | {
        "series": wish.series.name,
        "seq": seq,
        "number": number,
        "staging": draft.staging.token,
        "created": wish.created.isoformat(),
        "supersedes": wish.supersedes or None,
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


def _reserve_again(db: sqlite3.Connection, wish: Again, draft: Draft) -> str:
    number = wish.number
    row = db.execute(
        "SELECT id, staging FROM letter WHERE number = ? AND status = 'issued'", (number,)
    ).fetchone()
    if row is None:
        raise _not_in_force(number)
    if (draft.register.parent / row["staging"]).exists():
        raise InTheMaking(
            N_("the letter {number} is being made by another run at this moment"),
            N_("wait for the other run, then repeat"),
            number=number,
        )
    for (path,) in db.execute("SELECT path FROM file WHERE letter = ?", (row["id"],)).fetchall():
        if Path(path).suffix[1:] in wish.formats and exists(located(draft.register, path)):
            raise AlreadyIssued(
                N_("the files of letter {number} are there again"),
                N_("repeat the command"),
                number=number,
            )
    _open(draft.staging)
    db.execute("UPDATE letter SET staging = ? WHERE id = ?", (draft.staging.token, row["id"]))
    return number


def _record(drafts: Sequence[Draft]) -> list[LettersError | None]:
    failures: list[LettersError | None] = []
    with writing(drafts[0].register) as db:
        for draft in drafts:
            try:
                with savepoint(db):
                    _record_one(db, draft)
            except LettersError as error:
                failures.append(error)
            else:
                failures.append(None)
    return failures


def _record_one(db: sqlite3.Connection, draft: Draft) -> None:
    if not draft.files:
        raise ValueError("a letter without a file is not issued")
    row = db.execute("SELECT * FROM letter WHERE staging = ?", (draft.staging.token,)).fetchone()
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
        if Path(path).suffix in made and not exists(located(draft.register, path)):
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
