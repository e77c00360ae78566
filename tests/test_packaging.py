"""What is handed out works without this checkout: sdist -> wheel -> an empty environment."""

import ast
import os
import subprocess
import sys
import sysconfig
import tomllib
import venv
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parent.parent


def run(*command: str | Path, cwd: Path, **env: str) -> str:
    """The output of a command that must succeed, in an environment without our settings."""
    clean = {"PATH": os.defpath, "HOME": str(cwd), "LC_ALL": "C.UTF-8", **env}
    done = subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env=clean,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel built from the sdist: so the sdist holds all that a build needs."""
    out = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "hatchling", "build", "-t", "sdist", "-d", out, cwd=ROOT)
    run(sys.executable, "-m", "tarfile", "--extract", next(out.glob("*.tar.gz")), out, cwd=out)
    source = next(path for path in out.iterdir() if path.is_dir())
    run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", out, cwd=source)
    return next(out.glob("*.whl"))


@pytest.fixture(scope="module")
def letters(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The command of a new environment that has the wheel; its dependencies are lent by ours.

    A path in a .pth file is searched for packages, but its own .pth files are not read: this
    checkout, installed there as editable, cannot be seen.
    """
    place = tmp_path_factory.mktemp("installed")
    venv.create(place, symlinks=True, with_pip=False)
    python = place / "bin" / "python"
    pip = (sys.executable, "-m", "pip", "--python", python)
    run(*pip, "install", "--quiet", "--no-index", "--no-deps", wheel, cwd=place)
    site = next(place.glob("lib/python*/site-packages"))
    (site / "lent.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    where = run(python, "-c", "import letters; print(letters.__file__)", cwd=place)
    assert Path(where.strip()).is_relative_to(site)
    return place / "bin" / "letters"


@pytest.mark.slow
def test_an_installed_wheel_makes_a_letter(letters: Path, tmp_path: Path) -> None:
    run(letters, "init", "firm", cwd=tmp_path)
    days = ("--as-of", "2026-09-15", "--pay-by", "2026-10-15")
    run(letters, "guarantee", "snegir", "--workspace", "firm", *days, cwd=tmp_path)
    made = {path.suffix: path for path in (tmp_path / "firm" / "out").rglob("*.*")}
    assert made[".docx"].read_bytes().startswith(b"PK")
    assert made[".pdf"].read_bytes().startswith(b"%PDF-")


@pytest.mark.slow
def test_an_installed_wheel_speaks_the_language_of_its_user(letters: Path, tmp_path: Path) -> None:
    english, russian = (
        run(letters, "--help", cwd=tmp_path, LETTERS_LANG=language) for language in ("en", "ru")
    )
    assert not any("а" <= letter <= "я" for letter in english)
    assert any("а" <= letter <= "я" for letter in russian)


def test_every_package_that_is_imported_is_declared() -> None:
    """A package that is here only because another one needs it may be gone tomorrow."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    optional = [line for extra in project["optional-dependencies"].values() for line in extra]
    lines = [*project["dependencies"], *optional]
    declared = {canonicalize_name(Requirement(line).name) for line in lines}
    providers = packages_distributions()
    undeclared = {
        f"{path.relative_to(ROOT)} imports {module}"
        for path in (ROOT / "src").rglob("*.py")
        for module in imported(path)
        if module not in sys.stdlib_module_names and module != "letters"
        if declared.isdisjoint(map(canonicalize_name, providers.get(module, [])))
    }
    assert undeclared == set()


def imported(path: Path) -> set[str]:
    """The top-level packages that a module imports, inside its functions too."""
    nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    names = [alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names]
    names += [node.module for node in nodes if isinstance(node, ast.ImportFrom) and node.module]
    return {name.partition(".")[0] for name in names}
