"""Outcomes entered, questioned, corrected and imported; what indicators are; who may."""

import datetime as dt
from decimal import Decimal

import pytest

from tests.records import world
from tests.records.world import NOW, by
from utfall.domain.denied import Denied
from utfall.domain.figure import Address, Figure, Source
from utfall.domain.indicators import Comparator, DirectionOfGood, Target, TargetStatus, Trend, implausible
from utfall.domain.period import Period
from utfall.domain.unit import MNKR, PERCENT
from utfall.records.audit.models import Event
from utfall.records.indicators import uploads
from utfall.records.indicators.actions import defining, entering, importing
from utfall.records.indicators.actions.defining import Definition
from utfall.records.indicators.actions.entering import Entry, Questioned
from utfall.records.indicators.models import Indicator, IndicatorRelation, NoValue, Value
from utfall.records.indicators.queries import measured, plausible, reckoning
from utfall.records.organisation.models import Authority, OrgUnit

pytestmark = pytest.mark.django_db
Y2023, Y2024 = Period.year(2023), Period.year(2024)


@pytest.fixture
def sen():
    return world.municipality()


def unit(code: str) -> OrgUnit:
    return OrgUnit.objects.get(code=code)


def indicator(sen, code="IND1", **changed) -> Indicator:
    values = {
        "authority": sen, "code": code, "name": f"Andel {code}", "measure": f"ind.{code.lower()}",
        "unit_of_measure": "%", "decimals": 1, "kind": "mål", "direction": "högre är bättre", "scope": unit("SEN"),
        "position": int(code[3:]), "source": "enkät",
    }  # fmt: skip
    return Indicator.objects.create(**{**values, **changed})


def entry(value, *, scope="SEN", period=Y2024, **more) -> Entry:
    return Entry(scope=unit(scope), period=period, value=None if value is None else Decimal(value), **more)


def enter(row, what, who="bo", now=NOW):
    return entering.enter(row, what, by=by(who), now=now)


def refused(done) -> str:
    assert isinstance(done, Denied)
    return done.code


def questioned(done) -> list[str]:
    assert isinstance(done, Questioned)
    return [one.code for one in done.findings]


def test_an_outcome_is_stored_with_what_it_is_made_of(sen):
    row = indicator(sen)
    done = enter(row, entry("66.7", numerator=Decimal(337), denominator=Decimal(505), answers=505))
    assert isinstance(done, Value)
    assert (done.address, done.value, done.decimals) == ("ind.ind1:SEN:2024:utfall", "66.7", 1)
    assert (done.numerator, done.answers, done.source_document) == (Decimal(337), 505, "enkät")
    assert done.entered_by is not None
    event = Event.objects.get()
    assert (event.deed, event.object, event.details["value"]) == ("indicator.enter", "indicator:IND1", "66.7")


def test_a_share_is_reckoned_from_its_parts(sen):
    done = enter(indicator(sen), entry(None, numerator=Decimal(1), denominator=Decimal(3)))
    assert isinstance(done, Value)
    assert done.value == "33.3"
    assert refused(enter(indicator(sen, "IND2"), entry(None, numerator=Decimal(1)))) == "indicator.nothing"
    nothing = entry(None, numerator=Decimal(1), denominator=Decimal(0))
    assert refused(enter(Indicator.objects.get(code="IND2"), nothing)) == "indicator.zero-denominator"


def test_money_is_stored_in_kronor_and_shown_in_its_unit(sen):
    row = indicator(sen, unit_of_measure="mnkr")
    done = enter(row, entry("2.5"))
    assert isinstance(done, Value)
    assert (Decimal(done.value), done.unit_of_measure, done.decimals) == (Decimal(2_500_000), "kr", -5)
    shown = measured.standing(row).last
    assert shown is not None
    assert (shown.value, shown.decimals) == (Decimal("2.5"), 1)
    assert measured.standing(row).definition.unit == MNKR


@pytest.mark.parametrize(
    ("who", "scope", "code"),
    [("anna", "SEN", "access.no-permission"), ("anna", "IT", "access.no-permission"),
     ("sara", "SEN", "access.no-permission"), ("cecilia", "SEN", "access.wall"), ("ada", "SEN", "access.administrator"),
     ("bo", "KS", "indicator.outside")],
)  # fmt: skip
def test_who_may_not_enter(sen, who, scope, code):
    row = indicator(sen)
    done = enter(row, entry("50", scope=scope), who)
    assert refused(done) in (code, "access.no-permission")
    if scope != "KS":
        assert refused(done) == code
    assert not Value.objects.exists()


def test_a_manager_enters_for_her_own_unit(sen):
    assert isinstance(enter(indicator(sen), entry("50", scope="MAT"), "anna"), Value)


def test_a_correction_keeps_what_was_there_and_says_why(sen):
    row = indicator(sen)
    enter(row, entry("61.0"))
    assert refused(enter(row, entry("66.7"))) == "indicator.why"
    later = NOW + dt.timedelta(hours=1)
    done = enter(row, entry("66.7", reason="Två enheter saknades"), now=later)
    assert isinstance(done, Value)
    old = Value.objects.get(value="61.0")
    assert (old.replaced_at, done.position) == (later, old.position)
    assert [one.value for one in measured.corrections(row)] == ["61.0"]
    assert measured.standing(row).outcomes[-1].value == Decimal("66.7")
    again = enter(row, entry("66.7"))
    assert again == done
    assert Value.objects.count() == 2
    assert Event.objects.filter(deed="indicator.correct").count() == 1


def test_a_subset_larger_than_its_set_is_questioned_until_explained(sen):
    whole, part = indicator(sen), indicator(sen, "IND2")
    IndicatorRelation.objects.create(
        authority=sen, code="SB1", name="Del", kind="del av", subject="IND2", members=["IND1"], position=0
    )
    enter(whole, entry("3"))
    assert questioned(enter(part, entry("53"))) == ["indicator.subset"]
    assert not Value.objects.filter(measure=part.measure).exists()
    done = enter(part, entry("53", reason="Frågan ställdes till färre"))
    assert isinstance(done, Value)
    assert done.reason == "Frågan ställdes till färre"
    assert questioned(enter(whole, entry("2", reason=""))) == ["indicator.subset"]


def test_a_wrong_unit_a_jump_and_an_impossible_share_are_questioned(sen):
    row = indicator(sen)
    for year, value in ((2020, "66"), (2021, "67"), (2022, "66"), (2023, "68")):
        enter(row, entry(value, period=Period.year(year)))
    assert questioned(enter(row, entry("0.67"))) == ["indicator.unit"]
    assert questioned(enter(row, entry("12"))) == ["indicator.jump"]
    parts = {"numerator": Decimal(10), "denominator": Decimal(5)}
    assert "indicator.numerator" in questioned(enter(row, entry("67", **parts)))


def test_a_mean_is_held_against_all_its_members_or_none(sen):
    total, first, second = indicator(sen), indicator(sen, "IND2"), indicator(sen, "IND3")
    IndicatorRelation.objects.create(
        authority=sen, code="SB1", name="Medel", kind="medelvärde av", subject="IND1", members=["IND2", "IND3"],
        position=0,
    )  # fmt: skip
    enter(first, entry("60.0"))
    at = plausible.At(unit("SEN"), Y2024, {})
    known = reckoning.formulas(sen)
    found = reckoning.inputs_of(total, Y2024, known, ())
    assert found is not None
    assert isinstance(found.value, Denied)
    assert "Andel IND3" in found.value.sentence()
    enter(second, entry("70.0"))
    found = reckoning.inputs_of(total, Y2024, known, ())
    assert found is not None
    assert found.value == 65
    assert [(str(one.address), one.value) for one in reckoning.derived(sen)] == [
        ("ind.ind1:SEN:2024:utfall", Decimal(65))
    ]
    context = plausible.context(total, at, decimals=1, numerator=None, denominator=None)
    assert [one.code for one in implausible(Decimal("66.0"), context)] == ["indicator.formula"]
    assert implausible(Decimal("65.0"), context) == ()
    assert refused(enter(total, entry("65.0"))) == "indicator.derived"
    assert isinstance(enter(total, entry("90.0", scope="MAT")), Value)


def test_no_value_yet_has_a_reason_and_goes_away_with_the_value(sen):
    row = indicator(sen)
    day = dt.date(2024, 10, 15)

    def say(why, who="kim"):
        return entering.say_no_value(row, unit("SEN"), Y2024, why, day, by=by(who), now=NOW)

    assert refused(say(" ")) == "indicator.no-reason"
    assert refused(say("Enkäten görs i höst", "anna")) == "access.no-permission"
    say("Enkäten görs i höst")
    said = say("Enkäten görs i oktober")
    assert isinstance(said, NoValue)
    assert (NoValue.objects.get().reason, said.expected_on) == ("Enkäten görs i oktober", day)
    enter(row, entry("66.7"))
    assert not NoValue.objects.exists()
    assert refused(say("Igen")) == "indicator.has-value"


def test_an_indicator_stands_by_its_target_and_its_trend(sen):
    row = indicator(sen)
    row.targets.create(year=2027, comparator="minst", value="75", decimals=0, position=0)
    assert measured.standing(row).status is TargetStatus.NO_OUTCOME
    enter(row, entry("61.0", period=Y2023))
    enter(row, entry("66.7"))
    enter(row, entry("90.0", scope="MAT"))
    enter(row, entry("70.0", cuts={"kon": "k"}))
    found = measured.standing(Indicator.objects.get(pk=row.pk))
    assert (found.status, found.trend) == (TargetStatus.BELOW, Trend.BETTER)
    whole = measured.whole(row)
    assert [one.value for one in whole.by_sex["k"]] == [Decimal("70.0")]
    assert {scope.code for scope in whole.by_unit} == {"MAT"}
    assert [one.row.code for one in measured.standings(sen)] == ["IND1"]


def figure(address: str, value: str, decimals: int = 1) -> Figure:
    return Figure(
        Address.parse(address), Decimal(value), PERCENT, decimals, Source("fil.csv", "rad 2"), "Andel"
    )


def test_a_file_is_stored_whole_and_again_it_changes_nothing(sen):
    row = indicator(sen)
    enter(row, entry("61.0"))
    units = {one.code: one for one in OrgUnit.objects.all()}
    figures = [figure("ind.ind1:SEN:2024:utfall", "66.7"), figure("ind.ind1:MAT:2024:utfall", "70.0")]

    def store(who="kim", values=figures):
        return importing.import_values(sen, values, units, name="fil.csv", sha256="ab", by=by(who), now=NOW)

    assert refused(store("sara")) == "access.no-permission"
    assert refused(store("anna")) == "access.no-permission"
    assert store() == 2
    assert store() == 0
    assert [one.value for one in measured.corrections(row)] == ["61.0"]
    details = Event.objects.filter(deed="indicator.import").order_by("number").first()
    assert details is not None
    assert details.details == {"name": "fil.csv", "stored": 2, "replaced": 1, "same": 0}
    assert refused(store(values=[figure("ind.ind1:KS:2024:utfall", "1.0")])) == "indicator.foreign"


def definition(**changed) -> Definition:
    values = {
        "name": "Andel som övar", "measure": "ind.ovar", "unit": "%", "decimals": 0,
        "direction": DirectionOfGood.HIGHER, "scope": unit("SEN"),
        "targets": (Target(2027, Comparator.AT_LEAST, Decimal(100)),),
    }  # fmt: skip
    return Definition(**{**values, **changed})


def test_an_indicator_is_defined_with_its_targets(sen):
    made = defining.add_indicator(sen, definition(), by=by("kim"), now=NOW)
    assert isinstance(made, Indicator)
    assert (made.code, [target.year for target in made.targets.all()]) == ("IND1", [2027])
    rising = Target(2026, Comparator.INCREASE, None)
    done = defining.define(made.pk, definition(name="Andel", targets=(rising,)), by=by("bo"), now=NOW)
    assert isinstance(done, Indicator)
    assert [(target.year, target.value) for target in done.targets.all()] == [(2026, "")]
    for wrong, code in (
        (definition(name=" "), "indicator.nameless"),
        (definition(measure="Övar"), "indicator.measure"),
        (definition(), "indicator.taken"),
        (definition(measure="ind.ny", targets=(rising, rising)), "indicator.two-targets"),
        (
            definition(measure="ind.ny", targets=(Target(2027, Comparator.AT_LEAST, None),)),
            "indicator.target",
        ),
    ):
        assert refused(defining.add_indicator(sen, wrong, by=by("kim"), now=NOW)) == code
    assert refused(defining.add_indicator(sen, definition(measure="ind.ny"), by=by("anna"), now=NOW)) == (
        "access.no-permission"
    )
    enter(made, entry("40"))
    changed = definition(unit="antal")
    assert refused(defining.define(made.pk, changed, by=by("kim"), now=NOW)) == "indicator.has-outcomes"
    assert refused(defining.define(made.pk, changed, by=by("anna"), now=NOW)) == "access.no-permission"


def test_what_follows_from_other_figures_stands_among_the_outcomes(sen):
    row = indicator(sen)
    enter(row, entry("61.0", period=Y2023))
    follows = figure("ind.ind1:SEN:2024:utfall", "68.28333", 12)
    other = figure("ind.ind1:MAT:2024:utfall", "1.0")
    stored_too = figure("ind.ind1:SEN:2023:utfall", "99.0")
    for found in (
        measured.whole(row, derived=[follows, other, stored_too]).standing,
        measured.standings(sen, derived=[follows, other, stored_too])[0],
    ):
        assert [(str(one.period), one.value, one.decimals) for one in found.outcomes] == [
            ("2023", Decimal("61.0"), 1), ("2024", Decimal("68.28333"), 1),
        ]  # fmt: skip


def test_an_uploaded_file_is_kept_once_for_its_authority(sen, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    sha256 = uploads.keep(sen, "C:\\filer\\../mat.csv", b"Period")
    assert uploads.keep(sen, "annat namn.csv", b"Period") == sha256
    assert uploads.kept(sen, sha256) == ("mat.csv", b"Period")
    other = Authority.objects.get(code="KS")
    assert uploads.kept(other, sha256) is None
    assert uploads.kept(sen, "../../etc") is None
    assert uploads.kept(sen, "0" * 64) is None
