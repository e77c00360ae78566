"""Numbers by pattern: `АС-{year}-{seq:04}` gives АС-2026-0001, АС-2026-0002, ...

A pattern with the date filled in is a *series*, and each series counts from 1 on its own: with
`{year}` in the pattern the numbers restart each year. Two kinds of letters that share a pattern
share the series, so a number never names two letters.
"""

import datetime as dt
import string
from dataclasses import dataclass

from letters.errors import N_, UsageError

_NO_SEQ = N_(
    "{source}, [numbering] {kind}: the pattern “{pattern}” must contain {{seq}} exactly once"
)
_FIELD = N_(
    "{source}, [numbering] {kind}: the pattern “{pattern}” may hold only "
    "{{seq}}, {{seq:04}}, {{year}}, {{quarter}} and {{month}}"
)
_BRACE = N_("{source}, [numbering] {kind}: the pattern “{pattern}” has a brace without its partner")
_UNPRINTABLE = N_(
    "{source}, [numbering] {kind}: the pattern “{pattern}” holds a character that cannot be printed"
)
_TOO_LONG = N_(
    "{source}, [numbering] {kind}: the pattern “{pattern}” makes numbers that fit no file name"
)
_LONGEST = 120  # bytes of a file name, which also says the kind and the counterparty
_EXAMPLE = N_("write for example A-{{year}}-{{seq:04}}")


@dataclass(frozen=True, slots=True)
class Series:
    """What stands before and after the running number, and its least count of digits.

    The width is no part of the name: `{seq:04}` made wider in mid-year goes on counting.
    """

    before: str
    after: str
    width: int

    @property
    def name(self) -> str:
        """The series as the register knows it: `АС-2026-{seq}`."""
        return f"{self.before}{{seq}}{self.after}"

    def number(self, seq: int) -> str:
        """The printed number; `seq` counts from 1."""
        return f"{self.before}{str(seq).zfill(self.width)}{self.after}"


def series_of(
    pattern: str, day: dt.date, *, kind: str = "", source: str = "letters.toml"
) -> Series:
    """The series of the letters dated `day`; `{year}`, `{quarter}` (1-4) and `{month}` (01-12).

    >>> series_of("АС-{year}-{seq:04}", dt.date(2026, 9, 30)).number(7)
    'АС-2026-0007'

    A pattern that cannot be followed is a UsageError that names `source` and the `kind`.
    """
    values = {
        "year": f"{day.year:04}",
        "quarter": str((day.month + 2) // 3),
        "month": f"{day.month:02}",
    }
    refusal: str | None = None
    sides, width = [""], 0
    try:
        parts = list(string.Formatter().parse(pattern))
    except ValueError:
        parts, refusal = [], _BRACE
    for text, name, spec, conversion in parts:
        sides[-1] += text
        if name == "seq" and not conversion and _is_width(spec or ""):
            width = int(spec or 0)
            sides.append("")
        elif name in values and not conversion and not spec:
            sides[-1] += values[name]
        elif name is not None:
            refusal = refusal or _FIELD
    if refusal is None and not pattern.isprintable():
        refusal = _UNPRINTABLE
    if refusal is None and len(sides) != 2:
        refusal = _NO_SEQ
    if refusal is None and len("".join(sides).encode()) + max(width, 12) > _LONGEST:
        refusal = _TOO_LONG
    if refusal is not None:
        raise UsageError(refusal, _EXAMPLE, source=source, kind=kind, pattern=pattern)
    return Series(sides[0], sides[1], width)


def _is_width(spec: str) -> bool:
    return not spec or (spec.isascii() and spec.isdigit() and int(spec) <= 12)
