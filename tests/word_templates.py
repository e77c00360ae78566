"""Word templates built in tests, and what one wants to know of a filled one."""

import io
import struct
import zipfile
import zlib

import docx
from docx.document import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_XMLNS = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">L", len(data)) + kind + data + struct.pack(">L", zlib.crc32(kind + data))


PNG = b"".join(  # one black dot
    [
        b"\x89PNG\r\n\x1a\n",
        _chunk(b"IHDR", struct.pack(">2L5B", 1, 1, 8, 0, 0, 0, 0)),
        _chunk(b"IDAT", zlib.compress(b"\0\0")),
        _chunk(b"IEND", b""),
    ]
)


def word(*paragraphs, table=(), header="", footer="", title="", footnote=""):
    """The bytes of a .docx with these paragraphs, then one table given as rows of texts."""
    document = docx.Document()
    for text in paragraphs:
        add(document, text)
    if table:
        add_table(document, table)
    section = document.sections[0]
    if header:
        section.header.paragraphs[0].text = header
    if footer:
        section.footer.paragraphs[0].text = footer
    document.core_properties.title = title
    if footnote:
        add_footnote(document, footnote)
    return saved(document)


def add(document: Document, text: str):
    return document.add_paragraph(text)


def add_table(document: Document, rows):
    """A table; a row that holds one text only (`{%tr … %}`) has it in its first cell."""
    table = document.add_table(len(rows), max(map(len, rows)))
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=False):
            cell.text = text
    return table


def add_footnote(document: Document, text: str) -> None:
    """A footnote on a paragraph of its own (python-docx knows none)."""
    note = f'<w:footnote w:id="2"><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:footnote>'
    xml = f"<w:footnotes {_XMLNS}>{note}</w:footnotes>"
    name = PackURI("/word/footnotes.xml")
    part = Part(name, CONTENT_TYPE.WML_FOOTNOTES, xml.encode(), document.part.package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
    run = document.add_paragraph("with a note").add_run()
    run._r.append(parse_xml(f'<w:footnoteReference {_XMLNS} w:id="2"/>'))


def raw(document: Document, xml: str) -> None:
    """Markup as Word would have written it, put at the end of the body."""
    body = document.element.body
    body.insert(len(body) - 1, parse_xml(xml.replace(">", f" {_XMLNS}>", 1)))


def saved(document: Document) -> bytes:
    data = io.BytesIO()
    document.save(data)
    return data.getvalue()


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def words(data: bytes, part: str = "word/document.xml") -> list[str]:
    """The text of every paragraph of a part, in order; breaks as they are in `python-docx`."""
    root = etree.fromstring(parts(data)[part])
    signs = {W + "br": "\n", W + "tab": "\t"}
    return [
        "".join(
            signs.get(node.tag, node.text or "")
            for node in paragraph.iter(W + "t", W + "br", W + "tab")
        )
        for paragraph in root.iter(W + "p")
    ]
