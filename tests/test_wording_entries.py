"""What an act calls a line of the ledger, in each language."""

from datetime import date
from decimal import Decimal

import pytest

from letters.model.entry import ENTRY_KINDS, Entry
from letters.wording import wording_for


def entry(kind, document_type="", number="7", **facts):
    return Entry(
        date=date(2026, 7, 8),
        contract="k",
        kind=kind,
        document_type=document_type,
        number=number,
        amount=Decimal(1),
        **facts,
    )


def said(language, *facts, country="", mirrored=False, **more):
    caption = wording_for(language, country).entry_caption(entry(*facts, **more), mirrored=mirrored)
    return caption.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("kind", "paper", "ours", "theirs"),
    [
        ("shipment", "УПД", "Продажа (УПД 7 от 08.07.2026)", "Приход (УПД 7 от 08.07.2026)"),
        ("shipment", "", "Продажа (№ 7 от 08.07.2026)", "Приход (№ 7 от 08.07.2026)"),
        ("payment", "Платёжное поручение", "Оплата (п/п 7 от 08.07.2026)", None),
        ("payment", "оплата", "Оплата (№ 7 от 08.07.2026)", None),
        ("payment", "银行转账", "Оплата (п/п 7 от 08.07.2026)", None),
        ("return", "накладная", "Возврат (накладная 7 от 08.07.2026)", None),
        ("offset", "соглашение", "Взаимозачёт (соглашение 7 от 08.07.2026)", None),
        ("correction", "УКД", "Корректировка (УКД 7 от 08.07.2026)", None),
        ("refund", "п/п", "Возврат оплаты (п/п 7 от 08.07.2026)", None),
        ("opening", "акт сверки", "Ввод остатков (акт сверки 7 от 08.07.2026)", None),
    ],
)
def test_russian(kind, paper, ours, theirs):
    assert said("ru", kind, paper) == ours
    assert said("ru", kind, paper, mirrored=True) == (theirs or ours)


def test_the_debtors_own_number_is_named():
    assert said("ru", "shipment", "УПД", counterparty_number="45") == (
        "Продажа (УПД 7 от 08.07.2026, вх. № 45)"
    )
    assert said("zh", "payment", counterparty_number="A-7") == "贵方单号A-7"
    assert said("es", "offset", "acuerdo", counterparty_number="26-118") == (
        "Acuerdo (su n.º 26-118)"
    )


def test_chinese():
    assert said("zh", "payment", "收款", description="部分货款", settles=("SH-1", "SH-2")) == (
        "部分货款；核销SH-1、SH-2"
    )
    assert said("zh", "shipment", "送货单", delivery_number="QS-1") == "签收单QS-1"
    assert said("zh", "shipment", "数电票", delivery_number="SH-1") == "送货单SH-1"
    assert said("zh", "payment", "收款") == ""


def test_spanish():
    delivery = {"delivery_number": "A-4411", "delivery_date": date(2026, 7, 9)}
    assert said("es", "shipment", "factura", **delivery) == "Factura (albarán A-4411, 09/07/2026)"
    assert said("es", "shipment", "factura", country="MX", **delivery) == (
        "Factura (nota de remisión A-4411, 09/07/2026)"
    )
    assert said("es", "payment", "transferencia", settles=("F-1",), description="a cuenta") == (
        "Cobro F-1 (transferencia; a cuenta)"
    )
    assert said("es", "return", "факт") == "Факт"
    assert said("es", "payment") == "Cobro"
    assert said("es", "payment", "pago") == "Cobro"


@pytest.mark.parametrize("language", ["ru", "es"])
@pytest.mark.parametrize("kind", ENTRY_KINDS)
def test_every_kind_is_called_something(language, kind):
    assert said(language, kind)


def test_a_refund_says_which_way_the_money_went():
    assert said("es", "refund", "transferencia") == "Reembolso (transferencia)"
    assert said("es", "refund", "银行转账") == "Reembolso (Transferencia)"
    assert said("es", "refund") == "Reembolso"
    assert said("zh", "refund", "银行转账") == "退款"
    assert said("zh", "refund", "退款单") == ""
