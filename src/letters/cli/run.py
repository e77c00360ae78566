"""What every document command does: read, plan, compute or make, report."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from letters.batch.job import Job
from letters.batch.plan import Order, make_plan
from letters.batch.run import run, settle
from letters.cli.outcomes import show_outcomes
from letters.cli.speech import be_quiet
from letters.cli.workspace import load
from letters.errors import N_, UsageError
from letters.model.settings import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentRun:
    """The options that all document commands share, as the user gave them."""

    kind: str
    debtors: tuple[str, ...]
    everyone: bool
    contract: str
    merge_contracts: bool
    reissue: bool
    workspace: Path
    case: Path | None
    language: str
    formats: tuple[str, ...]
    as_of: dt.date
    date: dt.date | None
    out: Path | None
    dry_run: bool
    as_json: bool
    workers: int | None
    quiet: bool
    debug: bool
    now: dt.datetime
    only_overdue: bool = False

    def carry_out(self, options_for: Callable[[Settings], Any]) -> int:
        """Do what was asked for, with the kind's own options; the exit status."""
        be_quiet(self.quiet)
        reading, root = load(self.workspace, self.case)
        order = Order(
            debtors=self.debtors,
            everyone=self.everyone or (self.case is not None and not self.debtors),
            contract=self.contract,
            merge_contracts=self.merge_contracts,
            as_of=self.as_of,
            date=self.date,
            language=self.language,
            only_overdue=self.only_overdue,
        )
        options = options_for(reading.settings)
        plan = make_plan(reading.book, reading.settings, order, reading.left_out)
        if getattr(options, "rows", ()) and len(plan.cases) > 1:
            raise UsageError(
                N_("one --schedule cannot serve {count} letters"),
                N_("name one debtor and one --contract, or use --merge-contracts"),
                count=len(plan.cases),
            )
        only_figures = self.dry_run or self.as_json
        jobs = [
            Job(
                kind=self.kind,
                case=case,
                options=options,
                root=root,
                out=(self.out or root / "out").absolute(),
                formats=() if only_figures else self.formats or reading.settings.formats,
                created=self.now,
                reissue=self.reissue,
            )
            for case in plan.cases
        ]
        outcomes = settle(plan, run(jobs, self.workers, debug=self.debug), everyone=order.everyone)
        return show_outcomes(outcomes, total=len(jobs), as_json=self.as_json, quiet=self.quiet)
