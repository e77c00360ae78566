"""The repository keeps its promises: the two commands, and locks in step with pyproject.toml."""

import os
import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
RUNTIME = PROJECT["project"]["dependencies"]
EXTRAS = [each for extra in PROJECT["project"]["optional-dependencies"].values() for each in extra]
DEVELOPMENT = PROJECT["dependency-groups"]["dev"] + EXTRAS


def locked(lock: str) -> dict[str, str]:
    """Name -> version of each package pinned in a lock."""
    text = (ROOT / lock).read_text(encoding="utf-8")
    return dict(re.findall(r"^([a-z0-9-]+)==(\S+)", text, re.MULTILINE))


def test_the_readme_starts_with_the_two_commands() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert "script/demo" in readme
    assert "script/test" in readme


@pytest.mark.parametrize("name", ["script/bootstrap", "script/demo", "script/test", ".ci/run"])
def test_commands_can_be_run(name: str) -> None:
    assert os.access(ROOT / name, os.X_OK)


@pytest.mark.parametrize(
    ("lock", "declared"),
    [("requirements.lock", RUNTIME), ("requirements-dev.lock", RUNTIME + DEVELOPMENT)],
)
def test_a_lock_pins_all_that_is_declared(lock: str, declared: list[str]) -> None:
    pins = locked(lock)
    for requirement in map(Requirement, declared):
        name = canonicalize_name(requirement.name)
        assert name in pins, f"{name} is not in {lock}: make lock"
        assert requirement.specifier.contains(pins[name]), f"{name} in {lock}: make lock"


def test_both_locks_pin_the_same_versions() -> None:
    assert locked("requirements.lock").items() <= locked("requirements-dev.lock").items()


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock"])
def test_a_lock_is_only_names_versions_and_hashes(lock: str) -> None:
    """Installing must not depend on where the packages came from on somebody's machine."""
    pin = r"[a-z0-9-]+==\S+(?: ; [^\n]+?)? \\\n(?:    --hash=sha256:[0-9a-f]{64}(?: \\)?\n)+"
    text = (ROOT / lock).read_text(encoding="utf-8")
    assert re.sub(pin, "", text) == ""


@pytest.mark.parametrize("name", ["uv.lock", "pylock.toml", "poetry.lock"])
def test_there_is_no_lock_that_names_hosts(name: str) -> None:
    assert not (ROOT / name).exists(), f"remove {name}: requirements.lock is the lock"
