"""The cycles of a contribution and a round, as tables that say everything that may be done and nothing else."""

import datetime as dt
import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from utfall.domain import reporting
from utfall.domain.denied import Denied
from utfall.domain.reporting import (
    Capacity,
    Deed,
    Flag,
    RoundDeed,
    RoundState,
    State,
    WorkStatus,
    flags,
    next_round_state,
    next_state,
    round_allows,
    takes_contributions,
    work_status,
)
from utfall.domain.roles import Right, Role
from utfall.locale import translate

# What becomes of a contribution: a state, or the code of the refusal.
CYCLE = """
state      deed      AUTHOR                 APPROVER               ROUND_LEADER           SYSTEM
DRAFT      SAVE      DRAFT                  DRAFT                  not-writer             not-writer
DRAFT      SUBMIT    SUBMITTED              SUBMITTED              not-writer-submits     not-writer-submits
DRAFT      WITHDRAW  nothing-to-withdraw    nothing-to-withdraw    nothing-to-withdraw    nothing-to-withdraw
DRAFT      RETURN    not-submitted          not-submitted          not-submitted          not-submitted
DRAFT      APPROVE   not-submitted          not-submitted          not-submitted          not-submitted
DRAFT      LAPSE     not-approved           not-approved           not-approved           not-approved
DRAFT      LOCK      only-approved-locked   only-approved-locked   only-approved-locked   only-approved-locked
DRAFT      UNLOCK    not-locked             not-locked             not-locked             not-locked
SUBMITTED  SAVE      submitted              SUBMITTED              submitted              submitted
SUBMITTED  SUBMIT    already-submitted      already-submitted      already-submitted      already-submitted
SUBMITTED  WITHDRAW  DRAFT                  not-author             not-author             not-author
SUBMITTED  RETURN    not-judge              RETURNED               RETURNED               not-judge
SUBMITTED  APPROVE   not-approver           APPROVED               not-approver           not-approver
SUBMITTED  LAPSE     not-approved           not-approved           not-approved           not-approved
SUBMITTED  LOCK      only-approved-locked   only-approved-locked   only-approved-locked   only-approved-locked
SUBMITTED  UNLOCK    not-locked             not-locked             not-locked             not-locked
RETURNED   SAVE      RETURNED               RETURNED               not-writer             not-writer
RETURNED   SUBMIT    SUBMITTED              SUBMITTED              not-writer-submits     not-writer-submits
RETURNED   WITHDRAW  nothing-to-withdraw    nothing-to-withdraw    nothing-to-withdraw    nothing-to-withdraw
RETURNED   RETURN    not-submitted          not-submitted          not-submitted          not-submitted
RETURNED   APPROVE   not-submitted          not-submitted          not-submitted          not-submitted
RETURNED   LAPSE     not-approved           not-approved           not-approved           not-approved
RETURNED   LOCK      only-approved-locked   only-approved-locked   only-approved-locked   only-approved-locked
RETURNED   UNLOCK    not-locked             not-locked             not-locked             not-locked
APPROVED   SAVE      approved               SUBMITTED              approved               approved
APPROVED   SUBMIT    already-submitted      already-submitted      already-submitted      already-submitted
APPROVED   WITHDRAW  approved               approved               approved               approved
APPROVED   RETURN    not-judge              RETURNED               RETURNED               not-judge
APPROVED   APPROVE   already-approved       already-approved       already-approved       already-approved
APPROVED   LAPSE     lapses-by-itself       lapses-by-itself       lapses-by-itself       SUBMITTED
APPROVED   LOCK      not-leader             not-leader             LOCKED                 not-leader
APPROVED   UNLOCK    not-locked             not-locked             not-locked             not-locked
LOCKED     SAVE      locked                 locked                 locked                 locked
LOCKED     SUBMIT    locked                 locked                 locked                 locked
LOCKED     WITHDRAW  locked                 locked                 locked                 locked
LOCKED     RETURN    locked                 locked                 locked                 locked
LOCKED     APPROVE   locked                 locked                 locked                 locked
LOCKED     LAPSE     locked                 locked                 locked                 locked
LOCKED     LOCK      locked                 locked                 locked                 locked
LOCKED     UNLOCK    not-leader             not-leader             APPROVED               not-leader
"""


def rows(table):
    """The rows of a table as dictionaries by its head."""
    head, *lines = [line.split() for line in table.strip().splitlines()]
    return [dict(zip(head, line, strict=True)) for line in lines]


def test_the_table_has_a_row_for_every_state_and_deed():
    said = [(row["state"], row["deed"]) for row in rows(CYCLE)]

    assert said == [(state.name, deed.name) for state in State for deed in Deed]


@pytest.mark.parametrize("row", rows(CYCLE), ids=lambda row: f"{row['state']}-{row['deed']}")
@pytest.mark.parametrize("capacity", Capacity)
def test_a_contribution_goes_where_the_table_says(row, capacity):
    found = next_state(State[row["state"]], Deed[row["deed"]], role=capacity)

    if isinstance(found, Denied):
        assert found.code == f"contribution.{row[capacity.name]}"
        assert not found
    else:
        assert found.name == row[capacity.name]


def test_the_deeds_on_a_page_are_those_of_the_table():
    assert reporting.deeds(State.SUBMITTED, role=Capacity.APPROVER) == (Deed.SAVE, Deed.RETURN, Deed.APPROVE)
    assert reporting.deeds(State.LOCKED, role=Capacity.AUTHOR) == ()


@given(st.lists(st.tuples(st.sampled_from(Deed), st.sampled_from(Capacity)), max_size=30))
def test_no_walk_locks_what_was_never_approved(walk):
    state, approved = State.DRAFT, False
    for deed, capacity in walk:
        after = next_state(state, deed, role=capacity)
        if isinstance(after, Denied):
            continue
        approved = after is State.APPROVED or (approved and after is State.LOCKED)
        state = after
        assert state is not State.LOCKED or approved


# Who may do what to a round; what is not here nobody may.
ROUNDS = """
state                 deed                 after                 who
PLANNED               OPEN                 OPEN                  CONTROLLER,ADMINISTRATION_HEAD
OPEN                  CLOSE                PLANNED               CONTROLLER,ADMINISTRATION_HEAD
OPEN                  LOCK                 LOCKED                CONTROLLER,ADMINISTRATION_HEAD
LOCKED                UNLOCK               OPEN                  CONTROLLER,ADMINISTRATION_HEAD
LOCKED                DECIDE               DECIDED               SECRETARY
LOCKED                DECIDE_WITH_CHANGES  DECIDED_WITH_CHANGES  SECRETARY
LOCKED                REMIT                REMITTED              SECRETARY
LOCKED                TABLE                TABLED                SECRETARY
REMITTED              REOPEN               OPEN                  CONTROLLER,ADMINISTRATION_HEAD
REMITTED              CORRECT              LOCKED                SECRETARY
TABLED                SET_NEW_DATE         LOCKED                SECRETARY
TABLED                CORRECT              LOCKED                SECRETARY
DECIDED               CORRECT              LOCKED                SECRETARY
DECIDED_WITH_CHANGES  CORRECT              LOCKED                SECRETARY
"""
ALLOWED = {(row["state"], row["deed"]): row for row in rows(ROUNDS)}


@pytest.mark.parametrize(("state", "deed"), [*itertools.product(RoundState, RoundDeed)])
def test_a_round_goes_where_the_table_says_and_nowhere_else(state, deed):
    row = ALLOWED.get((state.name, deed.name))
    for role in Role:
        found = next_round_state(state, deed, role=role)
        if row and role.name in row["who"].split(","):
            assert found is RoundState[row["after"]]
        else:
            assert isinstance(found, Denied)
    assert (round_allows(state, deed) is None) == bool(row)


def test_the_deeds_to_a_round_depend_on_the_role():
    assert reporting.round_deeds(RoundState.LOCKED, role=Role.CONTROLLER) == (RoundDeed.UNLOCK,)
    assert len(reporting.round_deeds(RoundState.LOCKED, role=Role.SECRETARY)) == 4
    assert reporting.round_deeds(RoundState.LOCKED, role=Role.MEMBER) == ()


@pytest.mark.parametrize("state", RoundState)
def test_one_writes_only_in_an_open_round(state):
    assert (takes_contributions(state) is None) == (state is RoundState.OPEN)


def test_what_the_meeting_says_has_a_consequence():
    found = {deed.name: what.name for deed, what in reporting.CONSEQUENCES.items()}

    assert found == {
        "OPEN": "TASKS",
        "LOCK": "SNAPSHOT",
        "DECIDE_WITH_CHANGES": "NEW_EDITION",
        "REOPEN": "NEW_DRAFT",
        "SET_NEW_DATE": "NEW_TIMETABLE",
    }


# The word of a task list: not begun, begun.
STATUS = {
    State.DRAFT: (WorkStatus.NOT_STARTED, WorkStatus.ONGOING),
    State.RETURNED: (WorkStatus.ONGOING, WorkStatus.ONGOING),
    State.SUBMITTED: (WorkStatus.DONE, WorkStatus.DONE),
    State.APPROVED: (WorkStatus.APPROVED, WorkStatus.APPROVED),
    State.LOCKED: (WorkStatus.APPROVED, WorkStatus.APPROVED),
}


@pytest.mark.parametrize("state", State)
def test_a_state_has_one_of_four_words_on_a_task_list(state):
    assert (work_status(state, begun=False), work_status(state, begun=True)) == STATUS[state]


@pytest.mark.parametrize(
    ("state", "due", "role", "expected"),
    [
        (State.DRAFT, dt.date(2024, 9, 11), Capacity.AUTHOR, (Flag.LATE,)),
        (State.DRAFT, dt.date(2024, 9, 12), Capacity.AUTHOR, ()),
        (State.DRAFT, None, Capacity.AUTHOR, ()),
        (State.RETURNED, dt.date(2024, 9, 11), Capacity.AUTHOR, (Flag.LATE, Flag.RETURNED)),
        (State.SUBMITTED, dt.date(2024, 9, 11), Capacity.APPROVER, (Flag.WAITING_FOR_YOU,)),
        (State.SUBMITTED, dt.date(2024, 9, 11), Capacity.AUTHOR, ()),
        (State.LOCKED, dt.date(2024, 9, 11), Capacity.APPROVER, ()),
    ],
)
def test_flags_say_when_somebody_has_to_act(state, due, role, expected):
    assert flags(state, due_on=due, today=dt.date(2024, 9, 12), role=role) == expected


def test_the_diagram_has_an_arrow_for_every_row_of_the_table():
    drawn = reporting.diagram().splitlines()

    for (state, _deed), (_who, after) in reporting.TRANSITIONS.items():
        assert any(line.strip().startswith(f"{state.name} --> {after.name}: ") for line in drawn)
    assert sum(" --> " in line for line in drawn) == len(reporting.TRANSITIONS) + 1
    assert "    SUBMITTED --> APPROVED: Godkänn (Godkännare)" in drawn
    assert "    SUBMITTED --> APPROVED: Approve (Approver)" in reporting.diagram("en").splitlines()


def test_the_diagram_of_a_round_names_the_roles():
    assert (
        "    LOCKED --> DECIDED: Registrera beslut (Nämndsekreterare)"
        in reporting.round_diagram().splitlines()
    )


@pytest.mark.parametrize(
    "enum",
    [State, Deed, Capacity, RoundState, RoundDeed, reporting.Answer, reporting.Assessment, reporting.Section,
     reporting.Step, WorkStatus, Flag, Role, Right, reporting.ChangeKind],
)  # fmt: skip
def test_every_member_has_a_word_of_its_own_in_both_languages(enum):
    words = [member.word for member in enum]

    assert len(set(words)) == len(words)
    assert all(translate(word, "en") for word in words)
    assert [member.value for member in enum] == [member.value.lower() for member in enum]


def test_the_year_is_judged_in_the_past_tense():
    words = [assessment.word_of_the_year for assessment in reporting.Assessment]

    assert words == ["Uppnått", "Delvis uppnått", "Inte uppnått", "Kan inte bedömas"]
