"""Due dates: the table of ст. 193 ГК with transferred days, and what is refused."""

from datetime import date, timedelta

import pytest
from holidays import country_holidays
from hypothesis import given, settings
from hypothesis import strategies as st

from letters.errors import DataError, UsageError
from letters.law import calendar, law_for
from letters.law.calendar import add_working_days, is_working_day
from letters.model.contract import Contract
from letters.model.entry import Entry
from letters.model.money import to_amount
from letters.model.origin import Origin


def shipment(day="2026-03-02", **fields):
    amount = to_amount("100", "RUB")
    origin = Origin("data/ledger.csv", 14)
    fields = {"number": "201", "amount": amount, "origin": origin, **fields}
    return Entry(date=date.fromisoformat(day), contract="k", kind="shipment", **fields)


def contract(jurisdiction="RU", **fields):
    return Contract(
        id="k",
        debtor="d",
        creditor="c",
        number="15/П",
        date=date(2025, 2, 1),
        currency="RUB",
        jurisdiction=jurisdiction,
        **fields,
    )


def due(entry, terms):
    return law_for(terms.jurisdiction).due_date(entry, terms)


@pytest.mark.parametrize(
    ("written", "last_day_to_pay", "why"),
    [
        ("2024-12-28", "2024-12-28", "a working Saturday does not roll"),
        ("2025-11-01", "2025-11-01", "a working Saturday does not roll"),
        ("2025-11-02", "2025-11-05", "Sunday, a transferred Monday, 4 November"),
        ("2025-12-31", "2026-01-12", "transferred from 5 January, then the New Year holidays"),
        ("2026-03-07", "2026-03-10", "Saturday before 8 and 9 March"),
        ("2026-05-09", "2026-05-12", "9 May on a Saturday moves to Monday"),
        ("2026-06-13", "2026-06-15", "an ordinary Saturday"),
        ("2026-09-15", "2026-09-15", "a working Tuesday"),
        ("2027-02-20", "2027-02-20", "a working Saturday does not roll"),
        ("2020-06-24", "2020-06-24", "a day of the 2020 decrees does not roll"),
    ],
)
def test_russian_due_date_rolls_by_the_official_calendar(written, last_day_to_pay, why):
    entry = shipment(due_date=date.fromisoformat(written))
    assert due(entry, contract()) == date.fromisoformat(last_day_to_pay), why


@pytest.mark.parametrize(
    ("law", "days", "kind", "delivered", "expected"),
    [
        ("RU", 30, "calendar", "2026-08-31", "2026-09-30"),
        ("RU", 5, "calendar", "2026-03-02", "2026-03-10"),  # 7 March is a Saturday: rolls
        ("RU", 5, "working", "2026-03-02", "2026-03-10"),  # 3, 4, 5, 6 and 10 March
        ("RU", 0, "calendar", "2026-03-03", "2026-03-03"),
        ("CN", 3, "calendar", "2026-02-15", "2026-02-18"),  # Spring Festival: stands
        ("CN", 3, "working", "2026-02-13", "2026-02-25"),  # 14 Feb is worked, then 24 and 25
        ("ES", 30, "calendar", "2026-07-16", "2026-08-15"),  # Assumption, a Saturday: stands
    ],
)
def test_a_term_runs_from_the_day_after_the_delivery(law, days, kind, delivered, expected):
    terms = contract(law, payment_days=days, payment_days_kind=kind)
    assert due(shipment(delivered), terms) == date.fromisoformat(expected)


def test_delivery_counts_before_the_document_and_a_written_date_before_both():
    terms = contract("ES", payment_days=30)
    late_goods = shipment("2026-03-02", delivery_date=date(2026, 3, 10))
    assert due(late_goods, terms) == date(2026, 4, 9)
    agreed = shipment("2026-03-02", delivery_date=date(2026, 3, 10), due_date=date(2026, 3, 20))
    assert due(agreed, terms) == date(2026, 3, 20)


@pytest.mark.parametrize("law", ["RU", "CN", "ES"])
def test_without_a_term_there_is_no_due_date(law):
    assert due(shipment(), contract(law)) is None


@pytest.mark.parametrize(
    ("law", "entry", "terms", "year"),
    [
        ("RU", {"due_date": date(2028, 5, 13)}, {}, "2028"),
        ("RU", {"due_date": date(2027, 12, 31)}, {}, "2028"),  # a day off, rolls into 2028
        ("CN", {}, {"payment_days": 900, "payment_days_kind": "working"}, "2027"),
        ("ES", {}, {"payment_days": 3, "payment_days_kind": "working"}, "2026"),
    ],
)
def test_a_year_without_announced_transfers_is_refused_with_the_row(law, entry, terms, year):
    with pytest.raises(DataError) as refusal:
        due(shipment(**entry), contract(law, **terms))
    text = str(refusal.value)
    assert "data/ledger.csv, row 14" in text
    assert year in text
    assert "holidays" in text


def test_no_newer_package_knows_the_holidays_of_a_town():
    with pytest.raises(DataError, match="fill in due_date") as refusal:
        is_working_day(date(2026, 9, 15), "ES")
    assert "install" not in str(refusal.value)


def test_statutory_days_alone_never_pass_for_a_calendar():
    assert not is_working_day(date(2027, 12, 31), "RU")
    for year in (2004, 2028, 2031):
        with pytest.raises(DataError, match=str(year)):
            is_working_day(date(year, 6, 1), "RU")


@pytest.mark.parametrize("country", ["RU", "CN"])
def test_the_shipped_table_says_what_the_package_says(country):
    """After a newer release of `holidays`: run script/calendars and read the difference."""
    announced = country_holidays(country, years=2026).special_public_holidays
    shipped = {int(year) for land, year in calendar._shipped() if land == country}
    assert shipped == set(announced)
    for year in shipped:
        days = country_holidays(country, years=year)
        new_year, length = date(year, 1, 1), (date(year + 1, 1, 1) - date(year, 1, 1)).days
        for day in (new_year + timedelta(count) for count in range(length)):
            is_worked = day in days.weekend_workdays or (day.weekday() < 5 and day not in days)
            assert is_working_day(day, country) == is_worked, day


def test_a_year_announced_after_the_release_is_asked_of_the_package(monkeypatch):
    monkeypatch.setattr(calendar, "_shipped", dict)
    calendar._year.cache_clear()
    try:
        assert is_working_day(date(2025, 11, 1), "RU")
        assert not is_working_day(date(2025, 11, 3), "RU")
    finally:
        calendar._year.cache_clear()


@given(
    start=st.dates(date(2016, 8, 1), date(2026, 12, 1)),
    count=st.integers(1, 60),
)
@settings(max_examples=60, deadline=None)
def test_n_working_days_hold_exactly_n(start, count):
    end = add_working_days(start, count, "RU")
    days = [start + timedelta(n) for n in range(1, (end - start).days + 1)]
    assert sum(is_working_day(day, "RU") for day in days) == count
    assert is_working_day(end, "RU")


def test_an_unknown_law_is_never_replaced_by_another():
    with pytest.raises(UsageError, match="FR"):
        law_for("FR")
