"""The tags that docxtpl has patched, and the cache that nothing depends on."""

import os

import pytest

from letters.rendering import docx_patching
from letters.rendering.docx import compile_template
from word_templates import word, words

TEMPLATE = word("Кому: {{ name }}", footer="№ {{ number }}")
VIEW = {"name": "ООО «Ромашка»", "number": "7"}


def filled(cache):
    return compile_template(TEMPLATE, "letter.docx", cache).fill(VIEW)


@pytest.fixture
def calls(monkeypatch):
    """The parts that docxtpl was asked to patch."""
    made, patched = [], docx_patching._patched

    def counting(xml):
        made.append(xml)
        return patched(xml)

    monkeypatch.setattr(docx_patching, "_patched", counting)
    return made


def cached(folder):
    return list((folder / "templates").iterdir())


def test_the_second_run_finds_what_the_first_has_made(tmp_path, calls):
    first = filled(tmp_path)
    asked = len(calls)
    assert filled(tmp_path) == first == filled(None)
    assert len(calls) == 2 * asked  # once for each of the runs without anything in the cache
    assert words(first) == ["Кому: ООО «Ромашка»"]


@pytest.mark.parametrize(
    "damage",
    [
        lambda text: b"",
        lambda text: text[:-10],
        lambda text: text.replace("Кому".encode(), "Кого".encode()),
        lambda text: b"null",
        lambda text: b"\x80\x04\x95 no text at all",
        lambda text: b"[" * 100_000,
    ],
    ids=["empty", "cut short", "one word changed", "another value", "binary", "nested"],
)
def test_a_damaged_file_is_made_anew(tmp_path, calls, damage):
    good = filled(tmp_path)
    (path,) = cached(tmp_path)
    text = path.read_bytes()
    path.write_bytes(damage(text))
    assert filled(tmp_path) == good
    assert path.read_bytes() == text


def test_what_another_template_or_docxtpl_has_made_is_not_used(tmp_path, monkeypatch):
    filled(tmp_path)
    compile_template(word("Кому: {{ name }}!"), "letter.docx", tmp_path)
    assert len(cached(tmp_path)) == 2
    other = tmp_path / "docxtpl"
    other.mkdir()
    (other / "__init__.py").touch()
    (other / "template.py").write_text("VERSION = 'another'")
    monkeypatch.setattr(
        docx_patching, "find_spec", lambda name: type("", (), {"origin": str(other / "x")})
    )
    filled(tmp_path)
    assert len(cached(tmp_path)) == 3


@pytest.mark.parametrize("code", [None, "nowhere/docxtpl/__init__.py"])
def test_without_the_code_of_docxtpl_at_hand_nothing_is_kept(tmp_path, monkeypatch, code):
    spec = type("", (), {"origin": code})
    monkeypatch.setattr(docx_patching, "find_spec", lambda name: spec)
    assert filled(tmp_path) == filled(None)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_written_stops_nothing(tmp_path):
    occupied = tmp_path / "file"
    occupied.write_text("not a folder")
    assert filled(occupied) == filled(None)


def test_the_cache_does_not_grow_without_end(tmp_path, monkeypatch):
    monkeypatch.setattr(docx_patching, "_MOST_FILES", 2)
    for count in range(4):
        compile_template(word(f"{{{{ field_{count} }}}}"), "letter.docx", tmp_path)
        for age, path in enumerate(sorted(cached(tmp_path), key=os.path.getmtime)):
            os.utime(path, (age, age))
    assert len(cached(tmp_path)) == 2


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such permissions")
def test_the_texts_of_templates_are_for_their_user_only(tmp_path):
    filled(tmp_path)
    assert (tmp_path / "templates").stat().st_mode & 0o077 == 0
