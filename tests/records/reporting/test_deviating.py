"""What deviates: money over the limit with the text about it, and of several texts the highest unit's."""

from decimal import Decimal

from tests.records.reporting.small import TODAY
from utfall.domain.figure import Address, Figure, Source
from utfall.domain.reporting import VarianceLimit
from utfall.domain.unit import KR
from utfall.records.indicators.queries import measured
from utfall.records.organisation.models import Round
from utfall.records.reporting.models import Contribution
from utfall.records.reporting.queries import deviating
from utfall.records.reporting.queries.responsibility import responsibility


def figures(round: Round, **results: int) -> dict[Address, Figure]:
    """The variance of each unit's result; the budgeted costs of all are a million kronor."""
    texts = {}
    for unit, variance in results.items():
        texts[f"{deviating.RESULT}:{unit}:{round.period}:avvikelse"] = variance
        texts[f"{deviating.RESULT}:{unit}:{round.period}:budget"] = 5_000
        texts[f"{deviating.COSTS}:{unit}:{round.period}:budget"] = -1_000_000
    made = (
        Figure(Address.parse(text), Decimal(value), KR, 0, Source("fil.csv", "rad 2"), "")
        for text, value in texts.items()
    )
    return {one.address: one for one in made}


def of(site) -> Round:
    """The round as a page has it: with its authority."""
    return Round.objects.select_related("authority").get(pk=site.round.pk)


def test_a_unit_over_the_limit_is_shown_with_its_own_text(site, django_assert_num_queries):
    answers = responsibility(site.authorities["SEN"], today=TODAY)
    Contribution.objects.filter(task__unit__code="OMR1", task__section="ekonomi").update(markdown="Därför.")
    round = of(site)
    known, by = figures(round, OMR1=-50_000, OMR2=20_000, SEN=-9_000), site.by("bo")
    with django_assert_num_queries(2):
        found = deviating.money(round, by, known, answers, limit=VarianceLimit())
        shown = [
            (one.unit.code, one.variance, one.budget, one.said.is_commented, bool(one.said.writers))
            for one in found
        ]
    assert shown == [
        ("OMR1", Decimal(-50_000), Decimal(5_000), True, True),
        ("OMR2", Decimal(20_000), Decimal(5_000), False, True),
    ]


def test_where_no_unit_is_over_the_limit_no_text_is_asked_for(site, django_assert_num_queries):
    answers, by = responsibility(site.authorities["SEN"], today=TODAY), site.by("bo")
    with django_assert_num_queries(1):
        assert deviating.money(site.round, by, {}, answers, limit=VarianceLimit()) == ()


def test_what_is_asked_about_an_indicators_text_is_fetched_with_it(site, django_assert_num_queries):
    answers, by = responsibility(site.authorities["SEN"], today=TODAY), site.by("bo")
    round, standings = of(site), measured.standings(site.authorities["SEN"])
    Contribution.objects.filter(object="IND1", round=site.round).update(markdown="Text.")
    with django_assert_num_queries(1):
        found = deviating.indicators(round, by, standings, answers)
        assert [(one.standing.row.code, one.said.is_commented) for one in found] == [("IND1", True)]
        text = found[0].said.contribution
        assert text is not None and text.task.unit.code == "SEN"
        assert [str(person) for person in found[0].said.writers]
