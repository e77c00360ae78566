"""The options that all document commands share, declared once.

A document command is written with its own options only, and gets the others as one value:

    @document_command()
    def act(shared: Shared, *, period: Annotated[str, typer.Option(...)] = "") -> None: ...
"""

import inspect
from collections.abc import Callable
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Annotated, Any

import typer

from letters.cli import options
from letters.cli.speech import N_

_FIRST = ("debtors", "everyone")


@dataclass(frozen=True, slots=True, kw_only=True)
class Shared:
    """What the user gave; the order is that of the help."""

    debtors: options.Debtors = None
    everyone: Annotated[bool, typer.Option("--all", help=N_("Every debtor of the ledger."))] = False
    contract: options.ContractId = ""
    merge_contracts: options.MergeContracts = False
    reissue: options.Reissue = False
    workspace: options.Workspace = Path()
    case: options.CaseFile = None
    language: options.DocumentLanguage = None
    formats: options.Formats = None
    as_of: options.AsOf = None
    day: options.LetterDate = None
    out: options.OutFolder = ""
    combine: options.Combine = False
    pack: options.Pack = False
    dry_run: options.DryRun = False
    as_json: options.Json = False
    workers: options.Workers = None
    scheduler: options.Scheduler = ""
    quiet: options.Quiet = False
    debug: options.Debug = False

    @property
    def root(self) -> Path:
        """The folder that register and letters belong to."""
        return self.case.parent if self.case else self.workspace

    @property
    def computes_only(self) -> bool:
        """Whether nothing is to be written."""
        return self.dry_run or self.as_json


def document_command(**instead: Any) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """A command as Typer is to see it: debtors, then its own options, then the shared ones.

    `instead` are the types of shared options that mean something else for this command.
    """
    shared = {
        field.name: inspect.Parameter(
            field.name,
            inspect.Parameter.KEYWORD_ONLY,
            default=field.default,
            annotation=instead.get(field.name, field.type),
        )
        for field in fields(Shared)
    }

    def declared(command: Callable[..., None]) -> Callable[..., None]:
        own = list(inspect.signature(command).parameters.values())[1:]

        def complete(**given: Any) -> None:
            values = {name: given.pop(name) for name in shared}
            command(Shared(**values), **given)

        first = [shared[name] for name in _FIRST]
        rest = [parameter for name, parameter in shared.items() if name not in _FIRST]
        complete.__signature__ = inspect.Signature([*first, *own, *rest])  # type: ignore[attr-defined] # what inspect looks at
        complete.__name__, complete.__doc__ = command.__name__, command.__doc__
        return complete

    return declared
