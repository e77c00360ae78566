"""A party as Chinese letters name it: labels, bank line, account."""

from letters.model.party import Party
from letters.wording.account import NBSP, grouped
from letters.wording.base import PARTY_FORMS, PartyForms

_TAX_ID = {
    "CN": "统一社会信用代码",
    "RU": "纳税人识别号（ИНН）",
    "ES": "税号（NIF）",
    "MX": "税号（RFC）",
}
_REGISTRATION = {"CN": "注册号", "RU": "登记号（ОГРН）"}
# Not 本人 or a bare 我: those bind the person who signs.
_SELF = {"company": "公司", "public_body": "单位"}
# How a lawyer's letter speaks of the creditor on whose behalf it is written.
CLIENT = "委托人"
_BANK_CODE = {"CN": "行号", "RU": "银行代码（БИК）"}


def party_forms(party: Party) -> PartyForms:
    """Every name of PARTY_FORMS; what Chinese has no form for is empty."""
    fields = dict.fromkeys(PARTY_FORMS, "")
    account = grouped(party.bank_account)
    codes = (
        (_BANK_CODE.get(party.country or "CN", "SWIFT代码"), party.bank_code),
        ("代理行账号", party.correspondent_account),
    )
    fields |= {
        "name": party.name.strip(),
        "we": f"我{_SELF.get(party.kind, '方')}",
        "you": f"贵{_SELF.get(party.kind, '方')}",
        "short": party.display_name.strip(),
        "tax_id": _line((_tax_label(party), party.tax_id)),
        "ids": _line(
            (_tax_label(party), party.tax_id),
            ("税务登记原因代码（КПП）", party.kpp),
            (_REGISTRATION.get(party.country or "CN", "登记号"), party.registration_no),
        ),
        "address": party.address,
        "contacts": _line(("电话", party.phone.replace(" ", NBSP)), ("邮箱", party.email)),
        "bank": _line(
            ("户名", party.name.strip() if account else ""),
            ("开户行", party.bank_name),
            ("账号", account),
            *codes,
        ),
        "account_name": party.name.strip(),
        "account": account,
        "bank_name": party.bank_name,
        "bank_code": party.bank_code,
        "bank_codes": _line(*codes),
        "signatory": party.signatory_name,
        "signatory_short": party.signatory_name,
        "signatory_id": party.signatory_id,
        "position": party.signatory_position,
        "basis": party.signatory_basis,
        "accountant_short": party.accountant_name,
    }
    return PartyForms(fields)


def _tax_label(party: Party) -> str:
    country = party.country or "CN"
    if country == "CN" and party.kind == "person":
        return "公民身份号码"
    return _TAX_ID.get(country, "税号")


def _line(*pairs: tuple[str, str]) -> str:
    """`电话：010-1234，邮箱：a@b.cn`; what is unknown is left out with its label."""
    return "，".join(f"{label}：{value}" for label, value in pairs if value)
