"""Facturae 3.2.x, the Spanish electronic invoice: one invoice or a batch of them.

An invoice is one row of the ledger, with its whole amount (`InvoiceTotal`: with taxes, less what
is withheld as income tax). Where it is payable in instalments, the row has the last due date: a
letter must never claim what is not yet due, and to split the row would break the document; the
other dates are told as a warning. What was paid on account is set aside, because the payment
itself comes with the bank statement or the ledger.

A corrective invoice by differences (CorrectionMethod 02-04) is a correction with its sign. One
that replaces the whole invoice (01) states the new amount, not the difference: it is refused,
unless it is negative, as a plain credit note is.
"""

import datetime as dt
from collections.abc import Iterator, Sequence
from decimal import Decimal

from letters.errors import N_, Problem
from letters.model.origin import Origin
from letters.model.party import Party, PartyKind
from letters.reading.cells import Fault
from letters.reading.foreign.elements import (
    checked,
    needed,
    origin_of,
    root_of,
    said,
    said_amount,
    said_country,
    said_day,
)
from letters.reading.foreign.file import File
from letters.reading.foreign.found import Aside, Control, Format, Found, Movement, NamedContract
from letters.reading.foreign.values import Unreadable, above_zero
from letters.reading.foreign.xml import Element

_NAME = N_("Facturae, Spanish electronic invoice")
_BATCH = "FileHeader/Batch"
_TOTAL = "InvoiceTotals/InvoiceTotal"
_OUTSTANDING = "InvoiceTotals/TotalOutstandingAmount"
_CORRECTIVE = "InvoiceHeader/Corrective"
_ADDRESS = "AddressInSpain|OverseasAddress"
_REPLACES = "01"


def _recognise(file: File) -> bool:
    root = file.xml
    return root is not None and root.name == "Facturae"


def _read(files: Sequence[File]) -> Found:
    file = files[0]
    root = root_of(file)
    movements: list[Movement] = []
    aside: list[Aside] = []
    problems: list[Problem] = []
    owner = buyer = Party(id="", name="")
    try:
        owner = _party(root, "SellerParty", "sole_trader", file)
        buyer = _party(root, "BuyerParty", "person", file)
    except Unreadable as found:
        problems.append(found.at(Origin(file.source, root.line)))
    invoices = list(root.all("Invoices/Invoice"))
    for invoice in invoices:
        try:
            movement = _movement(invoice, buyer, file)
            problems += _warnings(invoice, movement)
            aside += _on_account(invoice, movement, file)
            movements.append(movement)
        except Unreadable as found:
            problems.append(found.at(origin_of(file, invoice)))
    if not invoices:
        problems.append(
            Origin(file.source, root.line).problem(
                "Invoices",
                "field.missing",
                N_("this is not filled in"),
                N_("correct the document in the program that made it"),
            )
        )
    controls: tuple[Control, ...] = ()
    try:
        controls = tuple(_controls(root, invoices, file))
    except Unreadable as found:
        problems.append(found.at(Origin(file.source, root.line)))
    return Found(
        format=_NAME,
        source=file.source,
        sort="documents",
        movements=tuple(movements),
        owner=owner,
        aside=tuple(aside),
        controls=controls,
        problems=tuple(problems),
    )


def _movement(invoice: Element, buyer: Party, file: File) -> Movement:
    currency = needed(
        said(invoice, "InvoiceIssueData/InvoiceCurrencyCode"), invoice, "InvoiceCurrencyCode"
    )
    amount = needed(said_amount(invoice, _TOTAL, currency), invoice, _TOTAL)
    corrective = invoice.find(_CORRECTIVE)
    if corrective is None:
        checked(above_zero, amount, invoice, _TOTAL)
    elif said(corrective, "CorrectionMethod") == _REPLACES and amount >= 0:
        raise Unreadable(
            Fault(
                "document.replaces",
                N_("this invoice replaces {number} as a whole; the difference is not stated"),
                N_("write the difference into data/ledger as a row of kind correction"),
                {"number": _number(corrective)},
            ),
            "Corrective/CorrectionMethod",
            corrective.line,
        )
    issued = "InvoiceIssueData/IssueDate"
    notes = dict(_delivery_notes(invoice))
    days = set(notes.values())
    due = [day for day, _ in _instalments(invoice, currency)]
    return Movement(
        origin=origin_of(file, invoice),
        date=needed(said_day(invoice, issued), invoice, issued),
        kind="shipment" if corrective is None else "correction",
        amount=amount,
        party=buyer,
        number=_number(needed(invoice.find("InvoiceHeader"), invoice, "InvoiceHeader")),
        currency=currency,
        contract=_contract(invoice),
        document_type="factura" if corrective is None else "factura rectificativa",
        due_date=max(due, default=None),
        delivery_number=", ".join(notes),
        delivery_date=days.pop() if len(days) == 1 else None,
        settles=(_number(corrective),) if corrective else (),
        description=said(invoice, "InvoiceIssueData/InvoiceDescription"),
        vat_rate=_vat_rate(invoice),
    )


def _number(header: Element) -> str:
    """The full number of an invoice: its series and its number, each said once.

    The format has no sign between them; a hyphen is what most programs print.
    """
    series = said(header, "InvoiceSeriesCode")
    number = needed(said(header, "InvoiceNumber"), header, "InvoiceNumber")
    if not series or number.startswith(series):
        return number
    joined = not series[-1].isalnum() or not number[0].isalnum()
    return f"{series}{number}" if joined else f"{series}-{number}"


def _instalments(invoice: Element, currency: str) -> Iterator[tuple[dt.date, Decimal | None]]:
    for each in invoice.all("PaymentDetails/Installment"):
        if day := said_day(each, "InstallmentDueDate"):
            yield day, said_amount(each, "InstallmentAmount", currency)


def _warnings(invoice: Element, movement: Movement) -> Iterator[Problem]:
    """What a single due date and a single kind of buyer leave out."""
    dates = sorted({day for day, _ in _instalments(invoice, movement.currency)})
    if len(dates) > 1:
        yield movement.origin.problem(
            "Installment",
            "due_date.instalments",
            N_("{number} is payable on {dates}; the row is due on the last of these days"),
            N_("split the row in data/ledger by hand, to claim each instalment on its day"),
            severity="warning",
            number=movement.number,
            dates=", ".join(day.isoformat() for day in dates),
        )
    if movement.party.kind == "person":
        yield movement.origin.problem(
            "BuyerParty",
            "party.natural",
            N_("{party} is a natural person; he is taken for a consumer"),
            N_("write the kind sole_trader into data/parties, if he buys for his business"),
            severity="warning",
            party=movement.party.name,
        )


def _on_account(invoice: Element, movement: Movement, file: File) -> Iterator[Aside]:
    for each in invoice.all("InvoiceTotals/PaymentsOnAccount/PaymentOnAccount"):
        yield Aside(
            origin_of(file, each),
            N_("paid on account: the payment comes with the bank statement"),
            f"{movement.number}, {said(each, 'PaymentOnAccountDate')}",
            said_amount(each, "PaymentOnAccountAmount", movement.currency),
        )


def _controls(root: Element, invoices: Sequence[Element], file: File) -> Iterator[Control]:
    """The number of invoices and the totals that the header of the batch states."""
    batch = root.find(_BATCH)
    if batch is None:
        return
    place = origin_of(file, batch)
    count = said_amount(batch, "InvoicesCount", "")
    if count is not None:
        yield Control(N_("number of invoices"), count, Decimal(len(invoices)), place)
    for name, path, label in (
        ("TotalInvoicesAmount", _TOTAL, N_("sum of the invoices")),
        ("TotalOutstandingAmount", _OUTSTANDING, N_("sum of what is outstanding")),
    ):
        stated = said_amount(batch, f"{name}/TotalAmount", "")
        amounts = [said_amount(invoice, path, "") for invoice in invoices]
        if stated is not None and None not in amounts:
            yield Control(label, stated, sum(filter(None, amounts), Decimal(0)), place)


def _delivery_notes(invoice: Element) -> Iterator[tuple[str, dt.date | None]]:
    for note in invoice.all("Items/InvoiceLine/DeliveryNotesReferences/DeliveryNote"):
        if number := said(note, "DeliveryNoteNumber"):
            yield number, said_day(note, "DeliveryNoteDate")


def _contract(invoice: Element) -> NamedContract:
    """The buyer's number of the contract, of the invoice or the one that all its lines name."""
    found = {
        (said(each, "ReceiverContractReference"), said_day(each, "ReceiverContractDate"))
        for path in ("InvoiceIssueData", "Items/InvoiceLine")
        for each in invoice.all(path)
    }
    named = [(number, day) for number, day in found if number]
    if len(named) != 1:
        return NamedContract()
    return NamedContract(number=named[0][0], date=named[0][1])


def _vat_rate(invoice: Element) -> Decimal | None:
    """The rate of IVA (tax 01), where all of the invoice has one."""
    rates = {
        said_amount(tax, "TaxRate", "")
        for tax in invoice.all("TaxesOutputs/Tax")
        if said(tax, "TaxTypeCode") == "01"
    }
    return rates.pop() if len(rates) == 1 else None


def _party(root: Element, side: str, natural: PartyKind, file: File) -> Party:
    """A side of the invoices; `natural` is what a natural person is on this side."""
    element = needed(root.find(f"Parties/{side}"), root, side)
    entity = needed(element.find("LegalEntity|Individual"), element, "LegalEntity")
    kind: PartyKind = "company"
    if entity.name == "Individual":
        kind = natural
    elif element.find("AdministrativeCentres"):
        kind = "public_body"  # only the administration's invoices name its offices
    names = (said(entity, name) for name in ("Name", "FirstSurname", "SecondSurname"))
    name = said(entity, "CorporateName") or " ".join(filter(None, names))
    place = entity.find(_ADDRESS)
    tax_id = said(element, "TaxIdentification/TaxIdentificationNumber")
    if len(tax_id) == 11 and tax_id.startswith("ES"):
        tax_id = tax_id.removeprefix("ES")
    return Party(
        id="",
        name=needed(name, entity, "CorporateName"),
        short_name=said(entity, "TradeName"),
        kind=kind,
        country=_country(place) if place else "",
        tax_id=tax_id,
        address=_address(place) if place else "",
        phone=said(entity, "ContactDetails/Telephone"),
        email=said(entity, "ContactDetails/ElectronicMail"),
        bank_account=_account(root) if side == "SellerParty" else "",
        origin=origin_of(file, element),
    )


def _country(place: Element) -> str:
    return "ES" if place.name == "AddressInSpain" else said_country(place, "CountryCode")


def _address(place: Element) -> str:
    town = said(place, "PostCodeAndTown") or " ".join(
        filter(None, [said(place, "PostCode"), said(place, "Town")])
    )
    parts = [said(place, "Address"), town, said(place, "Province")]
    return ", ".join(dict.fromkeys(filter(None, parts)))


def _account(root: Element) -> str:
    """The account that all instalments are to be paid into."""
    path = "Invoices/Invoice/PaymentDetails/Installment/AccountToBeCredited"
    accounts = {said(each, "IBAN") for each in root.all(path)} - {""}
    return accounts.pop() if len(accounts) == 1 else ""


FORMAT = Format(_NAME, _recognise, _read)
