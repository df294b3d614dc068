"""A municipality with a ledger of millions of rows written straight into the store, and what eight people look at in it."""

import datetime as dt
import json
import os
import random
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks import ledger_rows

if TYPE_CHECKING:
    from utfall.records.organisation.models import OrgUnit

    Units = dict[str, OrgUnit]

ROWS = int(os.environ.get("ECONOMY_ROWS", "5000000"))
AREAS, UNITS = 12, 285
YEAR = 2026
SINCE = dt.date(2020, 1, 1)
VARIANTS = 6
"""How many months and units each person looks at on every page."""


def main() -> None:
    """Write it, and print who looks at what as JSON."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "utfall.config.settings")
    import django

    django.setup()
    from django.db import transaction

    with transaction.atomic():
        units = _organisation()
        _people(units)
        _rules(units)
    _ledger()
    print(json.dumps(_walks()))


def _organisation() -> "Units":
    """300 units, of which 285 share 1 500 cost centres."""
    from utfall.domain.organisation import UnitKind
    from utfall.records.organisation.models import Authority, CostCentre, OrgUnit

    sen = Authority.objects.create(code="SEN", name="Servicenämnden")
    units: Units = {}

    def add(code: str, name: str, kind: UnitKind, above: str = "") -> None:
        parent = units.get(above)
        units[code] = OrgUnit.objects.create(
            code=code, name=name, kind=kind, parent=parent, path=f"{parent.path if parent else ''}{code}/",
            position=len(units), authority=sen if above else None,
        )  # fmt: skip

    add("EXK", "Exempelkommun", UnitKind.MUNICIPALITY)
    add("SEN", "Servicenämnden", UnitKind.COMMITTEE, "EXK")
    add("SEF", "Serviceförvaltningen", UnitKind.ADMINISTRATION, "SEN")
    for number in range(AREAS):
        add(f"A{number}", f"Område {number}", UnitKind.AREA, "SEF")
        for unit in range(number, UNITS, AREAS):
            add(f"E{unit}", f"Enhet {unit}", UnitKind.UNIT, f"A{number}")
    CostCentre.objects.bulk_create(
        CostCentre(unit=units[f"E{centre % UNITS}"], code=str(10_000 + centre), position=centre)
        for centre in range(ledger_rows.CENTRES)
    )
    return units


def _people(units: "Units") -> None:
    """Eight of them, who may see the vouchers of what is theirs."""
    from utfall.domain.access import Right, Role
    from utfall.records.organisation.models import Authority, Grant, Person, RightGrant

    sen = Authority.objects.get(code="SEN")
    for name, role, unit in (
        ("bo", Role.CONTROLLER, "SEN"), ("hans", Role.ADMINISTRATION_HEAD, "SEN"),
        ("a0", Role.AREA_MANAGER, "A0"), ("a1", Role.AREA_MANAGER, "A1"), ("a2", Role.AREA_MANAGER, "A2"),
        ("e0", Role.UNIT_MANAGER, "E0"), ("e3", Role.UNIT_MANAGER, "E3"), ("e7", Role.UNIT_MANAGER, "E7"),
    ):  # fmt: skip
        person = Person.objects.create_user(name, f"{name}@example.se", first_name=name.title())
        Grant.objects.create(person=person, authority=sen, role=role, unit=units[unit], starts_on=SINCE)
        RightGrant.objects.create(
            person=person, authority=sen, right=Right.SEE_VOUCHERS, unit=units[unit], starts_on=SINCE
        )


def _rules(units: "Units") -> None:
    """The form of the benchmark's ledger, one of cost types, and a forecast for each unit."""
    from utfall.domain.control import RiskLimits
    from utfall.domain.finance import Treatment
    from utfall.domain.statement import LineKind, ProjectClass, ReportLine, StatementForm
    from utfall.integrations.folder.objects import Objects
    from utfall.integrations.folder.settings import PlacedForm, Settings
    from utfall.records.finance.models import ForecastRow
    from utfall.records.finance.objects import Rules, store_rules
    from utfall.records.organisation.models import Authority

    sen = Authority.objects.get(code="SEN")
    kinds = StatementForm(
        "slag", "Kostnadsslag",
        tuple(ReportLine(f"slag.{prefix}", f"Slag {prefix}", LineKind.COST, (prefix,)) for prefix in ("50", "51", "60", "71", "74")),
    )  # fmt: skip
    settings = Settings(
        municipality="0100", committee="SEN", treatment=Treatment.PRORATED, limits=RiskLimits(),
        forms=(PlacedForm(ledger_rows.FORM, "SEN"), PlacedForm(kinds, "SEN")), outside=("1", "2"), rounds=Objects(),
        masked=(("50", "51"),),
    )  # fmt: skip
    accounts = {str(3000 + number * 7): f"Intäkt {number}" for number in range(100)}
    accounts |= {str(5000 + number): f"Lön {number}" for number in range(100, 250)}
    classes = {"P": ProjectClass.OPERATION_PROJECT, "P4": ProjectClass.INVESTMENT}
    store_rules(sen, Rules(settings, projects=classes, accounts=accounts))
    ForecastRow.objects.bulk_create(
        ForecastRow(
            authority=sen, unit=units[f"E{unit}"], account=group, month=YEAR * 12 + 11,
            project_class=ProjectClass.OPERATION, amount=öre,
        )
        for unit in range(UNITS)
        for group, öre in (("3", -90_000_000), ("5", 60_000_000), ("60", 10_000_000), ("7", 15_000_000))
    )  # fmt: skip


def _ledger() -> None:
    """Nine in ten rows are outcome of two years, one in ten budget; in order of days, as a finance system writes them."""
    from django.db import transaction

    from utfall.domain.scenario import Scenario
    from utfall.ledger.store import Deed, Import
    from utfall.records.finance.ledger import store

    first = 0
    with tempfile.TemporaryDirectory() as folder:
        for scenario, count in ((Scenario.OUTCOME, ROWS - ROWS // 10), (Scenario.BUDGET, ROWS // 10)):
            original = Path(folder) / "made.txt"
            original.write_text(f"{scenario} {count}", "utf-8")
            deed = Deed("0100", scenario, "bänk", dt.datetime(2026, 11, 1, tzinfo=dt.UTC), "made 1")
            made = ledger_rows.query(count, first=first, scenario=scenario)
            query = f"SELECT * FROM ({made}) ORDER BY day, voucher"
            with transaction.atomic():
                done = store().import_query(query, original=original, deed=deed)
            assert isinstance(done, Import), done
            first += count


def _walks() -> list[dict[str, object]]:
    """Each person with her own units, in months that are drawn once, so that no two look at the same all the time."""
    from django.test import Client

    from utfall.records.organisation.models import Person

    chance = random.Random(7)
    places = {
        "bo": ["SEN", *(f"A{number}" for number in range(AREAS))],
        "hans": ["SEN", *(f"E{number}" for number in range(0, UNITS, 9))],
        **{f"a{number}": [f"A{number}", *(f"E{unit}" for unit in range(number, UNITS, AREAS))] for number in range(3)},
        **{f"e{number}": [f"E{number}"] for number in (0, 3, 7)},
    }  # fmt: skip
    walks = []
    for name, units in places.items():
        client = Client()
        client.force_login(Person.objects.get(username=name))
        pages = [page for _variant in range(VARIANTS) for page in _pages(chance, units)]
        walks.append({"session": client.cookies["sessionid"].value, "pages": pages})
    return walks


def _pages(chance: random.Random, units: list[str]) -> list[tuple[str, str]]:
    unit, month = chance.choice(units), chance.randint(1, 12)
    here = f"/ekonomi/{unit}/{YEAR}-{month:02}"
    centre = 10_000 + int(unit[1:]) if unit.startswith("E") else None
    cost = f"&ansvar={centre}" if centre else ""
    return [
        ("statement", here),
        ("statement in kronor, operations only", f"{here}?enhetstal=kr&klass=drift"),
        ("units of a line", f"{here}/enheter?rad=personal&kolumn=avvikelse"),
        ("accounts of a line", f"{here}/konton?rad=ovriga-kostnader"),
        (
            "counterparts of an account",
            f"{here}/motparter?rad=ovriga-kostnader&konto=7{chance.randint(450, 580)}",
        ),
        (
            "vouchers of an account",
            f"{here}/verifikationer?rad=ovriga-kostnader&konto=7{chance.randint(450, 580)}",
        ),
        ("vouchers of a line", f"{here}/verifikationer?rad=ovriga-kostnader{cost}"),
        ("cost types", f"{here}/uppstallning/slag"),
        ("months", f"{here}/manader"),
        ("movers", f"{here}/avvikelse"),
    ]


if __name__ == "__main__":
    main()
