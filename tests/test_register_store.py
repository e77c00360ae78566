import pickle
import sqlite3

import pytest

from letters.errors import RegisterError
from letters.register import store
from letters.register.issued import list_issued
from letters.register.store import reading, writing


@pytest.fixture
def register(tmp_path):
    path = tmp_path / "register.sqlite"
    with writing(path):
        pass
    return path


def write_and_fail(register):
    with writing(register) as db:
        db.execute("INSERT INTO series VALUES ('lost', 1)")
        raise ZeroDivisionError


def test_what_is_written_is_there_and_what_fails_is_not(register):
    with writing(register) as db:
        db.execute("INSERT INTO series VALUES ('kept', 1)")
    with pytest.raises(ZeroDivisionError):
        write_and_fail(register)
    with reading(register) as db:
        assert [row["name"] for row in db.execute("SELECT name FROM series")] == ["kept"]


def test_one_file_and_a_version(register):
    assert [path.name for path in register.parent.iterdir()] == ["register.sqlite"]
    with reading(register) as db:
        assert db.execute("PRAGMA user_version").fetchone()[0] == len(store._STEPS)
        assert db.execute("PRAGMA journal_mode").fetchone()[0] == "delete"


def test_an_empty_file_is_an_empty_register(tmp_path):
    register = tmp_path / "register.sqlite"
    register.touch()
    assert list_issued(register) == ()
    assert register.stat().st_size == 0


def test_a_locked_register_says_so(register, monkeypatch):
    monkeypatch.setattr(store, "BUSY_SECONDS", 0.05)
    other = sqlite3.connect(register, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    try:
        with pytest.raises(RegisterError, match=r"locked by another program .*wait for the other"):
            list_issued(register)
        with pytest.raises(RegisterError, match="locked by another program"), writing(register):
            pass
    finally:
        other.close()


def test_a_newer_register_is_left_alone(register):
    with sqlite3.connect(register) as db:
        db.execute("PRAGMA user_version = 99")
    db.close()
    for using in (reading, writing):
        with (
            pytest.raises(RegisterError, match=r"newer version.*\(update letters"),
            using(register),
        ):
            pass


def test_what_is_not_a_register_is_left_alone(tmp_path):
    register = tmp_path / "register.sqlite"
    register.write_text("number;kind;debtor\n" * 100)
    before = register.read_bytes()
    for using in (reading, writing):
        with pytest.raises(RegisterError, match="is not a register of letters"), using(register):
            pass
    assert register.read_bytes() == before


def test_the_database_of_another_program_is_left_alone(tmp_path):
    register = tmp_path / "register.sqlite"
    with sqlite3.connect(register) as db:
        db.execute("CREATE TABLE customers (id)")
    db.close()
    before = register.read_bytes()
    for using in (reading, writing):
        with pytest.raises(RegisterError, match="is not a register of letters"), using(register):
            pass
    assert register.read_bytes() == before


def test_a_damaged_register_says_so(register):
    pages = bytearray(register.read_bytes())
    pages[100:4096] = b"\xff" * 3996
    register.write_bytes(pages)
    with pytest.raises(RegisterError, match=r"is damaged \(restore it from a copy\)"):
        list_issued(register)


def test_a_folder_that_does_not_exist_is_named(tmp_path):
    register = tmp_path / "nowhere" / "register.sqlite"
    says = r"cannot be opened or written in .*nowhere"
    with pytest.raises(RegisterError, match=says), writing(register):
        pass


def test_a_read_only_register_is_named(register):
    db = sqlite3.connect(f"{register.as_uri()}?mode=ro", uri=True)
    with pytest.raises(sqlite3.OperationalError) as refusal:
        db.execute("INSERT INTO series VALUES ('x', 1)")
    db.close()
    assert "you may write to it" in str(store._explained(refusal.value, register))


def test_a_full_disk_is_named(register):
    db = sqlite3.connect(register)
    db.execute("PRAGMA max_page_count = 1")
    with pytest.raises(sqlite3.OperationalError) as refusal:
        db.execute("CREATE TABLE big AS SELECT zeroblob(1000000)")
    db.close()
    assert "the disk is full" in str(store._explained(refusal.value, register))


def test_errors_cross_process_borders(tmp_path):
    register = tmp_path / "register.sqlite"
    register.write_text("no database, but long enough to be mistaken for one" * 10)
    with pytest.raises(RegisterError) as refusal:
        list_issued(register)
    assert str(pickle.loads(pickle.dumps(refusal.value))) == str(refusal.value)
