"""How 1C's reports and Russian acts name documents, contracts and parties.

Forms of the captions: `Реализация (акт, накладная, УПД) 0000-000201 от 08.07.2026 12:00:00` (the
cards of 1C:Бухгалтерия 3.0), `Продажа (УПД 201 от 08.07.2026)` (its acts), `Накладная № 15 от
01.02.25 г.` (acts that people write).
"""

import datetime as dt
import re
from dataclasses import dataclass
from functools import lru_cache

from letters.model.origin import Origin
from letters.model.party import Party
from letters.reading.foreign.found import NamedContract
from letters.reading.foreign.onec_dates import ANY_DATE, DATE, date_in
from letters.reading.vocabulary import folded

_LONGEST = 300  # of a caption; longer texts are purposes and notes
_NUMBER_SIGN = r"(?:№|N[oº°]?\.?(?=[\s\d]))"
_FROM = re.compile(rf"\s+от\s+(?P<date>{ANY_DATE})", re.IGNORECASE)
_LAST_WORD = re.compile(r"[^\s()№,]+$")
_LAST_NUMBER = re.compile(r"[^\s№,()]+(?:\s?[/-]\s?[^\s,()]+)*$")
_SIGN_BEFORE = re.compile(rf"{_NUMBER_SIGN}\s*$", re.IGNORECASE)
_SIGN_AT = re.compile(r"^(?:N[oº°]?\.?(?=\d)|#)", re.IGNORECASE)
_DATELESS = re.compile(
    rf"(?P<before>[^\d]*?)(?:{_NUMBER_SIGN}\s*(?P<signed>[^\s(),]+)|(?<!\S)(?P<bare>\S*\d\S*))\)?$",
    re.IGNORECASE,
)
_INCOMING = re.compile(
    rf"\bвх(?:\.|одящ\w*(?=\s+[д№]))?\s*(?:д\w*\.?)?\s*{_NUMBER_SIGN}?\s*(?P<number>[^\s()№,]+)\s+от\s+{DATE}",
    re.IGNORECASE,
)
_DATELESS_CONTRACT = re.compile(
    rf"(?P<title>.*?){_NUMBER_SIGN}\s*(?P<number>[^\s,()]+)", re.IGNORECASE
)
_CONTRACT_WORDS = re.compile(
    r"\W*(?:основной\s+)?(?:без договора|договор|контракт|соглашени|дог\.|госконтракт)",
    re.IGNORECASE,
)
_NAMED_IN_TEXT = re.compile(
    rf"(?:договор\w*|контракт\w*|дог\.)(?P<title>[^№\d]{{0,40}}?)\s*{_NUMBER_SIGN}?\s*"
    rf"(?P<number>[^\s,;()№]*\d[^\s,;()№]*)(?:\s+от\s+(?P<date>{ANY_DATE}))?",
    re.IGNORECASE,
)
_TAX_ID = re.compile(r"[\s,(]*\bИНН(?:\s*/\s*КПП)?\W*(?P<inn>\d{12}|\d{10})(?!\d)", re.IGNORECASE)
_KPP = re.compile(
    r"[\s,(/]*(?:\bКПП\W*|(?<=\d)\s*/\s*)(?P<kpp>\d{4}[\dA-Z]{2}\d{3})(?!\d)", re.IGNORECASE
)
_LEGAL_FORM = re.compile(
    r"(?<!\w)(?:ООО|ОАО|ЗАО|ПАО|НАО|АО|ИП|ГУП|МУП|ФГУП|ФГБУ|НКО|АНО|ТОО|КХ|общество с огр\w*|"
    r"индивидуальный предприниматель|акционерное общество)(?!\w)",
    re.IGNORECASE,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Caption:
    """A document as a report names it.

    `outer` is the word before the brackets (`Продажа`), `type` what the document is called
    (`УПД`, or the outer word again); `incoming` the number that its sender gave it.
    """

    outer: str = ""
    type: str = ""
    number: str = ""
    date: dt.date | None = None
    incoming: str = ""


@lru_cache(maxsize=8192)  # a document stands in its cell and in the analytics beside it
def caption_of(text: str) -> Caption:
    """The document that a caption names; without number and date if it names none.

    >>> caption = caption_of("Продажа (УПД 201 от 08.07.2026)")
    >>> (caption.outer, caption.type, caption.number, caption.date.isoformat())
    ('Продажа', 'УПД', '201', '2026-07-08')
    """
    text = text[:_LONGEST]
    incoming = _INCOMING.search(text)
    line = text.split("\n", 1)[0].strip()
    if incoming and incoming.start() <= len(line):
        line = re.sub(r"[\s(,]*(?:по\s+)?$", "", line[: incoming.start()])
    named = _named_from(line, _LAST_WORD)
    date = named[2] if named else None
    if named:
        before, number, _ = named
    elif dateless := _DATELESS.match(line):
        before, number = dateless["before"], dateless["signed"] or dateless["bare"]
    else:
        before, number = line, ""
    outer, inner = _around_bracket(before)
    return Caption(
        outer, inner or outer, number.strip("«»\"'"), date, incoming["number"] if incoming else ""
    )


def _named_from(line: str, number: re.Pattern[str]) -> tuple[str, str, dt.date] | None:
    """What stands before a number, the number, and the date that follows it after `от`."""
    match = _FROM.search(line)
    date = date_in(match["date"]) if match else None
    word = number.search(line, 0, match.start()) if match else None
    if date is None or word is None:
        return None
    return _SIGN_BEFORE.sub("", line[: word.start()]), _SIGN_AT.sub("", word[0]), date


def _around_bracket(text: str) -> tuple[str, str]:
    """`Продажа (УПД` in its two parts; a bracket that closes belongs to the name."""
    outer, bracket, inner = text.rpartition("(")
    if not bracket or ")" in inner:
        outer, inner = text, ""
    return _trimmed(outer), _trimmed(inner)


def _trimmed(text: str) -> str:
    return text.strip(' \t\n,:;-–—№"')


@lru_cache(maxsize=4096)  # the same few contracts in every row
def contract_of(text: str) -> NamedContract:
    """A contract by its name in 1C; one that has neither number nor date keeps its title.

    >>> contract = contract_of("Договор поставки № 15/П от 01.02.2025")
    >>> (contract.title, contract.number, contract.date.isoformat())
    ('Договор поставки', '15/П', '2025-02-01')
    """
    text = " ".join(text[:_LONGEST].split())
    if not text or folded(text) in {"без договора", "не указан", "договор не указан"}:
        return NamedContract()
    if named := _named_from(text, _LAST_NUMBER):
        return NamedContract(number=named[1], date=named[2], title=_trimmed(named[0]))
    if match := _DATELESS_CONTRACT.match(text):
        return NamedContract(number=match["number"], title=_trimmed(match["title"]))
    return NamedContract(title=_trimmed(text))


def contract_in(text: str) -> NamedContract:
    """A contract that a longer text names (the purpose of a payment, the head of an act).

    >>> contract_in("Оплата по договору № 15/П от 01.02.2025, в т.ч. НДС 22%").number
    '15/П'
    """
    match = _NAMED_IN_TEXT.search(text[:2000])
    if not match:
        return NamedContract()
    return NamedContract(
        number=match["number"].rstrip("."), date=date_in(match["date"]) if match["date"] else None
    )


@lru_cache(maxsize=8192)
def is_contract(text: str) -> bool:
    """Whether a line of analytics is the name of a contract, by its words or its bare form.

    >>> is_contract("Договор № 5"), is_contract("15/П от 01.02.2025"), is_contract("ООО «Договор»")
    (True, True, False)
    """
    if _CONTRACT_WORDS.match(text):
        return True
    named = _named_from(text[:_LONGEST], _LAST_NUMBER)
    return named is not None and not re.search(r"[^\W\d_]{2}", named[0])


@lru_cache(maxsize=8192)  # a card names each party thousands of times
def party_of(text: str, origin: Origin = Origin()) -> Party:  # noqa: B008 - an empty value
    """A party by its name, with the ИНН and КПП that may stand behind it.

    >>> party = party_of("ООО «Покупатель» (ИНН 7707083893, КПП 770701001)")
    >>> (party.name, party.tax_id, party.kpp)
    ('ООО «Покупатель»', '7707083893', '770701001')
    """
    text = " ".join(text[: 2 * _LONGEST].split())
    inn, kpp = _TAX_ID.search(text), _KPP.search(text)
    cuts = [match.start() for match in (inn, kpp) if match]
    name = text[: min(cuts)] if cuts and min(cuts) > 0 else _TAX_ID.sub("", text)
    tax_id = inn["inn"] if inn else ""
    trader = len(tax_id) == 12
    return Party(
        id="", name=name.strip(" ,;:("), kind="sole_trader" if trader else "company",
        country="RU" if tax_id else "", tax_id=tax_id, kpp=kpp["kpp"] if kpp else "", origin=origin,
    )  # fmt: skip


def has_legal_form(text: str) -> bool:
    """Whether a line holds a Russian legal form (ООО, АО, ИП)."""
    return bool(_LEGAL_FORM.search(text))
