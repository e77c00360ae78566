"""The kinds of documents, each with its figures, its view and its fields: one row a kind."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Any, Protocol

from letters.documents.fields import Fields
from letters.errors import N_, Problem
from letters.model.case import Case
from letters.wording.base import Wording

if TYPE_CHECKING:
    from letters.documents.calculation import Cell


class Figures(Protocol):
    """What every kind computes: the case, the main figure, what to warn of, and `--json`."""

    @property
    def case(self) -> Case:
        """The facts it was computed from."""

    @property
    def main_figure(self) -> Decimal:
        """The amount that the register keeps and that stands in words; never negative."""

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """What the user should look at; nothing that stops the letter."""

    def as_json(self) -> dict[str, object]:
        """The fields of the public contract."""


View = tuple[dict[str, object], tuple[Problem, ...]]


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind: `compute(case, options)` gives None when there is nothing to write about.

    `view(figures, wording, number)` is the template's text; `nothing` says why nothing is made,
    `nothing_hint` how to have it made all the same, `why(figures)` why it is made;
    `table(figures)` are heads and rows for a copy in a spreadsheet, where the kind has any.
    """

    name: str
    compute: Callable[[Case, Any], Figures | None]
    view: Callable[[Any, Wording, str], View]
    fields: Fields
    nothing: str
    table: Callable[[Any], tuple[Sequence[str], list[list["Cell"]]]] | None = None
    nothing_hint: str = ""
    why: Callable[[Any], Iterable[Problem]] = lambda _: ()


@cache
def _guarantee_letter() -> Kind:
    from letters.documents.guarantee_letter import guarantee_letter
    from letters.documents.guarantee_view import FIELDS, guarantee_view
    from letters.documents.selection import why_letter

    return Kind(
        "guarantee_letter",
        guarantee_letter,
        guarantee_view,
        FIELDS,
        N_("nothing is owed on {as_of} under contract {contract}"),
        why=why_letter,
    )


@cache
def _reconciliation_act() -> Kind:
    from letters.documents.reconciliation_act import reconciliation_act
    from letters.documents.reconciliation_view import FIELDS, reconciliation_view
    from letters.documents.selection import why_act

    return Kind(
        "reconciliation_act",
        reconciliation_act,
        reconciliation_view,
        FIELDS,
        N_("no movement and no balance up to {as_of} under contract {contract}"),
        nothing_hint=N_("--include-empty makes the act all the same"),
        why=why_act,
    )


@cache
def _demand_letter() -> Kind:
    from letters.documents.calculation import calculation_table
    from letters.documents.demand_letter import demand_letter
    from letters.documents.demand_view import FIELDS, demand_view
    from letters.documents.selection import why_letter

    return Kind(
        "demand_letter",
        demand_letter,
        demand_view,
        FIELDS,
        N_("nothing is overdue on {as_of} under contract {contract}"),
        calculation_table,
        why=why_letter,
    )


@cache
def _difference_protocol() -> Kind:
    from letters.documents.difference_protocol import difference_protocol
    from letters.documents.difference_view import FIELDS, difference_view

    return Kind(
        "difference_protocol",
        difference_protocol,
        difference_view,
        FIELDS,
        N_("no movement and no balance up to {as_of} under contract {contract}"),
    )


_KINDS: Mapping[str, Callable[[], Kind]] = {
    "guarantee_letter": _guarantee_letter,
    "reconciliation_act": _reconciliation_act,
    "demand_letter": _demand_letter,
    "difference_protocol": _difference_protocol,
}


class _Kinds(Mapping[str, Kind]):
    """The kinds by name, each imported when it is asked for: a letter waits for its own only."""

    def __getitem__(self, name: str) -> Kind:
        return _KINDS[name]()

    def __iter__(self) -> Iterator[str]:
        return iter(_KINDS)

    def __len__(self) -> int:
        return len(_KINDS)


KINDS: Mapping[str, Kind] = _Kinds()
