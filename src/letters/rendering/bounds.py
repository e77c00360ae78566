"""Does all text of the finished pages stand on the paper?

An indent, a wide table, a tall row or a page without room can put words where no printer puts
them. They would be in the file and not on the page, so the laid-out boxes are looked through.
"""

from collections.abc import Iterator
from typing import Any

from letters.errors import N_, RenderingError

_NEAR = 2.0  # pixels of 1/96 inch: what a letter may lean out of its box


def require_on_paper(pages: list[Any], source: str) -> None:
    """RenderingError that names the first text or picture of these pages beside the paper.

    `pages` are those of a document that WeasyPrint has laid out.
    """
    for number, page in enumerate(pages, 1):
        for box in _boxes(page._page_box):  # noqa: SLF001 - it shows its boxes nowhere else
            if not _is_on(box, page.width, page.height):
                raise RenderingError(
                    N_("{source}: page {page}: “{text}” would stand beside the paper"),
                    N_("look at indents, tab stops, widths and heights there"),
                    source=source,
                    page=number,
                    text=_words(box),
                )


def _boxes(root: Any) -> Iterator[Any]:
    """The boxes that hold text or a picture."""
    waiting = [root]
    while waiting:
        box = waiting.pop()
        children = getattr(box, "children", None)
        if children:
            waiting.extend(reversed(children))
        elif getattr(box, "text", "") or hasattr(box, "replacement"):
            yield box


def _is_on(box: Any, width: float, height: float) -> bool:
    """Text must stand on the paper as a whole; of a picture, a part of it is enough."""
    left, top = box.position_x, box.position_y
    if not hasattr(box, "text"):
        return bool(left < width and top < height and left + box.width > 0 and top + box.height > 0)
    base = top + box.baseline
    right = left if box.text.endswith(" ") else left + box.width
    return bool(left >= -_NEAR and right <= width + _NEAR and 0 <= base <= height + _NEAR)


def _words(box: Any) -> str:
    text: str = getattr(box, "text", "") or box.element.get("alt", "")
    return text[:60]
