"""Lists of Chinese e-invoices (数电票) as the tax office's own account exports them.

The sheet 发票基础信息 has a row an invoice, 信息汇总表 a row a line of goods: lines are joined by
the number of the invoice, and where both sheets are there they must agree. Numbers of 20 digits
are text; 2.53E+19 is refused.

A negative (red) invoice is a correction and names the invoice that it takes back. An invoice that
is void (作废) is no entry. One that a red invoice cancelled in full (已红冲-全额) is none either,
unless that red invoice is in the file too: then both are entries, because the first one may have
been imported before it was cancelled.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from letters.errors import N_, Problem
from letters.model.entry import EntryKind
from letters.model.origin import Origin
from letters.model.party import Party
from letters.reading.cells import Fault
from letters.reading.foreign.file import File
from letters.reading.foreign.found import Aside, Control, Format, Found, Movement
from letters.reading.foreign.sheet_rows import Row, Sheet, faulty
from letters.reading.foreign.sheets import find_header
from letters.reading.foreign.values import Unreadable
from letters.reading.locales import LOCALES
from letters.reading.numbers import percent_of
from letters.reading.tables import Grid
from letters.reading.vocabulary import NO_VAT, folded

NAME = N_("list of Chinese e-invoices")
TOTAL = N_("amount with tax")
_SUMS = {"net": N_("amount without tax"), "vat": N_("tax"), "total": TOTAL}
LINES = N_("amount with tax of the goods lines")
VOID = N_("a void invoice")
CANCELLED = N_("an invoice cancelled in full by a red one")
_NOTHING = Decimal(0)

_COLUMNS = {
    "einvoice": "数电发票号码;数电票号码;全电发票号码",
    "code": "发票代码",
    "number": "发票号码",
    "seller_id": "销方识别号;销售方识别号;销方税号;销方纳税人识别号",
    "seller": "销方名称;销售方名称",
    "buyer_id": "购方识别号;购买方识别号;购方税号;购方纳税人识别号",
    "buyer": "购买方名称;购方名称",
    "date": "开票日期",
    "goods": "货物或应税劳务名称;货物或应税劳务、服务名称;项目名称",
    "net": "金额;不含税金额;合计金额",
    "rate": "税率;税率/征收率",
    "vat": "税额;合计税额",
    "total": "价税合计",
    "type": "发票票种;票种",
    "status": "发票状态;状态",
    "positive": "是否正数发票",
    "remark": "备注",
}
_REQUIRED = (
    ("einvoice", "seller", "buyer", "date", "net"),
    ("number", "seller", "buyer", "date", "net"),
)
_BLUE_NUMBER = re.compile(r"蓝字[^\d]{0,20}(?:代码\D{0,3}\d{10,12}\D{0,10}号码\D{0,3})?(\d{8,20})")
_TOTAL_ROW = re.compile("合计|总计|小计")
_TAXED_LINE = ("免税", "不征税", "***", "*")


@dataclass(slots=True)
class _Invoice:
    """An invoice with what its rows add up to; `rates` are the tax rates of its goods."""

    origin: Origin
    number: str
    date: date
    seller: Party
    buyer: Party
    type: str
    status: str
    remark: str
    negative: bool
    total: Decimal = _NOTHING
    rates: set[Decimal] = field(default_factory=set)

    @property
    def cancels(self) -> str:
        """The number of the invoice that a red one takes back, if its remark says so."""
        match = _BLUE_NUMBER.search(self.remark) if self.negative else None
        return match[1] if match else ""


@dataclass(slots=True)
class _List:
    """One sheet: its invoices by number, and what is wrong with its rows."""

    invoices: dict[str, _Invoice] = field(default_factory=dict)
    controls: list[Control] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def recognise(file: File) -> bool:
    """Whether a sheet has the seller, the buyer and the number of invoices in its head."""
    return any(_sheet(grid) for grid in file.grids)


def read(files: Sequence[File]) -> Found:
    """All invoices of the list, as shipments and corrections."""
    file = files[0]
    sheets = [sheet for grid in file.grids if (sheet := _sheet(grid))]
    lists = [(sheet, _read(sheet)) for sheet in sheets]
    by_invoice = [made for sheet, made in lists if "goods" not in sheet.header]
    by_goods = [made for sheet, made in lists if "goods" in sheet.header]
    main, check = (by_invoice or by_goods), (by_goods if by_invoice else [])
    invoices = [invoice for made in main for invoice in made.invoices.values()]
    controls = [control for _, made in lists for control in made.controls]
    problems = [problem for _, made in lists for problem in made.problems]
    for made in check:
        controls += _agreement(invoices, made)
    sells = len({invoice.seller for invoice in invoices}) == 1
    buys = len({invoice.buyer for invoice in invoices}) == 1
    if invoices and not sells and not buys:
        problems.append(
            invoices[0].origin.problem(
                "", "owner.unclear",
                N_("neither the seller nor the buyer is the same in all invoices"),
                N_("export what was sold and what was bought in separate files"),
            )
        )  # fmt: skip
    reds = {invoice.cancels for invoice in invoices if invoice.cancels}
    movements: list[Movement] = []
    aside: list[Aside] = []
    for invoice in invoices:
        if "作废" in invoice.status:
            aside.append(Aside(invoice.origin, VOID, invoice.number, invoice.total))
        elif "全额" in invoice.status and not invoice.negative and invoice.number not in reds:
            aside.append(Aside(invoice.origin, CANCELLED, invoice.number, invoice.total))
        else:
            movements.append(_movement(invoice, sold=sells))
    owner = invoices[0].seller if sells else invoices[0].buyer if buys else Party(id="", name="")
    return Found(
        format=NAME,
        source=file.source,
        sort="documents",
        movements=tuple(movements),
        owner=owner,
        aside=tuple(aside),
        controls=tuple(controls),
        problems=tuple(problems),
    )


FORMAT = Format(NAME, recognise, read)


def _sheet(grid: Grid) -> Sheet | None:
    for required in _REQUIRED:
        if header := find_header(grid, _COLUMNS, required):
            return Sheet(grid, header, LOCALES["zh"])
    return None


def _read(sheet: Sheet) -> _List:
    made = _List()
    parties: dict[tuple[str, str], Party] = {}
    sums = dict.fromkeys(_SUMS, _NOTHING)
    for row in sheet.rows():
        if not (row.has("date") or row.has("einvoice") or row.has("number")):
            _without_number(row, sums, made)
            continue
        try:
            invoice = _invoice(row, made, parties, goods="goods" in sheet.header)
            figures = {name: row.amount(name) for name in sums}
            if not row.has("total"):
                figures["total"] = figures["net"] + figures["vat"]
            elif figures["total"] != figures["net"] + figures["vat"]:
                made.controls.append(
                    Control(TOTAL, figures["total"], figures["net"] + figures["vat"], row.origin)
                )
            # a discount stands as a negative line of goods in a positive invoice
            whole = "goods" not in sheet.header and figures["total"]
            if whole and (figures["total"] < 0) != invoice.negative:
                raise faulty(
                    "sign.contradicts",
                    N_("the sign of the amount contradicts “{value}”"),
                    N_("export the list again"),
                    value=f"{sheet.heading('positive')}: {row.text('positive')}",
                )
            rate = _rate(row)
        except Unreadable as error:
            made.problems.append(error.at(row.origin))
            continue
        invoice.total += figures["total"]
        invoice.rates |= rate
        for name in sums:
            sums[name] += figures[name]
    return made


def _invoice(
    row: Row, made: _List, parties: dict[tuple[str, str], Party], *, goods: bool
) -> _Invoice:
    """The invoice of a row: a new one, or for lines of goods the one with the same number."""
    number = row.text("einvoice") or row.text("number")
    if not number.isalnum() or not number.isascii():
        raise faulty(
            "number.unreadable",
            N_("“{value}” is no number of an invoice"),
            N_("format the column as text and export the list again"),
            value=number[:60],
        )
    key = number if row.has("einvoice") else f"{row.text('code')}-{number}"
    known = made.invoices.get(key)
    if known:
        if goods:
            return known
        raise faulty(
            "number.twice",
            N_("the invoice {number} stands in rows {first} and {row}"),
            N_("delete one of them in a copy of the file"),
            number=number,
            first=known.origin.row,
        )
    positive = row.text("positive")
    made.invoices[key] = _Invoice(
        origin=row.origin,
        number=number,
        date=row.day("date"),
        seller=_party(row, "seller", parties),
        buyer=_party(row, "buyer", parties),
        type=row.text("type"),
        status=row.text("status"),
        remark=row.text("remark"),
        negative=positive == "否" or (not positive and row.amount("net") < 0),
    )
    return made.invoices[key]


def _party(row: Row, side: str, parties: dict[tuple[str, str], Party]) -> Party:
    key = (row.text(side), row.text(f"{side}_id"))
    if key not in parties:
        parties[key] = Party(id="", name=key[0], tax_id=key[1])
    return parties[key]


def _rate(row: Row) -> set[Decimal]:
    text = row.text("rate")
    if not text:
        return set()
    if folded(text) in NO_VAT or text in _TAXED_LINE:
        return {_NOTHING}
    cell = row.cell("rate")
    rate = percent_of(cell)
    if isinstance(rate, Fault):
        raise Unreadable(rate, row.sheet.heading("rate"))
    # 0.13 is how some versions write 13%; no rate of Chinese VAT is below 0.5%
    share = "%" not in text and rate < Decimal("0.5")
    return {rate * 100 if share else rate}


def _without_number(row: Row, sums: dict[str, Decimal], made: _List) -> None:
    """A row of totals, or one of no known sort."""
    if not any(_TOTAL_ROW.fullmatch("".join(word.split())) for word in row.words()):
        made.problems.append(row.unknown())
        return
    try:
        made.controls += [
            Control(TOTAL, row.amount(name), sums[name], row.origin)
            for name in sums
            if row.has(name)
        ]
    except Unreadable as error:
        made.problems.append(error.at(row.origin))


def _agreement(invoices: Sequence[_Invoice], goods: _List) -> Iterator[Control]:
    """Every invoice against its lines of goods, each way."""
    lines = {invoice.number: invoice for invoice in goods.invoices.values()}
    for invoice in invoices:
        its = lines.pop(invoice.number, None)
        invoice.rates |= its.rates if its else set()
        yield Control(LINES, its.total if its else _NOTHING, invoice.total, invoice.origin)
    for left in lines.values():
        yield Control(LINES, left.total, _NOTHING, left.origin)


def _movement(invoice: _Invoice, *, sold: bool) -> Movement:
    """What is sold raises the debt of the buyer; what is bought is goods that come in."""
    kind: EntryKind = "shipment" if sold else "return"
    amount = invoice.total
    if invoice.negative:
        kind, amount = "correction", invoice.total if sold else -invoice.total
    return Movement(
        origin=invoice.origin,
        date=invoice.date,
        kind=kind,
        amount=amount,
        party=invoice.buyer if sold else invoice.seller,
        number=invoice.number,
        currency="CNY",
        document_type=invoice.type or "数电票",
        settles=(invoice.cancels,) if invoice.cancels else (),
        description=invoice.remark,
        vat_rate=next(iter(invoice.rates)) if len(invoice.rates) == 1 else None,
    )
