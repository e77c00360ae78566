"""A .docx file as a package: its parts, their relations, their XML, read without trust.

No entity is resolved, nothing is fetched, and a file that unpacks to more than `MOST_BYTES`
is refused before it is unpacked.
"""

import posixpath
import re
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from io import BytesIO

from lxml import etree

from letters.errors import N_, RenderingError
from letters.rendering.wordml.names import RELS, STRICT, Element

MOST_BYTES = 400_000_000
_MACROS = ("vbaProject.bin", "vbaData.xml")
# What a letter is read from; a picture is asked for where it stands.
_NEEDED = frozenset(
    ("officeDocument", "core-properties", "settings", "styles", "numbering", "theme", "header",
     "footer", "footnotes"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Relation:
    """What a part points to: the last word of its type, and another part or an address."""

    kind: str
    target: str
    external: bool


@dataclass(frozen=True, slots=True)
class Package:
    """The parts of one .docx; `source` is how the user knows the file."""

    source: str
    main: str
    _archive: zipfile.ZipFile = field(repr=False)

    def has(self, name: str) -> bool:
        """Whether the package holds that part."""
        return name in self._archive.NameToInfo

    def read(self, name: str) -> bytes:
        """The bytes of a part; RenderingError if it is missing or damaged."""
        try:
            return self._archive.read(name)
        except (KeyError, zipfile.BadZipFile, zlib.error, RuntimeError, OSError, EOFError) as error:
            raise _broken(self.source, name) from error

    def xml(self, name: str) -> Element:
        """The root element of a part."""
        return parse(self.read(name), f"{self.source}/{name}")

    def relations(self, name: str) -> Mapping[str, Relation]:
        """The relations of a part by their id."""
        path, folder = _relations_of(name), posixpath.dirname(name)
        return _relations(self.read(path), folder, self.source) if self.has(path) else {}

    def related(self, name: str, kind: str) -> str:
        """The part of that kind which a part points to, or an empty name."""
        targets = (r.target for r in self.relations(name).values() if r.kind == kind)
        return next((target for target in targets if self.has(target)), "")

    def target(self, name: str, relation: str) -> str:
        """The part that a part calls by the id of a relation; RenderingError if there is none."""
        found = self.relations(name).get(relation)
        if found is None or found.external:
            raise _broken(self.source, relation or name)
        return found.target


def open_package(docx: bytes, source: str) -> Package:
    """The package in these bytes; RenderingError says what is wrong with the file."""
    try:
        archive = zipfile.ZipFile(BytesIO(docx))
    except (zipfile.BadZipFile, ValueError, RuntimeError, OSError, EOFError) as error:
        raise RenderingError(
            N_("{source} is not a Word document (.docx)"),
            N_("open it in Word and save it as .docx"),
            source=source,
        ) from error
    _check_members(archive.infolist(), source)
    package = Package(source, "", archive)
    main = package.related("", "officeDocument")
    for name in ("[Content_Types].xml", main or "word/document.xml", _relations_of(main)):
        if not package.has(name):
            raise _broken(source, name)
    for relation in (*package.relations("").values(), *package.relations(main).values()):
        if relation.kind in _NEEDED and not (relation.external or package.has(relation.target)):
            raise _broken(source, relation.target)
    return Package(source, main, archive)


def _check_members(members: list[zipfile.ZipInfo], source: str) -> None:
    """Refuse what unpacks without end, leads out of the file, says two things, or is a program."""
    if sum(info.file_size for info in members) > MOST_BYTES:
        raise RenderingError(
            N_("{source} unpacks to more than {limit} bytes"), source=source, limit=MOST_BYTES
        )
    seen: set[str] = set()
    for info in members:
        name = info.filename
        if name in seen or name.startswith(("/", "\\")) or ".." in re.split(r"[/\\]", name):
            raise RenderingError(
                N_("{source} is no file of Word: it holds a part of the name {part}"),
                N_("open it in Word and save it again"),
                source=source,
                part=name,
            )
        if name.endswith(_MACROS):
            raise RenderingError(
                N_("{source} holds macros"),
                N_("save it in Word as an ordinary Word document (.docx)"),
                source=source,
            )
        seen.add(name)


def parse(data: bytes, source: str) -> Element:
    """The root of an XML part; entities, document types and the strict dialect are refused."""
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise RenderingError(
            N_("{source} is damaged: {detail}"),
            N_("open it in Word and save it again"),
            source=source,
            detail=str(error),
        ) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise RenderingError(
            N_("{source} declares a document type; no Word file does"), source=source
        )
    if STRICT in root.tag:
        raise RenderingError(
            N_("{source} is saved as Strict Open XML"),
            N_("save it in Word as an ordinary Word document (.docx)"),
            source=source,
        )
    return root


def _relations_of(name: str) -> str:
    folder, base = posixpath.split(name)
    return posixpath.join(folder, "_rels", base + ".rels")


def _relations(data: bytes, folder: str, source: str) -> Mapping[str, Relation]:
    relations = {}
    for item in parse(data, source).iterchildren(RELS + "Relationship"):
        external = item.get("TargetMode") == "External"
        target = item.get("Target", "")
        if not external:
            target = posixpath.normpath(posixpath.join("/" + folder, target)).lstrip("/")
        kind = item.get("Type", "").rpartition("/")[2]
        relations[item.get("Id", "")] = Relation(kind, target, external)
    return relations


def _broken(source: str, part: str) -> RenderingError:
    return RenderingError(
        N_("{source} is damaged: the part {part} cannot be read"),
        N_("open it in Word and save it again"),
        source=source,
        part=part,
    )
