"""letters guarantee: the letter that the debtor only signs and stamps."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from letters.cli import options
from letters.cli.documents import Shared, document_command
from letters.cli.speech import N_
from letters.errors import UsageError

if TYPE_CHECKING:
    from letters.documents.schedule import PaymentPlan
    from letters.model.settings import Settings

Day = date | None


@document_command()
def guarantee(
    shared: Shared,
    *,
    overdue: Annotated[
        bool, typer.Option("--overdue", help=N_("With --all: only debtors with overdue documents."))
    ] = False,
    pay_by: Annotated[
        Day,
        typer.Option(
            parser=options.parse_day,
            metavar="DATE",
            help=N_("One payment, at the latest on this day."),
        ),
    ] = None,
    instalments: Annotated[
        int | None,
        typer.Option(
            metavar="N", min=1, max=120, help=N_("Number of equal payments; needs --first.")
        ),
    ] = None,
    first: Annotated[
        Day,
        typer.Option(
            parser=options.parse_day, metavar="DATE", help=N_("Day of the first of equal payments.")
        ),
    ] = None,
    every: Annotated[
        str, typer.Option(metavar="STEP", help=N_("Distance of equal payments: 1m, 2w or 10d."))
    ] = "1m",
    schedule: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE", help=N_("A table of payments with the columns date and amount.")
        ),
    ] = None,
) -> None:
    """Prepare guarantee letters: the debtor acknowledges each document and promises to pay."""
    from letters.cli.run import DocumentRun

    now = datetime.now(UTC)
    run = DocumentRun(
        kind="guarantee_letter",
        asked=shared,
        as_of=options.last_day(shared.as_of, shared.day, now.astimezone().date()),
        date=shared.day,
        now=now,
        only_overdue=overdue,
    )
    if overdue and not shared.everyone:
        raise UsageError(N_("--overdue goes with --all"))
    asked = _asked_plan(pay_by, instalments, first, every, schedule)

    def plan(settings: "Settings") -> "PaymentPlan":
        if schedule is None:
            return asked
        from letters.reading.schedule import read_schedule

        return read_schedule(schedule, settings.locale)

    raise typer.Exit(run.carry_out(plan))


def _asked_plan(
    pay_by: Day, instalments: int | None, first: Day, every: str, schedule: Path | None
) -> "PaymentPlan":
    """What the debtor promises, exactly one of the three forms; a file is read later."""
    from letters.documents.schedule import PaymentPlan, parse_step

    asked = [name for name in (pay_by, instalments, schedule) if name is not None]
    if len(asked) != 1:
        message = (
            N_("say only once when the debtor pays") if asked else N_("say when the debtor pays")
        )
        hint = N_("give one of --pay-by DATE, --instalments N --first DATE, --schedule FILE")
        raise UsageError(message, hint)
    if instalments is not None:
        if first is None:
            raise UsageError(N_("--instalments needs --first DATE"))
        return PaymentPlan(
            first=first, count=instalments, step=parse_step(every), source="--instalments"
        )
    if first is not None:
        raise UsageError(N_("--first goes with --instalments"))
    if every != "1m":
        raise UsageError(N_("--every goes with --instalments"))
    return PaymentPlan(first=pay_by, source="--pay-by")
