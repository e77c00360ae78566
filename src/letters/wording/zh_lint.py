"""What may not stand in a 付款承诺书: words that turn a debtor's promise into something else.

A debtor promises its own debt. A word of guarantee makes it 保证, a personal "I" makes the signer
join the debt, a loan word brings other rules, a waiver costs the penalties already accrued
(民法典 552, 681, 685, 686, 692; 担保解释 25, 36; 公司法 15). To be run on the letter's own clauses,
never on party names: ××担保有限公司 is a lawful name.
"""

import re
from collections.abc import Sequence

from letters.errors import N_
from letters.wording.lint import Finding, Rule, search

_RULES = (
    Rule(
        "error",
        "commitment.guarantee",
        # 承担保全费 and 负担保险费 only look like 担保.
        re.compile(
            "(?<![承负])担保|保证人|连带责任|连带清偿|保证责任|保证期间|见索即付|独立保函|差额补足|流动性支持"
        ),
        N_("“{text}” makes the commitment a guarantee"),
        N_("leave it out; a guarantor signs a contract of guarantee of its own"),
    ),
    Rule(
        "error",
        "commitment.personal",
        re.compile("本人(?:愿意|承诺|自愿|保证)|(?:^|[，。；：、（“])我(?:愿|承诺|保证)"),
        N_("“{text}” binds the person who signs, not the company"),
        N_("write 我公司"),
    ),
    Rule(
        "error",
        "commitment.loan",
        re.compile("借款|借条|出借"),
        N_("“{text}” makes the price of goods a loan"),
        N_("write 货款"),
    ),
    Rule(
        "error",
        "commitment.waiver",
        re.compile("(?<!不)(?<!不得)(?<!不予)免除.{0,20}?(?:违约金|违约责任)"),
        N_("“{text}” gives up penalties that have already accrued"),
        N_("write 不免除此前已产生的违约责任"),
    ),
    Rule(
        "error",
        "commitment.novation",
        re.compile("原合同(?:作废|终止)|以本承诺书代替"),
        N_("“{text}” ends the original contract and its security"),
        N_("write that the commitment does not change, replace or extinguish the contract's debt"),
    ),
    Rule(
        "error",
        "commitment.third_party",
        re.compile("债务转移|由.{0,12}?代为(?:支付|偿还)"),
        N_("“{text}” moves the debt to somebody else"),
        N_("let the debtor promise its own payment"),
    ),
    Rule(
        "warning",
        "commitment.assure",
        re.compile("保证(?:按时|按期|如期|及时|足额)"),
        N_("“{text}” sounds like a guarantee"),
        N_("write 承诺"),
    ),
    Rule(
        "warning",
        "commitment.conditional",
        # "Pay when paid" is void against small and medium enterprises: 法释〔2024〕11号 (?), cf.
        # 条例 9. A promise under a condition is none yet.
        re.compile("尽快|争取|视资金情况|待.{0,10}?(?:回款|付款)后"),
        N_("“{text}” makes the promise depend on something"),
        N_("name an amount and a date"),
    ),
)
_AMOUNT = re.compile(r"[￥A-Z]\d[\d,]*\.\d\d|[元角](?:整|正)|[壹贰叁肆伍陆柒捌玖][角分]")
_DATE = re.compile(r"\d{4}年\d{1,2}月\d{1,2}日|\d{4}-\d{2}-\d{2}")
_SIGNERS = re.compile("共同承诺|承诺人[一二三四甲乙丙丁]|承诺人（.*承诺人（")


def lint_commitment(clauses: Sequence[str]) -> list[Finding]:
    """Every finding in `clauses`, the letter's own text with its schedule rows, errors first.

    >>> [finding.text for finding in lint_commitment(["我公司尽快支付货款￥1.00"])]
    ['尽快', '']
    """
    plain = [re.sub(r"\s", "", clause) for clause in clauses]
    return search(_RULES, plain) + _whole(plain)


def _whole(plain: Sequence[str]) -> list[Finding]:
    """What the letter as a whole lacks, or has too much of."""
    found = []
    if not any(map(_AMOUNT.search, plain)):
        found.append(_warning("amount", N_("the commitment names no amount")))
    if not any(map(_DATE.search, plain)):
        found.append(_warning("date", N_("the commitment names no date of payment")))
    if _SIGNERS.search("".join(plain)):
        found.append(_warning("signers", N_("several signers may each owe the whole debt")))
    return found


def _warning(code: str, message: str) -> Finding:
    hint = N_("the debtor alone promises a sum by a day")
    return Finding("warning", f"commitment.{code}", 0, "", message, hint)
