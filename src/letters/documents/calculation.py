"""The calculation of a demand as a plain table, for a spreadsheet: every row, then the sums."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from letters.documents.demand_letter import DemandLetter
from letters.interest.rows import AccrualRow, ExcludedRow

Cell = str | int | Decimal | date | None
HEADS = (
    "contract", "document", "document_date", "due_date", "from", "to", "days", "base",
    "rate_percent", "rate_per", "rate_fraction", "year_days", "amount", "published_rate", "source",
    "note",
)  # fmt: skip


def calculation_table(letter: DemandLetter) -> tuple[Sequence[str], list[list[Cell]]]:
    """Heads as in `--json`, a row for each printed one, and what they add up to.

    Days that bear nothing have no amount and a note; the sums are `uncapped`, `cap`, `paid` and
    `total`, the first word of their rows.
    """
    states = {
        id(state.entry): state for claim in letter.claims for state in claim.allocation.documents
    }
    rows: list[list[Cell]] = []
    for part in letter.accrual.documents:
        state = states[id(part.document)]
        lines: list[AccrualRow | ExcludedRow] = [*part.rows, *part.excluded]
        for line in sorted(lines, key=lambda line: line.first):
            document: list[Cell] = [state.entry.number, state.entry.date, state.due_date]
            days: list[Cell] = [line.first, line.last, line.days, line.base]
            rows.append([state.contract.number, *document, *days, *_result(line)])
    accrual = letter.accrual
    sums = {"uncapped": accrual.uncapped, "cap": accrual.cap, "paid": accrual.paid or None}
    for name, amount in {**sums, "total": accrual.total}.items():
        if amount is not None:
            rows.append([name, *[None] * 11, amount, *[None] * 3])
    return HEADS, rows


def _result(line: AccrualRow | ExcludedRow) -> list[Cell]:
    if isinstance(line, ExcludedRow):
        return [*[None] * 7, line.reason]
    terms = line.terms
    fraction = str(terms.fraction) if terms.fraction else None
    published = terms.rate.percent if terms.rate else None
    rate: list[Cell] = [terms.percent, terms.per, fraction, terms.year_days]
    publisher = line.source.partition(";")[0]  # what follows tells how we know, and is not for him
    return [*rate, line.amount, published, publisher or None, None]
