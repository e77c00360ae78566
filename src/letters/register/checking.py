"""Does the register still tell the truth: files there and unchanged, numbers without a gap.

Duplicate numbers need no search: the schema refuses them, and `quick_check` finds a schema that
was tampered with.
"""

import hashlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from letters.errors import N_, Problem, RegisterError, Severity
from letters.register.issued import Issued, IssuedFile, look_through
from letters.register.places import is_remote, reaching, stored_path
from letters.register.staging import PREFIX
from letters.register.store import reading

_MOST_LOST = 10_000  # letters; more were never made: the counter itself is wrong
_LETTER_SUFFIXES = frozenset({".docx", ".pdf"})


def check(register: Path, out: Path) -> list[Problem]:
    """Every difference between the register and the disk.

    `out` is the folder of the letters; a relative one starts at the register's folder. Nothing is
    written. RegisterError if the register itself cannot be read.
    """
    register = register.absolute()
    with reading(register) as db:
        verdict = db.execute("PRAGMA quick_check(1)").fetchone()[0]
        if verdict != "ok":
            raise RegisterError(
                N_("{file} is damaged"), N_("restore it from a copy"), file=register.name
            )
        gaps = list(_gaps(db, register.name))
    issued, damaged = look_through(register)
    problems = [problem for one in issued for problem in _files(register, one)]
    strangers = [] if damaged else _strangers(register, out, issued)
    return [*damaged, *problems, *gaps, *strangers, *_unfinished(register)]


def _files(register: Path, issued: Issued) -> Iterator[Problem]:
    place, params = N_("letter {number}"), {"number": issued.number}
    for file in issued.files:
        try:
            where = file.located(register)
            with reaching(where):
                sha256 = hashlib.sha256(where.read_bytes()).hexdigest()
        except OSError:
            yield Problem(
                file.path,
                place,
                "register.file_missing",
                N_("the file is missing"),
                N_("put it back, or ask for the same letter again: it keeps its number"),
                params,
            )
            continue
        if sha256 != file.sha256:
            yield _changed(file, issued.number, "error")


def changed(register: Path, issued: Issued) -> list[Problem]:
    """A warning for each file on the disk that is not what was issued.

    Only `check` fetches from a store in order to compare.
    """
    return [
        _changed(file, issued.number, "warning")
        for file in issued.files
        if not is_remote(file.path)
        and (path := file.located(register)).is_file()
        and hashlib.sha256(path.read_bytes()).hexdigest() != file.sha256
    ]


def _changed(file: IssuedFile, number: str, severity: Severity) -> Problem:
    return Problem(
        file.path,
        N_("letter {number}"),
        "register.file_changed",
        N_("the file is not the one that was issued"),
        N_("restore it from a copy, or issue the letter again with --reissue"),
        {"number": number},
        severity,
    )


def _gaps(db: sqlite3.Connection, source: str) -> Iterator[Problem]:
    """A free number above the last letter is no gap yet; below it, it waits for the next letter."""
    place = N_("series {series}")
    for series, last in db.execute("SELECT name, last FROM series ORDER BY name").fetchall():
        taken = _numbers(db, "SELECT seq FROM letter WHERE series = ?", series)
        free = _numbers(db, "SELECT seq FROM free WHERE series = ?", series)
        highest = max(taken | free, default=0)
        if not isinstance(last, int) or last - highest > _MOST_LOST:
            yield Problem(
                source,
                place,
                "register.series_damaged",
                N_("the last running number is {last}, but the last letter has {highest}"),
                N_("restore the register from a copy"),
                {"series": series, "last": last, "highest": highest},
            )
            last = highest  # noqa: PLW2901 - what is known of the series
        for seq in range(1, last + 1):
            params = {"series": series, "seq": seq}
            if seq in taken:
                continue
            if seq not in free:
                yield Problem(
                    source,
                    place,
                    "register.number_lost",
                    N_("the letter with the running number {seq} was removed from the register"),
                    N_("restore the register from a copy"),
                    params,
                )
            elif seq < max(taken, default=0):
                yield Problem(
                    source,
                    place,
                    "register.number_free",
                    N_("the running number {seq} is free: its letter was not finished"),
                    N_("the next letter of the series takes it"),
                    params,
                    "warning",
                )


def _numbers(db: sqlite3.Connection, query: str, series: str) -> set[int]:
    return {seq for (seq,) in db.execute(query, (series,))}


def _strangers(register: Path, out: Path, issued: tuple[Issued, ...]) -> Iterator[Problem]:
    known = {file.path for one in issued for file in one.files}
    for path in sorted((register.parent / out).rglob("*")):
        hidden = path.name.startswith((".", "~$"))  # "~$": Word has the letter open
        if hidden or path.suffix.lower() not in _LETTER_SUFFIXES or not path.is_file():
            continue
        if (register.parent / "runs" / f"{path.stem}.json").exists():  # all letters of a run
            continue
        stored = stored_path(register, path)
        if stored not in known:
            yield Problem(
                stored,
                "",
                "register.file_unknown",
                N_("the register does not know this file"),
                N_("move it out of the folder of the issued letters"),
                severity="warning",
            )


def _unfinished(register: Path) -> Iterator[Problem]:
    for folder in sorted(register.parent.glob(f"{PREFIX}*")):
        yield Problem(
            folder.name,
            "",
            "register.unfinished",
            N_("a letter is being made, or a run was interrupted"),
            N_("the next run of letters puts it in order"),
            severity="warning",
        )
