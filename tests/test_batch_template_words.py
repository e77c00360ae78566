"""What may not be signed is found in the template, with its place, before a letter is made."""

from shutil import copy

import pytest
from docx import Document

from command import run
from letters.batch.proofreading import template_problems
from letters.batch.template_words import readings, wording_problems
from letters.documents.kinds import KINDS
from letters.reading.sample import make_workspace
from letters.resources import data_folder, find_template

SHIPPED = sorted(data_folder("templates").glob("*/*.docx"))


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_the_shipped_templates_may_be_signed(path):
    kind = path.parent.name
    assert template_problems(path, kind, KINDS[kind].fields) == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("as it is", ["as it is"]),
        ("{{ total_with_words }} to {{ debtor_name }}", ["1.00 to X"]),
        ("a{% if x %}b{% endif %}c", ["abc", "ac"]),
        ("{% if x %}1{% elif y %}2{% else %}3{% endif %}{% if z %}!{% endif %}", ["1!", "2", "3!"]),
        ("{% if x %}{% if y %}1{% else %}2{% endif %}{% else %}3{% endif %}", ["1", "2", "3"]),
        ("end{% endif %} of another {% if x %}and a beginning", ["end of another and a beginning",
         "end of another "]),
        ("{%p if x %}", ["", ""]),
    ],
)  # fmt: skip
def test_every_branch_of_a_paragraph_is_read_once(text, said):
    assert readings(text, {"total_with_words": "1.00"}) == said


@pytest.fixture
def rewritten(tmp_path):
    """A workspace whose own template has other words in it."""

    def make(language, before, after):
        make_workspace(tmp_path / "w")
        path = tmp_path / "w" / "templates" / "guarantee_letter" / f"{language}.docx"
        path.parent.mkdir(parents=True)
        copy(find_template("guarantee_letter", language), path)
        document = Document(path)
        (spot,) = [r for p in document.paragraphs for r in p.runs if before in r.text]
        spot.text = spot.text.replace(before, after)
        document.save(path)
        return path

    return make


@pytest.mark.parametrize(
    ("language", "before", "after", "found"),
    [
        ("zh", "合理费用由{{ debtor_we }}承担", "合理费用由保证人承担",
         ("error", "commitment.guarantee", "保证人")),
        # in a branch that the sample's letters do not take
        ("zh", "按原合同约定的标准计收违约金", "按借款合同计收违约金",
         ("error", "commitment.loan", "借款")),
        ("zh", "现{{ debtor_we }}就", "现我公司将尽快就",
         ("warning", "commitment.conditional", "尽快")),
        ("es", "en un único pago, a más tardar el", "lo antes posible, en un pago de el",
         ("error", "wording.contraction", "de el")),
        ("es", "El cobro de cantidades a cuenta no supone renuncia a los intereses", "Sin más",
         ("warning", "commitment.reserve", "")),
    ],
)  # fmt: skip
def test_a_word_that_may_not_be_signed_is_found(rewritten, language, before, after, found):
    problems = list(wording_problems(rewritten(language, before, after), "guarantee_letter"))
    said = [(item.severity, item.code, item.params["text"]) for item in problems]
    assert found in said
    assert all(item.place for item in problems if item.code != "commitment.reserve")


def test_check_says_so_before_a_letter_is_asked_for(rewritten, capsys):
    path = rewritten("zh", "现{{ debtor_we }}就", "现保证人就")
    for command in ("check -C", "template check"):
        folder = path.parents[2] if command.endswith("-C") else path.parents[1]
        done = run(capsys, command, folder)
        assert done.status == 1
        (line,) = [line for line in done.err.splitlines() if "保证人" in line]
        assert line.startswith(f"{path}: paragraph ")
        assert "leave it out" in line


def test_a_file_of_another_name_is_not_judged_by_a_language(tmp_path):
    path = tmp_path / "draft.docx"
    copy(find_template("guarantee_letter", "zh"), path)
    assert list(wording_problems(path, "guarantee_letter")) == []
