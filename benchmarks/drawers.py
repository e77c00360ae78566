"""Ways to a PDF, and what goes before it; as a program: one document, and what it cost.

Usage: python drawers.py ours|reading|checking|plain SOURCE TARGET.pdf
The source is a filled .docx, for `plain` a page written by hand as HTML. All imports come before
the clock starts: cold.py measures them.
"""

import sys
import time
from pathlib import Path

from weasyprint import HTML

from letters.rendering import equality, html
from letters.rendering.pdf import make_pdf
from letters.rendering.wordml import read_page
from letters.rendering.wordml.sections import read_sections  # noqa: F401 - read_page imports it


def ours(source: Path, target: Path) -> None:
    """The filled .docx read, drawn, checked and laid out, as shipped."""
    target.write_bytes(make_pdf(source.read_bytes(), source=source.name))


def reading(source: Path, _target: Path) -> str:
    """The part of `ours` before the layout: .docx to page model to HTML."""
    return html.draw(read_page(source.read_bytes(), source.name)).html


def checking(source: Path, target: Path) -> None:
    """The same, and the proof that the HTML says what the .docx says."""
    equality.require_same_text(source.read_bytes(), reading(source, target), source.name)


def plain(source: Path, target: Path) -> None:
    """WeasyPrint as its manual says, on the page written by hand."""
    HTML(filename=source).write_pdf(target, pdf_variant="pdf/a-3a")


DRAWERS = {"ours": ours, "reading": reading, "checking": checking, "plain": plain}


def main(name: str, source: str, target: str) -> None:
    started = time.process_time()
    DRAWERS[name](Path(source), Path(target))
    print(time.process_time() - started)


if __name__ == "__main__":
    main(*sys.argv[1:])
