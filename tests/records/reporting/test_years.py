"""The shift to the next year: by somebody, of what she chose, and back again."""

from tests.records.reporting.small import MEETING, NOW
from utfall.domain.denied import Denied
from utfall.records.organisation.models import Round
from utfall.records.planning.models import Activity, Goal
from utfall.records.reporting import actions


def shift(site, who="bo", focuses=("D1",), year=2024):
    return actions.shift_year(site.authorities["SEN"], year, focuses, by=site.by(who), now=NOW)


def test_the_next_year_has_the_same_rounds_a_year_later_each_after_its_own(site):
    made = shift(site)
    assert isinstance(made, actions.Shifted)
    assert [(row.code, row.period, row.state, row.previous and row.previous.code) for row in made.rounds] == [
        ("2025-D1", "2025-01..2025-04", "planerad", "2024-D1"),
        ("2025-D2", "2025-01..2025-08", "planerad", "2024-D2"),
    ]


def test_only_the_chosen_focuses_are_copied_and_the_old_ones_stay(site):
    made = shift(site)
    assert isinstance(made, actions.Shifted)
    assert [(goal.code, goal.year) for goal in made.focuses] == [("D1-2025", 2025)]
    assert {unit.code for unit in made.focuses[0].contributors.all()} == {"OMR1", "OMR2", "IT", "UTV"}
    assert Goal.objects.get(authority=site.authorities["SEN"], code="D1").year == 2024
    actions.undo_year(site.authorities["SEN"], 2025, by=site.by("bo"), now=NOW)
    none = shift(site, focuses=())
    assert isinstance(none, actions.Shifted)
    assert none.focuses == ()


def test_it_is_undone_without_a_trace_but_in_the_log(site):
    rounds, goals = Round.objects.count(), Goal.objects.count()
    shift(site)
    codes = actions.undo_year(site.authorities["SEN"], 2025, by=site.by("bo"), now=NOW)
    assert codes == ("2025-D1", "2025-D2", "D1-2025")
    assert (Round.objects.count(), Goal.objects.count()) == (rounds, goals)


def test_a_year_that_somebody_works_in_is_not_undone(site):
    made = shift(site)
    assert isinstance(made, actions.Shifted)
    Activity.objects.create(
        unit=site.units["IT"], goal=made.focuses[0], name="Byta servrar", year=2025, position=0
    )
    refused = actions.undo_year(site.authorities["SEN"], 2025, by=site.by("bo"), now=NOW)
    assert isinstance(refused, Denied)
    assert refused.values["codes"] == "D1-2025"

    Activity.objects.all().delete()
    actions.open_round(made.rounds[0].pk, meeting_on=MEETING, by=site.by("bo"), now=NOW)
    assert isinstance(actions.undo_year(site.authorities["SEN"], 2025, by=site.by("bo"), now=NOW), Denied)


def test_a_year_is_laid_out_once_and_only_after_one_with_rounds(site):
    shift(site)
    again, later = shift(site), shift(site, year=2030)
    assert isinstance(again, Denied) and isinstance(later, Denied)
    assert (again.code, later.code) == ("year.already", "year.no-rounds")


def test_only_leaders_of_the_authority_lay_out_its_year(site):
    for who in ("anna", "fatima", "siv", "kim", "cecilia"):
        assert isinstance(shift(site, who), Denied)
    assert Round.objects.filter(code="2025-D1").count() == 0
