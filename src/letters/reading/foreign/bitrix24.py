"""Saved answers of the Bitrix24 REST interface, read together: an answer holds one list.

Companies, contacts, requisites, accounts and addresses say who; `crm.item.list` (smart invoices,
entityTypeId 31), `crm.invoice.list` (the old ones) and payments say what. An invoice of the CRM
is a счёт: it asks for money and proves no delivery, so its row comes with a warning; one that is
paid or declined according to its stage is set aside. Payments are taken where the answer says
which invoice they belong to (`entityId`), because their own numbers do not.

Records have no lines: the row of a finding is the number of the record in its file.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from letters.errors import N_, Problem
from letters.model.origin import Origin
from letters.model.party import Party
from letters.reading.cells import Fault
from letters.reading.foreign.bitrix24_answers import (
    INVOICE,
    Answer,
    answers_in,
    is_answer,
    page_controls,
)
from letters.reading.foreign.bitrix24_parties import COMPANY, CONTACT, People, Record
from letters.reading.foreign.file import File
from letters.reading.foreign.found import Aside, Format, Found, Movement
from letters.reading.foreign.values import Unreadable, above_zero, exact, iso_day
from letters.reading.vocabulary import currency_of

_NAME = N_("Bitrix24, saved answers")
_REQUISITE = "8"  # the CRM's type of a requisite
PAID = N_("paid according to the CRM: nothing is due")
DECLINED = N_("declined according to the CRM")
_UNPAID = N_("a payment that was not made yet")
_UNLINKED = N_("the answer does not say for which invoice; take it from the bank statement")
_OTHER = N_("no company, requisite, invoice or payment")


_Payments = Mapping[str, Sequence[Record]]


@dataclass(slots=True)
class _Reading:
    """What has been read so far."""

    movements: list[Movement] = field(default_factory=list)
    aside: list[Aside] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    named: dict[tuple[str, str], Party] = field(default_factory=dict)
    mine: set[str] = field(default_factory=set)


def _read(files: Sequence[File]) -> Found:
    source = ", ".join(file.source for file in files)
    try:
        return _joined(files, source)
    except Unreadable as found:
        problem = found.at(Origin(source))
        return Found(format=_NAME, source=source, sort="documents", problems=(problem,))


def _joined(files: Sequence[File], source: str) -> Found:
    answers = [answer for file in files for answer in answers_in(file)]
    by_sort: dict[str, list[Record]] = {}
    for answer in answers:
        known = by_sort.setdefault(answer.sort, [])
        known += answer.records
    reading = _Reading()
    people = _people(by_sort)
    payments = _payments(answers)
    for sort, read in (("invoice", _invoice), ("old_invoice", _old_invoice)):
        for record in _unique(by_sort.get(sort, [])):
            try:
                read(record, payments, people, reading)
            except Unreadable as found:
                reading.problems.append(found.at(record.origin))
    _set_aside(answers, by_sort, reading)
    invoices = sum(movement.kind == "shipment" for movement in reading.movements)
    if invoices:
        reading.problems.append(no_deliveries(invoices, reading.movements[0].origin))
    owner, parties = _others(people, reading)
    return Found(
        format=_NAME,
        source=source,
        sort="documents",
        movements=tuple(reading.movements),
        owner=owner,
        parties=parties,
        aside=tuple(reading.aside),
        controls=tuple(page_controls(answers)),
        problems=tuple(reading.problems),
    )


def _unique(records: Sequence[Record]) -> list[Record]:
    """Records without those that two overlapping pages both hold."""
    known = {each.text("id", "ID") or str(number): each for number, each in enumerate(records)}
    return list(known.values())


def _people(by_sort: Mapping[str, list[Record]]) -> People:
    owners = {(COMPANY, each.text("ID", "id")): each for each in by_sort.get("company", [])}
    owners |= {(CONTACT, each.text("ID", "id")): each for each in by_sort.get("contact", [])}
    requisites: dict[tuple[str, str], list[Record]] = {}
    for each in _unique(by_sort.get("requisite", [])):
        owner = each.text("ENTITY_TYPE_ID"), each.text("ENTITY_ID")
        requisites.setdefault(owner, []).append(each)
    belonging: dict[str, dict[str, list[Record]]] = {"account": {}, "address": {}}
    for sort, known in belonging.items():
        for each in by_sort.get(sort, []):
            if each.text("ENTITY_TYPE_ID") in {_REQUISITE, ""}:
                known.setdefault(each.text("ENTITY_ID"), []).append(each)
    return People(owners, requisites, belonging["account"], belonging["address"])


def _payments(answers: Sequence[Answer]) -> _Payments:
    """The payments that were made, by the smart invoice that they are said to belong to."""
    made: dict[str, list[Record]] = {}
    for answer in answers:
        for each in answer.records if answer.sort == "payment" else ():
            invoice = each.text("entityId") or answer.entity
            own = each.text("entityTypeId") in {INVOICE, ""}
            if invoice and own and each.text("paid") == "Y":
                made.setdefault(invoice, []).append(each)
    return made


def _invoice(record: Record, made: _Payments, people: People, reading: _Reading) -> None:
    """A smart invoice, and the payments that were `made` on it."""
    number = _needed(record, "accountNumber")
    reading.mine |= {record.text("mycompanyId")} - {"", "0"}
    stage = record.text("stageId").rpartition(":")[2]
    currency = _currency(record, "currencyId")
    amount = _amount(record, "opportunity", currency)
    payments = made.get(record.text("id"), ())
    if stage == "D" or (stage == "P" and not payments):
        reason = DECLINED if stage == "D" else PAID
        reading.aside.append(Aside(record.origin, reason, number, amount))
        return
    shipment = Movement(
        origin=record.origin,
        date=_day(record, "begindate"),
        kind="shipment",
        amount=_checked(amount, "opportunity"),
        party=_client(record, ("companyId", "contactId"), people, reading),
        number=number,
        currency=currency,
        document_type="счёт",
        due_date=_day(record, "closedate") if record.text("closedate") else None,
        description=record.text("title"),
    )
    reading.movements.append(shipment)
    for payment in payments:
        paid_in = _currency(payment, "currency")
        reading.movements.append(
            Movement(
                origin=payment.origin,
                date=_day(payment, "datePaid"),
                kind="payment",
                amount=_checked(_amount(payment, "sum", paid_in), "sum"),
                party=shipment.party,
                number=payment.text("accountNumber"),
                currency=paid_in,
                settles=(number,),
            )
        )


def _old_invoice(record: Record, _: _Payments, people: People, reading: _Reading) -> None:
    """An invoice of the CRM before 2022; it says itself whether and when it was paid."""
    number = _needed(record, "ACCOUNT_NUMBER")
    reading.mine |= {record.text("UF_MYCOMPANY_ID")} - {"", "0"}
    currency = _currency(record, "CURRENCY")
    amount = _amount(record, "PRICE", currency)
    paid_on = record.text("PAY_VOUCHER_DATE", "DATE_PAYED")
    paid = record.text("PAYED") == "Y"
    if record.text("STATUS_ID") == "D" or (paid and not paid_on):
        reason = PAID if paid else DECLINED
        reading.aside.append(Aside(record.origin, reason, number, amount))
        return
    shipment = Movement(
        origin=record.origin,
        date=_day(record, "DATE_BILL", "DATE_INSERT"),
        kind="shipment",
        amount=_checked(amount, "PRICE"),
        party=_client(record, ("UF_COMPANY_ID", "UF_CONTACT_ID"), people, reading),
        number=number,
        currency=currency,
        document_type="счёт",
        due_date=_day(record, "DATE_PAY_BEFORE") if record.text("DATE_PAY_BEFORE") else None,
        description=record.text("ORDER_TOPIC"),
    )
    reading.movements.append(shipment)
    if paid:
        reading.movements.append(
            Movement(
                origin=record.origin,
                date=_day(record, "PAY_VOUCHER_DATE", "DATE_PAYED"),
                kind="payment",
                amount=shipment.amount,
                party=shipment.party,
                number=record.text("PAY_VOUCHER_NUM"),
                currency=currency,
                settles=(number,),
            )
        )


def _client(record: Record, names: tuple[str, str], people: People, reading: _Reading) -> Party:
    """The company that an invoice is for, else the person. Raises Unreadable."""
    for sort, name in zip((COMPANY, CONTACT), names, strict=True):
        number = record.text(name)
        if number in {"", "0"}:
            continue
        if (sort, number) not in reading.named:
            party, problems = people.party(sort, number)
            if party is None:
                raise _unknown(name, number)
            reading.named[sort, number] = party
            reading.problems += problems
        return reading.named[sort, number]
    raise _missing(names[0])


def _set_aside(
    answers: Sequence[Answer], by_sort: Mapping[str, list[Record]], reading: _Reading
) -> None:
    """What is understood and is no entry: other records, payments without their invoice."""
    taken = {movement.origin for movement in reading.movements}
    for record in by_sort.get("", []):
        reading.aside.append(Aside(record.origin, _OTHER, record.text("title", "TITLE")))
    for answer in answers:
        for record in answer.records if answer.sort == "payment" else ():
            if record.origin in taken:
                continue
            reason = _UNLINKED if record.text("paid") == "Y" else _UNPAID
            try:
                amount = _amount(record, "sum", _currency(record, "currency"))
            except Unreadable as found:
                reading.problems.append(found.at(record.origin))
                continue
            text = record.text("accountNumber")
            reading.aside.append(Aside(record.origin, reason, text, amount))


def _others(people: People, reading: _Reading) -> tuple[Party, tuple[Party, ...]]:
    """Our own company, and the parties that no invoice names."""
    mine = set(reading.mine) or {
        number
        for (sort, number), record in people.owners.items()
        if sort == COMPANY and record.text("IS_MY_COMPANY", "isMyCompany") == "Y"
    }
    owners = [party for number in sorted(mine) if (party := people.party(COMPANY, number)[0])]
    if len(mine) > 1 and reading.movements:
        reading.problems.append(
            reading.movements[0].origin.problem(
                "mycompanyId",
                "owner.several",
                N_("the invoices are of several companies of ours: {parties}"),
                N_("save the invoices of one company at a time"),
                parties=", ".join(owner.name for owner in owners) or ", ".join(sorted(mine)),
            )
        )
    keys = dict.fromkeys([*people.owners, *people.requisites])
    parties = []
    for sort, number in keys:
        if (sort, number) in reading.named or (sort == COMPANY and number in mine):
            continue
        party, problems = people.party(sort, number)
        if party and party.name:
            parties.append(party)
            reading.problems += problems
    return (owners[0] if len(owners) == 1 else Party(id="", name="")), tuple(parties)


def no_deliveries(count: int, origin: Origin) -> Problem:
    return origin.problem(
        "",
        "invoice.no_delivery",
        N_("{count} invoices of the CRM are taken for deliveries; an invoice alone proves none"),
        N_("import the shipment documents instead, or delete what was not delivered"),
        severity="warning",
        count=count,
    )


def _needed(record: Record, *names: str) -> str:
    text = record.text(*names)
    if not text:
        raise _missing(names[0])
    return text


def _unknown(name: str, number: str) -> Unreadable:
    return Unreadable(
        Fault(
            "party.unknown",
            N_("none of the files tells of {name} {number}"),
            N_("save crm.company.list and crm.requisite.list too, and import all at once"),
            {"name": name, "number": number},
        ),
        name,
    )


def _missing(name: str) -> Unreadable:
    return Unreadable(
        Fault("field.missing", N_("this is not filled in"), N_("fill in this field in the CRM")),
        name,
    )


def _currency(record: Record, name: str) -> str:
    code = currency_of(_needed(record, name))
    if isinstance(code, Fault):
        raise Unreadable(code, name)
    return code


def _amount(record: Record, name: str, currency: str) -> Decimal:
    """An amount that the interface sends as a double: exact to the kopeck, or refused."""
    try:
        return exact(record.data.get(name), currency)
    except Unreadable as found:
        raise Unreadable(found.fault, name) from None


def _checked(amount: Decimal, name: str) -> Decimal:
    try:
        return above_zero(amount)
    except Unreadable as found:
        raise Unreadable(found.fault, name) from None


def _day(record: Record, *names: str) -> dt.date:
    try:
        return iso_day(_needed(record, *names))
    except Unreadable as found:
        raise Unreadable(found.fault, found.column or names[0]) from None


FORMAT = Format(_NAME, is_answer, _read, joins=True)
