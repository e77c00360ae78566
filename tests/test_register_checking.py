import datetime as dt
from decimal import Decimal
from pathlib import Path

import pytest

from letters.errors import RegisterError
from letters.register.checking import check
from letters.register.issued import Letter, list_issued, look_through
from letters.register.issuing import issue
from letters.register.numbering import series_of
from letters.register.store import writing

SERIES = series_of("A-{seq:03}", dt.date(2026, 9, 30))


def make(register, data, *, fails=False):
    letter = Letter(
        kind="demand_letter",
        debtor="vektor",
        contracts=("k-1",),
        language="ru",
        date=dt.date(2026, 9, 30),
        as_of=dt.date(2026, 9, 30),
        amount=Decimal(1),
        currency="RUB",
        data_sha256=data,
        template_sha256="t",
    )
    created = dt.datetime(2026, 9, 30, tzinfo=dt.UTC)
    with issue(register, letter, SERIES, created=created) as draft:
        if fails:
            raise ZeroDivisionError
        draft.write(Path("out") / f"{draft.number}.docx", draft.number.encode())


@pytest.fixture
def register(tmp_path):
    """Three letters, A-001 to A-003."""
    path = tmp_path / "register.sqlite"
    for data in "abc":
        make(path, data)
    return path


def findings(register):
    problems = check(register, Path("out"))
    return [(one.severity, one.source, one.place_text(), one.code) for one in problems]


def test_a_good_register_has_no_findings(register):
    assert findings(register) == []


def test_no_register_and_no_letters_is_no_finding(tmp_path):
    assert check(tmp_path / "register.sqlite", Path("out")) == []


def test_missing_and_changed_files(register):
    out = register.parent / "out"
    (out / "A-001.docx").unlink()
    (out / "A-003.docx").write_text("somebody typed in it")
    assert findings(register) == [
        ("error", "out/A-001.docx", "letter A-001", "register.file_missing"),
        ("error", "out/A-003.docx", "letter A-003", "register.file_changed"),
    ]
    (missing, _) = check(register, out)
    assert str(missing) == (
        "out/A-001.docx: letter A-001: the file is missing"
        " (put it back, or ask for the same letter again: it keeps its number)"
    )


def test_unknown_files(register):
    out = register.parent / "out"
    for name in ("deep/copy.PDF", "~$A-001.docx", ".hidden.docx", "run.csv"):
        (out / name).parent.mkdir(exist_ok=True)
        (out / name).touch()
    assert findings(register) == [("warning", "out/deep/copy.PDF", "", "register.file_unknown")]


def test_a_removed_letter_is_a_lost_number(register):
    with writing(register) as db:
        db.execute("DELETE FROM letter WHERE number IN ('A-002', 'A-003')")
    problems = check(register, Path("nowhere"))
    assert [(one.code, one.params["seq"]) for one in problems] == [
        ("register.number_lost", 2),
        ("register.number_lost", 3),
    ]


def test_a_free_number_is_a_gap_only_below_the_last_letter(register):
    with pytest.raises(ZeroDivisionError):
        make(register, "fourth", fails=True)
    assert findings(register) == []
    with writing(register) as db:
        db.execute("DELETE FROM letter WHERE number = 'A-002'")
        db.execute("INSERT INTO free VALUES (?, 2)", (SERIES.name,))
    (register.parent / "out/A-002.docx").unlink()
    assert findings(register) == [
        ("warning", "register.sqlite", "series A-{seq}", "register.number_free")
    ]
    make(register, "takes the free number")
    assert findings(register) == []


def test_an_interrupted_run_is_named(register):
    (register.parent / ".letters-0123").mkdir()
    assert findings(register) == [("warning", ".letters-0123", "", "register.unfinished")]


def test_a_damaged_register_is_an_error(register):
    pages = bytearray(register.read_bytes())
    pages[8192:12288] = b"\xff" * 4096
    register.write_bytes(pages)
    with pytest.raises(RegisterError, match="is damaged"):
        check(register, Path("out"))


@pytest.mark.parametrize(
    "damage",
    [
        "amount = 'abc'",
        "contracts = '{'",
        "date = 'x'",
        "created = 5",
        "contracts = 7",
        "signed = 3",
    ],
)
def test_a_damaged_row_is_named_and_hides_no_other(register, damage):
    with writing(register) as db:
        db.execute(f"UPDATE letter SET {damage} WHERE seq = 2")
    assert findings(register) == [
        ("error", "register.sqlite", "letter A-002", "register.row_damaged")
    ]
    found, damaged = look_through(register)
    assert [one.number for one in found] == ["A-001", "A-003"]
    assert [problem.params["number"] for problem in damaged] == ["A-002"]
    with pytest.raises(RegisterError, match="letter A-002 cannot be read"):
        list_issued(register)


@pytest.mark.parametrize("last", [2**63 - 1, 1e19, 20_000])
def test_a_damaged_counter_is_named(register, last):
    with writing(register) as db:
        db.execute("UPDATE series SET last = ?", (last,))
    assert [code for *_, code in findings(register)] == ["register.series_damaged"]


def test_a_counter_past_all_integers_gives_no_number(register):
    with writing(register) as db:
        db.execute("UPDATE series SET last = ?", (2**63 - 1,))
    with pytest.raises(RegisterError, match=r"counter of A-\{seq\} is damaged"):
        make(register, "d")
