"""docxtpl's tags as Jinja's, and a cache of them between runs.

docxtpl's own `patch_xml` does it, so that the language of the templates is exactly its own. But
its import takes as long as all the rest of a letter, so what it made of a template is kept as text
in the user's cache folder. Nothing depends on that: what is missing, unreadable, damaged or made
by another docxtpl is made anew.
"""

import hashlib
import json
import re
from collections.abc import Iterable
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path

from lxml import etree

from letters.errors import OutputError
from letters.rendering.files import write_atomically
from letters.rendering.wordml.package import Package

_ANY_TAG = re.compile(r"\{[{%#_]")
_MOST_FILES = 50


def patched_parts(package: Package, names: Iterable[str], cache: Path | None) -> dict[str, str]:
    """The XML of the named parts with tags that Jinja understands; parts without tags are left out.

    `cache` is a folder that may be missing, None to do without.
    """
    parts = {name: package.read(name) for name in names}
    path = _place(parts, cache) if cache else None
    if path and (known := _read(path)) is not None:
        return known
    patched = {name: _patched(xml) for name, xml in parts.items()}
    patched = {name: xml for name, xml in patched.items() if _ANY_TAG.search(xml)}
    if path:
        _write(path, patched)
    return patched


def _patched(xml: bytes) -> str:
    """The XML of a part, patched (`patch_xml` looks at nothing else of the document)."""
    from docxtpl import DocxTemplate  # 0.1 s, and needed only here

    parser = etree.XMLParser(
        remove_blank_text=True, remove_comments=True, remove_pis=True, resolve_entities=False
    )
    source = etree.tostring(etree.fromstring(xml, parser), encoding="unicode")
    patched: str = DocxTemplate("").patch_xml(source)
    return patched


def _place(parts: dict[str, bytes], cache: Path) -> Path | None:
    """The file for these parts and for the code that patches them; None if there is no telling."""
    docxtpl = find_spec("docxtpl")
    if docxtpl is None or docxtpl.origin is None:
        return None
    try:
        code = [Path(docxtpl.origin).with_name("template.py").read_bytes()]
        code.append(Path(__file__).read_bytes())
    except OSError:
        return None
    key = hashlib.sha256()
    for piece in (*code, *(piece for name in parts for piece in (name.encode(), parts[name]))):
        key.update(b"%d:%b" % (len(piece), piece))
    return cache / "templates" / f"{key.hexdigest()}.json"


def _read(path: Path) -> dict[str, str] | None:
    with suppress(OSError, ValueError):
        digest, _, text = path.read_bytes().partition(b"\n")
        if digest == _digest(text):
            known: dict[str, str] = json.loads(text)
            return known
    return None


def _write(path: Path, patched: dict[str, str]) -> None:
    """Keep it if that is possible; the files that were written first give way."""
    text = json.dumps(patched, ensure_ascii=False).encode()
    with suppress(OSError, OutputError):
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_atomically(path, _digest(text) + b"\n" + text)
        files = sorted(path.parent.iterdir(), key=lambda file: file.stat().st_mtime_ns)
        for file in files[:-_MOST_FILES]:
            file.unlink()


def _digest(text: bytes) -> bytes:
    return hashlib.sha256(text).hexdigest().encode()
