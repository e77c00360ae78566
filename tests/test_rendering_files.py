"""File names that every system takes, and writing that leaves all or nothing."""

import errno
import os
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from letters.errors import OutputError
from letters.rendering.files import LONGEST_NAME, safe_name, write_atomically


@pytest.mark.parametrize(
    ("stem", "name"),
    [
        ("Акт АС-2026-0001 ООО «Ромашка»", "Акт АС-2026-0001 ООО «Ромашка».docx"),
        ('ООО "Вектор" <1>', "ООО 'Вектор' 1.docx"),
        ("АС-12/3: a\\b|c?*", "АС-12-3- a-b-c.docx"),
        ("对账函 深圳市", "对账函 深圳市.docx"),
        ("CON", "_CON.docx"),
        ("aux.2026", "_aux.2026.docx"),
        ("com¹", "_com¹.docx"),
        ("Console", "Console.docx"),
        ("../../etc/passwd", "etc-passwd.docx"),
        (".hidden", "hidden.docx"),
        ("-rf", "rf.docx"),
        ("~$lock", "$lock.docx"),
        ("end. . .", "end.docx"),
        ("two\nlines\tand\u00a0a\u2028space", "two lines and a space.docx"),
        ("a\u202egpj.exe\u202c", "agpj.exe.docx"),
        ("z\u200be\u200dr\ufeffo\u00ad", "zero.docx"),
        ("e\u0301", "é.docx"),
        ("\ud800x\0y", "x y.docx"),
        ("", "_.docx"),
        (" .\u202e. ", "_.docx"),
    ],
)
def test_a_name_is_kept_as_far_as_every_system_takes_it(stem, name):
    assert safe_name(stem, ".docx") == name


def test_a_long_name_is_cut_between_characters_and_keeps_its_suffix():
    name = safe_name("Ж" * 142 + " конец", ".pdf")
    assert name.endswith("Ж.pdf")
    assert LONGEST_NAME - 1 <= len(name.encode()) <= LONGEST_NAME
    assert safe_name("深" * 200, ".docx").encode().decode().count("深") == (LONGEST_NAME - 5) // 3


@given(st.text(max_size=300))
@settings(max_examples=200)
def test_any_name_can_be_written_and_is_stable(tmp_path_factory, stem):
    name = safe_name(stem, ".docx")
    assert safe_name(name.removesuffix(".docx"), ".docx") == name
    assert unicodedata.is_normalized("NFC", name)
    assert not {unicodedata.category(sign) for sign in name} & {"Cc", "Cf", "Cs", "Zl", "Zp"}
    assert not set('<>:"/\\|?*') & set(name)
    path = tmp_path_factory.getbasetemp() / name
    path.write_bytes(b"")
    path.unlink()


def test_a_file_is_written_and_replaced(tmp_path):
    path = tmp_path / "a.docx"
    write_atomically(path, b"old")
    write_atomically(path, b"new")
    assert path.read_bytes() == b"new"
    assert [item.name for item in tmp_path.iterdir()] == ["a.docx"]


def test_a_new_file_is_as_open_as_the_umask_says(tmp_path):
    write_atomically(tmp_path / "a", b"")
    (tmp_path / "b").write_bytes(b"")
    assert (tmp_path / "a").stat().st_mode == (tmp_path / "b").stat().st_mode


@pytest.mark.parametrize(
    ("number", "says"),
    [
        (errno.ENOSPC, "there is no room left in"),
        (errno.EDQUOT, "there is no room left in"),
        (errno.EACCES, "does not allow it (close the file if it is open"),
        (errno.EROFS, "does not allow it"),
        (errno.EIO, os.strerror(errno.EIO)),
    ],
)
@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_what_went_wrong_is_said_and_the_old_file_stays(tmp_path, monkeypatch, step, number, says):
    path = tmp_path / "a.docx"
    path.write_bytes(b"old")

    def fails(*_):
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(*(os, "fsync") if step == "fsync" else (Path, "replace"), fails)
    with pytest.raises(OutputError) as caught:
        write_atomically(path, b"new")
    assert says in str(caught.value)
    assert "a.docx" in str(caught.value)
    assert str(tmp_path) in str(caught.value)
    assert "--out" in str(caught.value)
    assert path.read_bytes() == b"old"
    assert [item.name for item in tmp_path.iterdir()] == ["a.docx"]


def test_a_missing_folder_is_named(tmp_path):
    with pytest.raises(OutputError, match=r"there is no folder .*nowhere"):
        write_atomically(tmp_path / "nowhere" / "a.docx", b"")
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(OutputError, match="there is no folder"):
        write_atomically(tmp_path / "file" / "a.docx", b"")


def test_an_interruption_leaves_nothing_behind(tmp_path, monkeypatch):
    def interrupted(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write_atomically(tmp_path / "a.docx", b"new")
    assert list(tmp_path.iterdir()) == []
