"""Rows of the lists `parties` and `contracts` as records of the model."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from letters.errors import N_, Problem
from letters.law.cn import cnaps_is_valid
from letters.law.identifiers import identifier_problems
from letters.law.ru import inn_is_valid
from letters.model.contract import JURISDICTIONS, Contract
from letters.model.origin import Origin
from letters.model.party import Party
from letters.reading import vocabulary as words
from letters.reading.cells import Fault, each
from letters.reading.dates import proven_order, read_dates
from letters.reading.findings import Findings, Parsed
from letters.reading.headings import FIELDS
from letters.reading.locales import Locale
from letters.reading.numbers import days_of, fraction_of, percent_of, sheets_of
from letters.reading.tables import Table

_SEARCHED = 5000  # among more ids the search for the nearest takes longer than it helps


_WORDS = frozenset({"kind", "country", "language", "signatory_gender"})


def read_parties(table: Table) -> Parsed[Party]:
    """The parties of a table; identifiers are checked by the rules of the party's country.

    An empty `language` becomes that of the country; a leading zero that Excel took from an ИНН, a
    КПП, a БИК or a 行号 is put back where the check digit or the fixed length proves it.
    """
    found = Findings(table)
    columns: dict[str, Any] = {
        field: found.texts(field) for field in FIELDS["parties"] if field not in _WORDS
    }
    columns["kind"] = found.column("kind", each(words.choice(words.PARTY_KINDS)), "company")
    columns["country"] = found.column("country", each(words.country_of), "")
    columns["language"] = found.column("language", each(words.choice(words.LANGUAGES)), "")
    columns["signatory_gender"] = found.column(
        "signatory_gender", each(words.choice(words.GENDERS)), ""
    )
    parties = []
    restored: dict[str, list[tuple[int, str]]] = {}
    for index, number in enumerate(table.numbers):
        values = {field: column[index] for field, column in columns.items()}
        values["language"] = values["language"] or words.LANGUAGE_OF_COUNTRY.get(
            values["country"], ""
        )
        for field, value in _restored(values).items():
            values[field] = value
            restored.setdefault(field, []).append((index, value))
        party = Party(**values, origin=Origin(table.source, number))
        for problem in identifier_problems(party):
            found.add(index, problem)
        if index not in found.errors:
            parties.append(party)
    for field, places in restored.items():
        index, value = places[0]
        found.note(index, field, _zero_restored(value, len(places)), severity="warning")
    return found.parsed(parties, columns["id"])


def _restored(party: Mapping[str, str]) -> dict[str, str]:
    """The identifiers that lost their leading zero, whole again, where that is proven."""
    whole = {}
    if party["country"] == "RU" or (not party["country"] and party["kpp"]):  # Russia's alone
        tax_id = "0" + party["tax_id"]
        if len(tax_id) in {10, 12} and inn_is_valid(tax_id):
            whole["tax_id"] = tax_id
        for field in ("kpp", "bank_code"):  # nine characters always; a БИК begins with 0
            text = party[field]
            if len(text) == 8 and text.isdecimal() and text[0] != "0":  # Excel takes all zeros
                whole[field] = "0" + text
    elif (
        party["country"] == "CN"
        and party["bank_code"].isdecimal()
        and cnaps_is_valid("0" + party["bank_code"])
    ):
        whole["bank_code"] = "0" + party["bank_code"]
    return whole


def _zero_restored(value: str, count: int) -> Fault:
    return Fault(
        "identifier.zero_restored",
        N_("the leading zero was lost and is put back, as in {value}; rows: {count}"),
        N_("format the column as text, so that Excel keeps it"),
        {"value": value, "count": count},
    )


@dataclass(frozen=True, slots=True)
class Known:
    """The parties that contracts may name: all ids, and the records of the sound ones.

    `complete` is false when a list could not be read: then an unknown id proves nothing.
    """

    ids: Mapping[str, Party | None]
    complete: bool


def read_contracts(
    table: Table, locale: Locale, parties: Known, creditor: str, creditor_fault: Problem | None
) -> Parsed[Contract]:
    """The contracts of a table; `creditor` is our company, for rows that name none.

    `creditor_fault` says why our company is not known; it is the fault of those rows too.
    An empty `jurisdiction` becomes the creditor's country.
    """
    found = Findings(table)
    order = proven_order(table.columns.get("date", ()))
    optional = dict.fromkeys(FIELDS["contracts"], None)
    columns: dict[str, Any] = {
        "date": found.column("date", lambda cells: read_dates(cells, locale, order), None),
        "currency": found.column("currency", each(words.currency_of), ""),
        "jurisdiction": found.column("jurisdiction", each(words.choice(words.JURISDICTIONS)), ""),
        "payment_days": found.column("payment_days", each(days_of), None),
        "payment_days_kind": found.column(
            "payment_days_kind", each(words.choice(words.DAY_KINDS)), "calendar"
        ),
        "penalty_percent": found.column("penalty_percent", each(percent_of), None),
        "penalty_per": found.column(
            "penalty_per", each(words.choice(words.PENALTY_PERIODS)), "day"
        ),
        "penalty_of_key_rate": found.column("penalty_of_key_rate", each(fraction_of), None),
        "penalty_cap_percent": found.column("penalty_cap_percent", each(percent_of), None),
        "response_days": found.column("response_days", each(days_of), None),
        "sheets": found.column("sheets", each(sheets_of), None),
    }
    for field in optional.keys() - columns.keys():
        columns[field] = found.texts(field)
    contracts = []
    for index, number in enumerate(table.numbers):
        values = {field: column[index] for field, column in columns.items()}
        _refer(found, index, values, parties)
        if not values["creditor"]:
            values["creditor"] = creditor
            if creditor_fault:
                found.errors.setdefault(index, []).append(creditor_fault)
        _complete(found, index, values, parties)
        _contradictions(found, index, values)
        if index not in found.errors:
            contracts.append(Contract(**values, origin=Origin(table.source, number)))
    return found.parsed(contracts, columns["id"])


def _refer(found: Findings, index: int, values: Mapping[str, Any], parties: Known) -> None:
    for field in ("debtor", "creditor"):
        name = values[field]
        if name and name not in parties.ids and parties.complete:
            found.note(index, field, unknown_reference("parties", name, parties.ids))


def _complete(found: Findings, index: int, values: dict[str, Any], parties: Known) -> None:
    """Takes the law of a contract from its creditor."""
    if values["creditor"] and values["creditor"] == values["debtor"]:
        found.note(index, "creditor", _SAME_PARTY)
    creditor = parties.ids.get(values["creditor"])
    if creditor and not values["jurisdiction"]:
        if creditor.country in JURISDICTIONS:
            values["jurisdiction"] = creditor.country
        else:
            found.note(index, "jurisdiction", _NO_JURISDICTION)


def unknown_reference(name: str, value: str, ids: Mapping[str, object]) -> Fault:
    """An id that no row of the list `name` has; the nearest one is named."""
    near = words.nearest(value, ids) if len(ids) <= _SEARCHED else ""
    return Fault(
        "reference.unknown",
        N_("“{value}” is no id of the list {list}"),
        N_("did you mean {near}?") if near else N_("add a row with this id, or correct it"),
        {"value": value, "list": name, "near": near},
    )


def _contradictions(found: Findings, index: int, values: Mapping[str, Any]) -> None:
    if values["court"] and values["arbitration"]:
        found.note(index, "arbitration", _COURT_AND_ARBITRATION)
    if values["penalty_percent"] is not None and values["penalty_of_key_rate"] is not None:
        found.note(index, "penalty_of_key_rate", _TWO_PENALTIES)


_SAME_PARTY = Fault(
    "contract.same_party",
    N_("debtor and creditor are the same party"),
    N_("correct one of the two ids"),
)
_NO_JURISDICTION = Fault(
    "field.missing",
    N_("the law of the contract is not known: the creditor's country has none of ours"),
    N_("write RU, CN or ES here, or the creditor's country into the list of parties"),
)
_COURT_AND_ARBITRATION = Fault(
    "contract.court_and_arbitration",
    N_("the contract names both a court and an arbitration"),
    N_("leave one of the two fields empty"),
)
_TWO_PENALTIES = Fault(
    "contract.two_penalties",
    N_("the contract has both a percentage and a part of the key rate as its penalty"),
    N_("leave one of the two fields empty"),
)
