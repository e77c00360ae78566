"""Акт сверки: a reconciliation act as a sheet, with one half or two.

Known forms: 1C (Дата, Документ, Дебет, Кредит, each half under `По данным …, руб.`) and the older
one (№ п/п, Наименование операции, документы, Дебет, Кредит). The left half is the owner's: its
rows are the movements, those of the right half the `others`. A half that is left blank says
nothing. The signs of a half are those of its own books (see `onec_kinds`), so the right half's
party is the owner, and a sale that both agree on is a debit on the left and a credit on the right.
"""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from letters.errors import N_, Severity
from letters.model.origin import Origin
from letters.model.party import Party
from letters.reading.cells import Cell, is_empty
from letters.reading.foreign.file import File
from letters.reading.foreign.found import Balance, Control, Format, Found, Movement, NamedContract
from letters.reading.foreign.onec_act_head import Act, act_of
from letters.reading.foreign.onec_captions import (
    Caption,
    caption_of,
    contract_of,
    is_contract,
)
from letters.reading.foreign.onec_figures import (
    BALANCE_AT,
    CLOSING,
    OPENING,
    PASSING,
    TURNOVER,
    ZERO,
    figure,
    is_heading,
    label_of,
    titles,
    unended,
    unrecognised,
)
from letters.reading.foreign.onec_kinds import Nature, kind_and_amount, nature_of
from letters.reading.foreign.sheets import Header, find_header, is_blank
from letters.reading.foreign.values import Unreadable, day, tidy
from letters.reading.tables import Grid
from letters.reading.vocabulary import folded

NAME = N_("reconciliation act (акт сверки)")
_HEADS = {
    "document_number": "Номер; Номер документа; № документа; № док.; Номер док.",
    "number": "№ п/п; № п.п.; №; п/п",
    "date": "Дата; Период; Дата документа; Дата операции",
    "document": "Документ; Документы; Наименование операции, документы; Наименование операции; "
    "Содержание записи; Содержание операции; Текст записи; Операция; Вид документа; Основание; "
    "Наименование документа",
    "debit": "Дебет; Дт",
    "credit": "Кредит; Кт",
}
_WORDS = frozenset({folded(word) for heads in _HEADS.values() for word in heads.split(";")})
_DATED = re.compile(r"на (\d{2}) (\d{2}) (\d{4}|\d{2})(?!\d)")


@dataclass(slots=True)
class _Half:
    """Where a half stands (its columns), and what it says.

    `sums` are its debit and credit so far, `section` the same of the contract that is being read,
    and what that contract opened with.
    """

    ordinal: int | None
    date: int | None
    number: int | None
    document: int
    debit: int
    credit: int
    until: int
    party: Party = field(default=Party(id="", name=""))
    movements: list[Movement] = field(default_factory=list)
    opening: tuple[int, dt.date | None, Decimal] | None = None
    closing: tuple[int, dt.date | None, Decimal] | None = None
    controls: list[Control] = field(default_factory=list)
    contract: NamedContract | None = None
    sums: list[Decimal] = field(default_factory=lambda: [ZERO, ZERO])
    section: list[Decimal] = field(default_factory=lambda: [ZERO, ZERO, ZERO])

    @property
    def start(self) -> int:
        return min(
            at for at in (self.ordinal, self.date, self.document, self.debit) if at is not None
        )


def recognise(file: File) -> bool:
    """By the words `акт сверки` above a head with Дебет and Кредит."""
    return any(map(_head, file.grids))


def _head(grid: Grid) -> Header | None:
    head = find_header(grid, _HEADS, ("document", "debit", "credit"))
    if head is None:
        return None
    words = " ".join(text for _, text in titles(grid.rows[: head.top + 1]))
    return head if re.search(r"сверк", words, re.IGNORECASE) else None


def read(files: Sequence[File]) -> Found:
    """The act on the first sheet that holds one."""
    (file,) = files
    grid, head = next((grid, head) for grid in file.grids if (head := _head(grid)))
    halves = _halves(grid, head)
    act = act_of(grid, head, halves[1].start if len(halves) > 1 else 0)
    for half, party in zip(halves, (act.other, act.owner), strict=False):
        half.party = party
    for number, row in enumerate(grid.rows[head.body :], head.body + 1):
        if not is_blank(row) and not is_heading(row, _WORDS):
            for half in halves:
                try:
                    _row(act, half, number, row, halves)
                except Unreadable as error:
                    act.problems.append(error.at(Origin(act.source, number)))
    ours, theirs = halves[0], halves[1] if len(halves) > 1 else None
    if ours.closing is None:
        act.problems.append(unended(act.source, "Сальдо конечное"))
    said = bool(theirs and theirs.movements)
    return Found(
        format=NAME, source=act.source, sort="account", movements=tuple(ours.movements),
        owner=act.owner, first=act.first, last=act.last,
        opening=_balance(act, ours, ours.opening, act.first),
        closing=_balance(act, ours, ours.closing, act.last),
        others=tuple(theirs.movements) if theirs else (),
        others_opening=_balance(act, theirs, theirs.opening, act.first) if theirs and said else (),
        controls=tuple(ours.controls + (theirs.controls if theirs and said else [])),
        problems=tuple(act.problems),
    )  # fmt: skip


FORMAT = Format(NAME, recognise, read)


def _halves(grid: Grid, head: Header) -> list[_Half]:
    """One half a Дебет; where an act has one column of documents, both halves share it."""
    columns = head.all

    def nth(name: str, n: int) -> int | None:
        places = columns.get(name, ())
        return places[min(n, len(places) - 1)] if places else None

    count = min(len(columns["debit"]), len(columns["credit"]), 2)
    halves = [
        _Half(
            nth("number", n),
            nth("date", n),
            nth("document_number", n),
            nth("document", n) or 0,
            columns["debit"][n],
            columns["credit"][n],
            0,
        )
        for n in range(count)
    ]
    width = max(len(row) for row in grid.rows[: head.body + 1])
    for half, following in zip(halves, [*halves[1:], None], strict=True):
        half.until = following.start if following and following.start > half.start else width
    return halves


def _row(act: Act, half: _Half, number: int, row: Sequence[Cell], halves: Sequence[_Half]) -> None:
    """A row of one half: an entry, a total, the name of a contract, or nothing."""
    left = half is halves[0]
    debit = (
        figure(row[half.debit]) if half.debit < len(row) and not _words(row[half.debit]) else ZERO
    )
    credit = (
        figure(row[half.credit])
        if half.credit < len(row) and not _words(row[half.credit])
        else ZERO
    )
    stated = any(
        at < len(row) and not is_empty(row[at]) and not _words(row[at])
        for at in (half.debit, half.credit)
    )
    label = label_of(row, range(half.start, min(half.until, half.debit)))
    where = Origin(act.source, number)
    if OPENING.match(label) or (BALANCE_AT.match(label) and half.opening is None):
        if stated or left:
            _opened(half, where, label, debit - credit)
    elif CLOSING.match(label) or BALANCE_AT.match(label):
        if stated or left:
            _closed(half, where, label, debit - credit)
    elif TURNOVER.match(label):
        sums = half.section if half.contract else half.sums
        if stated:
            half.controls += [
                Control(N_("turnover, debit"), debit, sums[0], where),
                Control(N_("turnover, credit"), credit, sums[1], where),
            ]
    elif PASSING.match(label):
        return
    elif debit or credit:
        _entry(act, half, where, row, (debit, credit), halves)
    elif left and half.closing is None:
        _without_figures(act, halves, where, row)


def _words(cell: Cell) -> bool:
    """Whether a cell of figures holds words (a heading that is repeated, a signature)."""
    return isinstance(cell, str) and bool(re.search(r"[^\W\d_]{2}", cell)) and "руб" not in cell


def _opened(half: _Half, where: Origin, label: str, stated: Decimal) -> None:
    if half.contract:
        half.section[2] = stated
    elif half.opening is None:
        half.opening = (where.row, _dated(label), stated)


def _closed(half: _Half, where: Origin, label: str, stated: Decimal) -> None:
    """A closing balance: of the section of a contract, or of the whole act."""
    if half.contract:
        computed = half.section[2] + half.section[0] - half.section[1]
        half.contract = None
    else:
        computed = (half.opening[2] if half.opening else ZERO) + half.sums[0] - half.sums[1]
        half.closing = (where.row, _dated(label), stated)
    half.controls.append(Control(N_("closing balance"), stated, computed, where))


def _dated(label: str) -> dt.date | None:
    """The day of `Сальдо на 30.09.2026` (folded, so with blanks for dots)."""
    match = _DATED.search(label)
    return day(".".join(match.groups())) if match else None


def _without_figures(act: Act, halves: Sequence[_Half], where: Origin, row: Sequence[Cell]) -> None:
    """The name of a contract above the rows of both halves, or a row that says nothing we know."""
    cells = row[halves[0].start : halves[0].until]
    text = next((tidy(cell) for cell in cells if isinstance(cell, str) and not is_empty(cell)), "")
    if is_contract(text):
        for half in halves:
            half.contract, half.section = contract_of(text), [ZERO, ZERO, ZERO]
    elif re.search(r"[^\W\d_]{3}", text):
        act.problems.append(unrecognised(where, text))


def _entry(
    act: Act,
    half: _Half,
    where: Origin,
    row: Sequence[Cell],
    sides: tuple[Decimal, Decimal],
    halves: Sequence[_Half],
) -> None:
    """A document with its figure; one with a figure on both sides is two entries."""
    debit, credit = sides
    for sums in (half.sums, half.section):
        sums[0] += debit
        sums[1] += credit
    cell = row[half.document] if half.document < len(row) else ""
    if isinstance(cell, dt.date):  # the caption stands in the column of dates: a date alone
        cell = ""
    text = tidy(cell)
    caption = caption_of(text)
    if not caption.number and half.number is not None and half.number < len(row):
        caption = replace(caption, number=tidy(row[half.number]))
    date = _date_of(row, half, caption)
    # what the other side wrote into its half does not stop the import of ours
    severity: Severity = "error" if half is halves[0] else "warning"
    if date is None:
        act.problems.append(
            where.problem(
                "", "date.missing", N_("the date is missing"), N_("fill it in, or delete the row"),
                severity=severity,
            )
        )  # fmt: skip
        return
    for one in [(debit, ZERO)] * bool(debit) + [(ZERO, credit)] * bool(credit):
        kind = kind_and_amount(_nature(caption), "", *one)
        if kind is None:
            act.problems.append(
                where.problem(
                    "", "kind.unknown",
                    N_("“{document}” does not say whether it is goods, money or a correction"),
                    N_("enter this row by hand, or correct the name of the document"),
                    severity=severity, document=text[:60],
                )
            )  # fmt: skip
            continue
        half.movements.append(
            Movement(
                origin=where, date=date, kind=kind[0], amount=kind[1], party=half.party,
                number=caption.number, contract=half.contract or act.contract,
                document_type=caption.type, currency=act.currency,
                counterparty_number=caption.incoming, description="" if caption.number else text,
            )
        )  # fmt: skip


def _nature(caption: Caption) -> Nature:
    """The word before the brackets, else the one inside: `Прочее (УПД 5 от …)`."""
    return nature_of(caption.outer) or nature_of(caption.type)


def _date_of(row: Sequence[Cell], half: _Half, caption: Caption) -> dt.date | None:
    """The day in the column of dates; where the act has none, the day of the document."""
    if half.date is None or half.date >= len(row) or is_empty(row[half.date]):
        return caption.date
    return day(row[half.date])


def _balance(
    act: Act, half: _Half, stated: tuple[int, dt.date | None, Decimal] | None, day_: dt.date | None
) -> tuple[Balance, ...]:
    """A stated balance; its own day goes before the period's."""
    date = stated[1] or day_ if stated else None
    if stated is None or date is None or not half.party.name:
        return ()
    where = Origin(act.source, stated[0])
    its = Balance(
        origin=where, party=half.party, date=date, amount=stated[2], currency=act.currency
    )
    return (replace(its, contract=act.contract),)
