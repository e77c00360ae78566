"""What a template may ask for: the fields, flags and lists of a kind of document."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Fields:
    """The names that a template of one kind may use.

    `scalars` are ready-made text for `{{ name }}`, `flags` are for `{% if name %}`, `lists` are
    for `{% for row in name %}` with the names that each row has; `mandatory` are the scalars and
    lists without which the document would not do its work, so every template prints them.

    >>> Fields.of({"total": "5,00", "is_overdue": True, "rows": [{"no": "1"}]}).lists["rows"]
    frozenset({'no'})
    """

    scalars: frozenset[str]
    flags: frozenset[str] = frozenset()
    lists: Mapping[str, frozenset[str]] = field(default_factory=dict)
    mandatory: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        """A name means one thing; what is mandatory can be printed (else ValueError)."""
        printed = self.scalars | self.lists.keys()
        if unknown := self.mandatory - printed:
            raise ValueError(f"mandatory, but not a field: {sorted(unknown)}")
        if len(printed | self.flags) < len(self.scalars) + len(self.lists) + len(self.flags):
            raise ValueError("a name stands for a text, a flag or a list, never for two of them")

    @classmethod
    def of(cls, view: Mapping[str, object], mandatory: Iterable[str] = ()) -> "Fields":
        """The fields of an example: a bool is a flag, a list of mappings a list, the rest text."""
        lists = {name: rows for name, rows in view.items() if isinstance(rows, list | tuple)}
        flags = frozenset(name for name, value in view.items() if isinstance(value, bool))
        return cls(
            scalars=frozenset(view) - flags - lists.keys(),
            flags=flags,
            lists={name: frozenset().union(*rows) for name, rows in lists.items()},
            mandatory=frozenset(mandatory),
        )

    @property
    def names(self) -> frozenset[str]:
        """All names of the first level."""
        return self.scalars | self.flags | self.lists.keys()
