"""The Russian guarantee letter as a Word file and as a PDF: every situation, every fact."""

import subprocess
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from letters.documents.guarantee_letter import guarantee_letter
from letters.documents.guarantee_view import guarantee_view
from letters.documents.schedule import PaymentPlan
from letters.rendering.docx import load_template
from letters.rendering.pdf import make_pdf
from letters.rendering.template_text import dump_text
from letters.resources import find_template
from letters.wording import wording_for
from parties import BUYER, SELLER, SUPPLY, TRADER, case, ledger

ONCE = PaymentPlan(first=date(2026, 12, 15))
THRICE = PaymentPlan(first=date(2026, 10, 31), count=3)
DEBT = """
    2026-07-08 shipment УПД 201 230500.50 vat=22
    2026-07-15 payment п/п 77 120000.00 settles=201
    2026-08-20 shipment УПД 233 99999.99 vat=22
"""
MANY = "\n".join(
    f"2026-0{1 + number % 8}-1{number % 10} shipment УПД 0000-{number:06} {number}23456.78"
    for number in range(1, 46)
)
WOMAN = replace(
    BUYER,
    signatory_name="Черных Любовь Ильинична",
    signatory_gender="f",
    signatory_position="директор",
)
DEPUTY = replace(
    BUYER,
    signatory_name="Кравец Лев Игоревич",
    signatory_position="заместитель генерального директора",
    signatory_basis="доверенность № 5 от 01.02.2026",
)
PERSON = replace(
    TRADER,
    id="person",
    kind="person",
    name="Берёза Никита Андреевич",
    short_name="",
    tax_id="",
    registration_no="",
    bank_name="",
    bank_account="",
    bank_code="",
    correspondent_account="",
    signatory_name="Берёза Никита Андреевич",
    signatory_gender="m",
)
LONG = replace(
    BUYER,
    name="Общество с ограниченной ответственностью «Межрегиональная <лесная> компания „Дом & "
    "Лес“ имени заслуженных мастеров столярного, плотницкого и мебельного дела»",
    short_name="",
)


def filled(facts, plan=ONCE):
    letter = guarantee_letter(facts, plan)
    view, _ = guarantee_view(letter, wording_for("ru"), "GL-2026-0001")
    return load_template(find_template("guarantee_letter", "ru")).fill(view)


def under(**terms):
    clean = replace(SUPPLY, penalty_percent=None, penalty_cap_percent=None, penalty_clause="")
    return case(DEBT, contracts=(replace(clean, **terms),))


def two_contracts():
    other = replace(SUPPLY, id="other", number="16/П", penalty_percent=Decimal("0.05"))
    facts = case(DEBT, contracts=(SUPPLY, other))
    more = ledger("2026-07-01 shipment ТОРГ-12 7 100.00", "other")
    return replace(facts, entries={**facts.entries, "other": more})


LETTERS = {
    "company": lambda: filled(case(DEBT)),
    "company-instalments": lambda: filled(case(DEBT), THRICE),
    "company-dated": lambda: filled(case(DEBT, date_is_printed=True)),
    "woman-director": lambda: filled(case(DEBT, debtor=WOMAN)),
    "deputy-by-proxy": lambda: filled(case(DEBT, debtor=DEPUTY)),
    "sole-trader": lambda: filled(case(DEBT, debtor=TRADER)),
    "person": lambda: filled(case(DEBT, debtor=PERSON)),
    "to-a-sole-trader": lambda: filled(case(DEBT, creditor=TRADER, debtor=BUYER)),
    "merged": lambda: filled(two_contracts()),
    "key-rate": lambda: filled(under(penalty_of_key_rate=Fraction(1, 300), penalty_clause="7.3")),
    "no-penalty": lambda: filled(under()),
    "penalty-by-year": lambda: filled(under(penalty_percent=Decimal(20), penalty_per="year")),
    "law-cn": lambda: filled(under(jurisdiction="CN", currency="CNY")),
    "euro": lambda: filled(under(jurisdiction="ES", currency="EUR")),
    "long-name": lambda: filled(case(DEBT, debtor=LONG)),
    "public-body": lambda: filled(case(DEBT, debtor=replace(BUYER, kind="public_body"))),
    "one-document": lambda: filled(case("2026-07-08 shipment УПД 201 0.01")),
    "nothing-overdue": lambda: filled(case("2026-09-10 shipment УПД 233 1000000000000.00 vat=0")),
    "many-documents": lambda: filled(case(MANY), THRICE),
}


@pytest.mark.parametrize("name", LETTERS)
def test_the_finished_letter_is_reviewed_as_text(name, golden):
    golden(f"letters/guarantee_letter.ru.{name}.txt", dump_text(LETTERS[name]()))


@pytest.mark.parametrize("name", ["law-cn", "euro"])
def test_under_another_law_no_russian_statute_is_cited(name):
    text = dump_text(LETTERS[name]())
    assert "Российской Федерации" not in text
    assert "Гражданского кодекса" in text
    assert "руб" not in text


def test_no_letter_has_a_hole():
    for name, make in LETTERS.items():
        text = dump_text(make())
        for hole in ("None", "()", "( )", ", ,", " ,", "{{", "..", "в лице ,"):
            assert hole not in text, (name, hole)


def words(pdf):
    done = subprocess.run(
        ["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, check=True
    )
    return done.stdout.decode()


@pytest.mark.slow
def test_forty_five_documents_run_over_pages_with_repeated_heads():
    docx = filled(case(MANY))
    pages = words(make_pdf(docx, source="test", language="ru-RU")).split("\f")[:-1]
    assert len(pages) >= 2
    assert all("Остаток" in page for page in pages[:-1])
    assert all("GL-2026-0001" in page for page in pages)
    assert f"Страница {len(pages)} из {len(pages)}" in pages[-1]
    assert "Страница 1" not in pages[0]
    assert "Генеральный директор" in pages[-1]
    assert "признанием долга" in pages[-1]  # the signature never stands alone
    text = " ".join("".join(pages).replace("\u00a0", " ").split())
    for number in range(1, 46):
        assert f"0000-{number:06}" in text


@pytest.mark.slow
def test_a_letter_is_byte_reproducible():
    first, second = filled(case(DEBT)), filled(case(DEBT))
    assert first == second
    assert make_pdf(first, source="a", language="ru-RU") == make_pdf(
        second, source="a", language="ru-RU"
    )


def test_the_seller_is_named_wherever_money_goes():
    text = dump_text(filled(case(DEBT))).replace("⍽", " ")
    assert f"получатель {SELLER.short_name}, ИНН {SELLER.tax_id}, р/с {SELLER.bank_account}" in text
