"""A party as Russian letters name it: labels, bank line, and its signatory in three cases.

Forms of names, positions and bases that the data give win; the rest is declined here, and what a
person should look at becomes a warning. Layout of the requisites: ГОСТ Р 7.0.97.
"""

import re

from letters.errors import N_, Problem
from letters.model.party import Gender, Party
from letters.wording.account import grouped, is_iban
from letters.wording.base import PARTY_FORMS, PartyForms
from letters.wording.ru_cases import (
    GENDER_UNKNOWN,
    Declined,
    decline_name,
    gender_of,
    salutation,
    short_name,
)
from letters.wording.ru_numbers import NBSP
from letters.wording.ru_papers import decline_basis
from letters.wording.ru_positions import decline_position
from letters.wording.ru_text import bind, lower_first, party_name, upper_first

_TAX_ID = {
    "RU": "ИНН",
    "BY": "УНП",
    "KZ": "БИН",
    "CN": "единый код общественного кредита",
    "ES": "NIF",
    "MX": "RFC",
}
_BANK_CODE = {"RU": "БИК", "BY": "БИК", "KZ": "БИК", "CN": "CNAPS"}
# What a name begins with, and the short form that the register gives next to it.
_SHORT_FORMS = {
    "общество с ограниченной ответственностью": "ООО",
    "публичное акционерное общество": "ПАО",
    "непубличное акционерное общество": "НАО",
    "открытое акционерное общество": "ОАО",
    "закрытое акционерное общество": "ЗАО",
    "акционерное общество": "АО",
}
_SHORTENED = re.compile(rf"(?i)({'|'.join(_SHORT_FORMS)}) +(?=\S)")
# `Потребительское общество`, which has no short form.
_FULL_FORM = re.compile(r"^(?P<kind>(?:\w+ое )*)(?P<head>[Оо])бщество\b")
_SOLE_TRADER = re.compile(r"(?i)(?:индивидуальный предприниматель|ИП)\s+")

_SOLE_TRADER_POSITION = ("Индивидуальный предприниматель", "Индивидуальному предпринимателю")

_LONG_LABEL = 16  # characters; from here on the line may end before the number


def party_forms(party: Party) -> PartyForms:
    """Every name of PARTY_FORMS, and a warning for each form that somebody should look at."""
    name, country = party_name(party.name), party.country or "RU"
    person = party.signatory_name.strip() or _own_name(party)
    gender = party.signatory_gender or gender_of(person)
    forms = _case_forms(party, person)
    own_position = _SOLE_TRADER_POSITION if party.kind == "sole_trader" else ("", "")
    tax = (_TAX_ID.get(country, "налоговый номер"), party.tax_id)
    fields = dict.fromkeys(PARTY_FORMS, "")
    fields |= {
        "name": name,
        "short": _short(party),
        "short_genitive": _short_genitive(party),
        "tax_id": _line(tax),
        "ids": _line(tax, ("КПП", party.kpp), _registration(party, country)),
        "address": bind(party.address),
        "contacts": _line(
            ("тел.", party.phone.replace(" ", NBSP)), ("эл. почта", party.email), gap=" "
        ),
        "bank": _bank(party, country),
        # the bank abroad knows the full name alone
        "account_name": _short(party) if country == "RU" else name,
        "account": grouped(party.bank_account),
        "bank_name": party_name(party.bank_name),
        "bank_code": party.bank_code,
        "signatory": bind(person),
        "signatory_genitive": forms["signatory_name_genitive"].text,
        "signatory_short": short_name(person, surname_first=False),
        "signatory_short_dative": _short_dative(party, person, gender),
        "signatory_id": party.signatory_id,
        "position": bind(upper_first(party.signatory_position)) or own_position[0],
        "position_genitive": party.signatory_position_genitive
        or bind(lower_first(forms["signatory_position_genitive"].text)),
        "position_dative": bind(upper_first(forms["signatory_position_dative"].text))
        or own_position[1],
        "basis": forms["signatory_basis_genitive"].text or _registration_basis(party, country),
        "acting": _acting(party, gender),
        "salutation": salutation(person, gender),
        "accountant_short": short_name(party.accountant_name, surname_first=False),
    }
    return PartyForms(fields, () if party.kind == "person" else _warnings(party, forms))


def _case_forms(party: Party, person: str) -> dict[str, Declined]:
    """Each form by the field of the data that would override it: that field, else our own."""

    def given(text: str) -> Declined | None:
        return Declined(bind(text), sure=True) if text else None

    gender, position = party.signatory_gender, party.signatory_position
    return {
        "signatory_name_genitive": given(party.signatory_name_genitive)
        or decline_name(person, "genitive", gender),
        "signatory_name_dative": given(party.signatory_name_dative)
        or decline_name(person, "dative", gender),
        "signatory_position_genitive": given(party.signatory_position_genitive)
        or decline_position(position, "genitive"),
        "signatory_position_dative": given(party.signatory_position_dative)
        or decline_position(position, "dative"),
        "signatory_basis_genitive": given(party.signatory_basis_genitive)
        or decline_basis(party.signatory_basis),
    }


def _warnings(party: Party, forms: dict[str, Declined]) -> tuple[Problem, ...]:
    """One finding a field of the data, however many of its case forms are in doubt."""
    found = []
    for column in ("signatory_name", "signatory_position", "signatory_basis"):
        doubtful = {
            override: form
            for override, form in forms.items()
            if override.startswith(column) and form.text and not form.sure
        }
        if doubtful:
            found.append(_warning(party, column, doubtful))
    return tuple(found)


def _warning(party: Party, column: str, doubtful: dict[str, Declined]) -> Problem:
    reason = next(iter(doubtful.values())).reason
    hint = N_("write the right form in {fields}")
    if reason == GENDER_UNKNOWN:
        hint = N_("write m or f in signatory_gender, or the right form in {fields}")
    return party.origin.problem(
        column,
        "grammar.unsure",
        reason,
        hint,
        severity="warning",
        text=", ".join(dict.fromkeys(form.text for form in doubtful.values())),
        fields=", ".join(doubtful),
    )


def _own_name(party: Party) -> str:
    """The name of a sole trader or a person who signs for himself; empty for a company."""
    if party.kind not in {"sole_trader", "person"}:
        return ""
    return _SOLE_TRADER.sub("", party.name.strip(), count=1)


def _registration(party: Party, country: str) -> tuple[str, str]:
    if country != "RU":
        return "рег. №", party.registration_no
    return "ОГРНИП" if party.kind == "sole_trader" else "ОГРН", party.registration_no


def _bank(party: Party, country: str) -> str:
    """`р/с 4070… в АО «Банк», БИК 044525225, к/с 3010…`; abroad an IBAN and SWIFT."""
    account = grouped(party.bank_account)
    label = "IBAN" if is_iban(account) else "р/с" if country == "RU" else "счёт"
    bank = f" в{NBSP}{party_name(party.bank_name)}" if party.bank_name else ""
    code = _BANK_CODE.get(country, "SWIFT")
    return _line(
        (label, f"{account}{bank}" if account else ""),
        (code, party.bank_code),
        ("к/с" if country == "RU" else "корр. счёт", party.correspondent_account),
    )


def _short_dative(party: Party, person: str, gender: Gender) -> str:
    if party.signatory_name_dative:
        return short_name(party.signatory_name_dative, surname_first=True)
    return short_name(person, surname_first=True, case="dative", gender=gender)


def _short(party: Party) -> str:
    """The short name of the data, else the name with its legal form shortened."""
    name = " ".join(party.name.split())
    if party.short_name or party.kind == "person":
        return party_name(party.display_name)
    if party.kind == "sole_trader" and _SOLE_TRADER.match(name):
        return f"ИП{NBSP}{short_name(_own_name(party), surname_first=True)}"
    form = _SHORTENED.match(name)
    return party_name(f"{_SHORT_FORMS[form[1].lower()]} {name[form.end() :]}" if form else name)


def _short_genitive(party: Party) -> str:
    """The short name after «от» and «в пользу»: `ООО «Север»` never changes, a person's does."""
    own = _own_name(party)
    gender = gender_of(own) or party.signatory_gender
    if party.kind == "person":
        return bind(decline_name(own, "genitive", gender).text)
    if party.kind == "sole_trader" and _SOLE_TRADER.match(party.name.strip()):
        return f"ИП{NBSP}{short_name(own, surname_first=True, case='genitive', gender=gender)}"
    return _FULL_FORM.sub(_full_form_genitive, _short(party))


def _full_form_genitive(form: re.Match[str]) -> str:
    return f"{form['kind'].replace('ое ', 'ого ')}{form['head']}бщества"


def _registration_basis(party: Party, country: str) -> str:
    """A sole trader acts by his registration, so his basis need not be given."""
    if party.kind != "sole_trader":
        return ""
    if country != "RU":
        return "государственной регистрации"
    number = f" (ОГРНИП{NBSP}{party.registration_no})" if party.registration_no else ""
    return f"записи в{NBSP}ЕГРИП{number}"


def _acting(party: Party, gender: Gender) -> str:
    """In the genitive after «в лице …»; a sole trader is himself the subject of the sentence."""
    if party.kind == "sole_trader":
        return {"m": "действующий", "f": "действующая", "": "действующий(-ая)"}[gender]
    return {"m": "действующего", "f": "действующей", "": "действующего(-ей)"}[gender]


def _line(*pairs: tuple[str, str], gap: str = NBSP) -> str:
    """`ИНН 7701234567, КПП 770101001`; what is unknown is left out with its label."""
    return ", ".join(
        f"{label}{gap if len(label) < _LONG_LABEL else ' '}{value}"
        for label, value in pairs
        if value
    )
