"""Amounts in Spanish words, in the style of each country, and back.

Rules (RAE, Diccionario panhispánico de dudas): uno -> un, veintiuno -> veintiún before a masculine
noun and before mil, millones; cien alone, ciento before 1-99; long scale (10^9 mil millones,
10^12 un billón); de before the noun when the number ends in millón, millones, billón, billones.
"""

# ruff: noqa: SIM905 - numerals and months read best as running words

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from letters.errors import N_, DataError
from letters.model.money import to_amount

One = Literal["un", "uno", "una"]

_SMALL = (
    "cero un dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince "
    "dieciséis diecisiete dieciocho diecinueve veinte veintiún veintidós veintitrés veinticuatro "
    "veinticinco veintiséis veintisiete veintiocho veintinueve"
).split()
_TENS = "treinta cuarenta cincuenta sesenta setenta ochenta noventa".split()
_HUNDREDS = (
    "ciento doscientos trescientos cuatrocientos quinientos seiscientos setecientos ochocientos "
    "novecientos"
).split()
_TWENTY_ONE = {"un": "veintiún", "uno": "veintiuno", "una": "veintiuna"}


@dataclass(frozen=True, slots=True)
class Unit:
    """A currency's nouns: one and many of the unit and of its hundredth; `one_cent` agrees."""

    one: str
    many: str
    cent: str
    cents: str
    one_cent: One = "un"


# Forms after the DLE (copeca) and CLDR (tengue); fenes and tiynes follow the general plural (?).
UNITS: Mapping[str, Unit] = {
    "EUR": Unit("euro", "euros", "céntimo", "céntimos"),
    "USD": Unit("dólar estadounidense", "dólares estadounidenses", "centavo", "centavos"),
    "RUB": Unit("rublo ruso", "rublos rusos", "copeca", "copecas", "una"),
    "BYN": Unit("rublo bielorruso", "rublos bielorrusos", "copeca", "copecas", "una"),
    "CNY": Unit("yuan", "yuanes", "fen", "fenes"),
    "KZT": Unit("tengue", "tengues", "tiyn", "tiynes"),
    "MXN": Unit("peso mexicano", "pesos mexicanos", "centavo", "centavos"),
    "COP": Unit("peso colombiano", "pesos colombianos", "centavo", "centavos"),
    "CLP": Unit("peso chileno", "pesos chilenos", "centavo", "centavos"),
    "ARS": Unit("peso argentino", "pesos argentinos", "centavo", "centavos"),
    "PEN": Unit("sol", "soles", "céntimo", "céntimos"),
}
# The currency that a country simply calls pesos, soles, euros.
HOME = {"ES": "EUR", "MX": "MXN", "CO": "COP", "PE": "PEN", "CL": "CLP", "AR": "ARS"}


def cardinal(number: int, one: One = "un") -> str:
    """`number` (0 to below 10^18) in words; `one` is the form of a final 1 and its gender.

    >>> cardinal(21_021), cardinal(31, "uno"), cardinal(201, "una")
    ('veintiún mil veintiún', 'treinta y uno', 'doscientas una')

    Before mil the 1 is always un, also in a feminine number: `veintiún mil libras`; veintiuna
    mil is accepted as well (?).
    """
    billions, rest = divmod(number, 10**12)
    millions, units = divmod(rest, 10**6)
    parts = []
    for count, singular, many in (
        (billions, "un billón", "billones"),
        (millions, "un millón", "millones"),
    ):
        if count:
            parts.append(singular if count == 1 else f"{_below_million(count, 'un')} {many}")
    if units or not parts:
        parts.append(_below_million(units, one))
    return " ".join(parts)


def amount_in_words(amount: Decimal, currency: str, country: str = "") -> str:
    """`amount` as the papers of `country` spell it, without the brackets around it.

    >>> amount_in_words(Decimal("6755.41"), "EUR")
    'seis mil setecientos cincuenta y cinco euros con cuarenta y un céntimos'
    >>> amount_in_words(Decimal("1200.50"), "MXN", "MX")
    'UN MIL DOSCIENTOS PESOS 50/100 M.N.'

    TypeError for a float; DataError for a currency without words, a negative amount, decimals
    that the currency does not have, and 10^15 or more.
    """
    unit = unit_of(currency, country)
    amount = to_amount(amount, currency)
    if amount < 0:
        raise DataError(
            N_("a negative amount ({amount}) cannot be said in words"), amount=str(amount)
        )
    whole = int(amount)
    foreign = "" if HOME.get(country) == currency else currency
    counted = _Sum(whole, int((amount - whole) * 100), unit, foreign)
    return _STYLES.get(country, _general)(counted)


def parse_amount(text: str, currency: str, country: str = "") -> Decimal:
    """The amount that `text` says in the style of `country`; DataError when it says none.

    Case, brackets around it and the kind of spaces do not matter; every word does. `con cero
    céntimos`, which we do not print, is read.
    """
    unit = unit_of(currency, country)
    words = " ".join(text.split()).casefold()
    if words.startswith("(") and words.endswith(")"):
        words = words[1:-1].strip()
    whole, _, rest = words.partition(" con ")
    fraction = re.search(r"(\d\d)/100", words)
    cents = int(fraction[1]) if fraction else _add_up(rest)
    try:
        amount = to_amount(Decimal(_add_up(whole)) + Decimal(cents) / 100, currency)
        spelt = amount_in_words(amount, currency, country).casefold()
    except DataError:
        spelt = ""
    if spelt and words in (spelt, f"{spelt} con cero {unit.cents}"):
        return amount
    raise DataError(
        N_("“{text}” does not say an amount in {currency}"), text=text, currency=currency
    )


def unit_of(currency: str, country: str = "") -> Unit:
    """The nouns of `currency`; at home the bare noun (pesos); DataError for an unknown one."""
    unit = UNITS.get(currency)
    if unit is None:
        raise DataError(
            N_("there are no Spanish words for the currency “{currency}”"),
            N_("use one of {known}"),
            currency=currency,
            known=", ".join(sorted(UNITS)),
        )
    if HOME.get(country) != currency:
        return unit
    return Unit(unit.one.split()[0], unit.many.split()[0], unit.cent, unit.cents, unit.one_cent)


def _below_million(number: int, one: One) -> str:
    thousands, units = divmod(number, 1000)
    words = []
    if thousands > 1:
        words.append(_below_thousand(thousands, "un", feminine=one == "una"))
    if thousands:
        words.append("mil")
    if units or not thousands:
        words.append(_below_thousand(units, one, feminine=one == "una"))
    return " ".join(words)


def _below_thousand(number: int, one: One, *, feminine: bool) -> str:
    if number == 100:
        return "cien"
    hundreds, rest = divmod(number, 100)
    words = []
    if hundreds:
        word = _HUNDREDS[hundreds - 1]
        words.append(_feminine(word) if feminine and hundreds > 1 else word)
    if rest or not hundreds:
        words.append(_below_hundred(rest, one))
    return " ".join(words)


def _feminine(hundreds: str) -> str:
    """With its noun: doscientos -> doscientas, quinientos -> quinientas."""
    return f"{hundreds.removesuffix('os')}as"


def _below_hundred(number: int, one: One) -> str:
    if number == 1:
        return one
    if number == 21:
        return _TWENTY_ONE[one]
    if number < 30:
        return _SMALL[number]
    tens, ones = divmod(number, 10)
    word = _TENS[tens - 3]
    return f"{word} y {_below_hundred(ones, one)}" if ones else word


@dataclass(frozen=True, slots=True)
class _Sum:
    """An amount ready to be said; `foreign` is the currency's code where it is not the home one."""

    whole: int
    cents: int
    unit: Unit
    foreign: str

    def counted(self) -> str:
        """The unit after its number: `un euro`, `dos euros`, `un millón de euros`."""
        de = "de " if self.whole and self.whole % 10**6 == 0 else ""
        return f"{cardinal(self.whole)} {de}{self.unit.one if self.whole == 1 else self.unit.many}"


def _general(said: _Sum) -> str:
    """Spain, Chile and wherever no form of its own is known; no word for 00 (convention)."""
    if not said.cents:
        return said.counted()
    cents = cardinal(said.cents, said.unit.one_cent)
    return f"{said.counted()} con {cents} {said.unit.cent if said.cents == 1 else said.unit.cents}"


def _mexico(said: _Sum) -> str:
    """Capitals, hundredths as a fraction, M.N. for pesos; a leading thousand is UN MIL."""
    words = said.counted()
    if words.startswith("mil "):
        words = f"un {words}"
    return f"{words} {said.cents:02}/100 {said.foreign or 'M.N.'}".upper()


def _colombia(said: _Sum) -> str:
    """Capitals, M/CTE. (moneda corriente) after pesos (?)."""
    words = _general(said).upper()
    return words if said.foreign else f"{words} M/CTE."


def _peru(said: _Sum) -> str:
    """Capitals, the fraction before the noun, which is always plural (?)."""
    return f"{cardinal(said.whole, 'uno')} con {said.cents:02}/100 {said.unit.many}".upper()


def _argentina(said: _Sum) -> str:
    """Capitals, the noun first, the fraction last (?)."""
    return f"{said.unit.many} {cardinal(said.whole, 'uno')} con {said.cents:02}/100".upper()


_STYLES: Mapping[str, Callable[[_Sum], str]] = {
    "MX": _mexico,
    "CO": _colombia,
    "PE": _peru,
    "AR": _argentina,
}


def _add_up(words: str) -> int:
    """The number that the numerals among `words` add up to, whatever stands between them."""
    total = thousands = part = 0
    for word in words.split():
        if word in _NUMERALS:
            part += _NUMERALS[word]
        elif word == "mil":
            thousands, part = thousands + (part or 1) * 1000, 0
        elif word in _SCALES:
            total += (thousands + part) * _SCALES[word]
            thousands = part = 0
    return total + thousands + part


_SCALES = {"millón": 10**6, "millones": 10**6, "billón": 10**12, "billones": 10**12}
_NUMERALS = {
    **{word: value for value, word in enumerate(_SMALL)},
    **{word: (value + 3) * 10 for value, word in enumerate(_TENS)},
    **{word: (value + 1) * 100 for value, word in enumerate(_HUNDREDS)},
    **{_feminine(word): (value + 1) * 100 for value, word in enumerate(_HUNDREDS) if value},
    **dict.fromkeys(["uno", "una"], 1),
    **dict.fromkeys(["veintiuno", "veintiuna"], 21),
    "cien": 100,
}
