"""The same letters drawn by a Dask cluster: a scheduler and two workers on this machine."""

import os
import subprocess
import sys
import time
from contextlib import contextmanager

import psutil
import pytest

from batches import GUARANTEE, LETTERS, assert_sound, jobs_of
from command import run
from letters.batch import cluster as module
from letters.batch.cluster import cluster
from letters.batch.report import Made
from letters.batch.run import run as run_jobs
from letters.errors import UsageError
from letters.reading.sample import make_workspace

pytestmark = [
    pytest.mark.slow,
    pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::DeprecationWarning"),
]


@contextmanager
def started(*words, cwd):
    """A `dask` command; it and all that it started is ended."""
    command = [sys.executable, "-m", "dask", *map(str, words)]
    with (cwd / f"{words[0]}.log").open("w") as log:
        process = subprocess.Popen(command, cwd=cwd, stdout=log, stderr=log, env={**os.environ})
        try:
            yield process
        finally:
            tree = psutil.Process(process.pid).children(recursive=True)
            process.terminate()
            process.wait(20)
            for each in psutil.wait_procs(tree, timeout=10)[1]:
                each.kill()


@contextmanager
def started_scheduler(folder):
    words = ("scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard")
    with started(*words, cwd=folder):
        yield address_of(folder / "scheduler.log")


def address_of(scheduler_log, seconds=30):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        for line in scheduler_log.read_text().splitlines():
            if "Scheduler at:" in line:
                return "tcp://" + line.rpartition("tcp://")[2].strip()
        time.sleep(0.1)
    raise AssertionError(scheduler_log.read_text())


@pytest.fixture(scope="module")
def scheduler(tmp_path_factory):
    with started_scheduler(tmp_path_factory.mktemp("scheduler")) as address:
        yield address


@pytest.fixture(scope="module")
def workers(scheduler, tmp_path_factory):
    """Two workers that come back when they die."""
    from distributed import Client

    folder = tmp_path_factory.mktemp("workers")
    words = ("worker", scheduler, "--nworkers", "2", "--nthreads", "1", "--no-dashboard")
    with started(*words, "--local-directory", folder, cwd=folder) as process:
        with Client(scheduler, set_as_default=False) as client:
            client.wait_for_workers(2, timeout=30)
        yield psutil.Process(process.pid)


@pytest.fixture
def firm(tmp_path, monkeypatch):
    monkeypatch.setenv("LETTERS_LANG", "en")
    make_workspace(tmp_path / "firm")
    monkeypatch.chdir(tmp_path / "firm")
    return tmp_path / "firm"


def test_a_scheduler_without_workers_is_told(firm, tmp_path, capsys):
    with started_scheduler(tmp_path) as address:
        result = run(capsys, f"{GUARANTEE} --scheduler {address}")
    assert result.status == 2
    assert "has no workers (start some: dask worker tcp://" in result.err
    assert not (firm / "register.sqlite").exists()


def test_nobody_at_the_address_is_told(firm, capsys, monkeypatch):
    monkeypatch.setattr(module, "_SECONDS", 1)
    result = run(capsys, f"{GUARANTEE} --scheduler tcp://127.0.0.1:1")
    assert result.status == 2
    assert "no scheduler answers at tcp://127.0.0.1:1" in result.err


def test_a_cluster_makes_the_same_letters(scheduler, workers, firm, tmp_path, capsys):
    make_workspace(tmp_path / "here")
    here = [each for each in run_jobs(jobs_of(tmp_path / "here")) if isinstance(each, Made)]
    result = run(capsys, f"{GUARANTEE} --scheduler {scheduler}")
    assert result.status == 0, result.out + result.err
    assert_sound(firm, LETTERS)
    for letter in here:
        for path in letter.files:
            assert (firm / path).read_bytes() == (tmp_path / "here" / path).read_bytes()


def test_a_letter_without_a_glyph_is_refused_as_it_is_here(scheduler, workers, firm, capsys):
    parties = firm / "data" / "parties.csv"
    text = parties.read_text(encoding="utf-8")
    parties.write_text(text.replace("Кедровый терем", "Кедровый \U0001f9fe"), encoding="utf-8")
    result = run(
        capsys, f"{GUARANTEE.replace('--all', 'snegir kedr')} --format pdf --scheduler {scheduler}"
    )
    assert result.status == 1
    assert "no installed font has the characters" in result.out
    assert_sound(firm, 1)


def test_a_worker_that_dies_loses_nothing(scheduler, workers, firm):
    """The scheduler gives its letters to the other one."""
    jobs = jobs_of(firm, formats=("docx", "pdf"))
    victims = [child for child in workers.children(recursive=True) if not child.children()]
    with cluster(scheduler) as (executor, at_once):
        assert at_once >= 2
        outcomes = run_jobs(jobs, executor, at_once=at_once)
        kept = [next(outcomes)]
        victims[-1].kill()
        kept.extend(outcomes)
    assert len([outcome for outcome in kept if isinstance(outcome, Made)]) == LETTERS
    assert_sound(firm, LETTERS)


def test_other_versions_are_named():
    with pytest.raises(UsageError, match="tcp://b, tcp://c"):
        module._require_same_version(
            {"tcp://a": module.__version__, "tcp://b": "0.0", "tcp://c": ModuleNotFoundError()},
            "tcp://s",
        )
    with pytest.raises(UsageError, match="has no workers"):
        module._require_same_version({}, "tcp://s")
