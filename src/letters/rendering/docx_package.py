"""A .docx as the zip it is: what does not change keeps its deflated bytes.

Inflating and deflating again what nobody touched (styles, fonts, pictures) costs more than filling
a letter, so the members of a template are handed out as they are stored. Every date in a package
we write is 1980-01-01, the zip format's zero: equal input gives equal bytes.
"""

import struct
import zipfile
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from io import BytesIO

from letters.errors import N_, TemplateError

# ZIP, APPNOTE.TXT 6.3.10: §4.3.7 local header, §4.3.12 central directory, §4.3.16 its end.
_LOCAL = struct.Struct("<4s5H3L2H")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_END = struct.Struct("<4s4H2LH")
_VERSION = 20
_UTF8_NAME = 0x800
_MIDNIGHT, _DAY_ZERO = 0, 1 << 5 | 1


@dataclass(frozen=True, slots=True)
class Member:
    """One file of the zip: `data` is stored as `method` says, `size` and `crc` are of the content.

    >>> Member.deflated("a.xml", [b"<a>", b"</a>"]).content()
    b'<a></a>'
    """

    name: str
    method: int
    crc: int
    size: int
    data: bytes

    @classmethod
    def deflated(cls, name: str, chunks: Iterable[bytes]) -> "Member":
        """A member made of `chunks`, deflated as they come."""
        deflate = zlib.compressobj(6, zlib.DEFLATED, -zlib.MAX_WBITS)
        crc = size = 0
        data = []
        for chunk in chunks:
            crc = zlib.crc32(chunk, crc)
            size += len(chunk)
            data.append(deflate.compress(chunk))
        data.append(deflate.flush())
        return cls(name, zipfile.ZIP_DEFLATED, crc, size, b"".join(data))

    def content(self) -> bytes:
        """The inflated bytes."""
        if self.method == zipfile.ZIP_STORED:
            return self.data
        return zlib.decompress(self.data, -zlib.MAX_WBITS)


def read_members(data: bytes, source: str) -> tuple[Member, ...]:
    """The members of a zip in their order; a damaged one is a TemplateError naming `source`."""
    members = []
    name = "zip"
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            for item in archive.infolist():
                name = item.filename
                archive.read(item)  # compares the checksum
                if not item.is_dir():
                    members.append(_stored(data, item))
    except (zipfile.BadZipFile, RuntimeError, zlib.error) as error:  # RuntimeError: encrypted
        raise TemplateError(
            N_("{template} is damaged: the part {part} cannot be read"),
            N_("open it in Word and save it again"),
            template=source,
            part=name,
        ) from error
    return tuple(members)


def _stored(data: bytes, info: zipfile.ZipInfo) -> Member:
    name_length, extra_length = struct.unpack_from("<2H", data, info.header_offset + 26)
    start = info.header_offset + _LOCAL.size + name_length + extra_length
    stored = data[start : start + info.compress_size]
    return Member(info.filename, info.compress_type, info.CRC, info.file_size, stored)


class Writer:
    """Writes members one after the other; a writer may go on from what another has written."""

    def __init__(self, start: "Writer | None" = None) -> None:
        self._body: list[bytes] = [*start._body] if start else []  # noqa: SLF001 - the same class
        self._index: list[bytes] = [*start._index] if start else []  # noqa: SLF001 - the same
        self._length: int = start._length if start else 0  # noqa: SLF001 - the same

    def add(self, member: Member) -> None:
        """Put `member` behind what is already there."""
        name = member.name.encode()
        same = (
            0 if name.isascii() else _UTF8_NAME,
            member.method,
            _MIDNIGHT,
            _DAY_ZERO,
            member.crc,
            len(member.data),
            member.size,
            len(name),
            0,
        )
        local = _LOCAL.pack(b"PK\3\4", _VERSION, *same) + name
        central = _CENTRAL.pack(
            b"PK\1\2", _VERSION, _VERSION, *same, 0, 0, 0, 0, self._length
        )  # fmt: skip
        self._body += [local, member.data]
        self._index.append(central + name)
        self._length += len(local) + len(member.data)

    def finish(self) -> bytes:
        """The whole zip."""
        index = b"".join(self._index)
        count = len(self._index)
        end = _END.pack(b"PK\5\6", 0, 0, count, count, len(index), self._length, 0)
        return b"".join([*self._body, index, end])
