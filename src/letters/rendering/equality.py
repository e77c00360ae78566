"""Is all text of the .docx in the drawing, and nothing else?

The text of the .docx is taken straight from its XML, by other means than the reader's, and
compared with the text of the finished markup: headers and footers, the body, the footnotes.
Spaces that a line may end with are not compared; non-breaking ones are.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from letters.errors import N_, RenderingError
from letters.rendering.wordml.names import MC, Element, R, W
from letters.rendering.wordml.package import Package, open_package

_CHARACTERS = {W + "noBreakHyphen": "\u2011", W + "softHyphen": "\u00ad"}
_SPACES = dict.fromkeys(map(ord, " \t\n\r"))
_ON = frozenset({"1", "true", "on"})


@dataclass(frozen=True, slots=True)
class Texts:
    """What a document says: in headers and footers, in its body, in its footnotes."""

    ends: frozenset[str]
    body: str
    notes: str


def require_same_text(docx: bytes, html: str, source: str) -> None:
    """RenderingError if the markup says anything else than the .docx, with the first place."""
    wanted, drawn = document_texts(docx, source), markup_texts(html)
    if wanted == drawn:
        return
    pairs = [(wanted.body, drawn.body), (wanted.notes, drawn.notes)]
    pairs += [(text, "") for text in sorted(wanted.ends ^ drawn.ends)]
    one, other = next(pair for pair in pairs if pair[0] != pair[1])
    place = next(
        (i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b),
        min(len(one), len(other)),
    )
    raise RenderingError(
        N_("{source}: the PDF would not say the same as the document near «{text}»"),
        N_("nothing was written; write this place anew in Word, and report the document"),
        source=source,
        text=(one or other)[max(place - 15, 0) : place + 25],
    )


def document_texts(docx: bytes, source: str) -> Texts:
    """What a .docx says, without spaces and without numbers that are counted."""
    package = open_package(docx, source)
    root = package.xml(package.main)
    order = [reference.get(W + "id", "") for reference in root.iter(W + "footnoteReference")]
    notes: dict[str, str] = {}
    if order and (part := package.related(package.main, "footnotes")):
        notes = {note.get(W + "id", ""): _text(note) for note in package.xml(part)}
    return Texts(
        frozenset(filter(None, (_text(package.xml(part)) for part in _ends(package, root)))),
        _text(root),
        "".join(notes.get(number, "") for number in order),
    )


def markup_texts(html: str) -> Texts:
    """What the markup says; a header or footer is a `div` of its section."""
    root = etree.fromstring(html.encode(), etree.XMLParser(huge_tree=True))
    for element in list(root.iter()):
        if element.tag == "head" or element.get("class", "").startswith("n"):
            _empty(element)
    notes = [_taken(note) for note in list(root.iter("span")) if note.get("class") == "fn"]
    ends = [_taken(end) for end in root.iterfind("body/section/div")]
    return Texts(frozenset(filter(None, ends)), _taken(root), "".join(notes))


def _taken(element: Element) -> str:
    """The text of an element, which is empty afterwards."""
    text = "".join(map(str, element.itertext())).translate(_SPACES)
    _empty(element)
    return text


def _empty(element: Element) -> None:
    tail = element.tail
    element.clear()
    element.tail = tail


def _ends(package: Package, root: Element) -> Iterator[str]:
    """The headers and footers in force: those of first pages only where they differ."""
    relations = package.relations(package.main)
    named: dict[tuple[str, str], str] = {}
    for section in root.iter(W + "sectPr"):
        for reference in section.iter(W + "headerReference", W + "footerReference"):
            relation = relations[reference.get(R + "id", "")]
            named[reference.tag, reference.get(W + "type", "default")] = relation.target
        title = section.find(W + "titlePg")
        kinds = {"default"} | ({"first"} if title is not None and _is_on(title) else set())
        yield from (part for (_, kind), part in named.items() if kind in kinds)


def _text(root: Element) -> str:
    """All text under an element but the results of fields that are counted."""
    for copy in root.iter(MC + "Fallback"):
        _empty(copy)
    for simple in root.iter(W + "fldSimple"):
        if _is_counted(simple.get(W + "instr", "")):
            _empty(simple)
    return "".join(_pieces(root)).translate(_SPACES)


def _pieces(root: Element) -> Iterator[str]:
    codes: list[str] = []
    silent = 0
    for element in root.iter(W + "t", W + "delText", W + "instrText", W + "fldChar", *_CHARACTERS):
        if element.tag == W + "fldChar":
            kind = element.get(W + "fldCharType")
            if kind == "begin":
                codes.append("")
                silent += 1
            elif codes and kind == "separate":
                silent -= not _is_counted(codes[-1])
                codes[-1] += " \x00"
            elif codes and kind == "end":
                code = codes.pop()
                silent -= not code.endswith("\x00") or _is_counted(code)
        elif element.tag == W + "instrText":
            if codes:
                codes[-1] += element.text or ""
        elif not silent:
            yield _CHARACTERS.get(element.tag) or element.text or ""


def _is_counted(code: str) -> bool:
    return code.split()[:1] in (["PAGE"], ["NUMPAGES"])


def _is_on(element: Element) -> bool:
    return element.get(W + "val", "1") in _ON
