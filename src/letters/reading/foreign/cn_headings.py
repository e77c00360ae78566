"""The columns of Chinese ledgers by the headings that versions of 金蝶 and 用友 give them."""

from letters.reading.foreign.balances import CLOSING, OPENING, TURNOVER_CREDIT, TURNOVER_DEBIT
from letters.reading.foreign.sheet_rows import with_factor


def _money(*headings: str) -> str:
    return ";".join(map(with_factor, headings))


_PARTY = {
    "code": "客户编码;客户编号;客户代码;编号;往来单位编码;单位编码;供应商编码;供应商编号",
    "party": "客户名称;客户;客户全称;往来单位;往来单位名称;供应商;供应商名称;购货单位;核算项目;"
    "核算项目名称;结算客户",
    "tax_id": "统一社会信用代码;纳税人识别号;税号;客户税号",
    "currency": "币种;币别",
}
DETAIL = _PARTY | {
    "date": "日期;单据日期;业务日期;记账日期;凭证日期;制单日期;入账日期;发生日期",
    "year": "年",
    "month": "月",
    "day": "日",
    "voucher": "凭证字号;凭证号;凭证号数;凭证编号;凭证;凭证 | 字号",
    "summary": "摘要;备注;说明",
    "type": "业务类型;业务类别;类型;交易类型;往来类型",
    "document": "单据类型;单据名称;票据类型",
    "number": "单据号;单据编号;单号;单据号码;业务单号;票据号;发票号;发票号码",
    "debit": _money(
        "借方", "借方金额", "借方发生额", "本期借方", "本期应收", "本期应收(借方)", "应收金额",
        "增加应收款", "借方 | 本币", "借方 | 金额", "本期发生额 | 借方", "增加预付款", "本期付款",
        "本期付款(借方)",
    ),
    "credit": _money(
        "贷方", "贷方金额", "贷方发生额", "本期贷方", "本期收回", "本期收回(贷方)", "本期收款",
        "本期收款(贷方)", "收款金额", "实收金额", "增加预收款", "收取应收款", "贷方 | 本币",
        "贷方 | 金额", "本期发生额 | 贷方", "增加应付款", "本期应付", "本期应付(贷方)",
    ),
    "direction": "方向;借贷方向;余额方向;借/贷;借贷;余额 | 方向",
    "balance": _money(
        "余额", "期末余额", "应收款余额", "应收余额", "应付款余额", "应付余额", "结余", "本币余额",
        "余额 | 本币", "余额 | 金额",
    ),
    "due": "到期日;到期日期;应收日期;收款到期日;付款到期日",
    "contract": "合同号;合同编号;合同",
}  # fmt: skip
SUMMARY = _PARTY | {
    "opening": _money(
        "期初余额", "期初应收款", "期初应收", "期初应收余额", "期初应付款", "期初应付",
        "期初余额 | 余额", "期初余额 | 金额", "期初余额 | 本币",
    ),
    "opening_direction": "期初方向;期初余额 | 方向",
    "opening_debit": _money("期初余额 | 借方", "期初借方", "期初借方余额"),
    "opening_credit": _money("期初余额 | 贷方", "期初贷方", "期初贷方余额"),
    "debit": _money(
        "本期借方", "本期借方发生额", "本期发生额 | 借方", "本期发生 | 借方", "增加应收款",
        "本期应收", "本期增加应收", "支付应付款", "本期付款", "借方发生额", "借方",
    ),
    "credit": _money(
        "本期贷方", "本期贷方发生额", "本期发生额 | 贷方", "本期发生 | 贷方", "收取应收款",
        "本期收回", "本期收款", "增加应付款", "本期应付", "贷方发生额", "贷方",
    ),
    "closing": _money(
        "期末余额", "期末应收款", "期末应收", "期末应收余额", "期末应付款", "期末应付",
        "期末余额 | 余额", "期末余额 | 金额", "期末余额 | 本币",
    ),
    "closing_direction": "期末方向;期末余额 | 方向",
    "closing_debit": _money("期末余额 | 借方", "期末借方", "期末借方余额"),
    "closing_credit": _money("期末余额 | 贷方", "期末贷方", "期末贷方余额"),
    "direction": "方向",
}  # fmt: skip
REQUIRED_OF_DETAIL = (
    ("date", "debit", "credit", "balance"),
    ("month", "day", "debit", "credit"),
    ("date", "debit", "credit", "summary"),
    ("date", "debit", "credit", "party"),
    ("date", "debit", "credit", "type"),
)
REQUIRED_OF_SUMMARY = (
    ("party", "opening", "closing"),
    ("party", "opening_debit", "closing_debit"),
)
SUMS = {
    "opening": OPENING,
    "debit": TURNOVER_DEBIT,
    "credit": TURNOVER_CREDIT,
    "closing": CLOSING,
}
FIGURES = (*SUMS, "opening_debit", "opening_credit", "closing_debit", "closing_credit")
