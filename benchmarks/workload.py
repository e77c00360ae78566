"""What every benchmark works on: the same letters for both sides, the same in each run.

The parties are those of the sample workspace; the ledger is made up, row by row, from a fixed
seed. `Document.view` is ready-made text, as the templates print it: no side computes anything.
"""

import io
import random
import re
import tempfile
import zipfile
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path

import jinja2

from letters.documents.guarantee_letter import guarantee_letter
from letters.documents.guarantee_view import guarantee_view
from letters.documents.reconciliation_act import ActOptions, reconciliation_act
from letters.documents.reconciliation_view import reconciliation_view
from letters.documents.schedule import PaymentPlan
from letters.model.case import Case
from letters.model.entry import Entry
from letters.model.period import parse_period
from letters.reading.sample import make_workspace
from letters.reading.workspace import read_workspace
from letters.resources import find_template
from letters.wording import wording_for

PAGES = Path(__file__).parent / "pages"
CONTRACTS = {"ru": "snegir-15", "zh": "qiye-0318"}
PAPERS = {"ru": "УПД", "zh": "送货单"}
PERIOD = parse_period("2026-Q3")
# What python-docx puts into every file it makes, and nobody reads: 440 KB that a naive filler
# would inflate and deflate for each letter. Left out, so that no side is slowed by it.
_BALLAST = re.compile(r"word/stylesWithEffects\.xml|docProps/thumbnail\.jpeg|customXml/.*")


@dataclass(frozen=True)
class Document:
    """A letter to make: its template, the texts that go into it, and its page written by hand."""

    name: str
    template: Path
    view: dict[str, object]
    page: str

    @property
    def html(self) -> str:
        """The same page as HTML, as somebody would write it for WeasyPrint."""
        environment = jinja2.Environment(autoescape=True, loader=jinja2.FileSystemLoader(PAGES))
        return environment.get_template(self.page).render(self.view)


def letter() -> Document:
    """A Russian guarantee letter for five shipments: one page."""
    case = _case("ru", [_shipment("ru", index, 40_000) for index in range(5)])
    figures = guarantee_letter(case, PaymentPlan(first=date(2026, 12, 15)))
    view, _ = guarantee_view(figures, _wording(case), "GL-2026-0001")
    return Document(
        "letter ru, 5 rows", _template("guarantee_letter", "ru"), view, "letter_ru.html"
    )


def act(language: str, rows: int) -> Document:
    """A reconciliation act of the third quarter with that many movements."""
    case = _case(language, [_entry(language, index) for index in range(rows)])
    figures = reconciliation_act(case, ActOptions(PERIOD, reply_by=date(2026, 10, 15)))
    view, _ = reconciliation_view(figures, _wording(case), "RA-2026-0001")
    template = _template("reconciliation_act", language)
    return Document(f"act {language}, {rows:,} rows", template, view, f"act_{language}.html")


@cache
def _book():
    with tempfile.TemporaryDirectory() as folder:
        make_workspace(Path(folder))
        return read_workspace(Path(folder))


def _case(language: str, entries: list[Entry]) -> Case:
    reading = _book()
    contract = reading.book.contracts[CONTRACTS[language]]
    return Case(
        creditor=reading.book.parties[contract.creditor],
        debtor=reading.book.parties[contract.debtor],
        contracts=(contract,),
        entries={contract.id: entries},
        language=language,
        as_of=PERIOD.last,
        date=PERIOD.last,
        date_is_printed=True,
        settings=reading.settings,
    )


def _wording(case: Case):
    return wording_for(case.language, case.debtor.country)


def _shipment(language: str, index: int, mean: int) -> Entry:
    cents = random.Random(index).randrange(mean * 50, mean * 150)
    return Entry(
        date=PERIOD.first + timedelta(days=index * 7 % 60),
        contract=CONTRACTS[language],
        kind="shipment",
        document_type=PAPERS[language],
        number=str(1001 + index),
        amount=Decimal(cents) / 100,
    )


def _entry(language: str, index: int) -> Entry:
    """Three shipments, then a payment of about what two of them come to."""
    entry = _shipment(language, index, 40_000)
    entry = replace(entry, date=PERIOD.first + timedelta(days=index % 92))
    if index % 4 < 3:
        return entry
    paper = "П/п" if language == "ru" else "收款"
    return replace(entry, kind="payment", document_type=paper, amount=entry.amount * 2)


@cache
def _template(kind: str, language: str) -> Path:
    """The shipped template without ballast, in a folder that lives as long as this process."""
    source = find_template(kind, language)
    target = _folder() / kind / source.name
    target.parent.mkdir(exist_ok=True)
    target.write_bytes(_lean(source.read_bytes()))
    return target


@cache
def _folder() -> Path:
    folder = tempfile.TemporaryDirectory(prefix="letters-benchmark-")
    _KEPT.append(folder)  # until the process ends
    return Path(folder.name)


_KEPT: list[tempfile.TemporaryDirectory] = []


def _lean(docx: bytes) -> bytes:
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(docx)) as source,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as lean,
    ):
        for name in source.namelist():
            if _BALLAST.fullmatch(name):
                continue
            data = source.read(name)
            if name.endswith(".rels") or name == "[Content_Types].xml":
                tag = rb'<(?:Relationship|Override)\b[^>]*"[^"]*(?:stylesWithEffects\.xml|thumbnail\.jpeg|customXml/[^"]*)"[^>]*/>'  # noqa: E501
                data = re.sub(tag, b"", data)
            lean.writestr(name, data)
    return out.getvalue()
