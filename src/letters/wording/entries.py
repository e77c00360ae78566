"""What an act calls a line of the ledger: the operation, its paper, and the debtor's own number.

Russian forms have one column for all of it, Spanish and Chinese ones a column for the document's
number, so that theirs say only the rest.
"""

from collections.abc import Mapping

from letters.model.entry import Entry, EntryKind
from letters.wording.captions import caption, is_delivery_note

NBSP = "\u00a0"

# The operations as 1C names them (?), ours and in the mirror of the buyer's books.
_RUSSIAN: Mapping[EntryKind, tuple[str, str]] = {
    "shipment": ("Продажа", "Приход"),
    "payment": ("Оплата", "Оплата"),
    "return": ("Возврат", "Возврат"),
    "offset": ("Взаимозачёт", "Взаимозачёт"),
    "correction": ("Корректировка", "Корректировка"),
    "refund": ("Возврат оплаты", "Возврат оплаты"),
    "opening": ("Ввод остатков", "Ввод остатков"),
}
_RUSSIAN_SHORT = {
    "платёжное поручение": "п/п",
    "платежное поручение": "п/п",
    "приходный кассовый ордер": "ПКО",
    "универсальный передаточный документ": "УПД",
    "универсальный корректировочный документ": "УКД",
}
# A transfer alone does not say which way the money went: the operation, and nouns that say it too.
_SPANISH_MONEY: Mapping[EntryKind, tuple[str, frozenset[str]]] = {
    "payment": ("Cobro", frozenset({"Pago", "Cobro"})),
    "refund": ("Reembolso", frozenset({"Pago", "Reembolso", "Devolución de cobro"})),
}


def russian(entry: Entry, *, mirrored: bool) -> str:
    """`Продажа (УПД 201 от 08.07.2026)`, in the buyer's books `Приход (УПД 201 от …)`."""
    operation = _RUSSIAN[entry.kind][mirrored]
    paper = caption(entry.document_type, entry.kind, "ru") if entry.document_type else ""
    paper = _RUSSIAN_SHORT.get(paper.casefold(), paper)
    if not paper or paper.casefold() == operation.casefold():
        paper = "№"
    named = f"{paper}{NBSP}{entry.number} от{NBSP}{entry.date:%d.%m.%Y}"
    if entry.counterparty_number:
        named += f", вх.{NBSP}№{NBSP}{entry.counterparty_number}"
    return f"{operation} ({named})"


def chinese(entry: Entry) -> str:
    """The 摘要 beside 单据类型 and 单据号: `部分货款；核销SH-260316；贵方单号A-7`."""
    is_note = is_delivery_note(entry.document_type, entry.kind)
    receipt = "签收单" if is_note else "送货单"
    is_bare = entry.kind == "refund" and "退款" not in entry.document_type + entry.description
    parts = (
        "退款" if is_bare and entry.document_type else "",
        entry.description,
        f"核销{'、'.join(entry.settles)}" if entry.settles else "",
        f"{receipt}{entry.delivery_number}" if entry.delivery_number else "",
        f"贵方单号{entry.counterparty_number}" if entry.counterparty_number else "",
    )
    return "；".join(part for part in parts if part)


def spanish(entry: Entry, country: str) -> str:
    """The concepto beside the document's number: `Factura (albarán A-4411, 09/07/2026)`."""
    paper = caption(entry.document_type, entry.kind, "es", country)
    details = [entry.description]
    noun = paper[:1].upper() + paper[1:]
    if entry.kind in _SPANISH_MONEY:
        operation, same = _SPANISH_MONEY[entry.kind]
        if noun not in same:
            details.insert(0, paper)
        noun = operation
    if entry.settles:
        noun = f"{noun} {', '.join(entry.settles)}"
    details.append(_spanish_delivery(entry, country))
    if entry.counterparty_number:
        details.append(f"su n.º{NBSP}{entry.counterparty_number}")
    listed = "; ".join(detail for detail in details if detail)
    return f"{noun} ({listed})" if listed else noun


def _spanish_delivery(entry: Entry, country: str) -> str:
    if not entry.delivery_number:
        return ""
    note = f"{caption('', 'shipment', 'es', country).lower()} {entry.delivery_number}"
    return f"{note}, {entry.delivery_date:%d/%m/%Y}" if entry.delivery_date else note
