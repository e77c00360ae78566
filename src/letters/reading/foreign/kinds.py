"""What a row of somebody's account is, by its words and its side.

The words say what moved: goods or money, on their usual way or back. The side must agree with
them, and where the words say nothing the side alone never decides: such a row is refused by name.

    >>> words = Words(goods="发货", money="收款", goods_back="退货")
    >>> kind_of(Decimal(100), Decimal(0), ["销售发货"], words)
    ('shipment', Decimal('100'))
    >>> kind_of(Decimal(0), Decimal(100), ["发货"], words) is None
    True

Books of what the owner himself owes (应付账款, 400) are told in the same kinds, by what moves:
goods that come in are a `return`, money that goes out is a `refund`, so that the effect of every
row is debit − credit in the books of the file, whoever keeps them.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Literal

from letters.errors import N_, Problem
from letters.model.entry import EntryKind
from letters.model.origin import Origin
from letters.reading.cells import shown

Nature = Literal["goods", "money", "goods_back", "money_back", "offset", "correction"]

# By what moved: the kind in books of receivables, and in books of payables.
_RAISES: Mapping[Nature, tuple[EntryKind, EntryKind]] = {
    "money_back": ("refund", "payment"),
    "correction": ("correction", "correction"),
    "goods": ("shipment", "return"),
}
_LOWERS: Mapping[Nature, tuple[EntryKind, EntryKind]] = {
    "goods_back": ("return", "shipment"),
    "offset": ("offset", "correction"),
    "correction": ("correction", "correction"),
    "money": ("payment", "refund"),
}
_RED_RAISES: Mapping[Nature, tuple[EntryKind, EntryKind]] = {
    "money_back": ("refund", "payment"),
    "correction": ("correction", "correction"),
    "offset": ("correction", "correction"),
    "money": ("correction", "correction"),
}
_RED_LOWERS: Mapping[Nature, tuple[EntryKind, EntryKind]] = {
    "goods_back": ("return", "shipment"),
    "correction": ("correction", "correction"),
    "goods": ("correction", "correction"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Regular expressions, a nature each; `goods` are the words of a sale (or purchase)."""

    goods: str = ""
    money: str = ""
    goods_back: str = ""
    money_back: str = ""
    offset: str = ""
    correction: str = ""

    def speak_of(self, nature: Nature, text: str) -> bool:
        """Whether a text has one of the words of a nature."""
        pattern: str = getattr(self, nature)
        return bool(pattern) and _compiled(pattern).search(text) is not None


@lru_cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


def kind_of(
    debit: Decimal,
    credit: Decimal,
    texts: Sequence[str],
    words: Words,
    *,
    payable: bool = False,
    usual: Nature | None = None,
) -> tuple[EntryKind, Decimal] | None:
    """The kind and the amount of a row with one figure; None where its words do not tell.

    `texts` are asked in their order (the type of the document before its summary). `usual` is
    what the heading of the column itself says (`本期收回`), for rows whose words say nothing. A
    negative figure without words is a correction: it takes back what stands in its column.
    """
    effect = debit - credit
    raises = (effect > 0) != payable
    red = (debit or credit) < 0
    if red:
        texts = [" ".join(texts)]
        natures = _RED_RAISES if raises else _RED_LOWERS
    else:
        natures = _RAISES if raises else _LOWERS
    spoken = (
        nature for text in texts for nature in natures if text and words.speak_of(nature, text)
    )
    nature = next(spoken, "correction" if red else usual)
    if nature is None or nature not in natures:
        return None
    kind = natures[nature][payable]
    return kind, effect if kind == "correction" else abs(effect)


def untold(rows: Iterable[tuple[Origin, str]]) -> list[Problem]:
    """One finding for each text that does not tell a kind, at the first row that has it."""
    first: dict[str, Origin] = {}
    count: dict[str, int] = {}
    for origin, text in rows:
        first.setdefault(text, origin)
        count[text] = count.get(text, 0) + 1
    return [
        origin.problem(
            "", "kind.untold",
            N_("“{value}” does not tell whether goods or money moved (rows like this: {count})"),
            N_(
                "describe the file in import.toml as a format of your own, "
                "with these words under [formats.kinds]"
            ),
            value=shown(text), count=count[text],
        )
        for text, origin in first.items()
    ]  # fmt: skip
