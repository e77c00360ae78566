"""Rows as parties, contracts and entries: defaults, words of four languages, references."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from letters.model.entry import Entry
from letters.model.party import Party
from letters.reading.cells import Fault
from letters.reading.entries import read_entries
from letters.reading.locales import LOCALES, UNDECLARED
from letters.reading.records import Known, read_contracts, read_parties
from letters.reading.tables import build_table
from letters.reading.vocabulary import (
    AMBIGUOUS_KINDS,
    DAY_KINDS,
    ENTRY_KINDS,
    GENDERS,
    LANGUAGES,
    PARTY_KINDS,
    PENALTY_PERIODS,
    choice,
    country_of,
    currency_of,
)

OUR = Party(id="our", name="ООО «Мы»", country="RU")
THEIR = Party(id="their", name="ООО «Они»", country="RU")
KNOWN = Known({"our": OUR, "their": THEIR, "broken": None}, complete=True)


def table(name, *rows):
    """The list `name` from rows as dicts; the first one is row 2 of its file."""
    headings = list(dict.fromkeys(heading for row in rows for heading in row))
    body = ((number, [row.get(key, "") for key in headings]) for number, row in enumerate(rows, 2))
    return build_table(f"data/{name}.csv", name, 1, headings, body)


def problems(parsed):
    return [(problem.code, problem.place_text()) for problem in parsed.problems]


def party(**cells):
    return read_parties(table("parties", {"id": "a", "name": "ООО «А»", **cells}))


def contract(**cells):
    row = {"id": "c", "debtor": "their", "number": "15/П", "date": "2026-01-12", "currency": "RUB"}
    return read_contracts(table("contracts", {**row, **cells}), LOCALES["ru"], KNOWN, "our", None)


def entries(*rows, currency="RUB", locale=UNDECLARED):
    known = {"c": currency, "broken": ""}
    return read_entries(table("ledger", *rows), locale, known, complete=True)


def entry(**cells):
    row = {
        "date": "2026-01-12",
        "contract": "c",
        "kind": "shipment",
        "number": "5",
        "amount": "9.50",
    }
    return entries({**row, **cells})


@pytest.mark.parametrize(
    ("words", "cell", "canonical"),
    [
        (ENTRY_KINDS, "Отгрузка", "shipment"),
        (ENTRY_KINDS, "Реализация (акт, накладная, УПД)", "shipment"),
        (ENTRY_KINDS, "送货", "shipment"),
        (ENTRY_KINDS, "FACTURA", "shipment"),
        (ENTRY_KINDS, "оплата", "payment"),
        (ENTRY_KINDS, "收款", "payment"),
        (ENTRY_KINDS, "Cobro", "payment"),
        (ENTRY_KINDS, "возврат товара", "return"),
        (ENTRY_KINDS, "退货", "return"),
        (ENTRY_KINDS, "возврат денег", "refund"),
        (ENTRY_KINDS, "退款", "refund"),
        (ENTRY_KINDS, "Взаимозачёт", "offset"),
        (ENTRY_KINDS, "Compensacion", "offset"),
        (ENTRY_KINDS, "корректировка долга", "correction"),
        (ENTRY_KINDS, "期初余额", "opening"),
        (PARTY_KINDS, "ИП", "sole_trader"),
        (PARTY_KINDS, "юр. лицо", None),
        (PARTY_KINDS, "autónoma", "sole_trader"),
        (PARTY_KINDS, "个人", "person"),
        (DAY_KINDS, "рабочие дни", "working"),
        (DAY_KINDS, "naturales", "calendar"),
        (DAY_KINDS, "банковские", None),
        (PENALTY_PERIODS, "每日", "day"),
        (PENALTY_PERIODS, "годовых", "year"),
        (GENDERS, "Ж", "f"),
        (LANGUAGES, "Español", "es"),
        (ENTRY_KINDS, "возврат", None),
        (ENTRY_KINDS, "devolución", None),
        (ENTRY_KINDS, "abono", None),
    ],
)
def test_words_of_four_languages(words, cell, canonical):
    value = choice(words, AMBIGUOUS_KINDS)(cell)
    assert (None if isinstance(value, Fault) else value) == canonical


def test_no_word_has_two_meanings():
    assert not ENTRY_KINDS.keys() & AMBIGUOUS_KINDS.keys()


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("RUB", "RUB"),
        ("руб.", "RUB"),
        ("₽", "RUB"),
        ("rur", "RUB"),
        ("人民币", "CNY"),
        ("€", "EUR"),
        ("usd", "USD"),
    ],
)
def test_currencies(cell, code):
    assert currency_of(cell) == code


def test_an_unknown_currency_or_country_is_refused():
    assert currency_of("RUV").params["near"] == "RUB"
    assert currency_of("$").code == "currency.unknown"  # which dollar, which peso?
    assert country_of("Россия") == country_of("ru") == "RU"
    assert country_of("KG") == "KG"
    assert country_of("Атлантида").code == country_of("XX").code == "country.unknown"


def test_a_party_with_nothing_but_a_name():
    (found,) = party().records
    assert found == Party(id="a", name="ООО «А»")
    assert (found.origin.source, found.origin.row) == ("data/parties.csv", 2)


@pytest.mark.parametrize(
    ("country", "language"),
    [("Россия", "ru"), ("中国", "zh"), ("ES", "es"), ("MX", "es"), ("DE", "")],
)
def test_the_language_is_that_of_the_country(country, language):
    assert party(country=country).records[0].language == language
    assert party(country=country, language="русский").records[0].language == "ru"


@pytest.mark.parametrize(
    ("country", "field", "cell", "whole"),
    [
        ("RU", "tax_id", "274990078", "0274990078"),
        ("RU", "tax_id", Decimal(274990078), "0274990078"),
        ("RU", "kpp", Decimal(27401001), "027401001"),
        ("RU", "bank_code", "44525225", "044525225"),
        ("CN", "bank_code", "11100000003", "011100000003"),
        ("CN", "bank_code", "11100000004", None),
        ("BY", "tax_id", "274990078", "274990078"),  # nine digits are right elsewhere
        ("", "tax_id", "274990078", "274990078"),
    ],
)
def test_a_leading_zero_comes_back_where_that_is_proven(country, field, cell, whole):
    parsed = party(country=country, **{field: cell})
    if whole is None:
        assert problems(parsed) == [("identifier.length", f"row 2, {field}")]
    else:
        assert getattr(parsed.records[0], field) == whole
    restored = [code for code, _ in problems(parsed) if code == "identifier.zero_restored"]
    assert len(restored) == (whole is not None and whole != str(cell))


@pytest.mark.parametrize(
    ("cells", "code", "field"),
    [
        ({"name": ""}, "field.missing", "name"),
        ({"kind": "клуб"}, "choice.unknown", "kind"),
        ({"country": "RU", "tax_id": "274990079"}, "identifier.length", "tax_id"),
        ({"country": "RU", "tax_id": "0000000000"}, "identifier.placeholder", "tax_id"),
        ({"bank_account": "4.07028E+19"}, "digits.lost", "bank_account"),
        ({"bank_account": 4.0702810938e19}, "digits.lost", "bank_account"),
        ({"address": "ул.\x00"}, "text.control_character", "address"),
    ],
)
def test_a_party_with_an_error_is_left_out(cells, code, field):
    parsed = party(**cells)
    assert problems(parsed) == [(code, f"row 2, {field}")]
    assert parsed.records == []
    assert list(parsed.broken) == ["a"]


def test_a_wrong_check_digit_is_a_warning():
    parsed = party(country="RU", tax_id="7707083894")
    assert problems(parsed) == [("identifier.check_digit", "row 2, tax_id")]
    assert len(parsed.records) == 1


def test_a_contract_takes_what_it_lacks_from_us():
    (found,) = contract().records
    assert (found.creditor, found.jurisdiction) == ("our", "RU")
    assert (found.payment_days, found.payment_days_kind, found.penalty_percent) == (
        None, "calendar", None,
    )  # fmt: skip


def test_a_contract_in_full():
    (found,) = contract(
        creditor="our", date="12.01.2026", currency="евро", jurisdiction="Испания",
        payment_days=Decimal(30), payment_days_kind="рабочие", penalty_of_key_rate="1/300",
        penalty_cap_percent="10%", response_days="15", court="Суд", sheets="7",
    ).records  # fmt: skip
    assert found.date == date(2026, 1, 12)
    assert (found.currency, found.jurisdiction, found.payment_days) == ("EUR", "ES", 30)
    assert (found.payment_days_kind, found.response_days, found.sheets) == ("working", 15, 7)
    assert found.penalty_of_key_rate == Fraction(1, 300)
    assert found.penalty_cap_percent == Decimal(10)


@pytest.mark.parametrize(
    ("cells", "code", "field"),
    [
        ({"debtor": "thier"}, "reference.unknown", "debtor"),
        ({"creditor": "nobody"}, "reference.unknown", "creditor"),
        ({"debtor": "our"}, "contract.same_party", "creditor"),
        ({"date": "01/02/26"}, "date.unreadable", "date"),
        ({"currency": "XXX"}, "currency.unknown", "currency"),
        ({"jurisdiction": "DE"}, "choice.unknown", "jurisdiction"),
        ({"payment_days": "месяц"}, "days.unreadable", "payment_days"),
        ({"penalty_percent": "0,1% в день"}, "percent.unreadable", "penalty_percent"),
        ({"penalty_of_key_rate": "0.0033"}, "fraction.unreadable", "penalty_of_key_rate"),
        ({"court": "МКАС", "arbitration": "МКАС"}, "contract.court_and_arbitration", "arbitration"),
        (
            {"penalty_percent": "1", "penalty_of_key_rate": "1/300"},
            "contract.two_penalties",
            "penalty_of_key_rate",
        ),
    ],
)
def test_a_contract_with_an_error_is_left_out(cells, code, field):
    parsed = contract(**cells)
    assert problems(parsed) == [(code, f"row 2, {field}")]
    assert parsed.records == []


def test_an_unknown_reference_names_the_nearest():
    (problem,) = contract(debtor="thier").problems
    assert problem.hint_text() == "did you mean their?"


def test_a_party_that_is_itself_broken_is_known():
    assert problems(contract(debtor="broken")) == []


def test_the_law_of_a_creditor_abroad_must_be_said():
    known = Known({"our": Party(id="our", name="x", country="DE"), "their": THEIR}, complete=True)
    row = {"id": "c", "debtor": "their", "number": "1", "date": "2026-01-12", "currency": "EUR"}
    parsed = read_contracts(table("contracts", row), UNDECLARED, known, "our", None)
    assert problems(parsed) == [("field.missing", "row 2, jurisdiction")]


def test_an_entry_in_full():
    parsed = entry(
        amount="1 234,50", document_type="УПД", due_date="12.02.2026", delivery_number="ТН-5",
        delivery_date="13.01.2026", settles="1; 2；3;", counterparty_number="7", description="лес",
        vat_rate="22%", sheets=Decimal(2),
    )  # fmt: skip
    assert parsed.problems == []
    assert parsed.records == [
        Entry(
            date=date(2026, 1, 12), contract="c", kind="shipment", number="5",
            amount=Decimal("1234.50"), document_type="УПД", due_date=date(2026, 2, 12),
            delivery_number="ТН-5", delivery_date=date(2026, 1, 13), settles=("1", "2", "3"),
            counterparty_number="7", description="лес", vat_rate=Decimal(22),
            sheets=2,
        )
    ]  # fmt: skip
    assert repr(parsed.records[0].origin) == "Origin(source='data/ledger.csv', row=2)"


def test_an_entry_with_nothing_optional_has_the_defaults_of_the_model():
    (found,) = entry().records
    assert found == Entry(
        date=date(2026, 1, 12), contract="c", kind="shipment", number="5", amount=Decimal("9.50")
    )  # fmt: skip
    assert str(found.amount) == "9.50"


@pytest.mark.parametrize(
    ("cells", "code", "field"),
    [
        ({"date": ""}, "field.missing", "date"),
        ({"contract": " "}, "field.missing", "contract"),
        ({"kind": ""}, "field.missing", "kind"),
        ({"number": ""}, "field.missing", "number"),
        ({"amount": ""}, "field.missing", "amount"),
        ({"contract": "d"}, "reference.unknown", "contract"),
        ({"kind": "отгруска"}, "choice.unknown", "kind"),
        ({"kind": "возврат"}, "choice.ambiguous", "kind"),
        ({"date": "03/04/2026"}, "date.ambiguous", "date"),
        ({"due_date": "скоро"}, "date.unreadable", "due_date"),
        ({"amount": "9.505"}, "amount.ambiguous", "amount"),
        ({"amount": "0.505"}, "amount.decimals", "amount"),
        ({"amount": Decimal("9.505")}, "amount.decimals", "amount"),
        ({"amount": 9.500000000000002}, "amount.float", "amount"),
        ({"amount": "1" + "0" * 15}, "amount.too_large", "amount"),
        ({"amount": "0"}, "amount.not_positive", "amount"),
        ({"amount": "-5"}, "amount.not_positive", "amount"),
        ({"amount": "5 €"}, "amount.currency", "amount"),
        ({"vat_rate": "200"}, "percent.unreadable", "vat_rate"),
        ({"sheets": "0"}, "sheets.unreadable", "sheets"),
        ({"sheets": "1-3"}, "sheets.unreadable", "sheets"),
        ({"settles": "1.5E+19"}, "digits.lost", "settles"),
        ({"number": date(2026, 5, 12)}, "text.date", "number"),
    ],
)
def test_an_entry_with_an_error_is_left_out(cells, code, field):
    parsed = entry(**cells)
    assert problems(parsed) == [(code, f"row 2, {field}")]
    assert parsed.records == []
    assert [len(found) for found in parsed.broken.values()] == [1]


@pytest.mark.parametrize("kind", ["correction", "opening"])
def test_some_kinds_have_a_sign(kind):
    assert entry(kind=kind, amount="-5").records[0].amount == Decimal(-5)


@pytest.mark.parametrize("cell", ["5 руб.", "₽5", "RUB 5", "5.00"])
def test_the_mark_of_the_contracts_own_currency_is_fine(cell):
    assert entry(amount=cell).records[0].amount == 5


@pytest.mark.parametrize("cell", ["без НДС", "0", "免税", "exento"])
def test_no_vat_is_not_unknown_vat(cell):
    assert entry(vat_rate=cell).records[0].vat_rate == 0


def test_the_decimals_are_those_of_the_currency():
    row = {"date": "2026-01-12", "contract": "c", "kind": "shipment", "number": "5"}
    assert problems(entries({**row, "amount": "9.50"}, currency="JPY")) == [
        ("amount.decimals", "row 2, amount")
    ]
    (found,) = entries({**row, "amount": "0.505"}, currency="KWD").records
    assert str(found.amount) == "0.505"


def test_one_reason_for_a_whole_column_is_told_once():
    row = {
        "date": "03/04/2026",
        "contract": "c",
        "kind": "shipment",
        "number": "5",
        "amount": "1.500",
    }
    parsed = entries(row, row, row)
    assert problems(parsed) == [
        ("date.ambiguous", "row 2, date"), ("amount.ambiguous", "row 2, amount"),
    ]  # fmt: skip
    assert parsed.records == []


def test_a_day_above_twelve_in_another_column_of_the_file_proves_the_order():
    row = {"date": "03/04/2026", "contract": "c", "kind": "shipment", "number": "5", "amount": "1",
           "due_date": "30/04/2026"}  # fmt: skip
    assert entries(row).records[0].date == date(2026, 4, 3)


def test_a_term_of_more_than_ten_years_is_a_warning():
    parsed = entries({"date": "2026-07-08", "contract": "c", "kind": "shipment", "number": "5",
                      "amount": "1.00", "due_date": "2062-08-08"})  # fmt: skip
    assert problems(parsed) == [("due_date.far", "row 2, due_date")]
    assert len(parsed.records) == 1


def test_a_due_date_before_the_document_is_a_warning():
    parsed = entry(due_date="2026-01-02")
    assert problems(parsed) == [("due_date.before_date", "row 2, due_date")]
    assert len(parsed.records) == 1


def test_totals_are_passed_over_but_nothing_else():
    row = {"date": "2026-01-12", "contract": "c", "kind": "shipment", "number": "5", "amount": "1"}
    total = {"date": "Итого", "contract": "", "kind": "", "number": "", "amount": "1"}
    named = {**row, "date": "Итого"}
    assert problems(entries(row, total, {**total, "date": "", "kind": "合计"})) == []
    assert problems(entries(row, named)) == [("date.unreadable", "row 3, date")]


def test_errors_go_with_their_contract():
    row = {"date": "2026-01-12", "contract": "c", "kind": "shipment", "number": "5", "amount": "1"}
    parsed = entries(
        row,
        {**row, "amount": "x"},
        {**row, "contract": ""},
        {**row, "contract": "broken", "amount": "1.234,567"},
    )
    assert {name: [item.code for item in found] for name, found in parsed.broken.items()} == {
        "c": ["amount.unreadable"], "": ["field.missing"],
    }  # fmt: skip
    assert [item.contract for item in parsed.records] == ["c", "broken"]


AMOUNTS = st.decimals(min_value=Decimal("0.01"), max_value=10**12, places=2)
ROWS = st.lists(
    st.fixed_dictionaries(
        {
            "date": st.dates(min_value=date(1990, 1, 1), max_value=date(2050, 1, 1)),
            "kind": st.sampled_from(["shipment", "payment", "return", "offset", "refund"]),
            "number": st.from_regex(r"[А-Я0-9/-]{1,8}", fullmatch=True),
            "amount": AMOUNTS,
        }
    ),
    max_size=8,
)


@settings(max_examples=60)
@given(ROWS, st.sampled_from(["ru", "es", "zh"]))
def test_a_ledger_written_by_a_locale_is_read_back(rows, locale):
    symbols = LOCALES[locale]
    marks = {44: symbols.group or "\u00a0", 46: symbols.decimal}
    pattern = "%Y-%m-%d" if locale == "zh" else "%d/%m/%Y"
    cells = [
        {
            **row,
            "contract": "c",
            "date": row["date"].strftime(pattern),
            "amount": f"{row['amount']:,.2f}".translate(marks),
        }
        for row in rows
    ]
    if cells:
        parsed = entries(*cells, locale=symbols)
        assert parsed.problems == []
        assert [
            {"date": item.date, "kind": item.kind, "number": item.number, "amount": item.amount}
            for item in parsed.records
        ] == rows
