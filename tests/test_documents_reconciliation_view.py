"""What a reconciliation act says on paper, in three languages: the filled Word files as text."""

from dataclasses import replace
from datetime import date

import pytest

from act_ledgers import ES, RU, ZH
from letters.documents.fields import Fields
from letters.documents.reconciliation_act import ActOptions, reconciliation_act
from letters.documents.reconciliation_view import FIELDS, reconciliation_view
from letters.model.period import parse_period
from letters.rendering.docx import load_template
from letters.rendering.template_text import dump_text
from letters.resources import find_template
from letters.wording import wording_for
from letters_zh_es import ES_SALE, MX_BUYER, MX_SALE, ZH_PERSON, ZH_SALE, ZH_TRADER, es, zh
from parties import BUYER, SUPPLY, TRADER, case, ledger

Q3 = ActOptions(parse_period("2026-Q3"), reply_by=date(2026, 10, 15))
MIRROR = replace(Q3, counterparty_side="mirror", reply_by=None)
ZERO = "2026-07-08 shipment factura 1 5.00\n2026-07-09 payment pago 2 5.00"
PAID_AHEAD = "2026-07-08 payment pago 7 5000.00"


def view_of(facts, options=Q3):
    wording = wording_for(facts.language, facts.debtor.country)
    view, _ = reconciliation_view(reconciliation_act(facts, options), wording, "RA-2026-0007")
    return view


def text(facts, options=Q3):
    path = find_template("reconciliation_act", facts.language, country=facts.debtor.country)
    return dump_text(load_template(path).fill(view_of(facts, options))).replace("⍽", " ")


def merged(make, contract, first, second):
    other = replace(contract, id="other", number="N-2/2026", date=date(2026, 2, 3))
    facts = make(first, contracts=(contract, other))
    return replace(facts, entries={**facts.entries, "other": ledger(second, "other")})


ACTS = {
    "ru.blank": lambda: text(case(RU)),
    "ru.mirror": lambda: text(case(RU), MIRROR),
    "ru.merged": lambda: text(merged(case, SUPPLY, RU, PAID_AHEAD)),
    "ru.advance-of-a-sole-trader": lambda: text(case(PAID_AHEAD, debtor=TRADER), MIRROR),
    "ru.nothing-owed": lambda: text(case(ZERO), MIRROR),
    "zh.claim": lambda: text(zh(ZH)),
    "zh.mirror-person": lambda: text(zh(ZH, debtor=ZH_PERSON), MIRROR),
    "zh.merged-advance": lambda: text(merged(zh, ZH_SALE, ZERO, PAID_AHEAD)),
    "zh.nothing-owed": lambda: text(zh(ZERO, debtor=ZH_TRADER)),
    "es.blank": lambda: text(es(ES)),
    "es.mirror": lambda: text(es(ES), MIRROR),
    "es.merged-advance": lambda: text(merged(es, ES_SALE, ES, PAID_AHEAD)),
    "es.nothing-owed": lambda: text(es(ZERO)),
    "es.mexico": lambda: text(es(ES, debtor=MX_BUYER, contract=MX_SALE)),
}


@pytest.mark.parametrize("name", ACTS)
def test_the_act_as_reviewed(name, golden):
    golden(f"reconciliation_act/{name}.txt", ACTS[name]())


@pytest.mark.parametrize("facts", [case(RU), zh(ZH), es(ES), merged(case, SUPPLY, RU, PAID_AHEAD)])
@pytest.mark.parametrize("options", [Q3, MIRROR])
def test_the_view_has_exactly_the_declared_fields(facts, options):
    made = Fields.of(view_of(facts, options), FIELDS.mandatory)
    assert made.scalars == FIELDS.scalars
    assert made.flags == FIELDS.flags
    assert dict(made.lists) == dict(FIELDS.lists)


def test_the_buyer_fills_in_his_half_himself():
    shown = text(case(RU))
    assert "| 08.07.2026 | Продажа (УПД 201 от 08.07.2026) | 230 500,50 |  |  |  |  |  |" in shown
    assert "| Сальдо начальное | 120 000,00 |  | Сальдо начальное |  |  |" in shown


def test_the_mirror_credits_what_we_debit():
    shown = text(case(RU), MIRROR)
    assert (
        "| 08.07.2026 | Продажа (УПД 201 от 08.07.2026) | 230 500,50 |  "
        "| 08.07.2026 | Приход (УПД 201 от 08.07.2026) |  | 230 500,50 |"
    ) in shown
    assert "| Сальдо начальное | 120 000,00 |  | Сальдо начальное |  | 120 000,00 |" in shown
    assert (
        "| Обороты за период | 330 500,49 | 280 000,00 "
        "| Обороты за период | 280 000,00 | 330 500,49 |"
    ) in shown
    assert "| Сальдо конечное | 170 500,49 |  | Сальдо конечное |  | 170 500,49 |" in shown


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        (case(RU), "задолженность в пользу ООО «Поставщик» составляет 170 500,49 руб. (Сто "),
        (case(PAID_AHEAD), "задолженность в пользу ООО «Покупатель» составляет 5 000,00 руб. (П"),
        (case(ZERO), "на 30.09.2026 задолженность между сторонами отсутствует: 0,00 руб. (Ноль"),
        (
            case(PAID_AHEAD, debtor=TRADER),
            "задолженность в пользу ИП Сидоровой М.И. составляет 5 000,00 руб.",
        ),
        (zh(ZH), "贵公司尚欠我公司人民币贰拾叁万叁仟壹佰元整（￥233,100.00），其中已到期"),
        (zh(PAID_AHEAD), "截至2026年9月30日，我公司预收贵公司人民币伍仟元整（￥5,000.00）。"),
        (zh(PAID_AHEAD), "我公司确认贵公司预收我公司人民币伍仟元整（￥5,000.00）。"),
        (zh(ZERO), "截至2026年9月30日，双方余额为零，即人民币零元整（￥0.00）。"),
        (
            es(ES),
            "el saldo de la cuenta, a favor de Ejemplo Ibérica, S.L., asciende a 3.114,00 € (",
        ),
        (
            es(PAID_AHEAD),
            "a favor de Envases del Prado, S.A., asciende a 5.000,00 € (cinco mil",
        ),
        (es(ZERO), "no existe saldo a favor de ninguna de las partes: 0,00 € (cero euros)."),
    ],
)
def test_the_balance_is_said_of_the_right_party(facts, sentence):
    assert sentence in text(facts)


def test_a_chinese_claim_stands_only_on_what_is_overdue():
    claim, promise = "向贵公司主张权利的书面通知", "并同意按原合同约定支付"
    overdue, fresh = text(zh(ZH)), text(zh("2026-09-01 shipment 送货单 SH-3 120000.00"))
    assert (claim in overdue, promise in overdue) == (True, True)
    assert (claim in fresh, promise in fresh) == (False, False)
    for shown in (overdue, fresh):
        assert "本函仅列示本金" in shown
        assert "并非催款" not in shown
        assert "逾期未回复" not in shown
        assert "□ 1．相符" in shown.replace("\u3000", " ")
        assert "□ 2．不符" in shown.replace("\u3000", " ")


def test_spanish_parties_acknowledge_as_due_only_what_is_due():
    assert "en cuanto a los documentos vencidos, exigible" in text(es(ES))
    fresh = text(es("2026-09-05 shipment factura F-1 2420.00"))
    assert "correcto y líquido." in fresh
    assert "exigible" not in fresh
    assert "NO CONFORME. Saldo según nuestros registros: " in fresh


def test_an_advance_beside_a_debt_is_shown():
    facts = merged(es, ES_SALE, ES, "2026-07-08 payment pago 7 500.00")
    shown = text(facts)
    assert "documentos vencidos, 694,00 €; documentos no vencidos, 2.420,00 €; menos anticipos" in (
        shown
    )
    assert "| N.º N-2/2026, de 03/02/2026 | 0,00 | 0,00 | 500,00 | -500,00 |" in shown
    assert "no se compensan entre sí" in shown
    assert "no se compensan" not in text(es(ES))


def test_a_merged_act_opens_each_contract():
    shown = text(merged(case, SUPPLY, RU, PAID_AHEAD))
    assert "| Договор № 15/П от 01.02.2025: сальдо начальное | 120 000,00 |" in shown
    assert "| № N-2/2026 от 03.02.2026 | 0,00 |  | 0,00 | 5 000,00 |  | 5 000,00 |" in shown
    assert "друг против друга не зачтены" in shown


@pytest.mark.parametrize(
    ("facts", "day"),
    [
        (case(RU), "не позднее 15 октября 2026 г."),
        (zh(ZH), "2026年10月15日（含当日）前"),
        (es(ES), "a más tardar el 15 de octubre de 2026"),
    ],
)
def test_the_day_of_return_is_printed_where_it_is_known(facts, day):
    assert day in text(facts)
    assert day not in text(facts, MIRROR)


@pytest.mark.parametrize("facts", [case(RU), zh(ZH), es(ES)])
def test_number_and_pages_stand_on_every_page(facts):
    footer = text(facts).split("== footer ==")[1].splitlines()[1]
    assert "RA-2026-0007⇥" in footer
    assert "‹PAGE›" in footer
    assert "‹NUMPAGES›" in footer


@pytest.mark.parametrize(
    ("facts", "law"),
    [
        (zh(RU, contract=SUPPLY), "RU"),
        (es(RU, contract=SUPPLY), "RU"),
        (case(RU, contracts=(ES_SALE,)), "ES"),
        (case(RU, contracts=(ZH_SALE,)), "CN"),
    ],
)
def test_the_language_brings_no_law_with_it(facts, law):
    shown = text(facts)
    assert facts.jurisdiction == law
    for statute in ("ГК", "кодекс", "民法典", "合同法", "Ley ", "artículo", "Código Civil"):
        assert statute not in shown


def test_who_signs_is_a_line_where_nobody_knows():
    unknown = replace(BUYER, signatory_name="", signatory_position="")
    shown = text(case(RU, debtor=unknown))
    assert "и ____________________ ООО «Покупатель» ____________________, с другой" in shown
    assert "______________________ (______________________________)" in shown


def test_a_sole_trader_signs_without_a_position():
    assert "______________________ М.И. Сидорова" in text(case(RU, debtor=TRADER))
    assert "и ИП Сидорова М.И., с другой стороны" in text(case(RU, debtor=TRADER))
