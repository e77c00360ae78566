"""The look of a table's cells: its style with conditions, its own properties, each cell's.

Later levels win: the style's bases, the style, its conditions from the weakest (bands) to the
strongest (corners are not supported), the table, the cell (ECMA-376-1, 17.7.6).
"""

from dataclasses import dataclass

from letters.rendering.page import Borders, Edge
from letters.rendering.wordml.names import (
    Element,
    Said,
    W,
    child_value,
    elements,
    find,
    points,
    said,
    value,
)
from letters.rendering.wordml.properties import edge, shading
from letters.rendering.wordml.styles import Level, Styles

_SIDES = {"top": "top", "left": "left", "start": "left", "bottom": "bottom", "right": "right",
          "end": "right", "insideH": "insideH", "insideV": "insideV"}  # fmt: skip
_VALIGN = {"center": "middle", "bottom": "bottom", "both": "top"}
_LOOKS = {"firstRow": 0x20, "lastRow": 0x40, "firstColumn": 0x80, "lastColumn": 0x100,
          "noHBand": 0x200, "noVBand": 0x400}  # fmt: skip

Lines = dict[str, Edge | None]
Padding = dict[str, float]


@dataclass(frozen=True, slots=True)
class Where:
    """Where a cell stands, as far as its look depends on it; `row` counts body rows."""

    first_row: bool
    last_row: bool
    first_column: bool
    last_column: bool
    odd_row: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class CellLook:
    """A cell before its lines are settled with its neighbours'; equal only to itself."""

    asks: Borders
    padding: tuple[float, float, float, float]
    background: str
    valign: str
    text: Level


class TableStyle:
    """The style of one table with the table's own properties over it."""

    def __init__(self, styles: Styles, properties: Element | None) -> None:
        name = child_value(properties, "tblStyle") or styles.default_table
        chain = styles.elements(name)
        levels = [find(style, "tblPr") for style in chain]
        self._lines: Lines = {}
        self.padding: Padding = {"top": 0.0, "right": 5.4, "bottom": 0.0, "left": 5.4}
        for level in (*levels, properties):
            self._lines |= _lines(find(level, "tblBorders"))
            self.padding |= _padding(find(level, "tblCellMar"))
        self.background = _background([find(style, "tcPr") for style in chain])
        self._conditions = {
            value(condition, "type"): condition
            for style in chain
            for condition in style.findall(W + "tblStylePr")
        }
        self._shown = _shown(find(properties, "tblLook"))
        self._styles = styles
        self._base = _merged([styles.level(style) for style in chain])
        self._levels: dict[tuple[str, ...], Level] = {}
        self._cells: dict[tuple[Where, Said], CellLook] = {}

    def cell(self, where: Where, properties: Element | None) -> CellLook:
        """The look of a cell with this w:tcPr."""
        key = (where, said(properties))
        look = self._cells.get(key)
        if look is None:
            look = self._cells[key] = self._cell(where, properties)
        return look

    def _cell(self, where: Where, properties: Element | None) -> CellLook:
        names = [name for name in self._names(where) if name in self._conditions]
        asks = {
            "top": self._lines.get("top" if where.first_row else "insideH"),
            "bottom": self._lines.get("bottom" if where.last_row else "insideH"),
            "left": self._lines.get("left" if where.first_column else "insideV"),
            "right": self._lines.get("right" if where.last_column else "insideV"),
        }
        sources = [find(self._conditions[name], "tcPr") for name in names]
        for name, source in zip(names, sources, strict=True):
            asks |= _inside(_lines(find(source, "tcBorders")), where, name)
        own = _lines(find(properties, "tcBorders"))
        asks |= {side: line for side, line in own.items() if side in asks}
        padding = self.padding | _padding(find(properties, "tcMar"))
        background = _background([*sources, properties]) or self.background
        return CellLook(
            asks=Borders(asks["top"], asks["right"], asks["bottom"], asks["left"]),
            padding=(padding["top"], padding["right"], padding["bottom"], padding["left"]),
            background="" if background == "#auto" else background,
            valign=_VALIGN.get(child_value(properties, "vAlign"), "top"),
            text=self._level(tuple(names)),
        )

    def _names(self, where: Where) -> list[str]:
        """The conditions that hold for a cell, the weakest first."""
        shown = self._shown
        names = []
        if not shown["noHBand"] and not (where.first_row and shown["firstRow"]):
            names.append("band1Horz" if where.odd_row else "band2Horz")
        for name, flag, holds in (
            ("firstCol", "firstColumn", where.first_column),
            ("lastCol", "lastColumn", where.last_column),
            ("firstRow", "firstRow", where.first_row),
            ("lastRow", "lastRow", where.last_row),
        ):
            if shown[flag] and holds:
                names.append(name)
        return names

    def _level(self, names: tuple[str, ...]) -> Level:
        if names not in self._levels:
            conditions = [self._styles.level(self._conditions[name]) for name in names]
            self._levels[names] = _merged([self._base, *conditions])
        return self._levels[names]


def _merged(levels: list[Level]) -> Level:
    merged = Level()
    for level in levels:
        merged.paragraph.update(level.paragraph)
        merged.text.update(level.text)
    return merged


def _lines(element: Element | None) -> Lines:
    """The lines that an element names; None where it says that there is none."""
    found = {} if element is None else {e.tag.removeprefix(W): e for e in elements(element)}
    return {_SIDES[name]: edge(line) for name, line in found.items() if name in _SIDES}


def _inside(lines: Lines, where: Where, condition: str) -> Lines:
    """The lines of a condition's area as they fall on one of its cells."""
    row_area = condition.endswith(("Row", "Horz"))
    first_column = where.first_column if row_area else True
    last_column = where.last_column if row_area else True
    first_row = True if row_area else where.first_row
    last_row = True if row_area else where.last_row
    sides = {
        "top": "top" if first_row else "insideH",
        "bottom": "bottom" if last_row else "insideH",
        "left": "left" if first_column else "insideV",
        "right": "right" if last_column else "insideV",
    }
    return {side: lines[name] for side, name in sides.items() if name in lines}


def _padding(element: Element | None) -> Padding:
    found = {} if element is None else {e.tag.removeprefix(W): e for e in elements(element)}
    return {
        _SIDES[name]: points(value(side, "w"), least=0)
        for name, side in found.items()
        if name in _SIDES
    }


def _background(sources: list[Element | None]) -> str:
    background = ""
    for source in sources:
        if (shade := find(source, "shd")) is not None:
            background = shading(shade) or "#auto"
    return background


def _shown(look: Element | None) -> dict[str, bool]:
    """Which conditions are switched on; w:val is the older way to say it, in hexadecimal."""
    try:
        flags = int(value(look, "val", "04A0"), 16)
    except ValueError:
        flags = 0x04A0
    shown = {name: bool(flags & bit) for name, bit in _LOOKS.items()}
    for name in _LOOKS:
        if (said := value(look, name)) != "":
            shown[name] = said in {"1", "true", "on"}
    return shown
