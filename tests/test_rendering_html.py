"""The page model as HTML: cheap, exact markup; tabs; and the same text as the document."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from letters.errors import RenderingError
from letters.rendering import css
from letters.rendering.equality import document_texts, markup_texts, require_same_text
from letters.rendering.html import Drawing, draw, draw_html
from letters.rendering.page import Paragraph, ParagraphFormat, Run, TabStop, TextFormat
from letters.rendering.page import Tab as TabItem
from letters.rendering.tabs import tab_stops
from letters.rendering.wordml import read_page
from rendering_cases import (
    A4,
    CHINESE,
    FEATURES,
    LOREM,
    Case,
    end,
    field_code,
    footnote,
    ind,
    list_level,
    listed,
    lists,
    note,
    p,
    r,
    stops,
    tbl,
    tc,
    tr,
)


def drawn(case: Case, measure=None) -> Drawing:
    return draw(read_page(case.docx(), "letter.docx"), measure=measure)


def body(case: Case) -> str:
    """The markup inside the section, classes of looks left out."""
    inside = re.search(r'<section class="s0">(.*)</section>', drawn(case).html)[1]
    return re.sub(r' class="[pcxti]\d+"', "", inside)


# --- markup ------------------------------------------------------------------------------


def test_a_paragraph_of_one_look_is_one_element():
    assert body(Case(p(r("жирный", "<w:b/>")))) == "<p>жирный</p>"


def test_another_look_is_one_more_element():
    assert body(Case(p("а ", r("б", "<w:b/>"), " в"))) == "<p>а <span>б</span> в</p>"


def test_a_cell_with_one_paragraph_is_that_paragraph():
    case = Case(tbl(tr("а", tc(p("б") + p("в"))), widths=(900, 900)))

    assert body(case).endswith("<tr><td>а</td><td><p>б</p><p>в</p></td></tr></tbody></table>")


def test_headings_are_headings():
    assert body(Case(p("Раздел", properties='<w:outlineLvl w:val="1"/>'))) == "<h2>Раздел</h2>"


def test_equal_looks_share_a_class_and_a_table_needs_no_more_of_them_for_more_rows():
    few, many = (
        drawn(Case(tbl(*(tr(str(i), "x") for i in range(rows)), widths=(900, 900)))).css
        for rows in (4, 400)
    )

    assert few == many


def test_a_long_table_has_a_body_for_a_hundred_rows_that_no_merged_cell_crosses():
    merged = '<w:vMerge w:val="{}"/>'.format
    rows = [
        tr(tc("" if 99 <= i < 103 else "x", merged("restart" if i == 98 else "continue")), "y")
        if 98 <= i < 103
        else tr("x", "y")
        for i in range(250)
    ]

    bodies = re.findall("<tbody>(.*?)</tbody>", body(Case(tbl(*rows, widths=(900, 900)))))

    assert [found.count("<tr") for found in bodies] == [103, 100, 47]


def test_a_head_stands_apart_from_the_body():
    markup = body(FEATURES["ledger"])

    assert re.search(r"<thead><tr.*?<th>№</th>.*?</thead><tbody>", markup)
    assert markup.count("<thead>") == 1


def test_text_that_looks_like_markup_stays_text():
    assert body(Case(p('ООО <Вектор> & "Сын"'))) == '<p>ООО &lt;Вектор&gt; &amp; "Сын"</p>'


def test_small_capitals_are_capitals_of_another_size():
    markup = body(Case(p(r("Иванов И.", "<w:smallCaps/>"))))

    assert markup.startswith('<p>И<span class="sc">ванов</span> И.')


def test_several_spaces_are_kept():
    assert ' w">а  б' in drawn(Case(p("а  б"))).html
    assert ' w">' not in drawn(Case(p("а б"))).html


def test_an_empty_paragraph_and_an_empty_cell_keep_the_height_of_a_line():
    sheet = drawn(Case(p() + tbl(tr(p()), widths=(900,)))).css

    assert sheet.count("height:13.788pt") >= 2
    assert re.search(r"\.p\d+\{[^}]*;height:13.788pt", sheet)


def test_one_html_text_has_its_style_sheet_inside():
    page = draw_html(read_page(Case(p("x")).docx(), "x"))

    assert page.index("<style>") < page.index("</head>") < page.index('<section class="s0">')


def test_a_header_that_fits_is_not_measured_and_a_tall_one_moves_the_text_down():
    def forbidden(*_: object) -> float:
        raise AssertionError

    one_line = Case(p("x"), section=end("header", "header1") + A4, ends={"header1": p("15")})
    tall = FEATURES["tall_ends"]

    assert "margin:56.7pt" in drawn(one_line, forbidden).css
    assert "margin:135.45pt 42.5pt 135.45pt" in drawn(tall, lambda *_: 100.0).css


# --- lines -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rule", "line", "grid", "height"),
    [
        ("multiple", 1.0, 0.0, 13.8),
        ("multiple", 1.5, 0.0, 20.7),
        ("exact", 28.0, 0.0, 28.0),
        ("at_least", 10.0, 0.0, 13.8),
        ("at_least", 15.0, 0.0, 15.0),
        ("multiple", 1.0, 15.6, 15.6),
        ("multiple", 1.5, 15.6, 23.4),
        ("multiple", 1.0, 10.0, 20.0),
        ("exact", 28.0, 15.6, 28.0),
    ],
)
def test_the_height_of_a_line(rule: str, line: float, grid: float, height: float):
    format_ = ParagraphFormat(line=line, line_rule=rule, grid=grid)

    assert css.line_height(format_, 13.8) == pytest.approx(height)


def test_chinese_text_makes_a_line_higher():
    latin = Paragraph(ParagraphFormat(), (Run("x", TextFormat(size=12)),), TextFormat())
    chinese = Paragraph(ParagraphFormat(), (Run("付款", TextFormat(size=12)),), TextFormat())

    assert css.natural_line(latin) == pytest.approx(13.8, abs=0.05)
    assert css.natural_line(chinese) == pytest.approx(15.6)


# --- tabs --------------------------------------------------------------------------------

LOOK = TextFormat(size=10)
WIDE = "А" * 10  # 72.2 points


@pytest.mark.parametrize(
    ("format_", "contents", "widths"),
    [
        # default stops, every 36 points
        (ParagraphFormat(), ("", "x"), [36.0]),
        (ParagraphFormat(), (WIDE, "x"), [108 - 72.2]),
        # to a left stop, then to the default ones behind it
        (ParagraphFormat(tabs=(TabStop(100.0),)), ("", "", ""), [100.0, 8.0]),
        # text ends at a right stop, is centred on another
        (ParagraphFormat(tabs=(TabStop(200.0, "right"),)), ("", WIDE), [200 - 72.2 - 0.05]),
        (ParagraphFormat(tabs=(TabStop(200.0, "center"),)), ("", WIDE), [200 - 36.1]),
        # a right stop beyond the margin counts at the margin
        (ParagraphFormat(tabs=(TabStop(999.0, "right"),)), ("", ""), [300 - 0.05]),
        # a hanging indent is a stop
        (ParagraphFormat(left=50.0, first_line=-30.0), ("", "x"), [30.0]),
        # nothing is left of the room
        (ParagraphFormat(tabs=(TabStop(60.0, "right"),)), ("", WIDE), [0.0]),
    ],
)
def test_a_tab_is_as_wide_as_its_stop_asks(
    format_: ParagraphFormat, contents: tuple[str, ...], widths: list[float]
):
    items: list[Run | TabItem] = []
    for index, piece in enumerate(contents):
        if index:
            items.append(TabItem(LOOK))
        items.append(Run(piece, LOOK))

    found = tab_stops(Paragraph(format_, tuple(items), LOOK), 300.0)

    assert [stop.width for stop in found] == pytest.approx(widths, abs=0.03)


def test_a_tab_after_wrapped_lines_counts_from_the_last_of_them():
    text = "слово " * 40
    paragraph = Paragraph(
        ParagraphFormat(tabs=(TabStop(290.0),)),
        (Run(text, LOOK), TabItem(LOOK), Run("x", LOOK)),
        LOOK,
    )

    (found,) = tab_stops(paragraph, 300.0)

    assert 0 < found.width < 290


def test_a_leader_is_drawn_and_is_no_text():
    case = Case(p("Подпись\t/", properties=stops(("left", 6000, "underscore"))))

    assert "border-bottom:.5pt solid" in body(case)
    assert markup_texts(drawn(case).html).body == "Подпись/"


# --- equality ----------------------------------------------------------------------------


@pytest.mark.parametrize("name", FEATURES)
def test_the_drawing_says_what_the_document_says(name: str):
    docx = FEATURES[name].docx()

    require_same_text(docx, drawn(FEATURES[name]).html, name)

    assert document_texts(docx, name).body


def test_what_the_program_counts_is_no_text_of_the_document():
    case = Case(
        p("пункт", footnote(2), " стр. ", field_code("PAGE", "99"), properties=listed(1)),
        numbering=lists(list_level(0, "decimal", "%1.")),
        footnotes=note(2, "сноска"),
    )

    for texts in (document_texts(case.docx(), "x"), markup_texts(drawn(case).html)):
        assert (texts.body, texts.notes) == ("пунктстр.", "сноска")


def test_headers_are_compared_once_and_only_if_they_are_in_force():
    ends = {"header1": p("обычный"), "header2": p("первый")}
    named = end("header", "header1") + end("header", "header2", "first") + A4

    assert document_texts(Case(p("x"), section=named, ends=ends).docx(), "x").ends == {"обычный"}
    titled = Case(p("x"), section=named + "<w:titlePg/>", ends=ends)
    assert document_texts(titled.docx(), "x").ends == {"обычный", "первый"}
    assert markup_texts(drawn(titled).html).ends == {"обычный", "первый"}


@pytest.mark.parametrize(
    ("change", "near"),
    [
        (("1 000", "1 001"), "1000"),
        (("руб.", ""), "руб."),
        (("Сумма", "Сумма Сумма"), "Сумма"),
        (("верхний", "нижний"), "ний"),
        (("сноска", "сноскаа"), "сноска"),
        (("20\u00a0%", "20 %"), "20"),
    ],
)
def test_any_difference_stops_the_letter(change: tuple[str, str], near: str):
    case = Case(
        p("Сумма 1 000 руб., НДС 20\u00a0%", footnote(2)),
        footnotes=note(2, "сноска"),
        section=end("header", "header1") + A4,
        ends={"header1": p("верхний")},
    )
    html = drawn(case).html
    require_same_text(case.docx(), html, "letter.docx")

    with pytest.raises(RenderingError, match="letter") as error:
        require_same_text(case.docx(), html.replace(*change), "letter.docx")

    assert near in str(error.value)
    assert "nothing was written" in str(error.value)


ANY = st.characters(exclude_categories=("Cs", "Cc", "Cn", "Co"))
ANY_TEXT = st.text(ANY, min_size=1, max_size=40)


@settings(max_examples=60)
@given(ANY_TEXT, ANY_TEXT)
def test_any_text_in_any_place_survives(one: str, other: str):
    case = Case(
        p(r(one), r(other, "<w:b/>")) + tbl(tr(p(r(one)), p(r(other))), widths=(3000, 3000)),
        section=end("footer", "footer1") + A4,
        ends={"footer1": p(r(other))},
    )

    require_same_text(case.docx(), drawn(case).html, "x")


def test_long_words_may_break_in_a_narrow_cell_but_not_on_a_wide_page():
    word = "ABCDEFGHIJ1234567890"

    assert ' l">' in drawn(Case(tbl(tr(word), widths=(900,)))).html
    assert ' l">' not in drawn(Case(p(word) + p(CHINESE) + p(LOREM, properties=ind(left=9)))).html


def test_the_name_of_a_font_never_ends_its_css():
    name = "x&quot;} td{visibility:hidden} .z{font-family:&quot;"
    fonts = f'<w:rFonts w:ascii="{name}" w:hAnsi="{name}" w:cs="{name}"/>'
    style_sheet = draw(
        read_page(Case(p(r("1 234,50", fonts))).docx(), "test.docx"),
        title="t", language="ru-RU", measure=lambda _: 0.0,
    ).css  # fmt: skip
    assert "visibility" in style_sheet
    assert 'x"}' not in style_sheet
    assert "{visibility" not in style_sheet


def test_the_space_before_another_look_stands_alone_in_a_text_of_many_lines():
    """Else a line that has room for a text but for its last space ends behind the first word."""
    long = p("so many words " * 24, r("then bold", "<w:b/>"), " and on")
    assert "words<span> </span><span" in body(Case(long))
    assert "<span> </span>" not in body(Case(p("a ", r("b", "<w:b/>"))))
