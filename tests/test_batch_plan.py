"""Who is asked for: everybody of the ledger, in its order, made or refused or skipped by name."""

import datetime as dt

import pytest

from batches import make_many
from letters.batch.plan import Order, make_plan
from letters.errors import UsageError
from letters.model.book import Book
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
