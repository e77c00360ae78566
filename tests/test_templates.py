"""The shipped templates: in order, supported, and their wording under review as text."""

from pathlib import Path

import pytest

from letters.documents.kinds import KINDS
from letters.rendering.template_check import check_template
from letters.rendering.template_text import dump_text
from letters.rendering.wordml import unsupported_markup
from letters.resources import data_folder

FILES = sorted(data_folder("templates").glob("*/*.docx"))
NAMES = [f"{path.parent.name}/{path.stem}" for path in FILES]


def test_every_kind_has_a_template_in_every_language():
    wanted = {f"{kind}/{language}" for kind in KINDS for language in ("ru", "zh", "es")}
    assert wanted <= set(NAMES)


@pytest.mark.parametrize("path", FILES, ids=NAMES)
def test_a_shipped_template_is_in_order(path: Path):
    problems = [
        *check_template(path, KINDS[path.parent.name].fields),
        *unsupported_markup(path.read_bytes(), path.name),
    ]
    assert [str(problem) for problem in problems] == []


@pytest.mark.parametrize("path", FILES, ids=NAMES)
def test_the_wording_is_reviewed_as_text(path: Path, golden):
    golden(f"templates/{path.parent.name}.{path.stem}.txt", dump_text(path.read_bytes()))


def test_the_table_of_fields_for_lawyers_is_complete():
    """templates/README.md names every field, flag and list of every kind, and no other."""
    text = (data_folder("templates") / "README.md").read_text(encoding="utf-8")
    for kind in KINDS.values():
        part = text.split(f"## Fields of {kind.name}")[1].split("\n## ")[0]
        told = {
            name
            for line in part.splitlines()
            if line.startswith("| `")
            for name in line.split("|")[1].replace("`", " ").replace(",", " ").split()
        }
        known = kind.fields.names | {
            f"{name}.{field}" for name, fields in kind.fields.lists.items() for field in fields
        }
        assert told == known, kind.name
