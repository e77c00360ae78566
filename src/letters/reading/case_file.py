"""YAML: a self-contained case, or lists among the data of a workspace. Every value stays text.

Nothing is constructed from the file: tags are ignored, an anchor may repeat a text but no block,
and a key that stands twice is refused (other readers silently take the last one). Rows are lines
of the file.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from letters.errors import N_, DataError, Problem
from letters.reading.headings import ListName, list_named
from letters.reading.tables import Table, build_table

Plain = str | list["Plain"] | dict[str, "Plain"]
_NOTHING = frozenset({"", "~", "null", "Null", "NULL"})


@dataclass(frozen=True, slots=True)
class CaseFile:
    """The lists of a YAML file, and everything else in it as settings."""

    tables: Sequence[Table]
    settings: Mapping[str, object]
    problems: Sequence[Problem]


def read_yaml(text: str, source: str) -> CaseFile:
    """The content of a YAML file; DataError when it is no YAML, or no mapping of names."""
    from ruamel.yaml import YAML
    from ruamel.yaml.error import MarkedYAMLError, YAMLError
    from ruamel.yaml.nodes import MappingNode

    try:
        root = YAML(typ="base", pure=True).compose(text)
    except MarkedYAMLError as error:
        raise DataError(
            N_("line {row} is not YAML: {error}"),
            N_("compare it with case.yaml of a new workspace: letters init FOLDER"),
            row=error.problem_mark.line + 1 if error.problem_mark else 1,
            error=error.problem or "",
        ) from None
    except (YAMLError, RecursionError) as error:
        raise DataError(N_("this is not YAML: {error}"), error=str(error)) from None
    _refuse_aliases(root)
    if not isinstance(root, MappingNode):
        raise DataError(
            N_("the file does not begin with names such as parties:, contracts:, ledger:"),
            N_("compare it with case.yaml of a new workspace: letters init FOLDER"),
        )
    tables, settings = [], {}
    problems: list[Problem] = []
    for key, node in _pairs(root, source, problems):
        name = list_named(key)
        if name:
            tables += _tables(name, node, source, problems)
        else:
            settings[key] = _plain(node, source, problems)
    return CaseFile(tables, settings, problems)


def _refuse_aliases(root: Any) -> None:
    """A block that an alias repeats: a file of a hundred lines may stand for a billion."""
    seen: set[int] = set()
    waiting = [root]
    while waiting:
        node = waiting.pop()
        if node is None or isinstance(node.value, str):
            continue
        if id(node) in seen:
            raise DataError(
                N_("line {row} is repeated elsewhere by an alias (*name)"),
                N_("write the block out at each place"),
                row=_line(node),
            )
        seen.add(id(node))
        for item in node.value:
            waiting += item if isinstance(item, tuple) else (item,)


def _pairs(node: Any, source: str, problems: list[Problem]) -> list[tuple[str, Any]]:
    """The entries of a mapping; of a key that stands twice the first one counts."""
    pairs: dict[str, Any] = {}
    for key, value in node.value:
        name = str(key.value).strip()
        if key.id != "scalar":
            problems.append(_no_name(source, _line(key)))
        elif name in pairs:
            problems.append(_doubled(source, _line(key), name, _line(pairs[name])))
        else:
            pairs[name] = value
    return list(pairs.items())


def _tables(name: ListName, node: Any, source: str, problems: list[Problem]) -> list[Table]:
    """The one table of a list, or none if it is empty or misshapen."""
    if node.id == "scalar" and _text(node) == "":
        return []
    records = node.value if node.id == "sequence" else None
    if records is None or any(record.id != "mapping" for record in records):
        problems.append(
            Problem.at(
                source, _line(node), name, "yaml.shape",
                N_("this is not a list of records"),
                N_("begin each record with “- ” and write its fields below one another"),
            )
        )  # fmt: skip
        return []
    rows = []
    headings: dict[str, None] = {}
    for record in records:
        cells = {
            key: _cell(key, value, source, problems)
            for key, value in _pairs(record, source, problems)
        }
        headings |= dict.fromkeys(cells)
        rows.append((_line(record), cells))
    body = ((line, [cells.get(key, "") for key in headings]) for line, cells in rows)
    return [build_table(source, name, _line(node), list(headings), body)] if rows else []


def _cell(key: str, node: Any, source: str, problems: list[Problem]) -> str:
    if node.id == "scalar":
        return _text(node)
    if node.id == "sequence" and all(part.id == "scalar" for part in node.value):
        return ";".join(map(_text, node.value))
    problems.append(
        Problem.at(
            source, _line(node), key, "yaml.shape",
            N_("the field holds other fields instead of a value"),
            N_("write one value, in quotes if it holds a colon"),
        )
    )  # fmt: skip
    return ""


def _plain(node: Any, source: str, problems: list[Problem]) -> Plain:
    """Settings: texts, lists and mappings of them."""
    if node.id == "scalar":
        return _text(node)
    if node.id == "sequence":
        return [_plain(part, source, problems) for part in node.value]
    return {
        key: _plain(value, source, problems) for key, value in _pairs(node, source, problems)
    }  # fmt: skip


def _text(node: Any) -> str:
    return "" if node.style is None and node.value in _NOTHING else str(node.value)


def _line(node: Any) -> int:
    return int(node.start_mark.line) + 1


def _no_name(source: str, line: int) -> Problem:
    return Problem.at(
        source, line, "", "yaml.key",
        N_("what stands before the colon is no name"),
        N_("write one word before the colon"),
    )  # fmt: skip


def _doubled(source: str, line: int, name: str, first: int) -> Problem:
    return Problem.at(
        source, line, name, "yaml.doubled_key",
        N_("the name stands twice, first in line {first}"),
        N_("delete one of them"),
        first=first,
    )  # fmt: skip
