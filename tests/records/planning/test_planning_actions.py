"""Plans changed by somebody: who may, what is stored, what the log and the versions say."""

import datetime as dt

import pytest

from tests.records import world
from tests.records.world import NOW, by
from utfall.domain.denied import Denied
from utfall.domain.goal_chain import Level, Place, Way
from utfall.domain.planning import AssignmentState
from utfall.records.audit.models import Event
from utfall.records.indicators.models import Indicator
from utfall.records.organisation.models import Authority, OrgUnit, Round
from utfall.records.planning.actions import activities, assignments, goals, versions
from utfall.records.planning.actions.activities import Doing
from utfall.records.planning.actions.goals import Wording
from utfall.records.planning.models import Activity, ActivityState, Assignment, Goal, PlanVersion
from utfall.records.planning.queries import chain
from utfall.records.reporting.actions.assignments import report_back

pytestmark = pytest.mark.django_db


@pytest.fixture
def sen():
    return world.municipality()


@pytest.fixture
def plan(sen):
    return world.goals(sen)


def tree(sen, year=2024):
    """The codes of the year's chain, indented."""
    return [f"{' ' * depth}{one.code}" for depth, one in chain.chain_of(chain.goals(sen, year)).walk()]


def refused(done) -> str:
    assert isinstance(done, Denied)
    return done.code


def test_the_plan_of_a_year_holds_what_is_in_force_then(sen, plan):
    assert tree(sen) == ["SA1", " SG1", "  VM1", "   D1", "   D2", "  VM2", "   D3"]

    assert tree(sen, 2023) == ["SA1", " SG1", "D0"]
    assert tree(sen, 2028) == ["SA1", " SG1"]


def test_a_goal_is_added_last_with_the_next_code(sen, plan):
    made = goals.add(
        sen,
        2024,
        level=Level.FOCUS,
        under=plan["VM1"].pk,
        wording=Wording("Öva två gånger"),
        by=by("kim"),
        now=NOW,
    )
    assert isinstance(made, Goal)
    assert made.code == "D4"
    assert made.year == 2024
    assert tree(sen)[3:6] == ["   D1", "   D2", "   D4"]
    event = Event.objects.get(deed="goal.add")
    assert (event.actor, event.object, event.authority) == ("kim", "goal:D4", "SEN")


@pytest.mark.parametrize(
    ("who", "code"),
    [("anna", "access.no-permission"), ("sara", "access.no-permission"), ("cecilia", "access.wall"),
     ("erik-ks", "access.other-authority"), ("ada", "access.administrator"), ("david", "access.not-handed-over")],
)  # fmt: skip
def test_who_may_not_change_the_committees_plan(sen, plan, who, code):
    name, _dash, authority = who.partition("-")
    asks = by(name, authority.upper() or "SEN")
    for done in (
        goals.add(sen, 2024, level=Level.FOCUS, under=plan["VM1"].pk, wording=Wording("X"), by=asks, now=NOW),
        goals.move(plan["D2"].pk, Way.UP, year=2024, by=asks, now=NOW),
        goals.rewrite(plan["D2"].pk, Wording("X"), by=asks, now=NOW),
        goals.retire(plan["D2"].pk, by=asks, now=NOW),
    ):
        assert refused(done) == code
    assert not Event.objects.exists()


def test_the_councils_goals_are_locked(sen, plan):
    for deed in (
        goals.move(plan["SG1"].pk, Way.UP, year=2024, by=by("bo"), now=NOW),
        goals.rewrite(plan["SA1"].pk, Wording("Annat"), by=by("bo"), now=NOW),
        goals.retire(plan["SG1"].pk, by=by("bo"), now=NOW),
        goals.add(
            sen, 2024, level=Level.STRATEGIC, under=plan["SA1"].pk, wording=Wording("X"), by=by("bo"), now=NOW
        ),
    ):
        assert refused(deed) == "plan.locked"


def test_goals_move_and_the_siblings_share_their_positions(sen, plan):
    before = sorted(Goal.objects.values_list("position", flat=True))
    goals.move(plan["D2"].pk, Way.UP, year=2024, by=by("bo"), now=NOW)
    assert tree(sen)[3:5] == ["   D2", "   D1"]
    goals.put(plan["D3"].pk, Place.BEFORE, plan["D1"].pk, year=2024, by=by("bo"), now=NOW)
    assert tree(sen) == ["SA1", " SG1", "  VM1", "   D2", "   D3", "   D1", "  VM2"]
    goals.move(plan["D1"].pk, Way.OUT, year=2024, by=by("bo"), now=NOW)
    assert tree(sen) == ["SA1", " SG1", "  VM1", "   D2", "   D3", "  D1", "  VM2"]
    assert sorted(Goal.objects.values_list("position", flat=True)) == before
    assert (
        refused(goals.move(plan["VM1"].pk, Way.IN, year=2024, by=by("bo"), now=NOW)) == "plan.nothing-before"
    )
    assert (
        refused(goals.put(plan["D3"].pk, Place.UNDER, 999, year=2024, by=by("bo"), now=NOW))
        == "plan.elsewhere"
    )
    assert refused(goals.move(plan["D0"].pk, Way.UP, year=2024, by=by("bo"), now=NOW)) == "plan.elsewhere"


def test_a_goal_with_something_below_or_measured_is_not_ended(sen, plan):
    assert refused(goals.retire(plan["VM2"].pk, by=by("kim"), now=NOW)) == "plan.has-below"
    Indicator.objects.create(
        authority=sen, code="I1", name="Andel", measure="ind.x", unit_of_measure="%", decimals=0, kind="mål",
        direction="högre är bättre", scope=OrgUnit.objects.get(code="SEN"), parent="D3", position=0,
    )  # fmt: skip
    assert refused(goals.retire(plan["D3"].pk, by=by("kim"), now=NOW)) == "plan.has-indicators"
    ended = goals.retire(plan["D2"].pk, by=by("kim"), now=NOW)
    assert isinstance(ended, Goal)
    assert ended.retired_on == dt.date(2024, 9, 12)
    assert "   D2" not in tree(sen)
    assert [row.code for row in chain.retired(sen, 2024)] == ["D2"]
    assert refused(goals.rewrite(plan["D2"].pk, Wording("X"), by=by("kim"), now=NOW)) == "plan.ended"
    goals.restore(plan["D2"].pk, by=by("kim"), now=NOW)
    assert "   D2" in tree(sen)


def test_what_stands_under_an_ended_goal_is_not_restored_first(sen, plan):
    goals.retire(plan["D3"].pk, by=by("kim"), now=NOW)
    goals.retire(plan["VM2"].pk, by=by("kim"), now=NOW)
    assert refused(goals.restore(plan["D3"].pk, by=by("kim"), now=NOW)) == "plan.under-ended"


def test_a_change_after_the_decision_makes_a_version_of_its_day(sen, plan):
    day = dt.date(2024, 1, 18)
    first = versions.decide(sen, 2024, decided_on=day, decision="Nämnden § 4", by=by("sara"), now=NOW)
    assert isinstance(first, PlanVersion)
    assert [one["code"] for one in first.chain] == ["SA1", "SG1", "VM1", "D1", "D2", "VM2", "D3"]
    assert (
        refused(versions.decide(sen, 2024, decided_on=day, decision="§ 5", by=by("sara"), now=NOW))
        == "plan.not-changed"
    )

    goals.move(plan["D2"].pk, Way.UP, year=2024, by=by("kim"), now=NOW)
    goals.rewrite(plan["D1"].pk, Wording("Samverkan och gemensamt arbetssätt"), by=by("kim"), now=NOW)
    rows = list(PlanVersion.objects.order_by("number"))
    assert [(row.number, row.decision, row.decided_on) for row in rows] == [
        (1, "Nämnden § 4", day), (2, "", dt.date(2024, 9, 12)),
    ]  # fmt: skip
    assert rows[0].chain == first.chain
    goals.move(plan["D2"].pk, Way.DOWN, year=2024, by=by("kim"), now=NOW + dt.timedelta(days=1))
    assert PlanVersion.objects.count() == 3

    later = versions.decide(sen, 2024, decided_on=TODAY, decision="Nämnden § 60", by=by("sara"), now=NOW)
    assert isinstance(later, PlanVersion)
    assert (later.number, PlanVersion.objects.count()) == (3, 3)


TODAY = dt.date(2024, 9, 13)


def test_only_who_records_decisions_decides(sen, plan):
    for who, code in (("anna", "access.no-permission"), ("cecilia", "access.wall")):
        done = versions.decide(sen, 2024, decided_on=TODAY, decision="§ 1", by=by(who), now=NOW)
        assert refused(done) == code
    assert (
        refused(versions.decide(sen, 2024, decided_on=TODAY, decision=" ", by=by("sara"), now=NOW))
        == "plan.no-decision"
    )
    assert refused(versions.decide(Authority.objects.get(code="KS"), 2024, decided_on=TODAY, decision="§ 1",
                                   by=by("cecilia", "KS"), now=NOW)) == "plan.no-goals"  # fmt: skip


def test_a_manager_plans_for_her_own_unit_only(sen, plan):
    kitchen, it = OrgUnit.objects.get(code="MAT"), OrgUnit.objects.get(code="IT")
    own = goals.add(
        sen, 2024, level=Level.UNIT, under=plan["D1"].pk, wording=Wording("Provlaga", owner=kitchen), by=by("anna"),
        now=NOW,
    )  # fmt: skip
    assert isinstance(own, Goal)
    assert own.code == "EM-MAT-1"
    made = activities.add_activity(
        kitchen, 2024, Doing("Boka kök", own.pk, ends_on=dt.date(2024, 10, 1)), by=by("anna"), now=NOW
    )
    assert isinstance(made, Activity)
    elsewhere = goals.add(
        sen,
        2024,
        level=Level.UNIT,
        under=plan["D1"].pk,
        wording=Wording("Ta över", owner=it),
        by=by("anna"),
        now=NOW,
    )
    assert refused(elsewhere) == "access.no-permission"
    assert (
        refused(activities.add_activity(it, 2024, Doing("X", plan["D1"].pk), by=by("anna"), now=NOW))
        == "access.no-permission"
    )
    assert (
        refused(activities.add_activity(it, 2024, Doing("X", own.pk), by=by("bo"), now=NOW))
        == "activity.no-goal"
    )
    found = chain.unit_plan(kitchen, 2024)
    assert [one.name for one in found.activities[own.code]] == ["Boka kök"]
    assert own.code not in chain.unit_plan(it, 2024).rows
    assert own.code not in chain.plan(sen, 2024).rows
    assert not PlanVersion.objects.exists()


def test_an_activity_changes_and_never_ends_before_it_begins(sen, plan):
    kitchen = OrgUnit.objects.get(code="MAT")
    made = activities.add_activity(kitchen, 2024, Doing("Boka kök", plan["D1"].pk), by=by("anna"), now=NOW)
    assert isinstance(made, Activity)
    backwards = Doing("Boka kök", plan["D1"].pk, starts_on=TODAY, ends_on=dt.date(2024, 9, 1))
    assert (
        refused(activities.change_activity(made.pk, backwards, by=by("anna"), now=NOW))
        == "activity.backwards"
    )
    assert (
        refused(activities.change_activity(made.pk, Doing(" ", plan["D1"].pk), by=by("anna"), now=NOW))
        == "activity.nameless"
    )
    assert (
        refused(activities.change_activity(made.pk, Doing("X", plan["SA1"].pk), by=by("anna"), now=NOW))
        == "activity.no-goal"
    )
    done = activities.change_activity(
        made.pk, Doing("Boka kök", plan["D2"].pk, state=ActivityState.DONE), by=by("olle"), now=NOW
    )
    assert isinstance(done, Activity)
    assert (done.goal.code, done.state) == ("D2", "genomförd")
    assert Event.objects.filter(deed="activity.change", actor="olle").count() == 1


def test_an_assignment_is_reported_back_and_closed_by_a_decision_only(sen):
    row = world.assignment(sen)
    d1, d2 = Round.objects.order_by("position")
    ongoing = AssignmentState.ONGOING
    assert refused(report_back(row.pk, d1, ongoing, by=by("anna"), now=NOW)).startswith("round")
    assert (
        refused(report_back(row.pk, d2, AssignmentState.CLOSED, by=by("anna"), now=NOW))
        == "assignment.only-a-decision"
    )
    report_back(row.pk, d2, ongoing, by=by("anna"), now=NOW)
    report_back(row.pk, d2, AssignmentState.PROPOSED_CLOSED, by=by("olle"), now=NOW)
    row.refresh_from_db()
    assert (row.state, row.reports.count()) == ("föreslås avslutat", 1)
    assert (
        refused(assignments.close_assignment(row.pk, "", by=by("sara"), now=NOW)) == "assignment.no-decision"
    )
    assert (
        refused(assignments.close_assignment(row.pk, "KS § 1", by=by("anna"), now=NOW))
        == "access.no-permission"
    )
    closed = assignments.close_assignment(row.pk, "KS 2024-10-01 § 99", by=by("sara"), now=NOW)
    assert isinstance(closed, Assignment)
    assert refused(report_back(row.pk, d2, ongoing, by=by("anna"), now=NOW)) == "assignment.closed"
    assignments.reopen_assignment(row.pk, by=by("bo"), now=NOW)
    row.refresh_from_db()
    assert (row.state, row.closed_by) == ("pågår", "")
    assert refused(assignments.reopen_assignment(row.pk, by=by("bo"), now=NOW)) == "assignment.not-closed"
    assert refused(report_back(row.pk, d2, ongoing, by=by("cecilia"), now=NOW)) == "access.wall"
