"""ТОРГ-12, the Russian consignment note, as XML: DP_TOVTORGPR (КНД 1175010).

Source: order ММВ-7-10/551@. A file is one document, seen from the seller's books.
"""

from collections.abc import Sequence
from decimal import Decimal

from letters.errors import N_
from letters.model.origin import Origin
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
from letters.reading.foreign.found import Control, Format, Found, Movement
from letters.reading.foreign.values import Unreadable, above_zero, currency_numbered
from letters.reading.foreign.xml import Element

_NAME = N_("TORG-12, Russian consignment note")
_DOCUMENT = "Документ/СвДокПТПрКроме|СвДокПТПр"
_NUMBER, _DATE = "ИдентДок|НаимДок@НомДокПТ", "ИдентДок|НаимДок@ДатаДокПТ"
_TOTAL = "СодФХЖ2/Всего@СтУчНДСВс"


def _recognise(file: File) -> bool:
    root = file.xml
    return root is not None and root.name == "Файл" and root.find(_DOCUMENT) is not None


def _read(files: Sequence[File]) -> Found:
    file = files[0]
    root = root_of(file)
    try:
        return _document(root, file)
    except Unreadable as found:
        problem = found.at(Origin(file.source, root.line))
        return Found(format=_NAME, source=file.source, sort="documents", problems=(problem,))


def _document(root: Element, file: File) -> Found:
    body = needed(root.find(_DOCUMENT), root, _DOCUMENT)
    head = body.find("СвДокПТПр") or body
    deal = needed(head.find("СодФХЖ1"), head, "СодФХЖ1")
    goods = body if body.find("СодФХЖ2") else head
    handing = root.find("Документ/СодФХЖ3") or body.find("СодФХЖ3")
    numbered = said(head, "ДенИзм@КодОКВ") or said(deal, "ДенИзм@КодОКВ")
    currency = currency_numbered(numbered) if numbered else ""
    total = needed(said_amount(goods, _TOTAL, currency), goods, _TOTAL)
    contract, others = contract_of(list(deal.all("Основание")))
    number = needed(said(head, _NUMBER), head, _NUMBER)
    movement = Movement(
        origin=origin_of(file, head),
        date=needed(said_day(head, _DATE), head, _DATE),
        kind="shipment",
        amount=checked(above_zero, total, goods, _TOTAL),
        party=party_named(deal, "Покупатель", file),
        number=number,
        currency=currency,
        contract=contract,
        document_type="ТОРГ-12",
        delivery_number=said(handing, "ТранНакл@НомТранНакл") if handing else "",
        delivery_date=said_day(handing, "@ДатаОтпуск") if handing else None,
        description=others,
        vat_rate=vat_rate_of(said(row, "@НалСт") for row in goods.all("СодФХЖ2/СвТов")),
    )
    corrected = said(head, "ИспрДокПТ@НомИспрДокПТ|НомИспр")
    warning = movement.origin.problem(
        "",
        "document.corrected",
        N_("this is correction {correction} of {number}; it takes the place of the first version"),
        N_("delete the row of the first version from data/ledger, if it is there"),
        severity="warning",
        correction=corrected,
        number=number,
    )
    return Found(
        format=_NAME,
        source=file.source,
        sort="documents",
        movements=(movement,),
        owner=party_named(deal, "Продавец", file),
        controls=_controls(goods, total, currency, movement.origin),
        problems=(warning,) if corrected else (),
    )


def _controls(goods: Element, total: Decimal, currency: str, origin: Origin) -> tuple[Control, ...]:
    """The rows must add up to the total, where every row says its amount."""
    amounts = [said_amount(row, "@СтУчНДС", currency) for row in goods.all("СодФХЖ2/СвТов")]
    if not amounts or None in amounts:
        return ()
    return (Control(N_("sum of the rows"), total, sum(filter(None, amounts), Decimal(0)), origin),)


FORMAT = Format(_NAME, _recognise, _read)
