"""Which list a table is, and which field each of its headings names, in four languages.

The canonical names come first; the others are what Russian, Chinese and Spanish programs (1C,
金蝶 and 用友, Sage, A3, Holded) and people write. Case, accents, ё, width and punctuation do not
matter. A heading with another unit (`Сумма, тыс. руб.`, `金额(万元)`) is not known on purpose.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Literal, get_args

from letters.reading.vocabulary import folded

ListName = Literal["parties", "contracts", "ledger"]
LISTS: tuple[ListName, ...] = get_args(ListName)

REQUIRED: Mapping[ListName, tuple[str, ...]] = {
    "parties": ("id", "name"),
    "contracts": ("id", "debtor", "number", "date", "currency"),
    "ledger": ("date", "contract", "kind", "number", "amount"),
}
_SHEETS = (
    "листов; листов копии; число листов; количество листов; кол-во листов; 页数; 张数; 份页数; "
    "folios; hojas; n.º de folios; número de folios; número de hojas; pages"
)
_HEADINGS: Mapping[ListName, Mapping[str, str]] = {
    "parties": {
        "id": "код; идентификатор; ид; код контрагента; 编号; 编码; 客户编码; 客户编号; "
        "往来单位编码; código; cód; código cliente; código de cliente; n.º cliente; "
        "identificador; party",
        "name": "наименование; название; полное наименование; наименование полное; контрагент; "
        "полное название; юридическое наименование; 名称; 全称; 单位名称; 客户名称; 公司名称; "
        "往来单位名称; 客户全称; nombre; razón social; denominación; denominación social; "
        "nombre completo; full name; legal name",
        "short_name": "краткое наименование; сокращённое наименование; краткое название; "
        "наименование краткое; рабочее наименование; 简称; 客户简称; nombre comercial; "
        "nombre corto; nombre abreviado",
        "kind": "вид; тип; вид контрагента; тип контрагента; юр физ лицо; юр./физ. лицо; "
        "类型; 客户类型; 单位类型; tipo; tipo de persona; tipo de cliente; party kind",
        "country": "страна; код страны; страна регистрации; 国家; 国家地区; 国别; país; "
        "código país",
        "language": "язык; 语言; idioma; lengua",
        "tax_id": "инн; инн контрагента; унп; бин; 税号; 纳税人识别号; 统一社会信用代码; "
        "社会信用代码; nif; cif; nif/cif; cif/nif; nie; rfc; ruc; rut; nit; cuit; n.i.f.; "
        "identificación fiscal; tax number; vat number",
        "kpp": "кпп",
        "registration_no": "огрн; огрнип; огрн(ип); огрн/огрнип; регистрационный номер; 注册号; "
        "工商注册号; número de registro; registro mercantil; datos registrales; "
        "registration number",
        "address": "адрес; юридический адрес; адрес юридический; место нахождения; 地址; 住所; "
        "注册地址; 单位地址; dirección; domicilio; domicilio social; domicilio fiscal",
        "phone": "телефон; тел; телефоны; 电话; 联系电话; 电话号码; teléfono; tel; tfno",
        "email": "e-mail; эл. почта; электронная почта; почта; адрес электронной почты; "
        "邮箱; 电子邮箱; 电子邮件; correo; correo electrónico",
        "bank_name": "банк; наименование банка; банк получателя; 开户行; 开户银行; 银行名称; "
        "banco; entidad bancaria; nombre del banco; bank",
        "bank_account": "расчётный счёт; р/с; р/счёт; расч. счёт; номер счёта; банковский счёт; "
        "счёт; 账号; 银行账号; 银行账户; 帐号; cuenta; cuenta bancaria; número de cuenta; "
        "iban; ccc; account; account number",
        "bank_code": "бик; бик банка; 行号; 联行号; 开户行行号; cnaps; bic; swift; bic/swift; "
        "swift/bic; código bic; código banco",
        "correspondent_account": "корреспондентский счёт; корр. счёт; корр счёт; к/с; к/счёт; "
        "корсчёт; cuenta corresponsal",
        "signatory_name": "руководитель; фио руководителя; подписант; директор; фио подписанта; "
        "генеральный директор; в лице; 法定代表人; 签字人; 负责人; 法人代表; representante; "
        "representante legal; firmante; administrador; apoderado",
        "signatory_position": "должность; должность руководителя; должность подписанта; 职务; "
        "签字人职务; cargo; cargo del firmante; cargo del representante",
        "signatory_basis": "основание; на основании; действует на основании; основание полномочий; "
        "основание подписи; 授权依据; poder; escritura de poder; título de representación",
        "signatory_gender": "пол; пол руководителя; пол подписанта; 性别; sexo; género",
        "signatory_id": "паспорт подписанта; документ подписанта; 身份证号; 签字人身份证号; dni; "
        "dni del representante; dni del firmante; dni representante; nif del representante",
        "accountant_name": "главный бухгалтер; гл. бухгалтер; фио главного бухгалтера; бухгалтер; "
        "会计; 财务负责人; contable; responsable de contabilidad",
        "signatory_name_genitive": "руководитель (родительный); фио в родительном падеже; "
        "руководитель в родительном падеже; подписант (родительный)",
        "signatory_name_dative": "руководитель (дательный); фио в дательном падеже; "
        "руководитель в дательном падеже; подписант (дательный)",
        "signatory_position_genitive": "должность (родительный); должность в родительном падеже",
        "signatory_position_dative": "должность (дательный); должность в дательном падеже",
        "signatory_basis_genitive": "основание (родительный); основание в родительном падеже",
    },
    "contracts": {
        "id": "код; ид; идентификатор; код договора; 编号; 编码; 合同编码; código; cód; "
        "identificador; contract",
        "debtor": "должник; покупатель; контрагент; дебитор; заказчик; код контрагента; "
        "债务人; 客户; 客户编码; 买方; 购货方; 往来单位; deudor; cliente; comprador; "
        "código cliente; buyer; customer",
        "creditor": "кредитор; поставщик; продавец; исполнитель; наша организация; организация; "
        "债权人; 卖方; 供货方; acreedor; proveedor; vendedor; seller; supplier",
        "number": "номер; № договора; номер договора; №; 合同号; 合同编号; 号码; número; n.º; "
        "n.º contrato; número de contrato; n.º de contrato; contract number",
        "date": "дата; дата договора; от; дата заключения; 日期; 签订日期; 合同日期; 签约日期; "
        "fecha; fecha contrato; fecha del contrato; fecha de firma; contract date",
        "title": "наименование; название; вид договора; предмет; наименование договора; 合同名称; "
        "名称; título; denominación; objeto; tipo de contrato",
        "currency": "валюта; валюта договора; код валюты; 币种; 币别; 货币; moneda; divisa",
        "jurisdiction": "право; применимое право; юрисдикция; 适用法律; 法域; jurisdicción; "
        "ley aplicable; derecho aplicable; law",
        "payment_days": "отсрочка; отсрочка, дней; отсрочка платежа; срок оплаты, дней; "
        "отсрочка (дней); дней отсрочки; отсрочка платежа, дней; 账期; 账期(天); 付款天数; "
        "信用期; días de pago; plazo de pago; plazo (días); días",
        "payment_days_kind": "вид дней; дни; тип дней; 天数类型; tipo de días",
        "payment_clause": "пункт об оплате; пункт оплаты; п. об оплате; 付款条款; cláusula de pago",
        "penalty_percent": "неустойка, %; пени, %; пеня, %; процент неустойки; ставка неустойки; "
        "размер неустойки, %; неустойка %; 违约金比例; 违约金(%); 违约金率; penalización %; "
        "interés de demora %; interés pactado %",
        "penalty_per": "неустойка за; период неустойки; за период; 违约金周期; 违约金单位; "
        "periodo de penalización; penalización por",
        "penalty_of_key_rate": "доля ключевой ставки; часть ключевой ставки; "
        "неустойка от ключевой ставки",
        "penalty_cap_percent": "предел неустойки, %; лимит неустойки, %; не более, %; "
        "ограничение неустойки, %; 违约金上限(%); 违约金上限; tope de penalización %; límite %",
        "penalty_clause": "пункт о неустойке; пункт неустойки; п. о неустойке; 违约金条款; "
        "违约条款; cláusula penal; cláusula de penalización",
        "court": "суд; подсудность; 法院; 管辖法院; juzgado; juzgados; tribunal; fuero",
        "arbitration": "арбитраж; третейский суд; арбитражная оговорка; 仲裁; 仲裁机构; "
        "仲裁委员会; arbitraje; corte de arbitraje",
        "response_days": "срок ответа; срок ответа, дней; срок ответа на претензию; "
        "претензионный срок; 答复期限; 回复期限; plazo de respuesta; días de respuesta",
        "sheets": _SHEETS,
    },
    "ledger": {
        "date": "дата; дата документа; дата операции; 日期; 单据日期; 业务日期; 记账日期; fecha; "
        "fecha documento; fecha del documento; fecha factura; f. asiento; fecha contable; "
        "fecha asiento; document date",
        "contract": "договор; код договора; договор контрагента; 合同; 合同编码; 合同代码; "
        "contrato; código contrato; código de contrato; contract id",
        "kind": "вид операции; операция; хозоперация; хозяйственная операция; тип операции; вид; "
        "тип; 业务类型; 类型; 操作类型; 往来类型; operación; tipo de operación; tipo; "
        "tipo de movimiento; movimiento",
        "document_type": "вид документа; тип документа; 单据类型; 单据类别; tipo de documento; "
        "tipo documento; clase de documento; type",
        "number": "номер; № документа; номер документа; №; № док.; номер док.; 单据号; 单据编号; "
        "单号; 凭证号; 送货单号; 编号; número; n.º; n.º factura; n.º de factura; "
        "número de factura; n.º documento; número de documento; núm. factura; núm. documento; "
        "su documento; document number",
        "amount": "сумма; сумма, руб.; сумма руб; сумма (руб.); сумма документа; "
        "сумма с ндс; всего с ндс; 金额; 金额(元); 价税合计; 含税金额; 发生额; importe; "
        "importe (€); importe €; importe eur; total factura; importe total; sum",
        "due_date": "срок оплаты; оплатить до; срок платежа; дата платежа; дата оплаты (план); "
        "дата оплаты по договору; 到期日; 应付款日; 到期日期; 应收款日; 付款期限; vencimiento; "
        "vto.; fecha vto.; fecha de vencimiento; fecha vencimiento",
        "delivery_number": "номер накладной; № накладной; накладная; номер отгрузки; 送货编号; "
        "发货单号; 出库单号; n.º albarán; n.º de albarán; albarán; número de albarán",
        "delivery_date": "дата отгрузки; дата накладной; дата приёмки; 送货日期; 发货日期; "
        "签收日期; 出库日期; fecha albarán; fecha del albarán; fecha de entrega; fecha entrega",
        "settles": "оплачивает; погашает; за документы; оплаченные документы; "
        "документы к погашению; документ расчётов; 核销单据; 核销单号; 对应单据; 冲销单号; "
        "facturas cobradas; cancela; liquida; factura pagada; facturas pagadas",
        "counterparty_number": "входящий номер; вх. номер; номер контрагента; вх. №; 对方单号; "
        "对方单据号; referencia cliente; su referencia; n.º cliente",
        "description": "комментарий; описание; содержание; назначение платежа; примечание; "
        "摘要; 备注; 说明; concepto; descripción; comentario; observaciones; comment; note",
        "vat_rate": "ставка ндс; ндс, %; ндс %; % ндс; 税率; 增值税率; tipo iva; tipo de iva; "
        "iva %; % iva; vat %",
        "sheets": _SHEETS,
        "import_key": "",
    },
}
_NAMES: Mapping[ListName, str] = {
    "parties": "parties; party; counterparties; контрагенты; контрагент; организации; стороны; "
    "клиенты; покупатели; реквизиты; 往来单位; 客户; 单位; 当事人; 客户资料; partes; terceros; "
    "clientes; empresas; customers",
    "contracts": "contracts; contract; договоры; договора; договор; контракты; 合同; 合同台账; "
    "合同列表; contratos; contrato",
    "ledger": "ledger; entries; журнал; реестр; операции; взаиморасчёты; расчёты; движения; "
    "документы; реестр документов; книга; 台账; 往来; 往来账; 往来明细; 明细账; 明细; 流水; "
    "应收明细; libro; mayor; libro mayor; movimientos; operaciones; extracto",
}
# 1C, 金蝶 and Sage lists have a working name and the legal one beside it.
_WORKING_NAMES = frozenset(
    map(folded, ["наименование", "название", "контрагент", "名称", "nombre"])
)

_IMPORTED_FROM = "imported from"  # a note for people, beside imported rows

_OTHER_UNITS = ("тыс", "млн", "万", "千", "miles", "thousand")

FIELDS: Mapping[ListName, tuple[str, ...]] = {
    name: tuple(fields) for name, fields in _HEADINGS.items()
}
_KNOWN: Mapping[ListName, Mapping[str, str]] = {
    name: {
        folded(heading): field
        for field, headings in fields.items()
        for heading in (field, *filter(None, headings.split(";")))
    }
    for name, fields in _HEADINGS.items()
}
_LIST_NAMES = {folded(word): name for name, words in _NAMES.items() for word in words.split(";")}


@dataclass(frozen=True, slots=True)
class Assignment:
    """The columns of a table by field (position of each), and what could not be assigned.

    `doubled` are (field, first heading, second heading); `ignored` are (heading, nearest field).
    """

    columns: Mapping[str, int]
    doubled: tuple[tuple[str, str, str], ...] = ()
    ignored: tuple[tuple[str, str], ...] = ()

    def missing(self, name: ListName) -> tuple[str, ...]:
        """The required fields for which there is no column."""
        return tuple(field for field in REQUIRED[name] if field not in self.columns)


def assign(headings: Sequence[str], name: ListName) -> Assignment:
    """Which column holds which field of the list `name`.

    >>> assign(["Дата", "Сумма"], "ledger").columns
    {'date': 0, 'amount': 1}
    """
    known = _KNOWN[name]
    found: dict[str, list[int]] = {}
    ignored = []
    for position, heading in enumerate(headings):
        if (word := folded(heading)) and word != _IMPORTED_FROM:
            if word in known:
                found.setdefault(known[word], []).append(position)
            else:
                ignored.append((heading.strip(), _nearest(word, known)))
    if len(found.get("name", ())) == 2:
        _set_working_name_apart(headings, found)
    doubled = [
        (field, headings[positions[0]].strip(), headings[position].strip())
        for field, positions in found.items()
        for position in positions[1:]
    ]
    columns = {field: positions[0] for field, positions in found.items()}
    return Assignment(columns, tuple(doubled), tuple(ignored))


def _nearest(word: str, known: Mapping[str, str]) -> str:
    if any(unit in word for unit in _OTHER_UNITS):
        return ""
    near = get_close_matches(word, known, n=1, cutoff=0.8)
    return known[near[0]] if near else ""


def _set_working_name_apart(headings: Sequence[str], found: dict[str, list[int]]) -> None:
    working = [i for i in found["name"] if folded(headings[i]) in _WORKING_NAMES]
    if len(working) == 1:
        found["name"].remove(working[0])
        found.setdefault("short_name", working)


def known_headings(headings: Sequence[str], name: ListName) -> int:
    """How many different fields of the list a row of cells would name."""
    known = _KNOWN[name]
    return len({known[word] for word in map(folded, headings) if word in known})


def list_named(title: str) -> ListName | None:
    """The list that the name of a file or sheet says: `ledger-2026`, `Договоры`, `客户`.

    >>> list_named("Контрагенты 2026")
    'parties'
    """
    words = folded(re.sub(r"\d+", " ", title)).split()
    while words:
        if found := _LIST_NAMES.get(" ".join(words)):
            return found
        words.pop()
    return None


def list_headed(headings: Sequence[str]) -> ListName | None:
    """The only list whose required columns all stand in a row of headings."""
    fitting = [name for name in LISTS if not assign(headings, name).missing(name)]
    # Every list of contracts also looks like a list of parties when it has a title: `наименование`.
    fitting.sort(key=lambda name: known_headings(headings, name), reverse=True)
    if len(fitting) > 1 and known_headings(headings, fitting[0]) == known_headings(
        headings, fitting[1]
    ):
        return None
    return fitting[0] if fitting else None
