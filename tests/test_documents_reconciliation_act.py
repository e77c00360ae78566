"""The reconciliation act: its figures row by row, whom it is made for, and what refuses it."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from act_ledgers import ES, RU, ZH
from letters.batch.plan import Order, make_plan
from letters.documents.reconciliation_act import ActOptions, reconciliation_act
from letters.errors import Refused
from letters.model.book import Book
from letters.model.entry import ENTRY_KINDS, SIGNED_KINDS, Entry
from letters.model.period import Period, parse_period
from letters.model.settings import Settings
from letters_zh_es import es, zh
from parties import BUYER, SELLER, SUPPLY, case, ledger

Q3 = ActOptions(parse_period("2026-Q3"))


def table(figures):
    return [
        " ".join(row[name] for name in ("date", "number", "debit", "credit", "balance"))
        for row in figures["rows"]
    ]


def balances(figures):
    names = ("opening_balance", "debit_turnover", "credit_turnover", "closing_balance")
    return [figures[name] for name in names]


def other_contract(entries, **changes):
    contract = replace(SUPPLY, id="other", number="16/П", **changes)
    return contract, ledger(entries, "other")


def merged(first, second):
    contract, entries = other_contract(second)
    facts = case(first, contracts=(SUPPLY, contract))
    return replace(facts, entries={**facts.entries, "other": entries})


def test_the_russian_example_row_by_row():
    figures = reconciliation_act(case(RU), Q3).as_json()
    assert balances(figures) == ["120000.00", "330500.49", "280000.00", "170500.49"]
    assert table(figures) == [
        "2026-07-08 201 230500.50 0.00 350500.50",
        "2026-07-15 77 0.00 120000.00 230500.50",
        "2026-08-20 233 99999.99 0.00 330500.49",
        "2026-08-28 12 0.00 10000.00 320500.49",
        "2026-09-30 95 0.00 150000.00 170500.49",
    ]
    assert figures["in_favour_of"] == "creditor"
    assert figures["period"] == {"from": "2026-07-01", "to": "2026-09-30"}
    assert figures["amount_in_words"] == "Сто семьдесят тысяч пятьсот рублей 49 копеек"


def test_the_chinese_example_row_by_row():
    figures = reconciliation_act(zh(ZH), Q3).as_json()
    assert balances(figures) == ["152000.00", "273550.75", "192450.75", "233100.00"]
    assert [row.split()[-1] for row in table(figures)] == [
        "241200.00", "141200.00", "205550.75", "196350.75", "193100.00", "313100.00", "233100.00",
    ]  # fmt: skip
    assert figures["amount_in_words"] == "人民币贰拾叁万叁仟壹佰元整"


def test_the_spanish_example_row_by_row():
    figures = reconciliation_act(es(ES), Q3).as_json()
    assert balances(figures) == ["3200.00", "4235.00", "4321.00", "3114.00"]
    assert [row.split()[-1] for row in table(figures)] == [
        "0.00", "1815.00", "1694.00", "4114.00", "3114.00",
    ]  # fmt: skip
    assert figures["amount_in_words"] == "tres mil ciento catorce euros"


def test_the_same_movements_from_nothing_leave_an_advance():
    without = "\n".join(line for line in ES.splitlines() if "0090 3200" not in line)
    act = reconciliation_act(es(without), Q3)
    assert (act.closing_balance, act.main_figure) == (Decimal("-86.00"), Decimal("86.00"))
    assert act.as_json()["in_favour_of"] == "debtor"
    assert act.as_json()["amount_in_words"] == "ochenta y seis euros"


def test_nobody_is_favoured_by_zero():
    text = "2026-07-08 shipment УПД 1 5.00\n2026-07-09 payment п/п 1 5.00"
    figures = reconciliation_act(case(text), Q3).as_json()
    assert (figures["closing_balance"], figures["in_favour_of"]) == ("0.00", None)


@pytest.mark.parametrize(
    ("day", "where"),
    [
        ("2026-06-30", ["5.00", "0.00", "0.00", "5.00"]),
        ("2026-07-01", ["0.00", "5.00", "0.00", "5.00"]),
        ("2026-09-30", ["0.00", "5.00", "0.00", "5.00"]),
    ],
)
def test_both_ends_belong_to_the_period(day, where):
    assert balances(reconciliation_act(case(f"{day} shipment УПД 1 5.00"), Q3).as_json()) == where


def test_the_period_decides_not_the_day_of_the_case():
    act = reconciliation_act(case(RU, as_of="2026-12-31"), Q3)
    assert act.case.as_of == date(2026, 9, 30)
    assert act.as_json()["as_of"] == "2026-09-30"
    assert act.later_entries == 1


@pytest.mark.parametrize("entries", ["", "2026-10-01 shipment УПД 1 5.00"])
def test_nothing_moved_and_nothing_is_owed(entries):
    assert reconciliation_act(case(entries), Q3) is None
    act = reconciliation_act(case(entries), replace(Q3, include_empty=True))
    assert (act.main_figure, act.rows) == (Decimal("0.00"), ())


def test_a_balance_without_movement_is_still_an_act():
    figures = reconciliation_act(case("2026-06-30 shipment УПД 1 5.00"), Q3).as_json()
    assert balances(figures) == ["5.00", "0.00", "0.00", "5.00"]
    assert figures["rows"] == []


def test_the_parts_of_the_balance_by_age():
    act = reconciliation_act(es(ES), Q3)
    assert (act.overdue, act.not_due, act.unallocated) == (
        Decimal("694.00"), Decimal("2420.00"), Decimal("0.00"),
    )  # fmt: skip
    assert act.as_json()["last_payment"] == {"date": "2026-09-15", "amount": "1000.00"}


def test_a_calendar_that_is_not_known_costs_only_the_split_by_age():
    far = zh("2026-09-30 shipment 送货单 SH-9 100.00")
    contract = replace(far.contracts[0], payment_days=200, payment_days_kind="working")
    act = reconciliation_act(replace(far, contracts=(contract,)), Q3)
    assert (act.overdue, act.closing_balance) == (None, Decimal("100.00"))
    (warning,) = act.warnings
    assert (warning.severity, warning.code) == ("warning", "act.no_ageing")
    assert "SH-9" in str(warning)


def test_merged_contracts_keep_their_own_balances():
    act = reconciliation_act(
        merged("2026-07-08 shipment УПД 1 300.00", "2026-07-09 payment п/п 1 100.00"), Q3
    )
    figures = act.as_json()
    assert (figures["contract"], figures["closing_balance"]) == (None, "200.00")
    assert [
        (item["id"], item["closing_balance"], item["in_favour_of"]) for item in figures["contracts"]
    ] == [("supply", "300.00", "creditor"), ("other", "-100.00", "debtor")]
    assert [(row["contract"], row["balance"]) for row in figures["rows"]] == [
        ("supply", "300.00"), ("other", "-100.00"),
    ]  # fmt: skip
    assert act.nets_contracts


def test_two_debts_are_no_netting():
    act = reconciliation_act(
        merged("2026-07-08 shipment УПД 1 3.00", "2026-07-09 shipment УПД 2 1.00"), Q3
    )
    assert not act.nets_contracts


def test_currencies_are_never_merged():
    euro, entries = other_contract("2026-07-09 shipment УПД 2 1.00", currency="EUR")
    book = Book(
        parties={"seller": SELLER, "buyer": BUYER},
        contracts={"supply": SUPPLY, "other": euro},
        entries=(*ledger("2026-07-08 shipment УПД 1 3.00"), *entries),
    )
    order = Order(debtors=("buyer",), merge_contracts=True, as_of=date(2026, 9, 30))
    plan = make_plan(book, Settings(creditor="seller"), order)
    assert plan.cases == ()
    assert [problem.code for problem in plan.refusals[0].problems] == ["contracts.mixed_currency"]


@pytest.mark.parametrize(
    ("changes", "complaint"),
    [
        ({"debtor": replace(BUYER, tax_id="")}, "parties.csv: row 3, tax_id: "),
        ({"creditor": replace(SELLER, tax_id="")}, "parties.csv: row 2, tax_id: "),
        ({"debtor": replace(BUYER, name="")}, "parties.csv: row 3, name: "),
    ],
)
def test_an_act_says_whose_balances_these_are(changes, complaint):
    with pytest.raises(Refused) as refused:
        reconciliation_act(case(RU, **changes), Q3)
    assert str(refused.value).startswith(complaint)


def test_who_signs_may_stay_blank_and_a_consumer_has_no_tax_number():
    unsigned = replace(BUYER, signatory_name="", signatory_position="", signatory_basis="")
    person = replace(unsigned, kind="person", tax_id="")
    for debtor in (unsigned, person):
        assert reconciliation_act(case(RU, debtor=debtor), Q3).main_figure == Decimal("170500.49")


MOVES = st.lists(
    st.tuples(st.integers(0, 400), st.sampled_from(ENTRY_KINDS), st.integers(-(10**7), 10**7)),
    max_size=12,
)


def entries_of(moves, contract="supply"):
    start = date(2025, 10, 1)
    return [
        Entry(
            date=start + timedelta(days=day),
            contract=contract,
            kind=kind,
            number=str(number),
            amount=Decimal(cents if kind in SIGNED_KINDS else abs(cents)).scaleb(-2),
        )
        for number, (day, kind, cents) in enumerate(moves)
    ]


def act_of(moves, period, more=()):
    contracts, entries = (SUPPLY,), {"supply": entries_of(moves)}
    if more:
        contracts = (SUPPLY, replace(SUPPLY, id="other"))
        entries["other"] = entries_of(more, "other")
    facts = replace(case(), contracts=contracts, entries=entries)
    return reconciliation_act(facts, ActOptions(period, include_empty=True))


@settings(max_examples=60)
@given(MOVES, st.integers(0, 300), st.integers(0, 90))
def test_opening_and_turnovers_give_the_closing(moves, start, length):
    first = date(2025, 10, 1) + timedelta(days=start)
    act = act_of(moves, Period(first, first + timedelta(days=length)))
    assert act.opening_balance + act.debit_turnover - act.credit_turnover == act.closing_balance
    assert act.debit_turnover == sum((row.debit for _, row in act.rows), Decimal(0))
    assert act.credit_turnover == sum((row.credit for _, row in act.rows), Decimal(0))
    assert all(row.debit >= 0 and row.credit >= 0 for _, row in act.rows)


@settings(max_examples=60)
@given(MOVES, st.integers(0, 400))
def test_the_parts_by_age_add_up_to_the_balance(moves, end):
    last = date(2025, 10, 1) + timedelta(days=end)
    act = act_of(moves, Period(date(2025, 10, 1), last))
    opens_next_day = any(
        entry.kind == "opening" and entry.date == last + timedelta(days=1)
        for entry in entries_of(moves)
    )
    if not opens_next_day:
        assert act.overdue is not None
    if act.overdue is not None:
        assert act.overdue + act.not_due - act.unallocated == act.closing_balance


def test_an_opening_of_the_next_day_is_the_closing_of_the_period():
    act = reconciliation_act(case("2026-10-01 opening акт 1 5.00"), Q3)
    assert act.closing_balance == act.overdue + act.not_due == Decimal("5.00")


@settings(max_examples=40)
@given(MOVES)
def test_quarters_chain_and_leave_nothing_out(moves):
    quarters = [parse_period(f"{year}-Q{part}") for year in (2025, 2026) for part in (1, 2, 3, 4)]
    acts = [act_of(moves, quarter) for quarter in quarters]
    for before, after in pairwise(acts):
        assert before.closing_balance == after.opening_balance
    assert acts[-1].closing_balance == sum(
        (entry.effect for entry in entries_of(moves)), Decimal(0)
    )
    assert sum(len(act.rows) for act in acts) == len(moves)


@settings(max_examples=40)
@given(MOVES, MOVES.filter(bool))
def test_contracts_add_up_to_the_merged_act(moves, more):
    period = parse_period("2026-Q1")
    alone = [act_of(moves, period), act_of(more, period)]
    together = act_of(moves, period, more)
    for name in ("opening_balance", "debit_turnover", "credit_turnover", "closing_balance"):
        assert getattr(together, name) == sum(getattr(act, name) for act in alone), name
