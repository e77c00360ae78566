"""Word documents built for tests, one feature each, and LibreOffice as the oracle.

A case is written in WordprocessingML itself, through a few short functions, so that a test
shows exactly the markup that it is about.
"""

import os
import shutil
import subprocess
import zipfile
from dataclasses import dataclass, field
from html import escape
from io import BytesIO
from pathlib import Path

import pytest

NAMESPACES = " ".join(
    f'xmlns:{prefix}="{name}"'
    for prefix, name in {
        "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
        "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
        "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    }.items()
)
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/"
WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml."
A4 = (
    '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:right="850" w:bottom="1134" '
    'w:left="1701" w:header="709" w:footer="709" w:gutter="0"/>'
)
STYLES = """
<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman"
 w:eastAsia="宋体" w:cs="Times New Roman"/><w:sz w:val="24"/><w:lang w:val="ru-RU"
 w:eastAsia="zh-CN"/></w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>
<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>
 <w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/>
 <w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/>
 </w:tblCellMar></w:tblPr></w:style>
<w:style w:type="table" w:styleId="Grid"><w:name w:val="Table Grid"/><w:basedOn
 w:val="TableNormal"/><w:tblPr><w:tblBorders><w:top w:val="single" w:sz="4"/><w:left
 w:val="single" w:sz="4"/><w:bottom w:val="single" w:sz="4"/><w:right w:val="single" w:sz="4"/>
 <w:insideH w:val="single" w:sz="4"/><w:insideV w:val="single" w:sz="4"/></w:tblBorders>
 </w:tblPr></w:style>
"""
SETTINGS = (
    '<w:defaultTabStop w:val="708"/><w:compat><w:compatSetting w:name="compatibilityMode" '
    'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
)
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000002000000020802000000fdd49a73000000164944415478da63"
    "aca8a8606060606260606060600000110a016c6dc049580000000049454e44ae426082"
)


def text(content: str) -> str:
    """w:t with these characters."""
    return f'<w:t xml:space="preserve">{escape(content, quote=False)}</w:t>'


def r(content: str, properties: str = "") -> str:
    """A run of text; `\\t` and `\\n` become a tab and a line break."""
    pieces = "<w:tab/>".join(
        "<w:br/>".join(text(line) if line else "" for line in part.split("\n"))
        for part in content.split("\t")
    )
    return f"<w:r><w:rPr>{properties}</w:rPr>{pieces}</w:r>"


def p(*contents: str, properties: str = "") -> str:
    """A paragraph; contents that are no markup become runs."""
    inside = "".join(c if c.startswith("<") else r(c) for c in contents)
    return f"<w:p><w:pPr>{properties}</w:pPr>{inside}</w:p>"


def field_code(code: str, shown: str = "1") -> str:
    """A complex field with its cached result."""
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'.format
    instruction = f'<w:r><w:instrText xml:space="preserve"> {escape(code)} </w:instrText></w:r>'
    return mark("begin") + instruction + mark("separate") + r(shown) + mark("end")


def tc(content: str, properties: str = "", paragraph: str = "") -> str:
    """A cell; text that is no markup becomes its only paragraph."""
    inside = content if content.startswith("<") else p(content, properties=paragraph)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inside}</w:tc>"


def tr(*cells: str, properties: str = "") -> str:
    """A row."""
    inside = "".join(c if c.startswith("<w:tc>") else tc(c) for c in cells)
    return f"<w:tr><w:trPr>{properties}</w:trPr>{inside}</w:tr>"


def tbl(*rows: str, widths: tuple[int, ...], properties: str = "", style: str = "Grid") -> str:
    """A table of these column widths in twips."""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{style}"/>{properties}<w:tblLayout '
        f'w:type="fixed"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{"".join(rows)}</w:tbl>'
    )


def picture(relation: str = "rIdPicture", *, position: str = "") -> str:
    """A run with a picture of 60 by 30 points: in the line, or floating at a position."""
    graphic = (
        '<wp:extent cx="762000" cy="381000"/>{wrap}<wp:docPr id="1" name="Logo" '
        'descr="Логотип"/><a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/'
        'drawingml/2006/picture"><pic:pic><pic:nvPicPr><pic:cNvPr id="1" name="Logo"/>'
        f'<pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="{relation}"/><a:stretch>'
        '<a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/>'
        '<a:ext cx="762000" cy="381000"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/>'
        "</a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>"
    )
    if position:
        inside = (
            '<wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" '
            'relativeHeight="1" behindDoc="0" locked="0" layoutInCell="1" allowOverlap="1">'
            f'<wp:simplePos x="0" y="0"/>{position}{graphic.format(wrap="<wp:wrapNone/>")}'
            "</wp:anchor>"
        )
    else:
        graphic = graphic.format(wrap="")
        inside = f'<wp:inline distT="0" distB="0" distL="0" distR="0">{graphic}</wp:inline>'
    return f"<w:r><w:drawing>{inside}</w:drawing></w:r>"


@dataclass
class Case:
    """A document: its body and whatever else of the package it needs."""

    body: str
    section: str = A4
    styles: str = ""
    numbering: str = ""
    settings: str = SETTINGS
    footnotes: str = ""
    theme: str = ""
    ends: dict[str, str] = field(default_factory=dict)
    links: dict[str, str] = field(default_factory=dict)
    parts: dict[str, bytes] = field(default_factory=dict)

    def docx(self) -> bytes:
        """The .docx."""
        parts: dict[str, str] = {
            "settings": f"<w:settings {NAMESPACES}>{self.settings}</w:settings>",
            "styles": f"<w:styles {NAMESPACES}>{STYLES}{self.styles}</w:styles>",
        }
        if self.numbering:
            parts["numbering"] = f"<w:numbering {NAMESPACES}>{self.numbering}</w:numbering>"
        if self.footnotes:
            parts["footnotes"] = f"<w:footnotes {NAMESPACES}>{self.footnotes}</w:footnotes>"
        relations = "".join(_relation(f"rId_{kind}", kind, f"{kind}.xml") for kind in parts)
        for name, content in self.ends.items():
            kind, tag = ("header", "hdr") if name.startswith("header") else ("footer", "ftr")
            parts[name] = f"<w:{tag} {NAMESPACES}>{content}</w:{tag}>"
            relations += _relation(f"rId_{name}", kind, f"{name}.xml")
        if self.theme:
            parts["theme"] = self.theme
            relations += _relation("rId_theme", "theme", "theme.xml")
        relations += _relation("rIdPicture", "image", "media/logo.png")
        for name, target in self.links.items():
            relations += _relation(name, "hyperlink", target, 'TargetMode="External"')
        body = f"{self.body}<w:sectPr>{self.section}</w:sectPr>"
        parts["document"] = f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>"
        return _zip(parts, relations, self.parts)


def end(kind: str, name: str, which: str = "default") -> str:
    """A reference from a section to its header or footer."""
    return f'<w:{kind}Reference w:type="{which}" r:id="rId_{name}"/>'


def _relation(name: str, kind: str, target: str, more: str = "") -> str:
    return f'<Relationship Id="{name}" Type="{OFFICE}{kind}" Target="{escape(target)}" {more}/>'


def _zip(parts: dict[str, str], relations: str, more: dict[str, bytes]) -> bytes:
    types = {"document": "document.main"}
    overrides = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_content_type(name, types)}"/>'
        for name in parts
    )
    listed = f'<Relationships xmlns="{PACKAGE}relationships">{{}}</Relationships>'.format
    files = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default '
        'Extension="xml" ContentType="application/xml"/><Default Extension="png" '
        f'ContentType="image/png"/>{overrides}</Types>',
        "_rels/.rels": listed(_relation("rId1", "officeDocument", "word/document.xml")),
        "word/_rels/document.xml.rels": listed(relations),
        **{f"word/{name}.xml": content for name, content in parts.items()},
    }
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, f'<?xml version="1.0" encoding="UTF-8"?>{content}')
        for name, data in {"word/media/logo.png": PNG, **more}.items():
            archive.writestr(name, data)
    return out.getvalue()


def _content_type(name: str, types: dict[str, str]) -> str:
    if name == "theme":
        return "application/vnd.openxmlformats-officedocument.theme+xml"
    return f"{WORD_TYPE}{types.get(name, name.rstrip('0123456789'))}+xml"


def pdf_text(pdf: bytes) -> str:
    """The text of a PDF line by line, without spaces; skips where poppler is missing."""
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext (poppler-utils) is not installed")
    command = ["pdftotext", "-layout", "-enc", "UTF-8", "-", "-"]
    done = subprocess.run(command, input=pdf, capture_output=True, check=True)
    return "".join(done.stdout.decode().split())


def libreoffice(files: dict[str, bytes], folder: Path) -> dict[str, bytes]:
    """The PDFs that LibreOffice makes of these .docx; skips where it is missing.

    One call for all, with a profile of its own, so that a running LibreOffice is not disturbed.
    """
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice is not installed")
    for name, docx in files.items():
        (folder / f"{name}.docx").write_bytes(docx)
    command = [
        office,
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        str(folder),
        *(str(folder / f"{name}.docx") for name in files),
    ]
    environment = {**os.environ, "HOME": str(folder)}
    subprocess.run(command, capture_output=True, check=True, timeout=300, env=environment)
    return {name: (folder / f"{name}.pdf").read_bytes() for name in files}


LOREM = (
    "Настоящим подтверждаем наличие задолженности за поставленный товар и гарантируем её оплату "
    "в полном объёме в срок, указанный ниже, включая проценты за пользование чужими денежными "
    "средствами. "
)
CHINESE = (
    "本公司确认，截至二〇二六年九月三十日尚欠贵公司货款人民币壹拾贰万叁仟肆佰伍拾陆元整"
    "（￥123,456.00元），并承诺按照“还款计划”按期足额支付。"
)
SUPER = '<w:vertAlign w:val="superscript"/>'
LANDSCAPE = A4.replace('w:w="11906" w:h="16838"', 'w:w="16838" w:h="11906" w:orient="landscape"')
PAGE_BREAK = '<w:r><w:br w:type="page"/></w:r>'


def jc(align: str) -> str:
    """Alignment."""
    return f'<w:jc w:val="{align}"/>'


def spacing(**values: object) -> str:
    """Space before and after, line height."""
    return f"<w:spacing {_attributes(values)}/>"


def ind(**values: object) -> str:
    """Indents."""
    return f"<w:ind {_attributes(values)}/>"


def stops(*tabs: tuple[str, int] | tuple[str, int, str]) -> str:
    """Tab stops: kind, position in twips, leader."""
    inside = "".join(
        f'<w:tab w:val="{kind}" w:pos="{position}" w:leader="{"".join(leader) or "none"}"/>'
        for kind, position, *leader in tabs
    )
    return f"<w:tabs>{inside}</w:tabs>"


def listed(number: int, level: int = 0) -> str:
    """A place in a list."""
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'


def list_level(index: int, form: str, label: str, *, left: int = 720, more: str = "") -> str:
    """A level of a list whose label hangs by 360 twips."""
    return (
        f'<w:lvl w:ilvl="{index}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{more}<w:lvlText '
        f'w:val="{label}"/><w:lvlJc w:val="left"/><w:pPr><w:ind w:left="{left}" w:hanging="360"/>'
        "</w:pPr></w:lvl>"
    )


def lists(*levels: str, numbers: str = "") -> str:
    """w:numbering: a list for each argument, numbered from 1; `numbers` are further w:num."""
    abstract = "".join(
        f'<w:abstractNum w:abstractNumId="{i}">{level}</w:abstractNum>'
        for i, level in enumerate(levels)
    )
    plain = "".join(
        f'<w:num w:numId="{i + 1}"><w:abstractNumId w:val="{i}"/></w:num>'
        for i in range(len(levels))
    )
    return abstract + plain + numbers


def footnote(number: int) -> str:
    """The reference to a footnote."""
    reference = f'<w:footnoteReference w:id="{number}"/>'
    return f"<w:r><w:rPr>{SUPER}</w:rPr>{reference}</w:r>"


def note(number: int, content: str) -> str:
    """A footnote's text."""
    mark = f"<w:r><w:rPr>{SUPER}</w:rPr><w:footnoteRef/></w:r>"
    return f'<w:footnote w:id="{number}">{p(mark, r(" " + content))}</w:footnote>'


def floating(horizontal: str, x: int, vertical: str, y: int) -> str:
    """The position of a floating picture in points."""
    return (
        f'<wp:positionH relativeFrom="{horizontal}"><wp:posOffset>{x * 12700}</wp:posOffset>'
        f'</wp:positionH><wp:positionV relativeFrom="{vertical}"><wp:posOffset>{y * 12700}'
        "</wp:posOffset></wp:positionV>"
    )


def _attributes(values: dict[str, object]) -> str:
    return " ".join(f'w:{name}="{value}"' for name, value in values.items())


def _ledger(rows: int) -> str:
    head = tr("№", "Документ", "Сумма, руб.", properties="<w:tblHeader/><w:cantSplit/>")
    body = "".join(
        tr(str(i), f"УПД № {i}", tc(f"{i},00", paragraph=jc("right")), properties="<w:cantSplit/>")
        for i in range(1, rows + 1)
    )
    total = tr(tc("Итого", '<w:gridSpan w:val="2"/>'), "1 770,00")
    return tbl(head, body, total, widths=(700, 5655, 3000))


FEATURES = {
    "paragraphs": Case(
        "".join(
            p(LOREM * 2, properties=spacing(after=120) + jc(align))
            for align in ("left", "center", "right", "both")
        )
        + p(LOREM, properties=ind(firstLine=709) + jc("both"))
        + p(LOREM, properties=spacing(line=480, lineRule="exact"))
        + p(LOREM, properties=spacing(line=300, lineRule="atLeast", before=200))
        + p(LOREM, properties=ind(left=1134, right=567, hanging=567))
    ),
    "looks": Case(
        p(
            r("жирный ", "<w:b/>"),
            r("курсив ", "<w:i/>"),
            r("линия", '<w:u w:val="single"/>'),
            r(" двойная", '<w:u w:val="double"/>'),
            r(" цвет", '<w:color w:val="C00000"/>'),
            r(" м"),
            r("2", SUPER),
            r(" прописные", "<w:caps/>"),
            r(" Малые", "<w:smallCaps/>"),
            r(" зачёркнуто", "<w:strike/>"),
            r(" Arial", '<w:rFonts w:ascii="Arial" w:hAnsi="Arial"/>'),
        )
    ),
    "chinese": Case(
        p(CHINESE, properties=spacing(line=400, lineRule="exact") + ind(firstLine=480))
        + p(r("黑体标题", '<w:rFonts w:eastAsia="黑体"/><w:b/>'), properties=jc("center"))
    ),
    "tabs": Case(
        p("Директор\t________\tИванов И. И.", properties=stops(("left", 4000), ("right", 9355)))
        + p("г. Москва\t«21» ноября 2026 г.", properties=stops(("right", 9355)))
        + p("\tпосередине\tсправа", properties=stops(("center", 4677), ("right", 9355)))
        + p("а\tб\tв\tгдеж\tз")
        + p(LOREM + "\tпосле", properties=stops(("left", 7000)))
    ),
    "ledger": Case(p("Перед таблицей") + _ledger(59) + p("После таблицы")),
    "merged": Case(
        tbl(
            tr(tc("A", '<w:vMerge w:val="restart"/><w:vAlign w:val="center"/>'), "B1", "C1"),
            tr(tc(p(), "<w:vMerge/>"), tc("B2", '<w:gridSpan w:val="2"/>')),
            tr("D", tc("E", '<w:vAlign w:val="bottom"/>'), "F"),
            widths=(3000, 3000, 3355),
        )
        + p()
        + tbl(tr("по", "центру"), widths=(2000, 2000), properties=jc("center"))
    ),
    "ends": Case(
        "".join(p(LOREM * 3, properties=spacing(after=200)) for _ in range(12)),
        section=end("header", "header1")
        + end("header", "header2", "first")
        + end("footer", "footer1")
        + end("footer", "footer2", "first")
        + A4
        + "<w:titlePg/>",
        ends={
            "header1": p(
                "Письмо № 15\tСтр. ",
                field_code("PAGE"),
                " из ",
                field_code("NUMPAGES \\* MERGEFORMAT"),
                properties=stops(("right", 9355)),
            ),
            "header2": p(r("ООО «Ромашка»", '<w:b/><w:sz w:val="32"/>'), properties=jc("center"))
            + p("ИНН 7701234567", properties=jc("center"))
            + p("127006, г. Москва, ул. Тверская, д. 1", properties=jc("center")),
            "footer1": p("Исполнитель"),
            "footer2": p("Первая страница: " + LOREM),
        },
    ),
    "tall_ends": Case(
        "".join(p(LOREM * 3) for _ in range(9)),
        section=end("header", "header1") + end("footer", "footer1") + A4,
        ends={
            "header1": "".join(p(f"Строка колонтитула {i}") for i in range(6)),
            "footer1": tbl(tr("Нижний", "колонтитул"), widths=(4000, 5000)) + p(LOREM),
        },
    ),
    "breaks": Case(
        p("до", PAGE_BREAK, "после разрыва")
        + p(PAGE_BREAK)
        + p("третья")
        + p("четвёртая", properties="<w:pageBreakBefore/>")
        + p("строка\nдругая")
    ),
    "sections": Case(
        p("Портрет")
        + p(properties=f"<w:sectPr>{A4}</w:sectPr>")
        + p("Альбом " + LOREM)
        + p(properties=f"<w:sectPr>{LANDSCAPE}</w:sectPr>")
        + p("Снова портрет, страница ", field_code("PAGE"))
    ),
    "lists": Case(
        p("Первый " + LOREM, properties=listed(1))
        + p("Подпункт " + LOREM, properties=listed(1, 1))
        + p("Подпункт", properties=listed(1, 1))
        + p("Второй", properties=listed(1))
        + p("Снова подпункт", properties=listed(1, 1))
        + p("буква", properties=listed(2))
        + p("付款期限", properties=listed(3)),
        numbering=lists(
            list_level(0, "decimal", "%1.") + list_level(1, "decimal", "%1.%2.", left=1440),
            list_level(0, "russianLower", "%1)"),
            list_level(0, "chineseCounting", "%1、", more='<w:suff w:val="nothing"/>'),
        ),
    ),
    "pictures": Case(
        p("Логотип ", picture(), " в строке")
        + p(picture(position=floating("page", 72, "page", 720)), "по странице")
        + p(picture(position=floating("column", 144, "paragraph", 12)), "по абзацу " + LOREM)
    ),
    "notes": Case(
        p("Текст", footnote(2), " и ещё", footnote(3), ". " + LOREM),
        footnotes='<w:footnote w:type="separator" w:id="0"><w:p><w:r><w:separator/></w:r></w:p>'
        "</w:footnote>" + note(2, "Первая. " + LOREM) + note(3, "Вторая."),
    ),
    "links": Case(
        p(
            "См. ",
            f'<w:hyperlink r:id="rIdCourt">{r("сайт суда")}</w:hyperlink>',
            " и ",
            field_code('HYPERLINK "https://example.org/"', "ссылку"),
        )
        + p(
            f"<w:sdt><w:sdtPr/><w:sdtContent>{r('поле')}</w:sdtContent></w:sdt>",
            f'<w:smartTag w:uri="x" w:element="y">{r(" умный")}</w:smartTag>',
        )
        + f"<w:sdt><w:sdtContent>{p('блок')}</w:sdtContent></w:sdt>",
        links={"rIdCourt": "https://kad.arbitr.ru/"},
    ),
    "keep": Case(
        "".join(p(LOREM * 4) for _ in range(9))
        + p("Заголовок", properties="<w:keepNext/>")
        + p(LOREM * 5, properties="<w:keepLines/>")
        + tbl(
            *(tr(tc("Директор", paragraph="<w:keepNext/>"), "Иванов") for _ in range(8)),
            widths=(4000, 4000),
            style="TableNormal",
        )
    ),
    "styles": Case(
        p("Наследник " + LOREM, properties='<w:pStyle w:val="Heir"/>')
        + p("Цитата ", r("знак", '<w:rStyle w:val="Sign"/>'), properties='<w:pStyle w:val="Base"/>')
        + p("两个字缩进。" + CHINESE, properties=ind(firstLineChars=200))
        + tbl(
            *(tr(f"Строка {i}", f"{i},00") for i in range(4)),
            widths=(4000, 3000),
            style="Bands",
            properties='<w:tblLook w:val="04A0"/>',
        )
        + p("H", r("2", '<w:vertAlign w:val="subscript"/>'), r("O крупно", '<w:sz w:val="40"/>')),
        styles='<w:style w:type="paragraph" w:styleId="Base"><w:pPr><w:jc w:val="both"/><w:spacing '
        'w:after="200" w:line="300" w:lineRule="auto"/></w:pPr><w:rPr><w:i/></w:rPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Heir"><w:basedOn w:val="Base"/><w:pPr><w:ind '
        'w:left="1134" w:firstLine="567"/></w:pPr><w:rPr><w:b/><w:sz w:val="28"/></w:rPr></w:style>'
        '<w:style w:type="character" w:styleId="Sign"><w:rPr><w:b/><w:u w:val="single"/></w:rPr>'
        '</w:style><w:style w:type="table" w:styleId="Bands"><w:basedOn w:val="Grid"/>'
        '<w:tblStylePr w:type="firstRow"><w:rPr><w:b/></w:rPr><w:tcPr>'
        '<w:shd w:val="clear" w:fill="D9D9D9"/>'
        "</w:tcPr></w:tblStylePr></w:style>",
    ),
    "characters": Case(
        p(
            "УПД\u00a0№\u00a015 от\u00a01\u00a0июля; ИП",
            "<w:r><w:noBreakHyphen/></w:r>",
            "1; перенос",
            "<w:r><w:softHyphen/></w:r>",
            "имый; 1\u202f234,50; ",
            r("“引号”……——与", '<w:rFonts w:hint="eastAsia"/>'),
            " «кавычки» — тире – и…",
        )
    ),
    "many_lists": Case(
        "".join(p(f"Пункт {i}", properties=listed(1, i % 3)) for i in (0, 1, 2, 1, 2, 0, 1))
        + "".join(p("римский", properties=listed(2)) for _ in range(4))
        + "".join(p("буква", properties=listed(3)) for _ in range(3))
        + "".join(p("款项", properties=listed(4, i)) for i in (0, 1, 1, 0))
        + "".join(p("точка", properties=listed(5)) for _ in range(2)),
        numbering=lists(
            list_level(0, "decimal", "%1.")
            + list_level(1, "decimal", "%1.%2.", left=1440)
            + list_level(2, "lowerLetter", "%3)", left=2160),
            list_level(0, "upperRoman", "%1."),
            list_level(0, "upperLetter", "%1."),
            list_level(0, "chineseCounting", "%1、") + list_level(1, "chineseCounting", "（%2）"),
            list_level(0, "bullet", "–"),
        ),
    ),
    "page_numbers": Case(
        p("Введение")
        + p(PAGE_BREAK)
        + p("ещё")
        + p(
            properties=f"<w:sectPr>{end('footer', 'footer1')}{A4}"
            '<w:pgNumType w:fmt="upperRoman"/></w:sectPr>'
        )
        + p("На листе Letter", '<w:r><w:br w:type="column"/></w:r>', "дальше"),
        section=A4.replace('w:w="11906" w:h="16838"', 'w:w="12240" w:h="15840"')
        + '<w:pgNumType w:fmt="lowerLetter" w:start="26"/>',
        ends={"footer1": p("стр. ", field_code("PAGE"))},
    ),
    "spaces": Case(
        "".join(
            p("Строка", properties="<w:contextualSpacing/>" + spacing(before=200, after=200))
            for _ in range(3)
        )
        + p("до", properties=spacing(after=240))
        + p("после", properties=spacing(before=240))
    ),
}
