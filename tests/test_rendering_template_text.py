"""The text of a template as it is reviewed."""

import io

import docx

from letters.rendering.template_text import dump_text
from word_templates import PNG, add_footnote, add_table, raw, saved


def test_everything_a_reader_sees_is_there_in_order():
    document = docx.Document()
    section = document.sections[0]
    section.different_first_page_header_footer = True
    section.first_page_header.paragraphs[0].text = "Letterhead"
    section.header.paragraphs[0].text = "{{ number }}"
    section.footer.paragraphs[0].text = "later pages"
    document.add_paragraph("Сумма:\u00a0{{ total }}\tруб.\nпрописью")
    document.add_paragraph("")
    table = add_table(
        document, [["№", "Сумма"], ["{%tr for row in rows %}"], ["{{ row.no }}", "x"]]
    )
    table.cell(2, 1).add_paragraph("two")
    inner = table.cell(0, 0).add_table(1, 2)
    inner.cell(0, 0).text = "inner"
    document.add_paragraph("logo").add_run().add_picture(io.BytesIO(PNG))
    add_footnote(document, "small print")
    document.core_properties.title = "Letter {{ number }}"
    document.core_properties.author = ""
    document.core_properties.comments = ""
    assert dump_text(saved(document)) == (
        "== header, first page ==\n"
        "Letterhead\n"
        "\n"
        "== header ==\n"
        "{{ number }}\n"
        "\n"
        "== body ==\n"
        "Сумма:⍽{{ total }}⇥руб.↵прописью\n"
        "| № / | inner |  | | Сумма |\n"
        "| {%tr for row in rows %} |  |\n"
        "| {{ row.no }} | x / two |\n"
        "logo\n"
        "with a note\n"
        "\n"
        "== footer ==\n"
        "later pages\n"
        "\n"
        "== footnotes ==\n"
        "small print\n"
        "\n"
        "== properties ==\n"
        "title: Letter {{ number }}\n"
    )


FIELD = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> {} </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>{}</w:t></w:r>'
    '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
)


def test_a_page_number_is_shown_by_its_name_and_a_link_by_its_words():
    document = docx.Document()
    page = FIELD.format("PAGE", "7")
    link = FIELD.format('HYPERLINK "https://example.org"', "site")
    pages = '<w:fldSimple w:instr=" NUMPAGES "><w:r><w:t>9</w:t></w:r></w:fldSimple>'
    raw(document, f"<w:p><w:r><w:t>p. </w:t></w:r>{page}<w:r><w:t>/</w:t></w:r>{pages}{link}</w:p>")
    assert "p. ‹PAGE›/‹NUMPAGES›site\n" in dump_text(saved(document))


def test_deleted_words_are_not_read_and_inserted_ones_are():
    document = docx.Document()
    mark = 'w:id="1" w:author="A"'
    raw(
        document,
        f"<w:p><w:ins {mark}><w:r><w:t>new</w:t></w:r></w:ins>"
        f"<w:del {mark}><w:r><w:delText>old</w:delText></w:r></w:del></w:p>",
    )
    assert "new\n" in dump_text(saved(document))
    assert "old" not in dump_text(saved(document))


def test_sections_are_told_apart():
    document = docx.Document()
    document.sections[0].footer.paragraphs[0].text = "one"
    second = document.add_section()
    second.footer.is_linked_to_previous = False
    second.footer.paragraphs[0].text = "two"
    text = dump_text(saved(document))
    assert "== footer, section 1 ==\none\n\n== footer, section 2 ==\ntwo\n" in text
