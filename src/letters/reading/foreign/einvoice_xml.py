"""数电票, the Chinese fully digital invoice, as the XML that the tax platform hands out.

A file is one invoice, seen from the seller's books; its amount includes tax (价税合计). A red
invoice (红字) is negative and corrects the blue one that its remark names.
"""

import re
from collections.abc import Sequence
from decimal import Decimal

from letters.errors import N_
from letters.model.origin import Origin
from letters.model.party import Party
from letters.reading.cells import Fault
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
from letters.reading.foreign.found import Control, Format, Found, Movement
from letters.reading.foreign.values import Unreadable, above_zero
from letters.reading.foreign.xml import Element

_NAME = N_("Chinese digital invoice, XML")
_DATA = "EInvoiceData/"
_BASIC = _DATA + "BasicInformation/"
_TOTAL = _BASIC + "TotalTax-includedAmount"
_LINES = _DATA + "IssuItemInformation"
_NUMBER = re.compile(r"(?<!\d)\d{20}(?!\d)", re.ASCII)
_RATE = re.compile(r"(0\.\d{1,4}|0)", re.ASCII)
_NATURAL = re.compile(r"[(（]个人[)）]$")


def _recognise(file: File) -> bool:
    root = file.xml
    return root is not None and root.name == "EInvoice"


def _read(files: Sequence[File]) -> Found:
    file = files[0]
    root = root_of(file)
    try:
        return _invoice(root, file)
    except Unreadable as found:
        problem = found.at(Origin(file.source, root.line))
        return Found(format=_NAME, source=file.source, sort="documents", problems=(problem,))


def _invoice(root: Element, file: File) -> Found:
    total = needed(said_amount(root, _TOTAL, "CNY"), root, _TOTAL)
    checked(above_zero, abs(total), root, _TOTAL)
    remark = next((said(each, "") for each in root.walk() if each.name == "Remark"), "")
    number = _number(root)
    blue = [each for each in _NUMBER.findall(remark) if each != number]
    issued = said_day(root, "TaxSupervisionInfo/IssueTime") or said_day(
        root, _BASIC + "RequestTime"
    )
    movement = Movement(
        origin=Origin(file.source, root.line),
        date=needed(issued, root, "TaxSupervisionInfo/IssueTime"),
        kind="shipment" if total > 0 else "correction",
        amount=total,
        party=_party(root, "Buyer", file),
        number=number,
        currency="CNY",
        document_type="发票",
        settles=tuple(blue) if total < 0 and len(blue) == 1 else (),
        description=remark,
        vat_rate=_vat_rate(root),
    )
    return Found(
        format=_NAME,
        source=file.source,
        sort="documents",
        movements=(movement,),
        owner=_party(root, "Seller", file),
        controls=tuple(_controls(root, total, movement.origin)),
    )


def _number(root: Element) -> str:
    """The 20 digits of the invoice; where two places state them, they must agree."""
    paths = ("TaxSupervisionInfo/InvoiceNumber", "Header/EIid")
    stated = {said(root, path) for path in paths} - {""}
    number = needed(stated.pop() if stated else "", root, paths[0])
    if stated or not _NUMBER.fullmatch(number):
        raise Unreadable(
            Fault(
                "number.unreadable",
                N_("“{value}” is not the number of a digital invoice, which has 20 digits"),
                N_("download the file again from the tax platform"),
                {"value": ", ".join([number, *stated])[:60]},
            ),
            paths[0],
            root.line,
        )
    return number


def _controls(root: Element, total: Decimal, origin: Origin) -> list[Control]:
    """The amount without tax and the tax make the total; the lines make the amount without."""
    controls = []
    net = said_amount(root, _BASIC + "TotalAmWithoutTax", "CNY")
    tax = said_amount(root, _BASIC + "TotalTaxAm", "CNY")
    if net is not None and tax is not None:
        controls.append(Control(N_("amount and tax"), total, net + tax, origin))
    lines = [said_amount(line, "Amount", "CNY") for line in root.all(_LINES)]
    if net is not None and lines and None not in lines:
        computed = sum(filter(None, lines), Decimal(0))
        controls.append(Control(N_("sum of the rows"), net, computed, origin))
    return controls


def _vat_rate(root: Element) -> Decimal | None:
    """The rate of all lines in percent, where they have one (0.13 is 13)."""
    rates = {said(line, "TaxRate") for line in root.all(_LINES)}
    rate = rates.pop() if len(rates) == 1 else ""
    if not _RATE.fullmatch(rate):
        return None
    percent = Decimal(rate) * 100
    return percent.quantize(Decimal(1)) if percent == percent.to_integral_value() else percent


def _party(root: Element, side: str, file: File) -> Party:
    element = needed(root.find(f"{_DATA}{side}Information"), root, f"{_DATA}{side}Information")
    name = needed(said(element, f"{side}Name"), element, f"{side}Name")
    tax_id = said(element, f"{side}IdNum")
    natural = name == "个人" or _NATURAL.search(name) is not None
    return Party(
        id="",
        name=_NATURAL.sub("", name),
        kind="person" if natural else "company",
        country="CN",
        tax_id=tax_id,
        address=said(element, f"{side}Addr"),
        phone=said(element, f"{side}TelNum"),
        bank_name=said(element, f"{side}BankName"),
        bank_account=said(element, f"{side}BankAccNum"),
        origin=origin_of(file, element),
    )


FORMAT = Format(_NAME, _recognise, _read)
