"""The texts of the protocol of differences: signs, sums, and what is found of each row."""

from datetime import date
from decimal import Decimal

import pytest

from letters.documents.difference_protocol import ProtocolOptions, difference_protocol
from letters.documents.difference_view import FIELDS, difference_view
from letters.errors import NothingToDo
from letters.ledger.comparison import Line
from letters.model.period import parse_period
from letters.wording import wording_for
from parties import case

LEDGER = """
    2026-07-08 shipment УПД 201 1000.00
    2026-07-15 payment п/п 77 300.00
    2026-08-01 shipment УПД 202 50.00
"""


def line(day, effect, number):
    return Line(date=date(2026, *day), effect=Decimal(effect), numbers=(number,), caption=number)


def view(*theirs, opening="0.00"):
    options = ProtocolOptions(
        period=parse_period("2026-Q3"), theirs=theirs, their_opening=Decimal(opening)
    )
    protocol = difference_protocol(case(LEDGER), options)
    made, _ = difference_view(protocol, wording_for("ru"), "DP-1")
    assert FIELDS.names == set(made)
    return {name: plain(text) for name, text in made.items()}


def plain(text):
    return text.replace("\u00a0", " ") if isinstance(text, str) else text


def test_a_difference_is_theirs_less_ours_and_the_columns_add_up():
    made = view(
        line((7, 8), "990.00", "201"), line((8, 1), "50.00", "202"), line((9, 1), "7.00", "9"),
        opening="-5.00",
    )  # fmt: skip
    assert [made[f"our_{part}"] for part in ("opening", "debit", "credit", "closing")] == [
        "0,00", "1 050,00", "300,00", "750,00",
    ]  # fmt: skip
    assert [made[f"their_{part}"] for part in ("opening", "debit", "credit", "closing")] == [
        "-5,00", "1 047,00", "0,00", "1 042,00",
    ]  # fmt: skip
    assert [made[f"{part}_difference"] for part in ("opening", "debit", "credit", "closing")] == [
        "-5,00", "-3,00", "-300,00", "292,00",
    ]  # fmt: skip
    assert (made["missing_with_us"], made["missing_with_them"]) == ("7,00", "-285,00")
    assert made["our_adjusted"] == made["their_adjusted"] == "757,00"
    assert made["they_say_more"]
    assert not made["they_say_less"]
    assert made["matched_count"] == "1"
    found = [
        (
            row["no"],
            plain(row["difference"]),
            [name for name in row if row[name] == "1" and name != "no"],
        )
        for row in made["rows"]
    ]
    assert found == [
        ("1", "-10,00", ["other_amount"]),
        ("2", "300,00", ["only_ours"]),
        ("3", "7,00", ["only_theirs"]),
    ]


def test_one_row_against_two_says_so_once():
    made = view(
        line((7, 8), "400.00", "A"), line((7, 9), "600.00", "B"), line((7, 15), "-300.00", "77"),
        line((8, 1), "50.00", "202"),
    )  # fmt: skip
    assert [(row["no"], row["split"], plain(row["their_amount"])) for row in made["rows"]] == [
        ("1", "1", "400,00"), ("", "", "600,00"),
    ]  # fmt: skip


def test_books_that_agree_make_no_paper():
    with pytest.raises(NothingToDo, match="3 rows"):
        view(
            line((7, 8), "1000.00", "201"), line((7, 15), "-300.00", "77"),
            line((8, 1), "50.00", "202"),
        )  # fmt: skip
