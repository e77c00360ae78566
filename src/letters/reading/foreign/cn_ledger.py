"""Chinese ledgers of receivables and payables: 金蝶, 用友 and the programs that copy them.

Read are the detail ledger of customers (客户往来明细账, 应收款明细表), the account ledger with
方向 and 余额, the report of small-business programs (增加应收款, 增加预收款, 应收款余额), and the
summary with opening and closing balances only (期初应收款 … 期末应收款). Columns are known by
their headings, which vary by version. A balance with 贷 is negative; 平 is nothing.

Books of payables (应付) are read by the same rules: see `kinds`.
"""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from letters.errors import N_
from letters.model.party import Party
from letters.reading.foreign.accounts import NO_AMOUNT, Account, Accounts
from letters.reading.foreign.balances import (
    CLOSING,
)
from letters.reading.foreign.cn_headings import (
    DETAIL,
    FIGURES,
    REQUIRED_OF_DETAIL,
    REQUIRED_OF_SUMMARY,
    SUMMARY,
    SUMS,
)
from letters.reading.foreign.file import File
from letters.reading.foreign.found import (
    Aside,
    Balance,
    Control,
    Format,
    Found,
    Movement,
    NamedContract,
)
from letters.reading.foreign.kinds import Nature, Words, kind_of
from letters.reading.foreign.sheet_rows import (
    Row,
    Sheet,
    faulty,
    labelled,
    period_of,
)
from letters.reading.foreign.sheets import find_header
from letters.reading.foreign.values import Unreadable, day
from letters.reading.locales import LOCALES
from letters.reading.tables import Grid
from letters.reading.vocabulary import CURRENCIES, folded

NAME = N_("Chinese customer ledger (Kingdee, Yonyou and others)")

_WORDS = Words(
    goods="销售|销货|出库|发货|送货|出货|开票|发票|应收单|应收款|货款|售|销|供货|服务费|租金|加工费|运费"
    "|采购|进货|入库|购|应付单|应付款|暂估",
    money="收款|回款|收到|收回|到账|进账|电汇|汇款|转账|承兑|汇票|支票|网银|现金|银行|预收|预付|定金"
    "|订金|付款|支付|^收|^付|收.{0,20}款|付.{0,20}款|[银现][收付]|货款",
    goods_back="退货|销退|退库|退回|销售退|采购退|退.{0,6}货",
    money_back=r"退款|退还|返还|退汇|退.{0,8}款|^[银现]?付[-—字第]\s*\d",
    offset="抵|对冲|互冲|冲应|冲预|应付冲|预收冲|转销",
    correction="调整|更正|折扣|折让|返利|坏账|减免|红冲|红字|冲销|冲回|尾差|抹零|汇兑|扣款|罚款|差价",
)
_OPENING = re.compile(r"(期初|年初|上[年期月日]?[余结]|期初结|承前页|.*结转上年|上年结转).{0,6}")
_TOTAL = re.compile(r".{0,40}?(小计|合计|总计|累计|过次页|转下页)[:：]?")
_PASSED_OVER = re.compile(".*(累计|过次页|转下页|本年合计).*")
_MONTHLY = re.compile(".*(本[日月期]|小计|月).*")
_FOOTER = re.compile(
    "制表|制单|审核|打印|记账|出纳|主管|复核|会计|经办|第.{1,6}页|页码|盖章|签字|日期[:：]"
)
_GROUP = re.compile("(客户|客户名称|往来单位|往来单位名称|供应商|供应商名称|核算项目)[:：](.+)")
_CODE = re.compile(r"[\[【(（]?[A-Za-z]{0,6}\d[\w.]*[\]】)）]?[\s_/\-—]*(?=[^\d\s])", re.ASCII)
_OWNER = "核算单位;编制单位;公司名称;公司;账套;账套名称;企业名称;会计主体;单位名称;单位"
_PERIOD = "期间;会计期间;日期;查询期间;起止日期;日期范围;单据日期;月份;年度"
_PAYABLE = re.compile("应付|供应商|2202|预付")
_ACCOUNT = re.compile(r".*?(?:应收|应付|预收|预付)账款[-_—\\/\s]+(.+)")


def recognise(file: File) -> bool:
    """Whether a sheet has the head of a detail ledger or of a summary."""
    return any(_detail(grid) or _summary(grid) for grid in file.grids)


def read(files: Sequence[File]) -> Found:
    """What the ledger says; all sheets that are one."""
    file = files[0]
    accounts = Accounts()
    owner = ""
    for grid in file.grids:
        if sheet := _detail(grid):
            owner = owner or labelled(sheet.titles(), _OWNER)
            _Ledger(sheet, accounts).read()
        elif sheet := _summary(grid):
            owner = owner or labelled(sheet.titles(), _OWNER)
            _read_summary(sheet, accounts)
    return accounts.found(NAME, file.source, Party(id="", name=owner))


FORMAT = Format(NAME, recognise, read)


def _detail(grid: Grid) -> Sheet | None:
    for required in REQUIRED_OF_DETAIL:
        if header := find_header(grid, DETAIL, required):
            return Sheet(grid, header, LOCALES["zh"])
    return None


def _summary(grid: Grid) -> Sheet | None:
    for required in REQUIRED_OF_SUMMARY:
        if header := find_header(grid, SUMMARY, required):
            return Sheet(grid, header, LOCALES["zh"])
    return None


def _period(sheet: Sheet) -> tuple[dt.date, dt.date] | None:
    titles = sheet.titles()
    named = period_of(labelled(titles, _PERIOD))
    return named or next((found for label, _ in titles if (found := period_of(label))), None)


def _is_payable(sheet: Sheet) -> bool:
    """Whether the books are of what the owner himself owes: by title, or by the headings."""
    headings = "".join(sheet.heading(field) for field in ("debit", "credit", "balance", "party"))
    titles = "".join(label + value for label, value in sheet.titles())
    if "应收" in headings or "应付" in headings:
        return "应付" in headings
    return bool(_PAYABLE.search(titles + headings)) and "应收" not in titles


def _named(text: str) -> str:
    """The name of a party without the code that reports put before it."""
    return _CODE.sub("", text, count=1) if _CODE.match(text) else text


@dataclass(slots=True)
class _Ledger:
    """A detail ledger while it is read."""

    sheet: Sheet
    accounts: Accounts
    payable: bool = False
    party: Party = field(default=Party(id="", name=""))
    date: tuple[int, int] = (0, 0)
    parties: dict[tuple[str, ...], Party] = field(default_factory=dict)

    def read(self) -> None:
        """All rows of the sheet."""
        self.payable = _is_payable(self.sheet)
        period = _period(self.sheet)
        titles = self.sheet.titles()
        year = re.search(r"(\d{4})\s*年", self.sheet.heading("month") + self.sheet.heading("date"))
        self.date = (int(year[1]) if year else period[0].year if period else 0, 0)
        name = labelled(titles, "客户;客户名称;往来单位;往来单位名称;供应商;供应商名称;核算项目")
        if not name and (account := _ACCOUNT.fullmatch(labelled(titles, "科目;会计科目;科目名称"))):
            name = account[1]
        self.party = Party(id="", name=_named(name))
        for row in self.sheet.rows():
            try:
                self._row(row)
            except Unreadable as error:
                self.accounts.problems.append(error.at(row.origin))
        self.accounts.finish_sheet(period)

    def _row(self, row: Row) -> None:
        words = ["".join(word.split()) for word in row.words()]
        if len(words) == 1 and (group := _GROUP.fullmatch(words[0])):
            self.party = Party(
                id="", name=_named(row.words()[0].partition(group[1])[2].strip("：: "))
            )
        elif self._is_total(row, words):
            self._total(row, "".join(words))
        else:
            account = self.accounts.of(self._party(row))
            if any(map(_OPENING.fullmatch, words)) and not row.has("number"):
                self._opening(row, account)
            elif self._has_figures(row):
                self._entry(row, account)
            elif not any(map(_FOOTER.search, words)):
                self.accounts.problems.append(row.unknown())

    def _is_total(self, row: Row, words: Sequence[str]) -> bool:
        return not row.has("number") and any(map(_TOTAL.fullmatch, words))

    def _has_figures(self, row: Row) -> bool:
        return any(row.has(name) for name in ("debit", "credit", "balance"))

    def _party(self, row: Row) -> Party:
        name, code, tax_id = (row.text(field) for field in ("party", "code", "tax_id"))
        if not (name or code):
            return self.party
        key = (name, code, tax_id)
        if key not in self.parties:
            self.parties[key] = Party(id="", name=_named(name) or code, tax_id=tax_id)
        self.party = self.parties[key]
        return self.party

    def _balance(self, row: Row) -> Decimal | None:
        """The balance after a row, positive where the other side owes; None if none is printed."""
        direction = row.text("direction")
        if not row.has("balance"):
            return Decimal(0) if direction == "平" else None
        return _signed(row.amount("balance"), direction, payable=self.payable)

    def _opening(self, row: Row, account: Account) -> None:
        if account.steps or account.opening is not None:
            return  # 承前页 and 上年结转 in the middle repeat what the rows above have said
        sides = row.amount("debit"), row.amount("credit")
        dated = any(row.has(name) for name in ("date", "day"))
        account.open(row.origin, self._balance(row), sides, self._date(row) if dated else None)

    def _date(self, row: Row) -> dt.date:
        if "date" in self.sheet.header:
            return row.day("date")
        year, month = self.date
        if row.has("year"):
            year = _whole(row, "year", 1990, 2099)
        if row.has("month"):
            month = _whole(row, "month", 1, 12)
        self.date = (year, month)
        if not year:
            raise faulty(
                "year.missing",
                N_("the file does not say of what year its days are"),
                N_("export it again with the period in its title"),
            )
        return day(f"{year}-{month}-{_whole(row, 'day', 1, 31)}")

    def _entry(self, row: Row, account: Account) -> None:
        debit, credit = row.amount("debit"), row.amount("credit")
        if not debit and not credit:
            if row.has("number") or row.has("voucher"):
                self.accounts.aside.append(Aside(row.origin, NO_AMOUNT, row.text("summary")))
            return
        date = self._date(row)
        self.accounts.row(account, row.origin, date, (debit, credit), self._balance(row))
        if debit:
            self._movement(row, account, date, (debit, Decimal(0)))
        if credit:
            self._movement(row, account, date, (Decimal(0), credit))

    def _movement(
        self, row: Row, account: Account, date: dt.date, figures: tuple[Decimal, Decimal]
    ) -> None:
        summary, document = row.text("summary"), row.text("document")
        types = f"{row.text('type')} {document}".strip()
        voucher = row.text("voucher")
        known = kind_of(
            *figures, (types, summary, voucher), _WORDS,
            payable=self.payable, usual=self._usual("debit" if figures[0] else "credit"),
        )  # fmt: skip
        if known is None:
            self.accounts.untold.append((row.origin, f"{types} {summary}".strip() or voucher))
            return
        kind, amount = known
        self.accounts.movements.append(
            Movement(
                origin=row.origin,
                date=date,
                kind=kind,
                amount=amount,
                party=account.party,
                number=row.text("number") or voucher,
                currency=CURRENCIES.get(folded(row.text("currency")), ""),
                contract=NamedContract(number=row.text("contract")),
                document_type=document or row.text("type"),
                due_date=row.day("due") if row.has("due") else None,
                description=summary,
            )
        )

    def _usual(self, column: str) -> Nature | None:
        """What a heading says by itself: 本期收回 and 增加预收款 are money, 增加应收款 a sale."""
        heading = self.sheet.heading(column)
        money, goods = ("付款|预付", "应付") if self.payable else ("收回|收款|收取|预收", "应收")
        if re.search(money, heading):
            return "money"
        return "goods" if re.search(goods, heading) else None

    def _total(self, row: Row, words: str) -> None:
        if _PASSED_OVER.fullmatch(words):
            return  # from the first of January, which the file may not reach back to
        account = self.accounts.of(self.party)
        figures = (
            row.amount("debit") if row.has("debit") else None,
            row.amount("credit") if row.has("credit") else None,
            self._balance(row) if row.has("balance") else None,
        )
        self.accounts.total(
            account, row.origin, figures, month=_MONTHLY.fullmatch(words) is not None
        )


def _signed(amount: Decimal, direction: str, *, payable: bool) -> Decimal:
    if direction:
        if direction in {"借", "Dr", "D", "借方"}:
            return amount
        if direction in {"贷", "Cr", "C", "贷方"}:
            return -amount
        if direction in {"平", "—", "-"} and not amount:
            return amount
        raise faulty(
            "direction.unknown",
            N_("“{value}” is no direction of a balance"),
            N_("write 借, 贷 or 平"),
            value=direction[:20],
        )
    return -amount if payable else amount


def _whole(row: Row, field: str, least: int, most: int) -> int:
    text = row.text(field).rstrip("年月日")
    if text.isdecimal() and len(text) <= 4 and least <= int(text) <= most:
        return int(text)
    raise faulty(
        "date.unreadable",
        N_("“{value}” is not a date"),
        N_("write it as 2026-09-30"),
        value=text[:60],
    )


def _read_summary(sheet: Sheet, accounts: Accounts) -> None:
    period = _period(sheet)
    payable = _is_payable(sheet)
    sums = dict.fromkeys(SUMS, Decimal(0))
    for row in sheet.rows():
        words = ["".join(word.split()) for word in row.words()]
        try:
            figures = _summary_figures(row, payable=payable)
            party = Party(
                id="",
                name=_named(row.text("party")) or row.text("code"),
                tax_id=row.text("tax_id"),
            )
        except Unreadable as error:
            accounts.problems.append(error.at(row.origin))
            continue
        if any(map(_TOTAL.fullmatch, words)):
            accounts.controls += [
                Control(SUMS[name], figures[name], sums[name], row.origin)
                for name in sums
                if row.has(name)
            ]
        elif party.name and any(row.has(name) for name in FIGURES):
            for name, figure in figures.items():
                sums[name] += figure
            if "debit" in sheet.header and "credit" in sheet.header:
                computed = figures["opening"] + figures["debit"] - figures["credit"]
                accounts.controls.append(Control(CLOSING, figures["closing"], computed, row.origin))
            if period is None:
                accounts.miss_period(row.origin)
                return
            for found, date, figure in (
                (accounts.opening, period[0], figures["opening"]),
                (accounts.closing, period[1], figures["closing"]),
            ):
                found.append(Balance(origin=row.origin, party=party, date=date, amount=figure))
        elif not any(map(_FOOTER.search, words)):
            accounts.problems.append(row.unknown())
    accounts.finish_sheet(period)


def _summary_figures(row: Row, *, payable: bool) -> dict[str, Decimal]:
    """What a row of a summary says: opening and closing balance, positive where the other owes."""
    figures = {"debit": row.amount("debit"), "credit": row.amount("credit")}
    unnamed = row.cells_of("direction")
    for name, position in (("opening", -2), ("closing", -1)):
        sides = row.amount(f"{name}_debit"), row.amount(f"{name}_credit")
        direction = row.text(f"{name}_direction")
        if not direction and len(unnamed) >= -position:
            direction = str(unnamed[position]).strip()
        figures[name] = (
            _signed(row.amount(name), direction, payable=payable)
            if name in row.sheet.header
            else sides[0] - sides[1]
        )
    return figures
