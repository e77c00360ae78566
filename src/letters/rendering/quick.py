"""The one place that leans on WeasyPrint's inner parts, for speed and for even lines.

Our markup is well-formed XML of some twenty elements, so the C parser reads it in the place of
a Python one, and the style sheet of a browser is cut to those elements: six of its rules would
match every element of a long table. The result is the same PDF to the byte.

What a style comes to in a space of one size is worked out once, not for each box again.

The lines of a table are drawn as a few long rectangles, not as two clipped paths a cell: less to
draw and to write, and no seams in a line. Nothing else of the page changes.

With any other WeasyPrint than the one all this was tried with, the usual way is taken.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import Any
from xml.etree import ElementTree as ET

TRIED_WITH = "70."
_BROWSER = """
head,title{display:none}
html,body,section,div,p,h1,h2,h3,h4,h5,h6{display:block}
table{display:table;border-color:gray;box-sizing:border-box;text-indent:initial}
colgroup{display:table-column-group}col{display:table-column}
thead{display:table-header-group}tbody{display:table-row-group}
thead,tbody{border-color:inherit;vertical-align:middle}
tr{display:table-row;border-color:inherit;vertical-align:inherit}
td,th{display:table-cell;border-color:gray;vertical-align:inherit}
br::before{content:"\\A";white-space:pre-line}
img{overflow:hidden}
a:link{text-decoration:underline;color:blue}
h1{bookmark-level:1}h2{bookmark-level:2}h3{bookmark-level:3}
h4{bookmark-level:4}h5{bookmark-level:5}h6{bookmark-level:6}
h1,h2,h3,h4,h5,h6{bookmark-label:content(text);hyphens:manual}
@page{@footnote{margin-top:1em}}
"""
_SIDES = ("top", "right", "bottom", "left")
_NEAR = 0.01

_USED = (
    "width", "min_width", "max_width", "height", "min_height", "max_height",
    *(f"{name}_{side}" for name in ("margin", "padding") for side in _SIDES),
    *(f"border_{side}_width" for side in _SIDES),
)  # fmt: skip

Fetch = Callable[[str], Any]
Span = tuple[float, float]


def page(markup: str, fetch: Fetch) -> Any:
    """The markup as a page that WeasyPrint can render, or None with an untried WeasyPrint."""
    return _page_class()(markup, fetch) if _tried() else None


@contextmanager
def long_lines() -> Iterator[None]:
    """While this lasts, the lines between the cells of a table are drawn in one go."""
    import weasyprint.draw as drawing

    if not _tried():
        yield
        return
    table, border = drawing.draw_table, drawing.draw_border
    pending: list[Any] = []

    def draw_border(stream: Any, box: Any) -> None:
        if _is_plain_cell(box):
            pending.append(box)
        else:
            border(stream, box)

    def draw_table(stream: Any, box: Any) -> None:
        table(stream, box)
        _draw_lines(stream, pending)
        pending.clear()

    drawing.draw_table, drawing.draw_border = draw_table, draw_border
    try:
        yield
    finally:
        drawing.draw_table, drawing.draw_border = table, border


@contextmanager
def known_lengths() -> Iterator[None]:
    """While this lasts, boxes of one style in spaces of one size share their used lengths."""
    from weasyprint import layout
    from weasyprint.formatting_structure import boxes

    if not _tried():
        yield
        return
    modules = layout.block, layout.inline, layout.table
    resolve = layout.block.resolve_percentages

    def resolve_once(box: Any, containing_block: Any) -> None:
        style = box.style
        if isinstance(box, boxes.PageBox) or style["border_collapse"] == "collapse":
            resolve(box, containing_block)
            return
        around = containing_block
        size = (around.width, around.height) if isinstance(around, boxes.Box) else tuple(around)
        known = style.__dict__.setdefault("_letters_used", {})
        lengths = known.get(size)
        if lengths is None:
            resolve(box, containing_block)
            known[size] = {name: getattr(box, name) for name in _USED}
        else:
            box.__dict__.update(lengths)

    for module in modules:
        module.resolve_percentages = resolve_once
    try:
        yield
    finally:
        for module in modules:
            module.resolve_percentages = resolve


def _tried() -> bool:
    import weasyprint

    return bool(weasyprint.__version__.startswith(TRIED_WITH))


def _is_plain_cell(box: Any) -> bool:
    """Whether the lines of a box are those of a cell, all solid and visible."""
    style = box.style
    return (
        box.element_tag in {"td", "th"}
        and style["visibility"] == "visible"
        and all(style[f"border_{side}_style"] in {"solid", "none"} for side in _SIDES)
    )


def _draw_lines(stream: Any, cells: list[Any]) -> None:
    """The lines of these cells, colour by colour, those that meet drawn as one."""
    if not cells:
        return
    with stream.artifact(), stream.stacked():
        for colour, lines in _lines(cells).items():
            stream.set_color(colour)
            for (across, place, width), spans in lines.items():
                for start, end in _joined(spans):
                    if across:
                        stream.rectangle(start, place, end - start, width)
                    else:
                        stream.rectangle(place, start, width, end - start)
            stream.fill()


def _lines(cells: list[Any]) -> dict[Any, dict[tuple[bool, float, float], list[Span]]]:
    """By colour, by direction, place and width: from where to where lines go."""
    found: dict[Any, dict[tuple[bool, float, float], list[Span]]] = {}
    for cell in cells:
        left, top = cell.border_box_x(), cell.border_box_y()
        right, bottom = left + cell.border_width(), top + cell.border_height()
        for side, width, across, place, span in (
            ("top", cell.border_top_width, True, top, (left, right)),
            ("right", cell.border_right_width, False, right, (top, bottom)),
            ("bottom", cell.border_bottom_width, True, bottom, (left, right)),
            ("left", cell.border_left_width, False, left, (top, bottom)),
        ):
            if width:
                start = place - width if side in {"right", "bottom"} else place
                lines = found.setdefault(cell.style[f"border_{side}_color"], {})
                lines.setdefault((across, round(start, 3), width), []).append(span)
    return found


def _joined(spans: list[Span]) -> Iterator[Span]:
    """Spans that touch as one, from the first to the last."""
    start, end = min(spans)
    for begin, until in sorted(spans):
        if begin > end + _NEAR:
            yield start, end
            start = begin
        end = max(end, until) if begin <= end + _NEAR else until
    yield start, end


def _refuse(address: str) -> Any:
    raise ValueError(address)


@lru_cache(maxsize=1)
def _page_class() -> type:
    import cssselect2
    from weasyprint import CSS, HTML

    browser = CSS(string=_BROWSER, url_fetcher=_refuse)

    class Page(HTML):  # type: ignore[misc]
        """Parsed markup that brings the short style sheet with it."""

        def __init__(self, markup: str, fetch: Fetch) -> None:
            root = ET.fromstring(markup)  # noqa: S314 - our own markup
            wrapper = cssselect2.ElementWrapper.from_html_root(root, content_language=None)
            self.base_url, self.url_fetcher, self.media_type = "letter:", fetch, "print"
            self.wrapper_element, self.etree_element = wrapper, wrapper.etree_element

        def _ua_stylesheets(self, *_: object, **__: object) -> list[Any]:
            return [browser]

    return Page
