"""Captions of ledger documents: the user's own, or the recipient's term for them."""

import pytest

from letters.model.entry import ENTRY_KINDS
from letters.wording.captions import caption

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
