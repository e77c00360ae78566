"""A copy of a template with what is wrong written beside it, as comments in Word."""

from collections.abc import Iterable
from io import BytesIO
from pathlib import Path

import docx
from docx.text.paragraph import Paragraph

from letters.errors import Problem, Translate, as_is
from letters.rendering.template_parts import Part, spots
from letters.rendering.wordml.names import W
from letters.rendering.wordml.package import open_package


def annotate(path: Path, problems: Iterable[Problem], translate: Translate = as_is) -> bytes:
    """The template in `path` with a comment for each problem, in the user's language.

    Word knows comments in the body only: what stands elsewhere, or nowhere in particular, is
    written beside the first paragraph and says its place. OSError if the file cannot be read,
    LettersError if it is no Word document.
    """
    data = path.read_bytes()
    open_package(data, path.name)
    document = docx.Document(BytesIO(data))
    found = list(spots(Part("", "body"), document.element))
    places = {spot.place.format_map(spot.numbers): spot.element for spot in reversed(found)}
    first = found[0].element if found else document.add_paragraph()._p  # noqa: SLF001 - its XML
    for problem in problems:
        element = places.get(problem.place_text())
        parts = [problem.message_text(translate), problem.hint_text(translate)]
        if element is None:
            parts.insert(0, problem.place_text(translate))
        here = first if element is None else element
        paragraph = Paragraph(here, document)  # type: ignore[arg-type] # an lxml element is one
        runs = paragraph.runs or [paragraph.add_run()]
        comment = document.add_comment(runs, "\n".join(filter(None, parts)), "letters", "L")
        # The day is not for us to know: only the command line reads the clock.
        del comment._comment_elm.attrib[W + "date"]  # noqa: SLF001 - no other way
    copy = BytesIO()
    document.save(copy)
    return copy.getvalue()
