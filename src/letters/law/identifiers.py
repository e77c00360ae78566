"""Identifiers and bank details of a party, checked by the rules of the party's country."""

from collections.abc import Callable, Iterable, Iterator, Mapping

from letters.errors import N_, Problem
from letters.law import cn, es, ru
from letters.law.findings import Shape, compact, findings, is_iban, is_placeholder, warning
from letters.model.party import Party

_COLUMNS = (
    "tax_id",
    "kpp",
    "registration_no",
    "bank_account",
    "bank_code",
    "correspondent_account",
)
_GENERIC_RFC = frozenset({"XAXX010101000", "XEXX010101000"})


def identifier_problems(party: Party) -> list[Problem]:
    """What is wrong with the numbers of a party, in the order of its fields.

    Error: a placeholder (all zeros), a length that cannot be. Warning: characters or a check digit
    that do not fit. A party of an unknown country is checked for placeholders and its IBAN only.
    """
    checks = _COUNTRIES.get(party.country.upper(), _nothing_known)
    return [*_placeholders(party), *checks(party), *_iban(party)]


def _placeholders(party: Party) -> Iterator[Problem]:
    for column in _COLUMNS:
        value = getattr(party, column)
        if is_placeholder(value):
            yield party.origin.problem(
                column,
                "identifier.placeholder",
                N_("{value} is a placeholder, not a number of {party}"),
                N_("write the real one, or leave the field empty"),
                value=value,
                party=party.id,
            )


def _iban(party: Party) -> Iterator[Problem]:
    account = compact(party.bank_account)
    if not is_iban(account):
        return
    from stdnum import iban

    lengths = (24,) if account.startswith("ES") else range(15, 35)  # ISO 13616
    shape = Shape(label="IBAN", lengths=lengths, pattern="[A-Z0-9]+", check=iban.is_valid)
    yield from findings(party, "bank_account", shape)


def _nothing_known(_: Party) -> list[Problem]:
    return []


def _mexico(party: Party) -> Iterator[Problem]:
    """RFC: 12 characters for a company, 13 for a person; the last one is a check digit."""
    from stdnum.mx import rfc

    if compact(party.tax_id) in _GENERIC_RFC:
        yield warning(
            party,
            "tax_id",
            "identifier.generic",
            N_("{value} is the RFC for anybody, not the one of {party}"),
            N_("ask the counterparty for its own"),
            value=party.tax_id,
            party=party.id,
        )
        return
    natural = party.kind in {"sole_trader", "person"}
    shape = Shape(
        label="RFC",
        lengths=(13,) if natural else (12,),
        pattern="[A-ZÑ&]{3,4}[0-9]{6}[A-Z0-9]{3}",
        check=lambda number: rfc.is_valid(number, validate_check_digits=True),
        length_hint=N_("a company's has 12 characters, a person's 13; see the column kind"),
    )
    yield from findings(party, "tax_id", shape)


def _colombia(party: Party) -> Iterator[Problem]:
    """NIT: nine digits, a dash, a check digit; without the dash a number may pass by luck."""
    from stdnum.co import nit

    if party.tax_id and "-" not in party.tax_id and not is_placeholder(party.tax_id):
        yield warning(
            party,
            "tax_id",
            "identifier.no_check_digit",
            N_("the NIT {value} shows no check digit"),
            N_("write it with its dash and digit, as in 890.903.938-8"),
            value=party.tax_id,
        )
        return
    shape = Shape(label="NIT", lengths=range(8, 12), check=nit.is_valid)
    yield from findings(party, "tax_id", shape)


def _peru(party: Party) -> Iterator[Problem]:
    from stdnum.pe import ruc

    shape = Shape(label="RUC", lengths=(11,), check=ruc.is_valid)
    yield from findings(party, "tax_id", shape)


def _chile(party: Party) -> Iterator[Problem]:
    from stdnum.cl import rut

    shape = Shape(label="RUT", lengths=(8, 9), pattern="[0-9]+[0-9K]", check=rut.is_valid)
    yield from findings(party, "tax_id", shape)


def _argentina(party: Party) -> Iterator[Problem]:
    from stdnum.ar import cuit

    shape = Shape(label="CUIT", lengths=(11,), check=cuit.is_valid)
    yield from findings(party, "tax_id", shape)


_COUNTRIES: Mapping[str, Callable[[Party], Iterable[Problem]]] = {
    "RU": ru.identifier_problems,
    "CN": cn.identifier_problems,
    "ES": es.identifier_problems,
    "MX": _mexico,
    "CO": _colombia,
    "PE": _peru,
    "CL": _chile,
    "AR": _argentina,
}
