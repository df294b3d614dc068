"""Investments, items of the result, indices, agreements and needs in a folder's round trip; and what the report has of them."""

import datetime as dt
import importlib
from pathlib import Path

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction

from utfall.domain.access import Role
from utfall.domain.agreements import Agreement as AgreementValue
from utfall.domain.agreements import AgreementKind, AmountOfYear
from utfall.domain.finance import CarriedOver as CarriedValue
from utfall.domain.finance import IndexAssumption as IndexValue
from utfall.domain.finance import InvestmentClass, Treatment, VolumeLine
from utfall.domain.money import Money
from utfall.domain.period import Period
from utfall.domain.planning.need import Need as NeedValue
from utfall.domain.planning.need import NeedDecision
from utfall.domain.recurrence import Recurrence
from utfall.integrations.folder import read_folder
from utfall.integrations.folder.finance import DeclaredInvestment, DeclaredItem, TypedAmount
from utfall.records.agreements.actions import writing as agreements
from utfall.records.agreements.models import Agreement
from utfall.records.finance.actions import index, investments, result_items
from utfall.records.finance.models import (
    CarriedOver,
    ComparabilityAmount,
    ComparabilityItem,
    Investment,
    InvestmentAmount,
)
from utfall.records.loading.contents import contents_of
from utfall.records.loading.dump import dump
from utfall.records.loading.facts import facts, gather_round
from utfall.records.loading.load import Loaded, load
from utfall.records.organisation.actor import Acting, acting
from utfall.records.organisation.models import Authority, Grant, OrgUnit, Person, Round
from utfall.records.planning.actions import needs
from utfall.records.planning.models import Need
from utfall.records.sources.codec import plain
from utfall.records.sources.models import SourceObject

NOON = dt.datetime(2024, 9, 16, 12, tzinfo=dt.UTC)
KINDS = (
    CarriedValue, DeclaredItem, DeclaredInvestment, IndexValue, VolumeLine, AgreementValue, NeedValue,
)  # fmt: skip


def controller(authority: Authority) -> Acting:
    person = Person.objects.create_user("bo", "bo@example.se")
    Grant.objects.create(
        person=person, authority=authority, role=Role.CONTROLLER, unit=OrgUnit.objects.get(code="SEN"),
        starts_on=dt.date(2024, 1, 1),
    )  # fmt: skip
    return acting(person, today=NOON.date(), authority="SEN")


def edited(sen: Authority) -> None:
    """Something new of every kind, through the deeds of the pages."""
    by, olc = controller(sen), OrgUnit.objects.get(code="OLC")
    klk, inv2 = OrgUnit.objects.get(code="KLK"), Investment.objects.get(code="INV2")
    done: list[object] = [
        investments.change_investment(
            inv2.pk,
            investments.Written(
                inv2.name, InvestmentClass.COMMITTEE, inv2.unit, ("12",), 2025, Money(-500), Money(-700),
                Money(-90_000_000), Money(-91_234_567),
            ),
            by=by, now=NOON,
        ),
        result_items.add_carried(
            sen, result_items.Carried("Överskott från 2023", olc, 2023, 2025, Money(12_345), preliminary=True),
            by=by, now=NOON,
        ),
        result_items.set_treatment(sen, Treatment.WHOLE, by=by, now=NOON),
        result_items.add_item(
            sen,
            result_items.Comparable(
                "Engångsbidrag", olc,
                amounts=(TypedAmount(Period.year(2023), Money(-1), "Beslut"), TypedAmount(Period.year(2024), Money(99), "Beslut")),
            ),
            by=by, now=NOON,
        ),
        index.add_line(sen, "Transporter per portion", olc, cost="slag.transport", volume="portioner", by=by, now=NOON),
        agreements.add_agreement(
            sen,
            agreements.Written(
                "Lager", AgreementKind.BASE, olc, 2026, klk, amount=AmountOfYear(2026, Money(1), budgeted=False),
                content="Rad 1\nRad 2", review_on=dt.date(2025, 1, 1),
                notice_on=dt.date(2024, 6, 30),
            ),
            by=by, now=NOON,
        ),
        needs.add_need(
            sen, needs.Asked("Truck", olc, 2026, Money(-5), Recurrence.ONE_OFF, benefit="Lyft"), by=by, now=NOON
        ),
        needs.decide_need(
            Need.objects.get(code="BP-OVN").pk,
            needs.Decision(NeedDecision.GRANTED, "KF § 1", dt.date(2024, 9, 1), Money(1)), by=by, now=NOON,
        ),
        needs.move_need(
            Need.objects.get(code="BP-HR").pk, within=OrgUnit.objects.get(code="SEN"), up=True, by=by, now=NOON
        ),
    ]  # fmt: skip
    assert all(done), done


def test_what_was_edited_is_written_and_read_again_with_nothing_lost(sen: Authority, tmp_path: Path) -> None:
    edited(sen)
    ours = contents_of(sen, with_ledger=False)
    out = dump(sen, tmp_path, by="bo", at=NOON)
    assert out.written == {"kommun.yaml", "ekonomi.yaml", "avtal.yaml", "behov.yaml"}
    assert out.findings == ()
    again = read_folder(tmp_path)
    assert again.settings is not None
    assert again.settings.treatment is Treatment.WHOLE
    for kind in KINDS:
        mine = [item for item in ours.objects.values() if isinstance(item, kind)]
        assert mine
        assert mine == [item for item in again.objects.values() if isinstance(item, kind)]


def test_the_written_folder_is_loaded_and_changes_nothing(sen: Authority, tmp_path: Path) -> None:
    edited(sen)
    before = contents_of(sen, with_ledger=False).objects
    dump(sen, tmp_path, by="bo", at=NOON)
    for model in (Agreement, Need, Investment, CarriedOver, ComparabilityItem):
        model.objects.all().delete()
    SourceObject.objects.all().delete()
    Authority.objects.get(code="SEN").source_files.all().delete()
    done = load(tmp_path, by="bo", at=NOON)
    assert isinstance(done, Loaded)
    after = contents_of(sen, with_ledger=False).objects
    for kind in KINDS:
        assert [item for item in after.values() if isinstance(item, kind)] == [
            item for item in before.values() if isinstance(item, kind)
        ]


def test_the_report_has_the_sums_of_the_agreements_and_nothing_of_the_next_budget(
    sen: Authority, d2: Round
) -> None:
    snapshot = facts(sen, d2, as_of=NOON).snapshot
    assert snapshot is not None
    sums = {str(address): figure.kr for address, figure in (
        (address, Money.of(figure.value, figure.unit)) for address, figure in snapshot.figures.items()
        if address.measure.startswith("avtal.") and address.scope.code == "SEN"
    )}  # fmt: skip
    assert sums["avtal.summa:SEN:2024:budget"] == 840_940_000
    assert sums["avtal.summa:SEN:2024:budget"] == sum(
        sums[f"avtal.{kind}:SEN:2024:budget"] for kind in ("bas", "ar", "tillagg")
    )
    text = snapshot.canonical()
    assert "Laddplatser" not in text
    assert "Kommunledningskontoret, grunduppdrag" not in text
    assert "IX2024-LIVS" not in text


def test_a_sum_that_is_not_the_budget_is_asked_about(sen: Authority, d2: Round) -> None:
    assert not [one for one in gather_round(sen, d2, as_of=NOON).findings if one.code == "agreement.sum"]
    Agreement.objects.get(code="BAS-TOLK").amounts.filter(year=2024).update(amount=0)
    (found,) = [one for one in gather_round(sen, d2, as_of=NOON).findings if one.code == "agreement.sum"]
    assert found.where == "Tolkförmedlingen"
    assert found.values["difference"] == "−2\u00a0357\u00a0tkr"


def test_what_waited_among_the_sources_becomes_rows(sen: Authority) -> None:
    kinds = (CarriedValue, DeclaredItem, DeclaredInvestment)
    before = [
        item for item in contents_of(sen, with_ledger=False).objects.values() if isinstance(item, kinds)
    ]

    for position, item in enumerate(before):
        fields = plain(item)
        fields.pop("amounts", None)
        SourceObject.objects.create(
            authority=sen, kind=type(item).__name__, code=item.code, name=item.name, fields=fields,
            place=f"ekonomi.yaml, rad {position}", position=position,
        )  # fmt: skip
    for model in (Investment, CarriedOver, ComparabilityItem):
        model.objects.all().delete()
    module = "utfall.records.finance.migrations.0007_declared_from_sources"
    importlib.import_module(module).take_over(apps, None)
    after = contents_of(sen, with_ledger=False)
    assert [item for item in after.objects.values() if isinstance(item, kinds)] == before
    assert after.places["INV2"].startswith("ekonomi.yaml, rad ")
    assert not SourceObject.objects.filter(kind__in=[kind.__name__ for kind in kinds]).exists()


def refused(make) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        make()


def test_the_database_refuses_what_cannot_be(sen: Authority) -> None:
    olc = OrgUnit.objects.get(code="OLC")
    head = {"authority": sen, "name": "x", "unit": olc, "position": 0}
    kept = {**head, "kind": "årsöverenskommelse", "state": "gäller", "party": OrgUnit.objects.get(code="KLK")}
    refused(lambda: Agreement.objects.create(**{**kept, "party": None}, code="A"))
    refused(lambda: Agreement.objects.create(**kept, counterpart="Åkeriet", code="A"))
    refused(lambda: Agreement.objects.create(**{**kept, "state": "uppsagd"}, code="A"))
    refused(
        lambda: Agreement.objects.create(**kept, code="A", starts_on=NOON.date(), ends_on=dt.date(2024, 1, 1))
    )
    refused(lambda: Agreement.objects.create(**kept, code="BAS-OLC"))
    refused(lambda: Agreement.objects.get(code="BAS-OLC").amounts.create(year=2030, amount=-1, position=9))
    refused(lambda: CarriedOver.objects.create(**head, code="R", origin_year=2024, year=2024, amount=1))
    item = ComparabilityItem.objects.get(code="JP1")
    refused(
        lambda: ComparabilityAmount.objects.create(item=item, period="2024", amount=1, source="", position=0)
    )
    investment = Investment.objects.get(code="INV1")
    refused(lambda: InvestmentAmount.objects.create(
        investment=investment, scenario="utfall", period="2024", amount=1, position=9,
    ))  # fmt: skip
    asked = {
        **head,
        "year": 2025,
        "kind": "medel",
        "amount": 1,
        "recurrence": "engångs",
        "decision": "föreslaget",
    }
    refused(lambda: Need.objects.create(**asked, code="B", granted=1))
    refused(lambda: Need.objects.create(**asked, code="B", notice_on=NOON.date()))
