"""Papers that a sentence leans on, in the case it needs: «на основании Устава», «по договору»."""

import re
from collections.abc import Sequence

from letters.errors import N_
from letters.model.contract import Contract
from letters.wording.ru_cases import Case, Declined
from letters.wording.ru_positions import decline_adjective, with_ending
from letters.wording.ru_text import bind, lower_first, quotes

BASIS_UNKNOWN = N_("“{text}” was not declined: such a basis of authority is not known")

# Nominative -> genitive, dative.
_PAPERS = {
    nominative: (genitive, dative)
    for nominative, genitive, dative in (
        ("акт", "акта", "акту"),
        ("выписка", "выписки", "выписке"),
        ("доверенность", "доверенности", "доверенности"),
        ("договор", "договора", "договору"),
        ("заказ", "заказа", "заказу"),
        ("закон", "закона", "закону"),
        ("запись", "записи", "записи"),
        ("контракт", "контракта", "контракту"),
        ("лист", "листа", "листу"),
        ("определение", "определения", "определению"),
        ("оферта", "оферты", "оферте"),
        ("положение", "положения", "положению"),
        ("постановление", "постановления", "постановлению"),
        ("приказ", "приказа", "приказу"),
        ("протокол", "протокола", "протоколу"),
        ("распоряжение", "распоряжения", "распоряжению"),
        ("решение", "решения", "решению"),
        ("свидетельство", "свидетельства", "свидетельству"),
        ("соглашение", "соглашения", "соглашению"),
        ("спецификация", "спецификации", "спецификации"),
        ("счёт", "счёта", "счёту"),
        ("счет", "счета", "счету"),
        ("устав", "устава", "уставу"),
    )
}
_GENITIVES = frozenset(genitive for genitive, _ in _PAPERS.values())
_NAMED_WITH_A_CAPITAL = ("устав", "положени")
_CYRILLIC = re.compile("[А-ЯЁа-яё]")


def decline_basis(basis: str) -> Declined:
    r"""The basis of authority in the genitive, as it stands inside a sentence.

    >>> decline_basis("Доверенность № 5 от 01.02.2026").text.replace("\u00a0", " ")
    'доверенности № 5 от 01.02.2026'

    A basis that was written in the genitive already («Устава») is taken as it is.
    """
    text = " ".join(basis.split())
    first, *others = re.split(r"(\sи\s)", text)
    declined = first if _is_genitive(first) else decline_paper(first, "genitive")
    if declined is None or re.search(r"(?i),\s\w+(?:ая|ый|ое)\b", text):
        return Declined(bind(text), sure=False, reason=BASIS_UNKNOWN)
    declined += "".join(decline_paper(part, "genitive") or part for part in others)
    if not declined.lower().startswith(_NAMED_WITH_A_CAPITAL):
        declined = lower_first(declined)
    return Declined(bind(declined), sure=True)


def contract_phrases(contracts: Sequence[Contract]) -> list[str]:
    """Each contract after «по»: `договору поставки № 15/П от 01.02.2025`."""
    return [
        bind(f"{_title_dative(contract.title)} № {contract.number} от {contract.date:%d.%m.%Y}")
        for contract in contracts
    ]


def decline_paper(text: str, case: Case) -> str | None:
    """`text` with its head, a known paper and the adjectives before it, in `case`; else None."""
    words = text.split(" ")
    for place, word in enumerate(words):
        if forms := _PAPERS.get(word.lower()):
            before = [decline_adjective(adjective, case) for adjective in words[:place]]
            if None in before:
                return None
            head = with_ending(word, 1, forms[0 if case == "genitive" else 1][1:])
            return " ".join([*(part or "" for part in before), head, *words[place + 1 :]])
    return None


def _is_genitive(text: str) -> bool:
    """Whether `text` begins with a known paper in the genitive, and its adjectives."""
    for word in text.split(" "):
        if word.lower() in _GENITIVES:
            return True
        if not re.fullmatch(r"(?i)\w+(?:ого|его|ой|ей)", word):
            return False
    return False


def _title_dative(title: str) -> str:
    """A title that cannot be declined is quoted; one in another script is left out.

    Number and date name the contract beyond doubt, and no other language stands in the sentence.
    """
    text = " ".join(title.split())
    if declined := decline_paper(lower_first(text), "dative"):
        return quotes(declined)
    return f"договору «{text}»" if _CYRILLIC.search(text) else "договору"
