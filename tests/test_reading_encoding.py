"""Bytes to text: every encoding that Excel writes, and no guess."""

import contextlib

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from letters.errors import DataError
from letters.reading.encoding import decode

RUSSIAN = "Дата;Договор;Сумма\r\n01.02.2026;15/П;1 234,50\r\nООО «Съёмка» № 5, ПРОМСТРОЙ\r\n"
CHINESE = "日期,合同,金额\n2026-03-02,SY-01,100\n南京松屿商贸（集团）有限公司\n"
SPANISH = "N.º;Fecha;Descripción\n1;02/03/2026;Peñíscola, CÓRDOBA, 5 €, Fàbrica\n"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (RUSSIAN, "utf-8"),
        (RUSSIAN, "utf-8-sig"),
        (RUSSIAN, "utf-16"),
        (RUSSIAN, "utf-16-le"),
        (RUSSIAN, "utf-16-be"),
        (RUSSIAN, "cp1251"),
        (CHINESE, "utf-8"),
        (CHINESE, "utf-16"),
        (CHINESE, "utf-16-le"),
        (CHINESE, "gb18030"),
        (SPANISH, "utf-8-sig"),
        (SPANISH, "cp1252"),
        ("date;number\n2026-01-01;УПД-5\n", "cp1251"),
        ("date,name\n2026-01-01,送货\n", "gb18030"),
        ("name;town\nAgüero;Ávila\n", "cp1252"),
        ("date,amount\n2026-01-01,5\n", "ascii"),
        ("", "utf-8"),
    ],
)
def test_each_encoding_is_recognised(text, encoding):
    assert decode(text.encode(encoding)) == text


@pytest.mark.parametrize(
    "data",
    [
        RUSSIAN.encode("utf-8")[:-1] + b"\xff",  # damaged UTF-8 is not Cyrillic in disguise
        b"\xef\xbb\xbf\xd0",  # cut in the middle of a character
        b"\xe9",  # one letter may be й or é
        bytes(range(128, 256)),
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR",
    ],
)
def test_what_is_not_certain_is_refused(data):
    with pytest.raises(DataError) as refusal:
        decode(data)
    assert refusal.value.hint


@example("юяаааааааааааааааааа")
@given(st.text(alphabet="абвгдежзийклмнопрстуфхцчшщъыьэюя ", min_size=12).filter(str.strip))
def test_small_russian_letters_are_never_taken_for_another_alphabet(text):
    with contextlib.suppress(DataError):  # refused, not misread
        assert decode(text.encode("cp1251")) == text


@given(st.binary(max_size=200))
def test_any_bytes_are_text_or_refused(data):
    with contextlib.suppress(DataError):
        assert isinstance(decode(data), str)
