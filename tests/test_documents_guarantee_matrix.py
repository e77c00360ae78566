"""Language, law and the kind of party are independent: every combination makes a letter.

The parties are those of the sample workspace, so what a newcomer tries is what is tried here.
"""

from dataclasses import replace
from datetime import date
from io import BytesIO

import pikepdf
import pytest

from letters.batch.proofreading import proofread
from letters.documents.guarantee_letter import guarantee_letter
from letters.documents.guarantee_view import guarantee_view
from letters.documents.schedule import PaymentPlan
from letters.model.case import Case
from letters.reading.sample import make_workspace
from letters.reading.workspace import read_workspace
from letters.rendering.docx import load_template
from letters.rendering.pdf import make_pdf
from letters.rendering.template_text import dump_text
from letters.resources import find_template
from letters.wording import wording_for

DAY = date(2026, 9, 15)
LANGUAGES = ("ru", "zh", "es")
DEBTORS = {  # of the sample, one that can be of each kind
    "company": ("snegir", "qiye", "ibanez", "quetzal"),
    "public_body": ("snegir", "qiye", "ibanez", "quetzal"),
    "sole_trader": ("orlova", "heting", "ferrer"),
    "person": ("orlova", "heting", "ferrer"),
}
# What only the papers of one law may cite.
STATUTES = {
    "RU": ("Гражданского кодекса Российской", "俄罗斯联邦民法典", "Federación de Rusia"),
    "CN": ("Китайской Народной", "中华人民共和国民法典", "República Popular China"),
    "ES": ("Испании", "西班牙民法典", "1973", "ley española"),
}


@pytest.fixture(scope="module")
def sample(tmp_path_factory):
    folder = tmp_path_factory.mktemp("sample") / "w"
    make_workspace(folder)
    return read_workspace(folder)


@pytest.mark.slow
@pytest.mark.parametrize(
    "debtor_id",
    ["snegir", "orlova", "kedr", "luchina", "qiye", "chengfang", "heting", "ibanez", "ferrer",
     "cerezal", "quetzal"],
)  # fmt: skip
def test_a_small_letter_is_one_page(sample, debtor_id):
    debtor = sample.book.parties[debtor_id]
    law = {"MX": "ES"}.get(debtor.country, debtor.country)
    case = case_of(sample, debtor_id, debtor.kind, debtor.language, law)
    wording = wording_for(case.language, debtor.country)
    letter = guarantee_letter(case, PaymentPlan(first=date(2026, 12, 15)))
    view, _ = guarantee_view(letter, wording, "GL-2026-0001")
    path = find_template("guarantee_letter", case.language, country=debtor.country)
    pdf = make_pdf(load_template(path).fill(view), source=path.name, language=wording.lang)
    with pikepdf.open(BytesIO(pdf)) as found:
        assert len(found.pages) == 1


def case_of(sample, debtor_id, kind, language, law):
    book = sample.book
    contract = next(item for item in book.contracts.values() if item.debtor == debtor_id)
    return Case(
        creditor=book.parties[contract.creditor],
        debtor=replace(book.parties[debtor_id], kind=kind),
        # the working days of Spain are not known to the program
        contracts=(replace(contract, jurisdiction=law, payment_days_kind="calendar"),),
        entries=book.entries_by_contract(),
        language=language,
        as_of=DAY,
        date=DAY,
        settings=sample.settings,
    )


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("law", ["RU", "CN", "ES"])
@pytest.mark.parametrize("kind", DEBTORS)
def test_every_combination_makes_a_letter(sample, language, law, kind):
    for debtor_id in DEBTORS[kind]:
        case = case_of(sample, debtor_id, kind, language, law)
        wording = wording_for(language, case.debtor.country)
        letter = guarantee_letter(case, PaymentPlan(first=date(2026, 12, 15), count=2))
        view, _ = guarantee_view(letter, wording, "GL-2026-0001")
        path = find_template("guarantee_letter", language, country=case.debtor.country)
        docx = load_template(path).fill(view)
        proofread(docx, path.name, "guarantee_letter", view, wording)
        text = dump_text(docx).replace("⍽", " ")
        body = text.split("== footer")[0]
        words = wording.amount_in_words(letter.total, case.currency).replace("\u00a0", " ")
        assert words in body
        assert case.debtor.signatory_name.split()[0] in body or language == "zh"
        prose = "\n".join(line for line in body.splitlines() if not line.startswith("|"))
        for hole in ("None", "()", "（）", ", ,", " ,", ",,", "..", "  "):
            assert hole not in prose, (debtor_id, hole)
        cited = {own for own, names in STATUTES.items() if any(name in body for name in names)}
        assert cited == {law}, debtor_id
