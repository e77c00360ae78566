"""All foreign formats, the most particular first: a file is of the first that recognises it."""

from collections.abc import Sequence

from letters.reading.foreign import (
    bitrix24,
    bitrix24_lists,
    camt053,
    client_bank,
    cn_bank,
    cn_invoices,
    cn_ledger,
    commerceml,
    contaplus,
    einvoice_xml,
    es_ledger,
    facturae,
    norma43,
    onec_account,
    onec_act,
    onec_balances,
    torg12,
    upd,
)
from letters.reading.foreign.file import File
from letters.reading.foreign.found import Format, Found

FORMATS: tuple[Format, ...] = (
    contaplus.FORMAT,
    norma43.FORMAT,
    upd.FORMAT,
    *upd.REFUSED,
    torg12.FORMAT,
    commerceml.FORMAT,
    facturae.FORMAT,
    camt053.FORMAT,
    einvoice_xml.FORMAT,
    bitrix24.FORMAT,
    client_bank.FORMAT,
    onec_balances.FORMAT,
    onec_account.FORMAT,
    onec_act.FORMAT,
    bitrix24_lists.FORMAT,
    cn_invoices.FORMAT,
    cn_bank.FORMAT,
    cn_ledger.FORMAT,
    es_ledger.FORMAT,
)


def format_of(file: File, own: Sequence[Format] = ()) -> Format | None:
    """The format of a file by its content, or None; the user's `own` formats go before all.

    Raises DataError for a file that is damaged, or beyond the limits.
    """
    return next((each for each in (*own, *FORMATS) if each.recognise(file)), None)


def read_files(files: Sequence[tuple[File, Format]]) -> list[Found]:
    """What the files say, in their order; those of a format that joins its files are read once."""
    found = []
    joined: set[str] = set()
    for file, its in files:
        if not its.joins:
            found.append(its.read([file]))
        elif its.name not in joined:
            joined.add(its.name)
            found.append(its.read([other for other, same in files if same is its]))
    return found
