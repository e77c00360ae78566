"""letters pdf: which PDF is written where, and what it never replaces."""

import hashlib
from pathlib import Path

import pytest

from command import run
from rendering_cases import Case, p, r


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LETTERS_LANG", "en")
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "x.docx").write_bytes(Case(p(f"Письмо {name}")).docx())
    return tmp_path


def test_a_folder_that_is_missing_is_made(folder, capsys):
    assert run(capsys, "pdf a/x.docx --out new/deep").status == 0
    assert (folder / "new/deep/x.pdf").read_bytes().startswith(b"%PDF-")


def test_a_folder_that_cannot_be_made_is_named(folder, capsys):
    result = run(capsys, "pdf a/x.docx --out a/x.docx/new")
    assert result.status == 1
    assert "the folder a/x.docx/new cannot be made" in result.err


def test_one_run_never_writes_a_file_twice(folder, capsys):
    result = run(capsys, "pdf a/x.docx b/x.docx --out o")
    assert result.status == 1
    assert "b/x.docx would replace o/x.pdf, which is made of a/x.docx" in result.err
    assert "made 1, refused 1" in result.err
    first = (folder / "o/x.pdf").read_bytes()
    run(capsys, "pdf a/x.docx --out alone")
    assert (folder / "alone/x.pdf").read_bytes() == first


def test_a_pdf_of_its_own_is_made_anew(folder, capsys):
    assert run(capsys, "pdf a/x.docx").status == 0
    first = (folder / "a/x.pdf").read_bytes()
    (folder / "a/x.docx").write_bytes(Case(p("Письмо исправлено")).docx())
    assert run(capsys, "pdf a/x.docx").status == 0
    assert (folder / "a/x.pdf").read_bytes() != first


@pytest.mark.parametrize("other", [b"%PDF-1.4 a scan with a signature", b""])
def test_a_file_of_somebody_else_is_not_replaced(other: bytes, folder, capsys):
    (folder / "a/x.pdf").write_bytes(other)
    result = run(capsys, "pdf a/x.docx")
    assert result.status == 1
    assert "a/x.pdf is already there" in result.err
    assert "--out" in result.err
    assert (folder / "a/x.pdf").read_bytes() == other


def test_a_pdf_that_somebody_signed_is_not_replaced(folder, capsys):
    assert run(capsys, "pdf a/x.docx").status == 0
    signed = (folder / "a/x.pdf").read_bytes() + b"1 0 obj <<>> endobj\nstartxref\n0\n%%EOF\n"
    (folder / "a/x.pdf").write_bytes(signed)
    assert run(capsys, "pdf a/x.docx").status == 1
    assert (folder / "a/x.pdf").read_bytes() == signed


def test_an_issued_letter_is_not_replaced(folder, capsys):
    assert run(capsys, "init ws").status == 0
    order = "guarantee snegir -C ws --as-of 2026-09-15 --pay-by 2026-12-15"
    assert run(capsys, f"{order} --format docx --format pdf").status == 0
    (letter,) = (folder / "ws/out").glob("*.pdf")
    before = hashlib.sha256(letter.read_bytes()).hexdigest()

    result = run(capsys, "pdf", letter.with_suffix(".docx"))

    assert result.status == 1
    assert "is already there" in result.err
    assert hashlib.sha256(letter.read_bytes()).hexdigest() == before
    assert run(capsys, "register check -C ws").status == 0


def test_what_cannot_be_drawn_is_named_with_file_place_and_way_out(folder, capsys):
    hidden = Case(p("а") + p(r("тайна", "<w:vanish/>"))).docx()
    (folder / "a/x.docx").write_bytes(hidden)

    result = run(capsys, "pdf a/x.docx")

    assert result.status == 1
    assert (
        "x.docx: paragraph 2: hidden text (w:vanish) (delete it or make it visible)" in result.err
    )
    assert not (folder / "a/x.pdf").exists()
