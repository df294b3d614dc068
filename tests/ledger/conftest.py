"""A small municipality whose ledger the tests ask."""

import datetime as dt
from pathlib import Path

import pytest

from utfall.domain.denied import Denied
from utfall.domain.entry import Entry
from utfall.domain.organisation import Organisation, OrgUnit, UnitKind
from utfall.domain.scenario import Scenario
from utfall.domain.statement import Financing, ProjectClass, form_for
from utfall.ledger.questions import DuckDB, Ledger, Terms
from utfall.ledger.store import Deed, Import, Store

NOON = dt.datetime(2024, 9, 16, 12, tzinfo=dt.UTC)


def entry(
    konto: str,
    öre: int,
    day: str = "2024-01-31",
    *,
    ansvar: str = "101",
    verksamhet: str = "600",
    projekt: str = "",
    aktivitet: str = "",
    objekt: str = "",
    motpart: str = "",
    voucher: str = "A1",
    text: str = "",
    counterpart: str = "",
) -> Entry:
    return Entry(
        ansvar, konto, verksamhet, projekt, aktivitet, objekt, motpart,
        dt.date.fromisoformat(day), voucher, öre, text, counterpart,
    )  # fmt: skip


def deed(
    scenario: Scenario = Scenario.OUTCOME,
    *,
    municipality: str = "0484",
    version: str = "",
    part: str = "allt",
    at: dt.datetime = NOON,
    recipe: str = "test 1",
) -> Deed:
    return Deed(municipality, scenario, "bo", at, recipe, version, part)


ORGANISATION = Organisation(
    (
        OrgUnit("GRP", "Koncernen", UnitKind.ADMINISTRATION),
        OrgUnit("KOM", "Kommunen", UnitKind.MUNICIPALITY, "GRP"),
        OrgUnit("SEN", "Servicenämnden", UnitKind.COMMITTEE, "KOM"),
        OrgUnit("O1", "Område 1", UnitKind.AREA, "SEN"),
        OrgUnit("E1", "Kök ett", UnitKind.UNIT, "O1", ansvar=("101", "102")),
        OrgUnit("E2", "Kök två", UnitKind.UNIT, "O1", ansvar=("103",)),
        OrgUnit("E3", "Städ", UnitKind.UNIT, "SEN", ansvar=("104",)),
        OrgUnit("BUN", "Barn- och utbildningsnämnden", UnitKind.COMMITTEE, "KOM", ansvar=("201",)),
        OrgUnit("AB", "Bolaget", UnitKind.EXTERNAL, "GRP", ansvar=("901",)),
    )
)
FORM = form_for(
    Financing.INCOME,
    {
        "intakter": ("3",),
        "personal": ("5",),
        "lokaler": ("60", "61"),
        "kop-verksamhet": ("46",),
        "ovriga-kostnader": ("4", "6", "7"),
        "finansnetto": ("84", "85"),
    },
)
TERMS = Terms(
    ORGANISATION,
    FORM,
    classes={"D": ProjectClass.OPERATION_PROJECT, "I": ProjectClass.INVESTMENT},
    counterparts={"20": "BUN", "90": "AB"},
)


class Books:
    """A store with its questions, and the shortest way to import."""

    def __init__(self, folder: Path, terms: Terms = TERMS) -> None:
        self.folder = folder
        self.store = Store(folder / "ledger")
        self.engine = DuckDB(threads=1)
        self.terms = terms

    @property
    def ledger(self) -> Ledger:
        return Ledger(self.store, engine=self.engine, terms=self.terms)

    def file(self, content: str, name: str = "huvudbok.csv") -> Path:
        path = self.folder / name
        path.write_text(content, "utf-8")
        return path

    def add(self, *entries: Entry, by: Deed | None = None, content: str | None = None) -> Import:
        """Import the entries; the original is made of them, unless its content is given."""
        original = self.file("\n".join(map(repr, entries)) if content is None else content)
        done = self.store.import_entries(entries, original=original, deed=by or deed())
        assert not isinstance(done, Denied), done
        return done


@pytest.fixture
def books(tmp_path: Path) -> Books:
    return Books(tmp_path)
