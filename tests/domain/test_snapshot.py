"""Equal facts give equal bytes; any change gives another hash."""

import dataclasses
import datetime as dt
import json
from decimal import Decimal

import pytest

from tests.documents.compose.small import FIGURES, small_snapshot
from utfall.domain.indicators import Indicator
from utfall.domain.organisation import OrgUnit
from utfall.domain.planning import Measure


def test_the_canonical_form_is_json_with_every_figure_object_and_text() -> None:
    facts = small_snapshot()
    content = json.loads(facts.canonical())
    assert len(content["figures"]) == len(facts.figures)
    assert len(content["objects"]) == len(facts.objects)
    assert len(content["texts"]) == len(facts.texts)
    assert content["figures"][0]["address"] == min(map(str, facts.figures))


def test_the_order_in_which_figures_and_texts_came_does_not_matter() -> None:
    facts = small_snapshot()
    turned = small_snapshot(
        figures=dict(reversed(list(facts.figures.items()))), texts=dict(reversed(list(facts.texts.items())))
    )
    assert turned.hash == facts.hash


def test_any_changed_value_changes_the_hash() -> None:
    facts = small_snapshot()
    first = FIGURES[0]
    other = dataclasses.replace(first, value=first.value + Decimal("0.01"))
    assert small_snapshot(figures={**facts.figures, first.address: other}).hash != facts.hash
    assert small_snapshot(as_of=facts.as_of + dt.timedelta(seconds=1)).hash != facts.hash


def test_objects_are_found_by_type_in_their_order() -> None:
    facts = small_snapshot()
    assert [unit.code for unit in facts.of(OrgUnit)] == ["NAM", "FOR", "OMR1", "OMR2"]
    assert len(facts.of(Measure)) == 3
    assert len(facts.of(Indicator)) == 4


def test_what_has_no_canonical_form_is_a_bug() -> None:
    @dataclasses.dataclass(frozen=True)
    class Odd:
        code: str = "O"
        name: str = "o"
        thing: object = object

    with pytest.raises(TypeError, match="canonical"):
        small_snapshot(objects={"O": Odd()}).canonical()


def test_an_object_may_hold_dates_mappings_and_other_objects() -> None:
    @dataclasses.dataclass(frozen=True)
    class Rich:
        code: str = "O"
        name: str = "o"
        day: dt.date = dt.date(2024, 8, 31)
        by: object = dataclasses.field(default_factory=lambda: {"a": 1})

    made = small_snapshot(objects={"O": Rich()})
    assert '"day":"2024-08-31"' in made.canonical()
