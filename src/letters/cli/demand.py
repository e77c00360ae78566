"""letters demand: what is overdue, with the calculation that a court can repeat."""

from datetime import UTC, date, datetime
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from letters.cli import options
from letters.cli.documents import Shared, document_command
from letters.cli.speech import N_, say
from letters.errors import UsageError

if TYPE_CHECKING:
    from letters.documents.demand_facts import Earlier
    from letters.law.late_payment import Rates


def _amount(text: str) -> Decimal:
    """A positive amount, `5000` or `49.90`; anything else is a usage error."""
    try:
        amount = Decimal(text)
    except InvalidOperation:
        amount = Decimal("NaN")
    if not amount.is_finite() or amount < 0:
        raise typer.BadParameter(
            say(N_("“{text}” is not an amount; write 5000 or 49.90"), text=text)
        )
    return amount


LetterDate = Annotated[
    date | None,
    typer.Option(
        "--date",
        parser=options.parse_day,
        metavar="DATE",
        help=N_("Date printed on the letter. Default: the last day that counts."),
    ),
]


@document_command(day=LetterDate)
def demand(
    shared: Shared,
    *,
    pay_within: Annotated[
        int | None,
        typer.Option(
            metavar="N",
            min=1,
            max=365,
            help=N_("Days to pay. Default: the contract's, or the usual ones."),
        ),
    ] = None,
    level: Annotated[
        Literal["first", "second", "final", "lawyer"],
        typer.Option(
            help=N_(
                "Step of a Chinese demand; other languages have the final one only. "
                "lawyer: by the law firm of letters.toml."
            )
        ),
    ] = "final",
    first_letter_date: Annotated[
        date | None,
        typer.Option(
            parser=options.parse_day,
            metavar="DATE",
            help=N_("Date of a first demand that the register does not have."),
        ),
    ] = None,
    min_amount: Annotated[
        Decimal,
        typer.Option(
            parser=_amount,
            metavar="AMOUNT",
            help=N_("Leave out debtors with less than this overdue."),
        ),
    ] = Decimal(0),
    min_days: Annotated[
        int,
        typer.Option(metavar="N", min=0, help=N_("Leave out debtors who are late for fewer days.")),
    ] = 0,
    assume_last_rate: Annotated[
        bool,
        typer.Option(
            "--assume-last-rate",
            help=N_("Continue the last known rate through the as-of date; the letter says so."),
        ),
    ] = False,
    force: Annotated[
        bool,
        typer.Option(
            "--force", help=N_("Demand although payments that settle nothing cover the debt.")
        ),
    ] = False,
    calculation: Annotated[
        Literal["csv", "xlsx"] | None,
        typer.Option(help=N_("A copy of the calculation beside the letter.")),
    ] = None,
) -> None:
    """Prepare demand letters: what is overdue, what the delay has cost, and by when to pay."""
    from letters.cli.run import DocumentRun
    from letters.documents.demand_facts import DemandOptions

    now = datetime.now(UTC)
    counted = shared.as_of or now.astimezone().date()
    _check_days(counted, shared.day, first_letter_date)
    run = DocumentRun(
        kind="demand_letter",
        asked=shared,
        as_of=counted,
        date=shared.day or counted,
        now=now,
        copies=(calculation,) if calculation else (),
    )
    asked = DemandOptions(
        rates=_rates(shared.root),
        pay_within=pay_within,
        level=level,
        first_letter_date=first_letter_date,
        earlier=_earlier(shared.root),
        min_amount=min_amount,
        min_days=min_days,
        assume_last_rate=assume_last_rate,
        force=force,
    )
    raise typer.Exit(run.carry_out(lambda _: asked))


def _check_days(as_of: date, day: date | None, first_letter_date: date | None) -> None:
    """A letter cannot count days after its own, nor follow a letter of a later day."""
    if day and day < as_of:
        raise UsageError(
            N_("a letter of {day} cannot count the days through {as_of}"),
            N_("give --as-of {day}, or a later --date"),
            day=day,
            as_of=as_of,
        )
    if first_letter_date and first_letter_date >= (day or as_of):
        raise UsageError(
            N_("--first-letter-date {first} is not before the letter of {day}"),
            N_("choose an earlier date"),
            first=first_letter_date,
            day=day or as_of,
        )


def _rates(root: Path) -> "Rates":
    """All rate tables, with the rows of the workspace."""
    from letters.law.rates import TABLES, load_rates

    own = root / "rates"
    extra = own if own.is_dir() else None
    return {name: load_rates(name, extra) for name in TABLES}


def _earlier(root: Path) -> "dict[str, tuple[Earlier, ...]]":
    """The letters of the register that are in force, by contract."""
    from letters.documents.demand_facts import Earlier
    from letters.register.issued import list_issued

    found: dict[str, tuple[Earlier, ...]] = {}
    for issued in list_issued(root / "register.sqlite", status="issued"):
        letter = issued.letter
        earlier = Earlier(
            kind=letter.kind,
            number=issued.number,
            date=letter.date,
            as_of=letter.as_of,
            contracts=letter.contracts,
            signed=issued.signed,
        )
        for contract in letter.contracts:
            found[contract] = (*found.get(contract, ()), earlier)
    return found
