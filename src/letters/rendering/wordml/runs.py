"""The contents of a paragraph: text, breaks, tabs, fields, links, pictures, footnotes.

Read: w:r with w:t, w:tab, w:br, w:cr, w:noBreakHyphen, w:softHyphen, w:drawing and
w:footnoteReference; w:hyperlink; w:fldSimple and w:fldChar with PAGE, NUMPAGES and HYPERLINK;
what is inside w:sdt, w:smartTag and w:customXml. Marks without text are passed over;
everything else is refused by name. A column ends where the page does, for there is only one.
"""

import re
from dataclasses import dataclass, field
from typing import ClassVar

from letters.rendering.page import Break, Field, Footnote, Inline, Link, NoteMark, Run, Tab
from letters.rendering.wordml import drawings, scripts
from letters.rendering.wordml.names import MC, Element, R, W, elements, find, value
from letters.rendering.wordml.reading import Place, ReadBlocks, Reading
from letters.rendering.wordml.styles import ParagraphLook, TextLook

NO_BREAK_HYPHEN, SOFT_HYPHEN = "\u2011", "\u00ad"
SILENT = frozenset(
    W + name
    for name in (
        "pPr", "rPr", "bookmarkStart", "bookmarkEnd", "proofErr", "permStart", "permEnd",
        "lastRenderedPageBreak", "sdtPr", "sdtEndPr", "smartTagPr", "customXmlPr", "sectPr",
        "commentRangeStart", "commentRangeEnd", "fldData", "moveFromRangeStart",
        "moveFromRangeEnd", "moveToRangeStart", "moveToRangeEnd",
    )
)  # fmt: skip
TRANSPARENT = frozenset(W + name for name in ("smartTag", "customXml", "sdt", "sdtContent"))
_SPACE = re.compile(r"[\t\n\r]")
# Characters without a meaning of their own: some font draws a sign there, no other the same.
PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U0010ffff]")
_KEEPS_LOOK = frozenset({"MERGEFORMAT", "CHARFORMAT"})
# How the switch \\* of a field asks for numbers; the case of the first letter counts.
_SWITCHES = {
    "arabic": "decimal", "Arabic": "decimal", "Roman": "upperRoman", "roman": "lowerRoman",
    "Alphabetic": "upperLetter", "alphabetic": "lowerLetter", "Arabicdash": "numberInDash",
    "arabicdash": "numberInDash",
}  # fmt: skip
_LEADS_OUT = re.compile(r"(?i:https?://[^\s/<>\[\]]+[^\s<>]*|(?:mailto|tel):[^\s<>]+)")

# What Word 2010 and later understand (ECMA-376 part 3: Requires names the prefixes of these).
_OFFICE = frozenset(
    "http://schemas.microsoft.com/office/" + name
    for name in (
        "word/2010/wordprocessingShape",
        "word/2010/wordprocessingGroup",
        "word/2010/wordprocessingCanvas",
        "word/2010/wordprocessingDrawing",
        "word/2010/wordml",
        "word/2012/wordml",
        "word/2012/wordprocessingDrawing",
        "drawing/2010/main",
        "drawing/2014/main",
    )
)


@dataclass(frozen=True, slots=True)
class PageBreak:
    """Where a page ends inside a paragraph; the paragraph is cut here."""


Item = Inline | PageBreak


@dataclass(slots=True)
class _Open:
    """Something whose end is still to come: the paragraph, a link, a field with its code."""

    items: list[Item] = field(default_factory=list)
    showing: bool = True
    code: str = ""
    look: TextLook | None = None


class Contents:
    """Reads the contents of one paragraph; `items` is what was found."""

    def __init__(
        self, reading: Reading, place: Place, look: ParagraphLook, read_blocks: ReadBlocks
    ) -> None:
        self._reading = reading
        self._place = place
        self._paragraph = look
        self._read_blocks = read_blocks
        self._open = [_Open()]

    @property
    def items(self) -> list[Item]:
        """The contents in reading order."""
        return self._open[0].items

    def read(self, parent: Element) -> None:
        """Read the children of w:p or of what stands for its parts."""
        for child in elements(parent):
            tag = child.tag
            if tag == W + "r":
                self._run(child)
            elif tag in SILENT:
                continue
            elif tag in TRANSPARENT:
                self.read(child)
            elif tag == W + "hyperlink":
                self._open.append(_Open())
                self.read(child)
                self._put_link(self._target(child), self._open.pop().items, child)
            elif tag == W + "fldSimple":
                self._open.append(_Open(code=value(child, "instr"), look=self._look_inside(child)))
                self.read(child)
                self._close_field(child)
            else:
                self._reading.refusals.note(child)

    def finish(self, element: Element) -> None:
        """Refuse fields that end in another paragraph."""
        while len(self._open) > 1:
            self._reading.refusals.note(element, "field", name=self._name(self._open[-1]))
            self._open[-2].items.extend(self._open.pop().items)

    def _run(self, run: Element) -> None:
        look = self._reading.looks.text(self._paragraph, find(run, "rPr"))
        if look.refused and _shows(run):
            for name in look.refused:
                self._reading.refusals.note(run, name)
        for child in elements(run):
            self._run_part(child, look)

    def _run_part(self, child: Element, look: TextLook) -> None:
        write = self._PARTS.get(child.tag)
        if write is not None:
            write(self, child, look)
        elif child.tag not in SILENT:
            self._reading.refusals.note(child)

    def _break(self, element: Element, _look: TextLook) -> None:
        self._put(PageBreak() if value(element, "type") in {"page", "column"} else Break())

    def _tab(self, _element: Element, look: TextLook) -> None:
        self._put(Tab(look.latin))

    def _hyphen(self, element: Element, look: TextLook) -> None:
        soft = element.tag == W + "softHyphen"
        self._put(Run(SOFT_HYPHEN if soft else NO_BREAK_HYPHEN, look.latin))

    def _code(self, element: Element, _look: TextLook) -> None:
        self._open[-1].code += element.text or ""

    def _note_mark(self, _element: Element, look: TextLook) -> None:
        self._put(NoteMark(self._reading.notes_used, look.latin))

    def _drawing(self, element: Element, _look: TextLook) -> None:
        picture = drawings.read_drawing(self._reading, self._place, element)
        if picture is not None:
            self._put(picture)

    def _alternatives(self, element: Element, look: TextLook) -> None:
        """The choice that Word draws; its fallback repeats it for older programs.

        A choice made for some other program is none of Word's: who draws what is then unsure.
        """
        choice = element.find(MC + "Choice")
        wanted = [] if choice is None else str(choice.get("Requires", "")).split()
        if choice is None or not {choice.nsmap.get(prefix) for prefix in wanted} <= _OFFICE:
            self._reading.refusals.note(element)
            return
        for part in elements(choice):
            self._run_part(part, look)

    def _text(self, element: Element, look: TextLook) -> None:
        text = _SPACE.sub(" ", element.text or "")
        if not text.isascii() and PRIVATE.search(text):
            self._reading.refusals.note(element, "w:sym")
        if element.get("{http://www.w3.org/XML/1998/namespace}space") != "preserve":
            text = text.strip(" ")
        for run in scripts.runs(text, look) if text else ():
            self._put(run)

    def _put(self, item: Item) -> None:
        """Add an item where text goes now; neighbours of one look become one run."""
        place = self._open[-1]
        if not place.showing:
            return
        last = place.items[-1] if place.items else None
        if isinstance(item, Run) and isinstance(last, Run) and last.format is item.format:
            place.items[-1] = Run(last.text + item.text, item.format)
        else:
            place.items.append(item)

    def _put_link(self, target: str, items: list[Item], element: Element) -> None:
        """Put a link; its words alone if it leads to another place of the same document."""
        if target and not target.startswith("#") and not _LEADS_OUT.fullmatch(target):
            self._reading.refusals.note(element, "link", name=target[:80])
            target = ""
        inside = tuple(item for item in items if not isinstance(item, PageBreak | Link))
        if target and not target.startswith("#") and len(inside) == len(items) > 0:
            self._put(Link(target, inside))
        else:
            for item in items:
                self._put(item)

    def _target(self, element: Element) -> str:
        relation = self._reading.package.relations(self._place.part).get(element.get(R + "id", ""))
        return relation.target if relation is not None and relation.external else ""

    def _field_mark(self, element: Element, look: TextLook) -> None:
        kind = value(element, "fldCharType")
        if kind == "begin":
            self._open.append(_Open(showing=False, look=look))
        elif kind == "separate" and len(self._open) > 1:
            self._open[-1].showing = True
        elif kind == "end" and len(self._open) > 1:
            self._close_field(element)

    def _close_field(self, element: Element) -> None:
        closed = self._open.pop()
        name, _, rest = closed.code.strip().partition(" ")
        name = name.upper()
        if name in {"PAGE", "NUMPAGES"} and (numbers := self._numbers(name, rest)):
            look = closed.look or self._paragraph.mark
            for refused in look.refused:
                self._reading.refusals.note(element, refused)
            self._put(Field("PAGE" if name == "PAGE" else "NUMPAGES", look.latin, numbers))
            return
        if name == "HYPERLINK":
            target = re.search('^"([^"]*)"', rest.strip())
            self._put_link(target[1] if target else "", closed.items, element)
            return
        self._reading.refusals.note(element, "field", name=self._name(closed))
        self._put_link("", closed.items, element)

    def _numbers(self, name: str, switches: str) -> str:
        """How a counted field prints its number; an empty name if that is not known."""
        numbers = self._place.numbers if name == "PAGE" else "decimal"
        for word in switches.replace("\\*", " ").split():
            if word.upper() not in _KEEPS_LOOK:
                numbers = _SWITCHES.get(word[0] + word[1:].lower(), "")
        return numbers

    def _look_inside(self, element: Element) -> TextLook:
        run = find(element, "r")
        return self._reading.looks.text(self._paragraph, find(run, "rPr"))

    def _name(self, opened: _Open) -> str:
        return opened.code.strip() or "?"

    def _footnote(self, element: Element, look: TextLook) -> None:
        reading = self._reading
        note = reading.notes.get(value(element, "id"))
        if note is None:
            reading.refusals.note(element)
            return
        if reading.looks.odd_notes:
            reading.refusals.note(element, "w:footnotePr")
        reading.notes_used += 1
        number = reading.notes_used
        for table in note.iter(W + "tbl"):
            reading.refusals.note(table, "w:footnote")
        blocks = self._read_blocks(note, Place(reading.notes_part, width=self._place.width))
        self._put(Footnote(number, look.latin, blocks))

    _PARTS: ClassVar = {
        W + "t": _text,
        W + "tab": _tab,
        W + "br": _break,
        W + "cr": _break,
        W + "noBreakHyphen": _hyphen,
        W + "softHyphen": _hyphen,
        W + "fldChar": _field_mark,
        W + "instrText": _code,
        W + "footnoteReference": _footnote,
        W + "footnoteRef": _note_mark,
        W + "drawing": _drawing,
        MC + "AlternateContent": _alternatives,
    }


def _shows(run: Element) -> bool:
    """Whether a run has words or a picture that its look would change."""
    return any(
        part.tag != W + "t" or (part.text or "").strip()
        for part in run.iterdescendants(W + "t", W + "drawing")
    )
