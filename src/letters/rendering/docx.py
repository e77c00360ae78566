"""A Word template and the letters it becomes: read and compiled once, filled many times.

Only the parts that hold tags are made anew; styles, fonts and pictures are copied as they are
stored, and the made parts go through Jinja into the zip in pieces, so a table of twenty thousand
rows never stands in memory as a whole. The same view gives the same bytes.
"""

import hashlib
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import count, islice
from pathlib import Path

from lxml import etree

from letters.errors import N_, MissingResource, TemplateError
from letters.rendering.docx_package import Member, Writer, read_members
from letters.rendering.docx_patching import patched_parts
from letters.rendering.docx_tags import Tags
from letters.rendering.template_parts import CELL, ROW, TABLE, above, parts_of
from letters.rendering.wordml.names import Element, W, child_value
from letters.rendering.wordml.package import open_package

_DECLARATION = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_WORD = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_PIECES = 2048
_PICTURE_ID = re.compile(r'(<wp:docPr\s(?:[^>]*\s)?id=")[^"]*')
_FIRST_PICTURE = 1001  # docxtpl's


@dataclass(frozen=True, slots=True)
class _FilledPart:
    """A part that holds tags; `finish` puts right what can only be seen in the whole."""

    name: str
    tags: Tags
    finish: Callable[[str], str] | None

    def fill(self, view: Mapping[str, object]) -> Iterator[bytes]:
        """The part as UTF-8, in pieces."""
        yield _DECLARATION
        pieces = self.tags.fill(view)
        if self.finish is not None:
            yield self.finish("".join(pieces)).encode()
        while some := tuple(islice(pieces, _PIECES)):
            yield "".join(some).encode()


@dataclass(frozen=True, slots=True)
class Template:
    """A compiled Word template; `sha256` is that of its file, in hexadecimal digits."""

    name: str
    sha256: str
    _unchanged: Writer
    _parts: tuple[_FilledPart, ...]

    def fill(self, view: Mapping[str, object]) -> bytes:
        """The finished .docx: every `{{ field }}` of the template replaced by the text in `view`.

        Text may hold line breaks, tabs and page breaks. Raises TemplateError for a field that
        `view` does not have or that is not text, and RenderingError for a character that
        cannot be written; both name the template, the part and the tag.
        """
        writer = Writer(self._unchanged)
        for part in self._parts:
            writer.add(Member.deflated(part.name, part.fill(view)))
        return writer.finish()


def load_template(path: Path) -> Template:
    """The template in a file, compiled; a second call gives the same one until the file changes.

    Raises MissingResource if there is no such file, TemplateError if a tag cannot be followed
    and RenderingError if the file is no Word document.
    """
    try:
        state = path.stat()
        return _load(path, state.st_mtime_ns, state.st_size)
    except OSError as error:
        raise MissingResource(
            N_("the template {template} cannot be read: {reason}"),
            template=str(path),
            reason=error.strerror or "",
        ) from error


@lru_cache(maxsize=64)
def _load(path: Path, _changed: int, _size: int) -> Template:
    return compile_template(path.read_bytes(), "/".join(path.parts[-2:]))  # kind and language


def compile_template(data: bytes, name: str, cache: Path | None = None) -> Template:
    """The template in `data`; errors call it `name`.

    `cache` is a folder in which the next process finds what takes longest.
    """
    package = open_package(data, name)
    members = read_members(data, name)
    if _WORD not in package.read("[Content_Types].xml"):
        raise TemplateError(
            N_("{template} is not an ordinary Word document"),
            N_("save it in Word as .docx: not as a template (.dotx) and without macros (.docm)"),
            template=name,
        )
    kinds = {part.name: part.kind for part in parts_of(package)}
    patched = patched_parts(package, kinds, cache)
    unchanged, filled = Writer(), []
    for member in members:
        if member.name not in patched:
            unchanged.add(member)
            continue
        xml, kind = patched[member.name], kinds[member.name]
        place = {"template": name, "part": member.name}
        tags = Tags.compiled(xml, place, is_property=kind == "properties")
        filled.append(_FilledPart(member.name, tags, _finish(xml) if kind == "body" else None))
    return Template(name, hashlib.sha256(data).hexdigest(), unchanged, tuple(filled))


def _finish(patched: str) -> Callable[[str], str] | None:
    """What docxtpl does to a filled body, if this one can need it.

    It gives pictures numbers of their own, and it fits the columns of a table to its rows
    (`fix_tables`), which changes nothing as long as every row of the template fills the grid.
    """
    if not _fits_grid(patched):
        return _with_fitted_grid
    return _with_numbered_pictures if "<wp:docPr" in patched else None


def _with_numbered_pictures(xml: str) -> str:
    numbers = count(_FIRST_PICTURE)
    return _PICTURE_ID.sub(lambda found: f"{found[1]}{next(numbers)}", xml)


def _with_fitted_grid(xml: str) -> str:
    from docxtpl import DocxTemplate

    tree = DocxTemplate("").fix_tables(xml)
    return _with_numbered_pictures(etree.tostring(tree, encoding="unicode"))


def _fits_grid(patched: str) -> bool:
    """Whether every row fills its table's columns, and no tag stands between its cells."""
    try:
        root = etree.fromstring(patched)
    except etree.XMLSyntaxError:  # a comparison inside a tag, say
        return False
    return all(map(_is_regular, root.iter(TABLE)))


def _is_regular(table: Element) -> bool:
    columns = len(table.findall(f"{W}tblGrid/{W}gridCol"))
    for row in table.iter(ROW):
        cells = row.findall(CELL)
        spans = [child_value(cell, "tcPr/gridSpan", "1") for cell in cells]
        between = (row.text or "", *(child.tail or "" for child in row))
        if len(cells) > columns or "".join(between).strip() or not all(map(str.isdecimal, spans)):
            return False
        if above(row, TABLE) is table and sum(map(int, spans)) != columns:
            return False
    return True
