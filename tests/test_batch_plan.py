"""Who is asked for: everybody of the ledger, in its order, made or refused or skipped by name."""

import datetime as dt
from decimal import Decimal

import pytest

from batches import make_many
from letters.batch.plan import Order, make_plan
from letters.errors import UsageError
from letters.model.book import Book
from letters.model.case import Credit
from letters.reading.sample import make_workspace
from letters.reading.workspace import read_workspace

AS_OF = dt.date(2026, 9, 15)


@pytest.fixture
def firm(tmp_path):
    make_workspace(tmp_path / "firm")
    return tmp_path / "firm"


def plan_of(root, **order):
    reading = read_workspace(root)
    return make_plan(reading.book, reading.settings, Order(as_of=AS_OF, **order), reading.left_out)


def contracts(items):
    return [name for item in items for name in item]


def ids(plan):
    return [contract.id for case in plan.cases for contract in case.contracts]


def test_all_are_asked_in_the_order_of_the_contracts(firm):
    plan = plan_of(firm, everyone=True)
    book = read_workspace(firm).book
    assert ids(plan) == list(book.contracts)
    assert plan.debtors == tuple(dict.fromkeys(each.debtor for each in book.contracts.values()))


def test_named_debtors_are_asked_in_the_order_of_the_user(firm):
    assert plan_of(firm, debtors=("kedr", "snegir", "kedr")).debtors == ("kedr", "snegir")


def test_each_case_has_the_ledger_of_its_contracts_only(firm):
    plan = plan_of(firm, debtors=("luchina",), merge_contracts=True)
    (case,) = plan.cases
    assert list(case.entries) == ["luchina-31", "luchina-4"]
    assert {entry.contract for entry in case.entries["luchina-4"]} == {"luchina-4"}


def test_what_the_debtor_has_to_his_credit_under_other_contracts_is_told(firm):
    """Prepaid under luchina-4; what he owes under luchina-31 is no credit there."""
    first, second = plan_of(firm, debtors=("luchina",)).cases
    assert first.credits == (Credit("luchina-4", Decimal("37600.00")),)
    assert second.credits == ()
    (merged,) = plan_of(firm, debtors=("luchina",), merge_contracts=True).cases
    assert merged.credits == ()
    (alone,) = plan_of(firm, contract="luchina-31").cases
    assert alone.credits == first.credits


@pytest.mark.parametrize("column", ["currency", "creditor"])
def test_credits_in_another_currency_or_with_another_creditor_do_not_count(firm, column):
    contracts = firm / "data" / "contracts.csv"
    lines = contracts.read_text(encoding="utf-8").splitlines()
    row = next(index for index, line in enumerate(lines) if line.startswith("luchina-4,"))
    old, new = {"currency": (",RUB,", ",EUR,"), "creditor": ("luchina,,", "luchina,kedr,")}[column]
    lines[row] = lines[row].replace(old, new, 1)
    contracts.write_text("\n".join(lines) + "\n", encoding="utf-8")
    first, _ = plan_of(firm, debtors=("luchina",)).cases
    assert first.credits == ()


def test_what_is_wrong_refuses_its_contract_by_name(firm):
    ledger = firm / "data" / "ledger.csv"
    text = ledger.read_text(encoding="utf-8")
    ledger.write_text(text.replace("2026-01-20,snegir-15", "20.13.2026,snegir-15"), "utf-8")
    plan = plan_of(firm, everyone=True)
    assert [(item.debtor, item.contracts) for item in plan.refusals] == [("snegir", ("snegir-15",))]
    assert "snegir-15" not in ids(plan)
    assert "snegir" in plan.debtors


def test_who_owes_nothing_overdue_is_skipped_by_name(firm):
    plan = plan_of(firm, everyone=True, only_overdue=True)
    assert sorted([*ids(plan), *contracts(item.contracts for item in plan.skips)]) == sorted(
        ids(plan_of(firm, everyone=True))
    )
    assert ("luchina-4",) in [item.contracts for item in plan.skips]


def test_a_debt_without_a_due_date_may_be_overdue(firm):
    contracts = firm / "data" / "contracts.csv"
    text = contracts.read_text(encoding="utf-8")
    contracts.write_text(text.replace("RU,60,calendar", "RU,,calendar"), encoding="utf-8")
    assert "ryabinka-40" in ids(plan_of(firm, everyone=True, only_overdue=True))


def test_a_letter_needs_a_language(firm):
    for path, words, less in (
        ("letters.toml", 'language = "ru"', ""),
        ("data/parties.csv", ",RU,ru,7698013375", ",DE,,7698013375"),
    ):
        text = (firm / path).read_text(encoding="utf-8")
        (firm / path).write_text(text.replace(words, less), encoding="utf-8")
    plan = plan_of(firm, debtors=("snegir", "kedr"))
    assert ids(plan) == ["kedr-8"]
    assert [item.problems[0].code for item in plan.refusals] == ["party.no_language"]
    assert ids(plan_of(firm, debtors=("snegir",), language="es")) == ["snegir-15"]


def test_a_contract_of_nobody_is_refused(firm):
    with pytest.raises(UsageError, match="there is no contract"):
        plan_of(firm, everyone=True, contract="none")


class Counted(dict):
    """Counts how often all contracts are looked through."""

    walks = 0

    def values(self):
        Counted.walks += 1
        return super().values()


def test_the_contracts_are_not_looked_through_for_each_debtor(tmp_path):
    reading = read_workspace(make_many(tmp_path / "firm", 30))
    book = Book(reading.book.parties, Counted(reading.book.contracts), reading.book.entries)
    plan = make_plan(book, reading.settings, Order(everyone=True, as_of=AS_OF))
    assert len(plan.cases) == 30
    assert Counted.walks < 10


@pytest.mark.parametrize(
    ("name", "code", "hint"),
    [
        ("sneghir", "party.unknown", "did you mean snegir?"),
        ("nobody", "party.unknown", "see the column id of the parties table"),
        ("7698013375", "party.ambiguous", "write one of their ids: snegir, branch"),
    ],
)
def test_a_name_of_nobody_or_of_several_refuses_only_itself(firm, name, code, hint):
    parties = firm / "data" / "parties.csv"
    text = parties.read_text(encoding="utf-8")
    (row,) = [line for line in text.splitlines() if line.startswith("snegir,")]
    parties.write_text(text + row.replace("snegir,", "branch,", 1) + "\n", encoding="utf-8")
    plan = plan_of(firm, debtors=("kedr", name, "snegir"))
    assert ids(plan) == ["kedr-8", "snegir-15"]
    assert plan.debtors == ("kedr", name, "snegir")
    (refusal,) = plan.refusals
    assert (refusal.debtor, refusal.problems[0].code) == (name, code)
    assert refusal.problems[0].hint_text() == hint


def test_a_contract_of_another_is_the_fault_of_the_option_not_of_the_data(firm):
    plan = plan_of(firm, debtors=("snegir", "kedr"), contract="kedr-8")
    assert ids(plan) == ["kedr-8"]
    (refusal,) = plan.refusals
    assert str(refusal.problems[0]) == (
        "--contract: contract kedr-8 is not one of snegir (his contracts: snegir-15)"
    )


def test_a_contract_is_found_by_its_number_unless_several_have_it(firm):
    assert ids(plan_of(firm, contract="15/П")) == ["snegir-15"]
    contracts = firm / "data" / "contracts.csv"
    contracts.write_text(contracts.read_text(encoding="utf-8").replace("27/П", "15/П"), "utf-8")
    with pytest.raises(UsageError, match="ids: snegir-15, orlova-27"):
        plan_of(firm, contract="15/П")
    assert ids(plan_of(firm, contract="15/П", debtors=("orlova",))) == ["orlova-27"]


def test_one_fault_of_a_party_is_one_refusal_for_all_its_contracts(firm):
    parties = firm / "data" / "parties.csv"
    text = parties.read_text(encoding="utf-8")
    parties.write_text(text.replace("luchina,", "luchina,\ufffd", 1), encoding="utf-8")
    plan = plan_of(firm, debtors=("luchina",))
    assert [item.contracts for item in plan.refusals] == [("luchina-31", "luchina-4")]
