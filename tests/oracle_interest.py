"""A second opinion on late payment: day by day, in exact fractions, sharing no code with letters.

It knows nothing of segments. It walks every day of every document, notes what that day bears, and
rounds only where one run of equal days ends. Amounts are whole minor units (kopecks, fen, cents).
"""

from calendar import isleap
from datetime import date, timedelta
from fractions import Fraction
from math import floor

ONE = timedelta(days=1)


def allocate(events, as_of):
    """Documents with their movements: `(day, what, minor units)`, what in `paid`, `back`, `up`.

    `events` are `(day, kind, name, units, named)`: `shipment`, `payment`, `return`, `up` (raises
    the named document). Named documents first, then the earliest due (`due` by name is the fifth
    value of a shipment); what is left waits for the next document.
    """
    documents, waiting = {}, []

    def left(document):
        signs = {"paid": -1, "back": -1, "up": 1}
        return document["units"] + sum(signs[what] * units for _, what, units in document["moves"])

    def settle(document, credit, when):
        used = min(left(document), credit["left"])
        if used:
            credit["left"] -= used
            document["moves"].append((when, credit["what"], used))

    debits_first = {"shipment": 0, "up": 0, "payment": 1, "return": 1}
    seen = [event for event in events if event[0] <= as_of]
    for when, kind, name, units, more in sorted(seen, key=lambda e: (e[0], debits_first[e[1]])):
        if kind in {"shipment", "up"}:
            if kind == "shipment":
                documents[name] = {"name": name, "sent": when, "due": more, "units": units,
                                   "moves": [], "order": len(documents)}  # fmt: skip
            document = documents[name]
            if kind == "up":
                document["moves"].append((when, "up", units))
            for credit in waiting:
                settle(document, credit, when)
        else:
            credit = {"left": units, "what": "paid" if kind == "payment" else "back"}
            queue = sorted(documents.values(), key=lambda d: (d["due"], d["order"]))
            for document in [*(documents[n] for n in more if n in documents), *queue]:
                settle(document, credit, when)
            waiting.append(credit)
    return sorted(documents.values(), key=lambda d: (d["due"], d["sent"], d["name"]))


def rate_on(table, day):
    """The last `(from, percent)` row not later than `day`."""
    for row in reversed(table):
        if row[0] <= day:
            return row
    raise LookupError(day)


def cost_of_a_day(rule, day, breach, rates):  # noqa: PLR0911 - a line a regime
    """A pair: what makes days belong to one row, and what one day costs as part of the base."""
    kind = rule["kind"]
    if kind == "art395":
        percent = rate_on(rates["ru_key_rate"], day)[1]
        year = 366 if isleap(day.year) else 365
        return (percent, year), percent / 100 / year
    if kind == "key_rate":
        percent = rate_on(rates["ru_key_rate"], day)[1]
        return percent, percent / 100 * rule["part"]
    if kind == "ley3":
        since, percent = rate_on(rates["es_late_rate"], day)
        return (percent, since, day.year, day.month > 6), percent / 36500
    if kind in {"fixed", "floating"}:
        reform = date(2019, 8, 20)
        name = "cn_lpr_1y" if day >= reform else "cn_pboc_benchmark_1y"
        asked = day
        if kind == "fixed":
            asked = max(breach, reform) if day >= reform else breach
        percent = rate_on(rates[name], asked)[1] * rule["multiplier"]
        return percent, percent / 100 / rule["year"]
    if kind == "sme":
        return "0.05 %", Fraction(5, 10000)
    if kind == "a day":
        return rule["percent"], rule["percent"] / 100
    year = rule["year"] or (366 if isleap(day.year) else 365)
    return year, rule["percent"] / 100 / year


def half_up(exact):
    return floor(exact + Fraction(1, 2))


def calculate(document, as_of, rule, rates):  # noqa: C901 - one walk, read from top to bottom
    """Rows `(first, last, base, units)`, excluded days, interest owed and principal, in units."""
    base, day, breach, cap = document["units"], document["due"] + ONE, None, None
    rows, excluded, covered, run = [], 0, 0, None
    for when, what, units in document["moves"]:  # before the first day
        if when <= document["due"]:
            base += units if what == "up" else -units

    def close():
        nonlocal run
        if run:
            exact = run["base"] * run["cost"] * run["days"]
            rows.append((run["first"], run["last"], run["base"], half_up(exact)))
        run = None

    def owed():
        accrued = sum(row[3] for row in rows)
        return (accrued if cap is None else min(accrued, cap)) - covered

    while day <= as_of:
        free = rule["moratorium"] and document["sent"] < date(2022, 4, 1)
        free = free and date(2022, 4, 1) <= day <= date(2022, 10, 1)
        if base and not breach:
            breach = day
            if rule["cap"] is not None:
                cap = half_up(base * rule["cap"] / 100)
        if not base or free:
            close()
            excluded += bool(base)
        else:
            key, cost = cost_of_a_day(rule, day, breach, rates)
            if not run or (run["key"], run["base"]) != (key, base):
                close()
                run = {"key": key, "base": base, "cost": cost, "first": day, "days": 0}
            run["last"] = day
            run["days"] += 1
        for when, what, units in document["moves"]:
            if when == day and what != "paid":
                base += units if what == "up" else -units
        paid = sum(
            units for when, what, units in document["moves"] if (when, what) == (day, "paid")
        )
        if paid and rule["interest_first"]:
            close()
            for_interest = min(paid, owed())
            covered += for_interest
            paid -= for_interest
        base -= paid
        day += ONE
    close()
    return rows, excluded, owed(), base
