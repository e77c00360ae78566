"""Demands as a lawyer would jot them down: cases, options, and what the letters say."""

from dataclasses import replace
from datetime import date

from interest_cases import SHIPPED
from letters.documents.demand_facts import DemandOptions, Earlier
from letters.documents.demand_letter import demand_letter
from letters.documents.demand_view import demand_view
from letters.rendering.docx import load_template
from letters.rendering.template_text import dump_text
from letters.resources import find_template
from letters.wording import wording_for
from letters_zh_es import ES_SALE, ZH_SALE, es, zh
from parties import SUPPLY, case

PLAIN = {"penalty_percent": None, "penalty_cap_percent": None, "penalty_clause": ""}
# Worked examples of the notes: key rate with two payments; a penalty that reaches its cap.
RU_E3 = """
    2025-10-09 shipment УПД 88 1250000.00 due=2025-11-10
    2025-12-22 payment п/п 301 300000.00 settles=88
    2026-03-16 payment п/п 77 450000.00 settles=88
"""
RU_E6 = """
    2026-02-12 shipment УПД 201 487650.40 due=2026-03-16
    2026-05-05 payment п/п 77 150000.00 settles=201
"""
ZH_E1 = "2026-05-01 shipment 送货单 SH-260501 128650.00 due=2026-06-30"
ZH_E3 = "2024-01-30 shipment 送货单 SH-240130 486320.50 due=2024-02-29"
ES_E12 = """
    2026-05-01 shipment factura F-2026/0101 3630.00 due=2026-05-31
    2026-05-31 shipment factura F-2026/0118 1815.00 due=2026-06-30
    2026-07-01 shipment factura F-2026/0140 907.50 due=2026-07-31
"""


def options(**asked):
    return DemandOptions(rates=SHIPPED, **asked)


def ru(entries=RU_E6, *, as_of="2026-07-31", terms=None, **facts):
    contract = replace(SUPPLY, payment_clause="3.2", **(terms or {}))
    return case(entries, as_of=as_of, contracts=(contract,), date_is_printed=True, **facts)


def cn(entries=ZH_E1, *, as_of="2026-11-21", terms=None, **facts):
    contract = replace(ZH_SALE, payment_clause="5.2", **(terms or {}))
    return zh(entries, as_of=as_of, contract=contract, date_is_printed=True, **facts)


def spain(entries=ES_E12, *, as_of="2026-11-21", terms=None, **facts):
    contract = replace(ES_SALE, **(terms or {}))
    return es(entries, as_of=as_of, contract=contract, date_is_printed=True, **facts)


def earlier(kind, number, day, *, contract="supply", signed=None):
    made = date.fromisoformat(day)
    on = date.fromisoformat(signed) if signed else None
    letter = Earlier(
        kind=kind, number=number, date=made, as_of=made, contracts=(contract,), signed=on
    )
    return {contract: (letter,)}


def view(facts, **asked):
    letter = demand_letter(facts, options(**asked))
    wording = wording_for(facts.language, facts.debtor.country)
    return demand_view(letter, wording, "DL-2026-0007")[0]


def text(facts, **asked):
    """Every word of the finished letter, a paragraph or a row of a table a line."""
    path = find_template("demand_letter", facts.language, country=facts.debtor.country)
    filled = load_template(path).fill(view(facts, **asked))
    return dump_text(filled).replace("⍽", " ")


def codes(facts, **asked):
    return [problem.code for problem in demand_letter(facts, options(**asked)).warnings]
