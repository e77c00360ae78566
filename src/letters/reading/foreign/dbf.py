"""dBASE tables (.dbf), as far as accounting programs use them: text, dates and plain numbers.

The layout is the header of 32 bytes (records at 4, length of the header at 8, of a record at 10,
code page at 29), 32 bytes a field up to a carriage return, then records of one length that begin
with a star when they are deleted (Xbase file format description, E. Bachmann).
"""

from collections.abc import Sequence
from dataclasses import dataclass

from letters.errors import N_, DataError

_VERSIONS = frozenset({0x03, 0x30, 0x31, 0x32, 0x83, 0x8B, 0xF5})
_CODE_PAGES = {0x01: "cp437", 0x02: "cp850", 0x03: "cp1252", 0x57: "cp1252"}


@dataclass(frozen=True, slots=True)
class Table:
    """`fields` are name, start and end inside a record; `encoding` is empty if it is not said."""

    fields: Sequence[tuple[str, int, int]]
    records: Sequence[bytes]
    encoding: str


def field_names(data: bytes) -> Sequence[str]:
    """The names of the fields; none when this is no dBASE table."""
    if len(data) < 65 or data[0] not in _VERSIONS:
        return ()
    header = int.from_bytes(data[8:10], "little")
    return [name for name, _, _ in _fields(data, header)] if header <= len(data) else ()


def read_dbf(data: bytes) -> Table:
    """All records as bytes, the deleted ones too.

    Raises DataError when the file is shorter than its header says.
    """
    count = int.from_bytes(data[4:8], "little")
    header = int.from_bytes(data[8:10], "little")
    length = int.from_bytes(data[10:12], "little")
    fields = _fields(data, header)
    if not length or not fields or fields[-1][2] > length or header + count * length > len(data):
        raise DataError(
            N_("the table is shorter than its header says"),
            N_("copy the file again from the program's folder"),
        )
    records = [data[at : at + length] for at in range(header, header + count * length, length)]
    return Table(fields, records, _CODE_PAGES.get(data[29], ""))


def _fields(data: bytes, header: int) -> list[tuple[str, int, int]]:
    fields = []
    start = 1
    for at in range(32, header - 1, 32):
        if data[at : at + 1] == b"\r" or at + 32 > len(data):
            break
        name = data[at : at + 11].split(b"\0")[0].decode("ascii", "replace").strip().upper()
        fields.append((name, start, start + data[at + 16]))
        start += data[at + 16]
    return fields
