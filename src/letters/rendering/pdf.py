"""A finished .docx as a PDF for the archive: PDF/A-3a and PDF/UA-1 at once.

The steps: the .docx is read into the page model, drawn as HTML, its text compared with that of
the .docx, laid out by WeasyPrint, and written with title, language and the figures attached.
Equal input gives equal bytes. Nothing is fetched: the only addresses that resolve are those of
the document's own pictures. Whatever WeasyPrint would only log (a missing glyph, an unknown
rule) is an error here.
"""

import atexit
import gc
import logging
import re
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from pathlib import PurePath
from typing import Any

from letters.errors import N_, RenderingError
from letters.rendering import archive, equality, html, quick, small_faces
from letters.rendering.bounds import require_on_paper
from letters.rendering.fonts import is_chinese
from letters.rendering.page import Picture
from letters.rendering.starting import import_weasyprint
from letters.rendering.wordml import read_page

_GLYPH = re.compile(r'\.notdef glyph.*"(.)" \((U\+[0-9A-F]+)\)', re.DOTALL)
_LANGUAGES = {"zh": "zh-CN"}
_PX_TO_PT = 0.75


def make_pdf(
    docx: bytes,
    *,
    source: str,
    title: str = "",
    language: str = "",
    attachment: bytes | None = None,
) -> bytes:
    """The PDF of a finished .docx; `attachment` is the JSON of its figures.

    Title and language, if not given, are the document's own. UnsupportedMarkup names what
    cannot be drawn; RenderingError says what else would have made the PDF differ.
    """
    import_weasyprint()
    document = read_page(docx, source)
    language = language or document.language
    if not language:
        raise RenderingError(
            N_("{source} does not say in which language it is written"),
            N_("select all of it in Word and set the language under Review"),
            source=source,
        )
    drawing = html.draw(
        document,
        title=title or document.title or PurePath(source).stem,
        language=_LANGUAGES.get(language, language),
        measure=_height,
    )
    equality.require_same_text(docx, drawing.html, source)
    fetch = _fetcher(drawing.pictures)

    def finish(laid_out: Any, pdf: Any) -> None:
        require_on_paper(laid_out.pages, source)
        archive.claim_accessibility(laid_out, pdf)

    with _no_collection(), _no_warnings(source), quick.in_use():
        page = _page(drawing.html, fetch)
        pdf: bytes = page.write_pdf(
            stylesheets=_style_sheets(drawing.css, small=_may_be_small(drawing.html)),
            font_config=_font_configuration(),
            pdf_variant=archive.VARIANT,
            attachments=None if attachment is None else [archive.figures(attachment, fetch)],
            finisher=finish,
        )
    return pdf


def _page(markup: str, fetch: Callable[[str], Any]) -> Any:
    from weasyprint import HTML

    found = quick.page(markup, fetch)
    return HTML(string=markup, url_fetcher=fetch, base_url="letter:") if found is None else found


@lru_cache(maxsize=1)
def _font_configuration() -> Any:
    """One for all letters: it holds the faces that were opened."""
    from weasyprint.text.fonts import FontConfiguration

    # It removes its folder when it goes, which it cannot do once the interpreter is going too.
    atexit.register(_forget_fonts)
    return FontConfiguration()


def _forget_fonts() -> None:
    _style_sheets.cache_clear()
    _font_configuration.cache_clear()


@lru_cache(maxsize=64)
def _style_sheets(text: str, *, small: bool) -> list[Any]:
    """The parsed style sheet, with small Chinese faces or not; letters of one template share it."""
    from weasyprint import CSS

    text = small_faces.prefer(text) if small else text
    faces = small_faces.used(text)
    rules = "".join(map(small_faces.rule, faces))
    fetch = _fetcher({}, faces)
    return [CSS(string=rules + text, font_config=_font_configuration(), url_fetcher=fetch)]


def _may_be_small(markup: str) -> bool:
    return is_chinese(markup) and small_faces.suit(markup)


def _fetcher(pictures: Mapping[str, Picture], faces: Collection[str] = ()) -> Callable[[str], Any]:
    """Resolves the addresses of these pictures and faces; any other ends the rendering."""
    from weasyprint.urls import FatalURLFetchingError, URLFetcherResponse

    def fetch(address: str) -> Any:
        if address in faces:
            return URLFetcherResponse(address, small_faces.face(address), {})
        picture = pictures.get(address)
        if picture is None:
            raise FatalURLFetchingError(address)
        return URLFetcherResponse(address, picture.data, {"Content-Type": picture.media_type})

    return fetch


@lru_cache(maxsize=256)
def _height(style_sheet: str, markup: str, width: float) -> float:
    """The height of some blocks on a page of this width, in points."""
    text = f'<html><body>{markup}<div id="end"></div></body></html>'
    sheet = f"{style_sheet}@page{{size:{width}pt 5000pt;margin:0}}"
    with _no_warnings(""):
        document = _page(text, _fetcher({})).render(
            stylesheets=_style_sheets(sheet, small=_may_be_small(markup)),
            font_config=_font_configuration(),
        )
    _, end = document.pages[0].anchors["end"][:2]
    return float(end) * _PX_TO_PT


@contextmanager
def _no_collection() -> Iterator[None]:
    """Layout makes millions of objects that live to its end; looking through them is lost."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


class _Collector(logging.Handler):
    """Keeps what WeasyPrint would only log."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep one message."""
        self.messages.append(record.getMessage())


@contextmanager
def _no_warnings(source: str) -> Iterator[None]:
    """RenderingError for anything that WeasyPrint warns of while it works."""
    from weasyprint.urls import FatalURLFetchingError

    logger, collector = logging.getLogger("weasyprint"), _Collector()
    logger.addHandler(collector)
    try:
        yield
    except FatalURLFetchingError as error:
        raise RenderingError(
            N_("{source}: the document asks for {address}, which is not a picture inside it"),
            N_("insert the picture into the document"),
            source=source,
            address=str(error),
        ) from error
    finally:
        logger.removeHandler(collector)
    if collector.messages:
        raise _warned(source, collector.messages)


def _warned(source: str, messages: list[str]) -> RenderingError:
    missing = {found[1]: found[2] for found in map(_GLYPH.match, messages) if found}
    if missing:
        names = ", ".join(f"{character} ({code})" for character, code in missing.items())
        chinese = any(map(is_chinese, missing))
        return RenderingError(
            N_("{source}: no installed font has the characters {characters}"),
            N_("install the package {package}, or write them in another way"),
            source=source,
            characters=names,
            package="fonts-noto-cjk" if chinese else "fonts-noto-core",
        )
    return RenderingError(
        N_("{source}: the PDF would not be right: {detail}"),
        N_("nothing was written; report the document"),
        source=source,
        detail=messages[0],
    )
