"""Invented Chinese and Spanish parties with valid check digits, and their debts."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from letters.documents.guarantee_letter import guarantee_letter
from letters.documents.guarantee_view import guarantee_view
from letters.documents.schedule import PaymentPlan, parse_step
from letters.model.contract import Contract
from letters.model.origin import Origin
from letters.model.party import Party
from letters.rendering.docx import load_template
from letters.rendering.template_text import dump_text
from letters.resources import find_template
from letters.wording import wording_for
from parties import case

ZH_SELLER = Party(
    id="zh-seller",
    name="宁波青禾贸易有限公司",
    country="CN",
    language="zh",
    tax_id="91330299MA7QHC105P",
    address="浙江省宁波市江北区青禾路1号",
    phone="0574 0100 0001",
    bank_name="甬江示例银行宁波江北支行",
    bank_account="574000000000000017",
    bank_code="313332000017",
    origin=Origin("parties.csv", 2),
)
ZH_BUYER = replace(
    ZH_SELLER,
    id="zh-buyer",
    name="苏州松石包装有限公司",
    tax_id="91320599MA8QTT205R",
    address="江苏省苏州市吴中区松石路2号",
    origin=Origin("parties.csv", 3),
)
ZH_TRADER = replace(
    ZH_BUYER, name="义乌市竹里日用品商行", kind="sole_trader", tax_id="92330799MA6QLW3025"
)
ZH_PERSON = replace(ZH_BUYER, name="陈一木", kind="person", tax_id="")
ES_SELLER = Party(
    id="es-seller",
    name="Ejemplo Ibérica, S.L.",
    country="ES",
    language="es",
    tax_id="B98710023",
    address="Calle del Ejemplo, 1, 46001 Valencia",
    email="cobros@ejemplo.example",
    bank_name="Banco de Muestra, S.A.",
    bank_account="ES0898760001880000012345",
    bank_code="MUESESVV",
    signatory_name="Ana Roca Gil",
    signatory_id="98710011Z",
    signatory_position="administradora única",
    signatory_basis="escritura de nombramiento autorizada por el notario de Valencia Luis Mas Pla"
    " el 4 de mayo de 2021, n.º 112 de su protocolo",
    origin=Origin("parties.csv", 4),
)
ES_BUYER = replace(
    ES_SELLER,
    id="es-buyer",
    name="Envases del Prado, S.A.",
    tax_id="B98710015",
    address="Polígono El Prado, 3, 31500 Tudela (Navarra)",
    signatory_name="Íñigo Sanz Ruiz",
    signatory_id="98710022W",
    signatory_position="apoderado",
    origin=Origin("parties.csv", 5),
)
ES_TRADER = replace(
    ES_BUYER, name="Marta Vila Pons", kind="sole_trader", tax_id="98710011Z", signatory_name="",
    signatory_id="", signatory_position="", signatory_basis="",
)  # fmt: skip
ES_PERSON = replace(ES_TRADER, kind="person", tax_id="")
MX_BUYER = replace(
    ES_BUYER, name="Empaques Tres Ríos, S. de R.L. de C.V.", country="MX", tax_id="TMQ200115AB9",
    signatory_id="INE 0702600000011", signatory_position="representante legal",
)  # fmt: skip
ZH_SALE = Contract(
    id="sale",
    debtor="zh-buyer",
    creditor="zh-seller",
    number="QH-2025-07",
    date=date(2025, 3, 18),
    title="工业品买卖合同",
    currency="CNY",
    jurisdiction="CN",
    payment_days=60,
    penalty_percent=Decimal("0.05"),
    penalty_clause="9.1",
    court="宁波市江北区人民法院",
    origin=Origin("contracts.csv", 2),
)
ES_SALE = replace(
    ZH_SALE, number="C-15/2025", date=date(2025, 1, 10), title="Contrato de suministro",
    currency="EUR", jurisdiction="ES", penalty_percent=None, penalty_clause="", court="",
)  # fmt: skip
MX_SALE = replace(ES_SALE, currency="MXN", number="C-07/2026")
ZH_DEBT = """
    2026-04-20 shipment 送货单 SH-260420 128650.00 vat=13
    2026-05-12 payment 收款 SK-7 28100.00 settles=SH-260420
    2026-06-18 shipment 数电票 25332000000012345678 193480.05 vat=13
"""
ES_DEBT = """
    2026-03-18 shipment factura F-2026/0058 2662.00 vat=21
    2026-04-30 shipment albarán A-4251 3630.00 vat=21
    2026-05-25 payment transferencia T-1 1000.50 settles=F-2026/0058
"""
ONCE = PaymentPlan(first=date(2026, 10, 31))
THRICE = PaymentPlan(first=date(2026, 12, 31), count=3, step=parse_step("1m"))


def zh(entries=ZH_DEBT, *, contract=ZH_SALE, **changes):
    facts = {"debtor": ZH_BUYER, "creditor": ZH_SELLER, "contracts": (contract,), "language": "zh"}
    return case(entries, **{**facts, **changes})


def es(entries=ES_DEBT, *, contract=ES_SALE, **changes):
    facts = {"debtor": ES_BUYER, "creditor": ES_SELLER, "contracts": (contract,), "language": "es"}
    return case(entries, **{**facts, **changes})


def filled(facts, plan=ONCE):
    """The finished Word file, the view that filled it, and the wording that spoke."""
    letter = guarantee_letter(facts, plan)
    wording = wording_for(facts.language, facts.debtor.country)
    view, _ = guarantee_view(letter, wording, "GL-2026-0007")
    path = find_template("guarantee_letter", facts.language, country=facts.debtor.country)
    return load_template(path).fill(view), view, wording


def text(facts, plan=ONCE):
    """Every word of the finished letter, a paragraph or a row of a table a line."""
    return dump_text(filled(facts, plan)[0]).replace("⍽", " ")
