"""letters act: the reconciliation act of a period, for one debtor or for all of them."""

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from letters.cli import options
from letters.cli.documents import Shared, document_command
from letters.cli.speech import N_
from letters.errors import DataError, UsageError

if TYPE_CHECKING:
    from letters.model.period import Period


AsOf = Annotated[
    date | None,
    typer.Option(
        parser=options.parse_day,
        metavar="DATE",
        help=N_("Last day that counts: always the last day of the period."),
    ),
]


@document_command(as_of=AsOf)
def act(
    shared: Shared,
    *,
    period: Annotated[
        str,
        typer.Option(
            metavar="PERIOD",
            help=N_("2026-Q3, 2026-09 or 2026-07-01..2026-09-30; both ends are in it."),
            show_default=False,
        ),
    ] = "",
    counterparty_side: Annotated[
        Literal["blank", "mirror"],
        typer.Option(help=N_("The counterparty's half: blank to fill in, or the mirror of ours.")),
    ] = "blank",
    include_empty: Annotated[
        bool, typer.Option("--include-empty", help=N_("Acts without movement and balance too."))
    ] = False,
    reply_by: Annotated[
        date | None,
        typer.Option(
            parser=options.parse_day,
            metavar="DATE",
            help=N_("Last day to send back the signed copy; printed on the act."),
        ),
    ] = None,
) -> None:
    """Prepare reconciliation acts: opening, movements and closing of a period, for both to sign."""
    from letters.cli.run import DocumentRun
    from letters.documents.reconciliation_act import ActOptions

    now = datetime.now(UTC)
    span = _period(period)
    _check_days(span, shared.as_of, reply_by)
    run = DocumentRun(
        kind="reconciliation_act", asked=shared, as_of=span.last, date=shared.day, now=now
    )
    asked = ActOptions(
        period=span,
        counterparty_side=counterparty_side,
        include_empty=include_empty,
        reply_by=reply_by,
    )
    raise typer.Exit(run.carry_out(lambda _: asked))


def _period(text: str) -> "Period":
    from letters.model.period import parse_period

    if not text:
        raise UsageError(N_("say for which period"), N_("give --period 2026-Q3"))
    try:
        return parse_period(text)
    except DataError as error:
        raise UsageError(error.message, error.hint, **error.params) from None


def _check_days(period: "Period", as_of: date | None, reply_by: date | None) -> None:
    """An act is as of its period's end, and nobody can answer before that."""
    if as_of and as_of != period.last:
        raise UsageError(
            N_("an act is as of the last day of its period, {last}, not {as_of}"),
            N_("leave out --as-of, or give --period {first}..{as_of}"),
            first=period.first,
            last=period.last,
            as_of=as_of,
        )
    if reply_by and reply_by <= period.last:
        raise UsageError(
            N_("--reply-by {day} is not after the period, which ends on {last}"),
            N_("choose a later date"),
            day=reply_by,
            last=period.last,
        )
