"""The Russian wording through its interface; Babel as an oracle for digits and dates."""

from datetime import date
from decimal import Decimal

import pytest
from babel.dates import format_date
from babel.numbers import format_decimal
from hypothesis import given, settings
from hypothesis import strategies as st

from letters.errors import DataError, RenderingError
from letters.model.entry import ENTRY_KINDS
from letters.model.period import Period, parse_period
from letters.wording import ru_numbers, wording_for
from letters.wording.ru import Russian

RU = Russian()
AMOUNTS = st.integers(-(10**17) + 1, 10**17 - 1).map(lambda cents: Decimal(cents).scaleb(-2))


def shown(text):
    return text.replace("\u00a0", "~")


def test_it_is_the_wording_of_russian():
    assert wording_for("ru") == RU
    assert (RU.language, RU.lang) == ("ru", "ru-RU")


@settings(max_examples=200, deadline=None)
@given(AMOUNTS)
def test_digits_are_those_of_babel(amount):
    assert RU.number(amount, "RUB") == format_decimal(amount, "#,##0.00", locale="ru")


@settings(max_examples=100, deadline=None)
@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 12, 31)))
def test_dates_are_those_of_babel(day):
    # Babel puts U+202F before «г.», which fonts and Word do not like
    long = format_date(day, "long", locale="ru").replace("\u202f", " ")
    assert RU.date_long(day).replace("\u00a0", " ") == long
    formal = format_date(day, "«dd» MMMM y г.", locale="ru")
    assert RU.date_formal(day).replace("\u00a0", " ") == formal
    assert RU.date_short(day) == format_date(day, "dd.MM.y", locale="ru")


def test_dates_do_not_break():
    day = date(2026, 11, 21)
    assert shown(RU.date_long(day)) == "21~ноября~2026~г."
    assert shown(RU.date_formal(day)) == "«21»~ноября~2026~г."
    assert shown(RU.date_formal(date(2026, 11, 1))) == "«01»~ноября~2026~г."
    assert RU.date_short(day) == "21.11.2026"


@pytest.mark.parametrize(
    ("amount", "currency", "money"),
    [
        ("1234567.50", "RUB", "1~234~567,50~руб."),
        ("0.01", "RUB", "0,01~руб."),
        ("-999", "RUB", "-999,00~руб."),
        ("1000", "CNY", "1~000,00~юаней"),
        ("1000", "EUR", "1~000,00~евро"),
        ("1000", "USD", "1~000,00~долл.~США"),
        ("1000", "MXN", "1~000,00~мекс.~песо"),
        ("1000", "KZT", "1~000,00~тенге"),
        ("1000", "BYN", "1~000,00~бел.~руб."),
    ],
)
def test_money(amount, currency, money):
    assert shown(RU.money(Decimal(amount), currency)) == money


def test_money_with_words_is_one_figure_said_twice():
    assert shown(RU.money_with_words(Decimal("487650.4"), "RUB")) == (
        "487~650,40~руб. (Четыреста восемьдесят семь тысяч шестьсот пятьдесят рублей 40~копеек)"
    )


@settings(max_examples=100, deadline=None)
@given(AMOUNTS.map(abs), st.sampled_from(sorted(ru_numbers.CURRENCIES)))
def test_words_and_digits_agree(amount, currency):
    words = RU.amount_in_words(amount, currency)
    assert RU.parse_amount_in_words(words, currency) == amount
    assert words[0].isupper()
    assert words.replace("\u00a0", " ").split(" ")[-2] == f"{amount:.2f}"[-2:]


def test_words_that_do_not_say_the_digits_never_leave(monkeypatch):
    monkeypatch.setattr(ru_numbers, "amount_in_words", lambda *_: "Один рубль 00 копеек")
    with pytest.raises(RenderingError, match="does not say 2"):
        RU.money_with_words(Decimal(2), "RUB")


def test_what_is_not_an_amount():
    for say in (RU.number, RU.money, RU.amount_in_words, RU.money_with_words):
        with pytest.raises(TypeError):
            say(1.5, "RUB")
        with pytest.raises(DataError):
            say(Decimal("1.001"), "RUB")
        with pytest.raises(DataError, match="XAU"):
            say(Decimal(1), "XAU")
    with pytest.raises(DataError):
        RU.money_with_words(Decimal(-1), "RUB")


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("0.1", "0,1~%"), ("0.10", "0,1~%"), ("15.50", "15,5~%"), ("16.00", "16~%"),
        ("100", "100~%"), ("0.05", "0,05~%"), ("1E+1", "10~%"), ("0", "0~%"),
    ],
)  # fmt: skip
def test_percent(value, text):
    assert shown(RU.percent(Decimal(value))) == text
    with pytest.raises(TypeError):
        RU.percent(float(value))


@pytest.mark.parametrize(
    ("period", "text"),
    [
        ("2026-Q3", "3~квартал 2026~г."),
        ("2026-Q1", "1~квартал 2026~г."),
        ("2026-09", "сентябрь 2026~г."),
        ("2024-02", "февраль 2024~г."),
        ("2026-12", "декабрь 2026~г."),
        ("2026", "2026~г."),
        ("2026-07-01..2026-09-30", "3~квартал 2026~г."),
        ("2026-07-01..2026-09-15", "01.07.2026~– 15.09.2026"),
        ("2026-08-01..2026-10-31", "01.08.2026~– 31.10.2026"),  # three months, no quarter
        ("2026-01-01..2026-06-30", "01.01.2026~– 30.06.2026"),
        ("2025-10-01..2026-03-31", "01.10.2025~– 31.03.2026"),
        ("2026-09-15..2026-09-15", "15.09.2026"),
    ],
)
def test_periods(period, text):
    assert shown(RU.period(parse_period(period))) == text


def test_the_last_period_of_the_calendar():
    assert shown(RU.period(Period(date(9999, 12, 1), date.max))) == "01.12.9999~– 31.12.9999"


def test_lists():
    assert [RU.join(list("абв"[:count])) for count in range(4)] == ["", "а", "а и б", "а, б и в"]


def test_plurals():
    assert [RU.plural(n, "документ", "документа", "документов") for n in (1, 3, 11, 21)] == [
        "документ", "документа", "документов", "документ",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "kind", "caption"),
    [
        ("УПД", "shipment", "УПД"),
        ("ТОРГ-12", "shipment", "ТОРГ-12"),
        ("счёт-фактура", "shipment", "счёт-фактура"),
        ("送货单", "shipment", "Накладная"),
        ("albarán", "shipment", "Накладная"),
        ("", "payment", "Оплата"),
    ],
)
def test_captions_of_documents(text, kind, caption):
    assert RU.document_type(text, kind) == caption


def test_every_kind_of_entry_and_letter_has_its_noun():
    assert all(RU.document_type("", kind) for kind in ENTRY_KINDS)
    kinds = ("guarantee_letter", "reconciliation_act", "demand_letter")
    assert [RU.kind_title(kind) for kind in kinds] == [
        "Гарантийное письмо",
        "Акт сверки",
        "Претензия",
    ]


def test_a_party_is_named_as_papers_name_it():
    assert shown(RU.party_name('ООО "Северное молоко"')) == "ООО~«Северное молоко»"


def test_a_rate_per_day():
    assert shown(RU.daily_rate(Decimal("0.10"))) == "0,1~% в~день"
