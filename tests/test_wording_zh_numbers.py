"""大写: every example of the official rule, every legal variant, and what must be refused."""

import itertools
import re
from decimal import Decimal

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from letters.errors import DataError
from letters.wording.zh_numbers import parse_daxie, to_daxie

# digits | what we print | what is legal as well
TABLE = """
0                   | 零元整                         |
0.01                | 壹分                           |
0.10                | 壹角                           | 壹角整
0.42                | 肆角贰分                       |
1                   | 壹元整                         | 壹圆整 壹元正
1.20                | 壹元贰角                       | 壹元贰角整
1.01                | 壹元零壹分                     |
10                  | 壹拾元整                       |
11                  | 壹拾壹元整                     |
15                  | 壹拾伍元整                     |
10.05               | 壹拾元零伍分                   |
10.50               | 壹拾元零伍角                   | 壹拾元伍角 壹拾元零伍角整
325.04              | 叁佰贰拾伍元零肆分             |
1000.01             | 壹仟元零壹分                   |
1001                | 壹仟零壹元整                   |
1409.50             | 壹仟肆佰零玖元伍角             | 壹仟肆佰零玖元伍角整 壹仟肆佰零玖圆伍角正
1680.32             | 壹仟陆佰捌拾元零叁角贰分       | 壹仟陆佰捌拾元叁角贰分
6007.14             | 陆仟零柒元壹角肆分             | 陸仟零柒圓壹角肆分
16409.02            | 壹万陆仟肆佰零玖元零贰分       |
103453              | 壹拾万叁仟肆佰伍拾叁元整       | 壹拾万零叁仟肆佰伍拾叁元整
107000.53           | 壹拾万柒仟元零伍角叁分         | 壹拾万零柒仟元伍角叁分
128650              | 壹拾贰万捌仟陆佰伍拾元整       |
233100              | 贰拾叁万叁仟壹佰元整           |
1000000             | 壹佰万元整                     |
1000054             | 壹佰万零伍拾肆元整             |
1234567.89          | 壹佰贰拾叁万肆仟伍佰陆拾柒元捌角玖分 |
1903971             | 壹佰玖拾万叁仟玖佰柒拾壹元整   | 壹佰玖拾万零叁仟玖佰柒拾壹元整
31000054            | 叁仟壹佰万零伍拾肆元整         |
100001000           | 壹亿零壹仟元整                 | 壹亿壹仟元整
150006355           | 壹亿伍仟万陆仟叁佰伍拾伍元整   | 壹亿伍仟万零陆仟叁佰伍拾伍元整
1010000000          | 壹拾亿壹仟万元整               | 壹拾亿零壹仟万元整
1000000000000       | 壹万亿元整                     |
1000500000000       | 壹万零伍亿元整                 |
1000000000001       | 壹万亿零壹元整                 |
1234500000000       | 壹万贰仟叁佰肆拾伍亿元整       |
1000010000000       | 壹万亿零壹仟万元整             | 壹万亿壹仟万元整
9999999999999999.99 | 玖仟玖佰玖拾玖万玖仟玖佰玖拾玖亿玖仟玖佰玖拾玖万玖仟玖佰玖拾玖元玖角玖分 |
"""
ROWS = [[cell.strip() for cell in line.split("|")] for line in TABLE.strip().splitlines()]


@pytest.mark.parametrize(("digits", "words", "legal"), ROWS)
def test_table(digits, words, legal):
    assert to_daxie(Decimal(digits)) == words
    for variant in [words, *legal.split()]:
        assert parse_daxie(variant) == Decimal(digits), variant


ILLEGAL = {
    "壹仟零零壹元整": "a doubled 零",
    "壹仟壹元整": "a run of zeros without its 零",
    "壹佰元": "元 without 整",
    "叁佰贰拾伍元零肆分整": "整 after 分",
    "叁佰贰拾伍元肆分": "元 and 分 without 零",
    "拾元整": "拾 without its digit",
    "壹佰拾元整": "拾 without its digit, inside",
    "壹拾伍元零伍角": "零 before 角 although 元 is no zero",
    "零壹元整": "零 in front",
    "壹拾零元整": "零 at the end",
    "零元肆角贰分": "零元 before a sum below one 元",
    "零元": "nothing without 整",
    "整": "only the end",
    "": "nothing",
    "一百元整": "everyday digits",
    "壹兆元整": "兆",
    "壹佰元整整": "整 twice",
    "壹拾壹": "no unit of money",
    "负壹元整": "a sign",
    "壹元 整": "a gap",
    "壹元整￥1.00": "something behind",
    "壹角零伍分": "零 between 角 and 分",
    "伍分壹角": "the wrong order",
    "壹万壹万元整": "a unit twice",
    "壹" + "亿" * 1000 + "元整": "without end",
}


@pytest.mark.parametrize("text", ILLEGAL, ids=ILLEGAL.values())
def test_what_the_rule_does_not_allow_is_refused(text):
    with pytest.raises(DataError):
        parse_daxie(text)


@pytest.mark.parametrize("amount", ["-0.01", "0.005", "1E+16", "NaN", "Infinity"])
def test_amounts_that_have_no_daxie(amount):
    with pytest.raises(DataError):
        to_daxie(Decimal(amount))


def test_a_float_is_a_type_error():
    with pytest.raises(TypeError):
        to_daxie(0.1)


fen = st.integers(0, 10**18 - 1) | st.builds(
    # sparse numbers: where the rule about zeros has its traps
    lambda digits: int("".join(digits)),
    st.lists(st.sampled_from("0000123"), min_size=1, max_size=18),
)


@settings(max_examples=400, deadline=None)
@given(fen)
@example(10**14)
def test_words_read_back(hundredths):
    amount = Decimal(hundredths).scaleb(-2)
    words = to_daxie(amount)
    assert parse_daxie(words) == amount
    assert "零零" not in words
    assert not re.search("[零亿万元角]拾|^拾|[零]$", words)


def longhand(hundredths: int) -> str:
    """The schoolbook way: write every digit with its unit, then let the zeros fall together."""
    units = "分角元拾佰仟万拾佰仟亿拾佰仟万拾佰仟"
    digits = str(hundredths)
    text = "".join(
        "零壹贰叁肆伍陆柒捌玖"[int(digit)] + unit
        for digit, unit in zip(digits, reversed(units[: len(digits)]), strict=True)
    )
    text = re.sub("零[拾佰仟角]", "零", text)
    text = re.sub("零+", "零", text)
    text = re.sub("零([亿万元])", r"\1", text)
    return re.sub("零分$", "整", text.replace("亿万", "亿"))


@settings(max_examples=400, deadline=None)
@given(st.integers(100, 10**14 - 1) | st.integers(1, 10**6).map(lambda n: n * 100))
def test_the_schoolbook_spelling_is_read_as_legal(hundredths):
    assert parse_daxie(longhand(hundredths)) == Decimal(hundredths).scaleb(-2)


def test_no_two_amounts_share_a_spelling():
    seen = [to_daxie(Decimal(n).scaleb(-2)) for n in itertools.chain(range(20_000), (10**9,))]
    assert len(set(seen)) == len(seen)
