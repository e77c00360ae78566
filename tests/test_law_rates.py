"""Rate tables: which rate holds on a day, where the knowledge ends, what a user may add."""

from datetime import date
from decimal import Decimal

import pytest

from letters.errors import DataError, Refused, UsageError
from letters.law.rates import TABLES, load_rates, rate_problems, stale_rates

HEAD = "date_from,rate_percent,source\n"


@pytest.fixture
def rates(tmp_path):
    """A workspace's folder `rates`, and a way to put a file into it."""
    folder = tmp_path / "rates"
    folder.mkdir()

    def put(name, text):
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
        return folder

    return put


@pytest.mark.parametrize(
    ("name", "day", "percent"),
    [
        ("ru_key_rate", "2023-11-03", "15.00"),
        ("ru_key_rate", "2026-07-26", "14.25"),
        ("ru_key_rate", "2026-07-27", "14.00"),
        ("ru_key_rate", "2026-10-25", "14.00"),
        ("cn_lpr_1y", "2019-08-20", "4.25"),
        ("cn_lpr_1y", "2024-03-01", "3.45"),
        ("cn_lpr_1y", "2026-10-19", "3.00"),
        ("cn_pboc_benchmark_1y", "2019-08-19", "4.35"),
        ("es_late_rate", "2013-02-23", "7.75"),
        ("es_late_rate", "2013-02-24", "8.75"),
        ("es_late_rate", "2026-06-30", "10.15"),
        ("es_late_rate", "2026-12-31", "10.40"),
    ],
)
def test_rate_in_force_on_a_day(name, day, percent):
    assert load_rates(name).rate_on(date.fromisoformat(day)).percent == Decimal(percent)


@pytest.mark.parametrize(
    ("name", "day", "missing"),
    [
        ("ru_key_rate", "2026-11-21", "2026-10-26..2026-11-21"),
        ("cn_lpr_1y", "2026-10-20", "2026-10-20..2026-10-20"),
        ("cn_pboc_benchmark_1y", "2019-08-20", "2019-08-20..2019-08-20"),
        ("es_late_rate", "2027-01-01", "2027-01-01..2027-01-01"),
        ("ru_key_rate", "2013-09-01", "2013-09-01..2013-09-12"),
    ],
)
def test_a_day_outside_the_table_is_refused_with_the_missing_period(name, day, missing):
    with pytest.raises(DataError) as refusal:
        load_rates(name).rate_on(date.fromisoformat(day))
    assert missing in str(refusal.value)
    assert f"rates/{name}.csv" in str(refusal.value)


@pytest.mark.parametrize(("name", "rows"), list(zip(TABLES, [66, 13, 9, 46], strict=True)))
def test_shipped_tables_are_complete_in_order_and_sourced(name, rows):
    table = load_rates(name)
    days = [row.date_from for row in table.rows]
    assert len(days) == rows
    assert days == sorted(set(days))
    assert days[-1] <= table.known_through
    assert all(row.source and 0 < row.percent < 22 for row in table.rows)


def test_assuming_the_last_rate_goes_through_the_day_asked_for_and_no_further():
    table = load_rates("ru_key_rate").continued(date(2026, 11, 21))
    assert table.rate_on(date(2026, 11, 21)).percent == Decimal("14.00")
    with pytest.raises(DataError, match=r"2026-11-22\.\.2026-11-30"):
        table.rate_on(date(2026, 11, 30))
    assert table.continued(date(2020, 1, 1)) == table


@pytest.mark.parametrize(
    ("name", "row", "known_through"),
    [
        ("ru_key_rate", "2026-11-21,13.50,CBR", "2026-11-21"),
        ("cn_lpr_1y", "2026-10-20,3.00,NIFC", "2026-11-19"),
        ("cn_lpr_1y", "2026-12-21,2.90,NIFC", "2027-01-19"),
        ("es_late_rate", "2027-01-01,10.15,BOE-A-2026-1", "2027-06-30"),
        ("ru_key_rate", "2012-01-01,8.00,refinancing rate", "2026-10-25"),
    ],
)
def test_a_row_of_the_user_extends_the_knowledge_as_far_as_it_holds(
    rates, name, row, known_through
):
    table = load_rates(name, rates(name, HEAD + row + "\n"))
    assert table.known_through == date.fromisoformat(known_through)
    day, percent, source = row.split(",")
    rate = table.rate_on(date.fromisoformat(day))
    assert (rate.percent, rate.source) == (Decimal(percent), source)
    assert rate.origin.source == f"rates/{name}.csv"


def test_a_row_for_a_known_date_replaces_it_and_warns(rates):
    folder = rates("ru_key_rate", HEAD + "2026-07-27,14.10,own\n")
    assert load_rates("ru_key_rate", folder).rate_on(date(2026, 8, 1)).percent == Decimal("14.10")
    (problem,) = rate_problems(folder)
    assert (problem.severity, problem.code) == ("warning", "rates.changes_shipped")
    assert "14.00" in str(problem)


def test_an_unknown_table_is_answered_with_the_known_ones():
    with pytest.raises(UsageError, match="ru_key_rate"):
        load_rates("key_rate")


def test_a_folder_that_is_not_there_changes_nothing(tmp_path):
    assert load_rates("cn_lpr_1y", tmp_path / "rates") == load_rates("cn_lpr_1y")


@pytest.mark.parametrize(
    ("text", "place", "code"),
    [
        ("", "row 1", "rates.header"),
        ("date;rate\n", "row 1", "rates.header"),
        (HEAD + "26.10.2026,13.50,CBR\n", "row 2", "rates.row"),
        (HEAD + "2026-10-26,13,50,CBR\n", "row 2", "rates.row"),
        (HEAD + "2026-10-26,13.50\n", "row 2", "rates.row"),
        (HEAD + "2026-10-26,13.50,\n", "row 2", "rates.row"),
        (HEAD + "2026-10-26,-1,CBR\n", "row 2", "rates.row"),
        (HEAD + "2026-10-26,1400,CBR\n", "row 2", "rates.row"),
        (HEAD + "2026-12-18,13,CBR\n2026-10-26,14,CBR\n", "row 3, date_from", "rates.order"),
        (HEAD + "2026-10-26,13,CBR\n2026-10-26,14,CBR\n", "row 3, date_from", "rates.order"),
    ],
)
def test_a_faulty_file_is_refused_by_its_row(rates, text, place, code):
    folder = rates("ru_key_rate", text)
    (problem,) = rate_problems(folder)
    assert (problem.place_text(), problem.code) == (place, code)
    with pytest.raises(Refused, match=r"rates/ru_key_rate\.csv"):
        load_rates("ru_key_rate", folder)


@pytest.mark.parametrize(
    ("name", "rows", "missing"),
    [
        ("es_late_rate", "2027-07-01,10.40,BOE", ["error 2027-01-01..2027-06-30"]),
        (
            "es_late_rate",
            "2027-01-01,10.40,BOE\n2028-01-01,9,BOE",
            ["error 2027-07-01..2027-12-31"],
        ),
        ("es_late_rate", "2027-01-01,10.40,BOE\n2027-07-01,9,BOE", []),
        ("ru_key_rate", "2026-12-21,13.00,CBR", ["warning 2026-10-26..2026-12-20"]),
        ("ru_key_rate", "2026-12-21,14.00,a check of the day", []),
        ("ru_key_rate", "2026-10-26,13.50,CBR", []),
        ("cn_lpr_1y", "2026-12-21,2.90,NIFC", ["warning 2026-10-20..2026-12-20"]),
    ],
)
def test_days_that_nobody_gave_a_rate_for(rates, name, rows, missing):
    folder = rates(name, HEAD + rows + "\n")
    found = [problem for problem in rate_problems(folder) if problem.code == "rates.gap"]
    assert [f"{item.severity} {item.params['first']}..{item.params['last']}" for item in found] == (
        missing
    )
    if any(item.severity == "error" for item in found):
        with pytest.raises(Refused, match="no rate is given"):
            load_rates(name, folder)


@pytest.mark.parametrize(
    ("today", "stale"),
    [
        ("2026-10-19", []),
        ("2026-10-20", ["rates/cn_lpr_1y.csv"]),
        ("2026-12-31", ["rates/ru_key_rate.csv", "rates/cn_lpr_1y.csv"]),
        ("2027-01-01", ["rates/ru_key_rate.csv", "rates/cn_lpr_1y.csv", "rates/es_late_rate.csv"]),
    ],
)
def test_tables_that_do_not_reach_today(today, stale):
    """The benchmark rate ended in 2019: nobody misses it."""
    found = stale_rates(date.fromisoformat(today))
    assert [(item.source, item.code) for item in found] == [
        (source, "rates.stale") for source in stale
    ]


def test_a_row_of_the_user_brings_a_table_up_to_date(rates):
    folder = rates("ru_key_rate", HEAD + "2026-12-21,14.00,a check of the day\n")
    found = stale_rates(date(2026, 12, 21), folder)
    assert [item.source for item in found] == ["rates/cn_lpr_1y.csv"]


def test_a_fraction_instead_of_percent_is_a_warning(rates):
    folder = rates("ru_key_rate", HEAD + "2026-10-26,0.14,CBR\n")
    assert [problem.code for problem in rate_problems(folder)] == ["rates.unlikely"]


def test_a_misnamed_or_unreadable_file_is_named(rates):
    rates("key_rate", HEAD)
    folder = rates("es_late_rate", HEAD)
    (folder / "cn_lpr_1y.csv").write_bytes(b"\xff\xfe\x00")
    assert [(problem.source, problem.code) for problem in rate_problems(folder)] == [
        ("rates/cn_lpr_1y.csv", "rates.unreadable"),
        ("rates/key_rate.csv", "rates.unknown"),
    ]


def test_a_file_from_excel_with_bom_and_blank_lines_is_read(rates):
    folder = rates("ru_key_rate", "\ufeff" + HEAD + "\n2026-10-26,13.50,CBR\n,,\n")
    assert load_rates("ru_key_rate", folder).rows[-1].percent == Decimal("13.50")
    assert rate_problems(folder) == []
