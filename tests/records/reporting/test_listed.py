"""The order of a person's list, asked for alone and with everything that is printed: both are the same."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.records.reporting.small import NOW, TODAY, wide
from utfall.domain.reporting import State, WorkStatus, work_status
from utfall.records.reporting import actions
from utfall.records.reporting.models import Contribution, Task
from utfall.records.reporting.queries.groups import Group
from utfall.records.reporting.queries.listed import in_order, neighbours
from utfall.records.reporting.queries.owing import is_begun, owing

W = actions.Writing
PEOPLE = ("anna", "fatima", "gun", "hans", "bo", "kim", "siv")


@pytest.fixture
def mixed(site):
    """A wide round where some is marked as done, given away, returned, and due on other days."""
    wide(site, areas=6, goals=20)
    for number, unit in enumerate(("IT", "UTV")):
        one = site.contribution(unit)
        who = "anna" if unit == "IT" else "fatima"
        saved = actions.save(one.pk, W(markdown="Klart."), version=one.version, by=site.by(who), now=NOW)
        if isinstance(saved, actions.Saved):
            actions.submit(one.pk, version=one.version + 1, by=site.by(who), now=NOW)
        Task.objects.filter(contribution=one).update(due_on=TODAY + dt.timedelta(days=number))
    given = [place.task for place in in_order(site.by("kim"), today=TODAY)[:4]]
    Task.objects.filter(pk__in=given).update(person=site.people["gun"], given_by=site.people["kim"])
    returned = [place.contribution for place in in_order(site.by("kim"), today=TODAY)[6:9]]
    Contribution.objects.filter(pk__in=returned).update(state=State.RETURNED)
    approved = [place.contribution for place in in_order(site.by("kim"), today=TODAY)[10:12]]
    Contribution.objects.filter(pk__in=approved).update(state=State.APPROVED)
    return site


@pytest.mark.parametrize("who", PEOPLE)
def test_both_orders_are_the_same(mixed, who):
    by = mixed.by(who)
    rows = owing(by, today=TODAY).rows
    alone = [place.contribution for place in in_order(by, today=TODAY)]
    assert alone == [row.contribution.pk for row in rows]
    tasks = [row.task for row in rows]
    approves = {row.task.pk: row.approves for row in rows}
    by_hand = sorted(
        tasks, key=lambda one: (one.due_on, not approves[one.pk], one.position, one.unit.position, one.pk)
    )
    assert [task.pk for task in tasks] == [task.pk for task in by_hand]


def test_the_parts_are_what_was_done(mixed):
    found = owing(mixed.by("kim"), today=TODAY)
    many = {group: found.count(group) for group in Group}
    assert (many[Group.NOW], many[Group.WAITING], many[Group.DONE]) == (3, 4, 2)
    assert {row.waits_for for row in found.group(Group.WAITING)} == {(mixed.people["gun"],)}
    assert [row.approves for row in owing(mixed.by("fatima"), today=TODAY).group(Group.NOW)][:1] == [True]


def test_a_text_stands_between_those_before_and_after_it_in_the_list(mixed, django_assert_num_queries):
    by = mixed.by("kim")
    listed = [row.contribution for row in owing(by, today=TODAY).rows]
    with django_assert_num_queries(4):
        found = neighbours(listed[5], by, today=TODAY)
    assert found is not None
    assert (found.place, found.whole, found.previous, found.next) == (6, len(listed), listed[4], listed[6])
    first, last = (neighbours(listed[place], by, today=TODAY) for place in (0, -1))
    assert first is not None and last is not None
    assert first.previous is None and first.next == listed[1]
    assert last.previous == listed[-2] and last.next is None
    assert neighbours(listed[5], mixed.by("siv"), today=TODAY) is None


def test_the_first_of_each_part_are_fetched_and_all_are_counted(mixed):
    by = mixed.by("kim")
    with CaptureQueriesContext(connection) as asked:
        whole = owing(by, today=TODAY)
    with CaptureQueriesContext(connection) as asked_of_few:
        few = owing(by, today=TODAY, most=2)
    assert len(asked_of_few) == len(asked)
    for group in Group:
        assert [row.task for row in few.group(group)] == [row.task for row in whole.group(group)][:2]
        assert few.count(group) == whole.count(group)
    assert whole.count(Group.LATER) > 2 and whole.count(Group.NOW) > 2
    assert (few.whole, few.done, few.minutes_left) == (whole.whole, whole.done, whole.minutes_left)
    assert few.days(Group.LATER) == whole.days(Group.LATER)


@pytest.mark.parametrize(
    ("fields", "word"),
    [
        ({"markdown": ""}, WorkStatus.NOT_STARTED),
        ({"markdown": " \n\t\n"}, WorkStatus.NOT_STARTED),
        ({"markdown": "\n\nEtt ord.\n"}, WorkStatus.ONGOING),
        ({"assessment": "uppnås"}, WorkStatus.ONGOING),
        ({"answer": "inget"}, WorkStatus.ONGOING),
    ],
)
def test_the_database_says_as_the_text_does_whether_it_is_begun(site, fields, word):
    one = site.contribution("IT")
    Contribution.objects.filter(pk=one.pk).update(**fields)
    one.refresh_from_db()
    (row,) = owing(site.by("anna"), today=TODAY).rows
    assert row.status is word is work_status(State.DRAFT, begun=is_begun(one))
