"""What every manifest must do, wherever it is kept: inherit from `ManifestContract` and say how to make one."""

import dataclasses
import datetime as dt
from abc import ABC, abstractmethod

import pytest

from utfall.domain.denied import Denied
from utfall.domain.scenario import Scenario
from utfall.ledger.batch import FILES, Batch, Original, Slot, StoredFile, Totals, Withdrawal
from utfall.ledger.manifest import Manifest

SLOT = Slot("0484", 2024, Scenario.OUTCOME)
MORNING = dt.datetime(2024, 9, 16, 8, tzinfo=dt.UTC)
LATER = MORNING + dt.timedelta(hours=2)
EVENING = MORNING + dt.timedelta(hours=10)


def batch(name: str, slot: Slot = SLOT, *, at: dt.datetime = MORNING) -> Batch:
    files = {file: StoredFile(f"data/{name}/{file}", "0" * 64, 1) for file in FILES}
    original = Original("huvudbok.csv", "1" * 64, 100, "originals/11/1")
    totals = Totals(2, 0, 500, -500, 202401, 202408)
    return Batch(name, slot, original, "test 1", "bo", at, totals, files, "KF § 5")


class ManifestContract(ABC):
    """The tests; `manifest` gives an empty one, `again` opens the same one as another process would."""

    @pytest.fixture
    @abstractmethod
    def manifest(self) -> Manifest: ...

    @abstractmethod
    def again(self, manifest: Manifest) -> Manifest: ...

    def test_is_empty_at_first(self, manifest):
        assert manifest.version == 0
        assert manifest.batches() == manifest.history() == ()

    def test_what_is_committed_is_there_for_everybody(self, manifest):
        assert manifest.commit(batch("a"), expected_version=0) == 1

        assert manifest.batches() == self.again(manifest).batches() == (batch("a"),)

    def test_several_batches_are_one_deed(self, manifest):
        other = batch("b", Slot("0484", 2023, Scenario.OUTCOME))

        assert manifest.commit(batch("a"), other, expected_version=0) == 1
        assert manifest.batches() == (other, batch("a"))

    def test_the_second_of_two_writers_is_denied_and_changes_nothing(self, manifest):
        other = self.again(manifest)
        assert other.version == 0
        manifest.commit(batch("a"), expected_version=0)

        denied = other.commit(batch("b"), expected_version=0)

        assert isinstance(denied, Denied)
        assert denied.code == "ledger.conflict"
        assert other.batches() == manifest.batches() == (batch("a"),)

    def test_a_later_batch_in_the_same_slot_replaces_the_earlier(self, manifest):
        manifest.commit(batch("a"), expected_version=0)
        manifest.commit(batch("b", at=LATER), expected_version=1)

        assert manifest.batches() == (batch("b", at=LATER),)
        assert manifest.history() == (batch("a"), batch("b", at=LATER))

    def test_the_ledger_can_be_read_as_it_was(self, manifest):
        manifest.commit(batch("a"), expected_version=0)
        manifest.commit(batch("b", at=LATER), expected_version=1)

        assert manifest.batches(as_of=MORNING - dt.timedelta(seconds=1)) == ()
        assert manifest.batches(as_of=LATER - dt.timedelta(seconds=1)) == (batch("a"),)
        assert manifest.batches(as_of=LATER) == (batch("b", at=LATER),)

    def test_a_whole_year_replaces_its_parts_and_nothing_else(self, manifest):
        january = batch("a", dataclasses.replace(SLOT, part="2024-01"))
        budget = batch("b", dataclasses.replace(SLOT, scenario=Scenario.BUDGET, part="lön"))
        manifest.commit(january, budget, expected_version=0)
        manifest.commit(batch("c", at=LATER), expected_version=1)

        assert manifest.batches() == (budget, batch("c", at=LATER))

    def test_a_withdrawn_batch_gives_its_place_back_from_then_on(self, manifest):
        manifest.commit(batch("a"), expected_version=0)
        manifest.commit(batch("b", at=LATER), expected_version=1)

        assert manifest.withdraw("b", by="erik", at=EVENING, expected_version=2) == 3

        for one in (manifest, self.again(manifest)):
            assert one.batches() == (batch("a"),)
            assert [found.id for found in one.batches(as_of=LATER)] == ["b"]
            assert one.history()[1].withdrawn == Withdrawal("erik", EVENING)

    def test_the_parts_are_back_when_their_whole_is_withdrawn(self, manifest):
        parts = [batch(name, dataclasses.replace(SLOT, part=name)) for name in ("2024-01", "2024-02")]
        manifest.commit(*parts, expected_version=0)
        manifest.commit(batch("c", at=LATER), expected_version=1)
        manifest.withdraw("c", by="erik", at=EVENING, expected_version=2)

        assert manifest.batches() == tuple(parts)

    def test_what_is_not_in_force_cannot_be_withdrawn(self, manifest):
        manifest.commit(batch("a"), expected_version=0)
        manifest.commit(batch("b", at=LATER), expected_version=1)

        for name in ("a", "x"):
            denied = manifest.withdraw(name, by="erik", at=EVENING, expected_version=2)
            assert isinstance(denied, Denied)
            assert denied.code == "ledger.not-in-force"
        late = manifest.withdraw("b", by="erik", at=EVENING, expected_version=1)
        assert isinstance(late, Denied)
        assert late.code == "ledger.conflict"
        assert manifest.version == 2

    @pytest.mark.parametrize(
        ("wanted", "found"),
        [
            ({}, ["b", "a", "c"]),
            ({"municipality": "0484"}, ["b", "a"]),
            ({"municipality": "0484", "year": 2023}, ["b"]),
            ({"scenario": Scenario.BUDGET}, ["c"]),
            ({"year": 2025}, []),
        ],
    )
    def test_batches_are_found_by_what_they_are_about(self, manifest, wanted, found):
        slots = {
            "a": SLOT,
            "b": dataclasses.replace(SLOT, year=2023),
            "c": Slot("0580", 2024, Scenario.BUDGET, "KF"),
        }
        manifest.commit(*(batch(name, slot) for name, slot in slots.items()), expected_version=0)

        assert [one.id for one in manifest.batches(**wanted)] == found
