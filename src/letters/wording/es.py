"""Spanish wording: amounts, dates, lists and names, as Spain or another country writes them."""

# ruff: noqa: SIM905 - numerals and months read best as running words

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from letters.errors import N_, DataError
from letters.model.contract import Contract
from letters.model.entry import Entry, EntryKind
from letters.model.money import exponent, to_amount
from letters.model.party import Party
from letters.model.period import Period
from letters.wording import entries, es_numbers, es_text
from letters.wording.base import PartyForms
from letters.wording.captions import caption
from letters.wording.es_lint import lint_spanish
from letters.wording.es_party import party_forms
from letters.wording.es_text import NBSP
from letters.wording.lint import Finding

_MONTHS = (
    "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre"
).split()
_SETIEMBRE = ("PE", "UY")
# The sign of a country's own currency before its digits; $ alone is ambiguous, so that the code
# follows where no words do.
_HOME_SIGN = {
    "MX": "$",
    "CO": "$",
    "CL": "$",
    "AR": f"${NBSP}",
    "PE": f"S/{NBSP}",
}
# What a contract calls itself, for its article.
_MASCULINE = ("contrato", "acuerdo", "convenio", "pedido", "pacto", "presupuesto")
_FEMININE = ("orden", "oferta", "póliza", "escritura", "carta")
_KINDS = {
    "guarantee_letter": "Reconocimiento de deuda y compromiso de pago",
    "reconciliation_act": "Acta de conciliación de saldos",
    "demand_letter": "Requerimiento de pago",
    "difference_protocol": "Relación de diferencias",
}


@dataclass(frozen=True, slots=True)
class Spanish:
    """How letters speak Spanish in `country` (ISO 3166; empty or unknown: as in Spain).

    See `letters.wording.base.Wording`.
    """

    country: str = ""
    language: str = field(default="es", init=False)

    @property
    def lang(self) -> str:
        """`es-ES`, `es-MX`."""
        return f"es-{self.country if self.country in es_text.SEPARATORS else 'ES'}"

    def number(self, amount: Decimal, currency: str) -> str:
        """`1.234,50`, `-1.234,50`; MX, PE `1,234.50`; pesos of Chile without decimals."""
        es_numbers.unit_of(currency)
        return es_text.digits(to_amount(amount, currency), exponent(currency), self.country)

    def money(self, amount: Decimal, currency: str) -> str:
        """`1.234,50 €`, `1.234,50 USD`; MX `$1,234.50 MXN`, PE `S/ 1,234.50`."""
        money = self._signed(amount, currency)
        return f"{money}{NBSP}{currency}" if "$" in money else money

    def _signed(self, amount: Decimal, currency: str) -> str:
        """Digits with the sign that words make plain: `1.234,50 €`, MX `$1,234.50`."""
        digits = self.number(amount, currency)
        sign = _HOME_SIGN.get(self.country)
        if sign and es_numbers.HOME[self.country] == currency:
            minus = "-" if digits.startswith("-") else ""
            return f"{minus}{sign}{digits.removeprefix('-')}"
        return f"{digits}{NBSP}{'€' if currency == 'EUR' else currency}"

    def currency_label(self, currency: str) -> str:
        """`€`, `USD`, `MXN`; PE `S/`."""
        es_numbers.unit_of(currency)
        if currency == "EUR":
            return "€"
        return "S/" if (self.country, currency) == ("PE", "PEN") else currency

    def amount_in_words(self, amount: Decimal, currency: str) -> str:
        """`cuatro mil doscientos treinta y cinco euros`; MX `UN MIL PESOS 00/100 M.N.`.

        Checked: the words, read back, say the amount again.
        """
        exact = to_amount(amount, currency)
        words = es_numbers.amount_in_words(exact, currency, self.country)
        if self.parse_amount_in_words(words, currency) != exact:
            raise DataError(
                N_("the words “{words}” do not say {amount}"), words=words, amount=str(exact)
            )
        return words

    def parse_amount_in_words(self, text: str, currency: str) -> Decimal:
        """The amount that `text`, with or without brackets, says in this country's style."""
        return es_numbers.parse_amount(text, currency, self.country)

    def money_with_words(self, amount: Decimal, currency: str) -> str:
        """`4.235,00 € (cuatro mil … euros)`; MX `$1,200.50 (UN MIL DOSCIENTOS … M.N.)`."""
        return f"{self._signed(amount, currency)} ({self.amount_in_words(amount, currency)})"

    def percent(self, value: Decimal) -> str:
        """`0,1 %`, `10,40 %`, `8 %`; MX `10.40%`."""
        return es_text.percent(value, self.country)

    def daily_rate(self, value: Decimal) -> str:
        """`0,05 % diario`."""
        return f"{self.percent(value)} diario"

    def date_short(self, day: date) -> str:
        """`21/11/2026`."""
        return f"{day:%d/%m}/{day.year}"

    def date_long(self, day: date) -> str:
        """`21 de noviembre de 2026`, which no line end parts; PE, UY `setiembre`."""
        return NBSP.join([str(day.day), "de", self._month(day), "de", str(day.year)])

    def _month(self, day: date) -> str:
        if day.month == 9 and self.country in _SETIEMBRE:
            return "setiembre"
        return _MONTHS[day.month - 1]

    def date_formal(self, day: date) -> str:
        """As `date_long`."""
        return self.date_long(day)

    def period(self, period: Period) -> str:
        """`3.er trimestre de 2026`, `septiembre de 2026`, `año 2026`, else from day to day.

        Any other span is `del 1 de julio al 15 de septiembre de 2026`, the year twice where it
        changes. For titles and after a colon.
        """
        first, last = period.first, period.last
        months = es_text.whole_months(period)
        if months == 12 and first.month == 1:
            return f"año {first.year}"
        if months == 3 and last.month % 3 == 0:
            return es_text.quarter_text(last.month // 3, last.year)
        if months == 1:
            return f"{self._month(first)} de {first.year}"
        start = self.date_long(first)
        if first.year == last.year:
            start = start.removesuffix(f"{NBSP}de{NBSP}{first.year}")
        return f"del {start} al {self.date_long(last)}"

    def join(self, items: Sequence[str]) -> str:
        """`Pérez e Ibáñez`, `a, b y c`."""
        return es_text.join_es(items)

    def plural(self, count: int, *forms: str) -> str:
        """One, many: `1 factura`, `2 facturas`."""
        one, many = forms
        return es_text.plural(count, one, many)

    def party_name(self, name: str) -> str:
        """The registered name; its legal form stays with its last word."""
        return es_text.bind_legal_form(name.strip())

    def party_forms(self, party: Party) -> PartyForms:
        """The party as Spanish letters name it, with the labels of its own country."""
        return party_forms(party, self.country or "ES")

    def contract_phrase(self, contracts: Sequence[Contract]) -> str:
        """After «en virtud»: `del contrato de suministro n.º C-15/2025, de 10 de enero de 2025`.

        Several: each with its own del, so that nothing has to agree.
        """
        phrases = [self._contract(contract) for contract in contracts]
        if len(phrases) < 2:
            return "".join(phrases)
        return f"{', '.join(phrases[:-1])}, y {phrases[-1]}"

    def _contract(self, contract: Contract) -> str:
        title = " ".join(contract.title.split())
        noun = title.casefold().split(" ", 1)[0]
        if noun in _MASCULINE + _FEMININE:
            title = title.lower() if title.isupper() else title[0].lower() + title[1:]
            title = f"de la {title}" if noun in _FEMININE else f"del {title}"
        else:
            title = f"del contrato «{title}»" if title else "del contrato"
        number = es_text.numero(contract.number)
        return f"{title} {number}, de {self.date_long(contract.date)}"

    def term(self, days: int) -> str:
        """After «en el plazo de»: `diez días naturales`, `un día natural`."""
        return f"{es_numbers.cardinal(days)} {self.plural(days, 'día natural', 'días naturales')}"

    def letter_phrase(self, number: str, day: date) -> str:
        """After «escrito»: `n.º DL-2026-0007, de 1 de agosto de 2026`."""
        return (
            f"{es_text.numero(number)}, de {self.date_long(day)}"
            if number
            else (f"de {self.date_long(day)}")
        )

    def kind_title(self, kind: str) -> str:
        """`Requerimiento de pago` and its like."""
        return _KINDS[kind]

    def document_type(self, text: str, kind: EntryKind) -> str:
        """`Albarán`, `Factura`; MX `Nota de remisión`; Russian and Chinese captions in Spanish."""
        return caption(text, kind, "es", self.country)

    def entry_caption(self, entry: Entry, *, mirrored: bool = False) -> str:
        """The concepto: `Factura (albarán A-4411, 09/07/2026)`; the same in both books."""
        del mirrored
        return entries.spanish(entry, self.country)

    def lint(self, kind: str, clauses: Sequence[str]) -> list[Finding]:
        """Holes, slips of grammar, and in a commitment what binds to nothing."""
        return lint_spanish(kind, clauses)
