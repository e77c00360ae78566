"""Russian numbers and amounts in words: tables of business papers, num2words as an oracle."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from num2words import num2words

from letters.errors import DataError
from letters.model.money import exponent
from letters.wording.ru_numbers import (
    CURRENCIES,
    amount_in_words,
    cardinal,
    days_within,
    parse_amount_in_words,
    plural,
)

AMOUNTS = st.integers(0, 10**17 - 1).map(lambda cents: Decimal(cents).scaleb(-2))
WHOLE = st.one_of(st.integers(0, 10**15 - 1), st.integers(0, 2000))


def plain(text):
    return text.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("amount", "currency", "words"),
    [
        ("123000", "RUB", "Сто двадцать три тысячи рублей 00 копеек"),
        ("1.01", "RUB", "Один рубль 01 копейка"),
        ("2.02", "RUB", "Два рубля 02 копейки"),
        ("11.11", "RUB", "Одиннадцать рублей 11 копеек"),
        ("21.21", "RUB", "Двадцать один рубль 21 копейка"),
        ("0", "RUB", "Ноль рублей 00 копеек"),
        ("0.01", "RUB", "Ноль рублей 01 копейка"),
        ("1001", "RUB", "Одна тысяча один рубль 00 копеек"),
        ("21000", "RUB", "Двадцать одна тысяча рублей 00 копеек"),
        ("1000000", "RUB", "Один миллион рублей 00 копеек"),
        ("2000000000.04", "RUB", "Два миллиарда рублей 04 копейки"),
        (
            "487650.40",
            "RUB",
            "Четыреста восемьдесят семь тысяч шестьсот пятьдесят рублей 40 копеек",
        ),
        ("170500.49", "RUB", "Сто семьдесят тысяч пятьсот рублей 49 копеек"),
        # pairs typed by hand in contracts
        (
            "361194",
            "RUB",
            "Триста шестьдесят одна тысяча сто девяносто четыре рубля 00 копеек",
        ),
        ("277904.51", "RUB", "Двести семьдесят семь тысяч девятьсот четыре рубля 51 копейка"),
        ("37941", "RUB", "Тридцать семь тысяч девятьсот сорок один рубль 00 копеек"),
        ("46317.42", "RUB", "Сорок шесть тысяч триста семнадцать рублей 42 копейки"),
        # a debt in another currency
        ("1.01", "CNY", "Один юань 01 фэнь"),
        ("1002.02", "CNY", "Одна тысяча два юаня 02 фэня"),
        ("15.15", "CNY", "Пятнадцать юаней 15 фэней"),
        ("21.21", "EUR", "Двадцать один евро 21 евроцент"),
        ("2.12", "EUR", "Два евро 12 евроцентов"),
        ("1.03", "USD", "Один доллар США 03 цента"),
        ("2.00", "USD", "Два доллара США 00 центов"),
        ("112.01", "USD", "Сто двенадцать долларов США 01 цент"),
        ("1.02", "MXN", "Одно мексиканское песо 02 сентаво"),
        ("22.05", "MXN", "Двадцать два мексиканских песо 05 сентаво"),
        ("1.02", "KZT", "Один тенге 02 тиына"),
        ("105.11", "KZT", "Сто пять тенге 11 тиынов"),
        ("1.01", "BYN", "Один белорусский рубль 01 копейка"),
        ("3.03", "BYN", "Три белорусских рубля 03 копейки"),
        ("1000.00", "BYN", "Одна тысяча белорусских рублей 00 копеек"),
    ],
)
def test_amounts_as_papers_print_them(amount, currency, words):
    assert plain(amount_in_words(Decimal(amount), currency)) == words
    assert parse_amount_in_words(words, currency) == Decimal(amount)


@settings(max_examples=300, deadline=None)
@given(AMOUNTS, st.sampled_from(sorted(CURRENCIES)))
def test_words_parse_back_to_the_digits(amount, currency):
    assert parse_amount_in_words(amount_in_words(amount, currency), currency) == amount


@settings(max_examples=300, deadline=None)
@given(WHOLE, st.sampled_from(["nominative", "genitive"]))
def test_cardinals_agree_with_num2words(number, case):
    if number:  # in the genitive «нуля» and «ноля» are both right
        assert cardinal(number, "m", case) == num2words(number, lang="ru", case=case)


@settings(max_examples=200, deadline=None)
@given(WHOLE, st.sampled_from(["f", "n"]), st.sampled_from(["nominative", "genitive"]))
def test_gender_touches_the_last_word_only(number, gender, case):
    # num2words itself says «одна миллион» for the feminine, so it is asked below a thousand
    *front, last = cardinal(number, gender, case).split()
    assert front == cardinal(number, "m", case).split()[:-1]
    if number % 1000:
        small = num2words(number % 1000, lang="ru", gender=gender, case=case)
        assert last == small.split()[-1]


@settings(max_examples=200, deadline=None)
@given(AMOUNTS, st.data())
def test_no_damaged_words_are_read_as_an_amount(amount, data):
    words = amount_in_words(amount, "RUB").replace("\u00a0", " ").split(" ")
    place = data.draw(st.integers(0, len(words) - 1))
    other = data.draw(st.sampled_from(["один", "одна", "две", "рубля", "тысяч", "сто", "7", ""]))
    damage = data.draw(st.sampled_from(["drop", "replace", "insert", "swap"]))
    damaged = {
        "drop": [*words[:place], *words[place + 1 :]],
        "replace": [*words[:place], other, *words[place + 1 :]],
        "insert": [*words[:place], other, *words[place:]],
        "swap": [*words[place:], *words[:place]],
    }[damage]
    text = " ".join(damaged)
    try:
        read = parse_amount_in_words(text, "RUB")
    except DataError:
        return
    # what is still read is a well-formed amount, said in exactly these words
    said = plain(amount_in_words(read, "RUB"))
    assert (said[0].lower() + said[1:]) == (text[0].lower() + text[1:])


@pytest.mark.parametrize(
    "text",
    [
        "Одна рубль 00 копеек",  # gender
        "Одно рубль 00 копеек",
        "Две рубля 00 копеек",
        "Один тысяча рублей 00 копеек",
        "Один рубля 00 копеек",  # plural of the unit
        "Пять рубля 00 копеек",
        "Один рубль 01 копеек",  # plural of the hundredth
        "Один рубль 11 копейка",
        "Две тысяч рублей 00 копеек",
        "Тысяча рублей 00 копеек",  # we always print «одна тысяча»
        "Один рубль 1 копейка",  # one digit
        "Один рубль ٠١ копейка",  # digits of another script
        "Один рубль одна копейка",
        "Один рубль, 01 копейка",
        "Один рубль 01 копейка ровно",
        "Один рубль 01 копейка.",
        " Один рубль 01 копейка",
        "Один  рубль 01 копейка",
        "Сто двадцать одиннадцать рублей 00 копеек",
        "Двадцать сто рублей 00 копеек",
        "Двадцать десять рублей 00 копеек",
        "Одна тысяча один миллион рублей 00 копеек",
        "Ноль сто рублей 00 копеек",
        "Минус один рубль 00 копеек",
        "- рублей 00 копеек",
        "рублей 00 копеек",
        "ОДИН рубль 00 копеек",
        "Один евро 00 евроцентов",
        "Один",
        "",
    ],
)
def test_only_well_formed_words_are_read(text):
    with pytest.raises(DataError):
        parse_amount_in_words(text, "RUB")


def test_amounts_that_cannot_be_said():
    for amount in ("-0.01", "1.001", "1000000000000000"):
        with pytest.raises(DataError):
            amount_in_words(Decimal(amount), "RUB")
    with pytest.raises(TypeError):
        amount_in_words(1.5, "RUB")
    with pytest.raises(DataError, match="XAU"):
        amount_in_words(Decimal(1), "XAU")
    assert plain(amount_in_words(Decimal("-0.00"), "RUB")) == "Ноль рублей 00 копеек"
    with pytest.raises(DataError):
        cardinal(-1)


def test_every_currency_has_hundredths():
    assert {exponent(currency) for currency in CURRENCIES} == {2}
    assert set(CURRENCIES) >= {"RUB", "CNY", "EUR", "USD", "MXN", "KZT", "BYN"}


@pytest.mark.parametrize(
    ("count", "form"),
    [
        (0, "дней"), (1, "день"), (2, "дня"), (4, "дня"), (5, "дней"), (11, "дней"),
        (14, "дней"), (21, "день"), (22, "дня"), (25, "дней"), (101, "день"), (111, "дней"),
        (112, "дней"), (1012, "дней"),
    ],
)  # fmt: skip
def test_plural_forms(count, form):
    assert plural(count, "день", "дня", "дней") == form


@pytest.mark.parametrize(
    ("count", "kind", "text"),
    [
        (1, "calendar", "1 (одного) календарного дня"),
        (2, "calendar", "2 (двух) календарных дней"),
        (5, "working", "5 (пяти) рабочих дней"),
        (11, "working", "11 (одиннадцати) рабочих дней"),
        (21, "calendar", "21 (двадцати одного) календарного дня"),
        (30, "calendar", "30 (тридцати) календарных дней"),
        (40, "calendar", "40 (сорока) календарных дней"),
        (90, "calendar", "90 (девяноста) календарных дней"),
        (101, "working", "101 (ста одного) рабочего дня"),
        (365, "calendar", "365 (трёхсот шестидесяти пяти) календарных дней"),
    ],
)
def test_terms_in_the_genitive(count, kind, text):
    assert plain(days_within(count, kind)) == text


def test_a_term_without_days_is_refused():
    with pytest.raises(DataError):
        days_within(0, "calendar")
