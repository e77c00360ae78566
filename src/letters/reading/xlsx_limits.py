"""Parts of a workbook that may be read: bounded in size, true to their headers, no wider than told.

The reader of values makes room for every cell up to the last one before it looks at any. One
stray cell in the last corner (XFD1048576) would ask for half a terabyte, and a few kilobytes of
zip for any number of rows. Both are found here first.
"""

import re
from copy import copy
from zipfile import BadZipFile, ZipFile

from letters.errors import N_, DataError

_LARGEST = 2**30  # a sheet of 1,048,576 rows and ten columns takes half of it
_PACKED_TIMES, _UNSUSPECTED = 150, 2**24  # a ledger packs ten to thirty times
_MOST_CELLS = 2**25  # 1,048,576 rows of 32 columns
_ROWS, _COLUMNS = 2**20, 2**14
_REFERENCE = rb"""r(?<=\sr)\s*=\s*["']"""
# Of a sheet within Z999999 nothing need be counted: it stays below _MOST_CELLS.
_FAR = re.compile(_REFERENCE + rb"(?:[A-Za-z]{2}|[A-Za-z]?\d{7})")
# A reference in anything but a plain tag without content, which is an empty cell or row.
_FILLED = re.compile(
    _REFERENCE + rb"""([A-Za-z]*)(\d+)["'](?!(?:\s+[\w:]+\s*=\s*"[^"<>]*")*\s*/>)"""
)


def check_sizes(archive: ZipFile) -> None:
    """Raises DataError when the parts are larger than a list of a workspace can be."""
    parts = [part for part in archive.infolist() if part.filename.endswith((".xml", ".rels"))]
    dense = any(
        part.file_size > max(_UNSUSPECTED, part.compress_size * _PACKED_TIMES) for part in parts
    )
    if dense or sum(part.file_size for part in parts) > _LARGEST:
        raise DataError(
            N_("the workbook unpacks to {size} MB, which is no list of documents"),
            N_("keep only the lists in it, split it by year, or save them as .csv"),
            size=sum(part.file_size for part in parts) // 2**20,
        )


def read_part(archive: ZipFile, name: str) -> bytes:
    """A part, whole. Raises BadZipFile when it is longer than its header says."""
    told = archive.getinfo(name)
    any_length = copy(told)
    any_length.file_size = told.file_size + 1
    with archive.open(any_length) as file:
        part = file.read()
    if len(part) != told.file_size:
        raise BadZipFile(f"{name} is not as long as its header says")
    return part


def check_extent(sheet: str, xml: bytes) -> None:
    """Raises DataError when the filled cells of a sheet reach too far."""
    if not _FAR.search(xml):
        return
    references = set(_FILLED.findall(xml))
    rows = max((int(row) for _, row in references), default=0)
    columns = max((column_number(letters) for letters, _ in references), default=0)
    if rows > _ROWS or columns > _COLUMNS or rows * columns > _MOST_CELLS:
        raise DataError(
            N_("the sheet “{sheet}” is {rows} rows high and {columns} columns wide"),
            N_("a cell stands far below or beside the list: clear it and save the workbook"),
            sheet=sheet,
            rows=rows,
            columns=columns,
        )


def column_number(letters: bytes) -> int:
    """The number of a column, from 1; 0 for no letters.

    >>> column_number(b"A"), column_number(b"XFD")
    (1, 16384)
    """
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - ord("A") + 1
    return number
