"""УПД, the universal transfer document of the Russian tax service (КНД 1115131), as XML.

Versions 5.01 (order ММВ-7-15/820@) and 5.02, 5.03 (order ЕД-7-26/970@) are told apart by what they
hold, not by the name of the file: exchange operators give names of their own. A file is one
document; the seller's books see a debt of the buyer, total with VAT.

The function decides what a document is: СЧФДОП and ДОП hand goods over; СЧФ, СвРК and СвЗК are
invoices for VAT, and the delivery has a paper of its own (ТОРГ-12, акт): counted with them it
would stand in the ledger twice.
"""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from letters.errors import N_, DataError
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
from letters.reading.foreign.fns import contract_of, party_named, vat_rate_of
from letters.reading.foreign.found import Aside, Control, Format, Found, Movement
from letters.reading.foreign.values import Unreadable, above_zero, currency_numbered
from letters.reading.foreign.xml import Element

_NAME = N_("UPD, Russian transfer document")
_TRANSFERS = frozenset({"СЧФДОП", "ДОП"})
_INVOICES = frozenset({"СЧФ", "СвРК", "СвЗК", "СвИСРК", "СвИСЗК"})
_TOTAL = "ТаблСчФакт/ВсегоОпл@СтТовУчНалВсего"


def _recognise(file: File) -> bool:
    root = file.xml
    return root is not None and root.name == "Файл" and root.find("Документ/СвСчФакт") is not None


def _read(files: Sequence[File]) -> Found:
    file = files[0]
    root = root_of(file)
    document = needed(root.find("Документ"), root, "Документ")
    try:
        return _document(document, file)
    except Unreadable as found:
        problem = found.at(origin_of(file, document))
        return Found(format=_NAME, source=file.source, sort="documents", problems=(problem,))


def _document(document: Element, file: File) -> Found:
    head = needed(document.find("СвСчФакт"), document, "СвСчФакт")
    function = said(document, "@Функция")
    seller = party_named(head, "СвПрод", file)
    found = Found(format=_NAME, source=file.source, sort="documents", owner=seller)
    number = needed(said(head, "@НомерСчФ|НомерДок"), head, "@НомерСчФ")
    currency = currency_numbered(
        needed(said(head, "@КодОКВ") or said(head, "ДенИзм@КодОКВ"), head, "@КодОКВ")
    )
    total, control = _total(document, currency, file)
    if function in _INVOICES:
        reason = N_("an invoice for VAT only: the delivery has a document of its own")
        aside = Aside(origin_of(file, document), reason, f"{function} {number}", total)
        return replace(found, aside=(aside,), parties=(party_named(head, "СвПокуп", file),))
    if function not in _TRANSFERS:
        raise Unreadable(
            Fault(
                "document.function",
                N_("“{value}” is no function of this document that is known here"),
                N_("export it again from the program that made it"),
                {"value": shown(function)},
            ),
            "Документ/Функция",
            document.line,
        )
    handing = document.find("СвПродПер/СвПер")
    bases = list(handing.all("ОснПер")) if handing else []
    contract, others = contract_of(bases)
    rows = document.all("ТаблСчФакт/СведТов")
    movement = Movement(
        origin=origin_of(file, document),
        date=needed(said_day(head, "@ДатаСчФ|ДатаДок"), head, "@ДатаСчФ"),
        kind="shipment",
        amount=checked(above_zero, total, document, _TOTAL),
        party=party_named(head, "СвПокуп", file),
        number=number,
        currency=currency,
        contract=contract,
        document_type="УПД",
        delivery_number=said(handing, "ТранНакл@НомТранНакл") if handing else "",
        delivery_date=said_day(handing, "@ДатаПер") if handing else None,
        description=others,
        vat_rate=vat_rate_of(said(row, "@НалСт") for row in rows),
    )
    found = replace(found, movements=(movement,), controls=control)
    correction = said(head, "ИспрСчФ@НомИспрСчФ") or said(head, "ИспрДок@НомИспр")
    if not correction:
        return found
    warning = movement.origin.problem(
        "",
        "document.corrected",
        N_("this is correction {correction} of {number}; it takes the place of the first version"),
        N_("delete the row of the first version from data/ledger, if it is there"),
        severity="warning",
        correction=correction,
        number=number,
    )
    return replace(found, problems=(warning,))


def _total(document: Element, currency: str, file: File) -> tuple[Decimal, tuple[Control, ...]]:
    """The total with VAT, and the rows that must add up to it."""
    totals = document.find("ТаблСчФакт/ВсегоОпл")
    rows = list(document.all("ТаблСчФакт/СведТов"))
    amounts = [said_amount(row, "@СтТовУчНал", currency) for row in rows]
    total = needed(said_amount(document, _TOTAL, currency), document, _TOTAL)
    if not totals or None in amounts or not amounts:
        return total, ()
    computed = sum(filter(None, amounts), Decimal(0))
    return total, (Control(N_("sum of the rows"), total, computed, origin_of(file, totals)),)


FORMAT = Format(_NAME, _recognise, _read)

_UKD = N_("UKD, Russian correction document")
_BUYERS = N_("UPD, the buyer's part")


def _is_correction(file: File) -> bool:
    root = file.xml
    return root is not None and root.name == "Файл" and root.find("Документ/СвКСчФ") is not None


def _is_buyers_part(file: File) -> bool:
    root = file.xml
    if root is None or root.name != "Файл":
        return False
    return bool(root.find("ИнфПок") or root.find("Документ/ИдИнфПрод"))


def _refuse_correction(_: Sequence[File]) -> Found:
    raise DataError(
        N_("this is an УКД (correction of a price or a quantity), which is not read"),
        N_("write the difference into data/ledger as a row of kind correction"),
    )


def _refuse_buyers_part(_: Sequence[File]) -> Found:
    raise DataError(
        N_("this is the buyer's part of a document, without its amounts"),
        N_("import the seller's file, whose name begins with ON_NSCHFDOPPR or DP_TOVTORGPR"),
    )


REFUSED = (
    Format(_UKD, _is_correction, _refuse_correction),
    Format(_BUYERS, _is_buyers_part, _refuse_buyers_part),
)
