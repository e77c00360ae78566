"""Whatever is cut from a file or changed in it, a reader answers, or refuses with a reason."""

import random
from pathlib import Path

import pytest

from foreign_documents import FOLDER
from letters.errors import DataError
from letters.reading.foreign.file import File
from letters.reading.foreign.formats import FORMATS, format_of
from letters.reading.foreign.found import Format, Found

_PIECES = (b"", b"\0", b"\xff", b"<", b">", b'"', b"-", b"0", b"9", b"1e999", b"  ", b"\n", b"{}",
           b"null", b"&", b"\xd0", b"NaN", b"[]", b"\xe2\x80\x8b")  # fmt: skip


def mutated(data: bytes, chance: random.Random) -> bytes:
    """A copy with a piece cut out, doubled, put in, or a few bytes changed; or only its start."""
    start = chance.randrange(len(data))
    end = min(len(data), start + chance.choice((1, 2, 8, 40, 300)))
    return chance.choice(
        (
            data[:start],
            data[:start] + data[end:],
            data[:end] + data[start:],
            data[:start] + chance.choice(_PIECES) + data[end:],
            data[:start] + bytes(chance.randrange(256) for _ in range(3)) + data[start + 3 :],
        )
    )


@pytest.mark.parametrize("name", sorted(path.name for path in FOLDER.iterdir()))
def test_a_damaged_file_is_read_or_refused(name: str, tmp_path: Path) -> None:
    data = (FOLDER / name).read_bytes()
    its = format_of(File(FOLDER / name))
    assert its is not None
    chance = random.Random(name)
    for number in range(30 if name.endswith(".xls") else 120):  # each .xls takes a process
        path = tmp_path / f"{number}.{name}"
        path.write_bytes(mutated(data, chance))
        try:
            format_of(File(path))
            found = its.read([File(path)])
            assert isinstance(found, Found)
            [problem.render() for problem in found.problems]
        except DataError as error:
            str(error)
        path.unlink()


def recognises(its: Format, file: File) -> bool:
    try:
        return its.recognise(file)
    except DataError:  # a text in an encoding of another format's own
        return False


@pytest.mark.parametrize("name", sorted(path.name for path in FOLDER.iterdir()))
def test_one_format_recognises_a_file(name: str) -> None:
    file = File(FOLDER / name)
    assert [its for its in FORMATS if recognises(its, file)] == [format_of(file)]
