"""A folder is stored wholly or not at all, once."""

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from tests.integrations.folder.small import FILES, folder
from tests.records.conftest import LOADED_AT
from utfall.domain.denied import Denied
from utfall.domain.reporting import RoundState
from utfall.domain.scenario import Scenario
from utfall.records.audit.models import Event
from utfall.records.audit.queries import broken
from utfall.records.finance.ledger import store
from utfall.records.finance.models import ForecastRow, LedgerBatch
from utfall.records.indicators.models import Indicator, Target, Value
from utfall.records.loading.contents import contents_of
from utfall.records.loading.load import Loaded, load
from utfall.records.organisation.models import Authority, CostCentre, OrgUnit, Round
from utfall.records.planning.models import Goal
from utfall.records.reporting.models import Contribution
from utfall.records.sources.models import SourceFile, SourceObject

pytestmark = pytest.mark.django_db


def loaded(path: Path, at: dt.datetime = LOADED_AT, **changes: Any) -> Loaded:
    path.mkdir(exist_ok=True)
    done = load(folder(path, **changes), by="bo", at=at)
    assert isinstance(done, Loaded)
    return done


def counts() -> dict[str, int]:
    kinds = (
        Authority, OrgUnit, CostCentre, Round, Goal, Indicator, Target, Value, Contribution, SourceFile,
        SourceObject, ForecastRow, LedgerBatch, Event,
    )  # fmt: skip
    return {kind.__name__: kind._default_manager.count() for kind in kinds}


def test_everything_of_a_folder_is_stored(tmp_path: Path, data: Path) -> None:
    done = loaded(tmp_path / "mapp")

    assert (done.authority, done.changed) == ("SEN", True)
    assert counts() == {
        "Authority": 1, "OrgUnit": 2, "CostCentre": 1, "Round": 1, "Goal": 4, "Indicator": 2, "Target": 1, "Value": 1,
        "Contribution": 1, "SourceFile": len(FILES) + 1, "SourceObject": 1, "ForecastRow": 1, "LedgerBatch": 2,
        "Event": 3,
    }  # fmt: skip
    assert OrgUnit.objects.get(code="OMR1").path == "SEN/OMR1/"
    assert OrgUnit.objects.get(code="OMR1").authority == Authority.objects.get()
    deeds = Event.objects.order_by("number").values_list("deed", "actor")
    assert list(deeds) == [("ledger.import", "bo"), ("ledger.import", "bo"), ("folder.load", "bo")]
    assert list(broken()) == []


def test_the_ledger_lies_in_the_sites_own_folder(tmp_path: Path, data: Path) -> None:
    loaded(tmp_path / "mapp")

    slots = {(batch.slot.scenario, batch.slot.part) for batch in store().batches()}
    assert slots == {(Scenario.OUTCOME, "SEN-huvudbok"), (Scenario.BUDGET, "SEN")}
    assert (data / "huvudbok" / "data").is_dir()
    assert SourceFile.objects.get(name="huvudbok.csv").content is None


def test_the_same_folder_again_changes_nothing(tmp_path: Path, data: Path) -> None:
    loaded(tmp_path / "mapp")
    before = counts()

    again = load(tmp_path / "mapp", by="erik", at=LOADED_AT + dt.timedelta(days=1))

    assert again == Loaded("SEN", changed=False)
    assert counts() == before


def test_an_error_stops_it(tmp_path: Path, data: Path) -> None:
    plan = FILES["plan.yaml"].replace("mål: VM1", "mål: VM9")

    done = loaded(tmp_path / "mapp", plan_yaml=plan)

    assert (done.authority, done.changed) == ("", False)
    assert [finding.code for finding in done.findings] == ["source.broken-link"]
    assert sum(counts().values()) == 0


def test_a_template_that_cannot_be_used_stops_it(tmp_path: Path, data: Path) -> None:
    done = loaded(tmp_path / "mapp", mall_yaml="avsnitt: [")

    assert [finding.code for finding in done.findings] == ["template.yaml"]
    assert sum(counts().values()) == 0


def test_a_ledger_that_is_denied_leaves_nothing_behind(
    tmp_path: Path, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A second folder with the same ledger as another committee's: its postings would be counted twice."""
    loaded(tmp_path / "mapp")
    before = counts()
    other: dict[str, Any] = {
        name.replace(".", "_"): FILES[name].replace("SEN", "VON").replace("Servicenämnden", "Vårdnämnden")
        for name in ("kommun.yaml", "plan.yaml", "indikatorer.yaml", "risker.yaml", "matvarden.csv")
    }
    organisation = FILES["organisation.yaml"] + "  - {kod: VON, namn: Vårdnämnden, slag: nämnd}\n"

    (tmp_path / "annan").mkdir()
    denied = load(
        folder(tmp_path / "annan", **other, organisation_yaml=organisation), by="erik", at=LOADED_AT
    )

    assert isinstance(denied, Denied)
    assert denied.code == "ledger.twice"
    assert counts() == before


def test_a_changed_folder_takes_the_place_of_the_earlier_one(tmp_path: Path, data: Path) -> None:
    loaded(tmp_path / "mapp")
    plan = FILES["plan.yaml"].replace("Väg maten", "Väg all mat")

    again = loaded(tmp_path / "mapp", LOADED_AT + dt.timedelta(days=1), plan_yaml=plan)

    assert again.changed
    assert Goal.objects.get(code="D1").name == "Väg all mat"
    assert Goal.objects.count() == 4
    assert LedgerBatch.objects.count() == 2


def test_what_somebody_wrote_here_is_not_written_over(tmp_path: Path, data: Path) -> None:
    loaded(tmp_path / "mapp")
    Contribution.objects.update(markdown="Vi väger maten och sparar.")
    plan = FILES["plan.yaml"].replace("Väg maten", "Väg all mat")

    denied = load(folder(tmp_path / "mapp", plan_yaml=plan), by="bo", at=LOADED_AT)

    assert isinstance(denied, Denied)
    assert denied.code == "load.edited"
    assert Contribution.objects.get().markdown == "Vi väger maten och sparar."


def test_an_opened_round_is_not_loaded_over(tmp_path: Path, data: Path) -> None:
    loaded(tmp_path / "mapp")
    Round.objects.update(state=RoundState.OPEN.value)
    plan = FILES["plan.yaml"].replace("Väg maten", "Väg all mat")

    denied = load(folder(tmp_path / "mapp", plan_yaml=plan), by="bo", at=LOADED_AT)

    assert isinstance(denied, Denied)
    assert denied.code == "load.in-use"


def test_another_committees_folder_shares_the_units_and_changes_none_of_them(
    tmp_path: Path, data: Path
) -> None:
    loaded(tmp_path / "mapp")
    only = {name.replace(".", "_"): None for name in FILES if name.endswith((".csv", ".yaml"))}
    files: dict[str, Any] = {
        **only,
        "texter__mal_md": None,
        "kommun_yaml": FILES["kommun.yaml"].replace("SEN", "VON"),
        "plan_yaml": "innehåll: plan\nstrategiska_områden: []\nstrategiska_mål: []\n"
        "verksamhetsmål: []\ninriktningar: []\n",
        "organisation_yaml": FILES["organisation.yaml"].replace("Område 1", "Område ett")
        + "  - {kod: VON, namn: Vårdnämnden, slag: nämnd}\n",
    }

    done = loaded(tmp_path / "annan", **files)

    assert done.authority == "VON", [finding.sentence() for finding in done.findings]
    assert [(f.code, f.values["code"]) for f in done.findings if f.code.startswith("load")] == [
        ("load.others-unit", "OMR1")
    ]
    assert OrgUnit.objects.get(code="OMR1").name == "Område 1"
    assert {(row.code, row.authority.code) for row in Round.objects.select_related("authority")} == {
        ("2024-D2", "SEN"),
        ("2024-D2", "VON"),
    }
    assert contents_of(Authority.objects.get(code="VON")).texts == {}
