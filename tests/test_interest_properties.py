"""A day-by-day computation agrees to the minor unit, and what must hold for every ledger."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from hypothesis import assume, given, settings
from hypothesis import strategies as st

import oracle_interest as oracle
from interest_cases import BUYER, contract, debt
from letters.interest.accrual import accrue
from letters.law import law_for
from letters.law.rates import Rate, RateTable, load_rates
from letters.ledger.allocation import allocate
from letters.model.entry import Entry

PERCENTS = st.integers(1, 2400).map(lambda hundredths: Decimal(hundredths) / 100)
FEW = st.sampled_from([Decimal("4.35"), Decimal(15)])
FIRST = date(2012, 1, 1)
NAMES = ("ru_key_rate", "cn_lpr_1y", "cn_pboc_benchmark_1y", "es_late_rate")
# The moratorium, the Chinese reform of 2019 and the ends of a leap year lie in the months after.
TURNS = [
    date(2022, 2, 1),
    date(2022, 3, 15),
    date(2019, 6, 1),
    date(2019, 11, 1),
    date(2024, 10, 1),
]
STARTS = st.one_of(
    st.sampled_from(TURNS), st.integers(0, 2900).map(lambda n: date(2017, 1, 1) + timedelta(n))
)


@st.composite
def tables(draw, start):
    """The shipped rates, or rates that change on random days around `start`, some to the same."""
    if draw(st.integers(0, 3)) == 0:
        return {name: load_rates(name).continued(date(2040, 1, 1)) for name in NAMES}
    found = {}
    for name in NAMES:
        days = sorted(draw(st.sets(st.integers(-50, 500), min_size=1, max_size=8)))
        rows = [Rate(FIRST, draw(PERCENTS), "test")]
        rows += [Rate(start + timedelta(n), draw(FEW | PERCENTS), "test") for n in days]
        found[name] = RateTable(name, tuple(rows), date(2040, 1, 1))
    return found


@st.composite
def rules(draw):
    """The oracle's rule, and the same as law, options and terms of the contract."""
    law = draw(st.sampled_from(["RU", "CN", "CN", "ES"]))
    agreed = draw(st.sampled_from(["", "", "", "day", "year", "part" if law == "RU" else ""]))
    percent = draw(st.sampled_from(["0.05", "0.1", "0.03", "18.25", "7.3"]))
    cap = draw(st.none() | st.integers(1, 40)) if agreed else None
    waived = law == "RU" and draw(st.booleans())
    first = law != "RU" and draw(st.booleans())
    year = draw(st.sampled_from([365, 360])) if law == "CN" else 365
    multiplier = draw(st.sampled_from(["1.5", "1.3"]))
    floating = draw(st.booleans())
    rule = {
        "kind": {"day": "a day", "year": "a year", "part": "key_rate"}.get(agreed)
        or {"RU": "art395", "ES": "ley3", "CN": "floating" if floating else "fixed"}[law],
        "percent": Fraction(percent),
        "part": Fraction(1, 300),
        "multiplier": Fraction(multiplier),
        "year": None if law == "RU" else year,
        "cap": cap,
        "moratorium": law == "RU" and not waived,
        "interest_first": first,
    }
    options = {
        "RU": {"moratorium_2022": not waived},
        "CN": {
            "statutory": "lpr_floating" if floating else "lpr_at_breach",
            "lpr_multiplier": multiplier,
            "year_days": year,
            "payments": "art561" if first else "principal_first",
        },
        "ES": {"payments": "interest_first" if first else "principal_first"},
    }[law]
    terms = {"penalty_cap_percent": None if cap is None else Decimal(cap)}
    if agreed == "part":
        terms["penalty_of_key_rate"] = rule["part"]
    elif agreed:
        terms |= {"penalty_percent": Decimal(percent), "penalty_per": agreed}
    return law, rule, options, terms


@st.composite
def ledgers(draw, start):
    """Some months of shipments, payments, returns and corrections, and a day to calculate to."""
    units = st.integers(1, 10**8) | st.integers(1, 300)
    events = []
    for number in range(draw(st.integers(1, 3))):
        sent = start + timedelta(draw(st.integers(0, 60)))
        due = sent + timedelta(draw(st.integers(0, 60)))
        events.append((sent, "shipment", str(number), draw(units), due))
    for _ in range(draw(st.integers(0, 5))):
        when = start + timedelta(draw(st.integers(0, 400)))
        kind = draw(st.sampled_from(["payment", "payment", "payment", "return", "up"]))
        sent = [name for day, what, name, _, _ in events if what == "shipment" and day <= when]
        if kind != "up":
            named = draw(st.lists(st.sampled_from(sent), max_size=2)) if sent else []
            events.append((when, kind, "p", draw(units), named))
        elif sent:
            events.append((when, kind, draw(st.sampled_from(sent)), draw(units), None))
    return events, start + timedelta(draw(st.integers(0, 700) | st.integers(200, 400)))


def entries_of(events):
    """The same events as rows of a ledger."""
    kinds = {"up": "correction"}
    return [
        Entry(
            date=when,
            contract="k",
            kind=kinds.get(kind, kind),
            number=f"c{index}" if kind == "up" else name if kind == "shipment" else f"p{index}",
            amount=Decimal(units).scaleb(-2),
            due_date=more if kind == "shipment" else None,
            settles=(name,) if kind == "up" else tuple(more) if kind != "shipment" else (),
        )
        for index, (when, kind, name, units, more) in enumerate(events)
    ]


def in_units(amount):
    return int(amount.scaleb(2))


def accrual_of(documents, agreement, as_of, options, rates):
    return accrue(documents, agreement, debtor=BUYER, as_of=as_of, options=options, rates=rates)


@settings(max_examples=300)
@given(st.data(), STARTS, rules())
def test_the_second_opinion_agrees_to_the_minor_unit(data, start, chosen):
    events, as_of = data.draw(ledgers(start))
    rates = data.draw(tables(start))
    law, rule, options, terms = chosen
    agreement = contract(law, **terms)
    entries = entries_of(events)
    documents = allocate(entries, agreement, as_of).documents
    result = accrual_of(documents, agreement, as_of, options, rates)
    # When a document is due is a question for the calendar, which has tests of its own.
    due = {e.number: law_for(law).due_date(e, agreement) for e in entries if e.kind == "shipment"}
    events = [(*e[:4], due[e[2]]) if e[1] == "shipment" else e for e in events]
    plain = {
        name: [(row.date_from, Fraction(row.percent)) for row in table.rows]
        for name, table in rates.items()
    }
    expected = {}
    for document in oracle.allocate(events, as_of):
        found, excluded, owed, principal = oracle.calculate(document, as_of, rule, plain)
        if found or excluded:
            expected[document["name"]] = (found, excluded, owed, principal)
    assert expected == {
        part.document.number: (
            [(row.first, row.last, in_units(row.base), in_units(row.amount)) for row in part.rows],
            sum(row.days for row in part.excluded),
            in_units(part.total),
            in_units(part.principal),
        )
        for part in result.documents
    }
    assert in_units(result.total) == sum(owed for _, _, owed, _ in expected.values())


@settings(max_examples=60)
@given(st.data(), STARTS, rules())
def test_the_order_of_the_rows_does_not_matter(data, start, chosen):
    events, as_of = data.draw(ledgers(start))
    # Documents of one day are settled in the order of the file: the sum stays, rows may swap.
    assume(len({event[0] for event in events}) == len(events))
    law, _, options, terms = chosen
    agreement = contract(law, **terms)
    rates = data.draw(tables(start))
    entries = entries_of(events)
    shuffled = data.draw(st.permutations(entries))
    one, other = (
        accrual_of(allocate(list_, agreement, as_of).documents, agreement, as_of, options, rates)
        for list_ in (entries, shuffled)
    )
    assert one == other


@settings(max_examples=60)
@given(st.data(), STARTS, rules())
def test_no_document_costs_more_than_its_cap(data, start, chosen):
    events, as_of = data.draw(ledgers(start))
    law, _, options, terms = chosen
    agreement = contract(law, **terms)
    documents = allocate(entries_of(events), agreement, as_of).documents
    result = accrual_of(documents, agreement, as_of, options, data.draw(tables(start)))
    for part in result.documents:
        assert part.total >= 0
        assert part.principal >= 0
        assert part.cap is None or part.total + part.paid <= part.cap
    assert result.uncapped == sum(row.amount for row in result.rows)


@settings(max_examples=60)
@given(st.data(), STARTS, rules(), st.integers(1, 10**9), st.integers(1, 400), st.integers(1, 400))
def test_splitting_the_period_changes_at_most_a_rounding(data, start, chosen, units, before, after):
    """Calculated to a day, and on from there: one row is cut in two, nothing else changes."""
    law, rule, options, terms = chosen
    assume(rule["kind"] != "fixed" and rule["cap"] is None)
    agreement = contract(law, **terms)
    rates = data.draw(tables(start))
    middle = start + timedelta(before)
    end = middle + timedelta(after)
    amount = str(Decimal(units).scaleb(-2))
    whole = debt(amount, str(start), delivered=str(start))
    rest = debt(amount, str(middle), delivered=str(start))
    together = accrual_of([whole], agreement, end, options, rates).total
    first = accrual_of([whole], agreement, middle, options, rates).total
    second = accrual_of([rest], agreement, end, options, rates).total
    assert abs(together - (first + second)) <= Decimal("0.01")


@settings(max_examples=60)
@given(st.data(), STARTS, rules(), st.integers(1, 400), st.integers(1, 9999))
def test_paying_in_parts_on_one_day_changes_nothing(data, start, chosen, after, units):
    law, _, options, terms = chosen
    agreement = contract(law, **terms)
    rates = data.draw(tables(start))
    day = start + timedelta(after)
    part, rest = Decimal(units).scaleb(-2), Decimal(10000 - units).scaleb(-2)
    once = debt("250.00", str(start), f"{day} payment 100.00")
    twice = debt("250.00", str(start), f"{day} payment {part}", f"{day} payment {rest}")
    end = day + timedelta(100)
    one, other = (accrual_of([owed], agreement, end, options, rates) for owed in (once, twice))
    assert one == other
