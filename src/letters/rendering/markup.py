"""Paragraphs and tables of the page model as elements of HTML.

The markup is well-formed XML and cheap: a paragraph whose text has one look is one element, a
cell with one paragraph is that paragraph, and looks are classes.
"""

from collections.abc import Iterator, Sequence

from letters.rendering import css
from letters.rendering.inlines import Inlines
from letters.rendering.page import (
    NO_BORDERS,
    Block,
    Cell,
    Paragraph,
    Picture,
    Row,
    Sheet,
    Table,
)

ROWS_PER_BODY = 100


class Markup:
    """Writes blocks; collects the style sheet and the pictures that they need."""

    def __init__(self) -> None:
        self.styles = css.StyleSheet()
        self.pictures: dict[str, Picture] = {}
        self._classes: dict[tuple[object, ...], str] = {}
        self._empty: dict[tuple[object, ...], tuple[str, float]] = {}
        self._inlines = Inlines(self.styles, self.pictures)

    def blocks(self, blocks: Sequence[Block], sheet: Sheet, room: float) -> str:
        """Paragraphs and tables in a text area of this width."""
        return "".join(
            self.paragraph(block, sheet, room)
            if isinstance(block, Paragraph)
            else self.table(block, sheet)
            for block in blocks
        )

    def paragraph(self, paragraph: Paragraph, sheet: Sheet, room: float) -> str:
        """A paragraph or heading."""
        line, base = css.line_and_base(paragraph)
        empty = not paragraph.contents and not paragraph.label
        floats = _floats(paragraph)
        key = (id(paragraph.format), base, line, empty, floats)
        name = self._classes.get(key)
        if name is None:
            rules = css.paragraph_rules(paragraph.format, line, empty=empty)
            if floats:
                rules += ";position:relative"
            name = self.styles.name("p", f"{rules};{css.text_rules(base, None)}")
            self._classes[key] = name
        inside, extra = self._inlines.contents(paragraph, base, sheet, room)
        level = paragraph.format.heading
        tag = f"h{min(level, 6)}" if level else "p"
        return f'<{tag} class="{name}{extra}">{inside}</{tag}>'

    def table(self, table: Table, sheet: Sheet) -> str:
        """A table of fixed column widths, its body cut into stretches of rows."""
        total = css.pt(sum(table.widths))
        sides = {"left": f"0 0 0 {css.pt(table.left)}", "center": "0 auto", "right": "0 0 0 auto"}
        name = self.styles.name("t", f"width:{total};margin:{sides[table.align]}")
        columns = "".join(f'<col style="width:{css.pt(width)}"/>' for width in table.widths)
        new_page = " b" if table.page_break_before else ""
        out = [f'<table class="{name}{new_page}"><colgroup>{columns}</colgroup>']
        heads = [row for row in table.rows if row.header]
        if heads:
            rows = (self._row(row, sheet, "th") for row in heads)
            out.append(f"<thead>{''.join(rows)}</thead>")
        for body in _bodies(table.rows[len(heads) :]):
            rows = (self._row(row, sheet, "td") for row in body)
            out.append(f"<tbody>{''.join(rows)}</tbody>")
        out.append("</table>")
        return "".join(out)

    def _row(self, row: Row, sheet: Sheet, tag: str) -> str:
        """A row; it is as high as its empty cells must be, which is cheaper said once."""
        drawn = [self._known_cell(cell, sheet, tag) for cell in row.cells]
        height = max([row.height, *(height for _, height in drawn)])
        names = [
            self.styles.name("r", f"height:{css.pt(height)}") if height else "",
            "k" if row.keep_together else "",
            "j" if row.keep_next else "",
        ]
        return f"<tr{_class(names)}>{''.join(cell for cell, _ in drawn)}</tr>"

    def _known_cell(self, cell: Cell, sheet: Sheet, tag: str) -> tuple[str, float]:
        """A cell and the height it needs of its row; one without text is drawn once a look."""
        only = cell.blocks[0] if len(cell.blocks) == 1 else None
        if not isinstance(only, Paragraph) or only.contents or only.label:
            return self._cell(cell, sheet, tag), 0.0
        spans = cell.columns, cell.rows
        key = (id(cell.format), id(only.format), id(only.mark), spans, tag)
        found = self._empty.get(key)
        if found is None:
            height = _empty_height(cell) if cell.rows == 1 else 0.0
            found = self._empty[key] = (self._cell(cell, sheet, tag), height)
        return found

    def _cell(self, cell: Cell, sheet: Sheet, tag: str) -> str:
        room = cell.width - cell.format.padding[1] - cell.format.padding[3]
        only = cell.blocks[0] if len(cell.blocks) == 1 else None
        if isinstance(only, Paragraph) and _is_plain(only):
            line, base = css.line_and_base(only)
            height = _empty_height(cell) if cell.rows > 1 else 0.0
            key: tuple[object, ...] = (id(cell.format), id(only.format), base, line, height)
            inside, extra = self._inlines.contents(only, base, sheet, room)
        else:
            only, line, base, height, extra = None, 0.0, None, 0.0, ""
            key = (id(cell.format),)
            inside = self.blocks(cell.blocks, sheet, room)
        name = self._classes.get(key)
        if name is None:
            rules = css.cell_rules(cell.format, only and only.format, line, height)
            if base is not None:
                rules += ";" + css.text_rules(base, None)
            name = self._classes[key] = self.styles.name("c", rules)
        spans = f' colspan="{cell.columns}"' if cell.columns > 1 else ""
        spans += f' rowspan="{cell.rows}"' if cell.rows > 1 else ""
        return f'<{tag} class="{name}{extra}"{spans}>{inside}</{tag}>'


def _is_plain(paragraph: Paragraph) -> bool:
    """Whether a cell can be the paragraph itself: nothing is drawn round or floats over it."""
    format_ = paragraph.format
    return not (format_.background or format_.borders != NO_BORDERS or _floats(paragraph))


def _empty_height(cell: Cell) -> float:
    """The height that a cell without text keeps free, in points; 0 for one with text."""
    only = cell.blocks[0] if len(cell.blocks) == 1 else None
    if not isinstance(only, Paragraph) or only.contents or only.label or not _is_plain(only):
        return 0.0
    return css.empty_height(cell.format, only.format, css.line_and_base(only)[0])


def _floats(paragraph: Paragraph) -> bool:
    """Whether a picture floats at a height that follows the paragraph."""
    pictures = (item for item in paragraph.contents if isinstance(item, Picture))
    return any(item.top is not None and item.top.origin == "paragraph" for item in pictures)


def _bodies(rows: Sequence[Row]) -> Iterator[Sequence[Row]]:
    """Rows in stretches that merged cells do not cross: long tables are drawn in less time."""
    start = 0
    open_until = 0
    for index, row in enumerate(rows):
        if index - start >= ROWS_PER_BODY and index >= open_until:
            yield rows[start:index]
            start = index
        open_until = max([open_until, *(index + cell.rows for cell in row.cells)])
    if start < len(rows):
        yield rows[start:]


def _class(names: Sequence[str]) -> str:
    found = " ".join(filter(None, names))
    return f' class="{found}"' if found else ""
