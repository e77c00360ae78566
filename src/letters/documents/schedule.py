"""When the debtor pays: one date, equal instalments, or the rows he agreed to."""

import re
from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_DOWN, Decimal

from letters.errors import N_, DataError, Problem, UsageError
from letters.model.money import exponent, to_amount
from letters.model.origin import Origin


@dataclass(frozen=True, slots=True)
class Instalment:
    """One payment of the schedule; `balance_after` is what is still owed after it (0 at last)."""

    date: date
    amount: Decimal
    balance_after: Decimal


@dataclass(frozen=True, slots=True)
class Step:
    """The distance between instalments: `count` days, weeks or months (`unit` d, w, m)."""

    count: int
    unit: str

    def after(self, first: date, index: int) -> date:
        """The date of instalment `index` (0 is `first`); months keep the anchor day.

        A month too short for it takes its last day, and the next month returns to the anchor
        (31.01, 28.02, 31.03): ст. 192 п. 3 ГК РФ; 民法典 202; art. 5.1 CC.
        """
        if self.unit == "d":
            return first + timedelta(days=self.count * index)
        if self.unit == "w":
            return first + timedelta(weeks=self.count * index)
        months = first.month - 1 + self.count * index
        year, month = first.year + months // 12, months % 12 + 1
        return date(year, month, min(first.day, monthrange(year, month)[1]))


def parse_step(text: str) -> Step:
    """`1m`, `2w`, `10d`; UsageError for anything else."""
    match = re.fullmatch(r"([1-9]\d{0,2})([dwm])", text.strip().lower())
    if not match:
        raise UsageError(
            N_("“{text}” is no distance between instalments"),
            N_("write --every 1m, 2w or 10d"),
            text=text,
        )
    return Step(int(match[1]), match[2])


def equal_parts(total: Decimal, count: int, currency: str) -> tuple[Decimal, ...]:
    """`total` in `count` parts cut down to the minor unit; the last one takes the rest.

    >>> [str(part) for part in equal_parts(Decimal("1000.00"), 3, "EUR")]
    ['333.33', '333.33', '333.34']
    """
    unit = Decimal(1).scaleb(-exponent(currency))
    part = (total / count).quantize(unit, ROUND_DOWN)
    if not part:
        raise UsageError(
            N_("{total} cannot be paid in {count} instalments"),
            N_("ask for fewer instalments"),
            total=total,
            count=count,
        )
    return (*[part] * (count - 1), total - part * (count - 1))


@dataclass(frozen=True, slots=True)
class PaymentPlan:
    """What the user asked for: one date, `count` equal parts from `first`, or given rows.

    `rows` hold (date, amount, row number in `source`); `source` is the file, or the option that
    the user gave.
    """

    first: date | None = None
    count: int = 1
    step: Step = Step(1, "m")
    rows: tuple[tuple[date, Decimal, int], ...] = ()
    source: str = ""

    def instalments(self, total: Decimal, currency: str) -> tuple[Instalment, ...]:
        """The schedule for a debt of `total`; its rows are checked by `schedule_problems`."""
        if self.rows:
            payments = [(day, _exact(amount, currency)) for day, amount, _ in self.rows]
        elif self.first:
            parts = equal_parts(total, self.count, currency)
            try:
                payments = [(self.step.after(self.first, i), part) for i, part in enumerate(parts)]
            except (ValueError, OverflowError):
                raise UsageError(
                    N_("the instalments go beyond the year 9999"),
                    N_("ask for fewer instalments, or an earlier first day"),
                ) from None
        else:
            payments = []
        balance = total
        schedule = []
        for day, amount in payments:
            balance -= amount
            schedule.append(Instalment(day, amount, balance))
        return tuple(schedule)


def _exact(amount: Decimal, currency: str) -> Decimal:
    """With the currency's decimals; an amount that has more keeps them, to be refused by row."""
    try:
        return to_amount(amount, currency)
    except DataError:
        return amount


def schedule_problems(
    plan: PaymentPlan, schedule: Sequence[Instalment], total: Decimal, not_before: date
) -> list[Problem]:
    """What makes a schedule worthless: a wrong sum, dates out of order or in the past."""
    problems: list[Problem] = []
    rows = [row for _, _, row in plan.rows] or range(1, len(schedule) + 1)
    origins = [Origin(plan.source, row) for row in rows]
    previous: date | None = None
    for origin, part in zip(origins, schedule, strict=True):
        if part.amount <= 0:
            problems.append(
                origin.problem(
                    "amount",
                    "schedule.amount",
                    N_("an instalment of {amount} is not a payment"),
                    N_("write a positive amount"),
                    amount=part.amount,
                )
            )
        elif part.amount.as_tuple().exponent != total.as_tuple().exponent:
            problems.append(
                origin.problem(
                    "amount",
                    "schedule.decimals",
                    N_("{amount} has more decimals than the currency knows"),
                    N_("round the amount"),
                    amount=part.amount,
                )
            )
        if part.date < not_before:
            problems.append(
                origin.problem(
                    "date",
                    "schedule.past",
                    N_("{day} is before the date of the letter, {letter}"),
                    N_("choose a later date"),
                    day=part.date,
                    letter=not_before,
                )
            )
        if previous and part.date <= previous:
            problems.append(
                origin.problem(
                    "date",
                    "schedule.order",
                    N_("{day} does not come after {previous}"),
                    N_("sort the rows by date"),
                    day=part.date,
                    previous=previous,
                )
            )
        previous = part.date
    promised = sum((part.amount for part in schedule), Decimal(0))
    if schedule and promised != total:
        problems.append(
            origins[-1].problem(
                "amount",
                "schedule.sum",
                N_("the payments add up to {promised}, the debt is {total}: {difference} apart"),
                N_("correct the amounts: they must add up to the debt"),
                promised=promised,
                total=total,
                difference=promised - total,
            )
        )
    return problems
