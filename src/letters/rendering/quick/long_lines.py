"""The lines of a table drawn as a few long rectangles, not as two clipped paths a cell.

There is less to draw and to write, and there are no seams in a line.
"""

from collections.abc import Iterator
from typing import Any

import weasyprint.draw as drawing

from letters.rendering.quick.replacing import Replacements

_SIDES = ("top", "right", "bottom", "left")
_NEAR = 0.01

Span = tuple[float, float]


def long_lines() -> Replacements:
    """The lines between the cells of a table are drawn in one go."""
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

    yield drawing, "draw_border", draw_border
    yield drawing, "draw_table", draw_table


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
