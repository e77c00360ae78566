"""Filling a Word template: ours, docxtpl per document, the floor under any Python, two of Node's.

Usage: python benchmarks/fill.py [--rounds N]
"""

import argparse
import json
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

from fillers import FILLERS, ours
from measuring import Report, child, in_turns, medians, ratio, repeated
from workload import Document, act, letter

from letters.rendering.docx import load_template

HERE = Path(__file__).parent
NODE = HERE / ".node"
PEERS = ("easy-template-x", "docxtemplater")
# The fields that stand in the first and the last cell of an act's row.
ROW_ENDS = ("date", "their_credit")


def compare(document: Document, target: float, times: int, rounds: int, report: Report) -> None:
    """Ours against docxtpl and the floor, warm, in this process."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        sides = {
            name: repeated(make(document.template, document.view, folder / name), times)
            for name, make in FILLERS.items()
        }
        costs = in_turns(sides, rounds=rounds)
        require_same_text(folder / "ours", folder / "docxtpl")
    against_docxtpl = ratio(costs, "docxtpl", "ours")
    report.at_least(f"{document.name}: docxtpl / ours", against_docxtpl, target, medians(costs))
    report.at_most(f"{document.name}: ours / floor", ratio(costs, "ours", "floor"), 1.6)


def long_tables(rounds: int, report: Report) -> None:
    """5,000 and 20,000 rows, each document in a process of its own: growth and memory."""
    found: dict[tuple[str, int], list] = {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        jobs = []
        for rows in (5_000, 20_000):
            document = act("ru", rows)
            view = folder / f"{rows}.json"
            view.write_text(json.dumps(document.view), encoding="utf-8")
            jobs += [(side, rows, document.template, view) for side in ("ours", "docxtpl")]
        for _ in range(rounds):
            for side, rows, template, view in jobs:
                command = sys.executable, HERE / "fillers.py", side, template, view, folder / side
                found.setdefault((side, rows), []).append(child(*command))

    def cpu(side: str, rows: int) -> float:
        return statistics.median(float(each.output) for each in found[side, rows])

    def peak(side: str, rows: int) -> float:
        return statistics.median(each.peak for each in found[side, rows])

    for rows in (5_000, 20_000):
        mine, theirs = peak("ours", rows), peak("docxtpl", rows)
        report.at_most(
            f"{rows:,} rows: peak memory, ours / docxtpl",
            mine / theirs,
            0.3 if rows == 20_000 else None,
            f"ours {mine:.0f}, docxtpl {theirs:.0f} MB",
        )
    report.at_most("20,000 rows / 5,000 rows: time", cpu("ours", 20_000) / cpu("ours", 5_000), 4.6)


def against_node(document: Document, times: int, rounds: int, report: Report) -> None:
    """Ours against the two quickest fillers of Node, on the same page with their own tags."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if not (node and npm):
        print("  node or npm is not installed: easy-template-x and docxtemplater were not run")
        return
    NODE.mkdir(exist_ok=True)
    for name in ("package.json", "peers.mjs"):
        shutil.copy(HERE / name, NODE)
    install = [npm, "install", "--no-audit", "--no-fund", "--silent"]
    if subprocess.run(install, cwd=NODE, check=False).returncode:
        print("  npm install failed: easy-template-x and docxtemplater were not run")
        return
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        template, data = folder / "template.docx", folder / "data.json"
        template.write_bytes(load_template(document.template).fill(their_tags(document)))
        data.write_text(json.dumps(document.view), encoding="utf-8")
        command = [node, NODE / "peers.mjs", template, data, folder]
        with subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        ) as process:

            def asked(engine: str):
                def side() -> float:
                    process.stdin.write(f"{engine} {times}\n")
                    process.stdin.flush()
                    return float(process.stdout.readline()) / 1000

                return side

            work = ours(document.template, document.view, folder / "ours")
            sides = {"ours": repeated(work, times)} | {name: asked(name) for name in PEERS}
            costs = in_turns(sides, rounds=rounds)
            process.stdin.close()
        for engine in PEERS:
            require_same_text(folder / "ours", folder / f"{engine}.docx")
    for engine in PEERS:
        value = ratio(costs, engine, "ours")
        report.at_least(f"{document.name}: {engine} / ours", value, 10, medians(costs))


def their_tags(document: Document) -> dict[str, object]:
    """The view in which each text is a tag of theirs: what we fill with it is their template."""
    row = {
        name: "" if name.startswith(("heading", "their_heading")) else f"{{{name}}}"
        for name in document.view["rows"][0]
    }
    first, last = ROW_ENDS
    row[first], row[last] = "{#rows}" + row[first], row[last] + "{/rows}"
    tags = {name: f"{{{name}}}" for name, each in document.view.items() if isinstance(each, str)}
    return {**document.view, **tags, "rows": [row]}


def require_same_text(*documents: Path) -> None:
    """Both sides must have made the same letter, or the comparison means nothing."""
    texts = []
    for path in documents:
        with zipfile.ZipFile(path) as archive:
            body = archive.read("word/document.xml").decode()
        texts.append("".join(re.findall(r"<w:t(?: [^>]*)?>([^<]*)</w:t>", body)))
    if texts[0] != texts[1]:
        names = " and ".join(path.name for path in documents)
        raise SystemExit(f"{names} did not make the same letter")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--rounds", type=int, default=7)
    rounds = options.parse_args().rounds
    report = Report("Filling a Word template (warm, CPU time per document)")
    compare(letter(), 25, 30, rounds, report)
    compare(act("ru", 40), 20, 20, rounds, report)
    compare(act("zh", 40), 20, 20, rounds, report)
    compare(act("ru", 5_000), 12, 1, min(rounds, 3), report)
    against_node(act("ru", 40), 20, rounds, report)
    long_tables(min(rounds, 3), report)
    sys.exit(report.missed > 0)


if __name__ == "__main__":
    main()
