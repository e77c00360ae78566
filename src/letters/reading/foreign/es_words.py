"""The words of Spanish accounts: what moved, which account it is, which document is named."""

import re

from letters.reading.foreign.kinds import Words

_BOUNCED = "recibo|rbo|efecto|remesa|transf|cheque|tal[oó]n|pagar[eé]|giro|domicil|banc"

# Devolución is goods where the debt falls, and a payment that bounced where it rises. Abono is a
# credit note only with a number or a document; `abono transferencia` is money, and a bare `abono`
# does not tell.
WORDS = Words(
    goods=r"\bfact|\bfras?\b|\bfta?\b|\b[ns]/\s?f|\bventas?\b|albar[aá]n|\balb\b|\bticket"
    r"|suministr|servicios? prestad|\bcompras?\b",
    money=r"\bcobr|\bpag[oóau]|transf|\btrf\b|\btrans\b|remesa|\brecibos?\b|\brbos?\b|efecto|\befto"
    r"|tal[oó]n|cheque|ingres|\bgiro|domicilia|\btpv\b|bizum|anticipo|a cuenta\b|liquidaci"
    r"|adeudo|\bsepa\b|confirming|efectivo|\bletra\b",
    goods_back=rf"devol(?!.*({_BOUNCED}))|g[eé]nero devuelto",
    money_back=r"(?<!gastos )(?<!gastos de )(?<!gtos )(?<!gtos\. )devol|impagad|reembols|devuelt"
    r"|retroces",
    offset=r"compensaci|neteo",
    correction=r"rectific|nota de (abono|cr[eé]dito|cargo|d[eé]bito)"
    r"|abono\s*(de\s+)?(fra|fact|n[.ºo°]|n[uú]m|[ns]/|[a-z]{0,3}[-/]?\d)"
    r"|(fra|fact\w*)\.?\s*(de )?abono"
    r"|rappel|descuento|\bdtos?\b|pronto pago|\bppp?\b|ajuste|regulariz|redondeo|diferencia"
    r"|gastos|\bgtos|traspaso|reclasif|dudoso|incobrable|intereses",
)
OPENING = re.compile(
    r"(saldo|suma)s?\s+(anterior|inicial|arrastrad)|apertura|acumulado anterior|saldo a origen",
    re.IGNORECASE,
)
CLOSING_ENTRY = re.compile(r"(asiento|asto\.?) de cierre|\bcierre\b", re.IGNORECASE)
TOTAL = re.compile(
    r"(suma y sigue|suma anterior|sumas?( y saldos?)?|sumas? totales|sub ?total(es)?"
    r"|total(es)?( (cuenta|subcuenta|mayor|general(es)?|periodo|per[ií]odo|saldo|mes|movimientos"
    r"|acumulado|ejercicio|cliente|empresa|listado|diario|asiento))?|saldo (final|actual|cuenta))"
    r"[\s:.\d]*(\b.{0,60})?",
    re.IGNORECASE,
)
FOOTER = re.compile(
    r"p[aá]g(ina)?\.?\s*\d|impres|listado|usuario|\bfin\b|^hora|fecha de (emisi|listado)",
    re.IGNORECASE,
)
ACCOUNT = re.compile(
    r"(?:(?:sub)?cuenta|cta\.?|mayor)?\s*:?\s*(?P<code>\d{3,12}|\d{3}(?:[.\-]\d{1,8}){1,3})"
    r"(?:\s*[-–:]\s*|\s+)(?P<name>[^\W\d].*)",
    re.IGNORECASE,
)
_DOCUMENT = re.compile(
    r"(?:\bfras?|\bfact\w*|\bft|abono|rectificativa|albar[aá]n|\balb|\b[ns]/\s?f\w*)"
    r"[.:]?\s*(?:de abono\s*)?"
    r"(?:n[.ºo°]+|n[uú]m(?:ero)?\.?)?\s*[:.]?\s*(?P<number>[A-Z]{0,4}[-/]?\d[\w/.\-]*\w|\d)",
    re.IGNORECASE,
)


def document_in(concept: str) -> str:
    """The number of the invoice or credit note that a concept names, or an empty text.

    >>> document_in("N/Fra. nº 26/0123 Talleres"), document_in("Cobro transferencia")
    ('26/0123', '')
    """
    match = _DOCUMENT.search(concept)
    return match["number"] if match else ""


def side_of(code: str) -> str:
    """Whose account it is in the chart of accounts (PGC 2007): a customer's, a supplier's, or "".

    43 clientes, 44 deudores; 40 proveedores, 41 acreedores.
    """
    return {"43": "customer", "44": "customer", "40": "supplier", "41": "supplier"}.get(
        code[:2], ""
    )
