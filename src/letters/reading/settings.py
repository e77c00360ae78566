"""letters.toml, or the settings of a case file, as typed `Settings`; unknown keys are named.

Every key that the program knows stands in `_OPTIONS` with the reader of its value; a new option is
one line there.
"""

import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from typing import cast

from letters.errors import N_, DataError, Problem, UsageError
from letters.law import law_for
from letters.model.origin import Origin
from letters.model.settings import DEFAULT_NUMBERING, LAW_FIRM, Settings
from letters.reading.locales import LOCALES, find_locale
from letters.reading.vocabulary import LANGUAGES, folded, nearest

FORMATS = ("docx", "pdf")


class _Unfit(Exception):
    """A value that an option cannot have; `wanted` says what it can, out of `options`."""

    def __init__(self, wanted: str, options: Iterable[str] = ()) -> None:
        super().__init__(wanted)
        self.wanted = wanted
        self.options = ", ".join(options)


def read_toml(text: str) -> Mapping[str, object]:
    """The content of letters.toml, numbers exact; DataError with the line for no valid TOML."""
    try:
        return tomllib.loads(text, parse_float=Decimal)
    except (tomllib.TOMLDecodeError, RecursionError, ValueError) as error:
        raise DataError(
            N_("this is not TOML: {error}"), N_('texts need quotes: creditor = "our-id"'),
            error=str(error),
        ) from None  # fmt: skip


def settings_from(data: Mapping[str, object], source: str) -> tuple[Settings, list[Problem]]:
    """Typed settings and what is wrong with them; a value at fault is left at its default.

    Values may be typed (TOML) or all texts (YAML).
    """
    values: dict[str, object] = {}
    problems = []
    for key, value in _flat(data):
        if key not in _OPTIONS:
            problems.append(_unknown(key, source))
            continue
        try:
            values[key] = _OPTIONS[key](value)
        except _Unfit as error:
            problems.append(_misfit(key, value, error, source))
    law: dict[str, dict[str, object]] = {}
    guarantee: dict[str, object] = {}
    law_firm: dict[str, str] = {}
    numbering = dict(DEFAULT_NUMBERING)
    for key, value in values.items():
        section, _, name = key.partition(".")
        if section == "law":
            jurisdiction, _, option = name.partition(".")
            law.setdefault(jurisdiction, {})[option] = value
        elif section == "numbering":
            numbering[name] = str(value)
        elif section == "guarantee_letter":
            guarantee[name] = value
        elif section == "law_firm":
            law_firm[name] = str(value)
    problems += _law_problems(law, source)
    defaults = Settings(creditor="")
    settings = Settings(
        creditor=str(values.get("creditor", "")),
        language=str(values.get("language", "")),
        formats=cast(tuple[str, ...], values.get("formats", defaults.formats)),
        numbering=numbering,
        ageing_edges=cast(tuple[int, ...], values.get("ageing.edges", defaults.ageing_edges)),
        law=law,
        guarantee_letter=guarantee,
        law_firm=law_firm,
        locale=str(values.get("locale", "")),
        origin=Origin(source),
    )
    return settings, problems


def _law_problems(law: Mapping[str, Mapping[str, object]], source: str) -> Iterator[Problem]:
    """Options that the law itself does not take, alone or together."""
    for jurisdiction, options in law.items():
        try:
            law_for(jurisdiction).late_payment(options)
        except UsageError as error:
            key = f"law.{jurisdiction}.{error.params['name']}"
            params = {**error.params, "key": key}
            yield Problem(source, N_("{key}"), "settings.law", error.message, error.hint, params)


def _flat(data: Mapping[str, object], before: str = "") -> Iterator[tuple[str, object]]:
    """The settings by dotted key, as `law.RU.moratorium_2022`."""
    for key, value in data.items():
        dotted = f"{before}{key}"
        if isinstance(value, Mapping) and value:
            yield from _flat(value, f"{dotted}.")
        else:
            yield dotted, value


def _unknown(key: str, source: str) -> Problem:
    near = nearest(key, _OPTIONS) or nearest(
        key.rpartition(".")[2], {option.rpartition(".")[2]: option for option in _OPTIONS}
    )
    return Problem(
        source, N_("{key}"), "settings.unknown_key",
        N_("there is no such setting"),
        N_("did you mean {near}?")
        if near
        else N_("delete it, or see letters.toml of a new workspace: letters init FOLDER"),
        {"key": key, "near": near},
    )  # fmt: skip


def _misfit(key: str, value: object, error: _Unfit, source: str) -> Problem:
    return Problem(
        source, N_("{key}"), "settings.value",
        N_("“{value}” does not fit here"),
        error.wanted,
        {"key": key, "value": str(value), "options": error.options},
    )  # fmt: skip


def _text(value: object) -> str:
    if isinstance(value, bool) or not isinstance(value, str | int) or not str(value).strip():
        raise _Unfit(N_("write a text in quotes"))
    return str(value).strip()


def _pattern(value: object) -> str:
    pattern = _text(value)
    if "{seq" not in pattern:
        raise _Unfit(N_("the pattern of a number needs {{seq}}, as in АС-{{year}}-{{seq:04}}"))
    return pattern


def _language(value: object) -> str:
    found = LANGUAGES.get(folded(value)) if isinstance(value, str) else None
    if not found:
        raise _Unfit(N_("write ru, zh or es"))
    return found


def _locale(value: object) -> str:
    if not isinstance(value, str) or not value or find_locale(value) is None:
        raise _Unfit(N_("write one of: {options}"), LOCALES)
    return value


def _formats(value: object) -> tuple[str, ...]:
    formats = [value] if isinstance(value, str) else value
    if not isinstance(formats, list) or not formats or not all(item in FORMATS for item in formats):
        raise _Unfit(N_('write ["docx", "pdf"], or one of them'))
    return tuple(dict.fromkeys(formats))


def _edges(value: object) -> tuple[int, ...]:
    try:
        edges = [int(str(item)) for item in value] if isinstance(value, list) else []
    except ValueError:
        edges = []
    if not edges or edges[0] < 1 or edges != sorted(set(edges)):
        raise _Unfit(N_("write whole days in ascending order, as [30, 60, 90, 120]"))
    return tuple(edges)


def _flag(value: object) -> bool:
    known = {"true": True, "false": False}
    if str(value).lower() not in known:
        raise _Unfit(N_("write true or false"))
    return known[str(value).lower()]


def _as_given(value: object) -> object:
    """An option of a law: its own module reads the value."""
    return value


_OPTIONS: Mapping[str, Callable[[object], object]] = {
    "creditor": _text,
    "language": _language,
    "formats": _formats,
    "locale": _locale,
    **{f"numbering.{kind}": _pattern for kind in DEFAULT_NUMBERING},
    "ageing.edges": _edges,
    "law.RU.moratorium_2022": _as_given,
    "law.CN.statutory": _as_given,
    "law.CN.lpr_multiplier": _as_given,
    "law.CN.year_days": _as_given,
    "law.CN.payments": _as_given,
    "law.ES.payments": _as_given,
    **{f"law_firm.{fact}": _text for fact in LAW_FIRM},
    "guarantee_letter.keeps_original_due_dates": _flag,
}
