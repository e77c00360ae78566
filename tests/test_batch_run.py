"""The run of a batch: the order of numbers, all kinds of executors, and what goes wrong in them."""

import os
import threading
import time
from concurrent.futures import BrokenExecutor, Executor, Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace

import pytest

import letters.batch.job
import letters.batch.run
from batches import LETTERS, PROMISE, assert_sound, jobs_of
from letters.batch.drawing import Defect, draw
from letters.batch.report import Computed, Made, Refusal, Skipped
from letters.batch.run import run
from letters.documents.demand_facts import DemandOptions
from letters.documents.difference_protocol import ProtocolOptions
from letters.documents.reconciliation_act import ActOptions
from letters.errors import LettersError
from letters.law.rates import TABLES, load_rates
from letters.model.period import parse_period
from letters.reading.sample import make_workspace
from letters.register.issuing import give_back, take
from letters.wording import wording_for


@pytest.fixture
def firm(tmp_path):
    make_workspace(tmp_path / "firm")
    return tmp_path / "firm"


def said(outcomes):
    return [
        (outcome.debtor, outcome.number if isinstance(outcome, Made) else type(outcome).__name__)
        for outcome in outcomes
    ]


def codes(outcome):
    return [problem.code for problem in outcome.problems]


class Mortal(Executor):
    """Dies of the letters of some debtors; another one is never hired in its place."""

    def __init__(self, *deadly, deaths=99):
        self.deadly = deadly
        self.deaths = deaths

    def submit(self, fn, /, sheet):
        future = Future()
        if self.deaths and any(name in sheet.title + str(sheet.view) for name in self.deadly):
            self.deaths -= 1
            future.set_exception(BrokenExecutor())
        else:
            future.set_result(fn(sheet))
        return future


def test_numbers_follow_the_plan_whoever_draws(firm):
    jobs = jobs_of(firm)
    with ThreadPoolExecutor(3) as threads:
        outcomes = list(run(jobs, threads, at_once=5))
    assert [outcome.debtor for outcome in outcomes] == [job.case.debtor.id for job in jobs]
    numbers = [outcome.number for outcome in outcomes if isinstance(outcome, Made)]
    assert numbers == [f"GL-2026-{count:04}" for count in range(1, LETTERS + 1)]
    assert_sound(firm, LETTERS)


def test_processes_make_the_same_letters(firm, tmp_path):
    other = tmp_path / "other"
    make_workspace(other)
    here = list(run(jobs_of(firm), workers=1))
    there = list(run(jobs_of(other), workers=2))
    assert said(here) == said(there)
    for one, two in zip(here, there, strict=True):
        if isinstance(one, Made):
            for name, twin in zip(one.files, two.files, strict=True):
                assert (firm / name).read_bytes() == (other / twin).read_bytes()


def test_figures_only_need_no_register(firm):
    outcomes = list(run(jobs_of(firm, formats=())))
    assert {type(outcome) for outcome in outcomes} == {Computed, Skipped}
    assert not (firm / "register.sqlite").exists()


class Deadly(str):
    """A text that kills the process that it comes to."""

    __slots__ = ()

    def __reduce__(self):
        return os._exit, (9,)


def poisoned(monkeypatch, debtor, poison):
    """The letter of one debtor holds `poison` among its texts."""
    kind = letters.batch.job.KINDS["guarantee_letter"]

    def view(figures, wording, number):
        texts, warnings = kind.view(figures, wording, number)
        if figures.case.debtor.id == debtor:
            texts["total"] = poison
        return texts, warnings

    kinds = {"guarantee_letter": replace(kind, view=view)}
    monkeypatch.setattr(letters.batch.job, "KINDS", kinds)


def test_a_letter_that_kills_its_process_twice_is_refused_by_name(firm, monkeypatch):
    poisoned(monkeypatch, "kedr", Deadly("1"))
    outcomes = list(run(jobs_of(firm, "snegir", "kedr", "orlova"), workers=2))
    assert said(outcomes) == [
        ("snegir", "GL-2026-0001"), ("kedr", "Refusal"), ("orlova", "GL-2026-0003"),
    ]  # fmt: skip
    assert codes(outcomes[1]) == ["Died"]
    monkeypatch.undo()
    assert said(run(jobs_of(firm, "kedr"))) == [("kedr", "GL-2026-0002")]
    assert_sound(firm, 3)


def test_who_dies_once_is_given_the_letter_again(firm):
    outcomes = list(run(jobs_of(firm), Mortal("Кедровый", deaths=1), at_once=4))
    assert not [outcome for outcome in outcomes if isinstance(outcome, Refusal)]
    assert_sound(firm, LETTERS)


def test_an_executor_that_stays_broken_refuses_each_letter(firm):
    outcomes = list(run(jobs_of(firm, "snegir", "kedr"), Mortal("GL-")))
    assert [codes(outcome) for outcome in outcomes] == [["Died"], ["Died"]]
    assert not (firm / "out").exists()
    assert said(run(jobs_of(firm, "kedr"))) == [("kedr", "GL-2026-0001")]


def test_a_defect_is_named_without_the_data_and_raised_for_debugging(firm, monkeypatch):
    poisoned(monkeypatch, "kedr", 12.5)  # a number where only text may stand is refused as such
    kind = letters.batch.job.KINDS["guarantee_letter"]

    def compute(case, options):
        return kind.compute(case, options) if case.debtor.id != "orlova" else 1 / 0

    monkeypatch.setattr(
        letters.batch.job, "KINDS", {"guarantee_letter": replace(kind, compute=compute)}
    )
    jobs = jobs_of(firm, "kedr", "orlova", "snegir")
    outcomes = list(run(jobs))
    assert said(outcomes)[2] == ("snegir", "GL-2026-0002")
    assert [codes(outcome) for outcome in outcomes[:2]] == [["TemplateError"], ["internal"]]
    assert outcomes[1].problems[0].params == {"type": "ZeroDivisionError"}
    with pytest.raises(ZeroDivisionError):
        list(run(jobs[1:], debug=True))


def test_a_defect_crosses_processes_as_such(firm, monkeypatch):
    def fails(*_, **__):
        raise UnicodeDecodeError("utf-8", b"Anna", 0, 1, "private")  # no copy of it can be made

    monkeypatch.setattr("letters.batch.drawing.proofread", fails)
    (job,) = jobs_of(firm, "kedr")
    with pytest.raises(Defect, match="UnicodeDecodeError") as defect:
        draw(letters.batch.job.prepare(job).sheet("GL-1"))
    assert "Anna" not in str(defect.value)


class Interrupted(Executor):
    """Draws so many letters; at the next one somebody presses Ctrl-C."""

    def __init__(self, letters):
        self.letters = letters

    def submit(self, fn, /, sheet):
        if not self.letters:
            raise KeyboardInterrupt
        self.letters -= 1
        future = Future()
        future.set_result(fn(sheet))
        return future


@pytest.mark.parametrize("finished", [0, 1, 5])
def test_ctrl_c_keeps_what_is_finished_and_gives_the_numbers_back(firm, finished):
    kept = []
    with pytest.raises(KeyboardInterrupt):
        kept.extend(run(jobs_of(firm), Interrupted(finished), at_once=1))
    assert len([outcome for outcome in kept if isinstance(outcome, Made)]) == finished
    assert_sound(firm, finished) if finished else None
    again = list(run(jobs_of(firm)))
    assert [outcome.already for outcome in again if isinstance(outcome, Made)] == [
        number < finished for number in range(LETTERS)
    ]
    assert_sound(firm, LETTERS)


def test_a_letter_that_another_run_is_making_is_waited_for(firm):
    (job,) = jobs_of(firm, "kedr")
    (draft,) = take(job.register, [letters.batch.job.prepare(job).wish])

    def finished_elsewhere():
        time.sleep(0.3)
        give_back([draft])

    other = threading.Thread(target=finished_elsewhere)
    other.start()
    outcomes = list(run(jobs_of(firm, "kedr", "snegir")))
    other.join()
    assert sorted(said(outcomes)) == [("kedr", "GL-2026-0001"), ("snegir", "GL-2026-0002")]
    assert_sound(firm, 2)


def test_patience_with_another_run_ends(firm, monkeypatch):
    monkeypatch.setattr(letters.batch.run, "_PATIENCE", 2)
    (job,) = jobs_of(firm, "kedr")
    (draft,) = take(job.register, [letters.batch.job.prepare(job).wish])
    kedr, snegir = run(jobs_of(firm, "kedr", "snegir"))
    assert codes(kedr) == ["InTheMaking"]
    assert snegir.number == "GL-2026-0002"
    give_back([draft])


RATES = {name: load_rates(name, None) for name in TABLES}
OPTIONS = {
    "guarantee_letter": PROMISE,
    "reconciliation_act": ActOptions(parse_period("2026-Q3")),
    "demand_letter": DemandOptions(rates=RATES),
    "difference_protocol": ProtocolOptions(period=parse_period("2026-Q3"), theirs=()),
}


@pytest.mark.parametrize("name", letters.batch.job.KINDS)
def test_the_number_stands_in_one_field_only(firm, name):
    """A letter's texts are made once, before its number is known."""
    kind = letters.batch.job.KINDS[name]
    seen = set()
    for job in jobs_of(firm):
        with suppress(LettersError):
            if figures := kind.compute(job.case, OPTIONS[name]):
                wording = wording_for(job.case.language, job.case.debtor.country)
                without, with_number = (kind.view(figures, wording, text)[0] for text in ("", "N"))
                assert with_number == without | {"letter_number": "N"}
                seen.add(wording.language)
    assert seen == {"ru", "zh", "es"}
