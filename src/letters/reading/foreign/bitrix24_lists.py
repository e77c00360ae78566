"""Lists that Bitrix24 exports for Excel: CSV, or HTML that is called .xls; read together.

Their headings are the words of the interface, Russian or English; requisites are called
`Реквизит: ИНН` (?: the portal's own settings may rename any of them). An invoice names its
company by its title, which the list of companies explains.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from decimal import Decimal

from letters.errors import N_, DataError, Problem
from letters.model.origin import Origin
from letters.model.party import Party, PartyKind
from letters.reading.cells import Cell, Fault
from letters.reading.foreign.bitrix24 import DECLINED, PAID, no_deliveries
from letters.reading.foreign.bitrix24_parties import legal_name, person_name
from letters.reading.foreign.file import File
from letters.reading.foreign.found import Aside, Format, Found, Movement
from letters.reading.foreign.sheets import Header, find_header, is_blank
from letters.reading.foreign.values import Unreadable, above_zero, amount, day, exact, tidy
from letters.reading.locales import LOCALES
from letters.reading.numbers import currencies_of
from letters.reading.tables import Grid
from letters.reading.vocabulary import currency_of, folded

_NAME = N_("Bitrix24, exported lists")
_INVOICES = {
    "number": "Номер; Номер счёта; Счёт №; № счёта; Account number; Invoice number; Invoice #",
    "title": "Название; Тема; Title; Name; Topic",
    "date": "Дата выставления; Дата счёта; Дата начала; Invoice date; Issue date; Start date",
    "due_date": "Срок оплаты; Оплатить до; Дата завершения; Pay before; Payment due; Due date",
    "amount": "Сумма; Сумма счёта; Amount; Total; Sum; Invoice amount",
    "currency": "Валюта; Currency",
    "stage": "Стадия; Статус; Stage; Status",
    "company": "Компания; Компания: Название компании; Клиент; Company; Client; Customer",
}
_COMPANIES = {
    "id": "ID",
    "title": "Название компании; Company name",
    "mark": "Тип компании; Сфера деятельности; Ответственный; Дата создания; Company type; "
    "Industry; Responsible person; Responsible; Created on",
    "tax_id": "Реквизит: ИНН; ИНН; Requisite: INN; INN; Tax ID",
    "kpp": "Реквизит: КПП; КПП; Requisite: KPP; KPP",
    "registration_no": "Реквизит: ОГРН; Реквизит: ОГРНИП; ОГРН; ОГРНИП; Requisite: OGRN",
    "full": "Реквизит: Полное наименование организации; Реквизит: Полное наименование; "
    "Requisite: Full company name",
    "director": "Реквизит: Ген. директор; Реквизит: Генеральный директор; Requisite: Director",
    "accountant": "Реквизит: Гл. бухгалтер; Реквизит: Главный бухгалтер; Requisite: Accountant",
    "phone": "Рабочий телефон; Телефон; Work phone; Phone",
    "email": "Рабочий e-mail; E-mail; Work e-mail; Email",
    "address": "Реквизит: Юридический адрес; Юридический адрес; Адрес; Address; Legal address",
    "bank_name": "Банковский реквизит: Наименование банка; Наименование банка; Bank name",
    "bank_account": "Банковский реквизит: Расчётный счёт; Расчётный счёт; Account number",
    "bank_code": "Банковский реквизит: БИК; БИК; BIK",
    "correspondent_account": "Банковский реквизит: Кор. счёт; Кор. счёт; Corr. account",
}
_STAGES = {
    **dict.fromkeys(map(folded, ["Оплачен", "Оплачено", "Оплачена", "Paid"]), PAID),
    **dict.fromkeys(
        map(folded, ["Не оплачен", "Отклонён", "Отменён", "Unpaid", "Not paid", "Declined"]),
        DECLINED,
    ),
}
_REQUIRED = ("number", "amount", "stage", "company")
_WORDS = ("компани", "compan", "клиент", "client", "custom")  # some heading has one of them
_RUSSIAN = LOCALES["ru"]


def _headers(file: File) -> Sequence[tuple[Grid, Header, bool]]:
    """The tables of a file, and whether each is a list of invoices (else of companies)."""
    found = []
    for grid in file.grids:
        if header := find_header(grid, _INVOICES, _REQUIRED):
            found.append((grid, header, True))
            continue
        header = find_header(grid, _COMPANIES, ("id", "title"))
        if header and ("mark" in header or "tax_id" in header):
            found.append((grid, header, False))
    return found


def _recognise(file: File) -> bool:
    try:
        if not file.is_workbook and b"<table" not in file.data[:20_000].lower():
            top = (file.text or "")[:2000].casefold()
            if not any(word in top for word in _WORDS):
                return False
        return bool(_headers(file))
    except DataError:  # a text that is no table, or in another format's own encoding
        return False


def _read(files: Sequence[File]) -> Found:
    tables = [table for file in files for table in _headers(file)]
    problems: list[Problem] = []
    companies: dict[str, Party] = {}
    for grid, header, is_invoices in tables:
        if not is_invoices:
            _companies(grid, header, companies, problems)
    movements: list[Movement] = []
    aside: list[Aside] = []
    for grid, header, is_invoices in tables:
        for row, cells in enumerate(grid.rows[header.body :], header.body + 1):
            if not is_invoices or is_blank(cells):
                continue
            origin = Origin(grid.source, row)
            try:
                entry = _invoice(cells, header, origin, companies)
            except Unreadable as found:
                problems.append(found.at(origin))
                continue
            if isinstance(entry, Movement):
                movements.append(entry)
            else:
                aside.append(entry)
    named = {movement.party.name for movement in movements}
    if movements:
        problems.append(no_deliveries(len(movements), movements[0].origin))
    return Found(
        format=_NAME,
        source=", ".join(file.source for file in files),
        sort="documents",
        movements=tuple(movements),
        parties=tuple(party for party in companies.values() if party.name not in named),
        aside=tuple(aside),
        problems=tuple(problems),
    )


def _invoice(
    cells: Sequence[Cell], header: Header, origin: Origin, companies: Mapping[str, Party]
) -> Movement | Aside:
    number = _needed(cells, header, "number")
    currency, value = _amount(cells, header)
    reason = _STAGES.get(folded(_text(cells, header, "stage")), "")
    if reason:
        return Aside(origin, reason, number, value)
    client = _needed(cells, header, "company")
    due = header.cell(cells, "due_date")
    return Movement(
        origin=origin,
        date=_day(header.cell(cells, "date"), "date"),
        kind="shipment",
        amount=value,
        party=companies.get(folded(client)) or Party(id="", name=client, origin=origin),
        number=number,
        currency=currency,
        document_type="счёт",
        due_date=_day(due, "due_date") if due else None,
        description=_text(cells, header, "title"),
    )


def _amount(cells: Sequence[Cell], header: Header) -> tuple[str, Decimal]:
    """The currency (of its column, or of the mark beside the amount) and the amount."""
    cell = header.cell(cells, "amount")
    marks = currencies_of(cell)
    written = _text(cells, header, "currency")
    code = currency_of(written) if written else next(iter(marks)) if len(marks) == 1 else ""
    if isinstance(code, Fault):
        raise Unreadable(code, "currency")
    try:
        return code, above_zero(exact(amount(cell, _RUSSIAN), code))
    except Unreadable as found:
        raise Unreadable(found.fault, "amount") from None


def _day(cell: Cell, column: str) -> dt.date:
    try:
        return day(cell)
    except Unreadable as found:
        raise Unreadable(found.fault, column) from None


def _companies(
    grid: Grid, header: Header, companies: dict[str, Party], problems: list[Problem]
) -> None:
    for row, cells in enumerate(grid.rows[header.body :], header.body + 1):
        if is_blank(cells):
            continue
        origin = Origin(grid.source, row)
        try:
            party = _company(cells, header, origin)
        except Unreadable as found:
            problems.append(found.at(origin))
            continue
        key = folded(_text(cells, header, "title"))
        if key in companies and companies[key].tax_id != party.tax_id:
            problems.append(
                origin.problem(
                    "title",
                    "party.twice",
                    N_("two companies are called {party}: which one is meant cannot be told"),
                    N_("give one of them another name in the CRM"),
                    party=party.name,
                )
            )
        companies[key] = party


def _company(cells: Sequence[Cell], header: Header, origin: Origin) -> Party:
    title = _needed(cells, header, "title")
    full = legal_name(_text(cells, header, "full"))
    tax_id = _text(cells, header, "tax_id")
    kind: PartyKind = "sole_trader" if len(tax_id) == 12 else "company"
    return Party(
        id="",
        name=full or title,
        short_name=title if full and title != full else "",
        kind=kind,
        country="RU" if tax_id else "",
        tax_id=tax_id,
        kpp=_text(cells, header, "kpp"),
        registration_no=_text(cells, header, "registration_no"),
        address=_text(cells, header, "address"),
        phone=_text(cells, header, "phone"),
        email=_text(cells, header, "email"),
        bank_name=_text(cells, header, "bank_name"),
        bank_account=_text(cells, header, "bank_account"),
        bank_code=_text(cells, header, "bank_code"),
        correspondent_account=_text(cells, header, "correspondent_account"),
        signatory_name=person_name(_text(cells, header, "director")),
        accountant_name=person_name(_text(cells, header, "accountant")),
        origin=origin,
    )


def _text(cells: Sequence[Cell], header: Header, field: str) -> str:
    try:
        return tidy(header.cell(cells, field)).replace("\n", " ")
    except Unreadable as found:
        raise Unreadable(found.fault, field) from None


def _needed(cells: Sequence[Cell], header: Header, field: str) -> str:
    text = _text(cells, header, field)
    if not text:
        fault = Fault(
            "field.missing", N_("this is not filled in"), N_("fill in this field in the CRM")
        )
        raise Unreadable(fault, field)
    return text


FORMAT = Format(_NAME, _recognise, _read, joins=True)
