"""Spanish text around the facts: joining, contractions, full stops, digits by country.

Sources: RAE, Diccionario panhispánico de dudas (y/e, o/u, del/al, apócope); CLDR for the
separators of each country. U+00A0 keeps together what may not break at a line end.
"""

import re
from calendar import monthrange
from collections.abc import Sequence
from decimal import Decimal

from letters.model.period import Period

NBSP = "\u00a0"

# (thousands, decimal mark) by country of Spanish speakers; as in Spain where none is named.
SEPARATORS = {
    **dict.fromkeys(["ES", "AR", "BO", "CL", "CO", "EC", "PY", "UY", "VE"], (".", ",")),
    **dict.fromkeys(["CU", "DO", "GT", "HN", "MX", "NI", "PA", "PE", "PR", "SV", "US"], (",", ".")),
    "CR": (NBSP, ","),
}
_SPAIN = SEPARATORS["ES"]

# e: i-, hi-, í-, y + consonant (Ybarra); not hie-, hia-, ya-, ye- (Hierros, Hiato, Yuste).
_SOUNDS_I = re.compile(r"(?:[ií]|h[ií](?![aeáé])|y(?![aeiouáéíóú]))", re.IGNORECASE)
# u: o-, ho-, and figures read ocho… and once….
_SOUNDS_O = re.compile(r"(?:h?[oó]|8|11(?:$|[.,\s]?\d{3}\b|\D))", re.IGNORECASE)
_LEGAL_FORM = re.compile(
    r"(?: (?:de|(?:[A-Z]\.){1,6}|S[AL]U?|SRL|SAS|SAC|EIRL|SpA|Ltda\.?|CV|RL))+$"
)
_ORDINALS = {1: "1.er", 2: "2.º", 3: "3.er", 4: "4.º"}


def join_es(items: Sequence[str], conjunction: str = "y") -> str:
    """A list in a sentence; y becomes e before the sound i, o becomes u before the sound o.

    >>> join_es(["Pérez", "Ibáñez"]), join_es(["siete", "ocho"], "o")
    ('Pérez e Ibáñez', 'siete u ocho')
    """
    if len(items) < 2:
        return "".join(items)
    last = items[-1]
    bare = last.lstrip("«“\"'(")
    if conjunction == "y" and _SOUNDS_I.match(bare):
        conjunction = "e"
    elif conjunction == "o" and _SOUNDS_O.match(bare):
        conjunction = "u"
    return f"{', '.join(items[:-1])} {conjunction} {last}"


def with_de(name: str) -> str:
    """`name` after de: `del acreedor`; a proper name keeps its article: `de El Ejido`."""
    return f"del {name[3:]}" if name.startswith("el ") else f"de {name}"


def with_a(name: str) -> str:
    """`name` after a: `al deudor`, but `a El Corte Inglés, S.A.`."""
    return f"al {name[3:]}" if name.startswith("el ") else f"a {name}"


def sentence(text: str) -> str:
    """`text` as a sentence: one full stop at its end, also after `S.L.` and `M/CTE.`.

    >>> sentence("Lo firma Aceros del Norte, S.L.."), sentence("Conforme")
    ('Lo firma Aceros del Norte, S.L.', 'Conforme.')
    """
    text = text.rstrip()
    if text.endswith((".", "!", "?", "…")):
        return re.sub(r"(?<!\.)\.\.$", ".", text)
    return f"{text}."


def plural(count: int, one: str, many: str) -> str:
    """`one` for 1, else `many`: `1 factura`, `0 facturas`, `21 días`."""
    return one if count == 1 else many


def numero(number: str) -> str:
    """`number` of a paper with its sign, never parted from it: `n.º F-2026/0118`."""
    return f"n.º{NBSP}{number}"


def bind_legal_form(name: str) -> str:
    """`name` whose legal form stays with its last word: `Aceros del Norte, S.L.`."""
    return _LEGAL_FORM.sub(lambda form: form[0].replace(" ", NBSP), name)


def digits(amount: Decimal, places: int, country: str = "") -> str:
    """`amount` with `places` decimals as the country prints it: `-1.234,50`, MX `-1,234.50`."""
    group, mark = SEPARATORS.get(country, _SPAIN)
    return f"{amount:,.{places}f}".translate({ord(","): group, ord("."): mark})


def percent(value: Decimal, country: str = "") -> str:
    """A rate in percent: `0,1 %`, `10,40 %`, `8 %`; outside Spain without the space.

    Rates of 1 and above that have decimals have at least two, as the BOE prints them.
    """
    if not isinstance(value, Decimal):
        raise TypeError("a rate is a Decimal, never a float")
    places = max(0, -int(value.normalize().as_tuple().exponent))
    if places == 1 and abs(value) >= 1:
        places = 2
    space = NBSP if country not in SEPARATORS or country == "ES" else ""
    return f"{digits(value, places, country)}{space}%"


def whole_months(period: Period) -> int:
    """How many months `period` fills from the first day to the last; 0 for a part of one."""
    first, last = period.first, period.last
    if first.day != 1 or last.day != monthrange(last.year, last.month)[1]:
        return 0
    return (last.year - first.year) * 12 + last.month - first.month + 1


def quarter_text(quarter: int, year: int) -> str:
    """A quarter of the calendar: `3.er trimestre de 2026`, `4.º trimestre de 2026`.

    With the apocope that the RAE asks for before a masculine noun (tercer trimestre), also in the
    countries for which CLDR has `3.º`.
    """
    return f"{_ORDINALS[quarter]} trimestre de {year}"
