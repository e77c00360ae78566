"""WeasyPrint imported quickly: the same WeasyPrint, and nothing left behind in this process."""

import subprocess
import sys
import textwrap

import pytest

from word_templates import word


def in_new_process(code, *words, cwd=None):
    """What a fresh interpreter prints."""
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(code), *map(str, words)],
        cwd=cwd,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_what_is_seldom_needed_waits_until_it_is_called():
    code = """
        import ctypes.util, gc, sys
        from letters.rendering.starting import import_weasyprint
        search = ctypes.util.find_library
        import_weasyprint()
        assert ctypes.util.find_library is search and gc.isenabled()
        assert not [name for name in sys.modules if name.startswith("fontTools.varLib")]
        assert "fontTools.subset" not in sys.modules
        from weasyprint.pdf import fonts
        options = fonts.subset.Options(retain_gids=True)
        import fontTools.subset
        assert isinstance(options, fontTools.subset.Options) and options.retain_gids
        from fontTools.varLib.instancer import instantiateVariableFont
        assert instantiateVariableFont is not fonts.instantiateVariableFont
    """
    assert in_new_process(code) == ""


@pytest.mark.skipif(sys.platform != "linux", reason="only there the search starts programs")
def test_no_program_is_asked_for_libraries():
    code = """
        import subprocess
        from letters.rendering.starting import import_weasyprint
        def refuse(*words, **options):
            raise AssertionError(words)
        subprocess.Popen = refuse
        import_weasyprint()
    """
    assert in_new_process(code) == ""


def test_an_import_that_fails_so_is_made_as_usual(tmp_path):
    package = tmp_path / "weasyprint"
    package.mkdir()
    (package / "inner.py").write_text("")
    (package / "__init__.py").write_text(
        textwrap.dedent("""
        import gc
        import weasyprint.inner
        if not gc.isenabled():
            print("a library is missing")
            raise OSError
        """)
    )
    code = """
        import sys
        from letters.rendering.starting import import_weasyprint
        import_weasyprint()
        import weasyprint
        assert weasyprint.inner is sys.modules["weasyprint.inner"]
        print("imported")
    """
    assert in_new_process(code, cwd=tmp_path) == "imported\n"


def test_the_pdf_is_the_same(tmp_path):
    source = tmp_path / "letter.docx"
    source.write_bytes(word("Гарантийное письмо, 付款承诺书", footer="№ 7"))
    code = """
        import sys
        from hashlib import sha256
        from pathlib import Path
        if sys.argv[2] == "usual":
            import weasyprint
        from letters.rendering.pdf import make_pdf
        docx = Path(sys.argv[1]).read_bytes()
        pdf = make_pdf(docx, source="letter.docx", title="letter", language="ru")
        print(sha256(pdf).hexdigest())
    """
    assert in_new_process(code, source, "quick") == in_new_process(code, source, "usual")


def test_a_letter_waits_for_its_own_kind_only():
    code = """
        import sys
        from letters.documents.kinds import KINDS
        assert KINDS["guarantee_letter"].name == "guarantee_letter"
        kinds = ("reconciliation_act", "demand_letter", "difference_protocol")
        print([name for name in kinds if f"letters.documents.{name}" in sys.modules])
    """
    assert in_new_process(code) == "[]\n"
