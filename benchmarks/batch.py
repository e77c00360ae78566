"""A whole quarter: every counterparty's act from the ledger to the disk, as the accountant asks.

Usage: python benchmarks/batch.py [docx] [pdf] [workers] [memory] [growth] [long] [reading]
                                  [--counterparties N] [--rounds N]

The installed command in a process of its own: start, reading, checking, figures, numbers, files,
register, report. Wall-clock seconds, beside them the CPU seconds of one worker, which other work on
the machine does not touch as much. The rival is a plain loop: docxtpl for each act, then
LibreOffice once for all; its texts are ready-made, and it keeps no register.
"""

import argparse
import json
import pickle
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path

from ledgers import make_ledger
from measuring import Child, Report, child

from letters.batch.job import Job, Ready, prepare
from letters.batch.plan import Order, make_plan
from letters.documents.reconciliation_act import ActOptions
from letters.model.period import parse_period
from letters.reading.workspace import read_workspace
from letters.resources import find_template

HERE = Path(__file__).parent
LETTERS = Path(sys.executable).with_name("letters")
SECTIONS = ("docx", "pdf", "workers", "memory", "growth", "long", "reading")
PERIOD = "2026-01-01..2026-09-30"  # all entries of a counterparty are in its act
FEW = 20  # acts of the rival, which takes a second for each


@contextmanager
def workspace(counterparties: int, entries: int, *, xlsx: bool = False) -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="letters-benchmark-") as folder:
        yield make_ledger(Path(folder) / "firm", counterparties, entries, xlsx=xlsx)


def seconds(root: Path, *options: object) -> float:
    """Wall-clock seconds of `letters act --all` where there are no letters yet."""
    started = time.perf_counter()
    make_all(root, *options)
    return time.perf_counter() - started


def cpu(root: Path, *options: object) -> float:
    """CPU seconds of the same in one process."""
    return make_all(root, "--workers", 1, *options).cpu


def make_all(root: Path, *options: object) -> Child:
    for name in ("out", "runs"):
        shutil.rmtree(root / name, ignore_errors=True)
    (root / "register.sqlite").unlink(missing_ok=True)
    return child(LETTERS, "act", "--all", "-C", root, "--period", PERIOD, "--quiet", *options)


def sheets(root: Path, count: int) -> list[bytes]:
    """What the first acts print, pickled as they go to a worker."""
    reading = read_workspace(root)
    order = Order(everyone=True, as_of=date(2026, 9, 30))
    plan = make_plan(reading.book, reading.settings, order)
    found = []
    for case in plan.cases[:count]:
        job = Job(
            kind="reconciliation_act",
            case=case,
            options=ActOptions(parse_period(PERIOD)),
            root=root,
            out=root,
            formats=("docx", "pdf"),
            created=datetime.now(UTC),
        )
        ready = prepare(job)
        if isinstance(ready, Ready):
            found.append(pickle.dumps(ready.sheet("RA-1")))
    return found


def plain_loop(root: Path, *, pdf: bool) -> float:
    """CPU seconds an act of docxtpl and LibreOffice."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for index, each in enumerate(sheets(root, FEW)):
            sheet = pickle.loads(each)
            template = find_template("reconciliation_act", Path(sheet.template_name).stem)
            facts = {"template": str(template), "view": sheet.view}
            (folder / f"{index}.json").write_text(json.dumps(facts), encoding="utf-8")
        command = [sys.executable, HERE / "plain_loop.py", folder, *(["pdf"] if pdf else [])]
        return child(*command).cpu / FEW


def end_to_end(root: Path, count: int, rounds: int, report: Report, *, pdf: bool) -> None:
    options = [] if pdf else ["--format", "docx"]
    name, limit = ("DOCX + PDF", 150) if pdf else ("DOCX", 15)
    walls, ours, theirs = [], [], []
    for _ in range(rounds):
        walls.append(seconds(root, *options))
        ours.append(cpu(root, *options) / count)
        theirs.append(plain_loop(root, pdf=pdf))
    mine = statistics.median(ours)
    report.at_most(
        f"{count:,} acts x 40 entries as {name}: seconds",
        statistics.median(walls),
        limit * count / 1000,
        f"{mine * count:.1f} s of CPU in one process",
    )
    report.at_least(
        f"{name}: plain loop / ours, CPU an act",
        statistics.median(other / one for one, other in zip(ours, theirs, strict=True)),
        detail=f"{statistics.median(theirs) * 1000:,.0f}, {mine * 1000:,.0f} ms",
    )


def two_workers(root: Path, rounds: int, report: Report) -> None:
    """Two processes against one, in turns."""
    seconds(root, "--workers", 2, "--format", "docx")
    ratios = [seconds(root, "--workers", 1) / seconds(root, "--workers", 2) for _ in range(rounds)]
    report.at_least("DOCX + PDF: one worker / two", statistics.median(ratios), 1.6)


def memory(root: Path, report: Report) -> None:
    """A worker's memory after document 50 and after document 500."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "sheets"
        path.write_bytes(pickle.dumps(sheets(root, 500)))
        found = json.loads(child(sys.executable, HERE / "worker.py", path).output)
    report.at_most(
        "memory of a worker: document 500 / 50",
        found["500"] / found["50"],
        1.1,
        f"{found['50']:.0f}, {found['500']:.0f} MB",
    )


def growth(report: Report) -> None:
    """Ten times as many counterparties: what one act costs, reading included."""
    costs = {}
    for counterparties in (1_000, 10_000):
        with workspace(counterparties, 40) as root:
            costs[counterparties] = cpu(root, "--format", "docx") / counterparties
    report.at_most(
        "DOCX: CPU of an act of 10,000 / of 1,000",
        costs[10_000] / costs[1_000],
        1.1,
        ", ".join(f"{cost * 1000:.1f}" for cost in costs.values()) + " ms",
    )


def long_ledger(report: Report) -> None:
    """One counterparty with 20,000 entries among nobody else."""
    with workspace(1, 20_000) as root:
        for name in ("docx", "pdf"):
            found = child(LETTERS, "act", "c0", "-C", root, "--period", PERIOD, "--format", name)
            report.at_most(
                f"one act of 20,000 entries as {name.upper()}: CPU seconds",
                found.cpu,
                detail=f"{found.peak:,.0f} MB",
            )


def reading_speed(report: Report) -> None:
    """400,000 rows read and checked."""
    for xlsx, target in ((False, 100_000), (True, 30_000)):
        with workspace(10_000, 40, xlsx=xlsx) as root:
            started = time.process_time()
            rows = len(read_workspace(root).book.entries)
            rate = rows / (time.process_time() - started)
        name = "xlsx" if xlsx else "CSV"
        report.at_least(f"{rows:,} rows of {name}: rows a second", rate, target)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("sections", nargs="*", choices=[*SECTIONS, []], metavar="SECTION")
    options.add_argument("--counterparties", type=int, default=1_000)
    options.add_argument("--rounds", type=int, default=3)
    asked = options.parse_args()
    wanted = asked.sections or SECTIONS
    report = Report("A quarter's acts, end to end (wall clock)")
    with workspace(asked.counterparties, 40) as root:
        for name in ("docx", "pdf"):
            if name in wanted:
                rounds = asked.rounds if name == "docx" else 1
                end_to_end(root, asked.counterparties, rounds, report, pdf=name == "pdf")
        if "memory" in wanted:
            memory(root, report)
    if "workers" in wanted:
        with workspace(200, 40) as root:
            two_workers(root, asked.rounds, report)
    if "growth" in wanted:
        growth(report)
    if "long" in wanted:
        long_ledger(report)
    if "reading" in wanted:
        reading_speed(report)
    sys.exit(report.missed > 0)


if __name__ == "__main__":
    main()
