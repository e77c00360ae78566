"""Norma 43 (AEB Cuaderno 43), the bank statement of Spanish banks: lines of 80 columns.

11 opens an account, 22 is a movement, 23 its texts, 24 its amount in another currency, 33 closes
the account with its totals, 88 ends the file with the number of lines. Blanks are places: a line
is never stripped before it is cut. Amounts have 14 digits, two of them decimals; the digit before
says 1 debe (money out) or 2 haber (money in). Every total of 33 and 88 is checked.

Nobody's NIF is in the file. Whoever a transfer comes from stands in its text, and is taken from
it where the bank writes `TRANSFERENCIA DE`.
"""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from letters.errors import N_, DataError, Problem
from letters.model.origin import Origin
from letters.model.party import Party
from letters.reading.cells import Fault, shown
from letters.reading.foreign.file import File
from letters.reading.foreign.found import Aside, Control, Format, Found, Movement
from letters.reading.foreign.values import Unreadable, above_zero, currency_numbered, day, tidy

_NAME = N_("Norma 43, Spanish bank statement")
_WIDTH = 80
_FIRST = re.compile(rb"(?:\xef\xbb\xbf)?11\d{18}\d{12}[12]\d{14}\d{3}")
_DIGITS = re.compile(r"\d+", re.ASCII)
_PAYER = re.compile(
    r"(?:TRANSFERENCIA|TRANSFER|TRANSF|TRF)\.?(?: RECIBIDA)? (?:DE|A FAVOR DE):? "
    r"(?P<name>\S.*?)(?: {2}|$)",
    re.IGNORECASE,
)
# Common concepts of the Cuaderno that are the bank's or the state's, never a customer's.
_BANKS_OWN = {
    "05": N_("a loan of the bank"),
    "07": N_("securities"),
    "08": N_("securities"),
    "09": N_("securities"),
    "11": N_("cash from a machine"),
    "15": N_("wages and social insurance"),
    "16": N_("a fee or interest of the bank"),
    "17": N_("a fee or interest of the bank"),
}
_NOTHING = N_("no money moved")


@dataclass(slots=True)
class _Account:
    """An account as its lines are read: what its 33 must confirm."""

    owner: Party
    currency: str
    opening: Decimal
    debits: list[Decimal] = field(default_factory=list)
    credits: list[Decimal] = field(default_factory=list)


@dataclass(slots=True)
class _Movement:
    """A movement with the lines of text that follow it."""

    row: int
    line: str
    texts: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Reading:
    """What has been read so far."""

    source: str
    account: _Account | None = None
    pending: _Movement | None = None
    owners: list[Party] = field(default_factory=list)
    days: list[str] = field(default_factory=list)
    movements: list[Movement] = field(default_factory=list)
    aside: list[Aside] = field(default_factory=list)
    controls: list[Control] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def _recognise(file: File) -> bool:
    return _FIRST.match(file.data) is not None


def _read(files: Sequence[File]) -> Found:
    file = files[0]
    lines = _lines(file.data)
    reading = _Reading(file.source)
    count = 0
    for row, line in enumerate(lines, 1):
        if not line.strip(" \x1a"):  # a last empty line, or the end mark of DOS
            continue
        try:
            if line[:2] == "88":
                _finish(reading)
                stated, place = _count(line[20:26]), Origin(file.source, row)
                control = Control(N_("number of lines"), stated, Decimal(count), place)
                reading.controls.append(control)
                count = 0
            else:
                count += 1
                _line(line, row, reading)
        except Unreadable as found:
            reading.problems.append(found.at(Origin(file.source, row)))
    if count or reading.account:
        raise DataError(
            N_("the file ends before its last line (88): it is cut off"),
            N_("download the statement from the bank again"),
        )
    owners = {owner.bank_account: owner for owner in reading.owners}
    return Found(
        format=_NAME,
        source=file.source,
        sort="bank",
        movements=tuple(reading.movements),
        owner=owners.popitem()[1] if len(owners) == 1 else Party(id="", name=""),
        first=min(map(_day, reading.days), default=None),
        last=max(map(_day, reading.days), default=None),
        aside=tuple(reading.aside),
        controls=tuple(reading.controls),
        problems=tuple(reading.problems),
    )


def _lines(data: bytes) -> list[str]:
    """The lines with all their blanks; UTF-8 by proof, else the Latin-1 of the Cuaderno."""
    data = data.removeprefix(b"\xef\xbb\xbf")
    try:
        text = data.decode()
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")  # what it replaces, `tidy` refuses
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for row, line in enumerate(lines, 1):
        if len(line.rstrip(" \x1a")) > _WIDTH:
            raise DataError(
                N_("row {row} has {length} characters, a line of Norma 43 has {width}"),
                N_("download the statement from the bank again"),
                row=row,
                length=len(line),
                width=_WIDTH,
            )
    return [line.ljust(_WIDTH) for line in lines]


def _line(line: str, row: int, reading: _Reading) -> None:
    kind = line[:2]
    if kind in {"22", "33", "11"}:
        _finish(reading)
    if kind == "11" and not reading.account:
        reading.account = _open(line, row, reading)
    elif kind == "22" and reading.account:
        reading.pending = _Movement(row, line)
    elif kind == "23" and reading.pending:
        reading.pending.texts += [line[4:42], line[42:80]]
    elif kind == "24" and reading.pending:
        pass  # the amount in the currency it came in; the account's currency counts
    elif kind == "33" and reading.account:
        account, reading.account = reading.account, None
        _close(line, row, account, reading)
    else:
        raise Unreadable(
            Fault(
                "row.unknown",
                N_("“{value}” cannot stand here"),
                N_("download the statement from the bank again"),
                {"value": shown(line[:10])},
            )
        )


def _open(line: str, row: int, reading: _Reading) -> _Account:
    for date in (line[20:26], line[26:32]):
        _day(date)
        reading.days.append(date)
    owner = Party(
        id="",
        name=tidy(line[51:77]),
        country="ES",
        bank_account=_iban(line[2:20]),
        origin=Origin(reading.source, row),
    )
    reading.owners.append(owner)
    return _Account(owner, currency_numbered(line[47:50]), _amount(line, 33, 32))


def _finish(reading: _Reading) -> None:
    """The movement before this line has all its texts: it is taken to where it belongs."""
    pending, account = reading.pending, reading.account
    reading.pending = None
    if not pending or not account:
        return
    line, origin = pending.line, Origin(reading.source, pending.row)
    try:
        signed = _amount(line, 28, 27)
        incoming = line[27] == "2"
        (account.credits if incoming else account.debits).append(abs(signed))
        texts = [tidy(text) for text in pending.texts]
        references = [tidy(line[52:64]), tidy(line[64:80])]
        description = " ".join(
            filter(None, [*texts, *(ref for ref in references if ref.strip("0"))])
        )
        reason = _BANKS_OWN.get(line[22:24], "") or ("" if signed else _NOTHING)
        if reason:
            reading.aside.append(Aside(origin, reason, description, abs(signed)))
            return
        number = tidy(line[42:52])
        movement = Movement(
            origin=origin,
            date=_day(line[10:16]),
            kind="payment" if incoming else "refund",
            amount=above_zero(abs(signed)),
            party=Party(id="", name=_payer(pending.texts), origin=origin),
            number=number if number.strip("0") else "",
            currency=account.currency,
            description=description,
        )
        reading.movements.append(movement)
    except Unreadable as found:
        reading.problems.append(found.at(origin))


def _close(line: str, row: int, account: _Account, reading: _Reading) -> None:
    """The totals of an account against its lines."""
    place = Origin(reading.source, row)
    if _iban(line[2:20]) != account.owner.bank_account:
        raise Unreadable(
            Fault(
                "row.unknown",
                N_("“{value}” cannot stand here"),
                N_("download the statement from the bank again"),
                {"value": shown(line[:20])},
            )
        )
    turnover = sum(account.credits, Decimal(0)) - sum(account.debits, Decimal(0))
    closing = _amount(line, 59, 58)
    reading.controls += [
        Control(N_("number of debits"), _count(line[20:25]), Decimal(len(account.debits)), place),
        Control(N_("turnover, debit"), _cents(line[25:39]), sum(account.debits, Decimal(0)), place),
        Control(N_("number of credits"), _count(line[39:44]), Decimal(len(account.credits)), place),
        Control(
            N_("turnover, credit"), _cents(line[44:58]), sum(account.credits, Decimal(0)), place
        ),
        Control(
            N_("opening balance, in and out, closing balance"),
            closing,
            account.opening + turnover,
            place,
        ),
    ]


def _amount(line: str, start: int, sign: int) -> Decimal:
    """14 digits of hundredths with their sign before them: 1 debe (-), 2 haber (+)."""
    if line[sign] not in "12":
        raise _not_digits(line[sign : start + 14])
    amount = _cents(line[start : start + 14])
    return -amount if line[sign] == "1" else amount


def _cents(text: str) -> Decimal:
    return _count(text).scaleb(-2)


def _count(text: str) -> Decimal:
    if not _DIGITS.fullmatch(text):
        raise _not_digits(text)
    return Decimal(text)


def _not_digits(text: str) -> Unreadable:
    return Unreadable(
        Fault(
            "amount.unreadable",
            N_("“{value}” is not an amount of digits only, at its place in the line"),
            N_("download the statement from the bank again"),
            {"value": shown(text)},
        )
    )


def _day(text: str) -> dt.date:
    return day(f"20{text}" if _DIGITS.fullmatch(text) else text)


def _payer(texts: Sequence[str]) -> str:
    for text in texts:
        if match := _PAYER.search(text):
            return tidy(match["name"])
    return ""


def _iban(account: str) -> str:
    """The IBAN of bank, branch and account, whose check digits follow from them.

    >>> _iban("210004180200051332")
    'ES9121000418450200051332'
    """
    if not _DIGITS.fullmatch(account):
        raise _not_digits(account)
    from stdnum.es import ccc

    bare = f"{account[:8]}00{account[8:]}"
    return str(ccc.to_iban(f"{account[:8]}{ccc.calc_check_digits(bare)}{account[8:]}"))


FORMAT = Format(_NAME, _recognise, _read)
