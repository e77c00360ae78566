"""From the shell to the first file: every start is a process of its own, imports and all.

Usage: python benchmarks/cold.py [--rounds N]
Compiled bytecode is in place for both sides, and so is what the first letter leaves in the
user's cache folder.
"""

import argparse
import json
import os
import shutil
import sys
import tempfile
from functools import partial
from pathlib import Path

from measuring import Report, child, in_turns, medians, ratio
from workload import letter

PYTHON = sys.executable
LETTERS = (PYTHON, "-c", "from letters.cli.app import main; main()")
GUARANTEE = (
    *("guarantee", "snegir", "--as-of", "2026-09-15", "--pay-by", "2026-10-15"),
    *("--reissue", "--quiet"),
)
# A script that has its texts ready: it reads no ledger, checks, computes and numbers nothing.
SCRIPT = """
import json, sys
from docxtpl import DocxTemplate
template, view, target = sys.argv[1:]
document = DocxTemplate(template)
with open(view, encoding="utf-8") as file:
    document.render(json.load(file), autoescape=True)
document.save(target)
"""


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--rounds", type=int, default=11)
    rounds = options.parse_args().rounds
    report = Report("Cold start (CPU time of the whole process)")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        run = partial(child, env=environment(folder))
        run(*LETTERS, "init", folder / "workspace")
        measure_docx(folder, run, rounds, report)
        measure_pdf(folder, run, rounds, report)
        sides = {
            "letters --help": lambda: run(*LETTERS, "--help").cpu,
            "python -c pass": lambda: run(PYTHON, "-c", "pass").cpu,
        }
        costs = in_turns(sides, rounds=rounds)
        value = ratio(costs, *sides)
        report.at_most("letters --help / python -c pass", value, 14, medians(costs))
    sys.exit(report.missed > 0)


def measure_docx(folder: Path, run, rounds: int, report: Report) -> None:
    document = letter()
    view = folder / "view.json"
    view.write_text(json.dumps(document.view), encoding="utf-8")
    made = (*GUARANTEE, "-C", folder / "workspace", "--format", "docx")
    plain = (PYTHON, "-c", SCRIPT, document.template, view, folder / "plain.docx")
    sides = {
        "letter": lambda: run(*LETTERS, *made).cpu,
        "docxtpl": lambda: run(*plain).cpu,
        "figures": lambda: run(*LETTERS, *GUARANTEE, "-C", folder / "workspace", "--json").cpu,
        "version": lambda: run(*LETTERS, "--version").cpu,
    }
    costs = in_turns(sides, rounds=rounds)
    value = ratio(costs, "letter", "docxtpl")
    report.at_most("one letter as DOCX / docxtpl script", value, 0.6, medians(costs))
    value = ratio(costs, "figures", "docxtpl")
    report.at_most("its figures alone (--json) / docxtpl script", value)
    value = ratio(costs, "version", "docxtpl")
    report.at_most("letters --version / docxtpl script", value)


def measure_pdf(folder: Path, run, rounds: int, report: Report) -> None:
    if not shutil.which("soffice"):
        print("  LibreOffice is not installed: it was not run")
        return
    workspace, out = folder / "workspace", folder / "out"
    out.mkdir()
    docx = folder / "letter.docx"
    run(*LETTERS, *GUARANTEE, "-C", workspace, "--format", "docx", "--out", out)
    next(out.glob("*.docx")).rename(docx)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    office = (
        "soffice",
        profile,
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        folder / "office",
    )
    sides = {
        "letters pdf": lambda: run(*LETTERS, "pdf", docx, "--out", out).cpu,
        "letter": lambda: run(*LETTERS, *GUARANTEE, "-C", workspace, "--format", "pdf").cpu,
        "LibreOffice": lambda: run(*office, docx).cpu,
    }
    costs = in_turns(sides, rounds=rounds)
    value = ratio(costs, "letters pdf", "LibreOffice")
    report.at_most("letters pdf FILE / soffice --convert-to", value, 0.75, medians(costs))
    value = ratio(costs, "letter", "LibreOffice")
    report.at_most("one letter as PDF, from the ledger / soffice --convert-to", value, 0.75)


def environment(folder: Path) -> dict[str, str]:
    """This one, with caches of its own: bytecode is kept whatever the shell says about it."""
    own = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    cache = {name: str(folder / "cache") for name in ("XDG_CACHE_HOME", "LOCALAPPDATA")}
    return own | cache | {"PYTHONPYCACHEPREFIX": str(folder / "bytecode")}


if __name__ == "__main__":
    main()
