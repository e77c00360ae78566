"""What stops a demand: claims that nobody wants yet, and letters that would have a hole."""

from collections.abc import Sequence
from decimal import Decimal

from letters.documents.demand_facts import Claim, DemandOptions, Earlier
from letters.documents.figures import due_date_gaps
from letters.documents.requirements import demand_gaps
from letters.errors import N_, NothingToDo, Problem, Refused
from letters.model.case import Case

ZERO = Decimal(0)
# What a 律师函 must say of who sends it; that it needs the number of the licence is custom (?).
_LAWYER = ("name", "lawyer", "licence")


def demand_problems(
    case: Case, claims: Sequence[Claim], options: DemandOptions, demands: Sequence[Earlier]
) -> tuple[Problem, ...]:
    """Every reason why this demand cannot go out; `demands` are those sent before it."""
    return (
        *demand_gaps(case),
        *due_date_gaps(row for claim in claims for row in claim.not_yet_due),
        *_mixed_regimes(claims),
        *([] if options.force else _covered(case, claims)),
        *(_no_first_letter(case) if _lacks_first(case, options, demands) else ()),
        *(_no_law_firm(case) if options.level == "lawyer" else ()),
    )


def refuse_unknown_due_dates(claims: Sequence[Claim]) -> None:
    """Refused where nothing is overdue only because nobody knows when it was to be paid."""
    problems = tuple(due_date_gaps(row for claim in claims for row in claim.not_yet_due))
    if problems:
        raise Refused(problems)


def leave_out_paid_late(case: Case, claims: Sequence[Claim]) -> None:
    """NothingToDo where the price is paid and only what its delay cost is open."""
    cost = sum((claim.accrual.total for claim in claims), ZERO)
    if cost:
        raise NothingToDo(
            case.contracts[0].origin.problem(
                "",
                "demand.price_paid",
                N_("the price is paid; {amount} of penalty or interest for the delay is open"),
                N_("a demand needs a price that is owed: write one for the delay alone yourselves"),
                amount=cost,
            )
        )


def leave_out_small(case: Case, claims: Sequence[Claim], options: DemandOptions) -> None:
    """NothingToDo for a claim below what the user set."""
    rows = [row for claim in claims for row in claim.documents]
    principal = sum((row.outstanding for row in rows), ZERO)
    oldest = max(row.days_overdue for row in rows)
    if principal < options.min_amount:
        code, message = "demand.small", N_("only {amount} is overdue, less than {wanted}")
    elif oldest < options.min_days:
        code, message = "demand.young", N_("overdue for {days} days only, less than {wanted}")
    else:
        return
    wanted = options.min_amount if code == "demand.small" else options.min_days
    raise NothingToDo(
        case.contracts[0].origin.problem(
            "", code, message, amount=principal, days=oldest, wanted=wanted
        )
    )


def _mixed_regimes(claims: Sequence[Claim]) -> list[Problem]:
    """One demand has one ground for what accrues: an agreed penalty, or the law."""
    first, *others = [claim for claim in claims if claim.accrual.documents]
    return [
        other.contract.origin.problem(
            "penalty_percent",
            "contracts.mixed_penalty",
            N_("contract {other} cannot be merged with {first}: one has a penalty, one has none"),
            N_("leave out --merge-contracts, or name one --contract"),
            other=other.contract.id,
            first=first.contract.id,
        )
        for other in others
        if other.accrual.basis != first.accrual.basis
        and "statutory_interest" in {other.accrual.regime, first.accrual.regime}
    ]


def _covered(case: Case, claims: Sequence[Claim]) -> list[Problem]:
    """Money that is as large as the debt: somebody should say first what it pays."""
    debts = [sum((row.outstanding for row in claim.documents), ZERO) for claim in claims]
    found = [
        claim.allocation.advances[0].entry.origin.problem(
            "settles",
            "demand.covered",
            N_("{advances} that settles nothing yet would cover the debt of {debt}"),
            N_("name the documents it pays in the column settles, or demand with --force"),
            advances=claim.allocation.unallocated,
            debt=debt,
        )
        for claim, debt in zip(claims, debts, strict=True)
        if debt and claim.allocation.unallocated >= debt
    ]
    own = [claim for claim in claims if claim.allocation.unallocated]
    amount = sum((claim.allocation.unallocated for claim in own), ZERO)
    amount += sum((credit.amount for credit in case.credits), ZERO)
    if not found and amount >= sum(debts, ZERO):
        names = [*(claim.contract.id for claim in own), *(item.contract for item in case.credits)]
        found.append(
            case.contracts[0].origin.problem(
                "",
                "demand.covered_elsewhere",
                N_("{amount} to the debtor's credit under {contracts} would cover the {debt} owed"),
                N_("enter an offset in the ledger, or demand with --force"),
                amount=amount,
                contracts=", ".join(names),
                debt=sum(debts, ZERO),
            )
        )
    return found


def _lacks_first(case: Case, options: DemandOptions, demands: Sequence[Earlier]) -> bool:
    return options.level == "second" and case.language == "zh" and not demands


def _no_first_letter(case: Case) -> list[Problem]:
    """A second letter names the first; nobody may invent it."""
    return [
        case.contracts[0].origin.problem(
            "",
            "demand.no_first_letter",
            N_("the register has no first letter to {debtor} about contract {contract}"),
            N_("make it with --level first, or give its date with --first-letter-date"),
            debtor=case.debtor.id,
            contract=case.contracts[0].id,
        )
    ]


def _no_law_firm(case: Case) -> list[Problem]:
    """A lawyer's letter is a law firm's (律师法 13, 25), and a step of Chinese letters alone."""
    if case.language != "zh":
        return [
            case.debtor.origin.problem(
                "language",
                "demand.lawyer_language",
                N_("a lawyer's letter is a Chinese form; letters to {debtor} are in {language}"),
                N_("leave out --level, or add --language zh"),
                debtor=case.debtor.id,
                language=case.language,
            )
        ]
    settings = case.settings
    return [
        Problem(
            settings.origin.source,
            N_("{key}"),
            "demand.no_law_firm",
            N_("a lawyer's letter names the law firm, the lawyer and the licence"),
            N_("add the section [law_firm], or send the demand yourselves with --level final"),
            {"key": f"law_firm.{fact}"},
        )
        for fact in _LAWYER
        if not settings.law_firm.get(fact)
    ]
