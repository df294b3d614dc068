"""What is installed is what is locked, with uv or with pip, and each dependency has its reason."""

import re
import tomllib
from pathlib import Path

import pytest
import yaml

NAME = re.compile(r"^[A-Za-z0-9._-]+")


def _name(requirement: str) -> str:
    found = NAME.match(requirement)
    assert found
    return re.sub(r"[-_.]+", "-", found[0]).lower()


def _pins(path: Path) -> dict[str, str]:
    pairs = re.findall(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)", path.read_text("utf-8"), re.MULTILINE)
    return {_name(name): version for name, version in pairs}


@pytest.fixture(scope="module")
def project(root):
    return tomllib.loads((root / "pyproject.toml").read_text("utf-8"))


@pytest.fixture(scope="module")
def locked(root):
    packages = tomllib.loads((root / "uv.lock").read_text("utf-8"))["package"]
    return {(package["name"], package["version"]) for package in packages if "version" in package}


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_pip_installs_what_uv_would(root, locked, name):
    assert set(_pins(root / name).items()) <= locked, "run `make lock`"


def test_every_dependency_is_in_the_list_for_pip(root, project):
    wanted = {_name(one) for one in project["project"]["dependencies"]}
    wanted_dev = {_name(one) for one in project["dependency-groups"]["dev"]}

    assert wanted <= set(_pins(root / "requirements.txt"))
    assert wanted | wanted_dev <= set(_pins(root / "requirements-dev.txt"))


def test_every_pin_for_pip_has_hashes(root):
    for name in ("requirements.txt", "requirements-dev.txt", "tools/uv.txt"):
        blocks = re.split(r"^(?=[A-Za-z0-9])", (root / name).read_text("utf-8"), flags=re.MULTILINE)[1:]
        assert [block for block in blocks if "--hash=sha256:" not in block] == []


def test_every_runtime_dependency_says_why(root):
    lines = (root / "pyproject.toml").read_text("utf-8").splitlines()
    start = lines.index("dependencies = [")
    listed = lines[start + 1 : lines.index("]", start)]

    unexplained = [
        line
        for before, line in zip(["", *listed], listed, strict=False)
        if '"' in line and "# " not in before
    ]

    assert unexplained == []


def test_the_catalogue_of_public_code_is_told_the_same(root, project):
    """The mandatory keys of the publiccode.yml standard 0.4, with its limits on length."""
    told = yaml.safe_load((root / "publiccode.yml").read_text("utf-8"))

    assert told["publiccodeYmlVersion"] == "0.4"
    assert told["legal"]["license"] == project["project"]["license"]
    assert {"name", "url", "platforms", "developmentStatus", "softwareType", "maintenance"} <= set(told)
    assert told["maintenance"]["contacts"]
    assert set(told["localisation"]["availableLanguages"]) == set(told["description"]) == {"sv", "en"}
    for words in told["description"].values():
        assert len(words["shortDescription"]) <= 150
        assert 500 <= len(words["longDescription"]) <= 10_000
        assert all(len(feature) <= 100 for feature in words["features"])
