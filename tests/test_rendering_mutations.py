"""A filled letter, damaged at random: it is drawn with all its words, or refused in plain words.

Nothing else may come out of a .docx: no error inside letters, no warning, no endless work.
"""

import zipfile
from functools import cache
from io import BytesIO

from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st
from lxml import etree

from letters.errors import LettersError
from letters.rendering import equality, html
from letters.rendering.pdf import make_pdf
from letters.rendering.wordml import read_page, unsupported_markup
from rendering_cases import FEATURES
from test_rendering_shipped import SHORT, facts, filled

VALUES = st.sampled_from(
    ["", "0", "-1", "1", "9", "63", "64", "2147483648", "99999999999999999999", "-31681", "nan",
     "inf", "1e400", "0.5", "true", "none", "auto", "x", "\u00e9", "Symbol", "rId1", "rId99",
     "100%", "12pt", "-9999mm", "../../x", "nextPage", "bullet", "both", "FFFFFF", "restart"],
)  # fmt: skip


@cache
def originals() -> list[dict[str, bytes]]:
    """The parts of a shipped letter, and of documents with what it lacks."""
    letters = [filled("guarantee_letter", facts("ru", SHORT))]
    letters += [FEATURES[name].docx() for name in ("pictures", "notes", "links", "lists", "ends")]
    return [parts_of(letter) for letter in letters]


def parts_of(docx: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(docx)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(parts: dict[str, bytes]) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


@st.composite
def damaged(draw: st.DrawFn) -> bytes:
    """The letter with attributes changed, elements moved, doubled or taken away, parts dropped."""
    parts = dict(draw(st.sampled_from(originals())))
    present = [name for name in parts if name.endswith((".xml", ".rels"))]
    for _ in range(draw(st.integers(1, 3))):
        name = draw(st.sampled_from(present))
        if name in parts and draw(st.integers(0, 9)) == 0:
            del parts[name]
        if name not in parts:
            continue
        root = etree.fromstring(parts[name])
        every = list(root.iter(etree.Element))
        marked = [element for element in every if element.attrib]
        change = draw(st.sampled_from(["value", "value", "value", "value", "drop", "copy", "name"]))
        if change == "value" and marked:
            element = draw(st.sampled_from(marked))
            element.set(draw(st.sampled_from(sorted(element.keys()))), draw(VALUES))
        elif change == "name" and marked:
            element = draw(st.sampled_from(marked))
            element.attrib.pop(draw(st.sampled_from(sorted(element.keys()))))
        elif len(every) > 1:
            element = draw(st.sampled_from(every[1:]))
            if change == "drop":
                element.getparent().remove(element)
            else:
                draw(st.sampled_from(every)).append(etree.fromstring(etree.tostring(element)))
        parts[name] = etree.tostring(root)
    return packed(parts)


def outcome(docx: bytes) -> str:
    """The words of the drawing, or what stands in their way."""
    unsupported_markup(docx, "letter.docx")
    try:
        drawn = html.draw(read_page(docx, "letter.docx"), language="ru-RU").html
        equality.require_same_text(docx, drawn, "letter.docx")
    except LettersError as error:
        return str(error)
    return drawn


@seed(20260930)
@settings(max_examples=150, deadline=None, database=None,
          suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])  # fmt: skip
@given(damaged())
def test_a_damaged_letter_is_read_whole_or_refused(docx: bytes):
    assert outcome(docx)


@seed(20260930)
@settings(max_examples=25, deadline=None, database=None,
          suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])  # fmt: skip
@given(damaged())
def test_a_damaged_letter_is_drawn_or_refused(docx: bytes):
    try:
        made = make_pdf(docx, source="letter.docx", language="ru-RU")
    except LettersError:
        return
    assert made.startswith(b"%PDF-")
