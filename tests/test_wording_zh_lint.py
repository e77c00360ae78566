"""What may not stand in a 付款承诺书."""

import pytest

from letters.wording.zh_lint import lint_commitment

# A commitment as it should be: every clause of the usual letter, filled.
GOOD = """
我公司（东莞海川五金有限公司）与贵公司于2026年1月10日签订《工业品买卖合同》（合同编号：HC-2026-01，以下简称“原合同”）。
贵公司已依约交付货物，我公司均已签收，对货物的数量、质量及价款均无异议。
一、经双方核对，截至2026年9月15日，我公司尚欠贵公司货款本金人民币壹拾贰万捌仟陆佰伍拾元整（￥128,650.00），明细如下：
二、我公司承诺按下列期限和金额将款项付至贵公司下列账户，以款项到账之日为付款日：
于2026年12月31日（含当日）前支付人民币壹拾贰万捌仟陆佰伍拾元整（￥128,650.00）
三、任何一期未按期足额支付的，全部未付款项视为立即到期，贵公司有权一次性主张，并自逾期之日起按日万分之五计收违约金；
贵公司为实现债权支出的诉讼费、保全费、保全保险费、律师费、差旅费等合理费用由我公司承担。
四、本承诺书为我公司对自身债务的确认和履行承诺，不构成对原合同债权债务的变更、更新或消灭；
付款期限的调整不免除我公司此前已产生的违约责任，贵公司未放弃任何权利。
五、因本承诺书产生的争议，提交贵公司住所地有管辖权的人民法院管辖。
六、本承诺书自我公司加盖公章之日起生效，一式贰份，双方各执壹份，传真件、扫描件与原件具有同等效力。
承诺人（盖章）：东莞海川五金有限公司
法定代表人或授权代表（签字）：（代表承诺人签署）
""".strip().splitlines()


def found(*clauses: str) -> list[tuple[str, str, str]]:
    return [(f.severity, f.code, f.text) for f in lint_commitment([*GOOD, *clauses])]


def test_the_usual_letter_is_clean():
    assert lint_commitment(GOOD) == []


@pytest.mark.parametrize(
    ("clause", "code", "text"),
    [
        ("我公司对上述债务承担连带责任。", "guarantee", "连带责任"),
        ("我公司愿意为该笔货款提供担保。", "guarantee", "担保"),
        ("保证期间为三年。", "guarantee", "保证期间"),
        ("收到贵公司书面通知后见索即付。", "guarantee", "见索即付"),
        ("本人承诺按期还清。", "personal", "本人承诺"),
        ("若公司不付，我愿承担。", "personal", "，我愿"),
        ("我承诺付款。", "personal", "我承诺"),
        ("上述借款于年底前还清。", "loan", "借款"),
        ("贵公司同意免除此前全部违约金。", "waiver", "免除此前全部违约金"),
        ("自签署之日起原合同作废。", "novation", "原合同作废"),
        ("原合同以本承诺书代替。", "novation", "以本承诺书代替"),
        ("剩余款项由广州宏远公司代为支付。", "third_party", "由广州宏远公司代为支付"),
        ("由股东 代 为 偿还。", "third_party", "由股东代为偿还"),
    ],
)
def test_errors(clause, code, text):
    assert found(clause) == [("error", f"commitment.{code}", text)]


@pytest.mark.parametrize(
    "clause", ["我公司不免除违约责任。", "不得免除违约金。", "我公司承担保全费。"]
)
def test_no_error_for_what_only_sounds_like_one(clause):
    assert found(clause) == []


@pytest.mark.parametrize(
    ("clause", "code", "text"),
    [
        ("我公司保证按时付款。", "assure", "保证按时"),
        ("余款尽快支付。", "conditional", "尽快"),
        ("待下游客户回款后支付。", "conditional", "待下游客户回款后"),
        ("我公司视资金情况分批支付。", "conditional", "视资金情况"),
        ("承诺人（盖章）：广州宏远有限公司", "signers", ""),
        ("共同承诺人：李四", "signers", ""),
    ],
)
def test_warnings(clause, code, text):
    assert found(clause) == [("warning", f"commitment.{code}", text)]


def test_a_promise_without_sum_and_day():
    findings = lint_commitment(["我公司承诺付清大部分，余款以后再付。"])
    assert [(f.code, f.clause) for f in findings] == [
        ("commitment.amount", 0),
        ("commitment.date", 0),
    ]


@pytest.mark.parametrize("amount", ["EUR10,000.00", "￥0.42", "肆角贰分", "壹佰元整"])
def test_a_sum_is_a_sum_in_any_form(amount):
    assert lint_commitment([f"我公司于2026年12月31日前支付{amount}。"]) == []


def test_a_finding_names_its_clause_and_errors_come_first():
    findings = lint_commitment(["尽快支付￥1.00，2026年1月1日。", "承担保证责任。"])
    assert [(f.severity, f.clause) for f in findings] == [("error", 2), ("warning", 1)]
    assert findings[0].message.format(text=findings[0].text) == (
        "“保证责任” makes the commitment a guarantee"
    )
