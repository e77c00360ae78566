"""Spanish ledgers of accounts (libro mayor): Sage, A3, Holded and programs that look like them.

Columns are known by their headings; the account may stand in a column, in a row above its entries
(`4300000123 TALLERES LÓPEZ, S.L.`) or in the titles. Taken are the customers' accounts (43, 44);
in a file without any, the suppliers' ones (40, 41), which are the books of the other side: see
`kinds`. All accounts are read, because totals count them. 01/02/2026 is the first of February.
"""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from letters.errors import N_
from letters.model.party import Party
from letters.reading.cells import is_empty
from letters.reading.foreign import es_words
from letters.reading.foreign.accounts import NO_AMOUNT, Account, Accounts
from letters.reading.foreign.balances import holds
from letters.reading.foreign.file import File
from letters.reading.foreign.found import Aside, Format, Found, Movement
from letters.reading.foreign.kinds import Nature, kind_of
from letters.reading.foreign.sheet_rows import Row, Sheet, labelled, period_of
from letters.reading.foreign.sheets import find_header
from letters.reading.foreign.values import Unreadable, amount
from letters.reading.locales import LOCALES, Locale
from letters.reading.tables import Grid
from letters.reading.vocabulary import CURRENCIES, folded

NAME = N_("Spanish ledger (libro mayor)")
CLOSED = N_("an entry that closes or opens a year inside the file")
OTHER_ACCOUNT = N_("an account that is not of customers")

_COLUMNS = {
    "date": "fecha;f. asiento;fecha asiento;fecha contable;f. contable;fecha apunte;fec.;"
    "fecha doc.;fecha documento;fecha factura",
    "entry": "asiento;n.º asiento;núm. asiento;num asiento;número asiento;asto.;apunte;diario",
    "number": "documento;doc.;n.º documento;núm. documento;n.º doc.;n.º factura;núm. factura;"
    "número factura;número de factura;factura;su documento;referencia;ref.;n.º fra.",
    "concept": "concepto;descripción;comentario;definición;detalle;descripción del apunte;"
    "descripción apunte;concepto apunte;observaciones",
    "type": "tipo;tipo documento;tipo doc.;tipo de documento;tipo apunte",
    "due": "vencimiento;vto.;fecha vto.;fecha vencimiento;f. vto.;f. vencimiento;"
    "fecha de vencimiento",
    "debit": "debe;cargo;cargos;importe debe;debe eur;debe euros;total debe",
    "credit": "haber;abono;abonos;importe haber;haber eur;haber euros;total haber",
    "balance": "saldo;saldo acumulado;saldo eur;saldo euros;saldo actual;saldo final",
    "account": "cuenta;subcuenta;código;cód. cuenta;código cuenta;cuenta contable;n.º cuenta;"
    "núm. cuenta;cta.;código de cuenta",
    "name": "nombre;razón social;título;título cuenta;nombre cuenta;descripción cuenta;cliente;"
    "nombre cliente;titular;contacto;nombre de la cuenta;tercero;proveedor",
    "tax_id": "nif;cif;nif/cif;cif/nif;n.i.f.;c.i.f.;dni/cif;nif cliente",
    "currency": "divisa;moneda",
}
_REQUIRED = (
    ("date", "debit", "credit", "balance"),
    ("date", "debit", "credit", "concept"),
    ("date", "debit", "credit", "account"),
)
_SUFFIX = re.compile(r"(.*\d)\s*(D|H|A|deudor|acreedor|debe|haber)\.?", re.IGNORECASE)
_POINT = re.compile(r"\d\.\d\d(?!\d)\s*[A-Za-z€-]*$")
_COMMA = re.compile(r"\d,\d\d(?!\d)\s*[A-Za-z€-]*$")
_COMPANY = re.compile(
    r"[^\d].{2,80}[\s,]S\.?\s?(L|A|C|COOP)\.?\s?[LUA]?\.?(\s?\(.*\))?", re.IGNORECASE
)
_OPENING_TAIL = re.compile(r"\s*(saldo|suma)s? (anterior|inicial).*", re.IGNORECASE)
_TAX_ID = re.compile(
    r"(.*?)[\s(\-–]*\b(?:NIF|CIF|N\.I\.F\.|C\.I\.F\.)\s*:?\s*([A-Z0-9\-]{8,14})\)?.*", re.IGNORECASE
)
_OWNER = "empresa;razón social;sociedad;compañía;titular"
_PERIOD = "periodo;período;fechas;ejercicio;entre fechas;rango de fechas"
_FROM = "desde;desde fecha;fecha desde;fecha inicial;desde la fecha;del;fecha inicio"
_TO = "hasta;hasta fecha;fecha hasta;fecha final;hasta la fecha;al;fecha fin"


def recognise(file: File) -> bool:
    """Whether a sheet has a date, debe and haber in its head."""
    return any(_sheet(grid) for grid in file.grids)


def read(files: Sequence[File]) -> Found:
    """What the accounts of customers say (or of suppliers, where there are no others)."""
    file = files[0]
    sheets = [sheet for grid in file.grids if (sheet := _sheet(grid))]
    owner = next((name for sheet in sheets if (name := _owner(sheet))), "")
    return read_sheets(sheets).found(NAME, file.source, Party(id="", name=owner))


def read_sheets(sheets: Sequence[Sheet]) -> Accounts:
    """The accounts of sheets that belong together."""
    sides = {side for sheet in sheets for side in _Ledger(sheet).sides()}
    side = next((each for each in ("customer", "supplier") if each in sides), "")
    found = _read_as(sheets, side, 1)
    if side == "supplier" and not all(map(holds, found.controls)):
        # some programs print what is owed to a supplier without a minus
        turned = _read_as(sheets, side, -1)
        found = turned if all(map(holds, turned.controls)) else found
    return found


def _read_as(sheets: Sequence[Sheet], side: str, sign: int) -> Accounts:
    accounts = Accounts()
    for sheet in sheets:
        _Ledger(sheet, side, sign, accounts).read()
    return accounts


FORMAT = Format(NAME, recognise, read)


def _sheet(grid: Grid) -> Sheet | None:
    for required in _REQUIRED:
        if header := find_header(grid, _COLUMNS, required):
            sheet = Sheet(grid, header, LOCALES["es"])
            return Sheet(grid, header, _locale(sheet))
    return None


def _locale(sheet: Sheet) -> Locale:
    """Spanish figures, unless all those with two decimals are written with a point."""
    columns = [
        position
        for name in ("debit", "credit", "balance")
        for position in sheet.header.all.get(name, ())
    ]
    points = commas = 0
    for row in sheet.grid.rows[sheet.header.body :][:2000]:
        for position in columns:
            cell = row[position] if position < len(row) else ""
            if isinstance(cell, str):
                points += _POINT.search(cell) is not None
                commas += _COMMA.search(cell) is not None
    return LOCALES["es_MX"] if points and not commas else LOCALES["es"]


def _owner(sheet: Sheet) -> str:
    """Who keeps the books: named as such, or the first title that is a company's name."""
    titles = sheet.titles()
    bare = (label for label in _title_texts(sheet) if _COMPANY.fullmatch(label))
    return labelled(titles, _OWNER) or next(bare, "")


def _title_texts(sheet: Sheet) -> list[str]:
    rows = sheet.grid.rows[: sheet.header.top]
    return [" ".join(str(cell).split()) for row in rows for cell in row if not is_empty(cell)]


def _period(sheet: Sheet) -> tuple[dt.date, dt.date] | None:
    titles = sheet.titles()
    edges = f"{labelled(titles, _FROM)} - {labelled(titles, _TO)}"
    texts = [edges, labelled(titles, _PERIOD), *_title_texts(sheet)]
    return next((found for text in texts if (found := period_of(text))), None)


@dataclass(slots=True)
class _Ledger:
    """One sheet while it is read: `code` and `party` are of the account that is being read."""

    sheet: Sheet
    side: str = ""
    sign: int = 1
    accounts: Accounts = field(default_factory=Accounts)
    code: str = ""
    party: Party = field(default=Party(id="", name=""))
    parties: dict[tuple[str, str, str], Party] = field(default_factory=dict)

    def sides(self) -> set[str]:
        """Whose accounts the sheet holds."""
        codes = {match["code"] for text in _title_texts(self.sheet) if (match := _account(text))}
        for row in self.sheet.rows():
            if row.has("account"):
                codes.add(_code(str(row.cell("account"))))
            elif heading := self._heading(row):
                codes.add(heading[0])
        return {side for code in codes if (side := es_words.side_of(code))}

    def read(self) -> None:
        """All rows of the sheet into `accounts`, those of `side` as movements."""
        accounts = self.accounts
        for text in _title_texts(self.sheet):
            if match := _account(text):
                self._turn_to(match["code"], *_with_tax_id(match["name"]))
        for row in self.sheet.rows():
            try:
                self._row(row)
            except Unreadable as error:
                accounts.problems.append(error.at(row.origin))
        for (party, code), account in accounts.accounts.items():
            if not account.kept and account.steps:
                text = f"{code} {party.name}"
                accounts.aside.append(Aside(account.steps[0].origin, OTHER_ACCOUNT, text))
        accounts.finish_sheet(_period(self.sheet))

    def _heading(self, row: Row) -> tuple[str, str] | None:
        """The account that a row without a date opens: its code and name."""
        if _is_dated(row):
            return None
        header = self.sheet.header.all
        taken = {each for name in ("debit", "credit", "balance") for each in header.get(name, ())}
        cells = [
            cell for at, cell in enumerate(row.cells) if at not in taken and not is_empty(cell)
        ]
        text = " ".join(" ".join(str(cell).split()) for cell in cells)
        match = _account(text)
        return (match["code"], match["name"]) if match else None

    def _turn_to(self, code: str, name: str, tax_id: str) -> None:
        code = re.sub(r"\D", "", code)
        key = (code, name, tax_id)
        if key not in self.parties:
            self.parties[key] = Party(id="", name=name.strip() or code, tax_id=tax_id)
        self.code, self.party = code, self.parties[key]

    def _row(self, row: Row) -> None:
        words = row.words()
        figures = any(row.has(name) for name in ("debit", "credit", "balance"))
        dated = _is_dated(row)
        if not dated and any(map(es_words.TOTAL.fullmatch, words)) and figures:
            self._total(row)
            return
        if not dated and (heading := self._heading(row)):
            name, tax_id = _with_tax_id(_OPENING_TAIL.sub("", heading[1]))
            self._turn_to(heading[0], name, tax_id or row.text("tax_id"))
        elif row.has("account") or row.has("name"):
            code = _code(row.text("account"))
            known = row.text("name") or (self.party.name if code == self.code else "")
            tax_id = row.text("tax_id") or (self.party.tax_id if code == self.code else "")
            self._turn_to(code or self.code, known, tax_id)
        elif not figures:
            if not any(map(es_words.FOOTER.search, words)):
                self.accounts.problems.append(row.unknown())
            return
        if figures:
            self._entry(row, " ".join(words))

    def _account(self) -> Account:
        kept = not self.side or es_words.side_of(self.code) == self.side
        return self.accounts.of(self.party, self.code, kept=kept)

    def _entry(self, row: Row, words: str) -> None:
        account = self._account()
        debit, credit = row.amount("debit"), row.amount("credit")
        balance = self._balance(row)
        if es_words.OPENING.search(words) and not account.steps and account.opening is None:
            date = row.day("date") if _is_dated(row) else None
            account.open(row.origin, balance, (debit, credit), date)
            return
        closing = es_words.CLOSING_ENTRY.search(words) or es_words.OPENING.search(words)
        if not debit and not credit:
            if _is_dated(row):
                self.accounts.aside.append(Aside(row.origin, NO_AMOUNT, row.text("concept")))
            return
        if closing and not es_words.document_in(words):
            account.debit += debit
            account.credit += credit
            self.accounts.aside.append(
                Aside(row.origin, CLOSED, row.text("concept"), debit - credit)
            )
            return
        date = row.day("date")
        self.accounts.row(account, row.origin, date, (debit, credit), balance)
        if account.kept:
            for sides in ((debit, Decimal(0)), (Decimal(0), credit)):
                if any(sides):
                    self._movement(row, account, date, sides)

    def _movement(
        self, row: Row, account: Account, date: dt.date, sides: tuple[Decimal, Decimal]
    ) -> None:
        concept, form, number = row.text("concept"), row.text("type"), row.text("number")
        texts = (form, concept, number)
        # 431, 436 and 438 are fed from 430: bills, doubtful debts, advances
        usual: Nature | None = "correction" if re.match("43[1-9]", self.code) else None
        known = kind_of(*sides, texts, es_words.WORDS, payable=self.side == "supplier", usual=usual)
        if known is None:
            self.accounts.untold.append((row.origin, " ".join(filter(None, texts))))
            return
        kind, figure = known
        named = es_words.document_in(concept) if kind not in {"payment", "refund", "offset"} else ""
        self.accounts.movements.append(
            Movement(
                origin=row.origin,
                date=date,
                kind=kind,
                amount=figure,
                party=account.party,
                number=number or named or row.text("entry"),
                currency=CURRENCIES.get(folded(row.text("currency")), ""),
                document_type=form,
                due_date=row.day("due") if row.has("due") else None,
                description=concept,
            )
        )

    def _balance(self, row: Row) -> Decimal | None:
        """The balance after a row; with D it is the other side's debt, with H or A it is ours."""
        if not row.has("balance"):
            return None
        cell = row.cell("balance")
        match = _SUFFIX.fullmatch(cell.strip()) if isinstance(cell, str) else None
        if not match:
            return row.amount("balance") * self.sign
        try:
            figure = amount(match[1], row.sheet.locale)
        except Unreadable as error:
            raise Unreadable(error.fault, row.sheet.heading("balance")) from None
        return figure if match[2].lower().startswith("d") else -figure

    def _total(self, row: Row) -> None:
        self.accounts.total(
            self._account(),
            row.origin,
            (
                row.amount("debit") if row.has("debit") else None,
                row.amount("credit") if row.has("credit") else None,
                self._balance(row),
            ),
        )


def _is_dated(row: Row) -> bool:
    """Whether something like a date stands in its column: accounts and totals stand there too."""
    cell = row.cell("date")
    if isinstance(cell, Decimal):
        return cell < 10**8
    return not is_empty(cell) and not (isinstance(cell, str) and re.search(r"[^\W\d_]{3}", cell))


def _with_tax_id(name: str) -> tuple[str, str]:
    """A name, and the tax id that stands behind it."""
    match = _TAX_ID.fullmatch(name)
    return (match[1], match[2]) if match else (name, "")


def _account(text: str) -> re.Match[str] | None:
    match = es_words.ACCOUNT.fullmatch(text)
    return match if match and not re.match(r"(a|al|de|del|hasta|y)\b", match["name"]) else None


def _code(text: str) -> str:
    """The digits of an account, which may stand before its name or be grouped by dots."""
    return re.sub(r"[^0-9]", "", (text.split() or [""])[0])
