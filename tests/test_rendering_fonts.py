"""Faces of Word, installed families, widths of text."""

import pytest

from letters.rendering import fonts
from letters.rendering.fonts import families, font_problems, single_line, text_width
from letters.rendering.page import TextFormat


@pytest.mark.parametrize(
    ("faces", "first"),
    [
        (("Times New Roman",), "Liberation Serif"),
        (("arial",), "Liberation Sans"),
        (("宋体", "Times New Roman"), "Noto Serif CJK SC"),
        (("黑体",), "Noto Sans CJK SC"),
        (("仿宋",), "Noto Serif CJK SC"),
        (("Garamond",), "Garamond"),
    ],
)
def test_a_face_of_word_is_drawn_with(faces: tuple[str, ...], first: str):
    found = families(faces)

    assert found[0] == first
    assert any("CJK" in family for family in found), "Chinese characters find a face"


def test_text_is_as_wide_as_times_new_roman_sets_it():
    # Advances of Times New Roman in 2048 units a em: А 1479, в 967, о 1024, space 512.
    assert text_width("Ав о", TextFormat(size=2048)) == 1479 + 967 + 512 + 1024


def test_chinese_characters_are_square():
    assert text_width("人民币，", TextFormat(faces=("宋体",), size=12)) == 48


def test_letter_spacing_and_capitals_count():
    plain = TextFormat(size=10)

    assert text_width("ав", TextFormat(size=10, spacing=2)) == text_width("ав", plain) + 4
    assert text_width("ав", TextFormat(size=10, caps=True)) == text_width("АВ", plain)


def test_a_single_line_is_as_high_as_in_word():
    assert single_line(("Times New Roman",), chinese=False) * 12 == pytest.approx(13.8, abs=0.05)
    assert single_line(("宋体",), chinese=True) * 12 == pytest.approx(15.6)


def test_nothing_is_missing_here():
    assert [str(problem) for problem in font_problems()] == []


def test_what_is_missing_is_named_with_its_package(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(fonts, "_match", lambda _: ("", 0, ()))
    monkeypatch.setattr(fonts, "_SUBSETTERS", ("libnone.so",))

    found = [str(problem) for problem in font_problems()]

    assert any("Noto Serif CJK SC" in line and "fonts-noto-cjk" in line for line in found)
    assert any("30 times" in line and "libharfbuzz-subset0" in line for line in found)
    assert {problem.severity for problem in font_problems()} == {"warning"}
