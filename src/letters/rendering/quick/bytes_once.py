"""Each object of a PDF put into bytes once, the usual types by a short way.

pydyf asks every object for its bytes to write them, and again for the checksum of the file. It
also lists all pages anew for every tag that names its page.
"""

from collections.abc import Callable
from functools import lru_cache
from typing import Any

import pydyf

from letters.rendering.quick.replacing import Replacements


def bytes_once() -> Replacements:
    """While the file is written, its objects keep their bytes."""
    write, to_bytes = pydyf.PDF.write, pydyf._to_bytes  # noqa: SLF001
    stream, string = pydyf.Stream.data.fget, pydyf.String.data.fget

    def quickly_to_bytes(item: Any) -> Any:
        kind = type(item)
        if kind is str:
            return bytes(item, "ascii")
        if kind is bytes:
            return item
        return b"%d" % item if kind is int else to_bytes(item)

    def dictionary(item: Any) -> bytes:
        pairs = [b"/%b %b" % (_name(key), quickly_to_bytes(item[key])) for key in item]
        return b"<<%b>>" % b"".join(pairs)

    def write_once(*arguments: Any, **options: Any) -> None:
        ways = (pydyf.Stream, stream), (pydyf.String, string), (pydyf.Dictionary, dictionary)
        before = [(kind, kind.data) for kind, _ in ways]
        for kind, data in ways:
            kind.data = _kept(data)
        try:
            write(*arguments, **options)
        finally:
            for kind, data in before:
                kind.data = data

    pages = pydyf.PDF.page_references.fget

    def page_references(pdf: Any) -> Any:
        count = len(pdf.pages["Kids"])
        known = pdf.__dict__.get("_letters_pages")
        if known is None or known[0] != count:
            known = pdf.__dict__["_letters_pages"] = (count, pages(pdf))
        return known[1]

    yield pydyf.PDF, "write", write_once
    yield pydyf.PDF, "page_references", property(page_references)
    yield pydyf, "_to_bytes", quickly_to_bytes


def _kept(data: Callable[[Any], bytes]) -> property:
    """The property `data` of objects that do not change any more."""

    def kept(item: Any) -> bytes:
        found: bytes | None = item.__dict__.get("_letters_bytes")
        if found is None:
            found = item.__dict__["_letters_bytes"] = data(item)
        return found

    return property(kept)


@lru_cache(maxsize=256)
def _name(key: str) -> bytes:
    return key.encode("ascii")
