"""All letters of a run as one PDF and as one archive."""

import zipfile

import pikepdf
import pytest

from letters.batch.bundle import combine, pack
from letters.errors import OutputError


@pytest.fixture
def files(tmp_path):
    """Three PDFs of one, two and three pages; the width of a page tells where it is from."""
    paths = []
    for pages in (1, 2, 3):
        path = tmp_path / f"Акт {pages}.pdf"
        with pikepdf.new() as pdf:
            for _ in range(pages):
                pdf.add_blank_page(page_size=(100 * pages, 100))
            pdf.save(path)
        paths.append(path)
    return paths


def test_pages_stand_in_the_order_of_the_letters(files, tmp_path):
    first, second, third = files
    combine([third, first, second], tmp_path / "all.pdf")
    with pikepdf.open(tmp_path / "all.pdf") as whole:
        widths = [float(page.mediabox[2]) for page in whole.pages]
    assert widths == [300, 300, 300, 100, 200, 200]


def test_an_archive_holds_the_files_by_their_names(files, tmp_path):
    pack(files, tmp_path / "all.zip")
    with zipfile.ZipFile(tmp_path / "all.zip") as archive:
        assert archive.testzip() is None
        assert archive.namelist() == ["Акт 1.pdf", "Акт 2.pdf", "Акт 3.pdf"]
        assert archive.read("Акт 2.pdf") == files[1].read_bytes()


def test_a_letter_that_is_no_pdf_any_more_is_named(files, tmp_path):
    files[1].write_bytes(b"somebody wrote into it")
    with pytest.raises(OutputError, match=r"Акт 2\.pdf cannot be bundled"):
        combine(files, tmp_path / "all.pdf")
    assert not (tmp_path / "all.pdf").exists()


@pytest.mark.parametrize("bundle", [combine, pack])
def test_nothing_half_made_stays(files, tmp_path, bundle):
    files[2].unlink()
    with pytest.raises(OutputError, match=r"Акт 3\.pdf cannot be bundled"):
        bundle(files, tmp_path / "all")
    with pytest.raises(OutputError, match="there is no folder"):
        bundle(files[:2], tmp_path / "nowhere" / "all")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["Акт 1.pdf", "Акт 2.pdf"]
