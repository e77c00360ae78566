"""letters.toml (or the settings of a case file), typed: our company, defaults and options."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from letters.model.origin import Origin

DEFAULT_NUMBERING: Mapping[str, str] = {
    "guarantee_letter": "GL-{year}-{seq:04}",
    "reconciliation_act": "RA-{year}-{seq:04}",
    "demand_letter": "DL-{year}-{seq:04}",
    "difference_protocol": "DP-{year}-{seq:04}",
}
# What a lawyer's letter says of the firm that sends it: whose it is, who signs, where to answer.
LAW_FIRM = ("name", "lawyer", "licence", "address", "phone", "email")


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """`creditor` is the party id of our company; `language` the default language of documents.

    `ageing_edges` are the last days of the buckets; `law` holds the options of a jurisdiction
    (`law["RU"]["moratorium_2022"]`) as they were given, typed or as text; `guarantee_letter` the
    options of that kind; `law_firm` the facts of LAW_FIRM, as far as they are given.
    """

    creditor: str
    language: str = ""
    formats: tuple[str, ...] = ("docx", "pdf")
    numbering: Mapping[str, str] = field(default_factory=lambda: dict(DEFAULT_NUMBERING))
    ageing_edges: tuple[int, ...] = (30, 60, 90, 120)
    law: Mapping[str, Mapping[str, object]] = field(default_factory=dict)
    guarantee_letter: Mapping[str, object] = field(default_factory=dict)
    law_firm: Mapping[str, str] = field(default_factory=dict)
    locale: str = ""
    origin: Origin = field(default=Origin(), compare=False)
