"""What somebody said about a missing outcome stands in the facts of its round, and in no other."""

from django.utils import timezone

from tests.records.conftest import AS_OF
from utfall.domain.indicators import Indicator as Value
from utfall.records.indicators.models import Indicator, NoValue
from utfall.records.loading.facts import gather_round
from utfall.records.organisation.models import Person


def test_the_reason_and_the_day_are_in_the_facts_of_the_round(sen, d2):
    one = Indicator.objects.filter(authority=sen)[0]
    before = gather_round(sen, d2, as_of=AS_OF)
    row = NoValue.objects.create(
        indicator=one, scope=one.scope, period=d2.period, reason="Enkäten görs i höst", expected_on="2024-10-31",
        by=Person.objects.create_user("bo"), at=timezone.now(),
    )  # fmt: skip
    told = gather_round(sen, d2, as_of=AS_OF).objects[one.code]
    assert isinstance(told, Value)
    assert told.no_value == "Enkäten görs i höst. Väntas 31 oktober 2024."

    NoValue.objects.filter(pk=row.pk).update(period="2023")
    later, earlier = gather_round(sen, d2, as_of=AS_OF).objects[one.code], before.objects[one.code]
    assert isinstance(later, Value)
    assert isinstance(earlier, Value)
    assert later.no_value == earlier.no_value
