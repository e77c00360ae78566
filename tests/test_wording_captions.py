"""Captions of ledger documents: the user's own, or the recipient's term for them."""

import pytest

from letters.model.entry import ENTRY_KINDS
from letters.wording.captions import caption, is_delivery_note, is_invoice

# as typed | ru | zh | es | es of Mexico
TABLE = """
УПД             | УПД          | 通用交接单据（УПД） | Documento universal de entrega (UPD) | Documento universal de entrega (UPD)
ТОРГ-12         | ТОРГ-12      | 送货单（ТОРГ-12）   | Albarán (TORG-12)                    | Albarán (TORG-12)
торг 12         | торг 12      | 送货单（ТОРГ-12）   | Albarán (TORG-12)                    | Albarán (TORG-12)
счёт-фактура    | счёт-фактура | 发票                | Factura                              | Factura
Счет-фактура    | Счет-фактура | 发票                | Factura                              | Factura
п/п             | п/п          | 银行转账            | Transferencia                        | Transferencia
送货单          | Накладная    | 送货单              | Albarán                              | Nota de remisión
增值税专用发票  | Счёт-фактура | 增值税专用发票      | Factura                              | Factura
红字发票        | Корректировочный счёт-фактура | 红字发票 | Factura rectificativa           | Nota de crédito
factura         | Счёт-фактура | 发票                | factura                              | factura
ALBARAN         | Накладная    | 送货单              | ALBARAN                              | ALBARAN
abono           | Корректировочный счёт-фактура | 红字发票 | abono                           | abono
CMR             | CMR          | CMR                 | CMR                                  | CMR
Réquisito 7     | Réquisito 7  | Réquisito 7         | Réquisito 7                          | Réquisito 7
"""  # noqa: E501 - a table
ROWS = [[cell.strip() for cell in line.split("|")] for line in TABLE.strip().splitlines()]


@pytest.mark.parametrize(("typed", "ru", "zh", "es", "mx"), ROWS)
def test_captions(typed, ru, zh, es, mx):
    said = [
        caption(typed, "shipment", *where) for where in (("ru",), ("zh",), ("es",), ("es", "MX"))
    ]
    assert said == [ru, zh, es, mx]


@pytest.mark.parametrize("language", ["ru", "zh", "es"])
def test_every_kind_has_a_usual_noun(language):
    nouns = [caption("", kind, language) for kind in ENTRY_KINDS]
    assert all(nouns)
    assert len(set(nouns)) == len(nouns)


@pytest.mark.parametrize(
    ("text", "note", "invoice"),
    [
        ("albarán", True, False),
        ("Nota de remisión", True, False),
        ("送货单", True, False),
        ("ТОРГ-12", True, False),
        ("", True, False),
        ("Factura", False, True),
        ("数电票", False, True),
        ("счет-фактура", False, True),
        ("УПД", False, False),
        ("Proforma", False, False),
    ],
)
def test_what_a_paper_shows(text, note, invoice):
    assert is_delivery_note(text, "shipment") is note
    assert is_invoice(text, "shipment") is invoice
