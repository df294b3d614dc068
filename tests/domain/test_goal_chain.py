"""The goal chain as a tree: what may stand where, how goals move, what two versions differ in."""

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from utfall.domain.denied import Denied
from utfall.domain.goal_chain import (
    LOCKED,
    Chain,
    ChainChangeKind,
    Level,
    Moved,
    Node,
    Place,
    Way,
    chain_changes,
    levels_under,
    may_stand_under,
    moved,
    node,
    placed,
)

CHAIN = Chain((
    Node("SA1", "Hållbar utveckling", Level.AREA),
    Node("SG1", "Stärkt beredskap", Level.STRATEGIC, "SA1"),
    Node("VM1", "Bidra till beredskap", Level.COMMITTEE, "SG1", target_year=2027),
    Node("D1", "Samverkan", Level.FOCUS, "VM1"),
    Node("D2", "Etablera övningar", Level.FOCUS, "VM1"),
    Node("VM2", "Förbättringskultur", Level.COMMITTEE, "SG1"),
    Node("D3", "Arbeta med kulturen", Level.FOCUS, "VM2"),
    Node("D4", "Direkt under målet", Level.FOCUS, "SG1"),
))  # fmt: skip


def after(chain, code, step):
    """The chain with the move carried out."""
    order = {each: number for number, each in enumerate(step.order)}
    nodes = [dataclasses.replace(one, parent=step.parent) if one.code == code else one for one in chain.nodes]
    rest = [one for one in nodes if one.code not in order]
    return Chain(
        (*rest, *sorted((one for one in nodes if one.code in order), key=lambda one: order[one.code]))
    )


@pytest.mark.parametrize(
    ("code", "way", "parent", "order"),
    [
        ("D2", Way.UP, "VM1", ("D2", "D1")),
        ("D1", Way.DOWN, "VM1", ("D2", "D1")),
        ("D4", Way.IN, "VM2", ("D3", "D4")),
        ("D3", Way.OUT, "SG1", ("VM1", "VM2", "D3", "D4")),
        ("VM1", Way.DOWN, "SG1", ("VM2", "VM1", "D4")),
    ],
)
def test_a_goal_moves_one_step(code, way, parent, order):
    assert moved(CHAIN, code, way) == Moved(parent, order)


@pytest.mark.parametrize(
    ("code", "way", "why"),
    [
        ("D1", Way.UP, "Samverkan står redan överst."),
        ("D2", Way.DOWN, "Etablera övningar står redan nederst."),
        ("D1", Way.IN, "Det finns inget mål före Samverkan som det kan flyttas in under."),
        ("D2", Way.IN, "1-årig inriktning kan inte stå under 1-årig inriktning. Välj ett annat ställe."),
        ("VM2", Way.OUT, "Verksamhetsmål kan inte stå under strategiskt område. Välj ett annat ställe."),
        ("SA1", Way.OUT, "Hållbar utveckling kan inte flyttas längre ut."),
        ("SG1", Way.OUT, "Stärkt beredskap hör till kommunens mål"),
    ],
)
def test_a_step_that_cannot_be_taken_says_why(code, way, why):
    refused = moved(CHAIN, code, way)
    assert isinstance(refused, Denied)
    assert refused.sentence().startswith(why)


def test_a_goal_is_put_before_after_or_under_another():
    assert placed(CHAIN, "D3", Place.BEFORE, "D2") == Moved("VM1", ("D1", "D3", "D2"))
    assert placed(CHAIN, "D3", Place.AFTER, "D1") == Moved("VM1", ("D1", "D3", "D2"))
    assert placed(CHAIN, "D3", Place.UNDER, "VM1") == Moved("VM1", ("D1", "D2", "D3"))


def test_a_goal_is_never_put_under_itself():
    for other in ("VM1", "D1"):
        refused = placed(CHAIN, "VM1", Place.UNDER, other)
        assert isinstance(refused, Denied)
        assert refused.code == "plan.under-itself"


def test_only_an_area_and_a_unit_goal_stand_at_the_top():
    lonely = Chain((Node("D1", "Ensam", Level.FOCUS, "VM9"), Node("D2", "Två", Level.FOCUS, "VM9")))
    refused = moved(lonely, "D1", Way.DOWN)
    assert isinstance(refused, Denied)
    assert refused.code == "plan.not-at-the-top"
    assert [level for level in Level if may_stand_under(level, None)] == [Level.AREA, Level.UNIT]


def test_what_may_be_added_is_never_the_councils():
    assert levels_under(Level.STRATEGIC) == (Level.COMMITTEE, Level.FOCUS, Level.UNIT)
    assert levels_under(Level.AREA) == ()
    assert not LOCKED & {level for parent in Level for level in levels_under(parent)}


def test_the_tree_is_walked_from_the_top():
    assert [(depth, one.code) for depth, one in CHAIN.walk()] == [
        (0, "SA1"), (1, "SG1"), (2, "VM1"), (3, "D1"), (3, "D2"), (2, "VM2"), (3, "D3"), (2, "D4"),
    ]  # fmt: skip
    assert [one.code for one in CHAIN.path("D3")] == ["SA1", "SG1", "VM2", "D3"]
    assert "D3" in CHAIN


def test_a_node_comes_back_from_its_plain_values():
    for one in CHAIN.nodes:
        assert node(one.as_json()) == one


def test_two_versions_differ_by_what_was_done():
    nodes = {one.code: one for one in CHAIN.nodes}
    nodes["VM1"] = dataclasses.replace(nodes["VM1"], name="Bidra till stärkt beredskap")
    nodes["D3"] = dataclasses.replace(nodes["D3"], parent="VM1")
    nodes["VM2"] = dataclasses.replace(nodes["VM2"], description="Ny text")
    del nodes["D4"]
    later = Chain((*nodes.values(), Node("D9", "Ny inriktning", Level.FOCUS, "VM2")))
    assert [(one.kind, one.name) for one in chain_changes(CHAIN, later)] == [
        (ChainChangeKind.RENAMED, "Bidra till stärkt beredskap"),
        (ChainChangeKind.MOVED, "Arbeta med kulturen"),
        (ChainChangeKind.CHANGED, "Förbättringskultur"),
        (ChainChangeKind.ADDED, "Ny inriktning"),
        (ChainChangeKind.REMOVED, "Direkt under målet"),
    ]


def test_a_new_order_is_told_by_the_fewest_moves():
    step = moved(CHAIN, "D2", Way.UP)
    assert isinstance(step, Moved)
    changes = chain_changes(CHAIN, after(CHAIN, "D2", step))
    assert [one.kind for one in changes] == [ChainChangeKind.MOVED]
    assert chain_changes(CHAIN, CHAIN) == ()


@given(
    st.lists(st.tuples(st.sampled_from([one.code for one in CHAIN.nodes]), st.sampled_from(Way)), max_size=12)
)
def test_no_row_of_steps_breaks_the_tree(steps):
    chain = CHAIN
    for code, way in steps:
        step = moved(chain, code, way)
        if isinstance(step, Moved):
            chain = after(chain, code, step)
    assert sorted(one.code for _depth, one in chain.walk()) == sorted(one.code for one in CHAIN.nodes)
    for one in chain.nodes:
        parent = chain.above(one.code)
        assert may_stand_under(one.level, chain[parent].level if parent else None)
