"""Chinese wording as letters use it."""

from datetime import date
from decimal import Decimal

import pytest
from babel.dates import format_date
from babel.lists import format_list
from hypothesis import given, settings
from hypothesis import strategies as st

from letters.errors import DataError
from letters.model.contract import Contract
from letters.model.entry import ENTRY_KINDS
from letters.model.party import Party
from letters.model.period import parse_period
from letters.wording import wording_for
from letters.wording.base import PARTY_FORMS
from letters.wording.zh import Chinese, hanzi_date

ZH = Chinese()
CURRENCIES = ["CNY", "RUB", "EUR", "USD", "MXN", "KZT", "BYN"]


def test_it_is_the_wording_of_zh():
    assert wording_for("zh") == ZH
    assert (ZH.language, ZH.lang) == ("zh", "zh-CN")


@pytest.mark.parametrize(
    ("amount", "currency", "money", "words", "label"),
    [
        ("128650", "CNY", "￥128,650.00", "人民币壹拾贰万捌仟陆佰伍拾元整", "元"),
        ("0", "CNY", "￥0.00", "人民币零元整", "元"),
        ("10000", "EUR", "EUR10,000.00", "欧元壹万元整", "欧元"),
        ("101.11", "USD", "USD101.11", "美元壹佰零壹元壹角壹分", "美元"),
        ("1680.32", "RUB", "RUB1,680.32", "俄罗斯卢布壹仟陆佰捌拾元零叁角贰分", "卢布"),
        ("5.5", "BYN", "BYN5.50", "白俄罗斯卢布伍元伍角", "白俄罗斯卢布"),
        ("20", "KZT", "KZT20.00", "坚戈贰拾元整", "坚戈"),
        ("0.07", "MXN", "MXN0.07", "墨西哥比索柒分", "墨西哥比索"),
    ],
)
def test_money(amount, currency, money, words, label):
    exact = Decimal(amount)
    assert ZH.money(exact, currency) == money
    assert ZH.amount_in_words(exact, currency) == words
    assert ZH.money_with_words(exact, currency) == f"{words}（{money}）"
    assert ZH.currency_label(currency) == label


def test_the_sign_of_the_yuan_is_the_full_width_one():
    assert ZH.money(Decimal(1), "CNY")[0] == "\uffe5"
    assert ZH.money(Decimal(1), "CNY").encode("gbk")


def test_a_negative_amount_has_digits_and_no_words():
    assert ZH.number(Decimal(-9200), "CNY") == "-9,200.00"
    assert ZH.money(Decimal(-9200), "CNY") == "-￥9,200.00"
    with pytest.raises(DataError, match="negative"):
        ZH.money_with_words(Decimal(-9200), "CNY")


@pytest.mark.parametrize("say", [ZH.number, ZH.money, ZH.amount_in_words, ZH.money_with_words])
def test_what_is_no_amount(say):
    with pytest.raises(TypeError):
        say(0.5, "CNY")
    with pytest.raises(DataError, match="decimals"):
        say(Decimal("0.285"), "CNY")
    with pytest.raises(DataError, match="“XAU”"):
        say(Decimal(1), "XAU")


def test_words_are_read_only_in_their_currency():
    assert ZH.parse_amount_in_words("壹佰圆整", "CNY") == 100
    assert ZH.parse_amount_in_words("人民币壹佰元整", "CNY") == 100
    for text, currency in (("壹佰元整", "EUR"), ("美元壹佰元整", "EUR"), ("美元壹佰元整", "CNY")):
        with pytest.raises(DataError):
            ZH.parse_amount_in_words(text, currency)


@settings(max_examples=200, deadline=None)
@given(st.integers(1, 10**14), st.sampled_from(CURRENCIES))
def test_words_read_back(fen, currency):
    amount = Decimal(fen).scaleb(-2)
    assert ZH.parse_amount_in_words(ZH.amount_in_words(amount, currency), currency) == amount


@pytest.mark.parametrize(
    ("value", "text"),
    [("0.05", "0.05%"), ("4.50", "4.5%"), ("3.00", "3%"), ("10", "10%"), ("0", "0%")],
)
def test_percent(value, text):
    assert ZH.percent(Decimal(value)) == text


def test_dates():
    day = date(2026, 11, 5)
    assert ZH.date_short(day) == "2026-11-05"
    assert ZH.date_long(day) == ZH.date_formal(day) == "2026年11月5日"


@settings(max_examples=100, deadline=None)
@given(st.dates(date(1990, 1, 1), date(2099, 12, 31)))
def test_long_dates_are_those_of_cldr(day):
    assert ZH.date_long(day) == format_date(day, "long", locale="zh_CN")


@pytest.mark.parametrize(
    ("day", "text"),
    [
        (date(2026, 11, 21), "二〇二六年十一月二十一日"),
        (date(2030, 10, 30), "二〇三〇年十月三十日"),
        (date(2000, 1, 10), "二〇〇〇年一月十日"),
        (date(2027, 2, 20), "二〇二七年二月二十日"),
    ],
)
def test_dates_without_digits(day, text):
    assert hanzi_date(day) == text
    assert "\u3007" in text


def test_period():
    assert ZH.period(parse_period("2026-Q3")) == "2026年7月1日至2026年9月30日"


@pytest.mark.parametrize("items", [["甲"], ["甲", "乙"], ["甲", "乙", "丙"]])
def test_lists_are_those_of_cldr(items):
    assert ZH.join(items) == format_list(items, locale="zh_CN")


def test_an_empty_list_says_nothing():
    assert ZH.join([]) == ""


def test_nouns_do_not_change():
    assert [ZH.plural(n, "张") for n in (0, 1, 2)] == ["张", "张", "张"]


def test_a_name_stays_what_the_seal_says():
    assert ZH.party_name("中铁(上海)担保有限公司 ") == "中铁(上海)担保有限公司"


def test_contracts():
    first = contract(number="HC-01", title="工业品买卖合同")
    assert ZH.contract_phrase([first]) == "2026年1月10日签订的《工业品买卖合同》（合同编号：HC-01）"
    assert ZH.contract_phrase([first, contract(number="15/П", title="《供货合同》")]) == (
        "2026年1月10日签订的《工业品买卖合同》（合同编号：HC-01）和"
        "2026年1月10日签订的《供货合同》（合同编号：15/П）"
    )
    assert ZH.contract_phrase([contract(number="7")]) == "2026年1月10日签订的合同（合同编号：7）"


def contract(**facts):
    facts = {"title": "", "date": date(2026, 1, 10), **facts}
    return Contract(id="c", debtor="d", creditor="k", currency="CNY", jurisdiction="CN", **facts)


def test_a_party():
    forms = ZH.party_forms(
        Party(
            id="d",
            name="东莞海川五金有限公司",
            country="CN",
            tax_id="91110000600037341L",
            phone="0769-1234",
            bank_name="中国工商银行东莞分行",
            bank_account="2010 0212 3456",
            bank_code="102100099996",
            signatory_name="王伟",
            signatory_position="总经理",
        )
    )
    assert set(forms.fields) == set(PARTY_FORMS)
    assert forms.warnings == ()
    assert forms.fields["tax_id"] == "统一社会信用代码：91110000600037341L"
    assert forms.fields["contacts"] == "电话：0769-1234"
    assert forms.fields["bank"] == (
        "户名：东莞海川五金有限公司，开户行：中国工商银行东莞分行，"
        "账号：2010 0212 3456，行号：102100099996"
    )
    assert (forms.fields["signatory_short"], forms.fields["position"]) == ("王伟", "总经理")
    assert forms.fields["address"] == forms.fields["salutation"] == ""


def test_a_russian_party_keeps_the_names_of_its_numbers():
    party = Party(
        id="k",
        name="ООО «Север»",
        country="RU",
        tax_id="7707083893",
        kpp="770701001",
        registration_no="1027700132195",
        bank_account="40702810200000000001",
        bank_code="044525225",
    )
    fields = ZH.party_forms(party).fields
    assert fields["ids"] == (
        "纳税人识别号（ИНН）：7707083893，税务登记原因代码（КПП）：770701001，"
        "登记号（ОГРН）：1027700132195"
    )
    assert fields["bank"] == (
        "户名：ООО «Север»，账号：40702810200000000001，银行代码（БИК）：044525225"
    )


def test_kinds_have_titles():
    titles = [ZH.kind_title(k) for k in ("guarantee_letter", "reconciliation_act", "demand_letter")]
    assert titles == ["付款承诺书", "对账函", "催款函"]


def test_document_captions():
    assert ZH.document_type("发货单", "shipment") == "发货单"
    assert ZH.document_type("ТОРГ-12", "shipment") == "送货单（ТОРГ-12）"
    assert ZH.document_type("albarán", "shipment") == "送货单"
    nouns = ["送货单", "收款", "退货", "抵账", "调整", "退款", "期初余额"]
    assert [ZH.document_type("", kind) for kind in ENTRY_KINDS] == nouns


@pytest.mark.parametrize(
    ("rate", "said"),
    [
        ("0.05", "日万分之五"),
        ("0.1", "日千分之一"),
        ("0.15", "日万分之十五"),
        ("0.3", "日千分之三"),
        ("1.0", "日百分之一"),
        ("0.0175", "每日0.0175%"),
        ("0", "每日0%"),
    ],
)
def test_a_rate_per_day_in_parts(rate, said):
    assert ZH.daily_rate(Decimal(rate)) == said


@pytest.mark.parametrize(
    ("kind", "we", "you"),
    [
        ("company", "我公司", "贵公司"),
        ("public_body", "我单位", "贵单位"),
        ("sole_trader", "我方", "贵方"),
        ("person", "我方", "贵方"),
    ],
)
def test_how_a_party_speaks_of_itself(kind, we, you):
    fields = ZH.party_forms(Party(id="p", name="P", kind=kind)).fields
    assert (fields["we"], fields["you"]) == (we, you)


def test_a_commitment_is_linted_as_such_and_another_letter_is_not():
    clauses = ["我公司为该债务提供担保。"]
    assert "commitment.guarantee" in {f.code for f in ZH.lint("guarantee_letter", clauses)}
    assert ZH.lint("demand_letter", clauses) == []
