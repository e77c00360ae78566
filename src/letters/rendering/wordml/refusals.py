"""What a letter may not contain, said by name, with its place and a way out.

The reader never skips what it does not know: it notes a finding here and reads on, so that
one reading names everything that is wrong with a template.
"""

from dataclasses import dataclass, field

from letters.errors import N_, Problem, TemplateError, Translate, as_is
from letters.rendering.wordml.names import Element, W, short_name

_TRACKED = (N_("a tracked change ({element})"), N_("accept or reject all changes in Word"))
_COMMENT = (N_("a comment ({element})"), N_("delete all comments in Word"))
_SHAPE = (
    N_("a drawn shape or text box ({element})"),
    N_("use a table, a paragraph border or a picture instead"),
)
_OBJECT = (N_("an embedded object ({element})"), N_("paste it as a picture (PNG or JPEG)"))
_FORMULA = (N_("a formula ({element})"), N_("write it as plain text or paste it as a picture"))
_UNKNOWN = (
    N_("markup that is not supported ({element})"),
    N_("replace it with plain text, a table or a picture"),
)
# By the name of an element, or by a word where the message needs more than that name.
_KNOWN = {
    **dict.fromkeys(
        (
            "w:ins",
            "w:del",
            "w:moveFrom",
            "w:moveTo",
            "w:delText",
            "w:cellIns",
            "w:cellDel",
            "w:cellMerge",
        ),
        _TRACKED,
    ),
    **dict.fromkeys(("w:commentReference", "w:annotationRef"), _COMMENT),
    **dict.fromkeys(("wps:wsp", "wpg:wgp", "w:pict", "w:txbxContent", "v:shape"), _SHAPE),
    **dict.fromkeys(("w:object", "w:control", "w:altChunk", "w:subDoc", "w:movie"), _OBJECT),
    **dict.fromkeys(("m:oMath", "m:oMathPara"), _FORMULA),
    "w:ruby": (N_("a phonetic guide ({element})"), N_("remove it in Word")),
    "w:endnoteReference": (N_("an endnote ({element})"), N_("convert endnotes to footnotes")),
    "w:footnote": (N_("a table in a footnote"), N_("put the table into the text")),
    "w:vMerge": (
        N_("text in a merged cell, which Word does not show"),
        N_("split the cell in Word and delete the text"),
    ),
    "w:ptab": (
        N_("an alignment tab ({element})"),
        N_("use an ordinary tab with a tab stop on the ruler"),
    ),
    "w:type": (
        N_("a section that begins on an odd or even page or in a column"),
        N_("use a section break of the kind Next Page"),
    ),
    "w:sym": (
        N_("a symbol of a special font ({element})"),
        N_("type an ordinary character instead, for example □ or ✓"),
    ),
    "w:rFonts": (
        N_("text in a symbol font, such as Wingdings"),
        N_("type an ordinary character instead, for example □ or ✓"),
    ),
    **dict.fromkeys(
        ("w:vanish", "w:specVanish", "w:hidden"),
        (N_("hidden text ({element})"), N_("delete it or make it visible")),
    ),
    "measure": (
        N_("a size, distance or number that Word does not know: “{value}”"),
        N_("set it anew in Word"),
    ),
    "nested": (
        N_("tables inside each other, deeper than {limit}"),
        N_("put the inner tables one below the other"),
    ),
    "w:lnNumType": (
        N_("numbered lines ({element})"),
        N_("set Line Numbers to None under Layout in Word"),
    ),
    "w:pgBorders": (
        N_("a border round the page ({element})"),
        N_("remove it under Page Borders in Word, or frame the paragraphs"),
    ),
    "w:vAlign": (
        N_("text that does not begin at the top of the page ({element})"),
        N_("set Vertical alignment to Top under Page Setup in Word"),
    ),
    "numbers": (
        N_("page numbers of the format {name}"),
        N_("choose another number format for the pages, without chapters"),
    ),
    "w:footnotePr": (
        N_("footnotes whose numbers have a format or place of their own"),
        N_("number the footnotes 1, 2, 3 … through the whole document, at the foot of the page"),
    ),
    "w:mirrorMargins": (
        N_("other margins on even pages than on odd ones"),
        N_("set Multiple pages to Normal under Page Setup in Word"),
    ),
    "w:tblCellSpacing": (
        N_("space between the cells of a table ({element})"),
        N_("clear Allow spacing between cells in the options of the table"),
    ),
    "w:tcFitText": (
        N_("text squeezed into the width of its cell ({element})"),
        N_("clear Fit text in the options of the cell"),
    ),
    **dict.fromkeys(
        ("w:tl2br", "w:tr2bl"),
        (N_("a slanting line in a cell ({element})"), N_("remove it in Word")),
    ),
    "w:dataBinding": (
        N_("a content control that may show another value in Word ({element})"),
        N_("remove the content control in Word; its text stays"),
    ),
    "link": (
        N_("a link to {name}"),
        N_("let it lead to a web address or a mail address, or remove the link"),
    ),
    "w:framePr": (N_("a text frame or drop cap ({element})"), N_("remove the frame in Word")),
    "w:tblpPr": (
        N_("a table with text wrapped around it ({element})"),
        N_("set Text wrapping to None in the properties of the table"),
    ),
    **dict.fromkeys(
        ("w:bidi", "w:rtl", "w:bidiVisual", "w:rtlGutter"),
        (N_("right-to-left text ({element})"), N_("set the direction to left-to-right")),
    ),
    "w:cols": (N_("text in columns ({element})"), N_("use a table without borders instead")),
    "w:textDirection": (N_("turned text ({element})"), N_("set the text direction to horizontal")),
    "field": (
        N_("the field {name}"),
        N_("turn it into text: select it in Word and press Ctrl+Shift+F9"),
    ),
    "w:headerReference": (
        N_("headers or footers of even pages"),
        N_("clear Different Odd & Even Pages in Word"),
    ),
    "wp:anchor": (
        N_("a picture with text wrapped around it ({element})"),
        N_("choose In line with text, Behind text or In front of text"),
    ),
    "wp:simplePos": (
        N_("a picture whose place is measured in a way that is not supported"),
        N_("give it an absolute position to the page, the margin or the paragraph"),
    ),
    "wp:extent": (
        N_("a picture of no size, or larger than any page"),
        N_("set its width and height anew in Word"),
    ),
    "a:srcRect": (
        N_("a cropped picture"),
        N_("choose Compress Pictures in Word, with Delete cropped areas"),
    ),
    "picture changed": (
        N_("a picture that is turned, framed or coloured by Word ({name})"),
        N_("change the picture itself and insert it anew"),
    ),
    "picture damaged": (N_("a damaged picture"), N_("insert it anew")),
    "picture vast": (
        N_("a picture of more than {limit} million pixels"),
        N_("insert a smaller one; 300 to the inch are enough"),
    ),
    "r:link": (
        N_("a picture that is not stored in the document"),
        N_("insert it anew, without a link to the file"),
    ),
    "list": (N_("the list numbers {name}"), N_("choose another number format for the list")),
    "picture": (
        N_("a picture of the type {name}"),
        N_("insert it as PNG or JPEG, stored in the document"),
    ),
}
_PLACES = {
    ("document", False): N_("paragraph {paragraph}"),
    ("document", True): N_("table {table}, row {row}, cell {cell}"),
    ("document", None): N_("table {table}"),
    ("hdr", False): N_("header, paragraph {paragraph}"),
    ("hdr", True): N_("header, table {table}, row {row}, cell {cell}"),
    ("hdr", None): N_("header, table {table}"),
    ("ftr", False): N_("footer, paragraph {paragraph}"),
    ("ftr", True): N_("footer, table {table}, row {row}, cell {cell}"),
    ("ftr", None): N_("footer, table {table}"),
    ("footnotes", False): N_("footnote, paragraph {paragraph}"),
    ("footnotes", True): N_("footnote, table {table}, row {row}, cell {cell}"),
}


class UnsupportedMarkup(TemplateError):
    """The document holds markup that would be lost or drawn wrongly; `problems` names it."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__(N_("the document holds markup that is not supported"))
        self.problems = problems

    def render(self, translate: Translate = as_is) -> str:
        """All findings, a line each."""
        return "\n".join(problem.render(translate) for problem in self.problems)

    def __reduce__(self) -> tuple[object, ...]:
        return type(self), (self.problems,)


@dataclass(slots=True)
class Refusals:
    """The findings of one reading, each place and name once."""

    source: str
    problems: list[Problem] = field(default_factory=list)

    def note(self, element: Element, rule: str = "", **params: object) -> None:
        """Refuse an element, or the property `rule` (`w:vanish`) that rules over it."""
        rule = rule or short_name(element.tag)
        message, hint = _KNOWN.get(rule, _UNKNOWN)
        place, where = place_of(element)
        values = {"element": rule, **where, **params}
        problem = Problem(self.source, place, "markup.unsupported", message, hint, values)
        if problem not in self.problems:
            self.problems.append(problem)


def place_of(element: Element) -> tuple[str, dict[str, object]]:
    """Where an element stands, as a user counts: paragraphs, or tables, rows and cells.

    Paragraphs are counted outside tables, tables outside other tables, all from 1.
    """
    path = [element, *element.iterancestors()]
    part = short_name(path[-1].tag).removeprefix("w:")
    cell = next((item for item in reversed(path) if item.tag == W + "tc"), None)
    if cell is not None:
        row = cell.getparent()
        table = None if row is None else next(row.iterancestors(W + "tbl"), None)
        if row is not None and table is not None:
            place = _PLACES.get((part, True), _PLACES["document", True])
            rows = list(table.iter(W + "tr"))
            cells = list(row.iter(W + "tc"))
            return place, {
                "table": _count(table),
                "row": 1 + rows.index(row),
                "cell": 1 + cells.index(cell),
            }
    table = next((item for item in path if item.tag == W + "tbl"), None)
    if table is not None:
        return _PLACES.get((part, None), _PLACES["document", None]), {"table": _count(table)}
    paragraph = next((item for item in path if item.tag == W + "p"), element)
    count = 0
    for item in path[-1].iter(W + "p", element.tag):
        if item.tag == W + "p" and not _inside_cell(item):
            count += 1
        if item in (paragraph, element):
            break
    return _PLACES.get((part, False), _PLACES["document", False]), {"paragraph": count or 1}


def _count(table: Element) -> int:
    """Which table of its part this is."""
    root = table.getroottree().getroot()
    tables = (t for t in root.iter(W + "tbl") if not _inside_cell(t))
    return 1 + list(tables).index(table)


def _inside_cell(element: Element) -> bool:
    return next(element.iterancestors(W + "tc"), None) is not None
