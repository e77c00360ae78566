"""What the Russian tax service's formats have in common: parties, bases, rates of VAT.

Source: the formats of orders ММВ-7-15/820@ (5.01), ЕД-7-26/970@ (5.02, 5.03) and ММВ-7-10/551@;
their elements have the same names, and a version adds names rather than changing their meaning.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

from letters.errors import N_
from letters.model.party import Party, PartyKind
from letters.reading.cells import Fault
from letters.reading.foreign.elements import NOTHING, needed, origin_of, said, said_day
from letters.reading.foreign.file import File
from letters.reading.foreign.found import NamedContract
from letters.reading.foreign.values import Unreadable, day
from letters.reading.foreign.xml import Element
from letters.reading.vocabulary import NO_VAT, folded

_KINDS: dict[str, PartyKind] = {
    **dict.fromkeys(["СвЮЛУч", "СвЮЛ", "СвИнНеУч"], "company"),
    "СвИП": "sole_trader",
    **dict.fromkeys(["СвФЛУчастФХЖ", "СвФЛУч", "СвФЛ"], "person"),
}
# An address of 5.01 names the region by its code; only these cities are regions of their own.
_CITIES = {"77": "г. Москва", "78": "г. Санкт-Петербург", "92": "г. Севастополь"}
# ОКСМ, which are the numbers of ISO 3166: the countries a party of these documents comes from.
_COUNTRIES = {
    "643": "RU", "112": "BY", "398": "KZ", "417": "KG", "051": "AM", "156": "CN", "724": "ES",
    "792": "TR", "860": "UZ", "031": "AZ", "268": "GE", "276": "DE", "784": "AE", "762": "TJ",
}  # fmt: skip
_STREET = (
    ("Индекс", ""), ("КодРегион", ""), ("Район", ""), ("Город", ""), ("НаселПункт", ""),
    ("Улица", ""), ("Дом", "д. "), ("Корпус", "корп. "), ("Кварт", "кв. "),
)  # fmt: skip
_PLACES = (
    "НаимРегион", "МуниципРайон", "ГородСелПоселен", "НаселенПункт", "ЭлПланСтруктур",
    "ЭлУлДорСети", "Здание", "ПомещЗдания", "ПомещКвартиры",
)  # fmt: skip
_CONTRACT = re.compile(r"догов|контракт|соглашен", re.IGNORECASE)
_NUMBERED = re.compile(
    r"(?P<title>[^№]*?)\s*(?:№|\bN)\s*(?P<number>\S.*?)\s+от\s+(?P<date>\d{1,2}\.\d{1,2}\.\d{2,4})",
    re.IGNORECASE,
)
_LONGEST_NAME = 300  # of a contract; the format allows 255
_RATE = re.compile(r"(\d{1,2})(?:%|/1\d{1,2})")


def party_named(document: Element, name: str, file: File) -> Party:
    """The one party of a side; the same party named twice (with another КПП) is one.

    Raises Unreadable where several different ones are named: who owes whom cannot be told.
    """
    participants = list(document.all(name))
    needed(participants or None, document, name)
    parties = [party_of(each, file) for each in participants]
    names = dict.fromkeys(party.tax_id or party.name for party in parties)
    if len(names) > 1:
        raise Unreadable(
            Fault(
                "party.several",
                N_("the document names several parties on one side: {parties}"),
                N_("write its row into data/ledger by hand, a row for each of them"),
                {"parties": ", ".join(f"{party.name} {party.tax_id}".strip() for party in parties)},
            ),
            name.rpartition("/")[2],
            participants[1].line,
        )
    return parties[0]


def party_of(participant: Element, file: File) -> Party:
    """A participant of a document (УчастникТип): who he is, his address and account."""
    within = participant.find("ИдСв") or participant
    who = needed(
        next((each for each in within.walk() if each.name in _KINDS), None), participant, "ИдСв"
    )
    kind = _KINDS[who.name]
    if kind == "company":
        name = said(who, "@НаимОрг|Наим")
    else:
        names = (said(who, f"ФИО@{part}") for part in ("Фамилия", "Имя", "Отчество"))
        name = " ".join(filter(None, names))
        if name and kind == "sole_trader":
            name = f"Индивидуальный предприниматель {name}"
    short = said(participant, "@КраткНазв|СокрНаим")
    foreign = who.name == "СвИнНеУч"
    return Party(
        id="",
        name=needed(name or short, who, "@НаимОрг|Наим" if kind == "company" else "ФИО"),
        short_name=short if name else "",
        kind=kind,
        country=_COUNTRIES.get(said(who, "@КодСтр"), "") if foreign else "RU",
        tax_id=_number(said(who, "@ИННЮЛ|ИННФЛ|Идентиф")),
        kpp=_number(said(who, "@КПП")),
        registration_no=_number(said(who, "@ОГРНИП|ОГРН")),
        address=_address(participant),
        phone=said(participant, "Контакт@Тлф") or said(participant, "Контакт/Тлф"),
        email=said(participant, "Контакт@ЭлПочта") or said(participant, "Контакт/ЭлПочта"),
        bank_name=said(participant, "БанкРекв/СвБанк@НаимБанк"),
        bank_account=said(participant, "БанкРекв@НомерСчета"),
        bank_code=said(participant, "БанкРекв/СвБанк@БИК"),
        correspondent_account=said(participant, "БанкРекв/СвБанк@КорСчет"),
        origin=origin_of(file, participant),
    )


def contract_of(bases: Sequence[Element]) -> tuple[NamedContract, str]:
    """The contract among the bases of a document, and what the other bases are called.

    An order or a счёт is a basis too, and is no contract.
    """
    contracts, others = [], []
    for basis in bases:
        title = said(basis, "@НаимОсн|РеквНаимДок")
        contract = NamedContract(
            number=said(basis, "@НомОсн|РеквНомерДок"),
            date=said_day(basis, "@ДатаОсн|РеквДатаДок"),
            title=title,
        )
        if not contract.number:
            named = contract_named(title)
            contract = replace(named, date=named.date or contract.date)
        if _CONTRACT.search(title):
            contracts.append(contract)
        elif title and title not in NOTHING:
            others.append(f"{title} {contract.number}".strip())
    if len(contracts) != 1:  # of several contracts none is said to be the one
        others = [f"{each.title} {each.number}".strip() for each in contracts] + others
        contracts = []
    return (contracts[0] if contracts else NamedContract()), "; ".join(others)


def contract_named(text: str) -> NamedContract:
    """A contract from its name in one line; its title alone where no number is in it.

    >>> contract_named("Договор поставки № 15/П от 01.02.2025").number
    '15/П'
    """
    match = _NUMBERED.search(text[:_LONGEST_NAME])
    if not match:
        return NamedContract(title=text)
    return NamedContract(
        number=match["number"], date=day(match["date"]), title=match["title"].strip()
    )


def vat_rate_of(rates: Iterable[str]) -> Decimal | None:
    """The rate of all rows, when they have one: `20%`, `20/120`, `без НДС`.

    >>> vat_rate_of(["22%", "22/122"])
    Decimal('22')
    """
    found = {_vat_rate(rate) for rate in rates}
    return found.pop() if len(found) == 1 else None


def _vat_rate(rate: str) -> Decimal | None:
    if folded(rate) in NO_VAT:
        return Decimal(0)
    match = _RATE.fullmatch(rate)
    return Decimal(match[1]) if match else None


def _number(text: str) -> str:
    """An identifier; zeros stand for one that is not there."""
    return text if text.strip("0") else ""


def _address(participant: Element) -> str:
    address = participant.find("Адрес")
    if not address:
        return ""
    if free := said(address, "АдрИнф|АдрИно@АдрТекст"):
        return free
    if street := address.find("АдрРФ"):
        parts = [(said(street, f"@{name}"), before) for name, before in _STREET]
        region = said(street, "@КодРегион")
        return ", ".join(
            before + (_CITIES.get(text, "") if text == region else text)
            for text, before in parts
            if text and (text != region or text in _CITIES)
        )
    if register := address.find("АдрГАР"):
        index = said(register, "@Индекс")
        places = [_place(each) for each in register.children if each.name in _PLACES]
        return ", ".join(filter(None, [index, *places]))
    return ""


def _place(element: Element) -> str:
    """A line of the state register of addresses: its kind and its name, or its plain text."""
    if element.text:
        return said(element, "")
    name = said(element, "@Наим|Номер")
    return f"{said(element, '@Вид|Тип')} {name}".strip() if name else ""
