"""Russian: amounts, dates, periods, lists and names as Russian business papers print them."""

# ruff: noqa: SIM905 - months read best as running words

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import ClassVar

from letters.errors import N_, RenderingError
from letters.model.contract import Contract
from letters.model.entry import Entry, EntryKind
from letters.model.money import exponent, to_amount
from letters.model.party import Party
from letters.model.period import Period
from letters.wording import entries, ru_numbers, ru_papers, ru_text
from letters.wording.base import PartyForms
from letters.wording.captions import caption
from letters.wording.lint import HOLES, Finding, search
from letters.wording.ru_numbers import NBSP
from letters.wording.ru_party import party_forms

_MONTHS = "январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь".split()
_MONTHS_GENITIVE = (
    "января февраля марта апреля мая июня июля августа сентября октября ноября декабря".split()
)

_KINDS = {
    "guarantee_letter": "Гарантийное письмо",
    "reconciliation_act": "Акт сверки",
    "demand_letter": "Претензия",
    "difference_protocol": "Протокол разногласий",
}


@dataclass(frozen=True, slots=True)
class Russian:
    """How letters speak Russian; see `letters.wording.base.Wording`."""

    language: ClassVar[str] = "ru"
    lang: ClassVar[str] = "ru-RU"

    def number(self, amount: Decimal, currency: str) -> str:
        """`1 234 567,50`: groups by U+00A0, decimal comma (as CLDR; tested against Babel)."""
        ru_numbers.currency_forms(currency)
        exact = to_amount(amount, currency)
        digits = f"{exact:,.{exponent(currency)}f}"
        return digits.replace(",", NBSP).replace(".", ",")

    def money(self, amount: Decimal, currency: str) -> str:
        """`1 234 567,50 руб.`, unbreakable; «₽» is not used in business papers."""
        return f"{self.number(amount, currency)}{NBSP}{self.currency_label(currency)}"

    def currency_label(self, currency: str) -> str:
        """`руб.`, `долл. США`, `евро`, `юаней`."""
        return ru_numbers.currency_forms(currency).label.replace(" ", NBSP)

    def amount_in_words(self, amount: Decimal, currency: str) -> str:
        """«Четыреста рублей 40 копеек».

        Checked: the words, read back, say the amount again.
        """
        exact = to_amount(amount, currency)
        words = ru_numbers.amount_in_words(exact, currency)
        if self.parse_amount_in_words(words, currency) != exact:
            raise RenderingError(
                N_("“{words}” does not say {amount}"), words=words, amount=str(exact)
            )
        return words

    def parse_amount_in_words(self, text: str, currency: str) -> Decimal:
        """The inverse of `amount_in_words`."""
        return ru_numbers.parse_amount_in_words(text, currency)

    def money_with_words(self, amount: Decimal, currency: str) -> str:
        """`400,40 руб. (Четыреста рублей 40 копеек)`."""
        return f"{self.money(amount, currency)} ({self.amount_in_words(amount, currency)})"

    def percent(self, value: Decimal) -> str:
        """`0,1 %`, `15,5 %`, `16 %`: no idle zeros, a non-breaking space before the sign."""
        if not isinstance(value, Decimal):
            raise TypeError("a rate is a Decimal, never a float")
        digits = f"{value:f}"
        if "." in digits:
            digits = digits.rstrip("0").rstrip(".")
        return f"{digits.replace('.', ',')}{NBSP}%"

    def daily_rate(self, value: Decimal) -> str:
        """`0,1 % в день`."""
        return f"{self.percent(value)} в{NBSP}день"

    def date_short(self, day: date) -> str:
        """`21.11.2026`."""
        return f"{day.day:02}.{day.month:02}.{day.year:04}"

    def date_long(self, day: date) -> str:
        """`21 ноября 2026 г.`, which no line end parts."""
        return NBSP.join([str(day.day), _MONTHS_GENITIVE[day.month - 1], str(day.year), "г."])

    def date_formal(self, day: date) -> str:
        """`«21» ноября 2026 г.`, with two digits: `«01» ноября 2026 г.`."""
        return NBSP.join([f"«{day.day:02}»", _MONTHS_GENITIVE[day.month - 1], str(day.year), "г."])

    def period(self, period: Period) -> str:
        """`3 квартал 2026 г.`, `сентябрь 2026 г.`, `2026 г.`, else `01.07.2026 – 15.09.2026`."""
        first, last = period.first, period.last
        year = f"{first.year}{NBSP}г."
        if first.year == last.year and _whole_months(period):
            months = (first.month, last.month)
            if months == (1, 12):
                return year
            if first.month == last.month:
                return f"{_MONTHS[first.month - 1]} {year}"
            if last.month - first.month == 2 and last.month % 3 == 0:
                return f"{last.month // 3}{NBSP}квартал {year}"
        if first == last:
            return self.date_short(first)
        return f"{self.date_short(first)}{NBSP}– {self.date_short(last)}"

    def join(self, items: Sequence[str]) -> str:
        """`а, б и в`: no comma before «и»."""
        *front, last = items or [""]
        return f"{', '.join(front)} и {last}" if front else last

    def plural(self, count: int, *forms: str) -> str:
        """The form for `count` of the three that go with 1, 2 and 5: день, дня, дней."""
        one, few, many = forms
        return ru_numbers.plural(count, one, few, many)

    def party_name(self, name: str) -> str:
        """`ООО «Торговый дом „Север“»`, whichever way it was typed."""
        return ru_text.party_name(name)

    def party_forms(self, party: Party) -> PartyForms:
        """The party as Russian letters name it, its signatory in the cases they need."""
        return party_forms(party)

    def contract_phrase(self, contracts: Sequence[Contract]) -> str:
        """After «по»: `договору поставки № 15/П от 01.02.2025 и договору № 7 от 02.03.2026`."""
        return self.join(ru_papers.contract_phrases(contracts))

    def term(self, days: int) -> str:
        """After «в течение»: `30 (тридцати) календарных дней`."""
        return ru_numbers.days_within(days, "calendar")

    def letter_phrase(self, number: str, day: date) -> str:
        """`№ DL-2026-0007 от 01.08.2026`."""
        return (
            f"№{NBSP}{number} от{NBSP}{self.date_short(day)}"
            if number
            else (f"от{NBSP}{self.date_short(day)}")
        )

    def kind_title(self, kind: str) -> str:
        """`Гарантийное письмо`, `Акт сверки`, `Претензия`."""
        return _KINDS[kind]

    def document_type(self, text: str, kind: EntryKind) -> str:
        """`УПД`, `Накладная`; Chinese and Spanish captions in Russian."""
        return caption(text, kind, "ru")

    def entry_caption(self, entry: Entry, *, mirrored: bool = False) -> str:
        """`Продажа (УПД 201 от 08.07.2026)`; in the buyer's books `Приход (УПД 201 от …)`."""
        return entries.russian(entry, mirrored=mirrored)

    def lint(self, kind: str, clauses: Sequence[str]) -> list[Finding]:
        """Holes alone; what else a letter may not say is for its template."""
        del kind
        return search(HOLES, clauses)


def _whole_months(period: Period) -> bool:
    after = date.fromordinal(period.last.toordinal() + 1) if period.last < date.max else date.max
    return period.first.day == 1 and after.day == 1
