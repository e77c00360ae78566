"""A company, sole trader, person or public body: who owes, and to whom."""

from dataclasses import dataclass, field
from typing import Literal, get_args

from letters.model.origin import Origin

PartyKind = Literal["company", "sole_trader", "person", "public_body"]
Language = Literal["ru", "zh", "es"]
Gender = Literal["m", "f", ""]
PARTY_KINDS: tuple[str, ...] = get_args(PartyKind)
LANGUAGES: tuple[str, ...] = get_args(Language)


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """One row of `parties`; an empty text means that the fact is unknown."""

    id: str
    name: str
    short_name: str = ""
    kind: PartyKind = "company"
    country: str = ""
    language: str = ""
    tax_id: str = ""
    kpp: str = ""
    registration_no: str = ""
    address: str = ""
    phone: str = ""
    email: str = ""
    bank_name: str = ""
    bank_account: str = ""
    bank_code: str = ""
    correspondent_account: str = ""
    signatory_name: str = ""
    signatory_position: str = ""
    signatory_basis: str = ""
    signatory_gender: Gender = ""
    signatory_id: str = ""
    accountant_name: str = ""
    signatory_name_genitive: str = ""
    signatory_name_dative: str = ""
    signatory_position_genitive: str = ""
    signatory_position_dative: str = ""
    signatory_basis_genitive: str = ""
    origin: Origin = field(default=Origin(), compare=False)

    @property
    def display_name(self) -> str:
        """The short name where there is one, else the full legal name."""
        return self.short_name or self.name
