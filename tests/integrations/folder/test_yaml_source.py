"""YAML is read by a parser in C where there is one, and means the same as read in Python."""

import pathlib

import pytest
import yaml

from utfall.integrations.folder import yaml_source
from utfall.integrations.folder.source import SourceFile

SOURCE = SourceFile(pathlib.Path("plan.yaml"), "plan.yaml")
ODDITIES = {
    "quoted numbers": "a: '12'\nb: \"12\"\nc: 12\nd: 0,5\n",
    "words": "a: ja\nb: 'ja'\nc: nej\nd: ~\ne:\n",
    "blocks": "a: |\n  rad\n  rad\nb: >-\n  3\nc: [1, två]\nd: {k: v}\n",
    "an anchor": "a: &x 1\nb: *x\n",
    "a key that stands twice": "a: 1\na: 2\n",
    "nothing": "",
    "a list": "- a\n",
    "a bracket that is not closed": "a: [1\nb: 2\n",
    "a control character": "a: \x01\n",
    "a tab before a value": "a:\t1\n",
    "a tab before a key": "\ta: 1\n",
    "a question mark in a list": "a: [var?, när?]\n",
    "an exclamation mark": "a: {b: !c, d: 1}\n",
    "a mark inside": "a: 1\n\ufeffb: 2\n",
    "a comment in a block's head": "a: >-#\n  3\nb: 1\n",
}


@pytest.mark.parametrize("text", ODDITIES.values(), ids=ODDITIES)
def test_both_parsers_say_the_same(text, monkeypatch):
    found = yaml_source.parsed(SOURCE, text)
    monkeypatch.setattr(yaml, "__with_libyaml__", False)

    assert yaml_source.parsed(SOURCE, text) == found


def test_the_examples_files_are_the_same_by_both(root, monkeypatch):
    for path in sorted((root / "examples").rglob("*.yaml")):
        text = path.read_text("utf-8")
        found = yaml_source.parsed(SOURCE, text)
        assert isinstance(found, yaml_source.Tree)
        with monkeypatch.context() as patch:
            patch.setattr(yaml, "__with_libyaml__", False)
            assert yaml_source.parsed(SOURCE, text) == found
