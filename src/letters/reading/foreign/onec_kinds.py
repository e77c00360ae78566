"""What a row of a Russian ledger is: by the word for its document and by the account beside it.

All is seen from the books that the file was made from, and a debit is always positive. There
goods go out (`shipment`, debit) or come in (`return`, credit) and money comes in (`payment`,
credit) or goes out (`refund`, debit). So in a supplier's card of account 62 a sale is a shipment;
in his customer's card of account 60 the same sale is goods that came in, a `return` with the
effect −, and the customer's payment is money that went out, a `refund` with the effect +. Whoever
compares two sides turns the sign round: shipment and return, payment and refund change places.

A storno is a negative figure on the usual side: it stays where it is, as a `correction` with its
sign, unless its document is a return of goods.
"""

import re
from collections.abc import Mapping
from decimal import Decimal
from functools import lru_cache
from typing import Literal

from letters.model.entry import EntryKind
from letters.reading.vocabulary import folded

# returned: goods or money, only the side and the account tell; manual: an entry made by hand
Nature = Literal[
    "goods", "money", "goods back", "returned", "correction", "manual", "offset", "opening", ""
]

_PHRASES: Mapping[Nature, str] = {
    "goods": "реализация; продажа; продажи; отгрузка; поставка; отпуск товара; отпуск; накладная; "
    "расходная накладная; товарная накладная; торг 12; торг12; упд; счет-фактура; с/ф; сч/ф; сф; "
    "универсальный передаточный документ; акт; услуги; оказание услуг; передача товаров; "
    "поступление (акт, накладная, упд); поступление товаров; поступление услуг; покупка; "
    "поступление тмц; приобретение; приходная накладная; приход; приход товара",
    "money": "оплата; платеж; поступление на расчетный счет; списание с расчетного счета; "
    "поступление безналичных; списание безналичных; поступление денежных средств; "
    "поступление денег; списание денежных средств; поступление наличных; выдача наличных; "
    "приходный кассовый ордер; расходный кассовый ордер; пко; рко; платежное поручение; п/п; пп; "
    "платежный ордер; банковский ордер; операция по платежной карте; выписка; поступление оплаты; "
    "банковская выписка; приход денежных средств; возврат денежных средств; возврат денег; "
    "возврат оплаты; возврат аванса; возврат покупателю; возврат переплаты",
    "goods back": "возврат товара; возврат товаров; возврат от покупателя; возврат поставщику; "
    "возврат товаров от покупателя; возврат товаров поставщику; возврат продукции; возвратная "
    "накладная",
    "returned": "возврат",
    "correction": "корректировка; корректировочный; исправление; исправительный; укд; ксф; сторно; "
    "списание задолженности; списание дебиторской; списание кредиторской; курсовая разница; "
    "курсовые разницы; переоценка; корректировочная",
    "manual": "операция; ручная операция; бухгалтерская справка; бухгалтерская операция",
    "offset": "взаимозачет; зачет; акт взаимозачета; акт зачета; акт о зачете; зачет взаимных "
    "требований",
    "opening": "ввод остатков; ввод начальных остатков; начальный остаток",
}
_NATURES = {
    folded(phrase): nature for nature, phrases in _PHRASES.items() for phrase in phrases.split(";")
}
_MONEY = frozenset({"50", "51", "52", "55", "57"})
_SALES = frozenset({"90"})
_STOCK = frozenset(
    {"07", "08", "10", "11", "15", "19", "20", "21", "23", "25", "26", "28", "29", "40", "41"}
    | {"43", "44", "45", "97"}
)
_WRITE_OFF = frozenset({"63", "91"})
_SETTLEMENTS = frozenset({"60", "62"})

ACCOUNT = re.compile(r"\d\d(?:\.[0-9А-ЯA-Z]{1,3}){0,3}", re.IGNORECASE)


@lru_cache(maxsize=4096)  # a card has a few words for its documents
def nature_of(words: str) -> Nature:
    """What the word for a document says: the phrase that comes first, the longest of these.

    >>> nature_of("Возврат товаров от покупателя"), nature_of("Взаимозачёт"), nature_of("Нечто")
    ('goods back', 'offset', '')
    """
    text = f" {folded(words)} "
    best: tuple[int, int] | None = None
    nature: Nature = ""
    for phrase, its in _NATURES.items():
        at = text.find(f" {phrase} ")
        if at >= 0 and (best is None or (at, -len(phrase)) < best):
            best, nature = (at, -len(phrase)), its
    return nature


def nature_by_account(account: str, own: str, *, debit: bool) -> Nature:
    """What the account beside ours (60, 62) says; `debit`: ours was debited.

    Nothing for accounts that hold different things (76): the word must say it then.
    """
    base = account[:2]
    if base in _MONEY:
        return "money"
    if base in _SALES or base in _STOCK or (base == "91" and debit):
        return "goods"
    if base in _WRITE_OFF:
        return "correction"
    if base in _SETTLEMENTS and base != own[:2]:
        return "offset"
    return ""


def kind_and_amount(
    nature: Nature, by_account: Nature, debit: Decimal, credit: Decimal
) -> tuple[EntryKind, Decimal] | None:
    """The kind of a row with one figure, and its amount as an entry has it; None if unknown.

    >>> kind_and_amount("goods", "", Decimal(100), Decimal(0))
    ('shipment', Decimal('100'))
    >>> kind_and_amount("goods", "", Decimal(-100), Decimal(0))
    ('correction', Decimal('-100'))
    """
    effect = debit - credit
    storno = debit < 0 or credit < 0
    if nature in {"", "manual"} and by_account:
        nature = by_account
    if nature == "returned":
        nature = "goods back" if effect < 0 else _returned_on_debit(by_account)
    if not nature:
        return None
    kind: EntryKind = "correction"
    if nature == "opening":
        kind = "opening"
    elif nature == "goods back" and (effect < 0 or not storno):
        kind = "return" if effect < 0 else "shipment"
    elif nature == "goods" and not storno:
        kind = "shipment" if effect > 0 else "return"
    elif nature == "money" and not storno:
        kind = "refund" if effect > 0 else "payment"
    elif nature == "offset" and not storno and effect < 0:
        kind = "offset"
    signed = kind in {"correction", "opening"}
    return kind, effect if signed else abs(effect)


def _returned_on_debit(by_account: Nature) -> Nature:
    """A bare `Возврат` on the debit: money given back, or goods sent back to a supplier."""
    return by_account if by_account in {"money", "goods"} else ""
