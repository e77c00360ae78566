"""A party as Spanish letters name it: labels, bank line, account, salutation."""

import re

from letters.model.party import Party
from letters.wording.account import grouped, is_iban
from letters.wording.base import PARTY_FORMS, PartyForms
from letters.wording.es_text import NBSP, bind_legal_form, numero

_TAX_ID = {
    "ES": "NIF",
    "MX": "RFC",
    "CO": "NIT",
    "PE": "RUC",
    "CL": "RUT",
    "AR": "CUIT",
    "RU": "INN",
    "CN": "código de crédito social",
}
_REGISTRATION = {"RU": "OGRN"}
_NAMES_REGISTER = re.compile(r"(?i)registro\s")
_HONORIFIC = {"m": "D.", "f": "D.ª"}
_BANK_CODE = {"RU": "BIK", "CN": "CNAPS"}

_LONG_LABEL = 16  # characters; from here on the line may end before the number


def party_forms(party: Party, home: str) -> PartyForms:
    """Every name of PARTY_FORMS; cases that Spanish does not have are empty.

    `home` is the country whose labels a party without a country gets.
    """
    country = party.country or home
    name = bind_legal_form(party.name.strip())
    tax = (_TAX_ID.get(country, "identificación fiscal"), party.tax_id)
    account = grouped(party.bank_account)
    codes = (
        (_BANK_CODE.get(country, "BIC"), party.bank_code),
        ("cuenta corresponsal", party.correspondent_account),
    )
    own = party.kind in ("sole_trader", "person")
    signatory = party.signatory_name or (name if own else "")
    fields = dict.fromkeys(PARTY_FORMS, "")
    fields |= {
        "name": name,
        "short": bind_legal_form(party.display_name.strip()),
        "tax_id": _line(tax),
        "ids": _line(tax, ("KPP", party.kpp), _register_entry(party, country)),
        "registration": _registration(party, country),
        "address": party.address,
        "contacts": _line(
            ("tel.", party.phone.replace(" ", NBSP)), ("correo electrónico", party.email), gap=" "
        ),
        "bank": _line(
            ("titular", name if account else ""),
            ("entidad", party.bank_name),
            ("IBAN" if is_iban(account) else "cuenta", account),
            *codes,
        ),
        "account_name": name,
        "account": account,
        "bank_name": party.bank_name,
        "bank_code": party.bank_code,
        "bank_codes": _line(*codes),
        "honorific": _HONORIFIC.get(party.signatory_gender, "") if country == "ES" else "",
        "signatory": signatory,
        "signatory_short": signatory,
        "signatory_id": _personal_id(party.signatory_id),
        "position": party.signatory_position,
        "basis": party.signatory_basis.replace("n.º ", f"n.º{NBSP}"),
        "salutation": _salutation(party),
        "accountant_short": party.accountant_name,
    }
    return PartyForms(fields)


def _register_entry(party: Party, country: str) -> tuple[str, str]:
    """The label and the entry; `Registro Mercantil de …` is its own label."""
    entry = party.registration_no.strip()
    if _NAMES_REGISTER.match(entry):
        register, _, rest = entry.partition(" ")
        return register, rest
    return _REGISTRATION.get(country, "registro"), entry


def _registration(party: Party, country: str) -> str:
    """`inscrita en el Registro Mercantil de Soria, tomo 1` (la sociedad); `con OGRN 1197…`."""
    label, entry = _register_entry(party, country)
    if _NAMES_REGISTER.match(party.registration_no.strip()):
        return f"inscrita en el {label} {entry}"
    return f"con {label}{NBSP}{entry}" if entry else ""


def _personal_id(number: str) -> str:
    """`DNI n.º 12345678Z`; what already says what it is (`INE 0702…`) stays as it was typed."""
    compact = re.sub(r"[\s.\-]", "", number).upper()
    for label, pattern in (("DNI", r"\d{8}[A-Z]"), ("NIE", r"[XYZ]\d{7}[A-Z]")):
        if re.fullmatch(pattern, compact):
            return f"{label} {numero(compact)}"
    if not number or re.match(r"[^\W\d]+\.? ", number):
        return number
    return f"documento de identidad {numero(number)}"


def _salutation(party: Party) -> str:
    """No gender is guessed: a person of unknown gender is addressed by name."""
    if party.kind in ("company", "public_body"):
        return "Muy señores nuestros:"
    by_gender = {"m": "Muy señor nuestro:", "f": "Muy señora nuestra:"}
    return by_gender.get(
        party.signatory_gender, f"A la atención de {party.signatory_name or party.name}:"
    )


def _line(*pairs: tuple[str, str], gap: str = NBSP) -> str:
    """`NIF B12345674, registro 1234`; what is unknown is left out with its label."""
    return ", ".join(
        f"{label}{gap if len(label) < _LONG_LABEL else ' '}{value}"
        for label, value in pairs
        if value
    )
