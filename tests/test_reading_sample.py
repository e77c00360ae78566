"""The sample workspace: complete, consistent, and with something to do for every command."""

import csv
import tomllib
from collections import Counter
from dataclasses import fields
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from letters.errors import OutputError, UsageError
from letters.law import law_for
from letters.law.identifiers import identifier_problems
from letters.model.contract import Contract
from letters.model.entry import Entry
from letters.model.money import to_amount
from letters.model.party import Party
from letters.reading.sample import make_workspace

AS_OF = date(2026, 9, 15)
MANDATORY = {
    "RU": "tax_id registration_no bank_name bank_account bank_code correspondent_account "
    "signatory_position signatory_basis",
    "CN": "tax_id phone bank_name bank_account bank_code signatory_position",
    "ES": "tax_id bank_name bank_account signatory_id",
    "MX": "tax_id bank_name bank_account signatory_id signatory_position signatory_basis",
}


@pytest.fixture(scope="module")
def workspace(tmp_path_factory):
    folder = tmp_path_factory.mktemp("sample") / "new"
    make_workspace(folder)
    return folder


def table(workspace, name):
    with (workspace / "data" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def settings(workspace):
    return tomllib.loads((workspace / "letters.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def parties(workspace):
    return {row["id"]: Party(**row) for row in table(workspace, "parties")}


@pytest.fixture(scope="module")
def contracts(workspace, settings):
    kinds = {
        "date": date.fromisoformat,
        "payment_days": int,
        "penalty_percent": Decimal,
        "penalty_of_key_rate": Fraction,
        "penalty_cap_percent": Decimal,
        "response_days": int,
        "sheets": int,
    }
    found = {}
    for row in table(workspace, "contracts"):
        row["creditor"] = row["creditor"] or settings["creditor"]
        values = {name: kinds.get(name, str)(text) for name, text in row.items() if text}
        found[row["id"]] = Contract(**values)
    return found


@pytest.fixture(scope="module")
def entries(workspace, contracts):
    kinds = {
        "date": date.fromisoformat,
        "due_date": date.fromisoformat,
        "delivery_date": date.fromisoformat,
        "vat_rate": Decimal,
        "sheets": int,
        "settles": lambda text: tuple(text.split(";")),
    }
    found = []
    for row in table(workspace, "ledger"):
        amount = to_amount(row.pop("amount"), contracts[row["contract"]].currency)
        values = {name: kinds.get(name, str)(text) for name, text in row.items() if text}
        found.append(Entry(**values, amount=amount))
    return found


@pytest.mark.parametrize(
    ("name", "record"), [("parties", Party), ("contracts", Contract), ("ledger", Entry)]
)
def test_headings_are_the_canonical_ones_and_all_of_them(workspace, name, record):
    expected = {field.name for field in fields(record)} - {"origin", "import_key"}
    assert set(table(workspace, name)[0]) == expected


def test_every_identifier_is_valid(parties):
    assert [
        str(problem) for party in parties.values() for problem in identifier_problems(party)
    ] == []


def test_every_party_has_what_its_letters_must_name(parties):
    gaps = []
    for party in parties.values():
        needed = MANDATORY[party.country].split()
        needed += ["address", "phone", "email", "language", "signatory_name", "signatory_gender"]
        if party.country == "RU" and party.kind == "company":
            needed += ["kpp", "accountant_name"]
        gaps += [f"{party.id} {name}" for name in needed if not getattr(party, name)]
    assert gaps == []


def test_the_group_has_a_company_and_its_counterparties_for_each_language(parties, contracts):
    creditors = {contract.creditor for contract in contracts.values()}
    assert {parties[name].country for name in creditors} == {"RU", "CN", "ES"}
    for creditor in creditors:
        own = [contract for contract in contracts.values() if contract.creditor == creditor]
        debtors = [parties[name] for name in {contract.debtor for contract in own}]
        assert len(debtors) >= 3
        assert {debtor.language for debtor in debtors} == {parties[creditor].language}
        assert {contract.jurisdiction for contract in own} == {parties[creditor].country}
        assert "sole_trader" in {debtor.kind for debtor in debtors}
        assert "f" in {debtor.signatory_gender for debtor in debtors}


def test_the_situations_that_letters_must_word_are_there(parties, contracts):
    debtors = [parties[contract.debtor] for contract in contracts.values()]
    assert any(debtor.signatory_basis.startswith("доверенность") for debtor in debtors)
    assert "MX" in {debtor.country for debtor in debtors}
    assert "person" not in {debtor.kind for debtor in debtors}
    per_debtor = Counter(contract.debtor for contract in contracts.values())
    assert max(per_debtor.values()) == 2
    terms = [
        (contract.jurisdiction, contract.penalty_per, contract.penalty_cap_percent is not None)
        for contract in contracts.values()
        if contract.penalty_percent
    ]
    assert {
        ("RU", "day", True),
        ("RU", "day", False),
        ("CN", "day", False),
        ("ES", "year", False),
    } <= set(terms)
    assert Fraction(1, 300) in {contract.penalty_of_key_rate for contract in contracts.values()}
    for law in ("RU", "CN", "ES"):
        assert any(
            contract.penalty_percent is None and contract.penalty_of_key_rate is None
            for contract in contracts.values()
            if contract.jurisdiction == law
        )


def test_references_resolve(settings, parties, contracts, entries):
    assert settings["creditor"] in parties
    for contract in contracts.values():
        assert {contract.creditor, contract.debtor} <= set(parties)
        assert bool(contract.court) != bool(contract.arbitration)
        assert contract.date <= min(
            entry.date for entry in entries if entry.contract == contract.id
        )
    for entry in entries:
        documents = {
            other.number
            for other in entries
            if other.contract == entry.contract and other.effect > 0 and other.date <= entry.date
        }
        assert set(entry.settles) <= documents, entry.number


def test_document_numbers_are_unique_in_a_contract(entries):
    numbers = Counter((entry.contract, entry.number) for entry in entries)
    assert [number for number, count in numbers.items() if count > 1] == []


def test_no_document_is_settled_beyond_its_amount(entries):
    for document in entries:
        if document.effect > 0:
            named = sum(
                -entry.effect
                for entry in entries
                if entry.contract == document.contract and entry.settles == (document.number,)
            )
            assert named <= document.amount, document.number


def test_the_ledger_covers_three_quarters_with_every_kind_of_entry(entries):
    assert {entry.kind for entry in entries} == {
        "shipment",
        "payment",
        "return",
        "offset",
        "correction",
        "refund",
        "opening",
    }
    days = [entry.date for entry in entries if entry.kind != "opening"]
    assert {(day.month - 1) // 3 for day in days} == {0, 1, 2}
    assert {day.year for day in days} == {2026}
    assert {entry.date for entry in entries if entry.kind == "opening"} == {date(2025, 12, 31)}
    assert max(days) > AS_OF
    assert all(entry.delivery_number for entry in entries if entry.kind == "shipment")


def overdue(contract, entries):
    """The balance of a contract on the as-of date without what is not yet due."""
    own = [entry for entry in entries if entry.contract == contract.id and entry.date <= AS_OF]
    not_due = sum(
        entry.amount
        for entry in own
        if entry.effect > 0 and law_for(contract.jurisdiction).due_date(entry, contract) >= AS_OF
    )
    return sum(entry.effect for entry in own) - not_due


def test_debts_are_overdue_everywhere_and_some_are_not(contracts, entries):
    late = {name: overdue(contract, entries) for name, contract in contracts.items()}
    assert {name for name, amount in late.items() if amount <= 0} == {"luchina-4", "ryabinka-40"}
    assert {contracts[name].jurisdiction for name, amount in late.items() if amount > 0} == {
        "RU",
        "CN",
        "ES",
    }
    assert late["snegir-15"] == Decimal("614939.65")


def test_one_contract_has_an_advance_in_favour_of_the_debtor(contracts, entries):
    balances = {
        name: sum(entry.effect for entry in entries if entry.contract == name) for name in contracts
    }
    assert [name for name, balance in balances.items() if balance < 0] == ["luchina-4"]
    assert balances["luchina-4"] == Decimal("-37600.00")


def test_mailboxes_are_nobodys(parties):
    assert all(party.email.endswith(".example") for party in parties.values())


def test_a_workspace_is_made_in_a_new_or_an_empty_folder(tmp_path):
    lists = ["data/contracts.csv", "data/ledger.csv", "data/parties.csv"]
    names = ["case.yaml", "letters.toml", *lists]
    for folder in (tmp_path / "new" / "deep", tmp_path / "empty"):
        if folder.name == "empty":
            folder.mkdir()
        written = make_workspace(folder)
        assert [path.relative_to(folder).as_posix() for path in written] == names
        assert all(path.stat().st_size for path in written)


def test_a_folder_that_holds_something_is_left_alone(tmp_path):
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(UsageError, match="not an empty folder"):
        make_workspace(tmp_path)
    with pytest.raises(UsageError, match="not an empty folder"):
        make_workspace(tmp_path / "mine.txt")
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_a_full_disk_leaves_no_half_of_a_workspace(tmp_path, monkeypatch):
    real = Path.write_bytes

    def full_after_one(path, data):
        if path.name == "ledger.csv":
            real(path, data[:10])
            raise OSError(28, "No space left on device")
        return real(path, data)

    monkeypatch.setattr(Path, "write_bytes", full_after_one)
    with pytest.raises(OutputError, match="No space left"):
        make_workspace(tmp_path / "new")
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []
