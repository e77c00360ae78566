"""The Chinese and Spanish guarantee letters as Word files: every fact, each law, no stray word."""

import re
import subprocess
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from io import BytesIO

import docx
import pytest

from letters.documents.guarantee_letter import guarantee_letter
from letters.errors import Refused
from letters.model.entry import Entry
from letters.model.origin import Origin
from letters.model.settings import Settings
from letters.rendering.pdf import make_pdf
from letters.wording import wording_for
from letters_zh_es import (
    ES_BUYER,
    ES_PERSON,
    ES_SALE,
    ES_TRADER,
    MX_BUYER,
    MX_SALE,
    ONCE,
    THRICE,
    ZH_BUYER,
    ZH_PERSON,
    ZH_SALE,
    ZH_TRADER,
    es,
    filled,
    text,
    zh,
)  # fmt: skip
from parties import ledger


def rows(letter_text):
    return [line for line in letter_text.splitlines() if line.startswith("|")]


def merged(make, contract):
    other = replace(contract, id="other", number="N-2/2026", penalty_percent=Decimal("0.2"))
    facts = make(contract=contract)
    entries = {**facts.entries, "other": ledger("2026-06-01 shipment factura F-9 10.00", "other")}
    return replace(facts, contracts=(contract, other), entries=entries)


def under(law, contract):
    return replace(contract, jurisdiction=law, penalty_percent=None, penalty_clause="")


ONE, NOT_DUE, MANY = (
    "2026-04-20 shipment factura F-1 0.01",
    "2026-09-10 shipment factura F-1 1000000000000.00",
    "\n".join(
        f"2026-0{1 + n % 8}-1{n % 10} shipment factura F-2026/{n:04} {n}23456.78 vat=13"
        for n in range(1, 46)
    ),
)
# Names with everything that markup, quotes, lines and lint could trip over.
ZH_LONG = replace(
    ZH_BUYER,
    name="新疆维吾尔自治区巴音郭楞蒙古自治州龘犇&镕祎<融资>担保有限责任公司（集团）第一百二十七分公司",
    address="新疆维吾尔自治区巴音郭楞蒙古自治州库尔勒市" + "和静北路" * 12 + "1号",
)
ES_LONG = replace(
    ES_BUYER,
    name="Cooperativa Agroindustrial de Transformados Hortofrutícolas & Derivados <Nuestra Señora"
    " del Perpetuo Socorro> de Villanueva de los Infantes y Ruidera, S. Coop. de C.-L.M.",
    signatory_name="María de las Mercedes Fernández de Córdoba-Álvarez de Toledo y Güell",
)

SITUATIONS = {
    "public-body": lambda make, buyer, _: text(make(debtor=replace(buyer, kind="public_body"))),
    "one-document": lambda make, *_: text(make(ONE)),
    "nothing-overdue": lambda make, *_: text(make(NOT_DUE)),
    "many-documents": lambda make, *_: text(make(MANY), THRICE),
    "long-name": lambda make, _, long: text(make(debtor=long)),
}
LETTERS = {
    "zh.company": lambda: text(zh()),
    "zh.company-instalments": lambda: text(zh(), THRICE),
    "zh.sole-trader": lambda: text(zh(debtor=ZH_TRADER)),
    "zh.person": lambda: text(zh(debtor=ZH_PERSON)),
    "zh.merged": lambda: text(merged(zh, ZH_SALE)),
    "zh.law-ru": lambda: text(zh(contract=under("RU", ZH_SALE))),
    "zh.law-es": lambda: text(zh(contract=under("ES", ZH_SALE))),
    "es.company": lambda: text(es()),
    "es.company-instalments": lambda: text(es(), THRICE),
    "es.sole-trader": lambda: text(es(debtor=ES_TRADER)),
    "es.person": lambda: text(es(debtor=ES_PERSON)),
    "es.merged": lambda: text(merged(es, ES_SALE)),
    "es.law-ru": lambda: text(es(contract=under("RU", ES_SALE))),
    "es.law-cn": lambda: text(es(contract=under("CN", ES_SALE))),
    "es_MX.company": lambda: text(es(debtor=MX_BUYER, contract=MX_SALE)),
    "es_MX.company-instalments": lambda: text(es(debtor=MX_BUYER, contract=MX_SALE), THRICE),
}


@pytest.mark.parametrize("name", LETTERS)
def test_the_finished_letter_is_reviewed_as_text(name, golden):
    golden(f"letters/guarantee_letter.{name}.txt", LETTERS[name]())


@pytest.mark.parametrize("name", SITUATIONS)
@pytest.mark.parametrize(
    ("language", "who"), [("zh", (zh, ZH_BUYER, ZH_LONG)), ("es", (es, ES_BUYER, ES_LONG))]
)
def test_a_letter_in_each_situation_is_reviewed_as_text(name, language, who, golden):
    golden(f"letters/guarantee_letter.{language}.{name}.txt", SITUATIONS[name](*who))


def test_the_table_of_documents():
    number = "25332000000012345678"  # of an electronic invoice: always twenty digits
    assert rows(text(zh()))[:4] == [
        "| 序号 | 单据及编号 | 单据日期 | 应付款日 | 价税合计 | 已付 | 尚欠 |",
        "| 1 | 送货单 SH-260420 | 2026-04-20 | 2026-06-19 | 128,650.00 | 28,100.00 | 100,550.00 |",
        f"| 2 | 数电票 {number} | 2026-06-18 | 2026-08-17 | 193,480.05 | 0.00 | 193,480.05 |",
        "| 合计 | 322,130.05 | 28,100.00 | 294,030.05 |",
    ]
    assert rows(text(es()))[1:4] == [
        "| 1 | — | F-2026/0058, 18/03/2026 | 17/05/2026 | 2.662,00 | 1.000,50 | 1.661,50 |",
        "| 2 | A-4251, 30/04/2026 | — | 29/06/2026 | 3.630,00 | 0,00 | 3.630,00 |",
        "| TOTAL | 6.292,00 | 1.000,50 | 5.291,50 |",
    ]


def test_the_debt_in_digits_and_words():
    said = "货款本金人民币贰拾玖万肆仟零叁拾元零伍分（￥294,030.05），"
    assert said in text(zh())
    said = "5.291,50 € (cinco mil doscientos noventa y un euros con cincuenta céntimos), deuda"
    assert said in text(es())


def test_one_payment():
    letter = text(zh())
    assert "于2026年10月31日（含当日）前将上述款项一次性足额付至" in letter
    assert "任何一期" not in letter
    letter = text(es())
    assert "en un único pago, a más tardar el 31 de octubre de 2026, mediante" in letter
    assert "Vencimiento anticipado" not in letter


def test_instalments():
    letter = text(zh(), THRICE)
    assert rows(letter)[4:9] == [
        "| 期数 | 付款日期（含当日） | 付款金额 | 付款后尚欠余额 |",
        "| 1 | 2026-12-31 | 98,010.01 | 196,020.04 |",
        "| 2 | 2027-01-31 | 98,010.01 | 98,010.03 |",
        "| 3 | 2027-02-28 | 98,010.03 | 0.00 |",
        "| 合计 | 294,030.05 |  |",
    ]
    assert "任何一期未按期足额支付的，全部未付款项视为立即到期" in letter
    letter = text(es(), THRICE)
    assert rows(letter)[4:9] == [
        "| Plazo | Fecha | Importe | Saldo pendiente |",
        "| 1 | 31/12/2026 | 1.763,83 | 3.527,67 |",
        "| 2 | 31/01/2027 | 1.763,83 | 1.763,84 |",
        "| 3 | 28/02/2027 | 1.763,84 | 0,00 |",
        "| TOTAL | 5.291,50 |  |",
    ]
    assert "dar por vencida anticipadamente la totalidad de la deuda pendiente" in letter


def test_where_to_pay():
    line = (
        "户名：宁波青禾贸易有限公司；开户行：甬江示例银行宁波江北支行；"
        "账号：574000000000000017；行号：313332000017。"
    )
    assert f"\n{line}\n" in text(zh())
    assert (
        "\nTitular: Ejemplo Ibérica, S.L.; entidad: Banco de Muestra, S.A."
        "\nCuenta: ES08 9876 0001 8800 0001 2345, BIC MUESESVV; concepto: GL-2026-0007\n"
    ) in text(es())


@pytest.mark.parametrize("make", [zh, es])
def test_every_figure_is_printed_as_computed(make):
    many = "\n".join(
        f"2026-0{1 + n % 6}-1{n % 9} shipment factura F-{n:03} {1000 + n}.{n:02} vat=13"
        for n in range(40)
    )
    facts = make(many)
    letter, figures = text(facts, THRICE), guarantee_letter(facts, THRICE)
    wording = wording_for(facts.language)
    for row in figures.documents:
        line = next(line for line in rows(letter) if f"{row.number}" in line)
        for shown in (
            wording.date_short(row.date),
            wording.date_short(row.due_date),
            wording.number(row.amount, facts.currency),
            wording.number(row.outstanding, facts.currency),
        ):
            assert shown in line
    words = wording.amount_in_words(figures.total, facts.currency)
    assert words in letter
    assert wording.parse_amount_in_words(words, facts.currency) == figures.total
    for part in figures.schedule:
        assert f"| {wording.date_short(part.date)} | " in letter


LAWS = {
    ("zh", "CN"): [
        "《中华人民共和国民法典》第一百九十五条",
        "《最高人民法院关于审理买卖合同纠纷案件适用法律问题的解释》第十八条",
    ],
    ("zh", "RU"): ["《俄罗斯联邦民法典》第二百零三条", "《俄罗斯联邦民法典》第三百九十五条"],
    ("zh", "ES"): [
        "《西班牙民法典》第一千九百七十三条",
        "《西班牙商法典》第九百四十四条",
        "第3/2004号法律第七条",
    ],
    ("es", "CN"): ["artículo 195 del Código Civil de la República Popular China"],
    ("es", "RU"): ["artículo 203 del Código Civil de la Federación de Rusia", "artículo 395"],
    ("es", "ES"): [
        "artículos 1973 del Código Civil y 944 del Código de Comercio",
        "artículo 7 de la Ley 3/2004",
        "artículo 1110",
        "artículo 1204",
    ],
}
ANY_LAW = re.compile(r"《[^》]*(?:法典|解释)》|第3/2004号|[Aa]rtículos? \d+|Ley \d+/\d+")


@pytest.mark.parametrize("law", ["CN", "RU", "ES"])
@pytest.mark.parametrize("language", ["zh", "es"])
def test_the_law_of_the_contract_is_cited_in_the_language_of_the_letter(language, law):
    make, contract = (zh, ZH_SALE) if language == "zh" else (es, ES_SALE)
    letter = text(make(contract=under(law, contract)))
    cited = LAWS[language, law]
    for passage in cited:
        assert passage in letter
    for found in ANY_LAW.findall(letter):
        assert any(found in passage for passage in cited)
    assert ("escritura pública" in letter) == ((language, law) == ("es", "ES"))


@pytest.mark.parametrize("law", ["CN", "RU", "ES"])
def test_a_mexican_letter_cites_no_statute_of_spain(law):
    letter = text(es(contract=replace(MX_SALE, jurisdiction=law), debtor=MX_BUYER), THRICE)
    assert not re.search(r"Ley \d|Código de Comercio|1973|1110|1204|burofax|monitorio", letter)
    assert ("ley española" in letter) == (law == "ES")


@pytest.mark.parametrize("country", ["CO", "PE", "CL", "AR"])
def test_a_letter_to_america_names_spanish_law_without_its_articles(country):
    letter = text(es(debtor=replace(MX_BUYER, country=country)), THRICE)
    assert not re.search(r"Ley \d|Código de Comercio|1973|1110|1204|escritura pública", letter)
    assert "conforme a la ley española, que rige el contrato" in letter


def test_a_mexican_letter_speaks_as_in_mexico():
    letter = text(es(contract=MX_SALE, debtor=MX_BUYER))
    for passage in (
        "RECONOCIMIENTO DE ADEUDO Y COMPROMISO DE PAGO",
        "con INE 0702600000011, en nombre y representación de Empaques Tres Ríos, S. de R.L.",
        "con RFC TMQ200115AB9",
        "| N.º | Nota de remisión↵(n.º y fecha) |",
        "$5,291.50 (CINCO MIL DOSCIENTOS NOVENTA Y UN PESOS 50/100 M.N.), adeudo líquido",
    ):
        assert passage in letter


@pytest.mark.parametrize(
    ("changes", "zh_text", "es_text"),
    [
        ({"penalty_percent": Decimal("0.1"), "penalty_cap_percent": Decimal(10)},
         "按日千分之一计收违约金，总额以该逾期金额的10%为限；",
         "al 0,1 % diario, con el límite del 10 % de la cantidad impagada. El"),
        ({"penalty_percent": Decimal(12), "penalty_per": "year", "penalty_clause": "7.1"},
         "按年利率12%计收违约金（原合同第7.1条）；",
         "pactados en el contrato, al 12 % anual (cláusula 7.1). El"),
        ({"penalty_of_key_rate": Fraction(1, 300), "jurisdiction": "RU"},
         "逐日按俄罗斯联邦中央银行关键利率的1/300计收违约金；",
         "1/300 del tipo de interés clave del Banco de Rusia por cada día de demora. El"),
    ],
)  # fmt: skip
def test_the_penalty_of_the_contract(changes, zh_text, es_text):
    none = {"penalty_percent": None, "penalty_clause": ""}
    assert zh_text in text(zh(contract=replace(ZH_SALE, **{**none, **changes})))
    assert es_text in text(es(contract=replace(ES_SALE, **{**none, **changes})))


@pytest.mark.parametrize(
    ("places", "clause"),
    [
        (
            {"court": "", "arbitration": "宁波仲裁委员会"},
            "按原合同约定的仲裁条款，提交宁波仲裁委员会仲裁。",
        ),
        ({"court": ""}, "按原合同的争议解决条款处理；原合同未约定的，依照法律规定处理。"),
    ],
)
def test_no_court_is_invented(places, clause):
    letter = text(zh(contract=replace(ZH_SALE, **places)))
    assert clause in letter
    assert "法院" not in letter


def test_merged_contracts():
    letter = text(merged(zh, ZH_SALE))
    assert "以下合称“原合同”" in letter
    assert "按原合同约定的标准计收违约金；" in letter
    assert [line for line in rows(letter) if "签订的" in line] == [
        "| 2025年3月18日签订的《工业品买卖合同》（合同编号：QH-2025-07）（违约责任见第9.1条） |",
        "| 2025年3月18日签订的《工业品买卖合同》（合同编号：N-2/2026）（违约责任见第9.1条） |",
    ]
    letter = text(merged(es, ES_SALE))
    assert "los intereses de demora pactados en cada contrato. El" in letter
    assert "| En virtud del contrato de suministro n.º N-2/2026, de 10 de enero de 2025 |" in letter


def test_merged_contracts_have_their_own_sums():
    assert [line for line in rows(text(merged(zh, ZH_SALE))) if line.startswith("| 小计")] == [
        "| 小计 | 322,130.05 | 28,100.00 | 294,030.05 |",
        "| 小计 | 10.00 | 0.00 | 10.00 |",
    ]
    clause = replace(ES_SALE, penalty_percent=Decimal(8), penalty_clause="7.1")
    letter = rows(text(merged(es, clause)))
    assert [line for line in letter if line.startswith("| Subtotal")] == [
        "| Subtotal | 6.292,00 | 1.000,50 | 5.291,50 |",
        "| Subtotal | 10,00 | 0,00 | 10,00 |",
    ]
    assert sum("(intereses de demora: cláusula 7.1) |" in line for line in letter) == 2
    assert not any("Subtotal" in line for line in rows(text(es())))


def test_who_signs_in_chinese():
    company, trader, person = (text(zh(debtor=who)) for who in (ZH_BUYER, ZH_TRADER, ZH_PERSON))
    assert "| 承诺人（盖章）：苏州松石包装有限公司 |" in company
    assert "| 法定代表人或授权代表（签字）： |" in company
    assert "| 经营者或授权代表（签字）： |" in trader
    assert "自我方签字或盖章之日起生效" in trader
    assert "| 签字并捺手印： |" in person
    assert "盖章" not in person.split("== footer")[0]
    for own in (trader, person):
        assert "我公司" not in own
        assert "我方承诺于" in own
    assert "住址：" in person
    for letter in (company, trader, person):
        assert "| 日期：　　　　年　　月　　日 |" in letter
        assert "联系人及电话：" in letter


def test_who_signs_in_spanish():
    trader, person = text(es(debtor=ES_TRADER)), text(es(debtor=ES_PERSON))
    for letter in (trader, person):
        assert "actuando en su propio nombre y derecho" in letter
        assert "Fdo.: Marta Vila Pons" in letter
        assert "Cargo" not in letter
        assert "sello" not in letter
    assert "Marta Vila Pons, con NIF 98710011Z y con domicilio en" in trader
    assert "Marta Vila Pons, con domicilio en" in person
    assert "Documento de identidad n.º ____" in person
    assert "Ley 3/2004" in trader
    assert "Ley 3/2004" not in person  # a consumer: art. 3.2 of that law
    assert "Código de Comercio" not in person


def test_an_unknown_power_leaves_a_line_and_a_warning():
    facts = es(debtor=replace(ES_BUYER, signatory_basis=""))
    letter = text(facts)
    assert "quien manifiesta tener poder bastante y vigente, declara" in letter
    assert "Título del poder (documento, fecha y otorgante): ____" in letter
    assert "Título del poder" not in text(es())
    (warning,) = guarantee_letter(facts, ONCE).warnings
    assert (warning.severity, warning.code) == ("warning", "party.no_power")
    assert str(warning).startswith("parties.csv: row 5, signatory_basis: ")


def test_a_signatory_from_abroad_may_write_the_number_of_his_paper():
    facts = es(debtor=replace(MX_BUYER, signatory_id=""))
    letter = text(facts)
    assert "Íñigo Sanz Ruiz, con documento de identidad n.º ________________, en nombre" in letter
    assert " / Documento de identidad n.º ________________ |" in letter
    (warning,) = guarantee_letter(facts, ONCE).warnings
    assert (warning.severity, warning.code) == ("warning", "party.no_identity_paper")


@pytest.mark.parametrize(
    ("gender", "entry", "honorific", "register"),
    [
        ("m", "Registro Mercantil de Soria", "D. ", ", inscrita en el Registro Mercantil de Soria"),
        ("f", "SO-7", "D.ª ", ", con registro SO-7"),
        ("", "", "", ""),
    ],
)
def test_who_declares_as_spanish_deeds_say_it(gender, entry, honorific, register):
    letter = text(es(debtor=replace(ES_BUYER, signatory_gender=gender, registration_no=entry)))
    assert f"\n{honorific}Íñigo Sanz Ruiz, con DNI n.º 98710022W, en nombre" in letter
    assert f"31500 Tudela (Navarra){register} (en adelante, «la parte deudora»)" in letter


def test_what_a_spanish_reader_cannot_read_is_warned_of():
    who = replace(MX_BUYER, signatory_position="Генеральный директор", signatory_basis="公司章程")
    codes = [problem.code for problem in guarantee_letter(es(debtor=who), ONCE).warnings]
    assert codes == ["party.other_language", "party.other_language"]


@pytest.mark.parametrize("field", ["signatory_name", "signatory_id", "signatory_position"])
def test_a_spanish_company_must_say_who_signs(field):
    with pytest.raises(Refused, match=rf"parties\.csv: row 5, {field}: "):
        guarantee_letter(es(debtor=replace(ES_BUYER, **{field: ""})), ONCE)


def test_a_debt_not_yet_due_is_not_called_due():
    letter = text(es("2026-09-10 shipment factura F-1 10.00"))
    assert "deuda líquida y exigible en los vencimientos indicados." in letter
    assert "| Importe | Pagado" in letter  # the rate of VAT is not known


@pytest.mark.parametrize(
    ("kept", "zh_text", "es_text"),
    [
        (True, "不改变原合同约定的付款期限，也不免除我公司此前", "no modifica los vencimientos"),
        (False, "付款期限的调整不免除我公司此前", "hasta la fecha de este documento siguen siendo"),
    ],
)  # fmt: skip
def test_what_has_accrued_is_never_waived(kept, zh_text, es_text):
    settings = Settings(creditor="x", guarantee_letter={"keeps_original_due_dates": kept})
    assert zh_text in text(zh(settings=settings))
    assert es_text in text(es(settings=settings))


def test_the_date_is_left_to_the_signer_unless_it_was_asked_for():
    assert "En ________________________, a ____ de ________________ de 20____" in text(es())
    assert ", a 15 de septiembre de 2026\n" in text(es(date_is_printed=True))
    assert "| 日期：2026年9月15日 |" in text(zh(date_is_printed=True))


@pytest.mark.parametrize("make", [zh, es])
@pytest.mark.parametrize(("currency", "zh_unit"), [("EUR", "欧元"), ("CNY", "元"), ("RUB", "卢布")])
def test_other_currencies(make, currency, zh_unit):
    contract = replace(ZH_SALE if make is zh else ES_SALE, currency=currency)
    letter = text(make(contract=contract))
    if make is zh:
        assert f"单位：{zh_unit}" in letter
    else:
        unit = "€" if currency == "EUR" else currency
        assert f"(importes en {unit})" in letter
        assert f"5.291,50 {unit} (" in letter


def test_nothing_of_another_language_stands_in_a_letter():
    latin = re.compile(r"[A-Za-z]{3,}")
    cyrillic, han = re.compile("[а-яё]", re.IGNORECASE), re.compile("[\u4e00-\u9fff]")
    for plan in (ONCE, THRICE):
        for law in ("CN", "RU", "ES"):
            letter = text(zh(contract=replace(ZH_SALE, jurisdiction=law)), plan)
            body = letter.split("== body ==")[1].split("== properties ==")[0]
            assert not cyrillic.search(body)
            own = re.sub(rf"‹\w+›|== \S.* ==|{ZH_BUYER.tax_id}", "", body)
            assert latin.findall(own) == []
            letter = text(es(contract=replace(ES_SALE, jurisdiction=law)), plan)
            assert not cyrillic.search(letter)
            assert not han.search(letter)
            assert "None" not in letter


def test_every_page_bears_the_number_and_its_own():
    zh_text, es_text = text(zh()), text(es())
    assert "付款承诺书 GL-2026-0007⇥多页请加盖骑缝章⇥第‹PAGE›页/共‹NUMPAGES›页" in zh_text
    assert "Reconocimiento de deuda GL-2026-0007⇥Firma: ____" in es_text
    assert "Página ‹PAGE› de ‹NUMPAGES›" in es_text


@pytest.mark.slow
@pytest.mark.parametrize(
    ("make", "head", "number", "signed"),
    [
        (zh, "应付款日", "第{n}页/共{n}页", "承诺人（盖章）"),
        (es, "Vence", "Página{n}de{n}", "Fdo.:"),
    ],
)
def test_many_documents_run_over_pages_with_repeated_heads(make, head, number, signed):
    docx, _, wording = filled(make(MANY))
    pdf = make_pdf(docx, source="test", language=wording.lang)
    done = subprocess.run(["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True,
                          check=True)  # fmt: skip
    pages = done.stdout.decode().split("\f")[:-1]
    assert len(pages) >= 2
    assert head in pages[0]
    assert head in pages[1]
    assert all("GL-2026-0007" in page for page in pages)
    assert number.format(n=len(pages)) in pages[-1].replace(" ", "")
    assert signed in pages[-1]
    for n in range(1, 46):
        assert f"F-2026/{n:04}" in done.stdout.decode()


def test_there_is_room_for_the_seal():
    """A round seal needs 60 x 45 mm that no text crosses (zh), the column right of the lines."""
    table = docx.Document(BytesIO(filled(zh())[0])).tables[-1]
    free = [row.cells[-1] for row in table.rows]
    assert all(cell.text == "" for cell in free)
    assert min(cell.width.mm for cell in free) >= 60
    assert sum(row.height.mm for row in table.rows if row.height) >= 45


def test_the_signature_never_stands_alone():
    for make in (zh, es):
        document = docx.Document(BytesIO(filled(make())[0]))
        table = document.tables[-1]
        signed = [p for row in table.rows for cell in row.cells for p in cell.paragraphs]
        assert all(p.style.paragraph_format.keep_with_next for p in signed)
        last = [p for p in document.paragraphs if p.text][-1]
        assert last.paragraph_format.keep_with_next


def test_chinese_is_set_in_chinese_faces_on_a4():
    document = docx.Document(BytesIO(filled(zh())[0]))
    section = document.sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    assert round(section.left_margin.mm) == 28
    xml = document.styles.element.xml
    assert 'w:eastAsia="宋体"' in xml
    assert 'w:eastAsia="黑体"' in xml
    assert 'w:lang w:val="en-US" w:eastAsia="zh-CN"' in xml
    assert 'w:firstLineChars="200"' in xml


def test_a_note_of_delivery_and_the_invoice_for_it_have_columns_of_their_own():
    facts = es("2026-06-15 shipment factura F-1 10.00\n2026-06-16 shipment УПД 57 20.00")
    first, second = facts.entries["sale"]
    first = replace(first, delivery_number="A-9", delivery_date=date(2026, 6, 12))
    letter = text(replace(facts, entries={"sale": [first, second]}))
    assert "| A-9, 12/06/2026 | F-1, 15/06/2026 |" in letter
    assert "| — | Documento universal de entrega (UPD) 57, 16/06/2026 |" in letter


def test_an_entry_without_a_type_is_a_note_of_delivery():
    entry = Entry(
        date=date(2026, 6, 1), contract="sale", kind="shipment", number="7", amount=Decimal(1),
        origin=Origin("ledger.csv", 2),
    )  # fmt: skip
    letter = text(replace(es(""), entries={"sale": [entry]}))
    assert "| 1 | 7, 01/06/2026 | — |" in letter
