"""The page model: what a finished letter looks like, said neither in Word nor in HTML.

A reader (`wordml`) makes a `Document`, a drawer (`html`, `pdf`) puts it on paper; they share
nothing else. Everything is settled here: styles are applied, list numbers counted, borders
between two cells owned by one of them. All lengths are points (1/72 inch); colours are
`#rrggbb`, and an empty colour means black text on no ground.
"""

from dataclasses import dataclass, field
from typing import Literal

Alignment = Literal["left", "right", "center", "justify"]
LineRule = Literal["multiple", "exact", "at_least"]
LineStyle = Literal["solid", "double", "dotted", "dashed"]


@dataclass(frozen=True, slots=True)
class TextFormat:
    """How characters look; `faces` are the document's own names, the first one preferred."""

    faces: tuple[str, ...] = ("Times New Roman",)
    size: float = 10.0
    bold: bool = False
    italic: bool = False
    underline: Literal["", "solid", "double", "dotted", "dashed", "wavy"] = ""
    strike: bool = False
    caps: bool = False
    small_caps: bool = False
    colour: str = ""
    background: str = ""
    script: Literal["", "super", "sub"] = ""
    raised: float = 0.0
    spacing: float = 0.0


@dataclass(frozen=True, slots=True)
class Run:
    """Characters of one look."""

    text: str
    format: TextFormat


@dataclass(frozen=True, slots=True)
class Tab:
    """A jump to the paragraph's next tab stop."""

    format: TextFormat


@dataclass(frozen=True, slots=True)
class Break:
    """A new line inside a paragraph."""


@dataclass(frozen=True, slots=True)
class Field:
    """A number that only the finished pages know, printed as `numerals` names it."""

    kind: Literal["PAGE", "NUMPAGES"]
    format: TextFormat
    numbers: str = "decimal"


@dataclass(frozen=True, slots=True)
class Offset:
    """Where a floating picture stands on one axis: from what, how far or aligned how."""

    origin: Literal["page", "margin", "paragraph"]
    distance: float = 0.0
    align: Literal["", "start", "center", "end"] = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture; with `left` and `top` it floats over (or behind) the text."""

    data: bytes = field(repr=False)
    media_type: str
    width: float
    height: float
    description: str
    left: Offset | None = None
    top: Offset | None = None
    behind: bool = False


@dataclass(frozen=True, slots=True)
class Link:
    """Text that leads somewhere."""

    target: str
    contents: tuple["Inline", ...]


@dataclass(frozen=True, slots=True)
class Footnote:
    """A note at the foot of the page; `number` is counted, `format` is its mark's look."""

    number: int
    format: TextFormat
    blocks: tuple["Block", ...]


@dataclass(frozen=True, slots=True)
class NoteMark:
    """The number of a footnote repeated where its own text begins."""

    number: int
    format: TextFormat


Inline = Run | Tab | Break | Field | Picture | Link | Footnote | NoteMark


@dataclass(frozen=True, slots=True)
class Edge:
    """A ruled line; `space` is the distance from the text (paragraphs only)."""

    width: float
    style: LineStyle = "solid"
    colour: str = ""
    space: float = 0.0


@dataclass(frozen=True, slots=True)
class Borders:
    """The lines round a paragraph or a cell; None where there is no line."""

    top: Edge | None = None
    right: Edge | None = None
    bottom: Edge | None = None
    left: Edge | None = None


NO_BORDERS = Borders()


@dataclass(frozen=True, slots=True)
class TabStop:
    """A tab stop, measured from the left edge of the text area."""

    position: float
    align: Literal["left", "right", "center"] = "left"
    leader: Literal["", "line", "dots", "dashes"] = ""


@dataclass(frozen=True, slots=True)
class ParagraphFormat:
    """How a paragraph stands on the page.

    `first_line` is measured from `left` and is negative for a hanging indent. `line` counts
    single lines under the rule `multiple`, points otherwise. `grid` is the pitch of the page's
    line grid, 0 where there is none. `heading` is the level in the outline, 0 for plain text.
    """

    align: Alignment = "left"
    left: float = 0.0
    right: float = 0.0
    first_line: float = 0.0
    before: float = 0.0
    after: float = 0.0
    line: float = 1.0
    line_rule: LineRule = "multiple"
    grid: float = 0.0
    keep_next: bool = False
    keep_lines: bool = False
    page_break_before: bool = False
    widow_control: bool = True
    heading: int = 0
    borders: Borders = NO_BORDERS
    background: str = ""
    tabs: tuple[TabStop, ...] = ()
    default_tab: float = 36.0


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; `mark` is the look of its end, which gives an empty one its height.

    `label` is the automatic list number with what separates it from the text.
    """

    format: ParagraphFormat
    contents: tuple[Inline, ...]
    mark: TextFormat
    label: tuple[Run | Tab, ...] = ()


@dataclass(frozen=True, slots=True)
class CellFormat:
    """The box of a cell; every line between two cells is drawn once, by one of them."""

    borders: Borders = NO_BORDERS
    padding: tuple[float, float, float, float] = (0.0, 5.4, 0.0, 5.4)
    background: str = ""
    valign: Literal["top", "middle", "bottom"] = "top"


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell over `columns` columns and `rows` rows; merged followers are left out.

    `width` is that of its box, padding included.
    """

    format: CellFormat
    blocks: tuple["Block", ...]
    width: float
    columns: int = 1
    rows: int = 1


@dataclass(frozen=True, slots=True)
class Row:
    """A row of at least this height; `keep_next` holds it on the page of the row below."""

    cells: tuple[Cell, ...]
    height: float = 0.0
    header: bool = False
    keep_together: bool = False
    keep_next: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table of fixed column widths; `left` is its distance from the text area's edge."""

    widths: tuple[float, ...]
    rows: tuple[Row, ...]
    left: float = 0.0
    align: Literal["left", "center", "right"] = "left"
    page_break_before: bool = False


Block = Paragraph | Table


@dataclass(frozen=True, slots=True)
class Sheet:
    """The paper and its margins; `header` and `footer` are distances from the paper's edge."""

    width: float = 595.3
    height: float = 841.9
    top: float = 72.0
    right: float = 72.0
    bottom: float = 72.0
    left: float = 72.0
    header: float = 36.0
    footer: float = 36.0

    @property
    def text_width(self) -> float:
        """The room between the left and the right margin."""
        return self.width - self.left - self.right


@dataclass(frozen=True, slots=True)
class Section:
    """Pages of one paper, header and footer; `first_*` are None where page one is like others.

    `first_number` is the number of its first page where counting starts anew.
    """

    sheet: Sheet
    blocks: tuple[Block, ...]
    header: tuple[Block, ...] = ()
    footer: tuple[Block, ...] = ()
    first_header: tuple[Block, ...] | None = None
    first_footer: tuple[Block, ...] | None = None
    first_number: int | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A letter, ready to be drawn; title and language (`ru-RU`) are empty if unknown."""

    sections: tuple[Section, ...]
    title: str = ""
    language: str = ""
