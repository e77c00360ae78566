"""CommerceML 2.x and 3.x, the exchange format of 1C and of shops, its documents only.

An order and a счёт ask for something, they are no debt; `Отпуск товара` and `Возврат товара`
are, and `Выплата` pays it. In 2.x a document stands in the root, in 3.x in a container.
`Роль` is what the books that the file comes from are in the document: a seller's are read,
a purchase is another ledger.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from letters.errors import N_, DataError, Problem
from letters.model.entry import EntryKind
from letters.model.party import Party, PartyKind
from letters.reading.cells import Fault, shown
from letters.reading.foreign.elements import (
    checked,
    needed,
    origin_of,
    root_of,
    said,
    said_amount,
    said_day,
)
from letters.reading.foreign.file import File
from letters.reading.foreign.fns import contract_named
from letters.reading.foreign.found import Aside, Control, Format, Found, Movement, NamedContract
from letters.reading.foreign.values import Unreadable, above_zero, iso_day
from letters.reading.foreign.xml import Element
from letters.reading.vocabulary import currency_of, folded

_NAME = N_("CommerceML documents")
_ROOT = "КоммерческаяИнформация"
_DOCUMENTS = "Документ", "Контейнер/Документ"
# The operations that the format's schema lists, by what they do to a debt.
_KINDS: Mapping[str, EntryKind] = {
    "отпуск товара": "shipment",
    "возврат товара": "return",
    "выплата наличных денег": "payment",
    "выплата безналичных денег": "payment",
    "возврат наличных денег": "refund",
    "возврат безналичных денег": "refund",
}
_ORDER = N_("an order or an invoice for payment: nothing is owed until the goods are handed over")
_PAID_ORDER = N_("an order, paid according to the file: the goods are not handed over in it")
_OTHER = N_("no sale and no payment")
_ASIDE = {
    "заказ товара": _ORDER,
    "счет на оплату": _ORDER,
    "счет фактура": N_("an invoice for VAT only: the delivery has a document of its own"),
    "передача товара на комиссию": N_("goods on commission are not sold yet"),
    "возврат комиссионного товара": N_("goods on commission are not sold yet"),
    "отчет о продажах комиссионного товара": _OTHER,
    "переоценка товаров": _OTHER,
    "передача прав": _OTHER,
    "прочие": _OTHER,
}
_CANCELLED = N_("cancelled, or marked for deletion")
_UNDONE = N_("planned only: not handed over, or not paid, according to the file")
_PURCHASE = N_("a purchase: these goods and payments are what we owe")
_TYPES = {"shipment": "накладная", "return": "возврат товара"}
_BUYERS = frozenset({"покупатель", "плательщик", "получатель"})


@dataclass(slots=True)
class _Reading:
    """What has been read so far."""

    movements: list[Movement] = field(default_factory=list)
    owners: list[Party] = field(default_factory=list)
    aside: list[Aside] = field(default_factory=list)
    controls: list[Control] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def _recognise(file: File) -> bool:
    root = file.xml
    return root is not None and root.name == _ROOT


def _read(files: Sequence[File]) -> Found:
    file = files[0]
    root = root_of(file)
    documents = [document for path in _DOCUMENTS for document in root.all(path)]
    if not documents:
        raise DataError(
            N_("the file holds no documents, only a catalogue or an offer"),
            N_("export the documents: deliveries, returns and payments"),
        )
    reading = _Reading()
    for document in documents:
        try:
            _document(document, file, reading)
        except Unreadable as found:
            reading.problems.append(found.at(origin_of(file, document)))
    owners = {owner.tax_id or owner.name: owner for owner in reading.owners}
    return Found(
        format=_NAME,
        source=file.source,
        sort="documents",
        movements=tuple(reading.movements),
        owner=owners.popitem()[1] if len(owners) == 1 else Party(id="", name=""),
        aside=tuple(reading.aside),
        controls=tuple(reading.controls),
        problems=tuple(reading.problems),
    )


def _document(document: Element, file: File, reading: _Reading) -> None:
    origin = origin_of(file, document)
    number = needed(said(document, "Номер"), document, "Номер")
    currency = _currency(document)
    amount = needed(said_amount(document, "Сумма", currency), document, "Сумма")
    operation = said(document, "ХозОперация")
    notes = {name: value for name, value in _requisites(document) if value}
    title = f"{operation} {number}".strip()
    reading.controls += _controls(document, amount, currency, file)
    reason = _reason_aside(folded(operation), folded(said(document, "Роль")), notes)
    if reason:
        reading.aside.append(Aside(origin, reason, title, amount))
        return
    kind = _KINDS.get(folded(operation))
    if not kind:
        raise Unreadable(
            Fault(
                "choice.unknown",
                N_("“{value}” is not known here"),
                N_("write one of: {options}"),
                {"value": shown(operation), "options": ", ".join([*_KINDS, *_ASIDE])},
            ),
            "ХозОперация",
            document.line,
        )
    movement = Movement(
        origin=origin,
        date=needed(said_day(document, "Дата"), document, "Дата"),
        kind=kind,
        amount=checked(above_zero, amount, document, "Сумма"),
        party=_buyer(document, file),
        number=number,
        currency=currency,
        contract=_contract(notes),
        document_type=_TYPES.get(kind, ""),
        due_date=said_day(document, "СрокПлатежа") if kind == "shipment" else None,
        description=said(document, "Комментарий"),
    )
    reading.owners += _sellers(document, file)
    reading.movements.append(movement)
    if kind == "shipment" and _is(notes, "true", "заказ оплачен", "оплачен"):
        reading.movements.append(_payment(movement, notes))


def _reason_aside(operation: str, role: str, notes: Mapping[str, str]) -> str:
    """Why a document is no entry of the ledger; empty when it is one."""
    if _is(notes, "false", "проведен") or _is(
        notes, "true", "отменен", "пометкаудаления", "пометка удаления"
    ):
        return _CANCELLED
    if operation in _ASIDE:
        reason = _ASIDE[operation]
        paid = _is(notes, "true", "заказ оплачен", "оплачен")
        return _PAID_ORDER if paid and reason == _ORDER else reason
    if role == "покупатель":
        return _PURCHASE
    kind = _KINDS.get(operation, "")
    undone = (kind == "shipment" and _is(notes, "false", "отгружен")) or (
        kind in {"payment", "refund"} and _is(notes, "false", "оплачен")
    )
    return _UNDONE if undone else ""


def _payment(shipment: Movement, notes: Mapping[str, str]) -> Movement:
    """The payment that a delivery's own requisites tell of. Raises Unreadable without its day."""
    said_on = notes.get("дата оплаты", "")
    if not said_on:
        raise Unreadable(
            Fault(
                "payment.no_date",
                N_("{number} is paid according to the file, which does not say when"),
                N_("write the payment into data/ledger by hand, and export without this document"),
                {"number": shipment.number},
            ),
            "Дата оплаты",
        )
    return Movement(
        origin=shipment.origin,
        date=iso_day(said_on),
        kind="payment",
        amount=shipment.amount,
        party=shipment.party,
        number=notes.get("номер платежного документа", ""),
        currency=shipment.currency,
        contract=shipment.contract,
        settles=(shipment.number,),
    )


def _currency(document: Element) -> str:
    """The currency, however it is written (`RUB`, `руб`); empty when the document does not say."""
    written = said(document, "Валюта").rstrip(".")
    code = currency_of(written) if written else ""
    if isinstance(code, Fault):
        raise Unreadable(code, "Валюта", document.line)
    return code


def _controls(document: Element, amount: Decimal, currency: str, file: File) -> Iterator[Control]:
    """The goods must add up to the document, with what its taxes and discounts add and take."""
    goods = [said_amount(row, "Сумма", currency) for row in document.all("Товары/Товар")]
    if not goods or None in goods:
        return
    computed = sum(filter(None, goods), Decimal(0))
    for path, sign in (("Налоги/Налог", 1), ("Скидки/Скидка", -1)):
        for row in document.all(path):
            if said(row, "УчтеноВСумме") == "false":
                computed += sign * (said_amount(row, "Сумма", currency) or 0)
    yield Control(N_("sum of the rows"), amount, computed, origin_of(file, document))


def _requisites(document: Element) -> Iterator[tuple[str, str]]:
    for each in document.all("ЗначенияРеквизитов/ЗначениеРеквизита"):
        yield folded(said(each, "Наименование")), said(each, "Значение")


def _is(notes: Mapping[str, str], word: str, *names: str) -> bool:
    """Whether one of the requisites says `word` (true or false)."""
    words = {"true", "да", "1", "y"} if word == "true" else {"false", "нет", "0", "n"}
    return any(notes.get(name, "").casefold() in words for name in names)


def _contract(notes: Mapping[str, str]) -> NamedContract:
    text = notes.get("договор", "") or notes.get("договор контрагента", "")
    number = notes.get("номер договора", "")
    return NamedContract(number=number, title=text) if number else contract_named(text)


def _buyer(document: Element, file: File) -> Party:
    """The one whose role is to buy or to pay; or the only one who does not sell."""
    parties = list(document.all("Контрагенты/Контрагент"))
    buyers = [each for each in parties if folded(said(each, "Роль")) in _BUYERS]
    buyers = buyers or [each for each in parties if folded(said(each, "Роль")) != "продавец"]
    names = {said(each, "ИНН") or said(each, "Ид") or said(each, "Наименование") for each in buyers}
    if len(names) > 1:
        buyers = [each for each in buyers if folded(said(each, "Роль")) == "покупатель"]
    if len(names) > 1 and len(buyers) != 1:
        raise Unreadable(
            Fault(
                "party.several",
                N_("the document names several parties on one side: {parties}"),
                N_("write its row into data/ledger by hand, a row for each of them"),
                {"parties": ", ".join(sorted(names))},
            ),
            "Контрагенты",
            document.line,
        )
    return _party(needed(buyers or None, document, "Контрагенты/Контрагент")[0], file)


def _sellers(document: Element, file: File) -> list[Party]:
    return [
        _party(each, file)
        for each in document.all("Контрагенты/Контрагент")
        if folded(said(each, "Роль")) == "продавец"
    ]


def _party(element: Element, file: File) -> Party:
    """A контрагент; before 2.04 a company's and a person's facts stood in an element of theirs."""
    within = element.find("РеквизитыЮрЛица|РеквизитыФизЛица") or element

    def told(path: str) -> str:
        return said(element, path) or said(within, path)

    official = told("ОфициальноеНаименование")
    surname = told("Фамилия")
    tax_id = told("ИНН")
    kind: PartyKind = "company"
    if not official and surname:
        kind = "sole_trader" if len(tax_id) == 12 and told("ОГРН|ОГРНИП") else "person"
    elif len(tax_id) == 12:
        kind = "sole_trader"
    name = official or told("ПолноеНаименование") or told("Наименование")
    short = told("Наименование")
    contacts = {
        folded(said(each, "Тип")): said(each, "Значение")
        for each in element.all("Контакты/Контакт")
    }
    return Party(
        id="",
        name=needed(name, element, "Наименование"),
        short_name=short if short != name else "",
        kind=kind,
        country="RU" if tax_id else "",
        tax_id=tax_id,
        kpp=told("КПП"),
        registration_no=told("ОГРН|ОГРНИП"),
        address=told("ЮридическийАдрес|АдресРегистрации|Адрес/Представление"),
        phone=next((text for sort, text in contacts.items() if "телефон" in sort), ""),
        email=next((text for sort, text in contacts.items() if "почта" in sort), ""),
        bank_name=told("РасчетныеСчета/РасчетныйСчет/Банк/Наименование"),
        bank_account=told("РасчетныеСчета/РасчетныйСчет/НомерСчета"),
        bank_code=told("РасчетныеСчета/РасчетныйСчет/Банк/БИК"),
        correspondent_account=told("РасчетныеСчета/РасчетныйСчет/Банк/СчетКорреспондентский"),
        origin=origin_of(file, element),
    )


FORMAT = Format(_NAME, _recognise, _read)
