"""The part of a letter that can be made anywhere: its texts filled into Word, drawn as PDF.

A sheet holds all that this takes, the template included, so that a process on another machine
can draw it; figures, numbers and files stay where the register is.
"""

import threading
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from letters.batch.proofreading import proofread
from letters.errors import N_, LettersError, Problem
from letters.rendering.docx import Template, compile_template
from letters.wording.base import Wording

# An executor may have threads; Pango's fonts and WeasyPrint's log are for one at a time.
_ONE_AT_A_TIME = threading.Lock()


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """What is printed: `view` fills `template` (a .docx, in errors called `template_name`).

    `figures` is the JSON that a PDF carries along; `cache` a folder that saves time from one run
    to the next, wherever there is one.
    """

    kind: str
    template: bytes
    template_name: str
    view: Mapping[str, object]
    wording: Wording
    title: str
    formats: tuple[str, ...]
    figures: bytes = b""
    cache: Path | None = None


@dataclass(frozen=True, slots=True)
class Drawn:
    """The finished files by format, and what should be looked at in their words."""

    files: Mapping[str, bytes]
    doubts: tuple[Problem, ...]


class Defect(LettersError):
    """A mistake inside letters; only the type of the error is told, never the data."""

    def __init__(self, error: str) -> None:
        super().__init__(
            N_("an error inside letters: {type}"),
            N_("repeat with --debug and report the traceback"),
            type=error,
        )

    def __reduce__(self) -> tuple[object, ...]:
        return type(self), (self.params["type"],)


def draw(sheet: Sheet) -> Drawn:
    """The files of a letter. LettersError if they would have a hole, Defect for a mistake of ours.

    Only these are raised: other errors do not all survive the way between processes.
    """
    try:
        with _ONE_AT_A_TIME:
            return _draw(sheet)
    except LettersError:
        raise
    except Exception as error:
        raise Defect(type(error).__name__) from error


def _draw(sheet: Sheet) -> Drawn:
    docx = compiled(sheet.template, sheet.template_name, sheet.cache).fill(sheet.view)
    doubts = proofread(docx, sheet.template_name, sheet.kind, sheet.view, sheet.wording)
    files = {"docx": docx}
    if "pdf" in sheet.formats:
        from letters.rendering.pdf import make_pdf

        files["pdf"] = make_pdf(
            docx,
            source=sheet.title,
            title=sheet.title,
            language=sheet.wording.lang,
            attachment=sheet.figures,
        )
    return Drawn({name: files[name] for name in sheet.formats if name in files}, doubts)


def compiled(template: bytes, name: str, cache: Path | None = None) -> Template:
    """The template compiled, once a process; MissingResource, TemplateError or RenderingError."""
    found = _compiled(template, name, cache)
    if isinstance(found, LettersError):
        raise found.with_traceback(None)
    return found


@lru_cache(maxsize=64)
def _compiled(template: bytes, name: str, cache: Path | None) -> Template | LettersError:
    """A template that cannot be used is looked at once too, not once a letter."""
    try:
        return compile_template(template, name, cache)
    except LettersError as error:
        return error
