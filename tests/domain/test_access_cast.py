"""What each of the cast sees: walls, hand-overs, circles, secrets, vouchers."""

import datetime as dt
from dataclasses import replace

import pytest

from tests.domain.cast import CONTRIBUTION, IT, KITCHEN, MEALS, ROLES, START, TODAY, actor
from utfall.domain.access import (
    Actor,
    Grant,
    HandOver,
    Kind,
    Right,
    RightGrant,
    Role,
    Thing,
    decide,
    masks,
    visibility,
    visible,
)
from utfall.domain.denied import Denied
from utfall.domain.reporting import Deed, RoundState, Section, State


def erik(authority):
    grants = tuple(Grant(Role.CONTROLLER, code, (), START) for code in ("SEN", "KUN"))
    return Actor("Erik", grants, TODAY, authority)


@pytest.mark.parametrize("kind", [Kind.CONTRIBUTION, Kind.TASK, Kind.FORECAST, Kind.RISK, Kind.MEASURE])
def test_erik_never_sees_two_committees_drafts_at_once(kind):
    both = [Thing(kind, "SEN", ("SEF",)), Thing(kind, "KUN", ("KUF",))]

    assert [one.authority for one in visible(erik("SEN"), both)] == ["SEN"]
    assert [one.authority for one in visible(erik("KUN"), both)] == ["KUN"]
    refused = visibility(erik("SEN"), both[1])
    assert refused is not None
    assert refused.code == "access.other-authority"
    assert "Byt till KUN" in refused.sentence()
    assert erik("SEN").authorities == ("SEN", "KUN")


def test_erik_never_acts_across_the_wall_either():
    foreign = replace(CONTRIBUTION, authority="KUN", path=())

    answer = decide(erik("SEN"), Deed.RETURN, foreign, state=State.SUBMITTED, round_state=RoundState.OPEN)

    assert isinstance(answer, Denied)


def test_cecilia_sees_how_many_are_done_and_no_more():
    cecilia = Actor("Cecilia", (Grant(Role.UNIT_MANAGER, "KUN", ("KUF", "MUS"), START),), TODAY, "KUN")

    assert visibility(cecilia, Thing(Kind.PROGRESS, "SEN")) is None
    refused = visibility(cecilia, CONTRIBUTION)
    assert refused is not None
    assert refused.sentence().startswith("Det hör till SEN och är inte överlämnat.")


def test_david_sees_nothing_before_the_hand_over_and_the_sources_after_it():
    david = actor("AU", "David")
    edition, source = Thing(Kind.EDITION, "SEN", locked=True), Thing(Kind.SOURCE, "SEN", locked=True)
    tomorrow = (HandOver("REV", TODAY + dt.timedelta(days=1)),)

    for one in (edition, source, replace(edition, hand_overs=tomorrow)):
        refused = visibility(david, one)
        assert refused is not None
        assert refused.code == "access.not-handed-over"
    for one in (edition, source):
        assert visibility(david, replace(one, hand_overs=(HandOver("REV", TODAY),))) is None
        assert visibility(david, replace(one, hand_overs=(HandOver("KS", TODAY),))) is not None


def test_auditors_and_the_executive_office_have_no_drafts_in_their_own_authority():
    assert visibility(actor("AU"), Thing(Kind.EDITION, "REV")) is not None
    assert visibility(actor("EX"), Thing(Kind.EDITION, "KS")) is not None
    assert visibility(actor("EX"), Thing(Kind.EDITION, "KS", hand_overs=(HandOver("KS", TODAY),))) is None


def test_a_partial_hand_over_shows_its_parts_and_may_be_repeated():
    month = HandOver("KS", START, frozenset({"prognos"}))
    edition = Thing(Kind.EDITION, "SEN", hand_overs=(month,))
    more = replace(
        edition, hand_overs=(month, HandOver("KS", TODAY, frozenset({"mening"})), HandOver("REV", START))
    )
    office = actor("EX")

    assert visibility(office, replace(edition, part="prognos")) is None
    assert visibility(office, replace(edition, part="mening")) is not None
    assert visibility(office, edition) is not None
    assert edition.parts_for("KS", on=TODAY) == frozenset({"prognos"})
    assert more.parts_for("KS", on=TODAY) == frozenset({"prognos", "mening"})
    assert more.parts_for("REV", on=TODAY) is None
    assert more.parts_for("KUN", on=TODAY) == frozenset()


def test_members_read_from_the_summons_on():
    member, edition = actor("ME"), Thing(Kind.EDITION, "SEN")

    assert visibility(member, replace(edition, summons_on=TODAY)) is None
    before = visibility(member, replace(edition, summons_on=TODAY + dt.timedelta(days=1)))
    assert before is not None
    assert before.code == "access.before-summons"


def test_administrators_see_no_content():
    for short in ("AA", "SA"):
        refused = visibility(actor(short), CONTRIBUTION)
        assert refused is not None
        assert refused.code == "access.administrator"


def test_a_quality_officer_sees_the_goal_chain_and_internal_control():
    officer = actor("QO")
    seen = [
        section.name
        for section in Section
        if visibility(officer, replace(CONTRIBUTION, section=section)) is None
    ]

    assert seen == ["GOALS", "INDICATORS", "CONTROL"]
    assert visibility(officer, replace(CONTRIBUTION, section=Section.ECONOMY, locked=True)) is None


def test_a_controller_of_one_administration_does_not_see_beside_it():
    bo = Actor("Bo", (Grant(Role.CONTROLLER, "SEN", MEALS, START),), TODAY, "SEN")
    refused = visibility(bo, replace(CONTRIBUTION, path=IT), ask="Erik")

    assert visibility(bo, CONTRIBUTION) is None
    assert refused is not None
    assert "Be Erik" in refused.sentence()


def test_a_proposed_measure_is_seen_by_its_circle_until_released():
    proposed = Thing(Kind.MEASURE, "SEN", KITCHEN, released=False, circle=frozenset({"Bo"}))

    assert visibility(actor("CO", "Bo"), proposed) is None
    refused = visibility(actor("AH", "Karin"), proposed)
    assert refused is not None
    assert refused.code == "access.not-released"
    assert visibility(actor("AH", "Karin"), replace(proposed, released=True)) is None


@pytest.mark.parametrize("short", ROLES)
def test_what_is_secret_is_not_there_for_others(short):
    risk = Thing(Kind.RISK, "SEN", KITCHEN, secret_to=frozenset({"Bo"}), hand_overs=(HandOver("REV", START),))
    refused = visibility(actor(short), risk)

    assert refused is not None
    assert refused.code == "access.not-found"


def test_what_is_secret_is_seen_by_those_who_are_in_on_it_and_stays_inside():
    risk = Thing(Kind.RISK, "SEN", KITCHEN, secret_to=frozenset({"Bo"}))

    assert visibility(actor("CO", "Bo"), risk) is None
    assert visibility(actor("CO", "Bo"), replace(risk, authority="KUN")) is not None


def test_vouchers_take_a_right_for_the_cost_centre():
    right = RightGrant(Right.SEE_VOUCHERS, "SEN", frozenset({"3401"}), START, TODAY)
    anna = replace(actor("UM"), rights=(right,))
    voucher = Thing(Kind.VOUCHER, "SEN", KITCHEN, cost_centre="3401")

    assert visibility(anna, voucher) is None
    assert visibility(anna, replace(voucher, cost_centre="3402")) is not None
    assert visibility(replace(anna, today=TODAY + dt.timedelta(days=1)), voucher) is not None
    assert visibility(replace(anna, rights=(replace(right, authority="KUN"),)), voucher) is not None


@pytest.mark.parametrize(
    ("account", "masked"), [("5011", True), ("5999", True), ("6000", False), ("4999", False)]
)
def test_wages_and_income_support_are_masked(account, masked):
    assert masks(account, [("50", "59"), ("4510", "4519")]) is masked
    assert not masks(account, [])


def test_a_role_counts_from_its_start_to_its_end():
    ended = Grant(Role.CONTROLLER, "SEN", (), START, dt.date(2024, 9, 11))
    coming = Grant(Role.CONTROLLER, "SEN", (), dt.date(2024, 9, 13))
    refused = visibility(Actor("Bo", (ended, coming), TODAY, "SEN"), CONTRIBUTION)

    assert refused is not None
    assert refused.code == "access.no-role"
    assert visibility(Actor("Bo", (ended, coming), dt.date(2024, 9, 11), "SEN"), CONTRIBUTION) is None
    with pytest.raises(ValueError, match="ends before it begins"):
        replace(ended, end=dt.date(2023, 1, 1))
