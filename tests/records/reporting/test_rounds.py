"""A round from opening to decision, with its timetable, its tasks and the way back from each step."""

import datetime as dt

import pytest

from tests.records.reporting.small import MEETING, NOW, TODAY, wide
from utfall.domain.denied import Denied
from utfall.domain.reporting import RoundState, Section, State, Step
from utfall.records.audit.models import Event
from utfall.records.organisation.models import Round, RoundStep, Substitute
from utfall.records.reporting import actions
from utfall.records.reporting.models import Contribution, Task
from utfall.records.reporting.queries.overview import overview, progress

W = actions.Writing


def due(site, step):
    return RoundStep.objects.get(round=site.round, step=step).due_on


def test_tasks_go_out_to_those_who_owe_something_and_to_no_others(site):
    owed = {
        (task.unit.code, task.section, task.object)
        for task in Task.objects.filter(round=site.round).select_related("unit")
    }
    assert owed == {
        ("SEN", Section.GOALS, "SG1"), ("SEN", Section.GOALS, "VM1"), ("SEN", Section.GOALS, "D1"),
        ("SEN", Section.INDICATORS, "IND1"),
        ("OMR1", Section.GOALS, "D1"), ("OMR2", Section.GOALS, "D1"),
        ("IT", Section.GOALS, "D1"), ("UTV", Section.GOALS, "D1"),
        ("OMR1", Section.ECONOMY, "OMR1"), ("OMR2", Section.ECONOMY, "OMR2"),
    }  # fmt: skip


def test_every_date_is_counted_back_from_the_meeting_and_tasks_are_due_by_their_level(site):
    assert due(site, Step.COMMITTEE) == MEETING
    assert due(site, Step.UNIT) < due(site, Step.AREA) < due(site, Step.CONTROLLER) < MEETING
    assert site.task("IT").due_on == due(site, Step.UNIT)
    assert site.task("OMR1").due_on == due(site, Step.AREA)
    assert site.task("SEN").due_on == due(site, Step.CONTROLLER)


def test_only_the_whole_assesses(site):
    assert [site.task(unit).wants_assessment for unit in ("SEN", "OMR1", "IT")] == [True, False, False]


def test_opening_again_makes_only_what_is_missing(site):
    before = Task.objects.filter(round=site.round).count()
    actions.close_round(site.round.pk, by=site.by("bo"), now=NOW)
    assert not Task.objects.filter(round=site.round).exists()
    opened = actions.open_round(site.round.pk, by=site.by("bo"), now=NOW)
    assert isinstance(opened, actions.Opened)
    assert opened.tasks == before


def test_a_text_that_was_there_is_answered_for_and_kept_when_the_opening_is_undone(site):
    actions.close_round(site.round.pk, by=site.by("bo"), now=NOW)
    loaded = Contribution.objects.create(
        authority=site.authorities["SEN"], round=site.round, object="OMR1", kind="comment", unit=site.units["SEN"],
        markdown="Inläst.", source="texter/ekonomi.md 12",
    )  # fmt: skip
    actions.open_round(site.round.pk, by=site.by("bo"), now=NOW)
    task = Task.objects.get(round=site.round, unit__code="OMR1", object="OMR1")
    assert task.contribution_id == loaded.pk
    assert task.contribution.section == Section.ECONOMY
    actions.close_round(site.round.pk, by=site.by("bo"), now=NOW)
    assert Contribution.objects.get(pk=loaded.pk).markdown == "Inläst."


def test_an_opening_is_not_undone_once_somebody_has_written(site):
    actions.save(site.contribution("IT").pk, W(markdown="Ord"), version=0, by=site.by("anna"), now=NOW)
    refused = actions.close_round(site.round.pk, by=site.by("bo"), now=NOW)
    assert isinstance(refused, Denied)
    assert refused.code == "round.written-in"


@pytest.mark.parametrize("who", ["anna", "fatima", "siv", "kim", "mona", "cecilia", "alva", "nils"])
def test_others_do_not_open_or_close(site, who):
    assert isinstance(actions.close_round(site.round.pk, by=site.by(who), now=NOW), Denied)
    assert Round.objects.get(pk=site.round.pk).state == RoundState.OPEN


def test_a_round_without_a_meeting_is_not_opened(site):
    planned = Round.objects.create(
        authority=site.authorities["SEN"], code="2024-VB", name="Verksamhetsberättelse", kind="activity_report",
        period="2024", position=2,
    )  # fmt: skip
    refused = actions.open_round(planned.pk, by=site.by("bo"), now=NOW)
    assert isinstance(refused, Denied)
    assert refused.code == "round.no-meeting"


def test_a_moved_meeting_moves_the_steps_that_are_accepted_and_their_open_tasks(site):
    later = MEETING + dt.timedelta(days=14)
    before = due(site, Step.AREA)
    moved = actions.move_meeting(site.round.pk, later, accepted={Step.UNIT}, by=site.by("bo"), now=NOW)

    assert not isinstance(moved, Denied)
    assert {one.step for one in moved} == {Step.UNIT, Step.COMMITTEE}
    assert due(site, Step.COMMITTEE) == later
    assert site.task("IT").due_on == due(site, Step.UNIT) != before
    assert due(site, Step.AREA) == before == site.task("OMR1").due_on


def test_a_meeting_is_not_moved_to_a_day_that_has_been(site):
    refused = actions.move_meeting(site.round.pk, TODAY - dt.timedelta(days=1), by=site.by("bo"), now=NOW)
    assert isinstance(refused, Denied)


def test_a_task_is_given_to_somebody_with_a_role_and_it_is_seen_who_gave_it(site):
    task = site.task("IT")
    given = actions.give([task.pk], site.people["kim"], by=site.by("anna"), now=NOW)
    assert not isinstance(given, Denied)
    task = site.task("IT")
    assert (task.person, task.given_by) == (site.people["kim"], site.people["anna"])
    wrote = actions.save(task.contribution_id, W(markdown="Kims ord"), version=0, by=site.by("kim"), now=NOW)
    assert isinstance(wrote, actions.Saved)


@pytest.mark.parametrize(
    ("who", "to"), [("anna", "nils"), ("anna", "cecilia"), ("gun", "kim"), ("cecilia", "kim")]
)
def test_nobody_gives_what_is_not_hers_or_to_somebody_outside(site, who, to):
    assert isinstance(actions.give([site.task("IT").pk], site.people[to], by=site.by(who), now=NOW), Denied)
    assert site.task("IT").person is None


def test_a_substitute_answers_between_the_two_days_and_no_longer(site):
    made = actions.appoint_substitute(
        site.people["gun"], starts_on=TODAY, ends_on=TODAY + dt.timedelta(days=3), by=site.by("anna"), now=NOW
    )
    assert isinstance(made, Substitute)
    one = site.contribution("IT")
    wrote = actions.save(one.pk, W(markdown="Guns ord"), version=0, by=site.by("gun"), now=NOW)
    assert isinstance(wrote, actions.Saved)
    after = site.by("gun", today=TODAY + dt.timedelta(days=4))
    assert isinstance(actions.save(one.pk, W(markdown="För sent"), version=1, by=after, now=NOW), Denied)
    actions.end_substitute(made.pk, by=site.by("anna"), now=NOW)
    assert isinstance(
        actions.save(one.pk, W(markdown="Borttagen"), version=1, by=site.by("gun"), now=NOW), Denied
    )


@pytest.mark.parametrize(("to", "code"), [("anna", "substitute.herself"), ("nils", "task.no-role")])
def test_a_substitute_is_somebody_else_with_a_role(site, to, code):
    refused = actions.appoint_substitute(
        site.people[to], starts_on=TODAY, ends_on=TODAY, by=site.by("anna"), now=NOW
    )
    assert isinstance(refused, Denied)
    assert refused.code == code


def test_only_leaders_move_deadlines(site):
    new = TODAY + dt.timedelta(days=40)
    assert isinstance(actions.move_deadline([site.task("IT").pk], new, by=site.by("fatima"), now=NOW), Denied)
    assert not isinstance(actions.move_deadline([site.task("IT").pk], new, by=site.by("bo"), now=NOW), Denied)
    assert site.task("IT").due_on == new


def test_the_ledger_is_held_back_until_the_controller_releases_it(site):
    assert Round.objects.get(pk=site.round.pk).facts_as_of == NOW
    later = NOW + dt.timedelta(days=2)
    assert isinstance(actions.release_ledger(site.round.pk, by=site.by("hans"), now=later), Denied)
    actions.release_ledger(site.round.pk, by=site.by("bo"), now=later)
    assert Round.objects.get(pk=site.round.pk).facts_as_of == later


def test_the_overview_counts_and_names_what_is_late(site):
    actions.save(site.contribution("IT").pk, W(markdown="Ord"), version=0, by=site.by("anna"), now=NOW)
    late = site.task("OMR1").due_on + dt.timedelta(days=1)
    found = overview(site.round, site.by("bo"), today=late)
    cells = {row.unit.code: {section: cell.word for section, cell in row.cells.items()} for row in found.rows}

    assert cells["IT"] == {Section.GOALS: "Försenad"}
    assert (found.whole, found.done, found.late) == (10, 0, 6)
    now = overview(site.round, site.by("bo"), today=TODAY)
    assert next(row for row in now.rows if row.unit.code == "IT").cells[Section.GOALS].word == "Pågår"


def test_a_manager_follows_her_own_part_and_everybody_knows_the_count(site):
    assert {row.unit.code for row in overview(site.round, site.by("fatima"), today=TODAY).rows} == {
        "OMR1",
        "IT",
        "UTV",
    }
    assert {row.unit.code for row in overview(site.round, site.by("anna"), today=TODAY).rows} == {"IT"}
    assert progress(site.round).whole == 10


def test_the_overview_says_when_a_unit_was_last_worked_on_and_when_the_last_thing_is_due(site):
    wide(site, areas=0, goals=2)
    first, *_rest, other = Task.objects.filter(round=site.round, unit__code="OMR1").order_by("section")
    assert first.section != other.section
    last = dt.datetime(2024, 9, 12, 23, 30, 0, 500_000, tzinfo=dt.UTC)
    for task, at in ((first, last), (other, last.replace(microsecond=0))):
        Contribution.objects.filter(task=task).update(changed_at=at)
    Task.objects.filter(pk=other.pk).update(due_on=MEETING + dt.timedelta(days=3))
    found = overview(site.round, site.by("bo"), today=TODAY)
    assert {row.unit.code: row.last for row in found.rows if row.last} == {"OMR1": last}
    assert found.closes == MEETING + dt.timedelta(days=3)


def test_the_overview_of_many_units_takes_three_queries(site, django_assert_num_queries):
    wide(site, areas=30, goals=5)
    by = site.by("bo")
    with django_assert_num_queries(3):
        assert len(overview(site.round, by, today=TODAY).rows) == 35


def test_opening_is_one_row_in_the_log_and_a_fixed_number_of_queries(site, django_assert_max_num_queries):
    wide(site, areas=20, goals=5)
    actions.close_round(site.round.pk, by=site.by("bo"), now=NOW)
    before, by = Event.objects.count(), site.by("bo")
    with django_assert_max_num_queries(30):
        opened = actions.open_round(site.round.pk, by=by, now=NOW)
    assert isinstance(opened, actions.Opened)
    assert opened.tasks > 100
    assert Event.objects.count() == before + 1


def test_a_task_in_a_closed_round_is_answered_no_more(site):
    Round.objects.filter(pk=site.round.pk).update(state=RoundState.LOCKED)
    refused = actions.save(
        site.contribution("IT").pk, W(markdown="För sent"), version=0, by=site.by("anna"), now=NOW
    )
    assert isinstance(refused, Denied)
    assert refused.code == "round.closed"
    assert site.contribution("IT").state == State.DRAFT
