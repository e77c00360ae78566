"""What every language can say: the one interface that the views of documents speak to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Protocol

from letters.errors import Problem
from letters.model.contract import Contract
from letters.model.entry import Entry, EntryKind
from letters.model.party import Party
from letters.model.period import Period
from letters.wording.lint import Finding

# Every language says these of a party (empty where its letters have no use for the form).
PARTY_FORMS = (
    "name",  # the full legal name
    "we",  # how it speaks of itself in its own letter: zh `我公司`, `我方`
    "you",  # how a letter to it addresses it: zh `贵公司`, `贵方`
    "short",  # the short name, or the full one
    "short_genitive",  # ru: after «по данным», «от», «в пользу»: `ООО «Север»`, `ИП Орловой М.С.`
    "tax_id",  # with its label: `ИНН 7701234567`, `NIF B12345674`
    "ids",  # all identifiers with their labels, one line
    "registration",  # es: `inscrita en el Registro Mercantil de …`, to follow the address
    "address",
    "contacts",  # telephone and e-mail, one line
    "bank",  # bank details for a payment, one line with labels
    "account_name",  # who the account belongs to
    "account",  # the number alone, grouped as the country prints it
    "bank_name",
    "bank_code",
    "bank_codes",  # the codes of the bank with their labels, one line
    "honorific",  # es, in Spain: `D.` or `D.ª` before the name of who signs
    "signatory",  # the name as typed
    "signatory_genitive",
    "signatory_short",  # `И.И. Иванов` for the signature line
    "signatory_short_dative",  # `Иванову И.И.` for the addressee
    "signatory_id",  # es: with its label, `DNI n.º 12345678Z`
    "position",
    "position_genitive",
    "position_dative",
    "basis",  # the paper that gives the power to sign, in the case the letter needs
    "acting",  # ru: `действующего`, `действующей`, agreeing with the signatory
    "salutation",  # `Уважаемый Иван Иванович!`
    "accountant_short",
)


@dataclass(frozen=True, slots=True)
class PartyForms:
    """All that a letter says of a party, by the names of PARTY_FORMS, and what is unsure in it."""

    fields: Mapping[str, str]
    warnings: tuple[Problem, ...] = ()


class Wording(Protocol):
    """One language (and country of its speakers, where forms differ): how things are said.

    Amounts are `Decimal` in the currency's own unit; a float raises TypeError, an amount with
    more decimals than the currency DataError, a currency without word forms DataError.
    """

    @property
    def language(self) -> str:
        """The code of the language: ru, zh, es."""

    @property
    def lang(self) -> str:
        """The BCP 47 tag that Word and the PDF carry: ru-RU, zh-CN, es-ES."""

    def number(self, amount: Decimal, currency: str) -> str:
        """Digits with the currency's decimals and no unit: `1 234 567,50`."""

    def money(self, amount: Decimal, currency: str) -> str:
        """Digits with the unit as business letters print it: `1 234 567,50 руб.`, `￥1,234.50`."""

    def currency_label(self, currency: str) -> str:
        """The unit as the head of a column names it: `руб.`, `元`, `€`."""

    def amount_in_words(self, amount: Decimal, currency: str) -> str:
        """The amount in full words, as the papers of that culture print it."""

    def parse_amount_in_words(self, text: str, currency: str) -> Decimal:
        """The amount that `text` says; DataError when it says none. Inverse of the above."""

    def money_with_words(self, amount: Decimal, currency: str) -> str:
        """Digits and words as one visual unit; words were parsed back and equal the digits."""

    def percent(self, value: Decimal) -> str:
        """A rate with its sign and no idle zeros: `0,1 %`, `10,40 %`, `0.05%`."""

    def daily_rate(self, value: Decimal) -> str:
        """A rate per day, as a promise names it: `0,1 % в день`, `日万分之五`, `0,05 % diario`."""

    def date_short(self, day: date) -> str:
        """For tables: `21.11.2026`, `2026-11-21`, `21/11/2026`."""

    def date_long(self, day: date) -> str:
        """For running text: `21 ноября 2026 г.`, `2026年11月21日`, `21 de noviembre de 2026`."""

    def date_formal(self, day: date) -> str:
        """For the head of a letter: `«21» ноября 2026 г.`; elsewhere as `date_long`."""

    def period(self, period: Period) -> str:
        """A span of days, both ends included, as titles print it."""

    def join(self, items: Sequence[str]) -> str:
        """A list in a sentence: `а, б и в`; Spanish y -> e before i-."""

    def plural(self, count: int, *forms: str) -> str:
        """The form that goes with `count`: ru one, few, many; es one, many; zh a single form."""

    def party_name(self, name: str) -> str:
        """A party's name as the language sets it: quotes, bindings; never re-quoted."""

    def party_forms(self, party: Party) -> PartyForms:
        """The party in every form that this language's letters need."""

    def contract_phrase(self, contracts: Sequence[Contract]) -> str:
        """The contracts as the object of "under": ru dative `договору поставки № 15/П от …`."""

    def term(self, days: int) -> str:
        """A term in calendar days, in the case of "within": `30 (тридцати) календарных дней`."""

    def letter_phrase(self, number: str, day: date) -> str:
        """An earlier letter by number (if it has one) and date: `№ DL-7 от 01.08.2026`."""

    def kind_title(self, kind: str) -> str:
        """The kind of a letter as file names and titles say it: `Гарантийное письмо`."""

    def document_type(self, text: str, kind: EntryKind) -> str:
        """The caption of a ledger document: the user's own, translated where the term is known.

        For an empty one the usual noun for that kind of entry.
        """

    def entry_caption(self, entry: Entry, *, mirrored: bool = False) -> str:
        """A ledger entry in an act: ru `Продажа (УПД 201 от 08.07.2026)`; zh 摘要, es concepto.

        `mirrored` is the entry in the debtor's own books, where the form has them beside ours.
        """

    def lint(self, kind: str, clauses: Sequence[str]) -> list[Finding]:
        """What may not stand in a finished letter of that kind, errors first.

        `clauses` are its paragraphs and cells, the names of the parties taken out.
        """
