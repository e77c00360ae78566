"""The looks of the page model as CSS: one class for each look that a document uses.

Text is set as Word sets it: without kerning and ligatures, lines at Word's heights. Classes are
numbered in the order of their first use, so letters from one template share their style sheet.
"""

import re
from dataclasses import replace
from functools import lru_cache
from math import ceil

from letters.rendering.fonts import families, is_chinese, single_line
from letters.rendering.page import (
    Borders,
    CellFormat,
    Edge,
    Inline,
    Link,
    Paragraph,
    ParagraphFormat,
    Run,
    Sheet,
    TextFormat,
)

BASE = """\
html{font-kerning:none;font-variant-ligatures:none}
body,p,h1,h2,h3,h4,h5,h6{margin:0;font-weight:normal}
h1,h2,h3,h4,h5,h6{break-after:auto;break-inside:auto}
table{table-layout:fixed;border-spacing:0;box-sizing:border-box}
th,td{padding:0;font-weight:inherit;text-align:left;box-sizing:border-box;vertical-align:top}
thead,tbody{vertical-align:top}
a{color:inherit;text-decoration:none}
img{vertical-align:baseline}
.k{break-inside:avoid}.j{break-after:avoid}.b{break-before:page}
.t{display:inline-block;text-indent:0}.h{display:inline-block}
.w{white-space:pre-wrap}.o{white-space:nowrap}.l{overflow-wrap:break-word}
.pg::before{content:counter(page)}.pgs::before{content:counter(pages)}
.fn{float:footnote}.sc{text-transform:uppercase;font-size:80%}
.fn::footnote-call{content:attr(data-n);vertical-align:super;font-size:65%;line-height:0}
.fn::footnote-marker{content:''}
"""
_SCRIPT_SIZE = 0.65
_SCRIPT_RISE = {"super": ".5em", "sub": "-.2em"}


class StyleSheet:
    """The rules of one document; equal declarations get one class."""

    def __init__(self) -> None:
        self._names: dict[str, str] = {}
        self._rules: list[str] = []

    def name(self, letter: str, declarations: str) -> str:
        """The class for these declarations; its name begins with the letter."""
        name = self._names.get(declarations)
        if name is None:
            name = self._names[declarations] = f"{letter}{len(self._names)}"
            self._rules.append(f".{name}{{{declarations}}}")
        return name

    def rule(self, text: str) -> None:
        """Add a rule as it stands."""
        self._rules.append(text)

    def text(self) -> str:
        """The style sheet."""
        return BASE + "\n".join(self._rules)


def pt(length: float) -> str:
    """A length.

    >>> pt(35.4), pt(12.0), pt(0.0)
    ('35.4pt', '12pt', '0')
    """
    return f"{length:.3f}".rstrip("0").rstrip(".") + "pt" if abs(length) > 0.0005 else "0"


@lru_cache(maxsize=4096)
def common(format_: TextFormat) -> TextFormat:
    """What of a look a whole paragraph can carry: not its lines, its ground, its height."""
    return replace(
        format_, underline="", strike=False, background="", script="", raised=0.0, spacing=0.0,
        small_caps=False,
    )  # fmt: skip


@lru_cache(maxsize=4096)
def text_rules(format_: TextFormat, base: TextFormat | None) -> str:
    """The declarations that make `base` (or nothing) into this look."""
    known = _PLAIN if base is None else _inherited(base)
    rules = [rule for rule, old in zip(_inherited(format_), known, strict=True) if rule != old]
    lines = ["underline"] if format_.underline else []
    if format_.strike:
        lines.append("line-through")
    if format_.underline not in {"", "solid"}:
        lines.append(format_.underline)
    if lines:
        rules.append(f"text-decoration:{' '.join(lines)}")
    if format_.background:
        rules.append(f"background:{format_.background}")
    if format_.script:
        rules.append(f"vertical-align:{_SCRIPT_RISE[format_.script]}")
    elif format_.raised:
        rules.append(f"vertical-align:{pt(format_.raised)}")
    if format_.spacing:
        rules.append(f"letter-spacing:{pt(format_.spacing)}")
    return ";".join(rules)


_PLAIN = ("", "", "font-weight:normal", "font-style:normal", "text-transform:none", "color:#000")


def _escaped(text: str) -> str:
    """`text` inside a CSS string: a font's name is data, and never ends its string."""
    return re.sub(r"[^\w .,()&+-]", lambda char: f"\\{ord(char[0]):x} ", text)


@lru_cache(maxsize=4096)
def _inherited(format_: TextFormat) -> tuple[str, ...]:
    """What of a look its contents inherit, a declaration each."""
    names = ",".join(f'"{_escaped(family)}"' for family in families(format_.faces))
    size = format_.size * (_SCRIPT_SIZE if format_.script else 1.0)
    return (
        f"font-family:{names}",
        f"font-size:{pt(size)}",
        f"font-weight:{'bold' if format_.bold else 'normal'}",
        f"font-style:{'italic' if format_.italic else 'normal'}",
        f"text-transform:{'uppercase' if format_.caps else 'none'}",
        f"color:{format_.colour or '#000'}",
    )


def line_and_base(paragraph: Paragraph) -> tuple[float, TextFormat]:
    """The paragraph's line height, and the look that most of its text is likely to share."""
    first = next((item for item in paragraph.contents if isinstance(item, Run)), None)
    look = paragraph.mark if first is None else first.format
    return line_height(paragraph.format, natural_line(paragraph)), common(look)


def natural_line(paragraph: Paragraph) -> float:
    """The height of a single line of the paragraph's largest text, in points."""
    sizes = [
        item.format.size * single_line(item.format.faces, chinese=is_chinese(item.text))
        for item in _runs(paragraph.contents)
        if not item.format.script
    ]
    if not sizes:
        sizes.append(paragraph.mark.size * single_line(paragraph.mark.faces, chinese=False))
    return max(sizes)


def line_height(format_: ParagraphFormat, natural: float) -> float:
    """The distance from line to line, in points."""
    if format_.line_rule == "exact":
        return format_.line
    if format_.grid:
        natural = ceil(natural / format_.grid - 0.001) * format_.grid
    return max(format_.line, natural) if format_.line_rule == "at_least" else format_.line * natural


@lru_cache(maxsize=4096)
def paragraph_rules(format_: ParagraphFormat, line: float, *, empty: bool) -> str:
    """The declarations of a paragraph's block; an empty one keeps the height of a line."""
    rules = [
        f"margin:{pt(format_.before)} {pt(format_.right)} {pt(format_.after)} {pt(format_.left)}",
        *_lines_rules(format_, line),
        *border_rules(format_.borders),
    ]
    spaces = [_space(edge) for edge in _sides(format_.borders)]
    if any(spaces):
        rules.append(f"padding:{' '.join(map(pt, spaces))}")
    if format_.background:
        rules.append(f"background:{format_.background}")
    if empty:
        rules.append(f"height:{pt(line)}")
    if format_.page_break_before:
        rules.append("break-before:page")
    if format_.keep_next:
        rules.append("break-after:avoid")
    if format_.keep_lines:
        rules.append("break-inside:avoid")
    if not format_.widow_control:
        rules.append("orphans:1;widows:1")
    return ";".join(rules)


def empty_height(format_: CellFormat, inside: ParagraphFormat, line: float) -> float:
    """The height of a cell whose only paragraph is empty: a line is kept free, in points."""
    drawn = [edge.width for edge in (format_.borders.top, format_.borders.bottom) if edge]
    padding = format_.padding[0] + format_.padding[2]
    return line + inside.before + inside.after + padding + sum(drawn)


@lru_cache(maxsize=4096)
def cell_rules(
    format_: CellFormat, inside: ParagraphFormat | None, line: float, height: float = 0.0
) -> str:
    """The declarations of a cell, its only paragraph's among them.

    Lines are drawn inside the box, so the padding gives way to them and text stands where it
    would without lines.
    """
    drawn = [0.0 if edge is None else edge.width for edge in _sides(format_.borders)]
    padding = list(format_.padding)
    padding[1], padding[3] = max(padding[1] - drawn[1], 0), max(padding[3] - drawn[3], 0)
    rules = border_rules(format_.borders)
    if inside is not None:
        spaces = (inside.before, inside.right, inside.after, inside.left)
        padding = [own + space for own, space in zip(padding, spaces, strict=True)]
        rules += _lines_rules(inside, line)
    if height:
        rules.append(f"height:{pt(height)}")
    if any(padding):
        rules.append(f"padding:{' '.join(map(pt, padding))}")
    if format_.background:
        rules.append(f"background:{format_.background}")
    if format_.valign != "top":
        rules.append(f"vertical-align:{format_.valign}")
    return ";".join(rules)


def border_rules(borders: Borders) -> list[str]:
    """The declarations of the lines that are drawn."""
    names = ("top", "right", "bottom", "left")
    return [
        f"border-{name}:{pt(edge.width)} {edge.style} {edge.colour or '#000'}"
        for name, edge in zip(names, _sides(borders), strict=True)
        if edge is not None
    ]


def sheet_rules(sheet: Sheet, top: float, bottom: float) -> str:
    """The declarations of a page whose headers and footers need these margins."""
    margins = (top, sheet.right, bottom, sheet.left)
    return f"size:{pt(sheet.width)} {pt(sheet.height)};margin:{' '.join(map(pt, margins))}"


def _lines_rules(format_: ParagraphFormat, line: float) -> list[str]:
    rules = [f"line-height:{pt(line)}"]
    if format_.align != "left":
        rules.append(f"text-align:{format_.align}")
    if format_.first_line:
        rules.append(f"text-indent:{pt(format_.first_line)}")
    return rules


def _sides(borders: Borders) -> tuple[Edge | None, ...]:
    return borders.top, borders.right, borders.bottom, borders.left


def _space(edge: Edge | None) -> float:
    return 0.0 if edge is None else edge.space


def _runs(items: tuple[Inline, ...]) -> list[Run]:
    found: list[Run] = []
    for item in items:
        if isinstance(item, Run):
            found.append(item)
        elif isinstance(item, Link):
            found += _runs(item.contents)
    return found
