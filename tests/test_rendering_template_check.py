"""What `letters template check` finds in a template, and where."""

import io

import docx
import pytest

from letters.documents.fields import Fields
from letters.rendering.docx import compile_template
from letters.rendering.template_check import check_template
from letters.rendering.template_notes import annotate
from rendering_cases import OFFICE
from word_templates import add, add_table, raw, saved, word

FIELDS = Fields(
    scalars=frozenset({"total", "debtor_name", "pay_by"}),
    flags=frozenset({"is_overdue"}),
    lists={"rows": frozenset({"number", "amount"})},
)
TABLE = [
    ["№", "Сумма"],
    ["{%tr for row in rows %}"],
    ["{{ row.number }}", "{{ row.amount }}"],
    ["{%tr endfor %}"],
]


def found(tmp_path, template: bytes, fields=FIELDS) -> list[str]:
    path = tmp_path / "letter.docx"
    path.write_bytes(template)
    return [str(item).removeprefix(f"{path}: ") for item in check_template(path, fields)]


def test_a_good_template_has_no_findings(tmp_path):
    good = word(
        "{% if is_overdue and not pay_by %}x{% elif total %}{% else %}{{ debtor_name }}{% endif %}",
        "{%p if rows %}", "rows", "{%p endif %}", "{# a remark {{ nobody }} #}",
        "{% for row in rows %}{{ row.number }} {% if row.amount %}!{% endif %}{% endfor %}",
        table=TABLE, header="{{\u00a0total }}", footer="{{pay_by}}", title="{{ total }}",
    )  # fmt: skip
    assert found(tmp_path, good) == []


def test_a_template_that_others_would_fetch_files_for_is_not_in_order(tmp_path):
    document = docx.Document()
    add(document, "{{ total }}{{ debtor_name }}{{ pay_by }}")
    document.part._settings_part.relate_to(
        "https://example.org/x.dotm", f"{OFFICE}attachedTemplate", is_external=True
    )
    (problem,) = found(tmp_path, saved(document))
    assert problem.startswith("whoever opens a letter would fetch https://example.org/x.dotm")
    assert "set the template to Normal" in problem


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("{{ totl }}", "there is no field totl (did you mean total?)"),
        ("{{ xyzzy }}", "there is no field xyzzy (`letters template fields` lists them)"),
        ("{{ row.number }}", "there is no field row.number (`letters template fields` lists them)"),
        ("{% for r in rows %}{{ r.numbr }}{% endfor %}",
         "there is no field r.numbr (did you mean r.number?)"),
        ("{% for r in rows %}{{ number }}{% endfor %}",
         "there is no field number (did you mean r.number?)"),
        ("{% for r in rowz %}{{ r.anything }}{% endfor %}",
         "there is no field rowz (did you mean rows?)"),
        ("{{ loop.index }}", "there is no field loop.index (`letters template fields` lists them)"),
        ("{{ total.__class__ }}",
         "there is no field total.__class__ (`letters template fields` lists them)"),
        ("{{ rows }}", "rows is a list (write {%tr for row in rows %})"),
        ("{{ is_overdue }}", "is_overdue is a flag (write {% if is_overdue %})"),
        ("{% for r in total %}{% endfor %}", "total is a text (write {{ total }})"),
        ("{% if is_overdu %}{% endif %}",
         "there is no field is_overdu (did you mean is_overdue?)"),
        ("{{ total }", ("the tag “{{ total }” is never closed"
         " (write the whole tag in one paragraph: {{ field }})")),
        ("total }}", ("“total }}” ends a tag that never began"
         " (write the whole tag in one paragraph: {{ field }})")),
        ("{% if total %}x", "{% if total %} has no end (put {% endif %} where it ends)"),
        ("{%p for row in rows %}",
         "{%p for row in rows %} has no end (put {%p endfor %} where it ends)"),
        ("{% endif %}", ("{% endif %} has no beginning"
         " (put its {% if %} or {% for %} before it, or take it away)")),
        ("{% for r in rows %}{% else %}{% endfor %}", ("{% else %} has no beginning"
         " (put its {% if %} or {% for %} before it, or take it away)")),
        ("{% if total %}x{%p endif %}", None),
        ("{%p if total %} text", None),
        ("{%tr if total %}", None),
    ],
)  # fmt: skip
def test_a_bad_tag_is_named_with_its_paragraph(tmp_path, text, says):
    lines = found(tmp_path, word("first", text))
    assert all(line.startswith("paragraph 2: ") for line in lines)
    assert lines
    if says is not None:
        assert lines == [f"paragraph 2: {says}"]


@pytest.mark.parametrize(
    "tag",
    [
        "{{ total|upper }}", "{{ total + 1 }}", "{{ total() }}", "{{ rows[0] }}", "{{ 'text' }}",
        "{{ row.a.b }}", "{{r total }}", "{{ total if total else pay_by }}", "{{- total }}",
        "{% set a = total %}", "{% if total == “5” %}", "{% if total > 5 %}", "{% include 'a' %}",
        "{% for a, b in rows %}", "{% for r in rows if r.number %}", "{% raw %}", "{%- if total %}",
        "{% cellbg total %}", "{% if %}", "{{ }}", "{{ total %}",
    ],
)  # fmt: skip
def test_a_template_does_not_compute(tmp_path, tag):
    assert found(tmp_path, word(tag)) == [
        (
            f"paragraph 1: {tag} is not allowed here (a template knows only {{{{ field }}}}, "
            "{% if field %} and {% for row in list %})"
        )
    ]


def test_an_open_inner_block_is_named_and_not_the_outer_one(tmp_path):
    template = word("{%p for row in rows %}", "{%p if total %}", "x", "{%p endfor %}")
    assert found(tmp_path, template) == [
        "paragraph 2: {%p if total %} has no end (put {%p endif %} where it ends)"
    ]


def test_tags_of_different_sorts_do_not_belong_together(tmp_path):
    assert found(tmp_path, word("{%p if total %}", "x", "{% endif %}")) == [
        (
            "paragraph 3: {% endif %} belongs to {%p if total %}, but is of another sort"
            " (write both with p, both with tr, or both without)"
        )
    ]


def test_words_that_would_vanish_are_named(tmp_path):
    rows = [["{%tr for row in rows %}", "Сумма"], ["{{ row.number }}", ""], ["{%tr endfor %}", ""]]
    assert found(tmp_path, word("{%p if total %} always", "{%p endif %}", table=rows)) == [
        (
            "paragraph 1: “always” stands beside {%p if total %} and would vanish with it"
            " (give the tag a paragraph or a table row of its own)"
        ),
        (
            "table 1, row 1, cell 1: “Сумма” stands beside {%tr for row in rows %} and would vanish"
            " with it (give the tag a paragraph or a table row of its own)"
        ),
    ]


def test_places_are_told_as_a_user_counts_them(tmp_path):
    document = docx.Document()
    add_table(document, [["a"]])
    document.add_paragraph("between")
    table = add_table(document, [["", ""], ["", ""]])
    table.cell(1, 0).text = "{{ totl }}"
    document.add_paragraph("{{ totl }}")
    document.sections[0].header.paragraphs[0].text = "{{ totl }}"
    document.sections[0].footer.add_table(1, 1, 99999).cell(0, 0).text = "{{ totl }}"
    document.core_properties.title = "{{ totl }}"
    assert [line.split(": there")[0] for line in found(tmp_path, saved(document))] == [
        "header, paragraph 1",
        "table 2, row 2, cell 1",
        "paragraph 2",
        "footer, table 1, row 1, cell 1",
        "document properties, title",
    ]


def test_a_mandatory_field_that_is_not_printed_is_missed(tmp_path):
    fields = Fields(FIELDS.scalars, FIELDS.flags, FIELDS.lists, frozenset({"total", "rows"}))
    asked = word("{% if total %}{% endif %}{% if rows %}{% endif %}", title="{{ total }}")
    assert found(tmp_path, asked, fields) == [
        (
            "the field rows is not printed, and this document needs it"
            " (put {%tr for row in rows %} where it belongs)"
        ),
        (
            "the field total is not printed, and this document needs it"
            " (put {{ total }} where it belongs)"
        ),
    ]
    assert found(tmp_path, word(table=TABLE, footer="{{ total }}"), fields) == []


MARK = 'w:id="1" w:author="A"'


@pytest.mark.parametrize(
    "xml",
    [
        f"<w:p><w:ins {MARK}><w:r><w:t>x</w:t></w:r></w:ins></w:p>",
        f"<w:p><w:del {MARK}><w:r><w:delText>x</w:delText></w:r></w:del></w:p>",
        f"<w:p><w:pPr><w:rPr><w:ins {MARK}/></w:rPr></w:pPr></w:p>",
        f"<w:p><w:r><w:rPr><w:b/><w:rPrChange {MARK}><w:rPr/></w:rPrChange></w:rPr></w:r></w:p>",
    ],
)
def test_a_tracked_change_is_found(tmp_path, xml):
    document = docx.Document()
    document.add_paragraph("first")
    raw(document, xml)
    assert found(tmp_path, saved(document)) == [
        "paragraph 2: a tracked change is left here (accept or reject all changes in Word)"
    ]


def test_a_tracked_row_is_found_in_its_table(tmp_path):
    document = docx.Document()
    row = f"<w:trPr><w:ins {MARK}/></w:trPr><w:tc><w:p/></w:tc>"
    raw(document, f"<w:tbl><w:tblGrid><w:gridCol/></w:tblGrid><w:tr>{row}</w:tr></w:tbl>")
    assert found(tmp_path, saved(document)) == [
        (
            "table 1, row 1, cell 1: a tracked change is left here"
            " (accept or reject all changes in Word)"
        )
    ]


def test_a_comment_is_found(tmp_path):
    document = docx.Document()
    document.add_comment(document.add_paragraph("x").add_run("y"), "remember!", "A")
    assert found(tmp_path, saved(document)) == [
        "paragraph 1: a comment is left here (delete the comment in Word)"
    ]


def test_what_only_shows_when_compiling_is_found_too(tmp_path):
    document = docx.Document()
    cell = document.add_table(1, 1).cell(0, 0)
    cell.text = "{%p if total %}"
    cell.add_paragraph("x")
    cell.add_paragraph("{%p endif %}")
    (line,) = found(tmp_path, saved(document))
    assert "can leave a cell empty" in line


def test_a_file_that_cannot_be_read_is_a_finding(tmp_path):
    (line,) = found(tmp_path, b"no zip")
    assert "is not a Word document" in line
    (problem,) = check_template(tmp_path / "missing.docx", FIELDS)
    assert "cannot be read" in str(problem)


def test_whatever_passes_the_check_can_be_filled(tmp_path):
    template = word("{% if total %}a", "{{ total }}{% endif %}", table=TABLE)
    assert found(tmp_path, template) == []
    view = {"total": "1", "rows": [{"number": "2", "amount": "3"}]}
    assert compile_template(template, "letter.docx").fill(view)


def test_findings_become_comments_at_their_places(tmp_path):
    path = tmp_path / "letter.docx"
    path.write_bytes(word("first", "{{ totl }}", table=[["a", "{{ rows }}"]], header="{{ headr }}"))
    problems = check_template(path, FIELDS)
    document = docx.Document(io.BytesIO(annotate(path, problems)))
    assert [comment.text for comment in document.comments] == [
        "header, paragraph 1\nthere is no field headr\n`letters template fields` lists them",
        "there is no field totl\ndid you mean total?",
        "rows is a list\nwrite {%tr for row in rows %}",
    ]
    assert {comment.timestamp for comment in document.comments} == {None}
    beside = [
        document.paragraphs[0],
        document.paragraphs[1],
        document.tables[0].cell(0, 1).paragraphs[0],
    ]
    assert [len(item._p.xpath("./w:commentRangeStart")) for item in beside] == [1, 1, 1]


def test_comments_are_written_in_the_language_of_the_user(tmp_path):
    path = tmp_path / "letter.docx"
    path.write_bytes(word("{{ totl }}"))
    russian = {"there is no field {field}": "нет поля {field}"}
    problems = check_template(path, FIELDS)
    data = annotate(path, problems, lambda msgid: russian.get(msgid, msgid))
    (comment,) = docx.Document(io.BytesIO(data)).comments
    assert comment.text.splitlines()[0] == "нет поля totl"
