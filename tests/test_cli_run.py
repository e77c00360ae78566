"""A batch from the command line: its report, its bundles, resuming, and what may go wrong."""

import contextlib
import csv
import errno
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pikepdf
import psutil
import pytest

import letters.register.staging
from batches import GUARANTEE, LETTERS, assert_sound, make_many
from command import run
from letters.cli import outcomes
from letters.reading.sample import make_workspace
from letters.register.issued import list_issued
from letters.resources import find_template

MAIN = [sys.executable, "-c", "from letters.cli.app import main; main()"]
IS_ROOT = hasattr(os, "geteuid") and os.geteuid() == 0


@pytest.fixture(autouse=True)
def _english(monkeypatch):
    monkeypatch.setenv("LETTERS_LANG", "en")


@pytest.fixture
def firm(tmp_path, monkeypatch):
    make_workspace(tmp_path / "firm")
    monkeypatch.chdir(tmp_path / "firm")
    return tmp_path / "firm"


def report(firm, *, runs=1):
    """The newest report of so many runs."""
    paths = sorted((firm / "runs").glob("*.json"), key=lambda path: path.stat().st_mtime_ns)
    assert len(paths) == runs
    return json.loads(paths[-1].read_text(encoding="utf-8"))


def started(firm, command):
    """The command in a process of its own."""
    return subprocess.Popen(
        [*MAIN, *command.split()], cwd=firm, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        text=True, env={**os.environ, "LETTERS_LANG": "en"},
    )  # fmt: skip


def workers(process):
    """The processes that draw for this one: those that its fork server started."""
    try:
        children = psutil.Process(process.pid).children(recursive=True)
        return [child for child in children if child.parent().pid != process.pid]
    except (psutil.NoSuchProcess, AttributeError):
        return []


def wait_for(condition, seconds=30):
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it never happened"
        time.sleep(0.02)


# The report and the bundles


def test_every_counterparty_of_the_ledger_is_in_the_report(firm, capsys):
    parties = firm / "data" / "parties.csv"
    parties.write_text(parties.read_text(encoding="utf-8").replace("769801001", ""), "utf-8")
    result = run(capsys, GUARANTEE)
    assert result.status == 1
    found = report(firm)
    with (firm / "data" / "contracts.csv").open(encoding="utf-8") as file:
        contracts = [row["id"] for row in csv.DictReader(file)]
    rows = found["counterparties"]
    assert [name for row in rows for name in row["contracts"]] == contracts
    assert found["counts"] == {"made": LETTERS - 1, "refused": 1, "skipped": 1}
    assert rows[0]["debtor"] == "snegir"
    assert rows[0]["problems"][0]["code"] == "party.missing"
    made = [row for row in rows if row["result"] == "made"]
    assert [row["number"] for row in made] == [f"GL-2026-{n:04}" for n in range(1, LETTERS)]
    assert all((firm / path).is_file() for row in made for path in row["files"])
    assert f"report: runs/{found['id']}.csv" in result.err


@pytest.mark.parametrize("option", ["--json", "--dry-run"])
def test_what_writes_nothing_reports_nothing(firm, capsys, option):
    assert run(capsys, f"{GUARANTEE} {option}").status == 0
    assert not (firm / "runs").exists()


def test_a_long_list_of_made_letters_is_left_to_the_report(firm, capsys, monkeypatch):
    monkeypatch.setattr(outcomes, "_LONG", 5)
    first = run(capsys, GUARANTEE)
    assert "GL-2026-0001" not in first.out
    assert "luchina-4" in first.out  # the skipped one is named
    assert f"made {LETTERS}, refused 0, skipped 1" in first.out
    again = run(capsys, GUARANTEE)
    assert f"made 0, refused 0, skipped 1, unchanged {LETTERS}" in again.out


def test_bundles_hold_all_letters_of_the_run_in_order(firm, capsys):
    pdf = "guarantee snegir kedr --as-of 2026-09-15 --pay-by 2026-12-15 --format pdf"
    assert run(capsys, f"{pdf} --quiet").status == 0
    result = run(capsys, pdf.replace("kedr", "orlova kedr") + " --combine --zip")
    found = report(firm, runs=2)
    combined, archive = found["bundles"]
    assert (combined, archive) == (f"out/{found['id']}.pdf", f"out/{found['id']}.zip")
    assert combined in result.err
    assert [row["result"] for row in found["counterparties"]] == ["unchanged", "made", "unchanged"]
    files = [path for row in found["counterparties"] for path in row["files"]]
    with zipfile.ZipFile(firm / archive) as packed:
        assert packed.namelist() == [Path(path).name for path in files]
    with pikepdf.open(firm / combined) as whole:
        pages = []
        for path in files:
            with pikepdf.open(firm / path) as letter:
                pages += [page.Contents.read_bytes() for page in letter.pages]
        assert [page.Contents.read_bytes() for page in whole.pages] == pages
    assert_sound(firm, 3)


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ("--format docx --combine", "--combine joins PDF files (add --format pdf)"),
        ("--zip --json", "leave out --dry-run and --json"),
        ("--combine --dry-run", "leave out --dry-run and --json"),
        ("--out gopher://host/letters", "gopher://host/letters cannot be reached"),
    ],
)
def test_what_cannot_be_bundled_or_reached_is_said_before_anything_is_made(
    firm, capsys, options, said
):
    result = run(capsys, f"guarantee snegir --pay-by 2027-12-15 {options}")
    assert result.status in {1, 2}
    assert said in " ".join(result.err.split())
    assert not (firm / "register.sqlite").exists()


# What may go wrong


def break_a_template(firm):
    """The Chinese template of the workspace has a tag that ends like another kind of tag."""
    own = firm / "templates" / "guarantee_letter"
    own.mkdir(parents=True)
    with (
        zipfile.ZipFile(find_template("guarantee_letter", "zh")) as source,
        zipfile.ZipFile(own / "zh.docx", "w") as broken,
    ):
        for name in source.namelist():
            data = source.read(name)
            if name == "word/document.xml":
                data = data.replace(b"}}", b"%}", 1)
            broken.writestr(name, data)


def test_a_template_broken_for_one_language_stops_only_that_language(firm, capsys):
    break_a_template(firm)
    assert run(capsys, GUARANTEE).status == 1
    found = report(firm)
    refused = [row for row in found["counterparties"] if row["result"] == "refused"]
    assert [row["debtor"] for row in refused] == ["qiye", "chengfang", "heting"]
    assert all("guarantee_letter/zh.docx" in str(row["problems"]) for row in refused)
    assert_sound(firm, LETTERS - 3)
    shutil.rmtree(firm / "templates")
    assert run(capsys, GUARANTEE).status == 0
    assert_sound(firm, LETTERS)


def test_a_full_disk_refuses_what_does_not_fit_and_keeps_the_rest(firm, capsys, monkeypatch):
    put = letters.register.staging.Staging.put

    def full(self, path, data):
        if "0003" in path or "0005" in path:
            raise OSError(errno.ENOSPC, "No space left on device")
        return put(self, path, data)

    with monkeypatch.context() as patch:
        patch.setattr(letters.register.staging.Staging, "put", full)
        result = run(capsys, GUARANTEE)
    assert result.status == 1
    assert result.out.count("No space left on device") == 2
    assert report(firm)["counts"] == {"made": LETTERS - 2, "refused": 2, "skipped": 1}
    assert run(capsys, GUARANTEE).status == 0
    assert_sound(firm, LETTERS)


@pytest.mark.skipif(not IS_ROOT, reason="only root may mount a small disk")
def test_a_small_disk_is_filled_to_its_last_whole_letter(firm, tmp_path, capsys):
    small = tmp_path / "small"
    small.mkdir()
    mounting = ["mount", "-t", "tmpfs", "-o", "size=80k", "tmpfs", str(small)]
    if subprocess.run(mounting, capture_output=True, check=False).returncode:
        pytest.skip("mounting is not allowed here")
    try:
        result = run(capsys, f"{GUARANTEE} --out", small)
        made = report(firm)["counts"]["made"]
        assert result.status == 1
        assert "No space left on device" in result.out
        assert 0 < made < LETTERS
        assert len(list(small.iterdir())) == made
        for path in small.iterdir():
            assert zipfile.ZipFile(path).testzip() is None
    finally:
        subprocess.run(["umount", str(small)], check=True)
    assert not list(firm.glob(".letters-*"))


def test_a_folder_that_cannot_be_written_is_named_and_takes_no_number(firm, capsys):
    (firm / "blocked").write_text("a file")
    result = run(capsys, f"{GUARANTEE} --out blocked/letters")
    assert result.status == 1
    assert "blocked" in result.out
    assert report(firm)["counts"]["refused"] == LETTERS
    assert run(capsys, GUARANTEE).status == 0
    assert_sound(firm, LETTERS)


@pytest.mark.skipif(IS_ROOT, reason="root may write everywhere")
def test_a_folder_without_permission_is_named(firm, capsys):
    (firm / "out").mkdir(mode=0o500)
    result = run(capsys, GUARANTEE)
    assert result.status == 1
    assert "Permission denied" in result.out
    (firm / "out").chmod(0o700)
    assert run(capsys, GUARANTEE).status == 0
    assert_sound(firm, LETTERS)


def test_an_output_folder_that_vanishes_is_made_again_and_so_are_its_letters(
    firm, capsys, monkeypatch
):
    move = letters.register.staging.move

    def vanishing(source, target):
        if "0007" in target.name:
            shutil.rmtree(firm / "out")
        move(source, target)

    with monkeypatch.context() as patch:
        patch.setattr(letters.register.staging, "move", vanishing)
        assert run(capsys, GUARANTEE).status == 0
    assert len(list((firm / "out").iterdir())) == LETTERS - 6
    assert run(capsys, "register check").status == 1
    assert run(capsys, GUARANTEE).status == 0
    assert report(firm, runs=2)["counts"] == {"made": 6, "unchanged": LETTERS - 6, "skipped": 1}
    assert_sound(firm, LETTERS)


def test_a_report_that_cannot_be_written_does_not_hide_what_was_made(firm, capsys):
    (firm / "runs").write_text("a file where the folder should be")
    result = run(capsys, GUARANTEE)
    assert result.status == 1
    assert "GL-2026-0001" in result.out
    assert "there is no folder" in result.err
    assert_sound(firm, LETTERS)


# Processes that die, and many at once


@pytest.mark.slow
def test_ctrl_c_stops_quickly_and_keeps_what_is_finished(tmp_path):
    firm = make_many(tmp_path / "firm", 60)
    command = GUARANTEE.replace("docx", "pdf") + " --workers 2"
    process = started(firm, command)
    wait_for(lambda: len(list(firm.glob("out/*"))) >= 3)
    drawing = workers(process)
    assert drawing
    pressed = time.monotonic()
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=20)
    assert process.returncode == 130
    assert time.monotonic() - pressed < 3
    assert "stopped; what was finished is kept" in errors
    assert "repeat the same command to go on" in errors
    assert not [worker for worker in drawing if worker.is_running()]
    found = report(firm)
    made = found["counts"]["made"]
    assert found["stopped"]
    assert found["counts"] == {"made": made, "unfinished": 60 - made}
    assert 3 <= made < 60
    assert len(list_issued(firm / "register.sqlite")) == made
    assert not list(firm.glob(".letters-*"))
    output, _ = started(firm, command).communicate(timeout=120)
    assert f"made {60 - made}, refused 0, skipped 0, unchanged {made}" in output
    assert_sound(firm, 60)


@pytest.mark.slow
def test_a_worker_that_is_killed_does_not_end_the_batch(tmp_path):
    firm = make_many(tmp_path / "firm", 30)
    process = started(firm, GUARANTEE.replace("docx", "pdf") + " --workers 2")
    wait_for(lambda: len(list(firm.glob("out/*"))) >= 3)
    workers(process)[0].kill()
    output, errors = process.communicate(timeout=60)
    assert (process.returncode, errors.count("made 30, refused 0")) == (0, 1), output + errors
    assert_sound(firm, 30)


@pytest.mark.slow
def test_killed_at_random_moments_and_repeated_until_all_is_made(tmp_path):
    """Sometimes the run itself is killed, sometimes a worker; never is a number lost or doubled."""
    count, chance = 300, random.Random(2026)
    firm = make_many(tmp_path / "firm", count)
    command = f"{GUARANTEE} --workers 3 --quiet"
    deaths = 0
    while len(there := list(firm.glob("out/*"))) < count:
        process = started(firm, command)
        enough = len(there) + chance.randint(0, 60)
        while process.poll() is None and len(list(firm.glob("out/*"))) < enough:
            time.sleep(0.005)
        time.sleep(chance.uniform(0, 0.1))
        drawing = workers(process)
        if chance.random() < 0.3:
            with contextlib.suppress(IndexError, psutil.NoSuchProcess):
                drawing[0].kill()
            time.sleep(chance.uniform(0, 0.3))
        deaths += process.poll() is None
        process.kill()
        process.communicate(timeout=30)
        wait_for(lambda drawing=drawing: not any(worker.is_running() for worker in drawing))
    assert deaths >= 3, "too few deaths to show anything"
    last = started(firm, command)
    last.communicate(timeout=120)
    assert last.returncode == 0
    assert_sound(firm, count)
    assert len(list(firm.glob("out/*"))) == count


@pytest.mark.slow
def test_four_processes_issue_the_same_letters_at_once(tmp_path):
    firm = make_many(tmp_path / "firm", 25)
    at_once = [started(firm, GUARANTEE) for _ in range(4)]
    ends = [(process.communicate(timeout=120), process.returncode) for process in at_once]
    assert [status for _, status in ends] == [0, 0, 0, 0], ends
    reports = [json.loads(path.read_text("utf-8")) for path in (firm / "runs").glob("*.json")]
    assert len(reports) == 4
    assert sum(found["counts"].get("made", 0) for found in reports) == 25
    assert all(
        found["counts"].get("made", 0) + found["counts"].get("unchanged", 0) == 25
        for found in reports
    )
    assert_sound(firm, 25)


@pytest.mark.slow
def test_four_processes_issue_letters_of_their_own_at_once(tmp_path):
    firm = make_many(tmp_path / "firm", 24)
    commands = [
        GUARANTEE.replace("--all", " ".join(f"m{each}" for each in range(first, 24, 4)))
        for first in range(4)
    ]
    at_once = [started(firm, command) for command in commands]
    for process in at_once:
        output, errors = process.communicate(timeout=120)
        assert process.returncode == 0, output + errors
    assert_sound(firm, 24)
