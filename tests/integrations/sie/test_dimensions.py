"""A mapping of dimensions is proposed from their names, saved, and read back or refused in a sentence."""

import json

import pytest

from utfall.domain.finding import Finding
from utfall.integrations.sie import STANDARD, DimensionMapping, load, propose
from utfall.integrations.sie.records import Dimension, SubDimension


def test_reserved_dimensions_and_known_names_are_proposed_and_the_rest_left_out():
    dimensions = (
        Dimension("1", "Kostnadsställe"), Dimension("20", "Verksamhet "), Dimension("21", "MOTPART"),
        SubDimension("22", "Verksamhet", "20"), Dimension("23", "Väder"), Dimension("8", "Kund"),
    )  # fmt: skip

    assert dict(propose(dimensions, name="x").parts) == {
        "1": "ansvar", "6": "projekt", "20": "verksamhet", "21": "motpart", "8": "counterpart",
    }  # fmt: skip


def test_a_saved_mapping_is_read_back_equal():
    mapping = propose([Dimension("20", "Aktivitet")], name="vårt")

    assert load(json.dumps(mapping.as_json()), where="k.json") == mapping


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("{", "Kopplingen"),
        ("[]", "Kopplingen"),
        ('{"name": "x"}', "Kopplingen"),
        ('{"name": 5, "dimensions": {}}', "Kopplingen"),
        ('{"name": "x", "dimensions": {"1": "konto"}}', "Dimension 1 kopplas till ”konto”"),
        (
            '{"name": "x", "dimensions": {"1": "ansvar", "2": "ansvar"}}',
            "Två dimensioner kopplas till ansvar",
        ),
    ],
)
def test_what_cannot_be_used_is_refused_in_a_sentence(text, word):
    finding = load(text, where="k.json")

    assert isinstance(finding, Finding)
    assert finding.sentence().startswith(word)
    assert finding.where == "k.json"


def test_a_mapping_in_code_that_makes_no_sense_is_a_mistake():
    with pytest.raises(ValueError, match="no parts"):
        DimensionMapping("x", {"1": "konto"})
    with pytest.raises(ValueError, match="two dimensions"):
        DimensionMapping("x", {"1": "ansvar", "2": "ansvar"})


def test_the_standard_knows_what_is_reserved():
    assert dict(STANDARD.parts) == {"1": "ansvar", "6": "projekt"}
