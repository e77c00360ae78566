"""The kinds of documents, each with its figures, its view and its fields: one row a kind."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Protocol

from letters.documents.calculation import Cell, calculation_table
from letters.documents.demand_letter import demand_letter
from letters.documents.demand_view import FIELDS as DEMAND_FIELDS
from letters.documents.demand_view import demand_view
from letters.documents.difference_protocol import difference_protocol
from letters.documents.difference_view import FIELDS as DIFFERENCE_FIELDS
from letters.documents.difference_view import difference_view
from letters.documents.fields import Fields
from letters.documents.guarantee_letter import guarantee_letter
from letters.documents.guarantee_view import FIELDS as GUARANTEE_FIELDS
from letters.documents.guarantee_view import guarantee_view
from letters.documents.reconciliation_act import reconciliation_act
from letters.documents.reconciliation_view import FIELDS as ACT_FIELDS
from letters.documents.reconciliation_view import reconciliation_view
from letters.documents.selection import why_act, why_letter
from letters.errors import N_, Problem
from letters.model.case import Case
from letters.wording.base import Wording


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
    table: Callable[[Any], tuple[Sequence[str], list[list[Cell]]]] | None = None
    nothing_hint: str = ""
    why: Callable[[Any], Iterable[Problem]] = lambda _: ()


KINDS: Mapping[str, Kind] = {
    kind.name: kind
    for kind in (
        Kind(
            "guarantee_letter",
            guarantee_letter,
            guarantee_view,
            GUARANTEE_FIELDS,
            N_("nothing is owed on {as_of} under contract {contract}"),
            why=why_letter,
        ),
        Kind(
            "reconciliation_act",
            reconciliation_act,
            reconciliation_view,
            ACT_FIELDS,
            N_("no movement and no balance up to {as_of} under contract {contract}"),
            nothing_hint=N_("--include-empty makes the act all the same"),
            why=why_act,
        ),
        Kind(
            "demand_letter",
            demand_letter,
            demand_view,
            DEMAND_FIELDS,
            N_("nothing is overdue on {as_of} under contract {contract}"),
            calculation_table,
            why=why_letter,
        ),
        Kind(
            "difference_protocol",
            difference_protocol,
            difference_view,
            DIFFERENCE_FIELDS,
            N_("no movement and no balance up to {as_of} under contract {contract}"),
        ),
    )
}
