"""How a country's programs write numbers and dates: what `locale` in letters.toml declares.

Sources: CLDR, as Babel 2.18 prints it (number symbols and short dates of each locale).
"""

from dataclasses import dataclass
from typing import Literal

DateOrder = Literal["day", "month", ""]


@dataclass(frozen=True, slots=True)
class Locale:
    """`decimal` and `group` separate numbers (Russian groups with blanks, so it has none here).

    `order` says what stands first in 03/04/2026; empty where such a date is not written.
    """

    decimal: str
    group: str
    order: DateOrder


LOCALES = {
    "ru": Locale(",", "", "day"),
    "es": Locale(",", ".", "day"),
    "es_MX": Locale(".", ",", "day"),
    "es_PE": Locale(".", ",", "day"),
    "zh": Locale(".", ",", ""),
    "en_GB": Locale(".", ",", "day"),
    "en_US": Locale(".", ",", "month"),
}
UNDECLARED = Locale("", "", "")


def find_locale(name: str) -> Locale | None:
    """The locale of a name like `ru`, `es-MX` or `zh_CN`; UNDECLARED for an empty one.

    >>> find_locale("ru_RU") == find_locale("ru")
    True
    """
    if not name:
        return UNDECLARED
    language, _, country = name.replace("-", "_").partition("_")
    exact = f"{language.lower()}_{country.upper()}"
    return LOCALES.get(exact) or LOCALES.get(language.lower())
