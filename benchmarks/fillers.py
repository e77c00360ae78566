"""Three ways to fill a Word template; as a program: one document, and what it cost.

Usage: python fillers.py ours|docxtpl|floor TEMPLATE.docx VIEW.json TARGET.docx
"""

import json
import sys
import time
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

View = dict[str, object]


def ours(template: Path, view: View, target: Path) -> Callable[[], object]:
    """Compiled once; each letter is filled and written."""
    from letters.rendering.docx import load_template

    compiled = load_template(template)
    return lambda: target.write_bytes(compiled.fill(view))


def docxtpl(template: Path, view: View, target: Path) -> Callable[[], object]:
    """As its manual says: an object a document (used again, it takes as long)."""
    from docxtpl import DocxTemplate

    def work() -> None:
        document = DocxTemplate(template)
        document.render(view, autoescape=True)  # without it, & and < in a name lose text
        document.save(target)

    return work


def floor(template: Path, view: View, target: Path) -> Callable[[], object]:
    """What no Python can leave out: the body rendered by Jinja, one deflate, one write.

    Headers, footers and properties stay as they are and nothing is escaped: less than a letter
    needs.
    """
    import jinja2
    from docxtpl import DocxTemplate

    with zipfile.ZipFile(template) as archive:
        body = archive.read("word/document.xml").decode()
    source = DocxTemplate("").patch_xml(body[body.index("<w:document") :])
    compiled = jinja2.Environment().from_string(source)

    def work() -> None:
        deflate = zlib.compressobj(6, zlib.DEFLATED, -zlib.MAX_WBITS)
        xml = compiled.render(view).encode()
        target.write_bytes(deflate.compress(xml) + deflate.flush())

    return work


FILLERS = {"ours": ours, "docxtpl": docxtpl, "floor": floor}


def main(name: str, template: str, view: str, target: str) -> None:
    texts = json.loads(Path(view).read_text(encoding="utf-8"))
    work = FILLERS[name](Path(template), texts, Path(target))
    started = time.process_time()
    work()
    print(time.process_time() - started)


if __name__ == "__main__":
    main(*sys.argv[1:])
