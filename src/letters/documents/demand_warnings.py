"""What a lawyer should look at before a demand goes out; nothing here stops it.

Limitation: 3 years in Russia (ст. 196 ГК) and China (民法典 188), 5 in Spain (art. 1964.2 CC).
It begins anew when the debtor signs an acknowledgement (ст. 203, 206 ГК; 民法典 195; art. 1973 CC);
in China and Spain also with a demand that reached him, so only one whose receipt is recorded.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from letters.documents.demand_facts import KIND, Claim, DemandOptions, Earlier
from letters.documents.figures import DocumentRow
from letters.errors import N_, DataError, Problem
from letters.interest.rows import Accrual
from letters.interest.segments import row_amount
from letters.law.cn_late_payment import LPR_SINCE
from letters.law.late_payment import Rates, Terms
from letters.law.rates import Rate
from letters.model.case import Case
from letters.model.contract import Contract

_LIMITATION_YEARS = {"RU": 3, "CN": 3, "ES": 5}
_NEAR = dt.timedelta(days=90)
# Below one unit of the currency a rest is rather a slip of a payment than a debt.
_TOLERANCE = Decimal(1)
_LONGEST_TERM_ES = 60  # Ley 3/2004 art. 4.3
# 合同编通则解释 65 and the practice around it (?): a penalty above 4 x LPR is likely to be cut, to
# somewhere between 1.95 x LPR (1.5 x 1.3) and that.
_UPPER, _LOWER = Decimal(4), Decimal("1.95")


def demand_warnings(
    case: Case,
    claims: Sequence[Claim],
    options: DemandOptions,
    demands: Iterable[Earlier],
) -> Iterator[Problem]:
    """Every finding about a demand, contract by contract."""
    rates = options.rates_for(case.as_of)
    for claim in claims:
        for row in claim.documents:
            yield from _limitation(case, row, options.earlier_for([claim.contract]))
            yield from _small(row)
        yield from _assumed_rate(claim.contract, claim.accrual)
        if case.jurisdiction == "ES" and case.debtor.kind != "person":
            yield from _long_term(claim.documents)
        if case.jurisdiction == "CN" and claim.accrual.regime == "contract_penalty":
            yield from _high_penalty(claim.contract, claim.accrual, rates)
    yield from _credits_elsewhere(case)
    yield from _consumer(case, claims)
    for item in demands:
        yield case.debtor.origin.problem(
            "",
            "demand.names_earlier",
            N_("the letter says that the demand {number} of {day} was sent"),
            N_("check that it was; --reissue takes the place of one that was not"),
            severity="warning",
            day=item.date.isoformat(),
            number=item.number or "–",
        )


def _credits_elsewhere(case: Case) -> Iterator[Problem]:
    for credit in case.credits:
        yield case.contracts[0].origin.problem(
            "",
            "demand.credit_elsewhere",
            N_("{amount} to the debtor's credit under {contract} is not counted in this demand"),
            N_("enter an offset in the ledger, if it is meant for this debt"),
            severity="warning",
            amount=credit.amount,
            contract=credit.contract,
        )


def _consumer(case: Case, claims: Iterable[Claim]) -> Iterator[Problem]:
    """What a contract agrees with a consumer, a court reviews of its own motion."""
    if case.debtor.kind == "person" and any(
        claim.accrual.regime == "contract_penalty" for claim in claims
    ):
        yield case.debtor.origin.problem(
            "kind",
            "demand.consumer",
            N_("{party} is a consumer: a court may strike out or cut the agreed penalty"),
            N_("check the clause, and before which court a consumer is sued"),
            severity="warning",
            party=case.debtor.id,
        )


def _limitation(case: Case, row: DocumentRow, earlier: Iterable[Earlier]) -> Iterator[Problem]:
    start = row.due_date
    if start is None:
        return
    contract = row.state.contract
    renewed = [
        item.signed
        for item in earlier
        if item.signed
        and item.signed <= case.date
        and item.as_of >= row.date
        and (item.kind != KIND or contract.jurisdiction != "RU")
    ]
    end = _years_after(max([start, *renewed]), _LIMITATION_YEARS[contract.jurisdiction])
    if end < case.date:
        code = "limitation.over"
        message = N_("the limitation period of {number} ran out on {end}")
    elif end - case.date <= _NEAR:
        code = "limitation.near"
        message = N_("the limitation period of {number} runs out on {end}")
    else:
        return
    yield row.state.entry.origin.problem(
        "due_date",
        code,
        message,
        N_("record what the debtor signed since: letters register signed NUMBER --date DATE"),
        severity="warning",
        number=row.number,
        end=end.isoformat(),
    )


def _years_after(day: dt.date, years: int) -> dt.date:
    """The same day of the month years later; 28 February for the 29th that is not there."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def _small(row: DocumentRow) -> Iterator[Problem]:
    if row.outstanding < _TOLERANCE:
        yield row.state.entry.origin.problem(
            "amount",
            "demand.small_rest",
            N_("only {amount} is owed of {number}"),
            N_("write off what is not worth a demand with a correction"),
            severity="warning",
            amount=row.outstanding,
            number=row.number,
        )


def _assumed_rate(contract: Contract, accrual: Accrual) -> Iterator[Problem]:
    if first := accrual.assumed_from:
        yield contract.origin.problem(
            "",
            "rates.assumed",
            N_(
                "no rate is known from {day} on: the last one was continued, and the letter says so"
            ),
            N_("add the missing rows to the folder rates before the claim goes to court"),
            severity="warning",
            day=first.isoformat(),
        )


def _long_term(rows: Iterable[DocumentRow]) -> Iterator[Problem]:
    """Ley 3/2004 allows no more than 60 days; which due date holds is for the lawyer to say."""
    for row in rows:
        start = row.state.entry.delivery_date or row.date
        if row.due_date and row.state.entry.kind == "shipment":
            days = (row.due_date - start).days
            if days > _LONGEST_TERM_ES:
                yield row.state.entry.origin.problem(
                    "due_date",
                    "demand.long_term",
                    N_("{number} was payable in {days} days; Ley 3/2004 allows {most} at most"),
                    N_("decide from which day the interest is due; the agreed term was used"),
                    severity="warning",
                    number=row.number,
                    days=days,
                    most=_LONGEST_TERM_ES,
                )


def _high_penalty(contract: Contract, accrual: Accrual, rates: Rates) -> Iterator[Problem]:
    """An agreed rate above 4 x LPR at the contract's date, with the sums a court might leave."""
    percent = contract.penalty_percent or Decimal(0)
    annual = percent * 365 if contract.penalty_per == "day" else percent
    try:
        limit = _lpr_on(contract.date, rates).percent * _UPPER
        if annual <= limit:
            return
        upper, lower = (_at_lpr(accrual, times, contract, rates) for times in (_UPPER, _LOWER))
    except DataError:  # a day before the tables: nothing to compare with
        return
    yield contract.origin.problem(
        "penalty_percent",
        "demand.high_penalty",
        N_(
            "the penalty of {annual} % a year is above 4 x LPR ({limit} %), so a court may cut it: "
            "{upper} at 4 x LPR, {lower} at 1.95 x LPR"
        ),
        N_("decide whether to claim less; the letter claims what was agreed"),
        severity="warning",
        annual=format(annual.normalize(), "f"),
        limit=format(limit.normalize(), "f"),
        upper=upper,
        lower=lower,
    )


def _at_lpr(accrual: Accrual, times: Decimal, contract: Contract, rates: Rates) -> Decimal:
    """The same rows at a multiple of the LPR of each document's first overdue day, over 365."""
    total = Decimal(0)
    for part in accrual.documents:
        for row in part.rows:
            percent = _lpr_on(part.rows[0].first, rates).percent * times
            terms = Terms(percent=percent, per="year", year_days=365)
            total += row_amount(row.base, row.days, terms, contract.currency)
    return total


def _lpr_on(day: dt.date, rates: Rates) -> Rate:
    return rates["cn_lpr_1y" if day >= LPR_SINCE else "cn_pboc_benchmark_1y"].rate_on(day)
