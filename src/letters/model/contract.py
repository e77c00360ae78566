"""The agreement under which goods are shipped and paid: its law, its terms, its penalty."""

import datetime as dt
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from typing import Literal, get_args

from letters.model.origin import Origin

Jurisdiction = Literal["RU", "CN", "ES"]
DayKind = Literal["calendar", "working"]
JURISDICTIONS: tuple[str, ...] = get_args(Jurisdiction)


@dataclass(frozen=True, slots=True, kw_only=True)
class Contract:
    """One row of `contracts`.

    `payment_days` counts from the day after the document; `penalty_percent` is percent of the
    outstanding amount per `penalty_per`; `penalty_of_key_rate` is the fraction of the reference
    rate per day (1/300); `penalty_cap_percent` limits the penalty in percent of the amount first
    overdue, a document each; `response_days` is the contract's own pre-trial term in days;
    `sheets` is how many sheets its copy has, for the list of annexes of a demand.
    """

    id: str
    debtor: str
    creditor: str
    number: str
    date: dt.date
    currency: str
    jurisdiction: Jurisdiction
    title: str = ""
    payment_days: int | None = None
    payment_days_kind: DayKind = "calendar"
    payment_clause: str = ""
    penalty_percent: Decimal | None = None
    penalty_per: Literal["day", "year"] = "day"
    penalty_of_key_rate: Fraction | None = None
    penalty_cap_percent: Decimal | None = None
    penalty_clause: str = ""
    court: str = ""
    arbitration: str = ""
    response_days: int | None = None
    sheets: int | None = None
    origin: Origin = field(default=Origin(), compare=False)
