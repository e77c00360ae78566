"""The properties of text and paragraphs (w:rPr, w:pPr) as sparse dicts, one level at a time.

A level (defaults, style, numbering, the paragraph itself) says only what it changes; `styles`
lays the levels over each other and makes the formats of the page model. Keys that begin with
`w:` name properties that cannot be drawn; they are refused where text stands under them.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from letters.rendering.page import Borders, Edge, LineStyle, TabStop
from letters.rendering.wordml.names import (
    Element,
    W,
    child_value,
    colour,
    elements,
    find,
    integer,
    is_on,
    points,
    value,
)

Properties = dict[str, Any]
Faces = Mapping[str, str]

TRACKED = ("ins", "del", "moveFrom", "moveTo")
TOGGLES = ("bold", "italic", "caps", "small_caps", "strike", "w:vanish")

_TEXT_SWITCHES = {
    "b": "bold",
    "i": "italic",
    "caps": "caps",
    "smallCaps": "small_caps",
    "strike": "strike",
    "dstrike": "strike",
    **{
        name: f"w:{name}"
        for name in ("vanish", "specVanish", "rtl", "outline", "shadow", "emboss", "imprint")
    },
}
_PARAGRAPH_SWITCHES = {
    "keepNext": "keep_next",
    "keepLines": "keep_lines",
    "pageBreakBefore": "page_break_before",
    "widowControl": "widow_control",
    "contextualSpacing": "contextual",
    "snapToGrid": "snap",
    "autoSpaceDE": "auto_space",
    "bidi": "w:bidi",
}
_UNDERLINES = {
    "none": "",
    "double": "double",
    "dotted": "dotted",
    "dottedHeavy": "dotted",
    "wave": "wavy",
    "wavyHeavy": "wavy",
    "wavyDouble": "wavy",
}
_SCRIPTS = {"superscript": "super", "subscript": "sub"}
_HIGHLIGHTS = {
    "yellow": "#ffff00", "green": "#00ff00", "cyan": "#00ffff", "magenta": "#ff00ff",
    "blue": "#0000ff", "red": "#ff0000", "darkBlue": "#000080", "darkCyan": "#008080",
    "darkGreen": "#008000", "darkMagenta": "#800080", "darkRed": "#800000",
    "darkYellow": "#808000", "darkGray": "#808080", "lightGray": "#c0c0c0",
    "black": "#000000", "white": "#ffffff",
}  # fmt: skip
# Their characters are pictures on the codes of letters; no other font has them there.
_SYMBOL_FACES = frozenset(
    ("symbol", "wingdings", "wingdings 2", "wingdings 3", "webdings", "mt extra", "marlett",
     "zapf dingbats", "zapfdingbats", "bookshelf symbol 7", "ms reference specialty"),
)  # fmt: skip
_ALIGNMENTS = {
    "left": "left", "start": "left", "right": "right", "end": "right", "center": "center",
    "both": "justify", "distribute": "justify",
}  # fmt: skip
_LINE_STYLES: dict[str, LineStyle] = {
    "double": "double", "triple": "double", "dotted": "dotted", "dashed": "dashed",
    "dashSmallGap": "dashed", "dotDash": "dashed", "dotDotDash": "dashed",
}  # fmt: skip
_LEADERS = {
    "underscore": "line", "heavy": "line", "dot": "dots", "middleDot": "dots", "hyphen": "dashes",
}  # fmt: skip


def text_properties(element: Element | None, theme: Faces) -> Properties:
    """What one w:rPr says; `theme` gives the faces that it names by their role."""
    found: Properties = {}
    for name, child in _named(element):
        if name in _TEXT_SWITCHES:
            found[_TEXT_SWITCHES[name]] = is_on(child)
        elif name in _TEXT_VALUES:
            key, read = _TEXT_VALUES[name]
            found[key] = read(child)
        elif name == "rFonts":
            found |= _faces(child, theme)
    return found


def paragraph_properties(element: Element | None) -> Properties:
    """What one w:pPr says, its w:rPr and w:sectPr left aside."""
    found: Properties = {}
    for name, child in _named(element):
        if name in _PARAGRAPH_SWITCHES:
            found[_PARAGRAPH_SWITCHES[name]] = is_on(child)
        elif name in _PARAGRAPH_VALUES:
            key, read = _PARAGRAPH_VALUES[name]
            found[key] = read(child)
        elif name in _PARAGRAPH_GROUPS:
            found |= _PARAGRAPH_GROUPS[name](child)
    return found


def _named(element: Element | None) -> Iterator[tuple[str, Element]]:
    for child in () if element is None else elements(element):
        if child.tag.startswith(W):
            yield child.tag.removeprefix(W), child


def _faces(element: Element, theme: Faces) -> Properties:
    """Which face w:rFonts names; a theme's role wins over a name, as in Word."""
    found: Properties = {}
    for key, names in (("latin", ("hAnsi", "ascii")), ("east_asian", ("eastAsia",))):
        faces = [
            theme.get(element.get(f"{W}{name}Theme", ""), "") or value(element, name)
            for name in names
        ]
        if face := next(filter(None, faces), ""):
            found[key] = face
        if key == "latin" and face:
            found["w:rFonts"] = any(name.casefold() in _SYMBOL_FACES for name in faces)
    if hint := value(element, "hint"):
        found["hint"] = hint
    return found


def _underline(element: Element) -> str:
    kind = value(element, default="single")
    return _UNDERLINES.get(kind, "dashed" if "ash" in kind else "solid")


def _heading(element: Element) -> int:
    """The level in the outline from 1; Word's tenth level is plain text."""
    level = integer(value(element), 9, least=0, most=9)
    return level + 1 if level < 9 else 0


def _numbering(element: Element) -> Properties:
    return {
        "numbering": child_value(element, "numId"),
        "level": integer(child_value(element, "ilvl"), least=0, most=8),
    }


def _indents(element: Element) -> Properties:
    """w:ind; `*_chars` count hundredths of a character and win over lengths where not zero."""
    found: Properties = {}
    for key, name, sign in (
        ("left", "left", 1),
        ("left", "start", 1),
        ("right", "right", 1),
        ("right", "end", 1),
        ("first", "firstLine", 1),
        ("first", "hanging", -1),
    ):
        if (length := element.get(W + name)) is not None:
            found[key] = sign * points(length)
        if (chars := element.get(f"{W}{name}Chars")) is not None:
            found[f"{key}_chars"] = sign * integer(chars)
    return found


def _spacing(element: Element) -> Properties:
    """w:spacing; automatic spacing is the 14 points of an HTML paragraph."""
    found: Properties = {}
    for name in ("before", "after"):
        if (length := element.get(W + name)) is not None:
            found[name] = points(length, least=0)
        if element.get(f"{W}{name}Autospacing", "0") in {"1", "true", "on"}:
            found[name] = 14.0
    if (line := element.get(W + "line")) is not None:
        rule = value(element, "lineRule", "auto")
        found["line_rule"] = {"exact": "exact", "atLeast": "at_least"}.get(rule, "multiple")
        least = 0.0 if found["line_rule"] == "at_least" else 0.01
        unit = 240.0 if found["line_rule"] == "multiple" else 20.0
        found["line"] = points(line, unit, least=least)
    return found


def _tabs(element: Element) -> Mapping[float, TabStop | None]:
    """Tab stops by position; None clears the stop of a lower level."""
    stops: dict[float, TabStop | None] = {}
    for child in elements(element):
        position, kind = points(value(child, "pos")), value(child)
        if kind == "clear":
            stops[position] = None
        elif kind in {"left", "start", "num", "right", "end", "decimal", "center"}:
            side = {"right": "right", "end": "right", "decimal": "right", "center": "center"}
            leader = _LEADERS.get(value(child, "leader"), "")
            stops[position] = TabStop(position, side.get(kind, "left"), leader)  # type: ignore[arg-type]
    return stops


def edge(element: Element | None) -> Edge | None:
    """A border line; w:sz counts eighths of a point."""
    if element is None or (style := value(element)) in {"", "nil", "none"}:
        return None
    width = max(points(value(element, "sz"), 8, least=0), 0.25)
    line = _LINE_STYLES.get(style, "solid")
    if line == "double":
        width *= 3
    space = points(value(element, "space"), 1, least=0)
    return Edge(width, line, colour(value(element, "color")), space)


def borders(element: Element) -> Borders:
    """The lines of w:pBdr."""
    top, right, bottom, left = (find(element, n) for n in ("top", "right", "bottom", "left"))
    return Borders(edge(top), edge(right), edge(bottom), edge(left))


def shading(element: Element | None) -> str:
    """The ground of w:shd: its fill, mixed with its pattern's colour by the pattern's part."""
    kind = value(element, default="clear")
    fill, ink = colour(value(element, "fill")), colour(value(element, "color")) or "#000000"
    if kind == "solid":
        return ink
    if kind.startswith("pct"):
        part = integer(kind.removeprefix("pct"), least=0, most=100) / 100
        pairs = zip(_rgb(ink), _rgb(fill or "#ffffff"), strict=True)
        return "#" + "".join(f"{round(a * part + b * (1 - part)):02x}" for a, b in pairs)
    return fill if kind != "nil" else ""


def _rgb(text: str) -> tuple[int, int, int]:
    return int(text[1:3], 16), int(text[3:5], 16), int(text[5:7], 16)


Reader = Callable[[Element], Any]
_TEXT_VALUES: dict[str, tuple[str, Reader]] = {
    "rStyle": ("style", value),
    "sz": ("size", lambda e: points(value(e), 2, least=0.5)),
    "u": ("underline", _underline),
    "color": ("colour", lambda e: colour(value(e))),
    "highlight": ("highlight", lambda e: _HIGHLIGHTS.get(value(e), "")),
    "shd": ("background", shading),
    "vertAlign": ("script", lambda e: _SCRIPTS.get(value(e), "")),
    "position": ("raised", lambda e: points(value(e), 2)),
    "spacing": ("spacing", lambda e: points(value(e))),
    "w": ("w:w", lambda e: integer(value(e).rstrip("%"), 100) != 100),
    **{
        name: (f"w:{name}", lambda e: value(e, default="none") not in {"none", "nil"})
        for name in ("em", "effect", "bdr")
    },
    **{name: (f"w:{name}", lambda _: True) for name in ("fitText", *TRACKED)},
}
_PARAGRAPH_VALUES: dict[str, tuple[str, Reader]] = {
    "pStyle": ("style", value),
    "jc": ("align", lambda e: _ALIGNMENTS.get(value(e), "left")),
    "pBdr": ("borders", borders),
    "shd": ("background", shading),
    "tabs": ("tabs", _tabs),
    "outlineLvl": ("heading", _heading),
    "framePr": ("w:framePr", lambda _: True),
    "textDirection": ("w:textDirection", lambda e: value(e) not in {"lrTb", "tb"}),
}
_PARAGRAPH_GROUPS: dict[str, Reader] = {
    "ind": _indents,
    "spacing": _spacing,
    "numPr": _numbering,
}
