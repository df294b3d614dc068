"""Measures and explanations in a folder's round trip: edited, written out, read in again; and what stays behind."""

import datetime as dt
import importlib
from collections.abc import Mapping
from pathlib import Path

import pytest
from django.apps import apps

from utfall.domain.denied import Denied
from utfall.domain.finance import VarianceExplanation as Explained
from utfall.domain.money import Money
from utfall.domain.planning import Measure as Value
from utfall.domain.recurrence import Recurrence
from utfall.integrations.folder import read_folder
from utfall.integrations.folder.finance import DeclaredCause, DeclaredExplanation
from utfall.records.finance.explained import store_parts
from utfall.records.finance.models import ExplanationPart, VarianceExplanation
from utfall.records.loading.contents import contents_of
from utfall.records.loading.dump import dump
from utfall.records.loading.facts import facts
from utfall.records.loading.load import load
from utfall.records.organisation.models import Authority, OrgUnit, Round
from utfall.records.planning.models import Goal, Measure
from utfall.records.sources.models import SourceObject

NOON = dt.datetime(2024, 9, 16, 12, tzinfo=dt.UTC)


def edited(sen: Authority) -> None:
    """A measure and an explanation as nobody loaded them."""
    row = Measure.objects.get(authority=sen, code="ATG-B01")
    row.goal, row.owner = Goal.objects.get(authority=sen, code="D10"), "Chefen för IT"
    row.decided_on, row.decision, row.follow_line = dt.date(2024, 4, 25), "SEN § 40", "personal"
    row.affects_staff, row.fsg_on, row.recurrence = True, dt.date(2024, 4, 2), Recurrence.LASTING.value
    row.save()
    item = VarianceExplanation.objects.get(authority=sen, code="FK1")
    parts = (
        DeclaredCause(
            "lägre intäkter", amount=Money(-123_456_789), unit="MS-AO", recurrence=Recurrence.ONE_OFF
        ),
    )
    store_parts(item, parts, {"MS-AO": OrgUnit.objects.get(code="MS-AO")})


def test_what_was_edited_is_written_and_read_again_with_nothing_lost(sen: Authority, tmp_path: Path) -> None:
    edited(sen)
    ours = contents_of(sen, with_ledger=False).objects
    out = dump(sen, tmp_path, by="bo", at=NOON)
    assert out.written == {"atgarder.yaml", "ekonomi.yaml"}
    assert out.findings == ()
    again = read_folder(tmp_path).objects
    for kind in (Value, DeclaredExplanation):
        mine = [item for item in ours.values() if isinstance(item, kind)]
        assert mine and mine == [item for item in again.values() if isinstance(item, kind)]


def test_a_typed_part_is_a_figure_of_the_report(sen: Authority, d2: Round) -> None:
    edited(sen)
    found = facts(sen, d2, as_of=NOON).snapshot
    assert found is not None
    figures = {str(address): figure for address, figure in found.figures.items()}
    part = figures["orsak.fk1.1:MS-AO:2024:prognosavvikelse"]
    whole = figures["resultat.inkl:MS-AO:2024:prognosavvikelse"]
    rest = figures["orsak.fk1.rest:MS-AO:2024:prognosavvikelse"]
    assert part.value + rest.value == whole.value
    assert found.of(Explained)[0].causes[0].amount == Money(-123_456_789)


def test_a_measure_that_is_not_released_is_in_no_folder_and_in_no_report(
    sen: Authority, d2: Round, tmp_path: Path
) -> None:
    Measure.objects.filter(authority=sen, code="ATG-E03").update(released=False)
    dump(sen, tmp_path, by="bo", at=NOON)
    assert not any("ATG-E03" in path.read_text("utf-8") for path in tmp_path.rglob("*.yaml"))
    found = facts(sen, d2, as_of=NOON).snapshot
    assert found is not None
    assert "ATG-E03" not in found.canonical()
    assert "nämndsekreterare" not in " ".join(item.name for item in found.of(Value))


def test_a_folder_never_takes_the_place_of_what_is_not_released(sen: Authority, tmp_path: Path) -> None:
    dump(sen, tmp_path, by="bo", at=NOON)
    text = (tmp_path / "atgarder.yaml").read_text("utf-8")
    (tmp_path / "atgarder.yaml").write_text(text.replace("IT: ej ersätta vakans", "IT: vakans"), "utf-8")
    Measure.objects.create(
        authority=sen, code="ATG-1", name="Hemligt", unit=OrgUnit.objects.get(code="SEN"), position=99
    )
    done = load(tmp_path, by="bo", at=NOON)
    assert isinstance(done, Denied)
    assert done.code == "load.not-released"
    assert Measure.objects.filter(authority=sen, code="ATG-1").exists()


@pytest.mark.parametrize(
    ("kind", "module"),
    [
        ("Measure", "utfall.records.planning.migrations.0003_measures_from_sources"),
        ("DeclaredExplanation", "utfall.records.finance.migrations.0004_explanations_from_sources"),
    ],
)
def test_what_waited_among_the_sources_is_taken_over(sen: Authority, kind: str, module: str) -> None:
    before = [
        item for item in contents_of(sen, with_ledger=False).objects.values() if type(item).__name__ == kind
    ]
    _back_among_the_sources(sen, kind)
    importlib.import_module(module).take_over(apps, None)
    assert not SourceObject.objects.filter(kind=kind).exists()
    after = [
        item for item in contents_of(sen, with_ledger=False).objects.values() if type(item).__name__ == kind
    ]
    assert [_as_then(item) for item in after] == [_as_then(item) for item in before]
    assert before


def _as_then(item: object) -> object:
    """The part of a measure that there was when measures waited among the sources."""
    if not isinstance(item, Value):
        return item
    return Value(item.code, item.name, item.unit, item.state, item.effects, item.budget_of, item.condition)


def _back_among_the_sources(sen: Authority, kind: str) -> None:
    """The rows as SourceObject held them before they had tables of their own."""
    if kind == "Measure":
        for row in Measure.objects.filter(authority=sen):
            effects = [{"year": one.year, "amount": one.amount} for one in row.effects.order_by("position")]
            fields = {
                "code": row.code, "name": row.name, "unit": row.unit.code, "state": row.state, "effects": effects,
                "budget_of": row.budget_of.code if row.budget_of else "", "condition": row.condition,
            }  # fmt: skip
            _held(sen, kind, row, fields)
        Measure.objects.filter(authority=sen).delete()
    else:
        for item in VarianceExplanation.objects.filter(authority=sen):
            parts = ExplanationPart.objects.filter(explanation=item).order_by("position")
            fields = {
                "code": item.code, "name": item.name,
                "address": f"{item.measure}:{item.unit.code}:{item.period}:{item.scenario}",
                "causes": [{"name": part.name, "address": part.address} for part in parts],
            }  # fmt: skip
            _held(sen, kind, item, fields)
        VarianceExplanation.objects.filter(authority=sen).delete()


def _held(
    sen: Authority, kind: str, row: Measure | VarianceExplanation, fields: Mapping[str, object]
) -> None:
    SourceObject.objects.create(
        authority=sen, kind=kind, code=row.code, name=row.name, fields=fields, place=row.place,
        position=row.position,
    )  # fmt: skip
