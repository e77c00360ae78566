"""A bank account as papers print it."""

import re

NBSP = "\u00a0"
_IBAN = re.compile(r"[A-Z]{2}\d{2}[A-Z0-9]{11,30}")


def is_iban(account: str) -> bool:
    """Whether `account`, spaces aside, has the form of an IBAN (ISO 13616); not its check."""
    return bool(_IBAN.fullmatch("".join(account.split())))


def grouped(account: str) -> str:
    """An IBAN in groups of four that no line end parts; any other account as it was typed.

    >>> grouped("ES9121000418450200051332").replace(NBSP, " ")
    'ES91 2100 0418 4502 0005 1332'
    """
    compact = "".join(account.split())
    if not is_iban(compact):
        return account.strip()
    return NBSP.join(compact[i : i + 4] for i in range(0, len(compact), 4))
