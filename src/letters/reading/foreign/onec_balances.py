"""ОСВ по счёту 62 (or 60): who owes at the start and at the end of a period, without documents.

Head in two rows (`Сальдо на начало периода` over `Дебет` and `Кредит`, turnovers, `Сальдо на
конец периода`); below it accounts, counterparties, contracts and documents, each level the sum of
the next. The levels are told by their words (an outline does not survive every export), and the
sums prove them: an account is the sum of its parties, a party the sum of its contracts.

Debt of a party: 62.01 on the debit less the advances of 62.02 on the credit.
"""

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import zip_longest
from typing import Literal

from letters.errors import N_, Problem
from letters.model.origin import Origin
from letters.model.party import Party
from letters.reading.cells import Cell, is_empty
from letters.reading.foreign.file import File
from letters.reading.foreign.found import Balance, Control, Format, Found, NamedContract
from letters.reading.foreign.onec_captions import (
    caption_of,
    contract_of,
    is_contract,
    party_of,
)
from letters.reading.foreign.onec_dates import period_in
from letters.reading.foreign.onec_figures import (
    ZERO,
    figure,
    is_heading,
    titles,
    unended,
    unrecognised,
)
from letters.reading.foreign.onec_kinds import ACCOUNT, nature_of
from letters.reading.foreign.sheets import Header, find_header, is_blank
from letters.reading.foreign.values import Unreadable, tidy
from letters.reading.tables import Grid
from letters.reading.vocabulary import folded

NAME = N_("turnover balance sheet of 1C (ОСВ по счёту)")
_LEVELS = "Счет; Субконто; Контрагенты; Контрагент; Договоры; Договор; Субсчет; Покупатели"
_HEADS = {
    "name": f"{_LEVELS}; " + "; ".join(f"Счет | {word.strip()}" for word in _LEVELS.split(";")),
    "indicator": "Показатель; Показатели; Показа-тели",
    "opening_debit": "Сальдо на начало периода | Дебет; Сальдо на начало | Дебет; "
    "Начальное сальдо | Дебет; Начальное сальдо Дт; Нач. сальдо деб.",
    "opening_credit": "Сальдо на начало периода | Кредит; Сальдо на начало | Кредит; "
    "Начальное сальдо | Кредит; Начальное сальдо Кт; Нач. сальдо кред.",
    "debit": "Обороты за период | Дебет; Оборот за период | Дебет; Обороты | Дебет; "
    "Оборот | Дебет; Оборот Дт; Деб. оборот",
    "credit": "Обороты за период | Кредит; Оборот за период | Кредит; Обороты | Кредит; "
    "Оборот | Кредит; Оборот Кт; Кред. оборот",
    "closing_debit": "Сальдо на конец периода | Дебет; Сальдо на конец | Дебет; "
    "Конечное сальдо | Дебет; Конечное сальдо Дт; Кон. сальдо деб.",
    "closing_credit": "Сальдо на конец периода | Кредит; Сальдо на конец | Кредит; "
    "Конечное сальдо | Кредит; Конечное сальдо Кт; Кон. сальдо кред.",
}
_FIGURES = tuple(_HEADS)[2:]
_REQUIRED = ("name", *_FIGURES)
_WORDS = frozenset(
    {folded(word) for word in _LEVELS.split(";")}
    | {"дебет", "кредит", "документы расчетов с контрагентом", "документы расчетов", "валюта"}
    | {"сальдо на начало периода", "обороты за период", "оборот за период"}
    | {"сальдо на конец периода", "показатели", "показа тели"}
)
_OTHER_INDICATORS = re.compile(r"(?:ну|пр|вр|кол|вал|контроль|количество)")
_EMPTY_NAMES = frozenset({"", "<...>", "<>", "<пустое значение>", "<…>"})

_Level = Literal["account", "party", "contract", "document", "total"]


@dataclass(frozen=True, slots=True)
class _Line:
    """A row: its level, and opening, turnover of the debit and of the credit, closing (± = D/K)."""

    row: int
    level: _Level
    name: str
    sums: tuple[Decimal, Decimal, Decimal, Decimal]


def recognise(file: File) -> bool:
    """By a head of balances at the start and at the end of a period."""
    return any(find_header(grid, _HEADS, _REQUIRED) for grid in file.grids)


def read(files: Sequence[File]) -> Found:
    """Opening and closing balances by party and contract; there are no movements."""
    (file,) = files
    grid, head = next(
        (grid, head) for grid in file.grids if (head := find_header(grid, _HEADS, _REQUIRED))
    )
    source = grid.source
    problems: list[Problem] = []
    lines = list(_lines(grid, head, problems))
    title = "\n".join(text for _, text in titles(grid.rows[: head.top]))
    first, last = period_in(title)
    owner = next((party_of(line) for line in title.split("\n") if _is_owner(line)), _NOBODY)
    opening, closing = _balances(lines, source, first, last, problems)
    if not any(line.level == "total" for line in lines):
        problems.append(unended(source, "Итого"))
    named = {balance.party.name: balance.party for balance in (*opening, *closing)}
    return Found(
        format=NAME, source=source, sort="account", owner=owner, first=first, last=last,
        opening=opening, closing=closing, parties=tuple(named.values()),
        controls=tuple(_controls(lines, source)), problems=tuple(problems),
    )  # fmt: skip


FORMAT = Format(NAME, recognise, read)
_NOBODY = Party(id="", name="")


def _is_owner(line: str) -> bool:
    return not re.search(r"ведомость|выводимые|отбор|период|единица|за \d", line, re.IGNORECASE)


def _lines(grid: Grid, head: Header, problems: list[Problem]) -> Iterator[_Line]:
    """The rows of money; other indicators (tax accounting, quantity) are passed over."""
    level: _Level = "account"
    for number, row in enumerate(grid.rows[head.body :], head.body + 1):
        if is_blank(row) or is_heading(row, _WORDS):
            continue
        where = Origin(grid.source, number)
        try:
            indicator = folded(tidy(head.cell(row, "indicator")))
            name = _name(row, head)
            values = {field: figure(head.cell(row, field)) for field in _FIGURES}
        except Unreadable as error:
            problems.append(error.at(where))
            continue
        if _OTHER_INDICATORS.match(indicator):
            continue
        if level == "total":  # signatures stand below the last row
            break
        if not any(values.values()) and not ACCOUNT.fullmatch(name) and not _is_named(row, head):
            problems.append(unrecognised(where, name))
            continue
        level = _level(name)
        yield _Line(number, level, name, _netted(values))


def _is_named(row: Sequence[Cell], head: Header) -> bool:
    """Whether a row without figures still has its name in the column of names."""
    return any(not is_empty(row[at]) for at in head.all["name"] if at < len(row))


def _name(row: Sequence[Cell], head: Header) -> str:
    """The name of a row: in the column of names, or indented into the ones up to the figures."""
    first = min(min(head.all[name]) for name in _FIGURES if name in head)
    start = head.all["name"][0]
    cells = [row[at] for at in range(start, min(first, len(row))) if not is_empty(row[at])]
    if cells and isinstance(cells[0], Decimal):
        return format(cells[0], "f")
    return tidy(cells[0]) if cells else ""


def _level(name: str) -> _Level:
    """What a row is, by its words."""
    if folded(name).startswith("итого"):
        return "total"
    if ACCOUNT.fullmatch(name):
        return "account"
    if is_contract(name):
        return "contract"
    caption = caption_of(name)
    return "document" if caption.date and nature_of(caption.outer) else "party"


def _netted(values: Mapping[str, Decimal]) -> tuple[Decimal, Decimal, Decimal, Decimal]:
    return (
        values["opening_debit"] - values["opening_credit"],
        values["debit"],
        values["credit"],
        values["closing_debit"] - values["closing_credit"],
    )


def _balances(
    lines: Sequence[_Line],
    source: str,
    first: dt.date | None,
    last: dt.date | None,
    problems: list[Problem],
) -> tuple[tuple[Balance, ...], tuple[Balance, ...]]:
    """The balances of each party and contract, its subaccounts added up; zeros are left out."""
    sums: dict[tuple[str, str], list[Decimal]] = {}
    rows: dict[tuple[str, str], int] = {}
    party = ""
    for line, below in zip_longest(lines, lines[1:]):
        if line.level == "party":
            party = line.name
            if below is not None and below.level == "contract":
                continue
            key = (party, "")
        elif line.level == "contract":
            key = (party, line.name)
        else:
            continue
        if key[0] in _EMPTY_NAMES and any(line.sums):
            problems.append(
                Origin(source, line.row).problem(
                    "", "party.missing", N_("the row does not say whose it is"),
                    N_("correct the report, or enter this balance by hand"),
                )
            )  # fmt: skip
            continue
        its = sums.setdefault(key, [ZERO, ZERO])
        its[0] += line.sums[0]
        its[1] += line.sums[3]
        rows.setdefault(key, line.row)

    def stated(which: int, date: dt.date | None) -> tuple[Balance, ...]:
        return tuple(
            Balance(
                origin=Origin(source, rows[key]), party=party_of(key[0]), date=date,
                amount=its[which], contract=contract_of(key[1]) if key[1] else NamedContract(),
            )
            for key, its in sums.items()
            if its[which] and date is not None
        )  # fmt: skip

    if first is None and last is None and sums:
        problems.append(
            Problem(
                source, "", "period.missing", N_("the title does not say the period"),
                N_("export the report with its title"),
            )
        )  # fmt: skip
    return stated(0, first), stated(1, last)


_SUMS = (
    N_("opening balance"), N_("turnover, debit"), N_("turnover, credit"), N_("closing balance"),
)  # fmt: skip


def _controls(lines: Sequence[_Line], source: str) -> Iterator[Control]:
    """Each account is the sum of its parties, each party of its contracts, the total of all.

    An account that has subaccounts is the sum of these.
    """
    for line, below in _children(lines):
        if line.level in {"account", "total"}:
            opening, debit, credit, closing = line.sums
            yield Control(
                N_("closing balance"), closing, opening + debit - credit, Origin(source, line.row)
            )
        if not below:
            continue
        for which, name in enumerate(_SUMS):
            added = sum((child.sums[which] for child in below), ZERO)
            if line.sums[which] or added:
                yield Control(name, line.sums[which], added, Origin(source, line.row))


def _children(lines: Sequence[_Line]) -> Iterator[tuple[_Line, list[_Line]]]:
    """Each line with the lines one level below it; the total row with the top ones."""
    top: list[_Line] = []
    for at, line in enumerate(lines):
        if line.level == "total":
            yield line, top
            return
        below: list[_Line] = []
        for other in lines[at + 1 :]:
            if other.level == "total" or _depth(other) <= _depth(line):
                break
            if not below or _depth(other) == _depth(below[0]):
                below.append(other)
        if not top or _depth(line) <= _depth(top[0]):
            top.append(line)
        yield line, below


def _depth(line: _Line) -> int:
    """Accounts by the dots of their numbers, then parties, contracts and documents."""
    if line.level == "account":
        return line.name.count(".")
    return {"party": 10, "contract": 11, "document": 12, "total": 0}[line.level]
