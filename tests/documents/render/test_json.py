"""The JSON form: complete, described by its schema, and read back to the same document."""

import json
from decimal import Decimal

import jsonschema
import pytest
from hypothesis import given

from tests.documents import generated, sample
from utfall.documents.model import Chart, Table, numbers, walk
from utfall.documents.read.json import from_json
from utfall.documents.render import json as form
from utfall.domain.figure import Address, Figure, Source
from utfall.domain.unit import KR


@pytest.fixture(scope="module")
def validator(root):
    schema = json.loads((root / "docs/report.schema.json").read_text("utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


@given(document=generated.documents(with_charts=True))
def test_what_is_written_is_read_back_the_same(document):
    assert from_json(form.render(document)) == document


def test_the_sample_is_read_back_the_same():
    assert from_json(form.render(sample.small())) == sample.small()


@given(document=generated.documents(with_charts=True))
def test_every_document_follows_the_published_schema(document, validator):
    validator.validate(json.loads(form.render(document)))


def test_the_schema_refuses_what_is_not_a_document(validator):
    tree = json.loads(form.render(sample.small()))
    for spoil in (
        {"schema": 2},
        {"blocks": [{"kind": "banner"}]},
        {"blocks": [{"kind": "paragraph", "label": "", "inlines": [{"kind": "number", "printed": "1"}]}]},
    ):
        assert list(validator.iter_errors(tree | spoil))


def test_the_figures_are_all_the_numbers_in_order():
    document = sample.small()
    figures = json.loads(form.render(document))["figures"]

    assert [(one["path"], one["printed"]) for one in figures] == [
        (path, number.printed) for path, number in numbers(document)
    ]


def test_a_figure_has_the_unit_of_its_table_or_chart():
    document = sample.small()
    above = {
        path: node.unit for path, node in walk(document) if isinstance(node, Table | Chart) and node.unit
    }
    figures = {one["path"]: one for one in json.loads(form.render(document))["figures"]}

    for path, unit in above.items():
        inside = [one for place, one in figures.items() if place.startswith(f"{path}/")]
        assert inside and all(one["unit"] == unit.symbol for one in inside)


def test_a_figure_says_what_it_is_about_and_where_it_comes_from():
    address = Address.parse("resultat.inkl:SEN:2024:prognos")
    stored = Figure(address, Decimal("-2961234.50"), KR, 2, Source("prognos.xlsx", "rad 4"), "Resultat")

    figures = json.loads(form.render(sample.small(), figures=[stored]))["figures"]
    found = next(one for one in figures if one["address"] == str(address))

    assert found | {"path": ""} == {
        "path": "",
        "printed": "−3,0\u00a0mnkr",
        "value": "-3.0",
        "decimals": 1,
        "unit": "mnkr",
        "address": "resultat.inkl:SEN:2024:prognos",
        "measure": "resultat.inkl",
        "scope": "SEN",
        "period": "2024",
        "scenario": "prognos",
        "cuts": {},
        "name": "Resultat",
        "source": {"document": "prognos.xlsx", "place": "rad 4"},
    }


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xff\xfe",
        b"[]",
        b'{"schema": 99}',
        b'{"schema": 1}',
        (
            b'{"schema": 1, "title": "", "language": "", "organisation": "", "made_at": "", "identity": "",'
            b' "blocks": [{"kind": "banner"}]}'
        ),
        (
            b'{"schema": 1, "title": "", "language": "", "organisation": "", "made_at": "", "identity": "",'
            b' "blocks": [{"kind": "paragraph", "label": "", "inlines": [7]}]}'
        ),
    ],
)
def test_what_is_not_a_report_is_refused_with_a_sentence(data):
    with pytest.raises(ValueError, match=r"\w+ \w+"):
        from_json(data)
