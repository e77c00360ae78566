"""What every document command does: read, plan, compute or make, report."""

import datetime as dt
import os
import sys
from collections.abc import Callable, Sequence
from concurrent.futures import Executor
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from letters.batch.job import Job
from letters.batch.plan import Order, Plan, make_plan
from letters.batch.record import FOLDER, Record, new_id, rows_of
from letters.batch.report import Outcome
from letters.batch.run import run, settle
from letters.cli.cache import cache_folder
from letters.cli.outcomes import gather, print_json_lines, show_outcomes
from letters.cli.speech import be_quiet, say_raw, show_problems, tell
from letters.cli.workspace import load, warnings_about
from letters.errors import N_, LettersError, UsageError
from letters.model.entry import Entry
from letters.model.settings import Settings
from letters.register.numbering import series_of
from letters.register.places import located, place_of, stored_path

_LONG_AGO = 31  # days; a firm that delivers books something every month


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
    out: str
    dry_run: bool
    as_json: bool
    workers: int | None
    scheduler: str
    quiet: bool
    debug: bool
    now: dt.datetime
    only_overdue: bool = False
    copies: tuple[str, ...] = ()
    combine: bool = False
    pack: bool = False

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
        show_problems(warnings_about(plan.cases, reading.problems))
        self._tell_what_is_missing(reading.book.entries)
        if getattr(options, "rows", ()) and len(plan.cases) > 1:
            raise UsageError(
                N_("one --schedule cannot serve {count} letters"),
                N_("name one debtor and one --contract, or use --merge-contracts"),
                count=len(plan.cases),
            )
        if not (self.dry_run or self.as_json):
            pattern = reading.settings.numbering[self.kind]
            series_of(pattern, self.as_of, kind=self.kind, source=reading.settings.origin.source)
        formats = (*(self.formats or reading.settings.formats), *self.copies)
        self._check_bundles(formats)
        jobs = self._jobs(plan, options, root, formats)
        with self._executor() as (executor, at_once):
            made = run(jobs, executor, workers=self.workers, at_once=at_once, debug=self.debug)
            outcomes = settle(plan, made, everyone=order.everyone)
            if self.as_json:
                return print_json_lines(outcomes)
            kept, stopped = gather(outcomes, len(jobs), quiet=self.quiet)
        place = {debtor: index for index, debtor in enumerate(plan.debtors)}
        kept.sort(key=lambda outcome: place[outcome.debtor])
        if self.dry_run:
            return show_outcomes(kept)
        names = {party.id: party.display_name for party in reading.book.parties.values()}
        record = Record(
            id=new_id(self.now),
            kind=self.kind,
            started=self.now,
            stopped=stopped,
            rows=rows_of(plan, kept, names),
        )
        return self._close(record, kept, root)

    def _tell_what_is_missing(self, entries: Sequence[Entry]) -> None:
        """The days that count reach beyond what anybody can know, or beyond the ledger."""
        if self.as_of > self.now.astimezone().date():
            tell(N_("{day} is still to come: what happens until then is missing"), day=self.as_of)
            return
        latest = max((entry.date for entry in entries), default=self.as_of)
        if self.case is None and (self.as_of - latest).days > _LONG_AGO:
            tell(N_("the ledger ends on {day}: what happened later is missing"), day=latest)

    def _check_bundles(self, formats: tuple[str, ...]) -> None:
        if (self.combine or self.pack) and (self.dry_run or self.as_json):
            raise UsageError(N_("--combine and --zip need letters: leave out --dry-run and --json"))
        if self.combine and "pdf" not in formats:
            raise UsageError(N_("--combine joins PDF files"), N_("add --format pdf"))

    def _jobs(self, plan: Plan, options: Any, root: Path, formats: tuple[str, ...]) -> list[Job]:
        return [
            Job(
                kind=self.kind,
                case=case,
                options=options,
                root=root,
                out=self._out(root),
                formats=() if self.dry_run or self.as_json else formats,
                created=self.now,
                reissue=self.reissue,
                cache=cache_folder(os.environ, sys.platform),
            )
            for case in plan.cases
        ]

    def _out(self, root: Path) -> Path:
        return place_of(self.out.rstrip("/")) if self.out else (root / "out").absolute()

    def _executor(self) -> AbstractContextManager[tuple[Executor | None, int]]:
        if not self.scheduler or self.dry_run or self.as_json:
            return nullcontext((None, 0))
        from letters.batch.cluster import cluster

        return cluster(self.scheduler)

    def _close(self, record: Record, outcomes: Sequence[Outcome], root: Path) -> int:
        """Bundle the letters, write the report, and show what became of them."""
        failure: LettersError | None = None
        report: Path | None = None
        try:
            if not record.stopped:
                record = replace(record, bundles=self._bundled(record, root))
        except LettersError as error:
            failure = error
        try:
            report = record.write(root / FOLDER, say_raw)
        except LettersError as error:
            failure = error
        status = show_outcomes(outcomes, report)
        for path in record.bundles:
            tell(N_("all letters: {path}"), path=path)
        if record.stopped:
            raise KeyboardInterrupt
        if failure is not None:
            raise failure
        return status

    def _bundled(self, record: Record, root: Path) -> tuple[str, ...]:
        """The bundles that were asked for, as the register writes paths."""
        register, out = root / "register.sqlite", self._out(root)
        files = [located(register, path) for row in record.rows for path in row.files]
        pages = [file for file in files if file.suffix == ".pdf"]
        bundles = []
        if self.combine and pages:
            from letters.batch.bundle import combine

            combine(pages, out / f"{record.id}.pdf")
            bundles.append(f"{record.id}.pdf")
        if self.pack and files:
            from letters.batch.bundle import pack

            pack(files, out / f"{record.id}.zip")
            bundles.append(f"{record.id}.zip")
        return tuple(stored_path(register, out / name) for name in bundles)
