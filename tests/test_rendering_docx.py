"""Filling a template: what docxtpl would make of it, every text exact, nothing but whole files."""

import io
import zipfile

import docx
import pytest
from docxtpl import DocxTemplate
from hypothesis import given, settings
from hypothesis import strategies as st
from jinja2 import StrictUndefined
from jinja2.sandbox import SandboxedEnvironment
from lxml import etree

from letters.errors import MissingResource, RenderingError, TemplateError
from letters.rendering.docx import compile_template, load_template
from word_templates import PNG, W, add_table, parts, raw, saved, word, words

HARD = "ООО <Ромашка> & Ко «Ы» \"a\" 'b'"
VIEW = {
    "name": HARD,
    "address": "Москва,\nул. Ленина,\tд. 1\fstr. 2",
    "title": "Акт № 1",
    "yes": True,
    "no": False,
    "none": [],
    "rows": [{"no": str(n), "text": f"{HARD} {n}", "two": f"a\n{n}"} for n in range(1, 4)],
    "columns": [{"head": f"H{n}"} for n in range(1, 6)],
    "colour": "FF0000",
    "span": 2,
}


def filled(template: bytes, view=VIEW) -> bytes:
    return compile_template(template, "test.docx").fill(view)


def filled_by_docxtpl(template: bytes, view=VIEW) -> bytes:
    document = DocxTemplate(io.BytesIO(template))
    document.render(view, SandboxedEnvironment(undefined=StrictUndefined), autoescape=True)
    data = io.BytesIO()
    document.save(data)
    return data.getvalue()


def split_over_runs() -> bytes:
    """What Word makes of a tag that was corrected while typing: four runs, one of them bold."""
    document = docx.Document()
    paragraph = document.add_paragraph("To ")
    for text in ("{", "{ na", "me }", "} and more"):
        paragraph.add_run(text)
    paragraph.runs[2].bold = True
    paragraph.paragraph_format.left_indent = 12700 * 36
    italic = document.add_paragraph().add_run("{{ address }}")
    italic.italic = True
    document.add_paragraph("“quoted”: {% if yes == “x” %}x{% else %}y{% endif %}")
    return saved(document)


def headers() -> bytes:
    document = docx.Document()
    section = document.sections[0]
    section.different_first_page_header_footer = True
    section.header.paragraphs[0].text = "{{ name }}"
    section.first_page_header.paragraphs[0].text = "first {{ title }}"
    add_table_to = section.footer.add_table(1, 2, 12700 * 400)
    add_table_to.cell(0, 0).text = "{{ name }}"
    add_table_to.cell(0, 1).text = "{% for row in rows %}{{ row.no }};{% endfor %}"
    section.footer.add_paragraph("{{ address }}")
    second = document.add_section()
    second.header.is_linked_to_previous = False
    second.header.paragraphs[0].text = "second {{ title }}"
    document.add_paragraph("{{ name }}")
    return saved(document)


def pictures() -> bytes:
    document = docx.Document()
    document.add_paragraph("{%p for row in rows %}")
    document.add_paragraph("{{ row.no }}").add_run().add_picture(io.BytesIO(PNG))
    document.add_paragraph("{%p endfor %}")
    return saved(document)


def cells(*texts: str) -> bytes:
    """One row of real cells with properties, as Word writes them."""
    document = docx.Document()
    table = add_table(document, [texts, ["last"]])
    for cell in table.rows[0].cells:
        cell.width = 12700 * 100
    return saved(document)


TEMPLATES = {
    "plain text": word("Dear {{ name }}, {{address}}!", "no tag"),
    "loop over rows": word(
        table=[
            ["№", "Text", "Two"],
            ["{%tr for row in rows %}"],
            ["{{ row.no }}", "{{ row.text }}", "{{ row.two }}"],
            ["{%tr endfor %}"],
            ["Total", "{{ name }}", ""],
        ]
    ),
    "conditions on rows": word(
        table=[
            ["head", "b"],
            ["{%tr for row in rows %}"],
            ["{%tr if row.no %}"],
            ["{{ row.no }}", "x"],
            ["{%tr endif %}"],
            ["{%tr endfor %}"],
            ["{%tr if no %}"],
            ["never", ""],
            ["{%tr endif %}"],
        ]
    ),
    "paragraphs": word(
        "{%p if yes %}", "is {{ name }}", "{%p else %}", "is not", "{%p endif %}",
        "{%p if no %}", "no", "{%p elif yes %}", "elif", "{%p endif %}",
        "{%p for row in rows %}", "{{ row.no }}. {{ row.two }}", "{%p endfor %}",
    ),
    "inside a line": word(
        "{% if yes %}A{% else %}B{% endif %}, {% for row in rows %}{{ row.no }}"
        "{% if not loop.last %}, {% endif %}{% endfor %}.{# remark #}",
        "left {%- if yes %} right{% endif -%} ", "next",
    ),
    "headers and footers": headers(),
    "footnote": word("{{ name }}", footnote="{{ name }} and {{ address }}"),
    "over runs": split_over_runs(),
    "pictures": pictures(),
    "columns": word(
        table=[
            ["{%tc for c in columns %}", "{{ c.head }}", "{%tc endfor %}"],
            ["{%tc for c in columns %}", "x{{ c.head }}", "{%tc endfor %}"],
        ]
    ),
    "colspan": cells("{% colspan span %}{{ name }}", "b"),
    "cellbg": cells("{% cellbg colour %}{{ name }}", "b"),
    "vertical merge": word(
        table=[["{%tr for row in rows %}"], ["{% vm %}{{ name }}", "x"], ["{%tr endfor %}"]]
    ),
    "horizontal merge": word(
        table=[["{%tc for c in columns %}", "{% hm %}{{ name }}", "{%tc endfor %}"]]
    ),
    "braces that are no tag": word("{_{ name }_} {_% if %_} {{ name }}"),
}  # fmt: skip


def canonical(name: str, xml: bytes) -> bytes | list[bytes]:
    root = etree.fromstring(xml, etree.XMLParser(remove_blank_text=True, remove_comments=True))
    if name.endswith(".rels") or name == "[Content_Types].xml":
        return sorted(etree.tostring(item, method="c14n") for item in root)
    return etree.tostring(root, method="c14n")


@pytest.mark.parametrize("template", TEMPLATES.values(), ids=TEMPLATES.keys())
def test_every_part_is_what_docxtpl_makes_of_it(template):
    ours, theirs = parts(filled(template)), parts(filled_by_docxtpl(template))
    assert ours.keys() == theirs.keys()
    for name in ours.keys() - {"docProps/core.xml"}:
        if name.endswith((".xml", ".rels")):
            assert canonical(name, ours[name]) == canonical(name, theirs[name]), name
        else:
            assert ours[name] == theirs[name], name


def test_document_properties_are_filled_too():
    template = word("{{ title }}", title="{{ title }} of {{ name }}")
    ours = docx.Document(io.BytesIO(filled(template, {**VIEW, "name": "A-B"})))
    theirs = docx.Document(io.BytesIO(filled_by_docxtpl(template, {**VIEW, "name": "A-B"})))
    assert ours.core_properties.title == theirs.core_properties.title == "Акт № 1 of A-B"
    exact = docx.Document(io.BytesIO(filled(template, {**VIEW, "name": f"{HARD}\nx"})))
    assert exact.core_properties.title == f"Акт № 1 of {HARD} x"


EVERYWHERE = word(
    "{{ name }}", table=[["{{ name }}", "x"]], header="{{ name }}", footer="{{ name }}",
    footnote="{{ name }}",
)  # fmt: skip
PLACES = {
    "word/document.xml": [0, 1],
    "word/header1.xml": [0],
    "word/footer1.xml": [0],
    "word/footnotes.xml": [0],
}


def everywhere(value: str) -> list[str]:
    data = EVERYWHERE_COMPILED.fill({"name": value})
    docx.Document(io.BytesIO(data))
    return [words(data, part)[0] for part in PLACES]


EVERYWHERE_COMPILED = compile_template(EVERYWHERE, "everywhere.docx")


@pytest.mark.parametrize(
    "value",
    [
        HARD,
        "{{ name }}",
        "{% if %}",
        "{%p for",
        "{_{ x }_}",
        "{# gone? #}",
        "<w:p/>",
        "&amp;",
        "𠮷",
    ],
)
def test_a_value_comes_out_as_it_went_in(value):
    assert everywhere(value) == [value] * len(PLACES)


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff")))
@settings(max_examples=60)
def test_any_text_survives(value):
    assert everywhere(value) == [value] * len(PLACES)


def test_line_ends_of_all_systems_are_one():
    assert everywhere("a\r\nb\rc\nd") == ["a\nb\nc\nd"] * len(PLACES)


@pytest.mark.parametrize("sign", ["\0", "\x07", "\x0b", "\x1b", "\ufffe", "\ud800"])
def test_a_character_that_xml_cannot_hold_is_named(sign):
    with pytest.raises(RenderingError, match=f"U\\+{ord(sign):04X}") as caught:
        everywhere(f"a{sign}b")
    assert "{{ name }}" in str(caught.value)
    assert "header1.xml" in str(caught.value) or "document.xml" in str(caught.value)


def test_a_page_break_cannot_stand_in_a_link():
    document = docx.Document()
    raw(document, "<w:p><w:hyperlink><w:r><w:t>{{ name }}</w:t></w:r></w:hyperlink></w:p>")
    assert words(filled(saved(document), {"name": "a\tb"})) == ["a\tb"]
    with pytest.raises(RenderingError, match=r"U\+000C"):
        filled(saved(document), {"name": "a\fb"})


def test_a_value_in_an_attribute_stays_one():
    document = docx.Document()
    raw(
        document,
        '<w:p><w:hyperlink w:tooltip="{{ name }}"><w:r><w:t>x</w:t></w:r></w:hyperlink></w:p>',
    )
    root = etree.fromstring(
        parts(filled(saved(document), {"name": f"{HARD}\n2"}))["word/document.xml"]
    )
    assert [link.get(W + "tooltip") for link in root.iter(W + "hyperlink")] == [f"{HARD} 2"]


@pytest.mark.parametrize(
    ("paragraph", "says"),
    [
        ("Sum {{ titel }} due", "no field titel, in “Sum {{ titel }} due” (did you mean title?)"),
        ("{% for row in rows %}{{ row.nmo }}{% endfor %}", "no field nmo"),
        ("{% if titel %}x{% endif %}", "did you mean title?"),
        ("{% for row in rwos %}x{% endfor %}", "did you mean rows?"),
        ("{{ zzzzzzzz }}", "no field zzzzzzzz, in “{{ zzzzzzzz }}” (`letters template fields`"),
        ("{{ rows }}", "{{ rows }} is not a text"),
        ("{{ yes }}", "{{ yes }} is not a text"),
        ("{{ title.__class__ }}", "{{ title.__class__ }} cannot be followed"),
        ("{{ title|safe }}", "is not a text"),
        ("{{ title + 1 }}", "{{ title + 1 }} cannot be followed"),
        ("{{ rows.append(1) }}", "cannot be followed"),
    ],
)  # fmt: skip
def test_a_field_that_cannot_be_printed_is_named(paragraph, says):
    with pytest.raises(TemplateError) as caught:
        filled(word("before", paragraph, "after"))
    assert "test.docx (word/document.xml)" in str(caught.value)
    assert says in str(caught.value)


@pytest.mark.parametrize("value", [None, 1.5, True, b"x", ["x"]])
def test_only_text_is_printed(value):
    with pytest.raises(TemplateError, match="is not a text that can be printed"):
        filled(word("{{ name }}"), {"name": value})


def test_a_misspelt_field_in_the_header_names_the_header():
    with pytest.raises(TemplateError, match=r"word/header1\.xml.*field titel.*mean title"):
        filled(word("x", header="{{ titel }}"))


BROKEN = {
    "unclosed tag": (word("a {{ name } b"), "cannot be followed"),
    "unclosed block": (word("{% if yes %}a"), "cannot be followed"),
    "unknown statement": (word("{% iff yes %}a{% endif %}"), "{% iff yes %} cannot be followed"),
    "unknown filter": (word("{{ name|nofilter }}"), "{{ name|nofilter }} cannot be followed"),
    "a value in the place of a run": (word("{{r name }}"), "{{ name }} stands where"),
    "a value in the place of a paragraph": (word("{{p name }}"), "stands where Word keeps no text"),
    "captured text": (word("{% set a %}x{% endset %}{{ a }}"), "{% set a %} is not for letters"),
    "macro": (word("{% macro a() %}x{% endmacro %}"), "is not for letters"),
    "opens in a cell, closes in the next": (
        word(table=[["{% if yes %}a", "b{% endif %}"]]),
        "what {% if yes %} opens does not end where it began, in “{% if yes %}a”",
    ),
    "opens a row, closes in a paragraph": (
        word("x", table=[["{%tr if yes %}", "a"], ["b", "{% endif %}"]]),
        "does not end where it began",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("template", "says"), BROKEN.values(), ids=BROKEN.keys())
def test_a_template_that_cannot_work_is_refused_when_it_is_read(template, says):
    with pytest.raises(TemplateError) as caught:
        compile_template(template, "test.docx")
    assert says in str(caught.value)
    assert "test.docx (word/document.xml)" in str(caught.value)


def cell_with(*paragraphs: str) -> bytes:
    document = docx.Document()
    cell = document.add_table(1, 1).cell(0, 0)
    cell.text = paragraphs[0]
    for text in paragraphs[1:]:
        cell.add_paragraph(text)
    return saved(document)


@pytest.mark.parametrize(
    "paragraphs",
    [
        ("{%p if no %}", "a", "{%p endif %}", "always"),
        ("{%p if no %}", "a", "{%p else %}", "b", "{%p endif %}"),
        ("{%p if no %}", "a", "{%p elif yes %}", "b", "{%p else %}", "c", "{%p endif %}"),
    ],
)
def test_a_cell_keeps_a_paragraph(paragraphs):
    assert words(filled(cell_with(*paragraphs)))[0] in {"always", "b"}


@pytest.mark.parametrize(
    "paragraphs",
    [
        ("{%p if no %}", "a", "{%p endif %}"),
        ("{%p for row in none %}", "a", "{%p endfor %}"),
        ("{%p if no %}", "a", "{%p elif no %}", "b", "{%p endif %}"),
    ],
)
def test_a_cell_that_could_lose_its_last_paragraph_is_refused(paragraphs):
    with pytest.raises(TemplateError, match="can leave a cell empty"):
        compile_template(cell_with(*paragraphs), "test.docx")


def test_equal_input_gives_equal_bytes():
    template = TEMPLATES["headers and footers"]
    assert filled(template) == filled(template)


def test_unchanged_parts_keep_their_deflated_bytes():
    template = word("{{ name }}")
    old, new = (zipfile.ZipFile(io.BytesIO(data)) for data in (template, filled(template)))
    with old, new:
        stored = {item.filename: (item.CRC, item.compress_size) for item in old.infolist()}
        for item in new.infolist():
            assert item.date_time == (1980, 1, 1, 0, 0, 0)
            if item.filename != "word/document.xml":
                assert (item.CRC, item.compress_size) == stored[item.filename]
        assert new.testzip() is None


def test_only_parts_with_tags_are_made(monkeypatch):
    template = compile_template(word("no tag", header="{{ name }}"), "test.docx")
    assert [part.name for part in template._parts] == ["word/header1.xml"]


def test_a_template_is_compiled_once_until_its_file_changes(tmp_path):
    path = tmp_path / "a.docx"
    path.write_bytes(word("{{ name }}"))
    first = load_template(path)
    assert load_template(path) is first
    path.write_bytes(word("{{ name }} changed"))
    second = load_template(path)
    assert second.sha256 != first.sha256
    assert words(second.fill({"name": "A"})) == ["A changed"]


def test_a_file_that_is_no_template_is_refused(tmp_path):
    with pytest.raises(MissingResource, match=r"missing\.docx"):
        load_template(tmp_path / "missing.docx")
    path = tmp_path / "old.docx"
    path.write_bytes(b"\xd0\xcf\x11\xe0 an old .doc, or one with a password")
    with pytest.raises(RenderingError, match=r"old\.docx is not a Word document"):
        load_template(path)
    good = word("{{ name }}")
    damaged = bytearray(good)
    with zipfile.ZipFile(io.BytesIO(good)) as archive:
        start = archive.getinfo("word/styles.xml").header_offset + 200
    damaged[start : start + 20] = b"x" * 20
    with pytest.raises(TemplateError, match=r"damaged: the part .*styles\.xml"):
        compile_template(bytes(damaged), "damaged.docx")


def test_a_word_template_file_is_not_a_document():
    document = docx.Document()
    document.part._content_type = document.part.content_type.replace(
        "document.main", "template.main"
    )
    with pytest.raises(TemplateError, match=r"save it in Word as \.docx"):
        compile_template(saved(document), "a.dotx")


def test_a_long_table_is_written_in_pieces():
    rows = [{"no": str(n), "text": HARD, "two": "x"} for n in range(3000)]
    template = compile_template(TEMPLATES["loop over rows"], "test.docx")
    pieces = list(template._parts[0].fill({**VIEW, "rows": rows}))
    assert max(map(len, pieces)) < sum(map(len, pieces)) / 4
    body = words(template.fill({**VIEW, "rows": rows}))
    assert [body[3], body[3 + 3 * 2999], len(body)] == ["0", "2999", 3 + 3 * 3000 + 3]
