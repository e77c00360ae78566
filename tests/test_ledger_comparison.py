"""Two ledgers row against row, in the notation of an accountant: day, effect, numbers."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from letters.ledger.comparison import Comparison, Line, compare
from letters.model.document_number import is_slip


def lines(text):
    """`08 100.00 57` a line: day of July, effect, numbers; `p` before the day for a payment."""
    made = []
    for row in filter(None, map(str.strip, text.splitlines())):
        day, effect, *numbers = row.split()
        made.append(
            Line(
                date=date(2026, 7, int(day.removeprefix("p"))),
                effect=Decimal(effect),
                numbers=tuple(numbers),
                is_payment=day.startswith("p"),
            )
        )
    return made


@pytest.mark.parametrize(
    ("ours", "theirs", "findings"),
    [
        ("08 100.00 УПД-57", "08 100.00 57", "other_number"),  # a prefix is shown
        ("08 100.00 0000-000057", "08 100.00 №57", "matched"),
        ("08 100.00 57", "10 100.00 57", "other_date"),
        ("08 100.00 57", "08 90.00 57", "other_amount"),
        ("08 100.00 F-2026/0118", "08 100.00 F-2026/0181", "other_number"),
        ("08 100.00 57", "", "only_ours"),
        ("", "08 100.00 57", "only_theirs"),
        ("08 100.00 57", "08 100.00", "matched"),
        ("08 100.00 57", "08 100.00 their-own-3", "other_number"),
        ("p09 -50.00 95", "p09 -50.00 0000-00033", "matched"),  # the bank's number and 1C's
        ("p09 -50.00 95", "p12 -50.00", "other_date"),  # money on its way
        ("08 100.00 57", "08 60.00 58 \n 08 40.00 59", "split"),
        ("08 60.00 58 \n 09 40.00 59", "08 100.00 57", "split"),
        ("08 100.00 57", "08 60.00 57 \n 09 40.00 58", "split"),  # a part kept the number
        ("08 100.00 57", "08 60.00 57 \n 09 30.00 58", "other_amount only_theirs"),
        ("08 100.00 57", "25 100.00 91", "only_ours only_theirs"),
        ("08 100.00 57", "08 -100.00 57", "only_ours only_theirs"),
        ("08 100.00 57 \n 08 100.00 57", "08 100.00 57", "matched only_ours"),
        ("08 100.00 57 \n 09 100.00 58", "08 100.00 58 \n 09 100.00 57", "other_date other_date"),
        ("08 5.00 1 \n 08 5.00 2", "08 5.00 2 \n 08 5.00 1", "matched matched"),
        ("08 100.00 57 A-4411", "08 100.00 A/4411", "matched"),  # known by the delivery note
    ],
)
def test_rows_are_paired_by_the_surest_sign(ours, theirs, findings):
    assert [pair.finding for pair in compare(lines(ours), lines(theirs))] == findings.split()


@pytest.mark.parametrize(
    ("one", "other", "slip"),
    [
        ("1234", "1243", True), ("1234", "124", True), ("1234", "1284", True),
        ("1234", "12345", True), ("1234", "4321", False), ("57", "75", False), ("5", "57", False),
        ("ЛМ-57", "57", True), ("57", "57", False), ("", "57", False),
        ("00БП-002345", "2345", True), ("LM-2026-0118", "LM-2025-0118", True),
    ],
)  # fmt: skip
def test_a_slip_is_one_mistake_and_no_more(one, other, slip):
    assert is_slip(one, other) is is_slip(other, one) is slip


def test_adjusted_balances_agree_and_say_whose_books_lack_what():
    comparison = Comparison(
        pairings=compare(
            lines("01 100.00 1 \n 02 30.00 2 \n 05 20.00 3"),
            lines("01 100.00 1 \n 02 33.00 2 \n p20 -60.00 9"),
        ),
        our_opening=Decimal("10.00"),
        their_opening=Decimal("12.00"),
    )
    assert (comparison.our_closing, comparison.their_closing) == (Decimal(160), Decimal(85))
    assert comparison.missing_with_us == Decimal("-60.00")
    assert comparison.missing_with_them == Decimal("15.00")  # 20 of 3, -3 of 2, -2 of the opening
    assert comparison.adjusted == (Decimal("100.00"), Decimal("100.00"))
    assert not comparison.agree


line = st.builds(
    Line,
    date=st.dates(date(2026, 7, 1), date(2026, 7, 31)),
    effect=st.integers(-5, 5).filter(bool).map(Decimal),
    numbers=st.sampled_from([(), ("1",), ("12",), ("123",), ("0124", "7")]),
    is_payment=st.booleans(),
)


@given(st.lists(line, max_size=8), st.lists(line, max_size=8), st.integers(-3, 3))
def test_every_row_stands_once_and_the_balances_meet(ours, theirs, opening):
    comparison = Comparison(
        pairings=compare(ours, theirs), our_opening=Decimal(0), their_opening=Decimal(opening)
    )
    pairs = comparison.pairings
    assert sorted(map(id, (one for pair in pairs for one in pair.ours))) == sorted(map(id, ours))
    assert sorted(map(id, (one for pair in pairs for one in pair.theirs))) == sorted(
        map(id, theirs)
    )
    assert comparison.adjusted[0] == comparison.adjusted[1]
    assert all(not pair.difference for pair in pairs if pair.finding in {"matched", "split"})


@given(st.lists(line, max_size=8))
def test_a_ledger_agrees_with_itself_in_any_order(ledger):
    pairs = compare(ledger, reversed(ledger))
    assert {pair.finding for pair in pairs} <= {"matched"}
