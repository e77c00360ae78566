"""Boxes that draw no ground take no time over it, and empty cells none over their contents."""

from typing import Any

from weasyprint.draw.color import get_color
from weasyprint.formatting_structure import boxes
from weasyprint.layout import background, block

from letters.rendering.quick.replacing import Replacements

_CORNERS = tuple(
    f"border_{corner}_radius" for corner in ("top_left", "top_right", "bottom_right", "bottom_left")
)
_SQUARE = (0, 0)


def bare_boxes() -> Replacements:
    """Grounds are laid out where there are some, contents of cells likewise."""
    grounds, contents = background.layout_box_backgrounds, block.block_container_layout

    def layout_grounds(page: Any, box: Any, fetch: Any, *more: Any, **named: Any) -> None:
        if more or named or box is page or not _is_bare(box.style):
            grounds(page, box, fetch, *more, **named)
            return
        for name in _CORNERS:
            setattr(box, name, _SQUARE)
        for child in box.all_children():
            background.layout_box_backgrounds(page, child, fetch)
        box.background = None

    def layout_contents(context: Any, box: Any, *more: Any, **named: Any) -> Any:
        if box.children or not _is_plain_cell(box) or more[1:] != (None,):  # begun on a page before
            return contents(context, box, *more, **named)
        empty = box.copy_with_children([])
        empty.height = max(min(0, box.max_height), box.min_height)
        next_page = {"break": "any", "page": empty.page_values()[1]}
        return empty, None, next_page, [], False, named["max_lines"]

    yield background, "layout_box_backgrounds", layout_grounds
    yield block, "block_container_layout", layout_contents


def _is_bare(style: Any) -> bool:
    """Whether boxes of this style have no ground, no shadow and square corners."""
    known = style.__dict__.get("_letters_bare")
    if known is None:
        known = style.__dict__["_letters_bare"] = (
            style["border_image_source"][0] == style["mask_border_source"][0] == "none"
            and style["visibility"] == "visible"
            and all(kind == "none" for kind, _ in style["background_image"])
            and not style["box_shadow"]
            and get_color(style, "background_color").alpha == 0
            and all(style[name] == ((0, "px"), (0, "px")) for name in _CORNERS)
        )
    return bool(known)


def _is_plain_cell(box: Any) -> bool:
    """Whether an empty box is a cell that is as high as its least height, and no more."""
    style = box.style
    return bool(
        isinstance(box, boxes.TableCellBox)
        and style["position"] == "static"
        and style["continue"] == "auto"
        and style["box_decoration_break"] == "slice"
        and style["max_lines"] == "none"
    )
