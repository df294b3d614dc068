"""What the pages of plans keep goes out with the folder and comes in again, into a site where there is nothing."""

import datetime as dt
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from django.db import transaction

from tests.integrations.folder.small import FILES, folder
from tests.records.conftest import LOADED_AT
from utfall.domain.access import Role
from utfall.domain.denied import Denied
from utfall.domain.finding import Severity
from utfall.domain.goal_chain import Level
from utfall.domain.planning import AssignmentState
from utfall.domain.planning.work import Work
from utfall.integrations.folder import Contents, read_folder
from utfall.records.loading.contents import contents_of
from utfall.records.loading.dump import dump
from utfall.records.loading.load import EDITED, Loaded, load
from utfall.records.loading.plan_work import work_of
from utfall.records.organisation.actor import Acting, acting
from utfall.records.organisation.models import Authority, Forum, Grant, OrgUnit, Person, Round
from utfall.records.planning.actions import activities, assignments, goals, versions
from utfall.records.planning.models import Activity, Goal, PlanVersion
from utfall.records.reporting.actions.assignments import report_back
from utfall.records.reporting.models import AssignmentReport

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2024, 9, 2, 9, 0, tzinfo=ZoneInfo("Europe/Stockholm"))
YEAR = 2024


@pytest.fixture
def sen(tmp_path: Path, data: Path) -> Authority:
    """The small folder, loaded."""
    source = tmp_path / "mapp"
    source.mkdir()
    assert isinstance(load(folder(source), by="bo", at=LOADED_AT), Loaded)
    return Authority.objects.get(code="SEN")


def by(name: str, role: Role, unit: str) -> Acting:
    """Somebody with the role, with an account."""
    person, _made = Person.objects.get_or_create(username=name, defaults={"first_name": name.title()})
    sen = Authority.objects.get(code="SEN")
    Grant.objects.get_or_create(
        person=person, authority=sen, role=role, unit=OrgUnit.objects.get(code=unit), starts_on=NOW.date()
    )
    return acting(person, today=NOW.date(), authority="SEN")


def edited(sen: Authority) -> Work:
    """The plan worked on, deed by deed, as its pages do it; what is then kept."""
    kim = by("kim", Role.QUALITY_OFFICER, "SEN")
    anna = by("anna", Role.AREA_MANAGER, "OMR1")
    siv = by("siv", Role.SECRETARY, "SEN")
    omr1 = OrgUnit.objects.get(code="OMR1")
    goal, focus = Goal.objects.get(code="VM1"), Goal.objects.get(code="D1")
    forum = Forum.objects.create(authority=sen, code="MAT", name="Måltidsgruppen")
    forum.units.add(omr1)
    wording = goals.Wording("Väg maten", description="Två gånger om dagen.", owner=omr1, contributors=(omr1,))
    assert isinstance(goals.rewrite(focus.pk, wording, by=kim, now=NOW), Goal)
    Goal.objects.filter(pk=goal.pk).update(forum=forum)
    own = goals.add(
        sen, YEAR, level=Level.UNIT, under=focus.pk, wording=goals.Wording("Halvera tillbehören", owner=omr1),
        by=anna, now=NOW,
    )  # fmt: skip
    assert isinstance(own, Goal)
    below = goals.add(
        sen, YEAR, level=Level.UNIT, under=own.pk, wording=goals.Wording("Laga i omgångar", owner=omr1),
        by=anna, now=NOW,
    )  # fmt: skip
    assert isinstance(below, Goal)
    doing = activities.Doing(
        "Väga efter servering", own.pk, responsible=anna.person, ends_on=dt.date(2024, 12, 31)
    )
    done = activities.add_activity(omr1, YEAR, doing, by=anna, now=NOW)
    assert isinstance(done, Activity)
    gone = goals.add(
        sen,
        YEAR,
        level=Level.FOCUS,
        under=goal.pk,
        wording=goals.Wording("Åter till skolan"),
        by=kim,
        now=NOW,
    )
    assert isinstance(gone, Goal)
    assert not isinstance(goals.retire(gone.pk, by=kim, now=NOW), Denied)
    decided = versions.decide(sen, YEAR, decided_on=NOW.date(), decision="SEN § 7", by=siv, now=NOW)
    assert isinstance(decided, PlanVersion)
    _assignments(sen, kim, siv)
    return work_of(sen)


def _assignments(sen: Authority, kim: Acting, siv: Acting) -> None:
    unit = OrgUnit.objects.get(code="OMR1")
    given = assignments.Given(
        "Se över köken", given_by=OrgUnit.objects.get(code="SEN"), decided_on=dt.date(2024, 1, 8), responsible=unit,
        paragraph="§ 3", due_on=dt.date(2024, 12, 1),
    )  # fmt: skip
    made = assignments.add_assignment(sen, given, by=kim, now=NOW)
    assert not isinstance(made, Denied)
    round = Round.objects.get(code="2024-D2")
    Round.objects.filter(pk=round.pk).update(state="öppen")
    round.refresh_from_db()
    done = report_back(made.pk, round, AssignmentState.PROPOSED_CLOSED, by=kim, now=NOW)
    assert isinstance(done, AssignmentReport), done
    Round.objects.filter(pk=round.pk).update(state="planerad")
    closed = assignments.close_assignment(made.pk, "SEN 2024-09-26 § 84", by=siv, now=NOW)
    assert not isinstance(closed, Denied), closed


@pytest.fixture
def dumped(tmp_path: Path, data: Path) -> tuple[Work, Contents]:
    """What was kept, and all else, in a site that is no more: its folder lies in `ut`."""
    source = tmp_path / "mapp"
    source.mkdir()
    with transaction.atomic():
        assert isinstance(load(folder(source), by="bo", at=LOADED_AT), Loaded)
        sen = Authority.objects.get(code="SEN")
        work = edited(sen)
        whole = contents_of(sen, with_ledger=False, with_work=True)
        done = dump(sen, tmp_path / "ut", by="utfall dump", at=NOW)
        assert done.findings == ()
        assert "planarbete.yaml" in done.written
        transaction.set_rollback(True)
    assert not OrgUnit.objects.exists() and not Goal.objects.exists() and not Person.objects.exists()
    return work, whole


def test_everything_that_was_edited_comes_out_and_goes_into_an_empty_site(
    dumped: tuple[Work, Contents], tmp_path: Path
) -> None:
    before, whole = dumped
    assert before.goals and before.activities and before.versions and before.reports and before.closed_by
    assert {one.retired_on for one in before.goals} == {None, NOW.date()}
    for name in ("kim", "anna", "siv"):
        Person.objects.create(username=name)
    again = load(tmp_path / "ut", by="utfall load", at=NOW)
    assert isinstance(again, Loaded) and again.findings == (), again
    sen = Authority.objects.get(code="SEN")
    after = contents_of(sen, with_ledger=False, with_work=True)
    assert after.work == before
    assert after.objects == whole.objects
    row = Goal.objects.get(code="D1")
    assert (row.description, row.owner and row.owner.code) == ("Två gånger om dagen.", "OMR1")
    assert dump(sen, tmp_path / "igen", by="bo", at=NOW).written == frozenset()


def test_whoever_has_no_account_is_told_of_and_left_out(
    dumped: tuple[Work, Contents], tmp_path: Path
) -> None:
    again = load(tmp_path / "ut", by="utfall load", at=NOW)
    assert isinstance(again, Loaded), again
    told = {(one.code, one.values["person"], one.severity) for one in again.findings}
    assert told == {("source.person", name, Severity.QUESTION) for name in ("anna", "kim", "siv")}
    activity = Activity.objects.get()
    assert (activity.name, activity.responsible) == ("Väga efter servering", None)
    assert AssignmentReport.objects.get().by is None


def test_an_edited_activity_is_an_edit_that_a_new_folder_may_not_take_away(
    sen: Authority, tmp_path: Path
) -> None:
    anna = by("anna", Role.AREA_MANAGER, "OMR1")
    doing = activities.Doing("Väga", Goal.objects.get(code="D1").pk)
    activities.add_activity(OrgUnit.objects.get(code="OMR1"), YEAR, doing, by=anna, now=NOW)
    other = tmp_path / "annan"
    other.mkdir()
    folder(other, plan_yaml=FILES["plan.yaml"].replace("Väg maten", "Väg all mat"))
    assert load(other, by="bo", at=NOW) == EDITED
    assert Goal.objects.get(code="D1").name == "Väg maten"


def test_a_code_that_is_nowhere_stops_the_folder(sen: Authority, tmp_path: Path) -> None:
    source = tmp_path / "fel"
    source.mkdir()
    folder(source)
    (source / "planarbete.yaml").write_text(
        "innehåll: planarbete\nansvar:\n  - {mål: D1, ansvarig: FINNS-INTE}\n", encoding="utf-8"
    )
    findings = read_folder(source).findings
    assert [(one.code, one.where, one.values["code"]) for one in findings] == [
        ("source.work", "planarbete.yaml", "FINNS-INTE")
    ]
