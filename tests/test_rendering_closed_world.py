"""What an unusual or hostile Word document may hold: it is drawn right, or refused by name."""

import zipfile
from collections.abc import Mapping
from io import BytesIO
from string import Formatter

import pikepdf
import pytest
from PIL import Image

from letters.errors import LettersError, RenderingError
from letters.rendering.pdf import make_pdf
from letters.rendering.wordml import UnsupportedMarkup, read_page, refusals, unsupported_markup
from letters.rendering.wordml.tables import DEEPEST
from rendering_cases import (
    A4,
    FEATURES,
    LOREM,
    NAMESPACES,
    OFFICE,
    PACKAGE,
    PNG,
    SETTINGS,
    Case,
    end,
    field_code,
    floating,
    footnote,
    ind,
    list_level,
    listed,
    lists,
    note,
    p,
    pdf_text,
    picture,
    r,
    spacing,
    stops,
    tbl,
    tc,
    tr,
)


def changed(docx: bytes, parts: Mapping[str, bytes | str | None]) -> bytes:
    """The package with these parts put in or, where None, left out."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(docx)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            if name not in parts:
                new.writestr(name, old.read(name))
        for name, content in parts.items():
            if content is not None:
                new.writestr(name, content)
    return out.getvalue()


def face(name: str) -> str:
    return f'<w:rFonts w:ascii="{name}" w:hAnsi="{name}"/>'


def table(cell: str = "", row: str = "", properties: str = "") -> str:
    return tbl(tr(tc("x", cell), "y", properties=row), widths=(900, 900), properties=properties)


def page(properties: str) -> Case:
    return Case(p("x"), section=A4 + properties)


def levels(level: str) -> Case:
    return Case(p("x", properties=listed(1)), numbering=lists(level))


def nested(depth: int) -> str:
    content = p("внутри")
    for _ in range(depth):
        content = tbl(tr(tc(content + p())), widths=(3000,))
    return content


def size(half_points: str) -> Case:
    return Case(p("а") + p(r("x", f'<w:sz w:val="{half_points}"/>')))


def altered(old: str, new: str) -> Case:
    return Case(p(picture().replace(old, new)))


def encoded(width: int, height: int) -> bytes:
    out = BytesIO()
    Image.new("1", (width, height)).save(out, "PNG")
    return out.getvalue()


MEASURE = "a size, distance or number that Word does not know"
REFUSED = {
    # symbol fonts
    "symbol": (Case(p(r("abc", face("Symbol")))), "paragraph 1", "symbol font", "□ or ✓"),
    "wingdings": (Case(p(r("þ", face("WINGDINGS")))), "paragraph 1", "symbol font", "□ or ✓"),
    "webdings": (Case(p(r("a", face("Webdings")))), "paragraph 1", "symbol font", "□ or ✓"),
    "equation": (Case(p(r("a", face("MT Extra")))), "paragraph 1", "symbol font", "□ or ✓"),
    "private": (Case(p("\uf0fe")), "paragraph 1", "a symbol of a special font", "□ or ✓"),
    "bullet": (
        levels(list_level(0, "bullet", "J", more=f"<w:rPr>{face('Wingdings')}</w:rPr>")),
        "paragraph 1",
        "symbol font",
        "□ or ✓",
    ),
    # pages
    "lines": (page('<w:lnNumType w:countBy="1"/>'), "", "numbered lines", "None"),
    "frame": (page('<w:pgBorders><w:top w:val="single"/></w:pgBorders>'), "", "border", "Page B"),
    "centred": (page('<w:vAlign w:val="center"/>'), "", "top of the page", "Top"),
    "turned": (page('<w:textDirection w:val="tbRl"/>'), "", "turned text", "horizontal"),
    "numbers": (page('<w:pgNumType w:fmt="hebrew1"/>'), "", "hebrew1", "another number format"),
    "chapters": (page('<w:pgNumType w:chapStyle="1"/>'), "", "page numbers", "without chapters"),
    "unknown": (page('<w:wallpaper w:val="1"/>'), "", "w:wallpaper", "plain text"),
    "mirrored": (
        Case(p("x"), settings=SETTINGS + "<w:mirrorMargins/>"),
        "",
        "margins on even pages",
        "Normal",
    ),
    "roman notes": (
        Case(
            p("x", footnote(2)),
            section=A4 + '<w:footnotePr><w:numFmt w:val="lowerRoman"/></w:footnotePr>',
            footnotes=note(2, "n"),
        ),
        "",
        "footnotes",
        "1, 2, 3",
    ),
    # tables
    "cell inserted": (Case(table('<w:cellIns w:id="1"/>')), "cell 1", "tracked", "accept"),
    "cell deleted": (Case(table('<w:cellDel w:id="1"/>')), "cell 1", "tracked", "accept"),
    "row hidden": (Case(table(row="<w:hidden/>")), "table 1", "hidden text", "visible"),
    "from the right": (Case(table(properties="<w:bidiVisual/>")), "table 1", "right-to", "left-to"),
    "apart": (
        Case(table(properties='<w:tblCellSpacing w:w="99"/>')),
        "table 1",
        "space between",
        "Allow spacing",
    ),
    "squeezed": (Case(table("<w:tcFitText/>")), "cell 1", "squeezed", "Fit text"),
    "slanting": (
        Case(table('<w:tcBorders><w:tl2br w:val="single"/></w:tcBorders>')),
        "cell 1",
        "slanting line",
        "remove",
    ),
    "span": (Case(table('<w:gridSpan w:val="1000000000"/>')), "table 1", MEASURE, "anew"),
    "span inf": (Case(table('<w:gridSpan w:val="inf"/>')), "table 1", MEASURE, "anew"),
    "before": (Case(table(row='<w:gridBefore w:val="3000000"/>')), "table 1", MEASURE, "anew"),
    "too many": (
        Case(tbl(tr(*"x" * 64), widths=(100,) * 64)),
        "table 1",
        MEASURE,
        "anew",
    ),
    "deep": (Case(nested(60)), "table 1", "deeper than 8", "one below the other"),
    # measures
    "size 0": (size("0"), "paragraph 2", MEASURE, "anew"),
    "size nan": (size("nan"), "paragraph 2", MEASURE, "anew"),
    "size inf": (size("inf"), "paragraph 2", MEASURE, "anew"),
    "size huge": (size("99999999"), "paragraph 2", MEASURE, "anew"),
    "size words": (size("large"), "paragraph 2", MEASURE, "anew"),
    "no line": (Case(p("x", properties=spacing(line=0, lineRule="exact"))), "", MEASURE, "anew"),
    "outline": (Case(p("x", properties='<w:outlineLvl w:val="-5"/>')), "", MEASURE, "anew"),
    "level": (Case(p("x", properties=listed(1, 99))), "", MEASURE, "anew"),
    "tab": (Case(p("a\tb", properties=stops(("left", 90000)))), "", MEASURE, "anew"),
    "paper": (
        Case(p("x"), section=A4.replace('w:w="11906"', 'w:w="nan"')),
        "",
        MEASURE,
        "anew",
    ),
    "no room": (
        Case(p("x"), section=A4.replace('w:left="1701"', 'w:left="11701"')),
        "",
        MEASURE,
        "anew",
    ),
    # links
    "script": (
        Case(p(field_code('HYPERLINK "javascript:alert(1)"', "x"))),
        "paragraph 1",
        "a link to javascript:alert(1)",
        "web address",
    ),
    "file": (
        Case(p(f'<w:hyperlink r:id="rIdL">{r("x")}</w:hyperlink>'), links={"rIdL": "file:///etc"}),
        "paragraph 1",
        "a link to file:///etc",
        "web address",
    ),
    # pictures
    "torn": (
        Case(p(picture()), parts={"word/media/logo.png": PNG[:50]}),
        "paragraph 1",
        "a damaged picture",
        "anew",
    ),
    "vast": (
        Case(p(picture()), parts={"word/media/logo.png": encoded(12000, 12000)}),
        "paragraph 1",
        "more than 50 million pixels",
        "smaller",
    ),
    "negative": (altered('cx="762000"', 'cx="-762000"'), "", "a picture of no size", "width"),
    "nothing": (altered('cy="381000"', 'cy="0"'), "", "a picture of no size", "width"),
    "endless": (altered('cx="762000"', 'cx="999999999999"'), "", "larger than any page", "width"),
    "linked": (
        altered("<a:blip ", '<a:blip r:link="rIdX" '),
        "paragraph 1",
        "not stored in the document",
        "without a link",
    ),
    "cropped": (
        altered("<a:stretch>", '<a:srcRect l="50000"/><a:stretch>'),
        "paragraph 1",
        "a cropped picture",
        "Delete cropped areas",
    ),
    "rotated": (altered("<a:xfrm>", '<a:xfrm rot="5400000">'), "", "turned", "insert it anew"),
    "placed": (
        Case(p(picture(position=floating("rightMargin", 1, "page", 1)))),
        "paragraph 1",
        "whose place",
        "absolute position",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_not_drawn_is_refused_by_name_place_and_way_out(name: str):
    case, place, said, way_out = REFUSED[name]

    found = unsupported_markup(case.docx(), "letter.docx")[0]

    assert place in str(found)
    assert said in found.message_text()
    assert way_out in found.hint_text()
    with pytest.raises(UnsupportedMarkup):
        read_page(case.docx(), "letter.docx")


LETTER = Case(
    p("Долг", properties=listed(1)),
    section=end("header", "header1") + A4,
    numbering=lists(list_level(0, "decimal", "%1.")),
    ends={"header1": p("Письмо")},
).docx()
RELATIONS = f'<Relationships xmlns="{PACKAGE}relationships"/>'


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ({"word/numbering.xml": None}, "damaged: the part word/numbering.xml"),
        ({"word/styles.xml": None}, "damaged: the part word/styles.xml"),
        ({"word/header1.xml": None}, "damaged: the part word/header1.xml"),
        ({"word/_rels/document.xml.rels": None}, "the part word/_rels/document.xml.rels"),
        ({"word/_rels/document.xml.rels": RELATIONS}, "damaged: the part rId_header1"),
        ({"[Content_Types].xml": None}, "Content_Types"),
        ({"word/document.xml": None}, "damaged: the part word/document.xml"),
        ({"word/vbaProject.bin": b"x"}, "holds macros"),
        ({"../../slip.txt": b"x"}, "of the name ../../slip.txt"),
        ({"/etc/slip.txt": b"x"}, "of the name /etc/slip.txt"),
        ({"..\\slip.txt": b"x"}, "of the name"),
        ({"word/styles.xml": "<w:styles"}, "letter.docx/word/styles.xml is damaged"),
    ],
)
def test_a_package_that_is_not_whole_or_not_innocent_is_refused(
    parts: Mapping[str, bytes | str | None], said: str
):
    docx = changed(LETTER, parts)

    with pytest.raises(RenderingError) as error:
        read_page(docx, "letter.docx")

    assert said in str(error.value)
    assert "Word" in str(error.value)
    assert str(unsupported_markup(docx, "letter.docx")[0]).startswith("letter.docx: ")


def test_a_part_that_is_there_twice_is_refused():
    out = BytesIO(LETTER)
    with pytest.warns(UserWarning, match="Duplicate"), zipfile.ZipFile(out, "a") as archive:
        archive.writestr("word/document.xml", "<other/>")

    with pytest.raises(RenderingError, match="no file of Word"):
        read_page(out.getvalue(), "letter.docx")


@pytest.mark.parametrize(
    "level", [list_level(0, "decimal", "%1.").replace('start w:val="1"', 'start w:val="9e9"')]
)
def test_a_list_that_begins_beyond_all_numbers_is_refused(level: str):
    with pytest.raises(RenderingError, match=r"lists or settings .*9e9"):
        read_page(levels(level).docx(), "letter.docx")


@pytest.mark.parametrize(
    "case",
    [
        Case(p("За краем", properties=ind(left=13000))),
        Case(p("За краем", properties=ind(left=-13000))),
        Case(p("За краем", properties=ind(hanging=9000))),
        Case(p("За краем " + LOREM, properties=ind(right=-9000))),
        Case(tbl(tr("За краем"), widths=(900,), properties='<w:tblInd w:w="30000" w:type="dxa"/>')),
        Case(p(r("За краем", '<w:spacing w:val="9000"/>'))),
    ],
)
def test_words_beside_the_paper_stop_the_letter(case: Case):
    with pytest.raises(RenderingError, match=r"page 1: “За.* would stand beside the paper"):
        make_pdf(case.docx(), source="letter.docx")


def test_a_picture_beside_the_paper_stops_the_letter_but_one_over_its_edge_does_not():
    over = Case(p(picture(position=floating("page", 580, "page", -10)), "x"))
    beside = Case(p(picture(position=floating("page", 700, "page", 10)), "x"))

    assert make_pdf(over.docx(), source="letter.docx")
    with pytest.raises(RenderingError, match="“Логотип” would stand beside the paper"):
        make_pdf(beside.docx(), source="letter.docx")


def test_tables_may_stand_inside_each_other_as_deep_as_is_allowed():
    assert pdf_text(make_pdf(Case(nested(DEEPEST)).docx(), source="x.docx")) == "внутри"


# --- drawn right -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("form", "start", "printed"),
    [
        ("upperRoman", 7, ["VII", "VIII"]),
        ("lowerRoman", 3, ["iii", "iv"]),
        ("upperLetter", 26, ["Z", "AA"]),
        ("numberInDash", 1, ["-1-", "-2-"]),
        ("chineseCounting", 10, ["十", "十一"]),
    ],
)
def test_pages_are_numbered_in_the_format_of_their_section(
    form: str, start: int, printed: list[str]
):
    case = Case(
        p("x") + p("y", properties="<w:pageBreakBefore/>"),
        section=end("footer", "footer1") + A4 + f'<w:pgNumType w:fmt="{form}" w:start="{start}"/>',
        ends={"footer1": p("№ ", field_code("PAGE"))},
    )

    text = pdf_text(make_pdf(case.docx(), source="letter.docx"))

    assert text == f"x№{printed[0]}y№{printed[1]}"


def test_a_field_may_ask_for_its_own_format():
    body = p(field_code("PAGE \\* ROMAN"), " ", field_code("NUMPAGES \\* alphabetic"))
    case = Case(body + p("x", properties="<w:pageBreakBefore/>"))

    assert pdf_text(make_pdf(case.docx(), source="letter.docx")).startswith("Ib")


def test_a_link_to_a_place_in_the_document_is_its_words():
    case = Case(p(field_code('HYPERLINK "#x"', "здесь"), field_code('HYPERLINK \\l "x"', " там")))

    assert pdf_text(make_pdf(case.docx(), source="letter.docx")) == "здесьтам"


def test_a_link_inside_a_link_is_one_link():
    inner = field_code('HYPERLINK "https://example.org/a"', "сайт")
    case = Case(
        p(f'<w:hyperlink r:id="rIdL">{inner}</w:hyperlink>'), links={"rIdL": "https://b.example/"}
    )

    with pikepdf.open(BytesIO(make_pdf(case.docx(), source="letter.docx"))) as found:
        links = [str(link.A.URI) for link in found.pages[0].Annots]

    assert links == ["https://example.org/a"]


STORE = "{11111111-2222-3333-4444-555555555555}"


def bound(shown: str, path: str = "/n:card[1]/n:sum[1]", store: str = STORE) -> bytes:
    """A letter with a control bound to a part of its file in which the sum is 100,00."""
    binding = (
        f'<w:dataBinding w:prefixMappings="xmlns:n=\'urn:card\'" w:xpath="{path}" '
        f'w:storeItemID="{store}"/>'
    )
    control = f"<w:sdt><w:sdtPr>{binding}</w:sdtPr><w:sdtContent>{r(shown)}</w:sdtContent></w:sdt>"
    docx = Case(p(control)).docx()
    with zipfile.ZipFile(BytesIO(docx)) as archive:
        relations = archive.read("word/_rels/document.xml.rels").decode()
    to_store = f'<Relationship Id="rIdC" Type="{OFFICE}customXml" Target="../customXml/item1.xml"/>'
    to_name = f'<Relationship Id="r1" Type="{OFFICE}customXmlProps" Target="itemProps1.xml"/>'
    uri = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"
    return changed(
        docx,
        {
            "word/_rels/document.xml.rels": relations.replace("</R", to_store + "</R"),
            "customXml/item1.xml": '<card xmlns="urn:card"><sum>100,00</sum></card>',
            "customXml/_rels/item1.xml.rels": RELATIONS.replace(
                "/>", f">{to_name}</Relationships>"
            ),
            "customXml/itemProps1.xml": f'<d:i xmlns:d="{uri}" d:itemID="{STORE}"/>',
        },
    )


@pytest.mark.parametrize(
    "docx",
    [bound("100,00"), bound("любой", store="{0}"), bound("любой", path="/n:card/n:other")],
)
def test_a_bound_control_is_read_where_word_shows_the_same(docx: bytes):
    assert unsupported_markup(docx, "letter.docx") == []


@pytest.mark.parametrize(
    "docx", [bound("900,00"), bound("100,00", "count(//*)"), bound("100,00", "/q:card")]
)
def test_a_bound_control_that_word_would_fill_anew_is_refused(docx: bytes):
    found = str(unsupported_markup(docx, "letter.docx")[0])

    assert "paragraph 1: a content control that may show another value" in found


@pytest.mark.parametrize(
    ("text", "marks", "language"),
    [
        ("Гарантийное письмо", "", "ru-RU"),
        ("还款承诺书", "", "zh-CN"),
        ("Carta", '<w:lang w:val="es-ES"/>', "es-ES"),
    ],
)
def test_the_language_is_that_of_the_text_where_the_defaults_do_not_say_it(
    text: str, marks: str, language: str
):
    docx = without_language(text, marks)

    with pikepdf.open(BytesIO(make_pdf(docx, source="letter.docx"))) as found:
        assert str(found.Root.Lang) == language


def test_a_text_without_a_known_language_is_refused():
    with pytest.raises(LettersError, match="in which language"):
        make_pdf(without_language("Carta", ""), source="letter.docx")


def without_language(text: str, marks: str) -> bytes:
    return changed(Case(p(r(text, marks))).docx(), {"word/styles.xml": f"<w:styles {NAMESPACES}/>"})


def test_a_column_ends_where_the_page_does():
    case = Case(p("до", '<w:r><w:br w:type="column"/></w:r>', "после"))

    with pikepdf.open(BytesIO(make_pdf(case.docx(), source="letter.docx"))) as found:
        assert len(found.pages) == 2


@pytest.mark.parametrize("name", FEATURES)
def test_nothing_of_what_is_drawn_is_refused(name: str):
    assert unsupported_markup(FEATURES[name].docx(), "letter.docx") == []


def test_a_refusal_under_the_name_of_an_element_needs_nothing_else():
    for name, texts in refusals._KNOWN.items():
        asked = {field for text in texts for _, field, _, _ in Formatter().parse(text) if field}
        assert ":" not in name or asked <= {"element"}, name
