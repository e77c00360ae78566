"""What a style comes to in a space of one size, worked out once and not for each box again."""

from typing import Any

from weasyprint import layout
from weasyprint.formatting_structure import boxes

from letters.rendering.quick.replacing import Replacements

_SIDES = ("top", "right", "bottom", "left")
_USED = (
    "width", "min_width", "max_width", "height", "min_height", "max_height",
    *(f"{name}_{side}" for name in ("margin", "padding") for side in _SIDES),
    *(f"border_{side}_width" for side in _SIDES),
)  # fmt: skip
_MOST_SIZES = 100


def known_lengths() -> Replacements:
    """Boxes of one style in spaces of one size share their used lengths."""
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
            if len(known) >= _MOST_SIZES:
                known.clear()
            known[size] = {name: getattr(box, name) for name in _USED}
        else:
            box.__dict__.update(lengths)

    for module in (layout.block, layout.inline, layout.table):
        yield module, "resolve_percentages", resolve_once
