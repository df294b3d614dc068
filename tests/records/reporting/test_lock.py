"""Locking the example's round: the edition, the way back, the decision and the hand-over."""

import datetime as dt

import pytest

from tests.records.conftest import CODE
from utfall.domain.access import Role
from utfall.domain.denied import Denied
from utfall.domain.reporting import RoundState, State
from utfall.records.audit.models import Event
from utfall.records.loading.facts import facts
from utfall.records.organisation.actor import acting
from utfall.records.organisation.models import Authority, Grant, OrgUnit, Person, Round
from utfall.records.reporting import actions
from utfall.records.reporting.actions.closing import template_of
from utfall.records.reporting.models import Contribution, Edition, HandOver, Task
from utfall.report.produce import Facts
from utfall.report.reviewed import review_report

NOW = dt.datetime(2024, 9, 10, 8, 0, tzinfo=dt.UTC)
MEETING = dt.date(2024, 10, 10)


@pytest.fixture
def by(sen):
    """People with a role in the example's authority, by the role's word."""

    def acting_as(role):
        person, _made = Person.objects.get_or_create(username=role.value, defaults={"first_name": role.value})
        Grant.objects.get_or_create(
            person=person,
            authority=sen,
            role=role,
            unit=OrgUnit.objects.get(code="SEN"),
            starts_on=dt.date(2024, 1, 1),
        )
        return acting(person, today=NOW.date(), authority="SEN")

    return acting_as


@pytest.fixture
def opened(d2, by):
    """The example's round, opened, with everything that is written in it approved."""
    result = actions.open_round(d2.pk, meeting_on=MEETING, by=by(Role.CONTROLLER), now=NOW)
    assert isinstance(result, actions.Opened)
    Contribution.objects.filter(round=d2).exclude(markdown="").update(state=State.APPROVED, version=1)
    return Round.objects.select_related("authority").get(pk=d2.pk)


@pytest.fixture
def known(opened):
    found: Facts = facts(opened.authority, opened, as_of=NOW)
    assert found.snapshot is not None
    return found.snapshot


@pytest.fixture
def answered(opened, known):
    """What somebody has answered for of what the review says about the example as it stands; nothing, mostly."""
    template = template_of(opened.authority.template.text)
    assert template is not None
    made = review_report(template, known)
    return made.keys


def test_the_example_opens_with_a_task_for_each_who_owes_something(opened):
    sections = set(Task.objects.filter(round=opened).values_list("section", flat=True))
    assert {"sammanfattning", "mål", "indikatorer", "ekonomi", "intern kontroll"} <= sections
    areas = Task.objects.filter(round=opened, unit__code="OMR4").values_list("object", flat=True)
    assert {"OMR4", "D1", "D10"} <= set(areas)
    summary = Task.objects.get(round=opened, section="sammanfattning")
    assert summary.contribution.markdown.startswith("Året har präglats")


def test_a_text_about_an_area_is_that_areas_task(opened):
    task = Task.objects.get(round=opened, unit__code="OMR1", object="OMR1")
    assert task.contribution.markdown
    assert task.contribution.unit.code == "SEN"


def test_a_lock_keeps_the_facts_and_the_report_and_closes_what_is_approved(
    opened, known, by, answered, django_assert_max_num_queries
):
    approved = Contribution.objects.filter(round=opened, state=State.APPROVED).count()
    before, leader = Event.objects.count(), by(Role.CONTROLLER)
    assert approved > 50
    with django_assert_max_num_queries(40):
        edition = actions.lock(opened.pk, known, by=leader, now=NOW, explained=answered)

    assert isinstance(edition, Edition)
    assert (edition.number, edition.hash, edition.facts) == (1, known.hash, known.canonical())
    assert "Servicenämnden" in edition.document
    assert Round.objects.get(pk=opened.pk).state == RoundState.LOCKED
    assert Contribution.objects.filter(round=opened, state=State.LOCKED).count() == approved
    assert Event.objects.count() == before + 1


def test_a_contradiction_stops_the_lock_until_it_is_put_right(opened, by, answered):
    summary = Task.objects.get(round=opened, section="sammanfattning").contribution
    before = summary.markdown
    summary.markdown = (
        before
        + "\nResultatet för perioden inklusive över-/underskott är 99,9 mnkr. Intäkterna var 1,0 mnkr.\n"
    )
    summary.markdown = before.replace("{{resultat.inkl:~:~helar:prognos;ord}}", "ett underskott på 8,8 mnkr")
    assert summary.markdown != before
    summary.save()
    wrong = facts(opened.authority, opened, as_of=NOW).snapshot
    assert wrong is not None
    stopped = actions.lock(opened.pk, wrong, by=by(Role.CONTROLLER), now=NOW, explained=answered)

    assert isinstance(stopped, actions.Contradicted)
    assert stopped.findings
    assert Round.objects.get(pk=opened.pk).state == RoundState.OPEN
    assert not Edition.objects.exists()
    summary.markdown = before
    summary.save()
    right = facts(opened.authority, opened, as_of=NOW).snapshot
    assert right is not None
    assert isinstance(
        actions.lock(opened.pk, right, by=by(Role.CONTROLLER), now=NOW, explained=answered), Edition
    )


def test_what_the_page_of_findings_calls_an_error_stops_the_lock(opened, by, answered):
    """A reference to a figure that does not exist is found when the report is composed, not by the review."""
    summary = Task.objects.get(round=opened, section="sammanfattning").contribution
    summary.markdown += "\nVi fick {{finns.inte:SEN:~:utfall;mnkr1}}.\n"
    summary.save()
    found = facts(opened.authority, opened, as_of=NOW)
    assert found.snapshot is not None and found.template is not None
    page = review_report(found.template, found.snapshot, found=found.findings)
    stopped = actions.lock(
        opened.pk, found.snapshot, by=by(Role.CONTROLLER), now=NOW, explained=answered, found=found.findings
    )

    assert isinstance(stopped, actions.Contradicted)
    assert [one.code for one in stopped.findings] == ["text.reference"]
    assert stopped.findings == page.errors(explained=answered)


def test_facts_of_another_round_are_not_locked(opened, known, by, sen, answered):
    other = Round.objects.get(authority=sen, code="2024-D1")
    Round.objects.filter(pk=other.pk).update(state=RoundState.OPEN)
    refused = actions.lock(other.pk, known, by=by(Role.CONTROLLER), now=NOW, explained=answered)
    assert isinstance(refused, Denied)
    assert refused.code == "round.foreign-facts"


@pytest.mark.parametrize("role", [Role.SECRETARY, Role.QUALITY_OFFICER, Role.UNIT_MANAGER, Role.MEMBER])
def test_only_leaders_lock(opened, known, by, role, answered):
    assert isinstance(actions.lock(opened.pk, known, by=by(role), now=NOW, explained=answered), Denied)


def test_an_unlocked_round_gives_every_approval_back_and_keeps_the_edition(opened, known, by, answered):
    approved = Contribution.objects.filter(round=opened, state=State.APPROVED).count()
    actions.lock(opened.pk, known, by=by(Role.CONTROLLER), now=NOW, explained=answered)
    actions.unlock(opened.pk, "En siffra saknas.", by=by(Role.CONTROLLER), now=NOW)

    assert Contribution.objects.filter(round=opened, state=State.APPROVED).count() == approved
    assert Edition.objects.filter(round=opened).count() == 1
    again = actions.lock(opened.pk, known, by=by(Role.CONTROLLER), now=NOW, explained=answered)
    assert isinstance(again, Edition)
    assert again.number == 2


def locked(opened, known, by, answered):
    edition = actions.lock(opened.pk, known, by=by(Role.CONTROLLER), now=NOW, explained=answered)
    assert isinstance(edition, Edition)
    return edition


def test_the_secretary_registers_the_decision_and_may_put_it_right(opened, known, by, answered):
    locked(opened, known, by, answered)
    assert isinstance(actions.decide(opened.pk, "2024-09-26 § 84", by=by(Role.CONTROLLER), now=NOW), Denied)
    decided = actions.decide(
        opened.pk, "2024-09-26 § 84", case_number="SEN/2024:1", by=by(Role.SECRETARY), now=NOW
    )
    assert isinstance(decided, Edition)
    assert (decided.outcome, decided.case_number) == (RoundState.DECIDED, "SEN/2024:1")
    corrected = actions.correct(opened.pk, by=by(Role.SECRETARY), now=NOW)
    assert isinstance(corrected, Edition)
    assert Round.objects.get(pk=opened.pk).state == RoundState.LOCKED


def test_a_decision_with_changes_makes_a_new_edition_with_the_list(opened, known, by, answered):
    locked(opened, known, by, answered)
    assert isinstance(
        actions.decide_with_changes(opened.pk, "§ 84", " ", by=by(Role.SECRETARY), now=NOW), Denied
    )
    made = actions.decide_with_changes(opened.pk, "§ 84", "Punkt 2 utgår.", by=by(Role.SECRETARY), now=NOW)
    assert isinstance(made, Edition)
    assert (made.number, made.changes, made.outcome) == (2, "Punkt 2 utgår.", RoundState.DECIDED_WITH_CHANGES)


def test_a_remitted_report_gets_a_new_draft(opened, known, by, answered):
    locked(opened, known, by, answered)
    actions.remit(opened.pk, "§ 84", by=by(Role.SECRETARY), now=NOW)
    reopened = actions.reopen(opened.pk, by=by(Role.CONTROLLER), now=NOW)
    assert isinstance(reopened, Round)
    assert reopened.state == RoundState.OPEN


def test_a_tabled_report_waits_for_a_new_date(opened, known, by, answered):
    locked(opened, known, by, answered)
    actions.table(opened.pk, "§ 84", by=by(Role.SECRETARY), now=NOW)
    assert Round.objects.get(pk=opened.pk).state == RoundState.TABLED
    moved = actions.move_meeting(opened.pk, MEETING + dt.timedelta(days=28), by=by(Role.SECRETARY), now=NOW)
    assert not isinstance(moved, Denied)
    assert Round.objects.get(pk=opened.pk).state == RoundState.LOCKED


def test_a_whole_report_is_handed_over_once_it_is_locked(opened, known, by, answered):
    auditors = Authority.objects.get(code="REV")
    early = actions.hand_over(opened.pk, auditors, by=by(Role.SECRETARY), now=NOW)
    assert isinstance(early, Denied)
    assert early.code == "hand-over.not-locked"
    edition = locked(opened, known, by, answered)
    handed = actions.hand_over(opened.pk, auditors, by=by(Role.SECRETARY), now=NOW)
    assert isinstance(handed, HandOver)
    assert (handed.edition, handed.hash, handed.recipient) == (edition, edition.hash, auditors)


def test_a_part_is_handed_over_as_it_reads_with_its_figures_and_stays_as_it_was(opened, known, by):
    summary = Task.objects.get(round=opened, section="sammanfattning").contribution
    handed = actions.hand_over_part(
        opened.pk, Authority.objects.get(code="KS"), [summary.pk], by=by(Role.CONTROLLER), now=NOW, facts=known,
        message="Månadens prognos.",
    )  # fmt: skip
    assert isinstance(handed, HandOver)
    part = handed.content["parts"][0]
    assert "{{" not in part["text"]
    assert part["figures"]["ind.kultur:SEN:~:utfall;%1"] in part["text"]
    summary.markdown = "Något annat."
    summary.save()
    assert "Året har präglats" in HandOver.objects.get(pk=handed.pk).content["parts"][0]["text"]


def test_nothing_is_handed_over_to_itself_or_empty(opened, by, sen):
    assert isinstance(actions.hand_over_part(opened.pk, sen, [], by=by(Role.CONTROLLER), now=NOW), Denied)
    empty = actions.hand_over_part(
        opened.pk, Authority.objects.get(code="KS"), [], by=by(Role.CONTROLLER), now=NOW
    )
    assert isinstance(empty, Denied)
    assert empty.code == "hand-over.nothing"


def test_the_round_is_the_one_of_the_example(opened):
    assert opened.code == CODE
