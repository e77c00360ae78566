"""Карточка счёта 62 (or 60): every entry of a ledger account, as 1C prints it into a sheet.

Known forms: 1С:Бухгалтерия 3.0 (Период, Документ, Аналитика Дт, Аналитика Кт, Показатель, Дебет,
Кредит, Текущее сальдо) and the older УПП (Дата, Документ, Операция, Дебет, Кредит, Текущее
сальдо), as xlsx, xls, or text with tabs. Дебет and Кредит are each an account and a figure under
one merged heading. The signs are those of the card's own books (see `onec_kinds`).
"""

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from letters.errors import N_
from letters.model.origin import Origin
from letters.reading.cells import Cell
from letters.reading.foreign.file import File
from letters.reading.foreign.found import (
    Aside,
    Balance,
    Control,
    Format,
    Found,
    Movement,
)
from letters.reading.foreign.onec_captions import (
    contract_of,
    party_of,
)
from letters.reading.foreign.onec_dates import period_in
from letters.reading.foreign.onec_entries import Card, Raw, said_of
from letters.reading.foreign.onec_figures import (
    CLOSING,
    OPENING,
    PASSING,
    TURNOVER,
    ZERO,
    balance,
    figures,
    is_heading,
    label_of,
    titles,
    unended,
    unrecognised,
)
from letters.reading.foreign.onec_kinds import (
    ACCOUNT,
)
from letters.reading.foreign.sheets import Header, find_header, is_blank, span_of
from letters.reading.foreign.values import Unreadable, day, tidy
from letters.reading.tables import Grid
from letters.reading.vocabulary import folded

NAME = N_("account card of 1C (карточка счёта)")
_HEADS = {
    "date": "Период; Дата",
    "document": "Документ; Документы",
    "debit_lines": "Аналитика Дт; Аналитика Дебет; Субконто Дт",
    "credit_lines": "Аналитика Кт; Аналитика Кредит; Субконто Кт",
    "operation": "Операция; Операции; Содержание; Содержание операции",
    "indicator": "Показатель; Показатели; Показа-тели",
    "debit": "Дебет; Дт",
    "credit": "Кредит; Кт",
    "balance": "Текущее сальдо",
}
_REQUIRED = ("date", "document", "debit", "credit", "balance")
_WORDS = frozenset(
    {folded(word) for heads in _HEADS.values() for word in heads.split(";")}
    | {"счет", "сумма", "количество", "валюта", "сч"}
)
_TITLE = re.compile(r"карточка сч[её]та:?\s+(?P<account>\d\d(?:\.[\w]{1,3})*)", re.IGNORECASE)
_FILTER = re.compile(
    r"(?P<what>Контрагент\w*|Договор\w*)\s*(?:Равно|равен|=|:)\s*[\"«](?P<value>.+?)[\"»]"
    r"(?=\s*(?:$|,|;| И | и |\n))"
)
_NO_TITLE = re.compile(
    r"выводимые данные|отбор|период|сортировка|группировка|единица|карточка", re.IGNORECASE
)
_DAY = re.compile(r"\s*(?:\d{1,2}[./-]\d|\d{4}-)")
_MONEY_INDICATORS = frozenset({"", "бу", "сумма"})
_TAX_INDICATORS = frozenset({"ну", "пр", "вр", "кол", "количество", "контроль"})


@dataclass(frozen=True, slots=True)
class _Columns:
    """Where what stands: the head, the account and the figures of each side, the balance."""

    head: Header
    debit_account: int | None
    debit: Sequence[int]
    credit_account: int | None
    credit: Sequence[int]
    balance: Sequence[int]

    def text(self, row: Sequence[Cell], name: str) -> str:
        cell = self.head.cell(row, name)
        return tidy(cell) if cell != "" else ""


def recognise(file: File) -> bool:
    """By the head of a card in any sheet."""
    return any(find_header(grid, _HEADS, _REQUIRED) for grid in file.grids)


def read(files: Sequence[File]) -> Found:
    """The entries of the first sheet that holds a card; total rows become controls."""
    (file,) = files
    grid, head = next(
        (grid, head) for grid in file.grids if (head := find_header(grid, _HEADS, _REQUIRED))
    )
    card = _titles(grid, head)
    _rows(card, grid, _columns(grid, head))
    movements: list[Movement] = []
    aside: list[Aside] = []
    for raw in card.rows:
        for said in said_of(card, raw):
            if isinstance(said, Movement):
                movements.append(said)
            elif isinstance(said, Aside):
                aside.append(said)
            else:
                card.problems.append(said)
    if card.turnover is None and card.closing is None:
        card.problems.append(unended(grid.source, "Обороты за период и сальдо на конец"))
    return Found(
        format=NAME, source=grid.source, sort="account", movements=tuple(movements),
        owner=card.owner, first=card.first, last=card.last,
        opening=_balance(card, card.opening, card.first),
        closing=_balance(card, card.closing, card.last),
        aside=tuple(aside), controls=tuple(_controls(card)), problems=tuple(card.problems),
    )  # fmt: skip


FORMAT = Format(NAME, recognise, read)


def _columns(grid: Grid, head: Header) -> _Columns:
    """The accounts and figures under the merged headings Дебет and Кредит.

    The row below may name them (`Счет`, `Сумма`), or name the account only, or be missing: then
    the account is the column that holds accounts.
    """
    top = grid.rows[head.top]
    below = grid.rows[head.body] if head.body < len(grid.rows) else ()
    named = is_heading(below, _WORDS)
    sides: list[tuple[int | None, Sequence[int]]] = []
    for name in ("debit", "credit"):
        span = span_of(top, head.all[name][0])
        account = None
        if named:
            account = next((at for at in span if at < len(below) and _is(below[at], "счет")), None)
        if account is None and _holds_accounts(grid, head.body, span[0]):
            account = span[0]
        sides.append((account, [at for at in span if at != account]))
    (debit_account, debit), (credit_account, credit) = sides
    width = max((len(row) for row in grid.rows[head.top : head.top + 50]), default=0)
    return _Columns(
        head, debit_account, debit, credit_account, credit, range(head.all["balance"][0], width)
    )


def _is(cell: Cell, word: str) -> bool:
    return isinstance(cell, str) and folded(cell) == word


def _holds_accounts(grid: Grid, body: int, place: int) -> bool:
    cells = (row[place] for row in grid.rows[body : body + 60] if place < len(row))
    return any(
        isinstance(cell, str) and ACCOUNT.fullmatch(cell.strip()) and cell.strip()[:2] in _COMMON
        for cell in cells
    )


_COMMON = frozenset({"50", "51", "52", "55", "57", "60", "62", "76", "90", "91"})


def _titles(grid: Grid, head: Header) -> Card:
    """Owner, account, period and filters: whatever stands above the table."""
    card = Card(grid.source)
    for _, text in titles(grid.rows[: head.top]):
        if match := _TITLE.search(text):
            card.account = match["account"]
        if (period := period_in(text)) != (None, None) and card.first is None:
            card.first, card.last = period
        for chosen in _FILTER.finditer(text):
            if chosen["what"].startswith("Контрагент"):
                card.party = party_of(chosen["value"])
            else:
                card.contract = contract_of(chosen["value"])
        plain = re.sub(r"^Организация:?\s*", "", text)
        if not card.owner.name and not _NO_TITLE.search(plain) and re.search(r"[^\W\d_]{2}", plain):
            card.owner = party_of(plain)
    return card


def _rows(card: Card, grid: Grid, columns: _Columns) -> None:
    """All rows below the head, as entries, totals or problems."""
    for number, row in enumerate(grid.rows[columns.head.body :], columns.head.body + 1):
        if is_blank(row):
            continue
        try:
            _row(card, number, row, columns)
        except Unreadable as error:
            card.problems.append(error.at(Origin(card.source, number)))


def _row(card: Card, number: int, row: Sequence[Cell], columns: _Columns) -> None:
    date = columns.head.cell(row, "date")
    if isinstance(date, dt.date) or (isinstance(date, str) and _DAY.match(date)):
        if folded(columns.text(row, "indicator")) not in _TAX_INDICATORS:
            card.rows.append(_entry(number, row, columns))
        return
    label = label_of(row)
    indicator = folded(columns.text(row, "indicator"))
    if indicator in _TAX_INDICATORS or label in {"кол", "кол во", "количество"}:
        return
    if label.startswith(("вал", "в валюте")) or indicator.startswith("вал"):
        _in_currency(card, row, columns)
    elif OPENING.match(label):
        card.opening = (number, _balance_of(row, columns))
    elif TURNOVER.match(label):
        card.turnover = (number, figures(row, columns.debit), figures(row, columns.credit))
        if "сальдо" in label or balance(row, columns.balance) is not None:
            card.closing = (number, balance(row, columns.balance) or ZERO)
    elif CLOSING.match(label):
        card.closing = (number, _balance_of(row, columns))
    elif is_heading(row, _WORDS) or PASSING.match(label) or label in _MONEY_INDICATORS:
        return
    else:
        _continued(card, number, row, columns)


def _balance_of(row: Sequence[Cell], columns: _Columns) -> Decimal:
    """The balance of a total row; versions print it under Текущее сальдо or under its side."""
    stated = balance(row, columns.balance)
    return figures(row, columns.debit) - figures(row, columns.credit) if stated is None else stated


def _entry(number: int, row: Sequence[Cell], columns: _Columns) -> Raw:
    return Raw(
        number,
        _day(columns.head.cell(row, "date")),
        columns.text(row, "document"),
        (columns.text(row, "debit_lines"), columns.text(row, "credit_lines")),
        columns.text(row, "operation"),
        (_account(row, columns.debit_account), _account(row, columns.credit_account)),
        figures(row, columns.debit),
        figures(row, columns.credit),
    )


_day = lru_cache(maxsize=1024)(day)  # a quarter has some 60 days


def _account(row: Sequence[Cell], place: int | None) -> str:
    if place is None or place >= len(row):
        return ""
    cell = row[place]
    text = format(cell, "f") if isinstance(cell, Decimal) else str(cell).strip()
    return text if ACCOUNT.fullmatch(text) else ""


def _in_currency(card: Card, row: Sequence[Cell], columns: _Columns) -> None:
    """The row below an entry that says its sum in the currency of the contract."""
    texts = [cell.strip() for cell in row if isinstance(cell, str)]
    code = next((text for text in texts if re.fullmatch(r"[A-Z]{3}|[а-я]{3}\.?", text)), "")
    if card.rows and card.turnover is None:
        raw = card.rows[-1]
        places = columns.debit if raw.debit else columns.credit
        taken = [at for at in places if at < len(row) and not _is_word(row[at])]
        raw.foreign, raw.currency = figures(row, taken), code


def _is_word(cell: Cell) -> bool:
    return isinstance(cell, str) and not any(map(str.isdigit, cell))


def _continued(card: Card, number: int, row: Sequence[Cell], columns: _Columns) -> None:
    """A row without a date: more lines of the entry above (УПП), or nothing that is known."""
    if figures(row, [*columns.debit, *columns.credit]):
        card.problems.append(
            Origin(card.source, number).problem(
                "", "row.unrecognised", N_("a row with figures has no date"),
                N_("correct the row, or export the report again"),
            )
        )  # fmt: skip
        return
    if card.closing:  # signatures stand below the last totals
        return
    raw = card.rows[-1] if card.rows else None
    text = columns.text(row, "operation") or columns.text(row, "document")
    lines = columns.text(row, "debit_lines"), columns.text(row, "credit_lines")
    if raw is None or not (text or any(lines)):
        where = Origin(card.source, number)
        card.problems.append(unrecognised(where, label_of(row)))
        return
    raw.operation = f"{raw.operation}\n{text}".strip()
    (debit, credit), (more_debit, more_credit) = raw.lines, lines
    raw.lines = (f"{debit}\n{more_debit}".strip(), f"{credit}\n{more_credit}".strip())


def _balance(
    card: Card, stated: tuple[int, Decimal] | None, date: dt.date | None
) -> tuple[Balance, ...]:
    """A balance is a party's only when the card is of one party."""
    in_currency = any(raw.foreign is not None for raw in card.rows)
    if stated is None or date is None or card.party is None or in_currency:
        return ()
    where = Origin(card.source, stated[0])
    its = Balance(origin=where, party=card.party, date=date, amount=stated[1])
    return (replace(its, contract=card.contract) if card.contract else its,)


def _controls(card: Card) -> Iterator[Control]:
    debit = sum((raw.debit for raw in card.rows), ZERO)
    credit = sum((raw.credit for raw in card.rows), ZERO)
    if card.turnover:
        where = Origin(card.source, card.turnover[0])
        yield Control(N_("turnover, debit"), card.turnover[1], debit, where)
        yield Control(N_("turnover, credit"), card.turnover[2], credit, where)
    if card.closing:
        opening = card.opening[1] if card.opening else ZERO
        yield Control(
            N_("closing balance"), card.closing[1], opening + debit - credit,
            Origin(card.source, card.closing[0]),
        )  # fmt: skip
