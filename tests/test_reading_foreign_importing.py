"""Whose rows of a foreign file are, what is new among them, and what is refused."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from letters.model.book import Book
from letters.model.contract import Contract
from letters.model.entry import Entry
from letters.model.origin import Origin
from letters.model.party import Party
from letters.reading.foreign.found import Balance, Control, Found, Movement, NamedContract
from letters.reading.foreign.importing import Importer
from letters.reading.foreign.matching import Match, Parties
from letters.reading.foreign.names import name_key
from letters.reading.foreign.rules import Rules

OURS = Party(id="we", name="ООО «Лиморель»", tax_id="7736207543", language="ru")
SNEGIR = Party(
    id="snegir", name="Общество с ограниченной ответственностью «Снегирь»",
    short_name="ООО «Снегирь»", tax_id="7698013375", language="ru",
)  # fmt: skip
ELKA = Party(
    id="elka", name="ИП Ёлкин Пётр Ильич", language="ru", bank_account="40802810900000000007"
)
MING = Party(id="ming", name="宁波明远贸易有限公司", language="zh")


def contract(name, debtor, number, *, currency="RUB"):
    return Contract(
        id=name, debtor=debtor, creditor="we", number=number, date=date(2025, 2, 1),
        currency=currency, jurisdiction="RU",
    )  # fmt: skip


BOOK = Book(
    parties={party.id: party for party in (OURS, SNEGIR, ELKA, MING)},
    contracts={
        one.id: one
        for one in (
            contract("snegir-15", "snegir", "15/П"),
            contract("snegir-16", "snegir", "16/П"),
            contract("elka-1", "elka", "1"),
            contract("ming-1", "ming", "LM-XS-2025-0318", currency="CNY"),
        )
    },
    entries=(
        Entry(date=date(2026, 7, 8), contract="snegir-15", kind="shipment", number="УПД-57",
              amount=Decimal("5000.00"), origin=Origin("data/ledger.csv", 2)),
        Entry(date=date(2026, 7, 9), contract="elka-1", kind="payment", number="31",
              amount=Decimal("100.00"), origin=Origin("data/ledger.csv", 3)),
    ),
)  # fmt: skip


def row(number, amount="100.00", *, kind="payment", party=SNEGIR, day=(2026, 9, 1), **more):
    more.setdefault("contract", NamedContract(number="15/П"))
    place = int(number) if number.isdecimal() else 1
    return Movement(
        origin=Origin("f.txt", place), date=date(*day), kind=kind, amount=Decimal(amount),
        party=replace(party, id=""), number=number, **more,
    )  # fmt: skip


def found(*movements, sort="bank", **more):
    return Found(format="A bank", source="f.txt", sort=sort, movements=movements, **more)


def plan(file, rules=None, book=BOOK):
    return Importer(book, "we", rules or Rules()).plan(file)


@pytest.mark.parametrize(
    ("named", "party", "how"),
    [
        (Party(id="", name="что угодно", tax_id="7698013375"), "snegir", "tax_id"),
        (Party(id="", name="СНЕГИРЬ  ООО"), "snegir", "name"),
        (Party(id="", name='Общество с ограниченной ответственностью "СНЕГИРЬ"'), "snegir", "name"),
        (Party(id="", name="Снегирь"), "snegir", "similar"),
        (Party(id="", name="ООО «Cнегиpь»"), "snegir", "similar"),  # Latin C and p
        (Party(id="", name="OOO Снегирь"), "snegir", "similar"),  # all Latin
        (Party(id="", name="Елкин Петр Ильич ИП"), "elka", "name"),
        (Party(id="", name="宁波明远贸易 有限公司"), "ming", "name"),
        (Party(id="", name="Кто-то", bank_account="40802810900000000007"), "elka", "account"),
    ],
)
def test_a_party_is_found_and_it_is_said_how(named, party, how):
    match = Parties(BOOK.parties.values(), {}).match(named)
    assert isinstance(match, Match)
    assert (match.party.id, match.how) == (party, how)
    assert match.exact == (how in {"tax_id", "name"})


@pytest.mark.parametrize(
    "named",
    [
        Party(id="", name="ООО «Снегирь»", tax_id="7800000012"),  # another company of that name
        Party(id="", name="ИП Снегирь"),
        Party(id="", name="АО «Снегирь»"),
        Party(id="", name="ООО «Снегирь-Юг»"),
        Party(id="", name=""),
    ],
)
def test_who_only_looks_like_a_party_is_nobody(named):
    assert Parties(BOOK.parties.values(), {}).match(named) is None


def test_two_parties_of_one_name_are_not_chosen_between():
    twin = replace(SNEGIR, id="snegir2", tax_id="")
    fault = Parties([replace(SNEGIR, tax_id=""), twin], {}).match(Party(id="", name="ООО Снегирь"))
    assert "snegir, snegir2" in str(fault.params)
    ruled = Parties([SNEGIR, twin], {"Снегирь ООО": "snegir2"}).match(
        Party(id="", name="ООО «Снегирь»")
    )
    assert (ruled.party.id, ruled.how) == ("snegir2", "rule")


def test_legal_forms_may_stand_anywhere():
    keys = ["TALLERES LÓPEZ, S.L.", "Talleres Lopez SL", "Sociedad Limitada Talleres López"]
    assert len(set(map(name_key, keys))) == 1
    assert name_key("АО").words == "ао"


def test_rows_become_entries_of_the_contract_that_the_file_names():
    made = plan(found(row("95"), row("96", party=ELKA, contract=NamedContract())))
    assert [(one.entry.contract, one.place.how) for one in made.taken] == [
        ("snegir-15", "number"),
        ("elka-1", "only"),
    ]
    assert made.taken[0].entry.import_key == "bank snegir 2026-09-01 95 -100.00"
    assert not made.refused


def test_the_purpose_of_a_payment_suggests_contract_and_documents():
    text = "Оплата по договору № 15/П от 01.02.2025, УПД № 57, в т.ч. НДС 22%"
    made = plan(found(row("95", contract=NamedContract(), description=text)))
    taken = made.taken[0]
    assert (taken.place.how, taken.place.exact) == ("purpose", False)
    assert (taken.entry.contract, taken.entry.settles) == ("snegir-15", ())
    made = plan(found(row("95", contract=NamedContract(), description="за УПД-57 от 08.07.2026")))
    assert (made.taken[0].place.how, made.taken[0].entry.settles) == ("document", ("УПД-57",))


def test_a_payment_that_may_be_of_two_contracts_refuses_the_file_until_a_rule_decides():
    file = found(row("95", contract=NamedContract(), description="по счёту"), row("96"))
    made = plan(file)
    (problem,) = made.problems
    assert str(problem) == (
        "f.txt: row 95: Общество с ограниченной ответственностью «Снегирь»: the row may belong to "
        "snegir-15, snegir-16 (say in import.toml which, under [contracts])"
    )
    assert made.taken == []
    ruled = plan(file, Rules(contracts={"snegir": "snegir-16"}))
    assert [one.entry.contract for one in ruled.taken] == ["snegir-16", "snegir-15"]


def test_a_contract_that_is_not_ours_is_never_replaced_by_the_only_one():
    made = plan(found(row("95", party=ELKA, contract=NamedContract(number="77"))))
    assert "no contract 77 with us" in str(made.problems[0])


def test_payments_of_strangers_are_put_aside_and_named():
    stranger = Party(id="", name="ООО «Чужой»", tax_id="7800000012")
    made = plan(found(row("95", party=stranger), row("96")))
    assert [(one.origin.row, one.text) for one in made.aside] == [(95, "ООО «Чужой»")]
    assert len(made.taken) == 1


def test_money_paid_out_counts_only_when_it_says_that_it_is_given_back():
    made = plan(
        found(
            row("95", kind="refund", description="Возврат излишне уплаченного"),
            row("96", kind="refund", description="За аренду"),
        )
    )
    assert [one.entry.kind for one in made.taken] == ["refund"]
    assert [one.origin.row for one in made.aside] == [96]


def test_unknown_parties_of_a_ledger_refuse_it_once_a_name():
    stranger = Party(id="", name="ООО «Чужой»")
    made = plan(found(row("1", party=stranger), row("2", party=stranger), sort="account"))
    assert [problem.params["count"] for problem in made.problems] == [2]
    assert made.refused


def test_documents_bring_their_parties_and_contracts():
    buyer = Party(id="", name="АО «Новый»", tax_id="7800000012", kpp="780001001")
    terms = NamedContract(number="8/К", date=date(2026, 1, 15), title="Договор поставки")
    file = found(
        row("1", kind="shipment", party=buyer, contract=terms, currency="RUB"),
        row("2", kind="shipment", party=buyer, contract=terms, currency="RUB"),
        sort="documents",
    )
    made = plan(file)
    assert [party.id for party in made.parties] == ["7800000012"]
    assert [(one.id, one.number) for one in made.contracts] == [("7800000012-8-к", "8/К")]
    assert [one.entry.contract for one in made.taken] == ["7800000012-8-к"] * 2


def test_nothing_is_taken_twice():
    file = found(row("95"), row("95"), row("96"))
    importer = Importer(BOOK, "we", Rules())
    assert len(importer.plan(file).taken) == 3  # two equal rows of one file are two payments
    again = importer.plan(found(row("95"), row("95"), row("95"), row("96")))
    assert [one.entry.number for one in again.taken] == ["95"]
    assert len(again.already) == 3


def test_what_was_typed_by_hand_is_known_again():
    same = row("57", "5000.00", kind="shipment", day=(2026, 7, 8))
    made = plan(found(replace(same, number="УПД 0057"), sort="account"))
    assert made.taken == []
    assert made.already[0].entry.origin.row == 2


def test_a_payment_numbered_by_the_accounting_program_is_the_same_payment():
    program = row("1", party=ELKA, contract=NamedContract(), day=(2026, 7, 9))
    made = plan(found(replace(program, number="0000-000033"), sort="account"))
    assert [one.other_number for one in made.already] == [True]
    bank = plan(found(replace(program, number="32"), sort="bank"))  # the bank's own numbers differ
    assert [one.entry.number for one in bank.taken] == ["32"]
    assert [problem.code for problem in bank.problems] == ["import.alike"]


def test_a_corrected_imported_row_is_still_known():
    key = "bank snegir 2026-09-01 95 -100.00"
    corrected = Entry(
        date=date(2026, 9, 2), contract="snegir-16", kind="payment", number="95",
        amount=Decimal("101.00"), import_key=key,
    )  # fmt: skip
    book = replace(BOOK, entries=(*BOOK.entries, corrected))
    assert plan(found(row("95")), book=book).taken == []


def test_opposite_signs_become_the_kind_that_they_are():
    rows = [
        row("1", "-5.00"),
        row("2", "-5.00", kind="shipment"),
        row("3", "-5.00", kind="return"),
        row("4", "0.00"),
    ]
    made = plan(found(*rows, sort="account"))
    assert [(one.entry.kind, str(one.entry.amount)) for one in made.taken] == [
        ("refund", "5.00"), ("correction", "-5.00"), ("correction", "5.00"),
    ]  # fmt: skip
    assert [one.entry.effect for one in made.taken] == [one.movement.effect for one in made.taken]
    assert len(made.aside) == 1


def test_a_total_that_does_not_hold_refuses_the_file():
    control = Control("turnover, debit", Decimal("10.00"), Decimal("9.99"), Origin("f.txt", 99))
    made = plan(found(row("95"), controls=(control,)))
    assert made.refused
    assert "row 99: turnover, debit: the file states 10.00, its rows make 9.99" in str(
        made.problems[0]
    )


def test_a_third_decimal_is_refused():
    assert plan(found(row("95", "1.005"))).refused


def test_books_of_the_other_side_are_not_imported():
    made = plan(found(row("95"), sort="account", owner=replace(SNEGIR, id="")))
    assert "letters reconcile snegir --theirs" in str(made.problems[0])
    strange = plan(found(row("95"), sort="documents", owner=Party(id="", name="ООО «Чужой»")))
    assert "not our company" in str(strange.problems[0])


def test_an_opening_balance_is_taken_where_the_ledger_begins_with_it():
    def opening(party, amount):
        return Balance(
            origin=Origin("f.txt", 5), party=replace(party, id=""), date=date(2026, 7, 1),
            amount=Decimal(amount),
        )  # fmt: skip

    made = plan(found(sort="account", opening=(opening(ELKA, "-70.00"),)))
    entry = made.taken[0].entry
    assert (entry.kind, entry.date, entry.amount) == ("opening", date(2026, 7, 1), Decimal(-70))
    later = replace(opening(SNEGIR, "4000.00"), date=date(2026, 8, 1))
    made = plan(found(sort="account", opening=(later,)))
    assert made.taken == []
    assert "begins with 4000.00, the ledger has 5000.00 by then" in str(made.problems[0])
    assert not made.refused


def test_settled_documents_take_the_number_that_the_ledger_has():
    said = plan(found(row("8", settles=("УПД-0057", "99")), sort="account"))
    assert [taken.entry.settles for taken in said.taken] == [("УПД-57", "99")]


def named(day, number, *, kind="shipment", amount="5000.00", **more):
    return row(number, amount, kind=kind, day=day, **more)


@pytest.mark.parametrize(
    ("movement", "sort", "is_new"),
    [
        (named((2026, 7, 10), "57", description="УПД-57"), "documents", False),
        (named((2026, 7, 10), "УПД 0000-57"), "documents", False),  # dated by the day it was sent
        (named((2026, 7, 10), "26332", description="送货单УПД-57"), "documents", False),
        (named((2026, 7, 8), "26332", delivery_number="УПД-57"), "account", False),
        (named((2026, 7, 30), "УПД-57"), "account", True),  # too far to be the same
        (named((2026, 7, 10), "58"), "account", True),
        (named((2026, 7, 10), "УПД-57", kind="correction"), "account", True),
    ],
)
def test_a_document_that_another_program_dates_or_names_otherwise(movement, sort, is_new):
    said = plan(found(replace(movement, origin=Origin("f.txt", 5)), sort=sort))
    assert bool(said.taken) is is_new
    assert [one.entry.number for one in said.already] == ([] if is_new else ["УПД-57"])


def test_a_payment_typed_the_day_before_the_bank_booked_it():
    paid = row("31", party=ELKA, day=(2026, 7, 10), contract=NamedContract())
    said = plan(found(paid))
    assert [(one.other_day, one.other_number) for one in said.already] == [(True, False)]
    assert plan(found(replace(paid, date=date(2026, 7, 20)))).already == []


def test_an_invoice_with_the_amount_of_a_delivery_is_taken_and_said():
    said = plan(found(named((2026, 7, 10), "58"), named((2026, 7, 11), "59"), sort="documents"))
    assert len(said.taken) == 2
    (problem,) = said.problems
    assert (problem.code, problem.severity) == ("import.alike_document", "warning")
    assert "УПД-57" in str(problem)


def test_a_payer_who_may_be_two_parties_refuses_the_statement():
    other = replace(SNEGIR, id="snegir-2", tax_id="", name="Снегирь АО", short_name="")
    book = replace(BOOK, parties={**BOOK.parties, "snegir-2": other})
    named = Party(id="", name="Снегирь")
    said = plan(found(row("8", party=named)), book=book)
    assert [problem.code for problem in said.problems] == ["import.party_ambiguous"]


def test_listed_parties_are_known_new_or_put_aside():
    new = Party(id="", name="ООО «Новая»", tax_id="7707083893")
    nobody = Party(id="", name="Кто-то")
    said = plan(found(parties=(replace(SNEGIR, id=""), new, nobody)))
    assert [match.party.id for match in said.matches.values()] == ["snegir"]
    assert [party.id for party in said.parties] == ["7707083893"]
    assert [one.text for one in said.aside] == ["Кто-то"]


def test_the_total_that_does_not_hold_is_named_in_the_language_of_the_user():
    said = plan(found(controls=(Control("closing balance", Decimal(1), Decimal(2)),)))
    words = {"closing balance": "сальдо конечное"}
    assert "сальдо конечное" in said.problems[0].render(lambda text: words.get(text, text))


def test_a_balance_that_the_ledger_does_not_end_with_is_told():
    def closing(amount):
        return Balance(
            origin=Origin("f.txt", 9), party=replace(SNEGIR, id=""), date=date(2026, 9, 30),
            amount=Decimal(amount),
        )  # fmt: skip

    right = plan(found(row("95"), sort="account", closing=(closing("4900.00"),)))
    assert right.problems == []
    wrong = plan(found(row("95"), sort="account", closing=(closing("4800.00"),)))
    assert "ends with 4800.00, the ledger then has 4900.00" in str(wrong.problems[0])
    assert not wrong.refused


def test_an_opening_that_its_currency_cannot_hold_refuses_the_file():
    odd = Balance(
        origin=Origin("f.txt", 5), party=replace(ELKA, id=""), date=date(2026, 7, 1),
        amount=Decimal("70.005"),
    )  # fmt: skip
    made = plan(found(sort="account", opening=(odd,)))
    assert made.refused
    assert str(made.problems[0]).startswith("f.txt: row 5: ")
