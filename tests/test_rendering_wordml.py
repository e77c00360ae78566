"""A .docx read into the page model: what Word means, and nothing that is not understood."""

import zipfile
from io import BytesIO

import pytest

from letters.errors import RenderingError
from letters.rendering.numerals import FORMATS
from letters.rendering.page import (
    Break,
    Edge,
    Field,
    Footnote,
    Link,
    Paragraph,
    Picture,
    Run,
    Section,
    Tab,
    Table,
)
from letters.rendering.wordml import UnsupportedMarkup, read_page, unsupported_markup
from rendering_cases import (
    A4,
    FEATURES,
    LANDSCAPE,
    PAGE_BREAK,
    SUPER,
    Case,
    end,
    field_code,
    footnote,
    ind,
    jc,
    list_level,
    listed,
    lists,
    note,
    p,
    picture,
    r,
    spacing,
    stops,
    tbl,
    tc,
    tr,
)


def section(case: Case) -> Section:
    return read_page(case.docx(), "letter.docx").sections[0]


def paragraphs(case: Case) -> list[Paragraph]:
    return [block for block in section(case).blocks if isinstance(block, Paragraph)]


def only(case: Case) -> Paragraph:
    (found,) = paragraphs(case)
    return found


def run(properties: str, styles: str = "", paragraph: str = "") -> Run:
    found = only(Case(p(r("x", properties), properties=paragraph), styles=styles)).contents[0]
    assert isinstance(found, Run)
    return found


def table(case: Case) -> Table:
    (found,) = [block for block in section(case).blocks if isinstance(block, Table)]
    return found


def text(paragraph: Paragraph) -> str:
    return "".join(item.text for item in paragraph.contents if isinstance(item, Run))


def labels(case: Case) -> list[str]:
    return [
        "".join(item.text for item in found.label if isinstance(item, Run))
        for found in paragraphs(case)
    ]


# --- looks of characters -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("properties", "attribute", "value"),
    [
        ("", "size", 12.0),
        ('<w:sz w:val="21"/>', "size", 10.5),
        ("<w:b/>", "bold", True),
        ('<w:b w:val="0"/>', "bold", False),
        ("<w:i/>", "italic", True),
        ('<w:u w:val="single"/>', "underline", "solid"),
        ('<w:u w:val="none"/>', "underline", ""),
        ("<w:caps/>", "caps", True),
        ("<w:smallCaps/>", "small_caps", True),
        ("<w:dstrike/>", "strike", True),
        ('<w:color w:val="C00000"/>', "colour", "#c00000"),
        ('<w:color w:val="auto"/>', "colour", ""),
        ('<w:highlight w:val="yellow"/>', "background", "#ffff00"),
        ('<w:shd w:val="clear" w:fill="EEEEEE"/>', "background", "#eeeeee"),
        (SUPER, "script", "super"),
        ('<w:position w:val="6"/>', "raised", 3.0),
        ('<w:spacing w:val="40"/>', "spacing", 2.0),
        ('<w:rFonts w:ascii="Arial" w:hAnsi="Arial"/>', "faces", ("Arial", "宋体")),
        ('<w:rFonts w:eastAsia="黑体"/>', "faces", ("Times New Roman", "黑体")),
    ],
)
def test_a_run_looks(properties: str, attribute: str, value: object):
    assert getattr(run(properties).format, attribute) == value


CHAIN = """
<w:style w:type="paragraph" w:styleId="Base"><w:basedOn w:val="Normal"/>
 <w:pPr><w:jc w:val="center"/><w:spacing w:after="200"/></w:pPr>
 <w:rPr><w:b/><w:sz w:val="28"/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Child"><w:basedOn w:val="Base"/>
 <w:pPr><w:spacing w:before="100"/></w:pPr><w:rPr><w:i/></w:rPr></w:style>
<w:style w:type="character" w:styleId="Strong"><w:rPr><w:b/><w:color w:val="FF0000"/></w:rPr>
</w:style>
<w:style w:type="paragraph" w:styleId="Loop"><w:basedOn w:val="Loop"/><w:rPr><w:b/></w:rPr>
</w:style>
"""


def test_a_style_inherits_from_its_bases_and_the_paragraph_has_the_last_word():
    case = Case(p(r("x"), properties='<w:pStyle w:val="Child"/>' + jc("right")), styles=CHAIN)

    found = only(case)
    look = found.contents[0].format

    assert (found.format.align, found.format.before, found.format.after) == ("right", 5.0, 10.0)
    assert (look.size, look.bold, look.italic) == (14.0, True, True)


def test_bold_of_two_styles_cancels_out_but_not_bold_of_the_run():
    styled = '<w:pStyle w:val="Base"/>'

    assert run('<w:rStyle w:val="Strong"/>', CHAIN).format.bold
    assert not run('<w:rStyle w:val="Strong"/>', CHAIN, styled).format.bold
    assert run('<w:rStyle w:val="Strong"/><w:b/>', CHAIN, styled).format.bold
    assert run('<w:rStyle w:val="Strong"/>', CHAIN, styled).format.colour == "#ff0000"


def test_a_style_based_on_itself_does_not_hang():
    assert run("", CHAIN, '<w:pStyle w:val="Loop"/>').format.bold


def test_faces_may_come_from_the_theme():
    theme = (
        '<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
        '<a:themeElements><a:fontScheme><a:minorFont><a:latin typeface="Calibri"/>'
        '<a:ea typeface=""/><a:font script="Hans" typeface="等线"/></a:minorFont>'
        "</a:fontScheme></a:themeElements></a:theme>"
    )
    fonts = '<w:rFonts w:hAnsiTheme="minorHAnsi" w:eastAsiaTheme="minorEastAsia"/>'

    found = only(Case(p(r("x", fonts)), theme=theme)).contents[0]

    assert found.format.faces == ("Calibri", "等线")


@pytest.mark.parametrize(
    ("content", "hint", "stretches"),
    [
        ("付款，100：元", "", ["付款，", "100", "：元"]),
        ("按“还款计划”支付", "", ["按“还款计划”支付"]),
        ("Устав “А”", "", ["Устав “А”"]),
        ("“A”", '<w:rFonts w:hint="eastAsia"/>', ["“", "A", "”"]),
        ("甲方——ООО", "", ["甲方——", "ООО"]),
    ],
)
def test_each_script_gets_its_face(content: str, hint: str, stretches: list[str]):
    found = only(Case(p(r(content, hint)))).contents

    assert [item.text for item in found] == stretches
    for item in found:
        chinese = item.format.faces[0] == "宋体"
        assert chinese == (item.text[0] >= "\u2e80" or item.text in "“”")


@pytest.mark.parametrize(
    ("content", "properties", "spaced"),
    [
        ("第9条", "", "第 9 条"),
        ("付ABC（见合同）", "", "付 ABC（见合同）"),
        ("￥100，УПД№7号", "", "￥100，УПД№7 号"),
        ("Москва 2026", "", "Москва 2026"),
        ("第9条", '<w:autoSpaceDE w:val="0"/>', "第9条"),
    ],
)
def test_scripts_that_meet_keep_a_little_distance(content: str, properties: str, spaced: str):
    found = only(Case(p(content, properties=properties))).contents

    written = "".join(item.text + (" " if item.format.spacing else "") for item in found)

    assert written == spaced
    assert {item.format.spacing for item in found} <= {0.0, 2.4}


def test_scripts_meet_also_between_runs():
    bold = only(Case(p(r("共"), r("3", "<w:b/>"), r("页")))).contents

    assert [(item.text, item.format.spacing) for item in bold] == [
        ("共", 2.4),
        ("3", 2.4),
        ("页", 0),
    ]


# --- paragraphs --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("properties", "attribute", "value"),
    [
        (jc("both"), "align", "justify"),
        (jc("end"), "align", "right"),
        (ind(left=720, hanging=360), "left", 36.0),
        (ind(left=720, hanging=360), "first_line", -18.0),
        (ind(firstLine=709), "first_line", 35.45),
        (ind(firstLineChars=200, firstLine=480), "first_line", 24.0),
        (ind(firstLineChars=0, firstLine=480), "first_line", 24.0),
        (ind(left="1cm"), "left", 72 / 2.54),
        (spacing(before=120), "before", 6.0),
        (spacing(line=360, lineRule="auto"), "line", 1.5),
        (spacing(line=560, lineRule="exact"), "line", 28.0),
        (spacing(line=560, lineRule="exact"), "line_rule", "exact"),
        ("<w:keepNext/>", "keep_next", True),
        ("<w:keepLines/>", "keep_lines", True),
        ("<w:pageBreakBefore/>", "page_break_before", True),
        ('<w:widowControl w:val="0"/>', "widow_control", False),
        ('<w:outlineLvl w:val="0"/>', "heading", 1),
        ('<w:outlineLvl w:val="9"/>', "heading", 0),
        ('<w:shd w:val="pct50" w:color="000000" w:fill="FFFFFF"/>', "background", "#808080"),
    ],
)
def test_a_paragraph_stands(properties: str, attribute: str, value: object):
    assert getattr(only(Case(p("x", properties=properties))).format, attribute) == value


def test_an_indent_in_characters_follows_the_size_of_the_paragraph():
    properties = ind(firstLineChars=200, firstLine=480) + '<w:rPr><w:sz w:val="32"/></w:rPr>'

    assert only(Case(p("x", properties=properties))).format.first_line == 32.0


def test_a_tab_stop_of_the_style_can_be_cleared():
    style = (
        '<w:style w:type="paragraph" w:styleId="Tabbed"><w:pPr>'
        f"{stops(('left', 1000), ('right', 9000, 'underscore'))}</w:pPr></w:style>"
    )
    properties = '<w:pStyle w:val="Tabbed"/>' + stops(("clear", 1000), ("center", 4000))

    found = only(Case(p("x", properties=properties), styles=style)).format.tabs

    assert [(s.position, s.align, s.leader) for s in found] == [
        (200.0, "center", ""),
        (450.0, "right", "line"),
    ]


def test_contextual_spacing_joins_paragraphs_of_one_style():
    spaced = "<w:contextualSpacing/>" + spacing(before=200, after=200)
    case = Case("".join(p("x", properties=spaced) for _ in range(3)))

    assert [(f.format.before, f.format.after) for f in paragraphs(case)] == [
        (10.0, 0.0),
        (0.0, 0.0),
        (0.0, 10.0),
    ]


def test_paragraphs_with_one_frame_are_framed_together():
    line = '<w:{} w:val="single" w:sz="4" w:space="1"/>'.format
    framed = f"<w:pBdr>{''.join(map(line, ('top', 'left', 'bottom', 'right')))}</w:pBdr>"

    first, last = paragraphs(Case(p("x", properties=framed) * 2))

    assert first.format.borders.top == Edge(0.5, "solid", "", 1.0)
    assert first.format.borders.bottom is None
    assert last.format.borders.top is None
    assert last.format.borders.bottom is not None


def test_lines_follow_the_grid_of_the_page_but_not_in_tables():
    section_ = A4 + '<w:docGrid w:type="lines" w:linePitch="312"/>'
    free = p("x", properties='<w:snapToGrid w:val="0"/>')
    found = section(Case(p("x") + free + tbl(tr("x"), widths=(900,)), section=section_))

    assert [block.format.grid for block in found.blocks[:2]] == [15.6, 0.0]
    assert found.blocks[2].rows[0].cells[0].blocks[0].format.grid == 0.0


# --- contents ----------------------------------------------------------------------------


def test_special_characters_of_word_become_characters():
    contents = (
        "<w:r><w:t>не</w:t><w:noBreakHyphen/><w:t>раз</w:t><w:softHyphen/><w:t>рыв</w:t>"
        "<w:tab/><w:t>x</w:t><w:br/><w:t>y</w:t><w:cr/></w:r>"
    )
    found = only(Case(p(contents))).contents

    assert [type(item) for item in found] == [Run, Tab, Run, Break, Run, Break]
    assert found[0].text == "не\u2011раз\u00adрыв"


def test_spaces_count_only_where_they_are_preserved():
    kept = '<w:r><w:t xml:space="preserve"> а </w:t></w:r>'
    trimmed = "<w:r><w:t> б </w:t></w:r>"

    assert text(only(Case(p(kept, trimmed)))) == " а б"


def test_runs_of_one_look_become_one():
    assert len(only(Case(p(r("Гаран"), r("тийное"), r(" письмо")))).contents) == 1


@pytest.mark.parametrize(
    "markup",
    [
        field_code("PAGE"),
        field_code("PAGE \\* MERGEFORMAT", "17"),
        f'<w:fldSimple w:instr=" PAGE ">{r("17")}</w:fldSimple>',
    ],
)
def test_a_page_number_is_a_field_and_its_old_result_is_dropped(markup: str):
    (found,) = only(Case(p(markup))).contents

    assert isinstance(found, Field)
    assert found.kind == "PAGE"


def test_text_in_content_controls_smart_tags_and_links_is_read():
    case = FEATURES["links"]

    first, second, third = paragraphs(case)

    links = [item for item in first.contents if isinstance(item, Link)]
    assert [(link.target, link.contents[0].text) for link in links] == [
        ("https://kad.arbitr.ru/", "сайт суда"),
        ("https://example.org/", "ссылку"),
    ]
    assert text(second) == "поле умный"
    assert text(third) == "блок"


def test_footnotes_are_counted_in_the_order_of_their_references():
    case = Case(
        p("А", footnote(9), "Б", footnote(4)), footnotes=note(4, "четыре") + note(9, "девять")
    )

    found = [item for item in only(case).contents if isinstance(item, Footnote)]

    assert [(item.number, text(item.blocks[0]).strip()) for item in found] == [
        (1, "девять"),
        (2, "четыре"),
    ]


def test_pictures_stand_in_the_line_or_float():
    first, second, third = paragraphs(FEATURES["pictures"])
    inline = first.contents[1]

    assert isinstance(inline, Picture)
    assert (inline.width, inline.height, inline.media_type) == (60.0, 30.0, "image/png")
    assert (inline.description, inline.left) == ("Логотип", None)
    assert (second.contents[0].left.origin, second.contents[0].top.distance) == ("page", 720.0)
    assert (third.contents[0].left.origin, third.contents[0].top.origin) == ("margin", "paragraph")


@pytest.mark.parametrize(
    ("contents", "pieces"),
    [
        ((PAGE_BREAK, "после"), [("после", True)]),
        (("до", PAGE_BREAK), [("до", False), ("следующий", True)]),
        (("до", PAGE_BREAK, "после"), [("до", False), ("после", True)]),
        ((PAGE_BREAK,), [("", False), ("следующий", True)]),
    ],
)
def test_a_page_break_cuts_a_paragraph(contents: tuple[str, ...], pieces: list):
    found = paragraphs(Case(p(*contents) + p("следующий")))

    read = [(text(piece), piece.format.page_break_before) for piece in found]
    assert read[: len(pieces)] == pieces
    assert read[-1][0] == "следующий"


# --- lists -------------------------------------------------------------------------------


def test_a_list_of_many_levels_counts_each_level():
    numbering = lists(list_level(0, "decimal", "%1.") + list_level(1, "decimal", "%1.%2."))
    levels = (0, 1, 1, 0, 1)
    case = Case(
        "".join(p("x", properties=listed(1, level)) for level in levels), numbering=numbering
    )

    assert labels(case) == ["1.", "1.1.", "1.2.", "2.", "2.1."]


def test_two_numbers_of_one_list_count_on_unless_told_to_start_anew():
    restart = (
        '<w:num w:numId="2"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="3">'
        '<w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/>'
        "</w:lvlOverride></w:num>"
    )
    numbering = lists(list_level(0, "decimal", "%1"), numbers=restart)
    case = Case("".join(p("x", properties=listed(n)) for n in (1, 2, 3, 3)), numbering=numbering)

    assert labels(case) == ["1", "2", "7", "8"]


def test_a_style_can_put_its_paragraphs_into_a_list_and_correct_the_indent():
    style = (
        '<w:style w:type="paragraph" w:styleId="Item"><w:pPr><w:numPr><w:numId w:val="1"/>'
        '</w:numPr><w:ind w:left="1000" w:hanging="360"/></w:pPr></w:style>'
    )
    case = Case(
        p("x", properties='<w:pStyle w:val="Item"/>') + p("y"),
        styles=style,
        numbering=lists(list_level(0, "upperRoman", "%1.")),
    )

    first, second = paragraphs(case)

    assert labels(case) == ["I.", ""]
    assert (first.format.left, first.format.first_line) == (50.0, -18.0)
    assert second.format.left == 0.0


@pytest.mark.parametrize(
    ("font", "character", "drawn"),
    [
        ("Symbol", "&#xF0B7;", "•"),
        ("Symbol", "&#xB7;", "•"),
        ("Wingdings", "&#xF0A7;", "▪"),
        ("Wingdings", "&#xF0FC;", "✓"),
        ("Arial", "–", "–"),
        ("Courier New", "o", "o"),
    ],
)
def test_a_bullet_of_words_symbol_fonts_is_an_ordinary_character(
    font: str, character: str, drawn: str
):
    face = f'<w:rPr><w:rFonts w:ascii="{font}" w:hAnsi="{font}"/></w:rPr>'
    numbering = lists(list_level(0, "bullet", character, more=face))

    assert labels(Case(p("x", properties=listed(1)), numbering=numbering)) == [drawn]


@pytest.mark.parametrize(
    ("form", "numbers", "printed"),
    [
        ("decimalZero", (1, 10), "01 10"),
        ("russianLower", (1, 7, 10, 29, 30), "а ж к я аа"),
        ("russianUpper", (1, 2), "А Б"),
        ("lowerLetter", (1, 26, 27), "a z aa"),
        ("lowerRoman", (4, 9, 14, 1999), "iv ix xiv mcmxcix"),
        (
            "chineseCounting",
            (1, 10, 11, 21, 100, 101, 110),
            "一 十 十一 二十一 一百 一百零一 一百一十",
        ),
        ("chineseLegalSimplified", (1, 10, 203), "壹 壹拾 贰佰零叁"),
        ("ideographTraditional", (1, 2), "甲 乙"),
        ("decimalEnclosedCircle", (1, 20), "① ⑳"),
        ("decimalFullWidth", (12,), "１２"),
    ],
)
def test_numbers_of_lists_are_printed(form: str, numbers: tuple[int, ...], printed: str):
    assert " ".join(map(FORMATS[form], numbers)) == printed


# --- tables ------------------------------------------------------------------------------


def test_each_line_between_two_cells_is_drawn_once():
    found = table(Case(tbl(tr("а", "б"), tr("в", "г"), widths=(2000, 3000))))
    drawn = [
        "".join(side[0] for side in ("top", "right", "bottom", "left") if getattr(b, side))
        for b in (cell.format.borders for row in found.rows for cell in row.cells)
    ]

    assert found.widths == (100.0, 150.0)
    assert drawn == ["trbl", "trb", "rbl", "rb"]
    assert found.rows[0].cells[0].format.borders.right == Edge(0.5)


def test_a_line_shows_unless_both_neighbours_do_without_it():
    without = '<w:tcBorders><w:right w:val="nil"/></w:tcBorders>'
    neither = '<w:tcBorders><w:left w:val="nil"/></w:tcBorders>'
    one = table(Case(tbl(tr(tc("а", without), "б"), widths=(900, 900))))
    both = table(Case(tbl(tr(tc("а", without), tc("б", neither)), widths=(900, 900))))

    assert one.rows[0].cells[0].format.borders.right is not None
    assert both.rows[0].cells[0].format.borders.right is None


def test_merged_cells_span_rows_and_columns():
    first, second, third = table(FEATURES_MERGED).rows

    assert [(cell.columns, cell.rows) for cell in first.cells] == [(1, 2), (1, 1), (1, 1)]
    assert [(cell.columns, cell.rows) for cell in second.cells] == [(2, 1)]
    assert [cell.format.valign for cell in third.cells] == ["top", "bottom", "top"]
    assert first.cells[0].format.valign == "middle"
    assert second.cells[0].width == pytest.approx(317.75)


FEATURES_MERGED = Case(FEATURES["merged"].body.split("</w:tbl>")[0] + "</w:tbl>")


def test_rows_repeat_keep_together_and_have_heights():
    head = tr("№", properties="<w:tblHeader/>")
    row = tr("1", properties='<w:cantSplit/><w:trHeight w:val="400" w:hRule="exact"/>')
    late = tr("2", properties="<w:tblHeader/>")
    found = table(Case(tbl(head, row, late, widths=(900,)))).rows

    assert [item.header for item in found] == [True, False, False]
    assert found[1].keep_together
    assert found[1].height == 20.0


def test_the_width_of_a_cell_wins_over_the_grid_and_a_percentage_over_both():
    cell = tc("x", '<w:tcW w:w="3000" w:type="dxa"/>')
    half = '<w:tblW w:w="2500" w:type="pct"/>'

    assert table(Case(tbl(tr(cell, "y"), widths=(900, 1000)))).widths == (150.0, 50.0)
    scaled = table(Case(tbl(tr("x", "y"), widths=(900, 900), properties=half)))
    assert sum(scaled.widths) == pytest.approx((11906 - 850 - 1701) / 20 / 2, abs=0.01)


def test_a_table_hangs_over_the_margin_in_documents_from_before_word_2013():
    body = tbl(tr("x"), widths=(900,))

    assert table(Case(body)).left == 0.0
    assert table(Case(body, settings="")).left == -5.4


TABLE_STYLE = """
<w:style w:type="table" w:styleId="Striped"><w:basedOn w:val="Grid"/>
 <w:pPr><w:jc w:val="center"/></w:pPr><w:rPr><w:sz w:val="18"/></w:rPr>
 <w:tblStylePr w:type="firstRow"><w:rPr><w:b/></w:rPr><w:tcPr><w:shd w:val="clear"
  w:fill="DDDDDD"/></w:tcPr></w:tblStylePr>
 <w:tblStylePr w:type="lastCol"><w:rPr><w:i/></w:rPr></w:tblStylePr>
</w:style>
"""


def test_a_table_style_gives_its_conditions_to_the_cells_that_they_are_for():
    look = '<w:tblLook w:firstRow="1" w:lastColumn="1" w:noHBand="1" w:noVBand="1"/>'
    case = Case(
        tbl(tr("а", "б"), tr("в", "г"), widths=(900, 900), properties=look, style="Striped"),
        styles=TABLE_STYLE,
    )
    cells = [cell for row in table(case).rows for cell in row.cells]
    looks = [cell.blocks[0].contents[0].format for cell in cells]

    assert [cell.format.background for cell in cells] == ["#dddddd", "#dddddd", "", ""]
    assert [(look.bold, look.italic) for look in looks] == [
        (True, False),
        (True, True),
        (False, False),
        (False, True),
    ]
    assert {look.size for look in looks} == {9.0}
    assert cells[0].blocks[0].format.align == "center"


# --- sections ----------------------------------------------------------------------------


def test_a_section_has_its_paper_and_inherits_headers_that_it_does_not_name():
    first = f"<w:sectPr>{end('header', 'header1')}{A4}</w:sectPr>"
    case = Case(
        p("А", properties=first) + p("Б"), section=LANDSCAPE, ends={"header1": p("Письмо № 15")}
    )

    one, two = read_page(case.docx(), "x").sections

    assert (one.sheet.width, one.sheet.left, one.sheet.header) == (595.3, 85.05, 35.45)
    assert (two.sheet.width, two.sheet.height) == (841.9, 595.3)
    assert text(one.header[0]) == text(two.header[0]) == "Письмо № 15"


def test_a_continuous_section_on_the_same_paper_goes_on_below():
    first = f"<w:sectPr>{A4}</w:sectPr>"
    case = Case(p("А", properties=first) + p("Б"), section='<w:type w:val="continuous"/>' + A4)

    (found,) = read_page(case.docx(), "x").sections

    assert [text(block) for block in found.blocks] == ["А", "Б"]


def test_a_first_page_header_counts_only_where_the_section_asks_for_it():
    ends = {"header1": p("обычный"), "header2": p("первый")}
    named = end("header", "header1") + end("header", "header2", "first") + A4

    assert section(Case(p("x"), section=named, ends=ends)).first_header is None
    found = section(Case(p("x"), section=named + "<w:titlePg/>", ends=ends)).first_header
    assert text(found[0]) == "первый"


# --- the closed world --------------------------------------------------------------------

SHAPE = (
    '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:inline><a:graphic>'
    "<a:graphicData><wps:wsp><w:txbxContent><w:p/></w:txbxContent></wps:wsp></a:graphicData>"
    "</a:graphic></wp:inline></w:drawing></mc:Choice></mc:AlternateContent></w:r>"
)


@pytest.mark.parametrize(
    ("body", "place", "name", "way_out"),
    [
        (p("а") + p(f'<w:ins w:id="1">{r("б")}</w:ins>'), "paragraph 2", "w:ins", "accept"),
        (
            p('<w:del w:id="1"><w:r><w:delText>в</w:delText></w:r></w:del>'),
            "paragraph 1",
            "w:del",
            "accept",
        ),
        (p("x", properties='<w:rPr><w:del w:id="1"/></w:rPr>'), "paragraph 1", "w:del", "accept"),
        (
            tbl(tr("x", properties='<w:del w:id="1"/>'), widths=(900,)),
            "table 1",
            "w:del",
            "accept",
        ),
        (p('<w:r><w:commentReference w:id="1"/></w:r>'), "paragraph 1", "comment", "delete"),
        (p(r("скрыто", "<w:vanish/>")), "paragraph 1", "hidden text", "make it visible"),
        (p(SHAPE), "paragraph 1", "text box", "use a table"),
        (p("<w:r><w:object/></w:r>"), "paragraph 1", "embedded object", "picture"),
        (p("<m:oMath><m:r><m:t>x</m:t></m:r></m:oMath>"), "paragraph 1", "formula", "plain text"),
        (p('<w:r><w:sym w:font="Wingdings" w:char="F0A8"/></w:r>'), "paragraph 1", "symbol", "□"),
        (
            p(field_code("DATE \\@ dd.MM.yyyy", "01.01.2026")),
            "paragraph 1",
            "DATE",
            "Ctrl+Shift+F9",
        ),
        (p(field_code("PAGE \\* CARDTEXT", "one")), "paragraph 1", "PAGE", "Ctrl+Shift+F9"),
        (p("x", properties="<w:framePr/>"), "paragraph 1", "text frame", "remove the frame"),
        (p("x", properties="<w:bidi/>"), "paragraph 1", "right-to-left", "left-to-right"),
        ("<w:unheardOf><w:t>x</w:t></w:unheardOf>", "paragraph", "w:unheardOf", "plain text"),
        (p("<w:unheardOf/>"), "paragraph 1", "w:unheardOf", "plain text"),
        (
            p("x") + tbl(tr("а"), tr(tc(p(r("б"), "<w:unheardOf/>"))), widths=(900,)),
            "table 1, row 2, cell 1",
            "w:unheardOf",
            "plain text",
        ),
        (tbl(tr("x"), widths=(900,), properties="<w:tblpPr/>"), "", "wrapped around", "None"),
        (
            tbl(
                tr(tc("а", "<w:vMerge w:val='restart'/>")),
                tr(tc("б", "<w:vMerge/>")),
                widths=(900,),
            ),
            "table 1, row 2, cell 1",
            "does not show",
            "split",
        ),
        (p("x", properties=listed(1)), "paragraph 1", "list numbers", "number format"),
    ],
)
def test_what_would_be_lost_is_refused_by_name_and_place(
    body: str, place: str, name: str, way_out: str
):
    case = Case(body, numbering=lists(list_level(0, "hebrew1", "%1.")))

    found = str(unsupported_markup(case.docx(), "letter.docx")[0])

    assert found.startswith(f"letter.docx: {place}")
    assert name in found
    assert way_out in found
    with pytest.raises(UnsupportedMarkup, match="letter"):
        read_page(case.docx(), "letter.docx")


def test_all_findings_are_named_at_once_also_those_in_a_header():
    hidden = p(r("x", "<w:vanish/>"))
    case = Case(
        hidden + tbl(tr(tc(hidden)), widths=(900,)),
        section=end("header", "header1") + A4,
        ends={"header1": hidden},
    )

    found = [problem.place_text() for problem in unsupported_markup(case.docx(), "x")]

    assert found == ["paragraph 1", "table 1, row 1, cell 1", "header, paragraph 1"]


def test_hidden_text_in_a_style_that_is_not_used_is_no_harm():
    style = '<w:style w:type="character" w:styleId="H"><w:rPr><w:vanish/></w:rPr></w:style>'

    assert unsupported_markup(Case(p("x"), styles=style).docx(), "x") == []


def test_marks_without_text_are_passed_over():
    marks = (
        '<w:bookmarkStart w:id="0" w:name="b"/><w:bookmarkEnd w:id="0"/>'
        '<w:proofErr w:type="spellStart"/><w:r><w:lastRenderedPageBreak/></w:r>'
    )

    assert text(only(Case(p("<w:r/>" + marks, "x")))) == "x"


# --- files that are no letters -----------------------------------------------------------


def changed(docx: bytes, name: str, content: str) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(docx)) as old, zipfile.ZipFile(out, "w") as new:
        for part in old.namelist():
            new.writestr(part, content if part == name else old.read(part))
    return out.getvalue()


ENTITY = (
    '<!DOCTYPE w [<!ENTITY e SYSTEM "file:///etc/hostname">]><w:document '
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r>'
    "<w:t>&e;</w:t></w:r></w:p></w:body></w:document>"
)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (ENTITY, "document type"),
        ("<w:document", "damaged"),
        ('<d xmlns="http://purl.oclc.org/ooxml/wordprocessingml/main"/>', "Strict"),
    ],
)
def test_a_part_that_word_would_not_write_is_refused(content: str, said: str):
    broken = changed(Case(p("x")).docx(), "word/document.xml", content)

    with pytest.raises(RenderingError, match=said):
        read_page(broken, "letter.docx")


def test_a_file_that_is_no_package_is_refused():
    with pytest.raises(RenderingError, match="not a Word document"):
        read_page(b"%PDF-1.7", "letter.docx")


def test_a_package_that_unpacks_without_end_is_refused(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("letters.rendering.wordml.package.MOST_BYTES", 100)

    with pytest.raises(RenderingError, match="unpacks to more than 100"):
        read_page(Case(p("x")).docx(), "letter.docx")


def test_a_picture_of_another_kind_is_refused_by_its_kind():
    case = Case(p(picture()), parts={"word/media/logo.png": b"\x01\x00\x00\x00EMF"})

    with pytest.raises(UnsupportedMarkup, match="of the type png"):
        read_page(case.docx(), "letter.docx")


MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"


@pytest.mark.parametrize(
    "inside",
    [
        '<mc:Choice xmlns:x="urn:other" Requires="x">{one}</mc:Choice>',
        "",
    ],
)
def test_contents_made_for_another_program_are_refused(inside: str):
    fallback = "<mc:Fallback><w:t>Сумма 2</w:t></mc:Fallback>"
    both = inside.format(one="<w:t>Сумма 1</w:t>") + fallback
    markup = f'<w:r><mc:AlternateContent xmlns:mc="{MC}">{both}</mc:AlternateContent></w:r>'
    with pytest.raises(UnsupportedMarkup, match="AlternateContent"):
        read_page(Case(p(markup)).docx(), "test.docx")
