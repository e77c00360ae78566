"""What may not stand in a Spanish letter, and what no letter in any language may hold."""

import pytest

from letters.wording import wording_for
from letters.wording.es_lint import lint_spanish

RESERVE = "El cobro de cantidades a cuenta no supone renuncia a los intereses."


def found(clause, kind="guarantee_letter"):
    return [(f.severity, f.code, f.text) for f in lint_spanish(kind, [RESERVE, clause])]


@pytest.mark.parametrize(
    ("clause", "code", "text"),
    [
        ("la deuda de el deudor", "contraction", "de el"),
        ("notificar a\u00a0el deudor", "contraction", "a el"),
        ("a favor de Ejemplo, S.L..", "full_stop", "L.."),
        ("un millón euros", "numeral", "millón euros"),
        ("tres millones pesos", "numeral", "millones pesos"),
        ("veintiuno mil euros", "numeral", "veintiuno mil"),
        ("las 1 facturas", "number", "1 facturas"),
        ("en 1 días", "number", "1 días"),
        ("el 3 de October de 2026", "month", "October"),
        ("con domicilio en None", "hole", "None"),
        ("la cuenta () del banco", "hole", "()"),
        ("el contrato «»", "hole", "«»"),
    ],
)
def test_slips_that_refuse_a_letter(clause, code, text):
    assert found(clause) == [("error", f"wording.{code}", text)]


@pytest.mark.parametrize(
    "clause",
    [
        "natural de El Ejido, a El Corte Inglés, S.A., del deudor y al deudor",
        "a él y de ellos",
        "Firma: ______ ...",
        "un millón de euros, veintiún mil, mil euros",
        "1 factura, 11 facturas, F-1 días, 2,1 meses",
        "por Ejemplo, S.L.",
    ],
)
def test_what_only_looks_like_a_slip(clause):
    assert found(clause) == []


@pytest.mark.parametrize("words", ["Lo antes posible", "cuanto antes", "a la mayor brevedad"])
def test_a_promise_without_a_day_is_doubtful_in_a_commitment_alone(words):
    clause = f"{words} se pagará"
    assert found(clause) == [("warning", "commitment.conditional", words)]
    assert found(clause, "demand_letter") == []


def test_a_commitment_without_the_reserve_of_interest_is_doubtful():
    (finding,) = lint_spanish("guarantee_letter", ["No constituye renuncia a acción alguna."])
    assert (finding.severity, finding.code, finding.clause) == (
        "warning", "commitment.reserve", 0,
    )  # fmt: skip
    assert lint_spanish("demand_letter", ["Nada."]) == []


def test_errors_come_first():
    findings = lint_spanish("guarantee_letter", ["cuanto antes", RESERVE, "de el deudor"])
    assert [(f.severity, f.clause) for f in findings] == [("error", 3), ("warning", 1)]


@pytest.mark.parametrize("language", ["ru", "zh", "es"])
@pytest.mark.parametrize("hole", ["None", "()", "（）", "《》"])
def test_a_hole_is_a_hole_in_every_language(language, hole):
    findings = wording_for(language).lint("demand_letter", [f"X {hole}"])
    assert [(f.severity, f.code, f.text) for f in findings] == [("error", "wording.hole", hole)]
