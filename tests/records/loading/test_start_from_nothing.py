"""From an empty database through one workbook to a composed report: no folder, no YAML, nobody there before."""

import datetime as dt
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from utfall.domain.access import Role
from utfall.domain.denied import Denied
from utfall.domain.indicators import Comparator, DirectionOfGood, Indicator, IndicatorKind, Target
from utfall.domain.organisation import OrgUnit as Unit
from utfall.domain.organisation import UnitKind
from utfall.domain.planning import AnnualFocus, CommitteeGoal, StrategicArea, StrategicGoal
from utfall.domain.reporting import RoundState
from utfall.domain.unit import PERCENT
from utfall.integrations.workbook import PersonRow, StartContent, read_workbook, write_workbook
from utfall.records.finance.models import ReportSettings
from utfall.records.loading.dump import dump
from utfall.records.loading.facts import facts
from utfall.records.loading.workbook import Stored, last_import, store, undo
from utfall.records.organisation.actor import Acting, acting
from utfall.records.organisation.founding import ALREADY, BAD_CODE, Beginner, found
from utfall.records.organisation.models import Authority, Grant, OrgUnit, Person, Round
from utfall.records.planning.models import Goal
from utfall.records.reporting import actions
from utfall.records.reporting.actions.first_year import lay_out_first_year, take_back_first_year
from utfall.records.reporting.models import Contribution, Edition, Task, Template
from utfall.report.produce import Report, produce, report_of

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2024, 9, 2, 9, 0, tzinfo=ZoneInfo("Europe/Stockholm"))
MEETING = dt.date(2024, 10, 11)
ROLES = tuple(role.value for role in Role if role is not Role.SYSTEM_ADMINISTRATOR)
BEGINNER = Beginner("alva", "Alva", "Alm", "alva@example.se", "ett-slumpat-lösenord-9")

WORKBOOK = StartContent(
    units=(
        Unit("EXK", "Exempelkommun", UnitKind.MUNICIPALITY, ""),
        Unit("BYN", "Byggnadsnämnden", UnitKind.COMMITTEE, "EXK"),
        Unit("BYF", "Byggförvaltningen", UnitKind.ADMINISTRATION, "BYN"),
        Unit("LOV", "Bygglov", UnitKind.AREA, "BYF", ansvar=("6100",)),
        Unit("KART", "Kart och mät", UnitKind.AREA, "BYF", ansvar=("6200",)),
    ),
    persons=(
        PersonRow("hans", "Hans Holm", "hans@example.se", Role.ADMINISTRATION_HEAD.value, "BYN"),
        PersonRow("lisa", "Lisa Lund", "lisa@example.se", Role.AREA_MANAGER.value, "LOV"),
        PersonRow("karl", "Karl Kvist", "karl@example.se", Role.AREA_MANAGER.value, "KART"),
    ),
    goals=(
        StrategicArea("SA1", "Hållbar utveckling"),
        StrategicGoal("SG1", "Ett attraktivt boende", "SA1", years=4),
        CommitteeGoal("VM1", "Snabba och rätta beslut", "SG1", "BYN", 2027),
        AnnualFocus("I1", "Korta handläggningstiden", "VM1", 2024),
    ),
    indicators=(
        Indicator(
            "IND1", "Beslut inom tio veckor", "ind.beslut", PERCENT, 1, IndicatorKind.GOAL,
            DirectionOfGood.HIGHER, "BYN", parent="VM1", targets=(Target(2024, Comparator.AT_LEAST, Decimal(90), 0),),
        ),
    ),
)  # fmt: skip


@pytest.fixture
def alva(db: None) -> Acting:
    """Whoever begins, in a database where there was nothing."""
    assert not Person.objects.exists()
    made = found("BYN", "Byggnadsnämnden", municipality="Exempelkommun", beginner=BEGINNER, by="utfall start", now=NOW)  # fmt: skip
    assert isinstance(made, Authority)
    return by("alva")


def by(name: str) -> Acting:
    return acting(Person.objects.get(username=name), today=NOW.date())


def read_in(who: Acting) -> Stored:
    """The workbook as Excel would have saved it, read and stored."""
    read = read_workbook(write_workbook(WORKBOOK, roles=ROLES), name="start.xlsx", roles=ROLES)
    assert read.findings == () and read.values is not None
    done = store(read.values, name="start.xlsx", by=who, now=NOW)
    assert isinstance(done, Stored), done
    return done


def test_a_committee_is_founded_once_and_with_a_code_that_can_stand_in_an_address(alva: Acting):
    def again(code: str, name: str) -> Authority | Denied:
        return found(code, name, municipality="Exempelkommun", beginner=BEGINNER, by="utfall start", now=NOW)

    assert again("BYN", "Byggnadsnämnden") == ALREADY
    assert again("bygg nämnden", "Byggnadsnämnden") == BAD_CODE
    taken = again("NYN", "Nya nämnden")
    assert isinstance(taken, Denied) and taken.code == "person.taken"
    assert not OrgUnit.objects.filter(code="NYN").exists()
    assert set(alva.actor.roles) == {Role.AUTHORITY_ADMINISTRATOR, Role.CONTROLLER}


def test_a_round_is_opened_written_approved_and_locked_into_a_report(alva: Acting):
    read_in(alva)
    byn = Authority.objects.get(code="BYN")
    assert OrgUnit.objects.get(code="LOV").path == "EXK/BYN/BYF/LOV/"
    laid = lay_out_first_year(byn, 2024, by=by("alva"), now=NOW)
    assert not isinstance(laid, Denied)
    assert [(one.code, one.previous and one.previous.code) for one in laid] == [
        ("2024-D1", None), ("2024-D2", "2024-D1"), ("2024-VB", "2024-D2"),
    ]  # fmt: skip
    round = laid[1]
    opened = actions.open_round(round.pk, meeting_on=MEETING, by=by("alva"), now=NOW)
    assert isinstance(opened, actions.Opened) and opened.tasks

    texts = [
        _written("lisa", "I1", "LOV", "Handläggningstiden är sex veckor."),
        _written("karl", "KART", "KART", "Kartorna är klara i tid."),
    ]
    judged = actions.approve({one.pk: one.version for one in texts}, by=by("hans"), now=NOW)
    assert len(judged.done) == 2
    known = facts(byn, round, as_of=NOW)
    assert known.snapshot is not None
    report = report_of(known)
    assert isinstance(report, Report)
    locked = actions.lock(round.pk, known.snapshot, by=by("alva"), now=NOW, found=known.findings)
    assert isinstance(locked, Edition), locked
    assert "Handläggningstiden är sex veckor." in locked.document
    assert "Snabba och rätta beslut" in locked.document
    round.refresh_from_db()
    assert round.state == RoundState.LOCKED


def _written(name: str, object: str, unit: str, text: str) -> Contribution:
    """What the unit's manager writes and marks as done."""
    number = Task.objects.get(unit__code=unit, object=object).contribution_id
    saved = actions.save(number, actions.Writing(markdown=text), version=0, by=by(name), now=NOW)
    assert isinstance(saved, actions.Saved), saved
    version = saved.contribution.version
    done = actions.submit(number, version=version, by=by(name), now=NOW)
    assert isinstance(done, actions.Saved), done
    return done.contribution


def test_the_import_with_what_came_with_it_is_undone_and_done_again(alva: Acting):
    read_in(alva)
    assert ReportSettings.objects.count() == Template.objects.count() == 1
    undone = undo(by=by("alva"), now=NOW)
    assert not isinstance(undone, Denied)
    assert not ReportSettings.objects.exists() and not Template.objects.exists()
    assert not Goal.objects.exists() and not Grant.objects.exclude(person__username="alva").exists()
    assert list(OrgUnit.objects.values_list("code", "path")) == [("BYN", "BYN/")]
    read_in(by("alva"))
    assert Template.objects.count() == 1


def test_what_the_committee_has_changed_is_not_taken_away_by_an_undo(alva: Acting):
    read_in(alva)
    Template.objects.update(text="schema: 1")
    refused = undo(by=by("alva"), now=NOW)
    assert isinstance(refused, Denied) and refused.code == "start.changed"
    assert last_import(Authority.objects.get()) is not None
    assert Goal.objects.exists()


def test_the_first_year_is_taken_back_until_something_has_begun(alva: Acting):
    read_in(alva)
    byn = Authority.objects.get(code="BYN")
    lay_out_first_year(byn, 2024, by=by("alva"), now=NOW)
    again = lay_out_first_year(byn, 2025, by=by("alva"), now=NOW)
    assert isinstance(again, Denied) and again.code == "year.not-first"
    assert take_back_first_year(byn, by=by("alva"), now=NOW) == ("2024-D1", "2024-D2", "2024-VB")
    assert Goal.objects.filter(code="I1").exists()
    no_leader = lay_out_first_year(byn, 2024, by=by("lisa"), now=NOW)
    assert isinstance(no_leader, Denied)
    lay_out_first_year(byn, 2024, by=by("alva"), now=NOW)
    actions.open_round(Round.objects.get(code="2024-D1").pk, meeting_on=MEETING, by=by("alva"), now=NOW)
    begun = take_back_first_year(byn, by=by("alva"), now=NOW)
    assert isinstance(begun, Denied) and begun.code == "year.begun"


def test_what_came_with_a_workbook_is_dumped_as_a_folder_that_can_be_loaded(alva: Acting, tmp_path):
    read_in(alva)
    byn = Authority.objects.get(code="BYN")
    lay_out_first_year(byn, 2024, by=by("alva"), now=NOW)
    dumped = dump(byn, tmp_path / "mapp", by="utfall dump", at=NOW)
    assert dumped.findings == ()
    assert {"kommun.yaml", "organisation.yaml", "plan.yaml", "indikatorer.yaml", "mall.yaml"} <= set(dumped.files)  # fmt: skip
    folder = tmp_path / "mapp"
    report = produce(folder, "2024-D2", as_of=NOW)
    assert isinstance(report, Report), report
    assert report.snapshot.objects["I1"].name == "Korta handläggningstiden"
