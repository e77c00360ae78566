"""Batches for tests: jobs of the sample workspace, a ledger of many, and what must hold after."""

import csv
import datetime as dt
import re
from pathlib import Path

from letters.batch.job import Job
from letters.batch.plan import Order, make_plan
from letters.documents.schedule import PaymentPlan
from letters.reading.sample import make_workspace
from letters.reading.workspace import read_workspace
from letters.register.checking import check
from letters.register.issued import list_issued

AS_OF = dt.date(2026, 9, 15)
PROMISE = PaymentPlan(first=dt.date(2026, 12, 15))
GUARANTEE = "guarantee --all --as-of 2026-09-15 --pay-by 2026-12-15 --format docx"
LETTERS = 12  # that the sample gives under GUARANTEE


def jobs_of(root, *debtors, formats=("docx",), **changes):
    """Guarantee letters for the debtors of the workspace, or for all of them."""
    reading = read_workspace(root)
    order = Order(debtors=debtors, everyone=not debtors, as_of=AS_OF)
    plan = make_plan(reading.book, reading.settings, order, reading.left_out)
    facts = {
        "kind": "guarantee_letter", "options": PROMISE, "root": root, "out": root / "out",
        "formats": formats, "created": dt.datetime(2026, 9, 15, tzinfo=dt.UTC), **changes,
    }  # fmt: skip
    return [Job(case=case, **facts) for case in plan.cases]


def make_many(folder, count):
    """A workspace with one Russian debtor so many times: m0, m1, ..."""
    make_workspace(folder)
    copies = {"parties.csv": "snegir", "contracts.csv": "snegir-15", "ledger.csv": "snegir-15"}
    for name, wanted in copies.items():
        path = folder / "data" / name
        with path.open(encoding="utf-8", newline="") as file:
            heads, *rows = csv.reader(file)
        ours = [row for row in rows if row[0].startswith("limorel")]
        theirs = [row for row in rows if wanted in row[:2]]
        many = [
            [re.sub("snegir(?=-15$|$)", f"m{number}", cell) for cell in row]
            for number in range(count)
            for row in theirs
        ]
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows([heads, *ours, *many])
    return folder


def assert_sound(root, count, *, out="out"):
    """Numbers 1..count, each letter once with its files whole, and nothing else anywhere."""
    register = Path(root) / "register.sqlite"
    issued = [one for one in list_issued(register) if one.status == "issued"]
    numbers = [int(one.number[-4:]) for one in list_issued(register)]
    assert sorted(numbers) == list(range(1, count + 1))
    assert len({one.letter.debtor + one.letter.contracts[0] for one in issued}) == len(issued)
    assert [str(problem) for problem in check(register, Path(out))] == []
    assert not list(Path(root).glob(".letters-*"))
    return issued
