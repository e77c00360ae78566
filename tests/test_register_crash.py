"""kill -9 at every line of the register, and at random moments under four parallel processes.

The processes are forked by this file run as a script: a process with threads must not fork.
"""

import contextlib
import datetime as dt
import hashlib
import os
import random
import shutil
import signal
import subprocess
import sys
import time
import traceback
from decimal import Decimal
from pathlib import Path

import pytest

import letters.register
from letters.register import store
from letters.register.checking import check
from letters.register.issued import Letter, find_same, list_issued
from letters.register.issuing import (
    AlreadyIssued,
    InTheMaking,
    New,
    finish,
    give_back,
    issue,
    issue_again,
    take,
)
from letters.register.numbering import series_of
from letters.register.settling import recover

SERIES = series_of("A-{seq}", dt.date(2026, 9, 30))
CREATED = dt.datetime(2026, 9, 30, tzinfo=dt.UTC)
SOURCES = str(Path(letters.register.__file__).parent)
PROCESSES = 4
LETTERS = 60
KILLS = 40

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")


@pytest.mark.parametrize(
    "scenario",
    [
        pytest.param("every_line_of_issue", marks=pytest.mark.slow),
        pytest.param("every_line_of_again", marks=pytest.mark.slow),
        pytest.param("every_line_of_a_batch", marks=pytest.mark.slow),
        "at_random",
    ],
)
def test_kill_9(scenario, tmp_path):
    driver = [sys.executable, "-W", "error", __file__, scenario, str(tmp_path)]
    run = subprocess.run(driver, capture_output=True, text=True, timeout=120, check=False)
    assert run.returncode == 0, run.stdout + run.stderr


def letter(name):
    return Letter(
        kind="reconciliation_act",
        debtor=name,
        contracts=("k-1",),
        language="ru",
        date=dt.date(2026, 9, 30),
        as_of=dt.date(2026, 9, 30),
        amount=Decimal(1),
        currency="RUB",
        data_sha256=hashlib.sha256(name.encode()).hexdigest(),
        template_sha256="t",
    )


def make(register, name, *, supersedes="", pause=0.0):
    with issue(register, letter(name), SERIES, created=CREATED, supersedes=supersedes) as draft:
        time.sleep(pause)
        for suffix in ("docx", "pdf"):
            draft.write(Path(f"out/{draft.number}.{suffix}"), f"{name} {draft.number}".encode())


def make_again(register, name):
    """A deleted PDF, made again under its number."""
    number = find_same(register, letter(name)).number
    with issue_again(register, number) as draft:
        draft.write(Path(f"out/{number}.pdf"), f"{name} once more".encode())


def make_together(register, *names):
    """Numbers for all that are not issued yet, one of them never finished, then their files."""
    missing = [name for name in names if find_same(register, letter(name)) is None]
    wanted = [*missing, "given back"]
    news = [New(letter=letter(name), series=SERIES, created=CREATED) for name in wanted]
    *drafts, last = take(register, news)
    for draft in drafts:
        draft.write(Path(f"out/{draft.number}.docx"), draft.number.encode())
    give_back([last])
    if drafts:
        assert finish(drafts) == [None] * len(drafts)


def forked(work):
    """The id of a new process that does `work`."""
    child = os.fork()
    if child == 0:
        try:
            work()
        except BaseException:  # noqa: BLE001 - nothing may run on into the parent's code
            traceback.print_exc()
            os._exit(1)
        os._exit(0)
    return child


def was_killed(child):
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        assert os.WTERMSIG(status) == signal.SIGKILL
        return True
    assert os.WEXITSTATUS(status) == 0, "a process failed"
    return False


def dying_at(line, work):
    """`work`, killed before the `line`-th line that it executes in the register's modules."""
    executed = 0

    def trace(frame, event, _):
        nonlocal executed
        if not frame.f_code.co_filename.startswith(SOURCES):
            return None
        if event == "line":
            executed += 1
            if executed == line:
                os.kill(os.getpid(), signal.SIGKILL)
        return trace

    def dying():
        sys.settrace(trace)
        work()
        sys.settrace(None)

    return dying


def assert_sound(register, count):
    """Numbers 1..count, each letter once with its files, and no file that has no letter."""
    issued = list_issued(register)
    assert sorted(int(one.number[2:]) for one in issued) == list(range(1, count + 1))
    assert check(register, Path("out")) == [], [str(one) for one in check(register, Path("out"))]
    known = {"out", "register.sqlite", *(file.path for one in issued for file in one.files)}
    found = {path.relative_to(register.parent).as_posix() for path in register.parent.rglob("*")}
    assert found - {"register.sqlite-journal"} == known  # the next commit removes the journal
    in_force = [one.letter.debtor for one in issued if one.status == "issued"]
    assert len(in_force) == len(set(in_force)), "a letter was issued twice"


def killed_at_every_line(root, prepare, work):
    """Yield the register after each death; `work` ends undisturbed when the lines run out.

    What is synced does not matter to a process that dies, so nothing is: it would take minutes.
    """
    os.fsync = lambda _: None
    connect = store._connect

    def unsynced(uri):
        db = connect(uri)
        db.execute("PRAGMA synchronous = OFF")
        return db

    store._connect = unsynced
    prepared = root / "prepared"
    prepared.mkdir()
    assert not was_killed(forked(lambda: prepare(prepared / "register.sqlite")))
    line = 0
    killed = True
    while killed:
        line += 1
        register = root / str(line) / "register.sqlite"
        shutil.copytree(prepared, register.parent)
        killed = was_killed(forked(dying_at(line, lambda register=register: work(register))))
        yield register
        shutil.rmtree(register.parent)
    assert line > 100, "the trace saw no lines"


def every_line_of_issue(root):
    """A reissue (the longest way) dies; the same command and another letter follow."""

    def prepare(register):
        make(register, "first")

    def work(register):
        make(register, "first", supersedes="A-1")

    for register in killed_at_every_line(root, prepare, work):
        recover(register)
        made = len(list_issued(register))
        assert_sound(register, made)
        if made == 1:
            work(register)
        make(register, "second")
        assert_sound(register, 3)


def every_line_of_again(root):
    """A deleted file, made again under its number."""

    def prepare(register):
        make(register, "first")
        (register.parent / "out/A-1.pdf").unlink()

    def work(register):
        make_again(register, "first")

    for register in killed_at_every_line(root, prepare, work):
        recover(register)
        if not (register.parent / "out/A-1.pdf").exists():
            work(register)
        make(register, "second")
        assert_sound(register, 2)


def every_line_of_a_batch(root):
    """Three letters taken and finished in one transaction each."""

    def prepare(register):
        make(register, "first")

    def work(register):
        make_together(register, "first", "second", "third")

    for register in killed_at_every_line(root, prepare, work):
        recover(register)
        made = [one.letter.debtor for one in list_issued(register)]
        assert made in (["first"], ["first", "second", "third"]), "one transaction for all"
        assert_sound(register, len(made))
        work(register)
        make(register, "fourth")
        assert_sound(register, 4)


def at_random(root):
    """Four processes want the same letters; every few milliseconds one dies and is replaced."""
    register = root / "register.sqlite"
    names = [f"debtor {number}" for number in range(LETTERS)]
    chance = random.Random(2026)

    def start():
        seed = chance.random()
        return forked(lambda: work(random.Random(seed)))

    def work(own):
        for name in own.sample(names, len(names)):
            if find_same(register, letter(name)) is None:
                with contextlib.suppress(AlreadyIssued, InTheMaking):
                    make(register, name, pause=own.uniform(0, 0.02))

    running = [start() for _ in range(PROCESSES)]
    deaths = 0
    for _ in range(KILLS):
        time.sleep(chance.uniform(0, 0.03))
        victim = running.pop(chance.randrange(PROCESSES))
        os.kill(victim, signal.SIGKILL)
        deaths += was_killed(victim)
        running.append(start())
    assert {was_killed(child) for child in running} == {False}
    assert deaths > KILLS / 4, "too few deaths to show anything"
    recover(register)
    assert_sound(register, LETTERS)


if __name__ == "__main__":
    globals()[sys.argv[1]](Path(sys.argv[2]))
