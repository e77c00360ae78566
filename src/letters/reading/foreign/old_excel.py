"""Whether an old workbook (.xls) is whole, before it is handed to the reader of workbooks.

Such a file is a disk in small ([MS-CFB]): sectors, a table that chains them, a directory of
streams; and the stream Workbook holds records one behind the other ([MS-XLS]). A chain that runs
in a circle, or a count that nothing stands behind, would take all memory.
"""

import struct
from collections.abc import Sequence
from struct import unpack_from

from letters.errors import N_, DataError

_MARKS = 0xFFFFFFFA  # numbers of sectors from here on are marks: end of a chain, free, a table
_IN_HEADER = 109
_SMALL_SECTOR = 64
_DIMENSIONS, _STRINGS = 0x0200, 0x00FC
_MOST_CELLS = 5_000_000


def check(data: bytes) -> None:
    """Raises DataError for a file whose chains or records are not whole."""
    try:
        _check_records(_workbook(data))
    except (struct.error, IndexError, ValueError):
        raise damaged() from None


def damaged() -> DataError:
    """The error of a workbook that cannot be trusted."""
    return DataError(
        N_("the workbook is damaged"),
        N_("open it in Excel and save it as .xlsx without a password"),
    )


def _workbook(data: bytes) -> bytes:
    """The stream Workbook; all chains of the file are followed to their end on the way."""
    size = 1 << min(unpack_from("<H", data, 30)[0], 12)
    chains = _table(data, size)
    directory = _stream(data, size, chains, unpack_from("<I", data, 48)[0], start=size)
    short, found = unpack_from("<I", data, 56)[0], b""
    small_chains = _numbers(_stream(data, size, chains, unpack_from("<I", data, 60)[0], start=size))
    small = b""
    for at in range(0, len(directory) - 127, 128):
        length, kind = unpack_from("<HB", directory, at + 64)
        first, bytes_ = unpack_from("<II", directory, at + 116)
        if kind == 5:  # the root: its stream holds the small sectors of all others
            small = _stream(data, size, chains, first, start=size)
        elif kind == 2:
            if bytes_ >= short:
                content = _stream(data, size, chains, first, start=size)
            else:
                content = _stream(small, _SMALL_SECTOR, small_chains, first) if bytes_ else b""
            if len(content) < bytes_:
                raise ValueError
            name = directory[at : at + max(length - 2, 0)].decode("utf-16-le")
            if name.casefold() in {"workbook", "book"}:
                found = content[:bytes_]
    if not found:
        raise ValueError
    return found


def _table(data: bytes, size: int) -> Sequence[int]:
    """For each sector the next one of its chain."""
    sectors = [*unpack_from(f"<{_IN_HEADER}I", data, 76)]
    more, count = unpack_from("<II", data, 68)
    for _ in range(min(count, len(data) // size)):
        if more >= _MARKS:
            break
        *its, more = unpack_from(f"<{size // 4}I", data, (more + 1) * size)
        sectors += its
    table: list[int] = []
    for sector in sectors[: len(data) // size]:
        if sector < _MARKS:
            table += unpack_from(f"<{size // 4}I", data, (sector + 1) * size)
    return table


def _stream(data: bytes, size: int, chains: Sequence[int], first: int, *, start: int = 0) -> bytes:
    """The sectors of a chain; ValueError for one that runs in a circle or out of the file."""
    pieces: list[bytes] = []
    sector = first
    while sector < _MARKS:
        piece = data[start + sector * size : start + (sector + 1) * size]
        if not piece or len(pieces) > len(chains):
            raise ValueError
        pieces.append(piece)
        sector = chains[sector]
    return b"".join(pieces)


def _numbers(data: bytes) -> Sequence[int]:
    return unpack_from(f"<{len(data) // 4}I", data)


def _check_records(stream: bytes) -> None:
    at = 0
    while at + 4 <= len(stream):
        kind, length = unpack_from("<HH", stream, at)
        at += 4
        if at + length > len(stream):
            raise ValueError
        if kind == _DIMENSIONS:
            top, bottom, left, right = unpack_from("<IIHH" if length >= 14 else "<HHHH", stream, at)
            if (bottom - top) * (right - left) > _MOST_CELLS:
                raise ValueError
        elif kind == _STRINGS and unpack_from("<I", stream, at + 4)[0] > len(stream):
            raise ValueError
        at += length
