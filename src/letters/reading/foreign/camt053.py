"""camt.053, the bank statement of ISO 20022, versions 02 to 13 (the namespace is not looked at).

Only booked entries count. `CdtDbtInd` says where the money really went, also in a reversal: DBIT
with `RvslInd` takes back what had come in. An entry that is a batch of several transactions is
read as these, when each says its own amount; it must be their sum. Opening balance, entries and
closing balance must agree, statement by statement.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from letters.errors import N_, Problem
from letters.model.origin import Origin
from letters.model.party import Party
from letters.reading.foreign.elements import (
    checked,
    needed,
    origin_of,
    root_of,
    said,
    said_amount,
    said_country,
    said_day,
)
from letters.reading.foreign.file import File
from letters.reading.foreign.found import Aside, Control, Format, Found, Movement
from letters.reading.foreign.values import Unreadable, above_zero
from letters.reading.foreign.xml import Element

_NAME = N_("camt.053, bank statement")
_STATEMENTS = "BkToCstmrStmt/Stmt"
_NOT_BOOKED = N_("not booked yet")
_BANKS_OWN = N_("a fee or interest of the bank")
_NOTHING = N_("no money moved")
# ISO 20022 bank transaction codes: families and sub-families that no customer pays.
_OWN_CODES = frozenset({"CHRG", "FEES", "INTR", "COMM", "COMT", "TAXE"})


@dataclass(slots=True)
class _Reading:
    """What has been read so far."""

    movements: list[Movement] = field(default_factory=list)
    aside: list[Aside] = field(default_factory=list)
    controls: list[Control] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def _recognise(file: File) -> bool:
    root = file.xml
    return root is not None and root.name == "Document" and root.find("BkToCstmrStmt") is not None


def _read(files: Sequence[File]) -> Found:
    file = files[0]
    root = root_of(file)
    reading = _Reading()
    owners: dict[str, Party] = {}
    days = []
    for statement in root.all(_STATEMENTS):
        try:
            owner = _owner(statement, file)
            owners[owner.bank_account] = owner
            days += [
                day
                for name in ("FrDtTm", "ToDtTm")
                if (day := said_day(statement, f"FrToDt/{name}"))
            ]
            _statement(statement, owner, file, reading)
        except Unreadable as found:
            reading.problems.append(found.at(origin_of(file, statement)))
    if not owners and not reading.problems:
        reading.problems.append(
            Origin(file.source, root.line).problem(
                "Stmt",
                "field.missing",
                N_("this is not filled in"),
                N_("export it again from the program that made it"),
            )
        )
    return Found(
        format=_NAME,
        source=file.source,
        sort="bank",
        movements=tuple(reading.movements),
        owner=owners.popitem()[1] if len(owners) == 1 else Party(id="", name=""),
        first=min(days, default=None),
        last=max(days, default=None),
        aside=tuple(reading.aside),
        controls=tuple(reading.controls),
        problems=tuple(reading.problems),
    )


def _statement(statement: Element, owner: Party, file: File, reading: _Reading) -> None:
    booked = Decimal(0)
    currency = _currency(statement)
    entries = list(statement.all("Ntry"))
    for entry in entries:
        currency = currency or said(entry, "Amt@Ccy")
        try:
            booked += _entry(entry, owner, file, reading)
        except Unreadable as found:
            reading.problems.append(found.at(origin_of(file, entry)))
    if any(problem.severity == "error" for problem in reading.problems):
        return  # what is not read cannot add up, and the file is refused anyway
    place = origin_of(file, statement)
    opening = _balance(statement, ("OPBD", "PRCD"), currency)
    closing = _balance(statement, ("CLBD",), currency)
    if opening is not None and closing is not None:
        label = N_("opening balance, in and out, closing balance")
        reading.controls.append(Control(label, closing, opening + booked, place))
    count = said_amount(statement, "TxsSummry/TtlNtries/NbOfNtries", "")
    if count is not None:
        label = N_("number of entries")
        reading.controls.append(Control(label, count, Decimal(len(entries)), place))


def _entry(entry: Element, owner: Party, file: File, reading: _Reading) -> Decimal:
    """Takes an entry to where it belongs; what it does to the balance, + is money in."""
    currency = needed(said(entry, "Amt@Ccy"), entry, "Amt@Ccy")
    amount = needed(said_amount(entry, "Amt", currency), entry, "Amt")
    sign = _sign(entry)
    origin = origin_of(file, entry)
    status = said(entry, "Sts/Cd") or said(entry, "Sts") or "BOOK"
    text = said(entry, "AddtlNtryInf")
    if status != "BOOK" or amount == 0:
        reason = _NOT_BOOKED if status != "BOOK" else _NOTHING
        reading.aside.append(Aside(origin, reason, text, amount))
        return Decimal(0)
    checked(above_zero, amount, entry, "Amt")
    details = list(entry.all("NtryDtls/TxDtls"))
    if _is_banks_own(entry) and not any(_side(each, "Dbtr|Cdtr") for each in details):
        reading.aside.append(Aside(origin, _BANKS_OWN, text, amount))
        return sign * amount
    parts = [(each, _own_amount(each, currency)) for each in details]
    if len(parts) > 1 and all(part is not None for _, part in parts):
        for number, (each, part) in enumerate(parts, 1):
            movement = _movement(entry, each, part or amount, owner, file, number)
            reading.movements.append(movement)
        computed = sum(
            ((part or Decimal(0)) * _sign(each, sign) for each, part in parts), Decimal(0)
        )
        label = N_("sum of a batch")
        reading.controls.append(Control(label, sign * amount, computed, origin))
        return sign * amount
    only = details[0] if len(details) == 1 else Element("", entry.line, {})
    reading.movements.append(_movement(entry, only, amount, owner, file, 0))
    if len(parts) > 1:
        reading.problems.append(
            origin.problem(
                "NtryDtls",
                "batch.no_amounts",
                N_("{count} transactions are booked as one, without their amounts"),
                N_("ask the bank for the statement with the details of batches"),
                severity="warning",
                count=len(parts),
            )
        )
    return sign * amount


def _movement(
    entry: Element, part: Element, amount: Decimal, owner: Party, file: File, number: int
) -> Movement:
    sign = _sign(part, _sign(entry))
    reversal = said(entry, "RvslInd").casefold() in {"true", "1"}
    day = said_day(entry, "BookgDt/Dt|DtTm") or said_day(entry, "ValDt/Dt|DtTm")
    reference = said(entry, "AcctSvcrRef") or said(entry, "NtryRef")
    own = said(part, "Refs/AcctSvcrRef")
    if number and (not own or own == reference):
        own = f"{reference}/{number}" if reference else ""
    texts = [
        said(each, "")
        for path in ("RmtInf/Ustrd", "RmtInf/Strd/CdtrRefInf/Ref", "RmtInf/Strd/RfrdDocInf/Nb",
                     "Refs/EndToEndId", "AddtlTxInf")
        for each in part.all(path)
    ]  # fmt: skip
    texts = [text for text in texts if text] or [said(entry, "AddtlNtryInf")]
    return Movement(
        origin=origin_of(file, part if number else entry),
        date=needed(day, entry, "BookgDt/Dt"),
        kind="payment" if sign > 0 else "refund",
        amount=checked(above_zero, amount, part if number else entry, "Amt"),
        party=_other(part, owner, file, incoming=(sign > 0) != reversal),
        number=own or reference,
        currency=said(entry, "Amt@Ccy"),
        description=" ".join(dict.fromkeys(texts)),
    )


def _sign(element: Element, default: int = 0) -> int:
    indicator = said(element, "CdtDbtInd")
    if default and not indicator:
        return default
    needed(indicator if indicator in {"CRDT", "DBIT"} else None, element, "CdtDbtInd")
    return 1 if indicator == "CRDT" else -1


def _own_amount(part: Element, currency: str) -> Decimal | None:
    """The amount of one transaction of a batch, in the currency of the account."""
    for path in ("Amt", "AmtDtls/TxAmt/Amt", "AmtDtls/InstdAmt/Amt"):
        found = part.find(path)
        if found is not None and said(found, "@Ccy") == currency:
            return said_amount(found, "", currency)
    return None


def _balance(statement: Element, codes: Sequence[str], currency: str) -> Decimal | None:
    """The first balance of a sort, or the last where it closes; negative is an overdraft."""
    for code in codes:
        found = [
            each
            for each in statement.all("Bal")
            if code in {said(each, "Tp/CdOrPrtry/Cd"), said(each, "Tp/Cd")}
        ]
        if found:
            balance = found[-1] if code == "CLBD" else found[0]
            return _sign(balance) * needed(said_amount(balance, "Amt", currency), balance, "Amt")
    return None


def _currency(statement: Element) -> str:
    return said(statement, "Acct/Ccy") or said(statement, "Bal/Amt@Ccy")


def _is_banks_own(entry: Element) -> bool:
    domain = entry.find("BkTxCd/Domn")
    if domain is None:
        return False
    family = said(domain, "Fmly/Cd")
    return bool({family, said(domain, "Fmly/SubFmlyCd")} & _OWN_CODES)


def _side(part: Element, role: str) -> Element | None:
    return part.find(f"RltdPties/{role}")


def _other(part: Element, owner: Party, file: File, *, incoming: bool) -> Party:
    """The other side: who pays what comes in, who gets what goes out.

    Banks return a payment in either manner, so whoever is the owner of the account is not he.
    """
    roles = ("Dbtr", "Cdtr") if incoming else ("Cdtr", "Dbtr")
    found = [party for role in roles if (party := _party(part, role, file))]
    strangers = [
        party
        for party in found
        if not (party.bank_account and party.bank_account == owner.bank_account)
    ]
    return strangers[0] if strangers else Party(id="", name="")


def _party(part: Element, role: str, file: File) -> Party | None:
    element = _side(part, role)
    if element is None:
        return None
    who = element.find("Pty") or element
    lines = [said(each, "") for each in who.all("PstlAdr/AdrLine")]
    agent = f"RltdAgts/{role}Agt/FinInstnId"
    tax_ids = [
        said(each, "Id")
        for path in ("Id/OrgId/Othr", "Id/PrvtId/Othr")
        for each in who.all(path)
        if said(each, "SchmeNm/Cd") == "TXID"
    ]
    return Party(
        id="",
        name=said(who, "Nm"),
        country=said_country(who, "PstlAdr/Ctry"),
        tax_id=tax_ids[0] if tax_ids else "",
        address=", ".join(filter(None, lines)),
        bank_name=said(part, f"{agent}/Nm"),
        bank_account=_account(part, f"RltdPties/{role}Acct"),
        bank_code=said(part, f"{agent}/BIC|BICFI"),
        origin=origin_of(file, element),
    )


def _account(element: Element, path: str) -> str:
    return said(element, f"{path}/Id/IBAN").replace(" ", "") or said(element, f"{path}/Id/Othr/Id")


def _owner(statement: Element, file: File) -> Party:
    bank = "Acct/Svcr/FinInstnId"
    return Party(
        id="",
        name=said(statement, "Acct/Ownr/Nm"),
        bank_name=said(statement, f"{bank}/Nm"),
        bank_account=needed(_account(statement, "Acct"), statement, "Acct/Id/IBAN"),
        bank_code=said(statement, f"{bank}/BIC|BICFI"),
        origin=origin_of(file, statement),
    )


FORMAT = Format(_NAME, _recognise, _read)
