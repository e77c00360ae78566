"""What a letter must say about its parties; one missing field refuses the letter.

Identifiers and bank details follow the party's country, the person who signs follows the form of
the letter's language (ГК and ГОСТ Р 7.0.97 practice for ru; 合同编通则解释 22 for zh, where the
signature stays blank; art. 812 LEC practice for es, where the signatory's DNI is printed; who
comes from another country may write the number of his own paper by hand).
"""

import re
from collections.abc import Iterable

from letters.errors import N_, Problem
from letters.model.case import Case
from letters.model.party import Party

_IDENTIFIERS = {
    "RU": ("tax_id", "registration_no"),
    "CN": ("tax_id",),
    "ES": ("tax_id",),
}
_BANK = {
    "RU": ("bank_name", "bank_account", "bank_code", "correspondent_account"),
    "CN": ("bank_name", "bank_account"),
    "ES": ("bank_account",),
}
_ANY_BANK = ("bank_name", "bank_account")
_SIGNATORY = {"ru": ("signatory_name",), "zh": (), "es": ("signatory_name",)}
_REPRESENTATIVE = {
    "ru": ("signatory_position", "signatory_basis"),
    "zh": (),
    "es": ("signatory_position",),
}

# Cyrillic and Chinese: what nobody reads in a Spanish letter.
_OTHER_SCRIPT = re.compile("[\u0400-\u052f\u3400-\u9fff]")


def party_gaps(case: Case) -> Iterable[Problem]:
    """The mandatory fields of a guarantee letter that its two parties lack."""
    debtor, creditor = case.debtor, case.creditor
    needed = [*_identity(debtor), *_signatory(debtor, case.language)]
    if (
        debtor.country == "RU" and debtor.kind != "person"
    ):  # the debtor's own letterhead carries his bank details
        needed += _BANK["RU"]
    yield from _gaps(debtor, needed)
    needed = [*_identity(creditor), *_BANK.get(creditor.country, _ANY_BANK)]
    if case.language == "ru":  # the addressee is a person, in the dative
        needed += [name for name in _signatory(creditor, "ru") if name != "signatory_basis"]
    yield from _gaps(creditor, needed)


def party_warnings(case: Case) -> Iterable[Problem]:
    """What the letter can do without, but should not."""
    debtor = case.debtor
    if case.language != "es" or debtor.kind not in {"company", "public_body"}:
        return
    if not debtor.signatory_id:
        yield debtor.origin.problem(
            "signatory_id",
            "party.no_identity_paper",
            N_("nothing says by which identity paper {signatory} is known: the letter leaves a"
               " line for its number"),
            N_("fill in the kind of paper and its number"),
            severity="warning",
            signatory=debtor.signatory_name,
        )  # fmt: skip
    if not debtor.signatory_basis:
        yield debtor.origin.problem(
            "signatory_basis",
            "party.no_power",
            N_("nothing says by which power {signatory} signs for {party}: the letter leaves a line"
               " for it"),
            N_("fill in the deed of appointment or the power of attorney"),
            severity="warning",
            signatory=debtor.signatory_name,
            party=debtor.id,
        )  # fmt: skip
    for name in ("signatory_position", "signatory_basis"):
        if _OTHER_SCRIPT.search(text := getattr(debtor, name)):
            yield debtor.origin.problem(
                name,
                "party.other_language",
                N_("“{text}” is not in the language of the letter, and is printed as it stands"),
                N_("write it in Spanish"),
                severity="warning",
                text=text,
            )


def act_gaps(case: Case) -> Iterable[Problem]:
    """The mandatory fields of a reconciliation act: whose balances these are.

    Who signs may stay blank: each side writes it by hand beside the signature.
    """
    for party in (case.creditor, case.debtor):
        yield from _gaps(party, ["name"] if party.kind == "person" else ["name", "tax_id"])


def demand_gaps(case: Case) -> Iterable[Problem]:
    """The mandatory fields of a demand: who is to pay, whom and where to, and who demands it.

    The debtor need not be known as well as in his own letter: the address and the number that
    find him are enough. A Chinese demand bears the seal alone.
    """
    debtor, creditor = case.debtor, case.creditor
    yield from _gaps(debtor, _identity(debtor))
    needed = [*_identity(creditor), *_BANK.get(creditor.country, _ANY_BANK)]
    needed += [
        name
        for name in _signatory(creditor, case.language)
        if name not in {"signatory_basis", "signatory_id"}
    ]
    yield from _gaps(creditor, needed)


def _identity(party: Party) -> list[str]:
    names = ["name", "country", "address", *_IDENTIFIERS.get(party.country, ("tax_id",))]
    if party.country == "RU" and party.kind in {"company", "public_body"}:
        names.append("kpp")
    if party.kind == "person":  # a consumer has no register entry and may have no tax number
        names = ["name", "country", "address"]
    return names


def _signatory(party: Party, language: str) -> list[str]:
    if party.kind == "person" or (party.kind == "sole_trader" and language == "es"):
        return []  # acts for himself, under his own name and number
    names = list(_SIGNATORY[language])
    if language == "es" and party.country == "ES":
        names.append("signatory_id")
    if party.kind != "sole_trader":
        names += _REPRESENTATIVE[language]
    return names


def _gaps(party: Party, needed: Iterable[str]) -> Iterable[Problem]:
    for name in needed:
        if not getattr(party, name):
            yield party.origin.problem(
                name,
                "party.missing",
                N_("{party} has no {column}, which the letter must name"),
                N_("fill in the field; a letter is never printed with a hole"),
                party=party.id,
            )
