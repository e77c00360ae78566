"""The PDF of a Word document: the same text, the same pages, fit for the archive."""

import logging
import re
import shutil
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from letters.errors import RenderingError
from letters.rendering import pdf, quick, small_faces
from letters.rendering.pdf import make_pdf
from letters.rendering.quick import levers
from rendering_cases import (
    A4,
    FEATURES,
    LOREM,
    Case,
    end,
    field_code,
    floating,
    libreoffice,
    p,
    pdf_text,
    picture,
    r,
    spacing,
    stops,
    tbl,
    tr,
)


def pdf_of(case: Case, **more: object) -> bytes:
    return make_pdf(case.docx(), source="letter.docx", **more)


def pages(data: bytes) -> int:
    with pikepdf.open(BytesIO(data)) as found:
        return len(found.pages)


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    files = {name: case.docx() for name, case in FEATURES.items()}
    return libreoffice(files, tmp_path_factory.mktemp("office"))


@pytest.mark.slow
@pytest.mark.parametrize("name", FEATURES)
def test_libreoffice_sets_the_same_text_on_as_many_pages(name: str, office: dict[str, bytes]):
    ours = pdf_of(FEATURES[name])

    # LibreOffice writes a hyphen that does not break as an ordinary one.
    assert pdf_text(ours).replace("\u2011", "-") == pdf_text(office[name])
    assert pages(ours) == pages(office[name])


@pytest.mark.parametrize(
    ("name", "count"),
    [("ledger", 2), ("ends", 3), ("tall_ends", 2), ("breaks", 4), ("sections", 3), ("keep", 3)],
)
def test_pages_end_where_word_ends_them(name: str, count: int):
    assert pages(pdf_of(FEATURES[name])) == count


def test_page_numbers_are_counted_and_the_first_page_has_its_own_header():
    text = pdf_text(pdf_of(FEATURES["ends"]))

    assert "Стр.2из3" in text
    assert "Стр.3из3" in text
    assert "Стр.1" not in text
    assert text.startswith("ООО«Ромашка»")


def test_a_section_may_count_its_pages_anew():
    numbered = p("Стр. ", field_code("PAGE"))
    case = Case(
        p("Первая")
        + p(properties=f"<w:sectPr>{end('footer', 'footer1')}{A4}</w:sectPr>")
        + p("II"),
        section=A4 + '<w:pgNumType w:start="7"/>',
        ends={"footer1": numbered},
    )

    text = pdf_text(pdf_of(case))

    assert "Стр.1" in text
    assert "Стр.7" in text


def test_the_head_of_a_table_stands_on_each_of_its_pages():
    assert pdf_text(pdf_of(FEATURES["ledger"])).count("Сумма,руб.") == 2


def test_landscape_pages_are_landscape():
    with pikepdf.open(BytesIO(pdf_of(FEATURES["sections"]))) as found:
        widths = [round(float(page.mediabox[2])) for page in found.pages]

    assert widths == [595, 842, 595]


def test_equal_letters_give_equal_bytes():
    case = FEATURES["looks"]

    assert pdf_of(case, attachment=b"{}") == pdf_of(case, attachment=b"{}")


def test_the_archive_finds_claims_title_language_and_tags():
    made = pdf_of(FEATURES["ledger"], title="Письмо № 15", language="zh")

    with pikepdf.open(BytesIO(made)) as found:
        metadata = found.Root.Metadata.read_bytes().decode()
        tags = {str(item.get("/S")) for item in found.objects if _is_tag(item)}
        assert str(found.Root.Lang) == "zh-CN"
        assert str(found.docinfo["/Title"]) == "Письмо № 15"
        assert found.Root.MarkInfo.Marked
        assert "/CreationDate" not in found.docinfo
    assert "<pdfuaid:part>1</pdfuaid:part>" in metadata
    assert 'pdfaid:part="3" pdfaid:conformance="A"' in metadata
    assert metadata.count("<rdf:RDF") == 1
    assert {"/Table", "/THead", "/TH", "/TR", "/TD", "/P"} <= tags


def _is_tag(item: object) -> bool:
    return isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/StructElem"


def test_without_a_title_the_file_names_the_document_and_word_the_language():
    with pikepdf.open(BytesIO(pdf_of(FEATURES["looks"]))) as found:
        assert str(found.docinfo["/Title"]) == "letter"
        assert str(found.Root.Lang) == "ru-RU"
    with pikepdf.open(BytesIO(pdf_of(FEATURES["chinese"]))) as found:
        assert str(found.Root.Lang) == "zh-CN"


def test_the_figures_are_attached_as_the_data_of_the_page():
    made = pdf_of(FEATURES["looks"], attachment=b'{"total": "1.00"}')

    with pikepdf.open(BytesIO(made)) as found:
        assert found.attachments["figures.json"].get_file().read_bytes() == b'{"total": "1.00"}'
        assert [str(item.AFRelationship) for item in found.Root.AF] == ["/Data"]


def test_a_missing_glyph_names_the_character_and_the_package():
    with pytest.raises(RenderingError) as error:
        pdf_of(Case(p("Ромашка \U000e0041 и \u0378")))

    assert "U+0378" in str(error.value)
    assert "fonts-noto-c" in str(error.value)


def test_anything_that_weasyprint_warns_of_is_an_error(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("letters.rendering.css.BASE", "p{colour:red}")

    with pytest.raises(RenderingError, match="colour"):
        pdf_of(Case(p("Письмо")))


def test_no_address_but_the_pictures_of_the_document_resolves(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("letters.rendering.css.BASE", "p{background:url(file:///etc/hostname)}")

    with pytest.raises(RenderingError, match="file:///etc/hostname"):
        pdf_of(Case(p("Письмо")))


def test_weasyprint_logs_as_before_when_the_work_is_done():
    handlers = list(logging.getLogger("weasyprint").handlers)

    pdf_of(FEATURES["looks"])

    assert logging.getLogger("weasyprint").handlers[: len(handlers)] == handlers
    assert len(logging.getLogger("weasyprint").handlers) - len(handlers) <= 1


@pytest.mark.parametrize("name", FEATURES)
def test_the_short_way_into_weasyprint_draws_the_same_to_the_byte(
    name: str, monkeypatch: pytest.MonkeyPatch
):
    short = pdf_of(FEATURES[name])
    asked = []
    monkeypatch.setattr(quick, "page", lambda *_: asked.append(name))
    pdf._height.cache_clear()

    assert pdf_of(FEATURES[name]) == short
    assert asked


@pytest.mark.parametrize("package", ["weasyprint", "pydyf"])
def test_another_weasyprint_is_used_in_the_usual_way(package: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(quick.TRIED_WITH, package, "another version")

    assert quick.page("<html/>", lambda _: None) is None
    assert pages(pdf_of(FEATURES["merged"])) == 1


def test_a_name_too_long_for_its_cell_is_broken_and_not_drawn_over_its_neighbour():
    name = "Общество" * 16
    case = Case(tbl(tr(name, "рядом"), tr("ниже", "x"), widths=(2000, 2000)))

    assert pdf_text(pdf_of(case)).replace("рядом", "").startswith(name)


def test_a_picture_that_the_document_lacks_is_refused():
    broken = Case(p(picture("rIdNone", position=floating("page", 1, "page", 1))))

    with pytest.raises(RenderingError, match="not stored in the document"):
        pdf_of(broken)


def test_a_right_tab_keeps_many_digits_on_its_line():
    line = p("Письмо\tСтр. ", field_code("PAGE"), properties=stops(("right", 9355)))
    case = Case(
        "".join(p("x", properties="<w:pageBreakBefore/>") for _ in range(12)),
        section=end("header", "header1") + A4,
        ends={"header1": line},
    )

    assert "ПисьмоСтр.12x" in pdf_text(pdf_of(case))


def test_importing_the_renderer_does_not_import_weasyprint():
    import subprocess

    code = "import letters.rendering.pdf, sys; assert 'weasyprint' not in sys.modules"
    subprocess.run([sys.executable, "-c", code], check=True)


def test_any_text_in_any_place_survives(tmp_path: Path):
    text = "ООО <Вектор> & «Сын» \"x\" 'y' {{ не тег }} %} \u202f–—…№ 100 % à ñ ü 甲乙"
    case = Case(
        p(text) + tbl(tr(text), widths=(9000,)),
        section=end("header", "header1") + A4,
        ends={"header1": p(text)},
    )

    assert pdf_text(pdf_of(case)).count("".join(text.split())) == 3


def test_a_long_table_is_drawn_row_by_row():
    case = Case(tbl(*(tr(str(i), r(LOREM[:40]) and "ряд") for i in range(350)), widths=(900, 900)))

    text = pdf_text(pdf_of(case))

    assert "349ряд" in text


def gray(data: bytes) -> bytes:
    """The gray pixels of a PDF, 200 to the inch."""
    import shutil
    import subprocess

    if shutil.which("pdftoppm") is None:
        pytest.skip("pdftoppm (poppler-utils) is not installed")
    command = ["pdftoppm", "-r", "200", "-gray", "-"]
    return subprocess.run(command, input=data, capture_output=True, check=True).stdout


@pytest.mark.parametrize("name", ["merged", "ledger"])
def test_lines_drawn_in_one_go_are_the_same_lines(name: str, monkeypatch: pytest.MonkeyPatch):
    long = pdf_of(FEATURES[name])
    without(levers.long_lines, monkeypatch)
    short = pdf_of(FEATURES[name])

    assert long != short
    assert len(long) < len(short)
    # The edges of a line differ by at most half of black: clipping softened them twice.
    assert max(abs(a - b) for a, b in zip(gray(long), gray(short), strict=True)) <= 128


def test_letters_of_one_template_settle_its_looks_once():
    from letters.rendering.wordml import looks, read_page

    for number in range(3):
        read_page(Case(FEATURES["ledger"].body + p(str(number))).docx(), f"{number}.docx")
    found = looks.looks_of(open_case(FEATURES["ledger"]))

    def sizes() -> tuple[int, ...]:
        return len(found._tables), len(found._paragraphs), len(found._texts)

    before = sizes()
    assert all(before)
    read_page(FEATURES["ledger"].docx(), "x")
    assert sizes() == before


def open_case(case: Case):
    from letters.rendering.wordml.package import open_package

    return open_package(case.docx(), "x")


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("Договор поставки 15/П", ["Договор", "поставки", "15/П"]),
        ("Contrato C-15/2025", ["Contrato", "C-15/2025"]),
        ("QH-2025-0318-000000001", ["QH-2025-", "0318-", "000000001"]),
        ("Бета/Йота и Гамма", ["Бета/Йота", "и Гамма"]),
        ("合同LM-XS-07号", ["合同", "LM-XS-07", "号"]),
    ],
)
def test_lines_end_behind_hyphens_only_where_a_number_fills_the_line(text: str, lines: list[str]):
    case = Case(tbl(tr(text), widths=(1400,)))

    assert pdf_lines(pdf_of(case)) == lines


NUMBERS = {
    "一二三四五六七八九十"
    * 2: "（合同编号：LM-XS-2025-0318），截至2026年9月15日，欠款￥294,030.00。其余条款不变",
    "Договор поставки молока и сливок. "
    * 2: "Заказ 27-АБВ/2025-ТД, счёт 00БП-002345, тел. 01-33-70",
    "Contrato de suministro. "
    * 2: "Albarán ALB-2026-VAL-000123, factura F-2026/0058-R, C-15/2025.",
}


@pytest.mark.parametrize("start", NUMBERS, ids=["zh", "ru", "es"])
def test_no_number_and_no_chinese_date_is_parted_wherever_the_line_ends(start: str):
    """The same sentence, pushed over the end of a line one character after the other."""
    sentence = NUMBERS[start]
    case = Case("".join(p(start[:count] + sentence) for count in range(len(start))))
    # what is drawn in two faces is taken for words of their own
    lines = [line.replace(" ", "") for line in pdf_lines(pdf_of(case))]
    sentence = sentence.replace(" ", "")

    number = re.compile(r"LM-XS-2025-0318|2026年9月15日|￥294,030\.00|27-АБВ/2025-ТД|00БП-002345"
                        r"|01-33-70|ALB-2026-VAL-000123|F-2026/0058-R|C-15/2025")  # fmt: skip
    whole = sum(len(number.findall(line)) for line in lines)
    assert whole == len(number.findall(sentence)) * len(start)
    assert not [line for line in lines if line[0] in "，。）：、,."]
    assert "".join(lines).count(sentence) == len(start)


def pdf_lines(data: bytes) -> list[str]:
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext (poppler-utils) is not installed")
    command = ["pdftotext", "-raw", "-nopgbrk", "-", "-"]
    done = subprocess.run(command, input=data, capture_output=True, check=True)
    return done.stdout.decode().splitlines()


def test_an_exact_line_is_as_high_with_two_scripts_as_with_one():
    """22 points each: 33 lines stand on a page of 728 points."""
    exact = spacing(line=440, lineRule="exact")
    chinese = "".join(p("甲乙丙丁戊", properties=exact) for _ in range(33))
    mixed = "".join(p("甲 QH-2025 乙 12.50 Ж", properties=exact) for _ in range(33))

    assert pages(pdf_of(Case(chinese))) == pages(pdf_of(Case(mixed))) == 1
    assert pages(pdf_of(Case(mixed + p("x", properties=exact)))) == 2


def without(lever: object, monkeypatch: pytest.MonkeyPatch) -> None:
    """WeasyPrint's own way in the place of this lever."""
    monkeypatch.setattr(levers, "LEVERS", [each for each in levers.LEVERS if each is not lever])


@pytest.mark.parametrize("lever", [each for each in levers.LEVERS if each is not levers.long_lines])
@pytest.mark.parametrize("name", FEATURES)
def test_each_short_cut_draws_the_same_to_the_byte(
    name: str, lever: object, monkeypatch: pytest.MonkeyPatch
):
    again, short = pdf_of(FEATURES[name]), pdf_of(FEATURES[name])
    without(lever, monkeypatch)

    assert pdf_of(FEATURES[name]) == short == again


def test_letters_of_one_template_do_not_change_each_others_looks():
    """Looks are kept with the style sheet, which these letters share."""
    apart = {}
    for name in ("merged", "notes", "tabs", "merged"):
        pdf._style_sheets.cache_clear()
        apart[name] = pdf_of(FEATURES[name])
    pdf._style_sheets.cache_clear()

    for name in (*apart, *reversed(apart)):
        assert pdf_of(FEATURES[name]) == apart[name]


def test_what_stood_in_for_weasyprint_is_gone_when_the_work_is_done():
    before = [getattr(owner, name) for lever in levers.LEVERS for owner, name, _ in lever()]
    pdf_of(FEATURES["ledger"])

    assert before == [getattr(owner, name) for lever in levers.LEVERS for owner, name, _ in lever()]


def test_small_chinese_faces_draw_the_same_and_are_kept_in_a_smaller_file(
    monkeypatch: pytest.MonkeyPatch,
):
    small = pdf_of(FEATURES["chinese"])
    monkeypatch.setattr(small_faces, "suit", lambda _: False)
    full = pdf_of(FEATURES["chinese"])

    assert gray(small) == gray(full)
    assert pdf_text(small) == pdf_text(full)
    assert len(small) < len(full)


@pytest.mark.parametrize(
    ("text", "suit"),
    [
        ("二〇二六年，“引号”——①￥1 234,50 €", True),
        ("朱镕基", True),
        ("𠮷野家", False),
        ("鱻", False),
        ("Письмо", True),
    ],
)
def test_a_rare_character_asks_for_the_full_face(text: str, suit: bool):  # noqa: FBT001
    assert small_faces.suit(text) is suit
    assert pdf_text(pdf_of(Case(p(text)))) == "".join(text.split())


def test_russian_letters_do_not_wait_for_chinese_faces(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(small_faces, "face", lambda _: pytest.fail("a face was cut"))
    pdf._style_sheets.cache_clear()

    pdf_of(FEATURES["looks"])
