"""What a person owes, on her page and in her mail, and never from two authorities at once."""

import datetime as dt

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.records.reporting.small import NOW, TODAY, wide
from utfall.domain.agreements import AgreementKind, AgreementState
from utfall.domain.denied import Denied
from utfall.domain.reporting import Flag, RoundState, WorkStatus
from utfall.records.agreements.models import Agreement
from utfall.records.organisation.models import Person, Round
from utfall.records.reporting import actions
from utfall.records.reporting.models import Digest
from utfall.records.reporting.queries.groups import Group
from utfall.records.reporting.queries.owing import owing

W = actions.Writing
DAY = dt.timedelta(days=1)
TO = actions.Addresses(
    tasks=lambda code: f"https://x/{code}",
    contribution=lambda task, code: f"https://x/{task.pk}",
    forecast=lambda one, code: f"https://x/prognos/{one.pk}",
    agreement=lambda one, code: f"https://x/avtal/{one.agreement.pk}",
)


def rows(site, who, group, today=TODAY):
    return [(row.task.unit.code, row.task.object) for row in owing(site.by(who), today=today).group(group)]


def done(site, unit, who, text="Klart."):
    one = site.contribution(unit)
    actions.save(one.pk, W(markdown=text), version=one.version, by=site.by(who), now=NOW)
    actions.submit(one.pk, version=one.version + 1, by=site.by(who), now=NOW)


def test_a_manager_owes_her_own_and_no_more(site):
    assert rows(site, "anna", Group.LATER) == [("IT", "D1")]
    assert sorted(rows(site, "fatima", Group.LATER)) == [("OMR1", "D1"), ("OMR1", "OMR1")]


def test_what_is_due_within_a_week_is_to_be_done_now(site):
    assert rows(site, "anna", Group.NOW, today=site.task("IT").due_on - 7 * DAY) == [("IT", "D1")]


def test_the_whole_is_on_one_list_only(site):
    assert {code for _unit, code in rows(site, "kim", Group.LATER)} == {"SG1", "VM1", "D1", "IND1"}
    assert rows(site, "bo", Group.LATER) == []
    assert rows(site, "hans", Group.LATER) == []


def test_what_is_marked_as_done_waits_for_the_one_above(site):
    done(site, "IT", "anna")
    waiting = owing(site.by("anna"), today=TODAY).group(Group.WAITING)
    assert [row.waits_for for row in waiting] == [(site.people["fatima"],)]
    assert [row.approves for row in owing(site.by("fatima"), today=TODAY).group(Group.NOW)] == [True]
    assert rows(site, "hans", Group.NOW) == []


def test_what_is_approved_is_done_and_counted(site):
    done(site, "IT", "anna")
    one = site.contribution("IT")
    actions.approve({one.pk: one.version}, by=site.by("fatima"), now=NOW)
    owed = owing(site.by("anna"), today=TODAY)
    assert [row.status for row in owed.group(Group.DONE)] == [WorkStatus.APPROVED]
    assert (owed.done, len(owed.own), owed.minutes_left) == (1, 1, 0)


def test_what_is_given_away_is_on_the_other_list_and_waits_on_ones_own(site):
    actions.give([site.task("IT").pk], site.people["gun"], by=site.by("anna"), now=NOW)
    assert ("IT", "D1") in rows(site, "gun", Group.LATER)
    assert rows(site, "anna", Group.WAITING) == [("IT", "D1")]
    assert owing(site.by("anna"), today=TODAY).own == ()


def test_a_secret_text_is_on_no_other_list(site):
    done(site, "IT", "anna")
    site.contribution("IT").__class__.objects.filter(pk=site.contribution("IT").pk).update(secret="OSL, anna")
    assert rows(site, "fatima", Group.NOW) == []


def test_last_times_text_is_offered_where_there_is_one(site):
    offered = {row.task.unit.code: row.previous for row in owing(site.by("anna"), today=TODAY).rows}
    assert offered["IT"] is not None
    assert offered["IT"].markdown == "Så sade IT i våras.\n"


def test_the_list_takes_the_same_queries_however_long(site, django_assert_num_queries):
    by = site.by("kim")
    with CaptureQueriesContext(connection) as few:
        short = owing(by, today=TODAY)
    wide(site, areas=10, goals=20)
    with django_assert_num_queries(len(few)):
        long = owing(by, today=TODAY)
    assert len(long.rows) > len(short.rows) + 15


def agree(site, unit="IT", code="A1", **days):
    """An agreement of the unit with somebody outside, with the days given."""
    return Agreement.objects.create(
        authority=site.units[unit].authority, code=code, name=f"Avtal {code}", kind=AgreementKind.SUPPLIER.value,
        unit=site.units[unit], counterpart="Bolaget", state=AgreementState.IN_FORCE.value, position=0, **days,
    )  # fmt: skip


def agreed(site, who, group=None, today=TODAY):
    found = owing(site.by(who), today=today).agreements
    return [(one.agreement.code, one.step.value) for one in found if group in (None, one.group)]


def test_the_days_of_an_agreement_are_tasks_of_whoever_manages_its_unit(site):
    agree(site, review_on=TODAY + DAY, notice_on=TODAY + 20 * DAY, ends_on=TODAY + 200 * DAY)
    assert agreed(site, "anna") == [("A1", "genomgång"), ("A1", "uppsägning")]
    assert agreed(site, "anna", Group.NOW) == [("A1", "genomgång")]
    assert agreed(site, "anna", Group.LATER) == [("A1", "uppsägning")]
    assert [agreed(site, name) for name in ("bo", "fatima", "hans", "mona")] == [[], [], [], []]
    owed = owing(site.by("anna"), today=TODAY)
    assert (owed.whole, owed.done) == (1, 0)


def test_the_controller_sees_to_the_agreements_of_the_whole_and_where_nobody_manages(site):
    agree(site, "UTV", "A1", ends_on=TODAY + 3 * DAY)
    agree(site, "SEN", "A2", review_on=TODAY - DAY)
    agree(site, "KUL", "K1", review_on=TODAY)
    assert agreed(site, "bo", Group.NOW) == [("A2", "genomgång"), ("A1", "slut")]
    assert [one.flags for one in owing(site.by("bo"), today=TODAY).agreements] == [(Flag.LATE,), ()]
    assert agreed(site, "cecilia") == [("K1", "genomgång")]
    assert agreed(site, "anna") == []


def test_as_many_questions_however_many_agreements(site, django_assert_num_queries):
    by = site.by("anna")
    with CaptureQueriesContext(connection) as none:
        owing(by, today=TODAY)
    for number in range(8):
        agree(site, code=f"A{number}", review_on=TODAY, notice_on=TODAY + DAY)
    with django_assert_num_queries(len(none)):
        assert len(owing(by, today=TODAY).agreements) == 16


# Mails


def send(now=NOW):
    return actions.send_digests(now=now, addresses=TO)


def near(site):
    """The day before the units are due."""
    day = site.task("IT").due_on - DAY
    return dt.datetime.combine(day, NOW.timetz())


def test_nobody_is_written_to_when_nothing_is_due(site):
    assert send() == 0
    assert mail.outbox == []


def test_the_day_before_a_deadline_each_gets_one_mail_with_her_list(site):
    assert send(near(site)) == 1
    letter = mail.outbox[0]
    assert letter.to == ["anna@example.se"]
    assert letter.subject == "Servicenämnden: 1 att göra i Delår 2"
    assert "Kommentera Identifiera behov (IT-drift)" in letter.body
    assert "https://x/SEN" in letter.body


def test_the_same_day_again_sends_nothing(site):
    now = near(site)
    assert (send(now), send(now)) == (1, 0)
    assert Digest.objects.count() == len(mail.outbox) == 1


def test_a_mail_that_fails_is_tried_again_and_the_others_are_not_sent_twice(site, monkeypatch):
    now = near(site)
    real, calls = mail.EmailMessage.send, []

    def broken(self, fail_silently=False):
        calls.append(self.to)
        if len(calls) == 1:
            raise OSError("no route to the mail server")
        return real(self, fail_silently)

    monkeypatch.setattr(mail.EmailMessage, "send", broken)
    with pytest.raises(OSError, match="no route"):
        send(now)
    assert not Digest.objects.exists()
    assert send(now) == 1


def test_one_who_does_not_want_them_gets_none(site):
    Person.objects.filter(username="anna").update(on_day_digest=False)
    assert send(near(site)) == 0


def test_a_person_in_two_authorities_gets_one_mail_for_each_and_neither_mixes(site):
    """Erik is asked about something in both."""
    for authority, unit in (("SEN", "OMR2"), ("KTN", "KUL")):
        by = site.by("bo" if authority == "SEN" else "cecilia")
        one = site.units[unit].tasks.filter(object="D1").first()
        actions.give([one.pk], site.people["erik"], by=by, now=NOW)
    monday = dt.datetime(2024, 9, 16, 8, tzinfo=NOW.tzinfo)
    send(monday)
    letters = {
        letter.subject.split(":")[0]: letter.body
        for letter in mail.outbox
        if letter.to == ["erik@example.se"]
    }
    assert set(letters) == {"Servicenämnden", "Kulturnämnden"}
    assert "Kulturens inriktning" not in letters["Servicenämnden"]
    assert "Identifiera behov" not in letters["Kulturnämnden"]


def test_chosen_units_are_reminded_at_once_and_at_most_once_a_day(site):
    units = [site.units["IT"].pk]
    now = near(site) - DAY * 2
    by = site.by("fatima", today=now.date())
    assert actions.remind(site.round, units, by=by, now=now, addresses=TO) == 1
    assert actions.remind(site.round, units, by=by, now=now, addresses=TO) == 0
    assert [letter.to for letter in mail.outbox] == [["anna@example.se"]]


@pytest.mark.parametrize("who", ["anna", "gun", "cecilia", "siv"])
def test_nobody_reminds_others_than_her_own(site, who):
    now = near(site)
    by = site.by(who, today=now.date())
    result = actions.remind(site.round, [site.units["OMR1"].pk], by=by, now=now, addresses=TO)
    assert isinstance(result, Denied) or result == 0
    assert mail.outbox == []


def test_a_mail_about_agreements_goes_out_without_an_open_round(site):
    Round.objects.update(state=RoundState.DECIDED.value)
    assert send() == 0
    row = agree(site, review_on=TODAY, notice_on=TODAY + DAY)
    agree(site, code="A2", review_on=TODAY + 8 * DAY)
    assert send() == 1
    letter = mail.outbox[0]
    assert (letter.to, letter.subject) == (["anna@example.se"], "Servicenämnden: 2 att göra")
    assert (
        f"• Gå igenom avtal: Avtal A1 (IT-drift) – senast 2024-09-02\n  https://x/avtal/{row.pk}"
        in letter.body
    )
    assert "Ta ställning till uppsägning: Avtal A1 (IT-drift) – senast 2024-09-03" in letter.body
    assert "A2" not in letter.body
    assert Digest.objects.get().tasks == 2
