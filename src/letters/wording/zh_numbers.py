"""大写: an amount as Chinese papers spell it, and back.

Source: 《正确填写票据和结算凭证的基本规定》, annex 1 to 银发〔1997〕393号. Amounts from 0 to below
10^16, in 元, at most two decimals. From 10^12 on 万亿, never 兆. Amounts below one 元 are not
regulated: 肆角贰分 without 零元.
"""

import re
from decimal import Decimal

from letters.errors import N_, DataError

LARGEST = Decimal(10) ** 16

_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_PLACES = ((1000, "仟"), (100, "佰"), (10, "拾"), (1, ""))
_GROUPS = ((12, "万"), (8, "亿"), (4, "万"), (0, ""))
_UNITS = {"拾": 10, "佰": 100, "仟": 1000}
_SCALES = {"万": 10**4, "元": 1}
_CENTS = {"角": 10, "分": 1}
_LONGEST = 60  # characters; more cannot be an amount below 10^16

# Where the rule leaves a choice the spelling carries a mark. What we print and the pattern of all
# that is legal are two readings of the same marks.
_ZERO, _NO_ZERO, _NO_END = "+", "-", "."
_PRINTED = str.maketrans({_ZERO: "零", _NO_ZERO: "", _NO_END: ""})
_LEGAL = str.maketrans({_ZERO: "零?", _NO_ZERO: "零?", _NO_END: "整?"})
# 圆 and 正 are as good as 元 and 整; the rule's item 1 also takes these traditional characters.
_SAME = str.maketrans("圆圓正貳陸億萬", "元元整贰陆亿万")


def to_daxie(amount: Decimal) -> str:
    """The canonical 大写 of `amount`, without 人民币.

    >>> to_daxie(Decimal("16409.02"))
    '壹万陆仟肆佰零玖元零贰分'

    TypeError for anything but a Decimal; DataError for a negative amount, a third decimal, and
    10^16 or more.
    """
    if not isinstance(amount, Decimal):
        raise TypeError("an amount is a Decimal, never a float")
    if not amount.is_finite() or amount < 0 or amount >= LARGEST or amount % Decimal("0.01"):
        raise DataError(N_("{amount} cannot be written in Chinese capitals"), amount=str(amount))
    return _spell(int(amount * 100)).translate(_PRINTED)


def parse_daxie(text: str) -> Decimal:
    """The amount that a 大写 without 人民币 says; every legal spelling is read, no other.

    >>> parse_daxie("壹仟陆佰捌拾圆叁角贰分")
    Decimal('1680.32')

    DataError for a doubled 零, a missing 整 after 元, 整 after 分, 元 and 分 without 零 between
    them, a unit without its digit, and for anything else that the rule does not know.
    """
    spelt = text.translate(_SAME)
    fen = _read(spelt) if len(spelt) <= _LONGEST else None
    if fen is None or not re.fullmatch(_spell(fen).translate(_LEGAL), spelt):
        raise DataError(N_("“{text}” is not an amount in Chinese capitals"), text=text)
    return Decimal(fen).scaleb(-2)


def _spell(fen: int) -> str:
    """The spelling of `fen` hundredths with its marks; the only place that knows the rule."""
    whole, (tens, ones) = fen // 100, divmod(fen % 100, 10)
    if not fen:
        return "零元整"
    text = f"{_integer(whole)}元" if whole else ""
    if tens:
        gap = _ZERO if whole and whole % 10 == 0 else ""
        text += f"{gap}{_DIGITS[tens]}角"
    elif ones and whole:
        text += "零"
    if ones:
        return f"{text}{_DIGITS[ones]}分"
    return text + (_NO_END if tens else "整")


def _integer(number: int) -> str:
    text, before = "", 1
    for power, unit in _GROUPS:
        group = number // 10**power % 10_000
        if group:
            text += (_gap(before, group) if text else "") + _group(group) + unit
        elif text and power == 8:  # 壹万亿: the high group counts 亿 even where none are left over
            text += "亿"
        before = group
    return text


def _gap(before: int, group: int) -> str:
    """What stands for the zeros between two groups of four digits."""
    if group < 1000:
        return "零"
    if not before:
        return _ZERO  # a whole group of zeros: we say it, although the rule lets it go
    return _NO_ZERO if before % 10 == 0 else ""


def _group(number: int) -> str:
    text, gap = "", False
    for value, unit in _PLACES:
        digit = number // value % 10
        if digit:
            text += ("零" if gap and text else "") + _DIGITS[digit] + unit
        gap = not digit
    return text


def _read(spelt: str) -> int | None:
    """The hundredths that the characters add up to, however they are strung; None for none."""
    whole = group = digit = fen = 0
    for char in spelt:
        if char in _DIGITS:
            digit = _DIGITS.index(char)
            continue
        if char in _UNITS:
            group += digit * _UNITS[char]
        elif char in _SCALES:
            whole, group = whole + (group + digit) * _SCALES[char], 0
        elif char == "亿":
            whole, group = (whole + group + digit) * 10**8, 0
        elif char in _CENTS:
            fen += digit * _CENTS[char]
        elif char != "整":
            return None
        digit = 0
    return whole * 100 + fen if whole < LARGEST else None
