"""The protocol of differences: our ledger against the counterparty's, to go with the act.

An act with objections acknowledges only what both sides have (RU ППВС 43 п. 20: the debtor's words
decide what he acknowledges); the protocol names the rest row by row, and shows by the adjusted
balances that nothing else differs (zh 余额调节表: 我方余额 + 我方未达 = 贵方余额 + 贵方未达).
"""

from dataclasses import dataclass, replace
from decimal import Decimal

from letters.documents.figures import head_json
from letters.documents.requirements import act_gaps
from letters.errors import N_, NothingToDo, Problem, Refused
from letters.ledger.balances import effective_date, statement
from letters.ledger.comparison import Comparison, Line, Pairing, compare
from letters.model.case import Case
from letters.model.entry import Entry
from letters.model.money import to_amount
from letters.model.period import Period
from letters.wording import wording_for
from letters.wording.base import Wording

KIND = "difference_protocol"


@dataclass(frozen=True, slots=True, kw_only=True)
class ProtocolOptions:
    """What the counterparty's books say of a period, in our sign: positive, the debtor owes.

    `their_opening` is None where their file does not state it; `source` is their file.
    """

    period: Period
    theirs: tuple[Line, ...]
    their_opening: Decimal | None = None
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DifferenceProtocol:
    """The figures of one protocol; both adjusted balances are equal, to the cent."""

    case: Case
    options: ProtocolOptions
    comparison: Comparison

    @property
    def main_figure(self) -> Decimal:
        """By how much the two closing balances differ, without its sign."""
        difference = self.comparison.their_closing - self.comparison.our_closing
        return to_amount(abs(difference), self.case.currency)

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """What the user should look at."""
        if self.options.their_opening is not None:
            return ()
        return (
            Problem(
                self.options.source, "", "protocol.no_opening",
                N_("the file does not say their opening balance: it is taken to be ours"),
                N_("ask for an act or a card that states it"),
                severity="warning",
            ),
        )  # fmt: skip

    def as_json(self) -> dict[str, object]:
        """The computed figures; balances and rows in our sign: positive, the debtor owes."""
        case, found, period = self.case, self.comparison, self.options.period
        wording = wording_for(case.language, case.debtor.country)
        ours, theirs = found.adjusted

        def text(amount: Decimal) -> str:
            return str(to_amount(amount, case.currency))

        return {
            **head_json(KIND, case, wording.amount_in_words(self.main_figure, case.currency)),
            "period": {"from": period.first.isoformat(), "to": period.last.isoformat()},
            "ours": {"opening": text(found.our_opening), "closing": text(found.our_closing)},
            "theirs": {"opening": text(found.their_opening), "closing": text(found.their_closing)},
            "missing_with_us": text(found.missing_with_us),
            "missing_with_them": text(found.missing_with_them),
            "adjusted": {"ours": text(ours), "theirs": text(theirs)},
            "difference": text(found.their_closing - found.our_closing),
            "rows": [_row_json(pair, case.currency) for pair in found.pairings],
        }


def compared(case: Case, options: ProtocolOptions) -> DifferenceProtocol:
    """Compare the ledger of the case with theirs over the period, both ends included.

    Raises Refused when the paper would have a hole.
    """
    case = replace(case, as_of=options.period.last)
    if problems := tuple(act_gaps(case)):
        raise Refused(problems)
    wording = wording_for(case.language, case.debtor.country)
    period = options.period
    opening = Decimal(0)
    ours: list[Line] = []
    for contract in case.contracts:
        entries = case.entries.get(contract.id, ())
        opening += statement(entries, period).opening
        ours += [_line(entry, wording) for entry in entries if _is_in(entry, period)]
    theirs = options.their_opening
    comparison = Comparison(
        pairings=compare(ours, options.theirs),
        our_opening=opening,
        their_opening=opening if theirs is None else theirs,
        opening_is_stated=theirs is not None,
    )
    return DifferenceProtocol(case=case, options=options, comparison=comparison)


def difference_protocol(case: Case, options: ProtocolOptions) -> DifferenceProtocol:
    """The comparison as a paper; NothingToDo when nothing at all differs, Refused as above."""
    protocol = compared(case, options)
    comparison = protocol.comparison
    if comparison.agree:
        raise NothingToDo(
            Problem(
                case.debtor.id, "", "protocol.agree",
                N_("both sides agree on {count} rows and on the balance of {closing} {currency}"),
                params={
                    "count": len(comparison.pairings),
                    "closing": str(to_amount(comparison.our_closing, case.currency)),
                    "currency": case.currency,
                },
            )
        )  # fmt: skip
    return protocol


def _is_in(entry: Entry, period: Period) -> bool:
    return period.first <= effective_date(entry) <= period.last


def _line(entry: Entry, wording: Wording) -> Line:
    return Line(
        date=effective_date(entry),
        effect=entry.effect,
        numbers=(entry.number, entry.delivery_number, entry.counterparty_number),
        caption=f"{wording.document_type(entry.document_type, entry.kind)} {entry.number}",
        is_payment=entry.kind in {"payment", "refund"},
        origin=entry.origin,
    )


def _row_json(pair: Pairing, currency: str) -> dict[str, object]:
    return {
        "finding": pair.finding,
        "ours": [_line_json(line, currency) for line in pair.ours],
        "theirs": [_line_json(line, currency) for line in pair.theirs],
        "difference": str(to_amount(pair.difference, currency)),
    }


def _line_json(line: Line, currency: str) -> dict[str, object]:
    return {
        "date": line.date.isoformat(),
        "document": line.caption,
        "amount": str(to_amount(line.effect, currency)),
        "source": line.origin.source,
        "row": line.origin.row,
    }
