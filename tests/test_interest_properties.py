"""A day-by-day computation agrees to the minor unit, and what must hold for every ledger."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from random import Random

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import oracle_interest as oracle
from interest_cases import BUYER, contract, debt
from letters.interest.accrual import accrue
from letters.law import law_for
from letters.law.rates import Rate, RateTable, load_rates
from letters.ledger.allocation import allocate
from letters.model.entry import Entry

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
SME_SINCE = date(2020, 9, 1)
SHIPPED = {name: load_rates(name).continued(date(2040, 1, 1)) for name in NAMES}
# What a day of delay costs, by law; every law knows the last two, agreed in the contract.
REGIMES = [
    *[("RU", kind) for kind in ("art395", "key_rate", "a day", "a year")],
    *[("CN", kind) for kind in ("fixed", "floating", "sme", "a day", "a year")],
    *[("ES", kind) for kind in ("ley3", "a day", "a year")],
]
CASES = 300  # of each regime


def a_start(random, kind):
    """A day from which a ledger runs: often one before the law changes."""
    if random.random() < 0.5:
        found = random.choice(TURNS)
    else:
        found = date(2017, 1, 1) + timedelta(random.randint(0, 2900))
    return max(found, SME_SINCE) if kind == "sme" else found


def a_percent(random):
    return Decimal(random.choice([435, 1500, random.randint(1, 2400)])).scaleb(-2)


def tables(random, start):
    """The shipped rates, or rates that change on random days around `start`, some to the same."""
    if random.random() < 0.25:
        return SHIPPED
    found = {}
    for name in NAMES:
        days = sorted({random.randint(-50, 500) for _ in range(random.randint(1, 8))})
        rows = [Rate(FIRST, a_percent(random), "test")]
        rows += [Rate(start + timedelta(n), a_percent(random), "test") for n in days]
        found[name] = RateTable(name, tuple(rows), date(2040, 1, 1))
    return found


def a_rule(random, law, kind):
    """The oracle's rule, and the same as law, options and terms of the contract."""
    is_agreed = kind in {"a day", "a year", "key_rate"}
    percent = random.choice(["0.05", "0.1", "0.03", "18.25", "7.3"])
    cap = random.randint(1, 40) if is_agreed and random.random() < 0.5 else None
    waived = law == "RU" and random.random() < 0.5
    first = law != "RU" and random.random() < 0.5
    year = random.choice([365, 360]) if law == "CN" else 365
    multiplier = random.choice(["1", "1.3", "1.45", "1.5"])
    rule = {
        "kind": kind,
        "percent": Fraction(percent),
        "part": random.choice([Fraction(1, 300), Fraction(1, 150), Fraction(2, 365)]),
        "multiplier": Fraction(multiplier),
        "year": None if law == "RU" else year,
        "cap": cap,
        "moratorium": law == "RU" and not waived,
        "interest_first": first,
    }
    chinese = {"year_days": year, "payments": "art561" if first else "principal_first"}
    if kind == "sme":
        chinese["statutory"] = "sme_daily"
    else:
        chinese["statutory"] = "lpr_floating" if kind == "floating" else "lpr_at_breach"
        chinese["lpr_multiplier"] = multiplier
    options = {
        "RU": {"moratorium_2022": not waived},
        "CN": chinese,
        "ES": {"payments": "interest_first" if first else "principal_first"},
    }[law]
    terms = {"penalty_cap_percent": None if cap is None else Decimal(cap)}
    if kind == "key_rate":
        terms["penalty_of_key_rate"] = rule["part"]
    elif is_agreed:
        terms |= {"penalty_percent": Decimal(percent), "penalty_per": kind.removeprefix("a ")}
    return law, rule, options, terms


def a_ledger(random, start):
    """Some months of shipments, payments, returns and corrections, and a day to calculate to."""

    def units():
        return random.randint(1, random.choice([300, 10**8]))

    events = []
    for number in range(random.randint(1, 3)):
        sent = start + timedelta(random.randint(0, 60))
        due = sent + timedelta(random.randint(0, 60))
        events.append((sent, "shipment", str(number), units(), due))
    for _ in range(random.randint(0, 5)):
        when = start + timedelta(random.randint(0, 400))
        kind = random.choice(["payment", "payment", "payment", "return", "up"])
        sent = [name for day, what, name, _, _ in events if what == "shipment" and day <= when]
        if kind != "up":
            named = random.choices(sent, k=random.randint(0, 2)) if sent else []
            events.append((when, kind, "p", units(), named))
        elif sent:
            events.append((when, kind, random.choice(sent), units(), None))
    return events, start + timedelta(random.choice([random.randint(0, 700), 300]))


def a_case(random, regime=None):
    """Start, rates, rule and options of any regime, or of the one asked for."""
    law, kind = regime or random.choice(REGIMES)
    start = a_start(random, kind)
    return start, tables(random, start), a_rule(random, law, kind)


# Hypothesis plays the dice where a failure should be made small.
DICE = st.randoms(use_true_random=False)


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


@pytest.mark.parametrize("regime", REGIMES, ids=["-".join(regime) for regime in REGIMES])
def test_the_second_opinion_agrees_to_the_minor_unit(regime):
    agreed = [_agrees(Random(seed), regime) for seed in range(CASES)]
    assert [seed for seed, yes in enumerate(agreed) if not yes] == []


def _agrees(random, regime):
    """Whether the product and the second opinion say the same of a random ledger."""
    start, rates, (law, rule, options, terms) = a_case(random, regime)
    events, as_of = a_ledger(random, start)
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
    total = sum(owed for _, _, owed, _ in expected.values())
    return in_units(result.total) == total and expected == {
        part.document.number: (
            [(row.first, row.last, in_units(row.base), in_units(row.amount)) for row in part.rows],
            sum(row.days for row in part.excluded),
            in_units(part.total),
            in_units(part.principal),
        )
        for part in result.documents
    }


@settings(max_examples=60)
@given(DICE)
def test_the_order_of_the_rows_does_not_matter(random):
    start, rates, (law, _, options, terms) = a_case(random)
    events, as_of = a_ledger(random, start)
    # Documents of one day are settled in the order of the file: the sum stays, rows may swap.
    assume(len({event[0] for event in events}) == len(events))
    agreement = contract(law, **terms)
    entries = entries_of(events)
    shuffled = random.sample(entries, len(entries))
    one, other = (
        accrual_of(allocate(list_, agreement, as_of).documents, agreement, as_of, options, rates)
        for list_ in (entries, shuffled)
    )
    assert one == other


@settings(max_examples=60)
@given(DICE)
def test_no_document_costs_more_than_its_cap(random):
    start, rates, (law, _, options, terms) = a_case(random)
    events, as_of = a_ledger(random, start)
    agreement = contract(law, **terms)
    documents = allocate(entries_of(events), agreement, as_of).documents
    result = accrual_of(documents, agreement, as_of, options, rates)
    for part in result.documents:
        assert part.total >= 0
        assert part.principal >= 0
        assert part.cap is None or part.total + part.paid <= part.cap
    assert result.uncapped == sum(row.amount for row in result.rows)


@settings(max_examples=60)
@given(DICE, st.integers(1, 10**9), st.integers(1, 400), st.integers(1, 400))
def test_splitting_the_period_changes_at_most_a_rounding(random, units, before, after):
    """Calculated to a day, and on from there: one row is cut in two, nothing else changes."""
    start, rates, (law, rule, options, terms) = a_case(random)
    assume(rule["kind"] != "fixed" and rule["cap"] is None)
    agreement = contract(law, **terms)
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
@given(DICE, st.integers(1, 400), st.integers(1, 9999))
def test_paying_in_parts_on_one_day_changes_nothing(random, after, units):
    start, rates, (law, _, options, terms) = a_case(random)
    agreement = contract(law, **terms)
    day = start + timedelta(after)
    part, rest = Decimal(units).scaleb(-2), Decimal(10000 - units).scaleb(-2)
    once = debt("250.00", str(start), f"{day} payment 100.00")
    twice = debt("250.00", str(start), f"{day} payment {part}", f"{day} payment {rest}")
    end = day + timedelta(100)
    one, other = (accrual_of([owed], agreement, end, options, rates) for owed in (once, twice))
    assert one == other
