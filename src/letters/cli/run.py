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
from letters.cli.documents import Shared
from letters.cli.outcomes import gather, print_json_lines, show_outcomes
from letters.cli.speech import be_quiet, say_raw, show_problems, tell
from letters.cli.workspace import load, warnings_about
from letters.errors import N_, LettersError, OutputError, UsageError
from letters.model.entry import Entry
from letters.model.settings import Settings
from letters.register.numbering import series_of
from letters.register.places import exists, is_remote, located, place_of, stored_path

_LONG_AGO = 31  # days; a firm that delivers books something every month


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentRun:
    """One document command: what was asked for, and what it means for this kind.

    `date` is None when the letter's date stays blank; `copies` are tables beside the letter.
    """

    kind: str
    asked: Shared
    as_of: dt.date
    date: dt.date | None
    now: dt.datetime
    only_overdue: bool = False
    copies: tuple[str, ...] = ()

    def carry_out(self, options_for: Callable[[Settings], Any]) -> int:
        """Do what was asked for, with the kind's own options; the exit status."""
        asked = self.asked
        be_quiet(asked.quiet)
        reading, root = load(asked.workspace, asked.case)
        order = Order(
            debtors=tuple(asked.debtors or ()),
            everyone=asked.everyone or (asked.case is not None and not asked.debtors),
            contract=asked.contract,
            merge_contracts=asked.merge_contracts,
            as_of=self.as_of,
            date=self.date,
            language=asked.language or "",
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
        if not asked.computes_only:
            pattern = reading.settings.numbering[self.kind]
            series_of(pattern, self.as_of, kind=self.kind, source=reading.settings.origin.source)
        wanted = dict.fromkeys(item.value for item in asked.formats or ())
        formats = (*(wanted or reading.settings.formats), *self.copies)
        self._check_bundles(formats)
        self._check_store(root)
        jobs = self._jobs(plan, options, root, formats)
        with self._executor() as (executor, at_once):
            made = run(jobs, executor, workers=asked.workers, at_once=at_once, debug=asked.debug)
            outcomes = settle(plan, made, everyone=order.everyone)
            if asked.as_json:
                return print_json_lines(outcomes)
            kept, stopped = gather(outcomes, len(jobs), quiet=asked.quiet)
        place = {debtor: index for index, debtor in enumerate(plan.debtors)}
        kept.sort(key=lambda outcome: place[outcome.debtor])
        if asked.dry_run:
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
        if self.asked.case is None and (self.as_of - latest).days > _LONG_AGO:
            tell(N_("the ledger ends on {day}: what happened later is missing"), day=latest)

    def _check_bundles(self, formats: tuple[str, ...]) -> None:
        if (self.asked.combine or self.asked.pack) and self.asked.computes_only:
            raise UsageError(N_("--combine and --zip need letters: leave out --dry-run and --json"))
        if self.asked.combine and "pdf" not in formats:
            raise UsageError(N_("--combine joins PDF files"), N_("add --format pdf"))

    def _check_store(self, root: Path) -> None:
        """OutputError if nothing answers there: a thousand letters would each wait in vain."""
        out = self._out(root)
        if self.asked.computes_only or not is_remote(out):
            return
        try:
            exists(out)
        except OSError as error:
            raise OutputError(
                N_("{address} cannot be reached: {reason}"),
                N_("check the address, the keys and the network, then repeat"),
                address=str(out),
                reason=error.strerror or str(error),
            ) from error

    def _jobs(self, plan: Plan, options: Any, root: Path, formats: tuple[str, ...]) -> list[Job]:
        return [
            Job(
                kind=self.kind,
                case=case,
                options=options,
                root=root,
                out=self._out(root),
                formats=() if self.asked.computes_only else formats,
                created=self.now,
                reissue=self.asked.reissue,
                cache=cache_folder(os.environ, sys.platform),
            )
            for case in plan.cases
        ]

    def _out(self, root: Path) -> Path:
        out = self.asked.out.rstrip("/")
        return place_of(out) if out else (root / "out").absolute()

    def _executor(self) -> AbstractContextManager[tuple[Executor | None, int]]:
        if not self.asked.scheduler or self.asked.computes_only:
            return nullcontext((None, 0))
        from letters.batch.cluster import cluster

        return cluster(self.asked.scheduler)

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
            rest = sum(row.result == "unfinished" for row in record.rows)
            tell(N_("not finished: {count}; repeat the same command to go on"), count=rest)
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
        if self.asked.combine and pages:
            from letters.batch.bundle import combine

            combine(pages, out / f"{record.id}.pdf")
            bundles.append(f"{record.id}.pdf")
        if self.asked.pack and files:
            from letters.batch.bundle import pack

            pack(files, out / f"{record.id}.zip")
            bundles.append(f"{record.id}.zip")
        return tuple(stored_path(register, out / name) for name in bundles)
