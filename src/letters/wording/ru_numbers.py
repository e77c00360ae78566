"""Russian numbers in words, amounts of money in words and back, and the currencies they name.

Vocabulary and agreement: any reference grammar of Russian; the pattern of an amount (whole units
in words with a capital, the hundredths in two digits) is the one that payment papers print.
"""

# ruff: noqa: SIM905 - lists of words read best as running words

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from letters.errors import N_, DataError
from letters.model.contract import DayKind
from letters.model.money import LARGEST, to_amount

NBSP = "\u00a0"
GrammaticalGender = Literal["m", "f", "n"]
NumberCase = Literal["nominative", "genitive"]
Forms = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Currency:
    """How a currency is said: its label, then the forms that go with 1, 2 and 5 of each unit.

    Every currency here has hundredths; they stand in digits, so only their forms are needed.
    """

    label: str
    gender: GrammaticalGender
    unit: Forms
    hundredth: Forms


_KOPECK: Forms = ("копейка", "копейки", "копеек")
_CENT: Forms = ("цент", "цента", "центов")
CURRENCIES: dict[str, Currency] = {
    "RUB": Currency("руб.", "m", ("рубль", "рубля", "рублей"), _KOPECK),
    "BYN": Currency(
        "бел. руб.",
        "m",
        ("белорусский рубль", "белорусских рубля", "белорусских рублей"),
        _KOPECK,
    ),
    "CNY": Currency("юаней", "m", ("юань", "юаня", "юаней"), ("фэнь", "фэня", "фэней")),
    "EUR": Currency("евро", "m", ("евро", "евро", "евро"), ("евроцент", "евроцента", "евроцентов")),
    "KZT": Currency("тенге", "m", ("тенге", "тенге", "тенге"), ("тиын", "тиына", "тиынов")),
    "MXN": Currency(
        "мекс. песо",
        "n",
        ("мексиканское песо", "мексиканских песо", "мексиканских песо"),
        ("сентаво", "сентаво", "сентаво"),
    ),
    "USD": Currency("долл. США", "m", ("доллар США", "доллара США", "долларов США"), _CENT),
}


@dataclass(frozen=True, slots=True)
class _Vocabulary:
    """The words of one case; position = digit (`ones` to 19, with 1 and 2 by gender)."""

    zero: str
    one: dict[GrammaticalGender, str]
    two: dict[GrammaticalGender, str]
    ones: Sequence[str]
    tens: Sequence[str]
    hundreds: Sequence[str]
    scales: tuple[Forms, ...]


_NOMINATIVE = _Vocabulary(
    zero="ноль",
    one={"m": "один", "f": "одна", "n": "одно"},
    two={"m": "два", "f": "две", "n": "два"},
    ones=(
        "- - - три четыре пять шесть семь восемь девять десять одиннадцать двенадцать тринадцать "
        "четырнадцать пятнадцать шестнадцать семнадцать восемнадцать девятнадцать"
    ).split(),
    tens=(
        "- - двадцать тридцать сорок пятьдесят шестьдесят семьдесят восемьдесят девяносто"
    ).split(),
    hundreds=("- сто двести триста четыреста пятьсот шестьсот семьсот восемьсот девятьсот").split(),
    scales=(
        ("триллион", "триллиона", "триллионов"),
        ("миллиард", "миллиарда", "миллиардов"),
        ("миллион", "миллиона", "миллионов"),
        ("тысяча", "тысячи", "тысяч"),
    ),
)
_GENITIVE = _Vocabulary(
    zero="ноля",
    one={"m": "одного", "f": "одной", "n": "одного"},
    two={"m": "двух", "f": "двух", "n": "двух"},
    ones=(
        "- - - трёх четырёх пяти шести семи восьми девяти десяти одиннадцати двенадцати тринадцати "
        "четырнадцати пятнадцати шестнадцати семнадцати восемнадцати девятнадцати"
    ).split(),
    tens=(
        "- - двадцати тридцати сорока пятидесяти шестидесяти семидесяти восьмидесяти девяноста"
    ).split(),
    hundreds=(
        "- ста двухсот трёхсот четырёхсот пятисот шестисот семисот восьмисот девятисот"
    ).split(),
    scales=(
        ("триллиона", "триллионов", "триллионов"),
        ("миллиарда", "миллиардов", "миллиардов"),
        ("миллиона", "миллионов", "миллионов"),
        ("тысячи", "тысяч", "тысяч"),
    ),
)
# Sizes and genders of the scale words, in the order of `scales`.
_SCALES: tuple[tuple[int, GrammaticalGender], ...] = (
    (10**12, "m"),
    (10**9, "m"),
    (10**6, "m"),
    (10**3, "f"),
)


def plural(count: int, one: str, few: str, many: str) -> str:
    """The nominative form that goes with `count`: 1 день, 2 дня, 5 дней, 11 дней, 21 день."""
    if count % 100 in range(11, 15):
        return many
    return {1: one, 2: few, 3: few, 4: few}.get(count % 10, many)


def cardinal(number: int, gender: GrammaticalGender = "m", case: NumberCase = "nominative") -> str:
    """A whole number from 0 to 10^15 − 1 in words.

    >>> cardinal(21, case="genitive")
    'двадцати одного'
    """
    if not 0 <= number < LARGEST:
        raise DataError(N_("{value} cannot be said in words"), value=number)
    vocabulary = _NOMINATIVE if case == "nominative" else _GENITIVE
    words: list[str] = []
    rest = number
    for (size, scale_gender), forms in zip(_SCALES, vocabulary.scales, strict=True):
        group, rest = divmod(rest, size)
        if group:
            words += [*_below_thousand(group, scale_gender, vocabulary), plural(group, *forms)]
    words += _below_thousand(rest, gender, vocabulary)
    return " ".join(words) or vocabulary.zero


def _below_thousand(number: int, gender: GrammaticalGender, vocabulary: _Vocabulary) -> list[str]:
    hundreds, rest = divmod(number, 100)
    words = [vocabulary.hundreds[hundreds]] if hundreds else []
    if rest >= 20:
        words.append(vocabulary.tens[rest // 10])
        rest %= 10
    if rest:
        by_gender = {1: vocabulary.one, 2: vocabulary.two}.get(rest)
        words.append(by_gender[gender] if by_gender else vocabulary.ones[rest])
    return words


def days_within(count: int, kind: DayKind) -> str:
    """A term after «в течение», so in the genitive: `30 (тридцати) календарных дней`.

    >>> days_within(21, "working").replace(NBSP, " ")
    '21 (двадцати одного) рабочего дня'
    """
    if count < 1:
        raise DataError(N_("a term of {count} days cannot be met"), count=count)
    one, many = {
        "calendar": ("календарного дня", "календарных дней"),
        "working": ("рабочего дня", "рабочих дней"),
    }[kind]
    words = cardinal(count, case="genitive")
    return f"{count}{NBSP}({words}) {plural(count, one, many, many)}"


def currency_forms(currency: str) -> Currency:
    """The word forms of `currency` (ISO 4217); DataError where Russian forms are not known."""
    try:
        return CURRENCIES[currency]
    except KeyError:
        raise DataError(
            N_("there are no Russian words for the currency “{currency}”"),
            N_("use one of {known}"),
            currency=currency,
            known=", ".join(sorted(CURRENCIES)),
        ) from None


def amount_in_words(amount: Decimal, currency: str) -> str:
    """Whole units in words with a capital, hundredths in two digits, no comma between them.

    >>> amount_in_words(Decimal("487650.40"), "RUB").replace(NBSP, " ")
    'Четыреста восемьдесят семь тысяч шестьсот пятьдесят рублей 40 копеек'

    Raises DataError for a negative amount: a debt in a letter is said without a sign.
    """
    forms = currency_forms(currency)
    exact = to_amount(amount, currency)
    if exact < 0:
        raise DataError(N_("a negative amount ({amount}) cannot be said in words"), amount=exact)
    units, hundredths = divmod(int(exact * 100), 100)
    words = cardinal(units, forms.gender)
    unit, small = plural(units, *forms.unit), plural(hundredths, *forms.hundredth)
    return f"{words[0].upper()}{words[1:]} {unit} {hundredths:02}{NBSP}{small}"


def parse_amount_in_words(text: str, currency: str) -> Decimal:
    """The amount that `text` says, read word by word; the inverse of `amount_in_words`.

    Strict: a wrong gender or plural form, a missing word or anything left over is a DataError.
    """
    forms = currency_forms(currency)
    plain = text.replace(NBSP, " ")
    words = (plain[:1].lower() + plain[1:]).split(" ")
    units, read = _read_cardinal(words, forms.gender)
    rest = " ".join(words[read:])
    unit = plural(units, *forms.unit) + " "
    digits = rest[len(unit) : len(unit) + 2]
    if read and rest.startswith(unit) and len(digits) == 2 and set(digits) <= set("0123456789"):
        hundredths = int(digits)
        if rest[len(unit) + 2 :] == " " + plural(hundredths, *forms.hundredth):
            return to_amount(Decimal(units * 100 + hundredths).scaleb(-2), currency)
    raise DataError(
        N_("“{text}” does not say an amount in {currency}"), text=text, currency=currency
    )


def _read_cardinal(words: Sequence[str], gender: GrammaticalGender) -> tuple[int, int]:
    """The number that `words` begin with, and how many of them say it (0: none does)."""
    if words[0] == _NOMINATIVE.zero:
        return 0, 1
    total = position = 0
    for (size, scale_gender), forms in zip(_SCALES, _NOMINATIVE.scales, strict=True):
        value, length = _read_group(words[position:], scale_gender)
        after = position + length
        if value and words[after : after + 1] == [plural(value, *forms)]:
            total += value * size
            position = after + 1
    value, length = _read_group(words[position:], gender)
    return total + value, position + length


def _read_group(words: Sequence[str], gender: GrammaticalGender) -> tuple[int, int]:
    """The number below a thousand that `words` begin with, and how many of them say it."""
    ones = list(_NOMINATIVE.ones)
    ones[1], ones[2] = _NOMINATIVE.one[gender], _NOMINATIVE.two[gender]
    value = position = 0

    def take(vocabulary: Sequence[str], worth: int) -> bool:
        nonlocal value, position
        word = words[position] if position < len(words) else ""
        if word == "-" or word not in vocabulary:
            return False
        value += vocabulary.index(word) * worth
        position += 1
        return True

    take(_NOMINATIVE.hundreds, 100)
    take(ones[:10] if take(_NOMINATIVE.tens, 10) else ones, 1)
    return value, position
