"""Amounts, percents and fractions in all their spellings; 1.234 is never guessed at."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from letters.reading.cells import Fault
from letters.reading.locales import LOCALES, UNDECLARED, find_locale
from letters.reading.numbers import (
    currencies_of,
    days_of,
    fraction_of,
    percent_of,
    read_amount_column,
    read_amounts,
)


def code_or_text(value):
    return value.code if isinstance(value, Fault) else str(value)


def read(cell, locale="", *others):
    known = read_amounts([cell, *others], LOCALES.get(locale, UNDECLARED))
    return code_or_text(known[cell])


@pytest.mark.parametrize(
    ("cell", "amount"),
    [
        ("1234.50", "1234.50"),
        ("1 234,50", "1234.50"),
        ("1\u00a0234,50", "1234.50"),
        ("1\u202f234\u2009567,5", "1234567.5"),
        ("1.234,50", "1234.50"),
        ("1,234.50", "1234.50"),
        ("1.234.567", "1234567"),
        ("12 345", "12345"),
        ("-5", "-5"),
        ("\u22127,10", "-7.10"),
        ("7,10-", "-7.10"),
        ("(1,234.00)", "-1234.00"),
        ("0.125", "0.125"),  # a group never begins with zero
        ("12345,678", "12345.678"),
        ("１，２３４．５０元", "1234.50"),
        ("￥1,234.00", "1234.00"),
        ("1 234,50 руб.", "1234.50"),
        ("-5 €", "-5"),
        ("USD 5", "5"),
        (Decimal("1234.5"), "1234.5"),
        ("1.234", "amount.ambiguous"),
        ("1,234", "amount.ambiguous"),
        ("-1.234", "amount.ambiguous"),
        ("1 2345", "amount.unreadable"),
        ("12 34 567", "amount.unreadable"),
        ("1,23,456", "amount.unreadable"),
        ("1.2.3", "amount.unreadable"),
        ("1.234,50,1", "amount.unreadable"),
        ("--5", "amount.unreadable"),
        ("(5-)", "amount.unreadable"),
        ("(5", "amount.unreadable"),
        ("12.", "amount.unreadable"),
        ("1_000", "amount.unreadable"),
        ("1e5", "amount.unreadable"),
        ("NaN", "amount.unreadable"),
        ("5 кг", "amount.unreadable"),
        ("5 % ", "amount.unreadable"),
        ("₽5 €", "amount.unreadable"),
        (date(2026, 1, 2), "amount.unreadable"),
        (1234.5600000000001, "amount.float"),
        ("#N/A", "cell.error"),
    ],
)
def test_one_cell_alone(cell, amount):
    assert read(cell) == amount


@pytest.mark.parametrize(
    ("cell", "locale", "others", "amount"),
    [
        ("1.234", "es", [], "1234"),
        ("1.234", "es_MX", [], "1.234"),
        ("1,234", "zh", [], "1234"),
        ("1,234", "ru", [], "1.234"),
        ("1.234", "ru", [], "amount.ambiguous"),  # Russian uses the point for neither
        ("1.234", "", ["12.50"], "1.234"),
        ("1.234", "", ["12,50"], "1234"),
        ("1.234", "", ["7.654.321"], "1234"),
        ("1,234", "", ["1,234.50"], "1234"),
        ("1.234", "", ["5", "100000"], "amount.ambiguous"),
        ("1.234", "", ["12.50", "12,50"], "amount.ambiguous"),  # the column contradicts itself
        ("1.234", "es", ["12.50"], "amount.ambiguous"),  # and here the declared locale
    ],
)
def test_a_thousand_or_one_and_a_bit(cell, locale, others, amount):
    assert read(cell, locale, *others) == amount


def test_a_column_of_canonical_amounts_reads_like_its_cells():
    cells = ["100.00", "-5", "7.5"]
    assert list(read_amount_column(cells, UNDECLARED).values) == list(map(Decimal, cells))


@pytest.mark.parametrize("cells", [["5", ""], ["", "5"], ["5", "1,50", "2 000"], ["5", Decimal(7)]])
def test_any_other_column_is_read_cell_by_cell(cells):
    column = read_amount_column(cells, UNDECLARED)
    assert [value is None for value in column.values] == [cell == "" for cell in cells]
    assert list(column.empty) == [i for i, cell in enumerate(cells) if cell == ""]


@given(
    st.decimals(min_value=-(10**12), max_value=10**12, places=2),
    st.sampled_from(["ru", "es", "es_MX", "zh", "en_US"]),
)
def test_every_amount_of_a_locale_is_read_back(amount, locale):
    symbols = LOCALES[locale]
    text = f"{amount:,.2f}".translate({44: symbols.group or "\u00a0", 46: symbols.decimal})
    for declared in (locale, ""):
        assert read(text, declared) == str(amount + 0)


@given(st.text(max_size=20))
def test_any_text_is_an_amount_or_a_fault(text):
    if text.strip():
        assert isinstance(read_amounts([text], UNDECLARED)[text], Decimal | Fault)


@pytest.mark.parametrize(
    ("cell", "currencies"),
    [("5 руб.", {"RUB"}), ("¥5", {"CNY", "JPY"}), ("EUR 5", {"EUR"}), ("5", set()), ("x", set())],
)
def test_a_mark_says_which_currency_it_may_be(cell, currencies):
    assert currencies_of(cell) == currencies


@pytest.mark.parametrize(
    ("cell", "percent"),
    [
        ("0,1 %", "0.1"),
        ("22%", "22"),
        ("0.05", "0.05"),
        ("1,125", "1.125"),  # no percentage is a thousand: the comma is decimal
        (Decimal("0.1"), "0.1"),
        ("-1", "percent.unreadable"),
        ("1/300", "percent.unreadable"),
        (0.0033333333333333335, "percent.unreadable"),
    ],
)
def test_percent(cell, percent):
    assert code_or_text(percent_of(cell)) == percent


@pytest.mark.parametrize("cell", ["1/0", "300/1", "0.0033", "", Decimal("0.1"), date(2026, 1, 3)])
def test_a_part_of_the_key_rate_is_a_fraction(cell):
    assert fraction_of("1/300") == fraction_of(" 1 / 300 ") == Fraction(1, 300)
    assert code_or_text(fraction_of(cell)) == "fraction.unreadable"


@pytest.mark.parametrize(
    ("cell", "days"),
    [
        ("30", "30"),
        (Decimal(0), "0"),
        ("-1", "days.unreadable"),
        (Decimal("1.5"), "days.unreadable"),
        ("30 дней", "days.unreadable"),
        ("9999", "days.unreadable"),
    ],
)
def test_days(cell, days):
    assert code_or_text(days_of(cell)) == days


def test_locales_have_many_names():
    assert find_locale("ru-RU") == find_locale("ru") != find_locale("es")
    assert find_locale("es_MX") != find_locale("es_ES") == find_locale("es")
    assert find_locale("") == UNDECLARED
    assert find_locale("tlh") is None


@pytest.mark.parametrize("cell", ["176090.3²", "①76090.30", "½", "1٢3.40"])
def test_digits_that_are_no_digits_are_no_amount(cell):
    (value,) = read_amounts([cell], UNDECLARED).values()
    assert isinstance(value, Fault)
