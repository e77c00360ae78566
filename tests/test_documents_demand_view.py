"""What a demand says on paper, in three languages and by three laws: filled Word files as text."""

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from demands import (
    ES_E12,
    PLAIN,
    RU_E3,
    RU_E6,
    ZH_E1,
    ZH_E3,
    cn,
    earlier,
    options,
    ru,
    spain,
    text,
    view,
)
from interest_cases import SHIPPED, rate_table
from letters.documents.demand_annexes import ANNEX
from letters.documents.demand_letter import demand_letter
from letters.documents.demand_view import FIELDS
from letters.documents.fields import Fields
from letters.errors import DataError
from letters.model.settings import Settings
from letters_zh_es import ES_BUYER, ES_SELLER, ES_TRADER, MX_BUYER, ZH_PERSON, ZH_SELLER
from parties import SELLER, SUPPLY, TRADER, ledger

NOT_DUE = "2026-07-20 shipment УПД 240 100000.00\n"
KEY_RATE = {**PLAIN, "penalty_of_key_rate": Fraction(1, 300), "penalty_clause": "7.3"}
YEARLY = {"penalty_percent": Decimal(12), "penalty_per": "year", "penalty_clause": "7.1"}
INTEREST_FIRST = Settings(creditor="x", law={"ES": {"payments": "interest_first"}})
LATE = (
    "2026-01-09 shipment {} 9 1000.00 due=2026-02-09\n2026-03-01 payment {} 1 1000.00 settles=9\n"
)
LAW_FIRM = {
    "name": "浙江澜序律师事务所", "lawyer": "沈知远", "licence": "13302201510300017",
    "address": "宁波市江北区澜序路20号", "phone": "+86 574 0100 2040",
}  # fmt: skip
FLOATING = Settings(creditor="x", law={"CN": {"statutory": "lpr_floating"}})
FIRM = Settings(creditor="x", law_firm=LAW_FIRM)
AGENT = replace(
    SELLER,
    signatory_position="Юрисконсульт",
    signatory_basis="доверенность № 14 от 12.01.2026",
)
OLD_DEBT = "2021-12-15 shipment УПД 7 500000.00 due=2022-02-15"
PAID = ES_E12.strip() + "\n2026-08-15 payment transferencia T-9 1000.00"
HISTORY = {
    "supply": (
        *earlier("reconciliation_act", "RA-2026-0002", "2026-03-31", signed="2026-04-10")["supply"],
        *earlier("demand_letter", "DL-2026-0001", "2026-04-20")["supply"],
    )
}


def merged():
    other = replace(SUPPLY, id="other", number="16/П", penalty_percent=Decimal("0.05"))
    facts = ru()
    more = ledger("2026-03-01 shipment УПД 7 1000.00", "other")
    return replace(
        facts,
        contracts=(facts.contracts[0], other),
        entries={**facts.entries, "other": more},
    )


def court(facts, name):
    contracts = tuple(replace(item, court=name, arbitration="") for item in facts.contracts)
    return replace(facts, contracts=contracts)


LETTERS = {
    "ru.penalty-at-its-cap": lambda: text(ru(RU_E6 + NOT_DUE)),
    "ru.key-rate-and-history": lambda: text(
        court(ru(RU_E3, as_of="2026-05-21", terms=PLAIN), "Арбитражный суд города Москвы"),
        earlier=HISTORY,
    ),
    "ru.part-of-the-key-rate": lambda: text(ru(RU_E3, as_of="2026-05-21", terms=KEY_RATE)),
    "ru.moratorium": lambda: text(ru(OLD_DEBT, as_of="2022-12-31", terms=PLAIN)),
    "ru.merged": lambda: text(merged()),
    "ru.agent-and-sheets": lambda: text(
        ru(
            "2026-02-12 shipment УПД 201 487650.40 due=2026-03-16 sheets=2 note=ТН-9/2026-02-13\n"
            "2026-03-01 shipment УПД 210 1000.00 due=2026-03-31 sheets=1\n"
            "2026-05-05 payment п/п 77 150000.00 settles=201 sheets=1",
            terms={"sheets": 5},
            creditor=AGENT,
        ),
        earlier=HISTORY,
    ),
    "ru.sole-trader": lambda: text(ru(debtor=TRADER)),
    "ru.law-es": lambda: text(spain(language="ru")),
    "ru.law-cn": lambda: text(cn(ZH_E3, terms=PLAIN, language="ru", creditor=SELLER)),
    "es.company": lambda: text(spain()),
    "es.public-body": lambda: text(spain(debtor=replace(ES_BUYER, kind="public_body"))),
    "es.sole-trader-penalty": lambda: text(spain(debtor=ES_TRADER, terms=YEARLY)),
    "es.interest-first": lambda: text(spain(PAID, settings=INTEREST_FIRST)),
    "es.law-ru": lambda: text(ru(RU_E3, as_of="2026-05-21", terms=PLAIN, language="es")),
    "es.law-cn": lambda: text(cn(language="es", creditor=ES_SELLER)),
    "es_MX.penalty": lambda: text(spain(debtor=MX_BUYER, terms={**YEARLY, "currency": "MXN"})),
    "zh.final": lambda: text(cn()),
    "zh.final-after-first": lambda: text(
        cn(), earlier=earlier("demand_letter", "CK-2026-0001", "2026-09-01", contract="sale")
    ),
    "zh.lawyer": lambda: text(cn(settings=FIRM, terms={"sheets": 6}), level="lawyer"),
    "zh.reminder": lambda: text(cn(as_of="2026-07-07"), level="first"),
    "zh.first": lambda: text(cn(), level="first"),
    "zh.second-statutory": lambda: text(
        cn(ZH_E3, terms=PLAIN), level="second", first_letter_date=date(2026, 10, 1)
    ),
    "zh.two-rates": lambda: text(cn(f"{ZH_E1}\n{ZH_E3}", terms=PLAIN)),
    "zh.person-arbitration": lambda: text(
        cn(debtor=ZH_PERSON, terms={"court": "", "arbitration": "宁波仲裁委员会"})
    ),
    "zh.law-ru": lambda: text(
        ru(RU_E3, as_of="2026-05-21", terms=PLAIN, language="zh", creditor=ZH_SELLER)
    ),
    "zh.law-es": lambda: text(spain(language="zh")),
}
FORMS = {  # what may not stand in a letter under another law
    "ru": ("ГК РФ", "Гражданского кодекса Российской"),
    "cn": ("中华人民共和国民法典", "审理买卖合同"),
    "es": ("artículo 1973", "Ley 3/2004", "Orgánica 1/2025"),
}


@pytest.mark.parametrize("name", LETTERS)
def test_the_demand_as_reviewed(name, golden):
    golden(f"demand_letter/{name}.txt", LETTERS[name]())


@pytest.mark.parametrize("name", LETTERS)
def test_a_finished_demand_has_no_hole_and_no_note_of_ours(name):
    said = LETTERS[name]()
    assert "(?)" not in said
    assert not re.search(r"None|\{|\(\)|（）|«»|, ,|\.\.|；；|，，| ,", said)


@pytest.mark.parametrize(
    ("name", "foreign"),
    [
        ("ru.law-es", "ru"), ("ru.law-cn", "ru"), ("es.law-ru", "es"), ("es.law-cn", "es"),
        ("zh.law-ru", "cn"), ("zh.law-es", "cn"),
    ],
)  # fmt: skip
def test_statutes_of_another_law_are_not_cited(name, foreign):
    said = LETTERS[name]()
    assert [words for words in FORMS[foreign] if words in said] == []


@pytest.mark.parametrize("facts", [ru(RU_E6 + NOT_DUE), ru(RU_E3, terms=PLAIN), cn(), spain()])
def test_the_view_has_exactly_the_declared_fields(facts):
    made = Fields.of(view(facts), FIELDS.mandatory)
    assert made.scalars == FIELDS.scalars
    assert made.flags == FIELDS.flags
    assert {name: fields for name, fields in made.lists.items() if fields} == {
        name: fields for name, fields in FIELDS.lists.items() if made.lists[name]
    }
    assert made.lists.keys() == FIELDS.lists.keys()


@pytest.mark.parametrize("facts", [ru(RU_E3, as_of="2026-05-21", terms=PLAIN), cn(), spain(PAID)])
def test_every_amount_of_the_figures_is_in_the_letter(facts):
    made = demand_letter(facts, options())
    said = text(facts).replace(" ", "").replace(".", "").replace(",", "")
    amounts = [row.amount for row in made.accrual.rows]
    amounts += [row.outstanding for row in made.documents]
    amounts += [made.principal, made.accrual.total, made.total]
    assert [amount for amount in amounts if str(amount).replace(".", "") not in said] == []


def test_nothing_accrues_further_at_the_cap_and_the_letter_does_not_say_so():
    assert "по день фактической оплаты в том же порядке" not in text(ru())
    assert "с 22 мая 2026 г. по день фактической оплаты" in text(
        ru(RU_E3, as_of="2026-05-21", terms=PLAIN)
    )


def test_the_invitation_to_negotiate_is_for_private_debtors_under_spanish_law():
    invitation = "Ley Orgánica 1/2025"
    assert invitation in text(spain())
    assert invitation not in text(spain(debtor=replace(ES_BUYER, kind="public_body")))
    assert invitation not in LETTERS["es.law-ru"]()


@pytest.mark.parametrize(
    ("letter", "invitation"),
    [
        ("es_MX.penalty", "les invitamos expresamente a iniciar una negociación directa"),
        ("ru.law-es", "предлагаем начать прямые переговоры"),
        ("zh.law-es", "第1/2025号组织法"),
    ],
)
def test_spanish_law_asks_for_the_invitation_in_every_language(letter, invitation):
    assert invitation in LETTERS[letter]()


@pytest.mark.parametrize(
    ("letter", "source"),
    [
        ("es.law-ru", "Tipo: el básico del Banco de Rusia"),
        ("ru.law-es", "опубликованная в Официальном бюллетене Испании (BOE)"),
        ("ru.law-cn", "Ставка — годовая ставка первоклассным заёмщикам (LPR)"),
        ("zh.law-ru", "利率：俄罗斯联邦中央银行公布的各期间适用的关键利率"),
        ("zh.law-es", "以西班牙《国家官方公报》（BOE）公布的数值为准"),
    ],
)
def test_the_calculation_names_who_published_its_rates_under_a_foreign_law(letter, source):
    assert source in LETTERS[letter]()


def test_a_continued_rate_is_told():
    short = rate_table("ru_key_rate", "2013-09-13 16.00", through="2026-04-30")
    facts = ru(RU_E3, as_of="2026-05-21", terms=PLAIN)
    asked = {"rates": {**SHIPPED, "ru_key_rate": short}, "assume_last_rate": True}
    letter = demand_letter(facts, replace(options(), **asked))
    assert letter.accrual.assumed_from == date(2026, 5, 1)


@pytest.mark.parametrize(
    ("facts", "told"),
    [
        (ru(RU_E3, as_of="2027-02-01", terms=PLAIN), "С 26 октября 2026 г. применена последняя"),
        (
            cn(as_of="2027-02-01", terms=PLAIN, settings=FLOATING),
            "自2026年10月20日起暂按计算时已知的最近一期利率计算",
        ),
        (
            spain(as_of="2027-02-01"),
            "Desde el 1 de enero de 2027 se aplica el último tipo conocido",
        ),
    ],
)
def test_every_language_says_from_when_a_rate_is_assumed(facts, told):
    assert told in text(facts, assume_last_rate=True)
    assert demand_letter(facts, options(assume_last_rate=True)).as_json()["accrual"]["assumed_from"]
    with pytest.raises(DataError, match="has no rate for"):
        text(facts)


def test_the_boe_number_stands_beside_its_rate_and_nothing_else_of_the_source():
    assert "| 10,40 % | BOE-A-2026-14327 |" in text(spain())
    assert {row["source"] for row in view(ru(RU_E3, terms=PLAIN))["calculation"]} == {""}


def kinds(facts, **asked):
    """The list of annexes, as `2 contract 5`: number, what it is, sheets."""
    return [
        " ".join(
            [row["no"], *(name for name in ANNEX if row[name] and name not in _NO_KIND)]
            + ([row["sheets"]] if row["sheets"] else [])
        )
        for row in view(facts, **asked)["annexes"]
    ]


_NO_KIND = {"no", "number", "sheets", "follows"}


def test_annexes_are_numbered_and_counted_where_every_copy_is_known():
    delivered = "2026-02-12 shipment УПД 201 487650.40 due=2026-03-16 sheets=2\n"
    paid = "2026-05-05 payment п/п 77 150000.00 settles=201 sheets=1\n"
    more = "2026-03-01 shipment УПД 210 1000.00 due=2026-03-31\n"
    facts = ru(delivered + paid, terms={"sheets": 5}, creditor=AGENT)
    assert kinds(facts, earlier=HISTORY) == [
        "1 calculation", "2 contract 5", "3 documents 2", "4 payments 1", "5 acknowledgements",
        "6 demands", "7 power",
    ]  # fmt: skip
    # One copy without its number of sheets, and the sum would be a guess.
    assert kinds(ru(delivered + paid + more))[2:] == ["3 documents", "4 payments 1"]
    assert kinds(cn(), level="first") == ["1 debts", "2 contract", "3 documents"]
    assert kinds(spain())[1] == "2 calculation"  # the letter calls it anexo 2


@pytest.mark.parametrize(
    ("basis", "shown"),
    [
        ("Устав", False),
        ("Доверенность № 5 от 01.02.2026", True),
        ("2026年1月5日授权委托书", True),
        ("公司章程", False),
        ("escritura de nombramiento n.º 845", False),
        ("escritura de poder n.º 1502", True),
        ("Poder notarial", True),
        ("", False),
    ],
)
def test_who_signs_by_a_power_of_attorney_shows_it(basis, shown):
    assert view(ru(creditor=replace(SELLER, signatory_basis=basis)))["creditor_by_power"] == shown


@pytest.mark.parametrize(
    ("as_of", "asked", "title"),
    [
        ("2026-07-07", {"level": "first"}, "付款提醒函"),
        ("2026-07-08", {"level": "first"}, "催款函"),
        (
            "2026-07-08",
            {"level": "second", "first_letter_date": date(2026, 7, 1)},
            "催款函（第二次）",
        ),
        ("2026-07-08", {"level": "final"}, "催款函"),
        ("2026-07-08", {"level": "final", "first_letter_date": date(2026, 7, 1)}, "最后催款通知"),
        ("2026-07-08", {"level": "lawyer"}, "律师函"),
    ],
)
def test_the_chinese_ladder(as_of, asked, title):
    assert f"\n{title}\n" in text(cn(as_of=as_of, settings=FIRM), **asked)


def test_in_a_lawyers_letter_the_firm_speaks_for_its_client():
    said = text(cn(settings=FIRM), level="lawyer")
    assert "我公司" not in said
    assert "浙江澜序律师事务所（盖章）" in said
    assert f"{ZH_SELLER.name}（盖章）" not in said


@pytest.mark.parametrize(
    ("facts", "told"),
    [
        (
            ru(LATE.format("УПД", "п/п") + RU_E6.strip()),
            "за просрочку документов, оплаченных к этому дню (УПД 9)",
        ),
        (cn(LATE.format("送货单", "收款") + ZH_E1), "其中包括此前逾期付清的送货单 9，计算见附表二"),
        (
            ru(LATE.format("factura", "t") + RU_E6.strip(), language="es"),
            "que comprende también los documentos pagados con retraso (factura 9)",
        ),
    ],
)
def test_a_document_paid_late_is_named_where_its_cost_is_claimed(facts, told):
    assert told in text(facts)


def test_the_first_chinese_letter_threatens_nothing():
    said = text(cn(), level="first")
    assert "如已付款，请忽略本函" in said
    assert not re.search("违约金为|提起诉讼|民法典", said)


def test_numbers_of_chapters_follow_each_other_without_costs_and_invitation():
    said = text(spain(debtor=replace(ES_BUYER, kind="public_body"), terms=YEARLY))
    assert re.findall(r"^([IVX]+)\. ", said, re.MULTILINE) == ["I", "II", "III", "IV", "V", "VI"]
