"""Chinese bank statements (流水): 建行, 工行, 民生, 平安, 招行 and those that use their words.

Above the head stand the account and the period; money that comes in is a credit of the bank's
books (贷方, 收入, 转入). Each balance must be the one before it and its own row, whichever end of
the file is the newest. The bank's own charges and interest are set aside.
"""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import pairwise

from letters.errors import N_, Problem
from letters.model.entry import EntryKind
from letters.model.origin import Origin
from letters.model.party import Party
from letters.reading.foreign.balances import (
    CLOSING,
    OPENING,
    TURNOVER_CREDIT,
    TURNOVER_DEBIT,
    Step,
    chained,
    holds,
    implied_opening,
)
from letters.reading.foreign.file import File
from letters.reading.foreign.found import Aside, Control, Format, Found, Movement
from letters.reading.foreign.sheet_rows import (
    Row,
    Sheet,
    faulty,
    labelled,
    period_of,
    with_factor,
)
from letters.reading.foreign.sheets import find_header
from letters.reading.foreign.values import Unreadable, amount
from letters.reading.locales import LOCALES
from letters.reading.tables import Grid
from letters.reading.vocabulary import CURRENCIES, folded

NAME = N_("Chinese bank statement")
OWN_CHARGE = N_("the bank's own charge or interest")
NO_PARTY = N_("the row does not name the other side")
_NOTHING = Decimal(0)

_COLUMNS = {
    "day": "交易日;交易日期;日期;发生日期",
    "time": "交易时间;交易日期时间;交易时间戳",
    "booked": "记账日期;入账日期;记账日;入账时间;记账时间",
    "in": ";".join(
        map(
            with_factor,
            ["贷方发生额", "贷方发生额(收入)", "贷方金额", "贷方", "收入", "收入金额", "转入金额",
             "转入", "存入", "存入金额", "贷方交易金额", "收入发生额", "贷方发生额/元(收入)"],
        )
    ),
    "out": ";".join(
        map(
            with_factor,
            ["借方发生额", "借方发生额(支取)", "借方发生额(支出)", "借方金额", "借方", "支出",
             "支出金额", "支取", "支取金额", "转出金额", "转出", "取出", "借方交易金额",
             "支出发生额", "借方发生额/元(支取)"],
        )
    ),
    "amount": ";".join(map(with_factor, ["交易金额", "发生额", "金额"])),
    "flag": "借贷标志;借贷方向;借贷;收支标志;收支方向;收/支;借/贷;交易方向;借贷标识;资金流向",
    "balance": ";".join(
        map(with_factor, ["余额", "账户余额", "本次余额", "交易后余额", "联机余额"])
    ),
    "party": "对方户名;对方单位;对方单位名称;对方名称;对方账户名称;对方账号名称;收(付)方名称;"
    "收付方名称;对手户名;对手名称;交易对手名称;交易对手;对方客户名称;交易对方",
    "party_account": "对方账号;对方帐号;对方账户;收(付)方账号;收付方账号;对手账号;交易对手账号;"
    "对方卡号/账号",
    "party_bank": "对方开户机构;对方开户行;对方开户行名;对方行名;对方账号开户行;收(付)方开户行名;"
    "收付方开户行名;交易对手行名;对方开户行名称",
    "serial": "账户明细编号-交易流水号;交易流水号;流水号;交易序号;交易流水;银行流水号",
    "core": "核心唯一流水号;核心流水号",
    "voucher": "凭证号;凭证号码;凭证序号",
    "summary": "摘要;交易摘要;摘要说明;交易说明",
    "purpose": "用途;交易用途;资金用途",
    "postscript": "附言;客户附言;交易附言",
    "remark": "备注;备注1",
    "account": "账号;本方账号;帐号;本方账户;查询账号",
    "owner": "账户名称;户名;本方户名;本方账户名称;账号名称",
    "currency": "币种;币别;货币",
}  # fmt: skip
_REQUIRED = tuple(
    (date, *money, party)
    for party in ("party", "party_account")
    for money in (("in", "out"), ("amount", "flag"), ("amount", "balance"))
    for date in ("day", "time", "booked")
)
_TEXTS = ("summary", "purpose", "postscript", "remark")
_IN = frozenset({"贷", "贷方", "c", "cr", "收", "收入", "来账", "转入", "进", "入", "存入", "贷记"})
_OUT = frozenset(
    {"借", "借方", "d", "dr", "支", "支出", "往账", "转出", "出", "付", "取出", "借记"}
)
_CHARGE = re.compile(
    "手续费|短信费|年费|工本费|账户管理费|服务费|结息|利息|季息|汇划费|电子银行费|网银费"
)
_TOTAL = re.compile(r"(.{0,6}(合计|总计|小计|累计)|总(收入|支出|笔数).{0,6})[:：]?.{0,20}")
_FOOTER = re.compile(
    "打印|盖章|签章|温馨提示|本明细|仅供参考|第.{1,6}页|以下空白|END|操作员|制表|截止",
    re.IGNORECASE,
)
_ACCOUNT = "账号;帐号;查询账号;本方账号;账户;账号/卡号;卡号;客户账号;账户号码"
_OWNER = "户名;账户名称;账户名;客户名称;本方户名;单位名称;公司名称;账号名称;查询账户名称"
_PERIOD = (
    "期间;查询期间;起止日期;日期范围;查询日期;交易日期;查询时间;时间范围;起始日期;交易时间;"
    "查询时间段;日期"
)
_STATED_IN = (
    "贷方合计金额;贷方总金额;贷方合计;贷方发生总额;贷方发生额合计;贷方交易金额;贷方累计发生额;"
    "收入合计;收入总金额;总收入金额;总收入;收入金额合计;转入总金额"
)
_STATED_OUT = (
    "借方合计金额;借方总金额;借方合计;借方发生总额;借方发生额合计;借方交易金额;借方累计发生额;"
    "支出合计;支出总金额;总支出金额;总支出;支出金额合计;转出总金额"
)
_COUNT_IN = "贷方笔数;贷方总笔数;贷方交易笔数;贷方合计笔数;收入笔数;收入总笔数;总收入笔数"
_COUNT_OUT = "借方笔数;借方总笔数;借方交易笔数;借方合计笔数;支出笔数;支出总笔数;总支出笔数"


def recognise(file: File) -> bool:
    """Whether a sheet has a date, money and the other side's name or account in its head."""
    return any(_sheet(grid) for grid in file.grids)


def read(files: Sequence[File]) -> Found:
    """All rows of the statement; the first sheet that is one."""
    file = files[0]
    sheet = next(sheet for grid in file.grids if (sheet := _sheet(grid)))
    return _Statement(sheet).found(file.source)


FORMAT = Format(NAME, recognise, read)


def _sheet(grid: Grid) -> Sheet | None:
    for required in _REQUIRED:
        if header := find_header(grid, _COLUMNS, required):
            return Sheet(grid, header, LOCALES["zh"])
    return None


@dataclass(frozen=True, slots=True)
class _Line:
    """A row with its money: positive for what came in on its usual side."""

    row: Row
    date: dt.date
    money_in: Decimal
    money_out: Decimal


@dataclass(slots=True)
class _Statement:
    sheet: Sheet
    lines: list[_Line] = field(default_factory=list)
    steps: dict[str, list[Step]] = field(default_factory=dict)
    controls: list[Control] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    parties: dict[tuple[str, str, str], Party] = field(default_factory=dict)
    repeats_sign: bool = False

    def found(self, source: str) -> Found:
        """The statement as the form that all readers fill in."""
        titles = self.sheet.titles()
        self._check_signs()
        owners: dict[str, str] = {}
        for row in self.sheet.rows():
            try:
                if line := self._line(row):
                    self.lines.append(line)
                    account = row.text("account")
                    owners[account] = owners.get(account) or row.text("owner")
                    stated = row.amount("balance") if row.has("balance") else None
                    step = Step(row.origin, line.money_in - line.money_out, stated)
                    self.steps.setdefault(account, []).append(step)
            except Unreadable as error:
                self.problems.append(error.at(row.origin))
        self._prove(titles)
        movements, aside = [], []
        currency = _currency(labelled(titles, "币种;币别;货币"))
        for line in self.lines:
            try:
                made = self._movement(line, currency)
            except Unreadable as error:
                self.problems.append(error.at(line.row.origin))
                continue
            if isinstance(made, Movement):
                movements.append(made)
            else:
                aside.append(made)
        account, name = next(iter(owners.items())) if len(owners) == 1 else ("", "")
        period = period_of(labelled(titles, _PERIOD))
        return Found(
            format=NAME,
            source=source,
            sort="bank",
            movements=tuple(movements),
            owner=Party(
                id="",
                name=name or labelled(titles, _OWNER),
                bank_account=_digits(account or labelled(titles, _ACCOUNT)),
            ),
            first=period[0] if period else None,
            last=period[1] if period else None,
            aside=tuple(aside),
            controls=tuple(self.controls),
            problems=tuple(self.problems),
        )

    def _check_signs(self) -> None:
        """Some banks write what goes out as a minus beside the word 借: the sign repeats it."""
        header = self.sheet.header
        if {"in", "out"} <= header.all.keys() or "amount" not in header:
            return
        out = []
        for row in self.sheet.rows():
            try:
                if folded(row.text("flag")) in _OUT:
                    out.append(row.amount("amount"))
            except Unreadable:
                continue  # is told where the row is read
        self.repeats_sign = bool(out) and all(figure <= 0 for figure in out)

    def _line(self, row: Row) -> _Line | None:
        words = ["".join(word.split()) for word in row.words()]
        figures = ("in", "out", "amount")
        dated = any(row.has(name) for name in ("day", "time", "booked"))
        if not dated or _TOTAL.fullmatch(words[0] if words else ""):
            if any(map(_TOTAL.fullmatch, words)):
                self._total(row)
                return None
            if any(map(_FOOTER.search, words)) or not any(row.has(name) for name in figures):
                if not any(map(_FOOTER.search, words)):
                    self.problems.append(row.unknown())
                return None
        if not any(row.has(name) for name in figures):
            if not row.has("balance"):
                self.problems.append(row.unknown())
            return None
        money_in, money_out = self._money(row)
        if money_in and money_out:
            raise faulty(
                "sides.both",
                N_("money comes in and goes out in one row"),
                N_("export the statement again"),
            )
        return _Line(row, _date(row), money_in, money_out)

    def _money(self, row: Row) -> tuple[Decimal, Decimal]:
        if {"in", "out"} <= self.sheet.header.all.keys():
            return row.amount("in"), row.amount("out")
        figure = row.amount("amount")
        if "flag" not in self.sheet.header:
            return max(figure, _NOTHING), max(-figure, _NOTHING)
        flag = folded(row.text("flag"))
        if flag in _IN:
            return figure, _NOTHING
        if flag in _OUT:
            return _NOTHING, -figure if self.repeats_sign else figure
        raise faulty(
            "flag.unknown",
            N_("“{value}” says neither money in nor money out"),
            N_("write 贷 for money in, 借 for money out"),
            value=row.text("flag")[:20],
        )

    def _movement(self, line: _Line, currency: str) -> Movement | Aside:
        row = line.row
        texts = list(dict.fromkeys(filter(None, map(row.text, _TEXTS))))
        description = "; ".join(texts)
        effect = line.money_out - line.money_in
        key = (row.text("party"), _digits(row.text("party_account")), row.text("party_bank"))
        party = self.parties.get(key)
        if party is None:
            party = self.parties[key] = Party(
                id="", name=key[0], bank_account=key[1], bank_name=key[2]
            )
        if not (key[0] or key[1]) or _CHARGE.fullmatch(key[0]):
            own = _CHARGE.search(description) or key[0]
            return Aside(row.origin, OWN_CHARGE if own else NO_PARTY, description, -effect)
        if not effect:
            return Aside(row.origin, N_("a row without an amount"), description)
        kind: EntryKind = "refund" if effect > 0 else "payment"
        return Movement(
            origin=row.origin,
            date=line.date,
            kind=kind,
            amount=abs(effect),
            party=party,
            number=next(filter(None, map(row.text, ("serial", "core", "voucher"))), ""),
            currency=_currency(row.text("currency")) or currency,
            description=description,
        )

    def _sums(self) -> tuple[Decimal, Decimal]:
        return (
            sum((line.money_in for line in self.lines), _NOTHING),
            sum((line.money_out for line in self.lines), _NOTHING),
        )

    def _total(self, row: Row) -> None:
        for name, field_, computed in zip(
            (TURNOVER_CREDIT, TURNOVER_DEBIT), ("in", "out"), self._sums(), strict=True
        ):
            if row.has(field_):
                self.controls.append(Control(name, row.amount(field_), computed, row.origin))

    def _prove(self, titles: Sequence[tuple[str, str]]) -> None:
        """Balances row by row, from whichever end the file begins; totals that titles state."""
        top = Origin(self.sheet.grid.source, 1)
        for steps in self.steps.values():
            ascending, descending = chained(steps), chained(steps[::-1])
            newest_first = (
                ascending
                and descending
                and not holds(ascending)
                and (holds(descending) or _agreeing(steps[::-1]) > _agreeing(steps))
            )
            control = descending if newest_first else ascending
            self.controls += [control] if control else []
            if len(self.steps) == 1 and control and holds(control):
                opening = implied_opening(steps[::-1] if newest_first else steps)
                closing = (steps[0] if newest_first else steps[-1]).stated
                self._state(titles, "期初余额;上期余额;承前余额", OPENING, opening, top)
                self._state(titles, "期末余额;本期余额", CLOSING, closing, top)
        ins, outs = self._sums()
        self._state(titles, _STATED_IN, TURNOVER_CREDIT, ins, top)
        self._state(titles, _STATED_OUT, TURNOVER_DEBIT, outs, top)
        for names, count in (
            (_COUNT_IN, sum(1 for line in self.lines if line.money_in)),
            (_COUNT_OUT, sum(1 for line in self.lines if line.money_out)),
        ):
            self._state(titles, names, N_("number of rows"), Decimal(count), top)

    def _state(
        self,
        titles: Sequence[tuple[str, str]],
        names: str,
        control: str,
        computed: Decimal | None,
        origin: Origin,
    ) -> None:
        stated = labelled(titles, names).removesuffix("笔").removesuffix("元")
        if stated and computed is not None:
            try:
                figure = amount(stated, self.sheet.locale)
            except Unreadable:
                return  # a label of something else
            self.controls.append(Control(control, figure, computed, origin))


def _agreeing(steps: Sequence[Step]) -> int:
    """How many balances follow from the one before."""
    pairs = pairwise(steps)
    return sum(
        1
        for before, after in pairs
        if before.stated is not None and after.stated == before.stated + after.effect
    )


def _date(row: Row) -> dt.date:
    """The day of the transaction; the day of booking where that is all the file has."""
    name = next((name for name in ("day", "time", "booked") if row.has(name)), "day")
    return row.day(name)


def _digits(account: str) -> str:
    return re.sub(r"[\s\-]", "", account)


def _currency(text: str) -> str:
    return CURRENCIES.get(folded(text), "")
