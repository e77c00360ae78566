"""The `letters` command: its subcommands, its language, and the end of every run."""

import os
import sys
from collections.abc import Sequence
from io import TextIOWrapper
from typing import Annotated

import typer
from typer.exceptions import TyperException

from letters import __version__
from letters.cli import (
    act,
    ageing,
    check,
    demand,
    guarantee,
    importing,
    init,
    pdf,
    rates,
    reconcile,
    register,
    template,
)
from letters.cli.misuse import told
from letters.cli.speech import N_, echo, explain, prepare_frames, say, speak, translate_help
from letters.errors import LettersError, UsageError
from letters.wording.catalog import language_from_environment

_STOPPED = 130

app = typer.Typer(
    name="letters",
    help=N_(
        "Guarantee letters, reconciliation acts and demand letters from a receivables ledger, "
        "in Russian, Chinese and Spanish, as Word files and PDF."
    ),
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(__version__)
        raise typer.Exit


@app.callback()
def _main(
    version: Annotated[
        bool,
        typer.Option(
            "--version",
            is_eager=True,
            callback=_print_version,
            help=N_("Print the version and stop."),
        ),
    ] = False,
) -> None:
    pass


app.command(
    help=N_("Make a workspace with sample data for all three languages."),
    epilog=N_("Example: letters init demo"),
)(init.init)
app.command(
    help=N_("Show everything that is wrong with data, settings, rates and templates."),
    epilog=N_("Example: letters check -C demo"),
)(check.check)
app.command(
    help=N_("Show who owes how much for how long."),
    epilog=N_("Example: letters ageing -C demo --as-of 2026-09-15"),
)(ageing.ageing)
app.command(
    help=N_(
        "Prepare guarantee letters: the debtor acknowledges each document and promises to pay."
    ),
    epilog=N_("Example: letters guarantee snegir -C demo --pay-by 2026-12-15 --format pdf"),
)(guarantee.guarantee)
app.command(
    help=N_(
        "Prepare reconciliation acts: opening, movements and closing of a period, for both to sign."
    ),
    epilog=N_("Example: letters act --all -C demo --period 2026-Q3 --reply-by 2026-10-15"),
)(act.act)
app.command(
    help=N_("Prepare demand letters: what is overdue, what the delay has cost, by when to pay."),
    epilog=N_("Example: letters demand ibanez -C demo --as-of 2026-09-15 --calculation xlsx"),
)(demand.demand)
app.command(
    "import",
    help=N_("Take over what other programs export: 1C, banks, CRMs, ledgers, invoices."),
    epilog=N_("Example: letters import kl_to_1c.txt -C demo --dry-run"),
)(importing.import_)
app.command(
    help=N_("Compare our ledger with the counterparty's, and write the protocol of differences."),
    epilog=N_("Example: letters reconcile snegir -C demo --theirs act.xlsx"),
)(reconcile.reconcile)
app.command(
    help=N_(
        "Make the PDF of letters that somebody finished in Word. A PDF that this command made "
        "before is replaced; an issued letter, a scan or any other file is not."
    ),
    epilog=N_("Example: letters pdf out/letter.docx"),
)(pdf.pdf)
app.add_typer(template.app)
app.add_typer(register.app)
app.add_typer(rates.app)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and leave with its exit status.

    0: all asked for was made; 1: something was refused; 2: wrong use or settings; 130: Ctrl-C.
    """
    words = list(sys.argv[1:] if arguments is None else arguments)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # a console that knows no Chinese shows \uXXXX
            stream.reconfigure(errors="backslashreplace")
    sys.exit(_run(words))


def _run(words: list[str]) -> int:
    try:
        language = language_from_environment(os.environ)
        speak(language)
        if not words or {"--help", "-h"} & set(words):
            prepare_frames(language)
        command = typer.main.get_command(app)
        translate_help(command)
        status = command.main(args=words, prog_name="letters", standalone_mode=False)
    except (KeyboardInterrupt, typer.Abort):
        status = _STOPPED
    except TyperException as error:
        if line := told(error):
            echo(line, err=True)
        return error.exit_code
    except SystemExit as end:  # Typer's own end where the reader of our output has seen enough
        return 0 if isinstance(end.__context__, BrokenPipeError) else int(bool(end.code))
    except Exception as error:
        if "--debug" in words:
            raise
        return _tell(error)
    if status == _STOPPED:  # Typer returns it for Ctrl-C
        echo(say(N_("stopped; what was finished is kept")), err=True)
    return status if isinstance(status, int) else 0


def _tell(error: Exception) -> int:
    """Say what stopped the run, without the data that triggered it; the exit status."""
    if isinstance(error, LettersError):
        echo(explain(error), err=True)
        return 2 if isinstance(error, UsageError) else 1
    if isinstance(error, OSError) and error.filename is None and error.strerror:
        echo(say(N_("the output cannot be written: {reason}"), reason=error.strerror), err=True)
        return 1
    echo(say(N_("an error inside letters: {type}"), type=type(error).__name__), err=True)
    echo(say(N_("repeat with --debug and report the traceback")), err=True)
    return 1
