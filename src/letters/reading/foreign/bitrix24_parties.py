"""Companies and people of a Bitrix24 portal: their names, requisites, accounts and addresses.

Four lists say one party: `crm.company.list` its name in the CRM, `crm.requisite.list` what the
registers say of it, `crm.requisite.bankdetail.list` its account and `crm.address.list` its
address. Requisites are usually filled in from ЕГРЮЛ, in capitals.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from letters.errors import N_, Problem
from letters.model.origin import Origin
from letters.model.party import Party, PartyKind
from letters.reading.foreign.values import Unreadable, tidy

COMPANY, CONTACT = "4", "3"  # CRM's types of owners
_REGISTERED = ("6", "4", "1")  # addresses: юридический, регистрации, фактический
# Legal forms that the registers write in capitals before the name in quotes.
_FORMS = frozenset(
    {
        "общество с ограниченной ответственностью",
        "акционерное общество",
        "публичное акционерное общество",
        "непубличное акционерное общество",
        "закрытое акционерное общество",
        "открытое акционерное общество",
    }
)
_PARTICLES = frozenset({"оглы", "оглу", "кызы", "гызы", "улы", "уулу", "фон", "ибн", "де", "ван"})


@dataclass(frozen=True, slots=True)
class Record:
    """One record of an answer: `origin.row` is its number in the file, from 1."""

    data: Mapping[str, Any]
    origin: Origin

    def text(self, *names: str) -> str:
        """The first of the fields that says something, on one line. Raises Unreadable."""
        for name in names:
            value = self.data.get(name)
            if isinstance(value, Decimal | int | str) and not isinstance(value, bool):
                try:
                    text = tidy(str(value)).replace("\n", " ")
                except Unreadable as found:
                    raise Unreadable(found.fault, name, self.origin.row) from None
                if text:
                    return text
        return ""


@dataclass(frozen=True, slots=True)
class People:
    """The records that say who the parties are.

    `owners` and `requisites` by type and number of the company or contact, `accounts` and
    `addresses` by the number of the requisite they belong to.
    """

    owners: Mapping[tuple[str, str], Record]
    requisites: Mapping[tuple[str, str], Sequence[Record]]
    accounts: Mapping[str, Sequence[Record]]
    addresses: Mapping[str, Sequence[Record]]

    def party(self, sort: str, number: str) -> tuple[Party | None, tuple[Problem, ...]]:
        """The company or contact of that number; None when no file tells of it.

        Of several requisites the first in the CRM's own order is taken, with a warning.
        """
        owner = self.owners.get((sort, number))
        requisites = _in_order(self.requisites.get((sort, number), ()))
        if not owner and not requisites:
            return None, ()
        party = self._made(sort, owner, requisites[0] if requisites else None)
        tax_ids = dict.fromkeys(each.text("RQ_INN") for each in requisites)
        if len(tax_ids) < 2:
            return party, ()
        warning = requisites[0].origin.problem(
            "RQ_INN",
            "requisites.several",
            N_("{party} has several requisites: {tax_ids}; the first one is taken"),
            N_("mark the others as not active in the CRM, or correct data/parties"),
            severity="warning",
            party=party.name,
            tax_ids=", ".join(tax_ids),
        )
        return party, (warning,)

    def _made(self, sort: str, owner: Record | None, requisite: Record | None) -> Party:
        origin = owner.origin if owner else requisite.origin if requisite else Origin()
        owner = owner or Record({}, origin)
        requisite = requisite or Record({}, origin)
        account = next(iter(_in_order(self.accounts.get(requisite.text("ID"), ()))), None)
        address = _registered(self.addresses.get(requisite.text("ID"), ()))
        person = _full_name(requisite, "RQ_LAST_NAME", "RQ_FIRST_NAME", "RQ_SECOND_NAME")
        tax_id = requisite.text("RQ_INN")
        kind: PartyKind = "company"
        if requisite.text("RQ_OGRNIP") or (len(tax_id) == 12 and sort == COMPANY):
            kind = "sole_trader"
        elif sort == CONTACT:
            kind = "person"
        title = owner.text("TITLE", "title") or _full_name(
            owner, "LAST_NAME", "NAME", "SECOND_NAME"
        )
        full = legal_name(requisite.text("RQ_COMPANY_FULL_NAME", "RQ_COMPANY_NAME", "RQ_NAME"))
        if kind == "sole_trader" and person:
            full = f"Индивидуальный предприниматель {person}"
        elif kind == "person":
            full = person or full
        short = requisite.text("RQ_COMPANY_NAME") or title
        name = full or title
        return Party(
            id="",
            name=name,
            short_name=short if short != name and kind != "person" else "",
            kind=kind,
            country="RU" if tax_id else "",
            tax_id=tax_id,
            kpp=requisite.text("RQ_KPP"),
            registration_no=requisite.text("RQ_OGRN", "RQ_OGRNIP"),
            address=_address(address) if address else "",
            phone=_contact(owner, "PHONE", "phone") or requisite.text("RQ_PHONE"),
            email=_contact(owner, "EMAIL", "email") or requisite.text("RQ_EMAIL"),
            bank_name=account.text("RQ_BANK_NAME") if account else "",
            bank_account=account.text("RQ_ACC_NUM") if account else "",
            bank_code=account.text("RQ_BIK") if account else "",
            correspondent_account=account.text("RQ_COR_ACC_NUM") if account else "",
            signatory_name=person_name(requisite.text("RQ_DIRECTOR", "RQ_CEO_NAME")) or person,
            signatory_position=requisite.text("RQ_CEO_WORK_POS"),
            signatory_basis=requisite.text("RQ_BASE_DOC"),
            accountant_name=person_name(requisite.text("RQ_ACCOUNTANT")),
            origin=origin,
        )


def person_name(text: str) -> str:
    """A person's name in normal case; one that is not all capitals stays as it is.

    >>> person_name("ПЕТРОВ-ВОДКИН КУЗЬМА СЕРГЕЕВИЧ")
    'Петров-Водкин Кузьма Сергеевич'
    """
    if not text.isupper():
        return text
    words = []
    for word in text.split():
        small = word.lower()
        words.append(small if small in _PARTICLES else re.sub(r"\w+", _risen, word))
    return " ".join(words)


def legal_name(text: str) -> str:
    """A company's name whose legal form is in capitals, with the form in normal case.

    >>> legal_name('АКЦИОНЕРНОЕ ОБЩЕСТВО "ЗАРЯ"')
    'Акционерное общество "ЗАРЯ"'
    """
    form, quote, name = text.partition(next((sign for sign in text if sign in '"«“'), '"'))
    if form.isupper() and form.strip().lower() in _FORMS:
        return form.capitalize() + quote + name
    return text


def _risen(match: re.Match[str]) -> str:
    return match[0].capitalize()


def _full_name(record: Record, *names: str) -> str:
    return person_name(" ".join(filter(None, (record.text(name) for name in names))))


def _order(text: str) -> tuple[int, str]:
    return (int(text), "") if text.isdecimal() and len(text) < 20 else (0, text)


def _in_order(records: Iterable[Record]) -> list[Record]:
    """Those in use, in the CRM's own order."""
    active = [each for each in records if each.text("ACTIVE") != "N"]
    return sorted(active, key=lambda each: (_order(each.text("SORT")), _order(each.text("ID"))))


def _registered(addresses: Iterable[Record]) -> Record | None:
    """The registered address, else that of a person's registration, else the actual one."""
    known = {each.text("TYPE_ID"): each for each in addresses}
    return next((known[sort] for sort in _REGISTERED if sort in known), None)


def _address(record: Record) -> str:
    names = ("POSTAL_CODE", "PROVINCE", "REGION", "CITY", "ADDRESS_1", "ADDRESS_2")
    return ", ".join(dict.fromkeys(filter(None, (record.text(name) for name in names))))


def _contact(record: Record, upper: str, lower: str) -> str:
    """A telephone or an address of mail: the CRM gives a list of them, or one text."""
    values = record.data.get(upper) or record.data.get("fm")
    if isinstance(values, list):
        for each in values:
            if isinstance(each, dict):
                found = Record(each, record.origin)
                if found.text("TYPE_ID", "typeId") in {upper, ""}:
                    return found.text("VALUE", "value")
    return record.text(lower)
