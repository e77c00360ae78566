"""The head of an акт сверки: between whom it is, for which period, under which contract."""

import datetime as dt
import re
from dataclasses import dataclass, field

from letters.errors import N_, Problem
from letters.model.party import Party
from letters.reading.foreign.found import NamedContract
from letters.reading.foreign.onec_captions import contract_in, party_of
from letters.reading.foreign.onec_dates import period_in
from letters.reading.foreign.onec_figures import titles
from letters.reading.foreign.sheets import Header
from letters.reading.tables import Grid
from letters.reading.vocabulary import folded

_BY_DATA = re.compile(
    r"По данным\s+(?P<name>.+?)(?:,?\s*(?P<unit>руб\w*\.?|[A-Z]{3}|евро))?\s*:?$", re.DOTALL
)
_BETWEEN = re.compile(
    r"\bмежду:?\s+(?P<both>.+?)(?=\s+по (?:договор|контракт|состоянию)|\s+за период|$)",
    re.IGNORECASE | re.DOTALL,
)
_CURRENCIES = {"евро": "EUR"}


@dataclass(slots=True)
class Act:
    """What the head of an act says."""

    source: str
    owner: Party = field(default=Party(id="", name=""))
    other: Party = field(default=Party(id="", name=""))
    first: dt.date | None = None
    last: dt.date | None = None
    contract: NamedContract = field(default=NamedContract())
    currency: str = ""
    problems: list[Problem] = field(default_factory=list)


def act_of(grid: Grid, head: Header, second: int) -> Act:
    """Owners of the halves, period, contract and currency, from what stands above the table.

    `second` is the column where the right half begins, 0 if there is none.
    """
    act = Act(grid.source)
    texts = list(titles(grid.rows[: head.top]))
    whole = "\n".join(text for _, text in texts)
    by_data = [(place, found) for place, text in texts if (found := _BY_DATA.match(text))]
    names = [found["name"].strip(" ,") for _, found in by_data]
    if len(names) == 1 and by_data[0][0] >= second > 0:
        names.insert(0, "")
    between = _between(whole)
    left, right = [*names, "", ""][:2]
    parties = [party_of(name) for name in between]
    if (
        left
        and len(parties) == 2
        and _same(parties[1].name, left)
        and not _same(parties[0].name, left)
    ):
        parties.reverse()
    owner, other = [*parties, party_of(left), party_of(right)][:2] if len(parties) == 2 else (
        party_of(left), party_of(right)
    )  # fmt: skip
    act.owner, act.other = owner, other
    act.first, act.last = period_in(whole)
    act.contract = contract_in(whole)
    unit = next((found["unit"] for _, found in by_data if found["unit"]), "")
    act.currency = "RUB" if unit.lower().startswith("руб") else _CURRENCIES.get(unit, unit)
    if not other.name:
        act.problems.append(
            Problem(
                act.source, "", "act.no_parties", N_("the act does not say between whom it is"),
                N_("export it with its title: “между … и …”, “По данным …”"),
            )
        )  # fmt: skip
    return act


def _same(one: str, other: str) -> bool:
    return folded(one) == folded(other)


def _between(text: str) -> list[str]:
    """Both names of `между ООО «А» (ИНН …) и ООО «Б и В» (ИНН …)`; an `и` within quotes is none."""
    match = _BETWEEN.search(text)
    if not match:
        return []
    lines = match["both"].split("\n")
    for count in range(1, min(len(lines), 3) + 1):
        both = " ".join(lines[:count])
        for word in re.finditer(r"\s+и\s+", both):
            left, right = both[: word.start()], both[word.end() :]
            if _is_whole(left) and _is_whole(right):
                return [left, right]
    return []


def _is_whole(name: str) -> bool:
    """Whether the quotes and brackets of a name pair."""
    return not name.count('"') % 2 and all(
        name.count(opening) == name.count(closing) for opening, closing in ("«»", "()")
    )
