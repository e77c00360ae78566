"""Numbers as lists and pages print them, by their names in Word.

The names are those of ST_NumberFormat (ECMA-376-1, 17.18.59).
"""

from collections.abc import Callable

_RUSSIAN = "абвгдежзиклмнопрстуфхцчшщыэюя"
_LATIN = "abcdefghijklmnopqrstuvwxyz"
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
    (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_CHINESE = "零一二三四五六七八九"
_CHINESE_FORMAL = "零壹贰叁肆伍陆柒捌玖"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")


def letters(number: int, alphabet: str) -> str:
    """Letters as Word counts them: after the last one they double (aa, bb), not aa, ab.

    >>> letters(1, _RUSSIAN), letters(28, _LATIN)
    ('а', 'bb')
    """
    if number < 1:
        return str(number)
    times, index = divmod(number - 1, len(alphabet))
    return alphabet[index] * (times + 1)


def roman(number: int) -> str:
    """Small Roman numerals, 1 to 3999; others stay digits.

    >>> roman(49)
    'xlix'
    """
    if not 0 < number < 4000:
        return str(number)
    text = ""
    for weight, letter in _ROMAN:
        count, number = divmod(number, weight)
        text += letter * count
    return text


def chinese(number: int, digits: str = _CHINESE, units: str = "十百千") -> str:
    """Chinese counting, 0 to 9999; ten to nineteen begin with 十.

    >>> [chinese(n) for n in (1, 10, 12, 20, 105, 110)]
    ['一', '十', '十二', '二十', '一百零五', '一百一十']
    """
    if not 0 <= number < 10_000:
        return str(number)
    text, gap = "", False
    for power in (3, 2, 1, 0):
        digit = number // 10**power % 10
        if digit:
            text += (digits[0] if gap and text else "") + digits[digit]
            text += units[power - 1] if power else ""
            gap = False
        else:
            gap = True
    if 10 <= number < 20 and digits == _CHINESE:
        text = text[1:]
    return text or digits[0]


def _circled(number: int) -> str:
    return chr(0x2460 + number - 1) if 1 <= number <= 20 else str(number)


FORMATS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": lambda n: f"{n:02}",
    "lowerLetter": lambda n: letters(n, _LATIN),
    "upperLetter": lambda n: letters(n, _LATIN).upper(),
    "lowerRoman": roman,
    "upperRoman": lambda n: roman(n).upper(),
    "russianLower": lambda n: letters(n, _RUSSIAN),
    "russianUpper": lambda n: letters(n, _RUSSIAN).upper(),
    "chineseCounting": chinese,
    "chineseCountingThousand": chinese,
    "japaneseCounting": chinese,
    "taiwaneseCountingThousand": chinese,
    "chineseLegalSimplified": lambda n: chinese(n, _CHINESE_FORMAL, "拾佰仟"),
    "ideographTraditional": lambda n: letters(n, _STEMS),
    "decimalFullWidth": lambda n: str(n).translate(_FULL_WIDTH),
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "numberInDash": lambda n: f"- {n} -",
    "none": lambda _: "",
}
