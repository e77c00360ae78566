"""A PDF for the archive: ours, LibreOffice, and WeasyPrint on a page written by hand.

Usage: python benchmarks/pdf.py [plain] [share] [office] [long] [--rounds N] [--rows N ...]
       python benchmarks/pdf.py long --rows 5000 --with-office    (LibreOffice takes minutes)
"""

import argparse
import html
import re
import shutil
import statistics
import sys
import tempfile
import zipfile
from functools import cache, partial
from pathlib import Path

from drawers import DRAWERS
from measuring import Child, Report, child, in_turns, medians, ratio, repeated
from workload import Document, act, letter

from letters.rendering.docx import load_template

HERE = Path(__file__).parent
SECTIONS = ("plain", "share", "office", "long")
MANY = 40
TAGGED = (
    'pdf:writer_pdf_Export:{"SelectPdfVersion":{"type":"long","value":"3"},'
    '"UseTaggedPDF":{"type":"boolean","value":"true"}}'
)


@cache
def documents() -> tuple[Document, ...]:
    return letter(), act("ru", 40), act("zh", 40)


def sources(document: Document, folder: Path) -> tuple[Path, Path]:
    """The filled .docx and the page written by hand, which must say the same."""
    docx, page = folder / "letter.docx", folder / "page.html"
    docx.write_bytes(load_template(document.template).fill(document.view))
    page.write_text(document.html, encoding="utf-8")
    with zipfile.ZipFile(docx) as archive:
        body = archive.read("word/document.xml").decode()
    theirs = document.html[document.html.index("<body>") :]
    if letters_of("".join(re.findall(r"<w:t(?: [^>]*)?>[^<]*</w:t>", body))) != letters_of(theirs):
        print(f"  {document.page} no longer says what its template says: bring it up to date")
    return docx, page


def letters_of(markup: str) -> list[str]:
    text = html.unescape(re.sub("<[^<>]*>", "", markup))
    return sorted("".join(text.split()))


def against_plain(rounds: int, report: Report) -> None:
    """In this process, warm: the same page and the same flavour of PDF."""
    for document, target in zip(documents(), (1.3, 1.6, 1.8), strict=True):
        with tempfile.TemporaryDirectory() as name:
            docx, page = sources(document, Path(name))
            sides = {
                "ours": repeated(partial(DRAWERS["ours"], docx, Path(name, "a.pdf")), 3),
                "plain": repeated(partial(DRAWERS["plain"], page, Path(name, "b.pdf")), 3),
            }
            costs = in_turns(sides, rounds=rounds)
        value = ratio(costs, "plain", "ours")
        report.at_least(f"{document.name}: WeasyPrint / ours", value, target, medians(costs))


def share_of_reading(rounds: int, report: Report) -> None:
    """What stands before the layout, as a part of the whole."""
    for document in (*documents(), act("ru", 1_000)):
        with tempfile.TemporaryDirectory() as name:
            docx, _ = sources(document, Path(name))
            sides = {
                part: repeated(partial(DRAWERS[part], docx, Path(name, "x.pdf")), 1)
                for part in ("ours", "reading", "checking")
            }
            costs = in_turns(sides, rounds=rounds)
        value = ratio(costs, "reading", "ours")
        report.at_most(f"{document.name}: reading + HTML / all", value, 0.2, medians(costs))
        check = ratio(costs, "checking", "ours") - value
        report.at_most(f"{document.name}: proof of equal text / all", check)


def against_office(rounds: int, report: Report) -> None:
    """Forty files in one call, each side with its own start; then one file a call."""
    if not shutil.which("soffice"):
        print("  LibreOffice is not installed: it was not run")
        return
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "ours").mkdir()
        for document, target in zip(documents(), (1.15, 1.25, 1.25), strict=True):
            docx, _ = sources(document, folder)
            many = [folder / f"letter-{index}.docx" for index in range(MANY)]
            for path in many:
                shutil.copy(docx, path)
            office(folder, TAGGED, docx)  # its profile is made at the first start
            sides = {
                "ours": lambda files=many: ours(folder, *files).cpu / MANY,
                "tagged": lambda files=many: office(folder, TAGGED, *files).cpu / MANY,
                "untagged": lambda files=many: office(folder, "pdf", *files).cpu / MANY,
                "ours alone": lambda file=docx: ours(folder, file).cpu,
                "office alone": lambda file=docx: office(folder, TAGGED, file).cpu,
            }
            costs = in_turns(sides, rounds=rounds, warm=False)
            line = f"{document.name}, {MANY} in a call: LibreOffice"
            value = ratio(costs, "tagged", "ours")
            report.at_least(f"{line} PDF/A-3 tagged / ours", value, target, medians(costs))
            report.at_least(f"{line} plain PDF / ours", ratio(costs, "untagged", "ours"))
            value = ratio(costs, "office alone", "ours alone")
            report.at_least(f"{document.name}, one by one: LibreOffice / ours", value)


def ours(folder: Path, *files: Path) -> Child:
    start = "from letters.cli.app import main; main()"
    return child(sys.executable, "-c", start, "pdf", "--out", folder / "ours", *files)


def office(folder: Path, flavour: str, *files: Path) -> Child:
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    out = "--outdir", folder / "office"  # `letters pdf` replaces no PDF that it did not make
    return child("soffice", profile, "--headless", "--convert-to", flavour, *out, *files)


def long_tables(lengths: list[int], rounds: int, *, with_office: bool, report: Report) -> None:
    """One long act, each time in a process of its own: time without imports, peak memory."""
    found: dict[tuple[str, int], list[Child]] = {}
    with tempfile.TemporaryDirectory() as name:
        jobs = []
        for rows in lengths:
            folder = Path(name, str(rows))
            folder.mkdir()
            docx, page = sources(act("ru", rows), folder)
            jobs += [("ours", docx, rows), ("plain", page, rows), ("reading", docx, rows)]
            if with_office:
                jobs.append(("office", docx, rows))
        for _ in range(rounds):
            for side, source, rows in jobs:
                target = source.with_name(f"{side}.pdf")
                done = (
                    office(source.parent, TAGGED, source)
                    if side == "office"
                    else child(sys.executable, HERE / "drawers.py", side, source, target)
                )
                found.setdefault((side, rows), []).append(done)

    def cpu(side: str, rows: int) -> float:
        return statistics.median(float(each.output or 0) for each in found[side, rows])

    def peak(side: str, rows: int) -> float:
        return statistics.median(each.peak for each in found[side, rows])

    for rows in lengths:
        is_aim = rows == 5_000
        detail = f"ours {cpu('ours', rows):.3g}, plain {cpu('plain', rows):.3g} s"
        value = cpu("plain", rows) / cpu("ours", rows)
        report.at_least(f"{rows:,} rows: WeasyPrint / ours", value, 1.8 if is_aim else None, detail)
        value = cpu("reading", rows) / cpu("ours", rows)
        report.at_most(f"{rows:,} rows: reading + HTML / all", value, 0.2)
        mine, theirs = peak("ours", rows), peak("plain", rows)
        detail = f"ours {mine:.0f}, plain {theirs:.0f} MB"
        value = mine / theirs
        name = f"{rows:,} rows: peak memory, ours / WeasyPrint"
        report.at_most(name, value, 0.75 if is_aim else None, detail)
        if with_office:
            theirs = statistics.median(each.cpu for each in found["office", rows])
            mine = statistics.median(each.cpu for each in found["ours", rows])
            detail = f"ours {mine:.3g}, LibreOffice {theirs:.3g} s, start included"
            name = f"{rows:,} rows: LibreOffice / ours"
            report.at_least(name, theirs / mine, 8 if is_aim else None, detail)
    if {5_000, 20_000} <= set(lengths):
        value = cpu("ours", 20_000) / cpu("ours", 5_000)
        report.at_most("20,000 rows / 5,000 rows: time", value, 5)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("sections", nargs="*", choices=[*SECTIONS, []], metavar="SECTION")
    options.add_argument("--rounds", type=int, help="default: 5; office 2; long 1")
    options.add_argument("--rows", type=int, nargs="+", default=[100, 1_000, 5_000])
    options.add_argument("--with-office", action="store_true")
    asked = options.parse_args()
    sections = asked.sections or SECTIONS
    report = Report("PDF (CPU time per document)")
    if "plain" in sections:
        against_plain(asked.rounds or 5, report)
    if "share" in sections:
        share_of_reading(asked.rounds or 5, report)
    if "office" in sections:
        against_office(asked.rounds or 2, report)
    if "long" in sections:
        rounds = asked.rounds or 1
        long_tables(asked.rows, rounds, with_office=asked.with_office, report=report)
    sys.exit(report.missed > 0)


if __name__ == "__main__":
    main()
