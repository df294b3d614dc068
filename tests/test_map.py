"""The map of the code is true, and every folder is explained by one sentence."""

from pathlib import Path

import pytest

from tools import map as code_map


def test_the_map_says_what_the_docstrings_say():
    assert code_map.text() == code_map.MAP.read_text("utf-8"), "run `make docs`"


@pytest.mark.parametrize("folder", list(code_map.folders()), ids=lambda folder: folder.name)
def test_a_folder_is_explained_by_one_sentence(folder: Path):
    sentence = code_map.docstring(folder / "__init__.py")

    assert sentence[:1].isupper()
    assert sentence.endswith(".")
    assert ". " not in sentence
    assert "\n\n" not in sentence


@pytest.mark.parametrize(
    "path", sorted(code_map.SOURCE.rglob("*.py")), ids=lambda path: f"{path.parent.name}/{path.name}"
)
def test_a_file_says_what_it_is(path: Path):
    assert code_map.docstring(path), f"{path} has no docstring"


def test_a_folder_that_is_not_python_is_no_room():
    with_code = {path.parent for path in code_map.SOURCE.rglob("*.py")}

    assert with_code == set(code_map.folders()), "a folder with code has an __init__.py that explains it"
