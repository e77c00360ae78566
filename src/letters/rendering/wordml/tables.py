"""w:tbl: rows, columns, merged cells. Widths are fixed.

The preferred width of a cell that stands in one column wins over the grid, as in Word; a table
whose width is a percentage is scaled to it. An exact height is read as the least one, because a
letter must not hide text that does not fit.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from letters.rendering.page import Block, Cell, CellFormat, Paragraph, Row, Table
from letters.rendering.wordml.borders import Placed, settle
from letters.rendering.wordml.names import (
    Element,
    NotAMeasure,
    W,
    child_value,
    elements,
    find,
    integer,
    is_on,
    points,
    value,
)
from letters.rendering.wordml.properties import TRACKED
from letters.rendering.wordml.reading import Place, ReadBlocks, Reading
from letters.rendering.wordml.runs import SILENT, TRANSPARENT
from letters.rendering.wordml.tablestyles import CellLook, TableStyle, Where

_SILENT = SILENT | {W + name for name in ("tblPr", "tblGrid", "trPr", "tblPrEx", "tcPr")}
_ALIGN = {"center": "center", "right": "right", "end": "right"}
DEEPEST = 8  # what is laid out takes some thirty calls a table, and Python allows a thousand
_MOST_COLUMNS = 63  # as in Word


@dataclass(slots=True)
class _Slot:
    """A cell of the file: where it begins in the grid and whether it continues the one above."""

    element: Element | None
    row: int
    column: int
    columns: int
    continues: bool
    properties: Element | None = None
    look: CellLook | None = None
    rows: int = 1
    last: "_Slot | None" = None


def read_table(
    reading: Reading, element: Element, place: Place, read_blocks: ReadBlocks
) -> Table | None:
    """The table, or None if it has no rows."""
    properties = find(element, "tblPr")
    if find(properties, "tblpPr") is not None:
        reading.refusals.note(element, "w:tblpPr")
    if place.depth >= DEEPEST:
        reading.refusals.note(element, "nested", limit=DEEPEST)
        return None
    rows = list(_children(reading, element, W + "tr"))
    grid = [_slots(reading, row, index) for index, row in enumerate(rows)]
    count = max((slots[-1].column + slots[-1].columns for slots in grid if slots), default=0)
    if count > _MOST_COLUMNS:
        raise NotAMeasure(str(count))
    if not count:
        return None
    style = reading.looks.table(properties)
    widths = _widths(element, properties, grid, count, place)
    for slots in grid:
        for slot in slots:
            where = Where(
                first_row=slot.row == 0,
                last_row=slot.row == len(rows) - 1,
                first_column=slot.column == 0,
                last_column=slot.column + slot.columns == count,
                odd_row=slot.row % 2 == 1,
            )
            slot.look = style.cell(where, slot.properties)
    standing = _merge(reading, grid, count)
    finished = _rows(rows, standing, widths, place, read_blocks)
    return Table(
        widths=widths,
        rows=finished,
        left=_left(reading, properties, style, place),
        align=_ALIGN.get(child_value(properties, "jc"), "left"),  # type: ignore[arg-type]
    )


def _rows(
    rows: list[Element],
    standing: list[list[_Slot]],
    widths: tuple[float, ...],
    place: Place,
    read_blocks: ReadBlocks,
) -> tuple[Row, ...]:
    flat = [slot for slots in standing for slot in slots]
    lines = settle([_placed(slot) for slot in flat], len(rows), len(widths))
    formats: dict[object, CellFormat] = {}
    borders = iter(lines)
    finished = []
    heads = True
    for element, slots in zip(rows, standing, strict=True):
        cells = []
        for slot in slots:
            look, drawn = _look(slot), next(borders)
            key = (look, id(drawn))
            if key not in formats:
                formats[key] = CellFormat(
                    drawn,
                    look.padding,
                    look.background,
                    look.valign,  # type: ignore[arg-type]
                )
            width = sum(widths[slot.column : slot.column + slot.columns])
            inside = place.inside(look.text, width - look.padding[1] - look.padding[3])
            blocks: tuple[Block, ...] = ()
            if slot.element is not None:
                blocks = read_blocks(slot.element, inside)
            cells.append(Cell(formats[key], blocks, width, slot.columns, slot.rows))
        row = _row(find(element, "trPr"), tuple(cells), heads=heads)
        heads = row.header
        finished.append(row)
    return tuple(finished)


def _row(properties: Element | None, cells: tuple[Cell, ...], *, heads: bool) -> Row:
    firsts = (cell.blocks[0] for cell in cells if cell.blocks)
    return Row(
        cells,
        height=points(child_value(properties, "trHeight"), least=0),
        header=heads and is_on(find(properties, "tblHeader")),
        keep_together=is_on(find(properties, "cantSplit")),
        keep_next=any(isinstance(p, Paragraph) and p.format.keep_next for p in firsts),
    )


def _slots(reading: Reading, row: Element, index: int) -> list[_Slot]:
    properties = find(row, "trPr")
    for name in TRACKED:
        if (change := find(properties, name)) is not None:
            reading.refusals.note(change)
    slots = []
    column = integer(child_value(properties, "gridBefore", "0"), least=0, most=_MOST_COLUMNS)
    if column:
        slots.append(_Slot(None, index, 0, column, continues=False))
    for cell in _children(reading, row, W + "tc"):
        own = find(cell, "tcPr")
        says = {} if own is None else {child.tag: child for child in reversed([*elements(own)])}
        span = integer(value(says.get(W + "gridSpan"), default="1"), 1, least=0, most=_MOST_COLUMNS)
        merge = says.get(W + "vMerge")
        continues = merge is not None and value(merge, default="continue") == "continue"
        slots.append(_Slot(cell, index, column, span or 1, continues, own))
        if value(says.get(W + "textDirection"), default="lrTb") not in {"lrTb", "tb"}:
            reading.refusals.note(cell, "w:textDirection")
        column += span
    return slots


def _merge(reading: Reading, grid: list[list[_Slot]], count: int) -> list[list[_Slot]]:
    """The slots that remain when followers have joined the cell above them."""
    standing = []
    above: list[_Slot | None] = [None] * count
    for slots in grid:
        remaining = []
        for slot in slots:
            owner = above[slot.column] if slot.continues else None
            if owner is not None and owner.columns == slot.columns:
                owner.rows += 1
                owner.last = slot
                _refuse_text(reading, slot)
                continue
            remaining.append(slot)
            for column in range(slot.column, slot.column + slot.columns):
                above[column] = slot
        standing.append(remaining)
    return standing


def _refuse_text(reading: Reading, slot: _Slot) -> None:
    """Word hides the text of a merged follower; a letter must not."""
    if slot.element is not None and any(t.text for t in slot.element.iter(W + "t")):
        reading.refusals.note(slot.element, "w:vMerge")


def _placed(slot: _Slot) -> Placed:
    asks = _look(slot).asks
    if slot.last is not None:
        asks = type(asks)(asks.top, asks.right, _look(slot.last).asks.bottom, asks.left)
    return Placed(slot.row, slot.column, slot.rows, slot.columns, asks)


def _look(slot: _Slot) -> CellLook:
    assert slot.look is not None  # noqa: S101 - read_table gives every slot its look
    return slot.look


def _widths(
    element: Element,
    properties: Element | None,
    grid: list[list[_Slot]],
    count: int,
    place: Place,
) -> tuple[float, ...]:
    named = find(element, "tblGrid")
    columns = [] if named is None else [points(value(c, "w"), least=0) for c in elements(named)]
    widths = (columns + [0.0] * count)[:count]
    single = {slot.column: slot for slots in reversed(grid) for slot in slots if slot.columns == 1}
    for column, slot in single.items():
        wanted = find(slot.element, "tcPr/tcW")
        if value(wanted, "type", "dxa") == "dxa" and (width := points(value(wanted, "w"))) > 0:
            widths[column] = width
    missing = widths.count(0.0)
    if missing:
        rest = max(place.width - sum(widths), 12.0 * missing) / missing
        widths = [width or rest for width in widths]
    total = find(properties, "tblW")
    if value(total, "type") == "pct" and (part := _percent(value(total, "w"))):
        scale = part * place.width / sum(widths)
        widths = [width * scale for width in widths]
    return tuple(round(width, 3) for width in widths)


def _percent(text: str) -> float:
    """A share of one; Word counts fiftieths of a percent, others write `100%`."""
    return integer(text[:-1]) / 100 if text.endswith("%") else integer(text) / 5000


def _left(reading: Reading, properties: Element | None, style: TableStyle, place: Place) -> float:
    """The left edge; before Word 2013 the text of the first cell stood on the margin instead."""
    indent = find(properties, "tblInd")
    left = points(value(indent, "w")) if value(indent, "type", "dxa") == "dxa" else 0.0
    return left if place.depth or reading.looks.modern else left - style.padding["left"]


def _children(reading: Reading, parent: Element, tag: str) -> Iterator[Element]:
    """The rows of a table or cells of a row, content controls looked through."""
    for child in elements(parent):
        if child.tag == tag:
            yield child
        elif child.tag in TRANSPARENT:
            yield from _children(reading, child, tag)
        elif child.tag not in _SILENT:
            reading.refusals.note(child)
