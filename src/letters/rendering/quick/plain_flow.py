"""Lines that nothing floats beside need not look for what floats beside them."""

from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout import inline

from letters.rendering.quick.replacing import Replacements


def plain_flow() -> Replacements:
    """A line without floats is as wide as its box; a style says once whether it is in the flow."""
    usual, asked = inline.avoid_collisions, boxes.Box.is_in_normal_flow

    def avoid_collisions(context: Any, box: Any, around: Any, outer: bool = True) -> Any:  # noqa: FBT001, FBT002 - WeasyPrint's own way to call it
        if outer or context.excluded_shapes or not _is_plain_line(box, around):
            return usual(context, box, around, outer)
        left = around.content_box_x()
        return left, box.position_y, left + around.width - left

    def is_in_normal_flow(box: Any) -> Any:
        known = box.style.__dict__
        if "_letters_in_flow" not in known:
            known["_letters_in_flow"] = asked(box)
        return known["_letters_in_flow"]

    yield inline, "avoid_collisions", avoid_collisions
    yield boxes.Box, "is_in_normal_flow", is_in_normal_flow


def _is_plain_line(box: Any, around: Any) -> bool:
    return (
        isinstance(box, boxes.LineBox)
        and around.style["direction"] == "ltr"
        and box.margin_left == box.margin_right == box.margin_top == 0
    )
