"""Measures changed by somebody: who may, who sees what is not released, what is stored, what the log says."""

import datetime as dt

import pytest

from tests.records import world
from tests.records.world import NOW, by
from utfall.domain.denied import Denied
from utfall.domain.money import Money
from utfall.domain.planning import Consultation, Effect, Followed, MeasureState, WorkState
from utfall.domain.recurrence import Recurrence
from utfall.records.audit.models import Event
from utfall.records.organisation.models import OrgUnit, Person
from utfall.records.planning import objects
from utfall.records.planning.actions import measures as actions
from utfall.records.planning.actions.measures import Proposed
from utfall.records.planning.models import Measure
from utfall.records.planning.objects import measure_value
from utfall.records.planning.queries import measures as queries
from utfall.records.reporting.queries.search import search

pytestmark = pytest.mark.django_db
DAY = dt.date(2024, 9, 5)


@pytest.fixture
def sen():
    return world.municipality()


@pytest.fixture
def plan(sen):
    return world.goals(sen)


def unit(code: str) -> OrgUnit:
    return OrgUnit.objects.get(code=code)


def said(name="Stänga matsalen", **other) -> Proposed:
    return Proposed(name=name, unit=unit(other.pop("unit", "MAT")), budget_of=unit("SEN"), **other)


def added(sen, who="bo", **other) -> Measure:
    made = actions.add_measure(sen, said(**other), by=by(who), now=NOW)
    assert isinstance(made, Measure), made
    return made


def released(sen, **other) -> Measure:
    row = added(sen, **other)
    assert isinstance(actions.release(row.pk, by=by("bo"), now=NOW), Measure)
    found = queries.measure(row.pk)
    assert found is not None
    return found


def refused(done) -> str:
    assert isinstance(done, Denied), done
    return done.code


def visible(who: str, authority: str = "SEN") -> set[str]:
    return {row.name for row in queries.measures(unit("SEN"), by(who, authority))}


def test_a_measure_holds_everything_that_is_said_about_it(sen, plan):
    effects = (Effect(2024, Money(25_000_000)), Effect(2025, Money(100_000_001)))
    row = added(
        sen, effects=effects, owner="Kökschefen", goal=plan["D1"], condition="Kräver ändring av riktlinje",
        deciding_body="Gymnasienämnden", starts_on=DAY, due_on=dt.date(2024, 12, 31),
        recurrence=Recurrence.LASTING, consultation=Consultation(True, DAY, None), work=WorkState.ONGOING,
        followed=Followed(("50", "51"), "personal", "4710"),
    )  # fmt: skip
    value = measure_value(Measure.objects.get(pk=row.pk))
    assert (value.code, value.state, value.effects) == ("ATG-1", MeasureState.PROPOSED, effects)
    assert (value.goal, value.owner, value.condition) == ("D1", "Kökschefen", "Kräver ändring av riktlinje")
    assert (value.consultation, value.followed) == (Consultation(True, DAY, None), Followed(("50", "51"), "personal", "4710"))  # fmt: skip
    assert value.recurrence is Recurrence.LASTING
    assert added(sen, name="Nästa").code == "ATG-2"


def test_until_it_is_released_only_the_circle_knows_of_it(sen):
    added(sen, who="olle", circle=(Person.objects.get(username="kim"),))
    everybody = [name for name in world.CAST if world.CAST[name][1] == "SEN" and name not in ("maj", "ada")]
    assert {who for who in everybody if visible(who)} == {"olle", "kim"}
    assert list(objects.objects(sen)) == []
    for who in everybody:
        assert bool(search("matsalen", by(who)).measures) is (who in ("olle", "kim")), who
    event = Event.objects.get(deed="measure.add")
    assert event.details == {}
    assert "matsal" not in str(event.details) + event.object


def test_once_released_it_is_seen_by_those_who_see_the_unit(sen):
    row = released(sen)
    seen = {who for who in world.CAST if world.CAST[who][1] == "SEN" and who != "ada" and visible(who)}
    assert seen == {"anna", "olle", "bo", "hans", "sara", "kim"}
    assert [one.item.code for one in objects.objects(sen)] == ["ATG-1"]
    assert refused(actions.release(row.pk, by=by("bo"), now=NOW)) == "measure.released"


def test_nobody_else_sees_another_authoritys_measures(sen):
    row = released(sen)
    assert refused(queries.may_see(by("cecilia", "KS"), row)) == "access.wall"
    assert refused(queries.may_see(by("erik", "KS"), row)) == "access.other-authority"
    assert queries.may_see(by("erik", "SEN"), row) is None
    assert refused(queries.may_see(by("david", "REV"), row)) == "access.not-handed-over"


@pytest.mark.parametrize(
    ("who", "adds", "changes", "decides"),
    [
        ("anna", True, True, False), ("olle", True, True, False), ("bo", True, True, True), ("hans", True, True, True),
        ("sara", False, False, True), ("kim", False, False, False), ("maj", False, False, False),
    ],
)  # fmt: skip
def test_managers_and_controllers_propose_and_the_secretary_records_decisions(sen, who, adds, changes, decides):  # fmt: skip
    row = released(sen)
    asked = by(who)
    assert (queries.may_add(asked, unit("MAT")) is None) is adds
    assert (queries.may_write(asked, row) is None) is changes
    assert (queries.may_record(asked, row) is None) is decides
    done = actions.decide(row.pk, "SEN § 84", DAY, by=asked, now=NOW)
    assert isinstance(done, Measure) is decides


def test_a_manager_proposes_for_her_own_units_alone(sen):
    assert (
        refused(actions.add_measure(sen, said(unit="IT"), by=by("anna"), now=NOW)) == "access.no-permission"
    )
    row = released(sen)
    moved = actions.change_measure(row.pk, said(unit="IT"), by=by("anna"), now=NOW)
    assert refused(moved) == "access.no-permission"


def test_it_goes_through_its_whole_life_and_every_deed_has_a_row(sen):
    row, bo = released(sen), by("bo")
    assert refused(actions.carry_out(row.pk, by=bo, now=NOW)) == "measure.not-decided"
    assert refused(actions.decide(row.pk, " ", DAY, by=bo, now=NOW)) == "measure.no-decision"
    actions.decide(row.pk, "SEN § 84", DAY, by=bo, now=NOW)
    actions.carry_out(row.pk, by=bo, now=NOW)
    assert refused(actions.change_measure(row.pk, said(), by=bo, now=NOW)) == "measure.closed"
    actions.take_back(row.pk, by=bo, now=NOW)
    assert refused(actions.abandon(row.pk, "", by=bo, now=NOW)) == "measure.no-reason"
    actions.abandon(row.pk, "Köket brann", by=bo, now=NOW)
    row = Measure.objects.get()
    assert (row.state, row.work, row.reason, row.decision) == (
        "avförd",
        "avbruten",
        "Köket brann",
        "SEN § 84",
    )
    actions.take_back(row.pk, by=bo, now=NOW)
    actions.take_back(row.pk, by=bo, now=NOW)
    row = Measure.objects.get()
    assert (row.state, row.reason, row.decision, row.decided_on) == ("ej beslutad", "", "", None)
    deeds = Event.objects.order_by("number").values_list("deed", flat=True)
    assert list(deeds) == [
        "measure.add", "measure.release", "measure.decide", "measure.carry-out", "measure.take-back",
        "measure.abandon", "measure.take-back", "measure.take-back",
    ]  # fmt: skip


def test_a_decision_waits_for_the_release_and_for_fsg_or_mbl(sen):
    row, bo = added(sen, consultation=Consultation(affects_staff=True)), by("bo")
    assert refused(actions.decide(row.pk, "§ 84", DAY, by=bo, now=NOW)) == "measure.not-released"
    actions.release(row.pk, by=bo, now=NOW)
    assert refused(actions.decide(row.pk, "§ 84", DAY, by=bo, now=NOW)) == "measure.not-consulted"
    late = Consultation(True, None, dt.date(2024, 9, 6))
    actions.change_measure(row.pk, said(consultation=late), by=bo, now=NOW)
    assert refused(actions.decide(row.pk, "§ 84", DAY, by=bo, now=NOW)) == "measure.consulted-later"
    actions.change_measure(row.pk, said(consultation=Consultation(True, DAY, None)), by=bo, now=NOW)
    assert isinstance(actions.decide(row.pk, "§ 84", DAY, by=bo, now=NOW), Measure)


def test_what_cannot_be_said_is_refused(sen):
    bo = by("bo")
    assert refused(actions.add_measure(sen, said(name=" "), by=bo, now=NOW)) == "measure.nameless"
    backwards = said(starts_on=DAY, due_on=dt.date(2024, 1, 1))
    assert refused(actions.add_measure(sen, backwards, by=bo, now=NOW)) == "measure.backwards"
    stranger = said(circle=(Person.objects.get(username="cecilia"),))
    assert refused(actions.add_measure(sen, stranger, by=bo, now=NOW)) == "measure.outsider"
    assert not Measure.objects.exists()


def test_the_goal_knows_its_measures_and_a_goal_that_has_ended_is_not_named(sen, plan):
    row = released(sen, goal=plan["D1"])
    assert queries.of_goal(sen, "D1", by("anna")) == (row,)
    assert queries.of_goal(sen, "D2", by("anna")) == ()
    plan["D1"].retired_on = DAY
    plan["D1"].save()
    assert measure_value(Measure.objects.get(pk=row.pk)).goal == ""
