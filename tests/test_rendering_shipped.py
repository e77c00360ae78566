"""Every shipped template, with little, much and extreme data: LibreOffice is asked to agree.

Our PDF and LibreOffice's PDF of the same .docx have the same text in the same order on the same
number of pages, and each page begins with the same words. LibreOffice stands in for Word here.
"""

import shutil
import subprocess
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cache
from io import BytesIO
from itertools import pairwise

import pikepdf
import pytest

from interest_cases import SHIPPED
from letters.documents.demand_facts import DemandOptions
from letters.documents.difference_protocol import ProtocolOptions
from letters.documents.kinds import KINDS
from letters.documents.reconciliation_act import ActOptions
from letters.documents.schedule import PaymentPlan
from letters.ledger.comparison import Line
from letters.model.case import Case
from letters.model.period import parse_period
from letters.rendering.docx import load_template
from letters.rendering.pdf import make_pdf
from letters.resources import data_folder, find_template
from letters.wording import wording_for
from letters_zh_es import MX_BUYER, MX_SALE, es, zh
from parties import case
from rendering_cases import libreoffice

PLAN = PaymentPlan(first=date(2026, 12, 15))
QUARTER = ActOptions(parse_period("2026-Q3"), reply_by=date(2026, 10, 15))
THEIRS = ProtocolOptions(
    period=parse_period("2026-Q3"),
    theirs=(
        Line(date=date(2026, 7, 8), effect=Decimal("230500.05"), numbers=("201",), caption="№ 201"),
        Line(date=date(2026, 9, 30), effect=Decimal("-7.77"), caption="Оплата 付款 & <pago>"),
    ),
)
OPTIONS = {
    "difference_protocol": THEIRS,
    "guarantee_letter": PLAN,
    "reconciliation_act": QUARTER,
    "demand_letter": DemandOptions(rates=SHIPPED, assume_last_rate=True),
}
LONG_NAMES = {
    "ru": "Общество с ограниченной ответственностью «Межрегиональная <лесная> компания „Дом & Лес“"
    " имени заслуженных мастеров столярного, плотницкого и мебельного дела Поволжья»",
    "zh": "宁波市江北区青禾松石竹里日用品包装材料进出口贸易与供应链管理服务" * 4 + "有限责任公司",
    "es": "Compañía Iberoamericana de Envases, Embalajes y Suministros Industriales del Prado y de"
    " las Vegas Altas del Ebro & Hermanos «Sucesores de Sanz», S.A. Unipersonal",
}
SHORT = """
    2026-07-08 shipment {paper} 201 230500.50
    2026-07-15 payment {money} 77 120000.00
"""
EXTREME = """
    2026-07-08 shipment {paper} F-2026/0118-AB/999999-LM-XS-2025-0318-0000000001 999999999999.99
    2026-07-15 shipment {paper} 2 0.01
"""
PAPERS = {
    "ru": {"paper": "УПД", "money": "п/п"},
    "zh": {"paper": "送货单", "money": "收款"},
    "es": {"paper": "factura", "money": "transferencia"},
}


def many(count: int) -> str:
    """A line of the ledger every day from 1 July on, over and over."""
    line = "2026-0{}-{:02} shipment {{paper}} 15/П-{:04} {}3456.78"
    return "\n".join(
        line.format(7 + index % 2, 1 + index % 28, index, index) for index in range(1, count + 1)
    )


def facts(language: str, entries: str, *, mexico: bool = False, **changes: object) -> Case:
    """The case of these entries in this culture."""
    text = entries.format(**PAPERS[language])
    if mexico:
        changes = {"debtor": MX_BUYER, "contract": MX_SALE, **changes}
    return {"ru": case, "zh": zh, "es": es}[language](text, **changes)


def extreme(language: str, *, mexico: bool = False) -> Case:
    """Names of more than 142 characters on both sides, the least and the largest amount."""
    plain = facts(language, EXTREME, mexico=mexico)
    name = LONG_NAMES[language]
    return replace(
        plain,
        debtor=replace(plain.debtor, name=name, short_name=""),
        creditor=replace(plain.creditor, name=name, short_name=""),
    )


def filled(kind: str, made: Case) -> bytes:
    """The finished Word file."""
    how, wording = KINDS[kind], wording_for(made.language, made.debtor.country)
    view, _ = how.view(how.compute(made, OPTIONS[kind]), wording, "AA-2026-0001")
    return load_template(find_template(kind, made.language, country=made.debtor.country)).fill(view)


CULTURES = {"ru": ("ru", False), "zh": ("zh", False), "es": ("es", False), "es_MX": ("es", True)}
DATA = {
    "short": lambda language, mexico: facts(language, SHORT, mexico=mexico),
    "long": lambda language, mexico: facts(language, many(64), mexico=mexico),
    "extreme": lambda language, mexico: extreme(language, mexico=mexico),
}
TEMPLATES = data_folder("templates")
NAMES = [
    f"{kind}.{culture}.{size}"
    for kind in KINDS
    for culture, (language, _) in CULTURES.items()
    for size in DATA
    if (TEMPLATES / kind / f"{language}.docx").is_file()
]


@cache
def documents() -> dict[str, bytes]:
    """The finished Word files by name."""
    return {name: document(*name.split(".")) for name in NAMES}


def document(kind: str, culture: str, size: str) -> bytes:
    return filled(kind, DATA[size](*CULTURES[culture]))


# LibreOffice keeps all lines of a paragraph with the next one; Word and we only its last ones.
# Where such a paragraph has three lines or more, the page may end a few lines elsewhere.
OTHER_ENDS = {"reconciliation_act.zh.extreme", "demand_letter.es_MX.long"}
# LibreOffice ignores autoSpaceDE="0" and widens Chinese text beside digits, so its lines may end
# a character earlier; text is therefore compared page by page, not line by line.


def bands(pdf: bytes) -> tuple[list[str], ...]:
    """The text of each page, without spaces, in the order of the file: top, middle, bottom.

    LibreOffice writes headers before the text of a page, we behind it. Lines to write on are
    drawn by us and typed as underscores by LibreOffice.
    """
    with pikepdf.open(BytesIO(pdf)) as found:
        width, height = (round(float(side)) for side in found.pages[0].mediabox[2:])
    edges = (0, 45, height - 50, height)
    return tuple(
        band_text(pdf, ["-x", 0, "-y", top, "-W", width, "-H", bottom - top])
        for top, bottom in pairwise(edges)
    )


def band_text(pdf: bytes, box: list[object]) -> list[str]:
    command = ["pdftotext", "-raw", "-enc", "UTF-8", *map(str, box), "-", "-"]
    done = subprocess.run(command, input=pdf, capture_output=True, check=True)
    pages = done.stdout.decode().replace("_", "").split("\f")[:-1]
    return ["".join(page.split()) for page in pages]


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext (poppler-utils) is not installed")
    return libreoffice(documents(), tmp_path_factory.mktemp("office"))


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_libreoffice_sets_the_same_pages(name: str, office: dict[str, bytes]):
    ours = bands(make_pdf(documents()[name], source=name))
    theirs = bands(office[name])

    for mine, other in zip(ours, theirs, strict=True):
        assert len(mine) == len(other)
        if name in OTHER_ENDS:  # the head of a table is repeated at another place
            assert sorted("".join(mine)) == sorted("".join(other))
        else:
            assert mine == other


def test_every_kind_is_asked_about():
    assert set(KINDS) <= set(OPTIONS)
