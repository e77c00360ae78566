"""1CClientBankExchange: the account statement that every Russian bank writes for 1C.

Format: the exchange standard of 1С «Клиент банка», versions 1.01 to 1.03: `Key=Value` lines in
Windows-1251, DOS or UTF-8, a section an account, a section a document.
"""

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import lru_cache

from letters.errors import N_, DataError, Problem
from letters.model.origin import Origin
from letters.model.party import Party, PartyKind
from letters.reading.foreign.file import File
from letters.reading.foreign.found import Aside, Control, Format, Found, Movement
from letters.reading.foreign.values import Unreadable, amount, day, tidy
from letters.reading.locales import LOCALES

NAME = N_("bank statement for 1C (1CClientBankExchange)")
_FIRST_LINE = "1CClientBankExchange"
_RU = LOCALES["ru"]
_KEY = re.compile(r"[А-Яа-яЁёA-Za-z_]+\d*")
_PURPOSE = "НазначениеПлатежа"
# Digits 6-8 of an account: the currency by ОКВ (ОК 014); 810 is the rouble's old code, still used.
_CURRENCIES = {
    "810": "RUB", "643": "RUB", "840": "USD", "978": "EUR", "156": "CNY", "398": "KZT",
    "933": "BYN", "949": "TRY", "784": "AED", "756": "CHF", "826": "GBP", "392": "JPY",
}  # fmt: skip
# Accounts of the bank itself (Банк России 809-П): income, other settlements, interest, fees.
_OF_THE_BANK = ("706", "613", "614", "474", "603", "302")
_OF_PERSONS = ("40817", "40820", "423", "426")
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u200b-\u200f\u2028-\u202e\ufeff]")

_Sum = tuple[str, dt.date, Decimal]  # account, day, what it did to the account


@dataclass(slots=True)
class _Section:
    """A section: the row of its first line, what that line names, and its keys (last one wins)."""

    row: int
    title: str
    values: dict[str, str] = field(default_factory=dict)
    closed: bool = False

    def get(self, *keys: str) -> str:
        for key in keys:
            if value := self.values.get(key):
                return value
        return ""


@dataclass(slots=True)
class _Content:
    header: _Section
    accounts: list[_Section] = field(default_factory=list)
    documents: list[_Section] = field(default_factory=list)
    own: dict[str, None] = field(default_factory=dict)
    transfers: set[object] = field(default_factory=set)
    strange: list[int] = field(default_factory=list)
    ended: bool = False


def recognise(file: File) -> bool:
    """By the first line; it is ASCII in every encoding but UTF-16."""
    start = file.data[:80].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \r\n\t")
    return start.startswith(_FIRST_LINE.encode())


def read(files: Sequence[File]) -> Found:
    """Money in is a payment, money out a refund; what the bank did for itself stands aside."""
    (file,) = files
    content = _parsed(_text(file.data))
    source = file.source
    problems = list(_structure(content, source))
    movements: list[Movement] = []
    aside: list[Aside] = []
    sums: list[_Sum] = []
    owner = Party(id="", name="", country="RU")
    for document in content.documents:
        origin = Origin(source, document.row)
        try:
            side = _own_side(document, content)
            if side is None:
                problems.append(_without_direction(origin))
                continue
            account, incoming, own = side
            dates = (
                ("ДатаПоступило", "ДатаСписано") if incoming else ("ДатаСписано", "ДатаПоступило")
            )
            when = day(_clean(document.get(dates[0]) or document.get("Дата")))
            figure = amount(_clean(document.get("Сумма")), _RU)
            entry = _movement(document, origin, when, figure, account, incoming=incoming)
        except Unreadable as error:
            problems.append(error.at(origin))
            continue
        if own.name and not owner.name:
            owner = own
        sums += _counted(document, content, account, when, figure, incoming=incoming)
        reason = _why_aside(document, content, incoming=incoming)
        if reason:
            aside.append(Aside(origin, reason, entry.description, figure))
        elif figure <= 0:
            problems.append(
                origin.problem(
                    "Сумма", "amount.not_positive", N_("the amount must be positive"),
                    N_("check the statement with the bank"),
                )
            )  # fmt: skip
        else:
            movements.append(entry)
    first, last = _dates(content.header, source, problems)
    controls = list(_controls(content, sums, source, problems))
    return Found(
        format=NAME, source=source, sort="bank", movements=tuple(movements), first=first,
        last=last, owner=replace(owner, bank_account=next(iter(content.own), owner.bank_account)),
        aside=tuple(aside), controls=tuple(controls), problems=tuple(problems),
    )  # fmt: skip


FORMAT = Format(NAME, recognise, read)


def _text(data: bytes) -> str:
    """The text; the encoding is proven by its keys, because headers tell the wrong one."""
    for encoding in ("utf-8-sig", "utf-16", "cp1251", "cp866"):
        try:
            text = data.decode(encoding)
        except UnicodeError:
            continue
        if re.search(
            r"^(?:ВерсияФормата|Кодировка|Отправитель|Секция\w+|КонецФайла)\b", text, re.MULTILINE
        ):
            return text
    raise DataError(
        N_("the encoding of this file cannot be recognised"),
        N_("export it again from the program that made it"),
    )


def _parsed(text: str) -> _Content:  # noqa: C901 - one branch a keyword of the format
    """The sections, and the numbers of the lines that are none of the format's."""
    header = _Section(1, "")
    content = _Content(header)
    open_: _Section | None = None
    last = ""
    for row, line in enumerate(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), 1):
        key, equals, value = line.partition("=")
        key, value = key.strip().lstrip("\ufeff"), value.strip()
        if key in {"СекцияРасчСчет", "СекцияДокумент"}:
            open_ = _Section(row, value)
            (content.accounts if key == "СекцияРасчСчет" else content.documents).append(open_)
        elif key in {"КонецРасчСчет", "КонецДокумента"}:
            if open_:
                open_.closed = True
            open_ = None
        elif key in {"КонецФайла", _FIRST_LINE}:
            content.ended = key == "КонецФайла"
        elif last.startswith(_PURPOSE) and open_ and not (equals and _KEY.fullmatch(key)):
            if line.strip():
                open_.values[last] += "\n" + line.strip()
            continue
        elif equals and _KEY.fullmatch(key):
            (open_ or header).values[key] = value
            if key == "РасчСчет" and value:
                content.own[value] = None
            last = key
            continue
        elif line.strip(" \t\x1a\0"):
            content.strange.append(row)
        last = ""
    return content


def _structure(content: _Content, source: str) -> Iterator[Problem]:
    """What is cut off or strange; a cut section refuses the file."""
    for section in [*content.accounts, *content.documents]:
        if not section.closed:
            yield Origin(source, section.row).problem(
                "", "file.truncated", N_("the section that begins here does not end"),
                N_("the file is cut off: export it again"),
            )  # fmt: skip
    if not content.ended:
        yield Problem(
            source, "", "file.unended", N_("the last line is not “{line}”"),
            N_("if documents are missing at the end, export the file again"),
            {"line": "КонецФайла"}, "warning" if content.documents else "error",
        )  # fmt: skip
    for row in content.strange:
        yield Origin(source, row).problem(
            "", "row.unrecognised", N_("this row is not understood and was left out"),
            severity="warning",
        )  # fmt: skip


def _own_side(document: _Section, content: _Content) -> tuple[str, bool, Party] | None:
    """Our account, whether money came in, and what the document says of us; None if unknown.

    The account decides, and where neither is ours (banks print their inner ones) the date of
    entry or of write-off.
    """
    payer = document.get("ПлательщикСчет"), document.get("ПлательщикРасчСчет")
    payee = document.get("ПолучательСчет"), document.get("ПолучательРасчСчет")
    out = next((account for account in payer if account in content.own), "")
    in_ = next((account for account in payee if account in content.own), "")
    entered, written_off = document.get("ДатаПоступило"), document.get("ДатаСписано")
    if out and in_:  # between our own accounts: each account's section counts its own half
        incoming = bool(entered) and not written_off
    elif out or in_:
        incoming = bool(in_)
    elif bool(entered) != bool(written_off):
        incoming = bool(entered)
    else:
        return None
    account = (in_ if incoming else out) or (
        next(iter(content.own)) if len(content.own) == 1 else ""
    )
    return account, incoming, _party(document, "Получатель" if incoming else "Плательщик")


def _counted(
    document: _Section, content: _Content, account: str, when: dt.date, figure: Decimal,
    *, incoming: bool,
) -> list[_Sum]:  # fmt: skip
    """What a document does to our accounts; a transfer between two of them is one line or two."""
    payer = document.get("ПлательщикСчет", "ПлательщикРасчСчет")
    payee = document.get("ПолучательСчет", "ПолучательРасчСчет")
    both_dates = document.get("ДатаПоступило") and document.get("ДатаСписано")
    if payer in content.own and payee in content.own and both_dates:
        key = (document.get("Номер"), when, figure, payer, payee)
        if key in content.transfers:
            return []
        content.transfers.add(key)
        return [(payer, when, -figure), (payee, when, figure)]
    return [(account, when, figure if incoming else -figure)]


def _without_direction(origin: Origin) -> Problem:
    return origin.problem(
        "", "bank.no_direction",
        N_("neither account of this document is the statement's own, and no date says which way"),
        N_("export the statement with its section of the account"),
    )  # fmt: skip


def _movement(
    document: _Section, origin: Origin, when: dt.date, figure: Decimal, account: str,
    *, incoming: bool,
) -> Movement:  # fmt: skip
    return Movement(
        origin=origin, date=when, kind="payment" if incoming else "refund", amount=figure,
        party=_party(document, "Плательщик" if incoming else "Получатель"),
        number=_clean(document.get("Номер")), document_type=_clean(document.title),
        description=_purpose(document.values), currency=_currency(account),
    )  # fmt: skip


def _purpose(values: Mapping[str, str]) -> str:
    """The purpose of a payment; versions of the format break it into up to six lines.

    The contract that it names is a suggestion (see `matching`), so it stays a sentence here.
    """
    text = values.get(_PURPOSE, "") or " ".join(
        filter(None, (values.get(f"{_PURPOSE}{number}", "") for number in range(1, 7)))
    )
    return _clean(text.replace("\n", " "))


_OF_PARTY = (
    "", "1", "ИНН", "КПП", "Счет", "РасчСчет", "Банк1", "Банк2", "БИК", "Корсчет",
)  # fmt: skip


def _party(document: _Section, side: str) -> Party:
    """Payer or payee."""
    return _party_of(*(document.values.get(side + key, "") for key in _OF_PARTY))


@lru_cache(maxsize=16384)  # we are in every document, our customers in many
def _party_of(  # noqa: PLR0913 - the keys of a party
    full: str, name: str, tax_id: str, kpp: str, account: str, inner_account: str,
    bank: str, bank_rest: str, bank_code: str, correspondent: str,
) -> Party:  # fmt: skip
    """`Плательщик` often holds `ИНН 7707083893 ООО …`, the name stands in `Плательщик1`."""
    full, name = _clean(full), _clean(name)
    if not name or (full and not full.upper().startswith("ИНН")):
        name = re.sub(r"^ИНН\s*\d*\s*", "", full) or name
    tax_id = tax_id if re.sub(r"\D", "", tax_id).strip("0") else ""
    account = account or inner_account
    kind: PartyKind = "company"
    if len(tax_id) == 12:
        kind = "person" if account.startswith(_OF_PERSONS) else "sole_trader"
    return Party(
        id="", name=name, kind=kind, country="RU", tax_id=tax_id,
        kpp=kpp if kpp.strip("0") else "", bank_account=account,
        bank_name=_clean(f"{bank} {bank_rest}"),
        bank_code=bank_code, correspondent_account=correspondent,
    )  # fmt: skip


def _why_aside(document: _Section, content: _Content, *, incoming: bool) -> str:
    """Why a document is no matter between us and a counterparty; empty if it is one."""
    payer = document.get("ПлательщикСчет", "ПлательщикРасчСчет")
    payee = document.get("ПолучательСчет", "ПолучательРасчСчет")
    if payer in content.own and payee in content.own:
        return N_("a transfer between own accounts")
    if (payer if incoming else payee).startswith(_OF_THE_BANK):
        return N_("an operation of the bank itself: a fee, interest, card receipts")
    carried_out = document.get("ДатаПоступило", "ДатаСписано")
    if not carried_out and not content.accounts:
        return N_("an order to the bank that is not carried out yet")
    return ""


def _currency(account: str) -> str:
    return _CURRENCIES.get(account[5:8], "")


def _dates(
    section: _Section, source: str, problems: list[Problem]
) -> tuple[dt.date | None, dt.date | None]:
    """The period that a section states."""
    found = []
    for key in ("ДатаНачала", "ДатаКонца"):
        try:
            found.append(day(section.get(key)) if section.get(key) else None)
        except Unreadable as error:
            problems.append(error.at(Origin(source, section.row), key))
            found.append(None)
    return found[0], found[1]


def _controls(
    content: _Content,
    sums: Sequence[_Sum],
    source: str,
    problems: list[Problem],
) -> Iterator[Control]:
    """For each section of an account: its balances, and the sums of its documents."""
    for section in content.accounts:
        origin = Origin(source, section.row)
        account = section.get("РасчСчет")
        first, last = _dates(section, source, problems)
        own = [
            figure
            for its, when, figure in sums
            if its == account
            and (first is None or first <= when)
            and (last is None or when <= last)
        ]
        stated: dict[str, Decimal] = {}
        for key in ("НачальныйОстаток", "ВсегоПоступило", "ВсегоСписано", "КонечныйОстаток"):
            try:
                if section.get(key):
                    stated[key] = amount(_clean(section.get(key)), _RU)
            except Unreadable as error:
                problems.append(error.at(origin, key))
        in_ = sum((figure for figure in own if figure > 0), Decimal(0))
        out = -sum((figure for figure in own if figure < 0), Decimal(0))
        if "ВсегоПоступило" in stated:
            yield Control(N_("received in all"), stated["ВсегоПоступило"], in_, origin)
        if "ВсегоСписано" in stated:
            yield Control(N_("written off in all"), stated["ВсегоСписано"], out, origin)
        if "НачальныйОстаток" in stated and "КонечныйОстаток" in stated:
            closing = stated["НачальныйОстаток"] + in_ - out
            yield Control(N_("closing balance"), stated["КонечныйОстаток"], closing, origin)


def _clean(text: str) -> str:
    """A value without the control characters that some banks leave in purposes."""
    return tidy(text if text.isprintable() else _UNPRINTABLE.sub(" ", text))
