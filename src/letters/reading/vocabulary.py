"""The words that the cells of an enumerated column may hold, in four languages.

Only words with one meaning are here. `возврат` or `devolución` alone may be goods that came back
(the debt falls) or money that was given back (the debt rises): such a word is refused with both
readings named.
"""

import unicodedata
from collections.abc import Callable, Iterable, Mapping
from difflib import get_close_matches
from functools import lru_cache

from letters.errors import N_
from letters.reading.cells import Cell, Fault, shown, text_of

_NUMBER_SIGNS = {ord("№"): "n", ord("º"): "", ord("°"): ""}


@lru_cache(maxsize=4096)  # the same few words over and over
def folded(text: str) -> str:
    """A word without case, accents, ё, width and punctuation (but for %), for comparison.

    >>> folded(" №  Счёта-фактуры ")
    'n счета фактуры'
    """
    plain = unicodedata.normalize("NFKD", text.translate(_NUMBER_SIGNS)).casefold()
    kept = "".join(
        char if char.isalnum() or char == "%" else " " for char in plain if not _is_accent(char)
    )
    return " ".join(kept.split())


def _is_accent(char: str) -> bool:
    return unicodedata.category(char) == "Mn"


def _words(meanings: Mapping[str, str]) -> Mapping[str, str]:
    """`canonical: "word; word"` turned round, each word folded; the canonical word is one too."""
    return {
        folded(word) or word.strip(): canonical
        for canonical, words in meanings.items()
        for word in (canonical, *filter(None, words.split(";")))
    }


ENTRY_KINDS = _words(
    {
        "shipment": "отгрузка; реализация; реализация товаров; реализация товаров и услуг; "
        "реализация (акт, накладная, упд); поставка; продажа; отпуск товара; оказание услуг; "
        "送货; 发货; 出货; 销售; 出库; 销售出库; 销货; "
        "factura; entrega; envío; venta; albarán; suministro",
        "payment": "оплата; платёж; оплата от покупателя; поступление; поступление оплаты; "
        "поступление на расчётный счёт; поступление денежных средств; "
        "收款; 回款; 付款; 收到货款; "
        "cobro; pago; cobro de cliente; ingreso",
        "return": "возврат товара; возврат товаров; возврат товаров от покупателя; возврат от "
        "покупателя; 退货; 销售退货; 销售退回; "
        "devolución de mercancía; devolución de mercancías; devolución de género",
        "offset": "зачёт; взаимозачёт; зачёт взаимных требований; 抵销; 抵账; 冲抵; 对冲; "
        "compensación",
        "correction": "корректировка; исправление; корректировка долга; корректировка реализации; "
        "调整; 更正; ajuste; corrección; rectificación; factura rectificativa",
        "refund": "возврат денег; возврат денежных средств; возврат оплаты; возврат аванса; "
        "возврат покупателю; 退款; reembolso; devolución de dinero; devolución del pago",
        "opening": "начальное сальдо; сальдо начальное; сальдо; входящее сальдо; начальный "
        "остаток; 期初; 期初余额; 上期结转; saldo inicial; saldo anterior; apertura",
    }
)
AMBIGUOUS_KINDS: Mapping[str, str] = {
    **dict.fromkeys(map(folded, ["возврат", "devolución", "退回", "退"]), "return, refund"),
    **dict.fromkeys(map(folded, ["abono", "nota de abono"]), "payment, return, correction"),
    **dict.fromkeys(map(folded, ["укд", "红冲"]), "return, correction"),
}  # fmt: skip
PARTY_KINDS = _words(
    {
        "company": "юрлицо; юридическое лицо; организация; компания; ооо; ао; пао; "
        "公司; 企业; 法人; empresa; sociedad; persona jurídica; sl; sa",
        "sole_trader": "sole trader; ип; индивидуальный предприниматель; предприниматель; "
        "个体工商户; 个体户; autónomo; autónoma; empresario individual",
        "person": "физлицо; физическое лицо; гражданин; consumer; 个人; 自然人; "
        "consumidor; persona física; particular",
        "public_body": "public body; госорган; бюджетное учреждение; государственный орган; "
        "казённое учреждение; 机关; 事业单位; 政府; administración pública; organismo público; "
        "administración",
    }
)
DAY_KINDS = _words(
    {
        "calendar": "calendar days; календарные; календарные дни; календарных; "
        "自然日; 日历日; naturales; días naturales",
        "working": "working days; рабочие; рабочие дни; рабочих; "
        "工作日; hábiles; días hábiles; laborables; días laborables",
    }
)
PENALTY_PERIODS = _words(
    {
        "day": "per day; daily; день; в день; за день; 日; 天; 每日; 每天; día; al día; diario",
        "year": "per year; annual; год; в год; годовых; 年; 每年; 年利率; año; al año; anual",
    }
)
GENDERS = _words(
    {
        "m": "male; м; муж; мужской; 男; masculino; hombre; h",
        "f": "female; ж; жен; женский; 女; femenino; mujer",
    }
)
LANGUAGES = _words(
    {
        "ru": "rus; russian; русский; 俄语; ruso",
        "zh": "chi; zho; chinese; китайский; 中文; 汉语; 简体中文; chino; zh-CN",
        "es": "spa; spanish; испанский; 西班牙语; español; castellano",
    }
)
JURISDICTIONS = _words(
    {
        "RU": "rus; russia; россия; рф; российская федерация; 俄罗斯; rusia",
        "CN": "chn; china; prc; китай; кнр; 中国; 中华人民共和国",
        "ES": "esp; spain; испания; 西班牙; españa",
    }
)
_OTHER_COUNTRIES = _words(
    {
        "BY": "blr; belarus; беларусь; белоруссия",
        "KZ": "kaz; kazakhstan; казахстан",
        "MX": "mex; mexico; мексика; 墨西哥",
        "CO": "col; colombia; колумбия",
        "PE": "per; peru; перу",
        "CL": "chl; chile; чили",
        "AR": "arg; argentina; аргентина",
    }
)
# ISO 3166-1 alpha-2, all 249, and XK, by which Kosovo goes.
_ISO_3166 = (
    "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ "
    "BR BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM "
    "DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS "
    "GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN "
    "KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ "
    "MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM "
    "PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV "
    "SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI "
    "VN VU WF WS YE YT ZA ZM ZW XK"
)
_COUNTRIES = frozenset(_ISO_3166.split())
LANGUAGE_OF_COUNTRY: Mapping[str, str] = {
    **dict.fromkeys(["RU", "BY", "KZ", "KG"], "ru"),
    "CN": "zh",
    **dict.fromkeys(
        ["ES", "MX", "CO", "PE", "CL", "AR", "EC", "UY", "PY", "BO", "VE", "CR", "PA", "DO", "GT",
         "HN", "NI", "SV", "CU"],
        "es",
    ),
}  # fmt: skip
# ISO 4217, list one (active codes of countries and unions).
_CURRENCY_CODES = """
    AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD
    CAD CDF CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP
    GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD
    KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN
    NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP
    SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VES VND
    VUV WST XAF XCD XOF XPF YER ZAR ZMW
""".split()  # noqa: SIM905 - a table reads better than 160 quoted words
CURRENCIES = _words(
    {
        **dict.fromkeys(_CURRENCY_CODES, ""),
        "RUB": "rur; руб; рубль; рубли; рублей; российский рубль; ₽",
        "CNY": "rmb; cnh; юань; юани; 元; 人民币; 人民币元; yuan",
        "EUR": "евро; euro; euros; 欧元; €",
        "USD": "доллар сша; доллары сша; 美元; dólar estadounidense; us$",
        "KZT": "тенге; ₸",
        "BYN": "белорусский рубль; бел руб",
        "MXN": "peso mexicano; pesos mexicanos",
    }
)
NO_VAT = frozenset(
    map(folded, ["без НДС", "не облагается", "НДС не облагается", "免税", "不征税", "exento",
                 "no sujeto"])
)  # fmt: skip
TOTALS = frozenset(
    map(folded, ["итого", "всего", "итого по договору", "обороты за период", "合计", "小计", "总计",
                 "本月合计", "本年累计", "total", "totales", "subtotal", "suma", "suma y sigue"])
)  # fmt: skip


def choice(
    words: Mapping[str, str], ambiguous: Mapping[str, str] | None = None
) -> Callable[[Cell], str | Fault]:
    """A reader of cells that hold one of `words`; the fault names the nearest one.

    >>> choice(ENTRY_KINDS)("Отгрузка")
    'shipment'
    """

    def read(cell: Cell) -> str | Fault:
        text = text_of(cell)
        if isinstance(text, Fault):
            return text
        word = folded(text) or text.strip()
        if word in words:
            return words[word]
        if ambiguous and word in ambiguous:
            return Fault(
                "choice.ambiguous",
                N_("“{value}” may mean different things here"),
                N_("write one of: {options}"),
                {"value": shown(cell), "options": ambiguous[word]},
            )
        near = nearest(word, words)
        options = ", ".join(dict.fromkeys(words.values()))
        return Fault(
            "choice.unknown",
            N_("“{value}” is not known here"),
            N_("did you mean {near}?") if near else N_("write one of: {options}"),
            {"value": shown(cell), "near": words.get(near, ""), "options": options},
        )

    return read


_currency = choice(CURRENCIES)
_country = choice({**JURISDICTIONS, **_OTHER_COUNTRIES})


def currency_of(cell: Cell) -> str | Fault:
    """An ISO 4217 code, or a word or sign that means one currency only."""
    code = _currency(cell)
    if not isinstance(code, Fault) or code.code != "choice.unknown":
        return code
    return Fault(
        "currency.unknown",
        N_("“{value}” is not a currency"),
        N_("did you mean {near}?") if code.params["near"] else N_("write an ISO 4217 code, as RUB"),
        {"value": code.params["value"], "near": code.params["near"]},
    )


def country_of(cell: Cell) -> str | Fault:
    """An ISO 3166 code of two letters, or the name of one of the countries the laws speak of."""
    code = _country(cell)
    if not isinstance(code, Fault) or code.code != "choice.unknown":
        return code
    text = shown(cell).strip().upper()
    if text in _COUNTRIES:
        return text
    return Fault(
        "country.unknown",
        N_("“{value}” is not a country"),
        N_("write an ISO 3166 code of two letters, as RU, CN or ES"),
        {"value": shown(cell)},
    )


def nearest(word: str, options: Iterable[str]) -> str:
    """The option that `word` most likely misspells, or an empty text.

    >>> nearest("due_dat", ["date", "due_date"])
    'due_date'
    """
    near = get_close_matches(word, list(options), n=3)
    return next((option for option in near if option[:1] == word[:1]), near[0] if near else "")
