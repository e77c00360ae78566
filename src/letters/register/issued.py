"""What was issued: the rows of the register as values, and the questions one asks of them.

Paths stand relative to the register's folder (the workspace) where the file is inside it, so
that a workspace can be moved; a file elsewhere (`--out`) stands with its full path or address.
"""

import datetime as dt
import json
import sqlite3
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Literal

from letters.errors import N_, OutputError, Problem, RegisterError
from letters.register.places import exists, located
from letters.register.store import reading, writing

_DAMAGED = N_("the register's entry of letter {number} cannot be read: {reason}")
Status = Literal["issued", "superseded"]

_BY_NUMBER = "SELECT * FROM letter WHERE number = ? AND status <> 'reserved'"
_LIST = """
SELECT * FROM letter
WHERE status <> 'reserved'
  AND (:kind = '' OR kind = :kind)
  AND (:debtor = '' OR debtor = :debtor)
  AND (:status = '' OR status = :status)
ORDER BY id
"""
_SAME = """
SELECT * FROM letter
WHERE data_sha256 = :data_sha256 AND template_sha256 = :template_sha256
  AND kind = :kind AND debtor = :debtor AND contracts = :contracts AND language = :language
  AND status <> 'superseded'
ORDER BY id
"""
_FILES = "SELECT path, sha256 FROM file WHERE letter = ? ORDER BY path"


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """What the register keeps of a letter; `amount` is the main figure of its kind.

    `contracts` are the ids, several when they were merged. `data_sha256` fingerprints every
    figure and text that went into the letter but its number and its own date: the same letter
    asked for tomorrow is still the same letter.
    """

    kind: str
    debtor: str
    contracts: tuple[str, ...]
    language: str
    date: dt.date
    as_of: dt.date
    amount: Decimal
    currency: str
    data_sha256: str
    template_sha256: str

    def columns(self) -> dict[str, str]:
        """The row as the register stores it: amounts as plain decimals, dates as ISO."""
        if not isinstance(self.amount, Decimal):
            raise TypeError("an amount is a Decimal, never a float")
        return {
            "kind": self.kind,
            "debtor": self.debtor,
            "contracts": json.dumps(self.contracts, ensure_ascii=False),
            "language": self.language,
            "date": self.date.isoformat(),
            "as_of": self.as_of.isoformat(),
            "amount": f"{self.amount:f}",
            "currency": self.currency,
            "data_sha256": self.data_sha256,
            "template_sha256": self.template_sha256,
        }


@dataclass(frozen=True, slots=True)
class IssuedFile:
    """A file of a letter and the SHA-256 of its bytes, in hexadecimal."""

    path: str
    sha256: str

    def located(self, register: Path) -> Path:
        """Where the file should be."""
        return located(register, self.path)


@dataclass(frozen=True, slots=True, kw_only=True)
class Issued:
    """A letter that has its number; `supersedes` is the number that it took the place of.

    `created` is the moment it was made, `signed` the day on which the other side signed it.
    """

    number: str
    letter: Letter
    files: tuple[IssuedFile, ...]
    status: Status
    created: dt.datetime
    supersedes: str = ""
    signed: dt.date | None = None

    def public(self) -> dict[str, object]:
        """The fields of `letters register list --json`; `contract` is null if merged."""
        letter = self.letter
        return {
            "number": self.number,
            "kind": letter.kind,
            "language": letter.language,
            "date": letter.date.isoformat(),
            "as_of": letter.as_of.isoformat(),
            "debtor": letter.debtor,
            "contract": letter.contracts[0] if len(letter.contracts) == 1 else None,
            "contracts": list(letter.contracts),
            "amount": f"{letter.amount:f}",
            "currency": letter.currency,
            "files": [{"path": file.path, "sha256": file.sha256} for file in self.files],
            "data_sha256": letter.data_sha256,
            "template_sha256": letter.template_sha256,
            "status": self.status,
            "supersedes": self.supersedes or None,
            "created": self.created.isoformat(),
            "signed": self.signed.isoformat() if self.signed else None,
        }


def get(register: Path, number: str) -> Issued:
    """The letter with this number; RegisterError if none was issued under it."""
    with reading(register) as db:
        row = db.execute(_BY_NUMBER, (number,)).fetchone()
        if row is None:
            raise _unknown(number)
        return issued_from(db, row)


def list_issued(
    register: Path, *, kind: str = "", debtor: str = "", contract: str = "", status: str = ""
) -> tuple[Issued, ...]:
    """The letters in the order in which they were issued; an empty filter lets everything pass.

    RegisterError names the first one that cannot be read.
    """
    found, damaged = look_through(
        register, kind=kind, debtor=debtor, contract=contract, status=status
    )
    if damaged:
        raise RegisterError(_DAMAGED, damaged[0].hint, **damaged[0].params)
    return found


def look_through(
    register: Path, *, kind: str = "", debtor: str = "", contract: str = "", status: str = ""
) -> tuple[tuple[Issued, ...], tuple[Problem, ...]]:
    """The letters, as `list_issued`, and a finding for each row that somebody has damaged."""
    found: list[Issued] = []
    damaged: list[Problem] = []
    with reading(register) as db:
        wanted = {"kind": kind, "debtor": debtor, "status": status}
        for row in db.execute(_LIST, wanted).fetchall():
            try:
                one = issued_from(db, row)
            except RegisterError as error:
                damaged.append(
                    Problem(
                        register.name,
                        N_("letter {number}"),
                        "register.row_damaged",
                        N_("its entry cannot be read: {reason}"),
                        error.hint,
                        error.params,
                    )
                )
            else:
                found.append(one)
    theirs = (one for one in found if not contract or contract in one.letter.contracts)
    return tuple(theirs), tuple(damaged)


def find_same(register: Path, letter: Letter) -> Issued | None:
    """The letter already issued with the same recipient, contracts, language, data and template.

    Its files may be gone since: `absent` tells, and `issuing.issue_again` makes them again
    under the same number.
    """
    with reading(register) as db:
        for row in same_letters(db, letter):
            if row["status"] == "issued":
                return issued_from(db, row)
    return None


def absent(register: Path, issued: Issued) -> tuple[IssuedFile, ...]:
    """The files of a letter that are not where they were put; OutputError if one cannot tell."""
    try:
        return tuple(file for file in issued.files if not exists(file.located(register)))
    except OSError as error:
        raise OutputError(
            N_("the files of letter {number} cannot be looked for: {reason}"),
            N_("check the folder and the permissions, then repeat"),
            number=issued.number,
            reason=error.strerror or str(error),
        ) from error


def mark_signed(register: Path, number: str, on: dt.date) -> Issued:
    """Record that the other side signed the letter; a later call corrects the day."""
    with writing(register) as db:
        row = db.execute(_BY_NUMBER, (number,)).fetchone()
        if row is None:
            raise _unknown(number)
        if on < dt.date.fromisoformat(row["date"]):
            raise RegisterError(
                N_("{number} is dated {date} and cannot have been signed on {on}"),
                N_("give the day on which the other side signed"),
                number=number,
                date=row["date"],
                on=on.isoformat(),
            )
        db.execute("UPDATE letter SET signed = ? WHERE id = ?", (on.isoformat(), row["id"]))
        return issued_from(db, db.execute(_BY_NUMBER, (number,)).fetchone())


def same_letters(db: sqlite3.Connection, letter: Letter) -> list[sqlite3.Row]:
    """Rows with the identity of `letter`, the ones still being made included."""
    return db.execute(_SAME, letter.columns()).fetchall()


def issued_from(db: sqlite3.Connection, row: sqlite3.Row) -> Issued:
    """The row of a finished letter with its files; RegisterError for one that was damaged."""
    try:
        return _issued_from(db, row)
    except (ValueError, TypeError, ArithmeticError) as error:
        raise RegisterError(
            _DAMAGED,
            N_("restore the register from a copy"),
            number=str(row["number"]),
            reason=str(error) or type(error).__name__,
        ) from error


def _issued_from(db: sqlite3.Connection, row: sqlite3.Row) -> Issued:
    files = tuple(IssuedFile(*file) for file in db.execute(_FILES, (row["id"],)))
    letter = Letter(
        kind=row["kind"],
        debtor=row["debtor"],
        contracts=tuple(json.loads(row["contracts"])),
        language=row["language"],
        date=dt.date.fromisoformat(row["date"]),
        as_of=dt.date.fromisoformat(row["as_of"]),
        amount=Decimal(row["amount"]),
        currency=row["currency"],
        data_sha256=row["data_sha256"],
        template_sha256=row["template_sha256"],
    )
    return Issued(
        number=row["number"],
        letter=letter,
        files=files,
        status=row["status"],
        created=dt.datetime.fromisoformat(row["created"]),
        supersedes=row["supersedes"] or "",
        signed=dt.date.fromisoformat(row["signed"]) if row["signed"] else None,
    )


def _unknown(number: str) -> RegisterError:
    return RegisterError(
        N_("no letter was issued under the number {number}"),
        N_("see the numbers with: letters register list"),
        number=number,
    )
