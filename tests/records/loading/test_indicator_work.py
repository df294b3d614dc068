"""What the pages of indicators keep goes out with the folder and comes in again, into a site where there is nothing."""

import datetime as dt
import json
from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path

import pytest
from django.conf import settings
from django.db import transaction

from tests.integrations.folder.small import folder
from tests.records.conftest import AS_OF, LOADED_AT
from utfall.domain.access import Role
from utfall.domain.figure import Figure
from utfall.domain.indicators import Comparator, DirectionOfGood, IndicatorKind, IndicatorRelationKind, Target
from utfall.domain.period import Period
from utfall.integrations.folder import Contents, read_folder
from utfall.integrations.kolada import Harvest, KeyValue
from utfall.records.indicators.actions import entering, fetching
from utfall.records.indicators.actions.defining import Definition, add_indicator, define
from utfall.records.indicators.actions.depending import Dependence
from utfall.records.indicators.models import Comparison, Fetch, Indicator, NoValue, Value
from utfall.records.indicators.queries.measured import corrections
from utfall.records.loading.contents import contents_of
from utfall.records.loading.dump import dump
from utfall.records.loading.facts import gather_round
from utfall.records.loading.load import EDITED, Loaded, load
from utfall.records.organisation.actor import Acting, acting
from utfall.records.organisation.models import Authority, Grant, OrgUnit, Person, Round
from utfall.report.gather import gather

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2024, 9, 12, 8, 0, tzinfo=dt.UTC)
YEAR = Period.parse("2024-01..2024-08")


def bo() -> Acting:
    """A controller of the committee."""
    person = Person.objects.create(username="bo", first_name="Bo")
    unit = OrgUnit.objects.get(code="SEN")
    Grant.objects.create(
        person=person, authority=Authority.objects.get(code="SEN"), role=Role.CONTROLLER, unit=unit,
        starts_on=dt.date(2024, 1, 1),
    )  # fmt: skip
    return acting(person, today=NOW.date(), authority="SEN")


def definition(row: Indicator, **more: object) -> Definition:
    fields: dict[str, object] = {
        "name": row.name, "measure": row.measure, "unit": row.unit_of_measure, "decimals": row.decimals,
        "direction": DirectionOfGood(row.direction), "scope": row.scope, "parent": row.parent,
        "kind": IndicatorKind(row.kind), "targets": (), **more,
    }  # fmt: skip
    return Definition(**fields)  # type: ignore[arg-type]


def edited(sen: Authority) -> None:
    """Indicators worked on, deed by deed, as their pages do it."""
    by, unit = bo(), OrgUnit.objects.get(code="SEN")
    first, second = Indicator.objects.get(code="IND1"), Indicator.objects.get(code="IND2")
    targets = (
        Target(2025, Comparator.AT_LEAST, Decimal("62.50"), 2),
        Target(2030, Comparator.INCREASE, None),
    )
    assert define(
        first.pk, definition(first, kolada="N01951", base_year=2021, targets=targets), by=by, now=NOW
    )

    def enter(row: Indicator, period: Period, value: str, **more: object) -> None:
        done = entering.enter(
            row, entering.Entry(unit, period, Decimal(value), **more), by=by, now=NOW  # type: ignore[arg-type]
        )  # fmt: skip
        assert isinstance(done, Value), done

    enter(
        second,
        YEAR,
        "7.5",
        numerator=Decimal(3),
        denominator=Decimal(40),
        answers=40,
        source="enkät, fråga 3",
    )
    enter(
        second, YEAR, "8", numerator=Decimal(4), denominator=Decimal(50), answers=50, reason="Ett kök; till"
    )
    enter(first, YEAR, "44.5", reason="Två kök saknades")
    enter(first, YEAR, "30", cuts={"kon": "k"}, reason="Frågan ställdes till färre")
    said = entering.say_no_value(
        second, unit, Period.year(2023), "Enkäten gjordes inte", dt.date(2024, 10, 15), by=by, now=NOW
    )
    assert isinstance(said, NoValue)
    gap = Definition(
        "Kök som väger men inte varje dag", "ind.gap", "%", 0, DirectionOfGood.LOWER, unit,
        kind=IndicatorKind.STATISTICS, depends=Dependence(IndicatorRelationKind.DIFFERENCE, ("IND1", "IND2"), ("IND1",)),
    )  # fmt: skip
    assert isinstance(add_indicator(sen, gap, by=by, now=NOW), Indicator)
    answers = Dependence(answers=("IND1", "IND2"))
    other = Definition("Väger aldrig", "ind.aldrig", "%", 0, DirectionOfGood.LOWER, unit, depends=answers)
    assert isinstance(add_indicator(sen, other, by=by, now=NOW), Indicator)
    asked = fetching.ask(sen, fetching.Request("0484", 2022, 2023), by=by, now=NOW)
    assert isinstance(asked, Fetch)
    assert fetching.begin(asked.pk, now=NOW) is not None
    values = (
        KeyValue("N01951", "0484", 2022, "T", Decimal("41.25"), 1, ""),
        KeyValue("N01951", "0484", 2023, "T", None, None, "Missing"),
    )
    others = (
        KeyValue("N01951", "1980", 2022, "T", Decimal("38.10"), 1, ""),
        KeyValue("N01951", "1980", 2022, "K", Decimal("37"), 1, ""),
        KeyValue("N01951", "0486", 2022, "T", None, None, "Missing"),
    )
    names = {"1980": "Västerås", "0486": "Strängnäs; med omnejd"}
    fetching.keep(asked.pk, Harvest(values, others, names, group="Liknande kommuner, måltider"), now=NOW)
    assert fetching.store(asked.pk, by=by, now=NOW) == (1, 3)


def kept(contents: Contents) -> tuple[object, ...]:
    figures = {str(address): figure for address, figure in contents.figures.items()}
    return list(contents.objects.items()), figures, contents.indicator_work


@pytest.fixture
def out(tmp_path: Path, data: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, tuple[object, ...], str]:
    """The dumped folder of an edited site that is no more, what was kept in it, and the figures of its facts."""
    monkeypatch.setattr(settings, "MEDIA_ROOT", tmp_path / "uploads")
    source = tmp_path / "mapp"
    source.mkdir()
    with transaction.atomic():
        assert isinstance(load(folder(source), by="bo", at=LOADED_AT), Loaded)
        sen = Authority.objects.get(code="SEN")
        edited(sen)
        before = kept(contents_of(sen, with_ledger=False, with_work=True))
        figures = figures_of(sen)
        done = dump(sen, tmp_path / "ut", by="utfall dump", at=NOW)
        assert done.findings == ()
        transaction.set_rollback(True)
    assert not Indicator.objects.exists()
    return tmp_path / "ut", before, figures


def figures_of(sen: Authority) -> str:
    found = gather_round(sen, Round.objects.get(authority=sen, code="2024-D2"), as_of=AS_OF)
    return printed(found.figures.values())


def printed(figures: Iterable[Figure]) -> str:
    """All of them as the facts hold them."""
    return json.dumps(sorted((figure.as_json() for figure in figures), key=lambda one: str(one["address"])))


def test_everything_that_was_edited_comes_out_and_goes_into_an_empty_site(out) -> None:
    path, before, figures = out
    assert read_folder(path).findings == ()
    Person.objects.create(username="bo")
    loaded = load(path, by="bo", at=LOADED_AT)
    assert isinstance(loaded, Loaded)
    assert loaded.findings == ()
    sen = Authority.objects.get(code="SEN")
    assert kept(contents_of(sen, with_ledger=False, with_work=True)) == before
    assert figures_of(sen) == figures
    from_folder = gather(path, "2024-D2", as_of=AS_OF)
    assert printed(from_folder.figures.values()) == figures


def test_what_came_out_says_what_was_typed(out) -> None:
    path, _before, figures = out
    load(path, by="bo", at=LOADED_AT)
    second = Value.objects.get(measure="ind.vager-dagligen", replaced_at=None)
    assert (second.value, second.numerator, second.answers) == ("8", Decimal(4), 50)
    assert second.denominator == Decimal(50)
    assert (second.reason, second.source_document) == ("Ett kök; till", "inmatat")
    assert Indicator.objects.get(code="IND1").kolada == "N01951"
    from_kolada = Value.objects.get(period="2022")
    assert (from_kolada.value, from_kolada.source_document, from_kolada.source_place) == (
        "41.25",
        "Kolada",
        "N01951 2022",
    )
    awaited = NoValue.objects.get()
    assert (awaited.period, awaited.reason, awaited.expected_on) == (
        "2023",
        "Enkäten gjordes inte",
        dt.date(2024, 10, 15),
    )
    assert "ind.gap:SEN:2024-01..2024-08:utfall" in figures


def test_corrections_keep_what_was_who_said_it_and_when(out) -> None:
    path, _before, _figures = out
    person = Person.objects.create(username="bo")
    load(path, by="bo", at=LOADED_AT)
    first, second = Indicator.objects.get(code="IND1"), Indicator.objects.get(code="IND2")
    was, *_rest = corrections(second)
    assert (was.value, was.numerator, was.denominator, was.answers) == ("7.5", Decimal(3), Decimal(40), 40)
    assert (was.source_document, was.entered_by, was.entered_at) == ("enkät, fråga 3", person, NOW)
    assert (was.replaced_at, was.reason, was.unit_of_measure) == (NOW, "", "%")
    now = Value.objects.get(address=was.address, replaced_at=None)
    assert (now.entered_by, now.entered_at, now.position) == (person, NOW, was.position)
    # What the folder said first was never entered by anybody, and still is not.
    loaded = next(row for row in corrections(first) if row.period == str(YEAR) and not row.cuts)
    assert (loaded.entered_by, loaded.entered_at) == (None, LOADED_AT)


def test_what_others_have_comes_back_with_its_gaps(out) -> None:
    path, _before, _figures = out
    load(path, by="bo", at=LOADED_AT)
    rows = Comparison.objects.order_by("municipality", "sex").values_list(
        "municipality", "name", "sex", "value"
    )
    assert list(rows) == [
        ("0486", "Strängnäs; med omnejd", "", ""), ("1980", "Västerås", "", "38.10"), ("1980", "Västerås", "k", "37"),
    ]  # fmt: skip
    one = Comparison.objects.all()[0]
    assert (one.indicator.code, one.group, one.fetched_at) == ("IND1", "Liknande kommuner, måltider", NOW)
    assert (one.source, one.year) == ("Kolada, N01951", 2022)


def test_whoever_has_no_account_is_told_of_and_left_out(out) -> None:
    path, _before, _figures = out
    loaded = load(path, by="bo", at=LOADED_AT)
    assert isinstance(loaded, Loaded)
    (told,) = loaded.findings
    assert "bo har inget konto här" in told.sentence("sv")
    assert not Value.objects.exclude(entered_by=None).exists()


def test_fetched_comparisons_are_not_lost_to_a_changed_folder(tmp_path: Path, data: Path) -> None:
    """Also where nothing else was changed since the folder was loaded."""
    source = tmp_path / "mapp"
    source.mkdir()
    assert isinstance(load(folder(source), by="bo", at=LOADED_AT), Loaded)
    Comparison.objects.create(
        indicator=Indicator.objects.get(code="IND1"), municipality="1980", name="Västerås", group="Alla", year=2022,
        value="1", source="Kolada", fetched_at=NOW,
    )  # fmt: skip
    (source / "extra.md").write_text("---\nobjekt: D1\nslag: beskrivning\n---\n\nMer.\n", "utf-8")
    assert load(source, by="bo", at=LOADED_AT) == EDITED


def test_files_under_other_names_are_replaced_and_not_doubled(out, tmp_path: Path) -> None:
    path, _before, _figures = out
    for name in ("matvarden-rattelser.csv", "jamforelser.csv"):
        (path / name).rename(path / f"min-{name}")
    Person.objects.create(username="bo")
    load(path, by="bo", at=LOADED_AT)
    again = tmp_path / "igen"
    sen = Authority.objects.get(code="SEN")
    assert dump(sen, again, by="utfall dump", at=NOW).written == frozenset()
    Comparison.objects.filter(municipality="0486").delete()
    Value.objects.exclude(replaced_at=None).filter(measure="ind.vager-dagligen").update(reason="Fel år")
    done = dump(sen, tmp_path / "sist", by="utfall dump", at=NOW)
    assert done.written == {"matvarden-rattelser.csv", "jamforelser.csv"}
    assert not [name for name in done.files if name.startswith("min-")]
    assert len(read_folder(tmp_path / "sist").indicator_work.comparisons) == 2


def test_the_same_folder_comes_out_once_more(out, tmp_path: Path) -> None:
    path, _before, _figures = out
    Person.objects.create(username="bo")
    load(path, by="bo", at=LOADED_AT)
    done = dump(Authority.objects.get(code="SEN"), tmp_path / "igen", by="utfall dump", at=NOW)
    assert done.written == frozenset()
