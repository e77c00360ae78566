"""What the documents of a ledger are called, in each language: one table for all of them.

A row is one kind of paper. In each column the first word is the one we print, the others are
spellings that users write; case, spaces, hyphens, dots and accents do not matter.
"""

import unicodedata
from collections.abc import Mapping

from letters.model.entry import EntryKind

_LANGUAGES = ("ru", "zh", "es")

# УПД and ТОРГ-12 are Russian forms without a counterpart: the translation keeps their index, so
# that the paper can be found.
_PAPERS = (
    (
        "Накладная|Товарная накладная|Расходная накладная|ТН",
        "送货单|发货单|出库单|送货|交货单",
        (
            "Albarán|Nota de entrega|Remisión|Nota de remisión|Remito|Guía de remisión"
            "|Guía de despacho"
        ),
    ),
    ("ТОРГ-12", "送货单（ТОРГ-12）", "Albarán (TORG-12)"),
    (
        "УПД|Универсальный передаточный документ",
        "通用交接单据（УПД）",
        "Documento universal de entrega (UPD)",
    ),
    (
        "УКД|Универсальный корректировочный документ",
        "通用更正单据（УКД）",
        "Documento universal de rectificación (UKD)",
    ),
    (
        "ТТН|Товарно-транспортная накладная|Транспортная накладная|ТрН|CMR",
        "运单|货运单|CMR",
        "Carta de porte|CMR",
    ),
    (
        "Счёт-фактура|СФ",
        "发票|增值税发票|增值税专用发票|增值税普通发票|专用发票|数电票|电子发票",
        "Factura|Factura electrónica|Fra|Fact",
    ),
    (
        "Корректировочный счёт-фактура|КСФ|Исправленный счёт-фактура",
        "红字发票",
        "Factura rectificativa|Abono|Nota de crédito|Nota de abono",
    ),
    (
        "Акт|Акт выполненных работ|Акт оказанных услуг|Акт приёма-передачи",
        "验收单|验收证明",
        "Acta de entrega|Acta de recepción",
    ),
    ("Оплата|Платёж|Поступление", "收款|收款单|回款|付款", "Pago|Cobro|Cobro a cuenta"),
    (
        "Платёжное поручение|Платёжка|ПП|П/п",
        "银行转账|转账|电汇|汇款|银行回单",
        "Transferencia|Transf|Transferencia bancaria|Orden de transferencia",
    ),
    ("Приходный кассовый ордер|ПКО|Наличные", "现金收款|现金", "Efectivo|Recibo de efectivo"),
    (
        "Вексель",
        "承兑汇票|银行承兑汇票|商业承兑汇票",
        "Pagaré|Letra de cambio|Efecto",
    ),
    ("Возврат|Возврат товара|Возврат от покупателя", "退货|退货单", "Devolución"),
    ("Взаимозачёт|Зачёт|Акт взаимозачёта", "抵账|三方抵账|冲抵", "Compensación"),
    ("Корректировка|Корректировка долга", "调整", "Ajuste|Regularización"),
    ("Скидка|Бонус", "折让|返利|折扣|返利确认单", "Descuento|Rápel|Bonificación"),
    ("Возврат оплаты|Возврат денег|Возврат аванса", "退款|退款单", "Reembolso|Devolución de cobro"),
    (
        "Сальдо начальное|Начальное сальдо|Входящее сальдо|Ввод остатков",
        "期初余额|期初|上期结转",
        "Saldo anterior|Saldo inicial|Asiento de apertura",
    ),
)
_USUAL: Mapping[EntryKind, str] = {
    "shipment": "Накладная",
    "payment": "Оплата",
    "return": "Возврат",
    "offset": "Взаимозачёт",
    "correction": "Корректировка",
    "refund": "Возврат оплаты",
    "opening": "Сальдо начальное",
}
# Where a country says it differently from Spain.
_CREDIT_NOTE = "Nota de crédito"
_LOCAL: Mapping[tuple[str, str], str] = {
    ("Albarán", "MX"): "Nota de remisión",
    ("Albarán", "CO"): "Remisión",
    ("Albarán", "PE"): "Guía de remisión",
    ("Albarán", "CL"): "Guía de despacho",
    ("Albarán", "AR"): "Remito",
    **{("Factura rectificativa", c): _CREDIT_NOTE for c in ("MX", "CO", "PE", "CL", "AR")},
}

# What a paper shows: that goods were handed over, or what they cost.
_DELIVERY = ("Накладная", "ТОРГ-12", "ТТН")
_INVOICE = ("Счёт-фактура",)


def caption(text: str, kind: EntryKind, language: str, country: str = "") -> str:
    """How `language`, as used in `country`, calls the document that the user calls `text`.

    The user's own word stays when it is one of that language or is not known; an empty one
    becomes the usual noun for entries of that kind.

    >>> caption("накладная", "shipment", "es", "MX"), caption("Remito n", "shipment", "es")
    ('Nota de remisión', 'Remito n')
    """
    papers = _KNOWN.get(_key(text or _USUAL[kind]), {})
    if text and (language in papers or not papers):
        return text.strip()
    noun = _PAPERS[next(iter(papers.values()))][_LANGUAGES.index(language)].split("|")[0]
    return _LOCAL.get((noun, country), noun)


def is_delivery_note(text: str, kind: EntryKind) -> bool:
    """Whether the document is a note of delivery and nothing else: `Albarán`, `送货单`."""
    return _is_one_of(_DELIVERY, text, kind)


def is_invoice(text: str, kind: EntryKind) -> bool:
    """Whether the document is an invoice: `Factura`, `数电票`.

    >>> is_invoice("Fra.", "shipment"), is_invoice("УПД", "shipment")
    (True, False)
    """
    return _is_one_of(_INVOICE, text, kind)


def _is_one_of(nouns: tuple[str, ...], text: str, kind: EntryKind) -> bool:
    rows = _KNOWN.get(_key(text or _USUAL[kind]), {}).values()
    return any(_PAPERS[row][0].split("|")[0] in nouns for row in rows)


def _key(text: str) -> str:
    """Letters and digits alone, without case and accents: `Счёт-фактура` is `счетфактура`."""
    return "".join(c for c in unicodedata.normalize("NFKD", text).casefold() if c.isalnum())


def _known() -> dict[str, dict[str, int]]:
    """Spelling -> language -> row of the table."""
    known: dict[str, dict[str, int]] = {}
    for row, columns in enumerate(_PAPERS):
        for language, spellings in zip(_LANGUAGES, columns, strict=True):
            for spelling in spellings.split("|"):
                known.setdefault(_key(spelling), {})[language] = row
    return known


_KNOWN = _known()
