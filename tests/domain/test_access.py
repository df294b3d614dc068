"""Who may do what, who sees what: truth tables over role, kind of thing and its place; the cast is fixed."""

import itertools
from dataclasses import replace

import pytest

from tests.domain.cast import CONTRIBUTION, IT, KITCHEN, MEALS, ROLES, TODAY, actor
from utfall.domain.access import (
    Act,
    HandOver,
    Kind,
    Role,
    Thing,
    capacities,
    decide,
    permission,
    policy,
    round_policy,
    visibility,
)
from utfall.domain.access.permission import PERMISSIONS
from utfall.domain.denied import Denied
from utfall.domain.organisation import UnitKind
from utfall.domain.reporting import Capacity, Deed, RoundDeed, RoundState, Section, State


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
INVESTMENT         mabl    mabl    mabl    mabl    mabl    mabl    -       -       -       -       -       -
RESULT_ITEM        mabl    mabl    mabl    mabl    mabl    mabl    -       -       -       -       -       -
BUDGET_ASSUMPTION  mabl    mabl    mabl    mabl    mabl    mabl    -       -       -       -       -       -
AGREEMENT          mabl    mabl    mabl    mabl    mabl    mabl    -       -       -       -       -       -
NEED               mabl    mabl    mabl    mabl    mabl    mabl    -       -       -       -       -       -
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
ROUND             WRITE            CO QO
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
INVESTMENT        WRITE            UM AM CO AH
RESULT_ITEM       WRITE            CO
BUDGET_ASSUMPTION WRITE            CO
AGREEMENT         WRITE            UM AM CO AH
NEED              WRITE            UM AM CO AH
NEED              RECORD_DECISION  CO SE AH
RISK              WRITE            UM AM AH QO
CONTROL_ACTIVITY  WRITE            UM AM AH QO
EDITION           HAND_OVER        CO SE AH
GRANT             GRANT            AA
SYSTEM            OPERATE          SA
"""
MAY_DO = {(kind, act): set(who) for kind, act, *who in (line.split() for line in MAY.strip().splitlines())}


@pytest.mark.parametrize(
    ("kind", "act"), [*itertools.product(Kind, [act for act in Act if act is not Act.READ])]
)
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
