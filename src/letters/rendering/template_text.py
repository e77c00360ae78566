"""A template as plain text, so that its wording can be reviewed and compared line by line.

Headers stand first, then the body, footers, notes and document properties; a row of a table is
`| cell | cell |`. What cannot be seen in print has a sign: ⍽ non-breaking space, ⇥ tab,
↵ line break, ⤓ page break, ‹PAGE› page number.
"""

from collections.abc import Iterator

from letters.rendering.template_parts import CELL, ROW, TABLE, P, above, parts_of, text_of
from letters.rendering.wordml.names import MC, Element, R, W, elements, value
from letters.rendering.wordml.package import Package, open_package

_SIGNS = str.maketrans(
    {
        "\N{NO-BREAK SPACE}": "⍽",
        "\N{NARROW NO-BREAK SPACE}": "⍽",
        "\N{SOFT HYPHEN}": None,
        "\t": "⇥",
        "\n": "↵",
        "\f": "⤓",
    }
)
_PAGES = {"default": "", "first": ", first page", "even": ", even pages"}
_SHOWN_PROPERTIES = ("title", "subject", "creator", "description", "keywords", "language")


def dump_text(docx: bytes) -> str:
    """Every word of a .docx, with its tags, in the order of reading; the same text each time."""
    package = open_package(docx, "docx")
    body = package.xml(package.main)
    sections = [
        *_running(package, body, "header"),
        ("body", list(_lines(body))),
        *_running(package, body, "footer"),
    ]
    for part in parts_of(package):
        root = package.xml(part.name)
        if part.kind in {"footnotes", "endnotes"}:
            sections.append((part.kind, list(_lines(root))))
        elif part.kind == "properties":
            said = {item.tag.rpartition("}")[2]: item.text for item in elements(root)}
            shown = [f"{name}: {said[name]}" for name in _SHOWN_PROPERTIES if said.get(name)]
            sections.append((part.kind, shown))
    shown_sections = ["\n".join([f"== {title} ==", *lines]) for title, lines in sections if lines]
    return "\n\n".join(shown_sections) + "\n"


def _running(package: Package, body: Element, kind: str) -> Iterator[tuple[str, list[str]]]:
    """The headers (or footers) of each section, under the name of the pages they stand on."""
    relations = package.relations(package.main)
    sections = list(body.iter(W + "sectPr"))
    shown = set()
    for number, section in enumerate(sections, 1):
        for reference in section.iterchildren(f"{W}{kind}Reference"):
            relation = relations.get(reference.get(R + "id", ""))
            if relation is None or relation.target in shown:
                continue
            shown.add(relation.target)
            pages = _PAGES.get(value(reference, "type", "default"), "")
            where = f", section {number}" if len(sections) > 1 else ""
            yield f"{kind}{pages}{where}", list(_lines(package.xml(relation.target)))


def _lines(parent: Element) -> Iterator[str]:
    """The paragraphs and rows below an element; empty paragraphs are left out."""
    for node in elements(parent):
        if node.tag == P:
            if words := text_of(node).translate(_SIGNS).strip(" "):
                yield words
            yield from _lines(node)  # a text box that is anchored here
        elif node.tag == TABLE:
            yield from (_row(row) for row in node.iter(ROW) if above(row, TABLE) is node)
        elif node.tag != MC + "Fallback":
            yield from _lines(node)


def _row(row: Element) -> str:
    cells = (" / ".join(_lines(cell)) for cell in row.iter(CELL) if above(cell, ROW) is row)
    return " | ".join(["", *cells, ""]).strip(" ")
