"""Payments find their documents; cases stand as a bookkeeper would jot them down."""

from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from letters.ledger.ageing import age, bucket_labels
from letters.ledger.allocation import allocate
from letters.ledger.balances import balance_on, statement
from letters.model.contract import Contract
from letters.model.entry import ENTRY_KINDS, SIGNED_KINDS, Entry
from letters.model.period import Period, parse_period

CONTRACT = Contract(
    id="k", debtor="d", creditor="c", number="1", date=date(2025, 1, 1), currency="EUR",
    jurisdiction="ES", payment_days=30,
)  # fmt: skip
END = date(2026, 12, 31)


def ledger(text: str) -> list[Entry]:
    """`MM-DD kind number amount [due=MM-DD] [settles=a;b]`, a line an entry, year 2026."""
    entries = []
    for line in text.strip().splitlines():
        day, kind, number, amount, *rest = line.split()
        extra = dict(item.split("=") for item in rest)
        entries.append(
            Entry(
                date=date.fromisoformat(f"2026-{day}"),
                contract="k",
                kind=kind,
                number=number,
                amount=Decimal(amount),
                due_date=date.fromisoformat(f"2026-{extra['due']}") if "due" in extra else None,
                settles=tuple(extra.get("settles", "").split(";")) if "settles" in extra else (),
            )
        )
    return entries


def owed(text: str, as_of: date = END) -> dict[str, str]:
    """What is still owed on each document, and the advance under `+`."""
    result = allocate(ledger(text), CONTRACT, as_of)
    table = {state.entry.number: str(state.outstanding) for state in result.open_documents}
    if result.advances:
        table["+"] = str(result.unallocated)
    return table


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            """
            07-01 shipment A 100.00 due=09-01
            07-02 shipment B 100.00 due=08-01
            07-10 payment  p 120.00
            """,
            {"A": "80.00"},
            id="the earliest due date first",
        ),
        pytest.param(
            """
            07-01 shipment A 100.00 due=09-01
            07-02 shipment B 100.00 due=08-01
            07-10 payment  p 120.00 settles=A
            """,
            {"B": "80.00"},
            id="the named document first, the rest to the earliest due",
        ),
        pytest.param(
            """
            07-01 payment  p 150.00
            07-02 shipment A 100.00
            07-03 shipment B 100.00
            """,
            {"B": "50.00"},
            id="an advance waits for the documents that come",
        ),
        pytest.param(
            """
            07-01 payment  p 150.00 settles=B
            07-02 shipment A 100.00
            07-03 shipment B 100.00
            """,
            {"A": "100.00", "+": "50.00"},
            id="a prepayment waits for the document that it names",
        ),
        pytest.param(
            """
            07-01 shipment A 100.00
            07-05 return   r 30.00 settles=A
            07-06 correction c -20.00 settles=A
            07-07 correction d 5.00 settles=A
            """,
            {"A": "55.00"},
            id="returns and corrections go to their document",
        ),
        pytest.param(
            """
            07-01 shipment A 100.00
            07-02 payment  p 140.00
            07-03 refund   q 40.00
            """,
            {},
            id="a refund uses up the advance",
        ),
        pytest.param(
            """
            01-01 opening  o -50.00
            07-01 shipment A 80.00
            """,
            {"A": "30.00"},
            id="an opening balance in the debtor's favour is an advance",
        ),
        pytest.param(
            """
            07-01 shipment A 80.00
            07-02 payment  p 100.00
            """,
            {"+": "20.00"},
            id="a payment larger than the debt leaves an advance",
        ),
    ],
)
def test_payments_settle_documents(text, expected):
    assert owed(text) == expected


def test_entries_after_the_as_of_date_do_not_exist():
    text = """
        07-01 shipment A 100.00
        07-31 payment  p 40.00
        08-01 payment  q 60.00
    """
    assert owed(text, date(2026, 7, 31)) == {"A": "60.00"}
    assert owed(text, date(2026, 8, 1)) == {}


def test_an_unknown_document_is_a_warning_and_the_money_is_not_lost():
    result = allocate(
        ledger("07-01 shipment A 100.00\n07-02 payment p 60.00 settles=X"), CONTRACT, END
    )
    assert result.outstanding == Decimal("40.00")
    assert [problem.code for problem in result.warnings] == ["allocation.unknown_document"]
    assert result.warnings[0].severity == "warning"


def test_an_advance_settles_on_the_day_of_the_document_not_before():
    result = allocate(ledger("07-01 payment p 50.00\n07-20 shipment A 80.00"), CONTRACT, END)
    (part,) = result.documents[0].settlements
    assert part.day == date(2026, 7, 20)


def test_days_overdue_start_the_day_after_the_due_date():
    (state,) = allocate(ledger("07-01 shipment A 1.00 due=07-31"), CONTRACT, END).documents
    assert state.days_overdue(date(2026, 7, 31)) == 0
    assert state.days_overdue(date(2026, 8, 1)) == 1


def test_ageing_puts_each_document_into_its_bucket():
    entries = ledger("""
        05-01 shipment A 10.00 due=06-30
        05-02 shipment B 20.00 due=06-01
        05-03 shipment C 40.00 due=05-01
        05-04 shipment D 80.00 due=07-01
        06-15 payment  p 5.00 settles=A
    """)
    row = age(entries, CONTRACT, date(2026, 7, 1), (30, 60))
    assert {name: str(amount) for name, amount in row.buckets.items()} == {
        "1-30": "25.00",
        "31-60": "0.00",
        "61+": "40.00",
    }
    assert (row.total, row.not_due, row.oldest_days) == (Decimal("145.00"), Decimal("80.00"), 61)
    assert row.last_payment.date == date(2026, 6, 15)
    assert row.overdue == Decimal("65.00")


def test_buckets_are_named_by_their_days():
    assert bucket_labels((30, 60, 90, 120)) == ("1-30", "31-60", "61-90", "91-120", "121+")


def test_statement_of_the_worked_example():
    """The act of the third quarter: opening 120 000,00, closing 170 500,49."""
    entries = ledger("""
        06-01 shipment A 120000.00
        07-08 shipment 201 230500.50
        07-15 payment 77 120000.00
        08-20 shipment 233 99999.99
        08-28 correction 12 -10000.00
        09-30 payment 95 150000.00
        10-01 payment 96 1.00
    """)
    act = statement(entries, parse_period("2026-Q3"))
    figures = (act.opening, act.debit_turnover, act.credit_turnover, act.closing)
    expected = ("120000.00", "330500.49", "280000.00", "170500.49")
    assert tuple(str(figure) for figure in figures) == expected


def test_an_opening_entry_is_the_balance_of_the_evening_before():
    entries = ledger("07-01 opening o 10.00\n07-01 shipment A 5.00")
    act = statement(entries, parse_period("2026-Q3"))
    assert (act.opening, len(act.rows)) == (Decimal("10.00"), 1)
    assert statement(entries, parse_period("2026-Q2")).closing == act.opening


kinds = st.sampled_from(ENTRY_KINDS)
amounts = st.integers(1, 10**9).map(lambda cents: Decimal(cents) / 100)
numbers = st.sampled_from("ABCDEFGH")


@st.composite
def entries_of_a_year(draw):
    entries = []
    for _ in range(draw(st.integers(0, 25))):
        kind = draw(kinds)
        sign = draw(st.sampled_from((1, -1))) if kind in SIGNED_KINDS else 1
        day = date(2026, 1, 1) + timedelta(days=draw(st.integers(0, 364)))
        due = draw(
            st.one_of(st.none(), st.integers(0, 90).map(lambda n, day=day: day + timedelta(n)))
        )
        entries.append(
            Entry(
                date=day,
                contract="k",
                kind=kind,
                number=draw(numbers),
                amount=sign * draw(amounts),
                due_date=due,
                settles=tuple(draw(st.lists(numbers, max_size=2))),
            )
        )
    return entries


@settings(max_examples=200, deadline=None)
@given(entries_of_a_year(), st.integers(0, 364))
def test_nothing_is_lost_and_nothing_is_overpaid(entries, offset):
    as_of = date(2026, 1, 1) + timedelta(days=offset)
    result = allocate(entries, CONTRACT, as_of)
    assert result.outstanding - result.unallocated == balance_on(entries, as_of)
    assert all(Decimal(0) <= state.outstanding <= state.amount for state in result.documents)
    assert all(advance.amount > 0 for advance in result.advances)


@settings(max_examples=200, deadline=None)
@given(entries_of_a_year())
def test_quarters_chain(entries):
    acts = [statement(entries, parse_period(f"2026-Q{quarter}")) for quarter in (1, 2, 3, 4)]
    for act in acts:
        assert act.opening + act.debit_turnover - act.credit_turnover == act.closing
    for earlier, later in pairwise(acts):
        assert earlier.closing == later.opening
    assert acts[-1].closing == balance_on(entries, END)
    year = statement(entries, Period(date(2026, 1, 1), END))
    assert (year.opening, year.closing) == (acts[0].opening, acts[-1].closing)
