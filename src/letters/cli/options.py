"""The options that commands share, each declared once."""

from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Literal

import typer

from letters.cli.speech import N_, say
from letters.errors import UsageError


def parse_day(text: str) -> date:
    """An ISO date, `2026-09-30`; anything else is a usage error."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(
            say(N_("“{text}” is not a date; write 2026-09-30"), text=text)
        ) from None


def last_day(as_of: date | None, printed: date | None, today: date) -> date:
    """The last day that counts: as asked, else the letter's own date, never after today.

    A letter cannot be dated before the state that it describes: UsageError.
    """
    if as_of is None:
        return min(printed, today) if printed else today
    if printed and printed < as_of:
        raise UsageError(
            N_("the letter is dated {printed}, before the day of its figures, {as_of}"),
            N_("give a later --date, or an earlier --as-of"),
            printed=printed.isoformat(),
            as_of=as_of.isoformat(),
        )
    return as_of


Language = Literal["ru", "zh", "es"]


class Format(StrEnum):
    """What a letter is made as."""

    docx = "docx"
    pdf = "pdf"


Debtors = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="DEBTOR...",
        help=N_("Ids (or exact names, or tax ids) of the debtors."),
        show_default=False,
    ),
]
Workspace = Annotated[
    Path,
    typer.Option(
        "--workspace", "-C", metavar="DIR", help=N_("The workspace folder."), show_default=False
    ),
]
CaseFile = Annotated[
    Path | None,
    typer.Option(
        "--case", metavar="FILE", help=N_("One self-contained case file instead of a workspace.")
    ),
]
DocumentLanguage = Annotated[
    Language | None,
    typer.Option("--language", help=N_("Language of the document; default: the counterparty's.")),
]
Formats = Annotated[
    list[Format] | None,
    typer.Option("--format", help=N_("docx or pdf; repeat for both. Default: letters.toml.")),
]
AsOf = Annotated[
    date | None,
    typer.Option(
        parser=parse_day, metavar="DATE", help=N_("Last day that counts. Default: today.")
    ),
]
LetterDate = Annotated[
    date | None,
    typer.Option(
        "--date",
        parser=parse_day,
        metavar="DATE",
        help=N_("Date printed on the letter; left blank for the signer where none is given."),
    ),
]
OutFolder = Annotated[
    str,
    typer.Option(
        "--out",
        metavar="DIR",
        help=N_("Where the files go, maybe s3://bucket/letters. Default: out/ of the workspace."),
        show_default=False,
    ),
]
DryRun = Annotated[
    bool, typer.Option("--dry-run", help=N_("Only show who would get a letter; write nothing."))
]
Json = Annotated[
    bool,
    typer.Option(
        "--json", help=N_("Print the computed figures, one JSON object a line; write nothing.")
    ),
]
Workers = Annotated[
    int | None,
    typer.Option(
        "--workers", metavar="N", min=1, help=N_("Processes at work. Default: one a core.")
    ),
]
Scheduler = Annotated[
    str,
    typer.Option(
        metavar="ADDRESS",
        help=N_("Draw the letters on a Dask cluster: tcp://host:8786."),
        show_default=False,
    ),
]
Combine = Annotated[
    bool, typer.Option("--combine", help=N_("Also one PDF of all letters, for the printer."))
]
Pack = Annotated[bool, typer.Option("--zip", help=N_("Also one archive of all letters."))]
Quiet = Annotated[bool, typer.Option("--quiet", help=N_("Only results, warnings and errors."))]
Debug = Annotated[bool, typer.Option("--debug", help=N_("Show the traceback of an error."))]
ContractId = Annotated[
    str,
    typer.Option("--contract", metavar="ID", help=N_("Only this contract."), show_default=False),
]
MergeContracts = Annotated[
    bool, typer.Option("--merge-contracts", help=N_("One letter for all contracts of a debtor."))
]
Reissue = Annotated[
    bool,
    typer.Option(
        "--reissue", help=N_("Issue a letter again, under a new number, though nothing changed.")
    ),
]
