"""Who owes what is decided by the authority: what is owed is asked for, and nothing else is ever called missing."""

from decimal import Decimal

import pytest

from tests.records.reporting.small import NOW, TODAY
from utfall.domain.denied import Denied
from utfall.domain.organisation import UnitKind
from utfall.domain.reporting import DEFAULT_OWED, Lack, Occasion, Owed, Part, Section, VarianceLimit
from utfall.domain.snapshot import RoundKind
from utfall.records.audit.models import Event
from utfall.records.reporting import actions
from utfall.records.reporting.models import Contribution, ReportingSettings, Task
from utfall.records.reporting.queries.complete import lacks
from utfall.records.reporting.queries.overview import overview, progress
from utfall.records.reporting.queries.owing import owing
from utfall.records.reporting.rules import rules_of, stored_rules

W = actions.Writing
KIND = RoundKind.INTERIM
COMMENT = frozenset({Part.COMMENT})


def owed(level, section=Section.GOALS, parts=COMMENT, occasion=Occasion.ALWAYS):
    return Owed(level, KIND, section, parts, occasion)


def decide(site, *rows, by="bo"):
    return actions.set_owed(site.authorities["SEN"], KIND, rows, by=site.by(by), now=NOW)


def tasks(site):
    return {
        (one.unit.code, one.object) for one in Task.objects.filter(round=site.round).select_related("unit")
    }


def test_what_is_no_longer_owed_disappears_everywhere(site):
    whole = progress(site.round).whole
    done = decide(
        site, owed(UnitKind.ADMINISTRATION, parts=frozenset({Part.ASSESSMENT})), owed(UnitKind.AREA)
    )

    assert isinstance(done, actions.Ruled)
    assert (done.made, done.taken_away) == (0, 5)
    assert tasks(site) == {("SEN", "SG1"), ("SEN", "VM1"), ("SEN", "D1"), ("OMR1", "D1"), ("OMR2", "D1")}
    assert progress(site.round).whole == whole - 5
    assert overview(site.round, site.by("bo"), today=TODAY).sections == (Section.GOALS,)
    assert owing(site.by("anna"), today=TODAY).rows == ()
    # The whole assesses and is asked for no comment: none is missing, and none stops it.
    mine = site.contribution("SEN")
    assert [one.lack for one in lacks(mine)] == [Lack.ASSESSMENT]
    saved = actions.save(mine.pk, W(assessment="uppnås"), version=mine.version, by=site.by("bo"), now=NOW)
    assert isinstance(saved, actions.Saved)
    done = actions.submit(mine.pk, version=saved.contribution.version, by=site.by("bo"), now=NOW)
    assert isinstance(done, actions.Saved)


def test_a_text_that_somebody_has_begun_stays_and_demands_nothing(site):
    mine = site.contribution("IT")
    actions.save(mine.pk, W(markdown="Halvvägs."), version=mine.version, by=site.by("anna"), now=NOW)
    decide(site, owed(UnitKind.AREA))

    assert Contribution.objects.get(pk=mine.pk).markdown == "Halvvägs."
    task = Task.objects.get(contribution=mine.pk)
    assert not task.is_owed
    assert lacks(Contribution.objects.get(pk=mine.pk)) == ()
    assert owing(site.by("anna"), today=TODAY).rows == ()
    assert "IT" not in {row.unit.code for row in overview(site.round, site.by("bo"), today=TODAY).rows}

    decide(site, owed(UnitKind.AREA), owed(UnitKind.UNIT))
    assert Task.objects.get(contribution=mine.pk).is_owed
    assert [row.contribution.pk for row in owing(site.by("anna"), today=TODAY).rows] == [mine.pk]


def test_what_becomes_owed_is_laid_out_at_once_with_its_day(site):
    decide(site)
    assert tasks(site) == set()
    before = site.round.steps.count()
    done = decide(site, owed(UnitKind.UNIT))

    assert isinstance(done, actions.Ruled)
    assert done.made == 2
    assert tasks(site) == {("IT", "D1"), ("UTV", "D1")}
    assert {one.due_on for one in Task.objects.filter(round=site.round)} == {
        site.round.steps.get(step="enhet").due_on
    }
    assert site.round.steps.count() == before


def test_the_rules_of_one_kind_and_one_authority_leave_the_others_alone(site):
    other = Task.objects.filter(round__authority=site.authorities["KTN"]).count()
    decide(site)
    rules = rules_of(site.authorities["SEN"])
    assert rules.of(KIND) == ()
    assert rules.of(RoundKind.ANNUAL) == tuple(row for row in DEFAULT_OWED if row.kind is RoundKind.ANNUAL)
    assert rules_of(site.authorities["KTN"]).owed == DEFAULT_OWED
    assert Task.objects.filter(round__authority=site.authorities["KTN"]).count() == other


def test_going_back_to_what_is_usual_leaves_nothing_stored(site):
    usual = tasks(site)
    decide(site)
    actions.set_owed(site.authorities["SEN"], KIND, None, by=site.by("kim"), now=NOW)
    assert tasks(site) == usual
    assert stored_rules(site.authorities["SEN"]) == (None, None)
    assert not ReportingSettings.objects.exists()


def test_the_limit_is_kept_and_both_are_in_the_log(site):
    limit = VarianceLimit(Decimal("2.5"))
    assert actions.set_variance_limit(site.authorities["SEN"], limit, by=site.by("bo"), now=NOW) == limit
    assert rules_of(site.authorities["SEN"]).limit == limit
    decide(site, owed(UnitKind.AREA))
    assert rules_of(site.authorities["SEN"]).limit == limit
    assert [one.deed for one in Event.objects.order_by("-number")[:2]] == [
        "reporting.owed",
        "reporting.variance-limit",
    ]
    actions.set_variance_limit(site.authorities["SEN"], None, by=site.by("bo"), now=NOW)
    assert rules_of(site.authorities["SEN"]).limit == VarianceLimit()


@pytest.mark.parametrize("who", ["anna", "fatima", "hans", "siv", "mona", "alva", "cecilia"])
def test_only_the_controller_and_the_quality_officer_decide(site, who):
    before = tasks(site)
    assert isinstance(decide(site, by=who), Denied)
    refused = actions.set_variance_limit(site.authorities["SEN"], None, by=site.by(who), now=NOW)
    assert isinstance(refused, Denied)
    assert tasks(site) == before
