"""import.toml: what only the user knows about the files that he imports.

```toml
[parties]                                   # names in files -> ids of our parties
"Ромашка (старое название)" = "romashka"

[contracts]                                 # parties -> the contract of rows that name none
romashka = "romashka-15"

[[formats]]                                 # a table that letters does not know
name = "Our CRM"
locale = "ru"
currency = "RUB"
kind = "shipment"                           # or a column for it, and [formats.kinds]
[formats.columns]                           # its headings -> fields
"Клиент" = "name"
"ИНН клиента" = "tax_id"
"Отгружено" = "date"
"Накладная" = "number"
"На сумму" = "amount"
```
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from letters.errors import N_, DataError
from letters.model.entry import ENTRY_KINDS
from letters.reading.encoding import decode
from letters.reading.locales import UNDECLARED, Locale, find_locale
from letters.reading.settings import read_toml
from letters.reading.vocabulary import folded, nearest

RULES = "import.toml"
PARTY_FIELDS = ("name", "tax_id", "kpp", "bank_account", "address", "phone", "email")
FIELDS = (
    *PARTY_FIELDS,
    "date", "kind", "amount", "debit", "credit", "number", "currency", "document_type",
    "contract", "contract_date", "due_date", "delivery_number", "delivery_date",
    "counterparty_number", "description",
)  # fmt: skip
_OPTIONS = ("name", "columns", "kinds", "kind", "currency", "locale")


@dataclass(frozen=True, slots=True, kw_only=True)
class MappedFormat:
    """A table of the user's own: `columns` are its headings by field."""

    name: str
    columns: Mapping[str, str]
    kinds: Mapping[str, str] = field(default_factory=dict)
    kind: str = ""
    currency: str = ""
    locale: Locale = UNDECLARED


@dataclass(frozen=True, slots=True)
class Rules:
    """Ids of parties by the name a file gives them, of contracts by party, and own formats."""

    parties: Mapping[str, str] = field(default_factory=dict)
    contracts: Mapping[str, str] = field(default_factory=dict)
    formats: tuple[MappedFormat, ...] = ()


def read_rules(workspace: Path) -> Rules:
    """The rules of a workspace; none without the file. Raises DataError that names the key."""
    try:
        data = read_toml(decode((workspace / RULES).read_bytes()))
    except FileNotFoundError:
        return Rules()
    except OSError as error:
        raise DataError(
            N_("the file cannot be opened: {error}"),
            N_("close it in other programs and check its permissions"),
            error=error.strerror or str(error),
        ) from None
    for key in data:
        if key not in ("parties", "contracts", "formats"):
            raise _unknown(key, ("parties", "contracts", "formats"))
    formats = data.get("formats", [])
    if not isinstance(formats, list):
        raise DataError(N_("“formats” is no list of tables"), N_("write it as [[formats]]"))
    return Rules(
        parties=_texts(data, "parties"),
        contracts=_texts(data, "contracts"),
        formats=tuple(map(_format, formats)),
    )


def _format(data: object) -> MappedFormat:
    if not isinstance(data, dict):
        raise DataError(N_("“formats” is no list of tables"), N_("write it as [[formats]]"))
    for key in data:
        if key not in _OPTIONS:
            raise _unknown(key, _OPTIONS)
    columns: dict[str, str] = {}
    for heading, name in _texts(data, "columns").items():
        if name not in FIELDS:
            raise _unknown(name, FIELDS)
        if name in columns:
            raise DataError(
                N_("two columns are called {field}"), N_("leave one of them out"), field=name
            )
        columns[name] = heading
    kinds = {folded(word): kind for word, kind in _texts(data, "kinds").items()}
    own = MappedFormat(
        name=str(data.get("name", "")),
        columns=columns,
        kinds=kinds,
        kind=str(data.get("kind", "")),
        currency=str(data.get("currency", "")),
        locale=_locale(str(data.get("locale", ""))),
    )
    _check(own)
    return own


def _check(own: MappedFormat) -> None:
    for kind in (*own.kinds.values(), *filter(None, [own.kind])):
        if kind not in ENTRY_KINDS:
            raise _unknown(kind, ENTRY_KINDS)
    sums = {"amount", "debit", "credit"} & own.columns.keys()
    if not own.name or sums not in ({"amount"}, {"debit", "credit"}):
        raise DataError(
            N_("a format needs a name, and a column for amount (or for debit and credit)"),
            N_("add them to [[formats]] in import.toml"),
        )
    if "date" not in own.columns or not {"name", "tax_id"} & own.columns.keys():
        raise DataError(
            N_("a format needs columns for date, and for name or tax_id"),
            N_("add them to [formats.columns] in import.toml"),
        )
    if sums == {"amount"} and not own.kind and "kind" not in own.columns:
        raise DataError(
            N_("it is not said what the amounts are"),
            N_('write kind = "shipment", or name the column of the kind'),
        )


def _locale(name: str) -> Locale:
    if locale := find_locale(name):
        return locale
    raise DataError(
        N_("“{value}” is no locale"), N_('write "ru", "es", "zh" or "en_US"'), value=name
    )


def _texts(data: Mapping[str, object], key: str) -> Mapping[str, str]:
    table = data.get(key, {})
    if not isinstance(table, dict) or not all(isinstance(text, str) for text in table.values()):
        raise DataError(
            N_('“{key}” must hold texts: "theirs" = "ours"'), N_("put quotes around them"),
            key=key,
        )  # fmt: skip
    return table


def _unknown(word: str, known: tuple[str, ...]) -> DataError:
    near = nearest(word, known)
    return DataError(
        N_("“{word}” is not known here"),
        N_("did you mean {near}?") if near else N_("one of: {known}"),
        word=word,
        near=near,
        known=", ".join(known),
    )
