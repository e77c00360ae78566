"""Each object of a PDF put into bytes once: not again for the checksum of the whole file."""

from typing import Any

import pydyf

from letters.rendering.quick.replacing import Replacements


def bytes_once() -> Replacements:
    """While the file is written, objects keep their bytes; the usual types take a short way."""
    write, to_bytes = pydyf.PDF.write, pydyf._to_bytes  # noqa: SLF001
    kinds = pydyf.Stream, pydyf.Dictionary
    usual = [kind.data for kind in kinds]

    def write_once(*arguments: Any, **options: Any) -> None:
        for kind, data in zip(kinds, usual, strict=True):
            kind.data = property(_kept(data.fget))
        try:
            write(*arguments, **options)
        finally:
            for kind, data in zip(kinds, usual, strict=True):
                kind.data = data

    def quickly_to_bytes(item: Any) -> bytes:
        kind = type(item)
        if kind is str:
            return bytes(item, "ascii")
        if kind is bytes:
            return bytes(item)
        return b"%d" % item if kind is int else bytes(to_bytes(item))

    yield pydyf.PDF, "write", write_once
    yield pydyf, "_to_bytes", quickly_to_bytes


def _kept(data: Any) -> Any:
    def kept(item: Any) -> bytes:
        found: bytes | None = item.__dict__.get("_letters_bytes")
        if found is None:
            found = item.__dict__["_letters_bytes"] = data(item)
        return found

    return kept
