"""ContaPlus: the journal (XDIARIO.TXT, DIARIO.DBF) and its accounts (SUBCTA).

The text has a record a line, of fixed width, as the importer of Bulmages reads it; newer versions
are longer. Amounts are those in euros (EURODEBE, EUROHABER): the columns before them are pesetas.
The journal knows only the codes of accounts; names and tax ids come from SUBCTA, when that file
is given too. The rows are then read as those of any Spanish ledger.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from letters.errors import N_, DataError
from letters.model.origin import Origin
from letters.model.party import Party
from letters.reading.cells import Cell
from letters.reading.foreign.dbf import field_names, read_dbf
from letters.reading.foreign.es_ledger import read_sheets
from letters.reading.foreign.file import File
from letters.reading.foreign.found import Control, Format, Found
from letters.reading.foreign.sheet_rows import Sheet
from letters.reading.foreign.sheets import Header
from letters.reading.foreign.values import Unreadable, amount
from letters.reading.locales import LOCALES
from letters.reading.tables import Grid

NAME = N_("ContaPlus journal")
ENTRY = N_("debit and credit of a journal entry")

# Starts and ends of the fields that are read, from 0.
_JOURNAL: Mapping[str, tuple[int, int]] = {
    "ASIEN": (0, 6),
    "FECHA": (6, 14),
    "SUBCTA": (14, 26),
    "CONCEPTO": (54, 79),
    "FACTURA": (95, 103),
    "DOCUMENTO": (129, 139),
    "EURODEBE": (238, 254),
    "EUROHABER": (254, 270),
}
_ACCOUNTS: Mapping[str, tuple[int, int]] = {"COD": (0, 12), "TITULO": (12, 52), "NIF": (52, 67)}
_JOURNAL_LINE = re.compile(rb"[ \d]{6}(?:19|20)\d{6}\d{3}[\d ]{9}[\d ]{12}[^;\t|]{40}")
_ACCOUNT_LINE = re.compile(rb"\d{3}[\d ]{9}[^;\t|\d ][^;\t|]{90}")
_COLUMNS = ("date", "entry", "number", "concept", "account", "name", "tax_id", "debit", "credit")
_LETTERS = frozenset("áéíóúñüÁÉÍÓÚÑÜ")
_SIGNS = frozenset("çàèòïÇÀÈÒºª¿¡·€´")
_ACCENTED = re.compile(r"([A-Za-z]?)([^\x00-\x7f])(?=([A-Za-z]?))")


@dataclass(frozen=True, slots=True)
class _Records:
    """Records by their number in the file (a deleted one is missing), fields by name."""

    source: str
    rows: Mapping[int, Mapping[str, str]]


def recognise(file: File) -> bool:
    """Whether this is a journal, or a table of accounts."""
    return _is_journal(file) or _is_accounts(file)


def read(files: Sequence[File]) -> Found:
    """The journals, with the names that the tables of accounts give."""
    names: dict[str, Mapping[str, str]] = {}
    for file in files:
        if not _is_journal(file):
            rows = _records(file, _ACCOUNTS).rows.values()
            names |= {row["COD"]: row for row in rows if row["COD"]}
    journals = [_records(file, _JOURNAL) for file in files if _is_journal(file)]
    if not journals:
        parties = tuple(
            Party(id="", name=row["TITULO"] or code, tax_id=row["NIF"])
            for code, row in names.items()
            if code.startswith("43")
        )
        return Found(format=NAME, source=files[0].source, sort="account", parties=parties)
    accounts = read_sheets([_sheet(journal, names) for journal in journals])
    accounts.controls += [control for journal in journals for control in _entries(journal)]
    return accounts.found(NAME, journals[0].source, Party(id="", name=""))


FORMAT = Format(NAME, recognise, read, joins=True)


def _is_journal(file: File) -> bool:
    names = field_names(file.data)
    return {"ASIEN", "SUBCTA", "CONCEPTO"} <= {*names} or bool(_JOURNAL_LINE.match(file.data))


def _is_accounts(file: File) -> bool:
    if {"COD", "TITULO"} <= {*field_names(file.data)}:
        return True
    lines = file.data[:5000].splitlines()[:5]
    same = len({len(line) for line in lines[:-1]}) <= 1
    return bool(lines) and same and all(map(_ACCOUNT_LINE.match, lines))


def _records(file: File, layout: Mapping[str, tuple[int, int]]) -> _Records:
    if names := field_names(file.data):
        table = read_dbf(file.data)
        if missing := layout.keys() - {*names} - {"FACTURA", "DOCUMENTO", "NIF"}:
            raise _without_euros(", ".join(sorted(missing)))
        places = {name: (start, end) for name, start, end in table.fields if name in layout}
        live = {n: record for n, record in enumerate(table.records, 1) if record[:1] != b"*"}
        encoding = table.encoding or _encoding(b"".join(live.values()))
        lines = {n: _decoded(record, encoding) for n, record in live.items()}
    else:
        text = _decoded(file.data, _encoding(file.data)).replace("\x1a", "")
        places = dict(layout)
        lines = {n: line for n, line in enumerate(text.split("\n"), 1) if line.strip()}
        needed = max(end for _, end in layout.values())
        for number, line in lines.items():
            if len(line.rstrip("\r")) < needed:
                raise DataError(
                    N_("line {line} is too short: {length} characters, {needed} are needed"),
                    N_("export the journal again, with the amounts in euros"),
                    line=number, length=len(line), needed=needed,
                )  # fmt: skip
    blank = dict.fromkeys(layout, "")
    return _Records(
        file.source,
        {
            number: blank
            | {name: line[start:end].strip(" \0") for name, (start, end) in places.items()}
            for number, line in lines.items()
        },
    )


def _without_euros(missing: str) -> DataError:
    return DataError(
        N_("the table lacks the fields {fields}"),
        N_("export the journal again, with the amounts in euros"),
        fields=missing,
    )


def _encoding(data: bytes) -> str:
    """UTF-8 if it is; else that of Windows or of DOS, whichever makes Spanish words of the bytes.

    The DOS byte of Ó is an à in Windows: the case of the letters around it tells them apart.
    """
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        scores = {name: _spanish(data.decode(name, "replace")) for name in ("cp1252", "cp850")}
        best, worst = sorted(scores, key=lambda name: scores[name], reverse=True)
        if scores[best] <= max(scores[worst], 0):
            raise _unknown_encoding() from None
        return best
    return "utf-8"


def _spanish(text: str) -> float:
    """How Spanish the letters beyond ASCII are; a small one among capitals speaks against it."""
    score = 0.0
    for before, letter, after in _ACCENTED.findall(text[:1_000_000]):
        clash = (before + after).isupper() if letter.islower() else before.islower()
        if clash or letter not in _LETTERS | _SIGNS:
            score -= 1
        else:
            score += 1 if letter in _LETTERS else 0.5
    return score


def _unknown_encoding() -> DataError:
    return DataError(
        N_("the encoding of this file cannot be recognised"),
        N_("export it again from the program that made it"),
    )


def _decoded(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        raise _unknown_encoding() from None


def _sheet(journal: _Records, names: Mapping[str, Mapping[str, str]]) -> Sheet:
    """The journal as a ledger whose rows are its records; deleted ones are empty rows."""
    nobody = dict.fromkeys(_ACCOUNTS, "")
    rows: list[Sequence[Cell]] = [[]] * max(journal.rows, default=0)
    for number, row in journal.rows.items():
        account = names.get(row["SUBCTA"], nobody)
        bill = row["FACTURA"].lstrip("0")
        rows[number - 1] = [
            row["FECHA"], row["ASIEN"], row["DOCUMENTO"] or bill, row["CONCEPTO"], row["SUBCTA"],
            account["TITULO"] or row["SUBCTA"], account["NIF"], row["EURODEBE"], row["EUROHABER"],
        ]  # fmt: skip
    header = Header(0, 0, {name: (position,) for position, name in enumerate(_COLUMNS)})
    return Sheet(Grid(journal.source, "", rows), header, LOCALES["es_MX"])


def _entries(journal: _Records) -> list[Control]:
    """Each entry's debit against its credit; an export of some accounts only proves nothing."""
    if all(row["SUBCTA"].startswith(("40", "41", "43", "44")) for row in journal.rows.values()):
        return []
    sums: dict[str, list[Decimal]] = {}
    first: dict[str, int] = {}
    for number, row in journal.rows.items():
        first.setdefault(row["ASIEN"], number)
        entry = sums.setdefault(row["ASIEN"], [Decimal(0), Decimal(0)])
        try:
            entry[0] += amount(row["EURODEBE"], LOCALES["es_MX"])
            entry[1] += amount(row["EUROHABER"], LOCALES["es_MX"])
        except Unreadable:
            continue  # told where the row is read
    return [
        Control(ENTRY, debit, credit, Origin(journal.source, first[name]))
        for name, (debit, credit) in sums.items()
    ]
