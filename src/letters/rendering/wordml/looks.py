"""The looks of paragraphs and runs, each worked out once for all letters of one template.

A template's styles, lists and theme come unchanged in every letter made from it, so what
was settled for one letter is kept for the next.
"""

from functools import lru_cache

from letters.errors import RenderingError
from letters.rendering.wordml.names import (
    Element,
    Said,
    W,
    child_value,
    find,
    integer,
    is_on,
    points,
    said,
    value,
)
from letters.rendering.wordml.numbering import ListLevel, Numbering
from letters.rendering.wordml.package import Package, parse
from letters.rendering.wordml.properties import Properties
from letters.rendering.wordml.styles import (
    NOTHING,
    Level,
    ParagraphLook,
    Styles,
    TextLook,
    east_asian_language,
    theme_faces,
)
from letters.rendering.wordml.tablestyles import TableStyle

NO_TABLE = Level()
_NOTES = {"numFmt": "decimal", "pos": "pageBottom", "numStart": "1", "numRestart": "continuous"}


class Looks:
    """What the unchanging parts of a document say about its text, with what was settled."""

    def __init__(self, settings: Element | None, styles: Styles, numbering: Numbering) -> None:
        self.styles = styles
        self.numbering = numbering
        self.even_and_odd = is_on(find(settings, "evenAndOddHeaders"))
        self.mirrored = is_on(find(settings, "mirrorMargins"))
        self.odd_notes = notes_differ(find(settings, "footnotePr"))
        self.languages = styles.languages
        self.modern = _compatibility(settings) >= 15
        self._paragraphs: dict[tuple[Said, Level, float], ParagraphLook] = {}
        self._tables: dict[Said, TableStyle] = {}
        self._texts: dict[tuple[ParagraphLook, Said], TextLook] = {}

    def paragraph(self, element: Element | None, table: Level, pitch: float) -> ParagraphLook:
        """The look of a paragraph with this w:pPr."""
        key = (said(element), table, pitch)
        look = self._paragraphs.get(key)
        if look is None:
            look = self.styles.paragraph_look(element, table, self._list_level, pitch)
            self._paragraphs[key] = look
        return look

    def text(self, paragraph: ParagraphLook, element: Element | None) -> TextLook:
        """The look of a run with this w:rPr in such a paragraph."""
        key = (paragraph, said(element))
        look = self._texts.get(key)
        if look is None:
            look = self._texts[key] = self.styles.text_look(paragraph.text, element)
        return look

    def table(self, element: Element | None) -> TableStyle:
        """The style of a table with this w:tblPr."""
        key = said(element)
        style = self._tables.get(key)
        if style is None:
            style = self._tables[key] = TableStyle(self.styles, element)
        return style

    def label(
        self, paragraph: ParagraphLook, element: Element | None, level: ListLevel
    ) -> TextLook:
        """The look of the label of a paragraph with this w:pPr on this level of its list."""
        mark = find(element, "rPr")
        return self.styles.text_look(paragraph.text, mark, level.run)

    def _list_level(self, number_id: str, level: int, style: str) -> Properties:
        found = self.numbering.level(number_id, level, style)
        return NOTHING if found is None else found.paragraph


def notes_differ(element: Element | None) -> bool:
    """Whether this w:footnotePr asks for other footnotes than 1, 2, 3 … at the foot of the page."""
    return any(child_value(element, name, usual) != usual for name, usual in _NOTES.items())


def _compatibility(settings: Element | None) -> int:
    """The version of Word whose layout the document follows; 12 where it does not say."""
    compat = find(settings, "compat")
    for setting in [] if compat is None else compat.findall(W + "compatSetting"):
        if value(setting, "name") == "compatibilityMode":
            return integer(value(setting), 12, least=0)
    return 12


def looks_of(package: Package) -> Looks:
    """The looks of a document; the same object for documents with the same styles."""
    main = package.main

    def part(kind: str) -> bytes:
        name = package.related(main, kind)
        return package.read(name) if name else b""

    parts = part("settings"), part("styles"), part("numbering"), part("theme")
    try:
        return _looks(*parts)
    except RenderingError as error:  # what is kept for many letters does not know their names
        where = {**error.params, "source": f"{package.source}/{error.params['source']}"}
        raise RenderingError(error.message, error.hint, **where) from error


@lru_cache(maxsize=16)
def _looks(settings: bytes, styles: bytes, numbering: bytes, theme: bytes) -> Looks:
    def root(data: bytes, name: str) -> Element | None:
        return parse(data, f"word/{name}.xml") if data else None

    found = root(settings, "settings")
    faces = theme_faces(root(theme, "theme"), east_asian_language(found))
    default_tab = points(child_value(found, "defaultTabStop", "720"), least=0)
    return Looks(
        found,
        Styles(root(styles, "styles"), faces, default_tab),
        Numbering(root(numbering, "numbering")),
    )
