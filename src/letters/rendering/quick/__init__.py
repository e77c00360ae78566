"""The one place that leans on WeasyPrint's inner parts, for speed and for even lines.

Each module here is one lever: it takes the place of a few functions of WeasyPrint or pydyf while
a letter is drawn. The PDF is the same to the byte with each of them or without; only `long_lines`
draws otherwise, and the same page. They import what they lean on, so they are imported for the
versions only that all this was tried with; with any other the usual way is taken.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

TRIED_WITH = {"weasyprint": "70.", "pydyf": "0.13."}

Fetch = Callable[[str], Any]


def page(markup: str, fetch: Fetch) -> Any:
    """The markup as a page that WeasyPrint can render, or None with an untried WeasyPrint."""
    if not _tried():
        return None
    from letters.rendering.quick.markup import Page

    return Page(markup, fetch)


@contextmanager
def in_use() -> Iterator[None]:
    """While this lasts, the levers are in the place of what they replace."""
    if not _tried():
        yield
        return
    from letters.rendering.quick import levers

    before: list[tuple[Any, str, Any]] = []
    try:
        for lever in levers.LEVERS:
            for owner, name, new in lever():
                before.append((owner, name, getattr(owner, name)))
                setattr(owner, name, new)
        yield
    finally:
        for owner, name, old in reversed(before):
            setattr(owner, name, old)


def _tried() -> bool:
    import pydyf
    import weasyprint

    return all(
        module.__version__.startswith(TRIED_WITH[module.__name__]) for module in (pydyf, weasyprint)
    )
