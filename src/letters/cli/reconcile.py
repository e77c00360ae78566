"""letters reconcile: our ledger against the counterparty's books, row by row."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from letters.cli import options
from letters.cli.documents import Shared
from letters.cli.speech import (
    N_,
    be_quiet,
    echo,
    figure,
    print_json,
    print_table,
    problem_json,
    say,
    show_problems,
    tell,
)
from letters.errors import DataError, Problem, Refused, UsageError

if TYPE_CHECKING:
    from letters.model.case import Case
    from letters.model.period import Period
    from letters.reading.foreign.theirs import Theirs
    from letters.reading.merging import Reading

FINDINGS = {
    "matched": N_("agrees"),
    "other_date": N_("other date"),
    "other_number": N_("other number"),
    "other_amount": N_("other amount"),
    "split": N_("one against several"),
    "only_ours": N_("missing with them"),
    "only_theirs": N_("missing with us"),
}


def reconcile(
    debtor: Annotated[str, typer.Argument(metavar="DEBTOR", help=N_("Id of the debtor."))],
    theirs: Annotated[
        Path,
        typer.Option(
            "--theirs", metavar="FILE", help=N_("Their act, card, ledger or bank statement.")
        ),
    ],
    period: Annotated[
        str,
        typer.Option(
            metavar="PERIOD",
            help=N_("2026-Q3, 2026-09 or 2026-07-01..2026-09-30. Default: that of the file."),
            show_default=False,
        ),
    ] = "",
    contract: options.ContractId = "",
    workspace: options.Workspace = Path(),
    case: options.CaseFile = None,
    language: options.DocumentLanguage = None,
    formats: options.Formats = None,
    day: options.LetterDate = None,
    out: options.OutFolder = "",
    dry_run: options.DryRun = False,
    as_json: options.Json = False,
    quiet: options.Quiet = False,
    debug: options.Debug = False,
) -> None:
    from letters.cli.run import DocumentRun
    from letters.cli.workspace import load
    from letters.documents.difference_protocol import ProtocolOptions, compared

    be_quiet(quiet)
    reading, _ = load(workspace, case)
    try:
        made = _case(reading, debtor, contract, language or "", day)
        books = _theirs(theirs, made, reading, workspace, _period(period))
        asked = ProtocolOptions(
            period=books.period,
            theirs=books.lines,
            their_opening=books.opening,
            source=str(theirs),
        )
        found = compared(made, asked)
    except Refused as refusal:
        raise typer.Exit(_refuse(debtor, refusal.problems, as_json=as_json)) from None
    show_problems([*books.notes, *found.warnings])
    if as_json:
        print_json(found.as_json())
        raise typer.Exit
    _show(found.as_json())
    if found.comparison.agree:
        tell(N_("both sides agree: no protocol is needed"))
        raise typer.Exit
    if dry_run:
        raise typer.Exit
    run = DocumentRun(
        kind="difference_protocol",
        asked=Shared(
            debtors=[debtor],
            contract=contract,
            merge_contracts=not contract,
            workspace=workspace,
            case=case,
            language=language,
            formats=formats,
            out=out,
            quiet=quiet,
            debug=debug,
        ),
        as_of=books.period.last,
        date=day,
        now=datetime.now(UTC),
    )
    raise typer.Exit(run.carry_out(lambda _: asked))


def _case(
    reading: "Reading", debtor: str, contract: str, language: str, day: date | None
) -> "Case":
    """The contracts that are compared; what stops a letter about them stops this too."""
    from letters.batch.plan import Order, make_plan

    order = Order(
        debtors=(debtor,),
        contract=contract,
        merge_contracts=not contract,
        as_of=day or datetime.now(UTC).astimezone().date(),
        language=language,
    )
    plan = make_plan(reading.book, reading.settings, order, reading.left_out)
    if plan.refusals:
        raise Refused(plan.refusals[0].problems)
    if len(plan.cases) > 1:
        raise UsageError(
            N_("{debtor} owes to several companies or in several currencies"),
            N_("name one --contract"),
            debtor=debtor,
        )
    return plan.cases[0]


def _theirs(
    path: Path, made: "Case", reading: "Reading", workspace: Path, period: "Period | None"
) -> "Theirs":
    from letters.reading.foreign.matching import Parties
    from letters.reading.foreign.planning import read_one
    from letters.reading.foreign.rules import read_rules
    from letters.reading.foreign.theirs import their_books
    from letters.reading.foreign.totals import broken_controls

    try:
        rules = read_rules(workspace)
        found = read_one(path, rules)
        problems = (*found.problems, *broken_controls(found))
        if any(problem.severity == "error" for problem in problems):
            raise Refused(problems)
        parties = Parties(reading.book.parties.values(), rules.parties)
        return their_books(found, made.debtor, made.contracts, parties, period)
    except DataError as error:
        problem = Problem(str(path), "", "reconcile.unfit", error.message, error.hint, error.params)
        raise Refused((problem,)) from None


def _period(text: str) -> "Period | None":
    from letters.model.period import parse_period

    try:
        return parse_period(text) if text else None
    except DataError as error:
        raise UsageError(error.message, error.hint, **error.params) from None


def _refuse(debtor: str, problems: tuple[Problem, ...], *, as_json: bool) -> int:
    if as_json:
        shown = [problem_json(problem) for problem in problems]
        print_json({"refused": {"debtor": debtor, "problems": shown}})
    else:
        show_problems(problems)
    return 1


def _show(figures: Mapping[str, Any]) -> None:
    """The rows that differ, then both balances."""
    rows = [
        [
            say(FINDINGS[row["finding"]]),
            *_side(row["ours"]),
            *_side(row["theirs"]),
            _figure(row["difference"]),
        ]
        for row in figures["rows"]
        if row["finding"] != "matched"
    ]
    agree = len(figures["rows"]) - len(rows)
    echo(say(N_("rows that agree: {count}"), count=agree))
    if rows:
        heads = (
            N_("finding"), N_("our document"), N_("our amount"),
            N_("their document"), N_("their amount"), N_("difference"),
        )  # fmt: skip
        print_table([say(head) for head in heads], rows, right="2 4 5")
    ours, theirs, adjusted = figures["ours"], figures["theirs"], figures["adjusted"]
    balances = [
        [say(caption), _figure(our), _figure(their)]
        for caption, our, their in (
            (N_("opening balance"), ours["opening"], theirs["opening"]),
            (N_("closing balance"), ours["closing"], theirs["closing"]),
            (N_("to be put in"), figures["missing_with_us"], figures["missing_with_them"]),
            (N_("adjusted balance"), adjusted["ours"], adjusted["theirs"]),
        )
    ]
    print_table([figures["currency"], say(N_("ours")), say(N_("theirs"))], balances, right="1 2")


def _side(lines: list[Mapping[str, str]]) -> tuple[str, str]:
    documents = "\n".join(f"{line['date']} {line['document']}" for line in lines)
    return documents, "\n".join(_figure(line["amount"]) for line in lines)


def _figure(amount: str) -> str:
    return figure(Decimal(amount))
