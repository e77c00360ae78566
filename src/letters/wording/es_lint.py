"""What may not stand in a Spanish letter: slips of grammar, and promises that bind to nothing.

RAE, Diccionario panhispánico de dudas: al and del, apócope, un millón de. A promise without a date
is none, and a payment taken without reserve extinguishes the interest (art. 1110 CC).
"""

import re
from collections.abc import Sequence

from letters.errors import N_
from letters.wording.lint import HOLES, Finding, Rule, search

_GRAMMAR = (
    Rule(
        "error",
        "wording.contraction",
        # El with a capital belongs to a name: de El Ejido.
        re.compile(r"\b(?:de|a) el\b"),
        N_("“{text}” is not Spanish"),
        N_("write del or al, or name the party without its article"),
    ),
    Rule(
        "error",
        "wording.full_stop",
        re.compile(r"\w\.\.(?!\.)"),
        N_("“{text}” ends with two full stops"),
        N_("let the sentence not end with the name, or leave out its full stop"),
    ),
    Rule(
        "error",
        "wording.numeral",
        re.compile(
            r"\b(?:(?:m|b)ill(?:ón|ones)) (?:euro|peso|dólar|rublo|yuan|tengue|sol)(?:e?s)?\b"
            r"|\b\w*uno mil\b"
        ),
        N_("“{text}” is not how an amount is written"),
        N_("write un millón de euros, veintiún mil"),
    ),
    Rule(
        "error",
        "wording.number",
        re.compile(
            r"(?<![\d.,/-])1 (?:facturas|albaranes|documentos|contratos|días|meses|plazos|pagos"
            r"|cuotas|hojas|ejemplares|euros|pesos)\b"
        ),
        N_("“{text}” does not agree in number"),
        N_("write the singular after 1"),
    ),
    Rule(
        "error",
        "wording.month",
        re.compile(
            r"\b(?:January|February|March|April|June|July|August|September|October|November"
            r"|December)\b"
        ),
        N_("“{text}” is an English month"),
        N_("write the date in Spanish"),
    ),
)
_PROMISE = (
    Rule(
        "warning",
        "commitment.conditional",
        re.compile(r"(?i)\b(?:lo antes posible|cuanto antes|a la mayor brevedad|próximamente)\b"),
        N_("“{text}” makes the promise depend on something"),
        N_("name an amount and a date"),
    ),
)
_RESERVE = re.compile(
    r"\bno (?:supone|implica|comporta|constituye)\b[^.]*\brenuncia a (?:los|sus) intereses\b"
)


def lint_spanish(kind: str, clauses: Sequence[str]) -> list[Finding]:
    """Every finding in `clauses` of a letter of that kind, errors first.

    >>> [f.text for f in lint_spanish("demand_letter", ["la deuda de el cliente de El Ejido"])]
    ['de el']
    """
    plain = [" ".join(clause.split()) for clause in clauses]
    found = search((*HOLES, *_GRAMMAR), plain)
    if kind == "guarantee_letter":
        found += search(_PROMISE, plain)
        if not any(map(_RESERVE.search, plain)):
            found.append(
                Finding(
                    "warning",
                    "commitment.reserve",
                    0,
                    "",
                    N_("nothing reserves the interest when a part of the debt is paid"),
                    N_("write that a payment on account is no waiver of interest (art. 1110 CC)"),
                )
            )
    return found
