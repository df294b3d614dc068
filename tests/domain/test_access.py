"""Who may do what, who sees what: truth tables over role, kind of thing and its place; the cast is fixed."""

import datetime as dt
import itertools
from dataclasses import replace

import pytest

from utfall.domain.access import (
    Act,
    Actor,
    Grant,
    HandOver,
    Kind,
    Right,
    RightGrant,
    Role,
    Thing,
    capacities,
    decide,
    masks,
    permission,
    policy,
    round_policy,
    visibility,
    visible,
)
from utfall.domain.access.permission import PERMISSIONS
from utfall.domain.denied import Denied
from utfall.domain.organisation import UnitKind
from utfall.domain.reporting import Capacity, Deed, RoundDeed, RoundState, Section, State

TODAY = dt.date(2024, 9, 12)
START = dt.date(2024, 1, 1)
KITCHEN, MEALS, IT = ("SEF", "O4", "MAT"), ("SEF", "O4"), ("SEF", "O1")

ROLES = {
    "UM": (Role.UNIT_MANAGER, "SEN", KITCHEN),
    "AM": (Role.AREA_MANAGER, "SEN", MEALS),
    "CO": (Role.CONTROLLER, "SEN", ()),
    "SE": (Role.SECRETARY, "SEN", ()),
    "AH": (Role.ADMINISTRATION_HEAD, "SEN", ()),
    "QO": (Role.QUALITY_OFFICER, "SEN", ()),
    "ME": (Role.MEMBER, "SEN", ()),
    "AU": (Role.AUDITOR, "REV", ()),
    "AX": (Role.AUDIT_EXPERT, "REV", ()),
    "EX": (Role.EXECUTIVE_OFFICE, "KS", ()),
    "AA": (Role.AUTHORITY_ADMINISTRATOR, "SEN", ()),
    "SA": (Role.SYSTEM_ADMINISTRATOR, "SEN", ()),
}


def actor(short, person="Anna"):
    role, authority, path = ROLES[short]
    return Actor(person, (Grant(role, authority, path, START),), TODAY, authority)


def thing(kind, place, *, to):
    """A thing of the kind: m Anna's kitchen, a her area, b another area, l that when locked, f foreign, h handed over."""
    here = Thing(kind, "SEN", section=Section.GOALS)
    match place:
        case "m":
            return replace(here, path=KITCHEN)
        case "a":
            return replace(here, path=MEALS, level=UnitKind.AREA)
        case "b":
            return replace(here, path=IT, level=UnitKind.AREA)
        case "l":
            return replace(here, path=IT, level=UnitKind.AREA, locked=True)
        case "f":
            return replace(here, authority="KUN", path=("KUF",), locked=True)
        case _:
            return replace(here, authority="KUN", path=("KUF",), hand_overs=(HandOver(to, TODAY),))


# What each role sees of each kind: the letters of the places (see `thing`), or - for nothing.
SEES = """
kind               UM      AM      CO      SE      AH      QO      ME      AU      AX      EX      AA      SA
COUNCIL_GOAL       mablfh  mablfh  mablfh  mablfh  mablfh  mablfh  mablfh  mablfh  mablfh  mablfh  -       -
ORGANISATION       mablfh  mablfh  mablfh  mablfh  mablfh  mablfh  mablfh  mablfh  mablfh  mablfh  mablfh  -
CALENDAR           mablfh  mablfh  mablfh  mablfh  mablfh  mablfh  mablfh  mablfh  mablfh  mablfh  -       -
LEDGER_TOTAL       mablfh  mablfh  mablfh  mablfh  mablfh  mablfh  mablfh  mablfh  mablfh  mablfh  -       -
BUDGET             mablfh  mablfh  mablfh  mablfh  mablfh  mablfh  mablfh  mablfh  mablfh  mablfh  -       -
PROGRESS           mablfh  mablfh  mablfh  mablfh  mablfh  mablfh  mablfh  mablfh  mablfh  mablfh  -       -
PLAN               mabl    mabl    mabl    mabl    mabl    mabl    -       -       -       -       -       -
INDICATOR          mabl    mabl    mabl    mabl    mabl    mabl    -       -       -       -       -       -
ROUND              mabl    mabl    mabl    mabl    mabl    mabl    -       -       -       -       -       -
TASK               ml      mal     mabl    mabl    mabl    mabl    -       -       -       -       -       -
CONTRIBUTION       ml      mal     mabl    mabl    mabl    mabl    -       -       -       -       -       -
FORECAST           ml      mal     mabl    -       mabl    -       -       -       -       -       -       -
FORECAST_ACCURACY  m       -       mabl    -       -       -       -       -       -       -       -       -
MEASURE            ml      mal     mabl    mabl    mabl    mabl    -       -       -       -       -       -
RISK               ml      mal     mabl    mabl    mabl    mabl    -       -       -       -       -       -
CONTROL_ACTIVITY   ml      mal     mabl    mabl    mabl    mabl    -       -       -       -       -       -
EDITION            mablh   mablh   mablh   mablh   mablh   mablh   -       h       h       h       -       -
SOURCE             ml      mal     mabl    mabl    mabl    mabl    -       h       h       -       -       -
HISTORY            ml      mal     mabl    mabl    mabl    mabl    -       h       h       -       -       -
VOUCHER            -       -       -       -       -       -       -       h       h       -       -       -
GRANT              -       -       -       -       -       -       -       -       -       -       mabl    -
SYSTEM             -       -       -       -       -       -       -       -       -       -       -       mabl
"""
HEAD, *LINES = [line.split() for line in SEES.strip().splitlines()]
CELLS = [(line[0], short, cell) for line in LINES for short, cell in zip(HEAD[1:], line[1:], strict=True)]


def test_the_table_has_every_role_and_every_kind():
    assert [line[0] for line in LINES] == [kind.name for kind in Kind]
    assert {ROLES[short][0] for short in HEAD[1:]} == set(Role)


@pytest.mark.parametrize(("kind", "short", "cell"), CELLS, ids=str)
def test_a_role_sees_what_the_table_says_and_no_more(kind, short, cell):
    who = actor(short)
    things = {place: thing(Kind[kind], place, to=who.authority) for place in "mablfh"}

    seen = "".join(place for place, one in things.items() if visibility(who, one) is None)

    assert (seen or "-") == cell


# Deeds by role on each kind, reading apart.
MAY = """
PLAN              WRITE            UM AM CO AH QO
PLAN              IMPORT           CO AH QO
INDICATOR         WRITE            UM AM CO AH QO
INDICATOR         IMPORT           CO AH QO
ORGANISATION      IMPORT           CO
LEDGER_TOTAL      IMPORT           CO
BUDGET            IMPORT           CO
ROUND             LEAD             CO AH
ROUND             MOVE_DATE        CO AH
ROUND             RECORD_DECISION  SE
TASK              GIVE             UM AM CO AH
TASK              REMIND           UM AM CO AH
TASK              MOVE_DATE        CO AH
CONTRIBUTION      WRITE            UM AM CO SE AH QO
CONTRIBUTION      JUDGE            UM AM CO AH
CONTRIBUTION      CONFIRM          CO
FORECAST          WRITE            UM AM CO AH
FORECAST          JUDGE            UM AM CO AH
MEASURE           WRITE            UM AM CO AH
RISK              WRITE            UM AM AH QO
CONTROL_ACTIVITY  WRITE            UM AM AH QO
EDITION           HAND_OVER        CO SE AH
GRANT             GRANT            AA
SYSTEM            OPERATE          SA
"""
MAY_DO = {(kind, act): set(who) for kind, act, *who in (line.split() for line in MAY.strip().splitlines())}


@pytest.mark.parametrize(("kind", "act"), [*itertools.product(Kind, set(Act) - {Act.READ})])
def test_a_role_may_do_what_the_table_says_and_no_more(kind, act):
    may = {short for short in ROLES if permission(actor(short), act, kind) is None}

    assert may == MAY_DO.get((kind.name, act.name), set())


def test_every_kind_has_its_permissions():
    assert set(PERMISSIONS) == set(Kind)


def test_a_permission_holds_for_the_unit_with_what_is_below_it():
    anna = actor("UM")

    assert permission(anna, Act.WRITE, Kind.RISK, path=(*KITCHEN, "K1")) is None
    assert permission(anna, Act.WRITE, Kind.RISK, path=IT, ask="Bo") is not None


def test_a_refusal_names_whom_to_ask():
    refused = permission(actor("ME"), Act.WRITE, Kind.RISK, ask="Bo")

    assert refused is not None
    assert refused.sentence() == "Du har inte behörighet. Be Bo om åtkomst."
    assert refused.sentence("en") == "You lack access. Ask Bo."
    unnamed = permission(actor("ME"), Act.WRITE, Kind.RISK)
    assert unnamed is not None
    assert "behörigheter i din nämnd" in unnamed.sentence()


# What each person of the cast is to a contribution of the kitchen, of the area, of the administration's goals.
CAPACITIES = """
who  kitchen   area      goals     summary
UM   A         -         -         -
AM   J         A         -         -
CO   L         L         AL        AL
SE   -         -         -         A
AH   J         J         AJ        AJ
QO   -         -         A         -
ME   -         -         -         -
AU   -         -         -         -
AX   -         -         -         -
EX   -         -         -         -
AA   -         -         -         -
SA   -         -         -         -
"""
LETTERS = {"A": Capacity.AUTHOR, "J": Capacity.APPROVER, "L": Capacity.ROUND_LEADER}
CONTRIBUTION = Thing(Kind.CONTRIBUTION, "SEN", KITCHEN, section=Section.GOALS)
CONTRIBUTIONS = (
    CONTRIBUTION,
    replace(CONTRIBUTION, path=MEALS, level=UnitKind.AREA),
    replace(CONTRIBUTION, path=("SEF",), level=UnitKind.ADMINISTRATION),
    replace(CONTRIBUTION, path=("SEF",), level=UnitKind.ADMINISTRATION, section=Section.SUMMARY),
)


@pytest.mark.parametrize("line", CAPACITIES.strip().splitlines()[1:])
def test_a_person_is_author_approver_or_leader_by_role_and_place(line):
    short, *cells = line.split()

    for cell, one in zip(cells, CONTRIBUTIONS, strict=True):
        assert capacities(actor(short), one) == {LETTERS[letter] for letter in cell if letter != "-"}
        assert capacities(actor(short), replace(one, authority="KUN")) == frozenset()


def test_whoever_a_task_was_given_to_writes_it_and_sees_it():
    given = replace(CONTRIBUTION, path=IT, assigned_to="Anna")

    assert capacities(actor("UM"), given) == {Capacity.AUTHOR}
    assert visibility(actor("UM"), given) is None
    assert visibility(actor("UM", "Stina"), given) is not None
    assert capacities(actor("ME"), given) == frozenset()


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


@pytest.mark.parametrize(("deed", "state", "round_state"), [*itertools.product(Deed, State, RoundState)])
def test_policy_is_the_same_whoever_asks(deed, state, round_state):
    of_the_round = deed in (Deed.LOCK, Deed.UNLOCK)
    in_the_table = {
        State.DRAFT: {Deed.SAVE, Deed.SUBMIT},
        State.RETURNED: {Deed.SAVE, Deed.SUBMIT},
        State.SUBMITTED: {Deed.SAVE, Deed.WITHDRAW, Deed.RETURN, Deed.APPROVE},
        State.APPROVED: {Deed.SAVE, Deed.RETURN, Deed.LAPSE, Deed.LOCK},
        State.LOCKED: {Deed.UNLOCK},
    }

    allowed = policy(deed, state=state, round_state=round_state) is None

    assert allowed == (deed in in_the_table[state] and (of_the_round or round_state is RoundState.OPEN))


def test_the_policy_of_a_round_is_its_table():
    assert round_policy(RoundDeed.OPEN, state=RoundState.PLANNED) is None
    assert round_policy(RoundDeed.OPEN, state=RoundState.DECIDED) is not None


# One round of the kitchen's contribution: who does what, and what it becomes.
JOURNEY = [
    ("UM", Deed.SAVE, State.DRAFT, State.DRAFT),
    ("UM", Deed.SUBMIT, State.DRAFT, State.SUBMITTED),
    ("UM", Deed.SAVE, State.SUBMITTED, "contribution.submitted"),
    ("UM", Deed.APPROVE, State.SUBMITTED, "contribution.not-approver"),
    ("AM", Deed.RETURN, State.SUBMITTED, State.RETURNED),
    ("UM", Deed.SUBMIT, State.RETURNED, State.SUBMITTED),
    ("CO", Deed.APPROVE, State.SUBMITTED, "contribution.not-approver"),
    ("SE", Deed.SAVE, State.DRAFT, "access.no-permission"),
    ("SE", Deed.APPROVE, State.SUBMITTED, "access.no-permission"),
    ("AM", Deed.APPROVE, State.SUBMITTED, State.APPROVED),
    ("CO", Deed.LAPSE, State.APPROVED, "contribution.lapses-by-itself"),
    ("CO", Deed.LOCK, State.APPROVED, State.LOCKED),
    ("UM", Deed.SAVE, State.LOCKED, "contribution.locked"),
    ("CO", Deed.UNLOCK, State.LOCKED, State.APPROVED),
    ("ME", Deed.SAVE, State.DRAFT, "access.no-permission"),
    ("AU", Deed.SAVE, State.DRAFT, "access.not-handed-over"),
]


@pytest.mark.parametrize(("short", "deed", "state", "expected"), JOURNEY)
def test_the_three_questions_in_a_row(short, deed, state, expected):
    answer = decide(actor(short), deed, CONTRIBUTION, state=state, round_state=RoundState.OPEN)

    assert (answer.code if isinstance(answer, Denied) else answer) == expected


def test_nothing_is_written_in_a_locked_round():
    answer = decide(actor("UM"), Deed.SAVE, CONTRIBUTION, state=State.DRAFT, round_state=RoundState.LOCKED)

    assert isinstance(answer, Denied)
    assert answer.code == "round.closed"
