"""Invented parties with valid check digits, and cases made of a few lines of ledger."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from letters.model.case import Case
from letters.model.contract import Contract
from letters.model.entry import Entry
from letters.model.origin import Origin
from letters.model.party import Party
from letters.model.settings import Settings

SELLER = Party(
    id="seller",
    name="Общество с ограниченной ответственностью «Поставщик»",
    short_name="ООО «Поставщик»",
    country="RU",
    language="ru",
    tax_id="7798014260",
    kpp="779801001",
    registration_no="1187799001422",
    address="107031, г. Москва, ул. Ситцевая, д. 7",
    bank_name="АО «Яхонт-Банк»",
    bank_account="40702810300260001426",
    bank_code="044599817",
    correspondent_account="30101810945990000817",
    signatory_name="Иванов Иван Иванович",
    signatory_position="генеральный директор",
    signatory_basis="Устав",
    signatory_gender="m",
    origin=Origin("parties.csv", 2),
)
BUYER = replace(
    SELLER,
    id="buyer",
    name="Общество с ограниченной ответственностью «Покупатель»",
    short_name="ООО «Покупатель»",
    signatory_name="Петров Пётр Петрович",
    accountant_name="Сидорова Мария Михайловна",
    origin=Origin("parties.csv", 3),
)
TRADER = replace(
    BUYER,
    id="trader",
    name="Индивидуальный предприниматель Сидорова Мария Ивановна",
    short_name="ИП Сидорова М.И.",
    kind="sole_trader",
    tax_id="500100732259",
    kpp="",
    registration_no="304500116000157",
    signatory_name="Сидорова Мария Ивановна",
    signatory_position="",
    signatory_basis="",
    signatory_gender="f",
    accountant_name="",
)
SUPPLY = Contract(
    id="supply",
    debtor="buyer",
    creditor="seller",
    number="15/П",
    date=date(2025, 2, 1),
    title="Договор поставки",
    currency="RUB",
    jurisdiction="RU",
    payment_days=30,
    penalty_percent=Decimal("0.1"),
    penalty_cap_percent=Decimal(10),
    penalty_clause="6.2",
    origin=Origin("contracts.csv", 2),
)


def ledger(text: str, contract: str = "supply") -> list[Entry]:
    """`2026-07-08 shipment УПД 201 230500.50 [due=…] [settles=a;b] [vat=22] [sheets=2]
    [note=ТН-5/2026-07-09]`, a line an entry.
    """
    entries = []
    for row, line in enumerate(text.strip().splitlines(), 2):
        day, kind, document, number, amount, *rest = line.split()
        extra = dict(item.split("=") for item in rest)
        note, _, delivered = extra.get("note", "").partition("/")
        entries.append(
            Entry(
                date=date.fromisoformat(day),
                contract=contract,
                kind=kind,
                document_type=document,
                number=number,
                amount=Decimal(amount),
                due_date=date.fromisoformat(extra["due"]) if "due" in extra else None,
                settles=tuple(extra["settles"].split(";")) if "settles" in extra else (),
                delivery_number=note,
                delivery_date=date.fromisoformat(delivered) if delivered else None,
                vat_rate=Decimal(extra["vat"]) if "vat" in extra else None,
                sheets=int(extra["sheets"]) if "sheets" in extra else None,
                origin=Origin("ledger.csv", row),
            )
        )
    return entries


def case(
    entries: str = "",
    *,
    debtor: Party = BUYER,
    creditor: Party = SELLER,
    contracts: tuple[Contract, ...] = (SUPPLY,),
    as_of: str = "2026-09-15",
    **changes: object,
) -> Case:
    """A case of `entries` (all under the first contract), as of 15 September 2026."""
    day = date.fromisoformat(as_of)
    cut = {contract.id: [] for contract in contracts}
    cut[contracts[0].id] = ledger(entries, contracts[0].id)
    facts = {
        "language": debtor.language,
        "as_of": day,
        "date": day,
        "settings": Settings(creditor=creditor.id),
        "entries": cut,
        **changes,
    }
    return Case(creditor=creditor, debtor=debtor, contracts=contracts, **facts)
