"""letters reconcile as a user types it: their act beside our ledger, and the paper that follows."""

from decimal import Decimal

import openpyxl
import pytest

from command import run
from letters.reading.sample import make_workspace

PERIOD, QUARTER = "2026-Q3", "3 квартал 2026 г."
WE, THEY = "ООО «ТД „Лиморель“»", "ООО «Снегирь-Маркет»"


@pytest.fixture
def workspace(tmp_path):
    make_workspace(tmp_path / "w")
    return tmp_path / "w"


def ledger(capsys, workspace, debtor="snegir"):
    return run(capsys, f"act {debtor} --json --period {PERIOD} -C", workspace).lines[0]


def rouble(amount):
    return f"{Decimal(amount):,.2f}".replace(",", "\u00a0").replace(".", ",")


def their_act(path, figures, change=lambda rows: rows):
    """The act that the buyer's 1C prints: his account 60, where our shipments are credits."""
    rows = change([[row["date"], row["number"], row["debit"], row["credit"]]
                   for row in figures["rows"]])  # fmt: skip
    book = openpyxl.Workbook()
    sheet = book.active
    opening = Decimal(figures["opening_balance"])
    debit = sum((Decimal(row[3]) for row in rows), Decimal(0))
    credit = sum((Decimal(row[2]) for row in rows), Decimal(0))
    closing = opening + credit - debit
    for line in (
        ["Акт сверки"],
        [f"взаимных расчетов за период: {QUARTER} между {THEY} и {WE}"],
        [],
        [f"По данным {THEY}, руб."],
        ["Дата", "Документ", "Дебет", "Кредит"],
        ["Сальдо начальное", "", "", rouble(opening)],
        *(
            [
                ".".join(reversed(day.split("-"))),
                f"Приход ({number})" if Decimal(debit_) else f"Оплата ({number})",
                rouble(credit_) if Decimal(credit_) else "",
                rouble(debit_) if Decimal(debit_) else "",
            ]
            for day, number, debit_, credit_ in rows
        ),
        ["Обороты за период", "", rouble(debit), rouble(credit)],
        ["Сальдо конечное", "", "", rouble(closing)],
    ):  # fmt: skip
        sheet.append(line)
    book.save(path)
    return path


def test_books_that_agree_need_no_protocol(capsys, workspace):
    path = their_act(workspace.parent / "act.xlsx", ledger(capsys, workspace))
    result = run(capsys, "reconcile snegir -C", workspace, "--theirs", path)
    assert result.status == 0, result.err
    assert "both sides agree" in result.err
    assert not (workspace / "register.sqlite").exists()


def test_every_difference_is_shown_and_goes_into_the_protocol(capsys, workspace):
    def change(rows):
        shipments = [row for row in rows if Decimal(row[2])]
        shipments[0][2] = str(Decimal(shipments[0][2]) - 100)
        rows.remove(shipments[1])
        return [*rows, ["2026-09-29", "901", "0", "7777.77"]]

    ours = ledger(capsys, workspace)
    path = their_act(workspace.parent / "act.xlsx", ours, change)
    figures = run(capsys, "reconcile snegir --json -C", workspace, "--theirs", path).lines[0]
    findings = [row["finding"] for row in figures["rows"] if row["finding"] != "matched"]
    assert sorted(findings) == ["only_ours", "only_theirs", "other_amount"]
    assert figures["adjusted"]["ours"] == figures["adjusted"]["theirs"]
    assert figures["ours"] == {
        "opening": ours["opening_balance"], "closing": ours["closing_balance"],
    }  # fmt: skip
    assert figures["theirs"]["opening"] == ours["opening_balance"]
    shown = run(capsys, "reconcile snegir --dry-run -C", workspace, "--theirs", path)
    assert "missing with us" in shown.out
    assert "901" in shown.out
    assert not (workspace / "out").exists()
    made = run(
        capsys, "reconcile snegir --format docx --format pdf -C", workspace, "--theirs", path
    )
    assert made.status == 0, made.err
    assert sorted(file.suffix for file in (workspace / "out").iterdir()) == [".docx", ".pdf"]
    listed = run(capsys, "register list --json -C", workspace).lines
    assert [line["kind"] for line in listed] == ["difference_protocol"]
    assert run(capsys, "register check -C", workspace).status == 0


def test_our_act_that_they_filled_in_holds_their_books(capsys, workspace):
    figures = ledger(capsys, workspace)
    book = openpyxl.Workbook()
    sheet = book.active
    opening, closing = rouble(figures["opening_balance"]), rouble(figures["closing_balance"])
    debit, credit = rouble(figures["debit_turnover"]), rouble(figures["credit_turnover"])
    sheet.append([f"Акт сверки взаимных расчетов за период: {QUARTER} между {WE} и {THEY}"])
    sheet.append([f"По данным {WE}, руб.", "", "", "", f"По данным {THEY}, руб."])
    sheet.append(["Дата", "Документ", "Дебет", "Кредит"] * 2)
    sheet.append(["Сальдо начальное", "", opening, "", "Сальдо начальное", "", "", opening])
    for row in figures["rows"]:
        day = ".".join(reversed(row["date"].split("-")))
        debit_, credit_ = (
            rouble(row[side]) if Decimal(row[side]) else "" for side in ("debit", "credit")
        )
        what = ("Продажа", "Приход") if debit_ else ("Оплата", "Оплата")
        captions = [f"{word} ({row['number']})" for word in what]
        sheet.append([day, captions[0], debit_, credit_, day, captions[1], credit_, debit_])
    sheet.append(["Обороты за период", "", debit, credit, "Обороты за период", "", credit, debit])
    sheet.append(["Сальдо конечное", "", closing, "", "Сальдо конечное", "", "", closing])
    book.save(workspace.parent / "both.xlsx")
    result = run(
        capsys, "reconcile snegir -C", workspace, "--theirs", workspace.parent / "both.xlsx"
    )
    assert result.status == 0, result.err
    assert "both sides agree" in result.err
    assert "opening balance" not in result.err


def test_our_own_ledger_and_strangers_are_refused(capsys, workspace):
    path = their_act(workspace.parent / "act.xlsx", ledger(capsys, workspace))
    other = run(capsys, "reconcile kedr -C", workspace, "--theirs", path)
    assert other.status == 1
    assert "this file is of snegir, not of kedr" in other.err
    nobody = run(capsys, "reconcile nobody --json -C", workspace, "--theirs", path)
    assert nobody.status == 1
    assert nobody.lines[0]["refused"]["debtor"] == "nobody"
    missing = run(capsys, "reconcile snegir -C", workspace, "--theirs", "no.xlsx")
    assert "there is no such file" in missing.err
    (workspace.parent / "strange.txt").write_text("nothing", encoding="utf-8")
    strange = run(capsys, "reconcile snegir --json -C", workspace, "--theirs",
                  workspace.parent / "strange.txt")  # fmt: skip
    assert "format" in strange.lines[0]["refused"]["problems"][0]["message"]


def test_a_period_inside_the_file_moves_the_opening_on(capsys, workspace):
    path = their_act(workspace.parent / "act.xlsx", ledger(capsys, workspace))
    month = run(capsys, "reconcile snegir --json --period 2026-09 -C", workspace, "--theirs", path)
    figures = month.lines[0]
    assert figures["period"] == {"from": "2026-09-01", "to": "2026-09-30"}
    assert figures["ours"] == figures["theirs"]
    assert figures["difference"] == "0.00"
