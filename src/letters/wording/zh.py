"""Chinese wording (mainland, Simplified): amounts, dates, lists, and how parties are named.

Full-width punctuation in text, half-width inside numbers and codes, no space between Chinese
characters and digits. ￥ is U+FFE5: U+00A5 cannot be encoded in GBK and is missing in fonts.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from letters.errors import N_, DataError
from letters.model.contract import Contract
from letters.model.entry import Entry, EntryKind
from letters.model.money import to_amount
from letters.model.party import Party
from letters.model.period import Period
from letters.wording import entries
from letters.wording.base import PartyForms
from letters.wording.captions import caption
from letters.wording.lint import HOLES, Finding, search
from letters.wording.zh_lint import lint_commitment
from letters.wording.zh_numbers import parse_daxie, to_daxie
from letters.wording.zh_party import party_forms

_DIGITS = "〇一二三四五六七八九"  # 〇 is U+3007, not 零 and not ○


@dataclass(frozen=True, slots=True)
class _Currency:
    """`name` stands before the 大写, `label` at the head of a column, `sign` before digits."""

    name: str
    label: str
    sign: str


# The rule of 大写 knows only 人民币. Foreign money is spelt by the same rule after the currency's
# name, 欧元壹万元整, as contracts and bank forms do; 角 and 分 then count tenths and hundredths of
# the unit. Banks also write 美元…元捌拾玖美分; legal should confirm the form for 卢布 and 坚戈 (?).
# Digits follow the ISO code without a gap, as the banks' rules for foreign amounts ask (?).
_CURRENCIES: Mapping[str, _Currency] = {
    "CNY": _Currency("人民币", "元", "￥"),
    "BYN": _Currency("白俄罗斯卢布", "白俄罗斯卢布", "BYN"),
    "EUR": _Currency("欧元", "欧元", "EUR"),
    "KZT": _Currency("坚戈", "坚戈", "KZT"),
    "MXN": _Currency("墨西哥比索", "墨西哥比索", "MXN"),
    "RUB": _Currency("俄罗斯卢布", "卢布", "RUB"),
    "USD": _Currency("美元", "美元", "USD"),
}
_KINDS = {
    "guarantee_letter": "付款承诺书",
    "reconciliation_act": "对账函",
    "demand_letter": "催款函",
    "difference_protocol": "对账差异调节表",
}


@dataclass(frozen=True, slots=True)
class Chinese:
    """How letters speak Chinese; see `letters.wording.base.Wording`."""

    language: str = field(default="zh", init=False)
    # Exactly so: zh alone picks the Japanese face of Noto CJK.
    lang: str = field(default="zh-CN", init=False)

    def number(self, amount: Decimal, currency: str) -> str:
        """`1,234.50`, `-1,234.50`."""
        _currency(currency)
        return f"{to_amount(amount, currency):,f}"

    def money(self, amount: Decimal, currency: str) -> str:
        """`￥1,234.50`, `EUR1,234.50`, `-￥1,234.50`."""
        digits = self.number(amount, currency)
        minus = "-" if digits.startswith("-") else ""
        return f"{minus}{_currency(currency).sign}{digits.removeprefix('-')}"

    def currency_label(self, currency: str) -> str:
        """What follows 单位 at the head of a column: `元`, `欧元`, `卢布`."""
        return _currency(currency).label

    def amount_in_words(self, amount: Decimal, currency: str) -> str:
        """The 大写 with the currency before it and no gap: `人民币壹拾贰万捌仟陆佰伍拾元整`.

        Checked: the words, read back, say the amount again.
        """
        name = _currency(currency).name
        exact = to_amount(amount, currency)
        if exact < 0:
            raise DataError(
                N_("a negative amount ({amount}) cannot be said in words"), amount=str(exact)
            )
        words = f"{name}{to_daxie(exact)}"
        if self.parse_amount_in_words(words, currency) != exact:
            raise DataError(
                N_("the words “{words}” do not say {amount}"), words=words, amount=str(exact)
            )
        return words

    def parse_amount_in_words(self, text: str, currency: str) -> Decimal:
        """The amount that a 大写 says, in any legal spelling; 人民币 before it may be missing."""
        name = _currency(currency).name
        words = text.strip()
        if currency != "CNY" and not words.startswith(name):
            raise DataError(
                N_("“{text}” does not say an amount in {currency}"), text=text, currency=currency
            )
        return to_amount(parse_daxie(words.removeprefix(name)), currency)

    def money_with_words(self, amount: Decimal, currency: str) -> str:
        """`人民币壹拾贰万捌仟陆佰伍拾元整（￥128,650.00）`."""
        return f"{self.amount_in_words(amount, currency)}（{self.money(amount, currency)}）"

    def percent(self, value: Decimal) -> str:
        """`0.05%`, `4.5%`, `3%`."""
        if not isinstance(value, Decimal):
            raise TypeError("a rate is a Decimal, never a float")
        return f"{value.normalize():f}%"

    def daily_rate(self, value: Decimal) -> str:
        """`日万分之五`, `日千分之一`, `日百分之一`; in digits what is no small whole part."""
        for name, parts in (("百", value), ("千", value * 10), ("万", value * 100)):
            if parts == parts.to_integral_value() and 0 < parts < 100:
                return f"日{name}分之{_below_hundred(int(parts))}"
        return f"每日{self.percent(value)}"

    def date_short(self, day: date) -> str:
        """`2026-11-21`."""
        return day.isoformat()

    def date_long(self, day: date) -> str:
        """`2026年11月5日`, without zeros in front."""
        return f"{day.year}年{day.month}月{day.day}日"

    def date_formal(self, day: date) -> str:
        """As `date_long`; `hanzi_date` has the form without digits."""
        return self.date_long(day)

    def period(self, period: Period) -> str:
        """`2026年7月1日至2026年9月30日`."""
        return f"{self.date_long(period.first)}至{self.date_long(period.last)}"

    def join(self, items: Sequence[str]) -> str:
        """`甲、乙和丙`."""
        return "和".join(["、".join(items[:-1]), items[-1]] if len(items) > 1 else items)

    def plural(self, count: int, *forms: str) -> str:
        """The single form: Chinese nouns do not change with the number."""
        del count
        return forms[0]

    def party_name(self, name: str) -> str:
        """The registered name as it stands, its brackets included: it must equal the seal."""
        return name.strip()

    def party_forms(self, party: Party) -> PartyForms:
        """The party as Chinese letters name it; cases and salutations of others stay empty."""
        return party_forms(party)

    def contract_phrase(self, contracts: Sequence[Contract]) -> str:
        """After 依据: `2026年1月10日签订的《买卖合同》（合同编号：15/П）`."""
        return self.join([self._contract(contract) for contract in contracts])

    def _contract(self, contract: Contract) -> str:
        title = contract.title.strip().strip("《》")
        name = f"《{title}》" if title else "合同"
        return f"{self.date_long(contract.date)}签订的{name}（合同编号：{contract.number}）"

    def term(self, days: int) -> str:
        """`7日`."""
        return f"{days}日"

    def letter_phrase(self, number: str, day: date) -> str:
        """`2026年8月1日（编号：DL-2026-0007）`."""
        return self.date_long(day) + (f"（编号：{number}）" if number else "")

    def kind_title(self, kind: str) -> str:
        """`付款承诺书`, `对账函`, `催款函`."""
        return _KINDS[kind]

    def document_type(self, text: str, kind: EntryKind) -> str:
        """`送货单`, `发票`; Russian and Spanish captions in Chinese."""
        return caption(text, kind, "zh")

    def entry_caption(self, entry: Entry, *, mirrored: bool = False) -> str:
        """The 摘要: `部分货款；核销SH-260316`; the same in both books."""
        del mirrored
        return entries.chinese(entry)

    def lint(self, kind: str, clauses: Sequence[str]) -> list[Finding]:
        """Holes, and for a 付款承诺书 what would make more (or less) of it than a promise."""
        found = search(HOLES, clauses)
        return found + lint_commitment(clauses) if kind == "guarantee_letter" else found


def hanzi_date(day: date) -> str:
    """The date without digits, for solemn heads: `二〇二六年十一月二十一日`.

    >>> hanzi_date(date(2030, 10, 30))
    '二〇三〇年十月三十日'
    """
    year = "".join(_DIGITS[int(digit)] for digit in f"{day.year:04}")
    return f"{year}年{_below_hundred(day.month)}月{_below_hundred(day.day)}日"


def _below_hundred(number: int) -> str:
    """10 十, 11 十一, 20 二十, 21 二十一."""
    tens, ones = divmod(number, 10)
    ten = "" if not tens else "十" if tens == 1 else f"{_DIGITS[tens]}十"
    return ten + (_DIGITS[ones] if ones else "")


def _currency(currency: str) -> _Currency:
    try:
        return _CURRENCIES[currency]
    except KeyError:
        raise DataError(
            N_("there are no Chinese words for the currency “{currency}”"),
            N_("use one of {known}"),
            currency=currency,
            known=", ".join(sorted(_CURRENCIES)),
        ) from None
