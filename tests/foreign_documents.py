"""Small files as other programs write them, with invented parties, and what readers say of them."""

from collections.abc import Sequence
from pathlib import Path

from letters.reading.foreign.file import File
from letters.reading.foreign.formats import format_of
from letters.reading.foreign.found import Format, Found

FOLDER = Path(__file__).parent / "files" / "foreign"


def read(*names: str) -> Found:
    """What the reader that recognises the (first) file says of all of them."""
    files = [File(FOLDER / name) for name in names]
    its = format_of(files[0])
    assert its is not None
    assert all(format_of(file) is its for file in files)
    return its.read(files)


def changed(folder: Path, its: Format, name: str, *changes: tuple[str, str]) -> Found:
    """What the reader says of a file of the folder, with some of its text changed."""
    data = (FOLDER / name).read_bytes()
    encoding = encoding_of(data)
    text = data.decode(encoding)
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new)
    path = folder / name
    path.write_bytes(text.encode(encoding))
    file = File(path)
    assert its.recognise(file)
    return its.read([file])


def encoding_of(data: bytes) -> str:
    """The encoding of a file of the folder: what it declares, Latin-1 for Norma 43."""
    if b"1251" in data[:100]:
        return "cp1251"
    if b"GBK" in data[:100]:
        return "gbk"
    return "latin-1" if data.startswith(b"11") else "utf-8"


def rows(found: Found) -> list[str]:
    """The movements, a line each: day, kind, number, amount, currency, who, when it is due."""
    return [
        " ".join(
            filter(
                None,
                [
                    movement.date.isoformat(),
                    movement.kind,
                    movement.number,
                    f"{movement.amount} {movement.currency}",
                    movement.party.tax_id or movement.party.name,
                    f"due {movement.due_date}" if movement.due_date else "",
                    f"settles {', '.join(movement.settles)}" if movement.settles else "",
                ],
            )
        )
        for movement in found.movements
    ]


def errors(found: Found) -> list[str]:
    """Why a file is refused: its errors, and the controls that do not hold."""
    refusals = [problem.render() for problem in found.problems if problem.severity == "error"]
    return refusals + [
        f"{control.name}: {control.stated} is not {control.computed}"
        for control in found.controls
        if control.stated != control.computed
    ]


def warnings(found: Found) -> list[str]:
    """What is shown and refuses nothing."""
    return [problem.render() for problem in found.problems if problem.severity == "warning"]


def asides(found: Found) -> Sequence[tuple[str, str, str]]:
    """What was understood and is no entry: text, amount, why."""
    return [(each.text, f"{each.amount}", each.reason) for each in found.aside]
